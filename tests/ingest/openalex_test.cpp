// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#include "tests/support/format_case.h"

namespace whocites {
namespace {

using testing::FormatCase;

class Openalex : public ::testing::TestWithParam<FormatCase> {};

TEST_P(Openalex, GivesTheseRecordsAndRejections) { testing::expect_reads("openalex", GetParam()); }

INSTANTIATE_TEST_SUITE_P(
    Good, Openalex,
    ::testing::Values(
        FormatCase{
            "AWork",
            R"({"id":"https://openalex.org/W1","doi":"https://doi.org/10.1000/ABC","title":"Ferry","publication_date":"2021-03-04","publication_year":2021,"language":"en","type":"article","is_retracted":true,"authorships":[{"author":{"id":"https://openalex.org/A1","display_name":"Ann Lee"}},{"raw_author_name":"B. Ray","author":{}}],"primary_location":{"landing_page_url":"https://example.org/a","source":{"display_name":"North Journal","issn_l":"1234-5678"}},"referenced_works":["https://openalex.org/W2","https://openalex.org/W3"],"cited_by_count":9}
{"id":"https://openalex.org/W2","display_name":"A Book","publication_year":1999,"type":"book","authorships":[]})",
            {R"(article key=https://openalex.org/W1 title=Ferry date=2021-03-04 in=North Journal url=https://example.org/a lang=en authors=Ann Lee|B. Ray type="article" is_retracted=true authorships=[{"author":{"id":"https://openalex.org/A1","display_name":"Ann Lee"}},{"raw_author_name":"B. Ray","author":{}}] primary_location={"landing_page_url":"https://example.org/a","source":{"display_name":"North Journal","issn_l":"1234-5678"}} doi="10.1000/abc")",
             "https://openalex.org/W1 mentions https://openalex.org/W2 at=f:1",
             "https://openalex.org/W1 mentions https://openalex.org/W3 at=f:1",
             "publication key=https://openalex.org/W2 title=A Book date=1999 type=\"book\""}},
        FormatCase{
            "AnAnswer",
            R"({"meta":{"count":1},"results":[{"id":"https://openalex.org/W2","display_name":"A Book","publication_year":1999,"type":"book","authorships":[]}],"group_by":[]})",
            {"publication key=https://openalex.org/W2 title=A Book date=1999 type=\"book\""}},
        FormatCase{"OverLines",
                   R"({
 "id":"https://openalex.org/W2",
 "title":"A Book","type":"book"})",
                   {"publication key=https://openalex.org/W2 title=A Book type=\"book\""}},
        FormatCase{
            "NoDate",
            R"({"id":"https://openalex.org/W2","title":"A","type":"book","publication_date":"soon"})",
            {R"(publication key=https://openalex.org/W2 title=A type="book" publication_date="soon")"}}),
    testing::case_name);

INSTANTIATE_TEST_SUITE_P(
    Bad, Openalex,
    ::testing::Values(
        FormatCase{"BrokenLine",
                   R"({"id":"https://openalex.org/W2","title":"A","type":"book"}
{"id":"https://openalex.org/W3","title":}
{"id":"https://openalex.org/W4")",
                   {"publication key=https://openalex.org/W2 title=A type=\"book\""},
                   {"f:2:41: not well-formed JSON: unexpected '}'; expected '[', '{', or a literal",
                    "f:3:32: not well-formed JSON: unexpected end of input; expected '}' [the "
                    "input ends within the record: was it cut off?]"}},
        FormatCase{"NothingToNameItBy",
                   R"({"type":"book","authorships":[]})",
                   {},
                   {"f:1:1: an entry without a title, a DOI, an address or a key"}},
        FormatCase{"NotAnObject", "[7]", {}, {"f:1:2: a record must be an object, not a number"}},
        FormatCase{"NotJson", "hello", {}, {}, "f:1:1: this is no JSON"}),
    testing::case_name);

}  // namespace
}  // namespace whocites
