#include "submission/submission_part.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "submission/moment.h"
#include "submission/verify.h"
#include "support/small_programme.h"
#include "workbook_files.h"

namespace thuocdo {
namespace {

const SubmissionRecord record{"2023-12-20T08:00:00+07:00", "Trần Văn B", "Nguyễn \"Thị\" A & <C>", "0269\t1", "7K3M-9QXZ-21A0", "ab12"};

// A submitted sheet with its part, which tests damage in one way each.
class SubmissionPartTest : public ::testing::Test {
 protected:
  SubmissionPartTest() : answers_(test::good_answers(small_.set())) {
    answers_[small_.set().index("1.3")].reason = "Dòng một\nDòng hai \\ gạch <chéo> ]]> \x01 \xff";
    workbook_ = workbook();
    const AssessedSheet sheet = assess();
    xml_ = write_submission_part(sheet, record);
    const std::string digest = digest_of(sheet);
    workbook_.properties[std::string(property::submitted)] = record.submitted;
    workbook_.properties[std::string(property::submission_digest)] = digest;
    workbook_.properties[std::string(property::check_code)] = check_code(digest);
  }
  Workbook workbook() {
    const Scorecard card = score(small_.programme(), small_.tier(), answers_);
    std::vector<Decimal> points;
    for (const CriterionResult& result : card.results) points.push_back(result.points);
    return test::workbook_of(small_.programme(), small_.tier(), "x-1", answers_, points, false);
  }
  AssessedSheet assess() { return assess_workbook(workbook_, "phieu.ods", small_.store()); }
  AssessedSheet verified() {
    workbook_.submission_part = xml_;
    AssessedSheet sheet = assess();
    verify_submission(sheet);
    return sheet;
  }
  void replace(const std::string& from, const std::string& to) {
    const std::size_t at = xml_.find(from);
    ASSERT_NE(at, std::string::npos) << from << " in\n" << xml_;
    xml_.replace(at, from.size(), to);
  }
  static int count(const AssessedSheet& sheet, Code code) {
    return static_cast<int>(std::count_if(sheet.findings.begin(), sheet.findings.end(), [&](const Finding& f) { return f.code == code; }));
  }
  // Why the part is refused; empty where it is not.
  std::string refusal() const {
    const ReadSubmission read = read_submission_part(xml_);
    EXPECT_NE(read.part.has_value(), !read.findings.empty());
    return read.findings.empty() ? std::string() : read.findings[0].message.en;
  }

