// The columns of a working copy in which reviewers appraise a submission. They stand behind those of the sheet and are found, as
// those are, by their keys in the row of keys. The columns of a stage have keys once it has begun:
//
//   review_key_of(review_key::verdict, AppraisalStage::first)     // "thuocdo:appraisal-verdict"
//   review_key_of(review_key::verdict, AppraisalStage::second)    // "thuocdo:appraisal-verdict-second"
#pragma once

#include <string>
#include <string_view>

#include "scoring/appraisal.h"

namespace thuocdo {

inline constexpr std::string_view review_copy = "review";            // property::appraisal of a working copy
inline constexpr std::string_view explanation_copy = "explanation";  // and of the copy that goes to the unit

namespace review_key {
// Never read: what stands there is computed.
inline constexpr std::string_view self = "thuocdo:appraisal-self";
inline constexpr std::string_view points = "thuocdo:appraisal-points";  // of each stage
inline constexpr std::string_view change = "thuocdo:appraisal-change";
// Of each stage.
inline constexpr std::string_view verdict = "thuocdo:appraisal-verdict";
inline constexpr std::string_view value = "thuocdo:appraisal-value";  // of the field in the column of values
inline constexpr std::string_view base = "thuocdo:appraisal-base";    // of the field in the column of bases
inline constexpr std::string_view basis = "thuocdo:appraisal-basis";
inline constexpr std::string_view comment = "thuocdo:appraisal-comment";
inline constexpr std::string_view question = "thuocdo:appraisal-question";  // first stage only
inline constexpr std::string_view internal = "thuocdo:appraisal-internal";
inline constexpr std::string_view appraiser = "thuocdo:appraisal-appraiser";
// What the unit says to the first stage.
inline constexpr std::string_view explanation = "thuocdo:appraisal-explanation";
inline constexpr std::string_view explanation_evidence = "thuocdo:appraisal-explanation-evidence";
}  // namespace review_key

inline std::string review_key_of(std::string_view key, AppraisalStage stage) {
  return std::string(key) + (stage == AppraisalStage::first ? "" : "-" + std::string(stage_text(stage)));
}

}  // namespace thuocdo
