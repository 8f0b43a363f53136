#include <array>
#include <chrono>
#include <cstring>
#include <utility>

#include "register/database_parts.h"
#include "register/postgresql_client.h"

namespace thuocdo {
namespace {

constexpr Oid bytes_oid = 17;  // bytea, fixed in every server
// Any number of our own; takes the place of a table to lock while there is none.
constexpr const char* making_lock = "SELECT pg_advisory_xact_lock(7415089236541)";

// Only where a database was opened.
const PostgresqlClient& libpq() { return *postgresql_client(); }

struct CloseResult {
  void operator()(PGresult* result) const { libpq().PQclear(result); }
};
using Result = std::unique_ptr<PGresult, CloseResult>;
// The server's own words, which are English or whatever language it was set up for.
Text quoted(const std::string& said) { return {"máy chủ báo “" + said + "”", "the server says \"" + said + "\""}; }
// The server's code at the end of a line of the message, such as "FATAL:  28P01"; empty where no server answered.
std::string state_in(const char* message) {
  std::string state;
  for (const char* rest = message; *rest != '\0';) {
    const std::size_t length = std::strcspn(rest, "\n");
    const std::string_view line(rest, length);
    const std::string_view last = line.substr(std::min(line.size(), line.rfind(' ') + 1));
    if (last.size() == 5 && last.find_first_not_of("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ") == std::string_view::npos) state = last;
    rest += length + (rest[length] != '\0' ? 1 : 0);
  }
  return state;
}
struct CloseConnection {
  void operator()(PGconn* connection) const { libpq().PQfinish(connection); }
};

class PostgresqlDatabase : public Database {
 public:
  PostgresqlDatabase(std::string url, DatabaseUse use) : url_(std::move(url)) {
    connect(DatabaseTrouble::unreachable);
    if (query("SHOW server_encoding", {})[0].text(0) != "UTF8") {
      throw_trouble(DatabaseTrouble::unreachable, name(),
                    {"cơ sở dữ liệu không dùng bảng mã UTF8", "the database is not encoded in UTF8"});
    }
    if (use == DatabaseUse::existing && is_blank()) {
      throw_trouble(DatabaseTrouble::foreign, name(), {"cơ sở dữ liệu chưa có sổ nào", "there is no register in the database yet"});
    }
  }

  Rows query(const std::string& text, const std::vector<DatabaseValue>& values) override {
    std::vector<std::string> numbers(values.size());
    std::vector<const char*> starts(values.size());
    std::vector<int> lengths(values.size());
    std::vector<int> formats(values.size());
    std::vector<Oid> types(values.size());
    for (std::size_t i = 0; i < values.size(); ++i) {
      if (const auto* given = std::get_if<std::string>(&values[i])) {
        starts[i] = given->c_str();
      } else if (const auto* number = std::get_if<std::int64_t>(&values[i])) {
        numbers[i] = std::to_string(*number);
        starts[i] = numbers[i].c_str();
      } else {
        const std::string_view bytes = std::get<Blob>(values[i]).bytes;
        starts[i] = bytes.empty() ? "" : bytes.data();
        lengths[i] = static_cast<int>(bytes.size());
        formats[i] = 1;
        types[i] = bytes_oid;
      }
    }
    const Result result(libpq().PQexecParams(connection_.get(), text.c_str(), static_cast<int>(values.size()), types.data(),
                                     starts.data(), lengths.data(), formats.data(), 0));
    check(result.get());
    return rows_of(result.get());
  }

  void run(const std::string& statements) override { check(Result(libpq().PQexec(connection_.get(), statements.c_str())).get()); }

  void begin(std::string_view table) override {
    run("BEGIN");
    run(table.empty() ? std::string(making_lock) : "LOCK TABLE " + std::string(table) + " IN SHARE ROW EXCLUSIVE MODE");
    if (table.empty()) run("CREATE SCHEMA IF NOT EXISTS thuocdo");
  }
  void commit() override {
    const Result result(libpq().PQexec(connection_.get(), "COMMIT"));
    check(result.get());
    // After an error inside, the server answers COMMIT with ROLLBACK, and calls that a success.
    if (std::string_view(libpq().PQcmdStatus(result.get())) != "COMMIT") {
      throw_trouble(DatabaseTrouble::failed, name(), {"giao dịch không được ghi", "the transaction was not written"});
    }
  }
  void rollback() noexcept override {
    if (libpq().PQtransactionStatus(connection_.get()) != PQTRANS_IDLE) libpq().PQclear(libpq().PQexec(connection_.get(), "ROLLBACK"));
  }
  void reconnect() override {
    connection_.reset();
    connect(DatabaseTrouble::lost);
  }

  bool is_shared() const override { return true; }
  std::string name() const override {
    const auto part = [](const char* text) { return std::string(text != nullptr ? text : ""); };
    return database_text("postgresql://" + part(libpq().PQhost(connection_.get())) + "/" + part(libpq().PQdb(connection_.get())));
  }
  std::string_view bytes_type() const override { return "BYTEA"; }
  bool has_table(std::string_view table) override {
    return !query("SELECT 1 FROM information_schema.tables WHERE table_schema = 'thuocdo' AND table_name = $1",
                  {std::string(table)})
                .empty();
  }
  bool is_blank() override {
    return query("SELECT 1 FROM information_schema.tables WHERE table_schema = 'thuocdo' LIMIT 1", {}).empty();
  }

