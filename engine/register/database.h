// A small face over the two databases that a register can lie in, so that every statement stands once.
//
//   auto database = open_database("so-tiep-nhan.db", DatabaseUse::make);        // SQLite, one file
//   auto shared = open_database("postgresql://so@may-chu/tiepnhan", DatabaseUse::make);
//   const Rows rows = database->query("SELECT number, unit FROM receipts WHERE state = $1", {"late"});
//   rows[0].number(0), rows[0].text(1)
//
// Each database is reached through its own C client (sqlite3, libpq). SOCI was weighed and left: run again, a statement bound
// to vectors sent PostgreSQL the first batch a second time without an error, bytes need large objects there, and the codes
// that tell a busy, full or vanished database apart are lost on the way. What is needed of a client is four functions.
//
// Statements are written in what both understand: $1, $2 … for values, TEXT, BIGINT and the type that bytes_type() names. A
// value is never pasted into a statement. Texts are UTF-8 without NUL; see database_text.
//
// One object belongs to one thread at a time. What goes wrong ends the call: see DatabaseError.
#pragma once

#include <cstdint>
#include <exception>
#include <memory>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "finding/finding.h"

namespace thuocdo {

struct Blob {
  std::string_view bytes;
};
// A text, a whole number or bytes.
using DatabaseValue = std::variant<std::string, std::int64_t, Blob>;

struct Row {
  std::vector<std::string> cells;  // numbers as their digits, bytes as they are; NULL is empty
  const std::string& text(std::size_t column) const { return cells[column]; }
  std::int64_t number(std::size_t column) const;
};
using Rows = std::vector<Row>;

enum class DatabaseTrouble {
  unreachable,  // no such file or server, no access, wrong password
  foreign,      // what is there is no register
  newer,        // a register that a newer version made
  lost,         // the connection broke, or the server went away: the transaction did not happen
  busy,         // another process held it for too long
  full,         // no space left
  refused,      // a rule of the database: a change of the trail, a second row with one key
  failed        // anything else
};

// What ends a call that needs the database. The finding says it in both languages and what to do; it never holds a password.
class DatabaseError : public std::exception {
 public:
  DatabaseError(DatabaseTrouble trouble, Finding finding);
  const char* what() const noexcept override { return english_.c_str(); }
  DatabaseTrouble trouble() const { return trouble_; }
  const Finding& finding() const { return finding_; }

 private:
  DatabaseTrouble trouble_;
  Finding finding_;
  std::string english_;
};

class Database {
 public:
  virtual ~Database() = default;
  Database(const Database&) = delete;
  Database& operator=(const Database&) = delete;

  // One statement.
  virtual Rows query(const std::string& statement, const std::vector<DatabaseValue>& values = {}) = 0;
  // Several statements without values, for the schema.
  virtual void run(const std::string& statements) = 0;

  // Only one transaction that writes goes on at a time, over all processes and machines: `begin` waits for its turn, so
  // what is read after it cannot change before `commit`. `table` is one that all writers begin with; empty while there is none.
  virtual void begin(std::string_view table) = 0;
  virtual void commit() = 0;
  virtual void rollback() noexcept = 0;

  // After DatabaseTrouble::lost. Throws `lost` again where there is still no connection.
  virtual void reconnect() = 0;

  virtual bool is_shared() const = 0;            // PostgreSQL: several machines reach it
  virtual std::string name() const = 0;          // for messages; without a password
  virtual std::string_view bytes_type() const = 0;
  virtual bool has_table(std::string_view name) = 0;
  virtual bool is_blank() = 0;                   // nothing stands in it yet
  // Statements that make the database refuse changes of a table, or only the removal of rows.
  virtual std::string refuse_changes(std::string_view table, bool updates_too) const = 0;

 protected:
  Database() = default;
};

enum class DatabaseUse { make, existing };  // make: a file that is not there yet is made, with a blank database in it

// "postgresql://…" and "postgres://…" are PostgreSQL, everything else is the name of a file. Throws DatabaseError.
std::unique_ptr<Database> open_database(const std::string& where, DatabaseUse use);
bool is_postgresql(std::string_view where);
// What may be kept and shown: "postgresql://so:bimat@may-chu/x?password=y" becomes "postgresql://so@may-chu/x".
std::string address_without_password(std::string_view where);

// Text as a database takes it: bytes that are not UTF-8, and NUL, become "�".
std::string database_text(std::string_view text);

}  // namespace thuocdo
