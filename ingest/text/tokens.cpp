// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#include "ingest/text/tokens.h"

#include <unicode/uchar.h>
#include <unicode/utf8.h>

#include <algorithm>
#include <utility>

#include "base/text.h"
#include "ingest/outlets.h"

namespace whocites::ingest::text {
namespace {

bool is_ascii_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
bool is_ascii_word(char c) { return is_ascii_letter(c) || (c >= '0' && c <= '9'); }
bool is_host_char(char c) { return is_ascii_word(c) || c == '-' || c == '.'; }

bool is_word_char(UChar32 c) {
  if (c < 0x80) return c >= 0 && is_ascii_word(static_cast<char>(c));
  return u_isalnum(c) || (U_GET_GC_MASK(c) & U_GC_M_MASK) != 0;
}

struct Mark {
  char mark;
  bool opens = false;
  bool closes = false;
};

Mark mark_of(UChar32 c) {
  switch (c) {
    case 0x201C:  // “
    case 0x00AB:  // «
    case 0x201E:  // „
      return {'"', true, false};
    case 0x201D:  // ”
    case 0x00BB:  // »
      return {'"', false, true};
    case 0x2018:  // ‘
      return {'\'', true, false};
    case 0x2019:  // ’
      return {'\'', false, true};
    case 0x2012:
    case 0x2013:
    case 0x2014:
    case 0x2015:
      return {'-'};
    case 0x3002:  // 。
    case 0x2026:  // …
      return {'.'};
    case 0x060C:
    case 0x3001:
      return {','};
    default:
      break;
  }
  constexpr std::string_view kKept = ",.;:!?()[]/\"'-";
  const bool is_kept = c < 0x80 && kKept.find(static_cast<char>(c)) != std::string_view::npos;
  return {is_kept ? static_cast<char>(c) : '*'};
}

class Tokenizer {
 public:
  // Without a lexicon the text is a name.
  Tokenizer(const Lexicon* lexicon, std::string_view text, std::size_t end,
            std::vector<Token>& tokens)
      : lexicon_(lexicon), text_(text), end_(end), is_name_(lexicon == nullptr), tokens_(tokens) {}

  void run(std::size_t begin) {
    at_ = begin;
    while (at_ < end_) {
      const char c = text_[at_];
      if (c == ' ' || c == '\n' || c == '\t' || c == '\r') {
        ++at_;
      } else if (is_ascii_word(c)) {
        if (is_name_ || !read_address()) read_word();
      } else {
        read_other();
      }
    }
  }

 private:
  UChar32 peek(std::size_t at, std::size_t* next = nullptr) const {
    if (at >= end_) return -1;
    const auto* bytes = reinterpret_cast<const std::uint8_t*>(text_.data());
    std::size_t i = at;
    UChar32 c = 0;
    U8_NEXT_OR_FFFD(bytes, i, end_, c);
    if (next != nullptr) *next = i;
    return c;
  }

  void read_other() {
    std::size_t next = at_;
    const UChar32 c = peek(at_, &next);
    if (is_word_char(c)) return read_word();
    if (c == '&') return push_ampersand();
    if (u_isUWhiteSpace(c) || c == 0xFEFF || c == 0x200B) {
      at_ = next;
      return;
    }
    const Mark mark = side_of(c, mark_of(c));
    const bool is_doubled = c == '\'' && next < end_ && text_[next] == '\'';
    if (is_doubled) ++next;  // '' is how old wires quote
    if (c == '-') {
      std::size_t dash_end = next;
      while (dash_end < end_ && text_[dash_end] == '-') ++dash_end;
      next = dash_end;
    }
    Token token;
    token.begin = static_cast<std::uint32_t>(at_);
    token.end = static_cast<std::uint32_t>(next);
    token.kind = TokenKind::Punct;
    token.mark = is_doubled ? '"' : mark.mark;
    token.opens_quote = mark.opens;
    token.closes_quote = mark.closes;
    tokens_.push_back(token);
    at_ = next;
  }

  // „German“ closes with the mark that opens “English”, and »German« turns «French» round.
  Mark side_of(UChar32 c, Mark mark) {
    constexpr UChar32 kLow = 0x201E;
    constexpr UChar32 kHigh = 0x201C;
    constexpr UChar32 kRight = 0x00BB;
    constexpr UChar32 kLeft = 0x00AB;
    const bool closes = (opener_ == kLow && c == kHigh) || (opener_ == kRight && c == kLeft);
    const bool opens = opener_ == 0 && c == kRight;
    if (closes) mark = {'"', false, true};
    if (opens) mark = {'"', true, false};
    if (closes || mark.closes) {
      if (mark.mark == '"') opener_ = 0;
    } else if (mark.opens && mark.mark == '"') {
      opener_ = c;
    }
    return mark;
  }

  void push_ampersand() {
    Token token;
    token.begin = static_cast<std::uint32_t>(at_);
    token.end = token.begin + 1;
    token.word = is_name_ ? 0 : lexicon_->id_of("and");
    tokens_.push_back(token);
    ++at_;
  }

  // "U.S." and "N.Y." are one word; "it. The" and "p. 5" are not.
  bool is_dotted_acronym(std::size_t begin) const {
    return at_ == begin + 1 && at_ + 1 < end_ && text_[at_] == '.' &&
           is_ascii_letter(text_[begin]) && is_ascii_letter(text_[at_ + 1]) &&
           (at_ + 2 >= end_ || !is_ascii_letter(text_[at_ + 2]));
  }

