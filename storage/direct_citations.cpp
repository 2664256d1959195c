// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#include "storage/direct_citations.h"

#include <algorithm>
#include <set>

#include "storage/detail/gathering.h"

namespace whocites {
namespace {

using storage::detail::Gathering;
using End = Reader::End;

constexpr std::size_t kLargestStep = 4096;  // rows that are read at once
constexpr std::size_t kCountedRows = 1000;  // that are read only to tell how many there are
constexpr std::size_t kCountedEnds = 10000;

// The citations in the order in which they are shown, some at a time.
class Rows {
 public:
  Rows(const Reader& reader, const Node& node, Direction direction, const Filter& filter)
      : reader_(reader), node_(node), direction_(direction), filter_(filter) {}

  // Finds the nodes of which the citations are asked for.
  Result<void> open() {
    sources_ = {node_.id};
    if (node_.kind == Kind::Outlet) {
      Result<std::vector<Node>> parts = reader_.parts_of(node_.id);
      if (!parts) return fail(parts.error());
      parts_ = std::move(*parts);
      for (const Node& part : parts_) {
        if (part.id != node_.id && admits(filter_, part)) sources_.push_back(part.id);
      }
      std::sort(sources_.begin(), sources_.end());
    }
    if (sources_.size() == 1) {
      const Result<bool> as_stored = reader_.is_shown_as_stored(node_.id, direction_);
      if (!as_stored) return fail(as_stored.error());
      one_list_ = *as_stored;
    }
    if (one_list_) return {};
    Result<std::vector<End>> ends = reader_.ends(sources_, direction_);
    if (!ends) return fail(ends.error());
    std::erase_if(*ends, [&](const End& end) { return !wants(end.shown.relation); });
    ends_ = std::move(*ends);
    return {};
  }

  Result<void> take_sources(Gathering& gathering) const {
    if (auto taken = gathering.take({node_.id}, true); !taken) return taken;
    gathering.take(parts_);
    return {};
  }

  // The ends of the next rows after `after`, at most `count`; empty at the end.
  Result<std::vector<End>> next(const std::optional<CitationId>& after, std::size_t count) const {
    std::vector<End> found;
    if (!one_list_) {
      std::size_t rows = 0;
      for (auto at = first_after(after); at != ends_.end(); ++at) {
        const bool is_new = found.empty() || found.back().shown != at->shown;
        if (is_new && rows++ == count) break;
        found.push_back(*at);
      }
      return found;
    }
    const auto collect = [&](const Adjacent& far) {
      if (wants(far.relation)) found.push_back(end_of(far));
      return found.size() < count;
    };
    const BatchFilter sees = [&](BatchId batch) { return reader_.view().sees(batch); };
    auto done = reader_.store().scan_adjacent(node_.id, direction_, far_of(after), sees, collect);
    if (!done) return fail(done.error());
    return found;
  }

  // Those of the row.
  std::vector<End> at(const CitationId& shown) const {
    if (one_list_) {
      const bool is_own = (direction_ == Direction::Cites ? shown.from : shown.to) == node_.id;
      return is_own ? std::vector<End>{{shown, shown}} : std::vector<End>{};
    }
    std::vector<End> found;
    for (auto at = lower_bound(shown); at != ends_.end() && at->shown == shown; ++at) {
      found.push_back(*at);
    }
    return found;
  }

  // How many citations, admitted or not, come after `last`, of which this is known to be number
  // `number` of all, if it is known; absent when there are too many to be counted.
  Result<std::optional<std::uint64_t>> count_after(const std::optional<CitationId>& last,
                                                   std::optional<std::uint64_t> number) const {
    if (one_list_ && number && filter_.relations.empty()) {
      const BatchFilter sees = [&](BatchId batch) { return reader_.view().sees(batch); };
      const Result<std::uint64_t> all = reader_.store().citation_count(node_.id, direction_, sees);
      if (!all) return fail(all.error());
      return *all - *number;
    }
    std::uint64_t rows = 0;
    if (one_list_) {
      std::size_t visited = 0;
      const auto count = [&](const Adjacent& far) {
        if (wants(far.relation)) ++rows;
        return ++visited <= kCountedEnds;
      };
      const BatchFilter sees = [&](BatchId batch) { return reader_.view().sees(batch); };
      auto done = reader_.store().scan_adjacent(node_.id, direction_, far_of(last), sees, count);
      if (!done) return fail(done.error());
      return visited > kCountedEnds ? std::nullopt : std::optional(rows);
    }
    for (auto at = first_after(last); at != ends_.end(); ++at) {
      if (at == ends_.begin() || (at - 1)->shown != at->shown) ++rows;
    }
    return rows;
  }

