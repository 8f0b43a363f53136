// Puts the parts of a divided sheet together again: which answers of which part go into the whole, and where somebody has
// to choose.
//
//   Merge merge = merge_parts(set, whole, parts);
//   for (const TakenAnswer& one : merge.taken) …       // certain: only the part has changed it
//   for (const MergeConflict& one : merge.conflicts) … // the whole's answer stays unless somebody chooses another
//
// A part carries a mark of every answer as it was when the sheet was divided. So an answer that only the part has changed is
// taken, one that only the whole has changed stays, and one that both have changed, to different answers, is a conflict;
// as is one that two parts answer differently, and one that a part has changed outside its own criteria. Free of side
// effects.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "scoring/answer.h"

namespace thuocdo {

// A short text that is the same for the same answer, reason, evidence, page and link.
std::string answer_mark(const Criterion& criterion, const Answer& answer);
using AnswerMarks = std::map<std::string, std::string, std::less<>>;  // by criterion id
AnswerMarks answer_marks(const CriteriaSet& set, const Answers& answers);
std::string marks_text(const AnswerMarks& marks);  // "1.1=3f2a…;1.2=…"
AnswerMarks marks_of_text(std::string_view text);

struct SheetPart {
  std::string section;
  std::vector<std::string> criteria;  // ids that are the section's own
  AnswerMarks base;                   // when the sheet was divided
  Answers answers;
};

struct TakenAnswer {
  int criterion;
  int part;
  friend bool operator==(const TakenAnswer&, const TakenAnswer&) = default;
};

struct MergeConflict {
  enum class Why { both_changed, two_parts, outside };
  int criterion;
  Why why;
  std::vector<int> parts;  // those whose answers differ from the whole's; each may be chosen
};

struct Merge {
  std::vector<TakenAnswer> taken;
  std::vector<MergeConflict> conflicts;  // in the order of the set
};
Merge merge_parts(const CriteriaSet& set, const Answers& whole, const std::vector<SheetPart>& parts);

bool same_answer(const Criterion& criterion, const Answer& a, const Answer& b);
// "4/5; lý do: …; tài liệu: …", for people; "(trống)" for none.
Text answer_words(const Criterion& criterion, const Answer& answer);

}  // namespace thuocdo
