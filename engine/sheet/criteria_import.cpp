#include "sheet/criteria_import.h"

#include <algorithm>
#include <map>
#include <unordered_map>
#include <utility>

#include "programme/criteria_reader.h"
#include "programme/definition_writer.h"
#include "scoring/answer.h"
#include "sheet/criteria_table_words.h"
#include "sheet/method_wording.h"
#include "sheet/row_number.h"
#include "sheet/table_columns.h"

namespace thuocdo {
namespace {

constexpr int deepest_level = 16;

std::string shortened(const std::string& text, std::size_t most = 120) {
  if (text.size() <= most) return text;
  std::size_t end = most;
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) --end;
  return text.substr(0, end) + "…";
}

bool starts_with_any(const std::string& text, std::initializer_list<std::string_view> words) {
  return std::any_of(words.begin(), words.end(), [&](std::string_view word) {
    return text.starts_with(word) && (text.size() == word.size() || text[word.size()] < 'a' || text[word.size()] > 'z');
  });
}

// Lines as clauses of one line.
std::string in_one_line(const std::string& lines) {
  std::string text;
  for (std::size_t at = 0; at <= lines.size();) {
    const std::size_t end = std::min(lines.find('\n', at), lines.size());
    const std::string line = tidy(std::string_view(lines).substr(at, end - at));
    at = end + 1;
    if (line.empty()) continue;
    if (!text.empty()) text += std::string_view(".;:,").find(text.back()) == std::string_view::npos ? "; " : " ";
    text += line;
  }
  return text;
}

// One group or criterion while the table is read.
struct Entry {
  int row = 0;
  RowNumber number;
  TokenReading reading{};  // of the last token
  int parent = -1;
  int depth = 0;
  std::string id;
  std::string name;
  std::optional<Decimal> maximum;
  std::string maximum_text;
  std::string method;  // with line ends
  std::string evidence;
  std::string data_source;
  std::string verifier;
  std::string note;
  bool has_children = false;
};

class Importer {
 public:
  Importer(const Workbook& workbook, std::string_view file, const ImportRequest& request)
      : workbook_(workbook), file_(file), request_(request) {}

  ImportedCriteria import() {
    ImportedCriteria result;
    if (choose_sheet()) {
      CriteriaSet set;
      set.title = title();
      if (header_.exported()) {
        read_exported(set);
      } else {
        read_annex();
        build(set);
      }
      if (set.criteria.empty() && !has_blocking(findings_)) report(Code::table_no_criteria, {}, header_.last_row, -1);
      if (!has_blocking(findings_)) result.set = checked(set);
    }
    // In the order of the table; what was found out at its end belongs to its row.
    std::stable_sort(findings_.begin(), findings_.end(),
                     [](const Placed& one, const Placed& other) { return one.row < other.row; });
    for (Placed& placed : findings_) result.findings.push_back(std::move(placed.finding));
    if (has_blocking(result.findings)) result.set.reset();
    return result;
  }

 private:
  struct Placed {
    int row;
    Finding finding;
  };
  struct Level {
    int entry;
    std::vector<std::string> tokens;
    TokenReading reading;
  };

  static bool has_blocking(const std::vector<Placed>& findings) {
    return std::any_of(findings.begin(), findings.end(), [](const Placed& placed) { return placed.finding.severity == Severity::blocking; });
  }
  static bool has_blocking(const Findings& findings) { return thuocdo::has_blocking(findings); }

  void place(Finding found, int row, int column) {
    found.in_file(std::string(file_));
    if (row >= 0 && column >= 0) {
      found.at_cell(sheet_ ? sheet_->name : std::string(), cell_name(row, column));
    } else if (row >= 0 && sheet_) {
      found.at_cell(sheet_->name, cell_name(row, 0));
    }
    findings_.push_back({row, std::move(found)});
  }
  void report(Code code, std::vector<Text> arguments, int row, int column) { place(finding(code, arguments), row, column); }
  void report_plain(Code code, std::initializer_list<std::string> arguments, int row, int column) { place(finding(code, arguments), row, column); }
  static Text number_text(const Decimal& value) { return {value.text(Notation::vietnamese), value.text()}; }

  // ---- where the table stands

