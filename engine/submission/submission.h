// The identity of a submission: the canonical form of its answers, the digest of that form, and the short check code
// that stands in the footer of the printed copy and in the receipt, so that paper and workbook are tied together.
//
//   std::string form = canonical_form(sheet);
//   std::string digest = submission_digest(form);     // SHA-256, 64 hex digits
//   check_code(digest)                                 // "7K3M-9QXZ-21A0"
//
// The canonical form holds programme, programme digest, tier, unit, round, and per criterion the answer as read
// (numbers as plain decimals, texts tidied), reason, evidence, page, and the link where there is one: the same whether it is read from the open
// document, the .ods or the .xlsx. It holds no points: they follow from the answers.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "programme/programme.h"
#include "scoring/answer.h"

namespace thuocdo {

struct SubmissionKey {
  std::string programme;
  std::string digest;
  std::string tier;
  std::string unit;
  std::string round;
};

// One line of the canonical form that belongs to a criterion: a field by its name, "na", "reason", "evidence", …
struct CanonicalEntry {
  std::string criterion;
  std::string name;
  std::string value;
  friend bool operator==(const CanonicalEntry&, const CanonicalEntry&) = default;
};

// Of what the unit submitted: figures that others supplied are no part of it.
std::string canonical_form(const SubmissionKey& key, const CriteriaSet& set, const Answers& answers);
// The same form from its entries, and the entries of a form. A criterion without an entry would be lost on the way;
// every criterion has some.
std::string canonical_form(const SubmissionKey& key, const std::vector<CanonicalEntry>& entries);
std::vector<CanonicalEntry> canonical_entries(std::string_view canonical_form);
// One value as read: the same for "Có", "co" and 1; for 12,5 typed as a number or as text; for a date however it is
// written. What cannot be read stands as it was given.
std::string canonical_value(const Field& field, const Value& value);
std::string submission_digest(std::string_view canonical_form);
// The first 60 bits of the digest as 12 signs of Crockford's base 32 (no I, L, O, U), in groups of four.
std::string check_code(std::string_view submission_digest);

}  // namespace thuocdo
