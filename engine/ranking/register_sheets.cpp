#include "ranking/register_sheets.h"

#include <map>
#include <set>
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

// Readings are asked for one after the other, in the order of the files' names, and the way to a server takes longer than all
// the rest: so those that come next come along.
class ReadAhead {
 public:
  ReadAhead(Register& book, std::map<std::string, std::int64_t> number_by_name) : book_(book), numbers_(std::move(number_by_name)) {}

  std::optional<std::string> take(const std::string& name) {
    const auto one = numbers_.find(name);
    if (!asked_.contains(one->second)) fetch_from(one);
    auto kept = fetched_.extract(one->second);
    if (kept) return std::move(kept.mapped());
    return book_.reading(one->second);  // taken before, or not there
  }

 private:
  void fetch_from(std::map<std::string, std::int64_t>::const_iterator one) {
    std::vector<std::int64_t> next;
    for (; one != numbers_.cend() && next.size() < Register::most_readings; ++one) {
      if (asked_.insert(one->second).second) next.push_back(one->second);
    }
    fetched_.merge(book_.readings(next));
  }

  Register& book_;
  std::map<std::string, std::int64_t> numbers_;
  std::set<std::int64_t> asked_;
  std::map<std::int64_t, std::string> fetched_;  // and not yet taken
};

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
    std::string file_digest, answers_digest;
  };
  std::map<std::string, std::int64_t> numbers;
  auto entries = book.appraisal_entries(programme.key, round != nullptr ? round->key : programme.round);
  auto originals = std::make_shared<std::unordered_map<std::string, Original>>();
  for (const Receipt& receipt : receipts) {
    if (!counts(receipt)) continue;
    const std::string name = uses[receipt.file_name] == 1 ? receipt.file_name : std::to_string(receipt.number) + "/" + receipt.file_name;
    (*originals)[name] = {receipt.file_digest, receipt.submission_digest};
    numbers[name] = receipt.number;
    sheets.files.emplace_back(name);
    names[{receipt.unit, receipt.submission_digest}].push_back(name);
    const Tier* tier = round == nullptr ? programme.tier(receipt.tier) : nullptr;
    if (tier == nullptr) continue;
    AppraisalState state = appraisal_state(entries[receipt.number], tier->set);
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
  auto readings = std::make_shared<ReadAhead>(book, std::move(numbers));
  sheets.source.kept = [readings, &programme, originals, turn](const std::string& name) -> std::optional<SheetSource::Kept> {
    std::optional<std::string> reading;
    {
      const std::scoped_lock lock(*turn);
      reading = readings->take(name);
    }
    if (!reading) return std::nullopt;
    std::optional<AssessedSheet> sheet = sheet_of_reading(*reading, name, programme);
    if (!sheet) return std::nullopt;
    return SheetSource::Kept{std::move(*sheet), originals->at(name).answers_digest};
  };
  return sheets;
}

}  // namespace thuocdo
