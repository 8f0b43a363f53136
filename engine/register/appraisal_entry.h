// One entry of a register's appraisals. Entries are only ever added; what stands is derived from all of them: see
// appraisal_book.h.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "register/database.h"
#include "scoring/appraisal.h"

namespace thuocdo {

namespace appraisal_kind {
inline constexpr std::string_view decision = "decision";        // content: see content_of
inline constexpr std::string_view explanation = "explanation";  // content: {"text","evidence"}
inline constexpr std::string_view assigned = "assigned";        // content: {"reviewers": names, one on each line}
inline constexpr std::string_view closed = "closed";            // of a stage; no criterion
inline constexpr std::string_view reopened = "reopened";        // content: {"reason"}
}  // namespace appraisal_kind

struct AppraisalEntry {
  std::int64_t number = 0;
  std::int64_t receipt = 0;  // of the sheet that is appraised
  std::string stage;         // "first" …; empty for an explanation and an assignment
  std::string criterion;
  std::string kind;
  std::string follows;  // numbers of the entries that it takes the place of: "12" or "12 15"
  std::string content;  // JSON
  std::string who;
  std::string at;
};

const std::vector<std::string_view>& appraisal_columns();  // "number" is the first
std::string appraisal_column_list();
std::vector<std::string> columns_of(const AppraisalEntry& entry);
AppraisalEntry appraisal_entry_of(const Row& row);

// Decisions and explanations as the register keeps them; nothing where the content is none.
std::string content_of(const Criterion& criterion, const CriterionAppraisal& appraisal);
std::optional<CriterionAppraisal> decision_of(const Criterion& criterion, std::string_view content);
std::string content_of(const UnitExplanation& explanation);
std::optional<UnitExplanation> explanation_of(std::string_view content);
std::string content_member(std::string_view content, std::string_view name);

std::vector<std::int64_t> entry_numbers(std::string_view text);  // "12 15"
std::string entry_text(const std::vector<std::int64_t>& numbers);

}  // namespace thuocdo
