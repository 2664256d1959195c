// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#include "base/text.h"

#include <unicode/bytestream.h>
#include <unicode/normalizer2.h>
#include <unicode/translit.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstring>
#include <memory>
#include <utility>

#include "base/edit_distance.h"

namespace whocites {
namespace {

constexpr char32_t kReplacement = 0xFFFD;
constexpr std::string_view kEllipsis = "\u2026";

// ---- UTF-8 ----

// How many bytes follow a lead byte, and which the first of them may be: the rows of table 3-7.
struct Lead {
  unsigned followers;
  unsigned char least;
  unsigned char most;
};

Lead lead_of(unsigned char byte) {
  if (byte >= 0xC2 && byte <= 0xDF) return {1, 0x80, 0xBF};
  if (byte == 0xE0) return {2, 0xA0, 0xBF};
  if (byte == 0xED) return {2, 0x80, 0x9F};
  if (byte >= 0xE1 && byte <= 0xEF) return {2, 0x80, 0xBF};
  if (byte == 0xF0) return {3, 0x90, 0xBF};
  if (byte >= 0xF1 && byte <= 0xF3) return {3, 0x80, 0xBF};
  if (byte == 0xF4) return {3, 0x80, 0x8F};
  return {0, 0, 0};
}

struct Decoded {
  char32_t character;
  std::size_t length;
  bool valid;
};

// An ill-formed sequence is as long as its bytes could still have begun a character, which is what
// the Unicode Standard (section 3.9) recommends and ICU does.
Decoded decode(std::string_view text, std::size_t at) {
  const auto first = static_cast<unsigned char>(text[at]);
  if (first < 0x80) return {first, 1, true};
  Lead lead = lead_of(first);
  if (lead.followers == 0) return {kReplacement, 1, false};
  char32_t character = first & (0x3Fu >> lead.followers);
  for (std::size_t i = 1; i <= lead.followers; ++i) {
    const auto byte = at + i < text.size() ? static_cast<unsigned char>(text[at + i]) : 0u;
    if (byte < lead.least || byte > lead.most) return {kReplacement, i, false};
    character = (character << 6) | (byte & 0x3Fu);
    lead = {lead.followers, 0x80, 0xBF};
  }
  return {character, lead.followers + std::size_t{1}, true};
}

void append(std::string& out, char32_t c) {
  const auto push = [&out](char32_t byte) { out.push_back(static_cast<char>(byte)); };
  if (c < 0x80) return push(c);
  if (c < 0x800) {
    push(0xC0 | (c >> 6));
  } else if (c < 0x10000) {
    push(0xE0 | (c >> 12));
    push(0x80 | ((c >> 6) & 0x3F));
  } else {
    push(0xF0 | (c >> 18));
    push(0x80 | ((c >> 12) & 0x3F));
    push(0x80 | ((c >> 6) & 0x3F));
  }
  push(0x80 | (c & 0x3F));
}

template <class Visit>
void for_each_character(std::string_view text, Visit visit) {
  for (std::size_t at = 0; at < text.size();) {
    const Decoded next = decode(text, at);
    visit(next.character);
    at += next.length;
  }
}

// The end of the ASCII text that starts at `at`, found eight bytes at a time.
std::size_t end_of_ascii(std::string_view text, std::size_t at) {
  constexpr std::uint64_t kHighBits = 0x8080808080808080u;
  for (std::uint64_t block = 0; at + sizeof block <= text.size(); at += sizeof block) {
    std::memcpy(&block, text.data() + at, sizeof block);
    if ((block & kHighBits) != 0) break;
  }
  while (at < text.size() && static_cast<unsigned char>(text[at]) < 0x80) ++at;
  return at;
}

bool is_ascii(std::string_view text) { return end_of_ascii(text, 0) == text.size(); }

// ---- Character classes ----

bool is_ascii_space(char32_t c) { return c == ' ' || (c >= '\t' && c <= '\r'); }
char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }
bool is_lower_or_digit(char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'); }

UChar32 icu_character(char32_t c) { return static_cast<UChar32>(c); }

bool is_space(char32_t c) {
  return c < 0x80 ? is_ascii_space(c) : u_isUWhiteSpace(icu_character(c)) != 0;
}

bool is_breaking_space(char32_t c) {
  return c != 0x00A0 && c != 0x2007 && c != 0x202F && is_space(c);
}

bool is_within(char32_t c, char32_t first, char32_t last) { return c >= first && c <= last; }

// ---- Folding ----

// Marks that a reader leaves out without changing the word: the accents of European scripts and
// the points of Hebrew and Arabic. The vowel signs of Indic scripts and the voicing marks of kana
// are marks to Unicode too, but a word without them is another word.
bool is_accent(char32_t c, char32_t base) {
  constexpr char32_t kBreve = 0x0306;
  const bool inside = is_within(c, 0x0300, 0x036F) || is_within(c, 0x0591, 0x05C7) ||
                      is_within(c, 0x0610, 0x061A) || is_within(c, 0x064B, 0x065F) || c == 0x0670 ||
                      is_within(c, 0x06D6, 0x06ED) || is_within(c, 0x1AB0, 0x1AFF) ||
                      is_within(c, 0x1DC0, 0x1DFF) || is_within(c, 0x20D0, 0x20FF);
  if (!inside || u_charType(icu_character(c)) != U_NON_SPACING_MARK) return false;
  return c != kBreve || !is_within(base, 0x0400, 0x052F);  // и and й are two letters
}

// Letters with a built-in stroke or ligature, which Unicode does not decompose; absent when `c` is
// none. Source: CLDR, transform Latin-ASCII.
std::optional<std::u32string_view> plain_latin(char32_t c) {
  switch (c) {
    case U'æ':
      return U"ae";
    case U'œ':
      return U"oe";
    case U'ø':
      return U"o";
    case U'đ':
    case U'ð':
      return U"d";
    case U'ł':
      return U"l";
    case U'ħ':
      return U"h";
    case U'ı':
      return U"i";
    case U'þ':
      return U"th";
    default:
      return std::nullopt;
  }
}

std::string normalize(const icu::Normalizer2* form, std::string_view text) {
  UErrorCode status = U_ZERO_ERROR;
  std::string out;
  icu::StringByteSink<std::string> sink(&out, static_cast<std::int32_t>(text.size()));
  if (form != nullptr) form->normalizeUTF8(0, text, sink, nullptr, status);
  return form != nullptr && U_SUCCESS(status) ? out : std::string(text);
}

// ICU owns its normalizers, and shares them between threads.
std::string compatibility_fold(std::string_view text) {
  UErrorCode status = U_ZERO_ERROR;
  const std::string folded =
      normalize(icu::Normalizer2::getNFKCCasefoldInstance(status), to_valid_utf8(text));
  return normalize(icu::Normalizer2::getNFDInstance(status), folded);
}

std::string compose(std::string_view text) {
  UErrorCode status = U_ZERO_ERROR;
  return normalize(icu::Normalizer2::getNFCInstance(status), text);
}

std::u32string without_accents(std::string_view decomposed) {
  std::u32string plain;
  char32_t base = 0;
  for_each_character(decomposed, [&](char32_t c) {
    if (is_accent(c, base)) return;
    base = c;
    if (const auto latin = plain_latin(c)) {
      plain += *latin;
    } else {
      plain.push_back(c);
    }
  });
  return plain;
}

enum class Kind { Letter, Space, Apostrophe, Period, Ampersand, Ignored };

Kind kind_of_ascii(char32_t c) {
  if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) return Kind::Letter;
  switch (c) {
    case '\'':
    case '`':
      return Kind::Apostrophe;
    case '.':
      return Kind::Period;
    case '&':
      return Kind::Ampersand;
    case '$':
    case '+':
      return Kind::Letter;  // part of what a name says: "Disney+", "C++"
    default:
      return Kind::Space;
  }
}

Kind kind_of_any(char32_t c) {
  constexpr char32_t kTatweel = 0x0640;  // stretches an Arabic word, for looks alone
  if (c < 0x80) return kind_of_ascii(c);
  if (is_within(c, 0x02B9, 0x02BF) || is_within(c, 0x2018, 0x2019) || c == 0x201B || c == 0x2032) {
    return Kind::Apostrophe;
  }
  const UChar32 character = icu_character(c);
  const std::uint32_t category = U_GET_GC_MASK(character);
  if (c == kTatweel || (category & U_GC_CF_MASK) != 0) return Kind::Ignored;
  const bool gap = (category & (U_GC_P_MASK | U_GC_Z_MASK | U_GC_CC_MASK)) != 0;
  return gap ? Kind::Space : Kind::Letter;
}

// Puts the words of a lower-cased text next to each other, one space apart.
template <class Char, Kind (*kind_of)(char32_t)>
class WordFolder {
 public:
  explicit WordFolder(std::basic_string_view<Char> text) : text_(text) {
    out_.reserve(text.size());
  }

