// The receipts of one round in memory, while files are received: which of them matter to a new one is found without reading
// all of its unit's again, so that ten thousand files of one unit cost no more each than ten.
//
//   KnownReceipts known(programme, round);
//   book.write([&](RegisterChange& change) {
//     known.begin(change);
//     std::vector<Receipt> others = known.others_of(receipt);   // what judge() needs
//   });
//   known.settled();
//
// Others may write to the same register: `begin` reads in the trail what has changed since, and takes over only that;
// `refresh` does so again after changes inside the transaction. A transaction that `settled` does not follow did not happen,
// and the next `begin` starts from nothing.
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <unordered_map>
#include <vector>

#include "register/register.h"

namespace thuocdo {

class KnownReceipts {
 public:
  KnownReceipts(std::string programme, std::string round) : programme_(std::move(programme)), round_(std::move(round)) {}

  void begin(RegisterChange& change);
  void refresh(RegisterChange& change);
  void settled() { trusted_ = true; }

  const Receipt* find(const std::string& file_digest) const;  // by the file
  std::vector<std::string> file_digests() const;

  // What may decide about the receipt, or be decided by it, each group in the order of receipt: of its unit the first sheet
  // with its answers, the sheets that say they replace it, those that it says it replaces, the last accepted one with other
  // answers; then of the same submission the PDFs that wait for a sheet or vouch for one, the last sheet that has a unit,
  // and the sheets that wait for a signature; of a bundle the unit's other bundles. The receipt itself is not among them.
  std::vector<Receipt> others_of(const Receipt& receipt) const;

 private:
  using Numbers = std::set<std::int64_t>;
  static constexpr std::size_t states = 5;
  struct OfUnit {
    std::map<std::string, std::array<Numbers, states>> sheets;  // by the digest of the answers, then by state
    std::map<std::string, Numbers> replacing;                   // by the digest that they name
    std::map<std::string, Numbers> accepted;                    // by the digest of the answers; none is empty
    Numbers bundles;
  };
  struct OfSubmission {
    Numbers waiting_copies, vouching_copies, sheets, unsigned_sheets;
  };

  void take(Receipt receipt);      // as it is now
  void place(const Receipt& receipt, bool there);  // into the lists, or out of them

  std::string programme_, round_;
  std::int64_t seen_ = 0;  // the last entry of the trail that is taken over
  bool trusted_ = false;
  std::unordered_map<std::int64_t, Receipt> receipts_;
  std::unordered_map<std::string, std::int64_t> by_file_;
  std::unordered_map<std::string, OfUnit> by_unit_;
  std::unordered_map<std::string, OfSubmission> by_submission_;
};

}  // namespace thuocdo
