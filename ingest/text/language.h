// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>

namespace whocites::ingest::text {

// The languages whose ways of naming a source are known: those with ingest/data/cues_*.txt.
enum class Language : std::uint8_t { English, German, French, Spanish, Russian };
inline constexpr std::array kLanguages{Language::English, Language::German, Language::French,
                                       Language::Spanish, Language::Russian};

std::string_view tag_of(Language language);  // BCP 47: "en"
// The language of a tag, its region and script left aside ("de-AT"); absent when not known.
std::optional<Language> language_tagged(std::string_view tag);

// The data files of a language, as they stand in ingest/data.
std::string_view words_of(Language language);
std::string_view cues_of(Language language);

// The language of a text, by the small words (section "stop" of ingest/data/words_*.txt) in its
// first 4 KiB. English where no other has many of them and twice as many as English: its rules find
// outlets and links in any text, and in another language little else. O(1).
Language detect_language(std::string_view text);

}  // namespace whocites::ingest::text
