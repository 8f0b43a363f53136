#include "sheet/answers_csv.h"

#include <algorithm>
#include <optional>

#include "programme/csv.h"
#include "programme/file_bytes.h"
#include "scoring/figures.h"

namespace thuocdo {
namespace {

std::string shortened(const std::string& text) {
  constexpr std::size_t most = 60;
  if (text.size() <= most) return text;
  std::size_t end = most;
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) --end;
  return text.substr(0, end) + "…";
}

std::string joined(const CsvLine& record, char separator) {
  std::string text;
  for (std::size_t i = 0; i < record.cells.size(); ++i) {
    if (i > 0) text += separator;
    text += record.cells[i];
  }
  return shortened(tidy(text));
}

class Reader {
 public:
  Reader(std::string_view name, const Tier& tier, const Limits& limits, ReadAnswers& result)
      : name_(name), tier_(tier), limits_(limits), result_(result) {}

  void read(std::string_view bytes) {
    if (bytes.size() > limits_.part_bytes) {
      return fail(finding(Code::file_too_large, {std::to_string(limits_.part_bytes) + " B"}));
    }
    if (bytes.starts_with("\xEF\xBB\xBF")) bytes.remove_prefix(3);
    if (bytes.find_first_not_of(" \t\r\n") == std::string_view::npos) return fail(finding(Code::file_empty));
    if (bytes.find('\0') != std::string_view::npos || !is_utf8(bytes)) return fail(finding(Code::answers_not_text));

    char separator = ',';
    ReadCsv csv = read_csv(bytes, separator);
    if (!csv.lines.empty() && csv.lines[0].cells.size() == 1) {
      separator = ';';
      csv = read_csv(bytes, separator);
    }
    if (csv.lines.empty() || !is_header(csv.lines[0])) {
      return fail(finding(Code::line_malformed, {csv.lines.empty() ? std::string() : joined(csv.lines[0], separator)})
                      .at_line(csv.lines.empty() ? csv.error_line : csv.lines[0].line));
    }
    if (csv.lines.size() > limits_.rows) {
      const std::string allowed = std::to_string(limits_.rows);
      return fail(finding(Code::file_over_limit, {{"quá nhiều dòng", "too many lines"}, {allowed, allowed}}));
    }
    for (std::size_t i = 1; i < csv.lines.size(); ++i) put(csv.lines[i], separator);
    check_contradictions();
    if (csv.error_line > 0) {
      // What follows an unclosed quote cannot be told apart into lines.
      note(csv.error_line, finding(Code::line_malformed, std::vector<Text>{{"dấu nháy kép không đúng chỗ", "a quote in the wrong place"}}));
    }
  }

 private:
  // `na` beside an answer: nobody can tell which of the two was meant.
  void check_contradictions() {
    for (const AnswerLine& line : result_.lines) {
      if (line.field != "na") continue;
      const Answer& answer = result_.answers[line.criterion];
      const bool answered = std::any_of(answer.fields.begin(), answer.fields.end(), [](const auto& field) {
        return !is_blank(field.second) && !says_not_applicable(field.second);
      });
      const std::string& id = tier_.set.criteria[static_cast<std::size_t>(line.criterion)].id;
      if (answered) note(line.line, finding(Code::answer_and_not_applicable, {id}).about(id, "na"));
    }
  }

  void fail(Finding what) {
    result_.readable = false;
    result_.findings.push_back(std::move(what.in_file(name_)));
  }

  static bool is_header(const CsvLine& line) {
    return line.cells.size() == 3 && fold(line.cells[0]) == "criterion" && fold(line.cells[1]) == "field" &&
           fold(line.cells[2]) == "value";
  }

  void note(int line, Finding what) { result_.findings.push_back(std::move(what.in_file(name_).at_line(line))); }

  void put(const CsvLine& record, char separator) {
    if (std::all_of(record.cells.begin(), record.cells.end(), is_blank_text)) return;
    if (record.cells.size() != 3) {
      return note(record.line, finding(Code::line_malformed, {joined(record, separator)}));
    }
    const std::string id = tidy(record.cells[0]);
    const std::string field = tidy(record.cells[1]);
    const std::string& value = record.cells[2];
    if (value.size() > limits_.text_bytes) {
      const std::string allowed = std::to_string(limits_.text_bytes) + " B";
      return note(record.line, finding(Code::file_over_limit, {{"một giá trị quá dài", "a value is too long"}, {allowed, allowed}}));
    }
    const int index = tier_.set.index(id);
    if (index < 0) {
      return note(record.line, finding(Code::criterion_unknown, {shortened(id), tier_.key}).about(shortened(id)));
    }
    const Criterion& criterion = tier_.set.criteria[static_cast<std::size_t>(index)];
    const bool repeated = std::any_of(result_.lines.begin(), result_.lines.end(), [&](const AnswerLine& known) {
      return known.criterion == index && known.field == field;
    });
    if (repeated) return note(record.line, finding(Code::answer_repeated, {id, field}).about(id, field));
    if (!set(criterion, result_.answers[index], field, value)) {
      return note(record.line, finding(Code::answer_field_unknown, {{id, id}, {shortened(field), shortened(field)}, known_fields(criterion)})
                              .about(id, shortened(field)));
    }
    result_.lines.push_back({index, field, record.line});
  }

