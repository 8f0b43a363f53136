#include "sheet/annex_rows.h"

#include <algorithm>
#include <unordered_map>

#include "scoring/answer.h"
#include "sheet/annex_parents.h"
#include "sheet/number_tree.h"

namespace thuocdo {
namespace {

bool is_total(const std::string& text) {
  const std::string folded = fold(text);
  return starts_with_any(folded, {"tong cong", "tong diem", "tong so diem", "tong so", "cong", "tong", "total"}) && folded.size() < 60;
}

// "Phần I: Hạ tầng", "NHÓM 2. …"
std::optional<std::pair<RowNumber, std::string>> part_heading(const std::string& text, const std::string& name_text) {
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

std::vector<std::string> lines_in(const std::string& text) {
  std::vector<std::string> lines;
  for (std::size_t at = 0; at <= text.size();) {
    const std::size_t end = std::min(text.find('\n', at), text.size());
    if (std::string line = tidy(std::string_view(text).substr(at, end - at)); !line.empty()) lines.push_back(std::move(line));
    at = end + 1;
  }
  return lines;
}

class AnnexReader {
 public:
  explicit AnnexReader(ImportTable& table) : table_(table) {}

  AnnexRows read() {
    bool after_header = true;  // nothing but blank rows since a heading row
    int repeated_at = -1;      // the last repeated heading, until a row with a number follows
    for (int row = table_.first_row(); row < table_.end_row(); ++row) {
      if (table_.is_blank_row(row)) continue;
      if (repeats_header(row)) {
        table_.report(Code::table_heading_repeated, {}, row);
        repeated_at = row;
        after_header = true;
        const int last = row + table_.header().last_row - table_.header().first_row;
        for (; row < last; ++row) table_.became(row, RowPart::heading);
        table_.became(row, RowPart::heading);
        continue;
      }
      if (begins_other_table(row)) {
        other_table(row);
        break;
      }
      if (after_header && numbers_columns(row)) {
        table_.became(row, RowPart::heading);
        continue;
      }
      after_header = false;
      const std::string number = table_.line(row, numbered_);
      if (repeated_at >= 0 && !tree_.empty()) {
        // A heading after which the numbers begin anew is no page break.
        const auto parsed = parse_row_number(number);
        if (parsed && parsed->tokens == tree_.first_tokens()) {
          table_.take_back(Code::table_heading_repeated, repeated_at);
          other_table(repeated_at);
          break;
        }
        if (parsed) repeated_at = -1;
      }
      read_row(row, number);
    }
    if (merged_count_ > 0) table_.report(Code::table_cells_merged, {{std::to_string(merged_count_), {}}}, merged_at_.first, merged_at_.second);
    if (by_parent_) order_by_parents(table_, rows_.entries, parents_);
    for (const AnnexEntry& entry : rows_.entries) {
      if (entry.parent >= 0) rows_.entries[static_cast<std::size_t>(entry.parent)].has_children = true;
    }
    name_by_numbers();
    return std::move(rows_);
  }

 private:
  void other_table(int row) {
    table_.became(row, RowPart::other_table);
    table_.report(Code::table_second, {}, row);
  }

  bool repeats_header(int row) const {
    for (CriteriaColumn kind : {CriteriaColumn::number, CriteriaColumn::name, CriteriaColumn::maximum}) {
      if (!table_.has(kind)) continue;
      const std::string heading = fold(cell_line(table_.sheet().at(table_.header().first_row, table_.column(kind))));
      if (heading != fold(table_.line(row, kind))) return false;
    }
    return true;
  }

  bool begins_other_table(int row) const {
    const auto other = header_at(table_.sheet(), row);
    return other && other->has(CriteriaColumn::number) && other->column(CriteriaColumn::number) < other->column(CriteriaColumn::name);
  }

  // "(1) (2) (3)" or "1 2 3" or "A B C" below the headings.
  bool numbers_columns(int row) const {
    int count = 0;
    int before = 0;
    for (const Cell& one : table_.sheet().rows[static_cast<std::size_t>(row)]) {
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

  void read_row(int row, const std::string& label) {
    using enum CriteriaColumn;
    std::string name_text = table_.line(row, name);
    const std::string maximum_text = table_.line(row, maximum);
    for (CriteriaColumn kind : {numbered_, name, maximum, method, evidence}) check_error(row, kind);
    if (is_total(label) || (label.empty() && is_total(name_text))) return read_total(row, label.empty() ? name_text : label, maximum_text);
    if (by_parent_) return label.empty() ? read_loose_row(row, label, name_text, maximum_text) : read_coded(row, label, name_text);

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
      if (split && (heading || !table_.has(numbered_) || part_heading(name_text, {}))) {
        parsed = split->first;
        name_text = split->second;
      }
    }
    if (!parsed) return read_loose_row(row, label, name_text, maximum_text);
    if (name_text.empty()) {
      table_.became(row, RowPart::unread).name = label;
      return table_.report(Code::table_row_unplaced, {{shortened(label), {}}}, row, name);
    }
    read_entry(row, std::move(*parsed), name_text);
  }

  // An entry whose id stands in the table, and whose place the column of the groups above gives.
  void read_coded(int row, const std::string& code, const std::string& name_text) {
    ImportedRow& became = table_.became(row, RowPart::unread);
    became.name = name_text.empty() ? code : name_text;
    if (name_text.empty()) return table_.report(Code::table_row_unplaced, {{shortened(code), {}}}, row, CriteriaColumn::name);
    AnnexEntry entry;
    entry.id = became.id = usable_id(row, code);
    const std::string printed = table_.line(row, CriteriaColumn::number);
    entry.number = became.number = printed.empty() ? code : printed;
    if (is_repeated(row, entry.id)) return;
    parents_.push_back(table_.line(row, CriteriaColumn::parent));
    add_entry(row, std::move(entry), name_text);
  }

  void read_entry(int row, RowNumber printed, const std::string& name_text) {
    using enum CriteriaColumn;
    const CriteriaColumn at = table_.has(numbered_) ? numbered_ : name;
    const bool as_number = table_.cell(row, numbered_) && std::holds_alternative<Decimal>(table_.cell(row, numbered_)->value);
    ImportedRow& became = table_.became(row, RowPart::unread);
    became.name = name_text;
    const NumberTree::Placed placed = tree_.place(std::move(printed), row, as_number);
    became.number = placed.number;
    became.id = placed.id;
    if (placed.lonely_below) {
      const Text below = placed.lonely_below->empty() ? Text{"gốc của bảng", "the top of the table"} : Text{*placed.lonely_below, {}};
      table_.report(Code::table_parent_missing, {{placed.number, {}}, below}, row, at);
    }
    switch (placed.problem) {
      case NumberTree::Placed::Problem::too_deep:
        return table_.report(Code::table_too_deep, {{placed.number, {}}, {std::to_string(NumberTree::deepest), {}}}, row, at);
      case NumberTree::Placed::Problem::repeated:
        return table_.report(Code::table_number_repeated, {{placed.number, {}}, {std::to_string(placed.repeated_row + 1), {}}}, row, at);
      case NumberTree::Placed::Problem::none: break;
    }
    if (placed.gap_after) table_.report(Code::table_number_gap, {{placed.number, {}}, {*placed.gap_after, {}}}, row, at);
    const NumberTree::Node& node = tree_.node(placed.index);
    AnnexEntry entry;
    entry.parent = node.parent;
    entry.depth = node.depth;
    entry.id = node.id;
    entry.number = node.number;
    if (const std::string code = table_.line(row, id); !code.empty() && numbered_ != id) {
      entry.id = became.id = usable_id(row, code);
    }
    if (is_repeated(row, entry.id)) entry.id += "-" + std::to_string(row + 1);  // told; the tree needs the entry
    add_entry(row, std::move(entry), name_text);
  }

  // "1.1" under "I" is "1.1" for whoever fills in the sheet: a dotted number names its criterion where no other has it.
  void name_by_numbers() {
    if (table_.has(CriteriaColumn::id)) return;
    const auto is_dotted = [](const std::string& number) {
      return number.find('.') != std::string::npos && number.find_first_not_of("0123456789.") == std::string::npos &&
             number.front() != '.' && number.back() != '.';
    };
    std::unordered_map<std::string, int> times;
    for (const AnnexEntry& entry : rows_.entries) {
      ++times[entry.number];
      if (entry.id != entry.number) ++times[entry.id];
    }
    for (const AnnexEntry& entry : rows_.entries) {
      if (is_dotted(entry.number) && times[entry.number] > 1) return;  // all in one way
    }
    for (AnnexEntry& entry : rows_.entries) {
      if (!is_dotted(entry.number)) continue;
      entry.id = entry.number;
      table_.became(entry.row, RowPart::unread).id = entry.id;  // its part is told when the set is built
    }
  }

  std::string usable_id(int row, const std::string& code) {
    const std::string usable = id_of_text(code);
    if (usable != code) table_.report(Code::table_id_unusable, {{shortened(code, 60), {}}, {usable, {}}}, row, CriteriaColumn::id);
    return usable;
  }

  bool is_repeated(int row, const std::string& id) {
    const auto [known, added] = row_of_id_.emplace(id, row);
    if (!added) table_.report(Code::table_id_repeated, {{id, {}}, {std::to_string(known->second + 1), {}}}, row, table_.has(CriteriaColumn::id) ? CriteriaColumn::id : numbered_);
    return !added;
  }

  void add_entry(int row, AnnexEntry entry, const std::string& name_text) {
    using enum CriteriaColumn;
    entry.row = row;
    entry.name = name_text;
    entry.maximum = table_.maximum(row, entry.number);
    entry.method = method_of(row);
    entry.evidence = known(tidy(lines_of(row, evidence)));
    entry.data_source = known(tidy(lines_of(row, data_source)));
    entry.verifier = known(tidy(lines_of(row, verifier)));
    entry.note = known(tidy(lines_of(row, note)));
    entry.source = known(tidy(lines_of(row, source)));
    rows_.entries.push_back(std::move(entry));
  }

  static std::string known(std::string text) { return is_unknown(text) ? std::string() : text; }

  // The words of the method; where the points of its levels stand in a column of their own, joined line by line.
  std::string method_of(int row) {
    const std::string words = known(lines_of(row, CriteriaColumn::method));
    const std::vector<std::string> points = lines_in(lines_of(row, CriteriaColumn::level_points));
    const std::vector<std::string> levels = lines_in(words);
    if (points.empty() || points.size() != levels.size()) return words;
    std::string joined;
    for (std::size_t i = 0; i < levels.size(); ++i) joined += (i ? "\n" : "") + levels[i] + ": " + points[i];
    return joined;
  }

  void check_error(int row, CriteriaColumn kind) {
    const Cell* one = table_.cell(row, kind);
    const auto* error = one ? std::get_if<CellError>(&one->value) : nullptr;
    if (!error || error_at_ == std::pair(row, table_.column(kind))) return;
    error_at_ = {row, table_.column(kind)};
    table_.report(Code::table_cell_error, {{error->text, {}}}, row, kind);
  }

  // The text of the cell, or of the merged cell that covers it from above.
  std::string lines_of(int row, CriteriaColumn kind) {
    const Cell* one = table_.cell(row, kind);
    if (one == nullptr || !one->covered) return cell_lines(one);
    // A row whose maximum is covered, too, is one cell across: a heading.
    const Cell* points = table_.cell(row, CriteriaColumn::maximum);
    if (points && points->covered) return {};
    for (int above = row - 1; above >= table_.first_row(); --above) {
      const Cell* anchor = table_.cell(above, kind);
      if (anchor && anchor->covered) continue;
      const std::string text = cell_lines(anchor);
      if (!text.empty() && merged_count_++ == 0) merged_at_ = {row, kind};
      return text;
    }
    return {};
  }

  void leave_out(Code code, RowPart part, int row, const std::string& text) {
    table_.became(row, part).name = text;
    table_.report(code, {{shortened(text), {}}}, row, CriteriaColumn::name);
  }

  void read_total(int row, const std::string& label, const std::string& maximum_text) {
    const std::string folded = fold(label);
    const bool part = folded.find(" muc ") != std::string::npos || folded.find(" nhom ") != std::string::npos || folded.find(" phan ") != std::string::npos;
    const auto value = part ? std::nullopt : table_.number_in(row, maximum_text);
    if (!value) return leave_out(Code::table_row_ignored, RowPart::total, row, label);
    ImportedRow& became = table_.became(row, RowPart::total);
    became.name = label;
    became.maximum = value;
    rows_.totals.emplace_back(row, *value);
  }

  // A row without a number.
  void read_loose_row(int row, const std::string& label, const std::string& name_text, const std::string& maximum_text) {
    using enum CriteriaColumn;
    const std::string folded = fold(name_text.empty() ? label : name_text);
    const bool footnote = starts_with_any(folded, {"ghi chu", "chu thich", "luu y", "note"}) || folded.starts_with("*") || folded.starts_with("(*");
    const Cell* own_method = table_.cell(row, method);
    const Cell* own_evidence = table_.cell(row, evidence);
    const std::string method_text = own_method && !own_method->covered ? method_of(row) : std::string();
    const std::string evidence_text = own_evidence && !own_evidence->covered ? cell_line(own_evidence) : std::string();
    const bool has_points = !maximum_text.empty();
    if (!rows_.entries.empty() && !footnote && (!method_text.empty() || !evidence_text.empty() || (has_points && !name_text.empty()))) {
      AnnexEntry& entry = rows_.entries.back();
      std::string part = method_text;
      if (has_points && !name_text.empty()) {
        part = name_text + ": " + maximum_text;
      } else if (!name_text.empty() && !method_text.empty()) {
        part = name_text + ": " + method_text;
      }
      if (!part.empty()) entry.method += (entry.method.empty() ? "" : "\n") + part;
      if (!evidence_text.empty()) entry.evidence += (entry.evidence.empty() ? "" : "; ") + evidence_text;
      ImportedRow& became = table_.became(row, RowPart::method_part);
      became.id = entry.id;
      became.name = name_text;
      return table_.report(Code::table_row_joined, {{entry.id, {}}}, row, name);
    }
    const std::string text = label.empty() ? name_text : name_text.empty() ? label : label + " " + name_text;
    if (text.empty() && !has_points) return;  // nothing but the unit's own columns
    const std::string& said = text.empty() ? maximum_text : text;
    if (has_points && !footnote) return leave_out(Code::table_row_unplaced, RowPart::unread, row, said);
    leave_out(Code::table_row_ignored, RowPart::note, row, said);
  }

  ImportTable& table_;
  const bool by_parent_ = table_.has(CriteriaColumn::id) && table_.has(CriteriaColumn::parent);
  // Ids stand for the numbers where the table has none.
  const CriteriaColumn numbered_ =
      table_.has(CriteriaColumn::id) && (by_parent_ || !table_.has(CriteriaColumn::number)) ? CriteriaColumn::id : CriteriaColumn::number;
  AnnexRows rows_;
  NumberTree tree_;
  std::vector<std::string> parents_;  // of each entry, as the table says it
  std::unordered_map<std::string, int> row_of_id_;
  std::pair<int, int> error_at_{-1, -1};
  int merged_count_ = 0;
  std::pair<int, CriteriaColumn> merged_at_;
};

}  // namespace

AnnexRows read_annex_rows(ImportTable& table) { return AnnexReader(table).read(); }

}  // namespace thuocdo
