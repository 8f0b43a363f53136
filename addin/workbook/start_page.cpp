#include "workbook/start_page.h"

#include <algorithm>
#include <array>
#include <com/sun/star/sheet/XPrintAreas.hpp>
#include <com/sun/star/table/CellRangeAddress.hpp>
#include <com/sun/star/table/XColumnRowRange.hpp>
#include <string>
#include <vector>

#include "workbook/styles.h"
#include "workbook/undo_step.h"

namespace thuocdo {
namespace {

// Two halves beside each other, together as wide as a window of 1366 pixels: what to do, and what things mean.
constexpr int left_label = 1;
constexpr int left_text = 2;
constexpr int right_label = 4;
constexpr int right_text = 5;
constexpr std::array<int, 6> widths = {500, 3300, 13700, 700, 3500, 12500};
constexpr int title_row = 0;
constexpr int unit_row = 1;
constexpr int first_row = 3;

struct Line {
  std::string label;
  std::string_view label_style;
  std::string text;
};

class StartPage {
 public:
  StartPage(const Document& document, const Sheet& sheet) : document_(document), sheet_(sheet) {}

  void put(int row, int column, std::string_view text, std::string_view style_name) const {
    apply_style(block(sheet_, row, column, row, column), style_name);
    if (!text.empty()) put_text(sheet_, row, column, text);
  }

  // A heading with its lines; returns the row after them and a gap.
  int part(int row, int label_column, std::string_view heading, const std::vector<Line>& lines) const {
    const UndoStep step(document_);
    apply_style(block(sheet_, row, label_column, row, label_column + 1), style::start_heading);
    put_text(sheet_, row++, label_column, heading);
    for (const Line& line : lines) {
      put(row, label_column, line.label, line.label_style);
      put(row++, label_column + 1, line.text, style::start_text);
    }
    return row + 1;
  }

  void write_columns() const {
    const auto columns = Reference<css::table::XColumnRowRange>(sheet_, UNO_QUERY_THROW)->getColumns();
    for (std::size_t i = 0; i < widths.size(); ++i) {
      set(Reference<css::beans::XPropertySet>(columns->getByIndex(static_cast<sal_Int32>(i)), UNO_QUERY_THROW), "Width",
          sal_Int32(widths[i]));
    }
  }

  void fit_rows(int end) const {
    const auto rows = Reference<css::table::XColumnRowRange>(block(sheet_, 0, 0, end, 0), UNO_QUERY_THROW)->getRows();
    set(rows, "OptimalHeight", true);
  }

