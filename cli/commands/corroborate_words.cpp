// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#include "cli/commands/corroborate_words.h"

#include <algorithm>

#include "base/text.h"
#include "cli/commands/parts.h"

namespace whocites::cli {
namespace {

constexpr std::size_t kMostNamed = 3;

// "A of 2021-03-03", "B, undated"; a label may tell the date itself.
std::string print_with_date(const Shown& shown, VertexId vertex) {
  const std::string label = shown.label(vertex);
  const std::string date = shown.date(vertex);
  if (label.ends_with(date.empty() ? ", undated" : ", " + date)) return label;
  return label + (date.empty() ? ", undated" : " of " + date);
}

class Words {
 public:
  Words(const Shown& shown, const SourceGraph& graph, const Corroboration& found)
      : shown_(shown), graph_(graph), found_(found) {}

  std::vector<std::string> lines() const {
    std::vector<std::string> lines{verdict()};
    if (names_nothing()) {
      lines.push_back("check next: where it has the story from; add that with 'whocites link'");
      return lines;
    }
    if (!found_.copies.empty()) {
      lines.push_back(counted(found_.copies.size(), "copy", "copies") +
                      " on the chains counted once with the original");
    }
    for (const PrintSet& print : found_.prints) add_prints(print, lines);
    lines.push_back(
        "independent: by the citations in this store; sources that nobody declared stay unseen, so "
        "the true number may be lower, never higher");
    add_next(lines);
    return lines;
  }

 private:
  bool is_single() const { return found_.asked.size() == 1; }
  bool names_nothing() const {
    return is_single() && found_.reached_count == 1 &&
           graph_.graph().cites(found_.asked.front()).empty();
  }
  const IndependentChains& level(Level level) const {
    return found_.levels[static_cast<std::size_t>(level)];
  }
  std::string name(VertexId vertex) const { return printable(shown_.label(vertex)); }
  std::string text_or_name(VertexId vertex) const {
    return printable(text_or_label(shown_, found_, vertex));
  }
  std::string names(std::span<const VertexId> vertices, const char* between) const {
    const std::size_t told = std::min(kMostNamed, vertices.size());
    std::string text = printable(shown_.labels(vertices.first(told), between));
    return text + and_more(vertices.size());
  }
  // What follows when only the first of `count` were named.
  static std::string and_more(std::size_t count) {
    return count <= kMostNamed ? "" : " and " + std::to_string(count - kMostNamed) + " more";
  }

  // "all 7 articles", "Roots".
  std::string subject() const {
    if (is_single()) return name(found_.asked.front());
    const bool articles = std::all_of(found_.asked.begin(), found_.asked.end(),
                                      [&](VertexId v) { return graph_.kind(v) == Kind::Article; });
    const std::string count =
        found_.asked.size() == 2 ? "both" : "all " + std::to_string(found_.asked.size());
    return count + (articles ? " articles" : " of them");
  }

  std::string verdict() const {
    if (names_nothing()) {
      return "No source: " + subject() + " names none, as far as this store knows.";
    }
    if (found_.origins.size() == 1) return one_origin();
    if (level(Level::Article).at_most == 1) return one_choke_point();
    return several();
  }

  std::string one_origin() const {
    const SourceOrigin& origin = found_.origins.front();
    const std::string goes = is_single() ? " goes" : " go";
    if (origin.shape == EndShape::CircularOrigin) {
      return "One source, and it goes round in a circle: " + subject() + goes + " back to " +
             names(origin.members, " ↔ ") + ", which " +
             (origin.members.size() == 1 ? "cites itself and nothing else."
                                         : "cite one another and nothing else.");
    }
    const VertexId end = origin.members.front();
    const PrintSet* print = prints_of(found_, end);
    if (print != nullptr && has_all_asked(*print)) {
      return "One source: " + subject() + have_one_text(*print) + ".";
    }
    const bool is_asked =
        print == nullptr && std::binary_search(found_.asked.begin(), found_.asked.end(), end);
    return "One source: " + subject() + goes + " back to " + text_or_name(end) +
           (is_asked ? ", which is one of them" : "") + through() + ".";
  }

