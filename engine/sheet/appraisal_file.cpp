#include "sheet/appraisal_file.h"

#include <algorithm>
#include <array>
#include <optional>

#include "sheet/contract.h"
#include "sheet/table_columns.h"
#include "sheet/table_file.h"

namespace thuocdo {
namespace {

// The columns that are read.
enum AppraisalHeading {
  unit_heading, criterion_heading, field_heading, stage_heading, verdict_heading, value_heading, points_heading, basis_heading,
  comment_heading, question_heading, internal_heading, appraiser_heading, explanation_heading, explanation_evidence_heading, entry_heading, base_heading,
  heading_count
};

// In place of a field's name: the second one, which a sheet has in a column of its own.
constexpr std::string_view second_field = "#2";

struct HeadingWords {
  std::string_view written;
  std::vector<std::string_view> folded;  // lower case, without tone marks
};

const std::array<HeadingWords, heading_count>& headings() {
  static const std::array<HeadingWords, heading_count> all = {{
      {"Mã đơn vị", {"ma don vi", "unit", "ma co quan"}},
      {"Mã tiêu chí", {"ma tieu chi", "criterion", "ma chi so", column_key(Column::id)}},
      {"Mục", {"muc", "field", "truong"}},
      {"Lần thẩm định", {"lan tham dinh", "round", "stage", "vong tham dinh"}},
      {"Kết luận", {"ket luan", "verdict", review_key::verdict}},
      {"Số liệu thẩm định", {"so lieu tham dinh", "value", review_key::value}},
      {"Điểm chấm", {"diem cham", "points", "diem tham dinh"}},
      {"Căn cứ thẩm định", {"can cu tham dinh", "basis", "can cu", review_key::basis}},
      {"Ý kiến thẩm định", {"y kien tham dinh", "comment", "y kien", review_key::comment}},
      {"Yêu cầu giải trình", {"yeu cau giai trinh", "question", review_key::question}},
      {"Ghi chú nội bộ", {"ghi chu noi bo", "internal", review_key::internal}},
      {"Người thẩm định", {"nguoi tham dinh", "appraiser"}},
      {"Giải trình của đơn vị", {"giai trinh cua don vi", "explanation", "giai trinh", review_key::explanation}},
      {"Tài liệu giải trình", {"tai lieu giai trinh", "explanation evidence", "explanation_evidence", review_key::explanation_evidence}},
      {"Mã ghi", {"ma ghi", "entry"}},
      {"Mẫu số thẩm định", {"mau so tham dinh", "base", review_key::base}},
  }};
  return all;
}

Text heading_text(AppraisalHeading heading) {
  return {std::string(headings()[heading].written), std::string(headings()[heading].folded[1])};
}

struct Header {
  int row = 0;
  std::array<int, heading_count> columns{};  // -1: none
};

std::optional<Header> header_in(const SheetCells& sheet) {
  for (std::size_t row = 0; row < sheet.rows.size(); ++row) {
    Header header{static_cast<int>(row), {}};
    header.columns.fill(-1);
    for (std::size_t column = 0; column < sheet.rows[row].size(); ++column) {
      const std::string text = fold(cell_line(&sheet.rows[row][column]));
      for (std::size_t i = 0; i < heading_count; ++i) {
        const auto& words = headings()[i].folded;
        const bool named = std::find(words.begin(), words.end(), text) != words.end();
        if (named && header.columns[i] < 0) header.columns[i] = static_cast<int>(column);
      }
    }
    const bool says = header.columns[verdict_heading] >= 0 || header.columns[explanation_heading] >= 0;
    if (header.columns[criterion_heading] >= 0 && says) return header;
  }
  return std::nullopt;
}

bool says_something(const AppraisalRow& row) {
  if (!is_blank(row.value) || !is_blank(row.points)) return true;
  return !(row.verdict + row.basis + row.comment + row.question + row.internal + row.explanation + row.explanation_evidence).empty();
}

// Of a copy that went to the unit and came back: what reviewers wrote there is to be read only.
void keep_explanation(AppraisalRow& row) {
  const AppraisalRow all = std::move(row);
  row = {all.unit, all.criterion, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, all.explanation, all.explanation_evidence, {}, all.line};
}

void take_rows(const Workbook& workbook, AppraisalTable& table) {
  const std::string unit = workbook.property(property::unit);
  const bool from_unit = workbook.property(property::appraisal) == "explanation";
  for (const SheetCells& sheet : workbook.sheets) {
    const auto header = header_in(sheet);
    if (!header) continue;
    for (int at = header->row + 1; at < static_cast<int>(sheet.rows.size()); ++at) {
      const auto cell = [&](AppraisalHeading heading) -> const Cell* {
        const int column = header->columns[heading];
        return column < 0 ? nullptr : sheet.at(at, column);
      };
      const auto line = [&](AppraisalHeading heading) { return cell_line(cell(heading)); };
      const auto lines = [&](AppraisalHeading heading) {
        const std::string text = cell_lines(cell(heading));
        return is_blank_text(text) ? std::string() : text;
      };
      AppraisalRow row{line(unit_heading), line(criterion_heading), line(field_heading), line(stage_heading), line(verdict_heading),
                       {}, {}, line(basis_heading), lines(comment_heading), lines(question_heading), lines(internal_heading),
                       line(appraiser_heading), lines(explanation_heading), lines(explanation_evidence_heading), line(entry_heading), at + 1};
      if (row.criterion == column_title(Column::id).vi) continue;  // headings below the keys of a review copy
      if (const std::size_t bar = row.criterion.find('|'); bar != std::string::npos) {
        row.field = row.criterion.substr(bar + 1);
        row.criterion.resize(bar);
      }
      if (row.unit.empty()) row.unit = unit;
      if (const Cell* value = cell(value_heading)) row.value = value->value;
      if (const Cell* points = cell(points_heading)) row.points = points->value;
      AppraisalRow second{row.unit, row.criterion, std::string(second_field), row.stage, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, row.line};
      if (const Cell* base = cell(base_heading)) second.value = base->value;
      if (from_unit) {
        keep_explanation(row);
        second.value = {};
      }
      if (says_something(row)) table.rows.push_back(std::move(row));
      if (says_something(second)) table.rows.push_back(std::move(second));
    }
    return;
  }
  table.readable = false;
  table.findings.push_back(finding(Code::appraisal_header_missing).in_file(table.file));
}

Text same(const std::string& text) { return {text, text}; }

const Field* field_of(const Criterion& criterion, const std::string& name) {
  if (name.empty() && !criterion.fields().empty()) return &criterion.fields()[0];
  if (name == second_field) return criterion.fields().size() > 1 ? &criterion.fields()[1] : nullptr;
  const std::string folded = fold(name);
  for (const Field& field : criterion.fields()) {
    if (field.name == name || fold(field.label.vi) == folded || fold(field.label.en) == folded) return &field;
  }
  return nullptr;
}

// Puts the rows of one table together, criterion by criterion.
class Gathering {
 public:
  Gathering(const AppraisalTable& table, const Programme& programme, const AppraisalDefaults& defaults, Findings& findings)
      : table_(table), programme_(programme), defaults_(defaults), findings_(findings) {}

