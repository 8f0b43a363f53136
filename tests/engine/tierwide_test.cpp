// What takes more than one sheet: comparison within a tier, roll-ups from the units below, figures of other bodies, parts
// that nobody supplied.
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <fstream>
#include <iterator>
#include <map>
#include <sstream>

#include "ranking/consolidation.h"
#include "report/ranking_report.h"
#include "report/sheet_report.h"
#include "submission/verify.h"
#include "support/fods_writer.h"
#include "support/small_programme.h"

namespace thuocdo {
namespace {

std::string file_text(const std::string& name) {
  std::ifstream file(THUOCDO_SOURCE_DIR "/tests/addin/templates/wide-2024/" + name);
  return std::string(std::istreambuf_iterator<char>(file), {});
}

void replace(std::string& text, const std::string& from, const std::string& to) {
  const std::size_t at = text.find(from);
  ASSERT_NE(at, std::string::npos) << from;
  text.replace(at, from.size(), to);
}

using Values = std::map<std::string, std::vector<Value>>;  // by criterion, in the order of its fields

// The programme wide-2024 with two districts and three communes, and a folder of their sheets.
class TierWide : public ::testing::Test {
 protected:
  void SetUp() override { use_programme({}); }

  // With other words in its files: {file, from, to}.
  void use_programme(const std::vector<std::array<std::string, 3>>& changes) {
    for (const char* name : {"programme.xml", "huyen.xml", "xa.xml", "units.csv"}) {
      std::string text = file_text(name);
      for (const auto& [file, from, to] : changes) {
        if (file == name) replace(text, from, to);
      }
      templates_.write("wide-2024/" + std::string(name), text);
    }
    store_.emplace(templates_.path());
    Findings findings;
    programme_ = store_->find("wide-2024", &findings);
    ASSERT_TRUE(programme_) << findings.at(0).line(Language::english);
  }

  void put(const std::string& unit_code, const Values& values) {
    const Unit& unit = *programme_->unit(unit_code);
    const Tier& tier = *programme_->tier(unit.tier);
    Answers answers(tier.set);
    for (const auto& [id, given] : values) {
      const Criterion& criterion = *tier.set.find(id);
      for (std::size_t i = 0; i < given.size(); ++i) answers[tier.set.index(id)].set(criterion.fields()[i].name, given[i]);
      answers[tier.set.index(id)].reason = "Lý do";
    }
    std::vector<Decimal> points;
    for (const CriterionResult& result : score(*programme_, tier, answers).results) points.push_back(result.points);
    Workbook workbook = test::workbook_of(*programme_, tier, unit_code, answers, points, false);
    const SubmissionKey key{programme_->key, programme_->digest, tier.key, unit_code, programme_->round};
    const std::string digest = submission_digest(canonical_form(key, tier.set, answers));
    workbook.properties[std::string(property::submitted)] = "2025-01-05T08:00:00Z";
    workbook.properties[std::string(property::submission_digest)] = digest;
    workbook.properties[std::string(property::check_code)] = check_code(digest);
    folder_.write(unit_code + ".fods", test::fods_of(workbook));
  }
  void put_communes() {
    put("x-1", {{"1.1", {"Có"}}, {"1.2", {Decimal(1), Decimal(2)}}, {"2.1", {Decimal(30), Decimal(10)}}, {"2.2", {Decimal(10)}}, {"2.3", {Decimal(1), Decimal(2)}}});
    put("x-2", {{"1.1", {"Có"}}, {"1.2", {Decimal(1), Decimal(4)}}, {"2.1", {Decimal(20), Decimal(8)}}, {"2.2", {Decimal(40)}}, {"2.3", {Decimal(2), Decimal(2)}}});
    put("x-3", {{"1.1", {"Không áp dụng"}}, {"1.2", {Decimal(2), Decimal(2)}}, {"2.1", {Decimal(0), Decimal(5)}}, {"2.2", {Decimal(20)}}, {"2.3", {Decimal(3), Decimal(4)}}});
  }
  void put_districts() {
    put("h-1", {{"1.1", {"Có"}}, {"1.2", {Decimal(2), Decimal(2)}}});
    put("h-2", {{"1.1", {"Có"}}, {"1.2", {Decimal(1), Decimal(1)}}});
  }

