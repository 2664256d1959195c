// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#include "tests/support/tool.h"

#include <gtest/gtest.h>

#include <cstdlib>
#include <sstream>

#include "cli/run.h"

namespace whocites::testing {

const char* const kHarbour = R"({"kind":"outlet","key":"post","name":"The Harbour Post"}
{"kind":"outlet","key":"gazette","name":"Harlow Gazette","aliases":["Gazette of Harlow"]}
{"kind":"article","key":"bridge","title":"Bridge unsafe","date":"2021-03-12","outlet":"post"}
{"kind":"article","key":"pillar","title":"Pillar moved","date":"2021-03-10","outlet":"gazette"}
{"kind":"article","key":"mayor","title":"Mayor resigns","date":"2021-04","outlet":"post"}
{"kind":"publication","key":"report","title":"Report of the Institute","date":"2021"}
{"kind":"citation","from":"bridge","to":"pillar","relation":"reports","evidence":"the Gazette said","file":"b.txt","line":7,"begin":3,"end":19,"confidence":0.9}
{"kind":"citation","from":"pillar","to":"report","relation":"based-on","evidence":"the report says"}
{"kind":"citation","from":"mayor","to":"report","relation":"mentions","confidence":0.4}
{"kind":"citation","from":"mayor","to":"bridge","relation":"links"}
{"kind":"citation","from":"mayor","to":"a rumour","relation":"mentions"}
)";

void PrintTo(const Ran& ran, std::ostream* os) {
  *os << "exit " << ran.code << "\nout: " << ran.out << "\nerr: " << ran.err;
}

Tool::Tool() {
  ::setenv("SOURCE_DATE_EPOCH", "1700000000", 1);
  ::setenv("WHOCITES_USER", "ana", 1);
  ::unsetenv("COLUMNS");
  ::unsetenv("WHOCITES_DB");
}

Ran Tool::operator()(std::vector<std::string> words, const std::string& input) const {
  words.insert(words.begin(), {"--db", path("store.db")});
  std::istringstream in(input);
  std::ostringstream out;
  std::ostringstream err;
  const int code = cli::run(words, in, out, err);
  return {code, out.str(), err.str()};
}

nlohmann::json Tool::json(std::vector<std::string> words) const {
  words.insert(words.begin(), {"--format", "json"});
  return nlohmann::json::parse((*this)(std::move(words)).out);
}

std::vector<std::string> Tool::column(std::vector<std::string> words,
                                      const std::string& name) const {
  std::vector<std::string> cells;
  for (const nlohmann::json& row : json(std::move(words))) {
    const nlohmann::json& cell = row.at(name);
    cells.push_back(cell.is_string() ? cell.get<std::string>() : cell.dump());
  }
  return cells;
}

std::string Tool::file(const std::string& name, const std::string& bytes) const {
  write_file(path(name), bytes);
  return path(name);
}

void Tool::import(const std::string& name, const std::string& bytes) const {
  const Ran ran = (*this)({"import", file(name, bytes)});
  ASSERT_EQ(ran.code, 0) << ::testing::PrintToString(ran);
}

}  // namespace whocites::testing
