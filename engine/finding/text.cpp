#include "finding/text.h"

namespace thuocdo {

std::string filled(std::string_view pattern, const std::vector<std::string>& arguments) {
  std::string out;
  while (true) {
    const std::size_t begin = pattern.find('{');
    out += pattern.substr(0, begin);
    if (begin == std::string_view::npos) return out;
    const std::size_t end = pattern.find('}', begin);
    const auto index = static_cast<std::size_t>(pattern[begin + 1] - '0');
    const std::string_view words = pattern.substr(begin + 2, end - begin - 2);
    const std::string argument = index < arguments.size() ? arguments[index] : std::string();
    const std::size_t bar = words.find('|');
    out += words.empty() ? argument : argument == "1" ? words.substr(1, bar - 1) : words.substr(bar + 1);
    pattern.remove_prefix(end + 1);
  }
}

std::string counted(const std::string& number, std::string_view one, std::string_view others) {
  return number + " " + std::string(number == "1" ? one : others);
}

}  // namespace thuocdo
