// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#include "ingest/outlets.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "ingest/format.h"

namespace whocites::ingest {
namespace {

using ::testing::IsEmpty;
using ::testing::SizeIs;

struct Named {
  const char* spelling;
  const char* name;  // nullptr: no listed outlet for certain
};

class OutletNamed : public ::testing::TestWithParam<Named> {};

TEST_P(OutletNamed, IsCertainOrAbsent) {
  const ListedOutlet* found = outlet_named(GetParam().spelling);
  if (GetParam().name == nullptr) {
    EXPECT_EQ(found, nullptr) << found->name;
  } else {
    ASSERT_NE(found, nullptr);
    EXPECT_EQ(found->name, GetParam().name);
  }
}

INSTANTIATE_TEST_SUITE_P(
    Spellings, OutletNamed,
    ::testing::Values(Named{"Le Monde", "Le Monde"}, Named{"le monde", "Le Monde"},
                      Named{"New York Times", "The New York Times"},
                      Named{"NYT", "The New York Times"}, Named{"the times", "The Times"},
                      Named{"La Croix-L'\u00C9v\u00E9nement", "La Croix"},
                      Named{"Korea Post", "The Korea Post"}, Named{"", nullptr},
                      Named{"the", nullptr}, Named{"Le Mond", nullptr},
                      Named{"Qorvath Gazette", nullptr}, Named{"\xFF\xFE", nullptr},
                      Named{"Le Monde; DROP TABLE", nullptr}));

struct At {
  const char* domain;
  const char* name;
};

class OutletOfDomain : public ::testing::TestWithParam<At> {};

TEST_P(OutletOfDomain, IsFoundFromItsHosts) {
  const ListedOutlet* found = outlet_of_domain(GetParam().domain);
  if (GetParam().name == nullptr) {
    EXPECT_EQ(found, nullptr);
  } else {
    ASSERT_NE(found, nullptr);
    EXPECT_EQ(found->name, GetParam().name);
  }
}

INSTANTIATE_TEST_SUITE_P(Domains, OutletOfDomain,
                         ::testing::Values(At{"lemonde.fr", "Le Monde"},
                                           At{"news.bbc.co.uk", "BBC"},
                                           At{"KOREAPOST.COM", "The Korea Post"}, At{"", nullptr},
                                           At{"com", nullptr}, At{"notlemonde.fr", nullptr},
                                           At{"lemonde.fr.example", nullptr}, At{"...", nullptr}));

struct Misspelt {
  const char* spelling;
  const char* name;
};

class SimilarOutlets : public ::testing::TestWithParam<Misspelt> {};

TEST_P(SimilarOutlets, PutTheMeantOneFirst) {
  const std::vector<Suggestion> similar = similar_outlets(GetParam().spelling, 3);
  ASSERT_THAT(similar, SizeIs(::testing::AllOf(::testing::Ge(1), ::testing::Le(3))));
  EXPECT_EQ(similar.front().name, GetParam().name);
  for (const Suggestion& one : similar) {
    EXPECT_GE(one.score, 0.65) << one.name;
    EXPECT_GE(one.score, similar.front().score - 0.15) << one.name;
    EXPECT_LE(one.score, similar.front().score) << one.name;
  }
}

INSTANTIATE_TEST_SUITE_P(
    Spellings, SimilarOutlets,
    ::testing::Values(Misspelt{"Crual L'Eveneman", "La Croix"}, Misspelt{"Le Mond", "Le Monde"},
                      Misspelt{"Washingten Post", "The Washington Post"},
                      Misspelt{"Nu York Times", "The New York Times"},
                      Misspelt{"Frankfurther Algemeine", "Frankfurter Allgemeine Zeitung"},
                      Misspelt{"Gardian", "The Guardian"}, Misspelt{"Izvestija", "Izvestia"}));

TEST(SimilarOutletsOf, NothingAreNone) {
  EXPECT_THAT(similar_outlets("", 3), IsEmpty());
  EXPECT_THAT(similar_outlets("Le Mond", 0), IsEmpty());
  EXPECT_THAT(similar_outlets("\xFF\xFF", 3), IsEmpty());
  EXPECT_THAT(similar_outlets("zzzzqqqq", 3), IsEmpty());
  EXPECT_THAT(similar_outlets("20.7", 3), IsEmpty());
  EXPECT_THAT(similar_outlets("Le Mond" + std::string(100, ' ') + "e", 3), IsEmpty());
}

TEST(OutletList, HasAKeyForEveryOutlet) {
  ASSERT_GT(listed_outlets().size(), 2000U);
  for (const ListedOutlet& outlet : listed_outlets()) {
    const NodeRecord record = record_of(outlet);
    EXPECT_EQ(record.facts.kind, Kind::Outlet);
    EXPECT_NE(record.key, "") << outlet.name;
    EXPECT_EQ(outlet.country.size(), 2U) << outlet.name;
  }
}

TEST(FormatTable, ReadsTextWhereNothingElseFits) {
  ASSERT_NE(format_named("text"), nullptr);
  EXPECT_EQ(format_named("no such format"), nullptr);
  EXPECT_EQ((*detect_format("A ferry sank.", "a.txt"))->name, "text");
  EXPECT_EQ((*detect_format("", ""))->name, "text");
  const auto image = detect_format(std::string_view("\x89PNG\r\n\x1A\n", 8), "a.txt");
  ASSERT_FALSE(image);
  EXPECT_EQ(image.error().message, "this is a PNG image, not text");
}

}  // namespace
}  // namespace whocites::ingest
