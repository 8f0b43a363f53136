#include "register/register.h"

#include <algorithm>
#include <cerrno>
#include <chrono>
#include <filesystem>
#include <thread>

#include "finding/system_error.h"
#include "programme/digest.h"
#include "programme/file_bytes.h"
#include "register/database_parts.h"
#include "register/originals_folder.h"
#include "register/receipt_columns.h"
#include "register/schema.h"

namespace thuocdo {
namespace {

constexpr int most_attempts = 5;  // waits of 0.2, 0.4, 0.8 and 1.6 s between them
constexpr std::size_t trail_block = 500;
constexpr std::size_t most_original = 256u << 20;

// Takes a lost connection up again; everything else is passed on.
template <typename Work>
auto persistently(Database& database, const Work& work) {
  for (int attempt = 1;; ++attempt) {
    try {
      if (attempt > 1) database.reconnect();
      return work();
    } catch (const DatabaseError& error) {
      database.rollback();
      if (error.trouble() != DatabaseTrouble::lost || attempt == most_attempts) throw;
      std::this_thread::sleep_for(std::chrono::milliseconds(100) * (1 << attempt));
    } catch (...) {
      database.rollback();
      throw;
    }
  }
}

std::vector<Receipt> receipts_where(Database& database, const std::string& condition, const std::vector<DatabaseValue>& values) {
  std::vector<Receipt> receipts;
  const std::string text = "SELECT " + receipt_column_list() + " FROM receipts" + (condition.empty() ? "" : " WHERE " + condition) + " ORDER BY number";
  for (const Row& row : database.query(text, values)) receipts.push_back(receipt_of(row));
  return receipts;
}

std::optional<Receipt> first(std::vector<Receipt> receipts) {
  if (receipts.empty()) return std::nullopt;
  return std::move(receipts.front());
}

std::vector<AppraisalEntry> entries_of(Database& database, std::int64_t receipt) {
  std::vector<AppraisalEntry> entries;
  for (const Row& row : database.query("SELECT " + appraisal_column_list() + " FROM appraisals WHERE receipt = $1 ORDER BY number", {receipt})) {
    entries.push_back(appraisal_entry_of(row));
  }
  return entries;
}

std::vector<Receipt> receipts_of_unit(Database& database, std::string_view programme, std::string_view round, std::string_view unit) {
  return receipts_where(database, "programme = $1 AND round = $2 AND unit = $3", {std::string(programme), std::string(round), std::string(unit)});
}

std::vector<Receipt> receipts_of_round(Database& database, std::string_view programme, std::string_view round) {
  return receipts_where(database, "programme = $1 AND round = $2", {std::string(programme), std::string(round)});
}

std::vector<LevelEntry> levels_in(Database& database, std::string_view programme, std::string_view round) {
  std::vector<LevelEntry> entries;
  for (const Row& row : database.query("SELECT " + level_column_list() + " FROM levels WHERE programme = $1 AND round = $2 ORDER BY number",
                                       {std::string(programme), std::string(round)})) {
    entries.push_back(level_entry_of(row));
  }
  return entries;
}

void append(Database& database, const Actor& actor, std::string_view action, std::string subject, std::string before,
            std::string after, const std::string& basis) {
  const Rows last = database.query("SELECT number, digest FROM trail ORDER BY number DESC LIMIT 1");
  TrailEntry entry;
  entry.number = last.empty() ? 1 : last[0].number(0) + 1;
  entry.previous = last.empty() ? std::string(trail_start()) : last[0].text(1);
  entry.at = database_text(actor.at);
  entry.who = database_text(actor.who);
  entry.action = action;
  entry.subject = std::move(subject);
  entry.before = std::move(before);
  entry.after = std::move(after);
  entry.basis = database_text(basis);
  entry.digest = chained_digest(entry);
  database.query("INSERT INTO trail (number, at, who, action, subject, before, after, basis, previous, digest) "
                 "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
                 {entry.number, entry.at, entry.who, entry.action, entry.subject, entry.before, entry.after, entry.basis,
                  entry.previous, entry.digest});
  database.query("UPDATE book SET value = $1 WHERE name = 'head'", {std::to_string(entry.number) + " " + entry.digest});
}

// "number digest" of the last entry.
std::string head_of(Database& database) {
  const Rows rows = database.query("SELECT value FROM book WHERE name = 'head'");
  return rows.empty() ? std::string() : rows[0].text(0);
}

// A digest hangs on all entries before it, so nobody else's transaction has the same head.
bool has_entry(Database& database, const std::string& head) {
  const std::size_t space = head.find(' ');
  if (space == std::string::npos) return false;
  return !database.query("SELECT 1 FROM trail WHERE number = CAST($1 AS BIGINT) AND digest = $2", {head.substr(0, space), head.substr(space + 1)}).empty();
}

std::filesystem::path originals_folder(const std::string& where) { return where + ".originals"; }

}  // namespace

std::optional<Receipt> RegisterChange::receipt(std::int64_t number) {
  return first(receipts_where(*book_.database_, "number = $1", {number}));
}

std::vector<Receipt> RegisterChange::receipts(std::string_view programme, std::string_view round) {
  return receipts_of_round(*book_.database_, programme, round);
}

std::vector<Receipt> RegisterChange::of_unit(std::string_view programme, std::string_view round, std::string_view unit) {
  return receipts_of_unit(*book_.database_, programme, round, unit);
}

std::int64_t RegisterChange::last_trail_number() {
  return book_.database_->query("SELECT COALESCE(MAX(number), 0) FROM trail")[0].number(0);
}

std::vector<std::pair<std::int64_t, std::string>> RegisterChange::trail_subjects_after(std::int64_t number) {
  std::vector<std::pair<std::int64_t, std::string>> subjects;
  for (const Row& row : book_.database_->query("SELECT number, subject FROM trail WHERE number > $1 ORDER BY number", {number})) {
    subjects.emplace_back(row.number(0), row.text(1));
  }
  return subjects;
}

std::size_t RegisterChange::appraisal_decisions(std::int64_t receipt) {
  const Rows rows = book_.database_->query("SELECT COUNT(*) FROM appraisals WHERE receipt = $1 AND kind = $2", {receipt, std::string(appraisal_kind::decision)});
  return static_cast<std::size_t>(rows[0].number(0));
}

void RegisterChange::add(Receipt& receipt, const Actor& actor) {
  Database& database = *book_.database_;
  receipt.number = database.query("SELECT COALESCE(MAX(number), 0) + 1 FROM receipts")[0].number(0);
  const std::vector<std::string> texts = columns_of(receipt);
  std::vector<DatabaseValue> values;
  std::string places;
  for (std::size_t i = 0; i < texts.size(); ++i) {
    const std::string_view column = receipt_columns()[i];
    places += (i == 0 ? "$" : ", $") + std::to_string(i + 1);
    if (column == "number") {
      values.emplace_back(receipt.number);
    } else if (column == "file_size") {
      values.emplace_back(receipt.file_size);
    } else {
      values.emplace_back(texts[i]);
    }
  }
  database.query("INSERT INTO receipts (" + receipt_column_list() + ") VALUES (" + places + ")", values);
  append(database, actor, trail_action::received, receipt_subject(receipt.number), {}, columns_json(receipt_columns(), texts), {});
}

bool RegisterChange::change(const ReceiptChange& change, std::string_view action, const Actor& actor, const std::string& basis) {
  Database& database = *book_.database_;
  std::vector<std::pair<std::string_view, std::string>> wanted;
  if (change.tier) wanted.emplace_back("tier", database_text(*change.tier));
  if (change.unit) wanted.emplace_back("unit", database_text(*change.unit));
  if (change.received) wanted.emplace_back("received", database_text(*change.received));
  if (change.received_from) wanted.emplace_back("received_from", source_text(*change.received_from));
  if (change.state) wanted.emplace_back("state", state_text(*change.state));
  if (change.reasons) wanted.emplace_back("reasons", database_text(reasons_text(*change.reasons)));
  std::vector<std::string_view> names;
  std::vector<std::string> before;
  std::vector<std::string> after;
  for (const auto& [column, text] : wanted) {
    const Rows rows = database.query("SELECT " + std::string(column) + " FROM receipts WHERE number = $1", {change.number});
    if (rows.empty() || rows[0].text(0) == text) continue;
    names.push_back(column);
    before.push_back(rows[0].text(0));
    after.push_back(text);
    database.query("UPDATE receipts SET " + std::string(column) + " = $1 WHERE number = $2", {text, change.number});
  }
  if (names.empty()) return false;
  append(database, actor, action, receipt_subject(change.number), columns_json(names, before), columns_json(names, after), basis);
  return true;
}

std::vector<AppraisalEntry> RegisterChange::appraisal_entries(std::int64_t receipt) { return entries_of(*book_.database_, receipt); }

void RegisterChange::add(AppraisalEntry& entry, const Actor& actor) {
  Database& database = *book_.database_;
  entry.number = database.query("SELECT COALESCE(MAX(number), 0) + 1 FROM appraisals")[0].number(0);
  entry.who = actor.who;
  entry.at = actor.at;
  const std::vector<std::string> texts = columns_of(entry);
  std::vector<DatabaseValue> values = {entry.number, entry.receipt};
  values.insert(values.end(), texts.begin() + 2, texts.end());
  database.query("INSERT INTO appraisals (" + appraisal_column_list() + ") VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)", values);
  const std::string basis = entry.kind == appraisal_kind::reopened ? content_member(entry.content, "reason") : std::string();
  append(database, actor, trail_action::appraised, appraisal_subject(entry.number), {}, columns_json(appraisal_columns(), texts), basis);
}

std::vector<LevelEntry> RegisterChange::level_entries(std::string_view programme, std::string_view round) {
  return levels_in(*book_.database_, programme, round);
}

std::optional<LevelEntry> RegisterChange::level(std::string_view programme, std::string_view round, std::string_view unit) {
  const Rows rows = book_.database_->query("SELECT " + level_column_list() + " FROM levels WHERE programme = $1 AND round = $2 AND unit = $3 ORDER BY number DESC LIMIT 1",
                                           {std::string(programme), std::string(round), std::string(unit)});
  if (rows.empty()) return std::nullopt;
  return level_entry_of(rows[0]);
}

void RegisterChange::add(LevelEntry& entry, const Actor& actor) {
  Database& database = *book_.database_;
  entry.number = database.query("SELECT COALESCE(MAX(number), 0) + 1 FROM levels")[0].number(0);
  entry.who = actor.who;
  entry.at = actor.at;
  const std::vector<std::string> texts = columns_of(entry);
  std::vector<DatabaseValue> values = {entry.number};
  values.insert(values.end(), texts.begin() + 1, texts.end());
  database.query("INSERT INTO levels (" + level_column_list() + ") VALUES ($1, $2, $3, $4, $5, $6, $7, $8)", values);
  append(database, actor, trail_action::level, level_subject(entry.number), {}, columns_json(level_columns(), texts), entry.basis);
}

void RegisterChange::keep_original(const std::string& digest, std::string_view bytes) {
  if (!book_.is_shared()) return;
  book_.database_->query("INSERT INTO originals (digest, bytes) VALUES ($1, $2) ON CONFLICT (digest) DO NOTHING", {digest, Blob{bytes}});
}

void RegisterChange::keep_reading(std::int64_t receipt, std::string_view reading) {
  book_.database_->query("INSERT INTO readings (number, bytes) VALUES ($1, $2)", {receipt, Blob{reading}});
}

Register::Register(std::unique_ptr<Database> database, std::string where) : database_(std::move(database)), where_(std::move(where)) {
  if (!is_shared()) originals_ = std::make_unique<OriginalsFolder>(originals_folder(where_));
}
Register::Register(Register&&) noexcept = default;
Register& Register::operator=(Register&&) noexcept = default;
Register::~Register() = default;

Register Register::open(const std::string& where, DatabaseUse use, const Actor& actor) {
  Register book(open_database(where, use), where);
  Database& database = *book.database_;
  int version = version_of(database);
  if (version == schema_version) return book;
  if (version == 0 && use == DatabaseUse::existing) {
    throw_trouble(DatabaseTrouble::foreign, database.name(), {"tệp trống", "the file is empty"});
  }
  persistently(database, [&] {
    database.begin("");
    version = version_of(database);  // another process may have been faster
    const int from = version;
    for (; version < schema_version; ++version) {
      database.run(migration_from(version, database));
      const std::string next = std::to_string(version + 1);
      database.query("UPDATE book SET value = $1 WHERE name = 'version'", {next});
    }
    if (from < schema_version) {
      const auto version_json = [](int which) { return columns_json({"version"}, {std::to_string(which)}); };
      append(database, actor, from == 0 ? trail_action::made : trail_action::migrated, {}, from == 0 ? std::string() : version_json(from), version_json(version), {});
    }
    database.commit();
  });
  return book;
}

void Register::write(const std::function<void(RegisterChange&)>& work) {
  std::string asked_for;  // head of the trail that the last COMMIT would leave
  persistently(*database_, [&] {
    // Waits for a transaction whose connection broke to end, one way or the other.
    database_->begin("trail");
    if (!asked_for.empty() && has_entry(*database_, asked_for)) {
      database_->rollback();
      return;
    }
    RegisterChange change(*this);
    work(change);
    // A file's COMMIT cannot get lost on the way.
    if (database_->is_shared()) asked_for = head_of(*database_);
    database_->commit();
  });
}

std::vector<Receipt> Register::receipts(std::string_view programme, std::string_view round) {
  return persistently(*database_, [&] { return receipts_of_round(*database_, programme, round); });
}

std::vector<std::string> Register::programmes_and_rounds() {
  return persistently(*database_, [&] {
    std::vector<std::string> names;
    for (const Row& row : database_->query("SELECT DISTINCT programme, round FROM receipts ORDER BY programme, round")) {
      names.push_back(row.text(0) + (row.text(1).empty() ? "" : " (" + row.text(1) + ")"));
    }
    return names;
  });
}

std::optional<Receipt> Register::receipt(std::int64_t number) {
  return persistently(*database_, [&] { return first(receipts_where(*database_, "number = $1", {number})); });
}

std::vector<Receipt> Register::of_unit(std::string_view programme, std::string_view round, std::string_view unit) {
  return persistently(*database_, [&] { return receipts_of_unit(*database_, programme, round, unit); });
}

std::vector<Row> Register::receipt_rows() {
  return persistently(*database_, [&] { return database_->query("SELECT " + receipt_column_list() + " FROM receipts ORDER BY number"); });
}

std::vector<AppraisalEntry> Register::appraisal_entries(std::int64_t receipt) {
  return persistently(*database_, [&] { return entries_of(*database_, receipt); });
}

std::map<std::int64_t, std::vector<AppraisalEntry>> Register::appraisal_entries(std::string_view programme, std::string_view round) {
  const Rows rows = persistently(*database_, [&] {
    return database_->query("SELECT " + appraisal_column_list() + " FROM appraisals WHERE receipt IN (SELECT number FROM receipts WHERE programme = $1 AND round = $2) ORDER BY number",
                            {std::string(programme), std::string(round)});
  });
  std::map<std::int64_t, std::vector<AppraisalEntry>> entries;
  for (const Row& row : rows) {
    AppraisalEntry entry = appraisal_entry_of(row);
    entries[entry.receipt].push_back(std::move(entry));
  }
  return entries;
}

std::vector<Register::AppraisedReceipt> Register::appraised_receipts(std::string_view programme, std::string_view round, std::string_view unit) {
  const Rows rows = persistently(*database_, [&] {
    return database_->query("SELECT a.receipt, COUNT(*), SUM(CASE WHEN a.kind = $4 THEN 1 ELSE 0 END) FROM appraisals a JOIN receipts r ON r.number = a.receipt "
                            "WHERE r.programme = $1 AND r.round = $2 AND r.unit = $3 GROUP BY a.receipt ORDER BY a.receipt",
                            {std::string(programme), std::string(round), std::string(unit), std::string(appraisal_kind::decision)});
  });
  std::vector<AppraisedReceipt> all;
  for (const Row& row : rows) all.push_back({row.number(0), static_cast<std::size_t>(row.number(1)), static_cast<std::size_t>(row.number(2))});
  return all;
}

std::vector<Row> Register::appraisal_rows() {
  return persistently(*database_, [&] { return database_->query("SELECT " + appraisal_column_list() + " FROM appraisals ORDER BY number"); });
}

std::vector<LevelEntry> Register::level_entries(std::string_view programme, std::string_view round) {
  return persistently(*database_, [&] { return levels_in(*database_, programme, round); });
}

std::vector<Row> Register::level_rows() {
  return persistently(*database_, [&] { return database_->query("SELECT " + level_column_list() + " FROM levels ORDER BY number"); });
}

std::optional<std::string> Register::original(std::string_view digest) {
  if (!is_shared()) {
    Text why;
    return file_bytes(originals_->path_of(digest), most_original, why);
  }
  return persistently(*database_, [&]() -> std::optional<std::string> {
    Rows rows = database_->query("SELECT bytes FROM originals WHERE digest = $1", {std::string(digest)});
    if (rows.empty()) return std::nullopt;
    return std::move(rows[0].cells[0]);
  });
}

std::optional<std::string> Register::reading(std::int64_t receipt) {
  Rows rows = persistently(*database_, [&] { return database_->query("SELECT bytes FROM readings WHERE number = $1", {receipt}); });
  if (rows.empty()) return std::nullopt;
  return std::move(rows[0].cells[0]);
}

std::map<std::int64_t, std::string> Register::readings(std::span<const std::int64_t> receipts) {
  std::map<std::int64_t, std::string> kept;
  if (receipts.empty()) return kept;
  // Always the same statement: the database has it ready.
  static const std::string places = [] {
    std::string text = "$1";
    for (std::size_t i = 2; i <= most_readings; ++i) text += ", $" + std::to_string(i);
    return text;
  }();
  std::vector<DatabaseValue> numbers(receipts.begin(), receipts.end());
  numbers.resize(most_readings, receipts.front());
  for (Row& row : persistently(*database_, [&] { return database_->query("SELECT number, bytes FROM readings WHERE number IN (" + places + ")", numbers); })) {
    kept.emplace(row.number(0), std::move(row.cells[1]));
  }
  return kept;
}

std::vector<std::int64_t> Register::reading_numbers() {
  std::vector<std::int64_t> numbers;
  for (const Row& row : persistently(*database_, [&] { return database_->query("SELECT number FROM readings ORDER BY number"); })) numbers.push_back(row.number(0));
  return numbers;
}

std::vector<std::string> Register::original_digests() {
  std::vector<std::string> digests;
  if (is_shared()) {
    const Rows rows = persistently(*database_, [&] { return database_->query("SELECT digest FROM originals"); });
    for (const Row& row : rows) digests.push_back(row.text(0));
  } else {
    std::error_code error;
    for (std::filesystem::recursive_directory_iterator entry(originals_folder(where_), error), end; !error && entry != end; entry.increment(error)) {
      std::error_code ignored;
      const std::string name = entry->path().filename().string();
      if (entry->is_regular_file(ignored) && !name.starts_with(".")) digests.push_back(name);
    }
  }
  std::sort(digests.begin(), digests.end());
  return digests;
}

void Register::read_trail(const std::function<void(const TrailEntry&)>& take) {
  std::int64_t last = 0;
  for (bool more = true; more;) {
    const Rows rows = persistently(*database_, [&] {
      return database_->query("SELECT number, at, who, action, subject, before, after, basis, previous, digest FROM trail "
                              "WHERE number > $1 ORDER BY number LIMIT " + std::to_string(trail_block), {last});
    });
    for (const Row& row : rows) {
      last = row.number(0);
      take({last, row.text(1), row.text(2), row.text(3), row.text(4), row.text(5), row.text(6), row.text(7), row.text(8), row.text(9)});
    }
    more = rows.size() == trail_block;
  }
}

std::string Register::noted_head() {
  return persistently(*database_, [&] { return head_of(*database_); });
}

void Register::keep_original_beside(const std::string& digest, std::string&& bytes) {
  if (originals_) originals_->keep(digest, std::move(bytes));
}

void Register::originals_kept() {
  if (!originals_) return;
  const WriteProblem problem = originals_->settle();
  if (!problem) return;
  const bool full = problem.why == system_error_text(ENOSPC) || problem.why == system_error_text(EDQUOT) || problem.why == system_error_text(EFBIG);
  throw_trouble(full ? DatabaseTrouble::full : DatabaseTrouble::failed, name(), problem.why);
}

std::string Register::name() const { return database_->name(); }
bool Register::is_shared() const { return database_->is_shared(); }

}  // namespace thuocdo
