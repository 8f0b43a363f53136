// The table that goes out: to reviewers, or to the unit.
#include <algorithm>

#include "sheet/appraisal_file.h"
#include "sheet/appraisal_headings.h"
#include "sheet/contract.h"

namespace thuocdo {
namespace {

// A number with exactly three decimal places reads two ways where it stands as text; a fourth makes it one.
std::string plain(const Decimal& number) { return number.text() + (number.places() == 3 ? "0" : ""); }

std::string shown(const Field& field, const Value* value) {
  if (value == nullptr) return {};
  if (says_emptied(*value)) return "–";
  const FieldReading reading = read_field(field, *value);
  if (reading.option >= 0) return field.options[static_cast<std::size_t>(reading.option)].text.vi;
  if (reading.date) return iso_text(*reading.date);
  if (reading.number) return plain(*reading.number);
  if (const auto* number = std::get_if<Decimal>(value)) return plain(*number);
  if (const auto* text = std::get_if<std::string>(value)) return tidy(*text);
  if (const auto* error = std::get_if<CellError>(value)) return error->text;
  return {};
}

class TableWriter {
 public:
  TableWriter(const Programme& programme, const Unit& unit, const Answers& answers, const Appraisal& appraisal, const AppraisalTableOptions& options)
      : programme_(programme), unit_(unit), tier_(*programme.tier(unit.tier)), answers_(answers), appraisal_(appraisal), options_(options) {
    // To the unit goes what the first stage decided.
    stage_ = options.for_unit ? AppraisalStage::first : options.stage;
    self_ = score(programme_, tier_, answers_);
    if (options.for_unit) {
      open_ = open_to_explanation(programme_, tier_, answers_, appraisal_);
      shown_ = appraised_score(programme_, tier_, answers_, appraisal_, AppraisalStage::first);
    } else if (stage_ != AppraisalStage::first) {
      const AppraisalStage before = stage_ == AppraisalStage::final ? AppraisalStage::second : AppraisalStage::first;
      shown_ = appraised_score(programme_, tier_, answers_, appraisal_, before);
    }
  }

  std::vector<std::vector<std::string>> run() const {
    std::vector<std::vector<std::string>> rows(1);
    for (std::size_t i = 0; i < tier_.set.criteria.size(); ++i) {
      const Criterion& criterion = tier_.set.criteria[i];
      if (!is_wanted(static_cast<int>(i))) continue;
      for (std::size_t f = 0; f < criterion.fields().size(); ++f) rows.push_back(written(cells(i, f), true));
    }
    rows.front() = written(cells_of_headings(), false);
    return rows;
  }

 private:
  using Cells = std::vector<std::pair<std::string, std::string>>;  // heading, text

  static std::vector<std::string> written(const Cells& cells, bool texts) {
    std::vector<std::string> row;
    for (const auto& [heading, text] : cells) row.push_back(texts ? text : heading);
    return row;
  }

  Cells cells_of_headings() const {
    for (std::size_t i = 0; i < tier_.set.criteria.size(); ++i) {
      if (is_appraised(tier_.set.criteria[i])) return cells(i, 0);
    }
    return {};
  }

  bool is_wanted(int index) const {
    const auto among = [&](const std::vector<int>& some) { return std::find(some.begin(), some.end(), index) != some.end(); };
    if (!is_appraised(tier_.set.criteria[static_cast<std::size_t>(index)])) return false;
    if (options_.for_unit) return among(open_);
    if (!options_.criteria.empty() && !among(options_.criteria)) return false;
    return stage_ != AppraisalStage::second || appraisal_[index].explanation.has_value();
  }

