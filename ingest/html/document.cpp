// Copyright 2026 The whocites authors.
// SPDX-License-Identifier: Apache-2.0
#include <csetjmp>
#include <cstdlib>

#include "base/text.h"
#include "ingest/html/detail/document.h"
#include "ingest/html/detail/page_shape.h"
#include "ingest/html/page.h"

namespace whocites::ingest::html {

// Memory that is given back as a whole. When it comes to an end, allocate() leaves Gumbo, which has
// no way to stop by itself, with a jump over nothing but Gumbo's own frames.
struct Document::Arena {
  static constexpr std::size_t kBlockBytes = std::size_t{256} << 10;
  static constexpr std::size_t kAlign = alignof(std::max_align_t);

  static void* allocate(void* self, std::size_t size) noexcept {
    return static_cast<Arena*>(self)->take(size);
  }
  static void release(void*, void*) noexcept {}

  void* take(std::size_t size) noexcept {
    size = (size + kAlign - 1) / kAlign * kAlign;
    if (size > left) {
      const std::size_t block = std::max(size, kBlockBytes);
      if (used + block > kMaxTreeBytes) std::longjmp(way_out, 1);
      void* memory = std::malloc(block);
      if (memory == nullptr) std::longjmp(way_out, 1);
      used += block;
      blocks.push_back(memory);
      next = static_cast<char*>(memory);
      left = block;
    }
    void* place = next;
    next += size;
    left -= size;
    return place;
  }

  ~Arena() {
    for (void* block : blocks) std::free(block);
  }

  std::vector<void*> blocks;
  std::size_t used = 0;
  char* next = nullptr;
  std::size_t left = 0;
  std::jmp_buf way_out{};
};

namespace {

// Nothing here has a destructor, so that the jump skips none.
const GumboNode* parse_into(const GumboOptions* options, std::string_view text, std::jmp_buf& out) {
  if (setjmp(out) != 0) return nullptr;
  return gumbo_parse_with_options(options, text.data(), text.size())->root;
}

// The tree itself may be deeper than the tags are: formatting elements are repeated.
bool is_deeper_than(const GumboNode* root, std::size_t limit) {
  std::vector<std::pair<const GumboNode*, std::size_t>> open{{root, 0}};
  while (!open.empty()) {
    const auto [node, depth] = open.back();
    open.pop_back();
    if (depth > limit) return true;
    for (const GumboNode* child : children_of(node)) open.emplace_back(child, depth + 1);
  }
  return false;
}

}  // namespace

Document::Document() : arena_(std::make_unique<Arena>()) {}
Document::~Document() = default;

Result<std::unique_ptr<Document>> Document::parse(std::string text) {
  const Error too_deep{ErrorCode::Unreadable, "elements nested more than " +
                                                  std::to_string(kMaxDepth) + " deep: no web page"};
  const PageShape shape = shape_of(text);
  if (shape.nesting > kMaxDepth) return fail(too_deep);
  if (shape.attributes > kMaxAttributes) {
    return fail(ErrorCode::Unreadable, "a tag with more than " + std::to_string(kMaxAttributes) +
                                           " attributes: no web page");
  }
  std::unique_ptr<Document> made(new Document);
  made->source_ = std::move(text);
  GumboOptions options = kGumboDefaultOptions;
  options.allocator = Arena::allocate;
  options.deallocator = Arena::release;
  options.userdata = made->arena_.get();
  options.max_errors = 0;
  made->arena_->blocks.reserve(kMaxTreeBytes / Arena::kBlockBytes +
                               1);  // push_back allocates never
  made->root_ = parse_into(&options, made->source_, made->arena_->way_out);
  if (made->root_ == nullptr) {
    return fail(ErrorCode::Unreadable, "a page whose tree takes more than " +
                                           std::to_string(kMaxTreeBytes >> 20) + " MiB");
  }
  if (is_deeper_than(made->root_, 4 * kMaxDepth)) return fail(too_deep);
  return made;
}

GumboTag tag_of(const GumboNode* node) {
  const bool is_element = node->type == GUMBO_NODE_ELEMENT || node->type == GUMBO_NODE_TEMPLATE;
  return is_element ? node->v.element.tag : GUMBO_TAG_LAST;
}

std::string_view attribute(const GumboNode* node, const char* name) {
  if (tag_of(node) == GUMBO_TAG_LAST) return {};
  const GumboAttribute* found = gumbo_get_attribute(&node->v.element.attributes, name);
  return found != nullptr ? std::string_view(found->value) : std::string_view();
}

bool has_attribute(const GumboNode* node, const char* name) {
  return tag_of(node) != GUMBO_TAG_LAST &&
         gumbo_get_attribute(&node->v.element.attributes, name) != nullptr;
}

std::vector<const GumboNode*> children_of(const GumboNode* node) {
  if (tag_of(node) == GUMBO_TAG_LAST) return {};
  const GumboVector& list = node->v.element.children;
  std::vector<const GumboNode*> children(list.length);
  for (unsigned i = 0; i < list.length; ++i) {
    children[i] = static_cast<const GumboNode*>(list.data[i]);
  }
  return children;
}

std::string_view characters_of(const GumboNode* node) {
  const bool is_text = node->type == GUMBO_NODE_TEXT || node->type == GUMBO_NODE_CDATA ||
                       node->type == GUMBO_NODE_WHITESPACE;
  return is_text ? std::string_view(node->v.text.text) : std::string_view();
}

void walk(const GumboNode* node, const std::function<bool(const GumboNode*)>& visit) {
  if (!visit(node)) return;
  for (const GumboNode* child : children_of(node)) walk(child, visit);
}

std::vector<const GumboNode*> elements_named(const GumboNode* node, GumboTag tag) {
  std::vector<const GumboNode*> found;
  walk(node, [&](const GumboNode* one) {
    if (tag_of(one) == tag) found.push_back(one);
    return true;
  });
  return found;
}

std::vector<const GumboNode*> headings_of(const Document& document) {
  constexpr std::size_t kMost = 100;
  std::vector<const GumboNode*> headings;
  for (const GumboTag tag : {GUMBO_TAG_H1, GUMBO_TAG_H2}) {
    for (const GumboNode* heading : elements_named(document.root(), tag)) {
      if (headings.size() < kMost) headings.push_back(heading);
    }
  }
  return headings;
}

std::string text_of(const GumboNode* node) {
  std::string text;
  walk(node, [&](const GumboNode* one) {
    const GumboTag tag = tag_of(one);
    if (tag == GUMBO_TAG_SCRIPT || tag == GUMBO_TAG_STYLE) return false;
    if (tag == GUMBO_TAG_BR) text += ' ';
    text += characters_of(one);
    return true;
  });
  return collapse_space(text);
}

std::string unescape(std::string_view text) {
  if (text.find('&') == text.npos) return std::string(text);
  std::string safe;
  for (const char c : text) safe += c == '<' ? std::string("&lt;") : std::string(1, c);
  const auto document = Document::parse(std::move(safe));
  return document ? text_of((*document)->root()) : std::string(text);
}

}  // namespace whocites::ingest::html
