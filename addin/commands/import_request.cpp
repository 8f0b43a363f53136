#include "commands/import_request.h"

#include <algorithm>
#include <array>
#include <chrono>

#include "commands/dialog_builder.h"
#include "commands/dialogs.h"
#include "functions/known_sets.h"
#include "scoring/answer.h"
#include "workbook/import_preview.h"

namespace thuocdo {
namespace {

constexpr std::string_view dash = " – ";

int current_year() {
  const auto today = std::chrono::floor<std::chrono::days>(std::chrono::system_clock::now());
  return static_cast<int>(std::chrono::year_month_day(today).year());
}

bool is_year(std::string_view text) {
  return text.size() == 4 && text >= "2000" && text <= "2100" &&
         std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

// The first year of our century that the text names; empty when there is none.
std::string year_in(std::string_view text) {
  const auto digit = [&](std::size_t i) { return i < text.size() && text[i] >= '0' && text[i] <= '9'; };
  for (std::size_t i = 0; i + 4 <= text.size(); ++i) {
    if ((i > 0 && digit(i - 1)) || digit(i + 4)) continue;
    if (is_year(text.substr(i, 4))) return std::string(text.substr(i, 4));
  }
  return {};
}

// What stands above and in the headings of the table.
std::string words_above(const ImportedCriteria& imported, const Workbook& workbook) {
  std::string words = imported.set ? imported.set->title.vi : std::string();
  const SheetCells* sheet = workbook.sheet(imported.sheet);
  const int end = imported.rows.empty() ? 0 : imported.rows.front().row;
  for (int row = 0; sheet != nullptr && row < std::min(end, 30); ++row) {
    for (int column = 0; column < 12; ++column) {
      const Cell* cell = sheet->at(row, column);
      const auto* text = cell ? std::get_if<std::string>(&cell->value) : nullptr;
      if (text) words += " " + *text;
    }
  }
  return words;
}

std::string tier_in(std::string_view folded) {
  static constexpr std::array<std::pair<std::string_view, std::string_view>, 8> words = {
      {{"cap xa", "xa"}, {"xa, phuong", "xa"}, {"cap huyen", "huyen"}, {"huyen, thi xa", "huyen"},
       {"so, ban, nganh", "so"}, {"so, nganh", "so"}, {"so ban nganh", "so"}, {"cap so", "so"}}};
  for (const auto& [word, tier] : words) {
    if (folded.find(word) != std::string_view::npos) return std::string(tier);
  }
  return "xa";
}

// "Tỉnh Gia Lai" → "gialai"
std::string short_name(const std::string& province) {
  std::string folded = fold(province);
  for (const std::string_view word : {"tinh ", "thanh pho ", "tp. ", "tp "}) {
    if (folded.starts_with(word)) folded.erase(0, word.size());
  }
  std::erase_if(folded, [](char c) { return c < 'a' || c > 'z'; });
  return folded.substr(0, 24);
}

std::string province_of_own() {
  ProgrammeStore& store = office_programmes();
  for (const std::string& key : store.keys()) {
    if (!store.is_own(key)) continue;
    if (const auto programme = store.find(key); programme && programme->province.vi.find("cần sửa") == std::string::npos) {  // Vietnamese: looked for in a draft
      return programme->province.vi;
    }
  }
  return {};
}

// "gialai-2026"; one that is taken by a delivered programme, or by one of the user's that has this tier already, is not
// proposed.
std::string proposed_key(ImportTarget target) {
  const std::string place = short_name(target.province);
  const std::string first = (place.empty() ? "bo-tieu-chi" : place) + "-" + target.year;
  target.key = first;
  for (int number = 2; number < 100; ++number) {
    const TargetKind kind = state_of(target).kind;
    if (kind == TargetKind::makes_programme || kind == TargetKind::adds_tier) break;
    target.key = first + "-" + std::to_string(number);
  }
  return target.key;
}

}  // namespace

const std::vector<std::string>& usual_tiers() {
  static const std::vector<std::string> tiers = {"xa – Xã, phường, đặc khu", "so – Sở, ban, ngành",  // Vietnamese: names of tiers, for the file
                                                 "huyen – Huyện, thị xã, thành phố", "donvi – Đơn vị sự nghiệp"};  // Vietnamese: names of tiers, for the file
  return tiers;
}

void set_tier(ImportTarget& target, std::string_view text) {
  const std::size_t at = text.find(dash);
  target.tier = tidy(text.substr(0, at));
  target.tier_name = at == std::string_view::npos ? std::string() : tidy(text.substr(at + dash.size()));
  if (!target.tier_name.empty()) return;
  for (const std::string& usual : usual_tiers()) {
    if (usual.starts_with(target.tier + std::string(dash))) target.tier_name = usual.substr(target.tier.size() + dash.size());
  }
}

std::string tier_text(const ImportTarget& target) {
  return target.tier_name.empty() ? target.tier : target.tier + std::string(dash) + target.tier_name;
}

ProgrammeHead head_of(const ImportTarget& target) {
  ProgrammeHead head;
  head.title.vi = target.title;
  head.province.vi = target.province;
  head.year = is_year(target.year) ? std::stoi(target.year) : 0;
  head.tier_name.vi = target.tier_name;
  return head;
}

TargetState state_of(const ImportTarget& target) {
  ProgrammeStore& store = office_programmes();
  const auto cannot = [](Text words) { return TargetState{TargetKind::invalid, std::move(words)}; };
  if (!is_key(target.key)) return cannot(say(Says::key_invalid, {target.key}));
  if (!is_key(target.tier)) return cannot(say(Says::key_invalid, {target.tier}));
  if (!target.year.empty() && !is_year(target.year)) return cannot(say(Says::year_invalid, {target.year}));
  if (store.own_folder().empty()) return cannot(say(Says::no_own_folder));
  if (store.folder_of(target.key).empty()) {
    return {TargetKind::makes_programme, say(Says::import_new, {(store.own_folder() / target.key).string()})};
  }
  if (!store.is_own(target.key)) return cannot(say(Says::import_key_delivered, {target.key}));
  const auto programme = store.find(target.key);
  if (!programme) return cannot(say(Says::import_key_broken, {target.key}));
  const bool there = programme->tier(target.tier) != nullptr;
  const std::vector<Text> names = {{target.tier, target.tier}, programme->title};
  return {there ? TargetKind::replaces_tier : TargetKind::adds_tier,
          say(there ? Says::import_replaces_tier : Says::import_adds_tier, names)};
}

ImportTarget proposed_target(const ImportedCriteria& imported, const Workbook& workbook, std::string_view file) {
  ImportTarget target;
  const std::string words = words_above(imported, workbook);
  target.title = imported.set ? imported.set->title.vi : std::string();
  target.year = year_in(words);
  if (target.year.empty()) target.year = year_in(file);
  if (target.year.empty()) target.year = std::to_string(current_year());
  set_tier(target, tier_in(fold(words)));
  target.province = province_of_own();
  target.key = proposed_key(target);
  return target;
}

ImportAnswer ask_for_import(const Call& call, const ImportedCriteria& imported, ImportTarget& target) {
  const ImportSummary summary = summary_of(imported);
  while (true) {
    DialogBuilder dialog(call, say(Says::import_criteria_title), 300, 196);
    dialog.message(6, 6, 288, 10, summary.contents);
    dialog.message(6, 17, 288, 20, summary.rules);
    int y = 42;
    const auto place = [&](Says text, const std::string& value, int x, int width) {
      dialog.label(x, y, width, 10, say(text));
      return dialog.edit(x, y + 11, width, value);
    };
    const auto title = place(Says::title_label, target.title, 6, 288);
    y += 30;
    const auto province = place(Says::province_label, target.province, 6, 190);
    const auto year = place(Says::year_label, target.year, 202, 92);
    y += 30;
    dialog.label(6, y, 138, 10, say(Says::import_tier_label));
    const auto tier = dialog.combo(6, y + 11, 138, usual_tiers(), tier_text(target));
    const auto key = place(Says::key_label, target.key, 150, 144);
    y += 30;
    const auto remark = dialog.message(6, y, 288, 30, {" ", " "});
    dialog.buttons(say(Says::import_button));
    dialog.other_button(say(Says::preview_button));
    const auto take = [&] {
      const auto text = [](const Reference<css::awt::XTextComponent>& edit) { return tidy(from_uno(edit->getText())); };
      target.title = text(title);
      target.province = text(province);
      target.year = text(year);
      target.key = text(key);
      set_tier(target, text(tier));
    };
    const auto explain = [&] {
      take();
      remark->setText(to_uno(state_of(target).words.in(call.language)));
    };
    // The key follows what it was made of until somebody types another.
    std::string followed = proposed_key(target);
    const auto follow = [&] {
      const bool untouched = tidy(from_uno(key->getText())) == followed;
      take();
      followed = proposed_key(target);
      if (untouched) key->setText(to_uno(followed));
      explain();
    };
    for (const auto& edit : {province, year, tier}) dialog.on_change(edit, follow);
    dialog.on_change(key, explain);
    dialog.open();
    explain();
    dialog.focus(title);
    if (!dialog.run()) return ImportAnswer::cancelled;
    if (dialog.pressed_other()) return ImportAnswer::preview_only;
    take();
    const TargetState state = state_of(target);
    if (state.kind == TargetKind::invalid) {
      show_outcome(call, say(Says::import_criteria_title), CommandOutcome::failed(state.words));
      continue;
    }
    if (state.kind == TargetKind::replaces_tier &&
        !ask(call, say(Says::import_criteria_title),
             say(Says::import_replace_question, std::vector<Text>{state.words}))) {
      continue;
    }
    return ImportAnswer::make;
  }
}

}  // namespace thuocdo
