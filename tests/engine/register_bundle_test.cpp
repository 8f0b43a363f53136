// Districts' bundles: made, taken in, with all that can be wrong in one; and levels that are closed; in both databases. The
// district keeps its own register in SQLite; the province's is the one of the parameter.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "programme/digest.h"
#include "ranking/register_sheets.h"
#include "register/appraisal_book.h"
#include "register/audit.h"
#include "register/decision.h"
#include "register/level_book.h"
#include "register/standing.h"
#include "report/appraisal_report.h"
#include "report/bundle_maker.h"
#include "report/ranking_report.h"
#include "report/register_report.h"
#include "sheet/ods_writer.h"
#include "sheet/zip_package.h"
#include "support/register_books.h"
#include "support/test_pki.h"

namespace thuocdo {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

constexpr std::string_view in_time = "2024-01-12T08:00:00+07:00";

class RegisterBundleTest : public test::RegisterTest {
 protected:
  RegisterBundleTest() : test::RegisterTest(true) {}

  const Unit* unit(std::string_view code) const { return small_.programme().unit(code); }
  int at(std::string_view id) const { return small_.set().index(id); }
  static std::vector<std::string> codes(const Findings& findings) {
    std::vector<std::string> all;
    for (const Finding& found : findings) all.emplace_back(found.code_text());
    return all;
  }

  // ---- The district ----
  Register district() { return Register::open((folder_.path() / "huyen.db").string(), DatabaseUse::make, {"Huyện", "2024-01-01T08:00:00+07:00"}); }
  CriterionAppraisal decision(AppraisalVerdict verdict, std::vector<std::pair<std::string, Value>> fields = {}) {
    CriterionAppraisal one;
    one.verdict = verdict;
    one.fields = std::move(fields);
    one.basis = AppraisalBasis::desk;
    one.comment = "Đối chiếu hồ sơ";
    one.internal = "Chuyện nội bộ";
    return one;
  }
  TakenAppraisals appraise(Register& book, std::string_view code, std::string_view id, CriterionAppraisal one, AppraisalStage stage = AppraisalStage::first) {
    UnitAppraisal table{"bang.ods", unit(code), &small_.tier(), {{stage, at(id), std::move(one), "", 2}}, {}};
    return take_appraisals(book, small_.programme(), small_.store(), {table}, {"Tổ", "2024-01-08T08:00:00+07:00"});
  }
  // All is accepted but 2.2, where only 3 of the 7 count; closed to the end.
  void appraise_whole(Register& book, std::string_view code, int met = 3) {
    for (const Criterion& criterion : small_.set().criteria) {
      if (!is_appraised(criterion)) continue;
      appraise(book, code, criterion.id, criterion.id == "2.2" ? decision(AppraisalVerdict::changed, {{"a", Decimal(met)}}) : decision(AppraisalVerdict::accepted));
    }
    for (const AppraisalStage stage : appraisal_stages) {
      ASSERT_THAT(codes(close_stage(book, *appraised_unit(book, small_.programme(), *unit(code), small_.store()), stage, {"Trưởng", "2024-01-09T08:00:00+07:00"})), IsEmpty());
    }
  }
  void receive_at_district(Register& book, const std::string& time = "2024-01-05T08:00:00+07:00") {
    const Reception done = receive(book, incoming_files({sheets_.path()}), request(time));
    ASSERT_FALSE(done.stopped);
  }
  LevelsChanged level(Register& book, LevelAct act, std::vector<const Unit*> units, bool with_below = false, const std::string& basis = {}) {
    LevelRequest made;
    made.programme = &small_.programme();
    made.units = std::move(units);
    made.act = act;
    made.with_below = with_below;
    made.basis = basis;
    return change_levels(book, made, {"Trưởng phòng", "2024-01-11T08:00:00+07:00"});
  }
  // h-1 with x-1, which it appraised, and x-2, which is absent.
  MadeBundle made(bool with_x2 = false) {
    sheets_.write("h-1.ods", sheet("h-1", answers()));
    sheets_.write("x-1.ods", sheet("x-1", answers()));
    if (with_x2) sheets_.write("x-2.ods", sheet("x-2", answers_with(1)));
    Register book = district();
    receive_at_district(book);
    appraise_whole(book, "x-1");
    if (!with_x2) {
      EXPECT_THAT(codes(level(book, LevelAct::absent, {unit("x-2")}, false, "Sáp nhập").findings), IsEmpty());
    }
    EXPECT_THAT(codes(level(book, LevelAct::close, {unit("h-1")}, true).findings), IsEmpty());
    MadeBundle bundle = make_bundle(book, small_.store().find("nho"), *unit("h-1"), small_.store());
    EXPECT_TRUE(bundle.bytes) << ::testing::PrintToString(codes(bundle.findings));
    for (const auto& entry : std::filesystem::directory_iterator(sheets_.path())) std::filesystem::remove(entry.path());
    return bundle;
  }
  // The bundle anew with another list or other files: what somebody else could send.
  std::string forged(const Bundle& bundle, const std::vector<OdsPart>& more = {}, std::string list = {}) {
    std::vector<OdsPart> parts = {{std::string(bundle_list_path), std::string(bundle_list_type), list.empty() ? write_bundle_list(bundle) : std::move(list)}};
    for (const BundleUnit& one : bundle.units) {
      for (const BundleFile& file : one.files) {
        if (file.there) parts.push_back({file.path, "application/vnd.oasis.opendocument.spreadsheet", file.bytes});
      }
    }
    parts.insert(parts.end(), more.begin(), more.end());
    return ods_of_sheets({OdsSheet{.name = "Gói"}}, Language::vietnamese, parts);
  }
  static testing::ZipFile zipped(const std::string& name, const std::string& content) {
    testing::ZipFile file;
    file.name = name;
    file.content = content;
    if (name == "mimetype") file.method = testing::ZipMethod::stored;
    return file;
  }
  static BundleFile file_of(const std::string& path, const std::string& bytes) {
    return {path, "x.ods", sha256_hex(bytes), "2024-01-05T08:00:00+07:00", false, bytes, true};
  }

