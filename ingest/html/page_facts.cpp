// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#include "ingest/html/page_facts.h"

#include <algorithm>
#include <array>
#include <cctype>

#include "base/text.h"
#include "graph/keys.h"

namespace whocites::ingest::html {
namespace {

template <class T>
void fill(T& value, T& other) {
  if (value == T()) value = std::move(other);
}

template <class T>
void append(std::vector<T>& list, std::vector<T>& more) {
  list.insert(list.end(), std::make_move_iterator(more.begin()),
              std::make_move_iterator(more.end()));
}

bool is_digit(char c) { return c >= '0' && c <= '9'; }

// "2018-04-05 06:00:00.123 +0100" → "2018-04-05T06:00:00+01:00".
std::string regular_iso(std::string_view text) {
  std::string iso;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '.' && iso.size() > 10) {  // a fraction of a second
      while (i + 1 < text.size() && is_digit(text[i + 1])) ++i;
    } else if ((text[i] == ' ' || text[i] == 't') && iso.size() == 10) {
      iso += 'T';
    } else if (text[i] != ' ') {
      iso += text[i] == 'z' ? 'Z' : text[i];
    }
  }
  if (iso.ends_with("UTC") || iso.ends_with("GMT")) iso.replace(iso.size() - 3, 3, "Z");
  const std::size_t sign = iso.find_last_of("+-");
  if (iso.size() > 16 && sign != iso.npos && sign > 10 && iso.size() - sign == 5) {
    iso.insert(sign + 3, ":");
  }
  return iso;
}

// "2018/6/19 5:50", "2018.06.19", "2018年6月19日": a year that comes first is followed by its
// month.
std::optional<Date> date_by_year(std::string_view text) {
  std::array<std::size_t, 3> numbers{};
  std::size_t at = 0;
  for (std::size_t i = 0; i < numbers.size(); ++i) {
    const std::size_t begin = at;
    while (at < text.size() && is_digit(text[at])) {
      numbers[i] = numbers[i] * 10 + static_cast<std::size_t>(text[at++] - '0');
    }
    if (at - begin != (i == 0 ? 4 : std::clamp<std::size_t>(at - begin, 1, 2))) return std::nullopt;
    const std::size_t mark = at;
    while (at < text.size() && !is_digit(text[at]) && at < mark + 4) ++at;
    const std::string_view between = trim(text.substr(mark, at - mark));
    static constexpr std::array<std::string_view, 7> kMarks{"/", ".", "-", "年", "月", "년", "월"};
    const bool fits = std::find(kMarks.begin(), kMarks.end(), between) != kMarks.end();
    if (i < 2 && !fits) return std::nullopt;
  }
  const auto two = [](std::size_t n) { return (n < 10 ? "0" : "") + std::to_string(n); };
  const Result<Date> date =
      parse_date(std::to_string(numbers[0]) + "-" + two(numbers[1]) + "-" + two(numbers[2]));
  return date ? std::optional(*date) : std::nullopt;
}

// "Thu, 05 Apr 2018 06:00:00 +0100" and what mail calls a date: day, month and year of it.
std::optional<Date> date_before_time(std::string_view text) {
  const std::size_t colon = text.find(':');
  if (colon == text.npos) return std::nullopt;
  const std::size_t space = text.substr(0, colon).find_last_of(" T,");
  if (space == text.npos) return std::nullopt;
  std::string_view day = trim(text.substr(0, space));
  while (!day.empty() && (day.back() == ',' || day.back() == '-'))
    day = trim(day.substr(0, day.size() - 1));
  return find_written_date(day);
}

// What stands before the names: "By", "Written by:". Words that are names too need two words
// behind them ("Von Jane Doe", but Von Miller).
std::string_view without_label(std::string_view text) {
  struct Label {
    std::string_view words;
    bool may_be_name = false;
  };
  static constexpr std::array<Label, 11> kLabels{{{"written by"},
                                                  {"published by"},
                                                  {"posted by"},
                                                  {"reported by"},
                                                  {"story by"},
                                                  {"by"},
                                                  {"author"},
                                                  {"authors"},
                                                  {"von", true},
                                                  {"par", true},
                                                  {"por", true}}};
  for (const auto& [words, may_be_name] : kLabels) {
    if (!starts_with_ignoring_case(text, words)) continue;
    std::string_view rest = text.substr(words.size());
    if (!rest.empty() && rest.front() != ' ' && rest.front() != ':') continue;
    rest = trim(rest.starts_with(':') ? rest.substr(1) : rest);
    if (may_be_name && rest.find(' ') == rest.npos) continue;
    return without_label(rest);
  }
  return text;
}

// "Games Editor", "Staff Writer": what somebody is, not who.
bool is_role(std::string_view text) {
  static constexpr std::array<std::string_view, 11> kRoles{
      "editor",   "writer",       "reporter", "correspondent", "columnist", "contributor",
      "producer", "contributors", "staff",    "updated",       "published"};
  const std::string folded = fold_words(text);
  const std::size_t space = folded.rfind(' ');
  const std::string_view last =
      std::string_view(folded).substr(space == folded.npos ? 0 : space + 1);
  return std::find(kRoles.begin(), kRoles.end(), last) != kRoles.end();
}

