#include "sheet/units_import.h"

#include <algorithm>
#include <charconv>
#include <map>
#include <unordered_map>
#include <utility>

#include "scoring/answer.h"
#include "sheet/table_columns.h"
#include "sheet/unit_columns.h"

namespace thuocdo {
namespace {

// "Biển Hồ (mới)" → "bien-ho-moi"
std::string slug_of(const std::string& text) {
  std::string slug;
  for (char c : fold(text)) {
    const bool letter = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
    if (letter) {
      slug += c;
    } else if (!slug.empty() && slug.back() != '-') {
      slug += '-';
    }
  }
  while (!slug.empty() && slug.back() == '-') slug.pop_back();
  constexpr std::size_t longest = 60;
  return slug.substr(0, longest);
}

bool is_code(const std::string& text) {
  return !text.empty() && text.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789-") == std::string::npos;
}

// "01/07/2025", "2025-07-01", "1.7.2025", or a spreadsheet's number of the day.
std::optional<Date> date_in(const Cell& cell) {
  if (const auto* number = std::get_if<Decimal>(&cell.value)) {
    if (!number->is_whole() || number->units() < 1 || number->units() > 100'000) return std::nullopt;
    return Date(std::chrono::sys_days(std::chrono::year(1899) / 12 / 30) + std::chrono::days(number->units()));
  }
  std::string text = cell_line(&cell);
  if (const auto date = parse_date(text.substr(0, 10))) return date;
  std::vector<int> parts;
  const char* at = text.data();
  const char* end = at + text.size();
  while (at < end) {
    int value = 0;
    const auto [stopped, error] = std::from_chars(at, end, value);
    if (error != std::errc()) return std::nullopt;
    parts.push_back(value);
    if (stopped == end) break;
    if (*stopped != '/' && *stopped != '-' && *stopped != '.') return std::nullopt;
    at = stopped + 1;
  }
  if (parts.size() != 3 || parts[2] < 1900 || parts[2] > 2200 || parts[0] < 1 || parts[1] < 1) return std::nullopt;
  const Date date(std::chrono::year(parts[2]), std::chrono::month(static_cast<unsigned>(parts[1])), std::chrono::day(static_cast<unsigned>(parts[0])));
  return date.ok() ? std::optional(date) : std::nullopt;
}

class UnitsReader {
 public:
  UnitsReader(const Workbook& workbook, std::string_view file, const UnitsRequest& request)
      : file_(file), request_(request), tiers_(request.tiers.empty() ? usual_tiers() : request.tiers) {
    locate(workbook);
  }

  ImportedUnits read() {
    ImportedUnits imported;
    if (sheet_ != nullptr) {
      imported.sheet = sheet_->name;
      for (int row = header_.row + 1; row < static_cast<int>(sheet_->rows.size()); ++row) read_row(row);
      settle_tiers();
      make_codes();
      index_names();
      for (Row& row : rows_) find_parent(row);
      for (Row& row : rows_) find_merger(row);
      tell_circles(&Row::parent_index, Code::unit_parent_circular, UnitColumn::parent);
      tell_circles(&Row::merger_index, Code::unit_merger_circular, UnitColumn::merged_into);
      tell_what_was_made();
      if (rows_.empty() && !blocked()) report(Code::units_none, {}, header_.row, -1);
    }
    std::stable_sort(findings_.begin(), findings_.end(), [](const auto& one, const auto& other) { return one.first < other.first; });
    for (auto& [row, found] : findings_) imported.findings.push_back(std::move(found));
    if (sheet_ != nullptr && !has_blocking(imported.findings)) {
      imported.units.emplace();
      for (Row& row : rows_) imported.units->push_back(std::move(row.unit));
    }
    return imported;
  }

 private:
  struct Row {
    int row = 0;
    Unit unit;
    std::string parent;  // as the table says it
    std::string merged;
    int above = -1;      // the last row before it of the tier above
    int parent_index = -1;
    int merger_index = -1;
  };

  // ---- telling

  void report(Code code, std::vector<Text> arguments, int row, int column) {
    Finding found = finding(code, arguments);
    found.in_file(file_);
    if (row >= 0 && sheet_ != nullptr) found.at_cell(sheet_->name, cell_name(row, std::max(0, column)));
    findings_.emplace_back(row, std::move(found));
  }
  void report(Code code, std::vector<Text> arguments, const Row& row, UnitColumn kind) { report(code, std::move(arguments), row.row, header_.column(kind)); }
  bool blocked() const {
    return std::any_of(findings_.begin(), findings_.end(), [](const auto& placed) { return placed.second.severity == Severity::blocking; });
  }

  // ---- where the list stands

  void locate(const Workbook& workbook) {
    for (const SheetCells& sheet : workbook.sheets) {
      if (!request_.sheet.empty() && sheet.name != request_.sheet) continue;
      for (int row = 0; row < static_cast<int>(sheet.rows.size()); ++row) {
        const auto header = unit_header_at(sheet, row);
        if (!header) continue;
        sheet_ = &sheet;
        header_ = *header;
        break;
      }
      if (sheet_ != nullptr) break;
    }
    if (sheet_ == nullptr) {
      std::string names;
      for (const SheetCells& sheet : workbook.sheets) names += (names.empty() ? "" : ", ") + sheet.name;
      const bool unknown = !request_.sheet.empty() && workbook.sheet(request_.sheet) == nullptr;
      if (unknown) return report(Code::table_sheet_unknown, {{request_.sheet, {}}, {names, {}}}, -1, -1);
      return report(Code::units_header_missing, {}, -1, -1);
    }
    std::string unused;
    for (const std::string& heading : header_.unused) unused += (unused.empty() ? "" : ", ") + heading;
    if (!unused.empty()) report(Code::table_columns_unused, {{unused, {}}}, header_.row, 0);
  }

  const Cell* cell(int row, UnitColumn kind) const { return header_.has(kind) ? sheet_->at(row, header_.column(kind)) : nullptr; }
  std::string line(int row, UnitColumn kind) const { return cell_line(cell(row, kind)); }

  // ---- rows

  void read_row(int row) {
    const std::string name = line(row, UnitColumn::name);
    std::string all;
    for (const Cell& one : sheet_->rows[static_cast<std::size_t>(row)]) {
      const std::string text = cell_line(&one);
      if (!text.empty()) all += (all.empty() ? "" : " ") + text;
    }
    if (all.empty()) return;
    const auto again = unit_header_at(*sheet_, row);
    if (again && again->columns == header_.columns) return;  // repeated on a new page
    const std::string given_code = line(row, UnitColumn::code);
    const std::string given_tier = line(row, UnitColumn::tier);
    // "I  CÁC SỞ, BAN, NGÀNH" says of what tier the rows below are.
    if (given_code.empty() && given_tier.empty()) {
      const std::string section = tier_of_section(name.empty() ? all : name, tiers_);
      if (!section.empty()) {
        section_ = section;
        return;
      }
      const std::string folded = fold(name.empty() ? all : name);
      const bool left_out = folded.starts_with("tong") || folded.starts_with("cong ") || folded.starts_with("ghi chu") || folded.starts_with("*") || folded.starts_with("nguoi lap");
      if (left_out || name.empty()) return report(Code::table_row_ignored, {{all.substr(0, 120), {}}}, row, 0);
    }
    if (name.empty()) return report(Code::unit_name_missing, {{given_code, {}}}, row, header_.column(UnitColumn::name));
    Row entry;
    entry.row = row;
    entry.unit.name = name;
    entry.unit.line = row + 1;
    entry.unit.code = given_code;
    entry.unit.tier = tier_of(row, given_tier, name);
    entry.parent = line(row, UnitColumn::parent);
    entry.merged = line(row, UnitColumn::merged_into);
    entry.unit.excluded = line(row, UnitColumn::excluded);
    const std::string tempo = fold(line(row, UnitColumn::placeholder));
    entry.unit.placeholder = tempo == "yes" || tempo == "co" || tempo == "x";
    entry.unit.valid_from = date_of(row, UnitColumn::valid_from);
    entry.unit.valid_to = date_of(row, UnitColumn::valid_to);
    if (entry.unit.valid_from && entry.unit.valid_to && *entry.unit.valid_to < *entry.unit.valid_from) {
      report(Code::value_invalid, {{std::string(unit_heading(UnitColumn::valid_to)), {}}, {line(row, UnitColumn::valid_to), {}}, {"≥ " + line(row, UnitColumn::valid_from), {}}}, entry, UnitColumn::valid_to);
    }
    const std::string wanted = consolidating(entry.unit.tier);
    if (!header_.has(UnitColumn::parent) && !wanted.empty()) {
      const auto last = last_of_tier_.find(wanted);
      if (last != last_of_tier_.end()) entry.above = last->second;
    }
    last_of_tier_[entry.unit.tier] = static_cast<int>(rows_.size());
    rows_.push_back(std::move(entry));
  }

  std::string tier_of(int row, const std::string& words, const std::string& name) {
    std::string key;
    if (!words.empty()) {
      key = tier_of_words(words, tiers_);
    } else {
      // Departments and central bodies have all kinds of names; districts and communes say what they are.
      const bool by_section = section_ == "so" || section_ == "trunguong";
      key = !request_.tier.empty() ? request_.tier : by_section ? section_ : tier_of_name(name, tiers_);
      if (key.empty()) key = section_;
      // A merged cell says it for the rows below.
      const Cell* one = cell(row, UnitColumn::tier);
      if (key.empty() && one && one->covered && !rows_.empty()) key = rows_.back().unit.tier;
    }
    if (key.empty()) {
      std::string keys;
      for (const Tier& tier : tiers_) keys += (keys.empty() ? "" : ", ") + tier.key;
      report(Code::tier_unknown, {{words.empty() ? name : words, {}}, {keys, {}}}, row, header_.column(words.empty() ? UnitColumn::name : UnitColumn::tier));
    }
    return key;
  }

  std::optional<Date> date_of(int row, UnitColumn kind) {
    const Cell* one = cell(row, kind);
    if (one == nullptr || cell_line(one).empty()) return std::nullopt;
    const auto date = date_in(*one);
    if (!date) report(Code::value_invalid, {{std::string(unit_heading(kind)), {}}, {cell_line(one), {}}, {"01/07/2025", {}}}, row, header_.column(kind));
    return date;
  }

  std::string consolidating(const std::string& key) const {
    const auto tier = std::find_if(tiers_.begin(), tiers_.end(), [&](const Tier& one) { return one.key == key; });
    return tier == tiers_.end() ? std::string() : tier->consolidated_by;
  }

  // Of the usual tiers, communes belong to districts only where the list has districts.
  void settle_tiers() {
    if (!request_.tiers.empty()) return;
    const bool districts = std::any_of(rows_.begin(), rows_.end(), [](const Row& row) { return row.unit.tier == "huyen"; });
    for (Tier& tier : tiers_) {
      if (!districts) tier.consolidated_by.clear();
    }
  }

  // ---- codes

  void make_codes() {
    std::unordered_map<std::string, int> used;  // code → row
    for (Row& row : rows_) {
      if (row.unit.code.empty()) continue;
      if (!is_code(row.unit.code)) {
        const std::string usable = slug_of(row.unit.code);
        if (rewritten_++ == 0) first_rewritten_ = {row.row, row.unit.code + " → " + usable};
        row.unit.code = usable.empty() ? std::string("don-vi") : usable;
      }
      const auto [known, added] = used.emplace(row.unit.code, row.row);
      if (!added) report(Code::table_id_repeated, {{row.unit.code, {}}, {std::to_string(known->second + 1), {}}}, row, UnitColumn::code);
    }
    // The code that the unit had before: of the one unit of the same tier and name.
    std::map<std::pair<std::string, std::string>, std::vector<const Unit*>> before;
    for (const Unit& unit : request_.known) before[{unit.tier, fold(unit.name)}].push_back(&unit);
    std::map<std::string, int> wanted;  // how many units a made code would stand for
    for (Row& row : rows_) {
      if (!row.unit.code.empty()) continue;
      const auto same = before.find({row.unit.tier, fold(row.unit.name)});
      if (same != before.end() && same->second.size() == 1 && used.emplace(same->second[0]->code, row.row).second) {
        row.unit.code = same->second[0]->code;
      } else {
        ++wanted[made_code(row, false)];
      }
    }
    for (Row& row : rows_) {
      if (!row.unit.code.empty()) continue;
      std::string code = made_code(row, false);
      // Units of one name are told apart by the unit above, all of them, so that their order does not matter.
      if (wanted[code] > 1 || used.contains(code)) code = made_code(row, true);
      const std::string base = code;
      for (int number = 2; !used.emplace(code, row.row).second; ++number) code = base + "-" + std::to_string(number);
      row.unit.code = code;
      if (made_++ == 0) first_made_ = {row.row, row.unit.name + " → " + code};
    }
  }

  std::string made_code(const Row& row, bool with_parent) const {
    std::string slug = slug_of(bare_name(row.unit.name));
    if (slug.empty()) slug = "don-vi";
    const std::string above = row.above >= 0 ? rows_[static_cast<std::size_t>(row.above)].unit.name : row.parent;
    if (with_parent && !above.empty()) slug += "-" + slug_of(bare_name(above));
    const std::string tier = (row.unit.tier.empty() ? "dv" : row.unit.tier) + "-";
    return slug.starts_with(tier) ? slug : tier + slug;  // "so-tai-chinh", not "so-so-tai-chinh"
  }

  void tell_what_was_made() {
    if (made_ > 0) report(Code::unit_codes_made, {{std::to_string(made_), {}}, {first_made_.second, {}}}, first_made_.first, header_.column(UnitColumn::code));
    if (rewritten_ > 0) report(Code::unit_codes_rewritten, {{std::to_string(rewritten_), {}}, {first_rewritten_.second, {}}}, first_rewritten_.first, header_.column(UnitColumn::code));
  }

  // ---- references

  void index_names() {
    for (std::size_t i = 0; i < rows_.size(); ++i) {
      const Unit& unit = rows_[i].unit;
      by_code_.emplace(unit.code, static_cast<int>(i));
      by_name_[fold(unit.name)].push_back(static_cast<int>(i));
      by_bare_name_[bare_name(unit.name)].push_back(static_cast<int>(i));
    }
  }

  // The unit that a code or a name means; of several only those of the tier count. -1: none, -2: several.
  int meant(const std::string& text, const std::string& tier) const {
    const auto code = by_code_.find(is_code(text) ? text : slug_of(text));
    if (code != by_code_.end()) return code->second;
    for (const auto* index : {&by_name_, &by_bare_name_}) {
      const auto named = index->find(index == &by_name_ ? fold(text) : bare_name(text));
      if (named == index->end()) continue;
      std::vector<int> fitting;
      for (int one : named->second) {
        if (tier.empty() || rows_[static_cast<std::size_t>(one)].unit.tier == tier) fitting.push_back(one);
      }
      if (fitting.size() == 1) return fitting[0];
      if (fitting.size() > 1) return -2;
    }
    return -1;
  }

  void find_parent(Row& row) {
    const std::string wanted = consolidating(row.unit.tier);
    std::string text = row.parent;
    if (text.empty() && row.above >= 0) {
      row.parent_index = row.above;
      row.unit.parent = rows_[static_cast<std::size_t>(row.above)].unit.code;
      return;
    }
    if (text.empty()) {
      const Cell* one = cell(row.row, UnitColumn::parent);
      if (one != nullptr && one->covered && last_parent_ >= 0) {
        row.parent_index = last_parent_;
        row.unit.parent = rows_[static_cast<std::size_t>(last_parent_)].unit.code;
      } else if (!wanted.empty() && row.unit.excluded.empty()) {
        report(Code::unit_parent_missing, {{row.unit.code, {}}}, row, header_.has(UnitColumn::parent) ? UnitColumn::parent : UnitColumn::name);
      }
      return;
    }
    if (row.unit.tier.empty()) return;  // told already
    // What departments are "under" is no unit of the list: the province's committee.
    const int found = meant(text, wanted);
    if (wanted.empty() && found < 0) return;
    if (found == -2) return report(Code::unit_name_ambiguous, {{row.unit.code, {}}, {text, {}}}, row, UnitColumn::parent);
    if (found >= 0) row.parent_index = last_parent_ = found;
    const bool fits = found >= 0 && rows_[static_cast<std::size_t>(found)].unit.tier == wanted;
    if (fits) {
      row.unit.parent = rows_[static_cast<std::size_t>(found)].unit.code;
    } else {
      report(Code::unit_parent_unknown, {{row.unit.code, {}}, {text, {}}}, row, UnitColumn::parent);
    }
  }

  void find_merger(Row& row) {
    if (row.merged.empty()) return;
    int found = meant(row.merged, row.unit.tier);
    if (found == -1) found = meant(row.merged, {});
    if (found == -2) return report(Code::unit_name_ambiguous, {{row.unit.code, {}}, {row.merged, {}}}, row, UnitColumn::merged_into);
    if (found < 0) return report(Code::unit_merger_unknown, {{row.unit.code, {}}, {row.merged, {}}}, row, UnitColumn::merged_into);
    row.merger_index = found;
    row.unit.merged_into = rows_[static_cast<std::size_t>(found)].unit.code;
    if (!row.unit.valid_to) report(Code::unit_merger_undated, {{row.unit.code, {}}, {row.unit.merged_into, {}}}, row, UnitColumn::valid_to);
  }

  // Each circle once, at its first row.
  void tell_circles(int Row::* next, Code code, UnitColumn kind) {
    std::vector<std::size_t> walks(rows_.size(), 0);  // which walk came by; 0: none
    for (std::size_t walk = 1; walk <= rows_.size(); ++walk) {
      for (int at = static_cast<int>(walk) - 1; at >= 0; at = rows_[static_cast<std::size_t>(at)].*next) {
        std::size_t& seen = walks[static_cast<std::size_t>(at)];
        if (seen == walk) report(code, {{rows_[static_cast<std::size_t>(at)].unit.code, {}}}, rows_[static_cast<std::size_t>(at)], kind);
        if (seen != 0) break;
        seen = walk;
      }
    }
  }

  std::string file_;
  const UnitsRequest& request_;
  std::vector<Tier> tiers_;
  const SheetCells* sheet_ = nullptr;
  UnitHeader header_;
  std::vector<std::pair<int, Finding>> findings_;
  std::vector<Row> rows_;
  std::string section_;  // tier that a heading row gave
  std::map<std::string, int> last_of_tier_;
  int last_parent_ = -1;
  int made_ = 0;
  int rewritten_ = 0;
  std::pair<int, std::string> first_made_;
  std::pair<int, std::string> first_rewritten_;
  std::unordered_map<std::string, int> by_code_;
  std::unordered_map<std::string, std::vector<int>> by_name_;
  std::unordered_map<std::string, std::vector<int>> by_bare_name_;
};

}  // namespace

std::vector<Tier> usual_tiers() {
  std::vector<Tier> tiers(4);
  const std::pair<const char*, Text> names[] = {{"so", {"Sở, ban, ngành", "Departments"}}, {"trunguong", {"Cơ quan trung ương trên địa bàn", "Central bodies"}},
                                                {"huyen", {"Cấp huyện", "Districts"}}, {"xa", {"Cấp xã", "Communes"}}};
  for (std::size_t i = 0; i < tiers.size(); ++i) {
    tiers[i].key = names[i].first;
    tiers[i].name = names[i].second;
  }
  tiers[3].consolidated_by = "huyen";
  return tiers;
}

ImportedUnits import_units(const Workbook& workbook, std::string_view file, const UnitsRequest& request) {
  return UnitsReader(workbook, file, request).read();
}

std::vector<std::vector<std::string>> units_table(const std::vector<Unit>& units) {
  std::vector<std::vector<std::string>> rows;
  std::vector<std::string> head = {"STT"};
  for (int i = 0; i < unit_column_count; ++i) head.emplace_back(unit_heading(static_cast<UnitColumn>(i)));
  rows.push_back(std::move(head));
  const auto day = [](const std::optional<Date>& date) { return date ? date_text(*date, Language::vietnamese) : std::string(); };
  for (const Unit& unit : units) {
    rows.push_back({std::to_string(rows.size()), unit.code, unit.name, unit.tier, unit.parent, day(unit.valid_from), day(unit.valid_to), unit.merged_into,
                    unit.excluded, unit.placeholder ? "co" : ""});
  }
  return rows;
}

}  // namespace thuocdo