  std::basic_string<Char> fold() {
    for (std::size_t i = 0; i < text_.size(); ++i) step(i);
    return std::move(out_);
  }

 private:
  bool is_letter(std::size_t i) const {
    return i < text_.size() && kind_of(static_cast<char32_t>(text_[i])) == Kind::Letter;
  }

  void step(std::size_t i) {
    switch (kind_of(static_cast<char32_t>(text_[i]))) {
      case Kind::Letter:
        return add(text_[i]);
      case Kind::Space:
        gap_ = true;
        return;
      case Kind::Apostrophe:
        return separate_unless(!ends_with_elision());
      case Kind::Period:
        return separate_unless(is_inside_initials(i));
      case Kind::Ampersand:
        gap_ = true;
        for (const char c : std::string_view("and")) add(static_cast<Char>(c));
        gap_ = true;
        return;
      case Kind::Ignored:
        return;
    }
  }

  void add(Char c) {
    if (gap_ && !out_.empty()) out_.push_back(Char{' '});
    if (gap_) piece_ = out_.size();
    gap_ = false;
    out_.push_back(c);
  }

  void separate_unless(bool joins) {
    if (!joins) gap_ = true;
    piece_ = out_.size();
  }

  // "l'Équipe" is two words, "Men's" and "O'Reilly" are one.
  bool ends_with_elision() const {
    static constexpr std::array<std::string_view, 7> kElided = {"l",    "d",    "qu",  "dell",
                                                                "nell", "sull", "dall"};
    return std::any_of(kElided.begin(), kElided.end(), [this](std::string_view word) {
      return std::equal(out_.begin() + static_cast<std::ptrdiff_t>(piece_), out_.end(),
                        word.begin(), word.end());
    });
  }