  FigureTable figures(const std::string& text) {
    folder_.write("so-lieu.csv", text);
    return read_figures_file(folder_.path() / "so-lieu.csv");
  }
  Consolidation run(const std::string& figures_text = {}) {
    Findings of_table;
    const Figures given = figures_text.empty() ? Figures() : figures_of(figures(figures_text), *programme_, of_table);
    EXPECT_TRUE(of_table.empty());
    ConsolidateOptions options;
    if (!figures_text.empty()) options.figures = &given;
    return consolidate(folder_.path(), workbook_files(folder_.path()), programme_, *store_, options);
  }

  // "unit rank total/maximum published" of a tier.
  static std::vector<std::string> ranks(const Consolidation& result, std::string_view tier) {
    std::vector<std::string> lines;
    for (const TierRanking& one : result.tiers) {
      if (one.tier->key != tier) continue;
      for (const RankedUnit& unit : one.ranked) {
        lines.push_back(unit.unit->code + " " + std::to_string(unit.rank) + " " + unit.total.text() + "/" + unit.maximum.text() + " " + unit.published.text());
      }
    }
    return lines;
  }
  CriterionResult result_of(const Consolidation& result, std::string_view unit, std::string_view id) const {
    for (const TierRanking& tier : result.tiers) {
      for (const RankedUnit& one : tier.ranked) {
        if (one.unit->code == unit) return one.results.whole(static_cast<std::size_t>(tier.tier->set.index(id)));
      }
    }
    throw std::runtime_error("not ranked");
  }
  static std::vector<std::string> messages(const Findings& findings, Code code) {
    std::vector<std::string> list;
    for (const Finding& finding : findings) {
      if (finding.code == code) list.push_back((finding.place.file.empty() ? "" : finding.place.file + ": ") + finding.message.vi);
    }
    return list;
  }