  std::vector<UnitAppraisal> run() {
    for (const AppraisalRow& row : table_.rows) take(row);
    std::vector<UnitAppraisal> units;
    for (Entry& entry : entries_) {
      if (entry.spoiled) continue;
      UnitAppraisal& unit = unit_of(units, *entry.unit);
      if (entry.decides) finish(entry, unit);
      if (!entry.explanation.text.empty() || !entry.explanation.evidence.empty()) {
        unit.explanations.push_back({entry.criterion, entry.explanation, entry.entry, entry.line});
      }
    }
    return units;
  }

 private:
  struct Entry {
    const Unit* unit = nullptr;
    int criterion = 0;
    AppraisalStage stage = AppraisalStage::first;
    int line = 0;
    bool spoiled = false;  // something in it cannot be used
    bool decides = false;  // more than an explanation stands in it
    std::string verdict;
    CriterionAppraisal appraisal;
    UnitExplanation explanation;
    std::string entry;
  };

  void report(const AppraisalRow& row, Code code, const std::vector<Text>& arguments, const std::string& field = {}) {
    findings_.push_back(finding(code, arguments).about(row.criterion, field).in_file(table_.file).at_line(row.line));
  }

  void take(const AppraisalRow& row) {
    const Unit* unit = row.unit.empty() ? defaults_.unit : programme_.unit(row.unit);
    if (row.unit.empty() && unit == nullptr) return report(row, Code::appraisal_unit_missing, {});
    const Tier* tier = unit ? programme_.tier(unit->tier) : nullptr;
    if (!tier) return report(row, Code::figure_unit_unknown, {same(row.unit)});
    if (defaults_.unit != nullptr && unit != defaults_.unit) {
      return report(row, Code::appraisal_unit_other, {same(unit->name), same(defaults_.unit->name)});
    }
    const Criterion* criterion = tier->set.find(row.criterion);
    if (!criterion || criterion->is_group()) return report(row, Code::criterion_unknown, {same(row.criterion), same(tier->key)});
    if (!is_appraised(*criterion)) return report(row, Code::appraisal_nothing_asked, {same(criterion->id)});
    const auto stage = row.stage.empty() ? defaults_.stage : appraisal_stage(row.stage);
    if (!stage) {
      Text choices;
      for (const AppraisalStage one : appraisal_stages) add_choice(choices, stage_label(one));
      return report(row, Code::appraisal_word_unknown, {same(criterion->id), same(row.stage), heading_text(stage_heading), choices}, "round");
    }
    Entry& entry = entry_of(*unit, tier->set.index(criterion->id), *stage, row);
    take_words(row, *criterion, entry);
    take_values(row, *criterion, entry);
  }

