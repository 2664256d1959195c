// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "ingest/text/article_sources.h"
#include "tests/support/article.h"

namespace whocites {
namespace {

using ::testing::ElementsAreArray;

struct Case {
  const char* name;
  const char* text;
  std::vector<std::string> found;
};

std::string name_of_case(const ::testing::TestParamInfo<Case>& info) { return info.param.name; }

// ---- the words that stand for a source, whether or not it has a name ----

std::vector<std::string> sources_in(const std::string& text) {
  std::vector<std::string> found;
  for (const auto& source : ingest::text::find_sources(text, nullptr).sources) {
    found.push_back(text.substr(source.begin, source.end - source.begin) + " / " +
                    text.substr(source.cue_begin, source.cue_end - source.cue_begin));
  }
  return found;
}

class SourceOfCue : public ::testing::TestWithParam<Case> {};

TEST_P(SourceOfCue, IsItsSubject) {
  EXPECT_THAT(sources_in(GetParam().text), ElementsAreArray(GetParam().found)) << GetParam().text;
}

const Case kFound[] = {
    {"Plural", "Two officials said the dam was safe.", {"Two officials / said"}},
    {"BareForm", "Officials say the dam is safe.", {"Officials / say"}},
    {"OfPhrase", "The head of the harbour office warned that fog was near.", {"The head / warned"}},
    {"RelativeClause", "The cook, who said the soup was cold, left.", {"who / said"}},
    {"Apposition", "The mayor, a teacher from Lyon, announced a plan.", {"The mayor / announced"}},
    {"ReducedRelative",
     "A poll released in late May found that prices rose.",
     {"A poll / found that"}},
    {"AcrossRelative",
     "One of the cooks who sent the letter called the soup a disgrace.",
     {"One / called the"}},
    {"Inverted", "\"The dam is safe,\" said a senior official.", {"a senior official / said"}},
    {"AccordingTo",
     "The dam is safe, according to two engineers.",
     {"two engineers / according to"}},
    {"Participle", "The mayor spoke late, adding that the dam was safe.", {"The mayor / adding"}},
    {"PassiveAgent", "The plan was criticized by local farmers.", {"local farmers / criticized"}},
    {"Coordinated", "The mayor shut the dam and said that it was old.", {"The mayor / said"}},
    {"Denied", "The mayor did not say when the dam would open.", {"The mayor / say"}},
    {"Auxiliaries", "The mayor has repeatedly said so.", {"The mayor / said"}},
    {"Label", "MAYOR QORVATH: The dam is safe.", {"MAYOR QORVATH / :"}},
    {"LightVerb",
     "The mayor issued an angry statement.",
     {"The mayor / issued an angry statement"}},
    {"Stance", "Farmers believe the dam is old.", {"Farmers / believe"}},
    {"SaidNoun", "Nobody heard the mayor's claim that the dam was old.", {"the mayor / claim"}},
    {"OldNumber", "About 10,000 farmers said the dam was old.", {"10,000 farmers / said"}},
};
INSTANTIATE_TEST_SUITE_P(Found, SourceOfCue, ::testing::ValuesIn(kFound), name_of_case);

const Case kNone[] = {
    {"NounAfterArticle", "The report on the dam lay on a chair.", {}},
    {"NounAfterAdjective", "Their claims about the dam were old.", {}},
    {"NounAfterPreposition", "The price of calls rose in May.", {}},
    {"PassiveWithoutAgent", "The mayor was accused in May.", {}},
    {"AdjectiveParticiple", "The proposed dam is small.", {}},
    {"WithinQuotation", "\"I think we know what people say.\"", {}},
    {"QuotationGoesOn", "\"The dam is old. I think people know it. We say so.\"", {}},
    {"InfinitiveOfPurpose", "He stayed at home to write.", {}},
    {"NoVerb", "A quiet day at the dam.", {}},
    {"OnlyCue", "Said.", {}},
    {"LabelOfANote", "Correction: The dam is old.", {}},
};
INSTANTIATE_TEST_SUITE_P(None, SourceOfCue, ::testing::ValuesIn(kNone), name_of_case);

TEST(StanceWithinWhatIsSaid, IsTheSpeakers) {
  EXPECT_THAT(sources_in("The mayor said that farmers believe the dam is old."),
              ElementsAreArray({"The mayor / said"}));
}

// ---- what becomes a citation ----

class WhoIsCitedByClause : public ::testing::TestWithParam<Case> {};

TEST_P(WhoIsCitedByClause, IsReadFromTheText) {
  const testing::ReadArticle read = testing::read_article(GetParam().text);
  ASSERT_TRUE(read.result) << to_string(read.result.error());
  EXPECT_THAT(read.edges(), ElementsAreArray(GetParam().found)) << GetParam().text;
}

const Case kCited[] = {
    {"UnnamedOfficial",
     "\"The dam is safe as it stands,\" a senior official said.",
     {"article -> a senior official: quotes"}},
    {"UnnamedBelowAnOutlet",
     "Reuters reported that two officials said the dam was old.",
     {"Reuters -> two officials: reports", "article -> Reuters: reports"}},
    {"TheSourceIsTheOneBefore",
     "A source said the dam was old. The lake was full. The source added that it leaked.",
     {"article -> A source: reports"}},
    {"AnotherSourceIsAnother",
     "A source said the dam was old. Another source said that it leaked.",
     {"article -> A source: reports", "article -> Another source: reports"}},
    {"HeIsTheOfficial",
     "Jane Doe met farmers. An official said the dam leaked. He said it was old.",
     {"article -> An official: reports"}},
    {"HeIsTheMayorWhomNobodyNames",
     "John Roe said the dam leaked. The mayor said it was old. He said it would hold.",
     {"article -> John Roe: reports"}},
    {"SheIsNotMister",
     "Mr. John Roe said the dam leaked. Ms. Jane Doe watched the lake. She said it was full.",
     {"article -> Jane Doe: reports", "article -> John Roe: reports"}},
    {"ThePresidentIsTheOneWithThatTitle",
     "President Jane Doe came at noon. The lake was full. The president said that it would hold.",
     {"article -> Jane Doe: reports"}},
    {"ItIsTheBodyThatSpoke",
     "The Ministry of Health said stocks were low. It added that more would come.",
     {"article -> Ministry of Health: reports"}},
    {"OutletOfThePerson",
     "CNN's Jane Doe said that the dam leaked.",
     {"CNN -> Jane Doe: reports", "article -> CNN: reports"}},
    {"DashBehindAQuotation",
     "\"We saw nothing at all that night,\" \xE2\x80\x94 Jane Doe.",
     {"article -> Jane Doe: quotes"}},
    {"GaveASpeech",
     "Jane Doe gave a long speech in the harbour.",
     {"article -> Jane Doe: reports"}},
    {"SourceCredit", "The dam is old.\n\nSource: Reuters.", {"article -> Reuters: based-on"}},
    {"NamesInATitleAreThoseOfTheText",
     "Doe Says Harbour Dam Is Old\n\nBy John Roe\n\nJane Doe said on Monday that the harbour dam "
     "was old and that it had leaked for years.\n",
     {"article -> Jane Doe: reports"}},
};
INSTANTIATE_TEST_SUITE_P(Cited, WhoIsCitedByClause, ::testing::ValuesIn(kCited), name_of_case);

const Case kNotCited[] = {
    {"ManyCritics", "Many critics said the dam was old.", {}},
    {"AStudyWithoutAName", "A study found that the dam was old.", {}},
    {"Critics", "Critics say the dam is old.", {}},
    {"StanceOfAPerson", "Jane Doe wants a new dam.", {}},
    {"Possible", "Jane Doe could say that the dam is old.", {}},
    {"DeniedByAPerson", "Jane Doe has not said that the dam is old.", {}},
    {"Accused", "Jane Doe was accused of theft.", {}},
    {"CampaignOfAPerson", "Jane Doe slept. The Doe campaign said the dam was old.", {}},
    {"HeadlineIsNoName",
     "Stealth Over Harbour: Dam Leaks\n\nBy John Roe\n\nThe harbour dam leaked for years before "
     "anybody saw the water in the harbour rise.\n",
     {}},
};
INSTANTIATE_TEST_SUITE_P(NotCited, WhoIsCitedByClause, ::testing::ValuesIn(kNotCited),
                         name_of_case);

TEST(UnnamedSource, IsOneOfItsArticleAlone) {
  const char* const kText = "A senior official said the dam was old.";
  ingest::ReadOptions first;
  first.url = "https://example.org/one";
  ingest::ReadOptions second;
  second.url = "https://example.org/two";
  const testing::ReadArticle one = testing::read_article(kText, first);
  const testing::ReadArticle two = testing::read_article(kText, second);
  const NodeRecord* official = one.node_titled("A senior official");
  ASSERT_NE(official, nullptr);
  EXPECT_TRUE(official->facts.unresolved);
  EXPECT_EQ(official->facts.kind, Kind::Person);
  EXPECT_EQ(official->key, "unnamed:senior-official@https://example.org/one");
  ASSERT_NE(two.node_titled("A senior official"), nullptr);
  EXPECT_NE(two.node_titled("A senior official")->key, official->key);
}

}  // namespace
}  // namespace whocites
