#include <ostream>

#include "cli/commands.h"
#include "cli/input.h"
#include "report/json_parts.h"
#include "report/table_output.h"
#include "sheet/criteria_export.h"
#include "sheet/table_columns.h"

namespace thuocdo {

int run_export_criteria(const Options& options, std::ostream& out, std::ostream& err) {
  if (options.files.size() != 1) {
    return wrong_call(options, {"Hãy nêu một chương trình (thư mục hoặc khóa).", "Name one programme (its folder or key)."}, err);
  }
  if (const auto lacking = lacks_options(options, {{"--tier", options.tier}, {"--out", options.out}}, err)) return *lacking;
  int code = exit_done;
  const auto programme = programme_at(options, options.files[0], err, code);
  if (!programme) return code;
  const Tier* tier = programme->tier(options.tier);
  if (tier == nullptr) return wrong_call(options, tier_unknown(*programme, options.tier), err);

  const std::filesystem::path file = options.out;
  const std::string bytes = table_file_bytes(file, criteria_table(tier->set), "Tiêu chí", {criteria_heading(CriteriaColumn::maximum), criteria_heading(CriteriaColumn::level)});  // Vietnamese: the sheet's name
  if (const auto failed = write_out(options, bytes, OutFile::worked_in, err)) return *failed;
  if (options.json) {
    out << text_of({{"programme", programme->key}, {"tier", tier->key}, {"criteria", tier->set.criteria.size()}, {"file", options.out}});
  } else {
    out << options.say({"Đã ghi ", "Written: "}) << printable(options.out) << " ("
        << options.say({std::to_string(tier->set.scored_count()) + " tiêu chí có điểm", std::to_string(tier->set.scored_count()) + " scored criteria"}) << ")\n";
  }
  return exit_done;
}

}  // namespace thuocdo
