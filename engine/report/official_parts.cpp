#include "report/official_parts.h"

#include <utf8proc.h>

#include <algorithm>

namespace thuocdo {
namespace {

// With every letter, or only the first, in the other case.
std::string changed(std::string_view text, utf8proc_int32_t (*change)(utf8proc_int32_t), bool all) {
  std::string result;
  for (std::size_t at = 0; at < text.size();) {
    utf8proc_int32_t letter = 0;
    const auto* bytes = reinterpret_cast<const utf8proc_uint8_t*>(text.data()) + at;
    const utf8proc_ssize_t size = utf8proc_iterate(bytes, static_cast<utf8proc_ssize_t>(text.size() - at), &letter);
    if (size <= 0) {
      result += text[at++];
      continue;
    }
    utf8proc_uint8_t made[4];
    const utf8proc_ssize_t made_size = utf8proc_encode_char(change(letter), made);
    result.append(reinterpret_cast<const char*>(made), static_cast<std::size_t>(made_size));
    at += static_cast<std::size_t>(size);
    if (!all) return result + std::string(text.substr(at));
  }
  return result;
}

}  // namespace

std::string upper(std::string_view text) { return changed(text, utf8proc_toupper, true); }
std::string inside_sentence(std::string_view text) { return changed(text, utf8proc_tolower, false); }

std::string long_date(const Date& date) {
  const unsigned day = static_cast<unsigned>(date.day());
  const unsigned month = static_cast<unsigned>(date.month());
  return "ngày " + std::string(day < 10 ? "0" : "") + std::to_string(day) + " tháng " + (month < 3 ? "0" : "") + std::to_string(month) + " năm " +
         std::to_string(static_cast<int>(date.year()));
}

std::string roman(int number) {
  static constexpr std::pair<int, const char*> signs[] = {{10, "X"}, {9, "IX"}, {5, "V"}, {4, "IV"}, {1, "I"}};
  std::string text;
  for (const auto& [value, sign] : signs) {
    for (; number >= value; number -= value) text += sign;
  }
  return text;
}

void put_marks(TextDocument& document, const std::vector<const CriteriaSet*>& sets) {
  document.paragraph("mark", Line().bold("DỰ THẢO").text(" – chưa có giá trị pháp lý. Những chỗ có dấu ").blank("").text(" phải được bổ sung trước khi trình ký."));
  std::size_t published = 0;
  std::size_t drafted = 0;
  for (const CriteriaSet* set : sets) {
    for (const Criterion& criterion : set->criteria) {
      if (criterion.is_group()) continue;
      published += criterion.provenance == Provenance::published;
      drafted += criterion.provenance == Provenance::drafted;
    }
  }
  if (published + drafted == 0) return;
  std::string parts;
  if (published > 0) parts = std::to_string(published) + " tiêu chí lấy từ bộ đã công bố khác";
  if (drafted > 0) parts += (parts.empty() ? "" : ", ") + std::to_string(drafted) + " tiêu chí tự soạn";
  document.paragraph("mark", Line().bold("BỘ TIÊU CHÍ CHƯA CHÍNH THỨC").text(": không phải phụ lục của quyết định ban hành bộ tiêu chí (" + parts + "). Không dùng kết quả này để công bố."));
}

void put_letterhead(TextDocument& document, const Letterhead& head) {
  std::vector<TextDocument::Side> left;
  if (!head.above.empty()) left.push_back({"above", upper(head.above)});
  left.push_back({"issuer", head.issuer.empty() ? Line().blank("TÊN CƠ QUAN BAN HÀNH") : Line(upper(head.issuer))});
  left.push_back({"rule-issuer", {}});
  Line number("Số: ");
  number.blank("số").text("/");
  if (head.symbol.empty()) {
    number.blank("ký hiệu");
  } else {
    number.text(head.symbol);
  }
  left.push_back({"number", number});
  Line place;
  if (head.place.empty()) {
    place.blank("địa danh");
  } else {
    place.text(head.place);
  }
  place.text(", ngày ").blank("").text(" tháng ").blank("").text(" năm ").blank("");
  document.beside(70, left, 95, {{"national", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"}, {"motto", "Độc lập - Tự do - Hạnh phúc"}, {"rule-motto", {}}, {"place", place}});
}

void put_signature(TextDocument& document, const std::vector<Line>& recipients, const Line& capacity) {
  std::vector<TextDocument::Side> left{{"recipients", "Nơi nhận:"}};
  for (const Line& one : recipients) left.push_back({"recipient", one});
  document.paragraph("cell", {});
  document.beside(80, left, 85,
                  {{"signer", capacity}, {"signer", Line().blank("CHỨC VỤ NGƯỜI KÝ")}, {"signer", {}}, {"signer", {}}, {"signer", {}}, {"signer", Line().blank("họ và tên")}});
}

std::string issuer_of(const Programme& programme, const Unit* above) { return programme.approval && above == nullptr ? programme.approval->issuer.vi : std::string(); }

Line approval_named(const Programme& programme, const Unit* above, std::string_view before, std::string_view after) {
  Line line(before);
  line.text("Quyết định số ").blank("số").text("/");
  const std::string issuer = issuer_of(programme, above);
  if (programme.approval && above == nullptr) {
    line.text(programme.approval->symbol);
  } else {
    line.blank("ký hiệu");
  }
  line.text(" ngày ").blank("").text(" tháng ").blank("").text(" năm ").blank("").text(" của ");
  if (issuer.empty()) {
    line.blank("cơ quan phê duyệt");
  } else {
    line.text(issuer);
  }
  return line.text(after);
}

}  // namespace thuocdo
