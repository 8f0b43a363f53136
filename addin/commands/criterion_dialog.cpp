#include "commands/criterion_dialog.h"

#include <algorithm>
#include <com/sun/star/awt/FontWeight.hpp>
#include <com/sun/star/awt/XWindow.hpp>
#include <optional>
#include <vector>

#include "commands/dialog_builder.h"
#include "commands/dialogs.h"
#include "commands/evidence_file.h"
#include "commands/readings.h"
#include "commands/refusal.h"
#include "scoring/figures.h"
#include "workbook/answer_cell.h"
#include "workbook/choice_lists.h"
#include "workbook/criteria_table.h"
#include "workbook/undo_step.h"

namespace thuocdo {
namespace {

constexpr int width = 330;
constexpr int margin = 6;
constexpr int inner = width - 2 * margin;
constexpr int answer_column = 176;  // labels of the fields on its left
constexpr int row_height = 19;
constexpr int least_rows = 2;  // so that the dialog keeps its size from one criterion to the next

Reference<css::awt::XControlModel> model_of(const Reference<css::uno::XInterface>& control) {
  return Reference<css::awt::XControl>(control, UNO_QUERY_THROW)->getModel();
}

void show(const Reference<css::awt::XFixedText>& control, const std::string& text) {
  control->setText(to_uno(text.empty() ? " " : text));
}

}  // namespace

class CriterionDialog::Parts {
 public:
  Parts(const Call& call, const Document& document, const AssessedSheet& sheet, int index)
      : call_(call),
        document_(document),
        sheet_(sheet),
        index_(index),
        criterion_(sheet.tier->set.criteria[static_cast<std::size_t>(index)]),
        assessed_(sheet.without_assessment == nullptr) {
    for (const Field& field : criterion_.asked_fields()) {
      const bool asked = assessed_ || asks_for_figures(criterion_);
      if (const AnswerCell* place = asked ? sheet.cell(index, field.name) : nullptr) fields_.push_back({&field, place, {}, {}, {}, {}, {}});
    }
  }

  DialogStep run() {
    const int rows = std::max(least_rows, static_cast<int>(fields_.size()));
    const int height = 232 + rows * row_height;
    DialogBuilder dialog(call_, say(Says::criterion_title), width, height);
    dialog_ = &dialog;
    make_head(dialog);
    make_fields(dialog, 82);
    const int y = 84 + rows * row_height;
    make_texts(dialog, y);
    finding_ = dialog.message(margin, y + 100, inner, 22, {" ", " "});
    make_buttons(dialog, height);
    dialog.open();
    fill_in();
    close_locked();
    update();
    const auto first = std::find_if(fields_.begin(), fields_.end(), [&](const FieldControl& one) { return is_open(document_, *one.place); });
    if (first != fields_.end()) dialog.focus(first->control());
    while (true) {
      step_ = Step::none;
      const bool accepted = dialog.run();
      if (accepted) step_ = Step::next;
      if (step_ == Step::discard) return DialogStep::close;
      if (step_ == Step::none) {
        if (changed() && ask(call_, say(Says::criterion_title), say(Says::save_changes_question, {shown_id()}))) write();
        return DialogStep::close;
      }
      if (!settle_readings()) continue;
      write();
      return step_ == Step::previous ? DialogStep::previous : step_ == Step::next ? DialogStep::next : DialogStep::close;
    }
  }

 private:
  enum class Step { none, previous, next, close, discard };

  struct FieldControl {
    const Field* field;
    const AnswerCell* place;
    Reference<css::awt::XListBox> list;        // choices; the first entry is empty
    Reference<css::awt::XTextComponent> edit;  // everything else
    std::string before;                        // text at the start
    std::vector<std::string> texts;            // what each entry of the list stands for
    std::optional<Decimal> meant;              // a number that was asked about

    std::string text() const {
      if (!list.is()) return from_uno(edit->getText().trim());
      const auto position = list->getSelectedItemPos();
      return position < 0 ? std::string() : texts[static_cast<std::size_t>(position)];
    }
    bool changed() const { return text() != before; }
    Reference<css::uno::XInterface> control() const {
      return list.is() ? Reference<css::uno::XInterface>(list, UNO_QUERY) : Reference<css::uno::XInterface>(edit, UNO_QUERY);
    }
  };

