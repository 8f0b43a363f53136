#include "sheet/rule_proposal.h"

#include <algorithm>

#include "scoring/answer.h"
#include "sheet/method_wording.h"

namespace thuocdo {

std::string in_one_line(const std::string& lines) {
  std::string text;
  for (std::size_t at = 0; at <= lines.size();) {
    const std::size_t end = std::min(lines.find('\n', at), lines.size());
    const std::string line = tidy(std::string_view(lines).substr(at, end - at));
    at = end + 1;
    if (line.empty()) continue;
    if (!text.empty()) text += std::string_view(".;:,").find(text.back()) == std::string_view::npos ? "; " : " ";
    text += line;
  }
  return text;
}

void propose_rule(ImportTable& table, Criterion& criterion, const std::string& words) {
  const CriteriaColumn at = table.has(CriteriaColumn::method) ? CriteriaColumn::method : CriteriaColumn::name;
  const int row = criterion.line;
  ImportedRow& became = table.became(row, RowPart::criterion);
  const auto proposed = [&](Rule rule, const Text& from, CriteriaColumn column) {
    criterion.set_rule(std::move(rule));
    became.origin = RuleOrigin::proposed;
    became.rule = rule_words(*criterion.rule(), criterion.maximum);
    const Text short_words{shortened(became.rule.vi), shortened(became.rule.in(Language::english))};
    table.report(Code::table_rule_proposed, {{criterion.id, {}}, short_words, from}, row, column);
  };
  // A survey asks others than the unit; words like these never say whom.
  const auto propose_survey = [&](Survey& survey) {
    if (survey.text.empty()) survey.text = {criterion.name.vi, criterion.name.en};
    if (criterion.supplied_by.empty()) criterion.supplied_by = {"Đơn vị tổ chức khảo sát", "The body that holds the survey"};
    criterion.sole_supplier = true;
    criterion.evidence_required = criterion.reason_required = false;
    table.report(Code::table_survey_open, {{criterion.id, {}}, number_text(survey.scale), criterion.supplied_by}, row, at);
  };
  if (criterion.maximum.is_zero()) {
    criterion.evidence_required = criterion.reason_required = false;
    return proposed(Information{{criterion.name.vi, criterion.name.en}, false}, {"0 điểm", "0 points"}, CriteriaColumn::maximum);
  }
  const std::string text = in_one_line(words);
  ReadWording read = read_wording(words, criterion.maximum, table.request().year);
  if (read.rule) {
    if (auto* ratio = std::get_if<RatioRule>(&*read.rule); ratio && read.unnamed_ratio) {
      ratio->a = {"Số đạt yêu cầu (" + criterion.name.vi + ")", {}};
      ratio->b = {"Tổng số (" + criterion.name.vi + ")", {}};
      table.report(Code::table_ratio_unnamed, {{criterion.id, {}}}, row, at);
    }
    if (auto* compared = std::get_if<Normalised>(&*read.rule); compared && read.unnamed_figure) {
      compared->a = {"Số liệu của đơn vị (" + criterion.name.vi + ")", {}};
      table.report(Code::table_figure_unnamed, {{criterion.id, {}}}, row, at);
    }
    if (auto* survey = std::get_if<Survey>(&*read.rule)) propose_survey(*survey);
    if (read.assumed_points) table.report(Code::table_points_assumed, {{criterion.id, {}}, number_text(criterion.maximum)}, row, at);
    if (auto* deadline = std::get_if<DeadlineRule>(&*read.rule); deadline && deadline->event.empty()) deadline->event = {criterion.name.vi, {}};
    return proposed(std::move(*read.rule), {shortened(text), {}}, at);
  }
  criterion.set_rule(Judged{});
  became.origin = RuleOrigin::judged;
  became.rule = rule_words(*criterion.rule(), criterion.maximum);
  const Text maximum = number_text(criterion.maximum);
  if (!text.empty()) {
    table.report(Code::table_method_unknown, {{criterion.id, {}}, {shortened(text), {}}, maximum}, row, at);
  } else if (table.has(CriteriaColumn::method)) {
    table.report(Code::table_method_missing, {{criterion.id, {}}, maximum}, row, at);
  }
}

}  // namespace thuocdo
