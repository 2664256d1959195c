// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#include "tests/support/sample_networks.h"

#include <algorithm>
#include <random>

namespace whocites::tests {
namespace {

Timestamp moment(std::int64_t seconds) { return Timestamp(std::chrono::seconds(seconds)); }

}  // namespace

Node& NetworkBuilder::node(Kind kind, const std::string& key, const std::string& title) {
  for (Node& known : nodes_) {
    if (known.key == key) return known;
  }
  Node node;
  node.id = NodeId(static_cast<std::uint32_t>(nodes_.size() + 1));
  node.key = key;
  node.kind = kind;
  node.facts.kind = kind;
  node.facts.title = title;
  nodes_.push_back(std::move(node));
  return nodes_.back();
}

Node& NetworkBuilder::article(const std::string& key, const std::string& title,
                              std::string_view date, const std::string& outlet) {
  Node& made = node(Kind::Article, key, title);
  if (!date.empty()) made.facts.date = parse_date(date).value();
  if (!outlet.empty()) made.part_of = id_of(outlet);
  return made;
}

Citation& NetworkBuilder::cite(const std::string& from, const std::string& to, Relation relation,
                               const std::string& sentence, std::uint64_t line) {
  Evidence evidence;
  evidence.batch = BatchId(1);
  evidence.text = sentence;
  if (line != 0) evidence.place = {"article.txt", line, 0, 0};
  for (Citation& known : citations_) {
    if (known.from == id_of(from) && known.to == id_of(to) && known.relation == relation) {
      known.evidence.push_back(evidence);
      return known;
    }
  }
  citations_.push_back({id_of(from), id_of(to), relation, {evidence}, {}});
  return citations_.back();
}

void NetworkBuilder::decide(const std::string& a, const std::string& b, bool same,
                            const std::string& reason) {
  identities_.push_back({BatchId(2), id_of(a), id_of(b), same, reason});
}

NodeId NetworkBuilder::id_of(const std::string& key) const {
  const auto found =
      std::find_if(nodes_.begin(), nodes_.end(), [&](const Node& node) { return node.key == key; });
  return found != nodes_.end() ? found->id : NodeId();
}

Network NetworkBuilder::network() const {
  Network made = make_network(nodes_, citations_);
  made.identities = identities_;
  return made;
}

Network small_network() {
  NetworkBuilder make;
  Node& group = make.node(Kind::Organization, "organization:harbour-media", "Harbour Media");
  group.facts.country = "GB";
  Node& outlet = make.node(Kind::Outlet, "harbour-gazette.example", "The Harbour Gazette");
  outlet.part_of = make.id_of("organization:harbour-media");
  outlet.facts.domains = {"harbour-gazette.example", "hg.example"};
  outlet.facts.aliases = {"Harbour Gazette", "HG"};
  Node& story = make.article("https://hg.example/ferry?a=1&b=2", "Ferry \"Aurora\" to be sold",
                             "2021-03-04", "harbour-gazette.example");
  story.facts.url = "https://www.hg.example/ferry?a=1&b=2#top";
  story.facts.language = "en";
  story.facts.authors = {"Ann Lee", "Ö. Şahin"};
  story.facts.notes = {"seen on paper, too"};
  story.facts.properties = {{"words", "1.50e3"}, {"title", "\"clashes\""}, {"tags", "[1, \"x\"]"}};
  make.article("article:2021-03-05-1", "", "2021-03-05~");
  make.node(Kind::Publication, "publication:fleet-report", "Fleet report").facts.date =
      parse_date("2020/2021-01").value();
  make.node(Kind::Person, "person:mara-quill", "Mara Quill");
  Node& unresolved = make.node(Kind::Publication, "publication:harbor-gazzete", "Harbor Gazzete");
  unresolved.facts.unresolved = true;
  unresolved.facts.suggestions = {{"harbour-gazette.example", "The Harbour Gazette", 0.875}};

  const std::string story_key = "https://hg.example/ferry?a=1&b=2";
  Citation& report = make.cite("article:2021-03-05-1", story_key, Relation::Reports,
                               "The Gazette said the ferry is sold.", 3);
  Evidence again = report.evidence.front();
  again.batch = BatchId(2);
  again.text = "As the Gazette had it, \"sold\".";
  again.place = {"other.html", 0, 120, 151};
  again.confidence = 0.75;
  again.date = parse_date("2021-03-06").value();
  again.properties = {{"section", "\"news\""}, {"line", "7"}};
  report.evidence.push_back(again);
  report.judgements = {{BatchId(3), Verdict::Confirmed, "ann", moment(1614988800), "read both"}};
  make.cite(story_key, "publication:fleet-report", Relation::BasedOn, "", 9);
  make.cite(story_key, "person:mara-quill", Relation::Quotes, "“We sell,” said Mara Quill.", 5);
  make.cite(story_key, "person:mara-quill", Relation::Mentions, "Mara Quill, who runs it.", 2);
  make.cite("article:2021-03-05-1", "publication:harbor-gazzete", Relation::Mentions,
            "See Harbor Gazzete.", 8)
      .evidence.front()
      .confidence = 0.3;
  make.cite("article:2021-03-05-1", "harbour-gazette.example", Relation::Links, "Gazette", 1)
      .judgements = {{BatchId(4), Verdict::Rejected, "ann", moment(1614988801), "an advert"}};
  make.decide("publication:harbor-gazzete", "harbour-gazette.example", false, "unsure, so no");
  return make.network();
}

Network relayed_network() {
  NetworkBuilder make;
  make.article("article:2020-02-25-0f3a", "", "2020-02-25");
  const std::vector<std::pair<std::string, std::string>> relays{
      {"koreapost.com", "The Korea Post"}, {"theseoultimes.com", "The Seoul Times"}};
  const std::vector<std::pair<std::string, std::string>> papers{
      {"thetimes.co.uk", "The Times"},
      {"sundaytimes.co.uk", "The Sunday Times"},
      {"ft.com", "Financial Times"},
      {"iz.ru", "Izvestia"},
      {"lemonde.fr", "Le Monde"}};
  for (const auto& [key, name] : relays) make.node(Kind::Outlet, key, name);
  for (const auto& [key, name] : papers) make.node(Kind::Outlet, key, name);
  Node& misspelt = make.node(Kind::Publication, "publication:crual-l-eveneman", "Crual L'Eveneman");
  misspelt.facts.unresolved = true;
  misspelt.facts.suggestions = {{"la-croix.com", "La Croix", 0.61}};
  make.node(Kind::Person, "person:serzh-sargsyan", "Serzh Sargsyan");
  for (const auto& [relay, name] : relays) {
    make.cite("article:2020-02-25-0f3a", relay, Relation::Reports,
              "South Korean media, including The Korea Post and The Seoul Times, published "
              "articles on the anniversary.",
              7);
    for (const auto& [paper, paper_name] : papers) {
      make.cite(relay, paper, Relation::Reports,
                "It was noted that publications such as the Sunday Times, Financial Times, The "
                "Times, Izvestia, Le Monde published articles about the events.",
                15);
    }
    make.cite(relay, "publication:crual-l-eveneman", Relation::Reports,
              "… Le Monde, Crual L'Eveneman published articles.", 15);
    make.cite(relay, "person:serzh-sargsyan", Relation::Quotes,
              "Serzh Sargsyan’s words have been reflected in the articles.", 13);
  }
  return make.network();
}

Network circle_network() {
  NetworkBuilder make;
  struct Row {
    const char *key, *outlet, *title, *date;
  };
  const std::vector<Row> rows{
      {"dewiki", "German Wikipedia", "Karl-Theodor zu Guttenberg", "2009-02-08"},
      {"spon", "Spiegel Online", "The new minister with the long name", "2009-02-09"},
      {"handelsblatt", "Handelsblatt", "Who is Guttenberg?", "2009-02-09"},
      {"rp", "Rheinische Post", "Eleven first names", "2009-02-09"},
      {"heute", "heute.de", "Portrait of the new minister", "2009-02-09"},
      {"bild", "Bild",
       "Do we have to remember all these names? The minister's eleven first "
       "names on our front page",
       "2009-02-10"},
      {"taz", "taz", "A baron for the economy", "2009-02-10"},
      {"sz", "Süddeutsche Zeitung", "Guttenberg, Karl-Theodor", "2009-02"},
      {"berliner", "Berliner Zeitung", "Names upon names", "2009-02-10"},
      {"bildblog", "BILDblog", "How I made the minister's name", "2009-02-10"},
      {"spon2", "Spiegel Online", "Correction: the false Wilhelm", "2009-02-11"},
  };
  for (const Row& row : rows) {
    const std::string outlet = std::string("outlet:") + row.outlet;
    make.node(Kind::Outlet, outlet, row.outlet);
    make.article(row.key, row.title, row.date, outlet).facts.url =
        std::string("https://") + row.key + ".example/";
  }
  make.cite("dewiki", "spon", Relation::BasedOn, "Reference 3: Spiegel Online.");
  make.cite("spon", "dewiki", Relation::BasedOn, "All first names as Wikipedia gives them.");
  for (const char* copy : {"handelsblatt", "rp", "heute", "bild", "taz"}) {
    make.cite(copy, "dewiki", Relation::BasedOn, "Eleven first names.");
  }
  make.cite("sz", "spon", Relation::Reports, "as Spiegel Online wrote");
  make.cite("berliner", "bild", Relation::Reports, "the front page of Bild");
  make.cite("bildblog", "dewiki", Relation::Disputes, "I added the name myself.");
  make.cite("bildblog", "bild", Relation::Quotes, "Do we have to remember this name?");
  make.cite("spon2", "spon", Relation::Corrects, "We repeated a false name.");
  make.cite("spon2", "bildblog", Relation::Reports, "as BILDblog made known");
  return make.network();
}

Network random_network(std::size_t articles, std::size_t outlets, std::size_t citations,
                       std::uint32_t seed) {
  std::mt19937 random(seed);
  const auto below = [&](std::size_t limit) { return random() % limit; };
  NetworkBuilder make;
  for (std::size_t i = 0; i < outlets; ++i) {
    make.node(Kind::Outlet, "outlet" + std::to_string(i), "Outlet number " + std::to_string(i));
  }
  const std::vector<std::string> subjects{"Harbour", "Election", "Bridge", "Hospital", "Ferry"};
  for (std::size_t i = 0; i < articles; ++i) {
    std::string month = std::to_string(1 + i * 12 / articles);
    if (month.size() == 1) month.insert(0, "0");
    make.article("a" + std::to_string(i),
                 subjects[below(subjects.size())] + " story number " + std::to_string(i),
                 "2024-" + month, outlets != 0 ? "outlet" + std::to_string(below(outlets)) : "");
  }
  for (std::size_t i = 0; i < citations && articles > 1; ++i) {
    const std::size_t from = 1 + below(articles - 1);
    // The lower of two draws: early articles are cited most.
    const std::size_t to = std::min(below(from), below(from));
    make.cite("a" + std::to_string(from), "a" + std::to_string(to), kRelations[below(4)].relation,
              "A sentence.", i + 1);
  }
  return make.network();
}

std::vector<HostileText> hostile_texts() {
  using namespace std::string_literals;
  return {
      {"Quotes", "say \"yes\" and 'no'"},
      {"BackslashAtEnd", "C:\\temp\\"},
      {"BackslashQuote", "a\\\"b"},
      {"GraphvizEscapes", "\\N \\G \\l \\r \\n \\E \\T \\H \\L"},
      {"Newlines", "one\ntwo\r\nthree"},
      {"Tags", "<b>bold</b><script>alert(1)</script>"},
      {"LooksLikeHtmlLabel", "<B>x</B>"},
      {"Entities", "AT&T &amp; &lt;tag&gt; &#0; &bogus;"},
      {"EndOfCdata", "]]> -- --> <!-- <?xml ?>"},
      {"RightToLeft", "עיתון הארץ, صحيفة"},
      {"Overrides", "abc\u202Egnp.exe\u2066"},
      {"Emoji", "👩‍👩‍👧 🏴‍☠️ naïve"},
      {"Long", std::string(5000, 'x')},
      {"LongWords",
       [] {
         std::string text;
         for (int i = 0; i < 900; ++i) text += "word ";
         return text;
       }()},
      {"Empty", ""},
      {"Blank", " \t "},
      {"Nul", "before\0after"s},
      {"InvalidUtf8", "caf\xE9 \xC3( \xF0\x28\x8C"},
      {"Controls", "\x01\x02\x1B[31mred\x7F\xC2\x85"},
      {"Noncharacters", "a\uFFFE\uFFFF b"},
      {"Formula", "=cmd|' /C calc'!A0"},
      {"Commas", "a,b;c\td|e"},
      {"Percent", "%5 %s %n"},
      {"Braces", "{a|b} [c] -> d; subgraph cluster_x {}"},
      {"Keyword", "node"},
      {"Number", "-1.5"},
      {"ScriptAddress", "javascript:alert('x')"},
  };
}

Network hostile_network(const std::string& text) {
  NetworkBuilder make;
  Node& outlet = make.node(Kind::Outlet, "o" + text, text);
  outlet.facts.url = text;
  Node& story = make.article(text, text, "2024", "o" + text);
  story.facts.url = "https://example.org/" + text;
  story.facts.authors = {text};
  story.facts.aliases = {text};
  story.facts.notes = {text};
  story.facts.country = text;
  story.facts.properties = {{text, "1"}, {"p", text}};
  Node& cited = make.node(Kind::Person, "p" + text, text);
  cited.facts.unresolved = true;
  cited.facts.suggestions = {{text, text, 0.5}};
  Citation& citation = make.cite(text, "p" + text, Relation::Quotes, text);
  citation.evidence.front().place = {text, 1, 2, 3};
  citation.evidence.front().properties = {{text, text}};
  citation.judgements = {{BatchId(2), Verdict::Rejected, text, moment(0), text}};
  make.cite(text, text, Relation::Links, text);
  make.decide(text, "p" + text, true, text);
  return make.network();
}

}  // namespace whocites::tests
