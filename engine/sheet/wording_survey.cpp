// Wordings of surveys: "Căn cứ kết quả điều tra xã hội học".
#include "sheet/wording_parts.h"

namespace thuocdo {

std::optional<Rule> survey_of(const PlainSigns& words, const Decimal& maximum) {
  static const std::string survey = R"((?:dieu tra|khao sat)(?: ?(?:,|/|va|\(|hoac) ?(?:dieu tra|khao sat) ?\)?)?)";
  static const std::regex pattern(
      R"(^(?:(?:diem|tinh diem|cham diem|tinh|cham|xac dinh|duoc tinh|lay|lay diem) )*(?:(?:duoc )?(?:can cu|dua|theo|tu|lay|su dung|bang)(?: (?:vao|tren|theo|tu))? )?(?:ket qua|so lieu) (?:cua )?(?:cuoc |phieu )?)" +
      survey + R"( (?:xa hoi hoc|xhh)(?: hang nam)?(?: (?:ve|doi voi) ([^0-9=*/%()+:;.]{4,}))?$)");
  // Words of another scale, of a part, or of more than the result leave open what the result is worth.
  static const std::regex other(R"(\b(?:thang|quy doi|ty le|ti le|phan tram|nhan|chia|cong|tru|diem|ket hop|he so|trung binh|toi da|va ket qua|va tham dinh|va danh gia)\b)");
  std::smatch match;
  const std::string& plain = words.plain();
  if (plain.size() > longest_clause || !std::regex_match(plain, match, pattern)) return std::nullopt;
  if (!match[1].matched) return Survey{{}, maximum};
  if (std::regex_search(match[1].str(), other)) return std::nullopt;
  return Survey{{original_of(words, match, 1), {}}, maximum};
}

}  // namespace thuocdo