  test::TempFolder templates_;
  test::TempFolder folder_;
  std::optional<ProgrammeStore> store_;
  std::shared_ptr<const Programme> programme_;
};

using Strings = std::vector<std::string>;

// What units claim is compared with what the others claim, whatever the appraisal left of it.
TEST_F(TierWide, ClaimsAreFinalAmongThemselvesBesideTheAppraisedPoints) {
  put_communes();
  const Consolidation claimed = run();
  const CriteriaSet& set = programme_->tier("xa")->set;
  SheetSource source;
  source.open = [&](const std::string& name) {
    std::ifstream file(folder_.path() / name, std::ios::binary);
    return std::optional(std::string(std::istreambuf_iterator<char>(file), {}));
  };
  // The best of the tier is cut in the first round, and gets a part of it back in the second.
  CriterionAppraisal cut{.verdict = AppraisalVerdict::changed, .fields = {{"a", Decimal(10)}}};
  cut.basis = AppraisalBasis::on_site;
  cut.comment = "Chỉ 10";
  SheetSource::Appraised of_first{Appraisal(set), true};
  of_first.appraisal[set.index("2.1")].at(AppraisalStage::first) = cut;
  cut.fields = {{"a", Decimal(20)}};
  of_first.appraisal[set.index("2.1")].at(AppraisalStage::second) = cut;
  SheetSource::Appraised of_second{Appraisal(set), true};
  of_second.appraisal[set.index("2.1")].at(AppraisalStage::first) = CriterionAppraisal{};
  source.appraised.emplace("x-1.fods", std::move(of_first));
  source.appraised.emplace("x-2.fods", std::move(of_second));
  ConsolidateOptions options;
  options.source = &source;
  const Consolidation result = consolidate({}, {"x-1.fods", "x-2.fods", "x-3.fods"}, programme_, *store_, options);
  ASSERT_EQ(result.tiers.back().ranked.size(), 3u);
  for (const RankedUnit& unit : result.tiers.back().ranked) {
    for (const RankedUnit& alone : claimed.tiers.back().ranked) {
      if (alone.unit != unit.unit) continue;
      ASSERT_TRUE(unit.self);
      EXPECT_EQ(unit.self->own.total.text(), alone.total.text()) << unit.unit->code;
      EXPECT_EQ(unit.self->own.published.text(), alone.published.text()) << unit.unit->code;
      for (std::size_t i = 0; i < set.criteria.size(); ++i) {
        EXPECT_EQ(unit.self->own.results[i].points.text(), alone.results[i].points.text()) << unit.unit->code << " " << set.criteria[i].id;
        EXPECT_EQ(unit.self->own.results[i].state, alone.results[i].state) << unit.unit->code << " " << set.criteria[i].id;
      }
    }
  }
  // 2.1 is worth 4 for the best: 3 of the first one claimed, 1 after the first round, 2 in the end, against 2.5.
  const auto& ranked = result.tiers.back().ranked;
  const auto of = [&](const std::string& code) { return *std::find_if(ranked.begin(), ranked.end(), [&](const RankedUnit& unit) { return unit.unit->code == code; }); };
  EXPECT_EQ(result_of(result, "x-1", "2.1").points.text(), "3.2");
  EXPECT_EQ(result_of(result, "x-2", "2.1").points.text(), "4");
  EXPECT_EQ(of("x-1").self->own.total.text() + " " + of("x-1").self->first.total.text() + " " + of("x-1").self->second.total.text() + " " + of("x-1").total.text(), "10 7.6 9.2 9.2");
  EXPECT_EQ(of("x-2").self->own.total.text() + " " + of("x-2").self->first.total.text() + " " + of("x-2").total.text(), "10.83 11.5 11.5");
  EXPECT_TRUE(of("x-2").is_changed(static_cast<std::size_t>(set.index("2.1"))));  // by the first one's cut
  EXPECT_FALSE(of("x-3").is_changed(static_cast<std::size_t>(set.index("2.1"))));  // its appraisal is open
}

TEST_F(TierWide, ComparesWithinTheTierWhenAllSheetsAreThere) {
  put_communes();
  const Consolidation result = run();
  EXPECT_EQ(ranks(result, "xa"), (Strings{"x-2 1 10.83/16 67.69", "x-1 2 10/16 62.5", "x-3 3 8.17/14 58.36"}));
  EXPECT_EQ(result_of(result, "x-2", "2.1").points.text(), "3.33");
  EXPECT_EQ(result_of(result, "x-2", "2.1").unrounded.text(), "10/3");
  EXPECT_EQ(result_of(result, "x-2", "2.1").state, State::scored);
  EXPECT_EQ(result_of(result, "x-1", "2.2").points.text(), "0");
  EXPECT_EQ(result_of(result, "x-3", "2.2").points.text(), "0.67");
  ASSERT_TRUE(result_of(result, "x-3", "2.1").comparison);
  EXPECT_EQ(result_of(result, "x-3", "2.1").comparison->best.unit, "x-1");
  EXPECT_EQ(messages(result.findings, Code::compared_with),
            (Strings{"Cấp xã, tiêu chí 2.1: So với cao nhất: Xã thứ nhất (3).",
                     "Cấp xã, tiêu chí 2.2: So với cao nhất: Xã thứ hai (40), thấp nhất: Xã thứ nhất (10)."}));
  const std::string json = result_json(result);
  EXPECT_NE(json.find("\"figure\": \"2.5\""), std::string::npos);
  EXPECT_NE(json.find("\"best\": {"), std::string::npos);
}

// One sheet less, and the others are measured by another.
TEST_F(TierWide, TheBestIsTheBestOfThoseThatAreRanked) {
  put_communes();
  std::filesystem::remove(folder_.path() / "x-1.fods");
  const Consolidation result = run();
  EXPECT_EQ(result_of(result, "x-2", "2.1").points.text(), "4");
  EXPECT_EQ(result_of(result, "x-3", "2.1").points.text(), "0");
  EXPECT_EQ(result_of(result, "x-3", "2.2").points.text(), "0");
}

TEST_F(TierWide, WhereAllAreEqualNobodyLosesByTheRangeAndNobodyWinsWithNothing) {
  for (const char* unit : {"x-1", "x-2"}) {
    put(unit, {{"1.1", {"Có"}}, {"1.2", {Decimal(1), Decimal(2)}}, {"2.1", {Decimal(0), Decimal(10)}}, {"2.2", {Decimal(7)}}, {"2.3", {Decimal(1), Decimal(2)}}});
  }
  const Consolidation result = run();
  EXPECT_EQ(result_of(result, "x-1", "2.1").points.text(), "0");
  EXPECT_EQ(result_of(result, "x-2", "2.2").points.text(), "2");
  EXPECT_EQ(ranks(result, "xa"), (Strings{"x-1 1 8/16 50", "x-2 1 8/16 50"}));
}

TEST_F(TierWide, TheCommunesSheetsDecideARollUp) {
  put_communes();
  put_districts();
  const Consolidation result = run();
  // Of the communes of h-1 only x-1 has 3 points at 1.2; that of h-2 has 6.
  EXPECT_EQ(ranks(result, "huyen"), (Strings{"h-2 1 6/10 60", "h-1 2 4/10 40"}));
  EXPECT_EQ(result_of(result, "h-1", "1.2").share->text(), "0.5");
  EXPECT_EQ(result_of(result, "h-1", "1.2").state, State::scored);
  EXPECT_EQ(messages(result.findings, Code::roll_up_differs),
            (Strings{"h-1.fods: Tiêu chí 1.2: đơn vị ghi 2/2, phiếu của các đơn vị trực thuộc cho 1/2; số sau được dùng. Hãy kiểm tra số liệu của đơn vị và phiếu của các đơn vị trực thuộc."}));
  const RankedUnit& district = result.tiers[0].ranked[1];
  ASSERT_EQ(district.figures.size(), 2u);
  EXPECT_EQ(district.figures[0].used + " " + district.figures[0].own, "1 2");
}

TEST_F(TierWide, ACommuneWithoutASheetCountsAsTheDecisionSays) {
  put_communes();
  put_districts();
  std::filesystem::remove(folder_.path() / "x-2.fods");
  EXPECT_EQ(result_of(run(), "h-1", "1.2").share->text(), "0.5");
  use_programme({{"huyen.xml", "from=\"3\"", "from=\"3\" absent=\"left-out\""}});
  put_communes();
  put_districts();
  std::filesystem::remove(folder_.path() / "x-2.fods");
  EXPECT_EQ(result_of(run(), "h-1", "1.2").share->text(), "1");
  for (const char* unit : {"x-1", "x-3"}) std::filesystem::remove(folder_.path() / (std::string(unit) + ".fods"));
  const Consolidation result = run();
  EXPECT_EQ(result_of(result, "h-1", "1.2").state, State::provisional);
  EXPECT_EQ(messages(result.findings, Code::roll_up_without_units).size(), 2u);
}

TEST_F(TierWide, ARollUpOfTheTotalTakesFinalPointsOfTheCommunes) {
  // 10 points of x-1 are final ones: on its own sheet it has 12.
  use_programme({{"huyen.xml", "criterion=\"1.2\" from=\"3\"", "from=\"10.5\""}});
  put_communes();
  put_districts();
  EXPECT_EQ(result_of(run(), "h-1", "1.2").share->text(), "0.5");
  use_programme({{"huyen.xml", "criterion=\"1.2\" from=\"3\"", "from-share=\"0.62\""}});
  put_communes();
  put_districts();
  const Consolidation result = run();
  EXPECT_EQ(result_of(result, "h-1", "1.2").share->text(), "1");
  EXPECT_EQ(result_of(result, "h-2", "1.2").share->text(), "0");
}

constexpr const char* some_figures =
    "Mã đơn vị;Mã tiêu chí;Mục;Số liệu;Nguồn\nx-1;2.3;a;2;Báo cáo tháng 12\nx-1;2.3;b;2;Báo cáo tháng 12\nh-1;1.3;;80;\n";

TEST_F(TierWide, FiguresOfOthersWinAndBothAreKept) {
  put_communes();
  put_districts();
  const Consolidation without = run();
  EXPECT_EQ(result_of(without, "x-1", "2.3").state, State::provisional);
  EXPECT_EQ(messages(without.findings, Code::figure_provisional).size(), 3u);
  EXPECT_EQ(messages(without.findings, Code::part_not_supplied),
            (Strings{"Cấp huyện: Trung tâm Khảo sát chưa cung cấp số liệu tiêu chí 1.3 cho đơn vị nào; mọi đơn vị tạm được 0 điểm ở tiêu chí này. Hãy yêu cầu cơ quan đó gửi số liệu."}));

  const Consolidation result = run(some_figures);
  EXPECT_EQ(result_of(result, "x-1", "2.3").state, State::scored);
  EXPECT_EQ(ranks(result, "xa")[0], "x-1 1 11/16 68.75");
  EXPECT_EQ(result_of(result, "h-1", "1.3").points.text(), "3.2");
  EXPECT_EQ(messages(result.findings, Code::figure_replaced),
            (Strings{"so-lieu.csv: Tiêu chí 2.3, Tử số: Phản ánh đã trả lời: dùng 2 do Trung tâm Điều hành cung cấp thay cho 1 của đơn vị."}));
  EXPECT_EQ(messages(result.findings, Code::figure_lacking),
            (Strings{"h-2.fods: Tiêu chí 1.3: chưa có số liệu của Trung tâm Khảo sát cho Huyện thứ hai; đơn vị tạm được 0 điểm ở tiêu chí này. Hãy yêu cầu bổ sung số liệu."}));
  const RankedUnit& unit = result.tiers[1].ranked[0];
  ASSERT_EQ(unit.figures.size(), 2u);
  EXPECT_EQ(unit.figures[0].field + unit.figures[0].used + unit.figures[0].own + unit.figures[0].source, "a21Báo cáo tháng 12");
  EXPECT_NE(result_json(result).find("\"own\": \"1\""), std::string::npos);
  // What was submitted is what it was.
  EXPECT_EQ(messages(result.findings, Code::submission_altered), Strings{});
  EXPECT_EQ(messages(result.findings, Code::points_differ), Strings{});
}

TEST_F(TierWide, APartThatNobodySuppliedMayLeaveTheMaximumOfAll) {
  use_programme({{"programme.xml", "scale=\"100\"", "scale=\"100\" missing-part=\"rescale\""}});
  put_communes();
  put_districts();
  const Consolidation result = run();
  EXPECT_EQ(ranks(result, "huyen"), (Strings{"h-2 1 6/6 100", "h-1 2 4/6 66.67"}));
  EXPECT_EQ(result_of(result, "h-1", "1.3").state, State::not_applicable);
  // As soon as one unit has its figure, the part counts for all.
  EXPECT_EQ(ranks(run("unit,criterion,value\nh-1,1.3,50\n"), "huyen"), (Strings{"h-2 1 6/10 60", "h-1 2 6/10 60"}));
}

TEST_F(TierWide, TheTableOfFiguresIsCheckedRowByRow) {
  Findings findings;
  const Figures given = figures_of(figures("unit,criterion,field,value,source\n"
                                           "x-9,2.3,a,1,\n"
                                           "x-1,9.9,a,1,\n"
                                           "x-1,1.2,a,1,\n"
                                           "x-1,2.3,c,1,\n"
                                           "x-1,2.3,a,nhiều,\n"
                                           "x-1,2.3,b,,\n"
                                           "h-1,1.3,,101,\n"
                                           "h-2,1.3,,70,\n"
                                           "h-2,1.3,value,\"70,0\",\n"
                                           "x-2,2.3,a,1,\n"
                                           "x-2,2.3,a,2,\n"),
                                   *programme_, findings);
  Strings lines;
  for (const Finding& finding : findings) lines.push_back(std::to_string(finding.place.line) + " " + std::string(finding.code_text()));
  EXPECT_EQ(lines, (Strings{"2 figure-unit-unknown", "3 criterion-unknown", "4 figure-not-supplied", "5 answer-field-unknown",
                            "6 answer-not-number", "7 figure-empty", "8 answer-above-upper", "12 figure-contradicts"}));
  EXPECT_EQ(given.of("x-1"), nullptr);
  EXPECT_EQ(given.of("x-2"), nullptr);
  ASSERT_NE(given.of("h-2"), nullptr);
  EXPECT_EQ(given.of("h-2")->at("1.3").size(), 1u);
}

TEST_F(TierWide, ImpossibleDefinitionsAreRefused) {
  const struct {
    const char* file;
    const char* from;
    const char* to;
    Code code;
  } cases[] = {
      {"huyen.xml", "roll-up tier=\"xa\"", "roll-up tier=\"khac\"", Code::roll_up_tier},
      {"huyen.xml", "roll-up tier=\"xa\"", "roll-up tier=\"huyen\"", Code::roll_up_tier},
      {"huyen.xml", "criterion=\"1.2\"", "criterion=\"9\"", Code::roll_up_criterion},
      {"huyen.xml", "from=\"3\"", "from=\"7\"", Code::roll_up_unreachable},
      {"huyen.xml", "from=\"3\"", "from=\"0\"", Code::rule_impossible},
      {"huyen.xml", "from=\"3\"", "from-share=\"1.5\"", Code::rule_impossible},
      {"huyen.xml", "from=\"3\"", "from=\"3\" from-share=\"0.5\"", Code::value_invalid},
      {"huyen.xml", "from=\"3\"", "", Code::attribute_missing},
      {"huyen.xml", "scale=\"100\"", "scale=\"0\"", Code::rule_impossible},
      {"huyen.xml", "<supplied-by sole=\"yes\"><vi>Trung tâm Khảo sát</vi><en>the survey centre</en></supplied-by>", "", Code::element_missing},
      {"xa.xml", "against=\"best\"", "against=\"range\" reference=\"2\"", Code::rule_impossible},
      {"xa.xml", "against=\"best\"", "against=\"best\" reference=\"0\"", Code::rule_impossible},
      {"xa.xml", "against=\"range\"", "against=\"range\" zero-base=\"zero\"", Code::rule_impossible},
      {"xa.xml", "against=\"best\"", "", Code::attribute_missing},
      {"xa.xml", "against=\"best\"", "against=\"best\" part=\"5\"", Code::rule_exceeds},
      {"programme.xml", "by=\"share\" scale=\"100\"", "by=\"total\" missing-part=\"rescale\"", Code::value_invalid},
  };
  for (const auto& one : cases) {
    for (const char* name : {"programme.xml", "huyen.xml", "xa.xml", "units.csv"}) {
      std::string text = file_text(name);
      if (std::string(name) == one.file) replace(text, one.from, one.to);
      templates_.write("wide-2024/" + std::string(name), text);
    }
    const LoadedProgramme loaded = load_programme(templates_.path() / "wide-2024");
    EXPECT_FALSE(loaded.programme) << one.to;
    EXPECT_TRUE(std::any_of(loaded.findings.begin(), loaded.findings.end(), [&](const Finding& found) { return found.code == one.code; }))
        << one.to << ": " << (loaded.findings.empty() ? "" : loaded.findings[0].line(Language::english));
  }
}

// A unit is not asked for what somebody else alone knows: no cell, no line of answers, nothing in the count.
TEST_F(TierWide, WhatOnlyOthersKnowIsNotAsked) {
  const Tier& tier = programme_->tiers[0];
  for (const TableRow& row : table_rows(tier.set)) {
    if (row.id != "1.3") continue;
    EXPECT_TRUE(row.value_field.empty() && row.base_field.empty());
  }
  EXPECT_EQ(score(*programme_, tier, Answers(tier.set)).asked, 2u);
}

TEST_F(TierWide, ATableWithoutItsHeadingsIsRefused) {
  for (const char* text : {"", "a,b,c\n1,2,3\n", "Mã đơn vị,Mã tiêu chí\nx-1,2.3\n"}) {
    const FigureTable table = figures(text);
    EXPECT_FALSE(table.readable) << text;
    EXPECT_TRUE(has_blocking(table.findings)) << text;
  }
}

}  // namespace
}  // namespace thuocdo
