// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#include "tests/support/format_case.h"

namespace whocites {
namespace {

using testing::FormatCase;

class Ris : public ::testing::TestWithParam<FormatCase> {};

TEST_P(Ris, GivesTheseRecordsAndRejections) { testing::expect_reads("ris", GetParam()); }

INSTANTIATE_TEST_SUITE_P(
    Good, Ris,
    ::testing::Values(
        FormatCase{
            "AJournalArticle",
            R"(TY  - JOUR
ID  - lee
TI  - Ferry to be sold
AU  - Lee, Ann
A1  - Ray, Bob
PY  - 2021
DA  - 2021/03/04/
JO  - N. Weekly
T2  - North Weekly
DO  - doi:10.1000/ABC
UR  - https://example.org/a
KW  - ships
KW  - ports
N1  - cites: ray
SP  - 3
ER  - 
TY  - BOOK
ID  - ray
T1  - A Book of Ferries
PY  - 1999///Fall
T2  - A Series
ER  - 
)",
            {R"(article key=10.1000/abc title=Ferry to be sold date=2021-03-04 in=North Weekly url=https://example.org/a authors=Ann Lee|Bob Ray container="N. Weekly" first_page="3" keywords=["ships","ports"] type="JOUR" doi="10.1000/abc" citekey="lee")",
             R"(publication key=publication:a-book-of-ferries-1999 title=A Book of Ferries date=1999 container="A Series" type="BOOK" citekey="ray")",
             "10.1000/abc mentions publication:a-book-of-ferries-1999 at=f:1"}},
        FormatCase{
            "OwnExport",
            "TY  - NEWS\nTI  - A\nAU  - Lee, Ann\nDA  - 2019/03//2019-03~\nT2  - North Weekly\n"
            "N1  - whocites-key: k,1\nN1  - whocites-outlet: north.example\nN1  - seen\n"
            "N1  - cites: https://example.org/a,b\nER  - \n",
            {"outlet key=north.example title=North Weekly",
             "article key=k,1 title=A date=2019-03~ in=north.example authors=Lee, Ann notes=seen",
             "k,1 mentions https://example.org/a,b at=f:1"}},
        FormatCase{
            "LinesThatGoOn",
            R"(TY  - NEWS
TI  - One
 two
AB  - first
second
UR  - https://example.org/a
ER  - 
)",
            {R"(article key=https://example.org/a title=One two url=https://example.org/a abstract="first\nsecond" type="NEWS")"}},
        FormatCase{
            "OtherSpacing",
            "TY - JOUR\nTI - A\nUR - https://example.org/a\nER -\n",
            {"article key=https://example.org/a title=A url=https://example.org/a type=\"JOUR\""}},
        FormatCase{"Windows1252",
                   "TY  - JOUR\nTI  - Caf\xE9\nER  - \n",
                   {"article key=article:cafe title=Café type=\"JOUR\""}},
        FormatCase{
            "DatesThatAreNone",
            R"(TY  - JOUR
TI  - A
PY  - YEAR/MONTH/DAY/
DA  - 2001/00/00/
UR  - https://example.org/a
ER  - 
)",
            {R"(article key=https://example.org/a title=A date=2001 url=https://example.org/a date="YEAR/MONTH/DAY/" type="JOUR")"}}),
    testing::case_name);

INSTANTIATE_TEST_SUITE_P(
    Bad, Ris,
    ::testing::Values(
        FormatCase{
            "NoTypeAtAll",
            R"(TI  - A
UR  - https://example.org/a
ER  - 
TY  - JOUR
TI  - B
UR  - https://example.org/b
ER  - 
)",
            {"publication key=https://example.org/a title=A url=https://example.org/a",
             "article key=https://example.org/b title=B url=https://example.org/b type=\"JOUR\""},
            {"f:1:1: the record has no type ('TY  -'); read as a work"}},
        FormatCase{
            "NoEndBeforeTheNext",
            R"(TY  - JOUR
TI  - A
UR  - https://example.org/a
TY  - JOUR
TI  - B
UR  - https://example.org/b
ER  - 
)",
            {"article key=https://example.org/a title=A url=https://example.org/a type=\"JOUR\"",
             "article key=https://example.org/b title=B url=https://example.org/b type=\"JOUR\""},
            {"f:1:1: the record has no end ('ER  -') before the next one"}},
        FormatCase{"CutOff",
                   "TY  - JOUR\nTI  - A\nUR  - https://exam",
                   {"article key=article:a title=A url=https://exam type=\"JOUR\""},
                   {"f:1:1: the record has no end ('ER  -') [was the input cut off?]"}},
        FormatCase{"NothingToNameItBy",
                   "TY  - JOUR\nPY  - 2001\nER  - \n",
                   {},
                   {"f:1:1: an entry without a title, a DOI, an address or a key"}},
        FormatCase{
            "TextBetween",
            "TY  - JOUR\nUR  - https://example.org/a\nTI  - A\nER  - \nstray\n",
            {"article key=https://example.org/a title=A url=https://example.org/a type=\"JOUR\""},
            {"f:5:1: a line outside of any record"}},
        FormatCase{
            "NoRecord", "hello\nworld\n", {}, {}, "f:1:1: no record ('TY  - …') in this input"},
        FormatCase{"Empty", "", {}, {}, "f:1:1: no record ('TY  - …') in this input"}),
    testing::case_name);

}  // namespace
}  // namespace whocites
