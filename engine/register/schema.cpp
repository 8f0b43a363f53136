#include "register/schema.h"

#include <cstdlib>

#include "register/appraisal_entry.h"
#include "register/database_parts.h"
#include "register/level_entry.h"
#include "register/receipt_columns.h"

namespace thuocdo {
namespace {

std::string version_1(const Database& database) {
  std::string receipts;
  for (const std::string_view column : receipt_columns()) {
    receipts += (receipts.empty() ? "" : ", ") + std::string(column) +
                (column == "number" ? " BIGINT PRIMARY KEY" : column == "file_size" ? " BIGINT NOT NULL" : " TEXT NOT NULL");
  }
  std::string originals;
  if (database.is_shared()) {
    originals = "CREATE TABLE originals (digest TEXT PRIMARY KEY, bytes " + std::string(database.bytes_type()) + " NOT NULL);\n" +
                database.refuse_changes("originals", true);
  }
  return "CREATE TABLE book (name TEXT PRIMARY KEY, value TEXT NOT NULL);\n"
         "CREATE TABLE receipts (" + receipts + ", UNIQUE (programme, round, file_digest));\n"
         "CREATE INDEX receipts_by_unit ON receipts (programme, round, unit);\n"
         "CREATE INDEX receipts_by_submission ON receipts (programme, round, submission_digest);\n"
         "CREATE TABLE trail (number BIGINT PRIMARY KEY, at TEXT NOT NULL, who TEXT NOT NULL, action TEXT NOT NULL, "
         "subject TEXT NOT NULL, before TEXT NOT NULL, after TEXT NOT NULL, basis TEXT NOT NULL, previous TEXT NOT NULL, "
         "digest TEXT NOT NULL);\n" +
         originals + database.refuse_changes("trail", true) + database.refuse_changes("receipts", false) +
         "INSERT INTO book (name, value) VALUES ('register', 'thuocdo'), ('version', '1'), ('head', '');\n";
}

std::string version_2(const Database& database) {
  std::string columns;
  for (const std::string_view column : appraisal_columns()) {
    columns += (columns.empty() ? "" : ", ") + std::string(column) +
               (column == "number" ? " BIGINT PRIMARY KEY" : column == "receipt" ? " BIGINT NOT NULL" : " TEXT NOT NULL");
  }
  return "CREATE TABLE appraisals (" + columns + ");\n"
         "CREATE INDEX appraisals_by_receipt ON appraisals (receipt);\n" + database.refuse_changes("appraisals", true);
}

std::string version_3(const Database& database) {
  std::string columns;
  for (const std::string_view column : level_columns()) {
    columns += (columns.empty() ? "" : ", ") + std::string(column) + (column == "number" ? " BIGINT PRIMARY KEY" : " TEXT NOT NULL");
  }
  return "CREATE TABLE levels (" + columns + ");\n"
         "CREATE INDEX levels_by_unit ON levels (programme, round, unit);\n" + database.refuse_changes("levels", true);
}

std::string version_4(const Database& database) {
  return "CREATE TABLE readings (number BIGINT PRIMARY KEY, bytes " + std::string(database.bytes_type()) + " NOT NULL);\n" +
         database.refuse_changes("readings", true);
}

[[noreturn]] void refuse_foreign(Database& database) {
  throw_trouble(DatabaseTrouble::foreign, database.name(), {"các bảng trong đó không phải của sổ tiếp nhận", "its tables are not those of a register"});
}

}  // namespace

int version_of(Database& database) {
  if (!database.has_table("book")) {
    if (database.is_blank()) return 0;
    // Unless another process has just made the register.
    if (!database.has_table("book")) refuse_foreign(database);
  }
  try {
    if (database.query("SELECT value FROM book WHERE name = 'register' AND value = 'thuocdo'").empty()) refuse_foreign(database);
    const Rows rows = database.query("SELECT value FROM book WHERE name = 'version'");
    const int version = rows.empty() ? 0 : std::atoi(rows[0].text(0).c_str());
    if (version < 1) refuse_foreign(database);
    if (version > schema_version) {
      const std::string there = std::to_string(version);
      throw_trouble(DatabaseTrouble::newer, database.name(), {there, there});
    }
    return version;
  } catch (const DatabaseError& error) {
    // Somebody else's table of this name has other columns.
    if (error.trouble() == DatabaseTrouble::failed) refuse_foreign(database);
    throw;
  }
}

std::string migration_from(int version, const Database& database) {
  switch (version) {
    case 0: return version_1(database);
    case 1: return version_2(database);
    case 2: return version_3(database);
    case 3: return version_4(database);
    default: return {};
  }
}

}  // namespace thuocdo
