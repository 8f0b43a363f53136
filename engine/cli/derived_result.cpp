#include "cli/derived_result.h"

#include <cerrno>
#include <ostream>

#include "cli/terminal.h"
#include "finding/system_error.h"
#include "submission/moment.h"

namespace thuocdo {

int derive_again(const Options& options, DerivedResult& derived, std::ostream& err) {
  const bool from_register = !options.book.empty();
  if (options.files.size() != (from_register ? 1 : 2)) {
    return wrong_call(options, {"Hãy nêu thư mục kết quả rồi thư mục phiếu, hoặc thư mục kết quả với --register.",
                                "Name the folder of the result, then that of the sheets, or the result with --register."}, err);
  }
  const ReadResult read = read_result(options.files[0]);
  if (!read.result) {
    for (const Finding& one : read.findings) err << "thuocdo: " << printable(one.line(options.language)) << "\n";
    return exit_input;
  }
  const std::filesystem::path& folder = derived.folder = from_register ? std::string() : options.files[1];
  std::error_code error;
  if (from_register != read.result->from_register) {
    const Text what = from_register ? Text{"Kết quả này được tổng hợp từ một thư mục phiếu, không phải từ sổ: hãy nêu thư mục đó.",
                                           "This result was consolidated from a folder of sheets, not from a register: name the folder."}
                                    : Text{"Kết quả này được tổng hợp từ sổ tiếp nhận: đơn vị nào trễ, chờ quyết định là theo sổ. Hãy nêu sổ bằng --register.",
                                           "This result was consolidated from a register, which says who was late or waits for a decision: name it with --register."};
    return wrong_call(options, what, err);
  }
  if (!from_register && !std::filesystem::is_directory(folder, error)) {
    const Text why = system_error_text(error ? error.value() : std::filesystem::exists(folder) ? ENOTDIR : ENOENT);
    err << "thuocdo: " << printable(finding(Code::file_unreadable, std::vector<Text>{why}).in_file(options.files[1]).line(options.language)) << "\n";
    return exit_input;
  }
  int code = exit_done;
  const auto& programme = derived.programme = programme_at(options, options.programme.empty() ? read.result->programme : options.programme, err, code);
  if (!programme) return code;
  ConsolidateOptions& how = derived.how;
  how.threads = options.threads;
  how.claims = read.result->robustness.has_value();
  if (!read.result->consolidated_by.empty()) {
    how.above = programme->unit(read.result->consolidated_by);
    if (how.above == nullptr) {
      return wrong_call(options, {"Chương trình không có đơn vị “" + read.result->consolidated_by + "” đã tổng hợp kết quả này.",
                                  "The programme has no unit \"" + read.result->consolidated_by + "\", which made this result."}, err);
    }
  }
  const std::optional<RoundResult> previous = previous_result(options, err, code);
  if (code != exit_done) return code;
  const std::optional<FigureTable> table = figures_table(options, err, code);
  if (code != exit_done) return code;
  Findings of_table;
  derived.figures = table ? figures_of(*table, *programme, of_table) : Figures();
  how.figures = table ? &derived.figures : nullptr;
  ProgrammeStore& store = derived.store.emplace(options.templates, options.own_programmes);
  if (from_register) {
    derived.book = Register::open(options.book, DatabaseUse::existing, {acting_person(options), moment_text(now())});
    derived.registered = register_sheets(*derived.book, *programme, nullptr);
    derived.registered.source.kept = nullptr;  // the originals are what a result is proved by
    how.source = &derived.registered.source;
  }
  {
    Progress progress(options.show_progress, options.say({"Đang đọc phiếu", "Reading sheets"}));
    how.progress = [&progress](std::size_t done, std::size_t all) { progress.show(done, all); };
    derived.result = consolidate(folder, from_register ? derived.registered.files : workbook_files(folder), programme, store, how);
  }
  how.progress = nullptr;
  derived.result.findings.insert(derived.result.findings.begin(), of_table.begin(), of_table.end());
  const std::filesystem::path published = options.files[0];
  derived.check = check_result(std::filesystem::is_directory(published, error) ? published : published.parent_path(), *read.result, derived.result,
                               previous ? &*previous : nullptr);
  return exit_done;
}

}  // namespace thuocdo
