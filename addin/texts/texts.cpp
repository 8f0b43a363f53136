#include "texts/texts.h"

#include <array>
#include <string_view>

namespace thuocdo {
namespace {

struct Entry {
  std::string_view vi;
  std::string_view en;
};

constexpr auto entries = std::to_array<Entry>({
#define TEXT(name, vi, en) {vi, en},
#include "texts/all.inc"
#undef TEXT
});

constexpr int arguments_of(std::string_view text) {
  int count = 0;
  for (std::size_t i = 0; i + 2 < text.size(); ++i) {
    if (text[i] == '{' && text[i + 2] == '}') count = count * 10 + (text[i + 1] - '0') + 1;
  }
  return count;
}

constexpr bool complete() {
  for (const Entry& entry : entries) {
    if (!is_pattern(entry.vi) || !is_pattern(entry.en)) return false;
    if (entry.vi.empty() || entry.en.empty() || arguments_of(entry.vi) != arguments_of(entry.en)) return false;
  }
  return true;
}
static_assert(complete(), "a text lacks a language, its languages differ in their arguments, or a brace begins none");

std::string in(Language language, std::string_view pattern, const std::vector<Text>& arguments) {
  std::vector<std::string> texts;
  for (const Text& argument : arguments) texts.push_back(argument.in(language));
  return filled(pattern, texts);
}

}  // namespace

Text say(Says what, const std::vector<Text>& arguments) {
  const Entry& entry = entries[static_cast<std::size_t>(what)];
  return {in(Language::vietnamese, entry.vi, arguments), in(Language::english, entry.en, arguments)};
}

Text say(Says what, std::initializer_list<std::string> arguments) {
  std::vector<Text> texts;
  for (const std::string& argument : arguments) texts.push_back({argument, argument});
  return say(what, texts);
}

}  // namespace thuocdo
