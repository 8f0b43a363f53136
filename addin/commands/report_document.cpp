#include "commands/report_document.h"

#include "commands/saving.h"

namespace thuocdo {

CommandOutcome show_table(const Call& call, const ReportTable& table, CommandOutcome outcome) { return show_tables(call, {table}, std::move(outcome)); }

CommandOutcome show_tables(const Call& call, const std::vector<ReportTable>& tables, CommandOutcome outcome) {
  const auto file = call.arguments.path("File");
  if (!call.interactive && !file) return outcome;
  const Document document = call.open("private:factory/scalc", !call.interactive);
  write_report(document, tables);
  show_report(document, tables);
  set_unmodified(document);
  outcome.shown = true;  // the table itself
  if (file) {
    FileSet files(call.arguments.flag("Overwrite"));
    store_copy(document, files.add(*file), "calc8");
    if (const auto failure = files.commit()) {
      if (!call.interactive) close(document);
      return CommandOutcome::failed(failure_text(*failure));
    }
    outcome.files = {*file};
  }
  if (!call.interactive) close(document);
  return outcome;
}

}  // namespace thuocdo
