// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

// Text helpers on UTF-8. All are pure and safe to call from any thread; all accept any bytes, and
// treat an invalid sequence as U+FFFD.
namespace whocites {

// Whether `text` is well-formed UTF-8 (The Unicode Standard, table 3-7).
bool is_valid_utf8(std::string_view text);
// Byte offset of the first ill-formed sequence; absent when there is none.
std::optional<std::size_t> first_invalid_utf8(std::string_view text);
// The same text with each ill-formed sequence replaced by U+FFFD.
std::string to_valid_utf8(std::string_view text);

// The code points, and the text of code points; those that are none (surrogates, beyond U+10FFFF)
// become U+FFFD.
std::u32string to_characters(std::string_view text);
std::string to_utf8(std::u32string_view characters);

std::string_view trim(
    std::string_view text);  // ASCII white space and U+00A0, U+FEFF; a view into `text`
std::vector<std::string_view> split(std::string_view text, char separator);  // views into `text`
std::string join(const std::vector<std::string>& parts, std::string_view separator);
std::string ascii_lower(std::string_view text);
bool starts_with_ignoring_case(std::string_view text, std::string_view ascii_prefix);
// Runs of white space (line ends included) become one space, ends trimmed.
std::string collapse_space(std::string_view text);

// The form in which two spellings of one name compare equal: compatibility-decomposed, case
// folded, accents and punctuation dropped, "&" read as "and", runs of space collapsed, one leading
// article (the, a, le, la, les, l', el, los, las, il, lo, gli, i, der, die, das, o, os, de, het,
// al) dropped when something is left. "L'Équipe" -> "equipe", "The Times" -> "times". Scripts
// other than Latin stay in their script. Source: Unicode UAX #15 (NFKD) and full case folding.
std::string fold_name(std::string_view name);

// The same, without dropping a leading article: "The Times" -> "the times".
std::string fold_words(std::string_view name);
// What fold_name() makes of a name of which fold_words() made `words`; a view into it.
std::string_view without_article(std::string_view words);

// Lower-case ASCII words joined by "-", for keys: "L'Événement" -> "l-evenement", "한국일보" ->
// its Latin transliteration. Empty when nothing can be transliterated. Source: ICU "Any-Latin".
std::string slug(std::string_view name);

// 0 (nothing in common) … 1 (equal): 1 - distance / longer length, on the folded forms, the best
// of the whole and of the words in alphabetical order.
double name_similarity(std::string_view a, std::string_view b);

// Columns a terminal uses: wide East Asian characters count 2, combining marks 0.
std::size_t display_width(std::string_view text);
// Cuts to at most `columns` columns, ending in "…" when something was cut. Never splits a
// character.
std::string ellipsize(std::string_view text, std::size_t columns);
// Number of code points.
std::size_t length_in_characters(std::string_view text);
// Breaks at spaces into lines of at most `columns` columns; a longer word is broken inside.
std::vector<std::string> wrap(std::string_view text, std::size_t columns);
// Control characters, line ends and bidirectional overrides made visible or harmless, so that a
// hostile name cannot move a terminal's cursor or reorder a line: C0/C1 become "␀"-style pictures
// or U+FFFD, and U+202A–202E, U+2066–2069 are dropped.
std::string printable(std::string_view text);

// SHA-256 as 64 hexadecimal digits, the same as `sha256sum` prints. Source: FIPS 180-4.
std::string sha256_hex(std::string_view bytes);

}  // namespace whocites
