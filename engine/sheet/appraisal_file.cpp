#include "sheet/appraisal_file.h"

#include <algorithm>

#include "sheet/appraisal_headings.h"
#include "sheet/contract.h"
#include "sheet/review_columns.h"
#include "sheet/table_columns.h"
#include "sheet/table_file.h"

namespace thuocdo {
namespace {

std::optional<HeadingRow> header_in(const SheetCells& sheet) {
  return find_heading_row(sheet, appraisal_heading_words(), [](const HeadingRow& row) {
    return row.has(criterion_heading) && (row.has(verdict_heading) || row.has(explanation_heading));
  });
}

bool says_something(const AppraisalRow& row) {
  if (!is_blank(row.value) || !is_blank(row.points)) return true;
  return !(row.verdict + row.basis + row.comment + row.question + row.internal + row.explanation + row.explanation_evidence).empty();
}

// Where the columns of a later stage stand in a working copy; nothing where it has not begun. What is said once of a criterion
// (its id, the explanation) stands in the columns of the first.
std::optional<HeadingRow> later_columns(const SheetCells& sheet, const HeadingRow& first, AppraisalStage stage) {
  const std::vector<std::pair<AppraisalHeading, std::string>> keys = {
      {verdict_heading, review_key_of(review_key::verdict, stage)},     {value_heading, review_key_of(review_key::value, stage)},
      {base_heading, review_key_of(review_key::base, stage)},           {basis_heading, review_key_of(review_key::basis, stage)},
      {comment_heading, review_key_of(review_key::comment, stage)},     {internal_heading, review_key_of(review_key::internal, stage)},
      {appraiser_heading, review_key_of(review_key::appraiser, stage)}};
  HeadingWords words(appraisal_heading_words().size());
  for (const auto& [heading, key] : keys) words[heading] = {key};
  HeadingRow later = headings_in(sheet, first.row, words);
  if (!later.has(verdict_heading)) return std::nullopt;
  for (const AppraisalHeading shared : {unit_heading, criterion_heading}) later.columns[shared] = first.columns[shared];
  return later;
}

// The rows that the columns hold.
class Rows {
 public:
  Rows(const SheetCells& sheet, AppraisalTable& table) : sheet_(sheet), table_(table) {}

  void take(const HeadingRow& header, std::string_view stage) {
    for (int at = header.row + 1; at < static_cast<int>(sheet_.rows.size()); ++at) take_row(header, at, stage);
  }

 private:
  void take_row(const HeadingRow& header, int at, std::string_view stage) {
    const auto line = [&](AppraisalHeading heading) { return cell_line(header.cell(sheet_, at, heading)); };
    const auto lines = [&](AppraisalHeading heading) {
      const std::string text = cell_lines(header.cell(sheet_, at, heading));
      return is_blank_text(text) ? std::string() : text;
    };
    const auto value = [&](AppraisalHeading heading) {
      const Cell* cell = header.cell(sheet_, at, heading);
      return cell == nullptr ? Value() : cell->value;
    };
    AppraisalRow row;
    row.line = at + 1;
    row.unit = line(unit_heading);
    row.criterion = line(criterion_heading);
    if (row.criterion == column_title(Column::id).vi) return;  // headings below the keys of a working copy
    row.field = line(field_heading);
    row.stage = stage.empty() ? line(stage_heading) : std::string(stage);
    if (const std::size_t bar = row.criterion.find('|'); bar != std::string::npos) {
      row.field = row.criterion.substr(bar + 1);
      row.criterion.resize(bar);
    }
    if (row.unit.empty()) row.unit = table_.unit;
    row.explanation = lines(explanation_heading);
    row.explanation_evidence = lines(explanation_evidence_heading);
    AppraisalRow second = row;
    // In a copy that came back from the unit, what reviewers wrote is to be read only.
    if (table_.kind != explanation_copy) {
      row.verdict = line(verdict_heading);
      row.value = value(value_heading);
      row.points = value(points_heading);
      row.basis = line(basis_heading);
      row.comment = lines(comment_heading);
      row.question = lines(question_heading);
      row.internal = lines(internal_heading);
      row.appraiser = line(appraiser_heading);
      row.entry = line(entry_heading);
      second.field = second_field;
      second.explanation.clear();
      second.explanation_evidence.clear();
      second.value = value(base_heading);
      if (says_something(second)) table_.rows.push_back(std::move(second));
    }
    if (says_something(row)) table_.rows.push_back(std::move(row));
  }

  const SheetCells& sheet_;
  AppraisalTable& table_;
};

void take_rows(const Workbook& workbook, AppraisalTable& table) {
  table.kind = workbook.property(property::appraisal);
  table.unit = workbook.property(property::unit);
  table.submission = workbook.property(property::submission_digest);
  for (const SheetCells& sheet : workbook.sheets) {
    const auto header = header_in(sheet);
    if (!header) continue;
    table.sheet = sheet.name;
    Rows rows(sheet, table);
    rows.take(*header, table.kind.empty() ? "" : stage_text(AppraisalStage::first));
    if (table.kind == review_copy) {
      for (const AppraisalStage stage : {AppraisalStage::second, AppraisalStage::final}) {
        const auto later = later_columns(sheet, *header, stage);
        if (!later) continue;
        table.stage = stage;
        rows.take(*later, stage_text(stage));
      }
    }
    for (std::size_t column = 0; column < sheet.rows[static_cast<std::size_t>(header->row)].size(); ++column) {
      const std::string key = cell_line(sheet.at(header->row, static_cast<int>(column)));
      if (key.starts_with("thuocdo:appraisal-")) table.columns.emplace(key, static_cast<int>(column));
    }
    return;
  }
  table.readable = false;
  table.findings.push_back(finding(Code::appraisal_header_missing).in_file(table.file));
}

}  // namespace

AppraisalTable appraisal_table_in(const Workbook& workbook, std::string file) {
  AppraisalTable table;
  table.file = std::move(file);
  take_rows(workbook, table);
  return table;
}

AppraisalTable read_appraisal_file(const std::filesystem::path& file, const Limits& limits) {
  AppraisalTable table;
  table.file = file.filename().string();
  ReadWorkbook read = read_table_file(file, limits, [](const SheetCells& sheet) { return header_in(sheet).has_value(); });
  table.findings = std::move(read.findings);
  table.readable = read.workbook.has_value();
  if (read.workbook) take_rows(*read.workbook, table);
  return table;
}

}  // namespace thuocdo
