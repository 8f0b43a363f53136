#include <ostream>

#include "cli/commands.h"
#include "cli/input.h"
#include "report/series_report.h"
#include "report/web_page.h"

namespace thuocdo {

int run_publish(const Options& options, std::ostream& out, std::ostream& err) {
  if (options.files.size() != 1) return wrong_call(options, {"Hãy nêu một thư mục kết quả.", "Name one folder of a result."}, err);
  if (options.out.empty()) return wrong_call(options, {"Cần có --out.", "--out is needed."}, err);
  const std::filesystem::path folder = options.files[0];
  if (!is_place_for_web_page(options.out)) {
    return wrong_call(options, {"--out là thư mục có phiếu hoặc bảng tính khác (" + printable(options.out) + "). Hãy chọn một thư mục riêng cho trang web.",
                                "--out is a folder with sheets or other workbooks (" + printable(options.out) + "). Choose a folder of its own for the web page."}, err);
  }
  const ReadResult read = read_result(folder);
  if (!read.result) {
    for (const Finding& one : read.findings) err << "thuocdo: " << printable(one.line(options.language)) << "\n";
    return exit_input;
  }
  int code = exit_done;
  const auto programme = programme_at(options, options.programme.empty() ? read.result->programme : options.programme, err, code);
  if (!programme) return code;
  const WebPage page = web_page(folder, *programme);
  for (const Finding& one : page.findings) err << "thuocdo: " << printable(one.line(options.language)) << "\n";
  if (page.files.empty()) return exit_input;
  if (const WriteProblem problem = write_files(options.out, page.files)) return write_failed(options, problem, err);
  out << options.say({"Đã ghi trang web vào ", "Written the web page to "}) << printable(options.out)
      << options.say({"; mở index.html để xem.", "; open index.html to look at it."}) << "\n";
  return exit_done;
}

}  // namespace thuocdo
