// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#include "ingest/text/head.h"

#include <algorithm>
#include <unordered_map>
#include <unordered_set>

#include "base/text.h"
#include "ingest/outlets.h"
#include "ingest/text/boilerplate.h"
#include "ingest/text/byline.h"
#include "ingest/text/tokens.h"

namespace whocites::ingest::text {
namespace {

constexpr std::size_t kVocabularyBytes = std::size_t{64} << 10;  // of the text's begin
constexpr std::size_t kLongBlock = 25;         // words; a paragraph of running text
constexpr std::size_t kLeastReference = 60;    // words of running text to judge others by
constexpr std::size_t kLongestBanner = 40;     // words
constexpr std::size_t kLongestTitle = 30;      // words
constexpr std::size_t kLongestDateLine = 100;  // bytes
constexpr std::size_t kHeadBlocks = 30;
constexpr std::size_t kTailBlocks = 6;

// The content words of a block, cut to six letters so that "report" and "reported" are one.
struct Content {
  std::size_t words = 0;
  std::size_t capitals = 0;  // content words that begin with one
  std::unordered_set<std::string> stems;
};

Content content_of(std::string_view block) {
  Content content;
  std::string lower;
  const Lexicon& lexicon = Lexicon::of(Language::English);
  for (const Token& token : tokenize_name(block)) {
    if (token.kind != TokenKind::Word) continue;
    ++content.words;
    lower_word(block.substr(token.begin, token.end - token.begin), lower);
    if (lower.size() < 3 || lexicon.is(lexicon.id_of(lower), WordClass::Stop)) continue;
    if (token.is_capital) ++content.capitals;
    constexpr std::size_t kStem = 6;
    content.stems.insert(lower.substr(0, kStem));
  }
  return content;
}

bool ends_like_a_sentence(std::string_view block) {
  while (!block.empty() && (block.ends_with('"') || block.ends_with(')'))) block.remove_suffix(1);
  if (block.ends_with("\u201D")) block.remove_suffix(3);
  return block.ends_with('.') || block.ends_with(':') || block.ends_with(',') ||
         block.ends_with(';');
}

class Sorter {
 public:
  explicit Sorter(const BlockedText& text) : text_(text) { read_vocabulary(); }

  ArticleParts run() {
    std::size_t next = read_head();
    for (; next < text_.blocks.size(); ++next) read_rest(next);
    if (!parts_.body.empty()) read_dateline();
    return std::move(parts_);
  }

 private:
  std::string_view block(std::size_t index) const { return text_.of(text_.blocks[index]); }

  void read_vocabulary() {
    for (std::size_t i = 0; i < text_.blocks.size(); ++i) {
      if (text_.blocks[i].begin > kVocabularyBytes) break;
      contents_.push_back(content_of(block(i).substr(0, kVocabularyBytes)));
      if (contents_.back().words < kLongBlock) continue;
      reference_words_ += contents_.back().words;
      for (const std::string& stem : contents_.back().stems) ++holders_[stem];
    }
  }

  // How many of a block's content words some other paragraph has too.
  std::size_t shared(std::size_t index) const {
    const Content& content = contents_[index];
    const std::size_t own = content.words >= kLongBlock ? 1 : 0;
    return static_cast<std::size_t>(
        std::count_if(content.stems.begin(), content.stems.end(), [&](const std::string& stem) {
          const auto found = holders_.find(stem);
          return found != holders_.end() && found->second > own;
        }));
  }

  bool is_unrelated(std::size_t index) const {
    const Content& content = contents_[index];
    const std::size_t own = content.words >= kLongBlock ? content.words : 0;
    if (content.words > kLongestBanner || reference_words_ - own < kLeastReference) return false;
    const std::size_t common = shared(index);
    return common == 0 || (common == 1 && content.stems.size() > 8);
  }

  bool is_title(std::size_t index) const {
    const std::string_view line = block(index);
    const Content& content = contents_[index];
    if (content.words == 0 || content.words > kLongestTitle || content.stems.empty()) return false;
    if (index + 1 >= text_.blocks.size()) return false;
    // Right above a byline or a dateline stands the headline.
    if (parse_byline(block(index + 1)) || parse_dateline(block(index + 1))) return true;
    const bool is_title_case =
        content.words >= 3 && content.capitals * 10 >= content.stems.size() * 7;
    if (ends_like_a_sentence(line) && !(line.ends_with('.') && is_title_case)) return false;
    // A banner may stand above a date too, but tells of something else.
    if (find_written_date(block(index + 1)) && recurs_below(index)) return true;
    const std::size_t common = shared(index);
    return common >= 2 || common * 3 >= content.stems.size();
  }

