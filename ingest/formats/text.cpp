// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#include "ingest/formats/text.h"

#include <algorithm>

#include "base/text.h"
#include "graph/keys.h"
#include "graph/text_sketch.h"
#include "ingest/outlets.h"
#include "ingest/text/attribution.h"
#include "ingest/text/blocks.h"
#include "ingest/text/decode.h"
#include "ingest/text/head.h"
#include "ingest/text/sentence_walk.h"

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
        article_(describe_article()),
        attribution_(own_, article_.key),
        walk_(language()) {}

  Result<void> run() {
    read_credits();
    read_sentences();
    return hand_on();
  }

 private:
  struct Found {
    Edge edge;
    std::string evidence;
    std::size_t begin;
    std::size_t end;
  };

  text::Language language() const {
    const std::optional<text::Language> told = text::language_tagged(options_.language);
    return told ? *told : text::detect_language(text_.flat);
  }

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

  NodeRecord describe_article() const {
    NodeRecord article;
    NodeFacts& facts = article.facts;
    facts.kind = Kind::Article;
    facts.title = options_.title.empty() ? collapse_space(parts_.title) : options_.title;
    facts.date = options_.date ? options_.date : parts_.date;
    facts.url = options_.url;
    facts.authors = parts_.authors;
    facts.language = options_.language;
    if (own_ != nullptr) {
      article.part_of = record_of(*own_).key;
    } else {
      article.part_of = options_.outlet;
    }
    article.key = key_for(facts, text_.flat);
    article.position = {options_.source_name, 1, 0};
    for (const std::size_t index : parts_.body) {
      article.text += text_.of(text_.blocks[index]);
      article.text += "\n\n";
    }
    keep_sketch(article);
    return article;
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

  void read_sentences() {
    for (const text::Block& block : text::reading_order(text_, parts_)) {
      walk_.read(text_.flat, block.begin, block.end,
                 [this](const text::Sentence& sentence, std::size_t begin, std::size_t end) {
                   for (const Edge& edge : attribution_.read(sentence)) keep(edge, begin, end);
                 });
    }
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
  NodeRecord article_;
  text::Attribution attribution_;
  text::SentenceWalk walk_;
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
  static const Format format{
      .name = "text",
      .summary = "an article as plain text or Markdown, as a person pastes it",
      .extensions = {".txt", ".text", ".md", ".markdown"},
      .recognise = recognise,
      .read = read,
      .reads_wide = true};
  return format;
}

}  // namespace whocites::ingest
