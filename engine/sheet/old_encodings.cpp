#include "sheet/old_encodings.h"

#include <utf8proc.h>

#include <algorithm>
#include <array>
#include <vector>

#include "sheet/vietnamese_syllable.h"

namespace thuocdo {
namespace {

// From 0xA1 on; 0 has no meaning.
constexpr char32_t tcvn3_letters[] = {
    U'Ă', U'Â', U'Ê', U'Ô', U'Ơ', U'Ư', U'Đ', U'ă', U'â', U'ê', U'ô', U'ơ', U'ư', U'đ', 0,     0,     0,     0,     0,
    0,     U'à', U'ả', U'ã', U'á', U'ạ', 0,     U'ằ', U'ẳ', U'ẵ', U'ắ', 0,     0,     0,     0,     0,     0,     0,
    U'ặ', U'ầ', U'ẩ', U'ẫ', U'ấ', U'ậ', U'è', 0,     U'ẻ', U'ẽ', U'é', U'ẹ', U'ề', U'ể', U'ễ', U'ế', U'ệ', U'ì',
    U'ỉ', 0,     0,     0,     U'ĩ', U'í', U'ị', U'ò', 0,     U'ỏ', U'õ', U'ó', U'ọ', U'ồ', U'ổ', U'ỗ', U'ố', U'ộ',
    U'ờ', U'ở', U'ỡ', U'ớ', U'ợ', U'ù', 0,     U'ủ', U'ũ', U'ú', U'ụ', U'ừ', U'ử', U'ữ', U'ứ', U'ự', U'ỳ', U'ỷ',
    U'ỹ', U'ý', U'ỵ'};
static_assert(std::size(tcvn3_letters) == 0xFE - 0xA1 + 1);

// Letters of Vietnamese Unicode text among the first 256 characters; others never stand in a Vietnamese word.
bool is_vietnamese(char32_t sign) {
  constexpr std::u32string_view letters = U"ÀÁÂÃÈÉÊÌÍÒÓÔÕÙÚÝàáâãèéêìíòóôõùúý";
  return letters.find(sign) != letters.npos;
}

bool is_ascii_letter(char32_t sign) { return (sign >= 'a' && sign <= 'z') || (sign >= 'A' && sign <= 'Z'); }
bool is_ascii_capital(char32_t sign) { return sign >= 'A' && sign <= 'Z'; }

char32_t capital(char32_t sign) { return static_cast<char32_t>(utf8proc_toupper(static_cast<utf8proc_int32_t>(sign))); }

struct Decoded {
  char32_t sign;
  bool made;  // from another character
};

// Words of the decoded text: those with a decoded letter must be syllables, or abbreviations ("QĐ").
bool words_hold(const std::vector<Decoded>& text) {
  const auto is_letter = [](const Decoded& one) { return one.made || is_ascii_letter(one.sign); };
  for (std::size_t from = 0; from < text.size();) {
    if (!is_letter(text[from])) {
      ++from;
      continue;
    }
    std::size_t to = from;
    bool made = false;
    bool capitals = true;
    std::u32string word;
    for (; to < text.size() && is_letter(text[to]); ++to) {
      made = made || text[to].made;
      capitals = capitals && capital(text[to].sign) == text[to].sign;
      word.push_back(text[to].sign);
    }
    const bool abbreviation = capitals && word.size() <= 6 && word.find(U'Đ') != word.npos;
    if (made && !abbreviation && !is_vietnamese_syllable(to_utf8(word))) return false;
    from = to;
  }
  return true;
}

// Fonts for capitals showed small letters as large ones: "QUYÕT" was seen as "QUYẾT".
void raise_capitals(std::vector<Decoded>& text) {
  std::size_t large = 0, small = 0;
  for (const Decoded& one : text) {
    if (one.made || !is_ascii_letter(one.sign)) continue;
    ++(is_ascii_capital(one.sign) ? large : small);
  }
  const bool all_large = small == 0 && large >= 3;
  for (std::size_t from = 0; from < text.size();) {
    std::size_t to = from;
    std::size_t word_large = 0, word_small = 0;
    for (; to < text.size() && (text[to].made || is_ascii_letter(text[to].sign)); ++to) {
      if (!text[to].made) ++(is_ascii_capital(text[to].sign) ? word_large : word_small);
    }
    if (all_large || (word_large >= 2 && word_small == 0)) {
      for (std::size_t i = from; i < to; ++i) text[i].sign = capital(text[i].sign);
    }
    from = std::max(to, from + 1);
  }
}

std::optional<std::string> certain(std::vector<Decoded> text, bool impossible_in_unicode) {
  if (!impossible_in_unicode || !words_hold(text)) return std::nullopt;
  raise_capitals(text);
  std::u32string signs;
  for (const Decoded& one : text) signs.push_back(one.sign);
  return to_utf8(signs);
}

// VNI writes a vowel and then its mark.
constexpr std::u32string_view bases = U"aeouyAEOUYôöÔÖ";

struct VniMark {
  char32_t mark;  // the small one; the large one lies 0x20 before it
  std::u32string_view from;
  std::u32string_view to;
};
constexpr VniMark marks[] = {
    {0xF9, U"aeouyôö", U"áéóúýớứ"}, {0xF8, U"aeouyôö", U"àèòùỳờừ"}, {0xFB, U"aeouyôö", U"ảẻỏủỷởử"},
    {0xF5, U"aeouyôö", U"ãẽõũỹỡữ"}, {0xEF, U"aeouôö", U"ạẹọụợự"},   {0xE2, U"aeo", U"âêô"},
    {0xE1, U"aeo", U"ấếố"},         {0xE0, U"aeo", U"ầềồ"},         {0xE5, U"aeo", U"ẩểổ"},
    {0xE3, U"aeo", U"ẫễỗ"},         {0xE4, U"aeo", U"ậệộ"},         {0xEA, U"a", U"ă"},
    {0xE9, U"a", U"ắ"},             {0xE8, U"a", U"ằ"},             {0xFA, U"a", U"ẳ"},
    {0xFC, U"a", U"ẵ"},             {0xEB, U"a", U"ặ"}};

char32_t small(char32_t sign) { return static_cast<char32_t>(utf8proc_tolower(static_cast<utf8proc_int32_t>(sign))); }

// The letter that base and mark make; 0 when they make none.
char32_t vni_pair(char32_t base, char32_t mark) {
  if (bases.find(base) == bases.npos) return 0;
  for (const VniMark& one : marks) {
    if (one.mark != mark && one.mark - 0x20 != mark) continue;
    const std::size_t at = one.from.find(small(base));
    if (at == one.from.npos) return 0;
    return small(base) == base ? one.to[at] : capital(one.to[at]);
  }
  return 0;
}

char32_t vni_single(char32_t sign) {
  constexpr std::u32string_view from = U"ôöñíìæóòîÔÖÑÍÌÆÓÒÎ";
  constexpr std::u32string_view to = U"ơưđíìỉĩịỵƠƯĐÍÌỈĨỊỴ";
  const std::size_t at = from.find(sign);
  return at == from.npos ? 0 : to[at];
}

}  // namespace

std::u32string to_signs(std::string_view utf8) {
  std::u32string signs;
  for (std::size_t at = 0; at < utf8.size();) {
    utf8proc_int32_t code = -1;
    const auto size = utf8proc_iterate(reinterpret_cast<const utf8proc_uint8_t*>(utf8.data()) + at,
                                       static_cast<utf8proc_ssize_t>(utf8.size() - at), &code);
    signs.push_back(size > 0 ? static_cast<char32_t>(code) : U'\uFFFD');
    at += static_cast<std::size_t>(std::max<utf8proc_ssize_t>(size, 1));
  }
  return signs;
}

std::string to_utf8(std::u32string_view signs) {
  std::string text;
  for (const char32_t sign : signs) {
    std::array<utf8proc_uint8_t, 4> bytes{};
    const auto size = utf8proc_encode_char(static_cast<utf8proc_int32_t>(sign), bytes.data());
    text.append(reinterpret_cast<const char*>(bytes.data()), static_cast<std::size_t>(size));
  }
  return text;
}

std::optional<std::string> decoded_tcvn3(std::string_view utf8) {
  std::vector<Decoded> text;
  bool impossible = false;
  for (const char32_t sign : to_signs(utf8)) {
    if (sign < 0x80 || sign == 0xA0 || (sign >= 0x2010 && sign <= 0x2026)) {  // blanks, dashes and quotation marks
      text.push_back({sign, false});
      continue;
    }
    const char32_t letter = sign >= 0xA1 && sign <= 0xFE ? tcvn3_letters[sign - 0xA1] : 0;
    if (letter == 0) return std::nullopt;
    impossible = impossible || (!is_vietnamese(sign) && sign != 0xA7);  // the sign of a section stands anywhere
    text.push_back({letter, true});
  }
  return certain(std::move(text), impossible);
}

std::optional<std::string> decoded_vni(std::string_view utf8) {
  const std::u32string signs = to_signs(utf8);
  std::vector<Decoded> text;
  bool impossible = false;
  for (std::size_t i = 0; i < signs.size(); ++i) {
    const char32_t sign = signs[i];
    const bool plain = sign < 0x80 || sign == 0xA0 || (sign >= 0x2010 && sign <= 0x2026);
    if (!plain) impossible = impossible || !is_vietnamese(sign);
    if (i + 1 < signs.size() && signs[i + 1] >= 0x80) {
      if (const char32_t letter = vni_pair(sign, signs[i + 1])) {
        impossible = impossible || !is_vietnamese(signs[i + 1]);
        text.push_back({letter, true});
        ++i;
        continue;
      }
    }
    if (plain) {
      text.push_back({sign, false});
      continue;
    }
    const char32_t letter = vni_single(sign);
    if (letter == 0) return std::nullopt;
    text.push_back({letter, true});
  }
  return certain(std::move(text), impossible);
}

}  // namespace thuocdo
