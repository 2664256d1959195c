// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#include <sstream>

#include "ingest/format.h"
#include "tests/support/format_case.h"

namespace whocites {
namespace {

using testing::FormatCase;

class Crossref : public ::testing::TestWithParam<FormatCase> {};

TEST_P(Crossref, GivesTheseRecordsAndRejections) { testing::expect_reads("crossref", GetParam()); }

INSTANTIATE_TEST_SUITE_P(
    Good, Crossref,
    ::testing::Values(
        FormatCase{
            "AWork",
            R"({"DOI":"10.1000/ABC","type":"journal-article","title":["Ferry &amp; <i>port</i>"],"container-title":["North Journal"],"author":[{"given":"Ann","family":"Lee"}],"issued":{"date-parts":[[2021,3]]},"URL":"http://dx.doi.org/10.1000/abc","volume":"7","prefix":"10.1000","score":1.5,"reference":[{"key":"1","DOI":"10.1000/X","doi-asserted-by":"crossref"},{"key":"2","unstructured":"B. Ray, A Book, 1999."},{"key":"3","author":"Ray","article-title":"On the history of ferries","year":"1998","journal-title":"J."}]})",
            {R"(article key=10.1000/abc title=Ferry & port date=2021-03 in=North Journal authors=Ann Lee type="journal-article" volume="7" doi="10.1000/abc")",
             "10.1000/abc mentions 10.1000/x at=f:1 doi-asserted-by=\"crossref\"",
             "10.1000/abc mentions B. Ray, A Book, 1999. evidence=B. Ray, A Book, 1999. at=f:1",
             "10.1000/abc mentions On the history of ferries evidence=Ray, On the history of "
             "ferries, J., 1998 at=f:1"}},
        FormatCase{
            "ARetraction",
            R"({"DOI":"10.1000/n","type":"journal-article","title":["Retraction"],"prefix":"10.1000","update-to":[{"DOI":"10.1000/bad","type":"retraction"},{"DOI":"10.1000/err","type":"erratum"}]})",
            {R"(article key=10.1000/n title=Retraction type="journal-article" doi="10.1000/n")",
             R"(10.1000/n retracts 10.1000/bad at=f:1 update-to={"DOI":"10.1000/bad","type":"retraction"})",
             R"(10.1000/n corrects 10.1000/err at=f:1 update-to={"DOI":"10.1000/err","type":"erratum"})"}},
        FormatCase{
            "AnAnswer",
            R"({"status":"ok","message-type":"work-list","message":{"total-results":2,"items":[{"DOI":"10.1000/a","type":"book","title":["A"]},{"DOI":"10.1000/b","type":"book","title":["B"]}]}})",
            {R"(publication key=10.1000/a title=A type="book" doi="10.1000/a")",
             R"(publication key=10.1000/b title=B type="book" doi="10.1000/b")"}},
        FormatCase{
            "TheAnswerForOneWork",
            R"({"status":"ok","message-type":"work","message":{"DOI":"10.1000/a","type":"book","title":["A"],"prefix":"10.1000"}})",
            {R"(publication key=10.1000/a title=A type="book" doi="10.1000/a")"}},
        FormatCase{
            "OneTitleAndDoisThatAreNone",
            R"({"DOI":"p.1/A","type":"book","title":["A tale of rain"],"prefix":"10.1000"}
{"DOI":"p.2/A","type":"book","title":["A tale of rain"],"prefix":"10.1000"})",
            {R"(publication key=publication:a-tale-of-rain-p-1-a title=A tale of rain type="book" doi="p.1/A")",
             R"(publication key=publication:a-tale-of-rain-p-2-a title=A tale of rain type="book" doi="p.2/A")"}},
        FormatCase{
            "UnknownDate",
            R"({"DOI":"10.1000/a","type":"book","title":["A"],"issued":{"date-parts":[[null]]},"prefix":"10.1000"})",
            {R"(publication key=10.1000/a title=A type="book" doi="10.1000/a")"}}),
    testing::case_name);

INSTANTIATE_TEST_SUITE_P(
    Bad, Crossref,
    ::testing::Values(
        FormatCase{
            "ReferencesOfNothing",
            R"({"DOI":"10.1000/a","type":"book","title":["A"],"prefix":"10.1000","reference":[{"key":"1"},{"key":"2","unstructured":""},{"key":"3","DOI":"10.1000/c"}]})",
            {R"(publication key=10.1000/a title=A type="book" doi="10.1000/a")",
             "10.1000/a mentions 10.1000/c at=f:1"},
            {"f:1:1: 2 references say nothing that names a work"}},
        FormatCase{
            "BrokenLine",
            R"({"DOI":"10.1000/a","type":"book","title":["A"],"prefix":"10.1000"}
{"DOI":"10.1000/b",
{"DOI":"10.1000/c","type":"book","title":["C"],"prefix":"10.1000"}
[1]
{"DOI":"10.1000/d","type")",
            {R"(publication key=10.1000/a title=A type="book" doi="10.1000/a")",
             R"(publication key=10.1000/c title=C type="book" doi="10.1000/c")"},
            {"f:2:20: not well-formed JSON: unexpected end of input; expected string literal",
             "f:4:1: a record must be an object, not a list",
             "f:5:26: not well-formed JSON: unexpected end of input; expected ':' [the input ends "
             "within the record: was it cut off?]"}},
        FormatCase{"NothingToNameItBy",
                   R"({"type":"book","prefix":"10.1000"})",
                   {},
                   {"f:1:1: an entry without a title, a DOI, an address or a key"}},
        FormatCase{"NotJson", "hello", {}, {}, "f:1:1: this is no JSON"},
        FormatCase{"Empty", "", {}, {}, "f:1:1: this is no JSON"}),
    testing::case_name);

// A list is a document whose lines mean nothing: only its works must be of a size to be held.
TEST(CrossrefList, OfOneLongLineIsReadToItsEnd) {
  const std::string abstract(std::size_t{1} << 20, 'x');
  std::string list = "[";
  std::size_t works = 0;
  for (; list.size() <= ingest::kMaxLineBytes; ++works) {
    list += (works == 0 ? "{" : ",{") + std::string(R"("prefix":"10.1000","DOI":"10.1000/)") +
            std::to_string(works) + R"(","type":"book","abstract":")" + abstract + "\"}";
  }
  list += "]";
  std::istringstream in(list);
  RecordList read;
  ASSERT_TRUE(
      ingest::read_input(*ingest::format_named("crossref"), in, {.source_name = "f"}, read));
  EXPECT_EQ(read.records.size(), works);
  EXPECT_TRUE(read.rejected.empty());
}

}  // namespace
}  // namespace whocites