  bool choose_sheet() {
    std::string names;
    for (const SheetCells& sheet : workbook_.sheets) names += (names.empty() ? "" : ", ") + sheet.name;
    if (!request_.sheet.empty()) {
      sheet_ = workbook_.sheet(request_.sheet);
      if (!sheet_) {
        report_plain(Code::table_sheet_unknown, {request_.sheet, names}, -1, -1);
        return false;
      }
      if (const auto header = find_header(*sheet_, 0)) {
        header_ = *header;
      } else {
        report(Code::table_header_missing, {}, -1, -1);
        return false;
      }
    } else {
      std::string others;
      for (const SheetCells& sheet : workbook_.sheets) {
        const auto header = find_header(sheet, 0);
        if (!header) continue;
        if (sheet_) {
          others += (others.empty() ? "" : ", ") + sheet.name;
        } else {
          sheet_ = &sheet;
          header_ = *header;
        }
      }
      if (!sheet_) {
        report(Code::table_header_missing, {}, -1, -1);
        return false;
      }
      if (!others.empty()) report_plain(Code::table_other_sheets, {sheet_->name, others}, header_.first_row, -1);
    }
    if (!header_.unused.empty() && !header_.exported()) {
      std::string unused;
      for (const std::string& heading : header_.unused) unused += (unused.empty() ? "" : ", ") + shortened(heading, 40);
      report_plain(Code::table_columns_unused, {unused}, header_.first_row, -1);
    }
    return true;
  }

  Text title() const {
    for (int row = 0; row < header_.first_row; ++row) {
      for (std::size_t c = 0; c < sheet_->rows[static_cast<std::size_t>(row)].size(); ++c) {
        const std::string text = cell_line(sheet_->at(row, static_cast<int>(c)));
        const std::string folded = fold(text);
        if (folded == fold(title_label)) {
          const int at = static_cast<int>(c);
          return {cell_lines(sheet_->at(row, at + 1)), cell_lines(sheet_->at(row, at + 2))};
        }
        if (starts_with_any(folded, {"bo tieu chi", "bo chi so", "tieu chi danh gia", "bang tieu chi", "he thong tieu chi", "bang diem", "bang tieu chuan"})) {
          return {text, {}};
        }
      }
    }
    return {"Bộ tiêu chí cấp " + request_.tier, {}};
  }

  int column(CriteriaColumn kind) const { return header_.column(kind); }

  const Cell* cell(int row, CriteriaColumn kind) const {
    return header_.has(kind) ? sheet_->at(row, column(kind)) : nullptr;
  }

  // ---- a table that we exported

  std::string exact(int row, CriteriaColumn kind) const { return cell_lines(cell(row, kind)); }

  void read_exported(CriteriaSet& set) {
    using enum CriteriaColumn;
    std::vector<int> open;  // indexes of the groups above
    for (int row = header_.last_row + 1; row < static_cast<int>(sheet_->rows.size()); ++row) {
      Criterion criterion;
      criterion.id = cell_line(cell(row, id));
      if (criterion.id.empty()) {
        // A row that somebody added by hand has no id yet.
        const std::string text = cell_line(cell(row, name));
        if (!text.empty()) report_plain(Code::table_row_unplaced, {shortened(text)}, row, column(id));
        continue;
      }
      const std::string label = criterion.id;
      criterion.number = exact(row, number).empty() ? criterion.id : exact(row, number);
      criterion.name = {exact(row, name), exact(row, name_en)};
      criterion.note = {exact(row, note), exact(row, note_en)};
      criterion.maximum = read_maximum(row, label).value_or(Decimal());
      const auto level_value = Decimal::parse_plain(cell_line(cell(row, level)));
      const bool fits = level_value && level_value->is_whole() && level_value->units() >= 1 &&
                        level_value->units() <= static_cast<std::int64_t>(open.size()) + 1;
      if (!fits) {
        report_plain(Code::value_invalid, {std::string(criteria_heading(level)), cell_line(cell(row, level)), "1 … " + std::to_string(open.size() + 1)}, row, column(level));
        continue;
      }
      open.resize(static_cast<std::size_t>(level_value->units() - 1));
      criterion.depth = static_cast<int>(open.size());
      criterion.parent = open.empty() ? -1 : open.back();
      criterion.line = row;
      read_settings(row, criterion);
      if (!is_exported_group(row)) {
        criterion.method = {exact(row, method), exact(row, method_en)};
        criterion.evidence = {exact(row, evidence), exact(row, evidence_en)};
        criterion.data_source = {exact(row, data_source), exact(row, data_source_en)};
        criterion.source = exact(row, source);
        read_provenance(row, criterion);
        set_exported_rule(row, criterion);
      } else {
        criterion.evidence_required = criterion.reason_required = false;
        open.push_back(static_cast<int>(set.criteria.size()));
      }
      set.criteria.push_back(std::move(criterion));
    }
  }