 private:
  Document document_;
  Sheet sheet_;
};

std::vector<Line> where_to(const Programme& programme, const Tier& tier, const Stage* without_assessment) {
  const Date before = without_assessment == nullptr ? tier.before : without_assessment->before;
  const std::string receiver =
      tier.consolidated_by.empty() ? programme.authority.vi : "Đơn vị cấp trên tổng hợp, gửi " + programme.authority.vi;
  return {{"Nộp phiếu", style::start_label, "trước ngày " + date_text(before, Language::vietnamese)},
          {"Nơi nhận", style::start_label, receiver},
          {"Số liệu", style::start_label,
           "từ " + date_text(tier.survey.from, Language::vietnamese) +
               (without_assessment == nullptr ? " đến hết " + date_text(tier.survey.to, Language::vietnamese)
                                              : " đến thời điểm cập nhật")}};
}

std::vector<Line> steps(bool assessed) {
  std::vector<std::string> texts = {
      "Trang “Bìa”: ghi thủ trưởng, người lập phiếu, điện thoại.",
      assessed ? "Trang “Phiếu đánh giá”: trả lời ở các ô xanh nhạt; điểm hiện ra ngay."
               : "Trang “Phiếu đánh giá”: điền số liệu ở các ô xanh nhạt; kỳ này không có điểm."};
  if (assessed) texts.emplace_back("Tiêu chí nào chưa đạt điểm tối đa thì ghi lý do ở cùng dòng.");
  texts.insert(texts.end(),
               {"Ghi tài liệu kiểm chứng: số, ngày; trang, mục; liên kết hoặc tệp.",
                "Thước Đo → Chỗ chưa xong tiếp theo (Ctrl+Alt+N), cho đến khi hết.",
                "Thước Đo → Kiểm tra phiếu: xem và sửa những điều được nêu.",
                "Thước Đo → Nộp phiếu: bản nộp, PDF và biên nhận cùng một mã."});
  std::vector<Line> lines;
  for (std::size_t i = 0; i < texts.size(); ++i) lines.push_back({"Bước " + std::to_string(i + 1), style::start_label, texts[i]});
  return lines;
}

std::vector<Line> colours(bool assessed) {
  std::vector<Line> lines = {
      {"Ô trả lời", style::sample_answer, "Ô để điền: chọn trong danh sách (Alt+↓), nhập số hoặc chữ."},
      {"Chưa trả lời", style::sample_missing, "Viền nét đứt, cạnh trái đậm: ô còn phải điền."}};
  if (assessed) {
    lines.push_back({"Cần lý do", style::sample_reason, "Điểm thấp hơn tối đa, hoặc “Không áp dụng”, mà chưa ghi lý do."});
    lines.push_back({"Cần minh chứng", style::sample_missing, "Có điểm mà chưa ghi tài liệu kiểm chứng hoặc liên kết."});
  }
  lines.push_back({"▲ Lời nhắc", style::sample_check, "Cột “Kiểm tra” nêu điều cần sửa (▲) hoặc còn phải điền (○); không in."});
  lines.push_back({"Ô khóa", style::sample_locked, "Không điền: tên tiêu chí, điểm tối đa, công thức tính điểm."});
  return lines;
}

std::vector<Line> places() {
  return {{"Thực đơn", style::start_label, "Thước Đo, trên hàng thực đơn và thanh công cụ."},
          {"Thanh bên", style::start_label, "Thước Đo → Bảng điểm trực tiếp: điểm, chỗ mất điểm, chỗ còn thiếu."},
          {"Từng tiêu chí", style::start_label, "Thước Đo → Điền từng tiêu chí: mỗi lần một hộp thoại."}};
}

std::vector<Line> help(const Programme& programme) {
  return {{"Ở từng ô", style::start_label, "Đặt con trỏ vào ô: lời nhắc cho biết điền gì, lấy tài liệu nào."},
          {"Máy chưa cài", style::start_label, "Vẫn điền được; điểm không hiện và được tính lại khi tiếp nhận."},
          {"Hỏi nơi nhận", style::start_label, programme.authority.vi}};
}

}  // namespace

void write_start_page(const Document& document, const Sheet& sheet, const Programme& programme, const Tier& tier,
                      const TableLayout& table) {
  const UndoStep step(document);
  const StartPage page(document, sheet);
  const bool assessed = table.assessed();
  page.write_columns();
  page.put(title_row, left_label, "BẮT ĐẦU TỪ ĐÂY", style::start_title);
  int left = page.part(first_row, left_label, "Nộp cho ai, bao giờ", where_to(programme, tier, table.without_assessment));
  left = page.part(left, left_label, "Các bước", steps(assessed));
  int right = page.part(first_row, right_label, "Màu và dấu trong phiếu", colours(assessed));
  right = page.part(right, right_label, "Lệnh ở đâu", places());
  right = page.part(right, right_label, "Khi cần giúp", help(programme));
  page.fit_rows(std::max(left, right));
  // No print area while other sheets have one: this sheet is not printed.
  Reference<css::sheet::XPrintAreas>(sheet, UNO_QUERY_THROW)->setPrintAreas({});
}

void write_start_page_unit(const Sheet& sheet, const Unit& unit) {
  put_text(sheet, unit_row, left_label, unit.name);
  apply_style(block(sheet, unit_row, left_label, unit_row, left_label), style::start_unit);
}

}  // namespace thuocdo