  // "U.S." is one word, "nytimes.com" two.
  bool is_inside_initials(std::size_t i) const {
    return !gap_ && out_.size() - piece_ == 1 && is_letter(i + 1) && !is_letter(i + 2);
  }

  std::basic_string_view<Char> text_;
  std::basic_string<Char> out_;
  std::size_t piece_ = 0;  // where in `out_` the letters since the last non-letter start
  bool gap_ = false;
};

std::string fold_words_of_ascii(std::string_view name) {
  const std::string lowered = ascii_lower(name);
  return WordFolder<char, kind_of_ascii>(lowered).fold();
}

std::string fold_words_of_any(std::string_view name) {
  // NFKC turns the acute accent into a space with a mark, which is not how people mean it.
  std::string text(name);
  constexpr std::string_view kAcute = "\u00b4";
  for (std::size_t at = text.find(kAcute); at != text.npos; at = text.find(kAcute, at)) {
    text.replace(at, kAcute.size(), 1, '\'');
  }
  const std::u32string plain = without_accents(compatibility_fold(text));
  const std::u32string words = WordFolder<char32_t, kind_of_any>(plain).fold();
  std::string out;
  for (const char32_t c : words) append(out, c);
  return is_ascii(out) ? out : compose(out);
}

bool is_article(std::string_view word) {
  static constexpr std::array<std::string_view, 21> kArticles = {
      "the", "a", "le",  "la",  "les", "l", "el", "los", "las", "il", "lo",
      "gli", "i", "der", "die", "das", "o", "os", "de",  "het", "al"};
  return std::find(kArticles.begin(), kArticles.end(), word) != kArticles.end();
}

// ---- Transliteration ----

// Costs tens of milliseconds to make, and ICU forbids sharing one between threads.
const icu::Transliterator* to_latin() {
  thread_local const std::unique_ptr<icu::Transliterator> kept = [] {
    UErrorCode status = U_ZERO_ERROR;
    const icu::UnicodeString id = icu::UnicodeString::fromUTF8(
        "Any-Latin; NFKD; [:Mn:] Remove; [\\u02B0-\\u02FF] Remove; Latin-ASCII");
    return std::unique_ptr<icu::Transliterator>(
        icu::Transliterator::createInstance(id, UTRANS_FORWARD, status));
  }();
  return kept.get();
}

std::string transliterate(std::string_view text) {
  icu::UnicodeString characters = icu::UnicodeString::fromUTF8(text);
  if (const icu::Transliterator* latin = to_latin()) latin->transliterate(characters);
  std::string out;
  return characters.toUTF8String(out);
}

double similarity(std::string_view a, std::string_view b) {
  const std::size_t longer = std::max(length_in_characters(a), length_in_characters(b));
  if (longer == 0) return 1.0;
  return 1.0 - static_cast<double>(edit_distance(a, b, longer)) / static_cast<double>(longer);
}

std::string sorted_words(std::string_view folded) {
  std::vector<std::string> words;
  for (const std::string_view word : split(folded, ' ')) words.emplace_back(word);
  std::sort(words.begin(), words.end());
  return join(words, " ");
}

// ---- Columns ----

constexpr char32_t kZeroWidthJoiner = 0x200D;

std::size_t width_of(char32_t c) {
  if (c < 0x300) return c < 0x20 || is_within(c, 0x7F, 0x9F) ? 0 : 1;
  const UChar32 character = icu_character(c);
  constexpr std::uint32_t kNoColumn = U_GC_MN_MASK | U_GC_ME_MASK | U_GC_CF_MASK;
  if ((U_GET_GC_MASK(character) & kNoColumn) != 0) return 0;
  if (is_within(c, 0x1160, 0x11FF)) return 0;  // jamo that join the syllable before them
  const int width = u_getIntPropertyValue(character, UCHAR_EAST_ASIAN_WIDTH);
  return width == U_EA_WIDE || width == U_EA_FULLWIDTH ? 2 : 1;
}

bool continues_cluster(char32_t c, char32_t before) {
  if (c < 0x300) return false;
  const UChar32 character = icu_character(c);
  switch (u_getIntPropertyValue(character, UCHAR_GRAPHEME_CLUSTER_BREAK)) {
    case U_GCB_EXTEND:
    case U_GCB_SPACING_MARK:
    case U_GCB_ZWJ:
    case U_GCB_V:
    case U_GCB_T:
      return true;
    default:
      return before == kZeroWidthJoiner &&
             u_hasBinaryProperty(character, UCHAR_EXTENDED_PICTOGRAPHIC);
  }
}

struct Cluster {
  std::string_view bytes;
  std::size_t columns = 0;
};

// What a reader sees as one character: a base with all that is drawn onto it, or a flag. Follows
// UAX #29 as far as a terminal does.
Cluster cluster_at(std::string_view text, std::size_t start) {
  const Decoded base = decode(text, start);
  std::size_t end = start + base.length;
  std::size_t columns = width_of(base.character);
  bool flag = is_within(base.character, 0x1F1E6, 0x1F1FF);
  for (char32_t before = base.character; end < text.size();) {
    if (static_cast<unsigned char>(text[end]) < 0x80) break;
    const Decoded next = decode(text, end);
    const bool second_of_flag = flag && is_within(next.character, 0x1F1E6, 0x1F1FF);
    if (!second_of_flag && !continues_cluster(next.character, before)) break;
    flag = false;
    columns = std::min<std::size_t>(columns + width_of(next.character),
                                    std::max(columns, std::size_t{2}));
    before = next.character;
    end += next.length;
  }
  return {text.substr(start, end - start), columns};
}

// Calls `visit(cluster)` until it returns false.
template <class Visit>
void for_each_cluster(std::string_view text, Visit visit) {
  for (std::size_t at = 0; at < text.size();) {
    const Cluster cluster = cluster_at(text, at);
    if (!visit(cluster)) return;
    at += cluster.bytes.size();
  }
}

std::vector<std::string> split_at_breaking_spaces(std::string_view text) {
  std::vector<std::string> words(1);
  for_each_character(text, [&](char32_t c) {
    if (!is_breaking_space(c)) {
      append(words.back(), c);
    } else if (!words.back().empty()) {
      words.emplace_back();
    }
  });
  if (words.back().empty()) words.pop_back();
  return words;
}

// Adds the word in pieces that fit; a single character wider than the line stands alone.
void break_word(std::string_view word, std::size_t columns, std::vector<std::string>& lines) {
  lines.emplace_back();
  std::size_t used = 0;
  for_each_cluster(word, [&](const Cluster& cluster) {
    if (used != 0 && used + cluster.columns > columns) {
      lines.emplace_back();
      used = 0;
    }
    lines.back() += cluster.bytes;
    used += cluster.columns;
    return true;
  });
}

void append_printable(std::string& out, char32_t c) {
  constexpr char32_t kPictures = 0x2400;
  if (is_within(c, 0x202A, 0x202E) || is_within(c, 0x2066, 0x2069)) return;
  if (c < 0x20) return append(out, kPictures + c);
  if (c == 0x7F) return append(out, 0x2421);  // "␡"
  if (is_within(c, 0x80, 0x9F)) return append(out, kReplacement);
  if (c == 0x2028 || c == 0x2029) return append(out, 0x2424);  // "␤"
  append(out, c);
}

}  // namespace

