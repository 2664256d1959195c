// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#include "base/date.h"

#include <algorithm>
#include <array>
#include <cstdio>
#include <cstdlib>
#include <initializer_list>
#include <iterator>
#include <utility>
#include <vector>

#include "base/text.h"

namespace whocites {
namespace {

constexpr int kSecondsOfMinute = 60;
constexpr int kSecondsOfHour = 60 * kSecondsOfMinute;
constexpr int kLastSecondOfDay = 24 * kSecondsOfHour - 1;

bool is_digit(char c) { return c >= '0' && c <= '9'; }

unsigned days_in_month(int year, unsigned month) {
  using std::chrono::last;
  const auto end = std::chrono::year{year} / std::chrono::month{month} / last;
  return static_cast<unsigned>(end.day());
}

Timestamp at_second(int year, unsigned month, unsigned day, int second_of_day) {
  const auto date = std::chrono::year{year} / std::chrono::month{month} / std::chrono::day{day};
  return std::chrono::sys_days{date} + std::chrono::seconds{second_of_day};
}

std::chrono::minutes offset_of(const PartialDate& date) {
  return std::chrono::minutes{date.offset_minutes.value_or(0)};
}

Timestamp first_second(const PartialDate& date) {
  return at_second(date.year, date.month.value_or(1), date.day.value_or(1),
                   date.second_of_day.value_or(0)) -
         offset_of(date);
}

Timestamp last_second(const PartialDate& date) {
  const unsigned month = date.month.value_or(12);
  const unsigned day = date.day ? *date.day : days_in_month(date.year, month);
  return at_second(date.year, month, day, date.second_of_day.value_or(kLastSecondOfDay)) -
         offset_of(date);
}

template <class... Numbers>
std::string print(const char* format, Numbers... numbers) {
  std::array<char, 64> buffer{};
  std::snprintf(buffer.data(), buffer.size(), format, numbers...);
  return buffer.data();
}

std::string print_time(int second_of_day) {
  return print("T%02d:%02d:%02d", second_of_day / kSecondsOfHour,
               second_of_day % kSecondsOfHour / kSecondsOfMinute, second_of_day % kSecondsOfMinute);
}

std::string print_offset(int minutes) {
  if (minutes == 0) return "Z";
  const int size = std::abs(minutes);
  return print("%c%02d:%02d", minutes < 0 ? '-' : '+', size / 60, size % 60);
}

// At least `width` digits. Nearly every node has a date, and snprintf() took as long as reading it.
void append_digits(std::string& text, unsigned value, std::size_t width) {
  std::array<char, 10> digits{};
  std::size_t count = 0;
  for (; value != 0 || count < width; value /= 10) {
    digits[count++] = static_cast<char>('0' + value % 10);
  }
  while (count != 0) text += digits[--count];
}
std::string print_partial(const PartialDate& date) {
  std::string text;
  if (date.year >= 0) {
    append_digits(text, static_cast<unsigned>(date.year), 4);
  } else {
    text = print("%04d", date.year);
  }
  if (date.month) append_digits(text += '-', *date.month, 2);
  if (date.day) append_digits(text += '-', *date.day, 2);
  if (date.second_of_day) text += print_time(*date.second_of_day);
  if (date.offset_minutes) text += print_offset(*date.offset_minutes);
  if (date.approximate) text += '~';
  return text;
}

// What is left to read. After the first problem every further step does nothing, so that a reader
// is a straight list of steps and the first problem is the one that is told.
struct Cursor {
  std::string_view rest;
  std::string problem = {};

  bool take(char expected) {
    if (!problem.empty() || rest.empty() || rest.front() != expected) return false;
    rest.remove_prefix(1);
    return true;
  }

