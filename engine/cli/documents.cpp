#include <ostream>

#include "cli/commands.h"
#include "cli/derived_result.h"
#include "cli/office.h"
#include "cli/terminal.h"
#include "report/approval_document.h"
#include "report/approval_files.h"

namespace thuocdo {

int run_documents(const Options& options, std::ostream& out, std::ostream& err) {
  if (options.out.empty()) return wrong_call(options, {"Cần có --out.", "--out is needed."}, err);
  const std::filesystem::path office = options.pdf ? installed_office() : std::filesystem::path();
  if (options.pdf && office.empty()) {
    err << "thuocdo: " << options.say({"Máy này không có LibreOffice để xuất PDF. Hãy cài LibreOffice Writer, hoặc bỏ --pdf.",
                                       "There is no LibreOffice on this machine to make PDFs. Install LibreOffice Writer, or leave --pdf out."}) << "\n";
    return exit_machine;
  }
  DerivedResult again;
  if (const int code = derive_again(options, again, err); code != exit_done) return code;
  // What is approved is the result as it stands: documents are made of it only where the sheets still give it.
  if (!again.check.same()) {
    err << result_check_text(again.check, options.page);
    return exit_input;
  }
  ApprovalRequest request{.result = &again.result, .folder = again.folder, .store = &*again.store, .how = &again.how, .out = options.out};
  std::optional<Progress> progress;
  progress.emplace(options.show_progress, options.say({"Đang lập thông báo", "Writing notices"}));
  request.progress = [&progress](std::size_t done, std::size_t all) { progress->show(done, all); };
  const ApprovalFiles written = write_approval_files(request);
  progress.reset();
  if (written.problem) return write_failed(options, written.problem, err);
  if (written.gone) {
    err << "thuocdo: " << printable(written.gone->line(options.language)) << "\n";
    return exit_input;
  }
  if (!written.set_aside.empty()) err << "thuocdo: " << printable(options.say(written.set_aside_text())) << "\n";
  if (options.pdf) {
    progress.emplace(options.show_progress, options.say({"Đang xuất PDF", "Making PDFs"}));
    const auto missing = make_pdfs(office, written.documents, [&progress](std::size_t done, std::size_t all) { progress->show(done, all); });
    progress.reset();
    if (!missing.empty()) {
      err << "thuocdo: " << options.say({"LibreOffice không xuất được PDF của ", "LibreOffice made no PDF of "}) << missing.size()
          << options.say({" văn bản, như ", " documents, such as "}) << printable(missing.front().string())
          << options.say({". Hãy kiểm tra LibreOffice Writer và chỗ trống trên ổ đĩa.", ". Check LibreOffice Writer, and the space left."}) << "\n";
      return exit_machine;
    }
  }
  if (options.json) {
    out << report_figures_json(again.result, *written.report, written.files, written.notices);
    return exit_done;
  }
  std::string names;
  for (const NamedFile& file : written.files) names += (names.empty() ? "" : ", ") + file.name;
  out << options.say({"Đã ghi ", "Written: "}) << names << options.say({" và ", " and "}) << written.notices << options.say({" thông báo vào ", " notices to "}) << printable(options.out) << "\n";
  if (options.pdf) out << options.say({"Mỗi văn bản .odt có bản PDF bên cạnh.\n", "Each .odt has its PDF beside it.\n"});
  else out << options.say({"Bản PDF: thêm --pdf\n", "For PDFs: add --pdf\n"});
  return exit_done;
}

}  // namespace thuocdo