  // ---- The province ----
  Reception take(Register& book, const std::string& bytes, const std::string& name = "H1.ods", const std::string& time = std::string(in_time)) {
    const test::TempFolder folder;
    folder.write(name, bytes);
    return receive(book, incoming_files({folder.path() / name}), request(time));
  }
  static std::string states(const Reception& done) {
    std::string text;
    for (const ReceivedFile& file : done.files) {
      text += (text.empty() ? "" : ", ") + file.name + " " + (file.receipt.number > 0 ? std::string(state_text(file.receipt.state)) : "–");
    }
    return text;
  }
  static std::vector<std::string> reasons(const Reception& done, std::string_view name) {
    for (const ReceivedFile& file : done.files) {
      std::vector<std::string> all = codes(file.receipt.reasons);
      std::erase_if(all, [](const std::string& code) { return code == "signature-none" || code == "bundle-part-of"; });
      if (file.name == name) return all;
    }
    return {"no such file"};
  }
  // Whether the district's verdicts count for x-1.
  bool has_below(Register& book) {
    const auto x1 = appraised_unit(book, small_.programme(), *unit("x-1"), small_.store());
    if (!x1) ADD_FAILURE() << "x-1 has no accepted sheet";
    return x1 && x1->state.appraisal.has_below();
  }
  Standing standing(Register& book, std::string_view at = in_time) {
    const std::vector<Receipt> receipts = book.receipts("nho", "2023");
    levels_ = levels_of(book.level_entries("nho", "2023"));
    below_ = stated_below(book, receipts, small_.programme());
    return standing_of(receipts, small_.programme(), nullptr, *parse_moment(at), {&levels_, &below_});
  }
  Consolidation consolidated(Register& book) {
    RegisterSheets sheets = register_sheets(book, small_.programme(), nullptr);
    ConsolidateOptions how;
    how.source = &sheets.source;
    return consolidate({}, sheets.files, small_.store().find("nho"), small_.store(), how);
  }
  static const RankedUnit& ranked(const Consolidation& result, std::string_view code) {
    for (const TierRanking& tier : result.tiers) {
      for (const RankedUnit& one : tier.ranked) {
        if (one.unit->code == code) return one;
      }
    }
    throw std::runtime_error("not ranked: " + std::string(code));
  }