  int number(std::size_t digits, const std::string& what, int least, int most) {
    if (!problem.empty()) return least;
    const std::string_view taken = rest.substr(0, digits);
    if (taken.size() < digits || !std::all_of(taken.begin(), taken.end(), is_digit)) {
      problem = "the " + what + " must have " + std::to_string(digits) + " digits";
      return least;
    }
    rest.remove_prefix(digits);
    int value = 0;
    for (const char digit : taken) value = value * 10 + (digit - '0');
    if (value >= least && value <= most) return value;
    problem = "there is no " + what + " " + std::string(taken);
    return least;
  }
};

unsigned read_day(Cursor& in, int year, unsigned month) {
  const int day = in.number(2, "day", 1, 31);
  const unsigned days = days_in_month(year, month);
  if (in.problem.empty() && static_cast<unsigned>(day) > days) {
    in.problem = print("%04d-%02u has %u days", year, month, days);
  }
  return static_cast<unsigned>(day);
}

int read_offset(Cursor& in, int sign) {
  const int hours = in.number(2, "offset of hours", 0, 23);
  const int minutes = in.take(':') ? in.number(2, "offset of minutes", 0, 59) : 0;
  return sign * (hours * 60 + minutes);
}

void read_time(Cursor& in, PartialDate& date) {
  const int hour = in.number(2, "hour", 0, 23);
  if (!in.take(':') && in.problem.empty()) in.problem = "the minutes are missing";
  const int minute = in.number(2, "minute", 0, 59);
  const int second = in.take(':') ? in.number(2, "second", 0, 59) : 0;
  date.second_of_day = hour * kSecondsOfHour + minute * kSecondsOfMinute + second;
  if (in.take('Z')) {
    date.offset_minutes = 0;
  } else if (in.take('+')) {
    date.offset_minutes = read_offset(in, 1);
  } else if (in.take('-')) {
    date.offset_minutes = read_offset(in, -1);
  }
}

PartialDate read_partial(Cursor& in) {
  PartialDate date;
  date.year = in.number(4, "year", 0, 9999);
  if (in.take('-')) date.month = static_cast<unsigned>(in.number(2, "month", 1, 12));
  if (date.month && in.take('-')) date.day = read_day(in, date.year, *date.month);
  if (date.day && in.take('T')) read_time(in, date);
  date.approximate = in.take('~');
  return date;
}

tl::unexpected<Error> not_a_date(std::string_view text, const std::string& problem) {
  return fail(ErrorCode::BadRequest,
              "'" + ellipsize(printable(text), 60) + "' is not a date: " + problem,
              "write it as 2019, 2019-03, 2019-03-04 or 2019-03-04T05:06Z, with ~ after it when it "
              "is approximate, and / between the two ends of an interval");
}

// ---- Dates in prose ----

// Longer text is prose with a date in it, not a date; also keeps the search cheap on whole pages.
constexpr std::size_t kLongestWrittenDate = 120;

// Names in the form that fold_words gives them, by language: English, German, French, Spanish,
// Italian, Portuguese, Russian. Source: CLDR, months and days, wide and abbreviated.
constexpr std::array<std::string_view, 12> kMonthNames = {
    "january jan januar janner janvier janv enero ene gennaio gen janeiro январь января янв",
    "february feb februar fevrier fevr fev febrero febbraio fevereiro февраль февраля февр фев",
    "march mar marz mrz mars marzo marco март марта мар",
    "april apr avril avr abril abr aprile апрель апреля апр",
    "may mai mayo maggio mag maio май мая",
    "june jun juni juin junio giugno giu junho июнь июня июн",
    "july jul juli juillet juil julio luglio lug julho июль июля июл",
    "august aug aout agosto ago август августа авг",
    "september sep sept septembre septiembre setiembre settembre set setembro сентябрь сентября "
    "сент сен",
    "october oct oktober okt octobre octubre ottobre ott outubro out октябрь октября окт",
    "november nov novembre noviembre novembro ноябрь ноября нояб ноя",
    "december dec dezember dez decembre diciembre dicembre dic dezembro декабрь декабря дек",
};

constexpr std::string_view kWeekdays =
    "monday mon tuesday tue tues wednesday wed thursday thu thur thurs friday fri saturday sat "
    "sunday sun montag mo dienstag di mittwoch mi donnerstag do freitag fr samstag sonnabend sa "
    "sonntag so lundi lun mardi mercredi mer jeudi jeu vendredi ven samedi sam dimanche dim lunes "
    "martes miercoles mie jueves jue viernes vie sabado sab domingo dom lunedi martedi mercoledi "
    "giovedi gio venerdi sabato domenica segunda terca quarta quinta sexta feira seg ter qua qui "
    "sex понедельник вторник среда четверг пятница суббота воскресенье пн вт ср чт пт сб вс";

constexpr std::string_view kAroundDates =
    "published publication posted issued released created updated modified revised last first "
    "date dated on at the of st nd rd th "
    "veroffentlicht aktualisiert erstellt geandert zuletzt stand datum am um den der vom "
    "publie publiee mis mise a jour modifie modifiee le du er "
    "publicado publicada actualizado actualizada fecha el de del las o "
    "pubblicato pubblicata aggiornato aggiornata data il alle ore "
    "atualizado atualizada em as "
    "опубликовано обновлено дата от в г года";

constexpr std::string_view kMarksAroundDates = ",.:;|()[]-/";

constexpr std::string_view kZones =
    "z utc gmt est edt cst cdt mst mdt pst pdt et ct pt bst ist cet cest eet eest msk мск";

bool has_word(std::string_view list, std::string_view word) {
  for (std::size_t at = list.find(word); at != list.npos; at = list.find(word, at + 1)) {
    const std::size_t end = at + word.size();
    if ((at == 0 || list[at - 1] == ' ') && (end == list.size() || list[end] == ' ')) return true;
  }
  return false;
}

unsigned month_named(std::string_view word) {
  for (unsigned i = 0; i < kMonthNames.size(); ++i) {
    if (has_word(kMonthNames[i], word)) return i + 1;
  }
  return 0;
}

struct Token {
  enum class Kind { Number, Word, Month, Mark };
  Kind kind = Kind::Mark;
  std::string text = {};
  int value = 0;
  bool glued = false;  // no space before it

