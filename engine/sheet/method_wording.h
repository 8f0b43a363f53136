// Reads the wording of a scoring method ("Cách tính") where it is one of the common phrases of annexes.
//
//   ReadWording read = read_wording("Có: 2; Không: 0", *Decimal::parse_plain("2"));
//   std::get<YesNo>(*read.rule).yes                                  // 2
//   read_wording("Theo đánh giá của Hội đồng", Decimal(2)).rule      // nothing
//
// The phrases, with "điểm" or "đ" or neither after a number, decimal commas, clauses parted by ";", line ends, or
// commas and full stops where that is clear:
//   Có: 2; Không: 0                                                   yes-no
//   4 lần/năm: 20 điểm; 3 lần: 15; …; còn lại 0                       steps
//   Trưởng ban là Chủ tịch: Điểm tối đa; là Phó Chủ tịch: 1/2*Điểm tối đa; chưa có: 0     choice
//   Xác định đầy đủ: 0,1; Cụ thể hóa: 0,1; Không đảm bảo: 0           items (the points add up to the maximum)
//   mỗi ứng dụng 1 điểm, tối đa 5 điểm                                count
//   a = …; b = …; Tỷ lệ = a/b; Điểm = Tỷ lệ × Điểm tối đa             ratio; "Tỷ lệ * 45 điểm" earns a part only
// A wording is recognised only when every clause of it is understood and the points agree with the maximum; anything
// else gives no rule. A rule found here is a proposal: a person must compare it with the words.
#pragma once

#include <optional>
#include <string_view>

#include "programme/rule.h"

namespace thuocdo {

struct ReadWording {
  std::optional<Rule> rule;
  bool unnamed_ratio = false;  // the words name no numerator and denominator
};

ReadWording read_wording(std::string_view words, const Decimal& maximum);

}  // namespace thuocdo
