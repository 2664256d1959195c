// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "ingest/text/language.h"
#include "tests/support/article.h"

namespace whocites {
namespace {

using ingest::text::Language;
using ::testing::ElementsAreArray;

struct Told {
  const char* text;
  Language language;
};

TEST(DetectLanguage, GoesBySmallWords) {
  const Told kTold[] = {
      {"The ferry left the harbour at noon and did not come back.", Language::English},
      {"Die Fähre hat den Hafen am Mittag verlassen und ist nicht zurückgekehrt.",
       Language::German},
      {"Le ferry a quitté le port à midi et il n'est pas revenu dans la nuit.", Language::French},
      {"El barco salió del puerto al mediodía y no ha vuelto en toda la noche.", Language::Spanish},
      {"Паром вышел из порта в полдень и не вернулся, как это уже было.", Language::Russian},
      {"", Language::English},
      {"Xyzzy plugh 12 34", Language::English},
      {"Promet je dovolila država, veliko ljudi se je vrnilo.", Language::English},
  };
  for (const Told& told : kTold) {
    EXPECT_EQ(ingest::text::detect_language(told.text), told.language) << told.text;
  }
}

TEST(LanguageTagged, ReadsThePrimarySubtag) {
  EXPECT_EQ(ingest::text::language_tagged("de-AT"), Language::German);
  EXPECT_EQ(ingest::text::language_tagged("RU"), Language::Russian);
  EXPECT_EQ(ingest::text::language_tagged("nl"), std::nullopt);
  EXPECT_EQ(ingest::text::language_tagged(""), std::nullopt);
}

struct Case {
  const char* name;
  const char* language;
  const char* text;
  std::vector<std::string> edges;
};

class WhoIsCitedIn : public ::testing::TestWithParam<Case> {};

TEST_P(WhoIsCitedIn, IsReadFromTheSentence) {
  ingest::ReadOptions options;
  options.language = GetParam().language;
  const testing::ReadArticle read = testing::read_article(GetParam().text, options);
  ASSERT_TRUE(read.result) << to_string(read.result.error());
  EXPECT_THAT(read.edges(), ElementsAreArray(GetParam().edges)) << GetParam().text;
}

const Case kCases[] = {
    {"GermanReported",
     "de",
     "Die Brücke bleibt gesperrt, berichtete die Süddeutsche Zeitung am Montag.",
     {"article -> Süddeutsche Zeitung: reports"}},
    {"GermanAccordingTo",
     "de",
     "Laut Reuters ist die Fähre gesunken.",
     {"article -> Reuters: reports"}},
    {"GermanAsReported",
     "de",
     "Wie der Spiegel berichtet, wurde der Vertrag schon im Mai geschlossen.",
     {"article -> Der Spiegel: reports"}},
    {"GermanCiting",
     "de",
     "Die Verhandlungen sind gescheitert, meldete Reuters unter Berufung auf Le Monde.",
     {"Reuters -> Le Monde: reports", "article -> Reuters: reports"}},
    {"GermanQuote",
     "de",
     "„Wir haben in dieser Nacht nichts gesehen“, sagte Bürgermeisterin Erika Muster.",
     {"article -> Erika Muster: quotes"}},
    {"GermanToldAnOutlet",
     "de",
     "„Wir haben dort gar nichts gesehen“, sagte Erika Muster der Süddeutschen Zeitung.",
     {"Süddeutsche Zeitung -> Erika Muster: quotes", "article -> Süddeutsche Zeitung: reports"}},
    {"GermanVerbBehindThat",
     "de",
     "Das berichtet die Nachrichtenagentur dpa.",
     {"article -> Deutsche Presse-Agentur: reports"}},
    {"GermanTitleInMarks",
     "de",
     "Die „Zeit“ schreibt, der Vertrag sei ein Fehler.",
     {"article -> Die Zeit: reports"}},
    {"GermanVerbAtTheEnd",
     "de",
     "Reuters hatte zuerst über den Entwurf berichtet.",
     {"article -> Reuters: reports"}},
    {"GermanQuotationCloses",
     "de",
     "„Wir haben das nicht gewusst.“ Kanzler Hans Muster erklärte, der Vertrag sei gut.",
     {"article -> Hans Muster: reports"}},
    {"GermanNounIsNoName", "de", "Laut einer Umfrage von Qorsa sind viele dagegen.", {}},
    {"GermanNothing", "de", "Die Zeit war knapp, sagte der Mann, und die Welt schaute zu.", {}},
    {"GermanDenied", "de", "Reuters berichtete nicht, wer die Fähre bezahlt hat.", {}},
    {"FrenchReported",
     "fr",
     "Le pont restera fermé, a rapporté Le Monde lundi.",
     {"article -> Le Monde: reports"}},
    {"FrenchAccordingTo",
     "fr",
     "Selon l'AFP, le ferry a coulé dans la nuit.",
     {"article -> Agence France-Presse: reports"}},
    {"FrenchQuote",
     "fr",
     "« Nous n'avons rien vu cette nuit », a déclaré la maire Jeanne Dupont.",
     {"article -> Jeanne Dupont: quotes"}},
    {"FrenchCiting",
     "fr",
     "Les négociations ont échoué, écrit Libération, citant Der Spiegel.",
     {"Libération -> Der Spiegel: reports", "article -> Libération: reports"}},
    {"FrenchInterview",
     "fr",
     "Interrogé par Libération, le député Jean Dupont a dit ne rien savoir.",
     {"Libération -> Jean Dupont: reports", "article -> Libération: reports"}},
    {"FrenchNothing", "fr", "Le monde a changé, a dit la dame, et le temps passe.", {}},
    {"FrenchReader", "fr", "Il lisait Le Figaro dans le train de Lille.", {}},
    {"SpanishReported",
     "es",
     "El puente seguirá cerrado, informó El País el lunes.",
     {"article -> El País: reports"}},
    {"SpanishAccordingTo",
     "es",
     "Según Reuters, el barco se hundió durante la noche.",
     {"article -> Reuters: reports"}},
    {"SpanishQuote",
     "es",
     "«No hemos visto nada en toda la noche», dijo la alcaldesa Juana Pérez.",
     {"article -> Juana Pérez: quotes"}},
    {"SpanishAgency",
     "es",
     "De acuerdo con la agencia EFE, varios editores protestaron.",
     {"article -> EFE: reports"}},
    {"SpanishNothing", "es", "El mundo ha cambiado, dijo la señora, y el tiempo pasa.", {}},
    {"SpanishDenied", "es", "Reuters no informó quién pagó el barco.", {}},
    {"RussianReported",
     "ru",
     "Мост останется закрытым, сообщает Reuters.",
     {"article -> Reuters: reports"}},
    {"RussianAccordingTo",
     "ru",
     "По данным агентства «Интерфакс», паром затонул ночью.",
     {"article -> Interfax: reports"}},
    {"RussianCiting",
     "ru",
     "Переговоры сорвались, пишет «Коммерсантъ» со ссылкой на Reuters.",
     {"Kommersant -> Reuters: reports", "article -> Kommersant: reports"}},
    {"RussianQuote",
     "ru",
     "«Мы ничего не видели этой ночью», — сказал мэр Иван Петров.",
     {"article -> Иван Петров: quotes"}},
    {"RussianBentName",
     "ru",
     "По данным «Коммерсанта», паром затонул ночью.",
     {"article -> Kommersant: reports"}},
    {"RussianInterview",
     "ru",
     "«Мы ничего не видели», — сказал мэр Иван Петров в интервью «Медузе».",
     {"Meduza -> Иван Петров: quotes", "article -> Meduza: reports"}},
    {"RussianNothing", "ru", "Правда всегда одна, и время это покажет.", {}},
};
INSTANTIATE_TEST_SUITE_P(Languages, WhoIsCitedIn, ::testing::ValuesIn(kCases),
                         [](const auto& tested) { return tested.param.name; });

}  // namespace
}  // namespace whocites