  bool is(std::string_view expected) const { return text == expected; }
  bool is_number(std::size_t least_digits, std::size_t most_digits) const {
    return kind == Kind::Number && text.size() >= least_digits && text.size() <= most_digits;
  }
};
using Tokens = std::vector<Token>;

bool is_word_byte(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || static_cast<unsigned char>(c) >= 0x80;
}

Token make_token(std::string_view part) {
  if (is_digit(part.front())) {
    const int value = part.size() <= 4 ? std::atoi(std::string(part).c_str()) : 0;
    return {Token::Kind::Number, std::string(part), value, false};
  }
  if (!is_word_byte(part.front())) return {Token::Kind::Mark, std::string(part), 0, false};
  const std::string word = fold_words(part);
  const unsigned month = month_named(word);
  return {month != 0 ? Token::Kind::Month : Token::Kind::Word, word, static_cast<int>(month),
          false};
}

// The dashes and dots of typography as their ASCII twins, so that a token is one byte class.
std::string simplify_marks(std::string_view text) {
  static constexpr std::array<std::pair<std::string_view, char>, 7> kMarks = {{{"\u2010", '-'},
                                                                               {"\u2011", '-'},
                                                                               {"\u2012", '-'},
                                                                               {"\u2013", '-'},
                                                                               {"\u2014", '-'},
                                                                               {"\u00b7", ','},
                                                                               {"\u2022", ','}}};
  std::string simple = collapse_space(text);
  for (const auto& [mark, twin] : kMarks) {
    for (std::size_t at = simple.find(mark); at != simple.npos; at = simple.find(mark, at)) {
      simple.replace(at, mark.size(), 1, twin);
    }
  }
  return simple;
}

Tokens tokenize(std::string_view text) {
  Tokens tokens;
  for (std::size_t at = 0; at < text.size();) {
    std::size_t end = at + 1;
    if (is_digit(text[at])) {
      while (end < text.size() && is_digit(text[end])) ++end;
    } else if (is_word_byte(text[at])) {
      while (end < text.size() && is_word_byte(text[end])) ++end;
    }
    if (text[at] != ' ') {
      tokens.push_back(make_token(text.substr(at, end - at)));
      tokens.back().glued = at > 0 && text[at - 1] != ' ';
    }
    at = end;
  }
  return tokens;
}

// A view of the tokens from one place on, for matching a time of day.
class TimeMatcher {
 public:
  TimeMatcher(const Tokens& tokens, std::size_t at) : tokens_(tokens), at_(at) {}

  // Where the time that starts here ends; where it starts when there is none.
  std::size_t end() {
    const std::size_t start = at_;
    word({"t"});
    if (!number(23)) return start;
    if (!clock_with_colon() && !half_of_day() && !hour_word()) return start;
    half_of_day();
    hour_word();
    zone();
    return at_;
  }

