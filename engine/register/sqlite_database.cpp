#include <sqlite3.h>

#include <cerrno>
#include <filesystem>
#include <memory>
#include <unordered_map>
#include <utility>

#include "finding/system_error.h"
#include "register/database_parts.h"

namespace thuocdo {
namespace {

struct CloseStatement {
  void operator()(sqlite3_stmt* statement) const { sqlite3_finalize(statement); }
};
using Statement = std::unique_ptr<sqlite3_stmt, CloseStatement>;

// One that is run goes back to its beginning, whatever happens: a half-read one would keep its transaction open.
class Running {
 public:
  explicit Running(sqlite3_stmt* statement) : statement_(statement) {}
  ~Running() {
    sqlite3_reset(statement_);
    sqlite3_clear_bindings(statement_);
  }
  Running(const Running&) = delete;
  Running& operator=(const Running&) = delete;
  sqlite3_stmt* get() const { return statement_; }

 private:
  sqlite3_stmt* statement_;
};

// Statements are written in the code, so there are few; those that name a column are some more.
constexpr std::size_t most_statements = 100;

class SqliteDatabase : public Database {
 public:
  SqliteDatabase(std::string file, DatabaseUse use) : file_(std::move(file)) {
    std::error_code error;
    const std::filesystem::path path = file_;
    const bool there = std::filesystem::exists(path, error);
    if (!there && use == DatabaseUse::existing) fail(DatabaseTrouble::unreachable, system_error_text(error ? error.value() : ENOENT));
    if (std::filesystem::is_directory(path, error)) fail(DatabaseTrouble::unreachable, system_error_text(EISDIR));
    const std::filesystem::path folder = path.parent_path();
    if (!there && !folder.empty() && !std::filesystem::is_directory(folder, error)) {
      fail(DatabaseTrouble::unreachable, system_error_text(ENOENT));
    }
    const int flags = SQLITE_OPEN_READWRITE | (use == DatabaseUse::make ? SQLITE_OPEN_CREATE : 0);
    // A name that SQLite would take for something else ("file:…", ":memory:") is a name in this folder.
    const std::string name = path.is_absolute() ? file_ : "./" + file_;
    const int code = sqlite3_open_v2(name.c_str(), &handle_, flags, nullptr);
    try {
      if (code != SQLITE_OK) fail_with(code);
      sqlite3_extended_result_codes(handle_, 1);
      sqlite3_busy_timeout(handle_, wait_seconds * 1000);
      run("PRAGMA trusted_schema = OFF");
      run("PRAGMA synchronous = FULL");
      has_table("book");  // reads the file, so that one that is no database is told here
    } catch (...) {
      sqlite3_close_v2(handle_);
      throw;
    }
  }

  ~SqliteDatabase() override {
    statements_.clear();
    sqlite3_close_v2(handle_);
  }

  Rows query(const std::string& text, const std::vector<DatabaseValue>& values) override {
    const Running statement(prepared(text));
    for (std::size_t i = 0; i < values.size(); ++i) bind(statement.get(), i, values[i]);
    Rows rows;
    int code;
    while ((code = sqlite3_step(statement.get())) == SQLITE_ROW) {
      Row row;
      const int columns = sqlite3_column_count(statement.get());
      for (int column = 0; column < columns; ++column) {
        const auto* bytes = static_cast<const char*>(sqlite3_column_blob(statement.get(), column));
        const int size = sqlite3_column_bytes(statement.get(), column);
        row.cells.emplace_back(bytes != nullptr ? bytes : "", bytes != nullptr ? static_cast<std::size_t>(size) : 0);
      }
      rows.push_back(std::move(row));
    }
    if (code != SQLITE_DONE) fail_with(code);
    return rows;
  }

  void run(const std::string& statements) override {
    const int code = sqlite3_exec(handle_, statements.c_str(), nullptr, nullptr, nullptr);
    if (code != SQLITE_OK) fail_with(code);
  }

  void begin(std::string_view) override { run("BEGIN IMMEDIATE"); }
  void commit() override { run("COMMIT"); }
  void rollback() noexcept override {
    if (sqlite3_get_autocommit(handle_) == 0) sqlite3_exec(handle_, "ROLLBACK", nullptr, nullptr, nullptr);
  }
  void reconnect() override {}

  bool is_shared() const override { return false; }
  std::string name() const override { return database_text(file_); }
  std::string_view bytes_type() const override { return "BLOB"; }
  bool has_table(std::string_view table) override {
    return !query("SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = $1", {std::string(table)}).empty();
  }
  bool is_blank() override { return query("SELECT 1 FROM sqlite_master LIMIT 1", {}).empty(); }

