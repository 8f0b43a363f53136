#include "ranking/unit_sheets.h"

#include <algorithm>
#include <cerrno>
#include <exception>
#include <iterator>
#include <mutex>

#include "finding/system_error.h"
#include "programme/file_bytes.h"
#include "programme/parallel.h"
#include "submission/bundle.h"
#include "submission/verify.h"

namespace thuocdo {
namespace {

std::string relative_name(const std::filesystem::path& file, const std::filesystem::path& folder) {
  const std::filesystem::path relative = file.lexically_relative(folder);
  if (relative.empty() || relative.generic_string().starts_with("..")) return file.filename().generic_string();
  return relative.generic_string();
}

// By the time too: a unit may come back to what it had submitted first, and a submission replaces none that is later.
bool replaces(const UnitSheet& later, const UnitSheet& earlier) {
  if (later.refused || &later == &earlier || later.check_code.empty() || later.replaces.empty()) return false;
  if (later.replaces != earlier.digest) return false;
  return earlier.submitted < later.submitted ||
         (earlier.submitted == later.submitted && earlier.replaces != later.digest);
}

AssessedSheet assess_bytes(const std::string& name, ProgrammeStore& store, const Expected& expected, const ConsolidateOptions& options) {
  AssessedSheet sheet;
  sheet.refused = true;
  const std::optional<std::string> bytes = options.source->open(name);
  if (!bytes) {
    sheet.findings.push_back(finding(Code::file_unreadable, std::vector<Text>{system_error_text(ENOENT)}));
    return sheet;
  }
  ReadWorkbook read = read_workbook(std::string_view(*bytes), name, options.limits);
  if (read.workbook) sheet = assess_workbook(*read.workbook, name, store, expected);
  sheet.findings.insert(sheet.findings.begin(), read.findings.begin(), read.findings.end());
  return sheet;
}

bool is_bundle(const std::filesystem::path& file, const Limits& limits) {
  Text why;
  const std::optional<std::string> bytes = file_bytes(file, limits.file_bytes, why);
  return bytes && holds_bundle(*bytes, limits);
}

void describe(AssessedSheet& sheet, std::string digest, const Programme& programme, UnitSheet& described) {
  described.findings = std::move(sheet.findings);
  for (Finding& finding : described.findings) finding.in_file(described.file);
  // A refused sheet still says whose it is, as far as it is of this programme.
  const bool ours = sheet.identity.programme == programme.key;
  described.unit = ours ? programme.unit(sheet.identity.unit) : nullptr;
  if (!sheet.usable() || described.unit == nullptr || described.unit->tier != sheet.tier->key) return;
  described.refused = false;
  described.digest = std::move(digest);
  described.check_code = sheet.identity.check_code;
  described.submitted = sheet.identity.submitted;
  described.replaces = sheet.identity.replaces_digest;
}

}  // namespace

const SheetSource::Left* left_of(const SheetSource* source, const Unit& unit) {
  if (source == nullptr) return nullptr;
  const auto found = source->left.find(unit.code);
  return found != source->left.end() ? &found->second : nullptr;
}

NamedPaths named_files(const std::filesystem::path& folder, const std::vector<std::filesystem::path>& files) {
  NamedPaths named;
  for (const std::filesystem::path& file : files) named.emplace_back(relative_name(file, folder), file);
  std::sort(named.begin(), named.end());
  return named;
}

AssessedSheet counted_sheet(const std::filesystem::path& file, const std::string& name, const Programme& programme,
                            const std::string& round, ProgrammeStore& store, const ConsolidateOptions& options,
                            UnitSheet& described) {
  if (options.source != nullptr && options.source->kept) {
    std::optional<SheetSource::Kept> kept = options.source->kept(name);
    // Whatever was changed there, the original decides.
    if (kept && kept->sheet.identity.round == round && !kept->digest.empty() && digest_of(kept->sheet) == kept->digest) {
      described.file = name;
      describe(kept->sheet, std::move(kept->digest), programme, described);
      return std::move(kept->sheet);
    }
  }
  return read_sheet(file, name, programme, round, store, options, described);
}

AssessedSheet read_sheet(const std::filesystem::path& file, const std::string& name, const Programme& programme,
                         const std::string& round, ProgrammeStore& store, const ConsolidateOptions& options,
                         UnitSheet& described) {
  described.file = name;
  const Expected expected{programme.key, {}, round};
  AssessedSheet sheet = options.source != nullptr ? assess_bytes(name, store, expected, options)
                                                  : assess_file(file, store, expected, options.limits);
  std::string digest = verify_submission(sheet);
  // A bundle is a workbook, too, but of no unit: its sheets count only as a register takes them in.
  if (options.source == nullptr && sheet.refused && is_bundle(file, options.limits)) sheet.findings = {finding(Code::bundle_in_folder)};
  describe(sheet, std::move(digest), programme, described);
  return sheet;
}

void each_file(std::size_t count, const ConsolidateOptions& options, const std::function<void(std::size_t)>& work) {
  std::mutex reporting;
  std::size_t done = 0;
  in_parallel(count, options.threads, [&](std::size_t i) {
    if (options.stopped && options.stopped()) return;
    work(i);
    const std::scoped_lock lock(reporting);
    ++done;
    if (options.progress) options.progress(done, count);
  });
}

UnitSheet unread_sheet(const std::string& name, const std::exception& problem) {
  UnitSheet sheet;
  sheet.file = name;
  sheet.findings.push_back(finding(Code::internal_error, {problem.what()}).in_file(name));
  return sheet;
}

ChosenSheet choose(const Unit& unit, const std::vector<UnitSheet*>& sheets) {
  ChosenSheet choice;
  std::vector<UnitSheet*> standing, replaced;
  for (UnitSheet* sheet : sheets) {
    if (sheet->refused) continue;
    choice.files.push_back(sheet->file);
    const bool has_later = std::any_of(sheets.begin(), sheets.end(),
                                       [&](const UnitSheet* later) { return replaces(*later, *sheet); });
    (has_later ? replaced : standing).push_back(sheet);
  }
  if (standing.empty()) {
    choice.reason = UnrankedReason::refused;
    for (const UnitSheet* sheet : sheets) choice.files.push_back(sheet->file);
    return choice;
  }
  choice.used = standing.front();
  const bool conflicting = std::any_of(standing.begin(), standing.end(), [&](const UnitSheet* sheet) {
    return sheet->digest != choice.used->digest;
  });
  if (conflicting) {
    choice.reason = UnrankedReason::conflicting;
    std::string names;
    for (const UnitSheet* sheet : standing) names += (names.empty() ? "" : ", ") + sheet->file;
    choice.used->findings.push_back(finding(Code::sheet_conflicting, {unit.name, names}).in_file(choice.used->file));
    choice.used = nullptr;
    return choice;
  }
  for (UnitSheet* sheet : standing) {
    if (choice.used->check_code.empty() && !sheet->check_code.empty()) choice.used = sheet;
  }
  for (UnitSheet* sheet : standing) {
    if (sheet != choice.used) {
      sheet->findings.push_back(finding(Code::sheet_same_again, {choice.used->file}).in_file(sheet->file));
    }
  }
  for (UnitSheet* sheet : replaced) {
    sheet->findings.push_back(finding(Code::sheet_replaced, {choice.used->file}).in_file(sheet->file));
  }
  return choice;
}

ToldOfSheets told_of(const std::filesystem::path& folder, const std::vector<UnitSheet*>& sheets,
                     std::vector<std::string> named_with_units, Findings of_units) {
  ToldOfSheets told;
  std::sort(named_with_units.begin(), named_with_units.end());
  for (UnitSheet* sheet : sheets) {
    if (sheet->refused && !std::binary_search(named_with_units.begin(), named_with_units.end(), sheet->file)) {
      told.refused_files.push_back(sheet->file);
    }
    std::move(sheet->findings.begin(), sheet->findings.end(), std::back_inserter(told.findings));
  }
  if (sheets.empty() && !folder.empty()) {
    const std::filesystem::path tidy_folder = (folder / "").lexically_normal().parent_path();
    told.findings.push_back(finding(Code::folder_empty, {tidy_folder.filename().generic_string()}));
  }
  std::move(of_units.begin(), of_units.end(), std::back_inserter(told.findings));
  return told;
}

}  // namespace thuocdo
