// Compare two sets of criteria: what changed, in a new spreadsheet.
#include <algorithm>
#include <iterator>

#include "commands/command.h"
#include "commands/dialog_builder.h"
#include "commands/report_document.h"
#include "commands/usual_sheet.h"
#include "functions/known_sets.h"
#include "workbook/diff_sheet.h"

namespace thuocdo {
namespace {

namespace fs = std::filesystem;

struct Chosen {
  std::shared_ptr<const Programme> programme;
  CommandOutcome problem;
};

// By key, or by folder where that is one.
Chosen programme_at(const std::string& key_or_folder) {
  Chosen chosen;
  Findings findings;
  std::error_code error;
  const fs::path folder = key_or_folder.starts_with("file:") ? file_path(key_or_folder) : fs::path(key_or_folder);
  if (folder.is_absolute() && fs::is_directory(folder, error)) {
    LoadedProgramme loaded = load_programme(folder);
    if (loaded.programme) chosen.programme = std::make_shared<const Programme>(std::move(*loaded.programme));
    findings = std::move(loaded.findings);
  } else {
    chosen.programme = office_programmes().find(key_or_folder, &findings);
  }
  if (!chosen.programme) {
    chosen.problem = programme_problem(key_or_folder, std::move(findings));
  }
  return chosen;
}

struct Pair {
  std::string before;
  std::string after;
};

// Nothing when it was given up.
std::optional<Pair> ask_for_programmes(const Call& call) {
  std::vector<std::string> keys;
  std::vector<std::string> titles;
  for (const std::string& key : office_programmes().keys()) {
    const auto programme = office_programmes().find(key);
    keys.push_back(key);
    titles.push_back(programme ? programme->title.in(call.language) + " (" + key + ")"
                               : say(Says::broken_programme, {key}).in(call.language));
  }
  DialogBuilder dialog(call, say(Says::diff_title), 372, 116);
  const auto place = [&](int y, Says label, Says button) {
    dialog.label(6, y, 360, 10, say(label));
    const auto list = dialog.list(6, y + 11, 288, 14, true);
    return std::pair(list, dialog.button(298, y + 10, 68, say(button)));
  };
  const auto [old_list, old_folder] = place(6, Says::diff_old_label, Says::other_folder_button);
  const auto [new_list, new_folder] = place(42, Says::diff_new_label, Says::other_folder_again_button);
  dialog.buttons(say(Says::diff_button));
  const auto browse = [&](const Reference<css::awt::XListBox>& list) {
    const auto folder = pick_folder(call, office_programmes().own_folder());
    if (folder.empty()) return;
    keys.push_back(folder.string());
    titles.push_back(folder.string());
    for (const auto& each : {old_list, new_list}) each->addItem(to_uno(folder.string()), each->getItemCount());
    list->selectItemPos(static_cast<sal_Int16>(keys.size() - 1), true);
  };
  dialog.on_press(old_folder, [&, list = old_list] { browse(list); });
  dialog.on_press(new_folder, [&, list = new_list] { browse(list); });
  dialog.open();
  fill(old_list, titles);
  fill(new_list, titles);
  if (!keys.empty()) {
    // The programme that is worked with, and the one before it in the list: mostly that of an earlier year.
    const auto usual = std::find(keys.begin(), keys.end(), usual_sheet(call).programme);
    const auto after = usual == keys.end() || usual == keys.begin() ? std::min<std::ptrdiff_t>(1, std::ssize(keys) - 1) : usual - keys.begin();
    old_list->selectItemPos(static_cast<sal_Int16>(std::max<std::ptrdiff_t>(after - 1, 0)), true);
    new_list->selectItemPos(static_cast<sal_Int16>(after), true);
  }
  dialog.focus(old_list);
  if (!dialog.run()) return std::nullopt;
  const auto key_of = [&](const Reference<css::awt::XListBox>& list) {
    const auto position = list->getSelectedItemPos();
    return position < 0 ? std::string() : keys[static_cast<std::size_t>(position)];
  };
  return Pair{key_of(old_list), key_of(new_list)};
}

}  // namespace

CommandOutcome run_diff(const Call& call) {
  Pair wanted{call.arguments.text("Old"), call.arguments.text("New")};
  if (wanted.before.empty() || wanted.after.empty()) {
    if (!call.interactive) {
      return CommandOutcome::failed(say(Says::argument_missing, {wanted.before.empty() ? "Old" : "New"}));
    }
    const auto answered = ask_for_programmes(call);
    if (!answered) return CommandOutcome::given_up();
    wanted = *answered;
  }
  const Chosen before = programme_at(wanted.before);
  if (!before.programme) return before.problem;
  const Chosen after = programme_at(wanted.after);
  if (!after.programme) return after.problem;
  const CriteriaDiff diff = diff_criteria(*before.programme, *after.programme, call.arguments.text("Tier"));
  CommandOutcome outcome;
  outcome.ok = true;
  outcome.message = diff.changes.empty() ? say(Says::diff_same) : say(Says::diff_done, {std::to_string(diff.changes.size())});
  outcome.findings = diff.findings;
  return show_table(call, diff_table(*before.programme, *after.programme, diff, call.language), std::move(outcome));
}

}  // namespace thuocdo