  static void add_choice(Text& choices, const Text& label) {
    choices.vi += (choices.vi.empty() ? "" : ", ") + label.vi;
    choices.en += (choices.en.empty() ? "" : ", ") + label.en;
  }

  Entry& entry_of(const Unit& unit, int criterion, AppraisalStage stage, const AppraisalRow& row) {
    for (Entry& entry : entries_) {
      if (entry.unit == &unit && entry.criterion == criterion && entry.stage == stage) return entry;
    }
    Entry entry;
    entry.unit = &unit;
    entry.criterion = criterion;
    entry.stage = stage;
    entry.line = row.line;
    entries_.push_back(std::move(entry));
    return entries_.back();
  }

  void take_words(const AppraisalRow& row, const Criterion& criterion, Entry& entry) {
    put(row, entry, entry.verdict, row.verdict, verdict_heading);
    if (!row.basis.empty()) {
      const auto basis = appraisal_basis(row.basis);
      if (!basis) {
        Text choices;
        for (const AppraisalBasis one : {AppraisalBasis::desk, AppraisalBasis::on_site, AppraisalBasis::third_party}) add_choice(choices, basis_label(one));
        report(row, Code::appraisal_word_unknown, {same(criterion.id), same(row.basis), heading_text(basis_heading), choices}, "basis");
        entry.spoiled = true;
      } else if (entry.appraisal.basis && *entry.appraisal.basis != *basis) {
        differs(row, entry, basis_heading);
      }
      entry.appraisal.basis = basis;
    }
    put(row, entry, entry.appraisal.comment, row.comment, comment_heading);
    put(row, entry, entry.appraisal.question, row.question, question_heading);
    put(row, entry, entry.appraisal.internal, row.internal, internal_heading);
    put(row, entry, entry.appraisal.appraiser, row.appraiser, appraiser_heading);
    put(row, entry, entry.explanation.text, row.explanation, explanation_heading);
    put(row, entry, entry.explanation.evidence, row.explanation_evidence, explanation_evidence_heading);
    put(row, entry, entry.entry, row.entry, entry_heading);
    const bool blank_values = is_blank(row.value) && is_blank(row.points);
    entry.decides = entry.decides || !blank_values || !(row.verdict + row.basis + row.comment + row.question + row.internal).empty();
  }

  void put(const AppraisalRow& row, Entry& entry, std::string& there, const std::string& given, AppraisalHeading heading) {
    if (given.empty()) return;
    if (!there.empty() && tidy(there) != tidy(given)) return differs(row, entry, heading);
    there = given;
  }

  void differs(const AppraisalRow& row, Entry& entry, AppraisalHeading heading) {
    entry.spoiled = true;
    report(row, Code::appraisal_repeated, {same(row.criterion), same(std::to_string(entry.line)), heading_text(heading)});
  }