  // Whether any content word of a block stands in one of those that follow.
  bool recurs_below(std::size_t index) const {
    for (std::size_t other = index + 1; other < contents_.size(); ++other) {
      for (const std::string& stem : contents_[index].stems) {
        const auto& stems = contents_[other].stems;
        if (std::find(stems.begin(), stems.end(), stem) != stems.end()) return true;
      }
    }
    return false;
  }

  bool take_date(std::size_t index) {
    const std::string_view line = block(index);
    if (line.size() > kLongestDateLine) return false;
    const std::optional<Date> date = find_written_date(line);
    if (!date) return false;
    if (!parts_.date) {
      parts_.date = date;
    } else {
      parts_.left_out.push_back({index, "a further date"});
    }
    return true;
  }

  bool take_byline(std::size_t index) {
    const std::optional<Byline> byline = parse_byline(block(index));
    if (!byline) return false;
    for (const std::string& author : byline->authors) parts_.authors.push_back(author);
    if (byline->date && !parts_.date) parts_.date = byline->date;
    if (!byline->outlet.empty() && !parts_.publisher) {
      parts_.publisher = Credit{byline->outlet, text_.blocks[index].begin, text_.blocks[index].end};
    }
    return true;
  }

  bool take_boilerplate(std::size_t index) {
    const std::string_view line = block(index);
    if (const std::string outlet = copyright_holder(line); !outlet.empty() && !parts_.publisher) {
      parts_.publisher = Credit{outlet, text_.blocks[index].begin, text_.blocks[index].end};
    }
    std::string reason = boilerplate_reason(line);
    if (reason.empty() && is_copyright_line(line)) reason = "copyright notice";
    if (reason.empty()) return false;
    parts_.left_out.push_back({index, std::move(reason)});
    return true;
  }

  // Up to where running text begins; returns the first block that is not of the head.
  std::size_t read_head() {
    std::size_t index = 0;
    for (; index < contents_.size() && index < kHeadBlocks; ++index) {
      if (take_date(index) || take_byline(index) || take_boilerplate(index)) continue;
      if (parts_.title.empty() && is_title(index)) {
        parts_.title = std::string(trim(block(index)));
        parts_.title_block = index;
        while (parts_.title.ends_with(';') || parts_.title.ends_with('.')) parts_.title.pop_back();
      } else if (is_unrelated(index)) {
        parts_.left_out.push_back({index, "stands before the article and shares no word with it"});
      } else {
        break;
      }
    }
    return index;
  }

  void read_rest(std::size_t index) {
    const bool is_near_end = index + kTailBlocks >= text_.blocks.size();
    const bool is_near_head = parts_.body.size() < 2;
    if ((is_near_head || is_near_end) && (take_byline(index) || take_date(index))) return;
    if (!take_boilerplate(index)) parts_.body.push_back(index);
  }

  void read_dateline() {
    const Block& first = text_.blocks[parts_.body.front()];
    parts_.body_begin = first.begin;
    const std::optional<Dateline> dateline = parse_dateline(text_.of(first));
    if (!dateline) return;
    parts_.body_begin = first.begin + dateline->length;
    if (dateline->date && !parts_.date) parts_.date = dateline->date;
    if (!dateline->outlet.empty()) {
      parts_.dateline = Credit{dateline->outlet, first.begin, parts_.body_begin};
    }
  }

  const BlockedText& text_;
  ArticleParts parts_;
  std::vector<Content> contents_;
  std::unordered_map<std::string, std::size_t> holders_;  // stem -> paragraphs that have it
  std::size_t reference_words_ = 0;
};

}  // namespace

ArticleParts sort_parts(const BlockedText& text) { return Sorter(text).run(); }

std::vector<Block> reading_order(const BlockedText& text, const ArticleParts& parts) {
  std::vector<Block> order;
  for (const std::size_t index : parts.body) order.push_back(text.blocks[index]);
  if (!order.empty()) order.front().begin = std::max(order.front().begin, parts.body_begin);
  if (parts.title_block) order.push_back(text.blocks[*parts.title_block]);
  return order;
}

}  // namespace whocites::ingest::text
