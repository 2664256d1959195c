// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#include "storage/search.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <random>
#include <set>

#include "base/edit_distance.h"
#include "base/text.h"
#include "tests/support/faulty_store.h"
#include "tests/support/result_matchers.h"
#include "tests/support/store_builder.h"

namespace whocites::testing {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

// ---- the index agrees with looking at every name ----

constexpr std::array<std::u32string_view, 5> kScripts = {U"abe", U"aéün", U"газ", U"한국일보",
                                                         U"日本a"};

class RandomNames {
 public:
  explicit RandomNames(unsigned seed) : random_(seed) {
    for (std::u32string_view script : kScripts) {
      for (int i = 0; i < 14; ++i) words_.push_back(word(script));
    }
  }
  std::uint32_t below(std::size_t limit) { return static_cast<std::uint32_t>(random_() % limit); }
  std::string name() {
    std::string text = below(5) == 0 ? "The " : "";
    for (std::uint32_t left = 1 + below(4); left > 0; --left) {
      text += words_[below(words_.size())] + (left > 1 ? " " : "");
    }
    return text;
  }
  // A part of the name, as somebody would search it; with `typo` one word is misspelt.
  std::string question(const std::string& name, bool typo) {
    std::vector<std::string> words;
    const std::string folded = fold_words(name);
    for (std::string_view one : split(folded, ' ')) words.emplace_back(one);
    const std::size_t begin = below(words.size());
    words.erase(words.begin(), words.begin() + static_cast<std::ptrdiff_t>(begin));
    words.resize(1 + below(words.size()));
    if (typo) {
      std::string& one = words[below(words.size())];
      one = misspelt(one);
    } else if (below(2) == 0) {
      const std::u32string whole = to_characters(words.back());
      words.back() = to_utf8(whole.substr(0, 1 + below(whole.size())));
    }
    return join(words, " ");
  }

 private:
  std::string word(std::u32string_view script) {
    std::u32string text;
    const std::size_t length = 1 + below(7);
    while (text.size() < length) text.push_back(script[below(script.size())]);
    return to_utf8(text);
  }
  std::string misspelt(const std::string& word) {
    std::u32string text = to_characters(word);
    const std::size_t at = below(text.size());
    const std::u32string_view script = kScripts[below(kScripts.size())];
    const char32_t letter = script[below(script.size())];
    switch (below(4)) {
      case 0:
        text.insert(text.begin() + static_cast<std::ptrdiff_t>(at), letter);
        break;
      case 1:
        if (text.size() > 1) text.erase(at, 1);
        break;
      case 2:
        text[at] = letter;
        break;
      default:
        if (at > 0) std::swap(text[at], text[at - 1]);
    }
    return to_utf8(text);
  }

