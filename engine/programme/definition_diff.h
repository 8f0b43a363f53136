// What changed between two years of a programme's criteria, told by id.
//
//   for (const Change& change : diff_criteria(*old_programme, *new_programme).changes) …
//   // {tier "xa", id "1.2", ChangeKind::maximum, what {"Điểm tối đa", …}, before "10", after "12"}
//
// An id is the name of a criterion through the years. A criterion that stands under another id, and an id that now means
// another criterion, are findings: answers and evidence of last year could not be carried over.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "programme/programme.h"

namespace thuocdo {

enum class ChangeKind { added, removed, place, maximum, rule, wording, settings };
std::string_view change_text(ChangeKind kind);  // "added", …
Text change_label(ChangeKind kind);

struct Change {
  std::string tier;
  std::string id;  // empty: the tier as a whole
  ChangeKind kind;
  Text what;    // which part: "Cách tính", "Tài liệu kiểm chứng"
  Text before;  // empty for what was added
  Text after;   // empty for what was removed
};

struct CriteriaDiff {
  std::vector<Change> changes;  // tier by tier, in the order of the new set; what was removed last
  Findings findings;
};

// With `tier` only that tier.
CriteriaDiff diff_criteria(const Programme& before, const Programme& after, std::string_view tier = {});

}  // namespace thuocdo
