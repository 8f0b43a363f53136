// The same tests against both databases: each test gets an empty register of its own, in SQLite and in PostgreSQL.
//
//   class AuditTest : public test::RegisterTest {};
//   TEST_P(AuditTest, …) { Register book = open(); … alter("UPDATE receipts SET …"); }
//   THUOCDO_BOTH_DATABASES(AuditTest);
#pragma once

#include <gtest/gtest.h>

#include <memory>
#include <string>

#include "register/receive.h"
#include "submission/submission_part.h"
#include "submission/verify.h"
#include "support/fods_writer.h"
#include "support/postgresql_server.h"
#include "support/small_programme.h"

namespace thuocdo::test {

enum class Kind { sqlite, postgresql };

inline std::string kind_name(const ::testing::TestParamInfo<Kind>& info) {
  return info.param == Kind::sqlite ? "sqlite" : "postgresql";
}

inline PostgresqlServer& server() {
  static PostgresqlServer one;
  return one;
}

class RegisterTest : public ::testing::TestWithParam<Kind> {
 protected:
  RegisterTest() {
    if (GetParam() == Kind::sqlite) {
      where_ = (folder_.path() / "so.db").string();
    } else {
      static int count = 0;
      database_ = "so" + std::to_string(::getpid()) + "_" + std::to_string(++count);
      where_ = server().url(database_);
    }
  }

  const std::string& where() const { return where_; }
  Register open(DatabaseUse use = DatabaseUse::make) { return Register::open(where_, use, {"Người lập", "2024-01-01T08:00:00+07:00"}); }
  // Behind the program's back, past the rules of the database.
  void alter(const std::string& statement) {
    if (GetParam() == Kind::sqlite) {
      const auto database = open_database(where_, DatabaseUse::existing);
      for (const Row& trigger : database->query("SELECT name FROM sqlite_schema WHERE type = 'trigger'")) database->run("DROP TRIGGER " + trigger.text(0));
      database->run(statement);
    } else {
      server().execute(database_, "SET session_replication_role = replica; SET search_path TO thuocdo; " + statement);
    }
  }

  // A submitted sheet of the small programme as an .ods with its structured part; a draft where `submitted` is empty.
  // `replaces` is the digest of the submission that it says it replaces.
  std::string sheet(std::string_view unit, const Answers& answers, const std::string& replaces = {},
                    const std::string& submitted = "2024-01-10T09:00:00+07:00") {
    return testing::write_zip(sheet_parts(unit, answers, replaces, submitted));
  }
  // The parts of its package.
  std::vector<testing::ZipFile> sheet_parts(std::string_view unit, const Answers& answers, const std::string& replaces = {},
                                            const std::string& submitted = "2024-01-10T09:00:00+07:00") {
    const Scorecard card = score(small_.programme(), small_.tier(), answers);
    std::vector<Decimal> points;
    for (const CriterionResult& result : card.results) points.push_back(result.points);
    Workbook workbook = workbook_of(small_.programme(), small_.tier(), unit, answers, points, submitted.empty());
    std::string part;
    if (!submitted.empty()) {
      const AssessedSheet assessed = assess_workbook(workbook, "phieu.ods", small_.store());
      const std::string digest = digest_of(assessed);
      part = write_submission_part(assessed, {submitted, "Trần Văn B", "Nguyễn Thị A", "0269", replaces.empty() ? "" : check_code(replaces), replaces});
      workbook.properties[std::string(property::submitted)] = submitted;
      workbook.properties[std::string(property::submission_digest)] = digest;
      workbook.properties[std::string(property::check_code)] = check_code(digest);
    }
    std::vector<testing::ZipFile> parts = testing::ods_parts(testing::ods_content(tables_of(workbook)), testing::Properties(workbook.properties.begin(), workbook.properties.end()));
    if (!part.empty()) {
      testing::ZipFile file;
      file.name = submission_part_path;
      file.content = part;
      parts.push_back(file);
    }
    return parts;
  }
  std::string digest_of_sheet(std::string_view unit, const Answers& given) {
    const SubmissionKey key{small_.programme().key, small_.programme().digest, small_.tier().key, std::string(unit), small_.programme().round};
    return submission_digest(canonical_form(key, small_.set(), given));
  }
  Answers answers() const { return good_answers(small_.set()); }
  // Other answers for each `meetings`.
  Answers answers_with(int meetings) const {
    Answers changed = answers();
    changed[small_.set().index("1.3")].set("value", Decimal(meetings));
    return changed;
  }

  ReceiveRequest request(const std::string& received = "2024-01-10T10:00:00+07:00") {
    ReceiveRequest made;
    made.programme = small_.store().find("nho");
    made.store = &small_.store();
    made.who = "Nguyễn Thị A";
    if (!received.empty()) made.received = parse_receipt_time(received);
    return made;
  }
  Reception receive_folder(Register& book, const std::string& received = "2024-01-10T10:00:00+07:00", int threads = 1) {
    ReceiveRequest made = request(received);
    made.threads = threads;
    return receive(book, incoming_files({sheets_.path()}), made);
  }

  SmallProgramme small_;
  TempFolder sheets_;
  TempFolder folder_;

 private:
  std::string where_;
  std::string database_;
};

}  // namespace thuocdo::test

#define THUOCDO_BOTH_DATABASES(name) \
  INSTANTIATE_TEST_SUITE_P(Both, name, ::testing::Values(test::Kind::sqlite, test::Kind::postgresql), test::kind_name)