  // Those rows after `last` that somebody judged, all ends of each.
  Result<std::vector<End>> judged_after(const std::optional<CitationId>& last) const {
    std::vector<End> found;
    if (one_list_) {
      const auto judged = reader_.store().judged(node_.id, direction_);
      if (!judged) return fail(judged.error());
      for (const Adjacent& far : *judged) {
        if (const End end = end_of(far); !last || end.shown > *last) found.push_back(end);
      }
      std::sort(found.begin(), found.end());
      return found;
    }
    const auto judged = reader_.judged_among(std::vector<End>(first_after(last), ends_.end()));
    if (!judged) return fail(judged.error());
    for (const End& end : *judged) {
      if (!found.empty() && found.back().shown == end.shown) continue;
      const std::vector<End> row = at(end.shown);
      found.insert(found.end(), row.begin(), row.end());
    }
    return found;
  }

 private:
  using Place = std::vector<End>::const_iterator;
  Place lower_bound(const CitationId& shown) const {
    return std::lower_bound(ends_.begin(), ends_.end(), shown,
                            [](const End& end, const CitationId& id) { return end.shown < id; });
  }
  Place first_after(const std::optional<CitationId>& last) const {
    if (!last) return ends_.begin();
    return std::upper_bound(ends_.begin(), ends_.end(), *last,
                            [](const CitationId& id, const End& end) { return id < end.shown; });
  }
  bool wants(Relation relation) const {
    const std::vector<Relation>& wanted = filter_.relations;
    return wanted.empty() || std::find(wanted.begin(), wanted.end(), relation) != wanted.end();
  }
  End end_of(const Adjacent& far) const {
    const CitationId id = direction_ == Direction::Cites
                              ? CitationId{node_.id, far.peer, far.relation}
                              : CitationId{far.peer, node_.id, far.relation};
    return {id, id};
  }
  std::optional<Adjacent> far_of(const std::optional<CitationId>& id) const {
    if (!id) return std::nullopt;
    return Adjacent{direction_ == Direction::Cites ? id->to : id->from, id->relation};
  }

  const Reader& reader_;
  const Node& node_;
  Direction direction_;
  const Filter& filter_;
  std::vector<NodeId> sources_;
  std::vector<Node> parts_;
  bool one_list_ = false;  // then it is read as it is stored, else `ends_` are all that there are
  std::vector<End> ends_;
};

// One page, read row by row until it is full and one row more is found.
class Page {
 public:
  Page(const Reader& reader, const Rows& rows, const Filter& filter, Direction direction)
      : reader_(reader),
        rows_(rows),
        filter_(filter),
        direction_(direction),
        gathering_(reader, filter, true) {}

  Result<CitationPage> read(const PageRequest& request) {
    if (auto taken = rows_.take_sources(gathering_); !taken) return fail(taken.error());
    std::optional<CitationId> at = request.after;
    std::size_t step = std::min<std::uint64_t>(request.limit, kLargestStep - 1) + 1;
    while (shown_.size() <= request.limit) {
      const Result<std::vector<End>> ends = rows_.next(at, step);
      if (!ends) return fail(ends.error());
      if (ends->empty()) break;
      at = ends->back().shown;
      step = std::min(2 * step, kLargestStep);
      auto followed = gathering_.follow(*ends, direction_);
      if (!followed) return fail(followed.error());
      for (const End& end : *ends) read_.push_back(end.shown);
      shown_.insert(shown_.end(), followed->begin(), followed->end());
    }
    CitationPage page;
    page.more = shown_.size() > request.limit;
    if (page.more) {
      shown_.resize(request.limit);
      const std::optional<CitationId> last =
          shown_.empty() ? request.after : std::optional(shown_.back());
      gathering_.cut(shown_.empty() ? std::nullopt : last);
      auto left = count_left(last, request);
      if (!left) return fail(left.error());
      page.left = *left;
    }
    Result<Network> network = gathering_.finish();
    if (!network) return fail(network.error());
    page.network = std::move(*network);
    return page;
  }

