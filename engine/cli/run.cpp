#include "cli/run.h"

#include <cerrno>
#include <filesystem>
#include <optional>
#include <ostream>

#include "cli/commands.h"
#include "cli/input.h"
#include "cli/register_input.h"
#include "finding/system_error.h"

namespace thuocdo {
namespace {

int run_command(const Options& options, std::ostream& out, std::ostream& err) {
  if (options.show_version) return run_version(options, out, err);
  if (options.command == "lint") return run_lint(options, out, err);
  std::error_code error;
  if (!std::filesystem::is_directory(options.templates, error)) {
    const std::string folder = options.templates.string();
    return wrong_call(options, {"Không có thư mục chương trình “" + folder + "”; xem --templates và biến THUOCDO_TEMPLATES.",
                                "There is no folder of programmes \"" + folder + "\"; see --templates and the variable THUOCDO_TEMPLATES."}, err);
  }
  if (options.command == "programmes") return run_programmes(options, out, err);
  if (options.command == "score") return run_score(options, out, err);
  if (options.command == "explain") return run_explain(options, out, err);
  if (options.command == "check") return run_check(options, out, err);
  if (options.command == "robustness") return run_robustness(options, out, err);
  if (options.command == "verify-result") return run_verify_result(options, out, err);
  if (options.command == "documents") return run_documents(options, out, err);
  if (options.command == "publish") return run_publish(options, out, err);
  if (options.command == "verify") return run_verify(options, out, err);
  if (options.command == "import-criteria") return run_import_criteria(options, out, err);
  if (options.command == "export-criteria") return run_export_criteria(options, out, err);
  if (options.command == "import-units") return run_import_units(options, out, err);
  if (options.command == "export-units") return run_export_units(options, out, err);
  if (options.command == "series") return run_series(options, out, err);
  if (options.command == "diff") return run_diff(options, out, err);
  if (options.command == "receive") return run_receive(options, out, err);
  if (options.command == "status") return run_status(options, out, err);
  if (options.command == "decide") return run_decide(options, out, err);
  if (options.command == "appraise") return run_appraise(options, out, err);
  if (options.command == "audit") return run_audit(options, out, err);
  return run_consolidate(options, out, err);
}

}  // namespace

int run(int argc, const char* const* argv, std::ostream& out, std::ostream& err) {
  Options options;
  const std::optional<int> ended = read_command_line(argc, argv, options, out, err);
  int code = exit_machine;
  try {
    code = ended ? *ended : run_command(options, out, err);
  } catch (const DatabaseError& error) {
    code = register_failed(options, error, err);
  }
  if (out) errno = 0;
  out.flush();
  if (out) return code;
  // The result did not reach its reader, so the command is not done whatever it found.
  const Text why = system_error_text(errno != 0 ? errno : EIO);
  const Text where{"kết quả", "the result"};
  err << "thuocdo: " << finding(Code::output_failed, {where, why}).message.in(language_of(argc, argv)) << "\n";
  return exit_machine;
}

int report_failure(int argc, const char* const* argv, const std::string& what, std::ostream& err) {
  err << "thuocdo: " << printable(finding(Code::internal_error, {what}).message.in(language_of(argc, argv))) << "\n";
  return exit_machine;
}

}  // namespace thuocdo
