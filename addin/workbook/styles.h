// The cell and page styles of a sheet document. Cells carry styles only, no direct formatting, so that an office can
// change how every sheet looks in one place.
#pragma once

#include <com/sun/star/style/XStyle.hpp>

#include <string_view>
#include <vector>

#include "programme/programme.h"
#include "workbook/calc.h"

namespace thuocdo {

namespace style {
inline constexpr std::string_view base = "TD Nền";
inline constexpr std::string_view title = "TD Tên phiếu";
inline constexpr std::string_view subject = "TD Dòng dưới tên phiếu";
inline constexpr std::string_view key = "TD Khóa";
inline constexpr std::string_view header = "TD Đầu bảng";
inline constexpr std::string_view header_check = "TD Đầu cột kiểm tra";
inline constexpr std::string_view group = "TD Nhóm";
inline constexpr std::string_view group_number = "TD Nhóm - STT";
inline constexpr std::string_view group_points = "TD Nhóm - điểm";
inline constexpr std::string_view subgroup = "TD Nhóm con";
inline constexpr std::string_view subgroup_number = "TD Nhóm con - STT";
inline constexpr std::string_view subgroup_points = "TD Nhóm con - điểm";
inline constexpr std::string_view number = "TD STT";
inline constexpr std::string_view text = "TD Nội dung";
inline constexpr std::string_view item = "TD Nội dung con";
inline constexpr std::string_view method = "TD Cách tính";
inline constexpr std::string_view points = "TD Điểm";
inline constexpr std::string_view share = "TD Tỷ lệ";
inline constexpr std::string_view blank = "TD Ô trống";
inline constexpr std::string_view check = "TD Kiểm tra";
inline constexpr std::string_view total = "TD Tổng";
inline constexpr std::string_view total_points = "TD Tổng - điểm";
inline constexpr std::string_view total_share = "TD Tổng - tỷ lệ";
// Input cells: the only ones that are not locked.
inline constexpr std::string_view answer_choice = "TD Ô trả lời - chọn";
inline constexpr std::string_view answer_count = "TD Ô trả lời - số nguyên";
inline constexpr std::string_view answer_number = "TD Ô trả lời - số";
inline constexpr std::string_view answer_date = "TD Ô trả lời - ngày";
inline constexpr std::string_view answer_text = "TD Ô trả lời - chữ";
inline constexpr std::string_view answer_link = "TD Ô trả lời - liên kết";
// Laid over points without decimals: the format for decimals would leave a comma behind them.
inline constexpr std::string_view whole_points = "TD Điểm nguyên";
// Laid over a large whole number in an answer cell: 1234567 shows as 1.234.567.
inline constexpr std::string_view grouped_answer = "TD Ô trả lời - hàng nghìn";
// Laid over an input cell while something is missing.
inline constexpr std::string_view missing = "TD Chưa trả lời";
inline constexpr std::string_view reason_needed = "TD Cần lý do";
inline constexpr std::string_view evidence_needed = "TD Cần minh chứng";
inline constexpr std::string_view check_found = "TD Kiểm tra - có lỗi";
inline constexpr std::string_view check_to_do = "TD Kiểm tra - chưa điền";
// Cover
inline constexpr std::string_view plain = "TD Chữ thường";
inline constexpr std::string_view bold_centred = "TD Chữ đậm giữa";
inline constexpr std::string_view italic_centred = "TD Chữ nghiêng giữa";
inline constexpr std::string_view letterhead = "TD Cơ quan chủ quản";
inline constexpr std::string_view letterhead_unit = "TD Cơ quan, quốc hiệu";
inline constexpr std::string_view motto = "TD Tiêu ngữ";
inline constexpr std::string_view rule_line = "TD Đường kẻ";
inline constexpr std::string_view label = "TD Nhãn";
inline constexpr std::string_view detail = "TD Thông tin";
inline constexpr std::string_view cover_title = "TD Tên phiếu ở bìa";
inline constexpr std::string_view section = "TD Tên mục";
inline constexpr std::string_view result_number = "TD Kết quả - STT";
inline constexpr std::string_view result_text = "TD Kết quả - nhóm";
inline constexpr std::string_view result_points = "TD Kết quả - điểm";
inline constexpr std::string_view result_share = "TD Kết quả - tỷ lệ";
inline constexpr std::string_view remark = "TD Lưu ý";
inline constexpr std::string_view convention = "TD Quy ước";
inline constexpr std::string_view cover_input = "TD Ô nhập ở bìa";
inline constexpr std::string_view cover_number = "TD Số văn bản";  // input
inline constexpr std::string_view cover_date = "TD Nơi, ngày";     // input
// Start page
inline constexpr std::string_view start_title = "TD Bắt đầu - tên";
inline constexpr std::string_view start_unit = "TD Bắt đầu - đơn vị";
inline constexpr std::string_view start_heading = "TD Bắt đầu - mục";
inline constexpr std::string_view start_label = "TD Bắt đầu - nhãn";
inline constexpr std::string_view start_text = "TD Bắt đầu - chữ";
inline constexpr std::string_view sample_locked = "TD Mẫu - ô khóa";
inline constexpr std::string_view legend_title = "TD Hướng dẫn - tiêu đề";
inline constexpr std::string_view legend = "TD Hướng dẫn";
inline constexpr std::string_view sample_answer = "TD Mẫu - ô trả lời";
inline constexpr std::string_view sample_missing = "TD Mẫu - chưa trả lời";
inline constexpr std::string_view sample_reason = "TD Mẫu - cần lý do";
inline constexpr std::string_view sample_check = "TD Mẫu - lời nhắc";
// Pages
inline constexpr std::string_view cover_page = "TD Trang bìa";
inline constexpr std::string_view table_page = "TD Trang phiếu";
}  // namespace style

// Adds all styles; those that exist already are set again.
void add_styles(const Document& document, const Programme& programme);
// The page styles of the cover and the table: ours, or those that a sheet has which came back from .xlsx.
std::vector<Reference<css::style::XStyle>> page_styles(const Document& document);
// Sets what stands at the foot of every page: programme key and digest, and the check code of a submitted copy.
void set_footer(const Document& document, std::string_view programme, std::string_view digest,
                std::string_view check_code = {});

}  // namespace thuocdo
