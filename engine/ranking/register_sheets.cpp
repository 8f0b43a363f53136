#include "ranking/register_sheets.h"

#include <map>
#include <unordered_map>

#include "register/appraisal_book.h"
#include "register/below.h"
#include "register/standing.h"

namespace thuocdo {
namespace {

Text consequence_of_late(const Programme& programme, const Stage* round) {
  if (round != nullptr) return {"không tính cho kỳ này", "not counted in this round"};
  return consequence_label(consequence(programme, Timeliness::late));
}

std::optional<SheetSource::Left> left_out(const UnitStanding& unit, const Programme& programme, const Stage* round) {
  if (!unit.receipt) return std::nullopt;
  const Text name{unit.unit->name, unit.unit->name};
  const std::string digits = std::to_string(unit.receipt->number);
  const Text number{digits, digits};
  const auto left = [&](UnrankedReason reason, Finding finding) {
    return SheetSource::Left{{unit.unit, reason, {unit.receipt->file_name}}, std::move(finding)};
  };
  switch (unit.state) {
    case UnitState::late:
      return left(UnrankedReason::late, finding(Code::unit_late, std::vector<Text>{name, number, consequence_of_late(programme, round)}));
    case UnitState::undecided:
      return left(UnrankedReason::undecided, finding(Code::unit_undecided, std::vector<Text>{name, number}));
    case UnitState::refused:
      return left(UnrankedReason::refused, finding(Code::unit_refused, std::vector<Text>{name, number, consequence_of_late(programme, round)}));
    default: return std::nullopt;
  }
}

}  // namespace

RegisterSheets register_sheets(Register& book, const Programme& programme, const Stage* round) {
  const std::vector<Receipt> receipts = book.receipts(programme.key, round != nullptr ? round->key : programme.round);
  std::unordered_map<std::string, int> uses;
  const auto counts = [](const Receipt& receipt) { return receipt.state == ReceiptState::accepted && receipt.counts(); };
  for (const Receipt& receipt : receipts) {
    if (counts(receipt)) ++uses[receipt.file_name];
  }
  RegisterSheets sheets;
  // Whichever of the files with a unit's answers is used, their appraisal goes with it (see appraisal_book.h).
  using UnitAnswers = std::pair<std::string, std::string>;
  std::map<UnitAnswers, std::vector<std::string>> names;
  std::map<UnitAnswers, SheetSource::Appraised> appraised;
  const StatedBelow below = round == nullptr ? stated_below(book, receipts, programme) : StatedBelow();
  auto digests = std::make_shared<std::unordered_map<std::string, std::string>>();
  for (const Receipt& receipt : receipts) {
    if (!counts(receipt)) continue;
    const std::string name = uses[receipt.file_name] == 1 ? receipt.file_name : std::to_string(receipt.number) + "/" + receipt.file_name;
    (*digests)[name] = receipt.file_digest;
    sheets.files.emplace_back(name);
    names[{receipt.unit, receipt.submission_digest}].push_back(name);
    const Tier* tier = round == nullptr ? programme.tier(receipt.tier) : nullptr;
    if (tier == nullptr) continue;
    AppraisalState state = appraisal_state(book.appraisal_entries(receipt.number), tier->set);
    put_below(below, receipt, tier->set, state.appraisal);
    if (!state.appraisal.has(AppraisalStage::first) && !state.appraisal.has_below() && state.conflicts.empty()) continue;
    const bool closed = state.is_closed(AppraisalStage::final);
    appraised.try_emplace({receipt.unit, receipt.submission_digest}, SheetSource::Appraised{std::move(state.appraisal), closed});
  }
  for (const auto& [answers, appraisal] : appraised) {
    for (const std::string& name : names[answers]) sheets.source.appraised.emplace(name, appraisal);
  }
  const Standing standing = standing_of(receipts, programme, round, now());
  for (const TierStanding& tier : standing.tiers) {
    for (const UnitStanding& unit : tier.units) {
      if (auto left = left_out(unit, programme, round)) sheets.source.left.emplace(unit.unit->code, std::move(*left));
    }
  }
  // The register belongs to one thread at a time.
  auto turn = std::make_shared<std::mutex>();
  sheets.source.open = [&book, digests, turn](const std::string& name) {
    const std::scoped_lock lock(*turn);
    return book.original(digests->at(name));
  };
  return sheets;
}

}  // namespace thuocdo
