// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#include "ingest/formats/text.h"

#include <algorithm>

#include "base/text.h"
#include "graph/keys.h"
#include "ingest/outlets.h"
#include "ingest/text/attribution.h"
#include "ingest/text/blocks.h"
#include "ingest/text/decode.h"
#include "ingest/text/head.h"
#include "ingest/text/sentences.h"

namespace whocites::ingest {
namespace {

using text::ArticleParts;
using text::BlockedText;
using text::Edge;

constexpr double kCreditConfidence = 0.9;
constexpr std::size_t kLongestEvidence = 2000;  // bytes; a sentence of a hostile text has no end

int recognise(std::string_view head) {
  // Any text can be read as an article; every other format knows better what it is.
  return text::is_binary(head) ? 0 : 10;
}

// Reads one article: holds what is found until all of it is known, then hands it on.
class ArticleReader {
 public:
  ArticleReader(const ReadOptions& options, RecordSink& sink, BlockedText blocked,
                std::size_t shift)
      : options_(options),
        sink_(sink),
        text_(std::move(blocked)),
        shift_(shift),
        parts_(text::sort_parts(text_)),
        own_(own_outlet()),
        attribution_(own_) {}

  Result<void> run() {
    describe_article();
    read_credits();
    for (const std::size_t index : parts_.body) read_block(index);
    return hand_on();
  }

 private:
  struct Found {
    Edge edge;
    std::string evidence;
    std::size_t begin;
    std::size_t end;
  };

  // Who published the article, where that is one of the list: as the caller says, the byline or
  // the copyright line. An agency there is where the text comes from, not who published it.
  const ListedOutlet* own_outlet() const {
    if (!options_.outlet.empty()) return outlet_named_or_at(options_.outlet);
    if (parts_.publisher) {
      const ListedOutlet* named = outlet_named(parts_.publisher->name);
      if (named != nullptr && named->type != "agency") return named;
    }
    if (parts_.dateline) {
      const ListedOutlet* named = outlet_named(parts_.dateline->name);
      if (named != nullptr && named->type != "agency") return named;
    }
    return nullptr;
  }

  static const ListedOutlet* outlet_named_or_at(std::string_view name) {
    if (const ListedOutlet* named = outlet_named(name)) return named;
    const std::optional<std::string> domain = domain_of(name);
    return domain ? outlet_of_domain(*domain) : nullptr;
  }

  void describe_article() {
    NodeFacts& facts = article_.facts;
    facts.kind = Kind::Article;
    facts.title = options_.title.empty() ? collapse_space(parts_.title) : options_.title;
    facts.date = options_.date ? options_.date : parts_.date;
    facts.url = options_.url;
    facts.authors = parts_.authors;
    if (own_ != nullptr) {
      article_.part_of = record_of(*own_).key;
    } else {
      article_.part_of = options_.outlet;
    }
    article_.key = key_for(facts, text_.flat);
    article_.position = {options_.source_name, 1, 0};
  }

  // The agency of a dateline, a byline or a copyright line: the article is its text.
  void read_credits() {
    for (const std::optional<text::Credit>* credit : {&parts_.dateline, &parts_.publisher}) {
      if (!*credit) continue;
      const ListedOutlet* outlet = outlet_named((*credit)->name);
      if (outlet == nullptr || outlet == own_) continue;
      const Edge edge{text::kArticle, attribution_.credit(*outlet), Relation::Republishes,
                      kCreditConfidence};
      keep(edge, (*credit)->begin, (*credit)->end);
    }
  }

  void keep(const Edge& edge, std::size_t begin, std::size_t end) {
    const std::string_view sentence =
        std::string_view(text_.flat).substr(begin, std::min(end - begin, kLongestEvidence));
    found_.push_back({edge, collapse_space(to_valid_utf8(sentence)), begin, end});
  }

  void read_block(std::size_t index) {
    const text::Block& block = text_.blocks[index];
    const std::size_t begin =
        index == parts_.body.front() ? std::max(block.begin, parts_.body_begin) : block.begin;
    // A paragraph without an end is read in pieces, so that its tokens need not all be held.
    constexpr std::size_t kPiece = std::size_t{1} << 20;
    for (std::size_t at = begin; at < block.end;) {
      std::size_t stop = std::min(at + kPiece, block.end);
      if (stop < block.end) {
        const std::size_t space = text_.flat.rfind(' ', stop);
        if (space != std::string::npos && space > at) stop = space;
      }
      read_piece(at, stop);
      at = stop;
    }
  }

  void read_piece(std::size_t begin, std::size_t end) {
    tokens_.clear();
    text::tokenize(text_.flat, begin, end, tokens_);
    const std::vector<std::size_t> starts = cutter_.cut(text_.flat, begin, end, tokens_);
    for (std::size_t k = 0; k + 1 < starts.size(); ++k) {
      const std::size_t first = starts[k];
      const std::size_t last = starts[k + 1];
      const text::Sentence sentence{text_.flat, tokens_.data() + first, last - first};
      const std::size_t sentence_begin = tokens_[first].begin;
      const std::size_t sentence_end = tokens_[end_of_quotation(starts, k) - 1].end;
      for (const Edge& edge : attribution_.read(sentence)) {
        keep(edge, sentence_begin, sentence_end);
      }
    }
  }

