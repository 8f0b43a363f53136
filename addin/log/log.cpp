#include "log/log.h"

#include <spdlog/logger.h>
#include <spdlog/sinks/rotating_file_sink.h>

#include <com/sun/star/util/PathSubstitution.hpp>
#include <deque>
#include <fstream>
#include <memory>
#include <mutex>
#include <osl/file.hxx>

#include "functions/uno_text.h"

namespace thuocdo {
namespace {

constexpr std::size_t largest_file = 512 * 1024;
constexpr std::size_t older_files = 2;

struct Log {
  std::once_flag opened;
  std::filesystem::path file;
  std::unique_ptr<spdlog::logger> logger;  // null where nothing can be written
};

Log& the_log() {
  static Log log;
  return log;
}

void open(Log& log, const com::sun::star::uno::Reference<com::sun::star::uno::XComponentContext>& context) {
  const auto url = com::sun::star::util::PathSubstitution::create(context)->substituteVariables(
      "$(user)/thuocdo/thuocdo.log", true);
  rtl::OUString path;
  if (osl::FileBase::getSystemPathFromFileURL(url, path) != osl::FileBase::E_None) return;
  log.file = from_uno(path);
  auto sink = std::make_shared<spdlog::sinks::rotating_file_sink_mt>(log.file.string(), largest_file, older_files);
  auto logger = std::make_unique<spdlog::logger>("thuocdo", std::move(sink));
  logger->set_pattern("%Y-%m-%d %H:%M:%S %L %v");
  logger->set_error_handler([](const std::string&) {});  // a full disk is no reason to disturb anybody
  logger->flush_on(spdlog::level::info);
  log.logger = std::move(logger);
}

}  // namespace

void open_log(const com::sun::star::uno::Reference<com::sun::star::uno::XComponentContext>& context) noexcept {
  try {
    Log& log = the_log();
    std::call_once(log.opened, [&] {
      try {
        open(log, context);
      } catch (...) {
        log.logger.reset();
      }
    });
  } catch (...) {
  }
}

void write_log(std::string_view line) noexcept {
  try {
    if (Log& log = the_log(); log.logger) log.logger->info(line);
  } catch (...) {
  }
}

std::vector<std::string> last_log_lines(std::size_t count) {
  std::deque<std::string> lines;
  std::ifstream stream(the_log().file);
  for (std::string line; std::getline(stream, line);) {
    lines.push_back(std::move(line));
    if (lines.size() > count) lines.pop_front();
  }
  return {lines.begin(), lines.end()};
}

}  // namespace thuocdo
