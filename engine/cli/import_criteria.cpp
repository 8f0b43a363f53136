#include <ostream>

#include "cli/commands.h"
#include "cli/input.h"
#include "programme/atomic_files.h"
#include "programme/draft_programme.h"
#include "report/import_report.h"
#include "sheet/criteria_import.h"
#include "sheet/table_file.h"

namespace thuocdo {
namespace {

namespace fs = std::filesystem;

Date today() { return std::chrono::year_month_day(std::chrono::floor<std::chrono::days>(std::chrono::system_clock::now())); }

}  // namespace

int run_import_criteria(const Options& options, std::ostream& out, std::ostream& err) {
  if (options.files.size() != 1) {
    return wrong_call(options, {"Hãy nêu một tệp bảng.", "Name one file with a table."}, err);
  }
  if (options.out.empty()) return wrong_call(options, {"Cần có --out.", "--out is needed."}, err);
  const fs::path folder = programme_target(options);
  ImportRequest request;
  request.tier = options.tier.empty() ? "xa" : options.tier;
  request.sheet = options.sheet;
  request.source = options.source;
  if (!is_key(request.tier)) {
    return wrong_call(options, {"--tier chỉ gồm chữ thường không dấu, chữ số và gạch ngang.", "--tier takes lower-case letters, digits and hyphens."}, err);
  }
  if (options.provenance == "official") request.provenance = Provenance::official;
  if (options.provenance == "published") request.provenance = Provenance::published;
  if (!options.provenance.empty() && options.provenance != provenance_text(request.provenance)) {
    return wrong_call(options, {"--provenance nhận official, published hoặc drafted.", "--provenance takes official, published or drafted."}, err);
  }
  if (request.provenance == Provenance::published && request.source.empty()) {
    return wrong_call(options, {"--provenance published cần có --source.", "--provenance published needs --source."}, err);
  }

  std::error_code folder_error;
  if (!fs::exists(folder / "programme.xml", folder_error) && !is_key(key_of_folder(folder))) {
    return wrong_call(options, {"Tên thư mục là khóa chương trình: chỉ gồm chữ thường không dấu, chữ số và gạch ngang.",
                                "The folder's name is the programme's key: lower-case letters, digits and hyphens only."}, err);
  }

  const bool programme_there = fs::exists(folder / "programme.xml", folder_error);
  std::optional<Programme> there;
  if (programme_there) there = load_programme(folder).programme;
  if (!options.year.empty()) {
    const auto year = Decimal::parse_plain(options.year);
    if (!year || !year->is_whole() || *year < Decimal(1970) || *year > Decimal(2173)) {
      return wrong_call(options, {"--year nhận một năm, ví dụ 2026.", "--year takes a year, such as 2026."}, err);
    }
    request.year = static_cast<int>(year->units());
  } else if (there) {
    request.year = there->year;
  }

  ImportReport report;
  report.table = options.files[0];
  report.tier = request.tier;
  ReadWorkbook read = read_table_file(report.table);
  report.findings = std::move(read.findings);
  if (read.workbook) {
    ImportedCriteria imported = import_criteria(*read.workbook, fs::path(report.table).filename().string(), request);
    report.set = std::move(imported.set);
    report.rows = std::move(imported.rows);
    report.findings.insert(report.findings.end(), imported.findings.begin(), imported.findings.end());
  }
  if (report.set) {
    std::vector<NamedFile> files;
    for (DefinitionFile& file : files_with_set(folder, *report.set, request.tier, today(), {.year = request.year.value_or(0)})) files.push_back({std::move(file.name), std::move(file.bytes)});
    const WriteProblem problem = write_files(folder, files);
    if (problem) return write_failed(options, problem, err);
    for (const NamedFile& file : files) report.written.push_back((folder / file.name).string());
  }
  out << (options.json ? import_json(report) : import_text(report, options.page));
  return has_blocking(report.findings) ? exit_input : exit_done;
}

}  // namespace thuocdo