  // The token after the k-th sentence, or, when a quotation that it opens goes on beyond it, after
  // that quotation: half of what somebody said is no evidence. A quotation that is not closed soon
  // was left open by mistake.
  std::size_t end_of_quotation(const std::vector<std::size_t>& starts, std::size_t k) const {
    constexpr std::size_t kSentencesAhead = 5;
    bool is_open = false;
    for (std::size_t t = starts[k]; t < starts[k + 1]; ++t) {
      if (tokens_[t].mark != '"') continue;
      is_open = tokens_[t].opens_quote || (!tokens_[t].closes_quote && !is_open);
    }
    if (!is_open) return starts[k + 1];
    const std::size_t limit = starts[std::min(k + 1 + kSentencesAhead, starts.size() - 1)];
    for (std::size_t t = starts[k + 1]; t < limit; ++t) {
      if (tokens_[t].mark == '"') return tokens_[t].opens_quote ? starts[k + 1] : t + 1;
    }
    return starts[k + 1];
  }

  Place place_of(std::size_t begin, std::size_t end) const {
    return {options_.source_name, text_.line_of(begin), begin + shift_, end + shift_};
  }

  SourcePosition position_of(std::size_t begin) const {
    const std::uint64_t line = text_.line_of(begin);
    return {options_.source_name, line, begin - text_.line_starts[line - 1] + 1};
  }

  const std::string& key_of(int node) const {
    return node == text::kArticle ? article_.key
                                  : attribution_.nodes()[static_cast<std::size_t>(node)].key;
  }

  Result<void> hand_on() {
    if (Result<void> done = sink_.accept(article_); !done) return done;
    if (Result<void> done = hand_on_nodes(); !done) return done;
    for (Found& found : found_) {
      CitationRecord citation;
      citation.from = key_of(found.edge.from);
      citation.to = key_of(found.edge.to);
      if (citation.from == citation.to) continue;
      citation.relation = found.edge.relation;
      citation.evidence.text = std::move(found.evidence);
      citation.evidence.place = place_of(found.begin, found.end);
      citation.evidence.confidence = found.edge.confidence;
      citation.position = position_of(found.begin);
      if (Result<void> done = sink_.accept(std::move(citation)); !done) return done;
    }
    for (const text::LeftOut& left : parts_.left_out) {
      const text::Block& block = text_.blocks[left.block];
      IgnoredRecord ignored{collapse_space(text_.of(block)),
                            "not part of the article: " + left.reason,
                            place_of(block.begin, block.end)};
      if (Result<void> done = sink_.accept(std::move(ignored)); !done) return done;
    }
    return {};
  }

  Result<void> hand_on_nodes() {
    if (own_ != nullptr) {
      NodeRecord record = record_of(*own_);
      record.position = article_.position;
      if (Result<void> done = sink_.accept(std::move(record)); !done) return done;
    }
    const std::vector<NodeRecord>& nodes = attribution_.nodes();
    std::vector<std::size_t> first_named(nodes.size(), 0);
    for (auto found = found_.rbegin(); found != found_.rend(); ++found) {
      first_named[static_cast<std::size_t>(found->edge.to)] = found->begin;
    }
    for (std::size_t i = 0; i < nodes.size(); ++i) {
      NodeRecord record = nodes[i];
      record.position = position_of(first_named[i]);
      if (Result<void> done = sink_.accept(std::move(record)); !done) return done;
    }
    return {};
  }

  const ReadOptions& options_;
  RecordSink& sink_;
  BlockedText text_;
  std::size_t shift_;
  ArticleParts parts_;
  const ListedOutlet* own_;
  text::Attribution attribution_;
  text::SentenceCutter cutter_;
  std::vector<text::Token> tokens_;
  NodeRecord article_;
  std::vector<Found> found_;
};

Result<void> read(std::istream& in, const ReadOptions& options, RecordSink& sink) {
  Result<std::string> bytes = text::read_all(in, kMaxLineBytes);
  if (!bytes) return tl::unexpected<Error>(bytes.error());
  Result<text::Decoded> decoded = text::decode(std::move(*bytes));
  if (!decoded) return tl::unexpected<Error>(decoded.error());
  BlockedText blocked = text::cut_into_blocks(std::move(decoded->text));
  if (blocked.blocks.empty()) return fail(ErrorCode::Unreadable, "the input holds no text");
  return ArticleReader(options, sink, std::move(blocked), decoded->shift).run();
}

}  // namespace

const Format& text_format() {
  static const Format format{"text",
                             "an article as plain text or Markdown, as a person pastes it",
                             {".txt", ".text", ".md", ".markdown"},
                             recognise,
                             read};
  return format;
}

}  // namespace whocites::ingest
