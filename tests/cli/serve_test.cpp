// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#include <gmock/gmock.h>
#include <signal.h>

#include <nlohmann/json.hpp>
#include <thread>

#include "cli/served/endpoints.h"
#include "render/page.h"
#include "tests/support/http_client.h"
#include "tests/support/rendering.h"
#include "tests/support/tool.h"
#include "tests/support/tool_process.h"

namespace whocites::testing {
namespace {

using nlohmann::json;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::StartsWith;

// `whocites serve` over kHarbour, as a process of its own.
class Serve : public ::testing::Test {
 protected:
  void SetUp() override {
    if (!render::has_page()) GTEST_SKIP() << "this build has no page";
    tool_.import("harbour.jsonl", kHarbour);
    start({});
  }

  void start(std::vector<std::string> more) {
    std::vector<std::string> words{"--db", tool_.path("store.db"), "serve", "--port", "0"};
    words.insert(words.end(), more.begin(), more.end());
    process_.emplace(words);
    while (process_->out_so_far().find('\n') == std::string::npos) std::this_thread::yield();
    const std::string address = process_->out_so_far();
    ASSERT_THAT(address, StartsWith("http://127.0.0.1:"));
    port_ = static_cast<std::uint16_t>(std::stoi(address.substr(address.rfind(':') + 1)));
  }

  HttpAnswer get(const std::string& target) const { return http(port_, {.target = target}); }
  json value(const std::string& target) const {
    const HttpAnswer answer = get(target);
    EXPECT_EQ(answer.status, 200) << target << "\n" << answer.body;
    EXPECT_EQ(answer.header("Content-Type"), "application/json");
    return json::parse(answer.body);
  }
  HttpAnswer graph(const std::string& body) const {
    return http(port_, {.method = "POST", .target = "/api/graph", .body = body});
  }

