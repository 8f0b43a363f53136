#include "commands/evidence_file.h"

#include <com/sun/star/frame/XModel.hpp>
#include <com/sun/star/ui/dialogs/ExecutableDialogResults.hpp>
#include <com/sun/star/ui/dialogs/FilePicker.hpp>
#include <com/sun/star/ui/dialogs/TemplateDescription.hpp>
#include <com/sun/star/ui/dialogs/XFilePicker3.hpp>
#include <system_error>

namespace thuocdo {
namespace {

std::filesystem::path folder_of(const Document& document) {
  const auto url = from_uno(Reference<css::frame::XModel>(document, UNO_QUERY_THROW)->getURL());
  return url.starts_with("file:") ? file_path(url).parent_path() : std::filesystem::path();
}

}  // namespace

std::filesystem::path pick_evidence(const Call& call, const Document& document) {
  const auto picker = css::ui::dialogs::FilePicker::createWithMode(
      call.context, css::ui::dialogs::TemplateDescription::FILEOPEN_SIMPLE);
  picker->setTitle(to_uno(say(Says::evidence_title).in(call.language)));
  std::error_code ignored;
  const std::filesystem::path folder = folder_of(document);
  if (std::filesystem::is_directory(folder, ignored)) picker->setDisplayDirectory(to_uno(file_url(folder)));
  if (picker->execute() != css::ui::dialogs::ExecutableDialogResults::OK) return {};
  const auto files = picker->getSelectedFiles();
  return files.hasElements() ? file_path(from_uno(files[0])) : std::filesystem::path();
}

std::string evidence_link(const Document& document, const std::filesystem::path& file) {
  const std::filesystem::path folder = folder_of(document);
  if (folder.empty()) return file.generic_string();
  std::error_code failed;
  const std::filesystem::path relative = std::filesystem::relative(file, folder, failed);
  const bool below = !failed && !relative.empty() && *relative.begin() != "..";
  return (below ? relative : file).generic_string();
}

std::string joined_links(const std::string& before, const std::string& link) {
  if (before.empty() || before == link) return link;
  for (std::size_t from = 0; from <= before.size();) {
    const std::size_t end = std::min(before.find("; ", from), before.size());
    if (before.substr(from, end - from) == link) return before;
    from = end + 2;
  }
  return before + "; " + link;
}

}  // namespace thuocdo
