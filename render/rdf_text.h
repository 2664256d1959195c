// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

#include "base/date.h"

// Terms of RDF 1.1 as N-Triples writes them. All functions accept any bytes.
namespace whocites::render {

// <address>, with what no IRI can hold percent-escaped.
std::string rdf_iri(std::string_view address);
// The IRI of a node: its key when that is a web address, https://doi.org/… of a DOI, else
// urn:whocites:node:… with the key percent-escaped.
std::string rdf_node(std::string_view key);
// "text", "text"@en, "1"^^<…#double>.
std::string rdf_text(std::string_view text);
std::string rdf_typed(std::string_view text, std::string_view datatype);
// xsd:gYear, gYearMonth, date or dateTime when the date is just that; else, for what is
// approximate, an interval or without an offset, the EDTF datatype of the Library of Congress.
std::string rdf_date(const Date& date);

}  // namespace whocites::render