  std::string have_one_text(const PrintSet& print) const {
    return " have one text, " + printable(order_of(shown_, print));
  }
  bool has_all_asked(const PrintSet& print) const {
    return !is_single() && std::includes(print.on_chains.begin(), print.on_chains.end(),
                                         found_.asked.begin(), found_.asked.end());
  }

  // " through Y and Z": what all of them pass on the way to the origin.
  std::string through() const {
    std::vector<VertexId> passed;
    for (auto point = found_.choke_points.rbegin(); point != found_.choke_points.rend(); ++point) {
      if (!point->is_origin && falls_all(*point)) passed.push_back(point->members.front());
    }
    if (passed.empty()) return "";
    std::string text = is_single() ? " through " : ", all through ";
    for (std::size_t i = 0; i < std::min(kMostNamed, passed.size()); ++i) {
      text += (i == 0 ? "" : ", then ") + text_or_name(passed[i]);
    }
    return text + and_more(passed.size());
  }

  bool falls_all(const ChokePoint& point) const {
    const bool is_asked =
        std::binary_search(found_.asked.begin(), found_.asked.end(), point.members.front());
    return point.falls.size() + (is_asked ? 1 : 0) == found_.asked.size();
  }

  std::string one_choke_point() const {
    const std::string origins = "there are " + std::to_string(found_.origins.size()) + " origins.";
    const std::string behind = ", behind which " + origins;
    const auto& hangs_on = level(Level::Article).bottlenecks;
    if (hangs_on.empty()) return "One source in effect: no two chains are free of one another.";
    const PrintSet* print = prints_of(found_, hangs_on.front());
    if (print != nullptr && has_all_asked(*print)) {
      return "One source in effect: " + subject() + have_one_text(*print) + "; behind it " +
             origins;
    }
    const std::string what = text_or_name(hangs_on.front());
    if (is_single()) {
      return "One source in effect: every chain of " + subject() + " passes " + what + behind;
    }
    return "One source in effect: " + subject() + " hang on " + what + behind;
  }

  static std::string number_of(const IndependentChains& level) {
    const std::string certain = std::to_string(level.chains.size());
    return level.at_most == level.chains.size() ? certain
                                                : certain + " to " + std::to_string(level.at_most);
  }

  std::string several() const {
    const IndependentChains& articles = level(Level::Article);
    std::string text = number_of(articles) + " independent chains from " +
                       (is_single() ? name(found_.asked.front()) : subject()) + " to " +
                       std::to_string(found_.origins.size()) + " origins";
    const IndependentChains& outlets = level(Level::Outlet);
    const IndependentChains& owners = level(Level::Owner);
    const std::string all = articles.at_most == 2 ? "both" : "all";
    if (outlets.at_most == 1 && !outlets.bottlenecks.empty()) {
      return text + ", but " + all + " through one outlet: " + names(outlets.bottlenecks, ", ") +
             ".";
    }
    if (owners.at_most == 1 && !owners.bottlenecks.empty()) {
      return text + ", but " + all +
             " through outlets of one owner: " + names(owners.bottlenecks, ", ") + ".";
    }
    if (outlets.at_most == articles.at_most && owners.at_most == articles.at_most) {
      return text + "; as many when outlets and owners are counted.";
    }
    return text + "; by outlet " + number_of(outlets) + ", by owner " + number_of(owners) + ".";
  }

  void add_prints(const PrintSet& print, std::vector<std::string>& lines) const {
    const auto count = std::count_if(print.members.begin(), print.members.end(), [&](VertexId v) {
      return std::binary_search(found_.asked.begin(), found_.asked.end(), v);
    });
    if (count < 2) return;
    const VertexId member = print.members.front();
    lines.push_back(std::to_string(count) + " of those asked about have one text and count once (" +
                    "whocites explain " + printable(shell_word(shown_.node(member).key)) + ")");
  }

  // ---- what to check next ----