  void take_values(const AppraisalRow& row, const Criterion& criterion, Entry& entry) {
    if (!is_blank(row.points)) {
      if (!std::holds_alternative<Judged>(*criterion.rule())) {
        entry.spoiled = true;
        return report(row, Code::appraisal_points_computed, {same(criterion.id), rule_words(criterion)}, "points");
      }
      put_value(row, criterion, entry, criterion.fields()[0], row.points, points_heading);
    }
    if (is_blank(row.value)) return;
    const Field* field = field_of(criterion, row.field);
    if (!field) {
      std::string names;
      for (const Field& known : criterion.fields()) names += (names.empty() ? "" : ", ") + known.name;
      entry.spoiled = true;
      return report(row, Code::answer_field_unknown, {same(criterion.id), same(row.field), same(names)});
    }
    if (says_not_applicable(row.value) && field->type != FieldType::text) {
      entry.appraisal.not_applicable = true;
      return;
    }
    put_value(row, criterion, entry, *field, row.value, value_heading);
  }

  void put_value(const AppraisalRow& row, const Criterion& criterion, Entry& entry, const Field& field, const Value& value, AppraisalHeading heading) {
    Value read = value;
    if (!says_emptied(value)) {
      const FieldReading reading = read_field(field, value);
      if (reading.problem) {
        std::vector<Text> arguments = reading.problem_arguments;
        arguments.insert(arguments.begin(), same(criterion.id));
        entry.spoiled = true;
        return report(row, *reading.problem, arguments, field.name);
      }
      if (reading.number) read = *reading.number;  // text of a CSV file, read once
    }
    const Value* there = entry.appraisal.find(field.name);
    if (there && !same_value(field, *there, read)) return differs(row, entry, heading);
    entry.appraisal.set(field.name, std::move(read));
  }

  void finish(Entry& entry, UnitAppraisal& unit) {
    const Criterion& criterion = unit.tier->set.criteria[static_cast<std::size_t>(entry.criterion)];
    const auto at = [&](Finding found) { findings_.push_back(found.about(criterion.id, "verdict").in_file(table_.file).at_line(entry.line)); };
    if (entry.verdict.empty()) return at(finding(Code::appraisal_verdict_missing, {criterion.id}));
    const auto verdict = appraisal_verdict(entry.verdict);
    if (!verdict) {
      Text choices;
      for (const AppraisalVerdict one : {AppraisalVerdict::accepted, AppraisalVerdict::changed, AppraisalVerdict::judged, AppraisalVerdict::kept}) {
        add_choice(choices, verdict_label(one));
      }
      return at(finding(Code::appraisal_word_unknown, std::vector<Text>{same(criterion.id), same(entry.verdict), heading_text(verdict_heading), choices}));
    }
    entry.appraisal.verdict = *verdict;
    if (entry.appraisal.appraiser.empty()) entry.appraisal.appraiser = defaults_.appraiser;
    unit.decisions.push_back({entry.stage, entry.criterion, std::move(entry.appraisal), entry.entry, entry.line});
  }

  UnitAppraisal& unit_of(std::vector<UnitAppraisal>& units, const Unit& unit) const {
    for (UnitAppraisal& one : units) {
      if (one.unit == &unit) return one;
    }
    UnitAppraisal fresh;
    fresh.file = table_.file;
    fresh.unit = &unit;
    fresh.tier = programme_.tier(unit.tier);
    units.push_back(std::move(fresh));
    return units.back();
  }

  const AppraisalTable& table_;
  const Programme& programme_;
  const AppraisalDefaults& defaults_;
  Findings& findings_;
  std::vector<Entry> entries_;
};

class Merging {
 public:
  Merging(const Programme& programme, const Tier& tier, const Answers& answers, const std::vector<UnitAppraisal>& parts)
      : programme_(programme), tier_(tier), answers_(answers), parts_(parts), merge_{Appraisal(tier.set), {}, {}} {}

  AppraisalMerge run() {
    decide(AppraisalStage::first);
    explain();
    decide(AppraisalStage::second);
    decide(AppraisalStage::final);
    return std::move(merge_);
  }

 private:
  struct Place {
    const UnitAppraisal* part;
    const ReadDecision* decision;
  };

  const Criterion& criterion(int index) const { return tier_.set.criteria[static_cast<std::size_t>(index)]; }