 private:
  bool number(int most) {
    if (at_ >= tokens_.size()) return false;
    const Token& token = tokens_[at_];
    if (!token.is_number(1, 2) || token.value > most) return false;
    ++at_;
    return true;
  }
  bool word(std::initializer_list<std::string_view> choices) {
    if (at_ >= tokens_.size()) return false;
    const std::string_view text = tokens_[at_].text;
    if (std::find(choices.begin(), choices.end(), text) == choices.end()) return false;
    ++at_;
    return true;
  }
  bool clock_with_colon() {
    if (!word({":"}) || !number(59)) return false;
    if (word({":"}) && number(59)) signed_number({"."}, 9);
    return true;
  }
  // A sign and the digits that touch it: "14:05 - 25 May" is not an offset of 25 hours.
  bool signed_number(std::initializer_list<std::string_view> signs, std::size_t most_digits) {
    const std::size_t start = at_;
    if (word(signs) && at_ < tokens_.size() && tokens_[at_].glued &&
        tokens_[at_].is_number(1, most_digits)) {
      ++at_;
      return true;
    }
    at_ = start;
    return false;
  }
  bool half_of_day() {
    if (word({"am", "pm"})) return true;
    const std::size_t start = at_;
    if (word({"a", "p"}) && word({"."}) && word({"m"})) {
      word({"."});
      return true;
    }
    at_ = start;
    return false;
  }
  // "14h05", "14 Uhr", "14.05 Uhr"
  bool hour_word() {
    const std::size_t start = at_;
    if (word({"h"})) {
      number(59);
      return true;
    }
    if (word({"."})) number(59);
    if (word({"uhr", "hrs"})) return true;
    at_ = start;
    return false;
  }
  void zone() {
    if (at_ < tokens_.size() && has_word(kZones, tokens_[at_].text)) ++at_;
    if (signed_number({"+", "-"}, 4) && word({":"})) number(59);
  }