  // A group has rows of a deeper level below it.
  bool is_exported_group(int row) const {
    const auto level_of = [&](int r) { return Decimal::parse_plain(cell_line(cell(r, CriteriaColumn::level))); };
    const auto own = level_of(row);
    for (int next = row + 1; own && next < static_cast<int>(sheet_->rows.size()); ++next) {
      if (const auto below = level_of(next)) return *below > *own;
    }
    return false;
  }

  void read_settings(int row, Criterion& criterion) const {
    const std::string words = " " + cell_line(cell(row, CriteriaColumn::settings)) + " ";
    const auto says = [&](std::string_view word) { return words.find(" " + std::string(word) + " ") != std::string::npos; };
    criterion.capped = says(setting::capped);
    criterion.evidence_required = !says(setting::no_evidence);
    criterion.reason_required = !says(setting::no_reason);
    criterion.may_not_apply = says(setting::may_not_apply);
  }

  void read_provenance(int row, Criterion& criterion) {
    const std::string text = cell_line(cell(row, CriteriaColumn::provenance));
    for (Provenance known : {Provenance::official, Provenance::published, Provenance::drafted}) {
      if (text == provenance_text(known)) {
        criterion.provenance = known;
        return;
      }
    }
    report_plain(Code::value_invalid, {std::string(criteria_heading(CriteriaColumn::provenance)), text, "official, published, drafted"}, row,
                 column(CriteriaColumn::provenance));
  }

  void set_exported_rule(int row, Criterion& criterion) {
    const std::string xml = exact(row, CriteriaColumn::rule);
    if (xml.empty()) return set_rule_from_words(criterion, criterion.method.vi, row);
    Findings broken;
    if (auto rule = read_rule(xml, criterion.maximum, broken)) {
      criterion.set_rule(std::move(*rule));
    } else {
      const Text why = broken.empty() ? Text{"không có quy tắc", "no rule"} : broken[0].message;
      report(Code::table_rule_broken, {{criterion.id, {}}, why}, row, column(CriteriaColumn::rule));
      criterion.set_rule(Judged{});
    }
  }

  // ---- an annex

  void read_annex() {
    bool after_header = true;  // nothing but blank rows since a heading row
    int repeated_at = -1;      // the last repeated heading, until a row with a number follows
    for (int row = header_.last_row + 1; row < static_cast<int>(sheet_->rows.size()); ++row) {
      if (is_blank_row(row)) continue;
      if (repeats_header(row)) {
        report(Code::table_heading_repeated, {}, row, -1);
        repeated_at = row;
        after_header = true;
        row += header_.last_row - header_.first_row;
        continue;
      }
      if (begins_other_table(row)) {
        report(Code::table_second, {}, row, -1);
        break;
      }
      if (after_header && numbers_columns(row)) continue;
      after_header = false;
      const std::string number = cell_line(cell(row, CriteriaColumn::number));
      if (repeated_at >= 0 && !entries_.empty()) {
        const auto parsed = parse_row_number(number);
        if (parsed && parsed->tokens == entries_[0].number.tokens) {
          drop_heading_note(repeated_at);
          report(Code::table_second, {}, repeated_at, -1);
          break;
        }
        if (parsed) repeated_at = -1;
      }
      read_row(row, number);
    }
    if (merged_count_ > 0) report_plain(Code::table_cells_merged, {std::to_string(merged_count_)}, merged_at_.first, merged_at_.second);
    if (text_numbers_ > 0) report_plain(Code::table_numbers_as_text, {std::to_string(text_numbers_)}, text_number_at_, column(CriteriaColumn::maximum));
  }

  bool is_blank_row(int row) const {
    for (const Cell& one : sheet_->rows[static_cast<std::size_t>(row)]) {
      if (!std::holds_alternative<std::monostate>(one.value) && !is_blank(one.value)) return false;
    }
    return true;
  }

  bool repeats_header(int row) const {
    for (CriteriaColumn kind : {CriteriaColumn::number, CriteriaColumn::name, CriteriaColumn::maximum}) {
      if (!header_.has(kind)) continue;
      const std::string heading = fold(cell_line(sheet_->at(header_.first_row, column(kind))));
      if (heading != fold(cell_line(cell(row, kind)))) return false;
    }
    return true;
  }

  bool begins_other_table(int row) const {
    const auto other = header_at(*sheet_, row);
    return other && other->has(CriteriaColumn::number) && other->column(CriteriaColumn::number) < other->column(CriteriaColumn::name);
  }

  void drop_heading_note(int row) {
    std::erase_if(findings_, [&](const Placed& placed) { return placed.row == row && placed.finding.code == Code::table_heading_repeated; });
  }

