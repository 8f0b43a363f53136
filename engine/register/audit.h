// Whether the register still says what it said: the chain of the trail, every receipt against the trail, every original
// against its digest.
//
//   Audit audit = audit_of(book);
//   audit.findings.empty(), audit.head          // "digest of the last entry", to be written down elsewhere
//
// The receipts are derived again from the trail alone and compared with the table, field by field. So a changed, removed or
// added row shows in the trail, in the table, or in both; whoever changes both consistently has to compute the chain anew,
// and then its head differs from the one that was written down.
//
// What receiving read in the sheets, and rankings use (kept_reading.h), is made anew from the originals and compared, as far as
// this version with the programmes at hand made it: what another version read is not used either.
#pragma once

#include <cstdint>
#include <functional>
#include <string>

#include "programme/store.h"
#include "register/register.h"

namespace thuocdo {

struct Audit {
  std::int64_t entries = 0;
  std::int64_t receipts = 0;
  std::int64_t originals = 0;
  std::string head;
  Findings findings;  // blocking: something was changed; notes: a clock that went back, an original without a receipt
  bool sound() const { return !has_blocking(findings); }
};

// `expected_head`: a digest that was written down earlier; the chain must hold it. Empty: not asked. `store`: the programmes by
// which sheets are read again; null: readings are not looked at.
Audit audit_of(Register& book, const std::string& expected_head = {},
               const std::function<void(std::size_t done, std::size_t all)>& progress = {}, ProgrammeStore* store = nullptr);

}  // namespace thuocdo
