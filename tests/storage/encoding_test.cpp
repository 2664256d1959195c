// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#include "storage/detail/encoding.h"

#include <gtest/gtest.h>

#include "tests/support/random_data.h"

namespace whocites::testing {
namespace {

using namespace storage::detail;  // NOLINT: what is under test

// Encodes a random value; whether it comes back the same from `bytes`.
struct Codec {
  std::string_view name;
  std::string (*encode_some)(RandomData& random);
  // The bytes that encoding the decoded value gives; absent when it is no such value.
  std::optional<std::string> (*recode)(std::string_view bytes);
};
void PrintTo(const Codec& codec, std::ostream* out) { *out << codec.name; }

template <class T, class Encode>
std::optional<std::string> recoded(const std::optional<T>& value, const Encode& encode_it) {
  return value ? std::optional(encode_it(*value)) : std::nullopt;
}

constexpr std::array kCodecs{
    Codec{"assertion",
          [](RandomData& random) {
            return encode(random.facts(), random.chance(0.5)
                                              ? std::optional(NodeId(random.below(UINT32_MAX)))
                                              : std::nullopt);
          },
          [](std::string_view bytes) {
            return recoded(decode_assertion(bytes, BatchId(1)), [](const Assertion& assertion) {
              return encode(assertion.facts, assertion.part_of);
            });
          }},
    Codec{"evidence",
          [](RandomData& random) {
            return encode({random.evidence(), random.evidence()},
                          {random.judgement(), random.judgement()});
          },
          [](std::string_view bytes) -> std::optional<std::string> {
            Citation citation;
            if (!decode_evidence(bytes, BatchId(1), citation)) return std::nullopt;
            return encode(citation.evidence, citation.judgements);
          }},
    Codec{"batch", [](RandomData& random) { return encode(random.batch(BatchId(9))); },
          [](std::string_view bytes) {
            return recoded(decode_batch(bytes, BatchId(9)),
                           [](const Batch& batch) { return encode(batch); });
          }},
    Codec{"decision",
          [](RandomData& random) {
            return encode(IdentityDecision{BatchId(1), NodeId(random.below(UINT32_MAX)),
                                           NodeId(random.below(300)), random.chance(0.5),
                                           random.text()});
          },
          [](std::string_view bytes) {
            return recoded(decode_identity(bytes, BatchId(1), Sameness::Thing),
                           [](const IdentityDecision& decision) { return encode(decision); });
          }},
    Codec{"text",
          [](RandomData& random) {
            return encode(KeptText{BatchId(1), random.place(), random.text(), random.text()});
          },
          [](std::string_view bytes) {
            return recoded(decode_text(bytes, BatchId(1)),
                           [](const KeptText& text) { return encode(text); });
          }},
};

class Encoding : public ::testing::TestWithParam<Codec> {};
INSTANTIATE_TEST_SUITE_P(Values, Encoding, ::testing::ValuesIn(kCodecs),
                         [](const auto& row) { return std::string(row.param.name); });

TEST_P(Encoding, GivesTheSameBytesAgain) {
  RandomData random(1);
  for (int i = 0; i < 500; ++i) {
    const std::string bytes = GetParam().encode_some(random);
    EXPECT_EQ(GetParam().recode(bytes), bytes) << "value " << i;
  }
}

TEST_P(Encoding, TruncatedBytesGiveAValueOrNone) {
  RandomData random(2);
  for (int i = 0; i < 30; ++i) {
    const std::string bytes = GetParam().encode_some(random);
    for (std::size_t size = 0; size < bytes.size(); ++size) {
      const auto again = GetParam().recode(std::string(bytes, 0, size));
      EXPECT_LE(again.value_or("").size(), size + 8) << "value " << i;
    }
  }
}

TEST_P(Encoding, FlippedBytesGiveAValueThatCanBeKeptOrNone) {
  RandomData random(3);
  for (int i = 0; i < 30; ++i) {
    const std::string bytes = GetParam().encode_some(random);
    for (std::size_t offset = 0; offset < bytes.size(); ++offset) {
      std::string flipped = bytes;
      flipped[offset] = static_cast<char>(flipped[offset] ^ (1 << random.below(8)));
      const auto once = GetParam().recode(flipped);
      EXPECT_EQ(once ? GetParam().recode(*once) : std::nullopt, once)
          << "value " << i << " at " << offset;
    }
  }
}

TEST(EncodingOfFacts, KeepsEveryField) {
  RandomData random(4);
  for (int i = 0; i < 500; ++i) {
    const Assertion assertion{BatchId(7), random.facts(), NodeId(random.below(9))};
    EXPECT_EQ(decode_assertion(encode(assertion.facts, assertion.part_of), BatchId(7)), assertion);
  }
}

TEST(EncodingOfEvidence, KeepsEveryFieldAndAppends) {
  RandomData random(5);
  for (int i = 0; i < 500; ++i) {
    Citation expected = citing(NodeId(1), NodeId(2));
    Citation citation = expected;
    Evidence evidence = random.evidence();
    Judgement judgement = random.judgement();
    evidence.batch = judgement.batch = BatchId(7);
    expected.evidence.push_back(evidence);
    expected.judgements.push_back(judgement);
    ASSERT_TRUE(decode_evidence(encode({evidence}, {judgement}), BatchId(7), citation));
    EXPECT_EQ(citation, expected);
  }
}

TEST(EncodingOfBatches, KeepsEveryField) {
  RandomData random(6);
  for (int i = 0; i < 500; ++i) {
    const Batch batch = random.batch(BatchId(7));
    EXPECT_EQ(decode_batch(encode(batch), BatchId(7)), batch);
  }
}

TEST(EncodingOfValues, RefusesWhatTheClosedListsDoNotHold) {
  for (const char kind : {'\x00', '\x06', '\x7F'}) {
    EXPECT_FALSE(decode_assertion(std::string("\x08") + kind, BatchId(1))) << int{kind};
  }
  for (const char action : {'\x00', '\x0E', '\x7F'}) {
    EXPECT_FALSE(decode_batch(std::string("\x10") + action, BatchId(1))) << int{action};
  }
  Citation citation;
  EXPECT_FALSE(decode_evidence(std::string("\x12\x02\x08\x03"), BatchId(1), citation));
  EXPECT_FALSE(decode_assertion(std::string("\x1A\x03"
                                            "bad"),
                                BatchId(1)));
}

TEST(EncodingOfValues, SkipsFieldsOfALaterVersion) {
  const std::string later("\x98\x06\x05\x92\x06\x02hi", 8);  // fields 99 and 98
  const auto assertion = decode_assertion(later + encode(titled("T"), std::nullopt), BatchId(1));
  ASSERT_TRUE(assertion);
  EXPECT_EQ(assertion->facts, titled("T"));
}

TEST(EncodingOfKeys, OrderIsTheOrderOfIds) {
  RandomData random(7);
  for (int i = 0; i < 2000; ++i) {
    const auto any = [&] {
      return random.chance(0.5) ? random.below(3) : random.below(UINT32_MAX);
    };
    const std::tuple a{NodeId(any()), NodeId(any()), random.relation(), BatchId(any())};
    const std::tuple b{NodeId(any()), NodeId(any()), random.relation(), BatchId(any())};
    const auto key = [](const auto& ids) { return std::apply(judgement_key, ids); };
    EXPECT_EQ(a < b, key(a) < key(b));
    EXPECT_EQ(read_be32(be32(std::get<0>(a).value)), std::get<0>(a).value);
  }
}

TEST(EncodingOfKeys, NodesOfOneNameAreInOrderOfTheirIds) {
  EXPECT_LT(name_key("ab", NodeId(1)), name_key("ab", NodeId(256)));
  EXPECT_EQ(name_key("ab", NodeId(1)).substr(0, 5), name_hash("ab"));
  EXPECT_NE(name_hash("ab"), name_hash("abc"));
}

}  // namespace
}  // namespace whocites::testing
