// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "ingest/format.h"

namespace whocites::ingest {
namespace {

struct Input {
  std::string name;
  std::string head;
  std::string file;
  std::string expected;  // the format's name, or a part of the refusal
};

void PrintTo(const Input& input, std::ostream* out) { *out << input.name; }

std::string input_name(const testing::TestParamInfo<Input>& info) { return info.param.name; }

class KnownInput : public testing::TestWithParam<Input> {};

TEST_P(KnownInput, IsTakenForItsFormat) {
  const Result<const Format*> format = detect_format(GetParam().head, GetParam().file);
  ASSERT_TRUE(format) << format.error().message;
  EXPECT_EQ((*format)->name, GetParam().expected);
}

const std::string kCitation = "{\"kind\":\"citation\",\"from\":\"a\",\"to\":\"b\"}\n";

INSTANTIATE_TEST_SUITE_P(
    Detect, KnownInput,
    testing::Values(Input{"JsonLines", kCitation, "-", "jsonl"},
                    Input{"JsonLinesUnderAnotherName", kCitation, "x.csv", "jsonl"},
                    Input{"MarkedJsonLines", "\xEF\xBB\xBF\n" + kCitation, "-", "jsonl"},
                    Input{"JsonLineCutByTheHead", kCitation.substr(0, 20), "-", "jsonl"},
                    Input{"JsonList", "[\n{\"key\":\"a\"}]", "-", "jsonl"},
                    Input{"JsonNetwork", "{\"nodes\":[\n", "x.json", "jsonl"},
                    Input{"NulBelowAGoodLine", kCitation + std::string(3, '\0'), "-", "jsonl"},
                    Input{"Csv", "from,to,evidence\na,b,c\n", "-", "csv"},
                    Input{"CsvUnderAnotherName", "from,to\n", "x.tsv", "csv"},
                    Input{"CsvWithSemicolons", "id;title;x\n", "-", "csv"},
                    Input{"Tsv", "from\tto\nc,d\te\n", "-", "tsv"},
                    Input{"TsvNamedCsv", "key\tkind\tname\n", "x.csv", "tsv"},
                    Input{"OneColumnByItsExtension", "url\nhttp://x.org\n", "X.TSV", "tsv"},
                    Input{"ForeignTableByItsExtension", "x,y\n1,2\n", "x.csv", "csv"}),
    input_name);

INSTANTIATE_TEST_SUITE_P(
    DetectBibliographies, KnownInput,
    testing::Values(
        Input{"Bibtex", "% c\n@article{a,\n", "-", "bibtex"},
        Input{"BibtexBehindText", "words\n\n@Book{a,\n", "x.txt", "bibtex"},
        Input{"Ris", "\xEF\xBB\xBFTY  - JOUR\r\nTI  - A\r\n", "-", "ris"},
        Input{"CslJson", R"([{"id":"a","type":"book","issued":{"raw":"1999"}}])", "-", "csl-json"},
        Input{"CrossrefLine", R"({"DOI":"10.1000/a","prefix":"10.1000","title":["A"]})", "-",
              "crossref"},
        Input{"CrossrefAnswer", R"({"message-type":"work","message":{"DOI":"10.1000/a"}})",
              "x.json", "crossref"},
        Input{"OpenAlex", R"({"id":"https://openalex.org/W1","authorships":[]})", "-", "openalex"},
        Input{"DoiPairs", "10.1000/a,10.1000/b\n", "x.csv", "doi-pairs"},
        Input{"OpenCitations", "oci,citing,cited\n1,10.1000/a,10.1000/b\n", "x.csv", "doi-pairs"}),
    input_name);

INSTANTIATE_TEST_SUITE_P(
    DetectGraphs, KnownInput,
    testing::Values(
        Input{"GraphMl", "<?xml version=\"1.0\"?>\n<!-- c -->\n<graphml xmlns=\"x\">", "-",
              "graphml"},
        Input{"GraphMlWithPrefix", "<g:graphml xmlns:g=\"x\">", "x.xml", "graphml"},
        Input{"Gexf", "<gexf version=\"1.2\">", "x.xml", "gexf"},
        Input{"Digraph", "// c\nstrict digraph \"a b\" {\n", "-", "dot"},
        Input{"GraphOnTwoLines", "graph\n{\n a -- b }", "-", "dot"},
        Input{"Gml", "Creator \"x\"\ngraph\n[\n  directed 1\n", "-", "gml"},
        Input{"Pajek", "% c\n*Network x\n*Vertices 3\n", "-", "pajek"},
        Input{"Snap", "# FromNodeId\tToNodeId\n1\t2\n", "x.txt", "edges"},
        Input{"EdgesWithoutComments", "1 2\n3 4\n", "-", "edges"},
        Input{"GephiEdges", "Source,Target,Type\na,b,Directed\n", "x.csv", "edges"},
        Input{"Networkx", R"({"directed":true,"graph":{},"nodes":[{"id":"a"}],"links":[]})", "-",
              "node-link"},
        Input{"D3", R"({"nodes":[{"id":"a"}],"links":[]})", "-", "node-link"},
        Input{"JsonGraphFormat", R"({"graph":{"nodes":{"a":{}},"edges":[]}})", "x.json", "jgf"},
        Input{"Cytoscape", R"({"elements":{"nodes":[{"data":{"id":"a"}}]}})", "x.json",
              "cytoscape"},
        Input{"CytoscapeJs", R"([{"data":{"id":"a"}}])", "x.json", "cytoscape"},
        Input{"OurOwnNetwork", R"({"nodes":[{"kind":"outlet","key":"a"}],"citations":[]})",
              "x.json", "jsonl"}),
    input_name);

INSTANTIATE_TEST_SUITE_P(
    DetectProse, KnownInput,
    testing::Values(Input{"GraphInASentence", "Graph theory is old.\n{x}\n", "-", "text"},
                    Input{"AnAddress", "Write to me@example.org about it.\n", "-", "text"},
                    Input{"Numbers", "2020\nA year of ferries.\n", "-", "text"}),
    input_name);

INSTANTIATE_TEST_SUITE_P(
    DetectWhatIsNoArticle, KnownInput,
    testing::Values(
        Input{"DeepJson", std::string(65536, '['), "-", "jsonl"},
        Input{"DeepJsonCalledSo", std::string(65536, '['), "x.json", "jsonl"},
        Input{"ANumberedReference", "[1] Lee, A.: On ferries. 1998.\n", "-", "text"},
        Input{"BrokenJson", "[\"He said it was so.\", oh]", "x.json", "jsonl"},
        Input{"BrokenJsonInText", "[\"He said it was so.\", oh]", "x.txt", "text"},
        Input{"AMatrix", "\"\";\"Ann\";\"Bob\"\n\"Ann\";0;1\n", "x.csv", "csv"},
        Input{"ProseCalledGexf", "The ferry sank in the night.\n", "x.gexf", "text"},
        Input{"AFragmentOfAPage", "<p>The ferry <b>sank</b>.</p>", "-", "html"},
        Input{"XmlThatIsAPage", "<?xml version=\"1.0\"?>\n<html xmlns=\"x\"><title>T</title>", "-",
              "html"},
        Input{"AHeadline", "Ferry sinks\n", "-", "text"},
        Input{"HeadlinesCalledText", "Ferry sinks\nRain ends\nRents up\nBus late\n", "x.txt",
              "text"},
        Input{"Chinese", "æ¸¡è½®æ²æ²¡", "x.dat", "text"},
        Input{"WideBibtex", std::string("\xFF\xFE@\0b\0o\0o\0k\0{\0a\0,\0\n\0", 20), "-", "bibtex"},
        Input{"WideRis", std::string("\xFE\xFF\0T\0Y\0 \0 \0-\0 \0J\0O\0U\0R\0\n", 24), "-",
              "ris"}),
    input_name);

class BinaryInput : public testing::TestWithParam<Input> {};

TEST_P(BinaryInput, IsRefusedByItsName) {
  const Result<const Format*> format = detect_format(GetParam().head, GetParam().file);
  ASSERT_FALSE(format);
  EXPECT_EQ(format.error().code, ErrorCode::Unreadable);
  EXPECT_EQ(format.error().message, GetParam().expected);
}

INSTANTIATE_TEST_SUITE_P(
    Detect, BinaryInput,
    testing::Values(
        Input{"Gzip", "\x1F\x8B\x08", "x.jsonl",
              "this is gzip data, of which nothing can be unpacked"},
        Input{"Zip", "PK\x03\x04zzz", "x.csv",
              "this is a zip archive, or an office document, of which nothing can be unpacked"},
        Input{"Png", "\x89PNG\r\n\x1A\n", "x", "this is a PNG image, not text"},
        Input{"Pdf", "%PDF-1.7\n", "x", "this is a PDF document, not text"},
        Input{"Tar", std::string(257, 'a') + "ustar", "x", "this is a tar archive, not text"},
        Input{"Zstd", "\x28\xB5\x2F\xFD", "x",
              "this is zstd data, of which nothing can be unpacked"},
        Input{"Nuls", std::string("ab\0cd", 5), "x.csv", "this is binary data, not text"}),
    input_name);

const std::string kNoArticle = "no format that is known, and no article: it looks like ";

INSTANTIATE_TEST_SUITE_P(
    DetectWhatIsNoArticle, BinaryInput,
    testing::Values(
        Input{"Vna", "*Node data\nID value\n1 10.0\n2 11.0\n*Tie data\nfrom to\n1 2\n", "x.vna",
              kNoArticle + "lines of which none is a sentence"},
        Input{"EndNote", "%0 Book\n%T On ferries. A tale of rain.\n%A Lee, Ann\n%D 1998\n", "-",
              kNoArticle + "tagged records, such as EndNote's, PubMed's or ISI's"},
        Input{"PubMed",
              "PMID- 1\nOWN - NLM\nTI  - On the ferries. A tale.\n      goes on\nAU  - Lee\n", "-",
              kNoArticle + "tagged records, such as EndNote's, PubMed's or ISI's"},
        Input{"Isi", "FN ISI Export Format\nPT J\nAU Lee, A\n   Ray, B\nTI Of rain. And more.\n",
              "-", kNoArticle + "tagged records, such as EndNote's, PubMed's or ISI's"},
        Input{"Yaml", "version: 1.2\ntitle: On ferries\nauthors:\n  - name: Lee\n  - name: Ray\n",
              "x.cff", kNoArticle + "names and values, such as YAML's"},
        Input{"Xml", "<?xml version=\"1.0\"?>\n<rss><item>He said it was so.</item></rss>", "x.xml",
              kNoArticle + "an XML document of a kind that is not known"},
        Input{"OtherXml", "<recipe><title>T</title><step>Stir it.</step></recipe>", "-",
              kNoArticle + "an XML document of a kind that is not known"},
        Input{"Biblioscape", "--AU-- Lee, A.\n--TI-- Rain. And more.\n--YP-- 1998\n--PU-- X\n", "-",
              kNoArticle + "tagged records, such as EndNote's, PubMed's or ISI's"},
        Input{"Numbers", "1.5 2.25\n; 8 ( 7 )\n", "x.txt", kNoArticle + "numbers and signs"}),
    input_name);

TEST(Detect, WideTextIsNotCalledBinary) {
  const Result<const Format*> format = detect_format(std::string("\xFF\xFEk\0,\0", 6), "x.csv");
  ASSERT_TRUE(format);
}

TEST(Formats, AreFoundByName) {
  for (const Format& format : formats()) EXPECT_EQ(format_named(format.name), &format);
  EXPECT_EQ(format_named("nothing"), nullptr);
  EXPECT_EQ(format_named(""), nullptr);
}

}  // namespace
}  // namespace whocites::ingest