  // "(1) (2) (3)" or "1 2 3" or "A B C" below the headings.
  bool numbers_columns(int row) const {
    int count = 0;
    int before = 0;
    for (const Cell& one : sheet_->rows[static_cast<std::size_t>(row)]) {
      const std::string text = cell_line(&one);
      if (text.empty()) continue;
      const auto number = parse_row_number(text);
      if (!number || number->tokens.size() != 1) return false;
      bool follows = false;
      for (const TokenReading& reading : readings_of(number->tokens[0])) {
        if (reading.value == before + 1 || (count > 0 && reading.value == 1)) {
          follows = true;
          before = reading.value;
          break;
        }
      }
      if (!follows) return false;
      ++count;
    }
    return count >= 3;
  }

  static bool is_total(const std::string& text) {
    const std::string folded = fold(text);
    return starts_with_any(folded, {"tong cong", "tong diem", "tong so diem", "tong so", "cong", "tong", "total"}) && folded.size() < 60;
  }

  void read_row(int row, const std::string& label) {
    using enum CriteriaColumn;
    std::string name_text = cell_line(cell(row, name));
    std::string maximum_text = cell_line(cell(row, maximum));
    for (CriteriaColumn kind : {number, name, maximum, method, evidence}) check_error(row, kind);
    if (is_total(label) || (label.empty() && is_total(name_text))) return read_total(row, label.empty() ? name_text : label, maximum_text);

    std::optional<RowNumber> parsed = label.empty() ? std::nullopt : parse_row_number(label);
    if (!parsed && !label.empty()) {
      // "I. NHẬN THỨC SỐ" in a merged cell, or "Phần I".
      auto split = number_before(label);
      if (!split) split = part_heading(label, name_text);
      if (split && (name_text.empty() || !split->second.empty())) {
        parsed = split->first;
        if (name_text.empty() || name_text == label) name_text = split->second;
      }
    }
    if (!parsed && label.empty()) {
      auto split = number_before(name_text);
      const bool heading = split && (split->first.tokens.size() > 1 || !maximum_text.empty() || (split->first.tokens[0][0] >= 'A' && split->first.tokens[0][0] <= 'Z'));
      if (!split) split = part_heading(name_text, {});
      if (split && (heading || !header_.has(CriteriaColumn::number) || part_heading(name_text, {}))) {
        parsed = split->first;
        name_text = split->second;
      }
    }
    if (!parsed) return read_loose_row(row, label, name_text, maximum_text);
    if (name_text.empty()) {
      report_plain(Code::table_row_unplaced, {shortened(label)}, row, column(name));
      return;
    }
    Entry entry;
    entry.row = row;
    entry.number = std::move(*parsed);
    entry.name = name_text;
    entry.maximum_text = maximum_text;
    const bool as_number = cell(row, CriteriaColumn::number) && std::holds_alternative<Decimal>(cell(row, CriteriaColumn::number)->value);
    if (!put_in_tree(entry, as_number)) return;
    entry.maximum = read_maximum(row, entry.number.text);
    entry.method = lines_of(row, method);
    entry.evidence = tidy(lines_of(row, evidence));
    entry.data_source = tidy(lines_of(row, data_source));
    entry.verifier = tidy(lines_of(row, verifier));
    entry.note = tidy(lines_of(row, note));
    entries_.push_back(std::move(entry));
  }

  // "Phần I: Hạ tầng", "NHÓM 2. …"
  static std::optional<std::pair<RowNumber, std::string>> part_heading(const std::string& text, const std::string& name_text) {
    const std::string folded = fold(text);
    if (!starts_with_any(folded, {"phan", "nhom", "chuong"})) return std::nullopt;
    const std::size_t blank = text.find(' ');
    if (blank == std::string::npos) return std::nullopt;
    const std::size_t end = std::min(text.find(' ', blank + 1), text.size());
    auto number = parse_row_number(text.substr(blank + 1, end - blank - 1));
    if (!number) return std::nullopt;
    std::string rest = end < text.size() ? text.substr(end + 1) : name_text;
    while (!rest.empty() && std::string_view(" :.-").find(rest.front()) != std::string_view::npos) rest.erase(0, 1);
    if (rest.empty()) return std::nullopt;
    return std::pair(std::move(*number), std::move(rest));
  }

  void check_error(int row, CriteriaColumn kind) {
    const Cell* one = cell(row, kind);
    const auto* error = one ? std::get_if<CellError>(&one->value) : nullptr;
    if (!error || error_at_ == std::pair(row, column(kind))) return;
    error_at_ = {row, column(kind)};
    report_plain(Code::table_cell_error, {error->text}, row, column(kind));
  }