// "MD", "Ph.D.": what somebody may put behind the name.
bool is_degree(std::string_view text) {
  static constexpr std::array<std::string_view, 16> kDegrees{
      "ba", "bs", "bsc", "ma", "ms", "msc", "mba", "mph",
      "md", "do", "phd", "jd", "rn", "rd",  "dds", "esq"};
  std::string letters = ascii_lower(text);
  std::erase(letters, '.');
  return std::find(kDegrees.begin(), kDegrees.end(), letters) != kDegrees.end();
}

// Of "Jane Doe March 25, 2015 3:46 PM" what stands before the date.
std::string_view without_date(std::string_view line) {
  for (std::size_t at = line.find(' '); at != line.npos; at = line.find(' ', at + 1)) {
    const std::string_view rest = line.substr(at + 1);
    const std::string_view word = rest.substr(0, rest.find(' '));
    const bool may_begin_date =
        !word.empty() &&
        (is_digit(word.front()) || find_written_date(std::string(word) + " 1, 2000"));
    if (may_begin_date && read_page_date(rest)) return trim(line.substr(0, at));
  }
  return line;
}

// "Jane Doe (with John Roe)" → "Jane Doe, John Roe"; any other note in brackets goes.
std::string with_co_authors(std::string line) {
  const std::size_t note = line.ends_with(')') ? line.rfind(" (") : line.npos;
  if (note == line.npos || note == 0) return line;
  const std::string inside = line.substr(note + 2, line.size() - note - 3);
  line.resize(note);
  for (const std::string_view with : {"with ", "avec ", "mit ", "con ", "com "}) {
    if (starts_with_ignoring_case(inside, with)) return line + ", " + inside.substr(with.size());
  }
  return line;
}

bool is_name(std::string_view text) {
  constexpr std::size_t kLongest = 100;
  constexpr std::ptrdiff_t kMostSpaces = 7;  // more words are a headline
  if (text.empty() || text.size() > kLongest || domain_of(text)) return false;
  if (text.back() == ':' || text.find(": ") != text.npos || text.find('$') != text.npos)
    return false;
  if (is_degree(text)) return false;
  if (std::count(text.begin(), text.end(), ' ') > kMostSpaces) return false;
  if (text.find("://") != text.npos || text.find('@') == 0) return false;
  const bool has_letter = std::any_of(text.begin(), text.end(), [](char c) {
    return std::isalpha(static_cast<unsigned char>(c)) != 0 || static_cast<unsigned char>(c) > 127;
  });
  return has_letter && !read_page_date(text) && !is_role(text);
}

}  // namespace

void fill_from(PageFacts& facts, PageFacts more) {
  fill(facts.title, more.title);
  fill(facts.authors, more.authors);
  if (facts.outlet.empty()) fill(facts.outlet_url, more.outlet_url);
  fill(facts.outlet, more.outlet);
  fill(facts.url, more.url);
  fill(facts.published, more.published);
  fill(facts.modified, more.modified);
  fill(facts.language, more.language);
  fill(facts.section, more.section);
  fill(facts.description, more.description);
  fill(facts.body, more.body);
  append(facts.same_as, more.same_as);
  append(facts.based_on, more.based_on);
  append(facts.citations, more.citations);
  append(facts.claims, more.claims);
  append(facts.unread, more.unread);
  facts.is_article = facts.is_article || more.is_article;
}

std::optional<Date> read_page_date(std::string_view text) {
  text = trim(text);
  constexpr std::size_t kLongest = 64;
  if (text.size() < 8 || text.size() > kLongest) return std::nullopt;
  if (Result<Date> date = parse_date(text); date) return *date;
  const std::string iso = regular_iso(text);
  if (Result<Date> date = parse_date(iso); date) return *date;
  if (iso.size() > 10 && iso[10] == 'T') {
    if (Result<Date> date = parse_date(iso.substr(0, 10)); date) return *date;
  }
  const bool is_compact = std::all_of(text.begin(), text.end(), is_digit) && text.size() == 8;
  if (is_compact) {
    const std::string day(text);
    const Result<Date> date =
        parse_date(day.substr(0, 4) + "-" + day.substr(4, 2) + "-" + day.substr(6));
    if (date) return *date;
  }
  if (std::optional<Date> date = find_written_date(text)) return date;
  if (std::optional<Date> date = date_by_year(text)) return date;
  return date_before_time(text);
}

std::vector<std::string> names_of_byline(std::string_view text) {
  std::vector<std::string> names;
  constexpr std::size_t kLongestLine = 2000;
  if (text.size() > kLongestLine) return names;
  const std::string line = with_co_authors(collapse_space(text));
  std::string_view rest = without_date(without_label(line));
  while (!rest.empty()) {
    std::size_t cut = rest.size();
    std::size_t skip = 0;
    static constexpr std::array<std::string_view, 9> kBetween{
        ", and ", " and ", ", ", "; ", " & ", " | ", " • ", " und ", " et "};
    for (const std::string_view between : kBetween) {
      const std::size_t at = rest.find(between);
      if (at < cut) {
        cut = at;
        skip = between.size();
      }
    }
    const std::string_view name = trim(without_label(rest.substr(0, cut)));
    const bool is_new = std::find(names.begin(), names.end(), name) == names.end();
    if (is_new && is_name(name)) names.emplace_back(name);
    rest = cut + skip >= rest.size() ? std::string_view() : rest.substr(cut + skip);
  }
  return names;
}

}  // namespace whocites::ingest::html
