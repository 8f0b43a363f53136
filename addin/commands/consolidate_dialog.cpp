#include "commands/consolidate_dialog.h"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <com/sun/star/frame/XModel.hpp>

#include "commands/dialog_builder.h"
#include "commands/register_choice.h"
#include "functions/known_sets.h"
#include "register/database.h"
#include "sheet/assessed_sheet.h"
#include "sheet/workbook_files.h"

namespace thuocdo {
namespace {

namespace fs = std::filesystem;
constexpr std::size_t looked_into = 5;  // files

}  // namespace

bool is_register(const fs::path& source) {
  std::error_code error;
  return is_postgresql(source.native()) || fs::is_regular_file(source, error);
}

bool is_result_folder(const fs::path& folder) {
  std::error_code error;
  return fs::is_regular_file(folder / "result.json", error);
}

fs::path open_result_folder(const Call& call) {
  const Document document = call.document();
  if (!document.is()) return {};
  const std::string url = from_uno(Reference<css::frame::XModel>(document, UNO_QUERY_THROW)->getURL());
  if (!url.starts_with("file:")) return {};
  fs::path folder = file_path(url).parent_path();
  return is_result_folder(folder) ? folder : fs::path();
}

fs::path usual_result_folder(const Call& call, const fs::path& source) {
  const bool server = is_postgresql(source.native());
  const fs::path tidy = server ? fs::path() : (source / "").lexically_normal().parent_path();
  const std::string name = is_register(source) ? tidy.stem().string() : tidy.filename().string();
  const std::string own = name.empty() ? "ket-qua" : name + "-ket-qua";
  const auto can_write = [](const fs::path& folder) { return ::faccessat(AT_FDCWD, folder.c_str(), W_OK | X_OK, AT_EACCESS) == 0; };
  if (!server && can_write(tidy.parent_path())) return tidy.parent_path() / own;
  return settled(call, {own, {}, {}}).where;
}

NamedBySheets named_by_sheets(const fs::path& folder) {
  NamedBySheets named;
  const auto files = workbook_files(folder);
  named.files = files.size();
  for (std::size_t i = 0; i < files.size() && i < looked_into; ++i) {
    const ReadWorkbook read = read_workbook(files[i]);
    if (!read.workbook) continue;
    const SheetIdentity identity = identity_of(*read.workbook);
    if (identity.programme.empty()) continue;
    if (named.programmes.empty()) named.round = identity.round;
    if (std::find(named.programmes.begin(), named.programmes.end(), identity.programme) == named.programmes.end()) named.programmes.push_back(identity.programme);
  }
  return named;
}

std::optional<ConsolidateRequest> ask_for_consolidation(const Call& call, ConsolidateRequest request) {
  std::vector<std::string> keys, titles;
  for (const std::string& key : office_programmes().keys()) {
    const auto programme = office_programmes().find(key);
    if (!programme) continue;
    keys.push_back(key);
    titles.push_back(programme->title.in(call.language) + " (" + key + ")");
  }
  DialogBuilder dialog(call, say(Says::consolidate_title), 340, 216);
  const auto place = [&](int y, Says label, Says button, const fs::path& value) {
    dialog.label(6, y, 328, 10, say(label));
    const auto edit = dialog.edit(6, y + 11, 250, value.string());
    return std::pair(edit, dialog.button(260, y + 10, 74, say(button)));
  };
  dialog.label(6, 6, 328, 10, say(Says::consolidate_folder_label));
  const auto folder = dialog.edit(6, 17, 172, request.folder.string());
  const auto folder_button = dialog.button(182, 16, 74, say(Says::consolidate_choose_folder));
  const auto register_button = dialog.button(260, 16, 74, say(Says::consolidate_choose_register));
  const auto remark = dialog.message(6, 33, 328, 18, {" ", " "});
  dialog.label(6, 54, 328, 10, say(Says::consolidate_programme_label));
  const auto programmes = dialog.list(6, 65, 328, 14, true);
  const auto [out, out_button] = place(84, Says::consolidate_out_label, Says::consolidate_choose_out, request.out);
  const auto [previous, previous_button] = place(114, Says::consolidate_previous_label, Says::consolidate_choose_previous, request.previous);
  const auto [figures, figures_button] = place(144, Says::consolidate_figures_label, Says::consolidate_choose_figures, request.figures);
  const auto robustness = dialog.check(6, 175, 328, say(Says::consolidate_robustness), request.robustness);
  const auto accept = dialog.buttons(say(Says::consolidate_button));

  const auto text = [](const Reference<css::awt::XTextComponent>& edit) { return fs::path(tidy(from_uno(edit->getText()))); };
  fs::path proposed = request.out;
  fs::path seen;
  const auto choose = [&](const std::string& programme) {
    const auto known = std::find(keys.begin(), keys.end(), programme);
    if (known != keys.end()) programmes->selectItemPos(static_cast<sal_Int16>(known - keys.begin()), true);
  };
  // What stands in the folder decides what is asked for.
  const auto look = [&] {
    const fs::path chosen = text(folder);
    if (chosen == seen && !seen.empty()) return;
    seen = chosen;
    std::error_code error;
    const bool there = fs::is_directory(chosen, error);
    const bool result = there && is_result_folder(chosen);
    const bool book = is_register(chosen);
    const auto propose = [&] {
      // The place follows the folder until somebody types another.
      if (!text(out).empty() && text(out) != proposed) return;
      proposed = usual_result_folder(call, chosen);
      out->setText(to_uno(proposed.string()));
    };
    Text words{" ", " "};
    if (book) {
      words = say(Says::consolidate_found_register);
      // It does not say itself of which programme its sheets are; whoever used it last did.
      const RegisterChoice last = proposed_register(call);
      if (last.where == chosen.native()) choose(last.programme);
      propose();
    } else if (!there) {
      if (!chosen.empty()) words = say(Says::consolidate_no_folder, {chosen.string()});
    } else if (result) {
      words = say(Says::consolidate_found_result);
    } else {
      const NamedBySheets named = named_by_sheets(chosen);
      words = named.files > 0 ? say(Says::consolidate_found, {std::to_string(named.files)}) : say(Says::consolidate_no_files);
      if (!named.programmes.empty()) choose(named.programmes.front());
      propose();
    }
    remark->setText(to_uno(words.in(call.language)));
    accept->setLabel(to_uno(say(result ? Says::consolidate_open_button : Says::consolidate_button).in(call.language)));
    for (const Reference<css::uno::XInterface>& control : {Reference<css::uno::XInterface>(programmes), Reference<css::uno::XInterface>(out), Reference<css::uno::XInterface>(out_button),
                                                           Reference<css::uno::XInterface>(previous), Reference<css::uno::XInterface>(previous_button), Reference<css::uno::XInterface>(figures),
                                                           Reference<css::uno::XInterface>(figures_button), Reference<css::uno::XInterface>(robustness)}) {
      enable(control, !result);
    }
  };
  const auto browse = [&](const Reference<css::awt::XTextComponent>& edit) {
    const fs::path chosen = pick_folder(call, text(edit));
    if (!chosen.empty()) edit->setText(to_uno(chosen.string()));
  };
  dialog.on_press(folder_button, [&] {
    browse(folder);
    look();
  });
  dialog.on_press(register_button, [&] {
    const fs::path chosen = pick_file(call, say(Says::register_pick_title), say(Says::register_files), "*.db", text(folder));
    if (chosen.empty()) return;
    folder->setText(to_uno(chosen.string()));
    look();
  });
  dialog.on_press(out_button, [&, edit = out] { browse(edit); });
  dialog.on_press(previous_button, [&, edit = previous] { browse(edit); });
  dialog.on_press(figures_button, [&, edit = figures] {
    const fs::path chosen = pick_file(call, say(Says::documents_pick_figures), say(Says::receive_times_files), "*.csv;*.ods;*.xlsx", text(edit).parent_path());
    if (!chosen.empty()) edit->setText(to_uno(chosen.string()));
  });
  dialog.on_leave(folder, look);
  dialog.open();
  fill(programmes, titles);
  const auto wanted = std::find(keys.begin(), keys.end(), request.programme);
  if (!keys.empty()) programmes->selectItemPos(static_cast<sal_Int16>(wanted == keys.end() ? 0 : wanted - keys.begin()), true);
  look();
  dialog.focus(folder);
  if (!dialog.run()) return std::nullopt;
  look();  // Enter in the field of the folder comes without leaving it
  request.folder = text(folder);
  request.out = text(out);
  request.previous = text(previous);
  request.figures = text(figures);
  request.robustness = robustness->getState() == 1;
  const auto position = programmes->getSelectedItemPos();
  request.programme = position < 0 ? std::string() : keys[static_cast<std::size_t>(position)];
  return request;
}

}  // namespace thuocdo
