// What the command line asks for.
//
//   Options options;
//   if (std::optional<int> end = read_command_line(argc, argv, options, out, err)) return *end;
//
// Without --lang the language is that of LC_ALL, LC_MESSAGES or LANG where it says English ("en_US.UTF-8"), otherwise
// Vietnamese, also for "C" and "POSIX".
#pragma once

#include <cstddef>
#include <filesystem>
#include <iosfwd>
#include <optional>
#include <string>
#include <vector>

#include "finding/text.h"
#include "report/page.h"

namespace thuocdo {

enum ExitCode { exit_done = 0, exit_input = 1, exit_call = 2, exit_machine = 3 };

struct Options {
  std::string command;  // "score"; empty for `thuocdo --version`
  bool show_version = false;
  Language language = Language::vietnamese;
  bool json = false;
  bool no_color = false;
  std::filesystem::path templates;
  std::filesystem::path own_programmes;  // the user's

  std::vector<std::string> files;  // sheets, or the one file or folder
  std::string programme;
  std::string tier;
  std::string unit;
  std::string round;
  std::string parent;  // unit that consolidates
  std::string answers;
  std::string previous;    // earlier result to compare with
  bool pdf = false;         // PDFs of the documents, made by the LibreOffice of this machine
  bool robustness = false;  // a simulation among the result's files
  std::string figures;  // table of figures that other bodies supply
  std::string criterion;
  std::string out;
  std::string sheet;       // name of a sheet in the file
  std::string provenance;  // of imported criteria
  std::string source;
  std::string year;        // of the assessment
  std::string draws;       // of a simulation
  std::string seed;
  std::string failing;     // percent
  std::string weights;     // percent
  std::string trust;       // folder of certificates
  std::string book;        // the register: a file or postgresql://…
  std::string received;    // a time, or a table of times
  std::string who;
  std::string basis;       // of a decision
  std::string comment;
  std::string at;          // as of this moment; signatures are judged then
  std::string expect;      // digest of an entry of the trail
  bool accept = false;
  bool refuse = false;
  bool reminders = false;
  bool require_signature = false;
  std::string stage;       // of an appraisal
  std::string assign;      // reviewers
  bool close = false;      // a stage of an appraisal
  bool reopen = false;
  bool for_unit = false;   // the table that the unit explains in
  bool internal = false;   // show internal comments
  bool absent = false;     // mark a unit of the register as absent
  bool with_below = false;  // close a level with all below it
  bool whole = false;      // the level of the whole programme
  bool csv = false;
  int threads = 1;

  Page page;                   // of standard output
  bool show_progress = false;  // standard error is a terminal

  std::string say(const Text& text) const { return text.in(language); }
};

// Fills `options`; where the call ends at once (help, a wrong call), gives the exit code.
std::optional<int> read_command_line(int argc, const char* const* argv, Options& options, std::ostream& out,
                                     std::ostream& err);
// Of --lang or the environment, before anything else is read.
Language language_of(int argc, const char* const* argv);

}  // namespace thuocdo
