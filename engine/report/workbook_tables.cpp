#include "report/workbook_tables.h"

#include <algorithm>

#include "ranking/statistics.h"
#include "report/numbers.h"
#include "report/robustness_report.h"
#include "report/terminal_text.h"

namespace thuocdo {
namespace {

constexpr std::size_t most_findings = 50'000;  // rows; findings.csv has all of them

OdsCell count(std::size_t number) { return OdsCell::of(Decimal(static_cast<int>(number))); }
OdsCell optional_number(const std::optional<Decimal>& value, int places) { return value ? OdsCell::of(*value, places) : OdsCell(); }
// A share in percent, or nothing where there is no whole.
OdsCell percent(const Decimal& part, const Decimal& whole) { return optional_number(Decimal::parse_plain(percent_plain(part, whole)), 2); }
OdsCell plain_number(const std::string& text, int places) { return optional_number(Decimal::parse_plain(text), places); }

std::string tied_mark(bool tied, const SheetMaker& maker) { return tied ? maker.say({"Đồng hạng", "Tied"}) : std::string(); }
std::string level_name(const Band* band, const SheetMaker& maker) { return band != nullptr ? maker.say(band->name) : std::string(); }

OdsCell points_cell(const KeptResults::Entry& result, int places, bool group, Language language) {
  const OdsLook look = group ? OdsLook::group : OdsLook::plain;
  if (result.state == State::missing) return OdsCell::of("–", look);
  if (result.state == State::not_applicable) return OdsCell::of(language == Language::vietnamese ? "KAD" : "n/a", look);
  return OdsCell::of(result.points, places, look);
}

// It runs on over the empty cells beside it, and below where a window is not wide enough.
void add_note(OdsSheet& sheet, const std::string& note) {
  constexpr std::size_t letters = 190;
  for (const std::string& line : wrapped(note, letters)) sheet.rows.push_back({OdsCell::of(line, OdsLook::quiet)});
}

}  // namespace

OdsSheet& SheetMaker::add(const Text& name, const Text& title, const std::string& note) {
  OdsSheet sheet;
  sheet.name = sheet_name(say(name), sheets);
  sheet.rows.push_back({OdsCell::of(say(title), OdsLook::title)});
  add_note(sheet, note);
  sheets.push_back(std::move(sheet));
  return sheets.back();
}

void SheetMaker::head(OdsSheet& sheet, const std::vector<std::string>& names, const std::vector<int>& widths) {
  OdsRow row;
  for (const std::string& name : names) row.push_back(OdsCell::heading(name));
  sheet.first_heading_row = static_cast<int>(sheet.rows.size());
  sheet.heading_rows = 1;
  sheet.filter = true;
  sheet.rows.push_back(std::move(row));
  sheet.columns = widths;
}

std::vector<std::size_t> top_entries(const CriteriaSet& set) {
  std::vector<std::size_t> top;
  for (std::size_t i = 0; i < set.criteria.size(); ++i) {
    const Criterion& criterion = set.criteria[i];
    if (criterion.parent < 0 && !criterion.shown_maximum().is_zero()) top.push_back(i);
  }
  return top;
}

RankingPlace ranking_sheet(SheetMaker& maker, const TierRanking& tier) {
  const Programme& programme = maker.programme();
  const CriteriaSet& set = tier.tier->set;
  const std::vector<std::size_t> groups = top_entries(set);
  const bool by_share = programme.ranking.by == RankBy::share;
  const bool bands = std::any_of(tier.ranked.begin(), tier.ranked.end(), [](const RankedUnit& unit) { return unit.band != nullptr; });
  std::string note = maker.say({"Kỳ ", "Round "}) + programme.round + " · " + std::to_string(tier.ranked.size()) + "/" + std::to_string(tier.ranked.size() + tier.unranked.size()) +
                     maker.say({" đơn vị được xếp hạng", " units ranked"});
  if (by_share) {
    const Decimal scale = published_scale(programme, set);
    note += maker.say({" · Điểm xếp hạng = Tổng điểm / Điểm tối đa áp dụng × " + scale.text(Notation::vietnamese), " · Published = total / applicable maximum × " + scale.text()});
  }
  OdsSheet& sheet = maker.add({"Xếp hạng – " + tier.tier->name.vi, "Ranking – " + tier.tier->name.in(Language::english)},
                              {"Xếp hạng: " + tier.tier->name.vi, "Ranking: " + tier.tier->name.in(Language::english)}, note);
  std::vector<std::string> names = {maker.say({"Hạng", "Rank"}), maker.say({"Đồng hạng", "Tied"}), maker.say({"Mã", "Code"}), maker.say({"Đơn vị", "Unit"})};
  std::vector<int> widths = {14, 16, 24, 62};
  RankingPlace place{.name_column = 3, .first_group_column = 4, .groups = static_cast<int>(groups.size()), .total_column = 4 + static_cast<int>(groups.size())};
  for (const std::size_t group : groups) {
    const Criterion& criterion = set.criteria[group];
    names.push_back((criterion.number.empty() ? "" : criterion.number + ". ") + maker.say(set.printed_name(criterion)));
    widths.push_back(30);
  }
  names.insert(names.end(), {maker.say({"Tổng điểm", "Total"}), maker.say({"Điểm tối đa", "Maximum"}), maker.say({"Tỷ lệ (%)", "Share (%)"})});
  widths.insert(widths.end(), {20, 18, 18});
  if (by_share) names.push_back(maker.say({"Điểm xếp hạng", "Published"})), widths.push_back(20);
  if (bands) names.push_back(maker.say({"Xếp loại", "Level"})), widths.push_back(28);
  names.insert(names.end(), {maker.say({"Hơn đơn vị sau", "Ahead of next"}), maker.say({"Mã kiểm tra", "Check code"}), maker.say({"Ghi chú", "Note"})});
  widths.insert(widths.end(), {20, 34, 62});
  maker.head(sheet, names, widths);
  sheet.frozen_columns = 4;
  place.heading_row = sheet.first_heading_row;
  place.first_row = place.heading_row + 1;
  place.sheet = sheet.name;
  const int places = programme.total_places;
  for (std::size_t i = 0; i < tier.ranked.size(); ++i) {
    const RankedUnit& unit = tier.ranked[i];
    OdsRow row = {OdsCell::of(Decimal(unit.rank)), OdsCell::of(tied_mark(unit.tied, maker)), OdsCell::of(unit.unit->code), OdsCell::of(unit.unit->name, OdsLook::strong)};
    for (const std::size_t group : groups) row.push_back(points_cell(unit.results[group], programme.criterion_places, false, maker.language));
    row.push_back(OdsCell::of(unit.total, places));
    row.push_back(OdsCell::of(unit.maximum, programme.criterion_places));
    row.push_back(percent(unit.total, unit.maximum));
    if (by_share) row.push_back(OdsCell::of(unit.published, places));
    if (bands) row.push_back(OdsCell::of(level_name(unit.band, maker)));
    row.push_back(i + 1 < tier.ranked.size() ? optional_number(subtract(unit.published, tier.ranked[i + 1].published), places) : OdsCell());
    row.push_back(OdsCell::of(unit.check_code));
    std::string remark;
    if (!unit.decided_by.empty()) {
      const Criterion& by = set.criteria[static_cast<std::size_t>(set.index(unit.decided_by))];
      remark = maker.say({"Bằng điểm đơn vị trước, phân hạng theo mục " + by.number, "Equal to the one before, parted by " + by.number});
    }
    row.push_back(OdsCell::of(remark));
    sheet.rows.push_back(std::move(row));
  }
  place.last_row = place.first_row + static_cast<int>(tier.ranked.size()) - 1;
  sheet.filtered_rows = static_cast<int>(tier.ranked.size());
  // Who did not take part stands after the ranked ones, as the programme treats it.
  const Text policy = programme.late == LatePolicy::ranked_last ? Text{"coi như xếp cuối", "treated as ranked last"} : Text{"không đánh giá", "not assessed"};
  for (const UnrankedUnit& unit : tier.unranked) {
    OdsRow row(names.size());
    row[0] = OdsCell::of("–");
    row[2] = OdsCell::of(unit.unit->code);
    row[3] = OdsCell::of(unit.unit->name);
    const bool missing = unit.reason == UnrankedReason::absent || unit.reason == UnrankedReason::late;
    row.back() = OdsCell::of(maker.say(unranked_label(unit.reason)) + (missing ? "; " + maker.say(policy) : std::string()));
    sheet.rows.push_back(std::move(row));
  }
  return place;
}

void matrix_sheet(SheetMaker& maker, const TierRanking& tier) {
  const Programme& programme = maker.programme();
  const CriteriaSet& set = tier.tier->set;
  OdsSheet& sheet = maker.add({"Ma trận – " + tier.tier->name.vi, "Matrix – " + tier.tier->name.in(Language::english)},
                              {"Điểm từng tiêu chí: " + tier.tier->name.vi, "Points by criterion: " + tier.tier->name.in(Language::english)},
                              maker.say({"KAD: không áp dụng. “–”: chưa có điểm. Cột in đậm, nền xám: điểm của nhóm.", "n/a: does not apply. \"–\": no points yet. Bold on grey: sums of groups."}));
  std::vector<std::size_t> shown;
  for (std::size_t i = 0; i < set.criteria.size(); ++i) {
    if (set.criteria[i].is_group() || earns_points(*set.criteria[i].rule())) shown.push_back(i);
  }
  maker.head(sheet, {maker.say({"Hạng", "Rank"}), maker.say({"Đơn vị", "Unit"}), maker.say({"Tổng điểm", "Total"})}, {14, 62, 20});
  OdsRow names = {OdsCell::heading(""), OdsCell::heading(maker.say({"Tên tiêu chí", "Criterion"})), OdsCell::heading("")};
  OdsRow maxima = {OdsCell::heading(""), OdsCell::heading(maker.say({"Điểm tối đa", "Maximum"})), OdsCell::of(set.maximum, programme.criterion_places, OdsLook::heading)};
  for (const std::size_t i : shown) {
    const Criterion& criterion = set.criteria[i];
    sheet.rows.back().push_back(OdsCell::heading(criterion.number.empty() ? criterion.id : criterion.number));
    names.push_back(OdsCell::heading(maker.say(criterion.name)));
    maxima.push_back(OdsCell::of(criterion.shown_maximum(), programme.criterion_places, OdsLook::heading));
    sheet.columns.push_back(34);
  }
  sheet.rows.push_back(std::move(names));
  sheet.rows.push_back(std::move(maxima));
  sheet.heading_rows = 3;
  sheet.fit_width = false;
  sheet.frozen_columns = 2;
  sheet.made_rows = tier.ranked.size();
  sheet.make_row = [&tier, &programme, shown, language = maker.language](std::size_t place) {
    const RankedUnit& unit = tier.ranked[place];
    OdsRow row = {OdsCell::of(Decimal(unit.rank)), OdsCell::of(unit.unit->name, OdsLook::strong), OdsCell::of(unit.total, programme.total_places)};
    row.reserve(shown.size() + 3);
    for (const std::size_t i : shown) row.push_back(points_cell(unit.results[i], programme.criterion_places, tier.tier->set.criteria[i].is_group(), language));
    return row;
  };
}

void unranked_sheet(SheetMaker& maker) {
  const Consolidation& result = maker.result();
  OdsSheet& sheet = maker.add({"Không xếp hạng", "Not ranked"}, {"Đơn vị chưa nộp hoặc không được xếp hạng", "Units that did not submit or are not ranked"},
                              maker.say({"Đơn vị không thuộc diện đánh giá không có trong bảng này.", "Units that are not assessed at all do not stand here."}));
  maker.head(sheet, {maker.say({"Cấp", "Tier"}), maker.say({"Mã", "Code"}), maker.say({"Đơn vị", "Unit"}), maker.say({"Trực thuộc", "Under"}), maker.say({"Lý do", "Reason"}), maker.say({"Tệp", "Files"})},
             {45, 26, 75, 60, 50, 80});
  for (const TierRanking& tier : result.tiers) {
    for (const UnrankedUnit& unit : tier.unranked) {
      std::string files;
      for (const std::string& file : unit.files) files += (files.empty() ? "" : ", ") + file;
      const Unit* above = unit.unit->parent.empty() ? nullptr : maker.programme().unit(unit.unit->parent);
      sheet.rows.push_back({OdsCell::of(maker.say(tier.tier->name)), OdsCell::of(unit.unit->code), OdsCell::of(unit.unit->name), OdsCell::of(above ? above->name : std::string()),
                            OdsCell::of(maker.say(unranked_label(unit.reason))), OdsCell::of(files)});
    }
  }
  for (const std::string& file : result.refused_files) {
    sheet.rows.push_back({OdsCell(), OdsCell(), OdsCell::of(maker.say({"(không rõ đơn vị)", "(unit not known)"})), OdsCell(), OdsCell::of(maker.say(unranked_label(UnrankedReason::refused))), OdsCell::of(file)});
  }
}

void findings_sheet(SheetMaker& maker) {
  OdsSheet& sheet = maker.add({"Phát hiện", "Findings"}, {"Phát hiện khi đọc và kiểm tra phiếu", "Findings of reading and checking the sheets"},
                              maker.say({"Đơn vị chưa nộp ở trang “Không xếp hạng”.", "Units without a sheet stand under \"Not ranked\"."}));
  maker.head(sheet, {maker.say({"Tệp", "File"}), maker.say({"Trang tính", "Sheet"}), maker.say({"Ô", "Cell"}), maker.say({"Mức độ", "Severity"}), maker.say({"Mã", "Code"}), maker.say({"Tiêu chí", "Criterion"}), maker.say({"Nội dung", "Message"})},
             {60, 30, 16, 26, 44, 22, 150});
  std::size_t left_out = 0;
  std::vector<const Finding*> told;
  for (const Finding& finding : maker.result().findings) {
    if (finding.code == Code::unit_absent) continue;
    if (sheet.rows.size() + told.size() > most_findings) ++left_out;
    else told.push_back(&finding);
  }
  sheet.made_rows = told.size();
  sheet.make_row = [told = std::move(told), language = maker.language](std::size_t place) -> OdsRow {
    const Finding& finding = *told[place];
    return {OdsCell::of(finding.place.file), OdsCell::of(finding.place.sheet), OdsCell::of(finding.place.cell), OdsCell::of(severity_label(finding.severity).in(language)),
            OdsCell::of(std::string(finding.code_text())), OdsCell::of(finding.criterion), OdsCell::of(finding.message.in(language))};
  };
  if (left_out > 0) {
    const std::string more = std::to_string(left_out);
    sheet.rows[1][0].text += maker.say({" Còn " + more + " dòng nữa trong findings.csv.", " " + more + " more rows stand in findings.csv."});
  }
}

void statistics_sheet(SheetMaker& maker) {
  OdsSheet& sheet = maker.add({"Thống kê", "Statistics"}, {"Thống kê theo nhóm và tiêu chí", "Statistics by group and criterion"},
                              maker.say({"Tương quan gần 0: tiêu chí không đi cùng tổng điểm. Gần 100 % đạt tối đa: tiêu chí không phân biệt được đơn vị nào.",
                                         "A correlation near 0: the criterion does not go with the total. Near 100% at the maximum: it tells nobody apart."}));
  maker.head(sheet, {maker.say({"Cấp", "Tier"}), maker.say({"Số", "Number"}), maker.say({"Nhóm, tiêu chí", "Group, criterion"}), maker.say({"Loại", "Kind"}), maker.say({"Điểm tối đa", "Maximum"}),
                     maker.say({"Số đơn vị", "Units"}), maker.say({"Trung bình", "Mean"}), maker.say({"Độ lệch chuẩn", "Spread"}), maker.say({"Đạt tối đa", "At maximum"}),
                     maker.say({"Đạt tối đa (%)", "At maximum (%)"}), maker.say({"Tương quan với tổng điểm", "Correlation with total"})},
             {40, 16, 110, 34, 18, 18, 20, 20, 18, 20, 24});
  const int places = maker.programme().criterion_places;
  for (const TierRanking& tier : maker.result().tiers) {
    if (tier.ranked.empty()) continue;
    const std::vector<CriterionStatistics> all = statistics(tier, places);
    for (std::size_t i = 0; i < all.size(); ++i) {
      const Criterion& criterion = tier.tier->set.criteria[i];
      if (!criterion.is_group() && !earns_points(*criterion.rule())) continue;
      const OdsLook look = criterion.is_group() ? OdsLook::strong : OdsLook::wrapped;
      const CriterionStatistics& one = all[i];
      sheet.rows.push_back({OdsCell::of(maker.say(tier.tier->name)), OdsCell::of(criterion.number), OdsCell::of(maker.say(criterion.name), look),
                            OdsCell::of(maker.say(criterion.is_group() ? Text{"Nhóm", "Group"} : kind_label(*criterion.rule()))), OdsCell::of(criterion.shown_maximum(), places), count(one.units),
                            optional_number(one.mean, places + 1), optional_number(one.spread, places + 1), count(one.at_maximum),
                            percent(Decimal(static_cast<int>(one.at_maximum)), Decimal(static_cast<int>(one.units))), optional_number(one.correlation, 3)});
    }
  }
}

namespace {

OdsCell change_cell(const Decimal& after, const Decimal& before, int places) { return optional_number(subtract(after, before), places); }

// The criteria of which points are told: their indexes.
std::vector<std::size_t> earning(const CriteriaSet& set) {
  std::vector<std::size_t> indexes;
  for (std::size_t i = 0; i < set.criteria.size(); ++i) {
    if (!set.criteria[i].is_group() && earns_points(*set.criteria[i].rule())) indexes.push_back(i);
  }
  return indexes;
}

bool closed(const RankedUnit& unit) { return unit.self && unit.self->closed; }

void appraised_units(SheetMaker& maker) {
  OdsSheet& sheet = maker.add({"Thẩm định – Đơn vị", "Appraisal – units"}, {"Điểm tự đánh giá và điểm thẩm định", "Self against appraised"},
                              maker.say({"Tự chấm, lần 1, lần 2: điểm so sánh trong cấp và điểm từ đơn vị trực thuộc tính theo mọi đơn vị tại thời điểm đó. Chưa khóa: kết quả dùng điểm tự chấm.",
                                         "Self, first and second: comparison within the tier and roll-ups are those of all units as they stood then. Open: the unit's own points count."}));
  maker.head(sheet, {maker.say({"Cấp", "Tier"}), maker.say({"Hạng", "Rank"}), maker.say({"Đơn vị", "Unit"}), maker.say({"Thẩm định", "Appraisal"}), maker.say({"Tự chấm", "Self"}), maker.say({"Lần 1", "First"}),
                     maker.say({"Lần 2", "Second"}), maker.say({"Kết quả", "Final"}), maker.say({"Chênh lệch", "Difference"}), maker.say({"Chênh lệch (% điểm tự chấm)", "Difference (% of self)"}), maker.say({"Tiêu chí thay đổi", "Criteria changed"})},
             {40, 14, 75, 26, 20, 20, 20, 20, 22, 30, 24});
  const int places = maker.programme().total_places;
  for (const TierRanking& tier : maker.result().tiers) {
    const std::vector<std::size_t> criteria = earning(tier.tier->set);
    for (const RankedUnit& unit : tier.ranked) {
      if (!unit.self) continue;
      const Decimal claimed = unit.self->own.total;
      const auto stage = [&](const StandingScore& score) { return closed(unit) ? OdsCell::of(score.total, places) : OdsCell(); };
      const auto changed = std::count_if(criteria.begin(), criteria.end(), [&](std::size_t i) { return unit.is_changed(i); });
      const auto difference = subtract(unit.total, claimed);
      sheet.rows.push_back({OdsCell::of(maker.say(tier.tier->name)), OdsCell::of(Decimal(unit.rank)), OdsCell::of(unit.unit->name, OdsLook::strong),
                            OdsCell::of(maker.say(closed(unit) ? Text{"Đã khóa", "Closed"} : Text{"Chưa khóa", "Open"})), OdsCell::of(claimed, places), stage(unit.self->first), stage(unit.self->second),
                            OdsCell::of(unit.total, places), optional_number(difference, places), difference ? percent(*difference, claimed) : OdsCell(), count(static_cast<std::size_t>(changed))});
    }
  }
}

void appraised_criteria(SheetMaker& maker) {
  OdsSheet& sheet = maker.add({"Thẩm định – Tiêu chí", "Appraisal – criteria"}, {"Tiêu chí nào hay bị sửa khi thẩm định", "Which criteria appraisals change"},
                              maker.say({"Chỉ tính những đơn vị đã khóa thẩm định. Tiêu chí bị sửa nhiều: hướng dẫn chưa rõ, hoặc cần kiểm tra kỹ hơn kỳ sau.",
                                         "Of units whose appraisal is closed. Changed often: the guidance is not clear, or it needs a closer look next time."}));
  maker.head(sheet, {maker.say({"Cấp", "Tier"}), maker.say({"Số", "Number"}), maker.say({"Tiêu chí", "Criterion"}), maker.say({"Điểm tối đa", "Maximum"}), maker.say({"Đã thẩm định", "Appraised"}),
                     maker.say({"Thay đổi", "Changed"}), maker.say({"Thay đổi (%)", "Changed (%)"}), maker.say({"Giảm", "Lower"}), maker.say({"Tăng", "Higher"}),
                     maker.say({"Trung bình mỗi lần thay đổi", "Mean of the changes"}), maker.say({"Tổng thay đổi", "Sum of the changes"})},
             {40, 16, 110, 18, 22, 18, 20, 16, 16, 28, 22});
  const int places = maker.programme().criterion_places;
  for (const TierRanking& tier : maker.result().tiers) {
    const auto appraised = static_cast<std::size_t>(std::count_if(tier.ranked.begin(), tier.ranked.end(), closed));
    if (appraised == 0) continue;
    for (const std::size_t i : earning(tier.tier->set)) {
      const Criterion& criterion = tier.tier->set.criteria[i];
      std::size_t changed = 0, lower = 0, higher = 0;
      Ratio sum;
      for (const RankedUnit& unit : tier.ranked) {
        if (!unit.is_changed(i)) continue;
        const Decimal before = unit.self->own.results[i].points, after = unit.results[i].points;
        ++changed;
        lower += after < before;
        higher += before < after;
        sum = sum + (Ratio(after) - Ratio(before));
      }
      sheet.rows.push_back({OdsCell::of(maker.say(tier.tier->name)), OdsCell::of(criterion.number), OdsCell::of(maker.say(criterion.name), OdsLook::wrapped), OdsCell::of(criterion.shown_maximum(), places),
                            count(appraised), count(changed), percent(Decimal(static_cast<int>(changed)), Decimal(static_cast<int>(appraised))), count(lower), count(higher),
                            changed > 0 ? optional_number((sum / Ratio(Decimal(static_cast<int>(changed)))).round(places + 1), places + 1) : OdsCell(), optional_number(sum.round(places), places)});
    }
  }
}

void appraised_changes(SheetMaker& maker) {
  OdsSheet& sheet = maker.add({"Thẩm định – Thay đổi", "Appraisal – changes"}, {"Tiêu chí thay đổi qua thẩm định và lý do", "What appraisals changed, and why"},
                              maker.say({"Ý kiến là phần công bố; ghi chú nội bộ của người thẩm định không có ở đây.", "Comments are the published ones; internal notes of reviewers stand nowhere here."}));
  maker.head(sheet, {maker.say({"Cấp", "Tier"}), maker.say({"Đơn vị", "Unit"}), maker.say({"Số", "Number"}), maker.say({"Tiêu chí", "Criterion"}), maker.say({"Tự chấm", "Self"}), maker.say({"Thẩm định", "Appraised"}),
                     maker.say({"Thay đổi", "Change"}), maker.say({"Kết luận", "Verdict"}), maker.say({"Căn cứ", "Basis"}), maker.say({"Ý kiến thẩm định", "Comment"})},
             {30, 50, 14, 70, 16, 18, 16, 26, 28, 95});
  const int places = maker.programme().criterion_places;
  for (const TierRanking& tier : maker.result().tiers) {
    for (const RankedUnit& unit : tier.ranked) {
      for (const std::size_t i : earning(tier.tier->set)) {
        if (!unit.is_changed(i)) continue;
        const Criterion& criterion = tier.tier->set.criteria[i];
        const SelfAssessed::Decided& decided = unit.self->decided[i];
        const auto verdict = appraisal_verdict(decided.verdict);
        const auto basis = appraisal_basis(decided.basis);
        const bool by_others = !verdict || *verdict == AppraisalVerdict::accepted;
        const std::string comment = by_others ? maker.say({"Số liệu của đơn vị được giữ; điểm đổi theo số liệu của đơn vị khác", "The unit's answer stands; its points follow those of other units"}) +
                                                    (decided.comment.empty() ? "" : ". " + decided.comment)
                                              : decided.comment;
        sheet.rows.push_back({OdsCell::of(maker.say(tier.tier->name)), OdsCell::of(unit.unit->name, OdsLook::strong), OdsCell::of(criterion.number), OdsCell::of(maker.say(criterion.name), OdsLook::wrapped),
                              points_cell(unit.self->own.results[i], places, false, maker.language), points_cell(unit.results[i], places, false, maker.language), change_cell(unit.results[i].points, unit.self->own.results[i].points, places),
                              OdsCell::of(verdict ? maker.say(verdict_label(*verdict)) : std::string()), OdsCell::of(basis ? maker.say(basis_label(*basis)) : std::string()), OdsCell::of(comment, OdsLook::wrapped)});
      }
    }
  }
  if (sheet.rows.size() == 3) sheet.rows.push_back({OdsCell::of(maker.say({"Không có.", "None."}))});
}

}  // namespace

void appraisal_sheets(SheetMaker& maker) {
  appraised_units(maker);
  appraised_criteria(maker);
  appraised_changes(maker);
}

void flags_sheet(SheetMaker& maker) {
  OdsSheet& sheet = maker.add({"Điểm cần xem", "Flags"}, {"Điểm cần xem lại", "What to look at"},
                              maker.say({"Chỉ để người thẩm định xem lại; không trừ điểm, không đổi hạng của ai.", "For reviewers to look at; nobody loses points or rank by it."}));
  maker.head(sheet, {maker.say({"Cấp", "Tier"}), maker.say({"Đơn vị", "Unit"}), maker.say({"Dấu hiệu", "Flag"}), maker.say({"Tiêu chí", "Criteria"}), maker.say({"Nội dung", "What stands there"})}, {40, 62, 50, 36, 150});
  sheet.made_rows = maker.content.flags->size();
  sheet.make_row = [&flags = *maker.content.flags, language = maker.language](std::size_t place) -> OdsRow {
    const Flag& flag = flags[place];
    std::string criteria;
    for (const std::string& id : flag.criteria) criteria += (criteria.empty() ? "" : ", ") + id;
    return {OdsCell::of(flag.tier->name.in(language)), OdsCell::of(flag.unit->name, OdsLook::strong), OdsCell::of(flag_label(flag.kind).in(language)), OdsCell::of(criteria), OdsCell::of(flag.message.in(language))};
  };
  if (maker.content.flags->empty()) sheet.rows.push_back({OdsCell::of(maker.say({"Không có.", "None."}))});
}

void differences_sheet(SheetMaker& maker) {
  const Programme& programme = maker.programme();
  const std::string before = maker.content.previous_round;
  OdsSheet& sheet = maker.add({"So với " + before, "Against " + before}, {"So với kết quả " + before, "Against the result of " + before},
                              maker.say({"Thay đổi hạng: số dương là tăng hạng. Đơn vị hợp nhất từ đơn vị khác không tính thay đổi.",
                                         "Change of rank: above 0 is a climb. Units that were merged from others show no change."}));
  maker.head(sheet, {maker.say({"Cấp", "Tier"}), maker.say({"Đơn vị", "Unit"}), maker.say({"Hạng", "Rank"}), maker.say({"Hạng trước", "Rank before"}), maker.say({"Thay đổi hạng", "Change of rank"}), maker.say({"Điểm xếp hạng", "Published"}),
                     maker.say({"Điểm trước", "Published before"}), maker.say({"Thay đổi điểm", "Change of points"}), maker.say({"Tỷ lệ (%)", "Share (%)"}), maker.say({"Tỷ lệ trước (%)", "Share before (%)"}),
                     maker.say({"Thay đổi tỷ lệ", "Change of share"}), maker.say({"Xếp loại", "Level"}), maker.say({"Đơn vị cũ", "Earlier unit"})},
             {40, 62, 14, 18, 20, 22, 22, 20, 18, 20, 20, 26, 50});
  for (const Difference& one : *maker.content.differences) {
    const PastResult past = one.before.value_or(PastResult());
    const int places = programme.total_places;
    sheet.rows.push_back({OdsCell::of(maker.say(one.tier->name)), OdsCell::of(one.unit->name, OdsLook::strong), one.now ? OdsCell::of(Decimal(one.now->rank)) : OdsCell::of("–"),
                          past.rank > 0 ? OdsCell::of(Decimal(past.rank)) : OdsCell::of("–"), one.rank_change ? OdsCell::of(Decimal(*one.rank_change)) : OdsCell(),
                          one.now ? OdsCell::of(one.now->published, places) : OdsCell(), plain_number(past.published, places), optional_number(one.published_change, places),
                          optional_number(one.percent, 2), plain_number(past.percent, 2), optional_number(one.percent_change, 2), OdsCell::of(level_name(one.now ? one.now->band : nullptr, maker)),
                          OdsCell::of(one.before && !one.same_unit ? past.name + " (" + past.unit + ")" : std::string())});
  }
}

void robustness_sheet(SheetMaker& maker) {
  const Robustness& found = *maker.content.robustness;
  const std::string draws = std::to_string(found.options.draws), seed = std::to_string(found.options.seed), failing = std::to_string(found.options.failing_percent), weights = std::to_string(found.options.weights_percent);
  OdsSheet& sheet = maker.add({"Độ chắc của hạng", "How firm ranks are"}, {"Thứ hạng chắc đến đâu", "What a rank is worth"},
                              maker.say({"Mô phỏng " + draws + " lần, hạt giống " + seed + ": mỗi nội dung tự chấm chưa kiểm tra có " + failing + " % khả năng tụt một bậc; trọng số thay đổi trong ±" + weights +
                                             " %. Nội dung đã thẩm định xong thì không tụt. Các đơn vị cùng nhóm chưa phân biệt được hơn kém. Hạng công bố không thay đổi.",
                                         draws + " draws, seed " + seed + ": each unverified claim falls by one step with a chance of " + failing + "%; weights vary within ±" + weights +
                                             "%. What was appraised does not fall. Units of one bracket cannot be told apart. Published ranks do not change."}));
  const std::string left_out = maker.say(not_followed(*maker.content.result));
  if (!left_out.empty()) add_note(sheet, left_out);
  maker.head(sheet, {maker.say({"Cấp", "Tier"}), maker.say({"Hạng", "Rank"}), maker.say({"Đơn vị", "Unit"}), maker.say({"Điểm xếp hạng", "Published"}), maker.say({"Hạng 5 %", "Rank 5%"}), maker.say({"Hạng giữa", "Median rank"}),
                     maker.say({"Hạng 95 %", "Rank 95%"}), maker.say({"Nhóm", "Bracket"}), maker.say({"Giữ hạng (%)", "Same rank (%)"}), maker.say({"Trong ba đơn vị đầu (%)", "Among the first three (%)"})},
             {40, 18, 75, 24, 25, 27, 27, 22, 22, 30});
  for (const TierRobustness& tier : found.tiers) {
    for (const UnitRobustness& unit : tier.units) {
      sheet.rows.push_back({OdsCell::of(maker.say(tier.tier->name)), OdsCell::of(Decimal(unit.unit->rank)), OdsCell::of(unit.unit->unit->name, OdsLook::strong), OdsCell::of(unit.unit->published, maker.programme().total_places),
                            OdsCell::of(Decimal(unit.low)), OdsCell::of(Decimal(unit.middle)), OdsCell::of(Decimal(unit.high)), OdsCell::of(Decimal(unit.bracket)),
                            percent(Decimal(unit.same_rank), Decimal(found.options.draws)), percent(Decimal(unit.first_three), Decimal(found.options.draws))});
    }
  }
}

// The work order for site visits: one row for each claim, with room for what was found, when, and by whom.
void plan_sheet(SheetMaker& maker) {
  std::vector<std::string> notes;
  for (const TierPlan& plan : maker.content.plan->tiers) {
    std::size_t claims = 0;
    for (const TierRobustness& tier : maker.content.robustness->tiers) {
      if (tier.tier == plan.ranking->tier) claims = tier.claims;
    }
    notes.push_back(maker.say(plan.ranking->tier->name) + ": " + maker.say(plan_words(plan, claims)));
  }
  OdsSheet& sheet = maker.add({"Cần kiểm tra", "To verify"}, {"Phiếu giao việc kiểm tra thực tế", "Work order for site visits"},
                              maker.say({"Mỗi dòng là một nội dung cần xem tại đơn vị; lọc theo đơn vị rồi in để giao việc. Vì sao bấy nhiêu là đủ: xem dưới bảng.",
                                         "Each row is to be looked at on site; filter by unit and print it for whoever goes there. Why these are enough: below the table."}));
  maker.head(sheet, {maker.say({"Cấp", "Tier"}), maker.say({"Đơn vị", "Unit"}), maker.say({"Ưu tiên", "Priority"}), maker.say({"Tiêu chí", "Criterion"}), maker.say({"Tên tiêu chí", "Name"}), maker.say({"Đơn vị trả lời", "The unit's answer"}),
                     maker.say({"Tài liệu kiểm chứng", "Evidence"}), maker.say({"Cần xem tại chỗ", "To see on site"}), maker.say({"Tự chấm", "Claimed"}), maker.say({"Nếu không đạt", "If not"}), maker.say({"Mất", "At stake"}),
                     maker.say({"Để giữ", "Settles"}), maker.say({"Kết quả kiểm tra", "Outcome"}), maker.say({"Ngày", "Date"}), maker.say({"Chữ ký", "Signature"})},
             {28, 46, 22, 22, 66, 44, 48, 52, 23, 22, 20, 34, 44, 20, 28});
  const int places = maker.programme().criterion_places;
  for (const TierPlan& plan : maker.content.plan->tiers) {
    for (const Check& check : plan.checks) {
      if (!check.likely) continue;
      const Criterion& criterion = plan.ranking->tier->set.criteria[static_cast<std::size_t>(check.claim.criterion)];
      std::string reasons;
      for (const PlanReason reason : check.reasons) reasons += (reasons.empty() ? "" : "; ") + maker.say(plan_reason_label(reason));
      sheet.rows.push_back({OdsCell::of(maker.say(plan.ranking->tier->name)), OdsCell::of(plan.ranking->ranked[check.claim.unit].unit->name, OdsLook::strong), OdsCell::of(Decimal(check.priority)), OdsCell::of(criterion.number),
                            OdsCell::of(maker.say(criterion.name)), OdsCell::of(maker.say(check.claim.told->answer)), OdsCell::of(evidence_of(*check.claim.told)), OdsCell::of(maker.say(to_see(criterion))),
                            OdsCell::of(check.claim.points, places), OdsCell::of(check.claim.lower, places), OdsCell::of(check.at_stake, maker.programme().total_places), OdsCell::of(reasons), OdsCell(), OdsCell(), OdsCell()});
    }
  }
  sheet.filtered_rows = static_cast<int>(sheet.rows.size()) - sheet.first_heading_row - sheet.heading_rows;
  sheet.rows.emplace_back();
  for (const std::string& note : notes) add_note(sheet, note);
}

}  // namespace thuocdo
