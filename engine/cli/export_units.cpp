#include <ostream>

#include "cli/commands.h"
#include "cli/input.h"
#include "report/json_parts.h"
#include "report/table_output.h"
#include "sheet/units_import.h"

namespace thuocdo {

int run_export_units(const Options& options, std::ostream& out, std::ostream& err) {
  if (options.files.size() != 1) {
    return wrong_call(options, {"Hãy nêu một chương trình (thư mục hoặc khóa).", "Name one programme (its folder or key)."}, err);
  }
  if (options.out.empty()) return wrong_call(options, {"Cần có --out.", "--out is needed."}, err);
  int code = exit_done;
  const auto programme = programme_at(options, options.files[0], err, code);
  if (!programme) return code;
  const std::filesystem::path file = options.out;
  const std::string bytes = table_file_bytes(file, units_table(programme->units), "Đơn vị", {});  // Vietnamese: the sheet's name
  if (const auto failed = write_out(options, bytes, OutFile::worked_in, err)) return *failed;
  if (options.json) {
    out << text_of({{"programme", programme->key}, {"units", programme->units.size()}, {"file", options.out}});
  } else {
    const std::string count = std::to_string(programme->units.size());
    out << options.say({"Đã ghi ", "Written: "}) << printable(options.out) << " (" << options.say({count + " đơn vị", counted(count, "unit", "units")}) << ")\n";
  }
  return exit_done;
}

}  // namespace thuocdo
