#include "sheet/vietnamese_syllable.h"

#include <utf8proc.h>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <string>
#include <unordered_set>

namespace thuocdo {
namespace {

enum class Tone { level, grave, acute, hook, tilde, dot };

struct Toneless {
  std::string text;  // lower case, with ă â ê ô ơ ư đ
  Tone tone = Tone::level;
  bool usable = false;
};

// Takes the tone off: "nghĩa" → "nghia" and ngã.
Toneless toneless(std::string_view utf8) {
  Toneless result;
  std::u32string signs;
  std::size_t at = 0;
  const auto lowered = [](utf8proc_int32_t code) { return utf8proc_tolower(code); };
  while (at < utf8.size()) {
    utf8proc_int32_t code = -1;
    const auto size = utf8proc_iterate(reinterpret_cast<const utf8proc_uint8_t*>(utf8.data()) + at,
                                       static_cast<utf8proc_ssize_t>(utf8.size() - at), &code);
    if (size <= 0) return result;
    at += static_cast<std::size_t>(size);
    std::array<utf8proc_int32_t, 8> parts{};
    const auto count = utf8proc_decompose_char(lowered(code), parts.data(), parts.size(), UTF8PROC_DECOMPOSE, nullptr);
    if (count < 1 || count > static_cast<utf8proc_ssize_t>(parts.size())) return result;
    for (utf8proc_ssize_t i = 0; i < count; ++i) {
      Tone tone = Tone::level;
      switch (parts[static_cast<std::size_t>(i)]) {
        case 0x300: tone = Tone::grave; break;
        case 0x301: tone = Tone::acute; break;
        case 0x309: tone = Tone::hook; break;
        case 0x303: tone = Tone::tilde; break;
        case 0x323: tone = Tone::dot; break;
        default: signs.push_back(static_cast<char32_t>(parts[static_cast<std::size_t>(i)])); continue;
      }
      if (result.tone != Tone::level) return result;
      result.tone = tone;
    }
  }
  for (std::size_t i = 0; i < signs.size(); ++i) {
    const char32_t mark = i + 1 < signs.size() ? signs[i + 1] : 0;
    const char32_t base = signs[i];
    const bool marked = mark == 0x306 || mark == 0x302 || mark == 0x31B;
    if (base == 0x111) {
      result.text += "đ";
    } else if (base < 'a' || base > 'z') {
      return result;
    } else if (!marked) {
      result.text += static_cast<char>(base);
    } else {
      if (mark == 0x306 && base == 'a') result.text += "ă";
      else if (mark == 0x302 && base == 'a') result.text += "â";
      else if (mark == 0x302 && base == 'e') result.text += "ê";
      else if (mark == 0x302 && base == 'o') result.text += "ô";
      else if (mark == 0x31B && base == 'o') result.text += "ơ";
      else if (mark == 0x31B && base == 'u') result.text += "ư";
      else return result;
      ++i;
    }
  }
  result.usable = !result.text.empty();
  return result;
}

const std::unordered_set<std::string_view>& rhymes() {
  static const std::unordered_set<std::string_view> all = {
      "a",    "ac",   "ach",  "ai",   "am",   "an",   "ang",  "anh",  "ao",   "ap",   "at",   "au",   "ay",   "ăc",
      "ăm",   "ăn",   "ăng",  "ăp",   "ăt",   "âc",   "âm",   "ân",   "âng",  "âp",   "ât",   "âu",   "ây",   "e",
      "ec",   "em",   "en",   "eng",  "eo",   "ep",   "et",   "ê",    "êch",  "êm",   "ên",   "ênh",  "êp",   "êt",
      "êu",   "êng",  "i",    "ich",  "im",   "in",   "inh",  "ip",   "it",   "iu",   "ia",   "iêc",  "iêm",  "iên",
      "iêng", "iêp",  "iêt",  "iêu",  "o",    "oc",   "oi",   "om",   "on",   "ong",  "op",   "ot",   "oa",   "oac",
      "oach", "oai",  "oam",  "oan",  "oang", "oanh", "oao",  "oap",  "oat",  "oay",  "oăc",  "oăm",  "oăn",  "oăng",
      "oăt",  "oe",   "oen",  "oeo",  "oet",  "ô",    "ôc",   "ôi",   "ôm",   "ôn",   "ông",  "ôp",
      "ôt",   "ơ",    "ơi",   "ơm",   "ơn",   "ơp",   "ơt",   "u",    "uc",   "ui",   "um",   "un",   "ung",  "up",
      "ut",   "ua",   "uân",  "uâng", "uât",  "uây",  "uê",   "uêch", "uênh", "uôc",  "uôi",  "uôm",  "uôn",  "uông",
      "uôt",  "uơ",   "uy",   "uya",  "uych", "uyên", "uyêt", "uynh", "uyt",  "uyu",  "uyn",  "uyp",  "ư",    "ưc",
      "ưi",   "ưm",   "ưn",   "ưng",  "ưt",   "ưu",   "ưa",   "ươc",  "ươi",  "ươm",  "ươn",  "ương", "ươp",  "ươt",
      "ươu",  "y",    "yêm",  "yên",  "yêng", "yêt",  "yêu",  "ynh",  "yt",   "ych",  "yu"};
  return all;
}

bool begins_with_any(std::string_view text, std::initializer_list<std::string_view> beginnings) {
  return std::any_of(beginnings.begin(), beginnings.end(), [&](std::string_view one) { return text.starts_with(one); });
}

bool go_together(std::string_view initial, std::string_view rhyme) {
  if (!rhymes().contains(rhyme)) return false;
  const bool front = begins_with_any(rhyme, {"e", "ê", "i", "y"});
  if (initial == "k") return front;
  if (initial == "gh" || initial == "ngh") return front && !rhyme.starts_with("y");
  if (initial == "c" || initial == "ng") return !front;
  if (initial == "g") return !front || rhyme.starts_with("i");  // "gì", "giếng"
  if (initial == "qu") return !begins_with_any(rhyme, {"o", "u", "ư", "ô"});
  return true;
}

}  // namespace

bool is_vietnamese_syllable(std::string_view utf8) {
  const Toneless word = toneless(utf8);
  if (!word.usable) return false;
  const std::string_view text = word.text;
  const bool stop = text.ends_with("c") || text.ends_with("p") || text.ends_with("t") || text.ends_with("ch");
  if (stop && word.tone != Tone::acute && word.tone != Tone::dot) return false;
  static constexpr std::string_view initials[] = {"",   "ngh", "ch", "gh", "gi", "kh", "ng", "nh", "ph", "qu",
                                                  "th", "tr",  "b",  "c",  "d",  "đ",  "g",  "h",  "k",  "l",
                                                  "m",  "n",   "p",  "r",  "s",  "t",  "v",  "x"};
  return std::any_of(std::begin(initials), std::end(initials), [&](std::string_view initial) {
    return text.starts_with(initial) && go_together(initial, text.substr(initial.size()));
  });
}

}  // namespace thuocdo