  struct TextControl {
    const AnswerCell* place = nullptr;
    std::string Answer::*member = nullptr;
    Reference<css::awt::XTextComponent> edit;

    std::string text() const { return from_uno(edit->getText().trim()); }
  };

  const Answer& before() const { return (*sheet_.answers)[index_]; }
  std::string shown_id() const { return criterion_.number.empty() ? criterion_.id : criterion_.number; }

  void make_head(DialogBuilder& dialog) {
    std::size_t position = 0;
    std::size_t count = 0;
    for (std::size_t i = 0; i < sheet_.tier->set.criteria.size(); ++i) {
      if (sheet_.tier->set.criteria[i].is_group()) continue;
      ++count;
      if (static_cast<int>(i) == index_) position = count;
    }
    dialog.message(margin, 6, inner / 2, 10, say(Says::criterion_position, {std::to_string(position), std::to_string(count)}));
    points_ = dialog.message(margin + inner / 2, 6, inner / 2 - 4, 10, {" ", " "});
    set(model_of(points_), "Align", sal_Int16(2));
    set(model_of(points_), "FontWeight", css::awt::FontWeight::BOLD);
    const Text name = sheet_.tier->set.printed_name(criterion_);
    const auto heading = dialog.message(margin, 18, inner, 20, {shown_id() + ". " + name.vi, shown_id() + ". " + name.in(Language::english)});
    set(model_of(heading), "FontWeight", css::awt::FontWeight::BOLD);
    rule_ = dialog.reading(margin, 39, inner, 40);
  }

  void make_fields(DialogBuilder& dialog, int y) {
    const bool not_applicable = may_not_apply(*sheet_.programme, criterion_);
    if (fields_.empty()) dialog.message(margin, y + 2, inner, 10, say(Says::criterion_not_asked));
    for (FieldControl& one : fields_) {
      const Field& field = *one.field;
      const bool first = &one == &fields_.front();
      dialog.label(margin, y, answer_column - margin - 4, 18, field.label);
      const int wide = width - margin - answer_column;
      if (field.is_choice()) {
        one.list = dialog.list(answer_column, y, wide, 14, true);
      } else if (field.type == FieldType::date || (first && not_applicable)) {
        std::vector<std::string> words;
        if (field.type == FieldType::date) words.push_back(field.options.front().text.vi);
        if (first && not_applicable) words.emplace_back(not_applicable_label);
        one.edit = dialog.combo(answer_column, y, wide, words, "");
      } else {
        one.edit = dialog.edit(answer_column, y, wide, "");
      }
      if (one.list.is()) {
        one.texts = {""};
        for (const Option& option : field.options) one.texts.push_back(option.text.vi);
        if (first && not_applicable) one.texts.emplace_back(not_applicable_label);
      }
      y += row_height;
    }
  }

  void make_texts(DialogBuilder& dialog, int y) {
    const auto add = [&](const char* field, std::string Answer::*member, Says label, int x, int row, int wide) {
      const AnswerCell* place = sheet_.cell(index_, field);
      if (place == nullptr || criterion_.sole_supplier) return;
      dialog.label(x, row, wide, 10, say(label));
      texts_.push_back({place, member, dialog.edit(x, row + 11, wide, before().*member)});
    };
    add("reason", &Answer::reason, assessed_ ? Says::reason_label : Says::note_label, margin, y, inner);
    const int left = inner * 2 / 3;
    add("evidence", &Answer::evidence, Says::evidence_label, margin, y + 31, left - 6);
    add("page", &Answer::page, Says::page_label, margin + left, y + 31, inner - left);
    add("link", &Answer::link, Says::link_label, margin, y + 62, inner - 66);
    if (!texts_.empty() && texts_.back().member == &Answer::link) {
      browse_ = dialog.button(width - margin - 60, y + 72, 60, say(Says::browse_evidence_button));
    }
  }