  // The text of the cell, or of the merged cell that covers it from above.
  std::string lines_of(int row, CriteriaColumn kind) {
    const Cell* one = cell(row, kind);
    if (one == nullptr || !one->covered) return cell_lines(one);
    // A row whose maximum is covered, too, is one cell across: a heading.
    const Cell* points = cell(row, CriteriaColumn::maximum);
    if (points && points->covered) return {};
    for (int above = row - 1; above > header_.last_row; --above) {
      const Cell* anchor = sheet_->at(above, column(kind));
      if (anchor && anchor->covered) continue;
      const std::string text = cell_lines(anchor);
      if (!text.empty() && merged_count_++ == 0) merged_at_ = {row, column(kind)};
      return text;
    }
    return {};
  }

  void read_total(int row, const std::string& label, const std::string& maximum_text) {
    const std::string folded = fold(label);
    const bool part = folded.find(" muc ") != std::string::npos || folded.find(" nhom ") != std::string::npos || folded.find(" phan ") != std::string::npos;
    const auto value = part ? std::nullopt : number_in(row, maximum_text);
    if (value) {
      totals_.emplace_back(row, *value);
    } else {
      report_plain(Code::table_row_ignored, {shortened(label)}, row, column(CriteriaColumn::name));
    }
  }

  // A row without a number.
  void read_loose_row(int row, const std::string& label, const std::string& name_text, const std::string& maximum_text) {
    using enum CriteriaColumn;
    const std::string folded = fold(name_text.empty() ? label : name_text);
    const bool footnote = starts_with_any(folded, {"ghi chu", "chu thich", "luu y", "note"}) || folded.starts_with("*") || folded.starts_with("(*");
    const Cell* own_method = cell(row, method);
    const Cell* own_evidence = cell(row, evidence);
    const std::string method_text = own_method && !own_method->covered ? cell_lines(own_method) : std::string();
    const std::string evidence_text = own_evidence && !own_evidence->covered ? cell_line(own_evidence) : std::string();
    const bool has_points = !maximum_text.empty();
    if (!entries_.empty() && !footnote && (!method_text.empty() || !evidence_text.empty() || (has_points && !name_text.empty()))) {
      Entry& entry = entries_.back();
      std::string part = method_text;
      if (has_points && !name_text.empty()) {
        part = name_text + ": " + maximum_text;
      } else if (!name_text.empty() && !method_text.empty()) {
        part = name_text + ": " + method_text;
      }
      if (!part.empty()) entry.method += (entry.method.empty() ? "" : "\n") + part;
      if (!evidence_text.empty()) entry.evidence += (entry.evidence.empty() ? "" : "; ") + evidence_text;
      report_plain(Code::table_row_joined, {entry.id}, row, column(name));
      return;
    }
    const std::string text = label.empty() ? name_text : name_text.empty() ? label : label + " " + name_text;
    if (text.empty() && !has_points) return;  // nothing but the unit's own columns
    report_plain(has_points && !footnote ? Code::table_row_unplaced : Code::table_row_ignored, {shortened(text.empty() ? maximum_text : text)}, row,
                 column(name));
  }

  // ---- the tree

  bool put_in_tree(Entry& entry, bool as_number) {
    std::vector<std::string>& tokens = entry.number.tokens;
    std::string relative;  // what the id adds to that of the parent
    if (tokens.size() > 1) {
      place_dotted(entry, relative, as_number);
    } else {
      place_single(entry);
      relative = id_of_token(tokens[0]);
    }
    entry.parent = levels_.empty() ? -1 : levels_.back().entry;
    entry.depth = static_cast<int>(levels_.size());
    entry.id = (entry.parent < 0 ? "" : entries_[static_cast<std::size_t>(entry.parent)].id + ".") + relative;
    const int number_column = column(CriteriaColumn::number) >= 0 ? column(CriteriaColumn::number) : column(CriteriaColumn::name);
    if (entry.depth >= deepest_level || entry.id.size() > 64) {
      report_plain(Code::table_too_deep, {entry.number.text, std::to_string(deepest_level)}, entry.row, number_column);
      return false;
    }
    const std::optional<std::string> gap_after = std::exchange(gap_after_, std::nullopt);
    const auto [known, added] = row_of_id_.emplace(entry.id, entry.row);
    if (!added) {
      report_plain(Code::table_number_repeated, {entry.number.text, std::to_string(known->second + 1)}, entry.row, number_column);
      return false;
    }
    if (gap_after) report_plain(Code::table_number_gap, {entry.number.text, *gap_after}, entry.row, number_column);
    if (entry.parent >= 0) entries_[static_cast<std::size_t>(entry.parent)].has_children = true;
    last_of_parent_[entry.parent] = {entry.number.text, entry.reading};
    if (tokens.size() == 1) last_seen_[{static_cast<int>(entry.reading.style), entry.reading.upper}] = entry.reading.value;
    levels_.push_back({static_cast<int>(entries_.size()), tokens, entry.reading});
    return true;
  }