  std::string refuse_changes(std::string_view table_name, bool updates_too) const override {
    const std::string table(table_name);
    const std::string refusal = " BEGIN SELECT RAISE(ABORT, '" + table + ": rows are only added'); END;\n";
    std::string text = "CREATE TRIGGER " + table + "_stays BEFORE DELETE ON " + table + refusal;
    if (!updates_too) return text;
    text += "CREATE TRIGGER " + table + "_unchanged BEFORE UPDATE ON " + table + refusal;
    // INSERT OR REPLACE removes a row without asking the trigger above.
    text += "CREATE TRIGGER " + table + "_appended BEFORE INSERT ON " + table + " WHEN EXISTS (SELECT 1 FROM " + table +
            " WHERE number >= NEW.number)" + refusal;
    return text;
  }

 private:
  // Prepared once.
  sqlite3_stmt* prepared(const std::string& text) {
    if (const auto found = statements_.find(text); found != statements_.end()) return found->second.get();
    sqlite3_stmt* statement = nullptr;
    const int code = sqlite3_prepare_v2(handle_, text.c_str(), static_cast<int>(text.size()), &statement, nullptr);
    if (code != SQLITE_OK) fail_with(code);
    if (statements_.size() == most_statements) statements_.clear();
    return statements_.emplace(text, Statement(statement)).first->second.get();
  }

  void bind(sqlite3_stmt* statement, std::size_t index, const DatabaseValue& value) {
    const int at = sqlite3_bind_parameter_index(statement, ("$" + std::to_string(index + 1)).c_str());
    int code = SQLITE_OK;
    if (at == 0) return;  // not used by the statement
    if (const auto* text = std::get_if<std::string>(&value)) {
      code = sqlite3_bind_text64(statement, at, text->data(), text->size(), SQLITE_STATIC, SQLITE_UTF8);
    } else if (const auto* number = std::get_if<std::int64_t>(&value)) {
      code = sqlite3_bind_int64(statement, at, *number);
    } else {
      const std::string_view bytes = std::get<Blob>(value).bytes;
      code = sqlite3_bind_blob64(statement, at, bytes.data(), bytes.size(), SQLITE_STATIC);
    }
    if (code != SQLITE_OK) fail_with(code);
  }

  [[noreturn]] void fail(DatabaseTrouble trouble, const Text& why) const { throw_trouble(trouble, name(), why); }

  [[noreturn]] void fail_with(int code) const {
    const std::string english = one_line(handle_ != nullptr ? sqlite3_errmsg(handle_) : sqlite3_errstr(code));
    const int system = handle_ != nullptr ? sqlite3_system_errno(handle_) : 0;
    const Text said{"SQLite báo “" + english + "”", "SQLite says \"" + english + "\""};
    switch (code & 0xFF) {
      case SQLITE_FULL: fail(DatabaseTrouble::full, system_error_text(ENOSPC));
      case SQLITE_BUSY:
      case SQLITE_LOCKED: fail(DatabaseTrouble::busy, said);
      case SQLITE_NOTADB: fail(DatabaseTrouble::foreign, {"tệp không phải cơ sở dữ liệu SQLite", "the file is no SQLite database"});
      case SQLITE_CANTOPEN: fail(DatabaseTrouble::unreachable, system != 0 ? system_error_text(system) : said);
      case SQLITE_READONLY: fail(DatabaseTrouble::refused, {"không có quyền ghi vào tệp hoặc thư mục của sổ", "no right to write to the register's file or folder"});
      case SQLITE_CORRUPT: fail(DatabaseTrouble::failed, {"tệp của sổ bị hỏng, " + said.vi, "the register's file is damaged, " + said.en});
      case SQLITE_PERM:
      case SQLITE_AUTH:
      case SQLITE_CONSTRAINT: fail(DatabaseTrouble::refused, said);
      case SQLITE_IOERR:
        if (system == ENOSPC || system == EDQUOT || system == EFBIG) fail(DatabaseTrouble::full, system_error_text(system));
        fail(DatabaseTrouble::failed, system != 0 ? system_error_text(system) : said);
      default: fail(DatabaseTrouble::failed, said);
    }
  }

  std::string file_;
  sqlite3* handle_ = nullptr;
  std::unordered_map<std::string, Statement> statements_;
};

}  // namespace

std::unique_ptr<Database> open_sqlite(const std::string& file, DatabaseUse use) {
  return std::make_unique<SqliteDatabase>(file, use);
}

}  // namespace thuocdo
