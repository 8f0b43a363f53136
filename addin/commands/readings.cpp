#include "commands/readings.h"

#include "commands/date_readings.h"
#include "commands/dialog_builder.h"
#include "commands/refusal.h"
#include "functions/known_sets.h"
#include "workbook/answer_cell.h"
#include "workbook/open_document.h"
#include "workbook/table_layout.h"
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

namespace {

// What is to be typed in place of a number that became a date; nothing when it is put off.
std::optional<Decimal> ask_for_number(const Call& call, const std::string& criterion, const std::string& cell,
                                      const Field& field, const Text& understood) {
  std::string typed;
  Text wrong;
  for (;;) {
    DialogBuilder dialog(call, say(Says::reading_title), 240, 104);
    const std::vector<Text> about = {{criterion, criterion}, {cell, cell}, understood};
    dialog.message(6, 6, 228, 22, say(Says::number_again_question, about));
    dialog.label(6, 35, 60, 10, say(Says::number_again_label));
    const auto number = dialog.edit(70, 32, 80, typed);
    dialog.message(6, 52, 228, 22, wrong);
    dialog.buttons(say(Says::choose_button), say(Says::skip_button));
    dialog.open();
    dialog.focus(number);
    if (!dialog.run()) return std::nullopt;
    typed = from_uno(number->getText().trim());
    if (const auto readings = two_readings(typed)) {
      if (const auto meant = ask_for_reading(call, criterion, cell, typed, *readings)) return meant;
      continue;
    }
    const FieldReading reading = read_field(field, typed);
    if (reading.number) return reading.number;
    if (reading.absent) return std::nullopt;
    wrong = say(Says::number_again_wrong, {typed});
  }
}

// Asks about every answer that is no number but may be one.
std::vector<std::pair<AnswerCell, Decimal>> numbers_asked_for(const Call& call, const Document& document, const AssessedSheet& sheet) {
  std::vector<std::pair<AnswerCell, Decimal>> chosen;
  for (const Finding& found : sheet.findings) {
    if (found.code != Code::answer_ambiguous && found.code != Code::answer_became_date) continue;
    const int index = sheet.tier->set.index(found.criterion);
    const AnswerCell* place = index < 0 ? nullptr : sheet.cell(index, found.field);
    const Value* value = place == nullptr ? nullptr : (*sheet.answers)[index].find(found.field);
    const auto* text = value == nullptr ? nullptr : std::get_if<std::string>(value);
    if (text == nullptr || !is_open(document, *place)) continue;
    std::optional<Decimal> number;
    if (found.code == Code::answer_ambiguous) {
      const auto readings = two_readings(*text);
      if (readings) number = ask_for_reading(call, found.criterion, found.place.cell, tidy(*text), *readings);
    } else if (const Field* field = field_named(sheet.tier->set.criteria[static_cast<std::size_t>(index)], found.field)) {
      number = ask_for_number(call, found.criterion, found.place.cell, *field, read_field(*field, *value).problem_arguments.at(0));
    }
    if (number) chosen.emplace_back(*place, *number);
  }
  return chosen;
}

void add_doubtful_dates(const Call& call, const Document& document, AssessedSheet& sheet) {
  for (const DoubtfulDate& one : doubtful_dates(call.context, document, sheet)) {
    const Criterion& criterion = sheet.tier->set.criteria[static_cast<std::size_t>(one.criterion)];
    const auto words = [](const Date& date) { return Text{date_text(date, Language::vietnamese), date_text(date, Language::english)}; };
    Finding found = finding(Code::answer_date_order, std::vector<Text>{{criterion.id, criterion.id}, words(one.date), words(one.other)});
    found.about(criterion.id, one.field).in_file(sheet.file).at_cell(one.place.sheet, cell_name(one.place.row, one.place.column));
    sheet.findings.push_back(std::move(found));
  }
}

}  // namespace

AssessedSheet with_readings_asked(const Call& call, const Document& document, AssessedSheet sheet) {
  if (!sheet.usable() || !sheet.identity.submitted.empty()) return sheet;
  if (call.interactive && !is_read_only(document)) {
    const auto numbers = numbers_asked_for(call, document, sheet);
    std::vector<std::pair<DoubtfulDate, Date>> dates;
    for (const DoubtfulDate& one : doubtful_dates(call.context, document, sheet)) {
      if (!is_open(document, one.place)) continue;
      const std::string& id = sheet.tier->set.criteria[static_cast<std::size_t>(one.criterion)].id;
      if (const auto date = ask_for_date(call, id, one)) dates.emplace_back(one, *date);
    }
    if (!numbers.empty() || !dates.empty()) {
      {
        const UndoStep step(document, say(Says::reading_title).in(call.language));
        for (const auto& [place, number] : numbers) write_number(document, place, number);
        settle_dates(document, sheet, dates);
      }
      sheet = assess_document(document, office_programmes());
    }
  }
  add_doubtful_dates(call, document, sheet);
  return sheet;
}

}  // namespace thuocdo
