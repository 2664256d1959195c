// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/support/article.h"

namespace whocites {
namespace {

using ::testing::ElementsAreArray;

struct Case {
  const char* name;
  const char* text;
  std::vector<std::string> edges;
};

class WhoIsCited : public ::testing::TestWithParam<Case> {};

TEST_P(WhoIsCited, IsReadFromTheSentence) {
  const testing::ReadArticle read = testing::read_article(GetParam().text);
  ASSERT_TRUE(read.result) << to_string(read.result.error());
  EXPECT_THAT(read.edges(), ElementsAreArray(GetParam().edges)) << GetParam().text;
}

std::string name_of_case(const ::testing::TestParamInfo<Case>& info) { return info.param.name; }

const Case kSources[] = {
    {"OutletReported",
     "The bridge closed for good, Reuters reported.",
     {"article -> Reuters: reports"}},
    {"AccordingTo",
     "The bridge will close, according to the Financial Times.",
     {"article -> Financial Times: reports"}},
    {"OneReportsWhatAnotherWrote",
     "Reuters reported that Interfax wrote about a strike.",
     {"Reuters -> Interfax: reports", "article -> Reuters: reports"}},
    {"CitingHangsBelowTheSubject",
     "Talks broke down, The Guardian reported on Monday, citing Le Monde.",
     {"The Guardian -> Le Monde: reports", "article -> The Guardian: reports"}},
    {"CitingBeforeTheVerb",
     "Reuters, citing Der Spiegel, said that the plant would close.",
     {"Reuters -> Der Spiegel: reports", "article -> Reuters: reports"}},
    {"FirstReportedBy",
     "The deal was first reported by Der Spiegel.",
     {"article -> Der Spiegel: reports"}},
    {"PersonToldAnOutlet",
     "\"We saw nothing at all,\" Jane Doe told the BBC.",
     {"BBC -> Jane Doe: quotes", "article -> BBC: reports"}},
    {"InterviewWithAnOutlet",
     "In an interview with Le Monde, Jane Doe said the wall would stay.",
     {"Le Monde -> Jane Doe: reports", "article -> Le Monde: reports"}},
    {"PersonQuoted",
     "\"The wall will stay where it is,\" said Jane Doe.",
     {"article -> Jane Doe: quotes"}},
    {"PersonWithPost",
     "Foreign Minister Jane Doe said that talks would go on.",
     {"article -> Jane Doe: reports"}},
    {"PersonBetweenCommas",
     "Jane Doe, a teacher from Lyon, said that schools had closed.",
     {"article -> Jane Doe: reports"}},
    {"PronounIsTheLastPerson",
     "Bloomberg quoted Anna Schmidt as saying that prices rose. She said wages did not.",
     {"Bloomberg -> Anna Schmidt: reports", "article -> Bloomberg: reports"}},
    {"SurnameIsTheFullNameBefore",
     "Jane Doe met farmers on Friday. Doe said the harvest was poor.",
     {"article -> Jane Doe: reports"}},
    {"AgencyIsTheOneBefore",
     "Reuters reported a blast. The agency said two were hurt.",
     {"article -> Reuters: reports"}},
    {"ShortFormOfANameBefore",
     "The New York Post wrote that rents doubled. The Post said it had seen the leases.",
     {"article -> New York Post: reports"}},
    {"ReportOfAnOutlet",
     "Rents have doubled, a New York Times report found.",
     {"article -> The New York Times: reports"}},
    {"TwoOutletsTogether",
     "The BBC and Le Monde reported that the ferry had sunk.",
     {"article -> BBC: reports", "article -> Le Monde: reports"}},
    {"UnlistedPaper",
     "The mine flooded twice, the Qorvath Gazette reported.",
     {"article -> Qorvath Gazette: reports"}},
    {"WhatItsJournalistAsks",
     "Fox News' Jane Doe confronted the minister with his old remarks.",
     {"article -> Fox News: reports"}},
    {"WhatSomebodyElseAsks", "The mayor confronted the minister with Fox News.", {}},
    {"UnlistedInAList",
     "Newspapers such as Le Monde and Velkaron Tidende printed the letter.",
     {"article -> Le Monde: reports", "article -> Velkaron Tidende: reports"}},
    {"DescribedAsNewspaper",
     "The mine flooded twice, according to the Qorvath newspaper.",
     {"article -> Qorvath: reports"}},
    {"Ministry",
     "The Ministry of Health said that stocks were low.",
     {"article -> Ministry of Health: reports"}},
    {"Link",
     "The figures are at https://www.bbc.co.uk/news/world-123 in full.",
     {"article -> https://bbc.co.uk/news/world-123: links"}},
    {"BareDomain", "The figures are on spiegel.de in full.", {"article -> Der Spiegel: links"}},
    {"ContributedToThis",
     "The dam held. AFP contributed to this report.",
     {"article -> Agence France-Presse: based-on"}},
    {"WireCredit",
     "SEOUL, Feb 25 (Reuters) - Two ferries met in the fog.",
     {"article -> Reuters: republishes"}},
    {"CommonWordsInAList",
     "Magazines such as Time, People and Der Spiegel printed the recipe.",
     {"article -> Der Spiegel: reports", "article -> People: reports", "article -> Time: reports"}},
    {"SpeakerBehindAComma",
     "The cook had read Le Monde and Reuters, said Jane Doe.",
     {"article -> Jane Doe: reports"}},
    {"CommonWordWithArticle", "The ferry sank, The Sun reported.", {"article -> The Sun: reports"}},
    {"ParallelNotNested",
     "Reuters said the ferry sank, while Le Monde reported that it was towed.",
     {"article -> Le Monde: reports", "article -> Reuters: reports"}},
};
INSTANTIATE_TEST_SUITE_P(Sources, WhoIsCited, ::testing::ValuesIn(kSources), name_of_case);

const Case kNothing[] = {
    {"NoSourceAtAll", "The ferry left the harbour at noon and did not come back.", {}},
    {"DidNotSay", "Reuters did not say who had paid for the ferry.", {}},
    {"NeverReported", "The BBC never reported the loss of the ferry.", {}},
    {"Intention", "The Guardian may publish the letters one day.", {}},
    {"RefusedToSay", "Jane Doe refused to say where the ferry was.", {}},
    {"ReaderOfAPaper", "He once read Le Monde on the train to Lille.", {}},
    {"OwnerOfAPaper", "He bought Le Figaro for his father and paid in coins.", {}},
    {"TimeIsAWord", "Time said little to the old man on the pier.", {}},
    {"PeopleReport", "People reported hearing shots near the pier.", {}},
    {"SunIsAStar", "The sun rose over the metro and the post office opened.", {}},
    {"TimesSquare", "The crowd in Times Square said goodbye to the year.", {}},
    {"AdjectiveIsNoPaper", "The Republican nominee said hello to the crowd.", {}},
    {"SurnameIsNoMagazine", "Howard Stern walked along the pier with two dogs.", {}},
    {"FounderOfAFoundation",
     "A campaign launched by Leyla Doe of the Qorvath Foundation goes on.",
     {}},
    {"CountryIsNoPerson", "South Korea said that the talks would go on.", {}},
    {"NobodySpokeBefore", "It was noted that the ferry had been painted twice.", {}},
    {"PaperWithNoneBefore", "The paper said that the ferry had been painted twice.", {}},
    {"NewspapersAtLarge", "Newspapers reported that the ferry had been painted twice.", {}},
    {"Question", "Did Reuters report that the ferry had sunk?", {}},
    {"MailAddress", "Write to desk@bbc.co.uk before the end of the week.", {}},
    {"SentencesRunTogether", "The ferry sank.The crew swam.It was cold.", {}},
    {"GermanHasOtherCues", "Die Zeit war knapp, sagte der Mann, und die Welt schaute zu.", {}},
    {"FrenchHasOtherCues", "Le monde a changé, a dit la dame, et le temps passe.", {}},
    {"CompanyNamedLikeAPaper", "The New York Times Company hired two hundred people.", {}},
    {"CreditOfReporters",
     "The dam held all night.\n\n(Reporting by Jane Roe; Editing by John Poe)",
     {}},
};
INSTANTIATE_TEST_SUITE_P(Nothing, WhoIsCited, ::testing::ValuesIn(kNothing), name_of_case);

TEST(OwnOutlet, IsNoSourceOfItsOwnArticle) {
  ingest::ReadOptions options;
  options.outlet = "The Guardian";
  const testing::ReadArticle read =
      testing::read_article("\"We saw nothing at all,\" Jane Doe told the Guardian.", options);
  EXPECT_THAT(read.edges(), ElementsAreArray({"article -> Jane Doe: quotes"}));
  EXPECT_EQ(read.article().part_of, "theguardian.com");
}

TEST(MisspeltName, StaysUnresolvedWithASuggestion) {
  const testing::ReadArticle read = testing::read_article(
      "Papers including Le Monde and Frankfurther Algemeine Zeitung wrote about the ferry.");
  const NodeRecord* node = read.node_titled("Frankfurther Algemeine Zeitung");
  ASSERT_NE(node, nullptr);
  EXPECT_TRUE(node->facts.unresolved);
  EXPECT_EQ(node->facts.kind, Kind::Publication);
  ASSERT_FALSE(node->facts.suggestions.empty());
  EXPECT_EQ(node->facts.suggestions.front().name, "Frankfurter Allgemeine Zeitung");
}

TEST(Confidence, FallsWithTheCertaintyOfNameAndReference) {
  const auto confidence = [](std::string_view text) {
    return *testing::read_article(text).citations.back().evidence.confidence;
  };
  const double clear = confidence("Reuters reported that the ferry sank.");
  const double reference = confidence("Reuters reported a blast. The agency said two were hurt.");
  const double unlisted = confidence("The Qorvath Gazette reported that the ferry sank.");
  EXPECT_DOUBLE_EQ(clear, 0.95);
  EXPECT_DOUBLE_EQ(reference, 0.81);
  EXPECT_DOUBLE_EQ(unlisted, 0.81);
}

}  // namespace
}  // namespace whocites
