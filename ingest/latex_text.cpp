// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#include "ingest/latex_text.h"

#include <unicode/normalizer2.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <array>
#include <utility>

#include "base/text.h"

namespace whocites::ingest {
namespace {

using Pair = std::pair<std::string_view, std::string_view>;

// The combining character of an accent's command.
constexpr std::array<Pair, 17> kAccents{{{"'", "\u0301"},
                                         {"`", "\u0300"},
                                         {"^", "\u0302"},
                                         {"\"", "\u0308"},
                                         {"~", "\u0303"},
                                         {"=", "\u0304"},
                                         {".", "\u0307"},
                                         {"u", "\u0306"},
                                         {"v", "\u030C"},
                                         {"H", "\u030B"},
                                         {"c", "\u0327"},
                                         {"d", "\u0323"},
                                         {"b", "\u0331"},
                                         {"k", "\u0328"},
                                         {"r", "\u030A"},
                                         {"G", "\u030F"},
                                         {"U", "\u030E"}}};

constexpr std::array<Pair, 59> kSymbols{{{"ss", "ß"},
                                         {"SS", "ẞ"},
                                         {"o", "ø"},
                                         {"O", "Ø"},
                                         {"l", "ł"},
                                         {"L", "Ł"},
                                         {"ae", "æ"},
                                         {"AE", "Æ"},
                                         {"oe", "œ"},
                                         {"OE", "Œ"},
                                         {"aa", "å"},
                                         {"AA", "Å"},
                                         {"i", "ı"},
                                         {"j", "ȷ"},
                                         {"dh", "ð"},
                                         {"DH", "Ð"},
                                         {"dj", "đ"},
                                         {"DJ", "Đ"},
                                         {"th", "þ"},
                                         {"TH", "Þ"},
                                         {"ng", "ŋ"},
                                         {"NG", "Ŋ"},
                                         {"&", "&"},
                                         {"%", "%"},
                                         {"$", "$"},
                                         {"#", "#"},
                                         {"_", "_"},
                                         {"{", "{"},
                                         {"}", "}"},
                                         {" ", " "},
                                         {"\n", " "},
                                         {",", "\u2009"},
                                         {"-", ""},
                                         {"/", ""},
                                         {"\\", " "},
                                         {"textendash", "–"},
                                         {"textemdash", "—"},
                                         {"textquoteleft", "‘"},
                                         {"textquoteright", "’"},
                                         {"textquotedblleft", "“"},
                                         {"textquotedblright", "”"},
                                         {"textquotedbl", "\""},
                                         {"textasciitilde", "~"},
                                         {"textasciicircum", "^"},
                                         {"textbackslash", "\\"},
                                         {"textunderscore", "_"},
                                         {"textbraceleft", "{"},
                                         {"textbraceright", "}"},
                                         {"ldots", "…"},
                                         {"dots", "…"},
                                         {"textellipsis", "…"},
                                         {"copyright", "©"},
                                         {"textregistered", "®"},
                                         {"texttrademark", "™"},
                                         {"pounds", "£"},
                                         {"euro", "€"},
                                         {"S", "§"},
                                         {"P", "¶"},
                                         {"textdegree", "°"}}};

// Commands that only say how their argument, or what follows, looks.
constexpr std::array<std::string_view, 26> kLooks{
    "emph",       "textit",    "textbf",    "texttt",    "textsc",   "textrm",  "textsf",
    "textnormal", "text",      "mbox",      "it",        "bf",       "tt",      "sc",
    "rm",         "sf",        "em",        "itshape",   "bfseries", "scshape", "enquote",
    "mkbibquote", "mkbibemph", "uppercase", "lowercase", "hbox"};

template <class Table>
const std::string_view* find(const Table& table, std::string_view name) {
  const auto found =
      std::find_if(table.begin(), table.end(), [&](const Pair& row) { return row.first == name; });
  return found != table.end() ? &found->second : nullptr;
}

bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

class Latex {
 public:
  explicit Latex(std::string_view source) : source_(source) {}

  std::string text() {
    while (at_ < source_.size()) step();
    return std::move(out_);
  }

