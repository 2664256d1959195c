// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#include "ingest/formats.h"

#include <algorithm>

#include "base/text.h"
#include "ingest/binary_data.h"
#include "ingest/data_shape.h"
#include "ingest/formats/html.h"
#include "ingest/formats/text.h"
#include "ingest/unpack.h"
#include "ingest/wide_text.h"

namespace whocites::ingest {
namespace {

// What a fitting extension adds to the certainty of a format that the content allows: enough to
// part the formats that look alike, not enough to overrule what is there.
constexpr int kExtensionWorth = 25;
// From here on a format is known for what it is, whatever odd byte stands in it.
constexpr int kCertain = 60;
constexpr std::string_view kText = "text";

bool has_extension_of(const Format& format, std::string_view lower_name) {
  return std::any_of(format.extensions.begin(), format.extensions.end(),
                     [&](std::string_view extension) { return lower_name.ends_with(extension); });
}

const Format* format_of_extension(std::string_view lower_name) {
  for (const Format& format : formats()) {
    if (has_extension_of(format, lower_name)) return &format;
  }
  return nullptr;
}

// Of what is of no format by its content.
Result<const Format*> format_of_text(std::string_view head, std::string_view lower_name) {
  const Format* text = format_named(kText);
  const Format* called = format_of_extension(lower_name);
  const std::string_view words = trim(head);
  const bool has_brackets = !words.empty() && std::string_view("{[<").find(words[0]) != words.npos;
  const bool is_other = called != nullptr && called != text && !words.empty();
  if (is_other && (has_brackets || !has_sentence(head))) return called;
  const auto kind = data_kind(head, called == text);
  if (!kind) return text;
  return fail(ErrorCode::Unreadable,
              "no format that is known, and no article: it looks like " + std::string(*kind),
              "--from names the format; --from text reads it as an article all the same");
}

}  // namespace

std::span<const Format> formats() {
  // What no other row recognises goes to the row named "text", or to that of its extension.
  static const std::vector<Format> table{
      // Our own, and the web.
      jsonl_format(), csv_format(), tsv_format(), html_format(), warc_format(), gdelt_format(),
      text_format(),
      // Bibliographies.
      bibtex_format(), ris_format(), csl_json_format(), crossref_format(), openalex_format(),
      // Graphs of other tools.
      doi_pairs_format(), graphml_format(), gexf_format(), dot_format(), pajek_format(),
      gml_format(), edges_format(), cytoscape_format(), jgf_format(), node_link_format()};
  return table;
}

const Format* format_named(std::string_view name) {
  const auto rows = formats();
  const auto found =
      std::find_if(rows.begin(), rows.end(), [&](const Format& row) { return row.name == name; });
  return found != rows.end() ? &*found : nullptr;
}

std::string_view mapped_name(std::span<const FieldMapping> mappings, std::string_view name) {
  for (const FieldMapping& mapping : mappings) {
    if (mapping.theirs == name) return mapping.ours;
  }
  return name;
}

Result<const Format*> detect_format(std::string_view head, std::string_view file_name) {
  if (packing_of(head) != Packing::None) {
    const std::string inside = unpack_head(head);
    if (inside.empty()) {
      return fail(ErrorCode::Unreadable, "this is " + std::string(binary_kind(head).value_or("")) +
                                             ", of which nothing can be unpacked");
    }
    if (packing_of(inside) == Packing::None) return detect_format(inside, unpacked_name(file_name));
  }
  if (is_wide_text(head)) return detect_format(narrow_head(head), file_name);
  if (const auto kind = binary_kind(head)) {
    return fail(expect_utf8_text(head).error());
  }
  const std::string lower_name = ascii_lower(file_name);
  const Format* best = nullptr;
  int best_certainty = 0;
  for (const Format& format : formats()) {
    int certainty = head.empty() ? 0 : format.recognise(head);
    if (certainty > 0 && has_extension_of(format, lower_name)) certainty += kExtensionWorth;
    if (certainty > best_certainty) {
      best = &format;
      best_certainty = certainty;
    }
  }
  const bool has_nul = head.find('\0') != head.npos;
  if (has_nul && best_certainty < kCertain) {
    return fail(ErrorCode::Unreadable, "this is binary data, not text",
                "name the format with --from if it is text after all");
  }
  if (best != nullptr && best->name != kText) return best;
  return format_of_text(head, lower_name);
}

Result<void> read_input(const Format& format, std::istream& in, const ReadOptions& options,
                        RecordSink& sink) {
  if (format.reads_packed) return format.read(in, options, sink);
  using Text = UnpackedStream::Text;
  UnpackedStream unpacked(in, format.reads_wide ? Text::AsItIs : Text::Narrowed);
  const Result<void> read = format.read(unpacked, options, sink);
  if (!unpacked.damage()) return read;
  Error damage = *unpacked.damage();
  damage.position = SourcePosition{options.source_name, 0, 0};
  if (!read) {
    if (read.error().code != ErrorCode::Unreadable) return read;
    return fail(damage);
  }
  sink.reject(std::move(damage));
  return {};
}

}  // namespace whocites::ingest
