#include "commands/refusal.h"

#include <algorithm>
#include <com/sun/star/frame/XStorable.hpp>

#include "sheet/review_columns.h"
#include "workbook/own_document.h"
#include "workbook/review_sheet.h"

namespace thuocdo {
namespace {

Text why_unusable(const Document& document, const AssessedSheet& sheet) {
  const auto worst = std::find_if(sheet.findings.begin(), sheet.findings.end(),
                                  [](const Finding& found) { return found.severity == Severity::blocking; });
  if (worst == sheet.findings.end()) return say(Says::not_a_sheet);
  switch (worst->code) {
    case Code::sheet_not_ours: return say(is_own_document(document) ? Says::half_a_sheet : Says::not_a_sheet);
    case Code::programme_unknown: return say(Says::programme_not_here, {sheet.identity.programme});
    case Code::sheet_other_digest:
      return say(Says::made_of_another_version, {sheet.identity.digest.empty() ? "?" : sheet.identity.digest.substr(0, 8),
                                              sheet.programme->digest.substr(0, 8)});
    default: return worst->message;
  }
}

}  // namespace

std::optional<CommandOutcome> refused_reading(const Document& document, const AssessedSheet& sheet) {
  const bool part = !sheet.identity.part.empty() && sheet.tier != nullptr && sheet.answers;
  if (sheet.usable() || part) return std::nullopt;
  CommandOutcome outcome = CommandOutcome::failed(why_unusable(document, sheet));
  outcome.findings = sheet.findings;
  outcome.said = true;
  return outcome;
}

bool is_read_only(const Document& document) {
  return Reference<css::frame::XStorable>(document, UNO_QUERY_THROW)->isReadonly();
}

std::optional<CommandOutcome> refused_writing(const Document& document) {
  if (!is_read_only(document)) return std::nullopt;
  return CommandOutcome::failed(say(Says::document_read_only));
}

Text why_locked(const Document& document, const AssessedSheet& sheet, int criterion) {
  const Criterion& about = sheet.tier->set.criteria[static_cast<std::size_t>(criterion)];
  if (const std::string kind = review_kind(document); !kind.empty()) {
    return say(kind == review_copy ? Says::answers_in_review : Says::no_submitting_explanation);
  }
  if (!sheet.identity.submitted.empty()) return say(Says::repair_submitted, {sheet.identity.check_code});
  if (!sheet.identity.part.empty()) return say(Says::criterion_of_others, {about.id, sheet.identity.part});
  return say(about.sole_supplier ? Says::no_evidence_asked : Says::cells_locked, {about.id});
}

}  // namespace thuocdo