 private:
  // Whether every citation is admitted that nobody rejected.
  bool admits_all() const {
    Filter all;
    all.include_rejected = filter_.include_rejected;
    all.include_undated = filter_.include_undated;
    all.as_of = filter_.as_of;
    return filter_ == all && reader_.sees_all();
  }

  Result<std::optional<std::uint64_t>> count_left(const std::optional<CitationId>& last,
                                                  const PageRequest& request) {
    std::optional<std::uint64_t> number;
    if (!request.after) {
      number = last ? std::count_if(read_.begin(), read_.end(),
                                    [&](const CitationId& id) { return id <= *last; })
                    : 0;
    }
    const Result<std::optional<std::uint64_t>> rest = rows_.count_after(last, number);
    if (!rest || !*rest) return rest;
    if (**rest <= kCountedRows) return count_admitted(last, **rest);
    if (!admits_all()) return std::nullopt;
    if (filter_.include_rejected) return rest;
    const Result<std::vector<End>> judged = rows_.judged_after(last);
    if (!judged) return fail(judged.error());
    const Result<std::vector<Citation>> citations = reader_.citations_at(*judged);
    if (!citations) return fail(citations.error());
    return **rest - static_cast<std::uint64_t>(
                        std::count_if(citations->begin(), citations->end(),
                                      [](const Citation& one) { return is_rejected(one); }));
  }

  Result<std::optional<std::uint64_t>> count_admitted(const std::optional<CitationId>& last,
                                                      std::uint64_t rest) {
    Gathering counted(reader_, filter_, false);
    if (auto taken = rows_.take_sources(counted); !taken) return fail(taken.error());
    const Result<std::vector<End>> ends = rows_.next(last, rest);
    if (!ends) return fail(ends.error());
    const auto admitted = counted.follow(*ends, direction_);
    if (!admitted) return fail(admitted.error());
    return std::set<CitationId>(admitted->begin(), admitted->end()).size();
  }

  const Reader& reader_;
  const Rows& rows_;
  const Filter& filter_;
  Direction direction_;
  Gathering gathering_;
  std::vector<CitationId> read_;   // whether admitted or not
  std::vector<CitationId> shown_;  // of these the admitted ones
};

Result<bool> is_row(const Reader& reader, const Rows& rows, const Filter& filter,
                    Direction direction, const CitationId& id) {
  Gathering gathering(reader, filter, true);
  if (auto taken = rows.take_sources(gathering); !taken) return fail(taken.error());
  const auto followed = gathering.follow(rows.at(id), direction);
  if (!followed) return fail(followed.error());
  return *followed == std::vector{id};
}

}  // namespace

Result<Network> direct_citations(const Reader& reader, const Node& node, Direction direction,
                                 const Filter& filter) {
  Gathering gathering(reader, filter, true);
  Rows rows(reader, node, direction, filter);
  if (auto opened = rows.open(); !opened) return fail(opened.error());
  if (auto taken = rows.take_sources(gathering); !taken) return fail(taken.error());
  Result<std::vector<End>> all = rows.next(std::nullopt, SIZE_MAX);
  if (!all) return fail(all.error());
  const auto followed = gathering.follow(std::move(*all), direction);
  if (!followed) return fail(followed.error());
  return gathering.finish();
}

Result<std::optional<CitationPage>> direct_citations(const Reader& reader, const Node& node,
                                                     Direction direction, const Filter& filter,
                                                     const PageRequest& request) {
  Rows rows(reader, node, direction, filter);
  if (auto opened = rows.open(); !opened) return fail(opened.error());
  if (request.after) {
    const Result<bool> found = is_row(reader, rows, filter, direction, *request.after);
    if (!found) return fail(found.error());
    if (!*found) return std::nullopt;
  }
  Page page(reader, rows, filter, direction);
  Result<CitationPage> read = page.read(request);
  if (!read) return fail(read.error());
  return std::move(*read);
}

}  // namespace whocites
