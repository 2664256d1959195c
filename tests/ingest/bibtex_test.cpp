// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#include "tests/support/format_case.h"

namespace whocites {
namespace {

using testing::FormatCase;

class Bibtex : public ::testing::TestWithParam<FormatCase> {};

TEST_P(Bibtex, GivesTheseRecordsAndRejections) { testing::expect_reads("bibtex", GetParam()); }

INSTANTIATE_TEST_SUITE_P(
    Good, Bibtex,
    ::testing::Values(
        FormatCase{
            "AnArticle",
            R"(@string{np = "North Press"}
@Article{lee2021,
  author = {Lee, Ann and {\"O}zt{\"u}rk, {\c S}. and {The News Team} and others},
  title = "Ferry to be {S}old: \emph{who} knew?",
  journal = np # " Weekly",
  year = 2021, month = mar, day = {4},
  doi = {https://doi.org/10.1000/ABC.1},
  pages = {3--7},
}
)",
            {R"(article key=10.1000/abc.1 title=Ferry to be Sold: who knew? date=2021-03-04 in=North Press Weekly authors=Ann Lee|Ş. Öztürk|The News Team more_authors=true type="article" pages="3–7" doi="10.1000/abc.1" citekey="lee2021")"}},
        FormatCase{
            "BibLatexAndItsNames",
            "@online{x, title={A}, subtitle={B}, date={2019-03/2019-04}, author={King, Jr., Martin "
            "and Ludwig van Beethoven}, url={https://example.org/a?utm_source=x}, "
            "langid={english}}",
            {R"(article key=https://example.org/a title=A: B date=2019-03/2019-04 url=https://example.org/a?utm_source=x authors=Martin King, Jr.|Ludwig van Beethoven type="online" langid="english" citekey="x")"}},
        FormatCase{
            "Accents",
            "@book{b, title={\\'{e}\\`e\\^{\\i}\\~n\\v{c}\\H{o}\\k a\\r{a}\\ss{} \\o \\L{}\\'Z "
            "\\aa\\ \\& \\% \\$5 --- ``q'' $x_1$ \\unknown{y}}, year=1999}",
            {R"(publication key=publication:eeincoaass-olz-a-5-q-x-1-unknowny-1999 title=éèîñčőąåß øŁŹ å & % $5 — “q” $x_1$ \unknowny date=1999 type="book" citekey="b")"}},
        FormatCase{
            "WithoutDoiOrUrlTheTitleIsNotEnough",
            R"(@book{a, title={Introduction}, author={Lee, Ann}, year=1999}
@book{b, title={Introduction}, author={Ray, Bob}, year=1999})",
            {R"(publication key=publication:introduction-lee-1999 title=Introduction date=1999 authors=Ann Lee type="book" citekey="a")",
             R"(publication key=publication:introduction-ray-1999 title=Introduction date=1999 authors=Bob Ray type="book" citekey="b")"}},
        FormatCase{
            "CrossrefAndXdata",
            R"(@inproceedings{p, title={A Talk}, crossref={conf}, xdata={pub}}
@xdata{pub, publisher={North}, url={https://example.org/pub}}
@proceedings{conf, title={The Conference}, year={2001}, doi={10.1000/conf}, editor={Lee, Ann}})",
            {R"(publication key=10.1000/conf title=The Conference date=2001 type="proceedings" editor="Lee, Ann" doi="10.1000/conf" citekey="conf")",
             R"(publication key=publication:a-talk-2001 title=A Talk date=2001 type="inproceedings" crossref="conf" xdata="pub" publisher="North" booktitle="The Conference" editor="Lee, Ann" citekey="p")"}},
        FormatCase{
            "Cites",
            R"(@article{a, title={A}, url={https://example.org/a}, note={kept
cites: b, c}}
@article{b, title={B}, doi={10.1000/b}, cites={a}})",
            {R"(article key=https://example.org/a title=A url=https://example.org/a type="article" note="kept" citekey="a")",
             R"(article key=10.1000/b title=B type="article" doi="10.1000/b" citekey="b")",
             "https://example.org/a mentions 10.1000/b at=f:1",
             "https://example.org/a mentions c at=f:1",
             "10.1000/b mentions https://example.org/a at=f:3"}},
        FormatCase{
            "ParenthesesAndText",
            R"(Some words me@example.org.
@comment{jabref-meta: {x}}
@preamble{"\newcommand{\x}{}"}
@misc(k, title = {T}, howpublished = {\url{https://example.org/t}}, month = "12~" # jan, year = {2000}))",
            {R"(publication key=https://example.org/t title=T date=2000-01-12 url=https://example.org/t type="misc" citekey="k")"}},
        FormatCase{"Windows1252",
                   "@misc{k, title={Caf\xE9}}",
                   {R"(publication key=publication:cafe title=Café type="misc" citekey="k")"}},
        FormatCase{"OwnExport",
                   "@article{f_2Cg, whocites_key={f,g}, title={{Ferry \\textbraceleft{}}}, "
                   "journal={The Example}, outlet={example.org}, language={de}, date={2020~}, "
                   "year={2020}, note={by \\& by\ncites: a\\_b,c}}",
                   {"outlet key=example.org title=The Example",
                    "article key=f,g title=Ferry { date=2020~ in=example.org lang=de notes=by & by",
                    "f,g mentions a_b,c at=f:1"}},
        FormatCase{
            "OneAddressOrTitleButTwoEntries",
            R"(@misc{a, title={T}, url={https://example.org}}
@misc{b, title={U}, url={https://example.org}}
@misc{c, title={T}}
@misc{d, title={T}})",
            {R"(publication key=https://example.org title=T url=https://example.org type="misc" citekey="a")",
             R"(publication key=publication:u title=U url=https://example.org type="misc" citekey="b")",
             R"(publication key=publication:t title=T type="misc" citekey="c")",
             R"(publication key=publication:t-d title=T type="misc" citekey="d")"}},
        FormatCase{
            "CircleOfCrossrefs",
            R"(@inbook{k, title={T}, crossref={l}}
@inbook{l, title={U}, crossref={k}})",
            {R"(publication key=publication:t title=T type="inbook" crossref="l" booktitle="U" citekey="k")",
             R"(publication key=publication:u title=U type="inbook" crossref="k" booktitle="T" citekey="l")"}},
        FormatCase{
            "DatesThatAreNone",
            R"(@misc{k, title={T}, year={in press}, month={spring}}
@misc{l, title={U}, date={19 March}, year=2001, month=feb, day=30})",
            {R"(publication key=publication:t title=T year="in press" month="spring" type="misc" citekey="k")",
             R"(publication key=publication:u-2001 title=U date=2001-02 date="19 March" type="misc" citekey="l")"}}),
    testing::case_name);

INSTANTIATE_TEST_SUITE_P(
    Bad, Bibtex,
    ::testing::Values(
        FormatCase{
            "UnknownString",
            "@article{a, title={A}, journal=jomch, url={https://example.org/a}}",
            {R"(article key=https://example.org/a title=A in=jomch url=https://example.org/a type="article" citekey="a")"},
            {"f:1:32: no @string is called 'jomch'; taken as it is"}},
        FormatCase{
            "NeverClosedBeforeTheNext",
            R"(@article{a, title={A}, note={never closed,
  year=2001
@article{b, title={B}, url={https://example.org/b}}
)",
            {R"(article key=article:a title=A type="article" citekey="a")",
             R"(article key=https://example.org/b title=B url=https://example.org/b type="article" citekey="b")"},
            {"f:1:29: a '{' that is never closed"}},
        FormatCase{
            "EntryWithoutItsBracket",
            R"(@article{a, title={A}, url={https://example.org/a},
@article{b, title={B}, url={https://example.org/b}}
)",
            {R"(article key=https://example.org/a title=A url=https://example.org/a type="article" citekey="a")",
             R"(article key=https://example.org/b title=B url=https://example.org/b type="article" citekey="b")"},
            {"f:2:2: the entry 'a' is not closed before the next one"}},
        FormatCase{
            "CutOff",
            R"(@article{a, title={A}, url={https://example.org/a}}
@article{b, title={B)",
            {R"(article key=https://example.org/a title=A url=https://example.org/a type="article" citekey="a")"},
            {"f:2:19: a '{' that is never closed"}},
        FormatCase{
            "NoEqualsSign",
            R"(@article{a, title {A}, year=2001}
@article{b, title={B}, url={https://example.org/b}})",
            {R"(article key=https://example.org/b title=B url=https://example.org/b type="article" citekey="b")"},
            {"f:1:19: expected '=' behind the field 'title'"}},
        FormatCase{
            "NoValue",
            "@article{a, title={A}, url={https://example.org/a}, year=, month= }",
            {R"(article key=https://example.org/a title=A url=https://example.org/a type="article" citekey="a")"},
            {"f:1:58: a field without a value", "f:1:67: a field without a value"}},
        FormatCase{"NothingToNameItBy",
                   "@misc{, year=2001}\n@misc{k, title={T}}",
                   {R"(publication key=publication:t title=T type="misc" citekey="k")"},
                   {"f:1:1: an entry without a title, a DOI, an address or a key"}},
        FormatCase{"KeyTwice",
                   "@misc{k, title={T}}\n@misc{k, title={U}}",
                   {R"(publication key=publication:t title=T type="misc" citekey="k")",
                    R"(publication key=publication:u title=U type="misc" citekey="k")"},
                   {"f:2:1: the citation key 'k' is given twice; what cites it means the first"}},
        FormatCase{
            "CrossrefToNothing",
            "@inbook{k, title={T}, crossref={x}}",
            {R"(publication key=publication:t title=T type="inbook" crossref="x" citekey="k")"},
            {"f:1:1: 'crossref' names 'x', which is not in this file"}},
        FormatCase{"NoEntries",
                   "just text with an @ in it",
                   {},
                   {},
                   "f:1:1: no entry ('@article{…') in this input"},
        FormatCase{"Empty", "", {}, {}, "f:1:1: no entry ('@article{…') in this input"}),
    testing::case_name);

}  // namespace
}  // namespace whocites
