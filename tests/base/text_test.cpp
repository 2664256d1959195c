// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#include "base/text.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <limits>
#include <ostream>
#include <random>
#include <string>
#include <thread>
#include <utility>
#include <vector>

namespace whocites {
namespace {

// Names a table's tests after its rows.
struct RowName {
  template <class Info>
  std::string operator()(const Info& row) const {
    return row.param.name;
  }
};

template <class Row>
requires requires(const Row& row) { row.name; }
void PrintTo(const Row& row, std::ostream* out) { *out << row.name; }

using testing::ElementsAre;
using testing::IsEmpty;

// One row of a table: what goes in, what comes out.
struct Row {
  std::string name;
  std::string in;
  std::string out;
};

// ---- UTF-8 ----

struct InvalidText {
  std::string name;
  std::string text;
  std::size_t offset;
  std::string repaired;
};

class InvalidUtf8 : public testing::TestWithParam<InvalidText> {};

TEST_P(InvalidUtf8, IsFoundAndRepaired) {
  const InvalidText& expected = GetParam();
  EXPECT_FALSE(is_valid_utf8(expected.text));
  EXPECT_EQ(first_invalid_utf8(expected.text), expected.offset);
  EXPECT_EQ(to_valid_utf8(expected.text), expected.repaired);
}

TEST_P(InvalidUtf8, IsAcceptedEverywhere) {
  const std::string& text = GetParam().text;
  for (const std::string& result :
       {to_valid_utf8(text), collapse_space(text), fold_name(text), fold_words(text), slug(text),
        printable(text), ellipsize(text, 1), ellipsize(text, 100)}) {
    EXPECT_TRUE(is_valid_utf8(result)) << result;
  }
  for (const std::string& line : wrap(text, 1)) EXPECT_TRUE(is_valid_utf8(line));
  EXPECT_EQ(length_in_characters(text), length_in_characters(GetParam().repaired));
  EXPECT_EQ(display_width(text), display_width(GetParam().repaired));
}

INSTANTIATE_TEST_SUITE_P(
    Table37, InvalidUtf8,
    testing::Values(
        InvalidText{"LoneContinuation", "\x80", 0, "\uFFFD"},
        InvalidText{"ContinuationAfterText",
                    "ab\xBF"
                    "c",
                    2, "ab\uFFFDc"},
        InvalidText{"OverlongSlash", "\xC0\xAF", 0, "\uFFFD\uFFFD"},
        InvalidText{"OverlongTwoBytes", "\xC1\xBF", 0, "\uFFFD\uFFFD"},
        InvalidText{"OverlongThreeBytes", "\xE0\x80\xAF", 0, "\uFFFD\uFFFD\uFFFD"},
        InvalidText{"OverlongFourBytes", "\xF0\x8F\xBF\xBF", 0, "\uFFFD\uFFFD\uFFFD\uFFFD"},
        InvalidText{"FirstSurrogate", "\xED\xA0\x80", 0, "\uFFFD\uFFFD\uFFFD"},
        InvalidText{"LastSurrogate", "\xED\xBF\xBF", 0, "\uFFFD\uFFFD\uFFFD"},
        InvalidText{"AboveUnicode", "\xF4\x90\x80\x80", 0, "\uFFFD\uFFFD\uFFFD\uFFFD"},
        InvalidText{"FiveByteLead", "\xF8\x88\x80\x80\x80", 0, "\uFFFD\uFFFD\uFFFD\uFFFD\uFFFD"},
        InvalidText{"NeverALead", "a\xFF", 1, "a\uFFFD"},
        InvalidText{"TruncatedTwo", "a\xC3", 1, "a\uFFFD"},
        InvalidText{"TruncatedThree", "a\xE2\x82", 1, "a\uFFFD"},
        InvalidText{"TruncatedFour", "a\xF0\x9F\x98", 1, "a\uFFFD"},
        InvalidText{"TruncatedInside", "\xE2\x82z", 0, "\uFFFDz"},
        InvalidText{"AfterLongAscii", std::string(29, 'x') + "\xC3(", 29,
                    std::string(29, 'x') + "\uFFFD("},
        InvalidText{"AfterValidText", "é한😀\xE9", 9, "é한😀\uFFFD"}),
    RowName{});

class ValidUtf8 : public testing::TestWithParam<Row> {};

TEST_P(ValidUtf8, StaysAsItIs) {
  EXPECT_EQ(first_invalid_utf8(GetParam().in), std::nullopt);
  EXPECT_EQ(to_valid_utf8(GetParam().in), GetParam().in);
}

INSTANTIATE_TEST_SUITE_P(Table37, ValidUtf8,
                         testing::Values(Row{"Empty", "", ""}, Row{"Ascii", "a", ""},
                                         Row{"Nul", std::string("a\0b", 3), ""},
                                         Row{"TwoBytes", "\xC2\x80\xDF\xBF", ""},
                                         Row{"ThreeBytes", "\xE0\xA0\x80\xEF\xBF\xBF", ""},
                                         Row{"AroundSurrogates", "\xED\x9F\xBF\xEE\x80\x80", ""},
                                         Row{"FourBytes", "\xF0\x90\x80\x80\xF4\x8F\xBF\xBF", ""},
                                         Row{"Mixed", "Über 東京 😀 plain text after", ""}),
                         RowName{});

TEST(ValidUtf8Search, LooksAtEveryByteOfALongText) {
  const std::string text(100, 'a');
  for (std::size_t i = 0; i < text.size(); ++i) {
    std::string broken = text;
    broken[i] = '\xFE';
    EXPECT_EQ(first_invalid_utf8(broken), i);
  }
}

// ---- Pieces ----

class Trim : public testing::TestWithParam<Row> {};

TEST_P(Trim, TakesTheEndsOff) { EXPECT_EQ(trim(GetParam().in), GetParam().out); }

INSTANTIATE_TEST_SUITE_P(Spaces, Trim,
                         testing::Values(Row{"Empty", "", ""}, Row{"OnlySpace", " \t\r\n\v\f", ""},
                                         Row{"Both", "  a b ", "a b"},
                                         Row{"NoBreakSpace", "\u00a0a\u00a0", "a"},
                                         Row{"ByteOrderMark", "\ufeff a", "a"},
                                         Row{"InsideStays", "a \u00a0 b", "a \u00a0 b"},
                                         Row{"HalfANoBreakSpace", "\xC2 a \xA0", "\xC2 a \xA0"},
                                         Row{"LetterThatEndsLikeOne", "à", "à"},
                                         Row{"EmSpaceStays", "\u2003a", "\u2003a"}),
                         RowName{});

class CollapseSpace : public testing::TestWithParam<Row> {};

TEST_P(CollapseSpace, LeavesSingleSpaces) {
  EXPECT_EQ(collapse_space(GetParam().in), GetParam().out);
}

INSTANTIATE_TEST_SUITE_P(Spaces, CollapseSpace,
                         testing::Values(Row{"Empty", "", ""}, Row{"OnlySpace", " \n\u3000", ""},
                                         Row{"Lines", " a\r\n\tb  c\n", "a b c"},
                                         Row{"Unicode", "a\u2003\u00a0\u2028b", "a b"},
                                         Row{"NextLine", "a\u0085b", "a b"},
                                         Row{"ZeroWidthStays", "a\u200bb", "a\u200bb"},
                                         Row{"Nul", std::string("a\0 b", 4),
                                             std::string("a\0 b", 4)}),
                         RowName{});

TEST(Split, KeepsEmptyParts) {
  EXPECT_THAT(split("a,b", ','), ElementsAre("a", "b"));
  EXPECT_THAT(split(",a,,", ','), ElementsAre("", "a", "", ""));
  EXPECT_THAT(split("", ','), ElementsAre(""));
}

TEST(Split, IsUndoneByJoin) {
  for (const std::string text : {"", ",", "a", "a,b,,c,"}) {
    std::vector<std::string> parts;
    for (const std::string_view part : split(text, ',')) parts.emplace_back(part);
    EXPECT_EQ(join(parts, ","), text);
  }
}

TEST(Join, OfNothingIsEmpty) { EXPECT_EQ(join({}, ", "), ""); }

TEST(AsciiLower, LeavesOtherLettersAlone) { EXPECT_EQ(ascii_lower("AZ[`É0"), "az[`É0"); }

TEST(StartsWithIgnoringCase, ComparesAsciiOnly) {
  EXPECT_TRUE(starts_with_ignoring_case("HTTPS://x", "https:"));
  EXPECT_TRUE(starts_with_ignoring_case("abc", ""));
  EXPECT_FALSE(starts_with_ignoring_case("ab", "abc"));
  EXPECT_FALSE(starts_with_ignoring_case("É", "é"));
  EXPECT_FALSE(starts_with_ignoring_case("[", "{"));
}

// ---- Folding ----

class FoldName : public testing::TestWithParam<Row> {};

TEST_P(FoldName, GivesOneFormToAllSpellings) {
  EXPECT_EQ(fold_name(GetParam().in), GetParam().out);
}

TEST_P(FoldName, IsStableUnderFoldWords) {
  EXPECT_EQ(fold_words(fold_words(GetParam().in)), fold_words(GetParam().in));
}

INSTANTIATE_TEST_SUITE_P(
    Articles, FoldName,
    testing::Values(
        Row{"English", "The Times", "times"}, Row{"EnglishA", "A List Apart", "list apart"},
        Row{"FrenchElided", "L'Équipe", "equipe"}, Row{"FrenchTypographic", "L’Équipe", "equipe"},
        Row{"FrenchLe", "Le Monde", "monde"}, Row{"FrenchLes", "Les Échos", "echos"},
        Row{"Spanish", "El País", "pais"},
        Row{"SpanishPlural", "Las Últimas Noticias", "ultimas noticias"},
        Row{"Italian", "Il Sole 24 Ore", "sole 24 ore"}, Row{"ItalianGli", "Gli Altri", "altri"},
        Row{"German", "Die Zeit", "zeit"}, Row{"Portuguese", "O Globo", "globo"},
        Row{"Dutch", "De Volkskrant", "volkskrant"}, Row{"DutchHet", "Het Parool", "parool"},
        Row{"Arabic", "Al-Jazeera", "jazeera"}, Row{"ArabicSpaced", "Al Jazeera", "jazeera"},
        Row{"OnlyOneIsDropped", "The The", "the"}, Row{"NothingLeft", "The", "the"},
        Row{"NothingButPunctuationLeft", "The!", "the"},
        Row{"Inside", "Over the Top", "over the top"}, Row{"LongerWord", "Theatre", "theatre"},
        Row{"LongerWordWithAl", "Alberta", "alberta"}, Row{"IrishName", "O'Reilly", "oreilly"},
        Row{"AfterPunctuation", "“The Sun”", "sun"}),
    RowName{});

INSTANTIATE_TEST_SUITE_P(
    Letters, FoldName,
    testing::Values(
        Row{"Case", "BBC News", "bbc news"},
        Row{"Accents", "Süddeutsche Zeitung", "suddeutsche zeitung"},
        Row{"Decomposed", "Cafe\u0301", "cafe"}, Row{"SharpS", "Straße", "strasse"},
        Row{"CapitalSharpS", "STRAẞE", "strasse"}, Row{"Ligature", "ﬁnance", "finance"},
        Row{"LatinLigature", "Œuvre Æon", "oeuvre aeon"},
        Row{"Stroke", "Øresund Łódź Đà", "oresund lodz da"},
        Row{"TurkishCapital", "İstanbul", "istanbul"},
        Row{"TurkishDotless", "Dışişleri", "disisleri"}, Row{"Fullwidth", "ＡＢＣ　１２", "abc 12"},
        Row{"Superscript", "m²", "m2"}, Row{"SoftHyphen", "Zei\u00adtung", "zeitung"},
        Row{"ZeroWidth", "a\u200bb\u200d", "ab"}, Row{"Greek", "Τα Νέα της", "τα νεα τησ"},
        Row{"Cyrillic", "Новая Газета", "новая газета"}, Row{"CyrillicYo", "Ёлка", "елка"},
        Row{"CyrillicShortI", "Синий", "синий"}, Row{"Arabic", "الجزيرة", "الجزيرة"},
        Row{"ArabicPoints", "مُحَمَّد", "محمد"}, Row{"ArabicHamza", "أخبار", "اخبار"},
        Row{"ArabicTatweel", "محـــمد", "محمد"}, Row{"Hebrew", "שָׁלוֹם", "שלום"},
        Row{"Hangul", "한국일보", "한국일보"}, Row{"HangulDecomposed", "\u1112\u1161\u11AB", "한"},
        Row{"KanaVoicing", "ガス", "ガス"}, Row{"HalfwidthKana", "ｶﾞｽ", "ガス"},
        Row{"Devanagari", "हिन्दी", "हिन्दी"}, Row{"Han", "人民日报", "人民日报"},
        Row{"Emoji", "😀 News", "😀 news"}),
    RowName{});

INSTANTIATE_TEST_SUITE_P(
    Punctuation, FoldName,
    testing::Values(
        Row{"Empty", "", ""}, Row{"OnlySpace", " \t\u3000", ""},
        Row{"OnlyPunctuation", " !!! ", "!!!"}, Row{"OnlyApostrophe", "'", "'"},
        Row{"OnlyUnicodePunctuation", "—…", "—…"}, Row{"OnlyZeroWidth", "\u200b", "\u200b"},
        Row{"OnlyAmpersand", "&", "and"},
        Row{"Ampersand", "Simon & Schuster", "simon and schuster"},
        Row{"TightAmpersand", "AT&T", "at and t"}, Row{"FullwidthAmpersand", "A＆B", "and b"},
        Row{"Apostrophe", "Men's Health", "mens health"},
        Row{"TypographicApostrophe", "Men’s Health", "mens health"},
        Row{"AcuteApostrophe", "Men´s Health", "mens health"},
        Row{"ElisionInside", "Le Monde de l’Éducation", "monde de l education"},
        Row{"ItalianElision", "Corriere dell'Arte", "corriere dell arte"},
        Row{"Hyphen", "Jean-Luc", "jean luc"}, Row{"Dash", "A\u2013Z guide", "z guide"},
        Row{"Initials", "U.S. News", "us news"}, Row{"LongInitials", "U.S.A. Today", "usa today"},
        Row{"InitialsOfAPerson", "J. R. Smith", "j r smith"},
        Row{"HostName", "nytimes.com", "nytimes com"}, Row{"ShortHostName", "x.com", "x com"},
        Row{"AccentedInitials", "É.U. News", "eu news"},
        Row{"Quotes", "\"Foo\" (Bar), «baz»", "foo bar baz"}, Row{"Plus", "Disney+", "disney+"},
        Row{"Control", std::string("a\0b", 3), "b"}, Row{"MiddleDot", "ガ・ス", "ガ ス"}),
    RowName{});

class SameName : public testing::TestWithParam<std::pair<std::string, std::string>> {};

TEST_P(SameName, FoldsTheSame) {
  EXPECT_EQ(fold_name(GetParam().first), fold_name(GetParam().second));
}

INSTANTIATE_TEST_SUITE_P(Pairs, SameName,
                         testing::Values(std::pair{"New-York Times", "The New York Times"},
                                         std::pair{"Le  MONDE", "le monde"},
                                         std::pair{"Science & Vie", "Science and Vie"},
                                         std::pair{"Al-Jazeera", "al jazeera"},
                                         std::pair{"L´Équipe", "l’equipe"}));

class DifferentName : public testing::TestWithParam<std::pair<std::string, std::string>> {};

TEST_P(DifferentName, FoldsDifferently) {
  EXPECT_NE(fold_name(GetParam().first), fold_name(GetParam().second));
}

INSTANTIATE_TEST_SUITE_P(Pairs, DifferentName,
                         testing::Values(std::pair{"C", "C++"}, std::pair{"", "?"},
                                         std::pair{"Times", "Thames"}, std::pair{"バス", "パス"},
                                         std::pair{"人民日报", "人民网"}));

TEST(FoldWords, KeepsTheArticle) {
  EXPECT_EQ(fold_words("The Times"), "the times");
  EXPECT_EQ(fold_words("L'Équipe"), "l equipe");
  EXPECT_EQ(fold_words("L'Equipe"), "l equipe");
}

std::string random_text(std::mt19937& random, std::string_view alphabet, std::size_t longest) {
  std::string text;
  for (std::size_t size = random() % (longest + 1); size > 0; --size) {
    text.push_back(alphabet[random() % alphabet.size()]);
  }
  return text;
}

// An appended "é" sends the same text down the path that knows all of Unicode.
TEST(FoldWords, AsciiPathAgreesWithTheOther) {
  std::mt19937 random(20200225);
  for (int i = 0; i < 5000; ++i) {
    const std::string text = random_text(random, "abLdD'.`&-+$ \t\"(,;|~^_@U0", 12);
    const std::string both = fold_words(text + " x") + " e";
    EXPECT_EQ(fold_words(text + " x é"), both) << text;
  }
}

TEST(FoldWords, IsStable) {
  std::mt19937 random(7);
  for (int i = 0; i < 5000; ++i) {
    const std::string text =
        random_text(random, "abl'.&- \xC3\xA9\xCC\x81\xD0\xB8\xE2\x80\x99", 10);
    EXPECT_EQ(fold_words(fold_words(text)), fold_words(text)) << printable(text);
  }
}

// ---- Slugs ----

class Slug : public testing::TestWithParam<Row> {};

TEST_P(Slug, IsAscii) { EXPECT_EQ(slug(GetParam().in), GetParam().out); }

INSTANTIATE_TEST_SUITE_P(
    Names, Slug,
    testing::Values(Row{"Ascii", "The New York Times", "the-new-york-times"},
                    Row{"French", "L'Événement", "l-evenement"},
                    Row{"FrenchTypographic", "L’Événement", "l-evenement"},
                    Row{"Ligatures", "Œuvre ﬁne", "oeuvre-fine"},
                    Row{"German", "Straße", "strasse"}, Row{"Hangul", "한국일보", "hangug-ilbo"},
                    Row{"Han", "北京", "bei-jing"}, Row{"Cyrillic", "Новая Газета", "novaa-gazeta"},
                    Row{"CyrillicSoftSign", "Большой", "bolsoj"}, Row{"Greek", "Τα Νέα", "ta-nea"},
                    Row{"Fullwidth", "ＡＢＣ", "abc"}, Row{"Edges", "--a__b--", "a-b"},
                    Row{"Empty", "", ""}, Row{"OnlyPunctuation", "?!", ""},
                    Row{"OnlySymbols", "★😀", ""}, Row{"Nul", std::string("a\0b", 3), "a-b"},
                    Row{"Invalid",
                        "a\xFF"
                        "b",
                        "a-b"}),
    RowName{});

TEST(SlugInThreads, IsTheSameInEach) {
  std::vector<std::string> slugs(4);
  std::vector<std::thread> threads;
  for (std::string& out : slugs)
    threads.emplace_back([&out] { out = slug("한국일보") + fold_name("É"); });
  for (std::thread& thread : threads) thread.join();
  EXPECT_THAT(slugs, testing::Each("hangug-ilboe"));
}

// ---- Distance ----

TEST(NameSimilarity, IsOneForSpellingsOfOneName) {
  EXPECT_DOUBLE_EQ(name_similarity("The Times", "TIMES"), 1.0);
  EXPECT_DOUBLE_EQ(name_similarity("Smith, John", "John Smith"), 1.0);
  EXPECT_DOUBLE_EQ(name_similarity("", ""), 1.0);
}

TEST(NameSimilarity, FallsWithTheDistance) {
  EXPECT_DOUBLE_EQ(name_similarity("abcd", "abcx"), 0.75);
  EXPECT_DOUBLE_EQ(name_similarity("한국일보", "한국일"), 0.75);
  EXPECT_DOUBLE_EQ(name_similarity("abcd", "wxyz"), 0.0);
  EXPECT_DOUBLE_EQ(name_similarity("abcd", ""), 0.0);
}

// ---- Columns ----

struct Width {
  std::string name;
  std::string text;
  std::size_t columns;
};

class DisplayWidth : public testing::TestWithParam<Width> {};

TEST_P(DisplayWidth, CountsColumns) {
  EXPECT_EQ(display_width(GetParam().text), GetParam().columns);
}

INSTANTIATE_TEST_SUITE_P(
    Texts, DisplayWidth,
    testing::Values(Width{"Empty", "", 0}, Width{"Ascii", "abc", 3}, Width{"Accents", "été", 3},
                    Width{"CombiningMark", "e\u0301", 1}, Width{"LoneMark", "\u0301", 0},
                    Width{"Hangul", "한국", 4}, Width{"DecomposedHangul", "\u1112\u1161\u11AB", 2},
                    Width{"Han", "人民a", 5}, Width{"Fullwidth", "Ａ", 2},
                    Width{"HalfwidthKana", "ｶ", 1}, Width{"ZeroWidthSpace", "a\u200bb", 2},
                    Width{"Control", "a\x1b\x7f\u0085", 1}, Width{"Emoji", "😀", 2},
                    Width{"SkinTone", "👍🏽", 2}, Width{"Family", "👨\u200d👩\u200d👧", 2},
                    Width{"Flag", "🇫🇷", 2}, Width{"TwoFlags", "🇫🇷🇩🇪", 4},
                    Width{"Devanagari", "कि", 2}, Width{"Invalid", "a\xFF", 2}),
    RowName{});

struct Cut {
  std::string name;
  std::string text;
  std::size_t columns;
  std::string out;
};

class Ellipsize : public testing::TestWithParam<Cut> {};

TEST_P(Ellipsize, FitsAndSplitsNoCharacter) {
  const std::string out = ellipsize(GetParam().text, GetParam().columns);
  EXPECT_EQ(out, GetParam().out);
  EXPECT_LE(display_width(out), GetParam().columns);
}

INSTANTIATE_TEST_SUITE_P(
    Cuts, Ellipsize,
    testing::Values(Cut{"Empty", "", 5, ""}, Cut{"Fits", "abc", 3, "abc"},
                    Cut{"OneTooMany", "abcd", 3, "ab…"}, Cut{"OneColumn", "abc", 1, "…"},
                    Cut{"NoColumn", "abc", 0, ""}, Cut{"WideFits", "한국", 4, "한국"},
                    Cut{"WideDoesNotFit", "한국일", 4, "한…"},
                    Cut{"MarkStaysWithItsBase", "e\u0301e\u0301e\u0301", 2, "e\u0301…"},
                    Cut{"FlagStaysWhole", "a🇫🇷b", 3, "a…"},
                    Cut{"FamilyStaysWhole", "👨\u200d👩\u200d👧ab", 3, "👨\u200d👩\u200d👧…"}),
    RowName{});

TEST(LengthInCharacters, CountsCodePoints) {
  EXPECT_EQ(length_in_characters(""), 0u);
  EXPECT_EQ(length_in_characters("aé한😀"), 4u);
  EXPECT_EQ(length_in_characters("e\u0301"), 2u);
}

struct Wrapped {
  std::string name;
  std::string text;
  std::size_t columns;
  std::vector<std::string> lines;
};

class Wrap : public testing::TestWithParam<Wrapped> {};

TEST_P(Wrap, BreaksAtSpacesWhereItCan) {
  EXPECT_EQ(wrap(GetParam().text, GetParam().columns), GetParam().lines);
}

INSTANTIATE_TEST_SUITE_P(
    Texts, Wrap,
    testing::Values(Wrapped{"Empty", "", 5, {}}, Wrapped{"OnlySpace", "  \n", 5, {}},
                    Wrapped{"OneLine", "a bc", 5, {"a bc"}},
                    Wrapped{"ExactFit", "ab cd", 5, {"ab cd"}},
                    Wrapped{"TwoLines", "ab cde", 5, {"ab", "cde"}},
                    Wrapped{"RunsOfSpace", " ab \n cd ", 5, {"ab cd"}},
                    Wrapped{"LongWord", "abcdefgh", 3, {"abc", "def", "gh"}},
                    Wrapped{"LongWordThenShort", "abcd e", 3, {"abc", "d e"}},
                    Wrapped{"ShortThenLongWord", "a bcdef", 3, {"a", "bcd", "ef"}},
                    Wrapped{"WideLetters", "한국일보", 5, {"한국", "일보"}},
                    Wrapped{"NoBreakSpace", "a b\u00a0c", 3, {"a", "b\u00a0c"}},
                    Wrapped{"MarkStaysWithItsBase", "e\u0301e\u0301", 1, {"e\u0301", "e\u0301"}},
                    Wrapped{"WiderThanTheLine", "한국", 1, {"한", "국"}},
                    Wrapped{"NoColumns", "ab c", 0, {"a", "b", "c"}}),
    RowName{});

class Printable : public testing::TestWithParam<Row> {};

TEST_P(Printable, IsHarmless) { EXPECT_EQ(printable(GetParam().in), GetParam().out); }

INSTANTIATE_TEST_SUITE_P(
    Texts, Printable,
    testing::Values(Row{"Empty", "", ""}, Row{"Plain", "Le Monde — 한국", "Le Monde — 한국"},
                    Row{"Escape", "\x1b[2J", "␛[2J"}, Row{"Nul", std::string("a\0b", 3), "a␀b"},
                    Row{"LineEnds", "a\r\nb", "a␍␊b"}, Row{"Tab", "a\tb", "a␉b"},
                    Row{"Delete", "a\x7f", "a␡"}, Row{"C1", "\u009b2J", "\uFFFD2J"},
                    Row{"RawC1Byte",
                        "\x9b"
                        "2J",
                        "\uFFFD2J"},
                    Row{"LineSeparator", "a\u2028b\u2029", "a␤b␤"},
                    Row{"RightToLeftOverride", "a\u202egpj.exe\u202c", "agpj.exe"},
                    Row{"Isolates", "\u2066a\u2067b\u2068c\u2069", "abc"},
                    Row{"NeighboursStay", "\u202f\u2065", "\u202f\u2065"},
                    Row{"RightToLeftTextStays", "שלום", "שלום"}),
    RowName{});

// ---- SHA-256 ----

class Sha256 : public testing::TestWithParam<Row> {};

TEST_P(Sha256, MatchesTheStandard) { EXPECT_EQ(sha256_hex(GetParam().in), GetParam().out); }

// Source: NIST, SHA examples for FIPS 180-4, and sha256sum for the NUL byte.
INSTANTIATE_TEST_SUITE_P(
    Vectors, Sha256,
    testing::Values(
        Row{"Empty", "", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"},
        Row{"Abc", "abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"},
        Row{"TwoBlocks", "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
            "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"},
        Row{"MillionTimesA", std::string(1000000, 'a'),
            "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0"},
        Row{"NulByte", std::string(1, '\0'),
            "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d"}),
    RowName{});

}  // namespace
}  // namespace whocites
