// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#include "tests/support/format_case.h"

namespace whocites {
namespace {

using testing::FormatCase;

class DoiPairs : public ::testing::TestWithParam<FormatCase> {};

TEST_P(DoiPairs, GivesTheseRecordsAndRejections) { testing::expect_reads("doi-pairs", GetParam()); }

INSTANTIATE_TEST_SUITE_P(
    Good, DoiPairs,
    ::testing::Values(
        FormatCase{
            "FormsOfADoi",
            "10.1000/ABC,https://doi.org/10.1000/x\ndoi:10.1000/Abc\t, "
            "http://dx.doi.org/10.1000/Y\n",
            {"10.1000/abc mentions 10.1000/x at=f:1", "10.1000/abc mentions 10.1000/y at=f:2"}},
        FormatCase{
            "OpenCitations",
            R"(oci,citing,cited,creation,timespan,journal_sc,author_sc
1-2,omid:br/1 doi:10.1000/a,doi:10.1000/B openalex:W1,2019-03,P1Y,no,yes
)",
            {R"(10.1000/a mentions 10.1000/b date=2019-03 at=f:2 oci="1-2" timespan="P1Y" journal_sc="no" author_sc="yes")"}},
        FormatCase{"Tabs", "10.1000/a\t10.1000/b\n", {"10.1000/a mentions 10.1000/b at=f:1"}}),
    testing::case_name);

INSTANTIATE_TEST_SUITE_P(
    Bad, DoiPairs,
    ::testing::Values(
        FormatCase{"NoDoi",
                   "10.1000/a,10.1000/b\n10.1000/a,hello\n10.1,10.1000/b\n",
                   {"10.1000/a mentions 10.1000/b at=f:1"},
                   {"f:2:1: 'hello' is not a DOI [with --from edges any name is taken]",
                    "f:3:1: '10.1' is not a DOI [with --from edges any name is taken]"}},
        FormatCase{"OneDoi",
                   "10.1000/a,10.1000/b\n10.1000/a\n",
                   {"10.1000/a mentions 10.1000/b at=f:1"},
                   {"f:2:1: a line with one node: an edge has two"}},
        FormatCase{"Empty", "", {}, {}, "f:1:1: no line of this input names two nodes"}),
    testing::case_name);

}  // namespace
}  // namespace whocites