  Levels levels_;
  StatedBelow below_;
};
THUOCDO_BOTH_DATABASES(RegisterBundleTest);

TEST_P(RegisterBundleTest, ABundleCarriesTheOriginalsByteForByteAndIsTheSameEveryTime) {
  const std::string sheet_bytes = sheet("x-1", answers());
  const MadeBundle first = made();
  ASSERT_TRUE(first.bytes);
  ReadBundle read = read_bundle(*first.bytes);
  ASSERT_TRUE(read.bundle) << ::testing::PrintToString(codes(read.findings));
  EXPECT_THAT(read.unlisted, IsEmpty());
  ASSERT_EQ(read.bundle->units.size(), 3u);
  const BundleUnit& x1 = *read.bundle->find("x-1");
  EXPECT_EQ(x1.files.at(0).bytes, sheet_bytes);
  EXPECT_EQ(x1.files.at(0).received, "2024-01-05T08:00:00+07:00");
  EXPECT_EQ(x1.rank, "1");
  EXPECT_EQ(x1.total, "42");
  EXPECT_TRUE(x1.appraised);
  EXPECT_EQ(read.bundle->find("x-2")->absent, "Sáp nhập");
  EXPECT_EQ(read.bundle->closed_by, "Trưởng phòng");
  EXPECT_EQ(write_bundle_list(*read.bundle), write_bundle_list(first.bundle));
  EXPECT_THAT(*first.bytes, Not(HasSubstr("Chuyện nội bộ")));
  // Every original stands in the manifest, so that a signature covers it.
  EXPECT_THAT(*first.bytes, HasSubstr("manifest:full-path=\"Bundle/x-1.ods\""));
  EXPECT_THAT(*first.bytes, HasSubstr("manifest:full-path=\"Bundle/\" manifest:media-type=\"application/vnd.thuocdo.bundle+xml\""));
  Register book = district();
  EXPECT_EQ(*make_bundle(book, small_.store().find("nho"), *unit("h-1"), small_.store(), {.threads = 3}).bytes, *first.bytes);
  EXPECT_THAT(codes(check_bundle_points(*read.bundle, small_.store().find("nho"), small_.store())), IsEmpty());
}

TEST_P(RegisterBundleTest, NoBundleOfALevelThatIsNotClosedButAListOfWhatIsMissing) {
  sheets_.write("x-1.ods", sheet("x-1", answers()));
  sheets_.write("x-2.ods", sheet("x-2", answers()));
  Register book = district();
  receive_at_district(book);
  appraise(book, "x-1", "2.2", decision(AppraisalVerdict::accepted));
  const MadeBundle bundle = make_bundle(book, small_.store().find("nho"), *unit("h-1"), small_.store());
  EXPECT_FALSE(bundle.bytes);
  EXPECT_THAT(codes(bundle.findings), ElementsAre("bundle-level-open", "level-appraisal-open", "level-no-sheet"));
  EXPECT_THAT(book.level_rows(), IsEmpty());  // asking closes nothing, not even x-2, which could be
  LevelRequest request;
  request.programme = &small_.programme();
  request.units = {unit("h-1")};
  request.with_below = true;
  const std::vector<LevelObstacle> obstacles = against_closing(book, request);
  ASSERT_EQ(obstacles.size(), 2u);
  EXPECT_EQ(obstacles[0].unit, unit("x-1"));
  EXPECT_EQ(obstacles[0].finding.code, Code::level_appraisal_open);
  EXPECT_EQ(obstacles[1].unit, unit("h-1"));
  EXPECT_EQ(obstacles[1].receipt, 0);
  // A sheet that came late is named: it wants a decision before the unit can be called absent.
  const Reception late = take(book, sheet("h-1", answers()), "h-1.ods", "2024-02-17T08:00:00+07:00");
  EXPECT_EQ(against_closing(book, request).back().receipt, late.files[0].receipt.number);
}

TEST_P(RegisterBundleTest, TheProvinceSeesBothLayers) {
  const MadeBundle bundle = made(true);
  Register book = open();
  const Reception done = take(book, *bundle.bytes);
  ASSERT_FALSE(done.stopped) << done.stopped->what();
  EXPECT_EQ(states(done), "H1.ods accepted, H1.ods/h-1.ods accepted, H1.ods/x-1.ods accepted, H1.ods/x-2.ods accepted");
  EXPECT_EQ(done.asked, 4u);
  EXPECT_TRUE(audit_of(book).sound());
  const AppraisedUnit x1 = *appraised_unit(book, small_.programme(), *unit("x-1"), small_.store());
  const AppraisedScores scores = appraised_scores(small_.programme(), small_.tier(), *x1.sheet.answers, x1.state.appraisal);
  EXPECT_EQ(scores.self.total.text(), "45.33");
  ASSERT_TRUE(scores.below);
  EXPECT_EQ(scores.below->total.text(), "42");
  AppraisalView view{.programme = &small_.programme(), .unit = unit("x-1"), .answers = &*x1.sheet.answers, .appraisal = &x1.state.appraisal};
  EXPECT_THAT(appraisal_text(view, {Language::vietnamese, 200, false}), HasSubstr("Cấp dưới: Sửa số liệu"));
  EXPECT_THAT(appraisal_json(view), HasSubstr("\"below\": \"42\""));
  // Without an appraisal of its own the province counts the district's.
  EXPECT_EQ(ranked(consolidated(book), "x-1").total.text(), "42");
  EXPECT_EQ(ranked(consolidated(book), "x-1").self->own.total.text(), "45.33");
  EXPECT_THAT(appraised_csv(consolidated(book)), HasSubstr("xa,x-1,Xã Một,1,h-1,,,,45.33,42,,,42,-3.33"));
  const Standing now = standing(book);
  EXPECT_EQ(now.tiers[1].units[0].below->stated.rank, "1");
  EXPECT_EQ(now.levels[1].bundle, 4);
  EXPECT_EQ(now.levels[1].submitted, 2u);
  EXPECT_EQ(now.levels[0].units, 5u);
  EXPECT_EQ(now.levels[0].missing, 2u);
}

TEST_P(RegisterBundleTest, TheProvincesOwnAppraisalWinsAndMayKeepTheDistricts) {
  const MadeBundle bundle = made();
  Register book = open();
  take(book, *bundle.bytes);
  EXPECT_THAT(codes(appraise(book, "x-1", "1.2", decision(AppraisalVerdict::kept)).findings), IsEmpty());
  appraise_whole(book, "x-1", 6);
  const RankedUnit x1 = ranked(consolidated(book), "x-1");
  EXPECT_EQ(x1.total.text(), "44.5");
  EXPECT_EQ(x1.self->below->standing.total.text(), "42");
  EXPECT_EQ(x1.self->by, nullptr);
}

TEST_P(RegisterBundleTest, TheSameBundleTwiceChangesNothing) {
  const MadeBundle bundle = made();
  Register book = open();
  take(book, *bundle.bytes);
  const std::string head = book.noted_head();
  const Reception again = take(book, *bundle.bytes, "H1 lần 2.ods");
  EXPECT_EQ(states(again), "H1 lần 2.ods accepted");
  EXPECT_FALSE(again.files[0].is_new);
  EXPECT_EQ(book.noted_head(), head);
}

TEST_P(RegisterBundleTest, WhatCameBeforeByItselfIsNotRegisteredTwice) {
  const MadeBundle bundle = made();
  Register book = open();
  take(book, sheet("x-1", answers()), "x-1.ods", "2024-01-03T08:00:00+07:00");
  take(book, *bundle.bytes);
  EXPECT_EQ(book.receipts("nho", "2023").size(), 3u);  // x-1, h-1, the bundle
  EXPECT_EQ(book.receipts("nho", "2023")[0].received, "2024-01-03T08:00:00+07:00");
  EXPECT_TRUE(has_below(book));
}

TEST_P(RegisterBundleTest, TheDistrictsVerdictsBelongToTheAnswersThatItSaw) {
  const MadeBundle bundle = made();
  Register book = open();
  take(book, *bundle.bytes);
  const Reception other = take(book, sheet("x-1", answers_with(1), digest_of_sheet("x-1", answers())), "x-1 sửa.ods");
  ASSERT_EQ(states(other), "x-1 sửa.ods accepted");
  EXPECT_FALSE(has_below(book));
}

// Killed in the middle: everything of the bundle or nothing, and again completes it.
TEST_P(RegisterBundleTest, ABundleIsRegisteredAsAWhole) {
  const MadeBundle bundle = made(true);
  Register book = open();
  const test::TempFolder folder;
  folder.write("H1.ods", *bundle.bytes);
  for (int survived = 0; survived < 4; ++survived) {
    ReceiveRequest dying = request(std::string(in_time));
    int calls = 0;
    dying.clock = [&]() -> Instant {
      if (calls++ == survived) throw std::runtime_error("the end");
      return now();
    };
    EXPECT_THROW(receive(book, incoming_files({folder.path()}), dying), std::runtime_error);
    EXPECT_THAT(book.receipts("nho", "2023"), IsEmpty()) << survived;
  }
  EXPECT_EQ(states(take(book, *bundle.bytes)), "H1.ods accepted, H1.ods/h-1.ods accepted, H1.ods/x-1.ods accepted, H1.ods/x-2.ods accepted");
  EXPECT_TRUE(audit_of(book).sound());
}

TEST_P(RegisterBundleTest, ACommuneOfAnotherDistrictIsKeptButRefusedAndTheRestGoesOn) {
  ReadBundle read = read_bundle(*made().bytes);
  BundleUnit foreign;
  foreign.unit = "x-3";
  foreign.files.push_back(file_of("Bundle/x-3.ods", sheet("x-3", answers())));
  read.bundle->units.push_back(foreign);
  Register book = open();
  const Reception done = take(book, forged(*read.bundle));
  EXPECT_EQ(states(done), "H1.ods undecided, H1.ods/h-1.ods accepted, H1.ods/x-1.ods accepted, H1.ods/x-3.ods refused");
  EXPECT_THAT(reasons(done, "H1.ods/x-3.ods"), ElementsAre("bundle-unit-foreign"));
  EXPECT_THAT(reasons(done, "H1.ods"), ElementsAre("bundle-unit-foreign"));
  EXPECT_TRUE(book.original(done.files[3].receipt.file_digest));  // nothing is lost
  EXPECT_FALSE(has_below(book));  // not before somebody accepts the bundle
  DecisionRequest accept;
  accept.numbers = {done.files[0].receipt.number};
  accept.basis = "Biên bản";
  EXPECT_THAT(codes(decide(book, accept, small_.store(), "A")[0].findings), IsEmpty());
  EXPECT_TRUE(has_below(book));
  EXPECT_TRUE(audit_of(book).sound());
}

TEST_P(RegisterBundleTest, AnAlteredOriginalIsRefused) {
  ReadBundle read = read_bundle(*made(true).bytes);
  read.bundle->units[1].files[0].bytes = sheet("x-1", answers_with(1));
  Register book = open();
  const Reception done = take(book, forged(*read.bundle));
  EXPECT_EQ(states(done), "H1.ods accepted, H1.ods/h-1.ods accepted, H1.ods/x-1.ods refused, H1.ods/x-2.ods accepted");
  EXPECT_THAT(reasons(done, "H1.ods/x-1.ods"), ElementsAre("bundle-file-altered"));
}

TEST_P(RegisterBundleTest, AMissingCommuneThatIsNotMarkedAbsentIsTold) {
  ReadBundle read = read_bundle(*made(true).bytes);
  read.bundle->units.pop_back();
  Register book = open();
  const Reception done = take(book, forged(*read.bundle));
  EXPECT_EQ(states(done), "H1.ods undecided, H1.ods/h-1.ods accepted, H1.ods/x-1.ods accepted");
  EXPECT_THAT(reasons(done, "H1.ods"), ElementsAre("bundle-unit-missing"));
  // So is one whose file is listed and not there.
  read = read_bundle(*made(true).bytes);
  read.bundle->units[1].files[0].there = false;
  EXPECT_THAT(reasons(take(book, forged(*read.bundle), "H1b.ods"), "H1b.ods"), ElementsAre("bundle-file-missing"));
}

TEST_P(RegisterBundleTest, TwoSheetsOfOneUnitWaitForADecision) {
  ReadBundle read = read_bundle(*made().bytes);
  read.bundle->units[1].files.push_back(file_of("Bundle/x-1-2.ods", sheet("x-1", answers_with(1))));
  Register book = open();
  const Reception done = take(book, forged(*read.bundle));
  EXPECT_EQ(states(done), "H1.ods undecided, H1.ods/h-1.ods accepted, H1.ods/x-1-2.ods undecided, H1.ods/x-1.ods undecided");
  EXPECT_THAT(reasons(done, "H1.ods/x-1.ods"), ElementsAre("bundle-unit-twice"));
}

TEST_P(RegisterBundleTest, ASheetUnderAnotherUnitsNameIsRefused) {
  ReadBundle read = read_bundle(*made(true).bytes);
  std::swap(read.bundle->units[1].files, read.bundle->units[2].files);
  Register book = open();
  const Reception done = take(book, forged(*read.bundle));
  EXPECT_EQ(states(done), "H1.ods accepted, H1.ods/h-1.ods accepted, H1.ods/x-1.ods refused, H1.ods/x-2.ods refused");
  EXPECT_THAT(reasons(done, "H1.ods/x-1.ods"), ElementsAre("bundle-unit-other"));
}

TEST_P(RegisterBundleTest, ABundleInABundleIsRefused) {
  ReadBundle read = read_bundle(*made().bytes);
  read.bundle->units[1].files[0] = file_of("Bundle/x-1.ods", forged(*read.bundle));
  Register book = open();
  const Reception done = take(book, forged(*read.bundle));
  EXPECT_EQ(states(done), "H1.ods accepted, H1.ods/h-1.ods accepted, H1.ods/x-1.ods refused");
  EXPECT_THAT(reasons(done, "H1.ods/x-1.ods"), ElementsAre("bundle-nested"));
}

TEST_P(RegisterBundleTest, OtherProgrammesOtherCriteriaNewerAndDamagedOnesAreRefusedAsAWholeAndKept) {
  const ReadBundle read = read_bundle(*made().bytes);
  const auto with = [&](const std::function<void(Bundle&)>& change) {
    Bundle changed = *read.bundle;
    change(changed);
    return forged(changed);
  };
  const std::string list = write_bundle_list(*read.bundle);
  const std::string newer = test::replaced(list, "version=\"1\"", "version=\"2\"");
  const std::string escaping = test::replaced(list, "path=\"Bundle/h-1.ods\"", "path=\"../h-1.ods\"");
  struct Case {
    std::string name, bytes, code;
  };
  const std::vector<Case> cases = {{"khác.ods", with([](Bundle& bundle) { bundle.programme = "khac"; }), "bundle-other-programme"},
                                   {"kỳ.ods", with([](Bundle& bundle) { bundle.round = "2022"; }), "bundle-other-programme"},
                                   {"tiêu chí.ods", with([](Bundle& bundle) { bundle.digest[0] = bundle.digest[0] == '0' ? '1' : '0'; }), "bundle-criteria-differ"},
                                   {"xã.ods", with([](Bundle& bundle) { bundle.unit = "x-1"; }), "bundle-no-parent"},
                                   {"mới.ods", forged(*read.bundle, {}, newer), "bundle-newer"},
                                   {"thoát.ods", forged(*read.bundle, {}, escaping), "bundle-unreadable"},
                                   {"lạ.ods", forged(*read.bundle, {}, "<bundle xmlns=\"urn:vn:thuocdo:bundle:1\"><x/></bundle>"), "bundle-unreadable"},
                                   {"to.ods", forged(*read.bundle, {}, "<bundle xmlns=\"urn:vn:thuocdo:bundle:1\">" + std::string(17u << 20, ' ') + "</bundle>"), "bundle-unreadable"}};
  Register book = open();
  std::size_t count = 0;
  for (const Case& one : cases) {
    const Reception done = take(book, one.bytes, one.name);
    EXPECT_EQ(states(done), one.name + " refused");
    EXPECT_THAT(reasons(done, one.name), ElementsAre(one.code)) << one.name;
    EXPECT_EQ(book.receipts("nho", "2023").size(), ++count);
    EXPECT_TRUE(book.original(done.files[0].receipt.file_digest));
  }
  // Cut off, it is no bundle any more, only a damaged file.
  const std::string cut = forged(*read.bundle).substr(0, 2000);
  EXPECT_EQ(states(take(book, cut, "cụt.ods")), "cụt.ods refused");
  EXPECT_TRUE(audit_of(book).sound());
}

// Parts that unzip to far more than they say, and one that is packed too strongly.
TEST_P(RegisterBundleTest, HostileSizesInABundleAreRefused) {
  const ReadBundle read = read_bundle(*made().bytes);
  const std::vector<testing::ZipFile> files = {zipped("mimetype", testing::ods_mimetype), zipped(std::string(bundle_list_path), write_bundle_list(*read.bundle)),
                                               zipped("Bundle/h-1.ods", std::string(15u << 20, '\0'))};
  Register book = open();
  const Reception done = take(book, testing::write_zip(files), "bom.ods");
  EXPECT_EQ(states(done), "bom.ods refused");
  EXPECT_THAT(reasons(done, "bom.ods"), ElementsAre("bundle-unreadable"));
}

TEST_P(RegisterBundleTest, AnotherBundleOfTheDistrictWaitsAndTakesTheFirstOnesPlaceWhenAccepted) {
  const MadeBundle bundle = made();
  Register book = open();
  const Reception first = take(book, *bundle.bytes);
  ReadBundle read = read_bundle(*bundle.bytes);
  read.bundle->units[1].decisions.clear();
  read.bundle->units[1].appraised = false;
  const Reception done = take(book, forged(*read.bundle), "H1 lần 2.ods");
  EXPECT_EQ(states(done), "H1 lần 2.ods undecided, H1 lần 2.ods/h-1.ods accepted, H1 lần 2.ods/x-1.ods accepted");  // the sheets are the same
  EXPECT_THAT(reasons(done, "H1 lần 2.ods"), ElementsAre("bundle-earlier"));
  DecisionRequest accept;
  accept.numbers = {done.files[0].receipt.number};
  accept.basis = "Công văn 9";
  const std::vector<Decided> decided = decide(book, accept, small_.store(), "A");
  EXPECT_THAT(decided[0].replaced, ElementsAre(first.files[0].receipt.number));  // the bundle, not the district's own sheet
  EXPECT_FALSE(has_below(book));
  EXPECT_TRUE(audit_of(book).sound());
}

TEST_P(RegisterBundleTest, PointsThatAreNotWhatTheEngineComputesAreTold) {
  ReadBundle read = read_bundle(*made(true).bytes);
  std::swap(read.bundle->units[1].rank, read.bundle->units[2].rank);
  EXPECT_THAT(codes(check_bundle_points(*read.bundle, small_.store().find("nho"), small_.store())), ElementsAre("bundle-points-differ", "bundle-points-differ"));
}

// The province's dates decide by its own time of receipt; but nobody is late because a bundle took its time.
TEST_P(RegisterBundleTest, ALateBundleMakesNobodyLateWhomTheDistrictHadInTime) {
  const MadeBundle bundle = made();
  Register book = open();
  const Reception done = take(book, *bundle.bytes, "H1.ods", "2024-01-17T08:00:00+07:00");
  EXPECT_EQ(states(done), "H1.ods accepted, H1.ods/h-1.ods late, H1.ods/x-1.ods undecided");
  EXPECT_THAT(reasons(done, "H1.ods/x-1.ods"), ElementsAre("bundle-time-open"));
  EXPECT_THAT(reasons(done, "H1.ods/h-1.ods"), ElementsAre("receipt-late"));  // its own word about its own sheet does not count
  EXPECT_EQ(done.files[2].receipt.received, "2024-01-17T08:00:00+07:00");
}

TEST_P(RegisterBundleTest, WhatTheBundleSaidStaysWhenTheTimeOfReceiptIsCorrected) {
  ReadBundle read = read_bundle(*made(true).bytes);
  read.bundle->units[1].files[0].bytes = sheet("x-1", answers_with(1));
  Register book = open();
  const Reception done = take(book, forged(*read.bundle), "H1.ods", "2024-01-17T08:00:00+07:00");
  ASSERT_EQ(states(done), "H1.ods accepted, H1.ods/h-1.ods late, H1.ods/x-1.ods refused, H1.ods/x-2.ods undecided");
  DecisionRequest correct;
  correct.numbers = {done.files[2].receipt.number, done.files[3].receipt.number};
  correct.verdict = Verdict::correct_time;
  correct.received = parse_receipt_time("2024-01-12T08:00");
  correct.basis = "Sổ công văn đến";
  const std::vector<Decided> decided = decide(book, correct, small_.store(), "A");
  EXPECT_EQ(decided[0].after->state, ReceiptState::refused);
  EXPECT_THAT(codes(decided[0].after->reasons), Contains("bundle-file-altered"));
  EXPECT_EQ(decided[1].after->state, ReceiptState::accepted);  // only the time had stood against it
  EXPECT_TRUE(audit_of(book).sound());
}

TEST_P(RegisterBundleTest, ACorrectedTimeOfABundleIsThatOfTheSheetsInIt) {
  const MadeBundle bundle = made(true);
  Register book = open();
  const Reception done = take(book, *bundle.bytes, "H1.ods", "2024-01-17T08:00:00+07:00");
  ASSERT_EQ(states(done), "H1.ods accepted, H1.ods/h-1.ods late, H1.ods/x-1.ods undecided, H1.ods/x-2.ods undecided");
  const auto correct = [&](std::size_t file, const char* time) {
    DecisionRequest request;
    request.numbers = {done.files[file].receipt.number};
    request.verdict = Verdict::correct_time;
    request.received = parse_receipt_time(time);
    request.basis = "Sổ công văn đến";
    return decide(book, request, small_.store(), "A");
  };
  // Somebody knows when x-2 came by itself: that stays.
  ASSERT_EQ(correct(3, "2024-01-11T08:00").size(), 1u);
  const std::vector<Decided> decided = correct(0, "2024-01-12T08:00");
  ASSERT_EQ(decided.size(), 3u);
  EXPECT_EQ(decided[0].after->received, "2024-01-12T08:00:00+07:00");
  for (const Decided& one : {decided[1], decided[2]}) {
    EXPECT_EQ(one.after->state, ReceiptState::accepted) << one.number;
    EXPECT_EQ(one.after->received, "2024-01-12T08:00:00+07:00");
    EXPECT_THAT(codes(one.findings), ElementsAre("decision-with-bundle"));
  }
  EXPECT_EQ(book.receipt(done.files[3].receipt.number)->received, "2024-01-11T08:00:00+07:00");
  EXPECT_TRUE(audit_of(book).sound());
  // Back again: the district had x-1 in time, its own sheet is late.
  const std::vector<Decided> late = correct(0, "2024-01-17T09:00");
  ASSERT_EQ(late.size(), 3u);
  EXPECT_EQ(book.receipt(done.files[1].receipt.number)->state, ReceiptState::late);
  EXPECT_EQ(book.receipt(done.files[2].receipt.number)->state, ReceiptState::undecided);
  EXPECT_THAT(codes(book.receipt(done.files[2].receipt.number)->reasons), Contains("bundle-time-open"));
  // What is closed stays as it is, and says so.
  ASSERT_EQ(correct(0, "2024-01-12T08:00").size(), 3u);
  EXPECT_THAT(codes(level(book, LevelAct::close, {unit("x-1")}).findings), IsEmpty());
  const std::vector<Decided> closed = correct(0, "2024-01-13T08:00");
  ASSERT_EQ(closed.size(), 3u);
  EXPECT_THAT(codes(closed[2].findings), ElementsAre("level-closed"));
  EXPECT_EQ(book.receipt(done.files[2].receipt.number)->received, "2024-01-12T08:00:00+07:00");
  EXPECT_EQ(book.receipt(done.files[1].receipt.number)->received, "2024-01-13T08:00:00+07:00");
  EXPECT_TRUE(audit_of(book).sound());
}

// ---- Signatures ----

class BundleSignatures : public RegisterBundleTest {
 protected:
  BundleSignatures() {
    test::CertificateWish wish;
    wish.name = "Gốc thử";
    wish.authority = true;
    wish.from = until("2020-01-01");
    wish.to = until("2040-01-01");
    wish.key = test::shared_key(0);
    root_ = test::make_certificate(wish, nullptr);
    trusted_.write("goc.pem", test::pem(root_.certificate));
    trust_ = TrustStore(trusted_.path());
  }
  static long until(const char* day) { return static_cast<long>((*parse_moment(std::string(day) + "T00:00:00+07:00") - now()).count()); }

