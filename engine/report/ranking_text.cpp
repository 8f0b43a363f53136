#include <algorithm>

#include "report/numbers.h"
#include "report/ranking_report.h"
#include "report/table.h"

namespace thuocdo {
namespace {

constexpr std::size_t most_names = 30;  // of units without a sheet, in one paragraph

// "Tệp bị từ chối: a.ods, b.ods", broken into lines, the label in its colour.
std::string labelled(const std::string& label, const std::string& content, Style style, const Page& page) {
  std::string text = paragraph(label + ": " + content, page, 2) + "\n";
  if (text.starts_with(label)) text.replace(0, label.size(), page.paint(label, style));
  return text;
}

std::string ranked_table(const TierRanking& tier, const Programme& programme, const Page& page) {
  const bool with_bands = std::any_of(tier.ranked.begin(), tier.ranked.end(),
                                      [](const RankedUnit& unit) { return unit.band != nullptr; });
  std::vector<TableColumn> columns = {{page.say({"Hạng", "Rank"}), Align::right},
                                      {page.say({"Đơn vị", "Unit"})},
                                      {page.say({"Tổng điểm", "Total"}), Align::right},
                                      {page.say({"Tối đa", "Maximum"}), Align::right},
                                      {page.say({"Tỷ lệ", "Share"}), Align::right}};
  const bool by_share = programme.ranking.by == RankBy::share;
  const bool appraised = std::any_of(tier.ranked.begin(), tier.ranked.end(), [](const RankedUnit& unit) { return unit.self.has_value(); });
  if (appraised) {
    columns.push_back({page.say({"Tự đánh giá", "Self"}), Align::right});
    columns.push_back({page.say({"Thẩm định", "Appraisal"})});  // closed, open, or the unit whose appraisal counts
  }
  if (by_share) columns.push_back({page.say({"Điểm xếp hạng", "Published"}), Align::right});
  columns.push_back({page.say({"Hơn hạng sau", "Ahead of next"}), Align::right});
  if (with_bands) columns.push_back({page.say({"Xếp loại", "Class"})});
  Table table(columns);
  const int places = programme.total_places;
  for (std::size_t i = 0; i < tier.ranked.size(); ++i) {
    const RankedUnit& unit = tier.ranked[i];
    std::string gap = "–";
    if (i + 1 < tier.ranked.size()) {
      if (const auto ahead = subtract(unit.published, tier.ranked[i + 1].published)) {
        gap = fixed_text(*ahead, places, page.language);
      }
    }
    const Style style = unit.rank == 1 ? Style::strong : Style::plain;
    std::vector<TableCell> cells = {{std::to_string(unit.rank) + (unit.tied ? "=" : "\xC2\xA0"), style},
                                    {unit.unit->name, style},
                                    {fixed_text(unit.total, places, page.language), style},
                                    fixed_text(unit.maximum, places, page.language),
                                    percent_text(unit.total, unit.maximum, page.language)};
    if (appraised) {
      cells.push_back(unit.self ? fixed_text(unit.self->own.total, places, page.language) : std::string());
      const bool closed = unit.self && unit.self->closed;
      cells.push_back({unit.self && unit.self->by != nullptr ? unit.self->by->name : page.say(closed ? Text{"đã khóa", "closed"} : Text{"chưa khóa", "open"}), closed ? Style::plain : Style::caution});
    }
    if (by_share) cells.push_back({fixed_text(unit.published, places, page.language), style});
    cells.push_back(gap);
    if (with_bands) cells.push_back(unit.band != nullptr ? page.say(unit.band->name) : std::string());
    table.add(std::move(cells));
  }
  return table.text(page.width, page.color);
}

// How the column "Điểm xếp hạng" comes about.
std::string basis_text(const TierRanking& tier, const Programme& programme, const Page& page) {
  if (programme.ranking.by != RankBy::share || tier.ranked.empty()) return {};
  const Decimal scale = published_scale(programme, tier.tier->set);
  return paragraph(page.say({"Điểm xếp hạng = Tổng điểm / Điểm tối đa áp dụng × " + scale.text(Notation::vietnamese),
                             "Published = total / applicable maximum × " + scale.text()}),
                   page) +
         "\n";
}

// Units that are equal but for a tie-break.
std::string tie_breaks_text(const TierRanking& tier, const Page& page) {
  std::string text;
  for (std::size_t i = 1; i < tier.ranked.size(); ++i) {
    const RankedUnit& unit = tier.ranked[i];
    if (unit.decided_by.empty()) continue;
    const auto at = static_cast<std::size_t>(tier.tier->set.index(unit.decided_by));
    const std::string number = tier.tier->set.criteria[at].number;
    const RankedUnit& before = tier.ranked[i - 1];
    const auto points = [&](const RankedUnit& one) { return one.results[at].points.text(notation_of(page.language)); };
    text += paragraph(page.say({"Bằng điểm, phân hạng theo mục " + number + ": ", "Equal, parted by " + number + ": "}) +
                          before.unit->name + " (" + points(before) + "), " + unit.unit->name + " (" + points(unit) + ")",
                      page, 2) +
            "\n";
  }
  return text;
}

std::string absent_text(const TierRanking& tier, const Programme& programme, const Page& page) {
  std::vector<std::string> names;
  std::size_t count = 0;
  for (const UnrankedUnit& unit : tier.unranked) {
    if (unit.reason != UnrankedReason::absent) continue;
    ++count;
    if (!unit.unit->placeholder && names.size() < most_names) names.push_back(unit.unit->name);
  }
  if (count == 0) return {};
  std::string text = page.say({"Chưa nộp (", "Not submitted ("}) + std::to_string(count) + "; ";
  text += page.say(programme.late == LatePolicy::ranked_last
                       ? Text{"coi như xếp cuối", "treated as ranked last"}
                       : Text{"không đánh giá", "not assessed"});
  text += ")";
  for (std::size_t i = 0; i < names.size(); ++i) text += (i > 0 ? ", " : ": ") + names[i];
  if (names.size() < count) {
    const std::string more = std::to_string(count - names.size());
    text += names.empty() ? page.say({"; xem findings.csv", "; see findings.csv"})
                          : page.say({" … và " + more + " đơn vị khác", " … and " + more + " more"});
  }
  return paragraph(text, page, 2) + "\n";
}

std::string excluded_text(const TierRanking& tier, const Page& page) {
  std::string text;
  for (const UnrankedUnit& unit : tier.unranked) {
    if (unit.reason == UnrankedReason::absent) continue;
    std::string files;
    for (const std::string& file : unit.files) files += (files.empty() ? "" : ", ") + file;
    text += labelled(page.say(unranked_label(unit.reason)), unit.unit->name + " (" + files + ")", Style::bad, page);
  }
  return text;
}

}  // namespace

std::string ranking_text(const Consolidation& result, const Page& page) {
  const Programme& programme = *result.programme;
  std::string text = page.paint(paragraph(page.say(programme.title), page), Style::strong) + "\n";
  text += page.say({"Kỳ ", "Round "}) + programme.round + " · " + std::to_string(result.files) +
          page.say({" tệp", " files"}) + "\n";
  if (result.above != nullptr) {
    text += paragraph(page.say({"Đơn vị tổng hợp: ", "Consolidated by: "}) + result.above->name, page, 2) + "\n";
  }
  if (programme.provenance() != Provenance::official) {
    text += page.paint(paragraph(page.say({"Bộ tiêu chí này không phải phụ lục chính thức của quyết định; kết quả chỉ để "
                                           "tham khảo.",
                                           "These criteria are not the decision's official annex; the result is for "
                                           "information only."}),
                                 page),
                       Style::caution) +
            "\n";
  }
  for (const TierRanking& tier : result.tiers) {
    text += "\n" + page.paint(page.say(tier.tier->name), Style::strong) + " · " + std::to_string(tier.ranked.size()) +
            "/" + std::to_string(tier.ranked.size() + tier.unranked.size()) +
            page.say({" đơn vị được xếp hạng", " units ranked"}) + "\n";
    if (!tier.ranked.empty()) text += "\n" + ranked_table(tier, programme, page);
    if (std::any_of(tier.ranked.begin(), tier.ranked.end(), [](const RankedUnit& unit) { return unit.tied; })) {
      text += page.say({"= đồng hạng", "= tied"}) + "\n";
    }
    text += basis_text(tier, programme, page) + tie_breaks_text(tier, page);
    if (!tier.ranked.empty() && !tier.unranked.empty()) text += "\n";
    text += excluded_text(tier, page) + absent_text(tier, programme, page);
  }
  if (!result.refused_files.empty()) {
    std::string names;
    for (const std::string& file : result.refused_files) names += (names.empty() ? "" : ", ") + file;
    text += "\n" + labelled(page.say({"Tệp bị từ chối", "Refused files"}), names, Style::bad, page);
  }
  text += findings_of_result(result.findings, page);
  return text;
}

}  // namespace thuocdo
