#include <ostream>

#include "cli/commands.h"
#include "cli/input.h"
#include "programme/definition_writer.h"
#include "report/atomic_files.h"
#include "report/import_report.h"
#include "sheet/criteria_import.h"
#include "sheet/table_file.h"

namespace thuocdo {
namespace {

namespace fs = std::filesystem;

bool is_key(const std::string& text) {
  return !text.empty() && text.size() <= 40 && text.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789-") == std::string::npos;
}

// A programme's key is the name of its folder.
std::string key_of(const fs::path& folder) {
  std::error_code error;
  return fs::absolute(folder / "", error).lexically_normal().parent_path().filename().string();
}

// A programme with one tier whose head a person has yet to fill in; the dates are of this year.
Programme skeleton(const fs::path& folder, const std::string& tier) {
  Programme programme;
  programme.key = key_of(folder);
  const auto today = std::chrono::year_month_day(std::chrono::floor<std::chrono::days>(std::chrono::system_clock::now()));
  programme.year = static_cast<int>(today.year());
  programme.round = std::to_string(programme.year);
  programme.version = "1";
  programme.title = {"Tên chương trình (cần sửa)", "Name of the programme (to be filled in)"};
  programme.province = {"Tên tỉnh (cần sửa)", "Name of the province (to be filled in)"};
  programme.authority = {"Cơ quan tiếp nhận (cần sửa)", "Receiving authority (to be filled in)"};
  const std::chrono::year year = today.year();
  programme.basis.push_back({"…/QĐ-UBND", year / 1 / 1, {"Quyết định ban hành bộ tiêu chí (cần sửa)", "Decision issuing the criteria (to be filled in)"}});
  Tier one;
  one.key = tier;
  one.name = {"Cấp " + tier, "Tier " + tier};
  one.criteria_file = tier + ".xml";
  one.before = (year + std::chrono::years(1)) / 1 / 15;
  one.survey = {year / 1 / 1, year / 12 / 31};
  programme.tiers.push_back(std::move(one));
  return programme;
}

}  // namespace

int run_import_criteria(const Options& options, std::ostream& out, std::ostream& err) {
  if (options.files.size() != 1) {
    return wrong_call(options, {"Hãy nêu một tệp bảng.", "Name one file with a table."}, err);
  }
  if (options.out.empty()) return wrong_call(options, {"Cần có --out.", "--out is needed."}, err);
  const fs::path folder = options.out;
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
  if (!fs::exists(folder / "programme.xml", folder_error) && !is_key(key_of(folder))) {
    return wrong_call(options, {"Tên thư mục là khóa chương trình: chỉ gồm chữ thường không dấu, chữ số và gạch ngang.",
                                "The folder's name is the programme's key: lower-case letters, digits and hyphens only."}, err);
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
    std::vector<NamedFile> files = {{request.tier + ".xml", criteria_xml(*report.set, request.tier)}};
    std::error_code error;
    if (!fs::exists(folder / "programme.xml", error)) {
      const Programme programme = skeleton(folder, request.tier);
      files.push_back({"programme.xml", programme_xml(programme)});
      if (!fs::exists(folder / "units.csv", error)) {
        files.push_back({"units.csv", units_csv({{request.tier + "-1", "Đơn vị mẫu (cần sửa)", request.tier, "", true}})});
      }
    } else if (const LoadedProgramme there = load_programme(folder); there.programme && !there.programme->tier(request.tier)) {
      report.unlisted_tier = true;
    }
    const WriteProblem problem = write_files(folder, files);
    if (problem) return write_failed(options, problem, err);
    for (const NamedFile& file : files) report.written.push_back((folder / file.name).string());
  }
  out << (options.json ? import_json(report) : import_text(report, options.page));
  return has_blocking(report.findings) ? exit_input : exit_done;
}

}  // namespace thuocdo