  static std::size_t shared_prefix(const std::vector<std::string>& shorter, const std::vector<std::string>& longer) {
    if (shorter.size() >= longer.size()) return 0;
    for (std::size_t i = 0; i < shorter.size(); ++i) {
      if (i == 0 ? !same_token(shorter[i], longer[i]) : shorter[i] != longer[i]) return 0;
    }
    return shorter.size();
  }

  void place_dotted(Entry& entry, std::string& relative, bool as_number) {
    std::vector<std::string>& tokens = entry.number.tokens;
    std::size_t best = 0;
    std::size_t keep = 0;
    for (std::size_t i = 0; i < levels_.size(); ++i) {
      const std::size_t length = shared_prefix(levels_[i].tokens, tokens);
      if (length > 0 && length >= best) {
        best = length;
        keep = i + 1;
      }
    }
    if (best == 0) {
      // "1.1" below "A": the deepest entry above that is no dotted number itself.
      for (std::size_t i = levels_.size(); i-- > 0 && keep == 0;) {
        if (levels_[i].tokens.size() == 1 && levels_[i].reading.style != NumberStyle::digits) keep = i + 1;
      }
    }
    levels_.resize(keep);
    const int parent = levels_.empty() ? -1 : levels_.back().entry;
    if ((best > 0 && best + 1 < tokens.size()) || (best == 0 && keep == 0)) {
      const Text below = parent < 0 ? Text{"gốc của bảng", "the top of the table"} : Text{entries_[static_cast<std::size_t>(parent)].number.text, {}};
      report(Code::table_parent_missing, {{entry.number.text, {}}, below}, entry.row, std::max(0, column(CriteriaColumn::number)));
    }
    const auto last = last_of_parent_.find(parent);
    if (as_number && last != last_of_parent_.end()) {
      // A number cell shows 1.10 as 1.1: what follows 1.9 is 1.10.
      const std::string next = std::to_string(last->second.second.value + 1);
      std::string stripped = next;
      while (stripped.size() > 1 && stripped.back() == '0') stripped.pop_back();
      if (stripped == tokens.back() && stripped != next) {
        tokens.back() = next;
        entry.number.text = joined(tokens);
      }
    }
    entry.reading = readings_of(tokens.back()).front();
    const int before = last == last_of_parent_.end() ? 0 : last->second.second.value;
    if (best > 0 && entry.reading.value > before + 1) gap_after_ = last == last_of_parent_.end() ? std::string("—") : last->second.first;
    relative = joined(std::vector<std::string>(tokens.begin() + static_cast<std::ptrdiff_t>(best), tokens.end()));
  }

  static std::string joined(const std::vector<std::string>& tokens) {
    std::string text;
    for (const std::string& token : tokens) text += (text.empty() ? "" : ".") + id_of_token(token);
    return text;
  }

  void place_single(Entry& entry) {
    const std::vector<TokenReading> readings = readings_of(entry.number.tokens[0]);
    const auto keep_above = [&](std::size_t level, const TokenReading& reading) {
      levels_.resize(level);
      entry.reading = reading;
    };
    // It goes on a list that is open, the deepest first.
    for (std::size_t i = levels_.size(); i-- > 0;) {
      for (const TokenReading& reading : readings) {
        if (levels_[i].tokens.size() == 1 && levels_[i].reading.same_style(reading) && reading.value == levels_[i].reading.value + 1) return keep_above(i, reading);
      }
    }
    // Or begins a list of a style that is not open: "I" below "A".
    for (const TokenReading& reading : readings) {
      const bool open = std::any_of(levels_.begin(), levels_.end(), [&](const Level& level) { return level.tokens.size() == 1 && level.reading.same_style(reading); });
      if (reading.value != 1 || open) continue;
      entry.reading = reading;
      return;
    }
    // Or stands in an open list out of order.
    for (std::size_t i = levels_.size(); i-- > 0;) {
      for (const TokenReading& reading : readings) {
        if (levels_[i].tokens.size() != 1 || !levels_[i].reading.same_style(reading)) continue;
        gap_after_ = entries_[static_cast<std::size_t>(levels_[i].entry)].number.text;
        return keep_above(i, reading);
      }
    }
    // Or runs on from the list of the group before.
    entry.reading = readings.front();
    for (const TokenReading& reading : readings) {
      const auto seen = last_seen_.find({static_cast<int>(reading.style), reading.upper});
      if (seen != last_seen_.end() && seen->second + 1 == reading.value) {
        entry.reading = reading;
        return;
      }
    }
    gap_after_ = levels_.empty() ? std::string("—") : entries_[static_cast<std::size_t>(levels_.back().entry)].number.text;
  }

