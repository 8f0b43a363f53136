#include "commands/part_files.h"

#include <algorithm>
#include <com/sun/star/frame/XModel.hpp>

#include "commands/dialog_builder.h"
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
