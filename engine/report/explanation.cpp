#include "report/explanation.h"

#include <utility>

#include "report/numbers.h"

namespace thuocdo {
namespace {

std::string joined(const std::string& first, std::string_view between, const std::string& second) {
  if (first.empty() || second.empty()) return first + second;
  return first + std::string(between) + second;
}

std::string shown(const Value& value, const Field& field, Language language) {
  if (const auto* number = std::get_if<Decimal>(&value)) return number->text(notation_of(language));
  if (const auto* error = std::get_if<CellError>(&value)) return error->text;
  if (const auto* text = std::get_if<std::string>(&value)) {
    const FieldReading reading = read_field(field, value);
    if (reading.option >= 0) return field.options[static_cast<std::size_t>(reading.option)].text.in(language);
    return *text;
  }
  return "–";
}

class Lines {
 public:
  Lines(const AssessedSheet& sheet, int index, Language language)
      : sheet_(sheet),
        index_(index),
        language_(language),
        criterion_(sheet.tier->set.criteria[static_cast<std::size_t>(index)]),
        answer_(sheet.answers->by_criterion[static_cast<std::size_t>(index)]) {}

  std::vector<ExplainedLine> all() {
    if (criterion_.parent >= 0) {
      const Criterion& parent = sheet_.tier->set.criteria[static_cast<std::size_t>(criterion_.parent)];
      add({"Nhóm", "Group"}, parent.number + ". " + parent.name.in(language_));
    }
    if (assessed()) add_points();
    if (!criterion_.is_group()) add_answer();
    if (assessed()) add({"Vì sao", "Why"}, why(*sheet_.programme, criterion_, answer_, result()).in(language_));
    add({"Nguồn", "Source"}, joined(provenance_label(criterion_.provenance).in(language_), ": ", criterion_.source));
    return std::move(lines_);
  }

 private:
  bool assessed() const { return sheet_.without_assessment == nullptr; }
  const CriterionResult& result() const { return sheet_.card.results[static_cast<std::size_t>(index_)]; }
  void add(const Text& label, std::string content) { lines_.push_back({label.in(language_), std::move(content)}); }

  void add_points() {
    const int places = sheet_.programme->criterion_places;
    const bool none = result().state == State::missing && !criterion_.is_group();
    add({"Điểm", "Points"}, (none ? std::string("–") : fixed_text(result().points, places, language_)) + " / " +
                                shown_maximum(criterion_, result(), places, language_) + " (" +
                                state_label(result().state).in(language_) + ")");
  }

  void add_answer() {
    add({"Cách tính", "Rule"}, rule_words(criterion_).in(language_));
    for (const SuppliedValue& given : answer_.supplied) {
      for (const Field& field : criterion_.fields()) {
        if (field.name != given.field) continue;
        add({"Số liệu dùng", "Figure used"},
            field.label.in(language_) + " = " + shown(given.value, field, language_) + " (" +
                joined(criterion_.supplied_by.in(language_), ", ", given.source) + ")");
      }
    }
    for (const Field& field : criterion_.asked_fields()) {
      const Value* value = answer_.find(field.name);
      std::string entry = field.label.in(language_) + " = " + (value != nullptr ? shown(*value, field, language_) : "–");
      if (const AnswerCell* cell = sheet_.cell(index_, field.name)) {
        entry += " (" + cell->sheet + "!" + cell_name(cell->row, cell->column) + ")";
      }
      add({"Trả lời", "Answer"}, std::move(entry));
    }
    if (!answer_.reason.empty()) add({"Lý do", "Reason"}, answer_.reason);
    const std::string evidence = joined(joined(answer_.evidence, "; ", answer_.page), "; ", answer_.link);
    if (!evidence.empty()) add({"Kiểm chứng", "Evidence"}, evidence);
  }

  const AssessedSheet& sheet_;
  const int index_;
  const Language language_;
  const Criterion& criterion_;
  const Answer& answer_;
  std::vector<ExplainedLine> lines_;
};

}  // namespace

std::string explanation_title(const AssessedSheet& sheet, int index, Language language) {
  const Criterion& criterion = sheet.tier->set.criteria[static_cast<std::size_t>(index)];
  return Text{"Tiêu chí ", "Criterion "}.in(language) + criterion.number + ". " + criterion.name.in(language);
}

std::vector<ExplainedLine> explanation(const AssessedSheet& sheet, int index, Language language) {
  return Lines(sheet, index, language).all();
}

Findings findings_about(const AssessedSheet& sheet, int index) {
  Findings about;
  const std::string& id = sheet.tier->set.criteria[static_cast<std::size_t>(index)].id;
  for (const Finding& finding : sheet.findings) {
    if (finding.criterion == id) about.push_back(finding);
  }
  return about;
}

std::string shown_maximum(const Criterion& criterion, const CriterionResult& result, int places, Language language) {
  if (criterion.role == Role::counted) return fixed_text(result.maximum, places, language);
  return (criterion.role == Role::bonus ? "+" : "") + fixed_text(criterion.shown_maximum(), places, language);
}

}  // namespace thuocdo
