#include "ranking/register_sheets.h"

#include <map>
#include <unordered_map>

#include "register/appraisal_book.h"
#include "register/below.h"
#include "register/kept_reading.h"
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
  struct Original {
    std::int64_t number = 0;
    std::string file_digest, answers_digest;
  };
  auto originals = std::make_shared<std::unordered_map<std::string, Original>>();
  for (const Receipt& receipt : receipts) {
    if (!counts(receipt)) continue;
    const std::string name = uses[receipt.file_name] == 1 ? receipt.file_name : std::to_string(receipt.number) + "/" + receipt.file_name;
    (*originals)[name] = {receipt.number, receipt.file_digest, receipt.submission_digest};
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
  sheets.source.open = [&book, originals, turn](const std::string& name) {
    const std::scoped_lock lock(*turn);
    return book.original(originals->at(name).file_digest);
  };
  sheets.source.kept = [&book, &programme, originals, turn](const std::string& name) -> std::optional<SheetSource::Kept> {
    const Original& original = originals->at(name);
    std::optional<std::string> reading;
    {
      const std::scoped_lock lock(*turn);
      reading = book.reading(original.number);
    }
    if (!reading) return std::nullopt;
    std::optional<AssessedSheet> sheet = sheet_of_reading(*reading, name, programme);
    if (!sheet) return std::nullopt;
    return SheetSource::Kept{std::move(*sheet), original.answers_digest};
  };
  return sheets;
}

}  // namespace thuocdo
