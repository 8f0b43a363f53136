#include "register/audit.h"

#include <algorithm>
#include <map>
#include <nlohmann/json.hpp>
#include <set>

#include "programme/digest.h"
#include "register/examination.h"
#include "register/kept_reading.h"
#include "register/receipt_columns.h"

namespace thuocdo {
namespace {

using Json = nlohmann::ordered_json;
using Columns = std::map<std::string, std::string>;

Columns columns_in(const std::string& json) {
  Columns columns;
  const Json parsed = Json::parse(json, nullptr, false);
  if (!parsed.is_object()) return columns;
  for (const auto& [name, value] : parsed.items()) {
    if (value.is_string()) columns[name] = value.get<std::string>();
  }
  return columns;
}

class Auditing {
 public:
  Auditing(Register& book, const std::string& expected_head, const std::function<void(std::size_t, std::size_t)>& progress, ProgrammeStore* store)
      : book_(book), expected_(expected_head), progress_(progress), store_(store) {}

  Audit run() {
    check_trail();
    check_receipts();
    check_entries(book_.appraisal_rows(), appraisal_columns(), expected_appraisals_, Code::appraisal_entry_untracked, Code::appraisal_entry_altered, Code::appraisal_entry_removed);
    check_entries(book_.level_rows(), level_columns(), expected_levels_, Code::level_entry_untracked, Code::level_entry_altered, Code::level_entry_removed);
    check_originals();
    check_readings_alone();
    return std::move(audit_);
  }

 private:
  template <typename... Arguments>
  void report(Code code, const Arguments&... arguments) {
    audit_.findings.push_back(finding(code, {std::string(arguments)...}));
  }

  void check_trail() {
    std::string previous(trail_start());
    std::int64_t number = 0;
    std::optional<Instant> last_time;
    bool expected_seen = expected_.empty();
    book_.read_trail([&](const TrailEntry& entry) {
      const std::string name = std::to_string(entry.number);
      if (entry.number != number + 1) report(Code::trail_gap, std::to_string(number + 1), std::to_string(entry.number - 1));
      if (entry.previous != previous) {
        report(Code::trail_unlinked, name);
      } else if (chained_digest(entry) != entry.digest) {
        report(Code::trail_altered, name);
      }
      number = entry.number;
      previous = entry.digest;
      expected_seen = expected_seen || entry.digest == expected_;
      const auto at = parse_instant(entry.at);
      if (at && last_time && *at < *last_time) report(Code::trail_clock, name, entry.at);
      if (at) last_time = at;
      replay(entry);
      ++audit_.entries;
    });
    audit_.head = audit_.entries == 0 ? std::string() : previous;
    const std::string noted = book_.noted_head();
    if (noted != (audit_.entries == 0 ? std::string() : std::to_string(number) + " " + previous)) report(Code::trail_cut, noted.substr(0, noted.find(' ')));
    if (!expected_seen) report(Code::trail_head_gone, expected_);
  }

  // What the receipts must be by the trail alone.
  void replay(const TrailEntry& entry) {
    if (const std::int64_t appraisal = appraisal_number(entry.subject)) expected_appraisals_[appraisal] = columns_in(entry.after);
    if (const std::int64_t level = level_number(entry.subject)) expected_levels_[level] = columns_in(entry.after);
    const std::int64_t receipt = receipt_number(entry.subject);
    if (receipt == 0) return;
    if (entry.action == trail_action::received) {
      expected_receipts_[receipt] = columns_in(entry.after);
      return;
    }
    Columns& columns = expected_receipts_[receipt];
    for (const auto& [name, value] : columns_in(entry.before)) {
      if (columns[name] != value) report(Code::trail_contradicts, std::to_string(entry.number), std::to_string(receipt), name);
    }
    for (auto& [name, value] : columns_in(entry.after)) columns[name] = value;
  }