  std::string signed_bundle(const std::string& bytes, bool alter_afterwards = false) {
    test::CertificateWish wish;
    wish.from = until("2023-01-01");
    wish.to = until("2025-01-01");
    const test::Signer person = test::make_certificate(wish, &root_);
    ZipPackage zip;
    EXPECT_FALSE(zip.open(bytes, {}));
    std::vector<std::pair<std::string, std::string>> contents;
    std::vector<testing::ZipFile> files;
    for (const std::string_view name : zip.names()) {
      ZipPart part;
      EXPECT_FALSE(zip.read(name, part));
      contents.emplace_back(name, part.view());
      testing::ZipFile file = zipped(std::string(name), std::string(part.view()));
      if (alter_afterwards && name == "Bundle/x-1.ods") file.content = sheet("x-1", answers_with(1));
      files.push_back(file);
    }
    test::SignatureWish how;
    how.time = "2024-01-11T02:00:00Z";
    files.push_back(zipped("META-INF/documentsignatures.xml", test::signatures_xml({test::signature_xml(contents, person, how)})));
    return testing::write_zip(files);
  }
  Reception take_signed(Register& book, const std::string& bytes, bool required = false) {
    const test::TempFolder folder;
    folder.write("H1.ods", bytes);
    ReceiveRequest how = request(std::string(in_time));
    how.trust = &trust_;
    how.require_signature = required;
    return receive(book, incoming_files({folder.path()}), how);
  }