  void make_buttons(DialogBuilder& dialog, int height) {
    const int y = height - margin - 15;
    const auto previous = dialog.button(margin, y, 70, say(Says::previous_button));
    const auto next = dialog.button(margin + 74, y, 70, say(Says::next_button));
    set(model_of(next), "DefaultButton", true);
    const auto close = dialog.button(width - margin - 84, y, 84, say(Says::save_close_button));
    const auto cancel = dialog.button(width - margin - 84 - 64, y, 60, say(Says::cancel_button));
    const auto leave = [this](Step step) {
      step_ = step;
      dialog_->end();
    };
    set(model_of(previous), "Enabled", neighbour(-1));
    set(model_of(next), "Enabled", neighbour(1));
    dialog.on_press(previous, [=] { leave(Step::previous); });
    dialog.on_press(next, [=] { leave(Step::next); });
    dialog.on_press(close, [=] { leave(Step::close); });
    dialog.on_press(cancel, [=] { leave(Step::discard); });
    for (FieldControl& one : fields_) {
      if (one.list.is()) dialog.on_change(one.list, [this] { update(); });
      if (one.edit.is()) {
        dialog.on_change(one.edit, [this, &one] {
          one.meant.reset();
          update();
        });
      }
    }
    for (TextControl& one : texts_) dialog.on_change(one.edit, [this] { update(); });
    if (browse_.is()) {
      dialog.on_press(browse_, [this] {
        const auto file = pick_evidence(call_, document_);
        if (file.empty()) return;
        texts_.back().edit->setText(to_uno(joined_links(texts_.back().text(), evidence_link(document_, file))));
        update();
      });
    }
  }

  bool neighbour(int direction) const {
    const auto& all = sheet_.tier->set.criteria;
    for (int i = index_ + direction; i >= 0 && i < static_cast<int>(all.size()); i += direction) {
      if (!all[static_cast<std::size_t>(i)].is_group()) return true;
    }
    return false;
  }

  // What only a window can hold.
  void fill_in() {
    ready_ = false;
    std::string rule = assessed_ ? rule_words(criterion_).in(call_.language) : std::string();
    if (assessed_ && call_.language == Language::vietnamese) rule = method_text(criterion_);
    if (!criterion_.note.empty()) rule += (rule.empty() ? "" : "\n") + criterion_.note.in(call_.language);
    if (!criterion_.evidence.empty()) {
      rule += (rule.empty() ? "" : "\n") + say(Says::evidence_wanted, std::vector<Text>{criterion_.evidence}).in(call_.language);
    }
    rule_->setText(to_uno(rule));
    for (FieldControl& one : fields_) {
      const Value* value = before().find(one.field->name);
      const std::string text = value == nullptr ? std::string() : typed_text(*one.field, *value);
      if (one.list.is()) {
        std::vector<std::string> shown;
        for (std::size_t i = 0; i < one.texts.size(); ++i) {
          const bool option = i >= 1 && i <= one.field->options.size();
          shown.push_back(option ? one.field->options[i - 1].text.in(call_.language) : one.texts[i]);
        }
        fill(one.list, shown);
        const auto at = std::find(one.texts.begin(), one.texts.end(), tidy(text));
        one.list->selectItemPos(static_cast<sal_Int16>(at == one.texts.end() ? 0 : at - one.texts.begin()), true);
      } else {
        one.edit->setText(to_uno(text));
      }
      one.before = one.text();
    }
    ready_ = true;
  }

  // What is typed must not be lost: where a cell is locked, its control takes nothing.
  void close_locked() {
    const auto close = [this](const AnswerCell& place, const Reference<css::uno::XInterface>& control) {
      if (is_open(document_, place)) return false;
      enable(control, false);
      return locked_ = true;
    };
    for (FieldControl& one : fields_) close(*one.place, one.control());
    for (TextControl& one : texts_) {
      if (close(*one.place, one.edit) && one.member == &Answer::link && browse_.is()) enable(browse_, false);
    }
  }

  Answer present() const {
    Answer answer = before();
    for (const FieldControl& one : fields_) {
      if (one.changed()) answer.set(one.field->name, one.text());
    }
    for (const TextControl& one : texts_) answer.*one.member = one.text();
    return answer;
  }

  bool changed() const {
    return std::any_of(fields_.begin(), fields_.end(), [](const FieldControl& one) { return one.changed(); }) ||
           std::any_of(texts_.begin(), texts_.end(), [&](const TextControl& one) { return one.text() != before().*one.member; });
  }

