#include "commands/earlier_submissions.h"

#include <algorithm>
#include <fstream>
#include <iterator>
#include <nlohmann/json.hpp>
#include <set>

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

bool is_of(const OutboxItem& item, const SheetIdentity& identity) {
  return item.damage.empty() && item.programme == identity.programme && item.unit == identity.unit &&
         item.round == identity.round && !item.digest.empty();
}

bool any_exists(const SubmissionFiles& files) {
  if (files.workbook.parent_path().empty()) return false;
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

NextSubmission next_submission(const AssessedSheet& sheet, const std::filesystem::path& folder,
                               const std::vector<OutboxItem>& outbox) {
  const std::string base =
      sheet.identity.unit + (sheet.without_assessment == nullptr ? "" : "-" + sheet.without_assessment->key);
  NextSubmission next;
  std::set<std::string> taken;  // names of files
  const auto take = [&](EarlierSubmission earlier) {
    if (!next.replaces || next.replaces->submitted <= earlier.submitted) next.replaces = std::move(earlier);
  };
  for (const OutboxItem& item : outbox) {
    if (!is_of(item, sheet.identity)) continue;
    take({item.code, item.digest, item.submitted});
    for (const SubmittedFile& file : item.files) taken.insert(file.name);
  }
  std::error_code error;
  if (!folder.empty()) {
    for (std::filesystem::directory_iterator entry(folder, error), end; !error && entry != end; entry.increment(error)) {
      const std::filesystem::path file = entry->path();
      if (file.extension() != ".json" || !file.stem().string().starts_with(base)) continue;
      if (auto earlier = read_receipt(file, sheet.identity)) take(std::move(*earlier));
    }
  }
  const auto name = [&] { return next.number == 1 ? base : base + std::string(again) + std::to_string(next.number); };
  if (next.replaces) next.number = 2;
  while (taken.contains(name() + ".ods") || any_exists(submission_files(folder, name()))) ++next.number;
  next.name = name();
  return next;
}

}  // namespace thuocdo