  // ---- numbers

  std::optional<Decimal> number_in(int row, const std::string& text) const {
    const Cell* one = cell(row, CriteriaColumn::maximum);
    if (one) {
      if (const auto* number = std::get_if<Decimal>(&one->value)) return *number;
    }
    std::string rest = fold(text);
    if (rest.starts_with("toi da ")) rest.erase(0, 7);
    for (std::string_view unit : {"diem", "d"}) {
      if (rest.ends_with(unit)) {
        rest = tidy(std::string_view(rest).substr(0, rest.size() - unit.size()));
        break;
      }
    }
    return read_number(rest).value;
  }

  // Nothing where the cell is empty, and after a finding.
  std::optional<Decimal> read_maximum(int row, const std::string& label) {
    const std::string text = cell_line(cell(row, CriteriaColumn::maximum));
    const std::string folded = fold(text);
    if (text.empty() || text == "-" || text == "–" || text == "x") return std::nullopt;
    if (folded == "khong tinh diem") return Decimal();
    const auto value = number_in(row, text);
    static const Decimal largest(1'000'000);
    if (!value || value->is_negative() || *value > largest || value->places() > 6) {
      report_plain(Code::table_maximum_invalid, {label, shortened(text, 60)}, row, column(CriteriaColumn::maximum));
      return Decimal(1);  // anything but missing, which would be a second finding about the same cell
    }
    const Cell* one = cell(row, CriteriaColumn::maximum);
    if (!sheet_->name.empty() && one && std::holds_alternative<std::string>(one->value) && text_numbers_++ == 0) text_number_at_ = row;
    return value;
  }

  // ---- the set

  void set_rule_from_words(Criterion& criterion, const std::string& words, int row) {
    const int at = header_.has(CriteriaColumn::method) ? column(CriteriaColumn::method) : column(CriteriaColumn::name);
    if (criterion.maximum.is_zero()) {
      criterion.evidence_required = criterion.reason_required = false;
      criterion.set_rule(Information{{criterion.name.vi, criterion.name.en}, false});
      report(Code::table_rule_proposed, {{criterion.id, {}}, rule_words(*criterion.rule(), criterion.maximum), {"0 điểm", "0 points"}}, row,
             column(CriteriaColumn::maximum));
      return;
    }
    const std::string text = in_one_line(words);
    ReadWording read = read_wording(words, criterion.maximum);
    if (read.rule) {
      if (auto* ratio = std::get_if<RatioRule>(&*read.rule); ratio && read.unnamed_ratio) {
        ratio->a = {"Số đạt yêu cầu (" + criterion.name.vi + ")", {}};
        ratio->b = {"Tổng số (" + criterion.name.vi + ")", {}};
        report_plain(Code::table_ratio_unnamed, {criterion.id}, row, at);
      }
      criterion.set_rule(std::move(*read.rule));
      Text proposed = rule_words(*criterion.rule(), criterion.maximum);
      proposed = {shortened(proposed.vi), shortened(proposed.in(Language::english))};
      report(Code::table_rule_proposed, {{criterion.id, {}}, proposed, {shortened(text), {}}}, row, at);
      return;
    }
    criterion.set_rule(Judged{});
    const Text maximum = number_text(criterion.maximum);
    if (!text.empty()) {
      report(Code::table_method_unknown, {{criterion.id, {}}, {shortened(text), {}}, maximum}, row, at);
    } else if (header_.has(CriteriaColumn::method)) {
      report(Code::table_method_missing, {{criterion.id, {}}, maximum}, row, at);
    }
  }