  // One row: that of field `f`. What is said of the whole criterion stands in its first.
  Cells cells(std::size_t i, std::size_t f) const {
    const Criterion& criterion = tier_.set.criteria[i];
    const Field& field = criterion.fields()[f];
    const Answer& answer = answers_.by_criterion[i];
    const CriterionStages& stages = appraisal_.by_criterion[i];
    const CriterionAppraisal decided = stages.at(stage_).value_or(CriterionAppraisal());
    const bool is_decided = stages.at(stage_).has_value();
    const auto once = [&](const std::string& text) { return f == 0 ? text : std::string(); };
    const auto points = [&](const Scorecard& card) {
      return card.results.empty() || card.results[i].state == State::missing ? std::string() : once(plain(card.results[i].points));
    };
    const bool judged = decided.verdict == AppraisalVerdict::judged;
    const std::string given = decided.not_applicable ? once(std::string(not_applicable_label)) : judged ? "" : shown(field, decided.find(field.name));
    const std::string given_points = judged ? shown(field, decided.find(field.name)) : "";
    const std::string verdict = once(is_decided ? verdict_label(decided.verdict).vi : "");
    const std::string basis = once(decided.basis ? basis_label(*decided.basis).vi : "");
    const UnitExplanation explanation = stages.explanation.value_or(UnitExplanation());
    const auto heading = [](AppraisalHeading which) { return appraisal_heading(which); };

    Cells row = {{heading(unit_heading), unit_.code},
                 {heading(criterion_heading), criterion.id},
                 {"Tiêu chí", once(criterion.name.vi)},
                 {"Điểm tối đa", once(plain(criterion.maximum))},
                 {heading(field_heading), criterion.fields().size() == 1 ? "" : field.name},
                 {"Số liệu của đơn vị", claims_not_applicable(criterion, answer) ? once(std::string(not_applicable_label)) : shown(field, answer.counted(field.name))},
                 {"Điểm tự đánh giá", points(self_)},
                 {"Lý do không đạt điểm tối đa", once(answer.reason)},
                 {"Tài liệu kiểm chứng", once(answer.evidence)}};
    const auto add = [&](std::string title, std::string text) { row.emplace_back(std::move(title), std::move(text)); };
    if (options_.for_unit) {  // headings that are not read: the unit decides nothing
      add("Kết luận lần 1", verdict);
      add("Số liệu lần 1", given + given_points);
      add("Điểm lần 1", points(shown_));
      add("Căn cứ lần 1", basis);
      add("Ý kiến lần 1", once(decided.comment));
      add("Nội dung cần giải trình", once(decided.question));
    } else {
      add(heading(stage_heading), stage_label(stage_).vi);
      add("Điểm lần trước", points(shown_));
      add(heading(verdict_heading), verdict);
      add(heading(value_heading), given);
      add(heading(points_heading), given_points);
      add(heading(basis_heading), basis);
      add(heading(comment_heading), once(decided.comment));
      add(heading(question_heading), once(decided.question));
    }
    // In the second stage the explanation is there to be read, not to be given.
    const bool reads = options_.for_unit;
    add(reads ? heading(explanation_heading) : "Đơn vị đã giải trình", once(explanation.text));
    add(reads ? heading(explanation_evidence_heading) : "Tài liệu đã giải trình", once(explanation.evidence));
    if (options_.for_unit) return row;
    const auto entry = options_.entries.find(static_cast<int>(i));
    add(heading(internal_heading), once(decided.internal));
    add(heading(appraiser_heading), once(decided.appraiser));
    add(heading(entry_heading), once(entry != options_.entries.end() ? entry->second : ""));
    return row;
  }

  const Programme& programme_;
  const Unit& unit_;
  const Tier& tier_;
  const Answers& answers_;
  const Appraisal& appraisal_;
  const AppraisalTableOptions& options_;
  AppraisalStage stage_ = AppraisalStage::first;
  std::vector<int> open_;
  Scorecard self_;
  Scorecard shown_;  // of the stage before, or of the first for the unit
};

}  // namespace

const std::vector<std::string_view>& appraisal_number_headings() {
  static const std::vector<std::string_view> all = {"Điểm tối đa", "Số liệu của đơn vị", "Điểm tự đánh giá", "Điểm lần trước", "Điểm lần 1", "Số liệu lần 1",
                                                    "Số liệu thẩm định", "Điểm chấm"};
  return all;
}

std::vector<std::vector<std::string>> appraisal_table(const Programme& programme, const Unit& unit, const Answers& answers,
                                                      const Appraisal& appraisal, const AppraisalTableOptions& options) {
  return TableWriter(programme, unit, answers, appraisal, options).run();
}

}  // namespace thuocdo
