// Words that an exported table of criteria holds for the program, shared by its writer and its reader.
#pragma once

#include <string_view>

namespace thuocdo {

inline constexpr std::string_view title_label = "Tên bộ tiêu chí";

namespace setting {  // in the column "Thiết lập", parted by blanks
inline constexpr std::string_view capped = "giới-hạn-nhóm";
inline constexpr std::string_view bonus = "điểm-thưởng";
inline constexpr std::string_view deduction = "điểm-trừ";
inline constexpr std::string_view no_evidence = "không-cần-minh-chứng";
inline constexpr std::string_view no_reason = "không-cần-lý-do";
inline constexpr std::string_view may_not_apply = "được-không-áp-dụng";
inline constexpr std::string_view sole_supplier = "chỉ-số-liệu-cung-cấp";
}  // namespace setting

}  // namespace thuocdo