  void build(CriteriaSet& set) {
    if (!header_.has(CriteriaColumn::method)) report(Code::table_no_method_column, {}, header_.first_row, -1);
    for (Entry& entry : entries_) {
      Criterion criterion;
      criterion.id = entry.id;
      criterion.number = entry.number.text;
      criterion.parent = entry.parent;
      criterion.depth = entry.depth;
      criterion.line = entry.row;
      criterion.name.vi = entry.name;
      criterion.note.vi = entry.note;
      if (entry.has_children) {
        criterion.evidence_required = criterion.reason_required = false;
        if (const std::string method = in_one_line(entry.method); !method.empty()) {
          criterion.note.vi += (criterion.note.vi.empty() ? "" : ". ") + method;
          report_plain(Code::table_group_method, {entry.id}, entry.row, column(CriteriaColumn::method) >= 0 ? column(CriteriaColumn::method) : column(CriteriaColumn::name));
        }
        criterion.maximum = entry.maximum.value_or(Decimal());
      } else {
        if (!entry.maximum) {
          report_plain(Code::table_maximum_missing, {entry.number.text}, entry.row, column(CriteriaColumn::maximum));
          entry.maximum = Decimal(1);
        }
        criterion.maximum = *entry.maximum;
        criterion.method.vi = in_one_line(entry.method);
        criterion.evidence.vi = entry.evidence;
        criterion.data_source.vi = entry.data_source;
        if (!entry.verifier.empty()) {
          criterion.data_source.vi += (entry.data_source.empty() ? "Xác minh: " : "; xác minh: ") + entry.verifier;
        }
        criterion.provenance = request_.provenance;
        criterion.source = request_.source;
        set_rule_from_words(criterion, entry.method, entry.row);
      }
      set.criteria.push_back(std::move(criterion));
    }
    add_up(set);
  }

  // Groups without a maximum take the sum; the others, and the rows of totals, are compared with it.
  void add_up(CriteriaSet& set) {
    std::vector<Decimal> sums(set.criteria.size());
    Decimal total;
    for (std::size_t i = set.criteria.size(); i-- > 0;) {
      Criterion& criterion = set.criteria[i];
      if (criterion.is_group()) {
        if (!entries_[i].maximum) criterion.maximum = sums[i];
        if (criterion.maximum != sums[i]) {
          place(finding(Code::parent_maximum_differs, std::vector<Text>{{criterion.id, {}}, number_text(criterion.maximum), number_text(sums[i])}).about(criterion.id),
                entries_[i].row, column(CriteriaColumn::maximum));
        }
      }
      Decimal& above = criterion.parent < 0 ? total : sums[static_cast<std::size_t>(criterion.parent)];
      above = add(above, criterion.maximum).value_or(above);
    }
    for (const auto& [row, value] : totals_) {
      report(value == total ? Code::table_total_agrees : Code::table_total_differs, {number_text(value), number_text(total)}, row,
             column(CriteriaColumn::maximum));
    }
  }

  // The set as its file will be read again, with what reader and linter say about it, in the cells of the table.
  std::optional<CriteriaSet> checked(const CriteriaSet& set) {
    Findings told;
    Programme programme;
    programme.criterion_places = programme.total_places = 6;
    programme.tiers.emplace_back();  // without dates: they are no part of a table
    CriteriaSet& again = programme.tiers[0].set;
    again = read_criteria(criteria_xml(set, request_.tier), std::string(file_), request_.tier, told);
    for (Finding& found : lint(programme)) told.push_back(std::move(found));
    std::unordered_map<std::string, int> rows;
    for (const Criterion& criterion : set.criteria) rows.emplace(criterion.id, criterion.line);
    for (Finding& found : told) {
      const bool known = std::any_of(findings_.begin(), findings_.end(), [&](const Placed& placed) {
        return placed.finding.code == found.code && !found.criterion.empty() && placed.finding.criterion == found.criterion;
      });
      if (known || found.code == Code::set_not_official) continue;
      const auto row = rows.find(found.criterion);
      found.place = {};
      place(std::move(found), row == rows.end() ? -1 : row->second, row == rows.end() ? -1 : column(CriteriaColumn::maximum));
    }
    return std::move(again);
  }

  const Workbook& workbook_;
  std::string_view file_;
  const ImportRequest& request_;
  const SheetCells* sheet_ = nullptr;
  TableHeader header_;
  std::vector<Placed> findings_;
  std::vector<Entry> entries_;
  std::vector<Level> levels_;  // the open entries, from the top
  std::unordered_map<std::string, int> row_of_id_;
  std::map<int, std::pair<std::string, TokenReading>> last_of_parent_;
  std::map<std::pair<int, bool>, int> last_seen_;  // by style: the last value of single numbers
  std::optional<std::string> gap_after_;
  std::vector<std::pair<int, Decimal>> totals_;
  std::pair<int, int> error_at_{-1, -1};
  int merged_count_ = 0;
  std::pair<int, int> merged_at_;
  int text_numbers_ = 0;
  int text_number_at_ = 0;
};

}  // namespace

ImportedCriteria import_criteria(const Workbook& workbook, std::string_view file, const ImportRequest& request) {
  return Importer(workbook, file, request).import();
}

}  // namespace thuocdo
