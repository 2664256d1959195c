// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#include <set>

#include "base/text.h"
#include "cli/commands/parts.h"
#include "cli/open_pairs.h"

namespace whocites::cli {
namespace {

constexpr std::uint64_t kUsualRows = 20;

enum class Word { Same, NotSame, Later };

std::optional<Word> word_named(std::string_view text) {
  if (text == "yes" || text == "y") return Word::Same;
  if (text == "no" || text == "n") return Word::NotSame;
  if (text == "later" || text == "l") return Word::Later;
  return std::nullopt;
}

Result<OpenPairs> find_pairs(Session& session, const Reader& reader) {
  const Result<SourceGraph> graph = session.source_graph(reader, Filter());
  if (!graph) return fail(graph.error());
  return open_pairs(reader, *graph);
}

Result<int> store_word(Session& session, const OpenPair& pair, Word word) {
  const std::string a = printable(pair.node.key);
  const std::string b = printable(pair.other_key());
  const bool of_text = pair.of == Sameness::Text;
  switch (word) {
    case Word::Same:
      return store_records(session, same_records(pair),
                           session.entry(of_text ? Action::Confirm : Action::Same),
                           a + (of_text ? " has one text with " : " is ") + b);
    case Word::NotSame:
      return store_records(session, not_same_records(pair),
                           session.entry(of_text ? Action::Reject : Action::NotSame),
                           a + (of_text ? " has a text of its own beside " : " is not ") + b);
    case Word::Later:
      break;
  }
  const std::string today = to_string(Session::now()).substr(0, 10);
  return store_records(session, later_records(pair, today), session.entry(Action::Note),
                       "later: " + a + " and " + b);
}

std::string reason_of(const OpenPair& pair) {
  constexpr std::size_t kShownPassage = 240;
  if (pair.of == Sameness::Thing) return pair.reason;
  return "one text: " + ellipsize(pair.reason, kShownPassage);
}

Result<int> print_pairs(Session& session) {
  const Result<Reader> reader = session.reader();
  if (!reader) return fail(reader.error());
  const Result<OpenPairs> open = find_pairs(session, *reader);
  if (!open) return fail(open.error());
  Answer answer;
  answer.table.columns = {"key",   "name",     "other",   "other_name",
                          "score", "cited_by", "put_off", "reason"};
  for (const OpenPair& pair : open->pairs) {
    answer.table.add(
        {pair.node.key, name_cell(pair.node), pair.other_key(), pair.other_name(), pair.score,
         number_cell(pair.cited_by), text_cell(pair.put_off), reason_of(pair)},
        pair.node.key + " " + pair.other_key());
  }
  answer.nothing = "nothing to review";
  answer.usual_limit = kUsualRows;
  if (open->more) {
    answer.remarks.push_back("only the " + std::to_string(kMostReviewed) +
                             " most cited names were looked at");
  }
  if (!open->pairs.empty()) {
    const OpenPair& best = open->pairs.front();
    answer.remarks.push_back(
        "to decide: whocites review --ask, or one of them, as: whocites review "
        "yes " +
        shell_word(best.node.key) + " " + shell_word(best.other_key()));
  }
  return session.print(std::move(answer));
}

Result<int> decide_one(Session& session, const Arguments& arguments) {
  const std::optional<Word> word = word_named(arguments.positional[0]);
  if (!word || arguments.positional.size() != 3) {
    return fail(ErrorCode::BadRequest, "review takes yes, no or later, and two keys",
                "whocites review lists what is open");
  }
  const Result<Store*> store = session.existing_store_to_write();
  if (!store) return fail(store.error());
  const Result<Reader> reader = Reader::make(**store);
  if (!reader) return fail(reader.error());
  const Result<OpenPairs> open = find_pairs(session, *reader);
  if (!open) return fail(open.error());
  const std::string& a = arguments.positional[1];
  const std::string& b = arguments.positional[2];
  for (const OpenPair& pair : open->pairs) {
    const bool is_meant = (pair.node.key == a && pair.other_key() == b) ||
                          (pair.node.key == b && pair.other_key() == a);
    if (is_meant) return store_word(session, pair, *word);
  }
  return fail(ErrorCode::NotFound, "'" + a + "' and '" + b + "' do not wait for a decision",
              "whocites review lists what does; same and not-same take any two nodes");
}

// The sentence that a person can judge the name by.
Result<std::string> sentence_about(const Reader& reader, const Node& node) {
  const Result<std::vector<Citation>> citations = reader.citations(node.id, Direction::CitedBy);
  if (!citations) return fail(citations.error());
  for (const Citation& citation : *citations) {
    const std::string text = best_evidence(citation);
    if (!text.empty()) return text;
  }
  return std::string();
}

std::string described(const std::string& name, const std::string& key, std::string_view rest) {
  return "  " + printable(name) + "  (" + printable(key) + std::string(rest) + ")\n";
}

std::string described_print(const Node& node) {
  const std::optional<Date>& date = node.facts.date;
  return described(label_of(node), node.key, ", " + (date ? to_string(*date) : "no date known"));
}

Result<void> show_pair(Session& session, const Reader& reader, const OpenPair& pair,
                       const std::string& heading) {
  std::ostream& out = session.out();
  if (pair.of == Sameness::Text) {
    out << heading << "one text: " << printable(pair.reason) << '\n'
        << described_print(pair.node) << described_print(*pair.other);
    return {};
  }
  const Result<std::string> sentence = sentence_about(reader, pair.node);
  if (!sentence) return fail(sentence.error());
  out << heading << printable(pair.reason) << '\n'
      << described(label_of(pair.node), pair.node.key,
                   ", cited " + counted(pair.cited_by, "time", "times"));
  if (!sentence->empty()) {
    out << "    \"" << ellipsize(printable(collapse_space(*sentence)), 160) << "\"\n";
  }
  out << described(pair.other_name(), pair.other_key(), pair.listed ? ", from the list" : "");
  return {};
}

// Each word is stored before the next pair is shown: to stop half-way loses nothing.
Result<int> ask(Session& session) {
  const Result<Store*> store = session.existing_store_to_write();
  if (!store) return fail(store.error());
  const Result<Reader> reader = Reader::make(**store);
  if (!reader) return fail(reader.error());
  const Result<OpenPairs> open = find_pairs(session, *reader);
  if (!open) return fail(open.error());
  std::set<std::string> joined;  // of these others now show the rest
  std::size_t at = 0;
  for (const OpenPair& pair : open->pairs) {
    ++at;
    if (joined.contains(pair.node.key)) continue;
    const std::string heading =
        std::to_string(at) + " of " + std::to_string(open->pairs.size()) + ": ";
    if (auto shown = show_pair(session, *reader, pair, heading); !shown) return fail(shown.error());
    std::optional<Word> word;
    while (!word) {
      const bool of_text = pair.of == Sameness::Text;
      session.out() << (of_text ? "are they prints of one text?" : "are they the same?")
                    << " [y]es, [n]o, [l]ater, [q]uit: " << std::flush;
      std::string line;
      if (!std::getline(session.in(), line) || trim(line) == "q" || trim(line) == "quit") {
        session.out() << '\n';
        return kDone;
      }
      word = word_named(ascii_lower(trim(line)));
    }
    const Result<int> stored = store_word(session, pair, *word);
    if (!stored) return stored;
    if (*word == Word::Same && pair.of == Sameness::Thing) joined.insert(pair.node.key);
  }
  session.remark(open->pairs.empty() ? "nothing to review" : "that was all");
  return kDone;
}

Result<int> run_review(Session& session, const Arguments& arguments) {
  if (!arguments.positional.empty()) return decide_one(session, arguments);
  return arguments.has("ask") ? ask(session) : print_pairs(session);
}

}  // namespace

Command describe_review() {
  return {
      .name = "review",
      .group = "Decide",
      .arguments = "[yes|no|later A B]",
      .summary = "names that may be the same and articles of one text; takes your word on them",
      .options = {{"ask", "", "one after the other, with the sentence that names it"}},
      .max_positional = 3,
      .run = run_review,
  };
}

}  // namespace whocites::cli