  // Points and the first thing to mend, as the engine sees what stands in the controls.
  void update() {
    if (!ready_) return;
    const Answer answer = present();
    Findings findings;
    Text points = say(Says::criterion_no_points);
    if (!assessed_) {
      if (!fields_.empty()) check_figures(*sheet_.programme, criterion_, answer, findings);
    } else {
      const CriterionResult result = score_criterion(*sheet_.programme, criterion_, answer, &findings);
      points = points_text(result);
    }
    show(points_, points.in(call_.language) + "\xC2\xA0\xC2\xA0");  // bold text is wider than the office reckons
    if (locked_) return show(finding_, why_locked(document_, sheet_, index_).in(call_.language));
    const auto worst = std::max_element(findings.begin(), findings.end(), [](const Finding& a, const Finding& b) {
      return a.severity < b.severity;
    });
    if (worst == findings.end()) return show(finding_, say(Says::criterion_all_right).in(call_.language));
    show(finding_, "▲ " + worst->message.in(call_.language));
  }

  Text points_text(const CriterionResult& result) const {
    if (!earns_points(*criterion_.rule())) return say(Says::criterion_no_points);
    const auto number = [](const Decimal& value) { return Text{value.text(Notation::vietnamese), value.text()}; };
    const std::vector<Text> both = {number(result.points), number(criterion_.shown_maximum())};
    switch (result.state) {
      case State::scored: return say(Says::criterion_points, both);
      case State::provisional: return say(Says::criterion_points_provisional, both);
      case State::not_applicable: return say(Says::criterion_not_applicable);
      case State::missing: break;
    }
    return say(Says::criterion_unanswered, std::vector<Text>{both[1]});
  }

  // False when somebody has to think again.
  bool settle_readings() {
    for (FieldControl& one : fields_) {
      const bool number = one.field->type == FieldType::count || one.field->type == FieldType::number || one.field->type == FieldType::points;
      const auto readings = number && one.changed() ? two_readings(one.text()) : std::nullopt;
      if (!readings) continue;
      const auto meant = ask_for_reading(call_, shown_id(), cell_name(one.place->row, one.place->column), one.text(), *readings);
      if (!meant) {
        dialog_->focus(one.control());
        return false;
      }
      one.edit->setText(to_uno(typed_text(*one.field, *meant)));
      one.meant = *meant;  // behind the change of the text, which forgets it
    }
    return true;
  }

  void write() {
    if (!changed()) return;
    const UndoStep step(document_, say(Says::criterion_step, {shown_id()}).in(call_.language));
    for (const FieldControl& one : fields_) {
      if (!one.changed() || !is_open(document_, *one.place)) continue;
      if (one.meant) {
        write_number(document_, *one.place, *one.meant);
      } else {
        write_answer(document_, *one.place, *one.field, one.text());
      }
    }
    for (const TextControl& one : texts_) {
      if (one.text() == before().*one.member || !is_open(document_, *one.place)) continue;
      if (one.member == &Answer::link) {
        write_links(document_, *one.place, one.text());
      } else {
        write_text(document_, *one.place, one.text());
      }
    }
  }

  const Call& call_;
  const Document document_;
  const AssessedSheet& sheet_;
  const int index_;
  const Criterion& criterion_;
  const bool assessed_;
  DialogBuilder* dialog_ = nullptr;
  Step step_ = Step::none;
  bool ready_ = false;
  bool locked_ = false;  // some cell of the criterion
  Reference<css::awt::XFixedText> points_;
  Reference<css::awt::XFixedText> finding_;
  Reference<css::awt::XTextComponent> rule_;
  Reference<css::awt::XButton> browse_;
  std::vector<FieldControl> fields_;
  std::vector<TextControl> texts_;
};

CriterionDialog::CriterionDialog(const Call& call, const Document& document, const AssessedSheet& sheet, int index)
    : parts_(std::make_unique<Parts>(call, document, sheet, index)) {}
CriterionDialog::~CriterionDialog() = default;

DialogStep CriterionDialog::run() { return parts_->run(); }

}  // namespace thuocdo
