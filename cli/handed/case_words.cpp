// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#include "cli/handed/case_words.h"

#include "base/text.h"
#include "cli/commands/parts.h"
#include "cli/handed/case_files.h"
#include "render/json_text.h"

namespace whocites::cli {
namespace {

using render::json_string;
using render::JsonObject;

constexpr std::size_t kColumns = 78;
constexpr std::size_t kNameColumns = 16;

std::string paragraph(const std::string& text) { return join(wrap(text, kColumns), "\n") + "\n"; }

std::string counts_text(const CaseCounts& counts) {
  return counted(counts.nodes, "node", "nodes") + ", " +
         counted(counts.citations, "citation", "citations") + " with " +
         counted(counts.evidence, "piece of evidence", "pieces of evidence") + ", " +
         counted(counts.decisions, "decision", "decisions") + " of people and imports; said by " +
         counted(counts.batches, "import or command", "imports and commands");
}

bool is_left_out(const CaseStory& story, std::string_view name) {
  for (const auto& [file, reason] : story.left_out) {
    if (file == name) return true;
  }
  return name == kTextsFile && story.counts.texts == 0;
}

std::string files_text(const CaseStory& story) {
  std::string text;
  for (const CaseFileRow& row : case_file_rows()) {
    if (is_left_out(story, row.name)) continue;
    std::string name = "  " + std::string(row.name);
    name.resize(std::max(name.size() + 2, kNameColumns + 2), ' ');
    for (const std::string& line : wrap(row.what, kColumns - kNameColumns - 2)) {
      text += name + line + "\n";
      name.assign(kNameColumns + 2, ' ');
    }
  }
  for (const auto& [file, reason] : story.left_out) {
    text += paragraph("Not there: " + file + ", since " + reason + ".");
  }
  return text;
}

}  // namespace

std::string readme_text(const CaseStory& story) {
  std::string text = printable(story.title.empty() ? "Who cites whom: a case" : story.title) + "\n";
  text += std::string(display_width(trim(text)), '=') + "\n\n";
  text += paragraph(
      "This archive holds what a store of whocites has of one case: articles, outlets and "
      "publications, who cites whom, and for each citation the words that show it, where they "
      "stand, and who said so when.");
  text += "\n" + paragraph(counts_text(story.counts) + ".");
  text += paragraph("Taken from the store as it was at " + to_string(story.state) + " by") +
          "  whocites bundle" + printable(story.selection) + "\n\n";
  text += "The files\n" + files_text(story) + "\n";
  text += "To look at it\n" + paragraph(
                                  "Open page.html or graph.svg in a browser, and "
                                  "evidence.csv in a spreadsheet. Nothing is fetched.");
  text += "\nTo go on with it\n  whocites import " + shell_word(story.archive) + "\n" +
          paragraph(
              "brings all of it into your store, with who said what when; what is there "
              "already does not come twice, and nothing of yours is overwritten.");
  text += "\nTo check it\n  sha256sum -c SHA256SUMS\n  sh commands.sh " +
          shell_word(story.archive) + " again\n" +
          paragraph(
              "The first tells whether a file was changed, the second makes the files anew "
              "from the records, in the folder 'again'.");
  text += "\nWhat it does not say\n" +
          paragraph(
              "whocites takes no side. It tells who draws on whom, not who is right. A source "
              "that nobody declared is not in it; what is independent here may have a common "
              "source that nobody names. Names marked unresolved are kept as they were "
              "written: nobody has told yet what they mean. A date that is not known is "
              "left open.");
  text += paragraph(
      "log.jsonl names the people who imported and judged, and their files. Look at "
      "it before you publish this archive.");
  return text + "\nMade with whocites " + std::string(kVersion) + ".\n";
}

std::string commands_text(const CaseStory& story) {
  std::string text =
      "#!/bin/sh\n"
      "# Makes the files of this case anew from its records, in a store of its own in a new "
      "folder.\n"
      "# Pictures come out the same byte for byte with the same whocites, Graphviz and fonts.\n"
      "# Usage: sh commands.sh CASE.zip FOLDER ($WHOCITES: the program, if it is not on the path)\n"
      "set -eu\n"
      "case=$1\n"
      "folder=$2\n"
      "mkdir \"$folder\"\n"
      "run() { \"${WHOCITES:-whocites}\" --db \"$folder/case.db\" \"$@\"; }\n"
      "# The state of the store that the pictures name.\n"
      "export SOURCE_DATE_EPOCH=" +
      std::to_string(story.state.time_since_epoch().count()) + "\n\n" + "run import \"$case\"\n";
  for (const std::string& command : story.commands) text += "run " + command + "\n";
  return text +
         "\nif cmp -s \"$case\" \"$folder/case.zip\"; then\n"
         "  echo \"the case made anew is the same, byte for byte\"\n"
         "else\n"
         "  echo \"the case made anew differs: was it made with another whocites, Graphviz or "
         "font?\"\n"
         "fi\n";
}

std::string sums_text(const std::vector<PackedCaseFile>& files) {
  std::string text;
  for (const PackedCaseFile& file : files) text += file.sha256 + "  " + file.name + "\n";
  return text;
}

std::string manifest_text(const CaseStory& story, const std::vector<PackedCaseFile>& files) {
  const CaseCounts& counts = story.counts;
  const std::string counted = JsonObject()
                                  .add("nodes", std::to_string(counts.nodes))
                                  .add("citations", std::to_string(counts.citations))
                                  .add("evidence", std::to_string(counts.evidence))
                                  .add("decisions", std::to_string(counts.decisions))
                                  .add("texts", std::to_string(counts.texts))
                                  .add("batches", std::to_string(counts.batches))
                                  .text();
  std::string text = "{\"format\":" + json_string(kCaseFormat) +
                     ",\n\"version\":" + std::to_string(kCaseVersion) +
                     ",\n\"made_with\":" + json_string("whocites " + std::string(kVersion));
  if (!story.title.empty()) text += ",\n\"title\":" + json_string(story.title);
  text += ",\n\"command\":" + json_string("whocites bundle" + story.selection) +
          ",\n\"state\":" + json_string(to_string(story.state)) + ",\n\"counts\":" + counted +
          ",\n\"files\":[\n";
  for (std::size_t i = 0; i < files.size(); ++i) {
    text += JsonObject()
                .add("name", json_string(files[i].name))
                .add("bytes", std::to_string(files[i].bytes))
                .add("sha256", json_string(files[i].sha256))
                .add("what", json_string(files[i].what))
                .text() +
            (i + 1 < files.size() ? ",\n" : "\n");
  }
  return text + "]}\n";
}

}  // namespace whocites::cli
