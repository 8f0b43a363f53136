#include "commands/earlier_submissions.h"

#include <algorithm>
#include <fstream>
#include <iterator>
#include <nlohmann/json.hpp>

namespace thuocdo {
namespace {

constexpr std::string_view again = "-lan";  // lần 2, lần 3 …
constexpr std::uintmax_t largest_receipt = 1 << 20;

std::string text_of(const nlohmann::json& json, const char* name) {
  const auto found = json.find(name);
  return found != json.end() && found->is_string() ? found->get<std::string>() : std::string();
}

// Nothing for what is no receipt of this unit in this round.
std::optional<EarlierSubmission> read_receipt(const std::filesystem::path& file, const SheetIdentity& identity) {
  std::error_code error;
  if (std::filesystem::file_size(file, error) > largest_receipt || error) return std::nullopt;
  std::ifstream stream(file, std::ios::binary);
  const auto json = nlohmann::json::parse(std::string(std::istreambuf_iterator<char>(stream), {}), nullptr, false);
  if (!json.is_object() || text_of(json, "programme") != identity.programme || text_of(json, "unit") != identity.unit ||
      text_of(json, "round") != identity.round) {
    return std::nullopt;
  }
  EarlierSubmission earlier{text_of(json, "code"), text_of(json, "submission"), text_of(json, "time")};
  if (earlier.code.empty() || earlier.digest.empty()) return std::nullopt;
  return earlier;
}

bool any_exists(const SubmissionFiles& files) {
  std::error_code ignored;
  for (const auto* file : {&files.workbook, &files.pdf, &files.single_file, &files.page, &files.receipt}) {
    if (std::filesystem::exists(*file, ignored)) return true;
  }
  return false;
}

}  // namespace

SubmissionFiles submission_files(const std::filesystem::path& folder, const std::string& name) {
  return {folder / (name + ".ods"), folder / (name + ".pdf"), folder / (name + "-mot-tep.pdf"),
          folder / (name + "-bien-nhan.html"), folder / (name + ".json")};
}

NextSubmission next_submission(const AssessedSheet& sheet, const std::filesystem::path& folder) {
  const std::string base =
      sheet.identity.unit + (sheet.without_assessment == nullptr ? "" : "-" + sheet.without_assessment->key);
  NextSubmission next;
  std::error_code error;
  for (std::filesystem::directory_iterator entry(folder, error), end; !error && entry != end; entry.increment(error)) {
    const std::filesystem::path file = entry->path();
    const std::string stem = file.stem().string();
    if (file.extension() != ".json" || !stem.starts_with(base)) continue;
    const auto earlier = read_receipt(file, sheet.identity);
    if (earlier && (!next.replaces || next.replaces->submitted < earlier->submitted)) next.replaces = earlier;
  }
  const auto name = [&] { return next.number == 1 ? base : base + std::string(again) + std::to_string(next.number); };
  if (next.replaces) next.number = 2;
  while (any_exists(submission_files(folder, name()))) ++next.number;
  next.name = name();
  return next;
}

}  // namespace thuocdo