  std::mt19937 random_;
  std::vector<std::string> words_;
};

// How well a name answers, by comparing it with the query: the class, and for a misspelling the
// edits of the whole or of as many words.
std::optional<std::pair<Match, std::size_t>> rated(const std::string& name,
                                                   const std::string& query) {
  if (name == query) return std::pair(Match::Exact, std::size_t{0});
  if (name.starts_with(query)) return std::pair(Match::Prefix, std::size_t{0});
  const std::vector<std::string_view> words = split(name, ' ');
  const std::vector<std::string_view> wanted = split(query, ' ');
  std::size_t begun = 0;
  for (std::string_view word : words) {
    if (begun < wanted.size() && word.starts_with(wanted[begun])) ++begun;
  }
  if (begun == wanted.size()) return std::pair(Match::Word, std::size_t{0});
  for (std::size_t i = 0; i + wanted.size() <= words.size(); ++i) {
    std::size_t edits = 0;
    for (std::size_t k = 0; k < wanted.size(); ++k) {
      edits += edit_distance(wanted[k], words[i + k], 9);
    }
    if (edits == 1) return std::pair(Match::Misspelling, edits);
  }
  return std::nullopt;
}

class SearchOfRandomNames : public ::testing::TestWithParam<unsigned> {};
INSTANTIATE_TEST_SUITE_P(Seeds, SearchOfRandomNames, ::testing::Range(1U, 7U));

TEST_P(SearchOfRandomNames, FindsWhatComparingEveryNameFinds) {
  RandomNames random(GetParam());
  const std::unique_ptr<Store> store = make_memory_store();
  std::map<std::string, std::vector<std::string>> names;  // of each key
  std::vector<std::string> asked_of;
  for (int i = 0; i < 120; ++i) {
    BatchBuilder build(*store);
    NodeFacts facts = titled(random.name());
    if (random.below(3) == 0) facts.aliases.push_back(random.name());
    const std::string key = "#" + std::to_string(i);
    build.node(key, facts);
    ASSERT_THAT(build.commit(*store), IsOk());
    asked_of.push_back(facts.title);
    if (random.below(6) == 0) {
      BatchBuilder forget(*store, Action::Forget);
      forget.withdraws(build.changes.batch.id);
      ASSERT_THAT(forget.commit(*store), IsOk());
      continue;
    }
    facts.aliases.push_back(facts.title);
    for (const std::string& name : facts.aliases) {
      names[key].push_back(fold_name(name));
      names[key].push_back(fold_words(name));
    }
  }
  const Reader reader = Reader::make(*store).value();
  SearchOptions all;
  all.limit = SIZE_MAX;
  for (int round = 0; round < 250; ++round) {
    const std::string text =
        random.question(asked_of[random.below(asked_of.size())], random.below(2) == 0);
    SCOPED_TRACE("'" + text + "'");
    const std::string query = fold_name(text);
    const Result<SearchAnswer> answer = search(reader, text, all);
    ASSERT_THAT(answer, IsOk());
    EXPECT_FALSE(answer->more);
    std::map<std::string, std::pair<Match, std::size_t>> found;
    for (const SearchHit& hit : answer->hits) found[hit.node.key] = {hit.match, hit.distance};
    std::map<std::string, std::pair<Match, std::size_t>> expected;
    for (const auto& [key, list] : names) {
      for (const std::string& name : list) {
        const auto quality = rated(name, query);
        if (!quality) continue;
        if (quality->first == Match::Misspelling && length_in_characters(query) <= 2) continue;
        const auto at = expected.try_emplace(key, *quality).first;
        at->second = std::min(at->second, *quality);
      }
    }
    // Only what is farther than one typo may be there too.
    std::erase_if(found, [&](const auto& row) {
      return row.second.first == Match::Misspelling && !expected.contains(row.first);
    });
    EXPECT_EQ(found, expected);
  }
}

// ---- single questions ----

class SearchOfNames : public ::testing::Test {
 protected:
  NodeId add(const std::string& key, NodeFacts facts) {
    BatchBuilder build(*store_);
    const NodeId id = build.node(key, std::move(facts));
    EXPECT_THAT(build.commit(*store_), IsOk());
    return id;
  }
  void add(const std::string& key, const std::string& title) { add(key, titled(title)); }
  std::vector<std::string> found(std::string_view text, SearchOptions options = {}) {
    const Reader reader = Reader::make(*store_).value();
    const Result<SearchAnswer> answer = search(reader, text, options);
    EXPECT_THAT(answer, IsOk());
    std::vector<std::string> rows;
    if (!answer) return rows;
    more_ = answer->more;
    for (const SearchHit& hit : answer->hits) {
      rows.push_back(hit.node.key + " " + std::string(name_of(hit.match)));
    }
    return rows;
  }
  Reader reader() { return Reader::make(*store_).value(); }

