#include "cli/input.h"

#include <fstream>
#include <iterator>
#include <ostream>

#include "cli/terminal.h"
#include "report/series_report.h"
#include "sheet/answers_csv.h"
#include "submission/verify.h"

namespace thuocdo {
namespace {

AssessedSheet assessed(const std::string& file, const Options& options, ProgrammeStore& store) {
  AssessedSheet sheet = assess_file(file, store, {options.programme, options.tier, options.round});
  verify_submission(sheet);
  // Named as in the call: two folders may hold sheets of one name.
  sheet.file = file;
  for (Finding& finding : sheet.findings) finding.in_file(file);
  return sheet;
}

TakenIn take_answers(const Options& options, ProgrammeStore& store, std::ostream& err) {
  TakenIn taken;
  if (options.programme.empty() || options.tier.empty()) {
    taken.code = wrong_call(options, {"--answers cần có --programme và --tier.", "--answers needs --programme and --tier."}, err);
    return taken;
  }
  const auto programme = chosen_programme(options, store, err, taken.code);
  if (!programme) return taken;
  const Tier* tier = programme->tier(options.tier);
  if (tier == nullptr) {
    taken.code = wrong_call(options, tier_unknown(*programme, options.tier), err);
    return taken;
  }
  const Unit* unit = options.unit.empty() ? nullptr : programme->unit(options.unit);
  if (!options.unit.empty() && (unit == nullptr || unit->tier != tier->key)) {
    taken.code = wrong_call(options, finding(Code::unit_unknown, {options.unit, tier->key}).message, err);
    return taken;
  }
  const std::optional<const Stage*> round = chosen_round(options, *programme, err);
  if (!round) {
    taken.code = exit_call;
    return taken;
  }
  if (const auto refusal = unit ? programme->refusal(*unit, *round) : std::nullopt) {
    taken.code = wrong_call(options, refusal->message, err);
    return taken;
  }
  taken.sheets.push_back(assess_answers_file(options.answers, programme, *tier, unit, *round));
  return taken;
}

TakenIn take_sheets(const Options& options, ProgrammeStore& store, std::ostream& err) {
  if (!options.answers.empty()) {
    if (!options.figures.empty() && options.unit.empty()) {
      return {{}, wrong_call(options, {"--figures cùng với --answers cần có --unit.", "--figures with --answers needs --unit."}, err)};
    }
    if (options.files.empty()) return take_answers(options, store, err);
    return {{}, wrong_call(options, {"Hãy chọn phiếu hoặc --answers, không dùng cả hai.", "Give sheets or --answers, not both."}, err)};
  }
  if (options.files.empty()) {
    return {{}, wrong_call(options, {"Chưa có phiếu nào để đọc.", "There is no sheet to read."}, err)};
  }
  if (!options.unit.empty()) {
    return {{}, wrong_call(options, {"--unit chỉ dùng với --answers; phiếu đã ghi đơn vị của mình.",
                                     "--unit goes with --answers only; a sheet names its own unit."}, err)};
  }
  TakenIn taken;
  Progress progress(options.show_progress, options.say({"Đang đọc phiếu", "Reading sheets"}));
  for (const std::string& file : options.files) {
    progress.show(taken.sheets.size(), options.files.size());
    taken.sheets.push_back(assessed(file, options, store));
  }
  return taken;
}

}  // namespace

int wrong_call(const Options& options, const Text& what, std::ostream& err) {
  const std::string command = options.command.empty() ? "thuocdo" : "thuocdo " + options.command;
  err << "thuocdo: " << printable(options.say(what)) << "\n"
      << options.say({"Xem cách dùng: ", "For help: "}) << command << " --help\n";
  return exit_call;
}

std::optional<int> lacks_options(const Options& options, std::initializer_list<NeededOption> needed, std::ostream& err) {
  std::vector<std::string> lacking;
  for (const NeededOption& one : needed) {
    if (one.given.empty()) lacking.emplace_back(one.name);
  }
  if (lacking.empty()) return std::nullopt;
  Text names;
  for (std::size_t i = 0; i < lacking.size(); ++i) {
    const bool last = i + 1 == lacking.size();
    names.vi += (i == 0 ? "" : last ? " và " : ", ") + lacking[i];
    names.en += (i == 0 ? "" : last ? " and " : ", ") + lacking[i];
  }
  return wrong_call(options, {"Cần có " + names.vi + ".", names.en + (lacking.size() > 1 ? " are needed." : " is needed.")}, err);
}

std::shared_ptr<const Programme> chosen_programme(const Options& options, ProgrammeStore& store, std::ostream& err,
                                                  int& code) {
  Findings findings;
  auto programme = store.find(options.programme, &findings);
  if (programme) return programme;
  if (findings.size() == 1 && findings[0].code == Code::programme_unknown) {
    code = wrong_call(options, findings[0].message, err);
    return nullptr;
  }
  Page page = options.page;
  page.color = false;
  err << options.say({"thuocdo: chương trình có lỗi:\n", "thuocdo: the programme has errors:\n"})
      << findings_text(findings, page, 20);
  code = exit_input;
  return nullptr;
}

std::shared_ptr<const Programme> programme_at(const Options& options, const std::string& key_or_folder, std::ostream& err,
                                              int& code) {
  std::error_code error;
  if (!std::filesystem::is_directory(key_or_folder, error)) {
    Options by_key = options;
    by_key.programme = key_or_folder;
    ProgrammeStore store(options.templates, options.own_programmes);
    return chosen_programme(by_key, store, err, code);
  }
  LoadedProgramme loaded = load_programme(key_or_folder);
  if (loaded.programme) return std::make_shared<const Programme>(std::move(*loaded.programme));
  Page page = options.page;
  page.color = false;
  err << options.say({"thuocdo: chương trình có lỗi: ", "thuocdo: the programme has errors: "}) << printable(key_or_folder) << "\n"
      << findings_text(loaded.findings, page, 20);
  code = exit_input;
  return nullptr;
}

std::filesystem::path programme_target(const Options& options) {
  const std::filesystem::path target = options.out;
  std::error_code error;
  if (target.has_parent_path() || std::filesystem::exists(target, error)) return target;
  const ProgrammeStore store(options.templates, options.own_programmes);
  return store.is_own(target.string()) ? store.folder_of(target.string()) : target;
}

Text tier_unknown(const Programme& programme, const std::string& tier) {
  std::string keys;
  for (const Tier& known : programme.tiers) keys += (keys.empty() ? "" : ", ") + known.key;
  return finding(Code::tier_unknown, {tier, keys}).message;
}

std::optional<const Stage*> chosen_round(const Options& options, const Programme& programme, std::ostream& err) {
  if (options.round.empty() || options.round == programme.round) return nullptr;
  if (const Stage* round = programme.round_without_assessment(options.round)) return round;
  std::string keys = programme.round;
  for (const Stage& known : programme.rounds_without_assessment) keys += ", " + known.key;
  wrong_call(options, finding(Code::round_unknown, {options.round, keys}).message, err);
  return std::nullopt;
}

int write_failed(const Options& options, const WriteProblem& problem, std::ostream& err) {
  err << "thuocdo: " << printable(options.say(finding(Code::output_failed, {{problem.file, problem.file}, problem.why}).message)) << "\n";
  return exit_machine;
}

std::optional<int> write_out(const Options& options, const std::string& bytes, OutFile kind, std::ostream& err) {
  const std::filesystem::path file = options.out;
  std::vector<std::string> read = options.files;
  read.insert(read.end(), {options.book, options.answers, options.figures, options.received});
  std::error_code error;
  for (const std::string& one : read) {
    if (one.empty() || !std::filesystem::equivalent(one, file, error)) continue;
    return wrong_call(options, {"“" + options.out + "” là tệp mà lệnh này đọc; không ghi đè. Hãy chọn tên khác cho --out.",
                                "\"" + options.out + "\" is a file that this call reads; it is not overwritten. Choose another name for --out."}, err);
  }
  if (kind == OutFile::worked_in && std::filesystem::exists(file, error)) {
    std::ifstream there(file, std::ios::binary);
    const std::string before{std::istreambuf_iterator<char>(there), {}};
    if (before == bytes) return std::nullopt;
    return wrong_call(options, {"Đã có tệp “" + options.out + "” với nội dung khác; không ghi đè. Hãy chọn tên khác cho --out, hoặc tự xóa tệp ấy.",
                                "There is a file \"" + options.out + "\" with other content; it is not overwritten. Choose another name for --out, or delete that file."}, err);
  }
  if (const WriteProblem problem = write_files(file.parent_path(), {{file.filename().string(), bytes}})) return write_failed(options, problem, err);
  return std::nullopt;
}

std::optional<RoundResult> previous_result(const Options& options, std::ostream& err, int& code) {
  if (options.previous.empty()) return std::nullopt;
  ReadResult read = read_result(options.previous);
  if (!read.result) {
    for (const Finding& one : read.findings) err << "thuocdo: " << printable(one.line(options.language)) << "\n";
    code = exit_input;
  }
  return std::move(read.result);
}

std::optional<FigureTable> figures_table(const Options& options, std::ostream& err, int& code) {
  if (options.figures.empty()) return std::nullopt;
  FigureTable table = read_figures_file(options.figures);
  if (table.readable) return table;
  for (const Finding& found : table.findings) err << "thuocdo: " << printable(found.line(options.language)) << "\n";
  code = exit_input;
  return std::nullopt;
}

std::optional<TrustStore> trust_store(const Options& options, std::ostream& err, int& code) {
  if (options.trust.empty()) return TrustStore();
  std::error_code error;
  if (!std::filesystem::is_directory(options.trust, error)) {
    code = wrong_call(options, {"Không có thư mục chứng thư tin cậy “" + options.trust + "”.", "There is no folder of trusted certificates \"" + options.trust + "\"."}, err);
    return std::nullopt;
  }
  TrustStore trust(options.trust);
  for (const Finding& found : trust.findings()) err << "thuocdo: " << printable(found.line(options.language)) << "\n";
  return trust;
}

TakenIn take_in(const Options& options, ProgrammeStore& store, std::ostream& err) {
  TakenIn taken;
  const std::optional<FigureTable> table = figures_table(options, err, taken.code);
  if (taken.code == exit_done) taken = take_sheets(options, store, err);
  if (taken.code != exit_done || !table) return taken;
  for (AssessedSheet& sheet : taken.sheets) {
    if (!sheet.usable()) continue;
    Findings of_table;
    supply(sheet, figures_of(*table, *sheet.programme, of_table));
    sheet.findings.insert(sheet.findings.end(), of_table.begin(), of_table.end());
  }
  return taken;
}
int code_of(const std::vector<AssessedSheet>& sheets) {
  for (const AssessedSheet& sheet : sheets) {
    if (!sheet.usable() || has_blocking(sheet.findings)) return exit_input;
  }
  return exit_done;
}

}  // namespace thuocdo