  void add_next(std::vector<std::string>& lines) const {
    const bool one = level(Level::Article).at_most <= 1;
    const SourceOrigin& origin = found_.origins.front();
    if (one) {
      lines.push_back("check next: " + next_at(origin));
    } else {
      lines.push_back("check next: whether " +
                      (found_.origins.size() == 2 ? std::string("the two origins share")
                                                  : std::string("the origins share")) +
                      " a source that they do not name");
    }
    const std::size_t silent = static_cast<std::size_t>(
        std::count_if(found_.origins.begin(), found_.origins.end(), [&](const SourceOrigin& each) {
          return classify(graph_, each.shape, each.members.front()) == EndClass::DeadEnd;
        }));
    if (!one && silent != 0) {
      lines.push_back(counted(silent, "origin is a dead end", "origins are dead ends") +
                      ": an article or outlet that names no source; ask it for one");
    }
    add_least_sure(lines);
  }

  std::string next_at(const SourceOrigin& origin) const {
    const VertexId member = origin.members.front();
    const std::string show = "whocites show " + printable(shell_word(shown_.node(member).key));
    switch (classify(graph_, origin.shape, member)) {
      case EndClass::CircularOrigin:
        return "where the circle had it from: look for a source outside it (whocites circles)";
      case EndClass::Unresolved:
        return "what " + name(member) + " is; nothing in this store describes it (" + show + ")";
      case EndClass::DeadEnd:
        return "where " + name(member) + " has it from; it names no source here (" + show + ")";
      case EndClass::PrimarySource:
        break;
    }
    return "whether " + name(member) + " says so, and who says it beside (" + show + ")";
  }

  // Of the citations that the chains are made of, the one that is stated with the least confidence.
  void add_least_sure(std::vector<std::string>& lines) const {
    std::optional<EdgeId> least;
    for (const auto& chain : level(Level::Article).chains) {
      for (std::size_t i = 1; i < chain.size(); ++i) {
        const EdgeId edge = graph_.graph().find_edge(chain[i - 1], chain[i]);
        if (edge.value == graph_.edge_count()) continue;  // two prints of one text
        const double confidence = graph_.citation(edge).confidence;
        if (confidence >= (least ? graph_.citation(*least).confidence : 1)) continue;
        least = edge;
      }
    }
    if (!least) return;
    lines.push_back("least sure on these chains: " + printable(shown_.sentence(*least)) + " (" +
                    printable(explain_command(shown_, graph_, *least)) + ")");
  }

  const Shown& shown_;
  const SourceGraph& graph_;
  const Corroboration& found_;
};

}  // namespace

std::string order_of(const Shown& shown, const PrintSet& prints) {
  if (!prints.first) return "and it is not known which came first";
  return "of which " + print_with_date(shown, *prints.first) +
         (prints.maybe_before.empty() ? " is the earliest known print"
                                      : " is the earliest of those compared");
}

std::string maybe_before(const Shown& shown, const SourceGraph& graph, const PrintSet& prints) {
  if (prints.maybe_before.empty()) return "";
  const std::size_t told = std::min(kMostPrintsNamed, prints.maybe_before.size());
  std::vector<std::string> others;
  for (const VertexId other : std::span(prints.maybe_before).first(told)) {
    const bool is_before = is_certainly_before(graph, other, *prints.first);
    others.push_back(print_with_date(shown, other) +
                     (is_before ? ", which was before" : ", which may be earlier"));
  }
  const std::size_t more = prints.maybe_before.size() - told;
  return "; not compared: " + join(others, ", ") +
         (more == 0 ? "" : " and " + std::to_string(more) + " more");
}

std::string text_or_label(const Shown& shown, const Corroboration& found, VertexId vertex) {
  const PrintSet* print = prints_of(found, vertex);
  if (print == nullptr) return shown.label(vertex);
  const std::size_t told = std::min(kMostPrintsNamed, print->on_chains.size());
  const std::size_t more = print->on_chains.size() - told;
  return "one text (" + shown.labels(std::span(print->on_chains).first(told), ", ") +
         (more == 0 ? "" : " and " + std::to_string(more) + " more") + ")";
}

std::vector<std::string> words_about(const Shown& shown, const SourceGraph& graph,
                                     const Corroboration& found) {
  return Words(shown, graph, found).lines();
}

}  // namespace whocites::cli