  test::SmallProgramme small_;
  Answers answers_;
  Workbook workbook_;
  std::string xml_;
};

TEST_F(SubmissionPartTest, SaysWhatWasWritten) {
  const ReadSubmission read = read_submission_part(xml_);
  ASSERT_TRUE(read.part) << read.findings[0].message.en << "\n" << xml_;
  EXPECT_EQ(read.part->record, record);
  EXPECT_EQ(read.part->key.unit, "x-1");
  EXPECT_EQ(read.part->key.digest, small_.programme().digest);
  EXPECT_EQ(read.part->digest, digest_of(assess()));
  EXPECT_EQ(read.part->check_code, check_code(read.part->digest));
  const AssessedSheet sheet = assess();
  EXPECT_EQ(read.part->entries, canonical_entries(canonical_form(submission_key(sheet), small_.set(), *sheet.answers)));
  EXPECT_NE(std::find(read.part->entries.begin(), read.part->entries.end(), CanonicalEntry{"2.2", "b", "12"}), read.part->entries.end());
}

TEST_F(SubmissionPartTest, AgreesWithTheCells) {
  const AssessedSheet sheet = verified();
  EXPECT_TRUE(sheet.usable()) << sheet.findings.back().line(Language::english);
  EXPECT_FALSE(has_blocking(sheet.findings));
}

TEST_F(SubmissionPartTest, ACellChangedAfterwardsIsNamed) {
  answers_[small_.set().index("2.2")].set("a", Decimal(12));
  const auto properties = workbook_.properties;
  workbook_ = workbook();
  workbook_.properties = properties;
  const AssessedSheet sheet = verified();
  EXPECT_FALSE(sheet.usable());
  ASSERT_EQ(count(sheet, Code::submission_answer_differs), 1);
  for (const Finding& found : sheet.findings) {
    if (found.code != Code::submission_answer_differs) continue;
    EXPECT_EQ(found.criterion, "2.2");
    EXPECT_EQ(found.field, "a");
    EXPECT_FALSE(found.place.cell.empty());
    EXPECT_EQ(found.message.en, "The sheet was changed after submission: criterion 2.2 (Numerator: Met) was submitted as \"7\", its cell now says \"12\". Ask the unit to submit again.");
  }
  EXPECT_EQ(count(sheet, Code::submission_altered), 1);
}

// Whoever changes a cell and mends the properties has not mended the part.
TEST_F(SubmissionPartTest, MendedPropertiesDoNotHelp) {
  answers_[small_.set().index("1.1")].reason = "Khác";
  const auto properties = workbook_.properties;
  workbook_ = workbook();
  workbook_.properties = properties;
  const std::string digest = digest_of(assess());
  workbook_.properties[std::string(property::submission_digest)] = digest;
  workbook_.properties[std::string(property::check_code)] = check_code(digest);
  const AssessedSheet sheet = verified();
  EXPECT_FALSE(sheet.usable());
  EXPECT_EQ(count(sheet, Code::submission_answer_differs), 1);
  EXPECT_EQ(count(sheet, Code::submission_part_contradicts), 2);  // check code and digest
  EXPECT_EQ(count(sheet, Code::submission_altered), 0);
}

TEST_F(SubmissionPartTest, AnotherUnitsPartIsRefused) {
  workbook_.properties[std::string(property::unit)] = "x-2";
  const AssessedSheet sheet = verified();
  EXPECT_FALSE(sheet.usable());
  EXPECT_GE(count(sheet, Code::submission_part_contradicts), 1);
}

// A submission that was made to look like a draft.
TEST_F(SubmissionPartTest, StrippedPropertiesAreRefused) {
  for (std::string_view name : {property::submitted, property::submission_digest, property::check_code}) workbook_.properties.erase(std::string(name));
  EXPECT_FALSE(verified().usable());
}

TEST_F(SubmissionPartTest, ItsOwnChangesShow) {
  replace("name=\"a\">7<", "name=\"a\">9<");
  EXPECT_THAT(refusal(), ::testing::HasSubstr("check code"));
  const AssessedSheet sheet = verified();
  EXPECT_FALSE(sheet.usable());
  EXPECT_EQ(count(sheet, Code::submission_part_unreadable), 1);
}

TEST_F(SubmissionPartTest, CommentsDoNotHideText) {
  replace("name=\"a\">7<", "name=\"a\">7<!-- -->0<");
  EXPECT_THAT(refusal(), ::testing::HasSubstr("check code"));  // it reads 70
}

TEST_F(SubmissionPartTest, WhatIsNotOfTheFormIsRefused) {
  const std::string good = xml_;
  for (const auto& [from, to] : std::vector<std::pair<std::string, std::string>>{
           {"<answers>", "<answers><x/>"},
           {"<answers>", "stray<answers>"},
           {"</answers>", "</answers><answers></answers>"},
           {"<seal ", "<seal extra=\"1\" "},
           {"<seal ", "<submitted time=\"x\"/><seal "},
           {"version=\"1\"", "version=\"2\""},
           {"version=\"1\"", ""},
           {"urn:vn:thuocdo:submission:1", "urn:other"},
           {"<criterion id=\"1.1\">", "<criterion>"},
           {"\\\\", "\\q"},
           {"<?xml version=\"1.0\" encoding=\"UTF-8\"?>", "<!DOCTYPE submission [<!ENTITY e \"7\">]>"},
           {"</submission>", ""}}) {
    xml_ = good;
    replace(from, to);
    EXPECT_NE(refusal(), "") << from << " → " << to;
  }
  xml_ = "";
  EXPECT_NE(refusal(), "");
}

TEST_F(SubmissionPartTest, IsFoundInThePackage) {
  test::TempFolder folder;
  std::vector<testing::ZipFile> files(4);
  files[0].name = "mimetype";
  files[0].content = testing::ods_mimetype;
  files[0].method = testing::ZipMethod::stored;
  files[1].name = submission_part_path;
  files[1].content = xml_;
  files[2].name = "content.xml";
  files[2].content = testing::ods_content(testing::ods_table("x", ""));
  files[3].name = "META-INF/manifest.xml";
  files[3].content = testing::ods_manifest;
  folder.write("a.ods", testing::write_zip(files));
  const ReadSubmission read = read_submission(folder.path() / "a.ods");
  ASSERT_TRUE(read.part);
  EXPECT_EQ(read.part->record.preparer, record.preparer);
  const ReadWorkbook workbook = read_workbook(folder.path() / "a.ods");
  ASSERT_TRUE(workbook.workbook);
  EXPECT_EQ(workbook.workbook->submission_part, xml_);
  EXPECT_FALSE(read_submission(folder.path() / "none.ods").findings.empty());
}

TEST(Moment, ReadsAndWritesTimes) {
  const auto same = [](std::string_view text) { return moment_text(parse_moment(text).value()); };
  EXPECT_EQ(same("2023-12-20T08:00:00+07:00"), "2023-12-20T08:00:00+07:00");
  EXPECT_EQ(same("2023-12-20T01:00:00Z"), "2023-12-20T08:00:00+07:00");
  EXPECT_EQ(same("2023-12-20T01:00:00.123456789Z"), "2023-12-20T08:00:00+07:00");
  EXPECT_EQ(same("2023-12-31 20:00"), "2023-12-31T20:00:00+07:00");
  EXPECT_EQ(same("2023-12-31T18:30:05-02:30"), "2024-01-01T04:00:05+07:00");
  EXPECT_EQ(same("2023-12-20"), "2023-12-20T23:59:59+07:00");
  for (const char* wrong : {"", "2023", "2023-13-01", "2023-12-20T", "2023-12-20T24:00", "2023-12-20T08:00+", "2023-12-20T08:00:00+07:00x", "2023-12-20x08:00"}) {
    EXPECT_FALSE(parse_moment(wrong)) << wrong;
  }
}

}  // namespace
}  // namespace thuocdo
