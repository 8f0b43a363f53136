#include "commands/split_dialog.h"

#include <algorithm>
#include <com/sun/star/awt/XComboBox.hpp>

#include "commands/dialog_builder.h"
#include "commands/dialogs.h"

namespace thuocdo {
namespace {

// The section of every criterion, by index; empty for what stays.
using Owners = std::vector<std::string>;

bool is_assignable(const Criterion& criterion) { return !criterion.is_group() && !criterion.sole_supplier; }

Owners owners_of(const CriteriaSet& set, const Division& division) {
  Owners owners(set.criteria.size());
  for (std::size_t i = 0; i < owners.size(); ++i) {
    const int section = section_of(division, set.criteria[i].id);
    if (section >= 0) owners[i] = division[static_cast<std::size_t>(section)].name;
  }
  return owners;
}

Division division_of(const CriteriaSet& set, const Owners& owners) {
  Division division;
  for (std::size_t i = 0; i < owners.size(); ++i) {
    if (owners[i].empty() || !is_assignable(set.criteria[i])) continue;
    auto section = std::find_if(division.begin(), division.end(), [&](const Section& one) { return one.name == owners[i]; });
    if (section == division.end()) section = division.insert(division.end(), {owners[i], {}});
    section->criteria.push_back(set.criteria[i].id);
  }
  return division;
}

// "Phòng A" where everything below has it, "Phòng A + …" where not.
std::string owner_shown(const CriteriaSet& set, const Owners& owners, std::size_t index) {
  if (!set.criteria[index].is_group()) return owners[index];
  std::string shown;
  bool first = true, mixed = false;
  for (std::size_t i = 0; i < owners.size(); ++i) {
    if (!is_assignable(set.criteria[i]) || !set.is_within(set.criteria[i], set.criteria[index])) continue;
    if (first) shown = owners[i];
    mixed = mixed || owners[i] != shown;
    first = false;
  }
  return mixed ? "…" : shown;
}

std::string cut(const std::string& text, std::size_t letters) {
  std::size_t count = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if ((text[i] & 0xC0) != 0x80 && count++ == letters) return text.substr(0, i) + "…";
  }
  return text;
}

}  // namespace

std::optional<SplitRequest> ask_for_division(const Call& call, const CriteriaSet& set, const SplitRequest& proposed) {
  Owners owners = owners_of(set, proposed.division);
  std::vector<std::string> names;
  for (const Section& section : proposed.division) names.push_back(section.name);

  constexpr int width = 360;
  const bool reviewers = proposed.reviewers;
  DialogBuilder dialog(call, say(reviewers ? Says::appraise_split_title : Says::split_title), width, 268);
  dialog.message(6, 6, width - 12, 20, say(reviewers ? Says::appraise_split_intro : Says::split_intro));
  dialog.label(6, 30, width - 12, 10, say(reviewers ? Says::appraise_split_criteria : Says::split_criteria_label));
  const auto list = dialog.list(6, 41, width - 12, 108, false);
  dialog.allow_several(list);
  const auto whole_line = dialog.message(6, 151, width - 12, 18, {});
  dialog.label(6, 172, 100, 10, say(reviewers ? Says::appraise_split_name : Says::split_section_label));
  const auto name = dialog.combo(6, 183, 168, names, names.empty() ? "" : names.front());
  const auto assign = dialog.button(178, 182, 46, say(Says::split_assign_button));
  const auto take_back = dialog.button(228, 182, 54, say(Says::split_take_back_button));
  const auto by_group = dialog.button(6, 202, 110, say(reviewers ? Says::appraise_split_by_group : Says::split_by_group_button));
  dialog.label(6, 222, width - 12, 10, say(Says::folder_label));
  const auto folder = dialog.edit(6, 233, 150, proposed.folder.string());
  const auto browse = dialog.button(160, 232, 56, say(Says::browse_button));
  dialog.buttons(say(Says::split_button));

  const auto line = [&](std::size_t index, std::size_t letters) {
    const Criterion& criterion = set.criteria[index];
    const std::string owner = owner_shown(set, owners, index);
    return criterion.number + " " + cut(criterion.name.in(call.language), letters) + (owner.empty() ? "" : "  →  " + owner);
  };
  // The list does not break its lines: below it, the one chosen last in full.
  const auto show_whole = [&] {
    const auto selected = list->getSelectedItemsPos();
    const auto last = static_cast<std::size_t>(selected.hasElements() ? selected[selected.getLength() - 1] : 0);
    whole_line->setText(to_uno(selected.hasElements() ? line(last, std::string::npos) : std::string()));
  };
  const auto show = [&] {
    std::vector<std::string> lines;
    for (std::size_t i = 0; i < set.criteria.size(); ++i) {
      lines.push_back(std::string(static_cast<std::size_t>(set.criteria[i].depth) * 4, ' ') + line(i, 64));
    }
    const auto selected = list->getSelectedItemsPos();
    fill(list, lines);
    list->selectItemsPos(selected, true);
    show_whole();
  };
  dialog.on_change(list, show_whole);
  const auto give = [&](const std::string& to) {
    for (const sal_Int16 position : list->getSelectedItemsPos()) {
      const Criterion& chosen = set.criteria[static_cast<std::size_t>(position)];
      for (std::size_t i = 0; i < owners.size(); ++i) {
        const bool meant = static_cast<sal_Int16>(i) == position || (chosen.is_group() && set.is_within(set.criteria[i], chosen));
        if (meant && is_assignable(set.criteria[i])) owners[i] = to;
      }
    }
    show();
  };
  const auto written_name = [&] {
    // As it will be kept.
    Division one = {{from_uno(name->getText()), {set.criteria.front().id}}};
    const std::string text = division_text(one);
    return text.substr(0, text.find('|'));
  };
  dialog.on_press(assign, [&] {
    const std::string wanted = written_name();
    if (wanted.empty()) return;
    if (std::find(names.begin(), names.end(), wanted) == names.end()) {
      names.push_back(wanted);
      const Reference<css::awt::XComboBox> box(name, UNO_QUERY);
      if (box.is()) box->addItem(to_uno(wanted), static_cast<sal_Int16>(names.size() - 1));
    }
    give(wanted);
  });
  dialog.on_press(take_back, [&] { give({}); });
  dialog.on_press(by_group, [&] {
    owners = owners_of(set, division_by_groups(set));
    show();
  });
  dialog.on_press(browse, [&] {
    const auto chosen = pick_folder(call, from_uno(folder->getText()));
    if (!chosen.empty()) folder->setText(to_uno(chosen.string()));
  });
  dialog.open();
  show();
  dialog.focus(list);
  if (!dialog.run()) return std::nullopt;
  return SplitRequest{division_of(set, owners), std::filesystem::path(from_uno(folder->getText().trim()))};
}

}  // namespace thuocdo
