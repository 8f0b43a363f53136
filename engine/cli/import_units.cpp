#include <ostream>

#include "cli/commands.h"
#include "cli/input.h"
#include "programme/atomic_files.h"
#include "programme/definition_writer.h"
#include "report/units_report.h"
#include "sheet/table_file.h"
#include "sheet/units_import.h"

namespace thuocdo {

namespace fs = std::filesystem;

int run_import_units(const Options& options, std::ostream& out, std::ostream& err) {
  if (options.files.size() != 1) return wrong_call(options, {"Hãy nêu một tệp danh sách đơn vị.", "Name one file with a list of units."}, err);
  if (options.out.empty()) return wrong_call(options, {"Cần có --out.", "--out is needed."}, err);
  const fs::path target = programme_target(options);
  const bool to_file = target.extension() == ".csv";
  const fs::path file = to_file ? target : target / "units.csv";
  const fs::path folder = to_file ? target.parent_path() : target;

  UnitsRequest request;
  request.sheet = options.sheet;
  request.tier = options.tier;
  std::error_code error;
  if (fs::exists(folder / "programme.xml", error)) {
    // A programme whose units cannot be used any more still says what its tiers are.
    LoadedProgramme there = load_programme(folder);
    if (there.programme) {
      request.tiers = there.programme->tiers;
      request.known = there.programme->units;
    } else {
      request.tiers = tiers_of_folder(folder);
    }
  }
  const std::vector<Tier> tiers = request.tiers.empty() ? usual_tiers() : request.tiers;
  if (!request.tier.empty()) {
    bool known = false;
    for (const Tier& tier : tiers) known = known || tier.key == request.tier;
    if (!known) {
      Programme programme;
      programme.tiers = tiers;
      return wrong_call(options, tier_unknown(programme, request.tier), err);
    }
  }

  UnitsReport report;
  report.table = options.files[0];
  ReadWorkbook read = read_table_file(report.table);
  report.findings = std::move(read.findings);
  if (read.workbook) {
    ImportedUnits imported = import_units(*read.workbook, fs::path(report.table).filename().string(), request);
    report.units = std::move(imported.units);
    report.findings.insert(report.findings.end(), imported.findings.begin(), imported.findings.end());
  }
  if (report.units) {
    const WriteProblem problem = write_files(file.parent_path(), {{file.filename().string(), units_csv(*report.units)}});
    if (problem) return write_failed(options, problem, err);
    report.written = file.string();
  }
  out << (options.json ? units_import_json(report) : units_import_text(report, options.page));
  return has_blocking(report.findings) ? exit_input : exit_done;
}

}  // namespace thuocdo