  std::string refuse_changes(std::string_view table_name, bool updates_too) const override {
    const std::string table(table_name);
    return "CREATE OR REPLACE FUNCTION thuocdo.refuse_change() RETURNS trigger LANGUAGE plpgsql AS $body$ BEGIN "
           "RAISE EXCEPTION '%: rows are only added', TG_TABLE_NAME USING ERRCODE = 'integrity_constraint_violation'; "
           "END $body$;\n"
           "CREATE TRIGGER " + table + "_stays BEFORE DELETE OR TRUNCATE ON " + table +
           " FOR EACH STATEMENT EXECUTE FUNCTION thuocdo.refuse_change();\n" +
           (updates_too ? "CREATE TRIGGER " + table + "_unchanged BEFORE UPDATE ON " + table +
                              " FOR EACH STATEMENT EXECUTE FUNCTION thuocdo.refuse_change();\n"
                        : std::string());
  }

 private:
  void connect(DatabaseTrouble otherwise) {
    // What the address itself says comes later in the list, and wins. A machine that vanished is noticed within a minute.
    static constexpr std::array<const char*, 8> keywords = {"connect_timeout", "keepalives_idle", "keepalives_interval", "tcp_user_timeout",
                                                            "application_name", "dbname", "client_encoding", nullptr};
    const std::array<const char*, 8> values = {"10", "20", "10", "40000", "thuocdo", url_.c_str(), "UTF8", nullptr};
    const auto began = std::chrono::steady_clock::now();
    connection_.reset(libpq().PQconnectdbParams(keywords.data(), values.data(), 1));
    if (libpq().PQstatus(connection_.get()) != CONNECTION_OK) {
      const std::string said = one_line(libpq().PQerrorMessage(connection_.get()));
      if (otherwise == DatabaseTrouble::lost) throw_trouble(otherwise, name(), quoted(said));
      // A second wait for a machine that does not answer would tell nothing more.
      const bool answered = std::chrono::steady_clock::now() - began < std::chrono::seconds(5);
      const Code code = answered ? why_not_connected() : Code::register_no_server;
      throw DatabaseError(otherwise, finding(code, {name(), said}));
    }
    libpq().PQsetNoticeProcessor(connection_.get(), [](void*, const char*) {}, nullptr);
    run("SET search_path TO thuocdo, pg_catalog; SET lock_timeout = '" + std::to_string(wait_seconds) +
        "s'; SET idle_in_transaction_session_timeout = '120s'; SET synchronous_commit = on; SET standard_conforming_strings = on");
  }

  // libpq gives the code of a refused connection in its message only, and only when asked before: so it is asked again.
  Code why_not_connected() {
    if (libpq().PQconnectionNeedsPassword(connection_.get()) != 0) return Code::register_login_refused;
    libpq().PQsetErrorVerbosity(connection_.get(), PQERRORS_SQLSTATE);
    libpq().PQreset(connection_.get());
    const std::string state = state_in(libpq().PQerrorMessage(connection_.get()));
    if (state.empty()) return Code::register_no_server;
    if (state.starts_with("28") || state == "42501") return Code::register_login_refused;
    if (state == "3D000") return Code::register_no_database;
    if (state.starts_with("53") || state == "57P03") return Code::register_server_occupied;
    return Code::register_unreachable;
  }

  static Rows rows_of(PGresult* result) {
    Rows rows(static_cast<std::size_t>(libpq().PQntuples(result)));
    const int columns = libpq().PQnfields(result);
    for (std::size_t row = 0; row < rows.size(); ++row) {
      for (int column = 0; column < columns; ++column) {
        const int at = static_cast<int>(row);
        const char* value = libpq().PQgetvalue(result, at, column);
        if (libpq().PQftype(result, column) == bytes_oid) {
          std::size_t size = 0;
          unsigned char* bytes = libpq().PQunescapeBytea(reinterpret_cast<const unsigned char*>(value), &size);
          rows[row].cells.emplace_back(reinterpret_cast<const char*>(bytes), bytes != nullptr ? size : 0);
          libpq().PQfreemem(bytes);
        } else {
          rows[row].cells.emplace_back(value, static_cast<std::size_t>(libpq().PQgetlength(result, at, column)));
        }
      }
    }
    return rows;
  }

  void check(PGresult* result) const {
    const ExecStatusType status = libpq().PQresultStatus(result);
    if (status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK) return;
    const char* field = libpq().PQresultErrorField(result, PG_DIAG_SQLSTATE);
    const std::string_view state = field != nullptr ? field : "";
    const char* primary = libpq().PQresultErrorField(result, PG_DIAG_MESSAGE_PRIMARY);
    const std::string said = one_line(primary != nullptr ? primary : libpq().PQerrorMessage(connection_.get()));
    throw_trouble(trouble_of(state), name(), quoted(said));
  }

  DatabaseTrouble trouble_of(std::string_view state) const {
    // What the server says has a code; what its client says of the connection has none.
    if (state.empty() || libpq().PQstatus(connection_.get()) != CONNECTION_OK || state.starts_with("08") || state.starts_with("57P")) return DatabaseTrouble::lost;
    if (state == "53100") return DatabaseTrouble::full;
    if (state == "55P03" || state == "40001" || state == "40P01") return DatabaseTrouble::busy;
    if (state.starts_with("23") || state == "42501" || state == "25006") return DatabaseTrouble::refused;
    return DatabaseTrouble::failed;
  }

  std::string url_;
  std::unique_ptr<PGconn, CloseConnection> connection_;
};

}  // namespace

std::unique_ptr<Database> open_postgresql(const std::string& url, DatabaseUse use) {
  if (postgresql_client() == nullptr) {
    throw_trouble(DatabaseTrouble::unreachable, address_without_password(url),
                  {"máy này không có thư viện PostgreSQL (libpq.so.5, gói libpq5)", "this machine lacks PostgreSQL's client library (libpq.so.5, package libpq5)"});
  }
  return std::make_unique<PostgresqlDatabase>(url, use);
}

}  // namespace thuocdo