  std::unique_ptr<Store> store_ = make_memory_store();
  bool more_ = false;
};

struct Question {
  std::string_view name;
  std::string_view text;
  std::vector<std::string> keys;
};

class AnswersOf : public SearchOfNames, public ::testing::WithParamInterface<Question> {};
const Question kQuestions[] = {
    {"Nothing", "", {}},
    {"OnlySpace", " \t", {}},
    {"Unknown", "zzzz", {}},
    {"Exact", "Harlow Gazette", {"gazette exact"}},
    {"ArticleInTheQuestion", "The Harlow Gazette", {"gazette exact"}},
    {"OnlyAnArticle", "the", {"post prefix", "gazette prefix", "end word"}},
    {"Beginning", "harlow g", {"gazette prefix"}},
    {"WordsInOrder", "bridge unsafe", {"bridge word"}},
    {"WordsOutOfOrder", "unsafe bridge", {}},
    {"SwappedLetters", "harlwo gazette", {"gazette misspelling"}},
    {"FirstLetterWrong", "karlow gazette", {"gazette misspelling"}},
    {"FirstLetterMissing", "arlow gazette", {"gazette misspelling"}},
    {"TypoInEachWord", "harlov gazete", {"gazette misspelling"}},
    {"TwoTyposInALongWord", "hralow gaezttee", {}},
    {"TwoTyposInOneWord", "gazzetet", {"gazette misspelling"}},
    {"SpaceMissing", "harlowgazette", {"gazette misspelling"}},
    {"SpaceTooMany", "har low gazette", {"gazette misspelling"}},
    {"Alias", "the old lady", {"post exact"}},
    {"Domain", "harbour.example", {"post exact"}},
    {"BeginningOfADomain", "harbour.exa", {"post prefix"}},
    {"Doi", "doi:10.1234/ABC", {"end exact"}},
    {"Hangul", "한국일", {"korea prefix"}},
    {"HangulTypo", "한국일부", {"korea misspelling"}},
    {"AccentsDoNotMatter", "equipé", {"equipe exact"}},
    {"OnlyPunctuation", "^^", {"marks exact"}},
    {"MarksAreNotWords", "^harlow", {"gazette prefix"}},
    {"ByKey", "equip", {"equipe prefix"}},
};
INSTANTIATE_TEST_SUITE_P(Questions, AnswersOf, ::testing::ValuesIn(kQuestions),
                         [](const auto& sample) { return std::string(sample.param.name); });

TEST_P(AnswersOf, TheQuestion) {
  add("gazette", "The Harlow Gazette");
  add("bridge", "Old bridge is called unsafe");
  NodeFacts post = titled("The Harbour Post", Kind::Outlet);
  post.aliases = {"The Old Lady"};
  post.domains = {"harbour.example"};
  add("post", post);
  NodeFacts end = titled("At the end");
  end.url = "https://doi.org/10.1234/abc";
  add("end", end);
  add("korea", "한국일보");
  add("equipe", "L'Équipe");
  add("marks", "^^");
  EXPECT_EQ(found(GetParam().text), GetParam().keys);
  EXPECT_FALSE(more_);
}

TEST_F(SearchOfNames, TellsWhenNotAllWereLookedAt) {
  BatchBuilder build(*store_);
  for (std::size_t i = 0; i < SearchOptions{}.max_rated + 5; ++i) {
    build.node("#" + std::to_string(i), titled("Report " + std::to_string(i)));
  }
  build.node("#last", titled("Report"));
  ASSERT_THAT(build.commit(*store_), IsOk());
  EXPECT_EQ(found("report").front(), "#last exact");
  EXPECT_TRUE(more_);
  SearchOptions one;
  one.limit = 1;
  EXPECT_THAT(found("report 77", one), ElementsAre("#77 exact"));
  EXPECT_FALSE(more_);
}

TEST_F(SearchOfNames, NamesThatWereTakenBackAreNotFound) {
  add("kept", "Kept report");
  BatchBuilder build(*store_);
  build.node("gone", titled("Gone report"));
  ASSERT_THAT(build.commit(*store_), IsOk());
  BatchBuilder forget(*store_, Action::Forget);
  forget.withdraws(build.changes.batch.id);
  ASSERT_THAT(forget.commit(*store_), IsOk());
  EXPECT_THAT(found("report"), ElementsAre("kept word"));
  EXPECT_THAT(found("gone report"), IsEmpty());
  EXPECT_THAT(found("gone rep"), IsEmpty());
}

TEST_F(SearchOfNames, AFaultAnywhereIsReported) {
  add("gazette", "The Harlow Gazette");
  std::size_t faults = 0;
  for (std::string_view text : {"harlow", "harlow gaz", "harlov gazete", "harlo wgazette"}) {
    for (std::size_t fail_at = 0;; ++fail_at) {
      FaultyStore faulty(*store_, fail_at);
      const Result<Reader> reader = Reader::make(faulty);
      const Result<SearchAnswer> answer = reader ? search(*reader, text) : fail(reader.error());
      if (!faulty.has_failed()) break;
      EXPECT_THAT(answer, FailsWith(ErrorCode::Io, "fault injected")) << text << ", " << fail_at;
      ++faults;
    }
  }
  EXPECT_GT(faults, 20U);
}

TEST_F(SearchOfNames, ANameIsFoundByItsBeginningOrNot) {
  add("gazette", "The Harlow Gazette");
  add("tower", "Tower of the Gazette");
  add("tow", "Harlow town");
  EXPECT_EQ(find_node(reader(), "harlow g").value().key, "gazette");
  EXPECT_EQ(find_node(reader(), "the harlow gaz").value().key, "gazette");
  EXPECT_EQ(find_node(reader(), "tower").value().key, "tower");
  const auto ambiguous = find_node(reader(), "harlow");
  ASSERT_FALSE(ambiguous);
  EXPECT_THAT(ambiguous.error().hint, ::testing::HasSubstr("gazette"));
  EXPECT_THAT(ambiguous.error().hint, ::testing::HasSubstr("tow "));
  const auto unknown = find_node(reader(), "gazete");
  ASSERT_FALSE(unknown);
  EXPECT_THAT(unknown.error().hint, ::testing::HasSubstr("did you mean"));
}

}  // namespace
}  // namespace whocites::testing