bool is_valid_utf8(std::string_view text) { return !first_invalid_utf8(text); }

std::optional<std::size_t> first_invalid_utf8(std::string_view text) {
  for (std::size_t at = end_of_ascii(text, 0); at < text.size();) {
    const Decoded next = decode(text, at);
    if (!next.valid) return at;
    at += next.length;
    if (at < text.size() && static_cast<unsigned char>(text[at]) < 0x80)
      at = end_of_ascii(text, at);
  }
  return std::nullopt;
}

std::string to_valid_utf8(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  while (const auto bad = first_invalid_utf8(text)) {
    out += text.substr(0, *bad);
    append(out, kReplacement);
    text.remove_prefix(*bad + decode(text, *bad).length);
  }
  return out += text;
}

std::u32string to_characters(std::string_view text) {
  std::u32string characters;
  characters.reserve(text.size());
  for_each_character(text, [&](char32_t c) { characters.push_back(c); });
  return characters;
}

std::string to_utf8(std::u32string_view characters) {
  std::string text;
  for (const char32_t c : characters) {
    const bool valid = c < 0xD800 || (c > 0xDFFF && c <= 0x10FFFF);
    append(text, valid ? c : kReplacement);
  }
  return text;
}

std::string_view trim(std::string_view text) {
  // Most texts begin and end with a letter, and this is asked of every value of every record.
  const auto may_be_space = [](char c) {
    return c <= ' ' || static_cast<unsigned char>(c) >= 0x80;
  };
  if (text.empty() || (!may_be_space(text.front()) && !may_be_space(text.back()))) return text;
  static constexpr std::array<std::string_view, 8> kSpaces = {" ",  "\t", "\n",     "\v",
                                                              "\f", "\r", "\u00a0", "\ufeff"};
  const auto trim_one = [&text](std::string_view space) {
    if (text.starts_with(space)) return text.remove_prefix(space.size()), true;
    if (text.ends_with(space)) return text.remove_suffix(space.size()), true;
    return false;
  };
  while (std::any_of(kSpaces.begin(), kSpaces.end(), trim_one)) {
  }
  return text;
}

