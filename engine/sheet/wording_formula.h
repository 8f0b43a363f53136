// Patterns of the words that formulas of methods are made of, over plain signs (see plain_signs.h). For the recognisers of
// wordings (wording_*.cpp) only.
#pragma once

#include <string>

namespace thuocdo::formula_words {

inline const std::string times = R"( ?(?:[*x]|nhan(?: voi)?) ?)";
inline const std::string share_name = R"((?:t[yi] ?le|ti so|ty so) ?(?:\(? ?% ?\)?|phan tram)?)";
inline const std::string hundred = "(?:" + times + "100 ?%?)?";
inline const std::string quotient = R"(\(? ?([a-z]) ?/ ?([a-z]) ?\)?)" + hundred;
inline const std::string maximum_words = R"((?:so )?(?:diem )(?:so )?(?:toi da|chuan)(?: cua (?:tieu chi|chi so)(?: nay)?)?)";
inline const std::string points_name = R"((?:so )?diem(?: (?:dat duoc|dat|danh gia|so|cua|tieu chi|chi so|cham|duoc tinh|tu danh gia))*)";
inline const std::string is = R"( ?(?:=|:|\bla\b|bang|theo cong thuc:?|duoc tinh (?:bang|theo cong thuc):?) ?)";

}  // namespace thuocdo::formula_words