  void check_receipts() {
    const auto& names = receipt_columns();
    for (const Row& row : book_.receipt_rows()) {
      ++audit_.receipts;
      const std::int64_t number = row.number(0);
      const Receipt receipt = receipt_of(row);
      if (store_ != nullptr) read_again_.emplace(receipt.file_digest, Read{number, receipt.programme, receipt.round, receipt.file_name});
      const auto found = expected_receipts_.find(number);
      if (found == expected_receipts_.end()) {
        report(Code::receipt_untracked, row.text(0));
        continue;
      }
      for (std::size_t i = 0; i < names.size(); ++i) {
        const std::string name(names[i]);
        if (row.text(i) != found->second[name]) report(Code::receipt_altered, row.text(0), name, shortened(found->second[name]), shortened(row.text(i)));
      }
      needed_[receipt.file_digest] = row.text(0);
      expected_receipts_.erase(found);
    }
    for (const auto& [number, columns] : expected_receipts_) report(Code::receipt_removed, std::to_string(number));
  }

  // Entries never change, so each must be what the trail says.
  void check_entries(const std::vector<Row>& rows, const std::vector<std::string_view>& names, std::map<std::int64_t, Columns>& expected, Code untracked,
                     Code altered, Code removed) {
    for (const Row& row : rows) {
      const auto found = expected.find(row.number(0));
      if (found == expected.end()) {
        report(untracked, row.text(0));
        continue;
      }
      for (std::size_t i = 0; i < names.size(); ++i) {
        if (row.text(i) != found->second[std::string(names[i])]) report(altered, row.text(0), std::string(names[i]));
      }
      expected.erase(found);
    }
    for (const auto& [number, columns] : expected) report(removed, std::to_string(number));
  }

  static std::string shortened(const std::string& text) {
    constexpr std::size_t most = 80;
    if (text.size() <= most) return text;
    return database_text(text.substr(0, most)) + "…";
  }

  void check_originals() {
    const std::vector<std::string> kept = book_.original_digests();
    std::size_t done = 0;
    for (const std::string& digest : kept) {
      ++audit_.originals;
      const auto receipt = needed_.find(digest);
      const std::string number = receipt != needed_.end() ? receipt->second : std::string();
      const auto bytes = book_.original(digest);
      const bool sound = bytes && sha256_hex(*bytes) == digest;
      if (bytes && !sound) report(Code::original_altered, number.empty() ? "–" : number, digest);
      if (sound) check_readings(digest, *bytes);
      // A file that came while this went on, or whose receipt was cut off by a power failure.
      if (number.empty()) report(Code::original_alone, digest);
      if (bytes && receipt != needed_.end()) needed_.erase(receipt);
      if (progress_) progress_(++done, kept.size());
    }
    for (const auto& [digest, number] : needed_) report(Code::original_missing, number, digest);
  }

  // What was read of the file, against what it holds.
  void check_readings(const std::string& digest, const std::string& bytes) {
    const auto [first, last] = read_again_.equal_range(digest);
    for (auto one = first; one != last; ++one) {
      const Read& read = one->second;
      const std::optional<std::string> kept = book_.reading(read.number);
      const auto programme = kept ? store_->find(read.programme) : nullptr;
      if (!programme || !is_reading_of(*kept, *programme)) continue;
      const Examination seen = examine_bytes(bytes, read.name, {.programme = programme.get(), .round = read.round, .store = store_});
      if (seen.reading != *kept) report(Code::reading_altered, std::to_string(read.number));
    }
  }

  // Of no receipt, nor of one that is told to be gone.
  void check_readings_alone() {
    if (store_ == nullptr) return;
    std::set<std::int64_t> known;
    for (const auto& [digest, read] : read_again_) known.insert(read.number);
    for (const std::int64_t number : book_.reading_numbers()) {
      if (!known.contains(number) && !expected_receipts_.contains(number)) report(Code::reading_altered, std::to_string(number));
    }
  }

  struct Read {
    std::int64_t number = 0;
    std::string programme, round, name;
  };

  Register& book_;
  const std::string& expected_;
  const std::function<void(std::size_t, std::size_t)>& progress_;
  ProgrammeStore* store_;
  std::multimap<std::string, Read> read_again_;  // by the digest of the original
  std::map<std::int64_t, Columns> expected_receipts_;
  std::map<std::int64_t, Columns> expected_appraisals_;
  std::map<std::int64_t, Columns> expected_levels_;
  std::map<std::string, std::string> needed_;  // digest of an original, number of its receipt
  Audit audit_;
};

}  // namespace

Audit audit_of(Register& book, const std::string& expected_head, const std::function<void(std::size_t, std::size_t)>& progress, ProgrammeStore* store) {
  return Auditing(book, expected_head, progress, store).run();
}

}  // namespace thuocdo