std::vector<std::string_view> split(std::string_view text, char separator) {
  std::vector<std::string_view> parts;
  for (std::size_t end = text.find(separator); end != text.npos; end = text.find(separator)) {
    parts.push_back(text.substr(0, end));
    text.remove_prefix(end + 1);
  }
  parts.push_back(text);
  return parts;
}

std::string join(const std::vector<std::string>& parts, std::string_view separator) {
  std::string out;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    if (i != 0) out += separator;
    out += parts[i];
  }
  return out;
}

std::string ascii_lower(std::string_view text) {
  std::string out(text);
  std::transform(out.begin(), out.end(), out.begin(), lower);
  return out;
}

bool starts_with_ignoring_case(std::string_view text, std::string_view ascii_prefix) {
  return text.size() >= ascii_prefix.size() &&
         std::equal(ascii_prefix.begin(), ascii_prefix.end(), text.begin(),
                    [](char a, char b) { return lower(a) == lower(b); });
}

std::string collapse_space(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  bool gap = false;
  for_each_character(trim(text), [&](char32_t c) {
    if (is_space(c)) {
      gap = true;
      return;
    }
    if (gap && !out.empty()) out.push_back(' ');
    gap = false;
    append(out, c);
  });
  return out;
}

std::string fold_words(std::string_view name) {
  std::string folded = is_ascii(name) ? fold_words_of_ascii(name) : fold_words_of_any(name);
  return folded.empty() ? collapse_space(name) : folded;
}

