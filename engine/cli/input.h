// What several commands take in: sheets, a CSV of answers, a programme by its key.
#pragma once

#include <filesystem>
#include <functional>
#include <initializer_list>
#include <iosfwd>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "cli/options.h"
#include "programme/atomic_files.h"
#include "ranking/series.h"
#include "sheet/assessed_sheet.h"
#include "sheet/figures_file.h"
#include "submission/trust_store.h"

namespace thuocdo {

// Says what is wrong with the call, and how to get help; always exit_call.
int wrong_call(const Options& options, const Text& what, std::ostream& err);
// Names those of the options that the call lacks: exit_call, or nothing where it lacks none.
//   if (const auto code = lacks_options(options, {{"--programme", options.programme}, {"--out", options.out}}, err)) return *code;
struct NeededOption {
  const char* name;
  std::string_view given;
};
std::optional<int> lacks_options(const Options& options, std::initializer_list<NeededOption> needed, std::ostream& err);

// The programme of --programme; null after saying why, with the exit code in `code`.
std::shared_ptr<const Programme> chosen_programme(const Options& options, ProgrammeStore& store, std::ostream& err,
                                                  int& code);

// A programme by its key, or by its folder where that is one; null after saying why, with the exit code in `code`.
std::shared_ptr<const Programme> programme_at(const Options& options, const std::string& key_or_folder, std::ostream& err,
                                              int& code);
// Where --out points for a command that writes into a programme's folder: the folder of the user's own programme where it
// is the bare key of one and no folder here has that name, otherwise the path as it stands.
std::filesystem::path programme_target(const Options& options);
// "There is no tier …", with those that there are.
Text tier_unknown(const Programme& programme, const std::string& tier);
// The round of --round: null for the assessment. Nothing after saying that the programme has no such round.
std::optional<const Stage*> chosen_round(const Options& options, const Programme& programme, std::ostream& err);
// Says that a file could not be written; always exit_machine.
int write_failed(const Options& options, const WriteProblem& problem, std::ostream& err);
// Writes the one file of --out; otherwise says why not, and gives the exit code. Never over a file that the call reads. A
// file that people go on working in (a table to fill in, a bundle to sign) is not written over another one either: only the
// very same bytes may lie there already, so that a call that was killed can be made again.
enum class OutFile { worked_in, derived };
std::optional<int> write_out(const Options& options, const std::string& bytes, OutFile kind, std::ostream& err);

// The earlier result of --previous; nothing without it. Where it cannot be read, says why and puts exit_input into `code`.
std::optional<RoundResult> previous_result(const Options& options, std::ostream& err, int& code);
// The table of --figures; nothing without it. Where it cannot be read, says why and puts exit_input into `code`.
std::optional<FigureTable> figures_table(const Options& options, std::ostream& err, int& code);

// The folder of --trust, an empty store without it. Nothing after saying why, with exit_call in `code`; files in it that
// cannot be used are told.
std::optional<TrustStore> trust_store(const Options& options, std::ostream& err, int& code);

struct TakenIn {
  std::vector<AssessedSheet> sheets;
  int code = exit_done;  // exit_call, already explained, when the call is wrong
};
// The sheets of the call, or the one made of --programme, --tier and --answers; with the figures of --figures.
TakenIn take_in(const Options& options, ProgrammeStore& store, std::ostream& err);

// exit_input when one of them has a blocking finding or is refused.
int code_of(const std::vector<AssessedSheet>& sheets);

}  // namespace thuocdo