  const Tokens& tokens_;
  std::size_t at_;
};

Tokens without_time(const Tokens& tokens) {
  for (std::size_t at = 0; at < tokens.size(); ++at) {
    const std::size_t end = TimeMatcher(tokens, at).end();
    if (end == at) continue;
    Tokens rest(tokens.begin(), tokens.begin() + static_cast<std::ptrdiff_t>(at));
    rest.insert(rest.end(), tokens.begin() + static_cast<std::ptrdiff_t>(end), tokens.end());
    return rest;
  }
  return tokens;
}

// "mar." is March, and the weekday of mardi, martes and martedì: a second month decides.
void drop_mar_as_weekday(Tokens& tokens) {
  const auto is_month = [](const Token& token) { return token.kind == Token::Kind::Month; };
  if (std::count_if(tokens.begin(), tokens.end(), is_month) != 2) return;
  const auto first = std::find_if(tokens.begin(), tokens.end(), is_month);
  if (first->is("mar")) tokens.erase(first);
}

// Only numbers, months and marks; absent when a word has no business around a date.
std::optional<Tokens> without_words(const Tokens& tokens) {
  Tokens rest;
  for (const Token& token : tokens) {
    const bool mark = token.kind == Token::Kind::Mark;
    if (mark && kMarksAroundDates.find(token.text) == std::string_view::npos) {
      return std::nullopt;
    }
    if (token.kind != Token::Kind::Word) {
      rest.push_back(token);
    } else if (!has_word(kAroundDates, token.text) && !has_word(kWeekdays, token.text)) {
      return std::nullopt;
    }
  }
  drop_mar_as_weekday(rest);
  return rest;
}

std::optional<Date> valid_date(int year, int month, std::optional<int> day) {
  if (year == 0 || month < 1 || month > 12) return std::nullopt;
  PartialDate date;
  date.year = year;
  date.month = static_cast<unsigned>(month);
  if (day) {
    if (*day < 1 || static_cast<unsigned>(*day) > days_in_month(year, *date.month)) {
      return std::nullopt;
    }
    date.day = static_cast<unsigned>(*day);
  }
  return Date{date, std::nullopt};
}

// "25 February 2020", "February 25, 2020", "2020 February 25", "February 2020"
std::optional<Date> with_named_month(const Tokens& tokens) {
  Tokens parts;
  std::copy_if(tokens.begin(), tokens.end(), std::back_inserter(parts),
               [](const Token& token) { return token.kind != Token::Kind::Mark; });
  const auto month = std::find_if(parts.begin(), parts.end(), [](const Token& token) {
    return token.kind == Token::Kind::Month;
  });
  if (month == parts.end() || parts.size() > 3) return std::nullopt;
  const int month_number = month->value;
  parts.erase(month);
  if (parts.size() == 1 && parts[0].is_number(4, 4)) {
    return valid_date(parts[0].value, month_number, std::nullopt);
  }
  if (parts.size() != 2) return std::nullopt;
  if (parts[0].is_number(4, 4)) std::swap(parts[0], parts[1]);
  if (!parts[0].is_number(1, 2) || !parts[1].is_number(4, 4)) return std::nullopt;
  return valid_date(parts[1].value, month_number, parts[0].value);
}

std::optional<Date> day_and_month_in_some_order(int first, int second, int year) {
  const std::optional<Date> day_first = valid_date(year, second, first);
  const std::optional<Date> month_first = valid_date(year, first, second);
  if (day_first && month_first && day_first != month_first) return std::nullopt;
  return day_first ? day_first : month_first;
}

// "2020-02-25", "25.02.2020", "25/02/2020"
std::optional<Date> with_numbers_only(const Tokens& tokens) {
  const auto is_number = [](const Token& token) { return token.kind == Token::Kind::Number; };
  const auto first = std::find_if(tokens.begin(), tokens.end(), is_number);
  if (std::count_if(first, tokens.end(), is_number) != 3 || tokens.end() - first < 5) {
    return std::nullopt;
  }
  const Token &a = first[0], &b = first[2], &c = first[4];
  const std::string& separator = first[1].text;
  const bool known = separator == "." || separator == "/" || separator == "-";
  if (!known || !first[3].is(separator) || !b.is_number(1, 2)) return std::nullopt;
  if (a.is_number(4, 4) && c.is_number(1, 2)) return valid_date(a.value, b.value, c.value);
  if (!a.is_number(1, 2) || !c.is_number(4, 4)) return std::nullopt;
  // Dots are the notation of countries that write the day first.
  if (separator == ".") return valid_date(c.value, b.value, a.value);
  return day_and_month_in_some_order(a.value, b.value, c.value);
}

}  // namespace

Timestamp Date::earliest() const { return first_second(start); }

Timestamp Date::latest() const { return last_second(end ? *end : start); }

Result<Date> parse_date(std::string_view text) {
  const std::size_t slash = text.find('/');
  Date date;
  Cursor in{text.substr(0, slash)};
  date.start = read_partial(in);
  if (in.problem.empty() && in.rest.empty() && slash != text.npos) {
    in.rest = text.substr(slash + 1);
    date.end = read_partial(in);
  }
  if (in.problem.empty() && !in.rest.empty()) {
    const auto read = static_cast<std::size_t>(in.rest.data() - text.data());
    in.problem = "unexpected '" + ellipsize(printable(in.rest), 20) + "' after '" +
                 std::string(text.substr(0, read)) + "'";
  }
  if (in.problem.empty() && date.latest() < date.earliest()) {
    in.problem = "the interval ends before it starts";
  }
  if (!in.problem.empty()) return not_a_date(text, in.problem);
  return date;
}

std::string to_string(const Date& date) {
  const std::string start = print_partial(date.start);
  return date.end ? start + "/" + print_partial(*date.end) : start;
}

std::string to_string(Timestamp time) {
  const auto day = std::chrono::floor<std::chrono::days>(time);
  const std::chrono::year_month_day date{day};
  const auto second = static_cast<int>((time - day).count());
  return print("%04d-%02u-%02u", static_cast<int>(date.year()), static_cast<unsigned>(date.month()),
               static_cast<unsigned>(date.day())) +
         print_time(second) + "Z";
}

std::optional<Date> find_written_date(std::string_view text) {
  text = trim(text);
  if (text.size() > kLongestWrittenDate || std::none_of(text.begin(), text.end(), is_digit)) {
    return std::nullopt;
  }
  const std::optional<Tokens> tokens = without_words(without_time(tokenize(simplify_marks(text))));
  if (!tokens) return std::nullopt;
  const std::optional<Date> named = with_named_month(*tokens);
  return named ? named : with_numbers_only(*tokens);
}

}  // namespace whocites