std::string_view without_article(std::string_view words) {
  const std::size_t space = words.find(' ');
  const bool leads = space != words.npos && is_article(words.substr(0, space));
  return leads ? words.substr(space + 1) : words;
}

std::string fold_name(std::string_view name) {
  const std::string words = fold_words(name);
  return std::string(without_article(words));
}

std::string slug(std::string_view name) {
  const std::string latin = ascii_lower(is_ascii(name) ? std::string(name) : transliterate(name));
  std::string out;
  bool gap = false;
  for (const char c : latin) {
    if (!is_lower_or_digit(c)) {
      gap = true;
      continue;
    }
    if (gap && !out.empty()) out.push_back('-');
    gap = false;
    out.push_back(c);
  }
  return out;
}

double name_similarity(std::string_view a, std::string_view b) {
  const std::string left = fold_name(a);
  const std::string right = fold_name(b);
  if (left == right) return 1.0;
  return std::max(similarity(left, right), similarity(sorted_words(left), sorted_words(right)));
}

std::size_t display_width(std::string_view text) {
  std::size_t columns = 0;
  for_each_cluster(text, [&](const Cluster& cluster) {
    columns += cluster.columns;
    return true;
  });
  return columns;
}

std::string ellipsize(std::string_view text, std::size_t columns) {
  if (display_width(text) <= columns) return to_valid_utf8(text);
  if (columns == 0) return {};
  std::size_t used = 0;
  std::size_t kept = 0;
  for_each_cluster(text, [&](const Cluster& cluster) {
    used += cluster.columns;
    if (used >= columns) return false;
    kept += cluster.bytes.size();
    return true;
  });
  return to_valid_utf8(text.substr(0, kept)) += kEllipsis;
}

std::size_t length_in_characters(std::string_view text) {
  std::size_t count = 0;
  for_each_character(text, [&count](char32_t) { ++count; });
  return count;
}

std::vector<std::string> wrap(std::string_view text, std::size_t columns) {
  std::vector<std::string> lines;
  std::size_t used = 0;
  for (const std::string& word : split_at_breaking_spaces(text)) {
    const std::size_t width = display_width(word);
    if (!lines.empty() && used + 1 + width <= columns) {
      lines.back() += " " + word;
      used += 1 + width;
    } else {
      break_word(word, columns, lines);
      used = display_width(lines.back());
    }
  }
  return lines;
}

std::string printable(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for_each_character(text, [&out](char32_t c) { append_printable(out, c); });
  return out;
}

}  // namespace whocites