  static Text known_fields(const Criterion& criterion) {
    if (criterion.is_group()) return {"không có (đây là nhóm tiêu chí)", "none (it is a group)"};
    std::string names;
    for (const Field& field : criterion.asked_fields()) names += field.name + ", ";
    names += "na, reason, evidence, page, link";
    return {names, names};
  }

  // False when the criterion has no such field.
  static bool set(const Criterion& criterion, Answer& answer, const std::string& name, const std::string& value) {
    if (criterion.is_group()) return false;
    if (name == "na") {
      answer.not_applicable = true;
      if (answer.reason.empty()) answer.reason = tidy(value);
      return true;
    }
    if (name == "reason") {
      if (!tidy(value).empty()) answer.reason = tidy(value);
      return true;
    }
    if (name == "evidence" || name == "page" || name == "link") {
      (name == "page" ? answer.page : name == "link" ? answer.link : answer.evidence) = tidy(value);
      return true;
    }
    for (const Field& field : criterion.asked_fields()) {
      if (field.name != name) continue;
      answer.set(name, typed(field, value));
      return true;
    }
    return false;
  }

  // Everything in a CSV file is text, so a number that reads without doubt is not worth a remark.
  static Value typed(const Field& field, const std::string& value) {
    if (field.type == FieldType::count || field.type == FieldType::number || field.type == FieldType::points) {
      const ReadNumber read = read_number(value);
      if (read.value && !two_readings(value)) return *read.value;
    }
    return value;
  }

  std::string name_;
  const Tier& tier_;
  const Limits& limits_;
  ReadAnswers& result_;
};

}  // namespace

ReadAnswers read_answers_csv(std::string_view bytes, std::string_view name, const Tier& tier, const Limits& limits) {
  ReadAnswers result{Answers(tier.set), {}, {}, true};
  Reader(name, tier, limits, result).read(bytes);
  return result;
}

AssessedSheet assess_answers_file(const std::filesystem::path& file, std::shared_ptr<const Programme> programme,
                                  const Tier& tier, const Unit* unit, const Stage* without_assessment,
                                  const Limits& limits) {
  AssessedSheet sheet;
  sheet.file = file.string();
  sheet.identity.programme = programme->key;
  sheet.identity.digest = programme->digest;
  sheet.identity.tier = tier.key;
  sheet.identity.round = without_assessment != nullptr ? without_assessment->key : programme->round;
  sheet.without_assessment = without_assessment;
  if (unit != nullptr) sheet.identity.unit = unit->code;
  sheet.programme = programme;
  sheet.tier = &tier;
  sheet.cells.resize(tier.set.criteria.size());
  sheet.unit = unit;

  Text why;
  const std::optional<std::string> bytes = file_bytes(file, limits.part_bytes, why, FileKind::any);
  if (!bytes) {
    sheet.refused = true;
    sheet.findings.push_back(finding(Code::file_unreadable, std::vector<Text>{why}).in_file(sheet.file));
    return sheet;
  }
  ReadAnswers read = read_answers_csv(*bytes, sheet.file, tier, limits);
  sheet.findings = std::move(read.findings);
  if (!read.readable) {
    sheet.refused = true;
    return sheet;
  }
  sheet.card = without_assessment != nullptr ? check_figures(*programme, tier, read.answers)
                                             : score(*programme, tier, read.answers);
  for (Finding scored : sheet.card.findings) {
    const int index = tier.set.index(scored.criterion);
    const auto line = std::find_if(read.lines.begin(), read.lines.end(), [&](const AnswerLine& known) {
      return known.criterion == index && known.field == scored.field;
    });
    scored.in_file(sheet.file);
    if (line != read.lines.end()) scored.at_line(line->line);
    sheet.findings.push_back(std::move(scored));
  }
  sheet.answers = std::move(read.answers);
  return sheet;
}

}  // namespace thuocdo