  Tool tool_;
  std::optional<ToolProcess> process_;
  std::uint16_t port_ = 0;
};

TEST_F(Serve, GivesThePage) {
  const HttpAnswer page = get("/");
  EXPECT_EQ(page.status, 200);
  EXPECT_EQ(page.header("Content-Type"), "text/html; charset=utf-8");
  EXPECT_THAT(page.body, HasSubstr("connect-src 'self'"));
}

TEST_F(Serve, ASmallStoreBeginsWithEverything) {
  const json start = value("/api/start");
  EXPECT_TRUE(start["all"]);
  EXPECT_EQ(start["keys"].size(), 7u);
}

TEST_F(Serve, ALargeOneBeginsWithWhatIsCitedMost) {
  std::string many;
  for (int i = 0; i < 400; ++i) {
    many +=
        "{\"kind\":\"article\",\"key\":\"m" + std::to_string(i) + "\",\"cites\":[\"report\"]}\n";
  }
  tool_.import("many.jsonl", many);
  const json start = value("/api/start");
  EXPECT_FALSE(start["all"]);
  EXPECT_EQ(start["keys"][0], "report");
  EXPECT_LE(start["keys"].size(), 15u);
}

TEST_F(Serve, SearchesAndShowsAsTheCommandLineDoes) {
  const json found = value("/api/search?q=gazette");
  EXPECT_EQ(found["hits"][0]["key"], "gazette");
  EXPECT_EQ(found["hits"][0]["kind"], "outlet");
  EXPECT_FALSE(found["more"]);
  const json node = value("/api/node?key=Bridge+unsafe");
  EXPECT_EQ(node["node"]["key"], "bridge");
  EXPECT_EQ(node["node"]["outlet"], "post");
  EXPECT_EQ(node["degrees"], json({{"cites", 1}, {"cited_by", 1}}));
}

TEST_F(Serve, NeighborsAreThoseOfADirectionUpToALimit) {
  EXPECT_THAT(value("/api/neighbors?key=report&direction=cited-by")["keys"],
              ElementsAre("pillar", "mayor"));
  const json one = value("/api/neighbors?key=report&direction=cited-by&limit=1");
  EXPECT_EQ(one["keys"].size(), 1u);
  EXPECT_TRUE(one["more"]);
  EXPECT_THAT(value("/api/neighbors?key=pillar&direction=cites")["keys"], ElementsAre("report"));
}

TEST_F(Serve, AGraphHasTheNodesAskedForAndWhatJoinsThem) {
  const HttpAnswer answer = graph(R"({"keys":["mayor","bridge","gone"],"named":["mayor"]})");
  ASSERT_EQ(answer.status, 200) << answer.body;
  const json page = json::parse(answer.body)["page"];
  EXPECT_EQ(page["citations"].size(), 1u);
  EXPECT_EQ(page["citations"][0]["from"], "mayor");
  EXPECT_EQ(page["named"], json({"mayor"}));
  EXPECT_EQ(page["nodes"].size(), page["views"].size());
  EXPECT_EQ(json::parse(answer.body)["degrees"]["mayor"]["cites"], 3);
}

TEST_F(Serve, TraceAndCorroborateAreTheCommands) {
  const json trace = value("/api/trace?key=bridge");
  EXPECT_EQ(trace["answer"], tool_.json({"trace", "bridge"}));
  EXPECT_THAT(trace["remarks"][0].get<std::string>(), StartsWith("1 end: 1 primary source"));
  const json sources = value("/api/corroborate?key=bridge&key=mayor");
  EXPECT_EQ(sources["answer"], tool_.json({"corroborate", "bridge", "mayor"}));
}

TEST_F(Serve, DrawsAPicture) {
  const HttpAnswer picture = get("/api/render?key=mayor&depth=1&title=One%20step");
  EXPECT_EQ(picture.header("Content-Type"), "image/svg+xml");
  EXPECT_EQ(tests::xml_fault(picture.body), "");
  EXPECT_THAT(picture.body, HasSubstr("<title>One step</title>"));
}

TEST_F(Serve, SaysWhatIsWrong) {
  const struct {
    const char* target;
    int status;
    const char* words;
  } rows[] = {
      {"/api/nothing", 404, "there is nothing at this address"},
      {"/../../etc/passwd", 404, "there is nothing"},
      {"/%2e%2e/etc/passwd", 404, "there is nothing"},
      {"/api/node", 400, "say which node with key="},
      {"/api/node?key=nobody", 404, "nothing is called 'nobody'"},
      {"/api/neighbors?key=report", 400, "direction takes cites or cited-by"},
      {"/api/neighbors?key=report&direction=up", 400, "direction takes"},
      {"/api/neighbors?key=report&direction=cites&limit=0", 400, "limit takes a number"},
      {"/api/neighbors?key=report&direction=cites&limit=x", 400, "limit takes a number"},
      {"/api/search?q=a&limit=1000", 400, "limit takes a number from 1 to 100"},
      {"/api/trace", 400, "say which nodes"},
      {"/api/trace?key=nobody", 404, "nobody"},
      {"/api/trace?key=bridge&key=mayor", 400, "say one key="},
      {"/api/trace?key=--db", 404, "--db"},
      {"/api/render?key=bridge&depth=x", 400, "depth"},
      {"/api/render?key=bridge&depth=1%20--output%20/tmp/x", 400, "depth"},
      {"/api/graph", 405, "this takes POST"},
  };
  for (const auto& row : rows) {
    const HttpAnswer answer = get(row.target);
    EXPECT_EQ(answer.status, row.status) << row.target << "\n" << answer.body;
    EXPECT_THAT(json::parse(answer.body)["error"].get<std::string>(), HasSubstr(row.words))
        << row.target;
  }
  for (const char* body : {"", "[]", "nonsense", R"({"keys":1})", R"({"keys":[1]})"}) {
    EXPECT_EQ(graph(body).status, 400) << body;
  }
  std::string many = R"({"keys":["a")";
  for (std::size_t i = 0; i < cli::kMostServedNodes; ++i) many += ",\"a\"";
  EXPECT_EQ(graph(many + "]}").status, 400);
}

TEST_F(Serve, SeesWhatIsStoredMeanwhileAndChangesNothing) {
  EXPECT_EQ(get("/api/node?key=late").status, 404);
  ASSERT_EQ(tool_({"add", "article", "--key", "late", "--title", "Late"}).code, 0);
  EXPECT_EQ(get("/api/node?key=late").status, 200);
  EXPECT_THAT(tool_({"verify"}).code, 0);
}

TEST_F(Serve, RefusesOtherPages) {
  EXPECT_EQ(http(port_, {.target = "/api/start", .headers = {{"Host", "evil.example"}}}).status,
            403);
  EXPECT_EQ(http(port_, {.method = "POST",
                         .target = "/api/graph",
                         .headers = {{"Origin", "http://evil.example"}},
                         .body = R"({"keys":[]})"})
                .status,
            403);
}

TEST_F(Serve, EndsWellWhenToldTo) {
  for (const int signal : {SIGINT, SIGTERM}) {
    start({});
    ::kill(process_->pid(), signal);
    const Ended ended = process_->wait();
    EXPECT_EQ(ended.code, 0);
    EXPECT_THAT(ended.err, HasSubstr("ended"));
  }
}

TEST_F(Serve, RefusesAPortThatIsTakenAndNumbersThatAreNone) {
  const std::string taken = std::to_string(port_);
  const Ran refused = tool_({"serve", "--port", taken});
  EXPECT_EQ(refused.code, 6);
  EXPECT_THAT(refused.err, HasSubstr("cannot listen on port " + taken));
  for (const char* port : {"65536", "-1", "x"}) {
    EXPECT_EQ(tool_({"serve", "--port", port}).code, 2) << port;
  }
  EXPECT_EQ(tool_({"serve", "--timeout", "0"}).code, 2);
}

TEST(ServeWithoutAStore, IsNotFound) {
  if (!render::has_page()) GTEST_SKIP() << "this build has no page";
  const Tool tool;
  EXPECT_EQ(tool({"serve", "--port", "0"}).code, 1);
}

}  // namespace
}  // namespace whocites::testing
