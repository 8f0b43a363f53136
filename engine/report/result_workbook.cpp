#include "report/result_workbook.h"

#include <algorithm>

#include "ranking/statistics.h"
#include "report/numbers.h"
#include "report/ranking_report.h"
#include "report/workbook_tables.h"
#include "version.h"

namespace thuocdo {
namespace {

constexpr int chart_width = 250;  // millimetres
constexpr int chart_gap = 8;
constexpr int title_room = 16;
constexpr int highest_chart = 166;  // with the gap a little less than a page has room for
constexpr int unit_height = 5;  // of a bar

// Where a group's mean stands on the overview, and the levels.
struct OverviewPlaces {
  struct Groups {
    int first_row = 0;
    int last_row = -1;
    int heading_row = 0;
  };
  std::vector<Groups> groups;  // by tier of the result
  int levels_heading = 0;
  int first_level = 0;
  int last_level = -1;
};

OdsRow headings(const std::vector<std::string>& names) {
  OdsRow row;
  for (const std::string& name : names) row.push_back(OdsCell::heading(name));
  return row;
}

OdsCell number(std::size_t value) { return OdsCell::of(Decimal(static_cast<int>(value))); }

void facts(SheetMaker& maker, OdsSheet& sheet) {
  const Programme& programme = maker.programme();
  const Consolidation& result = maker.result();
  const auto fact = [&](const Text& name, const std::string& value) { sheet.rows.push_back({OdsCell::of(maker.say(name), OdsLook::strong), OdsCell::of(value, OdsLook::plain)}); };
  fact({"Kỳ đánh giá", "Round"}, programme.round);
  fact({"Cơ quan tổng hợp", "Consolidated by"}, result.above != nullptr ? result.above->name : maker.say(programme.authority));
  fact({"Số tệp", "Files"}, std::to_string(result.files));
  fact({"Chương trình", "Programme"}, programme.key);
  fact({"Mã băm bộ tiêu chí", "Digest of the criteria"}, programme.digest);
  fact({"Mã băm danh sách đơn vị", "Digest of the units"}, programme.units_digest);
  fact({"Phiên bản Thước Đo", "Version of Thước Đo"}, version);
  if (programme.provenance() != Provenance::official) {
    sheet.rows.push_back({OdsCell::of(maker.say({"Bộ tiêu chí này không phải phụ lục chính thức của quyết định; kết quả chỉ để tham khảo.",
                                                 "These criteria are not the decision's official annex; the result is for information only."}), OdsLook::caution)});
  }
}

void tiers_table(SheetMaker& maker, OdsSheet& sheet) {
  sheet.rows.push_back({});
  sheet.rows.push_back(headings({maker.say({"Cấp", "Tier"}), maker.say({"Số đơn vị", "Units"}), maker.say({"Xếp hạng", "Ranked"}), maker.say({"Không xếp hạng", "Not ranked"}), maker.say({"Điểm cao nhất", "Highest"}),
                                 maker.say({"Điểm thấp nhất", "Lowest"}), maker.say({"Trung bình", "Mean"}), maker.say({"Điểm tối đa", "Maximum"})}));
  const int places = maker.programme().total_places;
  for (const TierRanking& tier : maker.result().tiers) {
    OdsRow row = {OdsCell::of(maker.say(tier.tier->name)), number(tier.ranked.size() + tier.unranked.size()), number(tier.ranked.size()), number(tier.unranked.size())};
    if (tier.ranked.empty()) {
      row.insert(row.end(), 3, OdsCell());
    } else {
      Ratio sum;
      for (const RankedUnit& unit : tier.ranked) sum = sum + Ratio(unit.published);
      const auto mean = (sum / Ratio(Decimal(static_cast<int>(tier.ranked.size())))).round(places);
      row.push_back(OdsCell::of(tier.ranked.front().published, places));
      row.push_back(OdsCell::of(tier.ranked.back().published, places));
      row.push_back(mean ? OdsCell::of(*mean, places) : OdsCell());
    }
    row.push_back(OdsCell::of(published_scale(maker.programme(), tier.tier->set), places));
    sheet.rows.push_back(std::move(row));
  }
}

void levels_table(SheetMaker& maker, OdsSheet& sheet, OverviewPlaces& places) {
  const Programme& programme = maker.programme();
  if (programme.bands.empty()) return;
  sheet.rows.push_back({});
  std::vector<std::string> names = {maker.say({"Xếp loại", "Level"})};
  for (const TierRanking& tier : maker.result().tiers) names.push_back(maker.say(tier.tier->name));
  places.levels_heading = static_cast<int>(sheet.rows.size());
  sheet.rows.push_back(headings(names));
  places.first_level = static_cast<int>(sheet.rows.size());
  const auto line = [&](const Band* band, const std::string& name) {
    OdsRow row = {OdsCell::of(name)};
    std::size_t all = 0;
    for (const TierRanking& tier : maker.result().tiers) {
      const auto units = static_cast<std::size_t>(std::count_if(tier.ranked.begin(), tier.ranked.end(), [&](const RankedUnit& unit) { return unit.band == band; }));
      all += units;
      row.push_back(number(units));
    }
    if (band != nullptr || all > 0) sheet.rows.push_back(std::move(row));
  };
  for (const Band& band : programme.bands) line(&band, maker.say(band.name) + (band.from ? maker.say({" (từ ", " (from "}) + band.from->text(notation_of(maker.language)) + ")" : std::string()));
  line(nullptr, maker.say({"Không xếp loại", "No level"}));
  places.last_level = static_cast<int>(sheet.rows.size()) - 1;
}

void groups_table(SheetMaker& maker, OdsSheet& sheet, OverviewPlaces& places) {
  const int digits = maker.programme().criterion_places;
  for (const TierRanking& tier : maker.result().tiers) {
    places.groups.emplace_back();
    if (tier.ranked.empty()) continue;
    OverviewPlaces::Groups& place = places.groups.back();
    sheet.rows.push_back({});
    place.heading_row = static_cast<int>(sheet.rows.size());
    sheet.rows.push_back(headings({maker.say({"Nhóm: ", "Groups: "}) + maker.say(tier.tier->name), maker.say({"Điểm trung bình", "Mean points"}), maker.say({"Điểm tối đa", "Maximum"}), maker.say({"Tỷ lệ (%)", "Share (%)"})}));
    place.first_row = static_cast<int>(sheet.rows.size());
    const CriteriaSet& set = tier.tier->set;
    const std::vector<CriterionStatistics> all = statistics(tier, digits);
    for (const std::size_t i : top_entries(set)) {
      const Criterion& criterion = set.criteria[i];
      const Decimal maximum = criterion.shown_maximum();
      OdsRow row = {OdsCell::of((criterion.number.empty() ? "" : criterion.number + ". ") + maker.say(set.printed_name(criterion))),
                    all[i].mean ? OdsCell::of(*all[i].mean, digits + 1) : OdsCell(), OdsCell::of(maximum, digits)};
      const auto share = all[i].mean && !maximum.is_zero() ? Decimal::parse_plain(percent_plain(*all[i].mean, maximum)) : std::nullopt;
      row.push_back(share ? OdsCell::of(*share, 2) : OdsCell());
      sheet.rows.push_back(std::move(row));
    }
    place.last_row = static_cast<int>(sheet.rows.size()) - 1;
  }
}

OdsRange column_of(const std::string& sheet, int first_row, int last_row, int column) { return {sheet, first_row, column, last_row, column}; }

// Beyond the highest total, with room for its number, and round.
int axis_end(const TierRanking& tier) {
  Decimal highest;
  for (const RankedUnit& unit : tier.ranked) highest = std::max(highest, unit.total);
  const int wanted = static_cast<int>(highest.to_double() * 1.08) + 1;
  const int step = wanted > 50 ? 10 : 1;
  return (wanted + step - 1) / step * step;
}

void add_charts(SheetMaker& maker, OdsSheet& sheet, const std::string& overview, const OverviewPlaces& places, const std::vector<RankingPlace>& rankings) {
  // Each chart stands on a row of its own: pages end between rows.
  sheet.row_heights[0] = title_room / 2;
  sheet.row_heights[1] = title_room / 2;
  int y = title_room;
  const auto add = [&](OdsChart chart) {
    chart.x = 5;
    chart.y = y;
    chart.width = chart_width;
    const int height = chart.height + chart_gap;
    sheet.row_heights[static_cast<int>(sheet.rows.size())] = height;
    sheet.rows.emplace_back();
    y += height;
    sheet.charts.push_back(std::move(chart));
  };
  if (places.last_level >= places.first_level) {
    OdsChart levels{.title = maker.say({"Số đơn vị theo xếp loại", "Units by level"}), .value_title = maker.say({"đơn vị", "units"}),
                    .categories = column_of(overview, places.first_level, places.last_level, 0), .upright = true, .labels = true};
    for (std::size_t t = 0; t < maker.result().tiers.size(); ++t) {
      const int column = static_cast<int>(t) + 1;
      levels.series.push_back({column_of(overview, places.first_level, places.last_level, column), column_of(overview, places.levels_heading, places.levels_heading, column)});
    }
    levels.height = 90;
    add(std::move(levels));
  }
  for (std::size_t t = 0; t < rankings.size(); ++t) {
    const TierRanking& tier = maker.result().tiers[t];
    if (tier.ranked.empty()) continue;
    const RankingPlace& ranking = rankings[t];
    // More units than a page has room for stand in several charts with the same axis.
    const auto units = static_cast<int>(tier.ranked.size());
    const auto in_parts = [&](OdsChart chart, const std::vector<int>& columns, int lowest, int apart) {
      const int most = (highest_chart - apart) / unit_height;
      const int parts = (units + most - 1) / most;
      const std::string title = chart.title;
      if (parts > 1) chart.until = axis_end(tier);
      for (int part = 0; part < parts; ++part) {
        const int first = units * part / parts, last = units * (part + 1) / parts - 1;
        const auto of_part = [&](int column) { return column_of(ranking.sheet, ranking.first_row + first, ranking.first_row + last, column); };
        if (parts > 1) chart.title = title + " (" + std::to_string(first + 1) + "–" + std::to_string(last + 1) + "/" + std::to_string(units) + ")";
        chart.categories = of_part(ranking.name_column);
        chart.series.clear();
        for (const int column : columns) chart.series.push_back({of_part(column), column_of(ranking.sheet, ranking.heading_row, ranking.heading_row, column)});
        chart.height = std::max(lowest, apart + unit_height * (last - first + 1));
        add(chart);
      }
    };
    in_parts({.title = maker.say({"Tổng điểm: ", "Totals: "}) + maker.say(tier.tier->name), .value_title = maker.say({"điểm", "points"}), .labels = true}, {ranking.total_column}, 60, 30);
    if (ranking.groups > 1) {
      OdsChart stacked{.title = maker.say({"Điểm từng nhóm: ", "Points per group: "}) + maker.say(tier.tier->name), .value_title = maker.say({"điểm", "points"}), .stacked = true};
      for (const std::size_t i : top_entries(tier.tier->set)) stacked.from_zero = stacked.from_zero && tier.tier->set.criteria[i].role != Role::deduction;
      std::vector<int> columns;
      for (int g = 0; g < ranking.groups; ++g) columns.push_back(ranking.first_group_column + g);
      in_parts(std::move(stacked), columns, 70, 45 + 5 * ((ranking.groups + 1) / 2));
    }
    const OverviewPlaces::Groups& groups = places.groups[t];
    if (groups.last_row < groups.first_row) continue;
    OdsChart means{.title = maker.say({"Điểm trung bình từng nhóm: ", "Mean points per group: "}) + maker.say(tier.tier->name), .value_title = maker.say({"điểm", "points"}),
                   .categories = column_of(overview, groups.first_row, groups.last_row, 0), .labels = true};
    for (const int column : {1, 2}) means.series.push_back({column_of(overview, groups.first_row, groups.last_row, column), column_of(overview, groups.heading_row, groups.heading_row, column)});
    for (const std::size_t i : top_entries(tier.tier->set)) means.from_zero = means.from_zero && tier.tier->set.criteria[i].role != Role::deduction;
    means.height = std::min(highest_chart, std::max(60, 35 + 12 * (groups.last_row - groups.first_row + 1)));
    add(std::move(means));
  }
}

}  // namespace

std::vector<OdsSheet> result_sheets(const WorkbookContent& content, Language language) {
  std::vector<OdsSheet> sheets;
  SheetMaker maker{content, language, sheets};
  OverviewPlaces places;
  {
    OdsSheet& overview = maker.add({"Tổng quan", "Overview"}, maker.programme().title, maker.say({"Kết quả tổng hợp và xếp hạng", "Result of consolidation and ranking"}));
    overview.columns = {80, 34, 34, 34, 30, 30, 30, 30};
    facts(maker, overview);
    tiers_table(maker, overview);
    levels_table(maker, overview, places);
    groups_table(maker, overview, places);
  }
  maker.add({"Biểu đồ", "Charts"}, {"Biểu đồ", "Charts"}, maker.say({"Vẽ từ số liệu của các trang “Tổng quan” và “Xếp hạng”.", "Drawn from the sheets \"Overview\" and \"Ranking\"."}));
  std::vector<RankingPlace> rankings;
  for (const TierRanking& tier : content.result->tiers) rankings.push_back(ranking_sheet(maker, tier));
  for (const TierRanking& tier : content.result->tiers) {
    if (!tier.ranked.empty()) matrix_sheet(maker, tier);
  }
  unranked_sheet(maker);
  findings_sheet(maker);
  statistics_sheet(maker);
  if (has_closed_appraisal(*content.result)) appraisal_sheets(maker);
  if (content.flags != nullptr) flags_sheet(maker);
  if (content.differences != nullptr) differences_sheet(maker);
  if (content.robustness != nullptr) robustness_sheet(maker);
  if (content.plan != nullptr) plan_sheet(maker);
  add_charts(maker, sheets[1], sheets[0].name, places, rankings);
  return sheets;
}

void write_result_workbook(const WorkbookContent& content, Language language, const ByteSink& sink) { write_ods_of_sheets(result_sheets(content, language), language, {}, sink); }

std::string result_workbook(const WorkbookContent& content, Language language) { return ods_of_sheets(result_sheets(content, language), language); }

}  // namespace thuocdo