 private:
  void step();
  void command();
  void accent(std::string_view combining);
  std::string letter();
  void skip_space() { at_ = std::min(source_.find_first_not_of(" \t\r\n", at_), source_.size()); }
  bool takes(std::string_view text) {
    if (!source_.substr(at_).starts_with(text)) return false;
    at_ += text.size();
    return true;
  }

  // An accent on an accent on … of a hostile text would exhaust the stack.
  static constexpr int kMaxDepth = 32;

  std::string_view source_;
  std::size_t at_ = 0;
  std::string out_;
  int depth_ = 0;
};

void Latex::step() {
  const char c = source_[at_];
  if (c == '\\') return command();
  if (c == '$') {
    const std::size_t end = source_.find('$', at_ + 1);
    const std::size_t size = end == source_.npos ? 1 : end + 1 - at_;
    out_ += source_.substr(at_, size);
    at_ += size;
  } else if (c == '{' || c == '}') {
    ++at_;
  } else if (c == '~') {
    out_ += ' ';
    ++at_;
  } else if (takes("---")) {
    out_ += "—";
  } else if (takes("--")) {
    out_ += "–";
  } else if (takes("``")) {
    out_ += "“";
  } else if (takes("''")) {
    out_ += "”";
  } else {
    out_ += c;
    ++at_;
  }
}

void Latex::command() {
  const std::size_t start = at_++;
  if (at_ == source_.size()) {
    out_ += '\\';
    return;
  }
  std::size_t end = at_ + 1;
  if (is_letter(source_[at_])) {
    while (end < source_.size() && is_letter(source_[end])) ++end;
  }
  const std::string_view name = source_.substr(at_, end - at_);
  at_ = end;
  if (const std::string_view* combining = find(kAccents, name)) return accent(*combining);
  const bool is_word = is_letter(name.front());
  if (const std::string_view* symbol = find(kSymbols, name)) {
    out_ += *symbol;
    // The space that ends a command's name is no text.
    if (is_word) skip_space();
    takes("{}");
  } else if (std::find(kLooks.begin(), kLooks.end(), name) != kLooks.end()) {
    skip_space();
  } else {
    out_ += source_.substr(start, end - start);
  }
}

// Puts the accent on the letter that follows, in braces or not.
void Latex::accent(std::string_view combining) {
  if (at_ > 0 && is_letter(source_[at_ - 1])) skip_space();
  const bool braced = takes("{");
  std::string base = letter();
  if (base == "ı") base = "i";
  if (base == "ȷ") base = "j";
  if (base.empty()) base = " ";
  out_ += base;
  out_ += combining;
  if (braced && !takes("}")) {
    while (at_ < source_.size() && source_[at_] != '}') step();
    takes("}");
  }
}

// One character, or the command of one.
std::string Latex::letter() {
  if (at_ == source_.size() || source_[at_] == '}') return {};
  if ((source_[at_] == '\\' || source_[at_] == '{') && depth_ < kMaxDepth) {
    ++depth_;
    const std::size_t size = out_.size();
    if (source_[at_] == '{') {
      ++at_;
      std::string inner = letter();
      takes("}");
      --depth_;
      return inner;
    }
    command();
    std::string made = out_.substr(size);
    out_.resize(size);
    --depth_;
    return made;
  }
  std::size_t end = at_ + 1;
  while (end < source_.size() && (static_cast<unsigned char>(source_[end]) & 0xC0) == 0x80) ++end;
  std::string made(source_.substr(at_, end - at_));
  at_ = end;
  return made;
}

std::string composed(const std::string& text) {
  UErrorCode status = U_ZERO_ERROR;
  const icu::Normalizer2* form = icu::Normalizer2::getNFCInstance(status);
  if (U_FAILURE(status)) return text;
  const icu::UnicodeString normal = form->normalize(icu::UnicodeString::fromUTF8(text), status);
  if (U_FAILURE(status)) return text;
  std::string utf8;
  normal.toUTF8String(utf8);
  return utf8;
}

}  // namespace

std::string latex_text(std::string_view source) {
  if (source.find_first_of("\\{}~$`'-") == source.npos) return collapse_space(source);
  return collapse_space(composed(Latex(source).text()));
}

}  // namespace whocites::ingest
