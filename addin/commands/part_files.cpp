#include "commands/part_files.h"

#include <algorithm>
#include <com/sun/star/frame/XModel.hpp>
#include <set>

#include "commands/dialog_builder.h"
#include "commands/dialogs.h"
#include "commands/saving.h"
#include "scoring/answer.h"

namespace thuocdo {

std::vector<std::filesystem::path> part_files(const Call& call, const Document& document, const Text& title, const char* usual_folder) {
  std::vector<std::filesystem::path> files;
  const std::string given = call.arguments.text("Parts");
  for (std::size_t from = 0; from < given.size();) {
    const std::size_t end = std::min(given.find('\n', from), given.size());
    const std::string one = tidy(given.substr(from, end - from));
    const std::filesystem::path path = one.starts_with("file:") ? file_path(one) : std::filesystem::path(one);
    std::error_code ignored;
    if (std::filesystem::is_directory(path, ignored)) {
      for (const auto& entry : std::filesystem::directory_iterator(path, ignored)) {
        if (entry.path().extension() == ".ods" || entry.path().extension() == ".xlsx") files.push_back(entry.path());
      }
    } else if (!one.empty()) {
      files.push_back(path);
    }
    from = end + 1;
  }
  if (files.empty() && given.empty() && call.interactive) {
    const auto url = from_uno(Reference<css::frame::XModel>(document, UNO_QUERY_THROW)->getURL());
    std::filesystem::path folder = url.starts_with("file:") ? file_path(url).parent_path() : std::filesystem::path();
    std::error_code ignored;
    if (std::filesystem::is_directory(folder / usual_folder, ignored)) folder /= usual_folder;
    files = pick_sheets(call, title, folder);
  }
  std::sort(files.begin(), files.end());
  return files;
}

std::optional<std::vector<std::filesystem::path>> part_targets(const Call& call, const Text& title, const std::filesystem::path& folder, const std::string& stem,
                                                               const Division& division, bool& overwrite, CommandOutcome& problem) {
  std::vector<std::filesystem::path> targets;
  std::set<std::string> names;
  for (const Section& section : division) {
    const std::string usual = stem + "-" + section_file_name(section.name);
    std::string name = usual;
    for (int i = 2; !names.insert(name).second; ++i) name = usual + "-" + std::to_string(i);
    targets.push_back(folder / (name + ".ods"));
  }
  for (const auto& target : targets) {
    if (overwrite || !std::filesystem::exists(target)) continue;
    if (!call.interactive) {
      problem = CommandOutcome::failed(say(Says::file_exists, {target.string()}));
      return std::nullopt;
    }
    overwrite = ask(call, title, say(Says::replace_sheet_question, {target.string()}));
    if (!overwrite) {
      problem = CommandOutcome::given_up();
      return std::nullopt;
    }
  }
  make_folders(folder);
  return targets;
}

std::string section_file_name(const std::string& section) {
  std::string name;
  for (const char sign : fold(section)) {
    const bool plain = (sign >= 'a' && sign <= 'z') || (sign >= '0' && sign <= '9');
    if (plain) {
      name += sign;
    } else if (!name.empty() && name.back() != '-') {
      name += '-';
    }
  }
  while (!name.empty() && name.back() == '-') name.pop_back();
  if (name.size() > 60) name.resize(60);
  return name.empty() ? "phan" : name;
}

}  // namespace thuocdo
