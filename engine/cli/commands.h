// The commands, one file each. Each prints its result to `out`, what went wrong with the call or the machine to `err`,
// and returns the exit code: 0 done, 1 the input has errors, 2 the call is wrong, 3 the machine failed.
#pragma once

#include <iosfwd>

#include "cli/options.h"

namespace thuocdo {

int run_programmes(const Options& options, std::ostream& out, std::ostream& err);
int run_lint(const Options& options, std::ostream& out, std::ostream& err);
int run_score(const Options& options, std::ostream& out, std::ostream& err);
int run_explain(const Options& options, std::ostream& out, std::ostream& err);
int run_check(const Options& options, std::ostream& out, std::ostream& err);
int run_verify(const Options& options, std::ostream& out, std::ostream& err);
int run_consolidate(const Options& options, std::ostream& out, std::ostream& err);
int run_robustness(const Options& options, std::ostream& out, std::ostream& err);
int run_verify_result(const Options& options, std::ostream& out, std::ostream& err);
int run_documents(const Options& options, std::ostream& out, std::ostream& err);
int run_publish(const Options& options, std::ostream& out, std::ostream& err);
int run_import_criteria(const Options& options, std::ostream& out, std::ostream& err);
int run_export_criteria(const Options& options, std::ostream& out, std::ostream& err);
int run_import_units(const Options& options, std::ostream& out, std::ostream& err);
int run_export_units(const Options& options, std::ostream& out, std::ostream& err);
int run_series(const Options& options, std::ostream& out, std::ostream& err);
int run_diff(const Options& options, std::ostream& out, std::ostream& err);
int run_receive(const Options& options, std::ostream& out, std::ostream& err);
int run_status(const Options& options, std::ostream& out, std::ostream& err);
int run_decide(const Options& options, std::ostream& out, std::ostream& err);
int run_appraise(const Options& options, std::ostream& out, std::ostream& err);
int run_audit(const Options& options, std::ostream& out, std::ostream& err);
int run_version(const Options& options, std::ostream& out, std::ostream& err);

}  // namespace thuocdo