  void decide(AppraisalStage stage) {
    std::map<int, std::vector<Place>> by_criterion;
    for (const UnitAppraisal& part : parts_) {
      for (const ReadDecision& one : part.decisions) {
        if (one.stage == stage && usable(part, one)) add(by_criterion[one.criterion], {&part, &one});
      }
    }
    for (const auto& [index, places] : by_criterion) {
      if (places.size() == 1) {
        merge_.appraisal[index].at(stage) = places.front().decision->appraisal;
      } else {
        conflict(stage, index, places);
      }
    }
  }

  bool usable(const UnitAppraisal& part, const ReadDecision& one) {
    Findings found = check_appraisal(programme_, criterion(one.criterion), answers_[one.criterion], merge_.appraisal[one.criterion], one.stage, one.appraisal);
    for (Finding& about : found) merge_.findings.push_back(about.in_file(part.file).at_line(one.line));
    return !has_blocking(found);
  }

  // Reviewers who agree word by word count once.
  void add(std::vector<Place>& places, const Place& place) const {
    for (const Place& other : places) {
      if (same_appraisal(criterion(place.decision->criterion), other.decision->appraisal, place.decision->appraisal)) return;
    }
    places.push_back(place);
  }

  void conflict(AppraisalStage stage, int index, const std::vector<Place>& places) {
    AppraisalConflict conflict{stage, index, {}, {}};
    for (const Place& place : places) {
      conflict.decisions.push_back(*place.decision);
      conflict.files.push_back(place.part->file);
    }
    const auto named = [](const Place& place) {
      return place.decision->appraisal.appraiser.empty() ? place.part->file : place.decision->appraisal.appraiser;
    };
    for (std::size_t i = 1; i < places.size(); ++i) {
      merge_.findings.push_back(conflict_finding(criterion(index), stage, named(places[0]), named(places[i])).in_file(places[i].part->file).at_line(places[i].decision->line));
    }
    merge_.conflicts.push_back(std::move(conflict));
  }

  void explain() {
    const std::vector<int> open = open_to_explanation(programme_, tier_, answers_, merge_.appraisal);
    for (const UnitAppraisal& part : parts_) {
      for (const ReadExplanation& one : part.explanations) {
        const bool is_open = std::find(open.begin(), open.end(), one.criterion) != open.end();
        Findings found = check_explanation(criterion(one.criterion), one.explanation, is_open);
        for (Finding& about : found) merge_.findings.push_back(about.in_file(part.file).at_line(one.line));
        if (found.empty()) merge_.appraisal[one.criterion].explanation = one.explanation;
      }
    }
  }

  const Programme& programme_;
  const Tier& tier_;
  const Answers& answers_;
  const std::vector<UnitAppraisal>& parts_;
  AppraisalMerge merge_;
};

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
    const auto heading = [](AppraisalHeading which) { return std::string(headings()[which].written); };

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

AppraisalTable appraisal_table_in(const Workbook& workbook, std::string file) {
  AppraisalTable table;
  table.file = std::move(file);
  take_rows(workbook, table);
  return table;
}

AppraisalTable read_appraisal_file(const std::filesystem::path& file, const Limits& limits) {
  AppraisalTable table;
  table.file = file.filename().string();
  ReadWorkbook read = read_table_file(file, limits, [](const SheetCells& sheet) { return header_in(sheet).has_value(); });
  table.findings = std::move(read.findings);
  table.readable = read.workbook.has_value();
  if (read.workbook) take_rows(*read.workbook, table);
  return table;
}

std::vector<UnitAppraisal> appraisals_of(const AppraisalTable& table, const Programme& programme, const AppraisalDefaults& defaults, Findings& findings) {
  findings.insert(findings.end(), table.findings.begin(), table.findings.end());
  return Gathering(table, programme, defaults, findings).run();
}

AppraisalMerge merge_appraisals(const Programme& programme, const Tier& tier, const Answers& answers, const std::vector<UnitAppraisal>& parts) {
  return Merging(programme, tier, answers, parts).run();
}

Finding conflict_finding(const Criterion& criterion, AppraisalStage stage, const std::string& one, const std::string& other) {
  return finding(Code::appraisal_conflict, std::vector<Text>{same(criterion.id), stage_label(stage), same(one), same(other)}).about(criterion.id, "verdict");
}

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
