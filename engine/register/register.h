// The register of receipts ("sổ tiếp nhận"): receipts, originals and trail, in one SQLite file or in PostgreSQL.
//
//   Register book = Register::open("so-tiep-nhan.db", DatabaseUse::make, actor);
//   book.write([&](RegisterChange& change) {
//     change.add(receipt, actor);
//   });
//
// Originals: beside a SQLite file in the folder "<file>.originals/ab/abcd…", named by their SHA-256, so that they can be
// looked at with any program and the database stays small. In PostgreSQL they lie in the database: several reviewers on
// several machines share no folder, a backup of the database is then a backup of everything, and original and receipt are
// written in one transaction.
//
// SQLite is opened with a rollback journal and full synchronisation: no second file that must be copied along, and it
// works on network drives, where the write-ahead log does not.
//
// Whatever fails ends the call with a DatabaseError (see database.h); what was committed before stays. A lost connection is
// taken up again a few times before the error is passed on: a transaction that did not happen is simply done again. Where the
// connection broke while COMMIT was under way, the trail tells whether it happened; then nothing is done a second time.
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "register/appraisal_entry.h"
#include "register/database.h"
#include "register/level_entry.h"
#include "register/receipt.h"
#include "register/trail.h"

namespace thuocdo {

// Changes of a receipt after it was received.
struct ReceiptChange {
  std::int64_t number = 0;
  std::optional<ReceiptState> state;
  std::optional<std::string> tier, unit;  // of a PDF, once its sheet came
  std::optional<std::string> received;
  std::optional<TimeSource> received_from;
  std::optional<Findings> reasons;
};

class OriginalsFolder;

// What can be read and written inside one transaction.
class RegisterChange {
 public:
  std::optional<Receipt> receipt(std::int64_t number);
  std::vector<Receipt> receipts(std::string_view programme, std::string_view round);  // in the order of receipt
  std::vector<Receipt> of_unit(std::string_view programme, std::string_view round, std::string_view unit);
  std::int64_t last_trail_number();  // 0: there is no entry
  std::vector<std::pair<std::int64_t, std::string>> trail_subjects_after(std::int64_t number);  // in their order
  std::size_t appraisal_decisions(std::int64_t receipt);
  // Gives the receipt its number, and makes the entry of the trail.
  void add(Receipt& receipt, const Actor& actor);
  // False where nothing of it is new; then no entry is made either.
  bool change(const ReceiptChange& change, std::string_view action, const Actor& actor, const std::string& basis = {});
  void keep_original(const std::string& digest, std::string_view bytes);
  void keep_reading(std::int64_t receipt, std::string_view reading);  // see kept_reading.h
  std::vector<AppraisalEntry> appraisal_entries(std::int64_t receipt);  // in the order of their numbers
  // Gives the entry its number, who and when, and makes the entry of the trail.
  void add(AppraisalEntry& entry, const Actor& actor);
  std::vector<LevelEntry> level_entries(std::string_view programme, std::string_view round);
  // The last of the unit.
  std::optional<LevelEntry> level(std::string_view programme, std::string_view round, std::string_view unit);
  void add(LevelEntry& entry, const Actor& actor);

 private:
  friend class Register;
  explicit RegisterChange(class Register& book) : book_(book) {}
  class Register& book_;
};

class Register {
 public:
  // Makes what is missing (DatabaseUse::make), or brings an older register up to date. A newer one is refused.
  static Register open(const std::string& where, DatabaseUse use, const Actor& actor);
  Register(Register&&) noexcept;
  Register& operator=(Register&&) noexcept;
  ~Register();

  // All or nothing, and once. `work` may be called again after a lost connection, so whatever it sets outside the register it
  // sets anew each time.
  void write(const std::function<void(RegisterChange&)>& work);

  std::vector<Receipt> receipts(std::string_view programme, std::string_view round);  // in the order of receipt
  // Of all receipts, each once, sorted: "gialai-dti-2023 (2023)", with the round's key; for whoever chose another register.
  std::vector<std::string> programmes_and_rounds();
  std::vector<Row> receipt_rows();  // the table as it lies there, for the audit
  std::optional<Receipt> receipt(std::int64_t number);
  std::vector<AppraisalEntry> appraisal_entries(std::int64_t receipt);
  // Those of a whole round in one exchange with the database, by receipt; receipts without any are left out.
  std::map<std::int64_t, std::vector<AppraisalEntry>> appraisal_entries(std::string_view programme, std::string_view round);
  // How many entries and decisions of appraisals the receipts of a unit have; those without any are left out.
  struct AppraisedReceipt {
    std::int64_t receipt = 0;
    std::size_t entries = 0, decisions = 0;
  };
  std::vector<AppraisedReceipt> appraised_receipts(std::string_view programme, std::string_view round, std::string_view unit);
  std::vector<Row> appraisal_rows();  // the table as it lies there, for the audit
  std::vector<Receipt> of_unit(std::string_view programme, std::string_view round, std::string_view unit);
  std::vector<LevelEntry> level_entries(std::string_view programme, std::string_view round);
  std::vector<Row> level_rows();  // the table as it lies there, for the audit
  // Nothing where it is gone. Not compared with its digest: see audit.h.
  std::optional<std::string> original(std::string_view digest);
  // What receiving read in the sheet; nothing where it is not kept. See kept_reading.h for what it takes to be believed.
  std::optional<std::string> reading(std::int64_t receipt);
  // Those of several receipts in one exchange; what is not kept is left out.
  static constexpr std::size_t most_readings = 64;
  std::map<std::int64_t, std::string> readings(std::span<const std::int64_t> receipts);  // no more than most_readings
  std::vector<std::int64_t> reading_numbers();  // of the receipts that have one, sorted
  std::vector<std::string> original_digests();  // of all that are kept, sorted
  // Called for each entry in turn, and for the last digest that the register has noted.
  void read_trail(const std::function<void(const TrailEntry&)>& take);
  std::string noted_head();

  // Where the file goes before its receipt is written, on threads of its own; `originals_kept` waits until all of them are
  // flushed and renamed, so that a receipt never lacks its original. Does nothing for PostgreSQL, and leaves the bytes, where
  // RegisterChange::keep_original does it in the same transaction.
  void keep_original_beside(const std::string& digest, std::string&& bytes);
  void originals_kept();

  std::string name() const;
  bool is_shared() const;

 private:
  friend class RegisterChange;
  explicit Register(std::unique_ptr<Database> database, std::string where);
  std::unique_ptr<Database> database_;
  std::string where_;
  std::unique_ptr<OriginalsFolder> originals_;  // null for PostgreSQL
};

}  // namespace thuocdo