  void read_word() {
    const std::size_t begin = at_;
    std::size_t letters = 0;
    std::size_t capitals = 0;
    bool is_first = true;
    Token token;
    while (at_ < end_) {
      std::size_t next = at_;
      const UChar32 c = peek(at_, &next);
      if (!is_word_char(c)) break;
      const bool is_upper = c < 0x80 ? (c >= 'A' && c <= 'Z') : (u_isupper(c) || u_istitle(c));
      if (c < 0x80 ? is_ascii_letter(static_cast<char>(c)) : u_isalpha(c)) ++letters;
      if (is_upper) ++capitals;
      if (is_first) token.is_capital = is_upper;
      is_first = false;
      at_ = next;
    }
    if (is_dotted_acronym(begin)) read_acronym(begin, letters, capitals);
    token.is_all_caps = letters >= 2 && capitals == letters;
    finish_word(token, begin);
    skip_joint();
  }

  void read_acronym(std::size_t begin, std::size_t& letters, std::size_t& capitals) {
    at_ = begin;
    letters = capitals = 0;
    while (at_ + 1 < end_ && is_ascii_letter(text_[at_]) && text_[at_ + 1] == '.') {
      ++letters;
      if (text_[at_] < 'a') ++capitals;
      at_ += 2;
    }
    if (at_ < end_ && is_ascii_letter(text_[at_]) &&
        (at_ + 1 >= end_ || !is_ascii_word(text_[at_ + 1]))) {
      ++letters;
      if (text_[at_] < 'a') ++capitals;
      ++at_;
    }
  }

  void finish_word(Token& token, std::size_t begin) {
    token.begin = static_cast<std::uint32_t>(begin);
    token.end = static_cast<std::uint32_t>(at_);
    token.joint = std::exchange(joint_, 0);
    if (!is_name_) {
      lower_word(text_.substr(begin, at_ - begin), lower_);
      token.word = lexicon_->id_in_text(lower_);
    }
    tokens_.push_back(token);
  }

  // An apostrophe or a hyphen between two letters joins; it is no token of its own.
  void skip_joint() {
    std::size_t next = at_;
    const UChar32 c = peek(at_, &next);
    if (c != '\'' && c != 0x2019 && c != '-' && c != 0x2010 && c != 0x2011) return;
    if (!is_word_char(peek(next))) return;
    joint_ = c == '\'' || c == 0x2019 ? '\'' : '-';
    at_ = next;
  }

  bool read_address() {
    const std::string_view rest = text_.substr(at_, end_ - at_);
    if (starts_with_ignoring_case(rest.substr(0, 8), "http://") ||
        starts_with_ignoring_case(rest.substr(0, 8), "https://") ||
        starts_with_ignoring_case(rest.substr(0, 4), "www.")) {
      return push_url();
    }
    return push_domain();
  }

  bool push_url() {
    std::size_t stop = at_;
    constexpr std::string_view kEnds = " \t\r\n<>\"";
    while (stop < end_ && kEnds.find(text_[stop]) == std::string_view::npos) ++stop;
    constexpr std::string_view kTrailing = ".,;:!?)]'*";
    while (stop > at_ && kTrailing.find(text_[stop - 1]) != std::string_view::npos) --stop;
    if (stop == at_) return false;
    push_address(TokenKind::Url, stop);
    return true;
  }

  // "bbc.co.uk", where a listed outlet has that domain; an e-mail address is none.
  bool push_domain() {
    if (joint_ != 0) return false;
    constexpr std::size_t kLongestHost = 253;
    const std::size_t limit = std::min(end_, at_ + kLongestHost);
    std::size_t stop = at_;
    bool has_dot = false;
    while (stop < limit && is_host_char(text_[stop])) {
      has_dot =
          has_dot || (text_[stop] == '.' && stop + 1 < end_ && is_ascii_word(text_[stop + 1]));
      ++stop;
    }
    while (stop > at_ && !is_ascii_word(text_[stop - 1])) --stop;
    const bool is_mail = (stop < end_ && text_[stop] == '@') || (at_ > 0 && text_[at_ - 1] == '@');
    if (!has_dot || is_mail) return false;
    if (outlet_of_domain(text_.substr(at_, stop - at_)) == nullptr) return false;
    push_address(TokenKind::Domain, stop);
    return true;
  }

  void push_address(TokenKind kind, std::size_t stop) {
    Token token;
    token.begin = static_cast<std::uint32_t>(at_);
    token.end = static_cast<std::uint32_t>(stop);
    token.kind = kind;
    tokens_.push_back(token);
    joint_ = 0;
    at_ = stop;
  }

  const Lexicon* lexicon_;
  std::string_view text_;
  std::size_t at_ = 0;
  std::size_t end_;
  bool is_name_;
  char joint_ = 0;
  UChar32 opener_ = 0;  // the quotation mark that is open
  std::string lower_;
  std::vector<Token>& tokens_;
};

}  // namespace

void tokenize(const Lexicon& lexicon, std::string_view text, std::size_t begin, std::size_t end,
              std::vector<Token>& tokens) {
  Tokenizer(&lexicon, text, end, tokens).run(begin);
}

std::vector<Token> tokenize_name(std::string_view name) {
  std::vector<Token> tokens;
  Tokenizer(nullptr, name, name.size(), tokens).run(0);
  return tokens;
}

void lower_word(std::string_view word, std::string& lower) {
  lower.clear();
  if (word == "&") {
    lower = "and";
    return;
  }
  bool is_ascii = true;
  for (const char c : word) {
    is_ascii = is_ascii && static_cast<unsigned char>(c) < 0x80;
    lower.push_back(c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c);
  }
  if (!is_ascii) lower = fold_words(word);
  while (!lower.empty() && lower.back() == '.') lower.pop_back();
}

}  // namespace whocites::ingest::text
