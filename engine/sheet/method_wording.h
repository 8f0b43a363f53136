// Reads the wording of a scoring method ("Cách tính") where it is one of the common phrases of annexes.
//
//   ReadWording read = read_wording("Có: 2; Không: 0", *Decimal::parse_plain("2"));
//   std::get<YesNo>(*read.rule).yes                                  // 2
//   read_wording("Theo đánh giá của Hội đồng", Decimal(2)).rule      // nothing
//
// The phrases, with "điểm" or "đ" or neither after a number, "×", "x", "*" or "nhân" between factors, decimal commas,
// clauses parted by ";", line ends, or commas and full stops where that is clear:
//   Có: 2; Không: 0                                                   yes-no
//   4 lần/năm: 20 điểm; 3 lần: 15; từ 1 đến 2 lần: 5; còn lại 0       steps
//   Trưởng ban là Chủ tịch: Điểm tối đa; là Phó Chủ tịch: 1/2*Điểm tối đa; chưa có: không tính điểm     choice
//   10 điểm: đã ban hành; 5 điểm: đang xây dựng; 0 điểm: chưa có      choice
//   Xác định đầy đủ: 0,1; Cụ thể hóa: 0,1; Không đảm bảo: 0           items (the points add up to the maximum)
//   mỗi ứng dụng 1 điểm, tối đa 5 điểm; 1 điểm/ứng dụng, không quá 5  count
//   a = …; b = …; Tỷ lệ = a/b; Điểm = Tỷ lệ × Điểm tối đa             ratio; "Tỷ lệ * 45 điểm" earns a part only
//   … (b - a)/b, (Tổng số - Số …)/Tổng số, Điểm = (1 - Tỷ lệ) × …     its complement
//   Điểm = (Tỷ lệ/80%) × Điểm tối đa                                  ratio towards a target
//   Tỷ lệ phần trăm của số … trên tổng số …                           ratio; how it becomes points is not said
//   Ban hành trong tháng 1: 0,2; từ tháng 2 trở đi hoặc không ban hành: 0     deadline, where the year is known
//   Trước ngày 15/11: 1; từ 15/11 đến 30/11: 0,5; còn lại: 0          deadline
//   Hội đồng chấm từ 0 đến 5 điểm                                     judged
//   Tỷ lệ chuẩn hóa = (a/b của đơn vị)/(a/b của đơn vị lớn nhất); Điểm = Tỷ lệ chuẩn hóa × Điểm tối đa      normalised
//   (a - a thấp nhất)/(a cao nhất - a thấp nhất); tính điểm so với đơn vị cao nhất và thấp nhất   normalised in the range
//   Căn cứ kết quả điều tra xã hội học                                survey, on the scale of the maximum; who surveys is not said
// A wording is recognised only when every clause of it is understood and the points agree with the maximum; anything
// else gives no rule, and no number of a rule comes from elsewhere. A rule found here is a proposal: a person must
// compare it with the words.
#pragma once

#include <optional>
#include <string_view>

#include "programme/rule.h"

namespace thuocdo {

struct ReadWording {
  std::optional<Rule> rule;
  bool unnamed_ratio = false;   // the words name no numerator and denominator
  bool unnamed_figure = false;  // the words compare units, but do not name the figure
  bool assumed_points = false;  // the words give a share, but not the points that it earns: taken as share × maximum
};

// `year` is that of the assessment, for days that are named without one.
ReadWording read_wording(std::string_view words, const Decimal& maximum, std::optional<int> year = {});

}  // namespace thuocdo
