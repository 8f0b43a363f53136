// The consolidated result from which a unit's rank is told while it is appraised: that of the folder in the settings. Read once,
// and again when the folder or its file changes.
//
//   ResultReader reader;
//   live_review(sheet, table, language, reader.read(settings.result_folder, language));
#pragma once

#include <filesystem>
#include <optional>
#include <string>

#include "report/live_review.h"

namespace thuocdo {

class ResultReader {
 public:
  // What it gives lives as long as the reader, until it is asked again.
  ChosenResult read(const std::string& folder, Language language);

 private:
  std::string folder_;
  std::filesystem::file_time_type time_{};
  std::optional<RoundResult> result_;
  Text problem_;
};

}  // namespace thuocdo
