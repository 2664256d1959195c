// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <optional>
#include <set>
#include <utility>

#include "base/text.h"
#include "graph/keys.h"
#include "ingest/html/detail/page_parts.h"
#include "ingest/html/detail/page_records.h"
#include "ingest/json_slices.h"
#include "ingest/text/sentences.h"

namespace whocites::ingest::html {
namespace {

constexpr double kLinkConfidence = 0.9;  // that a link in the text is a source of it
constexpr std::size_t kLongestEvidence = 2000;

struct Span {
  std::size_t begin = 0;
  std::size_t end = 0;
  bool overlaps(std::size_t first, std::size_t last) const { return first < end && begin < last; }
};

// The sentences of a text, found paragraph by paragraph as links ask for them, in their order.
class Sentences {
 public:
  explicit Sentences(std::string_view text) : text_(text) {}

  // The sentences that hold [begin, end). Requires: not before what was asked last, by paragraph.
  Span around(std::size_t begin, std::size_t end) {
    if (begin >= paragraph_.end) move_to(begin);
    Span span{begin, end};
    auto sentence = std::partition_point(sentences_.begin(), sentences_.end(),
                                         [&](const Span& one) { return one.end <= begin; });
    for (; sentence != sentences_.end() && sentence->begin < std::max(end, begin + 1); ++sentence) {
      span.begin = std::min(span.begin, sentence->begin);
      span.end = std::max(span.end, sentence->end);
    }
    return span;
  }

 private:
  void move_to(std::size_t at) {
    const std::size_t before = text_.rfind("\n", at);
    const std::size_t after = text_.find("\n", at);
    paragraph_ = {before == text_.npos ? 0 : before + 1, std::min(after, text_.size())};
    tokens_.clear();
    sentences_.clear();
    text::tokenize(lexicon_, text_, paragraph_.begin, paragraph_.end, tokens_);
    const auto starts = cutter_.cut(text_, paragraph_.begin, paragraph_.end, tokens_);
    for (std::size_t k = 0; k + 1 < starts.size(); ++k) {
      sentences_.push_back({tokens_[starts[k]].begin, tokens_[starts[k + 1] - 1].end});
    }
  }

  std::string_view text_;
  Span paragraph_;
  std::vector<text::Token> tokens_;
  std::vector<Span> sentences_;
  const text::Lexicon& lexicon_ = text::Lexicon::of(text::Language::English);
  text::SentenceCutter cutter_{lexicon_};
};

class Links {
 public:
  Links(const Page& page, PageRecords& records)
      : page_(page), records_(records), sentences_(page.main.text) {}

  void add() {
    for (std::size_t i = 0; i < records_.citations.size(); ++i) {
      const PageCitation& named = records_.citations[i];
      named_.emplace_back(named.begin, i);
      longest_ = std::max(longest_, named.end - std::min(named.begin, named.end));
    }
    std::sort(named_.begin(), named_.end());
    for (const TextLink& link : page_.main.links) {
      const bool is_left_out = std::any_of(
          records_.left_out.begin(), records_.left_out.end(),
          [&](const auto& span) { return span.first <= link.begin && link.begin < span.second; });
      if (!is_left_out) add(link);
    }
  }

 private:
  void add(const TextLink& link) {
    const std::string url = resolve_link(page_.base, link.href);
    const std::optional<std::string> address = canonical_url(url);
    if (!address || address == canonical_url(records_.article.facts.url)) return;
    const PageParts& parts = PageParts::get();
    if (parts.is_share(*address) || (is_own(*address) && parts.is_section(*address))) return;
    const std::string target = add_address(url, "", records_);
    if (target.empty() || target == records_.article.key || target == records_.outlet.key) return;
    const Span sentence = sentences_.around(link.begin, link.end);
    const std::string anchor = words_of({link.begin, link.end});
    if (take_name(sentence, target, anchor, url)) return;
    PageCitation citation;
    citation.begin = sentence.begin;
    citation.end = sentence.end;
    citation.record.from = records_.article.key;
    citation.record.to = target;
    citation.record.relation = Relation::Links;
    citation.record.evidence.text = words_of(sentence);
    citation.record.evidence.confidence = kLinkConfidence;
    mark(citation.record.evidence, anchor, url);
    records_.citations.push_back(std::move(citation));
  }

  // A page of the article's own site.
  bool is_own(const std::string& address) const {
    const std::optional<std::string> domain = domain_of(address);
    const auto& own = records_.outlet.facts.domains;
    return domain && std::find(own.begin(), own.end(), *domain) != own.end();
  }

  std::string words_of(Span span) const {
    const std::string_view words =
        std::string_view(page_.main.text)
            .substr(span.begin, std::min(span.end - span.begin, kLongestEvidence));
    return collapse_space(to_valid_utf8(words));
  }

  static void mark(Evidence& evidence, const std::string& anchor, const std::string& url) {
    evidence.properties.push_back({"anchor", to_json_string(anchor)});
    evidence.properties.push_back({"href", to_json_string(to_valid_utf8(url))});
  }

  // Whether the sentence names what the link leads to, so that both make one citation: the outlet
  // of the linked article, a name that is just the link's words, or the address itself.
  bool take_name(Span sentence, const std::string& target, const std::string& anchor,
                 const std::string& url) {
    const NodeRecord* linked = find_node(records_, target);
    const std::string outlet = linked != nullptr ? linked->part_of : std::string();
    const std::vector<std::size_t> there = named_in(sentence);
    for (const std::size_t i : there) {
      PageCitation& named = records_.citations[i];
      if (taken_.count(i) != 0) continue;
      const std::string& to = named.record.to;
      const bool is_same = to == target;
      const bool is_outlet = !outlet.empty() && to == outlet;
      const NodeRecord* node = find_node(records_, to);
      const bool is_name = node != nullptr && node->facts.unresolved && !anchor.empty() &&
                           fold_name(node->facts.title) == fold_name(anchor);
      if (!is_same && !is_outlet && !is_name) continue;
      const std::string name = to;
      taken_.insert(i);
      named.record.to = target;
      mark(named.record.evidence, anchor, url);
      for (const std::size_t k : there) {  // what it says there, the linked article says
        PageCitation& other = records_.citations[k];
        if (other.record.from == name) other.record.from = target;
      }
      return true;
    }
    return false;
  }

  // The citations that a sentence of the text shows.
  std::vector<std::size_t> named_in(Span sentence) const {
    const std::size_t first = sentence.begin - std::min(sentence.begin, longest_);
    std::vector<std::size_t> found;
    for (auto at = std::lower_bound(named_.begin(), named_.end(), std::pair(first, std::size_t{0}));
         at != named_.end() && at->first < sentence.end; ++at) {
      const PageCitation& named = records_.citations[at->second];
      if (sentence.overlaps(named.begin, named.end)) found.push_back(at->second);
    }
    return found;
  }

  const Page& page_;
  PageRecords& records_;
  Sentences sentences_;
  std::vector<std::pair<std::size_t, std::size_t>> named_;  // of the text: begin, number
  std::size_t longest_ = 0;                                 // of their spans
  std::set<std::size_t> taken_;                             // of them, those that a link belongs to
};

}  // namespace

void add_links(const Page& page, PageRecords& records) { Links(page, records).add(); }

}  // namespace whocites::ingest::html
