#include "programme/programme.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <sstream>

#include "programme/csv.h"
#include "scoring/scorecard.h"
#include "support/small_programme.h"

namespace thuocdo {
namespace {

using test::SmallProgramme;
using test::TempFolder;

std::string replaced(std::string text, const std::string& from, const std::string& to) {
  const std::size_t at = text.find(from);
  EXPECT_NE(at, std::string::npos) << from;
  return at == std::string::npos ? text : text.replace(at, from.size(), to);
}

LoadedProgramme load(const std::string& programme, const std::string& criteria,
                     const std::string& units = "code,name,tier,parent,placeholder\nx-1,Xã Một,xa,,\n") {
  TempFolder folder;
  folder.write("nho/programme.xml", programme);
  folder.write("nho/xa.xml", criteria);
  folder.write("nho/units.csv", units);
  return load_programme(folder.path() / "nho");
}

const Finding* find(const Findings& findings, Code code) {
  for (const Finding& finding : findings) {
    if (finding.code == code) return &finding;
  }
  return nullptr;
}

TEST(Programme, LoadsWhatTheFilesSay) {
  SmallProgramme small;
  EXPECT_EQ(small.programme().year, 2023);
  EXPECT_EQ(small.programme().criterion_places, 2);
  EXPECT_EQ(iso_text(small.tier().before), "2024-01-15");
  EXPECT_EQ(small.set().criteria.size(), 10u);
  EXPECT_EQ(small.set().scored_count(), 7u);
  EXPECT_EQ(small.set().maximum.text(), "55");
  EXPECT_EQ(small.criterion("2").maximum.text(), "23");  // no declared maximum: the sum
  EXPECT_EQ(small.set().provenance(), Provenance::drafted);
  EXPECT_EQ(small.programme().unit("x-2")->name, "Xã Hai, mới");
  EXPECT_TRUE(small.programme().unit("x-2")->placeholder);
  EXPECT_EQ(std::get<Steps>(*small.criterion("1.3").rule()).steps.size(), 4u);
}

TEST(Programme, DigestFollowsContentNotLayout) {
  const auto base = load(test::small_programme_xml(), test::small_criteria_xml());
  const auto spaced = load(replaced(test::small_programme_xml(), "<rounding", "<!-- note -->\n\n   <rounding"), test::small_criteria_xml());
  const auto changed = load(test::small_programme_xml(), replaced(test::small_criteria_xml(), "each=\"0.75\"", "each=\"0.5\""));
  const auto same_value = load(test::small_programme_xml(), replaced(test::small_criteria_xml(), "each=\"0.75\"", "each=\"0.750\""));
  ASSERT_TRUE(base.programme && spaced.programme && changed.programme && same_value.programme);
  EXPECT_EQ(base.programme->digest.size(), 64u);
  EXPECT_EQ(base.programme->digest, spaced.programme->digest);
  EXPECT_EQ(base.programme->digest, same_value.programme->digest);
  EXPECT_NE(base.programme->digest, changed.programme->digest);
}

// Each broken definition names file, line or element, and the criterion, and says what is expected.
struct Broken {
  const char* from;
  const char* to;
  Code code;
  const char* criterion;
};

class BrokenCriteria : public testing::TestWithParam<Broken> {};

TEST_P(BrokenCriteria, IsReportedWithPlaceAndCriterion) {
  const Broken& broken = GetParam();
  const auto loaded = load(test::small_programme_xml(), replaced(test::small_criteria_xml(), broken.from, broken.to));
  const Finding* found = find(loaded.findings, broken.code);
  ASSERT_NE(found, nullptr) << (loaded.findings.empty() ? "no finding" : loaded.findings[0].line(Language::english));
  EXPECT_EQ(loaded.programme.has_value(), found->severity != Severity::blocking);
  EXPECT_EQ(found->place.file, "xa.xml");
  EXPECT_GT(found->place.line, 0);
  EXPECT_EQ(found->criterion, broken.criterion);
  EXPECT_FALSE(found->message.vi.empty());
  EXPECT_FALSE(found->message.en.empty());
}

INSTANTIATE_TEST_SUITE_P(
    All, BrokenCriteria,
    testing::Values(
        Broken{"id=\"1.2\"", "id=\"1.1\"", Code::id_duplicate, "1.1"},
        Broken{"id=\"1.2\"", "id=\"1 2\"", Code::value_invalid, "1 2"},
        Broken{"id=\"1.2\"", "", Code::attribute_missing, ""},
        Broken{"maximum=\"10\" provenance", "maximum=\"mười\" provenance", Code::value_invalid, "1.2"},
        Broken{"maximum=\"10\" provenance", "maximum=\"-1\" provenance", Code::value_invalid, "1.2"},
        Broken{"provenance=\"published\" source=\"DTI huyện\"", "provenance=\"published\"", Code::attribute_missing, "1.3"},
        Broken{"provenance=\"published\"", "provenance=\"unknown\"", Code::value_invalid, "1.3"},
        Broken{"<yes-no yes=\"2\"/>", "", Code::element_missing, "1.1"},
        Broken{"<yes-no yes=\"2\"/>", "<maybe/>", Code::element_unknown, "1.1"},
        Broken{"<yes-no yes=\"2\"/>", "<yes-no yes=\"2\"/><judged/>", Code::element_repeated, "1.1"},
        Broken{"<yes-no yes=\"2\"/>", "<yes-no yes=\"3\"/>", Code::rule_exceeds, "1.1"},
        Broken{"<yes-no yes=\"2\"/>", "<yes-no yes=\"1\"/>", Code::rule_unreachable, "1.1"},
        Broken{"<yes-no yes=\"2\"/>", "<yes-no yes=\"2\" no=\"2\"/>", Code::rule_impossible, "1.1"},
        Broken{"<step at=\"3\" points=\"15\"/>", "<step at=\"5\" points=\"15\"/>", Code::rule_not_monotone, "1.3"},
        Broken{"<step at=\"3\" points=\"15\"/>", "<step at=\"3\" points=\"25\"/>", Code::rule_not_monotone, "1.3"},
        Broken{"<yes-no yes=\"2\"/>", "<deadline><event><vi>x</vi></event></deadline>", Code::rule_impossible, "1.1"},
        Broken{"<yes-no yes=\"2\"/>", "<deadline><event><vi>x</vi></event><step by=\"2023-02-30\" points=\"2\"/></deadline>", Code::value_invalid, "1.1"},
        Broken{"<yes-no yes=\"2\"/>", "<deadline><event><vi>x</vi></event><step by=\"2023-03-01\" points=\"2\"/><step by=\"2023-02-01\" points=\"1\"/></deadline>", Code::rule_not_monotone, "1.1"},
        Broken{"<yes-no yes=\"2\"/>", "<deadline late=\"2\"><event><vi>x</vi></event><step by=\"2023-03-01\" points=\"2\"/></deadline>", Code::rule_not_monotone, "1.1"},
        Broken{"<yes-no yes=\"2\"/>", "<deadline within-survey=\"yes\"><event><vi>x</vi></event><step by=\"2024-03-01\" points=\"2\"/></deadline>", Code::rule_impossible, "1.1"},
        Broken{"<ratio>", "<ratio target=\"1.5\">", Code::rule_impossible, "2.2"},
        Broken{"<ratio>", "<ratio floor=\"0.5\">", Code::rule_impossible, "2.2"},
        Broken{"<ratio>", "<ratio floor=\"0.9\" ceiling=\"0.5\">", Code::rule_impossible, "2.2"},
        Broken{"<ratio>", "<ratio colour=\"red\">", Code::attribute_unknown, "2.2"},
        Broken{"</b></ratio>", "</b><except id=\"x\"><vi>X</vi></except><except id=\"x\"><vi>Y</vi></except></ratio>", Code::id_duplicate, "2.2"},
        Broken{"</b></ratio>", "</b><except id=\"x\"/></ratio>", Code::element_missing, "2.2"},
        Broken{"<yes-no yes=\"2\"/>", "<best><case id=\"a\"><vi>A</vi><yes-no yes=\"2\"/></case></best>", Code::rule_impossible, "1.1"},
        Broken{"<yes-no yes=\"2\"/>", "<best><case id=\"a\"><vi>A</vi><yes-no yes=\"2\"/></case><case id=\"a\"><vi>B</vi><judged/></case></best>", Code::id_duplicate, "1.1"},
        Broken{"<yes-no yes=\"2\"/>", "<best><case id=\"a\"><vi>A</vi><yes-no yes=\"3\"/></case><case id=\"b\"><vi>B</vi><judged/></case></best>", Code::rule_exceeds, "1.1"},
        Broken{"<yes-no yes=\"2\"/>", "<best><case id=\"a\"><vi>A</vi><yes-no yes=\"2\" no=\"2\"/></case><case id=\"b\"><vi>B</vi><judged/></case></best>", Code::rule_impossible, "1.1"},
        Broken{"<yes-no yes=\"2\"/>", "<best><case id=\"a\"><vi>A</vi></case><case id=\"b\"><vi>B</vi><judged/></case></best>", Code::element_missing, "1.1"},
        Broken{"<yes-no yes=\"2\"/>", "<best><case id=\"a\"><vi>A</vi><best/></case><case id=\"b\"><vi>B</vi><judged/></case></best>", Code::element_unknown, "1.1"},
        Broken{"<yes-no yes=\"2\"/>", "<best><case id=\"a\"><vi>A</vi><judged/><judged/></case><case id=\"b\"><vi>B</vi><judged/></case></best>", Code::element_repeated, "1.1"},
        Broken{"<yes-no yes=\"2\"/>", "<formula><variable name=\"x\"><vi>X</vi></variable><branch id=\"a\" points=\"max * w\"/></formula>", Code::expression_malformed, "1.1"},
        Broken{"<yes-no yes=\"2\"/>", "<formula><variable name=\"x\"><vi>X</vi></variable><branch id=\"a\" points=\"max\"/></formula>", Code::rule_impossible, "1.1"},
        Broken{"<yes-no yes=\"2\"/>", "<formula><variable name=\"max\"><vi>X</vi></variable><branch id=\"a\" points=\"max\"/></formula>", Code::value_invalid, "1.1"},
        Broken{"<yes-no yes=\"2\"/>", "<formula><branch id=\"a\" points=\"1 / (2 - 2)\"/></formula>", Code::rule_impossible, "1.1"},
        Broken{"<yes-no yes=\"2\"/>", "<formula><branch id=\"a\" points=\"3\"/></formula>", Code::rule_exceeds, "1.1"},
        Broken{"<yes-no yes=\"2\"/>", "<formula><branch id=\"a\" points=\"1\"><vi>A</vi></branch><branch id=\"b\" points=\"2\"/></formula>", Code::element_missing, "1.1"},
        Broken{"<yes-no yes=\"2\"/>", "<formula><branch id=\"a\" points=\"1\"><vi>A</vi></branch><branch id=\"b\" points=\"2\"><vi>A</vi></branch></formula>", Code::id_duplicate, "1.1"},
        Broken{"<yes-no yes=\"2\"/>", "<formula/>", Code::rule_impossible, "1.1"},
        Broken{"<yes-no yes=\"2\"/>", "<condition unmet=\"report\"/>", Code::rule_impossible, "1.1"},
        Broken{"<yes-no yes=\"2\"/>", "<condition/>", Code::attribute_missing, "1.1"},
        Broken{"counted=\"yes\" cap=\"2\"", "counted=\"yes\"", Code::attribute_missing, "2.3"},
        Broken{"<judged step=\"0.5\"/>", "<judged step=\"0.3\"/>", Code::rule_impossible, "2.4"},
        Broken{"maximum=\"0\"", "maximum=\"1\"", Code::rule_impossible, "2.5"},
        Broken{"maximum=\"32\"", "maximum=\"30\"", Code::parent_maximum_differs, "1"},
        Broken{"<vi>Nhóm một</vi>", "", Code::element_missing, "1"},
        Broken{"<vi>Nhóm hai</vi>", "", Code::element_missing, "2"},
        Broken{"points=\"10\"><vi>Bí", "points=\"mười\"><vi>Bí", Code::value_invalid, "1.2"},
        // What stands where nothing is read would be lost without a word.
        Broken{"<vi>Có hay không</vi>", "<vi>Có <b>hay</b> không</vi>", Code::element_unknown, "1.1"},
        Broken{"<vi>Có hay không</vi>", "<vi lang=\"vi\">Có hay không</vi>", Code::attribute_unknown, "1.1"},
        Broken{"<yes-no yes=\"2\"/>", "hai điểm <yes-no yes=\"2\"/>", Code::text_unexpected, "1.1"},
        Broken{"<choice>", "<choice>mức", Code::text_unexpected, "1.2"},
        Broken{"<title>", "tiêu đề <title>", Code::text_unexpected, ""},
        Broken{"tier=\"xa\"", "tier=\"huyen\"", Code::value_invalid, ""}));

// "each=0" alone leaves the author guessing.
TEST(Programme, AnImpossibleRuleSaysWhatIsExpected) {
  const auto message = [](const char* from, const char* to) {
    const auto loaded = load(test::small_programme_xml(), replaced(test::small_criteria_xml(), from, to));
    const Finding* found = find(loaded.findings, Code::rule_impossible);
    return found ? found->message : Text{};
  };
  EXPECT_NE(message("each=\"0.75\"", "each=\"0\"").en.find("each=0, expected more than 0"), std::string::npos);
  EXPECT_NE(message("each=\"0.75\"", "each=\"0\"").vi.find("each=0, cần lớn hơn 0"), std::string::npos);
  EXPECT_NE(message("<judged step=\"0.5\"/>", "<judged step=\"0.3\"/>").en.find("step=0.3, expected a step that divides the maximum 5"), std::string::npos);
  EXPECT_NE(message("at=\"1\"", "at=\"0.5\"").en.find("at=0.5, expected a whole number"), std::string::npos);
  EXPECT_NE(message("at=\"1\"", "at=\"0\"").en.find("at=0, expected more than 0"), std::string::npos);
  EXPECT_NE(message("maximum=\"0\"", "maximum=\"1\"").en.find("maximum=1, expected 0 for information"), std::string::npos);
  EXPECT_NE(message("maximum=\"2\" ", "maximum=\"0\" ").en.find("maximum=0, expected more than 0"), std::string::npos);
  EXPECT_NE(message("id=\"day-du\" points=\"1\"", "id=\"day-du\" points=\"0\"").en.find("day-du: points=0, expected more than 0"), std::string::npos);
}

TEST(Programme, MalformedAndForbiddenFilesAreRefusedWithTheLine) {
  const auto code_of = [](const std::string& criteria) {
    const auto loaded = load(test::small_programme_xml(), criteria);
    EXPECT_FALSE(loaded.programme);
    EXPECT_FALSE(loaded.findings.empty());
    EXPECT_GT(loaded.findings[0].place.line, 0);
    return loaded.findings[0].code;
  };
  EXPECT_EQ(code_of(replaced(test::small_criteria_xml(), "</criteria>", "</criterion>")), Code::definition_malformed);
  EXPECT_EQ(code_of(replaced(test::small_criteria_xml(), "<criteria ", "<!DOCTYPE x [<!ENTITY a \"b\">]><criteria ")), Code::definition_forbidden);
  std::string nested = "<criteria xmlns=\"urn:thuocdo:definition:1\">";
  for (int i = 0; i < 100'000; ++i) nested += "<group>";
  EXPECT_EQ(code_of(nested), Code::definition_forbidden);
  EXPECT_EQ(code_of("<criteria xmlns=\"urn:x\"/>"), Code::element_missing);
  EXPECT_EQ(code_of(replaced(test::small_criteria_xml(), "Nhóm một", "Nh\xFFm")), Code::definition_malformed);
}

TEST(Programme, UnitsAreCheckedByLine) {
  const std::string header = "code,name,tier,parent,placeholder\n";
  const auto first = [&](const std::string& lines) {
    return load(test::small_programme_xml(), test::small_criteria_xml(), header + lines).findings.at(0);
  };
  EXPECT_EQ(first("x-1,A,xa,,\nx-1,B,xa,,\n").code, Code::id_duplicate);
  EXPECT_EQ(first("x-1,A,xa,,\nx-1,B,xa,,\n").place.line, 3);
  EXPECT_EQ(first("x 1,A,xa,,\n").code, Code::value_invalid);
  EXPECT_EQ(first("x-1,A,tinh,,\n").code, Code::tier_unknown);
  EXPECT_EQ(first("x-1,A,xa,h-1,\n").code, Code::unit_parent_unknown);
  EXPECT_EQ(first("x-1,A,xa\n").code, Code::value_invalid);
  EXPECT_EQ(first("x-1,\"A,xa,,\n").code, Code::value_invalid);
  EXPECT_EQ(first("x-1,\"A,xa,,\nx-2,B,xa,,\n").place.line, 2);  // where the quote opens
  EXPECT_EQ(first("x-1,A,xa,,\nx-2,B,xa,h-1,\n").place.line, 3);
  EXPECT_EQ(first("x-1,A,xa,,\nx-2,X\xE3,xa,,\n").code, Code::value_invalid);  // not UTF-8
  EXPECT_EQ(first("x-1,A,xa,,\nx-2,X\xE3,xa,,\n").place.line, 3);
  EXPECT_EQ(first("x-1,\"A\nB\",xa,,\n").code, Code::value_invalid);  // a name stands on one line
  EXPECT_EQ(first("x-1,\"A\nB\",xa,,\n").place.line, 2);
}

TEST(Programme, AUnitOfATierThatIsConsolidatedNamesItsParent) {
  const auto loaded = load(replaced(test::small_programme_xml(), "key=\"xa\"", "key=\"xa\" consolidated-by=\"tinh\""), test::small_criteria_xml(),
                           "code,name,tier,parent,placeholder\nx-1,A,xa,,\n");
  const Finding* found = find(loaded.findings, Code::unit_parent_missing);
  ASSERT_NE(found, nullptr);
  EXPECT_EQ(found->place.line, 2);
}

TEST(Programme, ATierDoesNotConsolidateItself) {
  const auto loaded = load(replaced(test::small_programme_xml(), "key=\"xa\"", "key=\"xa\" consolidated-by=\"xa\""), test::small_criteria_xml());
  const Finding* found = find(loaded.findings, Code::value_invalid);
  ASSERT_NE(found, nullptr);
  EXPECT_GT(found->place.line, 0);
}

TEST(Programme, FilesThatCannotBeReadSayWhy) {
  const auto missing = load(replaced(test::small_programme_xml(), "xa.xml", "khac.xml"), test::small_criteria_xml());
  const Finding* found = find(missing.findings, Code::file_unreadable);
  ASSERT_NE(found, nullptr);
  EXPECT_EQ(found->place.file, "khac.xml");
  EXPECT_NE(found->message.vi.find("không có tệp"), std::string::npos) << found->message.vi;
  // A name that is a folder is told as one, whatever folder it is.
  const auto folder = load(replaced(test::small_programme_xml(), "xa.xml", "."), test::small_criteria_xml());
  found = find(folder.findings, Code::file_unreadable);
  ASSERT_NE(found, nullptr);
  EXPECT_NE(found->message.vi.find("đây là thư mục"), std::string::npos) << found->message.vi;
}

TEST(Programme, EveryDefinitionErrorNamesItsLineOrElement) {
  const std::string bands = "<bands><band id=\"a\" from=\"9\"><vi>A</vi></band><band id=\"a\" from=\"5\"><vi>B</vi></band></bands><tiers>";
  const auto repeated = load(replaced(test::small_programme_xml(), "<tiers>", bands), test::small_criteria_xml());
  ASSERT_NE(find(repeated.findings, Code::id_duplicate), nullptr);
  EXPECT_EQ(find(repeated.findings, Code::id_duplicate)->place.line, 10);
  const auto twice = load(replaced(test::small_programme_xml(), "total=\"2\"", "total=\"1\""), test::small_criteria_xml());
  ASSERT_NE(find(twice.findings, Code::rounded_twice), nullptr);
  EXPECT_EQ(find(twice.findings, Code::rounded_twice)->place.element, "/programme/rounding[1]");
  const auto round = load(replaced(test::small_programme_xml(), "round=\"2023\"", "round=\"\""), test::small_criteria_xml());
  ASSERT_NE(find(round.findings, Code::attribute_missing), nullptr);
  EXPECT_EQ(find(round.findings, Code::attribute_missing)->place.line, 2);
}

// The name of its folder is how a programme is found, and its key is what sheets carry.
TEST(Programme, ItsKeyIsTheNameOfItsFolder) {
  TempFolder folder;
  folder.write("khac/programme.xml", test::small_programme_xml());
  folder.write("khac/xa.xml", test::small_criteria_xml());
  folder.write("khac/units.csv", "code,name,tier,parent,placeholder\nx-1,A,xa,,\n");
  ProgrammeStore store(folder.path());
  Findings findings;
  EXPECT_EQ(store.find("khac", &findings), nullptr);
  const Finding* found = find(findings, Code::value_invalid);
  ASSERT_NE(found, nullptr);
  EXPECT_EQ(found->place.element, "/programme");
  EXPECT_NE(found->message.en.find("khac"), std::string::npos);
}

// What stands in the folder, or is asked for, never ends in an exception.
TEST(Store, LoopsAndLongNamesAreNoProgrammes) {
  TempFolder folder;
  std::filesystem::create_symlink("vong", folder.path() / "vong");
  ProgrammeStore store(folder.path());
  EXPECT_TRUE(store.keys().empty());
  Findings findings;
  for (const std::string& key : {std::string("vong"), std::string(300, 'a')}) {
    EXPECT_EQ(store.find(key, &findings), nullptr);
    ASSERT_EQ(findings.size(), 1u);
    EXPECT_EQ(findings[0].code, Code::programme_unknown);
  }
}

TEST(Programme, RoundingTwiceIsRefused) {
  const auto loaded = load(replaced(test::small_programme_xml(), "criterion=\"2\" total=\"2\"", "criterion=\"3\" total=\"2\""), test::small_criteria_xml());
  EXPECT_FALSE(loaded.programme);
  EXPECT_NE(find(loaded.findings, Code::rounded_twice), nullptr);
}

TEST(Programme, MayChangeTheSeverityOfSomeChecksOnly) {
  const std::string evidence = "<checks><check code=\"evidence-missing\" severity=\"blocking\"/></checks><tiers>";
  const auto loaded = load(replaced(test::small_programme_xml(), "<tiers>", evidence), test::small_criteria_xml());
  ASSERT_TRUE(loaded.programme);
  EXPECT_EQ(loaded.programme->severity_of(finding(Code::evidence_missing, {"1.1"})), Severity::blocking);
  EXPECT_EQ(loaded.programme->severity_of(finding(Code::reason_missing, {"1.1", "0", "2"})), Severity::blocking);
  const std::string negative = "<checks><check code=\"answer-negative\" severity=\"note\"/></checks><tiers>";
  EXPECT_FALSE(load(replaced(test::small_programme_xml(), "<tiers>", negative), test::small_criteria_xml()).programme);
}

std::string with(const std::string& more) { return replaced(test::small_programme_xml(), "<tiers>", more + "<tiers>"); }

TEST(Programme, SaysWhatRanksGoBy) {
  const auto with = [](const std::string& ranking) {
    return load(replaced(test::small_programme_xml(), "<not-applicable policy=\"remove\"/>", "<not-applicable policy=\"remove\"/>" + ranking),
                test::small_criteria_xml());
  };
  const auto silent = with("");
  ASSERT_TRUE(silent.programme);
  EXPECT_EQ(silent.programme->ranking.by, RankBy::total);
  EXPECT_FALSE(silent.programme->ranking.stated);
  EXPECT_TRUE(find(silent.findings, Code::ranking_total_not_comparable));
  const auto share = with("<ranking by=\"share\" scale=\"100\"><tie-break criterion=\"2\"/><tie-break criterion=\"1.3\"/></ranking>");
  ASSERT_TRUE(share.programme);
  EXPECT_EQ(share.programme->ranking.by, RankBy::share);
  EXPECT_EQ(published_scale(*share.programme, share.programme->tiers[0].set).text(), "100");
  EXPECT_EQ(share.programme->ranking.tie_breaks, (std::vector<std::string>{"2", "1.3"}));
  EXPECT_FALSE(find(share.findings, Code::ranking_total_not_comparable));
  EXPECT_NE(share.programme->digest, silent.programme->digest);
  const auto unscaled = with("<ranking by=\"share\"/>");
  ASSERT_TRUE(unscaled.programme);
  EXPECT_EQ(published_scale(*unscaled.programme, unscaled.programme->tiers[0].set).text(), "55");

  for (const auto& [wrong, code] : {std::pair{"<ranking/>", Code::attribute_missing}, {"<ranking by=\"rank\"/>", Code::value_invalid},
                                    {"<ranking by=\"total\" scale=\"100\"/>", Code::value_invalid},
                                    {"<ranking by=\"share\" scale=\"0\"/>", Code::value_invalid},
                                    {"<ranking by=\"total\"><tie-break criterion=\"9\"/></ranking>", Code::tie_break_unknown},
                                    {"<ranking by=\"total\"><tie-break criterion=\"2\"/><tie-break criterion=\"2\"/></ranking>", Code::id_duplicate}}) {
    const auto loaded = with(wrong);
    EXPECT_FALSE(loaded.programme) << wrong;
    EXPECT_TRUE(find(loaded.findings, code)) << wrong;
  }
}

TEST(Programme, HasStagesRoundsWithoutAssessmentAndAReportOutline) {
  const std::string stages =
      "<stages><stage key=\"nhan\" by=\"2024-01-15\"><vi>Nhận phiếu</vi><en>Receipt</en></stage>"
      "<stage key=\"tham-dinh\" by=\"2024-02-01\"><vi>Thẩm định</vi></stage></stages>";
  const std::string rounds =
      "<rounds-without-assessment><round key=\"3-thang\" by=\"2023-03-15\"><vi>Ba tháng</vi></round></rounds-without-assessment>";
  const std::string outline =
      "<report-outline><heading number=\"I\"><vi>Kết quả</vi></heading>"
      "<heading number=\"1\" level=\"2\"><vi>Hạ tầng</vi></heading></report-outline>";
  const auto loaded = load(with(stages + rounds + outline), test::small_criteria_xml());
  ASSERT_TRUE(loaded.programme) << loaded.findings[0].line(Language::english);
  const Programme& programme = *loaded.programme;
  ASSERT_EQ(programme.stages.size(), 2u);
  EXPECT_EQ(programme.stages[1].key, "tham-dinh");
  EXPECT_EQ(iso_text(programme.stages[1].before), "2024-02-01");
  ASSERT_EQ(programme.rounds_without_assessment.size(), 1u);
  EXPECT_EQ(programme.rounds_without_assessment[0].name.vi, "Ba tháng");
  ASSERT_EQ(programme.report_outline.size(), 2u);
  EXPECT_EQ(programme.report_outline[0].level, 1);
  EXPECT_EQ(programme.report_outline[1].level, 2);
  EXPECT_EQ(programme.report_outline[1].text.vi, "Hạ tầng");

  std::vector<std::string> digests = {programme.digest};
  for (const std::string& less : {stages + rounds, stages + outline, rounds + outline, std::string()}) {
    digests.push_back(load(with(less), test::small_criteria_xml()).programme->digest);
  }
  std::sort(digests.begin(), digests.end());
  EXPECT_EQ(std::unique(digests.begin(), digests.end()), digests.end());
}

TEST(Programme, HasAnApprovalAndAGeneralReportWhoseFiguresCanBeHad) {
  const auto report = [](const std::string& figure) {
    return "<approval symbol=\"QĐ-UBND\" given=\"1/QĐ-UBND\"><issuer><vi>Ủy ban nhân dân</vi></issuer></approval>"
           "<general-report><heading number=\"1\"><vi>Điều kiện</vi>" + figure + "</heading></general-report>";
  };
  const auto figure = [](const std::string& kind, const std::string& of) { return "<figure kind=\"" + kind + "\"><vi>Số liệu</vi><of " + of + "/></figure>"; };
  const auto loaded = load(with(report(figure("ratio", "tier=\"xa\" criterion=\"2.2\" field=\"a\" base=\"b\"") +
                                       figure("units", "tier=\"xa\" criterion=\"2.3\" field=\"item:day-du\" answer=\"co\"") +
                                       figure("full", "tier=\"xa\" criterion=\"1\"") + figure("sum", "tier=\"xa\" criterion=\"2.5\" field=\"value\""))),
                           test::small_criteria_xml());
  ASSERT_TRUE(loaded.programme) << loaded.findings[0].line(Language::english);
  const Programme& programme = *loaded.programme;
  ASSERT_TRUE(programme.approval);
  EXPECT_EQ(programme.approval->issuer.vi, "Ủy ban nhân dân");
  ASSERT_EQ(programme.general_report.size(), 1u);
  ASSERT_EQ(programme.general_report[0].figures.size(), 4u);
  EXPECT_EQ(programme.general_report[0].figures[0].parts[0].base, "b");
  EXPECT_EQ(kind_text(programme.general_report[0].figures[2].kind), "full");
  EXPECT_NE(load(with(report("")), test::small_criteria_xml()).programme->digest, programme.digest);

  const auto refused = [&](const std::string& more) {
    const auto wrong = load(with(more), test::small_criteria_xml());
    EXPECT_FALSE(wrong.programme) << more;
    const auto why = std::find_if(wrong.findings.begin(), wrong.findings.end(), [](const Finding& found) { return found.severity == Severity::blocking; });
    return why == wrong.findings.end() ? Code::internal_error : why->code;
  };
  EXPECT_EQ(refused(report(figure("sum", "tier=\"so\" criterion=\"2.5\" field=\"value\""))), Code::report_figure);
  EXPECT_EQ(refused(report(figure("sum", "tier=\"xa\" criterion=\"9\" field=\"value\""))), Code::report_figure);
  EXPECT_EQ(refused(report(figure("sum", "tier=\"xa\" criterion=\"1.1\" field=\"value\""))), Code::report_figure);
  EXPECT_EQ(refused(report(figure("ratio", "tier=\"xa\" criterion=\"2.2\" field=\"a\" base=\"c\""))), Code::report_figure);
  EXPECT_EQ(refused(report(figure("units", "tier=\"xa\" criterion=\"1.1\" field=\"value\" answer=\"vang\""))), Code::report_figure);
  EXPECT_EQ(refused(report(figure("full", "tier=\"xa\" criterion=\"2.5\""))), Code::report_figure);
  EXPECT_EQ(refused(report(figure("ratio", "tier=\"xa\" criterion=\"2.2\" field=\"a\""))), Code::attribute_missing);
  EXPECT_EQ(refused(report("<figure kind=\"sum\"><vi>Số liệu</vi></figure>")), Code::element_missing);
  EXPECT_EQ(refused(report(figure("mean", "tier=\"xa\" criterion=\"2.2\" field=\"a\""))), Code::value_invalid);
  EXPECT_EQ(refused("<approval symbol=\"QĐ-UBND\" given=\"2/QĐ\"><issuer><vi>Ủy ban</vi></issuer></approval>"), Code::value_invalid);
}

TEST(Programme, StagesAreCheckedByLine) {
  const auto first = [](const std::string& more) {
    const auto loaded = load(with("\n" + more), test::small_criteria_xml());
    EXPECT_FALSE(loaded.programme) << more;
    EXPECT_GT(loaded.findings[0].place.line, 0) << more;
    return loaded.findings[0].code;
  };
  const std::string stage = "<stage key=\"a\" by=\"2024-01-15\"><vi>A</vi></stage>";
  EXPECT_EQ(first("<stages>" + stage + stage + "</stages>"), Code::id_duplicate);
  EXPECT_EQ(first("<stages>" + stage + "<stage key=\"b\" by=\"2024-01-14\"><vi>B</vi></stage></stages>"), Code::value_invalid);
  EXPECT_EQ(first("<stages><stage key=\"a\"><vi>A</vi></stage></stages>"), Code::attribute_missing);
  EXPECT_EQ(first("<stages><round key=\"a\" by=\"2024-01-15\"><vi>A</vi></round></stages>"), Code::element_unknown);
  // The round that is assessed cannot be one that is not.
  EXPECT_EQ(first("<rounds-without-assessment><round key=\"2023\" by=\"2024-01-15\"><vi>A</vi></round></rounds-without-assessment>"),
            Code::id_duplicate);
  EXPECT_EQ(first("<report-outline><heading number=\"1\" level=\"5\"><vi>A</vi></heading></report-outline>"), Code::value_invalid);
}

TEST(Programme, DatesThatDoNotGoTogetherAndDeadlinesOnDaysOff) {
  const auto codes = [](const std::string& from, const std::string& to) {
    std::vector<std::string> list;
    const auto loaded = load(from.empty() ? test::small_programme_xml() : replaced(test::small_programme_xml(), from, to), test::small_criteria_xml());
    for (const Finding& finding : loaded.findings) {
      if (finding.place.file == "programme.xml" && finding.code != Code::ranking_total_not_comparable) list.push_back(std::string(finding.code_text()));
    }
    return list;
  };
  using Strings = std::vector<std::string>;
  const std::string before = "before=\"2024-01-15\"";  // the last day is Sunday 14 January
  EXPECT_EQ(codes("", ""), (Strings{"deadline-not-working-day"}));
  EXPECT_EQ(codes(before, "before=\"2024-01-17\""), Strings{});
  EXPECT_EQ(codes(before, "before=\"2023-12-20\""), (Strings{"deadline-before-survey-ends"}));
  EXPECT_EQ(codes(before, "before=\"2022-12-21\""), (Strings{"dates-disordered", "dates-disordered"}));
  EXPECT_EQ(codes("<tiers>", "<holidays><holiday date=\"2024-01-14\"><vi>Nghỉ</vi></holiday></holidays><tiers>"), (Strings{"deadline-not-working-day"}));
}

TEST(Programme, ARatioSaysWhereItsDenominatorComesFrom) {
  const std::string source = "<en>Share</en></name><data-source><vi>Cổng dịch vụ công</vi></data-source>";
  EXPECT_NE(find(load(test::small_programme_xml(), test::small_criteria_xml()).findings, Code::ratio_without_source), nullptr);
  EXPECT_EQ(find(load(test::small_programme_xml(), replaced(test::small_criteria_xml(), "<en>Share</en></name>", source)).findings, Code::ratio_without_source), nullptr);
}

TEST(Programme, UnofficialSetsSaySo) {
  SmallProgramme small;
  const Finding* found = find(small.findings(), Code::set_not_official);
  ASSERT_NE(found, nullptr);
  EXPECT_NE(found->message.en.find("1 come from other published sets, 7 were drafted"), std::string::npos) << found->message.en;
}

TEST(Csv, ReadsQuotesAndRefusesBrokenOnes) {
  const ReadCsv read = read_csv("\xEF\xBB\xBF" "a,\"b \"\"c\"\"\nd\"\r\n\r\n,x\n");
  ASSERT_EQ(read.lines.size(), 2u);
  EXPECT_EQ(read.lines[0].cells, (std::vector<std::string>{"a", "b \"c\"\nd"}));
  EXPECT_EQ(read.lines[1].line, 4);
  EXPECT_EQ(read_csv("a\n\"b").error_line, 2);
  EXPECT_EQ(read_csv("a\nb\"c").error_line, 2);
  EXPECT_EQ(read_csv(std::string_view("a\0b", 3)).error_line, 1);
  EXPECT_EQ(read_csv("a\nb,\"c\nd").error_line, 2);  // where the quote opens
  EXPECT_EQ(read_csv("a\nb\xFF\n").error_line, 2);
}

TEST(Catalogue, ArgumentsComeInTheirPlacesAndOneThingIsOne) {
  EXPECT_EQ(filled("{1} of {0}{2}.", {"A", "B"}), "B of A.");
  EXPECT_EQ(filled("{0} {0:file was|files were} put into {1}", {"1", "{0}"}), "1 file was put into {0}");
  EXPECT_EQ(filled("{0} {0:file was|files were} put into {1}", {"21", "A"}), "21 files were put into A");
  EXPECT_EQ(finding(Code::reason_missing, {"1.1", "0", "1"}).message.en, "Criterion 1.1 has 0 of 1 point but gives no reason for not reaching the maximum. Give the reason.");
  for (const char* pattern : {"", "{0}", "{9:a|b}", "{0} {0:|s}"}) EXPECT_TRUE(is_pattern(pattern)) << pattern;
  for (const char* pattern : {"{", "{}", "{a}", "{0", "{0:a}", "{0:a|b|c}", "{0|b}", "{0:{1}|b}"}) EXPECT_FALSE(is_pattern(pattern)) << pattern;
}

TEST(Catalogue, EveryMessageIsThereInBothLanguagesWithTheSameArguments) {
  std::vector<std::string_view> codes;
  for (const CatalogueEntry& entry : catalogue()) {
    EXPECT_FALSE(entry.vi.empty());
    EXPECT_FALSE(entry.en.empty());
    for (char digit = '0'; digit <= '9'; ++digit) {
      const std::string argument = std::string("{") + digit + "}";
      const auto says = [&argument](std::string_view what, std::string_view to_do) {
        return what.find(argument) != std::string_view::npos || to_do.find(argument) != std::string_view::npos;
      };
      EXPECT_EQ(says(entry.vi, entry.vi_do), says(entry.en, entry.en_do)) << entry.code_text;
    }
    EXPECT_EQ(std::count(codes.begin(), codes.end(), entry.code_text), 0) << entry.code_text;
    codes.push_back(entry.code_text);
  }
}

// What to do is a part of its own in the catalogue. Only a notice has none, and a notice is a note that stays one.
TEST(Catalogue, EveryFindingSaysWhatToDoInBothLanguages) {
  const auto is_sentence = [](std::string_view text) { return text.ends_with('.') && !text.starts_with(' ') && text.find("  ") == std::string_view::npos; };
  for (const CatalogueEntry& entry : catalogue()) {
    const Finding made = finding(entry.code, {"A", "B", "C", "D"});
    for (const Language language : {Language::vietnamese, Language::english}) {
      const std::string_view what = language == Language::vietnamese ? entry.vi : entry.en;
      const std::string_view to_do = language == Language::vietnamese ? entry.vi_do : entry.en_do;
      const std::string& message = made.message.in(language);
      if (to_do.empty()) {
        EXPECT_EQ(entry.severity, Severity::note) << entry.code_text;
        continue;
      }
      EXPECT_TRUE(is_sentence(to_do)) << entry.code_text << ": " << to_do;
      EXPECT_NE(what, to_do) << entry.code_text;
      // It is really said: the message ends with it.
      EXPECT_TRUE(to_do.find('{') != std::string_view::npos || message.ends_with(" " + std::string(to_do))) << message;
    }
    EXPECT_EQ(entry.vi_do.empty(), entry.en_do.empty()) << entry.code_text;
  }
}

// A programme may make these graver; whoever meets them then must know what to do.
TEST(Catalogue, WhatAProgrammeMayMakeBlockingIsNoNotice) {
  int changeable = 0;
  for (const CatalogueEntry& entry : catalogue()) {
    const std::string check = "<checks><check code=\"" + std::string(entry.code_text) + "\" severity=\"blocking\"/></checks><tiers>";
    if (!load(replaced(test::small_programme_xml(), "<tiers>", check), test::small_criteria_xml()).programme) continue;
    EXPECT_FALSE(entry.vi_do.empty()) << entry.code_text;
    ++changeable;
  }
  EXPECT_GT(changeable, 3);
}

}  // namespace
}  // namespace thuocdo
