// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#include "storage/detail/posting_list.h"

#include <gtest/gtest.h>

#include <deque>
#include <set>

#include "storage/detail/encoding.h"
#include "tests/support/random_data.h"

namespace whocites::testing {
namespace {

using namespace storage::detail;  // NOLINT: what is tested

struct Piece {
  std::string suffix;
  std::string value;
};

std::vector<Piece> encoded(const std::vector<ListEntry>& entries, Column column,
                           const std::vector<SourceFile>& sources) {
  std::vector<Piece> pieces;
  encode_list(entries, column, sources, [&](std::string_view suffix, std::string_view value) {
    pieces.push_back({std::string(suffix), std::string(value)});
  });
  return pieces;
}

// One entry as a line of text; empty when the bytes ran out or made no sense.
std::string shown(const ListEntry& entry, const std::vector<SourceFile>& sources) {
  Citation citation;
  if (entry.source == 0) {
    if (!decode_evidence(entry.evidence, BatchId(1), citation)) return "unreadable";
    if (citation.evidence.empty()) return std::to_string(entry.code);
    const Evidence& one = citation.evidence.front();
    return std::to_string(entry.code) + " " + one.place.file + ":" +
           std::to_string(one.place.line) + " " + one.text;
  }
  return std::to_string(entry.code) + " " + sources.at(entry.source - 1).name + ":" +
         std::to_string(entry.line) + " ";
}

// All entries, or nothing when any piece makes no sense.
std::optional<std::vector<std::string>> decoded(const std::vector<Piece>& pieces, Column column,
                                                const std::vector<SourceFile>& sources) {
  std::vector<std::string> lines;
  for (const Piece& piece : pieces) {
    PieceReader reader(piece.value, piece.suffix.empty());
    if (!reader.ok()) return std::nullopt;
    std::vector<ListEntry> entries(reader.left());
    for (ListEntry& entry : entries) {
      if (!reader.next(entry.code)) return std::nullopt;
    }
    if (column == Column::Evidence) {
      if (!reader.begin_column()) return std::nullopt;
      for (ListEntry& entry : entries) {
        if (!reader.next_evidence(entry)) return std::nullopt;
      }
    }
    for (const ListEntry& entry : entries) {
      if (entry.source > sources.size()) return std::nullopt;
      lines.push_back(shown(entry, sources));
    }
  }
  return lines;
}

class PostingList : public ::testing::TestWithParam<unsigned> {
 protected:
  PostingList() : random_(GetParam()) {
    sources_ = {{"a.csv", "", ""}, {"b.csv", "", ""}};
    std::set<Code> codes;
    const std::size_t size = 1 + random_.below(random_.chance(0.5) ? 20 : 4000);
    while (codes.size() < size) {
      const Code high = random_.chance(0.2) ? random_.below(16) : 0;
      codes.insert((high << 32) | random_.below(random_.chance(0.5) ? 9000 : UINT32_MAX));
    }
    for (Code code : codes) {
      ListEntry entry{.code = code};
      entry.source = random_.below(3);
      if (entry.source != 0) {
        entry.line = random_.chance(0.1) ? kMaxLine - random_.below(9) : random_.below(1000);
      } else {
        Evidence evidence;
        evidence.text = std::string(random_.below(4), 'x');
        entry.evidence = bytes_.emplace_back(encode({evidence}, {}));
      }
      entries_.push_back(entry);
    }
  }

  RandomData random_;
  std::vector<SourceFile> sources_;
  std::deque<std::string> bytes_;
  std::vector<ListEntry> entries_;
};
INSTANTIATE_TEST_SUITE_P(Seeds, PostingList, ::testing::Range(1U, 33U));

TEST_P(PostingList, IsReadAsItWasWritten) {
  std::vector<std::string> expected;
  for (const ListEntry& entry : entries_) expected.push_back(shown(entry, sources_));
  const std::vector<Piece> pieces = encoded(entries_, Column::Evidence, sources_);
  EXPECT_EQ(decoded(pieces, Column::Evidence, sources_), expected);
  EXPECT_EQ(pieces.size(), (entries_.size() + kPieceLength - 1) / kPieceLength);
  EXPECT_EQ(PieceReader(pieces.front().value, true).total(), entries_.size());
}

TEST_P(PostingList, WithoutAColumnHoldsTheCodes) {
  std::vector<std::string> expected;
  for (const ListEntry& entry : entries_) expected.push_back(std::to_string(entry.code));
  EXPECT_EQ(decoded(encoded(entries_, Column::None, {}), Column::None, {}), expected);
}

TEST_P(PostingList, LaterPiecesAreFoundByTheirFirstCode) {
  const std::vector<Piece> pieces = encoded(entries_, Column::None, {});
  for (std::size_t i = 0; i < pieces.size(); ++i) {
    const Code first = entries_[i * kPieceLength].code;
    EXPECT_EQ(pieces[i].suffix, i == 0 ? "" : code_suffix(first));
    if (i > 1) {
      EXPECT_LT(pieces[i - 1].suffix, pieces[i].suffix);
    }
  }
}

TEST_P(PostingList, CutShortItIsRefused) {
  for (const Piece& piece : encoded(entries_, Column::Evidence, sources_)) {
    for (int i = 0; i < 20; ++i) {
      const auto size = random_.below(static_cast<std::uint32_t>(piece.value.size()));
      const Piece cut{piece.suffix, piece.value.substr(0, size)};
      EXPECT_FALSE(decoded({cut}, Column::Evidence, sources_)) << size;
    }
  }
}

TEST_P(PostingList, ChangedBytesNeverReadBeyondTheEnd) {
  for (Piece piece : encoded(entries_, Column::Evidence, sources_)) {
    for (int i = 0; i < 50; ++i) {
      const auto at = random_.below(static_cast<std::uint32_t>(piece.value.size()));
      piece.value[at] = static_cast<char>(random_.below(256));
      const auto lines = decoded({piece}, Column::Evidence, sources_);
      if (lines) {
        EXPECT_LE(lines->size(), kPieceLength);
      }
    }
  }
}

TEST(PostingListOfNothing, IsNoRow) {
  EXPECT_TRUE(encoded({}, Column::None, {}).empty());
  EXPECT_FALSE(PieceReader("", true).ok());
  EXPECT_FALSE(PieceReader(std::string(1, '\0'), true).ok());
}

}  // namespace
}  // namespace whocites::testing
