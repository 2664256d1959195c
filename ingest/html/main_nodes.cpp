// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <unordered_map>

#include "base/text.h"
#include "ingest/html/detail/main_text.h"
#include "ingest/html/detail/text_weights.h"

namespace whocites::ingest::html {
namespace {

constexpr std::size_t kLeastParagraph = 25;  // bytes: less is a label
constexpr std::size_t kLeastBody = 250;      // of what is marked as an article's text
constexpr int kLevels = 5;                   // up to which a paragraph counts
constexpr double kNameWorth = 25;            // of a fitting class or id

bool is_paragraph(const GumboNode* node) {
  switch (tag_of(node)) {
    case GUMBO_TAG_P:
    case GUMBO_TAG_PRE:
    case GUMBO_TAG_TD:
    case GUMBO_TAG_BLOCKQUOTE:
    case GUMBO_TAG_SECTION:
    case GUMBO_TAG_DIV:
    case GUMBO_TAG_ARTICLE:
    case GUMBO_TAG_DD:
      return true;
    default:
      return false;
  }
}

class Search {
 public:
  Search(const GumboNode* root, const Weights& weights) : root_(root), weights_(weights) {}

  std::vector<const GumboNode*> run() {
    if (std::vector<const GumboNode*> marked = marked_bodies(); !marked.empty()) return marked;
    score(root_);
    const GumboNode* best = nullptr;
    double best_score = 0;
    for (const GumboNode* node : scored_) {
      const double value = final_score(node);
      if (value <= best_score) continue;
      best = node;
      best_score = value;
    }
    if (best == nullptr) return {};
    return with_neighbours(widened(best, best_score), best_score);
  }

 private:
  // What the page itself marks as its article's text, if there is enough of it.
  std::vector<const GumboNode*> marked_bodies() const {
    std::vector<const GumboNode*> bodies;
    std::size_t bytes = 0;
    walk(root_, [&](const GumboNode* node) {
      if (tag_of(node) == GUMBO_TAG_LAST || weights_.is_left_out(node)) return false;
      const std::string prop(attribute(node, "itemprop"));
      if (prop.find("articleBody") == prop.npos) return true;
      bodies.push_back(node);
      bytes += weights_.plain(node);
      return false;
    });
    const bool is_enough = bytes >= kLeastBody && 3 * bytes >= weights_.plain(root_);
    return is_enough ? bodies : std::vector<const GumboNode*>();
  }

  void score(const GumboNode* node) {
    if (tag_of(node) == GUMBO_TAG_LAST) return;
    if (weights_.is_left_out(node)) return;
    if (is_paragraph(node)) count_paragraph(node);
    path_.push_back(node);
    for (const GumboNode* child : children_of(node)) score(child);
    path_.pop_back();
  }

  // The text that stands in the node itself counts, with what is inline in it.
  void count_paragraph(const GumboNode* node) {
    const Weights::Own own = weights_.own_text(node);
    if (own.bytes < kLeastParagraph || 2 * own.link_bytes > own.bytes) return;
    const double worth =
        1 + static_cast<double>(own.commas) + std::min(static_cast<double>(own.bytes) / 100, 3.0);
    const bool holds_itself = tag_of(node) != GUMBO_TAG_P && tag_of(node) != GUMBO_TAG_PRE;
    if (holds_itself) add(node, worth);
    for (int level = holds_itself ? 1 : 0; level < kLevels; ++level) {
      const std::size_t up = static_cast<std::size_t>(level) + (holds_itself ? 0 : 1);
      if (up > path_.size() || up == 0) break;
      add(path_[path_.size() - up], level == 0 ? worth : worth / (level + 1.0));
    }
  }

  void add(const GumboNode* node, double worth) {
    const auto [at, is_new] = scores_.emplace(node, 0);
    if (is_new) {
      scored_.push_back(node);
      at->second = weights_.is_text(node) ? kNameWorth : weights_.is_around(node) ? -kNameWorth : 0;
    }
    at->second += worth;
  }

  double final_score(const GumboNode* node) const {
    return scores_.at(node) * (1 - weights_.link_share(node));
  }

  // Up to the node that holds as much again: an article in sections.
  const GumboNode* widened(const GumboNode* best, double& best_score) const {
    for (const GumboNode* at = best->parent; at != nullptr; at = at->parent) {
      const GumboTag tag = tag_of(at);
      if (tag == GUMBO_TAG_BODY || tag == GUMBO_TAG_HTML) break;
      const double mine = static_cast<double>(weights_.plain(best));
      const double whole = static_cast<double>(weights_.plain(at));
      if (weights_.link_share(at) > 0.25) break;
      if (whole > 1.15 * mine && (weights_.is_article(at) || whole < 2.5 * mine)) {
        best = at;
        const auto known = scores_.find(at);
        best_score =
            known != scores_.end() ? std::max(final_score(at), best_score / 3) : best_score;
      }
      if (weights_.is_article(at)) break;
    }
    return best;
  }

  // Neighbours that hold running text too.
  std::vector<const GumboNode*> with_neighbours(const GumboNode* best, double best_score) const {
    const GumboNode* parent = best->parent;
    if (parent == nullptr || tag_of(best) == GUMBO_TAG_BODY) return {best};
    std::vector<const GumboNode*> kept;
    for (const GumboNode* child : children_of(parent)) {
      if (child == best || is_good_neighbour(child, best_score)) kept.push_back(child);
    }
    return kept;
  }

  bool is_good_neighbour(const GumboNode* node, double best_score) const {
    if (tag_of(node) == GUMBO_TAG_LAST || weights_.is_left_out(node)) return false;
    const auto known = scores_.find(node);
    if (known != scores_.end() && final_score(node) >= std::max(10.0, best_score / 5)) return true;
    return tag_of(node) == GUMBO_TAG_P && weights_.plain(node) > 80 &&
           weights_.link_share(node) < 0.25;
  }

  const GumboNode* root_;
  const Weights& weights_;
  std::vector<const GumboNode*> path_;
  std::vector<const GumboNode*> scored_;  // in the order of the page
  std::unordered_map<const GumboNode*, double> scores_;
};

}  // namespace

std::vector<const GumboNode*> main_nodes(const Document& document, const Weights& weights) {
  return Search(document.root(), weights).run();
}

}  // namespace whocites::ingest::html
