#include "settings/chosen_result.h"

#include "report/series_report.h"

namespace thuocdo {

ChosenResult ResultReader::read(const std::string& folder, Language language) {
  if (folder.empty()) return {};
  std::error_code error;
  const auto time = std::filesystem::last_write_time(std::filesystem::path(folder) / "result.json", error);
  if (folder != folder_ || time != time_) {
    folder_ = folder;
    time_ = time;
    ReadResult read = read_result(folder);
    result_ = std::move(read.result);
    problem_ = result_ ? Text() : read.findings.front().message;
  }
  return {result_ ? &*result_ : nullptr, problem_.in(language)};
}

}  // namespace thuocdo
