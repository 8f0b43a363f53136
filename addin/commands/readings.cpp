#include "commands/readings.h"

#include "commands/dialog_builder.h"
#include "functions/known_sets.h"
#include "workbook/answer_cell.h"
#include "workbook/open_document.h"
#include "workbook/undo_step.h"

namespace thuocdo {

std::optional<Decimal> ask_for_reading(const Call& call, const std::string& criterion, const std::string& cell,
                                       const std::string& text, const TwoReadings& readings) {
  DialogBuilder dialog(call, say(Says::reading_title), 240, 92);
  dialog.guide_page("dien-phieu");
  dialog.label(6, 6, 228, 22, say(Says::reading_question, {criterion, cell, text}));
  const auto list = dialog.list(6, 30, 228, 34, false);
  dialog.buttons(say(Says::choose_button), say(Says::skip_button));
  dialog.open();
  const auto shown = [&](Says what, const Decimal& number) {
    return say(what, std::vector<Text>{{number.text(Notation::vietnamese), number.text()}}).in(call.language);
  };
  // The grouped form would be as doubtful as the text: thousands stand without a mark.
  fill(list, {say(Says::reading_thousands, {readings.thousands.text()}).in(call.language),
              shown(Says::reading_decimal, readings.decimals)});
  list->selectItemPos(0, true);
  dialog.focus(list);
  if (!dialog.run()) return std::nullopt;
  return list->getSelectedItemPos() == 1 ? readings.decimals : readings.thousands;
}

AssessedSheet with_readings_asked(const Call& call, const Document& document, AssessedSheet sheet) {
  if (!call.interactive || !sheet.usable() || !sheet.identity.submitted.empty()) return sheet;
  struct Chosen {
    AnswerCell place;
    Decimal number;
  };
  std::vector<Chosen> chosen;
  for (const Finding& found : sheet.findings) {
    if (found.code != Code::answer_ambiguous) continue;
    const int index = sheet.tier->set.index(found.criterion);
    const AnswerCell* place = index < 0 ? nullptr : sheet.cell(index, found.field);
    const Value* value = place == nullptr ? nullptr : (*sheet.answers)[index].find(found.field);
    const auto* text = value == nullptr ? nullptr : std::get_if<std::string>(value);
    const auto readings = text == nullptr ? std::nullopt : two_readings(*text);
    if (!readings || !is_open(document, *place)) continue;
    if (const auto number = ask_for_reading(call, found.criterion, found.place.cell, tidy(*text), *readings)) {
      chosen.push_back({*place, *number});
    }
  }
  if (chosen.empty()) return sheet;
  {
    const UndoStep step(document, say(Says::reading_title).in(call.language));
    for (const Chosen& one : chosen) write_number(document, one.place, one.number);
  }
  return assess_document(document, office_programmes());
}

}  // namespace thuocdo