  test::TempFolder trusted_;
  test::Signer root_;
  TrustStore trust_;
};
THUOCDO_BOTH_DATABASES(BundleSignatures);

TEST_P(BundleSignatures, ASignedBundleIsValidWithItsSigner) {
  const std::string bytes = signed_bundle(*made().bytes);
  Register book = open();
  const Reception done = take_signed(book, bytes);
  EXPECT_EQ(states(done), "H1.ods accepted, H1.ods/h-1.ods accepted, H1.ods/x-1.ods accepted");
  EXPECT_EQ(done.files[0].receipt.signature, "valid");
  EXPECT_EQ(done.files[0].receipt.signer, "Nguyễn Thị Lan");
  EXPECT_EQ(done.files[1].receipt.signature, "unsigned");  // the district's signature is no signature of the unit
}

TEST_P(BundleSignatures, ABundleThatWasAlteredAfterSigningIsRefusedAsAWhole) {
  const std::string bytes = signed_bundle(*made().bytes, true);
  Register book = open();
  const Reception done = take_signed(book, bytes);
  EXPECT_EQ(states(done), "H1.ods refused");
  EXPECT_EQ(done.files[0].receipt.signature, "altered");
  EXPECT_EQ(book.receipts("nho", "2023").size(), 1u);
}

TEST_P(BundleSignatures, WhereSignaturesAreRequiredAnUnsignedBundleWaits) {
  const std::string bytes = *made().bytes;
  Register book = open();
  EXPECT_EQ(states(take_signed(book, bytes, true)), "H1.ods undecided, H1.ods/h-1.ods undecided, H1.ods/x-1.ods undecided");
}

// ---- Levels ----

class RegisterLevelTest : public RegisterBundleTest {};
THUOCDO_BOTH_DATABASES(RegisterLevelTest);

TEST_P(RegisterLevelTest, ALevelIsClosedWhenAllBelowItIsClosedOrAbsent) {
  sheets_.write("h-1.ods", sheet("h-1", answers()));
  sheets_.write("x-1.ods", sheet("x-1", answers()));
  Register book = open();
  receive_at_district(book);
  EXPECT_THAT(codes(level(book, LevelAct::close, {unit("h-1")}).findings), ElementsAre("level-below-open", "level-below-open"));
  EXPECT_THAT(codes(level(book, LevelAct::close, {unit("x-2")}).findings), ElementsAre("level-no-sheet"));
  EXPECT_THAT(codes(level(book, LevelAct::absent, {unit("x-1")}, false, "Vắng").findings), ElementsAre("level-has-sheet"));
  EXPECT_THAT(codes(level(book, LevelAct::absent, {unit("x-2")}, false, " ").findings), ElementsAre("level-basis-needed"));
  EXPECT_THAT(codes(level(book, LevelAct::close, {unit("x-1")}).findings), IsEmpty());
  EXPECT_THAT(codes(level(book, LevelAct::close, {unit("h-1")}).findings), ElementsAre("level-below-open"));
  EXPECT_THAT(codes(level(book, LevelAct::absent, {unit("x-2")}, false, "Sáp nhập").findings), IsEmpty());
  EXPECT_THAT(codes(level(book, LevelAct::close, {unit("h-1")}).findings), IsEmpty());
  const std::size_t entries = book.level_rows().size();
  EXPECT_THAT(level(book, LevelAct::close, {unit("h-1"), unit("x-1")}).changes, IsEmpty());  // twice changes nothing
  EXPECT_EQ(book.level_rows().size(), entries);
  EXPECT_THAT(codes(level(book, LevelAct::close, {nullptr}).findings), ElementsAre("level-below-open"));  // h-2
  EXPECT_TRUE(audit_of(book).sound());
}

// A district that sent nothing of its own has communes that did.
TEST_P(RegisterLevelTest, TheCommunesOfAnAbsentDistrictAreClosedToo) {
  sheets_.write("h-1.ods", sheet("h-1", answers()));
  sheets_.write("x-1.ods", sheet("x-1", answers()));
  sheets_.write("x-2.ods", sheet("x-2", answers()));
  Register book = open();
  receive_at_district(book);
  EXPECT_THAT(codes(level(book, LevelAct::absent, {unit("h-2")}, false, "Không nộp").findings), IsEmpty());
  EXPECT_THAT(codes(level(book, LevelAct::close, {unit("h-1")}, true).findings), IsEmpty());
  EXPECT_THAT(codes(level(book, LevelAct::close, {nullptr}).findings), ElementsAre("level-below-open"));       // x-3 is open
  EXPECT_THAT(codes(level(book, LevelAct::close, {nullptr}, true).findings), ElementsAre("level-no-sheet"));   // x-3 sent nothing
  take(book, sheet("x-3", answers()), "x-3.ods", "2024-01-05T08:00:00+07:00");
  EXPECT_THAT(codes(level(book, LevelAct::close, {nullptr}, true).findings), IsEmpty());
  const auto state = [&](const char* code) { return levels_of(book.level_entries("nho", "2023")).state(code); };
  EXPECT_EQ(state("x-3"), LevelState::closed);
  EXPECT_EQ(state("h-2"), LevelState::absent);
  EXPECT_EQ(state(""), LevelState::closed);
  // Opened again, and those above it, but the district is still absent.
  EXPECT_THAT(codes(level(book, LevelAct::reopen, {unit("x-3")}, false, "Nhầm").findings), IsEmpty());
  EXPECT_EQ(state("x-3"), LevelState::open);
  EXPECT_EQ(state("h-2"), LevelState::absent);
  EXPECT_EQ(state(""), LevelState::open);
  EXPECT_TRUE(audit_of(book).sound());
}

TEST_P(RegisterLevelTest, AnUndecidedSheetOrAnOpenAppraisalKeepsALevelOpen) {
  sheets_.write("x-1.ods", sheet("x-1", answers()));
  sheets_.write("x-1b.ods", sheet("x-1", answers_with(1)));
  sheets_.write("x-2.ods", sheet("x-2", answers()));
  Register book = open();
  receive_at_district(book);
  appraise(book, "x-2", "2.2", decision(AppraisalVerdict::accepted));
  EXPECT_THAT(codes(level(book, LevelAct::close, {unit("x-1"), unit("x-2")}).findings), ElementsAre("level-undecided", "level-appraisal-open"));
}

TEST_P(RegisterLevelTest, IntoAClosedLevelNothingGoesUntilItIsOpenedWithAReason) {
  sheets_.write("h-1.ods", sheet("h-1", answers()));
  sheets_.write("x-1.ods", sheet("x-1", answers()));
  Register book = open();
  receive_at_district(book);
  level(book, LevelAct::absent, {unit("x-2")}, false, "Sáp nhập");
  ASSERT_THAT(codes(level(book, LevelAct::close, {unit("h-1")}, true).findings), IsEmpty());

  const Reception later = take(book, sheet("x-1", answers_with(1), digest_of_sheet("x-1", answers())), "x-1 sửa.ods");
  EXPECT_EQ(states(later), "x-1 sửa.ods refused");
  EXPECT_THAT(reasons(later, "x-1 sửa.ods"), Contains("level-closed"));
  EXPECT_THAT(later.files[0].receipt.reasons[0].message.en, HasSubstr("level x-1 --reopen"));
  EXPECT_THAT(reasons(take(book, sheet("x-2", answers()), "x-2.ods"), "x-2.ods"), Contains("level-absent"));
  EXPECT_EQ(book.receipts("nho", "2023")[1].state, ReceiptState::accepted);  // the first one still counts
  EXPECT_THAT(codes(appraise(book, "x-1", "2.2", decision(AppraisalVerdict::accepted)).findings), ElementsAre("level-closed"));
  const AppraisedUnit x1 = *appraised_unit(book, small_.programme(), *unit("x-1"), small_.store());
  const Actor chief{"Trưởng đoàn", "2024-01-12T08:00:00+07:00"};
  EXPECT_THAT(codes(close_stage(book, x1, AppraisalStage::first, chief)), ElementsAre("level-closed"));
  EXPECT_THAT(codes(reopen_stage(book, x1, AppraisalStage::first, "Lý do", chief)), ElementsAre("level-closed"));
  EXPECT_THAT(codes(assign_criteria(book, x1, {"2"}, {"Tổ 1"}, chief)), ElementsAre("level-closed"));
  DecisionRequest accept;
  accept.numbers = {later.files[0].receipt.number};
  accept.basis = "Công văn";
  EXPECT_THAT(codes(decide(book, accept, small_.store(), "A")[0].findings), ElementsAre("level-closed"));

  // What rests on it is opened, too.
  const LevelsChanged opened = level(book, LevelAct::reopen, {unit("x-1")}, false, "Phiếu sửa đến muộn");
  ASSERT_EQ(opened.changes.size(), 2u);
  EXPECT_EQ(opened.changes[1].unit, unit("h-1"));
  std::string basis;
  book.read_trail([&](const TrailEntry& entry) { basis = entry.basis; });
  EXPECT_EQ(basis, "Phiếu sửa đến muộn");
  EXPECT_THAT(codes(decide(book, accept, small_.store(), "A")[0].findings), IsEmpty());
  EXPECT_EQ(ranked(consolidated(book), "x-1").total.text(), "35.33");
  EXPECT_TRUE(audit_of(book).sound());
}

TEST_P(RegisterLevelTest, WhomTheBundleCallsAbsentIsMarkedWithTheRest) {
  const MadeBundle bundle = made();
  Register book = open();
  take(book, *bundle.bytes);
  EXPECT_EQ(standing(book).levels[1].absent, 1u);
  EXPECT_THAT(codes(level(book, LevelAct::close, {unit("h-1")}, true).findings), IsEmpty());
  const Standing now = standing(book);
  EXPECT_EQ(now.levels[1].state, LevelState::closed);
  EXPECT_EQ(now.levels[1].closed, 2u);
  EXPECT_EQ(now.tiers[1].units[1].absent, "Gói hồ sơ số 3: Sáp nhập");
}

TEST_P(RegisterLevelTest, TheStandingTellsEachLevelAndRemindsTheDistrict) {
  sheets_.write("h-1.ods", sheet("h-1", answers()));
  sheets_.write("x-1.ods", sheet("x-1", answers()));
  Register book = open();
  receive_at_district(book);
  const Standing now = standing(book, "2024-01-10T08:00:00+07:00");
  ASSERT_EQ(now.levels.size(), 3u);
  EXPECT_EQ(now.levels[0].submitted, 2u);
  EXPECT_EQ(now.levels[0].units, 5u);
  EXPECT_EQ(now.levels[1].missing, 1u);
  EXPECT_EQ(now.levels[1].days_left, 4);
  const Page page{Language::vietnamese, 200, false};
  const std::string letters = reminders_text(now, page);
  EXPECT_THAT(letters, HasSubstr("Kính gửi: Huyện Một\n\nSở Thử đề nghị đơn vị đôn đốc 1 đơn vị trực thuộc chưa có phiếu “Chương trình nhỏ”:\n  - Xã Hai, mới\n"));
  EXPECT_THAT(reminders_json(now), HasSubstr("\"state\": \"below\""));
  EXPECT_THAT(reminders_text(now, page, {.above = unit("h-1")}), Not(HasSubstr("Xã Ba")));
  EXPECT_THAT(standing_text(now, page), HasSubstr("Tỉnh Thử"));
  level(book, LevelAct::absent, {unit("x-2")}, false, "Sáp nhập");
  const Standing later = standing(book);
  EXPECT_THAT(reminders_text(later, page, {.above = unit("h-1")}), Not(HasSubstr("Xã Hai")));
  EXPECT_THAT(standing_text(later, page), HasSubstr("Vắng – Xã Hai, mới: Sáp nhập"));
}

TEST_P(RegisterLevelTest, TheAuditFindsLevelsChangedBehindTheProgram) {
  {
    Register book = open();
    level(book, LevelAct::absent, {unit("x-1"), unit("x-2")}, false, "Vắng");
  }
  alter("UPDATE levels SET basis = 'khác' WHERE number = 1");
  alter("DELETE FROM levels WHERE number = 2");
  Register book = open(DatabaseUse::existing);
  EXPECT_THAT(codes(audit_of(book).findings), ElementsAre("level-entry-altered", "level-entry-removed"));
}

TEST_P(RegisterLevelTest, TheDatabaseRefusesToChangeALevel) {
  {
    Register book = open();
    level(book, LevelAct::absent, {unit("x-1")}, false, "Vắng");
  }
  const auto database = open_database(where(), DatabaseUse::existing);
  for (const char* statement : {"UPDATE levels SET who = 'x'", "DELETE FROM levels"}) {
    try {
      database->query(statement);
      ADD_FAILURE() << statement;
    } catch (const DatabaseError& error) {
      EXPECT_EQ(error.trouble(), DatabaseTrouble::refused) << statement;
    }
  }
}

TEST_P(RegisterLevelTest, ARegisterOfTheVersionBeforeIsBroughtUpToDate) {
  sheets_.write("x-1.ods", sheet("x-1", answers()));
  {
    Register book = open();
    receive_at_district(book);
  }
  alter("DROP TABLE levels");
  alter("DROP TABLE readings");
  alter("UPDATE book SET value = '2' WHERE name = 'version'");
  Register book = open(DatabaseUse::existing);
  EXPECT_EQ(book.receipts("nho", "2023").size(), 1u);
  EXPECT_THAT(codes(level(book, LevelAct::close, {unit("x-1")}).findings), IsEmpty());
  std::vector<std::string> actions;
  book.read_trail([&](const TrailEntry& entry) { actions.push_back(entry.action); });
  EXPECT_THAT(actions, ElementsAre("register-made", "received", "register-migrated", "level"));
  EXPECT_TRUE(audit_of(book).sound());
}

// Since 1 July 2025: no districts. The commune and the province are the levels.
class TwoTierLevels : public test::RegisterTest {};
THUOCDO_BOTH_DATABASES(TwoTierLevels);

TEST_P(TwoTierLevels, TheProvinceIsClosedRightAboveTheCommunes) {
  sheets_.write("x-1.ods", sheet("x-1", answers()));
  Register book = open();
  receive_folder(book);
  const Actor actor{"Sở", "2024-02-01T08:00:00+07:00"};
  LevelRequest close{.programme = &small_.programme(), .round = nullptr, .units = {nullptr}, .act = LevelAct::close, .with_below = true, .basis = {}};
  LevelsChanged done = change_levels(book, close, actor);
  ASSERT_EQ(done.findings.size(), 1u);
  EXPECT_EQ(done.findings[0].code_text(), "level-no-sheet");
  ASSERT_EQ(done.changes.size(), 1u);  // x-1 was closed
  LevelRequest absent = close;
  absent.units = {small_.programme().unit("x-2")};
  absent.act = LevelAct::absent;
  absent.with_below = false;
  absent.basis = "Sáp nhập vào xã Một";
  EXPECT_TRUE(change_levels(book, absent, actor).findings.empty());
  done = change_levels(book, close, actor);
  EXPECT_TRUE(done.findings.empty());
  ASSERT_EQ(done.changes.size(), 1u);
  EXPECT_EQ(done.changes[0].unit, nullptr);
  EXPECT_TRUE(units_below(small_.programme(), small_.programme().unit("x-1")).empty());
}

}  // namespace
}  // namespace thuocdo
