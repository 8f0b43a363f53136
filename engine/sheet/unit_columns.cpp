#include "sheet/unit_columns.h"

#include <algorithm>

#include "scoring/answer.h"
#include "sheet/table_columns.h"

namespace thuocdo {
namespace {

struct Heading {
  UnitColumn column;
  std::string_view written;
  std::vector<std::string_view> begin;  // folded beginnings, or the whole after "="
};

const std::vector<Heading>& headings() {
  using enum UnitColumn;
  static const std::vector<Heading> all = {
      {code, "Mã đơn vị", {"ma don vi", "ma co quan", "ma dinh danh", "ma so", "ma xa", "=ma", "=code", "unit code"}},
      {name, "Tên đơn vị", {"ten don vi", "ten co quan", "ten xa", "ten goi", "ten", "=don vi", "=co quan", "=co quan, don vi", "don vi, dia phuong", "don vi duoc danh gia", "=name", "unit name"}},
      {tier, "Cấp", {"=cap", "cap don vi", "cap hanh chinh", "loai don vi", "loai hinh", "=loai", "=tier", "nhom don vi"}},
      {parent, "Trực thuộc", {"truc thuoc", "don vi cap tren", "don vi chu quan", "don vi tong hop", "thuoc huyen", "thuoc don vi", "=thuoc", "=huyen", "huyen, thi xa", "huyen/thi xa", "quan/huyen", "quan, huyen", "=cap huyen", "cap tren", "=parent"}},
      {valid_from, "Có hiệu lực từ", {"co hieu luc tu", "hieu luc tu", "hoat dong tu", "tu ngay", "ngay thanh lap", "valid-from", "valid from"}},
      {valid_to, "Hiệu lực đến", {"hieu luc den", "co hieu luc den", "hoat dong den", "den ngay", "=den", "ngay giai the", "ngay ket thuc", "valid-to", "valid to"}},
      {merged_into, "Sáp nhập vào", {"sap nhap vao", "sap nhap thanh", "=sap nhap", "hop nhat vao", "nhap vao", "merged-into", "merged into"}},
      {excluded, "Không đánh giá vì", {"khong danh gia", "ly do khong danh gia", "khong thuoc dien danh gia", "excluded"}},
      {placeholder, "Đơn vị tạm", {"don vi tam", "giu cho", "=placeholder"}},
  };
  return all;
}

bool begins(const std::string& text, std::string_view word) {
  return text.starts_with(word) && (text.size() == word.size() || text[word.size()] < 'a' || text[word.size()] > 'z');
}

std::optional<UnitColumn> column_of(const std::string& text) {
  if (text.empty() || text.size() > 100) return std::nullopt;
  const std::string folded = fold(text);
  for (const Heading& heading : headings()) {
    if (folded == fold(heading.written)) return heading.column;
  }
  for (const Heading& heading : headings()) {
    for (const std::string_view word : heading.begin) {
      if (word.starts_with('=') ? folded == word.substr(1) : begins(folded, word)) return heading.column;
    }
  }
  return std::nullopt;
}

// The key of a tier and the words that mean it; longer words first where one begins another.
struct TierWords {
  std::string_view key;
  std::vector<std::string_view> words;
};
const std::vector<TierWords>& tier_words() {
  static const std::vector<TierWords> all = {
      {"huyen", {"thi xa", "huyen", "quan", "thanh pho", "tp", "tp."}},
      {"xa", {"thi tran", "dac khu", "phuong", "xa"}},
      {"trunguong", {"co quan trung uong", "co quan tw", "trung uong", "tw", "nganh doc"}},
      {"so", {"so", "ban", "nganh", "van phong", "thanh tra", "chi cuc", "tinh"}},
  };
  return all;
}

bool has_tier(const std::vector<Tier>& tiers, std::string_view key) {
  return std::any_of(tiers.begin(), tiers.end(), [&](const Tier& tier) { return tier.key == key; });
}

std::string tier_beginning(std::string folded, const std::vector<Tier>& tiers) {
  for (std::string_view lead : {"ubnd ", "uy ban nhan dan ", "cap "}) {
    if (folded.starts_with(lead)) folded.erase(0, lead.size());
  }
  for (const TierWords& tier : tier_words()) {
    for (const std::string_view word : tier.words) {
      if (begins(folded, word)) return has_tier(tiers, tier.key) ? std::string(tier.key) : std::string();
    }
  }
  return {};
}

}  // namespace

std::string_view unit_heading(UnitColumn column) { return headings()[static_cast<std::size_t>(column)].written; }

std::optional<UnitHeader> unit_header_at(const SheetCells& sheet, int row) {
  if (row < 0 || row >= static_cast<int>(sheet.rows.size())) return std::nullopt;
  UnitHeader header;
  header.row = row;
  header.columns.fill(-1);
  int found = 0;
  int headed = 0;
  for (int c = 0; c < static_cast<int>(sheet.rows[static_cast<std::size_t>(row)].size()); ++c) {
    const std::string text = cell_line(sheet.at(row, c));
    if (text.empty()) continue;
    ++headed;
    const auto column = column_of(text);
    const std::string folded = fold(text);
    if (!column || header.has(*column)) {
      if (folded != "stt" && folded != "tt" && folded != "so tt") header.unused.push_back(text);
      else ++found;
      continue;
    }
    header.columns[static_cast<std::size_t>(*column)] = c;
    ++found;
  }
  return header.has(UnitColumn::name) && found >= 2 && headed >= 2 ? std::optional(header) : std::nullopt;
}

std::string tier_of_words(const std::string& words, const std::vector<Tier>& tiers) {
  const std::string text = tidy(words);
  const std::string folded = fold(text);
  for (const Tier& tier : tiers) {
    if (text == tier.key || folded == fold(tier.name.vi) || (!tier.name.en.empty() && folded == fold(tier.name.en))) return tier.key;
  }
  return tier_beginning(folded, tiers);
}

std::string tier_of_name(const std::string& name, const std::vector<Tier>& tiers) { return tier_beginning(fold(name), tiers); }

std::string tier_of_section(const std::string& text, const std::vector<Tier>& tiers) {
  std::string folded = fold(text);
  for (std::string_view lead : {"cac co quan, don vi ", "danh sach ", "khoi "}) {
    if (folded.starts_with(lead)) folded.erase(0, lead.size());
  }
  for (std::string_view lead : {"ubnd cac ", "uy ban nhan dan cac ", "cac "}) {
    if (folded.starts_with(lead)) return tier_beginning(folded.substr(lead.size()), tiers);
  }
  const bool several = folded.find(", ban, nganh") != std::string::npos || folded.find(", phuong, thi tran") != std::string::npos ||
                       folded.find(", thi xa, thanh pho") != std::string::npos || folded.find("-ban-nganh") != std::string::npos;
  return several ? tier_beginning(folded, tiers) : std::string();
}

std::string bare_name(const std::string& name) {
  std::string folded = fold(name);
  for (std::string_view lead : {"ubnd ", "uy ban nhan dan "}) {
    if (folded.starts_with(lead)) folded.erase(0, lead.size());
  }
  for (std::string_view word : {"thi tran ", "thi xa ", "thanh pho ", "dac khu ", "phuong ", "huyen ", "quan ", "tp. ", "tp ", "xa "}) {
    if (folded.starts_with(word)) return folded.substr(word.size());
  }
  return folded;
}

}  // namespace thuocdo
