#include "scoring/scorecard.h"

#include <gtest/gtest.h>

#include "support/small_programme.h"

namespace thuocdo {
namespace {

using test::SmallProgramme;

struct Case {
  const char* criterion;
  std::vector<std::pair<std::string, Value>> fields;
  State state;
  const char* points;
  bool impossible;
};

Decimal d(const char* text) { return *Decimal::parse_plain(text); }

class Rules : public testing::TestWithParam<Case> {};

TEST_P(Rules, GiveThePointsOfTheDecision) {
  SmallProgramme small;
  const Case& test = GetParam();
  Answer answer;
  for (const auto& [field, value] : test.fields) answer.set(field, value);
  Findings findings;
  const CriterionResult result = score_criterion(small.programme(), small.criterion(test.criterion), answer, &findings);
  EXPECT_EQ(state_text(result.state), state_text(test.state));
  EXPECT_EQ(result.points.text(), test.points);
  EXPECT_EQ(result.impossible, test.impossible);
  if (test.state == State::missing) {
    ASSERT_FALSE(findings.empty());
    EXPECT_EQ(findings[0].criterion, test.criterion);
    EXPECT_EQ(findings[0].severity, Severity::blocking);
  }
}

INSTANTIATE_TEST_SUITE_P(
    All, Rules,
    testing::Values(
        Case{"1.1", {{"value", "Có"}}, State::scored, "2", false},
        Case{"1.1", {{"value", "co"}}, State::scored, "2", false},
        Case{"1.1", {{"value", "Co\xCC\x81"}}, State::scored, "2", false},           // decomposed "Có"
        Case{"1.1", {{"value", "\xC2\xA0 KHÔNG "}}, State::scored, "0", false},      // no-break space
        Case{"1.1", {{"value", Decimal(1)}}, State::scored, "2", false},             // a boolean cell
        Case{"1.1", {{"value", "Có lẽ"}}, State::missing, "0", true},
        Case{"1.1", {}, State::missing, "0", false},
        Case{"1.1", {{"value", " "}}, State::missing, "0", false},
        Case{"1.1", {{"value", CellError{"#DIV/0!"}}}, State::missing, "0", true},
        Case{"1.1", {{"value", "Không áp dụng"}}, State::not_applicable, "0", false},
        Case{"1.2", {{"value", "Không áp dụng"}}, State::missing, "0", true},        // applies to everybody
        Case{"1.2", {{"value", "nua"}}, State::scored, "5", false},
        Case{"1.2", {{"value", "phó bí thư là trưởng ban"}}, State::scored, "5", false},
        Case{"1.3", {{"value", Decimal(4)}}, State::scored, "20", false},
        Case{"1.3", {{"value", Decimal(40)}}, State::scored, "20", false},
        Case{"1.3", {{"value", Decimal(0)}}, State::scored, "0", false},
        Case{"1.3", {{"value", "3"}}, State::scored, "15", false},
        Case{"1.3", {{"value", d("2.5")}}, State::missing, "0", true},
        Case{"1.3", {{"value", Decimal(-1)}}, State::missing, "0", true},
        Case{"2.1", {{"value", Decimal(3)}}, State::scored, "2.25", false},
        Case{"2.1", {{"value", Decimal(7)}}, State::scored, "5", false},
        Case{"2.1", {{"value", d("999999999999999999")}}, State::scored, "5", false},
        Case{"2.2", {{"a", Decimal(1)}, {"b", Decimal(3)}}, State::scored, "3.33", false},
        Case{"2.2", {{"a", Decimal(1)}, {"b", Decimal(16)}}, State::scored, "0.63", false},  // 0.625: half up
        Case{"2.2", {{"a", Decimal(0)}, {"b", Decimal(0)}}, State::missing, "0", true},
        Case{"2.2", {{"a", Decimal(1)}, {"b", Decimal(0)}}, State::missing, "0", true},
        Case{"2.2", {{"a", Decimal(4)}, {"b", Decimal(3)}}, State::missing, "0", true},
        Case{"2.2", {{"a", Decimal(4)}}, State::missing, "0", false},
        Case{"2.2", {{"a", "1.234"}, {"b", Decimal(3000)}}, State::missing, "0", true},      // ambiguous
        Case{"2.2", {{"a", "1.234.000"}, {"b", "2 468 000"}}, State::scored, "5", false},
        Case{"2.3", {{"item:day-du", "Có"}, {"item:so-lop", Decimal(3)}}, State::scored, "2.5", false},
        Case{"2.3", {{"item:day-du", "Không"}, {"item:so-lop", Decimal(30)}}, State::scored, "2", false},
        Case{"2.3", {{"item:day-du", "Có"}}, State::missing, "0", false},
        Case{"2.4", {{"value", "4,5"}}, State::scored, "4.5", false},
        Case{"2.4", {{"value", d("4.4")}}, State::missing, "0", true},
        Case{"2.4", {{"value", Decimal(6)}}, State::missing, "0", true},
        Case{"2.5", {{"value", Decimal(3021)}}, State::scored, "0", false},
        Case{"2.5", {{"value", "đông"}}, State::missing, "0", true}));

// The variants of ratios, by hand from the rule's definition.
struct RatioCase {
  const char* attributes;
  const char* a;
  const char* b;
  const char* points;  // "!" impossible, "-" not applicable
};

void PrintTo(const RatioCase& test, std::ostream* out) {
  *out << "<ratio " << test.attributes << ">, a = " << test.a << ", b = " << test.b;
}

class RatioVariants : public testing::TestWithParam<RatioCase> {};

TEST_P(RatioVariants, GiveThePointsOfTheDecision) {
  const RatioCase& test = GetParam();
  test::TempFolder folder;
  std::string criteria = test::small_criteria_xml();
  criteria.replace(criteria.find("<ratio>"), 7, std::string("<ratio ") + test.attributes + ">");
  folder.write("nho/programme.xml", test::small_programme_xml());
  folder.write("nho/xa.xml", criteria);
  folder.write("nho/units.csv", "code,name,tier,parent,placeholder\nx-1,A,xa,,\n");
  const LoadedProgramme loaded = load_programme(folder.path() / "nho");
  ASSERT_TRUE(loaded.programme) << loaded.findings.front().line(Language::english);
  Answer answer;
  answer.set("a", d(test.a));
  answer.set("b", d(test.b));
  const Programme& programme = *loaded.programme;
  const CriterionResult result = score_criterion(programme, *programme.tiers[0].set.find("2.2"), answer);
  const std::string got = result.state == State::scored ? result.points.text() : result.impossible ? "!" : "-";
  EXPECT_EQ(got, test.points);
}

INSTANTIATE_TEST_SUITE_P(
    All, RatioVariants,
    testing::Values(RatioCase{"part=\"9\"", "1", "2", "4.5"}, RatioCase{"complement=\"yes\"", "1", "4", "7.5"},
                    RatioCase{"target=\"0.8\"", "2", "5", "5"}, RatioCase{"target=\"0.8\"", "9", "10", "10"},
                    RatioCase{"floor=\"0.5\" ceiling=\"0.9\"", "1", "2", "0"},
                    RatioCase{"floor=\"0.5\" ceiling=\"0.9\"", "49", "100", "0"},
                    RatioCase{"floor=\"0.5\" ceiling=\"0.9\"", "7", "10", "5"},
                    RatioCase{"floor=\"0.5\" ceiling=\"0.9\"", "9", "10", "10"},
                    RatioCase{"floor=\"0.5\" ceiling=\"0.9\"", "99", "100", "10"},
                    RatioCase{"whole=\"no\"", "0.5", "2", "2.5"}, RatioCase{"", "0.5", "2", "!"},
                    RatioCase{"zero-base=\"zero\"", "0", "0", "0"}, RatioCase{"zero-base=\"full\"", "0", "0", "10"},
                    RatioCase{"zero-base=\"not-applicable\"", "0", "0", "-"},
                    RatioCase{"zero-base=\"full\"", "3", "0", "!"}, RatioCase{"excess=\"full\"", "5", "4", "10"},
                    RatioCase{"excess=\"full\" complement=\"yes\"", "5", "4", "0"}));

// A rule in place of 1.1's, with its maximum of 2; the survey is the year 2023.
struct Replaced {
  test::TempFolder folder;
  LoadedProgramme loaded;

