#include <ostream>

#include "cli/commands.h"
#include "cli/derived_result.h"

namespace thuocdo {

int run_verify_result(const Options& options, std::ostream& out, std::ostream& err) {
  DerivedResult derived;
  if (const int code = derive_again(options, derived, err); code != exit_done) return code;
  out << (options.json ? result_check_json(derived.check) : result_check_text(derived.check, options.page));
  return derived.check.same() ? exit_done : exit_input;
}

}  // namespace thuocdo
