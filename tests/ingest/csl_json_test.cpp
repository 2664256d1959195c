// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#include "tests/support/format_case.h"

namespace whocites {
namespace {

using testing::FormatCase;

class CslJson : public ::testing::TestWithParam<FormatCase> {};

TEST_P(CslJson, GivesTheseRecordsAndRejections) { testing::expect_reads("csl-json", GetParam()); }

INSTANTIATE_TEST_SUITE_P(
    Good, CslJson,
    ::testing::Values(
        FormatCase{
            "AList",
            R"([{"id":"lee","type":"article-newspaper","title":"Ferry <i>to be</i> sold","author":[{"given":"Ann","family":"Lee"},{"family":"Gogh","given":"Vincent","non-dropping-particle":"van"},{"literal":"The Team"}],"issued":{"date-parts":[[2021,3,4]]},"container-title":"North Weekly","URL":"https://example.org/a","language":"en","note":"seen\ncites: ray; 10.1000/X","page":"3-7"},
 {"id":"ray","type":"book","title":"A Book","issued":{"raw":"1999"},"publisher":"North"}])",
            {R"(article key=https://example.org/a title=Ferry to be sold date=2021-03-04 in=North Weekly url=https://example.org/a lang=en authors=Ann Lee|Vincent van Gogh|The Team type="article-newspaper" note="seen" page="3-7" citekey="lee")",
             "https://example.org/a mentions 10.1000/x at=f:1",
             R"(publication key=publication:a-book-1999 title=A Book date=1999 type="book" publisher="North" citekey="ray")",
             "https://example.org/a mentions publication:a-book-1999 at=f:1"}},
        FormatCase{
            "OwnExport",
            R"([{"id":"k,1","type":"document","title":"A <b>","issued":{"date-parts":[[2021]]},"note":"whocites-key: k,1\nseen\ncites: k,2"}])",
            {"publication key=k,1 title=A <b> date=2021 notes=seen", "k,1 mentions k,2 at=f:1"}},
        FormatCase{
            "Items",
            R"({"items":[{"id":7,"type":"webpage","title":"A","URL":"https://example.org/a","issued":{"date-parts":[["2021"]],"circa":true}}]})",
            {R"(article key=https://example.org/a title=A date=2021~ url=https://example.org/a type="webpage" citekey="7")"}},
        FormatCase{
            "OneObject",
            "{\n \"id\":\"x\",\"type\":\"dataset\",\"title\":\"D\",\"DOI\":\"10.1000/D\"}",
            {R"(publication key=10.1000/d title=D type="dataset" doi="10.1000/d" citekey="x")"}},
        FormatCase{
            "Lines",
            R"({"id":"x","type":"dataset","title":"D","DOI":"10.1000/D"}
{"id":"y","type":"dataset","title":"E","DOI":"10.1000/E"})",
            {R"(publication key=10.1000/d title=D type="dataset" doi="10.1000/d" citekey="x")",
             R"(publication key=10.1000/e title=E type="dataset" doi="10.1000/e" citekey="y")"}},
        FormatCase{
            "IdsThatAreKeys",
            R"([{"id":"publication:x-1","type":"document","title":"X"},{"id":"http://zotero.org/users/1/items/A","type":"document","title":"Y"}])",
            {"publication key=publication:x-1 title=X type=\"document\"",
             R"(publication key=https://zotero.org/users/1/items/A title=Y type="document" citekey="http://zotero.org/users/1/items/A")"}},
        FormatCase{
            "Ranges",
            R"([{"id":"x","type":"report","title":"A Report","issued":{"date-parts":[[2021,3],[2021,5]]}}])",
            {R"(publication key=publication:a-report-2021 title=A Report date=2021-03/2021-05 type="report" citekey="x")"}},
        FormatCase{"NothingToNameItBy",
                   R"([{"id":"x","type":"dataset"},{"id":"y","type":"dataset","title":"D"}])",
                   {R"(publication key=publication:x type="dataset" citekey="x")",
                    R"(publication key=publication:d title=D type="dataset" citekey="y")"}}),
    testing::case_name);

INSTANTIATE_TEST_SUITE_P(
    Bad, CslJson,
    ::testing::Values(
        FormatCase{
            "NoObject",
            R"([1,{"id":"x","type":"dataset","title":"D","DOI":"10.1000/D"}])",
            {R"(publication key=10.1000/d title=D type="dataset" doi="10.1000/d" citekey="x")"},
            {"f:1:2: an item must be an object, not a number"}},
        FormatCase{
            "BrokenItem",
            R"([{"id":"x","type":"dataset","title":"D\q"},{"id":"y","type":"dataset","title":"D","DOI":"10.1000/d"}])",
            {R"(publication key=10.1000/d title=D type="dataset" doi="10.1000/d" citekey="y")"},
            {"f:1:40: not well-formed JSON: invalid string: forbidden character after backslash"}},
        FormatCase{
            "CutOff",
            R"([{"id":"y","type":"dataset","title":"D","DOI":"10.1000/d"},{"id":"x","ty)",
            {R"(publication key=10.1000/d title=D type="dataset" doi="10.1000/d" citekey="y")"},
            {"f:1:73: not well-formed JSON: the input ends within a value that starts in line 1 "
             "[the input ends within the document: was it cut off?]"}},
        FormatCase{
            "MissingComma",
            R"([{"id":"y","type":"dataset","title":"D","DOI":"10.1000/d"} {"id":"x"}])",
            {R"(publication key=10.1000/d title=D type="dataset" doi="10.1000/d" citekey="y")"},
            {"f:1:60: not well-formed JSON: expected ',' between two elements"}},
        FormatCase{"NotJson", "hello", {}, {}, "f:1:1: not well-formed JSON: invalid literal"}),
    testing::case_name);

}  // namespace
}  // namespace whocites