  explicit Replaced(const std::string& rule) {
    std::string criteria = test::small_criteria_xml();
    const std::string old = "<yes-no yes=\"2\"/>";
    criteria.replace(criteria.find(old), old.size(), rule);
    folder.write("programme.xml", test::small_programme_xml());
    folder.write("xa.xml", criteria);
    folder.write("units.csv", "code,name,tier,parent,placeholder\nx-1,A,xa,,\n");
    loaded = load_programme(folder.path());
  }
  // The points; "!" impossible, "?" missing, "-" not applicable.
  std::string points(std::vector<std::pair<std::string, Value>> fields) const {
    if (!loaded.programme) return loaded.findings.front().line(Language::english);
    Answer answer;
    for (auto& [field, value] : fields) answer.set(field, std::move(value));
    const CriterionResult result = score_criterion(*loaded.programme, *loaded.programme->tiers[0].set.find("1.1"), answer);
    if (result.state == State::scored) return result.points.text();
    return result.impossible ? "!" : result.state == State::missing ? "?" : "-";
  }
};

TEST(Deadline, GivesThePointsOfTheFirstDayThatHasNotPassed) {
  const Replaced rule(R"(<deadline late="0.25" not-before="2022-12-01" within-survey="yes">
      <event><vi>ban hành kế hoạch</vi></event><step by="2023-01-31" points="2"/><step by="2023-02-28" points="1"/></deadline>)");
  const auto points = [&](Value value) { return rule.points({{"value", std::move(value)}}); };
  EXPECT_EQ(points("01/01/2023"), "2");
  EXPECT_EQ(points("31/1/2023"), "2");
  EXPECT_EQ(points("2023-01-31T17:00:00"), "2");
  EXPECT_EQ(points(d("44957.99")), "2");  // a cell with date and time
  EXPECT_EQ(points(Decimal(44958)), "1");
  EXPECT_EQ(points("2023-03-01"), "0.25");
  EXPECT_EQ(points("31/12/2023"), "0.25");
  EXPECT_EQ(points("31/12/2022"), "!");  // the survey begins later than not-before
  EXPECT_EQ(points("01/01/2024"), "!");
  EXPECT_EQ(points("Không ban hành"), "0");
  EXPECT_EQ(points("29/02/2023"), "!");
  EXPECT_EQ(points(Decimal(2023)), "!");
  EXPECT_EQ(points(" "), "?");
  EXPECT_EQ(points("KAD"), "-");
}

TEST(Scorecard, SumsGroupsAndCountsAnswers) {
  SmallProgramme small;
  const Scorecard card = score(small.programme(), small.tier(), test::good_answers(small.set()));
  EXPECT_EQ(card.results[0].points.text(), "27");  // 2 + 10 + 15
  EXPECT_EQ(card.results[static_cast<std::size_t>(small.set().index("2"))].points.text(), "18.33");  // 5 + 5.83 + 3 + 4.5
  EXPECT_EQ(card.total.text(), "45.33");
  EXPECT_EQ(card.maximum.text(), "55");
  EXPECT_EQ(card.answered, 8u);
  EXPECT_EQ(card.asked, 8u);
  EXPECT_FALSE(has_blocking(card.findings)) << card.findings[0].line(Language::english);
}

TEST(Scorecard, NotApplicableLeavesTheMaximum) {
  SmallProgramme small;
  Answers answers = test::good_answers(small.set());
  answers[small.set().index("1.1")].set("value", "KAD");
  const Scorecard card = score(small.programme(), small.tier(), answers);
  EXPECT_EQ(card.maximum.text(), "53");
  EXPECT_EQ(card.results[0].maximum.text(), "30");
  answers[small.set().index("1.1")].reason.clear();
  EXPECT_EQ(score(small.programme(), small.tier(), answers).findings.at(0).code, Code::not_applicable_reason_missing);
}

TEST(Scorecard, ReasonAndEvidenceAreAskedFor) {
  SmallProgramme small;
  Answers answers = test::good_answers(small.set());
  answers[small.set().index("1.3")].reason = " \xC2\xA0 ";
  answers[small.set().index("1.2")].evidence.clear();
  answers[small.set().index("1.2")].reason.clear();  // at the maximum no reason is needed
  const Scorecard card = score(small.programme(), small.tier(), answers);
  ASSERT_EQ(card.findings.size(), 2u);
  EXPECT_EQ(card.findings[0].code, Code::evidence_missing);
  EXPECT_EQ(card.findings[0].criterion, "1.2");
  EXPECT_EQ(card.findings[1].code, Code::reason_missing);
  EXPECT_EQ(card.findings[1].field, "reason");
  EXPECT_NE(card.findings[1].message.vi.find("15/20"), std::string::npos);
}

TEST(Scorecard, WhyShowsRuleFiguresRoundingAndLoss) {
  SmallProgramme small;
  const Answers answers = test::good_answers(small.set());
  const int index = small.set().index("2.2");
  const CriterionResult result = score_criterion(small.programme(), small.criterion("2.2"), answers[index]);
  const Text text = why(small.programme(), small.criterion("2.2"), answers[index], result);
  for (const char* part : {"a = 7", "b = 12", "58,3333%", "35/6 ≈ 5,833333", "2 chữ số thập phân: 5,83/10 điểm",
                           "mất 4,17 điểm"}) {
    EXPECT_NE(text.vi.find(part), std::string::npos) << part << "\n" << text.vi;
  }
  EXPECT_NE(text.en.find("points lost: 4.17"), std::string::npos) << text.en;
}

TEST(Scorecard, OverflowIsAnErrorNotANumber) {
  SmallProgramme small;
  Answer answer;
  answer.set("a", d("0.00000000000000001"));
  answer.set("b", d("999999999999999999"));
  const CriterionResult result = score_criterion(small.programme(), small.criterion("2.2"), answer);
  EXPECT_TRUE(result.state == State::missing);  // not whole, so refused before any arithmetic
  EXPECT_TRUE(result.impossible);
}

}  // namespace
}  // namespace thuocdo
