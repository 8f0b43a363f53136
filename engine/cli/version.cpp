#include "version.h"

#include <dlfcn.h>

#include <fstream>
#include <iterator>
#include <ostream>

#include "cli/commands.h"
#include "programme/digest.h"
#include "report/programme_report.h"

namespace thuocdo {
namespace {

// Of the library that is loaded now, so that it can be compared with the one inside an extension.
std::string library_digest() {
  Dl_info info{};
  if (dladdr(reinterpret_cast<const void*>(&sha256_hex), &info) == 0 || info.dli_fname == nullptr) return {};
  std::ifstream file(info.dli_fname, std::ios::binary);
  const std::string bytes{std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
  return bytes.empty() ? std::string() : sha256_hex(bytes);
}

}  // namespace

int run_version(const Options& options, std::ostream& out, std::ostream&) {
  ProgrammeStore store(options.templates, options.own_programmes);
  const std::vector<ListedProgramme> list = list_programmes(store);
  const Versions versions{version, version, library_digest()};
  out << (options.json ? versions_json(versions, list) : versions_text(versions, list, options.page));
  return exit_done;
}

}  // namespace thuocdo
