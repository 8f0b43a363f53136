#include <filesystem>
#include <optional>
#include <ostream>

#include "cli/commands.h"
#include "cli/input.h"
#include "cli/register_input.h"
#include "register/below.h"
#include "programme/atomic_files.h"
#include "report/bundle_maker.h"
#include "report/register_report.h"

namespace thuocdo {

int run_bundle(const Options& options, std::ostream& out, std::ostream& err) {
  const auto lacking = lacks_options(options, {{"--programme", options.programme}, {"--register", options.book}, {"--parent", options.parent}, {"--out", options.out}}, err);
  if (lacking) return *lacking;
  if (!options.out.ends_with(".ods")) return wrong_call(options, {"--out cần một tệp .ods.", "--out takes an .ods file."}, err);
  RegisterRound of;
  if (const int code = find_register_round(options, of, err); code != exit_done) return code;
  const auto& programme = of.programme;
  const Unit* unit = programme->unit(options.parent);
  if (unit == nullptr || units_below(*programme, unit, of.round).empty()) {
    return wrong_call(options, {"“" + options.parent + "” không phải đơn vị tổng hợp phiếu của đơn vị khác.",
                                "\"" + options.parent + "\" is no unit that consolidates others."}, err);
  }
  Register book = Register::open(options.book, DatabaseUse::existing, {acting_person(options), moment_text(now())});
  const MadeBundle made = make_bundle(book, programme, *unit, *of.store, {options.threads, options.language, of.round});
  if (made.bytes) {
    if (const auto code_of_writing = write_out(options, *made.bytes, OutFile::worked_in, err)) return *code_of_writing;
  }
  out << (options.json ? bundle_json(made, options.out) : bundle_text(made, *programme, options.out, options.page));
  return made.bytes ? exit_done : exit_input;
}

}  // namespace thuocdo
