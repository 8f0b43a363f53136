#include "register/level_book.h"

#include <algorithm>

#include "scoring/appraisal.h"

namespace thuocdo {
namespace {

Text same(const std::string& text) { return {text, text}; }

std::string code_of(const Unit* unit) { return unit != nullptr ? unit->code : std::string(); }

// Begun, and its final stage not closed.
bool appraisal_is_open(const std::vector<AppraisalEntry>& entries) {
  bool begun = false;
  bool closed = false;
  for (const AppraisalEntry& entry : entries) {
    begun = begun || entry.kind == appraisal_kind::decision;
    if (entry.stage != stage_text(AppraisalStage::final)) continue;
    if (entry.kind == appraisal_kind::closed) closed = true;
    if (entry.kind == appraisal_kind::reopened) closed = false;
  }
  return begun && !closed;
}

class Changing {
 public:
  Changing(RegisterChange& change, const LevelRequest& request, const StatedBelow& below, const Actor& actor, bool only_asks)
      : change_(change), request_(request), programme_(*request.programme), below_(below), actor_(actor), only_asks_(only_asks),
        round_(request.round != nullptr ? request.round->key : programme_.round) {
    levels_ = levels_of(change.level_entries(programme_.key, round_));
    for (Receipt& receipt : change.receipts(programme_.key, round_)) receipts_[receipt.unit].push_back(std::move(receipt));
  }

  LevelsChanged run() {
    for (const Unit* unit : request_.units) {
      switch (request_.act) {
        case LevelAct::close: close(unit, request_.with_below); break;
        case LevelAct::reopen: reopen(unit); break;
        case LevelAct::absent: mark_absent(unit, request_.basis); break;
      }
    }
    return std::move(done_);
  }

 private:
  void report(Code code, std::vector<Text> arguments) { done_.findings.push_back(finding(code, arguments)); }
  void stands_against(const Unit& unit, Code code, std::vector<Text> arguments, std::int64_t receipt = 0) {
    report(code, std::move(arguments));
    done_.obstacles.push_back({&unit, done_.findings.back(), receipt});
  }
  LevelState state(const Unit* unit) const { return levels_.state(code_of(unit)); }
  Text name(const Unit* unit) const { return level_name(programme_, unit); }

  void enter(const Unit* unit, std::string_view kind, const std::string& basis) {
    LevelEntry entry;
    entry.programme = programme_.key;
    entry.round = round_;
    entry.unit = code_of(unit);
    entry.kind = kind;
    entry.basis = basis;
    const LevelState before = state(unit);
    if (!only_asks_) change_.add(entry, actor_);
    levels_.last.insert_or_assign(entry.unit, entry);
    done_.changes.push_back({unit, before, state_of(entry)});
  }

  const Receipt* accepted_sheet(const Unit& unit) const {
    const auto found = receipts_.find(unit.code);
    if (found == receipts_.end()) return nullptr;
    for (const Receipt& receipt : found->second) {
      if (receipt.state == ReceiptState::accepted && receipt.counts()) return &receipt;
    }
    return nullptr;
  }

  bool close(const Unit* unit, bool with_below) {
    if (state(unit) == LevelState::closed) return true;
    bool absent = state(unit) == LevelState::absent;
    if (!absent && with_below && unit != nullptr && accepted_sheet(*unit) == nullptr) {
      const BelowUnit* stated = below_.find(unit->code);
      if (stated != nullptr && !stated->stated.absent.empty()) {
        const std::string number = std::to_string(stated->bundle);
        enter(unit, level_kind::absent, "Gói hồ sơ số " + number + ": " + stated->stated.absent);  // Vietnamese: kept in the register
        absent = true;
      }
    }
    const std::size_t before = done_.findings.size();
    for (const Unit* one : units_below(programme_, unit, request_.round)) {
      if (with_below ? close(one, true) : is_settled(*one)) continue;
      if (!with_below) stands_against(*one, Code::level_below_open, {name(unit), same(one->name + " (" + one->code + ")")});
    }
    if (unit != nullptr && !absent) check_own(*unit);
    if (done_.findings.size() != before) return false;
    if (!absent) enter(unit, level_kind::closed, request_.basis);
    return true;
  }

  // A district without a sheet of its own may still have communes that are open.
  bool is_settled(const Unit& unit) const {
    if (state(&unit) != LevelState::absent) return state(&unit) == LevelState::closed;
    const std::vector<const Unit*> below = units_below(programme_, &unit, request_.round);
    return std::all_of(below.begin(), below.end(), [this](const Unit* one) { return is_settled(*one); });
  }

  void check_own(const Unit& unit) {
    const Receipt* accepted = accepted_sheet(unit);
    const auto found = receipts_.find(unit.code);
    if (accepted == nullptr) {
      std::int64_t late = 0;
      if (found != receipts_.end()) {
        for (const Receipt& receipt : found->second) late = receipt.state == ReceiptState::late && receipt.counts() ? receipt.number : late;
      }
      stands_against(unit, Code::level_no_sheet, {same(unit.name), same(unit.code)}, late);
    }
    if (found != receipts_.end()) {
      for (const Receipt& receipt : found->second) {
        const bool waits = receipt.state == ReceiptState::undecided && receipt.kind != ReceivedKind::copy;
        if (waits) stands_against(unit, Code::level_undecided, {same(unit.name), same(std::to_string(receipt.number))}, receipt.number);
      }
    }
    // The last accepted sheet is the one that is appraised; earlier ones with the same answers are not.
    if (found == receipts_.end()) return;
    const Receipt* appraised = nullptr;
    for (const Receipt& receipt : found->second) {
      if (receipt.state == ReceiptState::accepted && receipt.counts()) appraised = &receipt;
    }
    if (appraised != nullptr && appraisal_is_open(change_.appraisal_entries(appraised->number))) stands_against(unit, Code::level_appraisal_open, {same(unit.name)});
  }

  void reopen(const Unit* unit) {
    for (const Unit* one = unit;; one = unit_above(programme_, *one)) {
      // Who is above and absent stays so.
      if (state(one) == LevelState::closed || (one == unit && state(one) == LevelState::absent)) enter(one, level_kind::reopened, request_.basis);
      if (one == nullptr) break;
    }
  }

  void mark_absent(const Unit* unit, const std::string& basis) {
    if (unit == nullptr || state(unit) == LevelState::absent) return;
    if (state(unit) == LevelState::closed) {
      report(Code::level_closed, {same(unit->name), same(unit->code)});
      return;
    }
    if (const Receipt* accepted = accepted_sheet(*unit)) {
      report(Code::level_has_sheet, {same(unit->name), same(std::to_string(accepted->number))});
      return;
    }
    enter(unit, level_kind::absent, basis);
  }

  RegisterChange& change_;
  const LevelRequest& request_;
  const Programme& programme_;
  const StatedBelow& below_;
  const Actor& actor_;
  const bool only_asks_;
  const std::string round_;
  Levels levels_;
  std::map<std::string, std::vector<Receipt>, std::less<>> receipts_;
  LevelsChanged done_;
};

LevelsChanged run(Register& book, const LevelRequest& request, const Actor& actor, bool only_asks) {
  const std::string round = request.round != nullptr ? request.round->key : request.programme->round;
  const StatedBelow below = request.with_below ? stated_below(book, book.receipts(request.programme->key, round), *request.programme) : StatedBelow();
  LevelsChanged done;
  book.write([&](RegisterChange& change) { done = Changing(change, request, below, actor, only_asks).run(); });
  return done;
}

}  // namespace

std::string_view state_text(LevelState state) {
  switch (state) {
    case LevelState::open: return "open";
    case LevelState::closed: return "closed";
    case LevelState::absent: return "absent";
  }
  return "open";
}

Text state_label(LevelState state) {
  switch (state) {
    case LevelState::open: return {"Chưa khóa", "Open"};
    case LevelState::closed: return {"Đã khóa", "Closed"};
    case LevelState::absent: return {"Vắng", "Absent"};
  }
  return {};
}

LevelState state_of(const LevelEntry& entry) {
  return entry.kind == level_kind::closed ? LevelState::closed : entry.kind == level_kind::absent ? LevelState::absent : LevelState::open;
}

LevelState Levels::state(std::string_view unit) const {
  const LevelEntry* found = entry(unit);
  return found != nullptr ? state_of(*found) : LevelState::open;
}

const LevelEntry* Levels::entry(std::string_view unit) const {
  const auto found = last.find(unit);
  return found != last.end() ? &found->second : nullptr;
}

Levels levels_of(const std::vector<LevelEntry>& entries) {
  Levels levels;
  for (const LevelEntry& entry : entries) levels.last.insert_or_assign(entry.unit, entry);
  return levels;
}

std::optional<Finding> barred_by(const Unit& unit, const std::optional<LevelEntry>& last) {
  if (!last || state_of(*last) == LevelState::open) return std::nullopt;
  if (state_of(*last) == LevelState::closed) return finding(Code::level_closed, {unit.name, unit.code});
  return finding(Code::level_absent, {unit.name, unit.code, last->basis});
}

std::optional<Finding> barred(RegisterChange& change, const Programme& programme, std::string_view round, std::string_view unit) {
  const Unit* found = unit.empty() ? nullptr : programme.unit(unit);
  if (found == nullptr) return std::nullopt;
  return barred_by(*found, change.level(programme.key, round, unit));
}

LevelsChanged change_levels(Register& book, const LevelRequest& request, const Actor& actor) {
  if (request.act != LevelAct::close && is_blank_text(request.basis)) return {{}, {finding(Code::level_basis_needed)}, {}};
  return run(book, request, actor, false);
}

std::vector<LevelObstacle> against_closing(Register& book, const LevelRequest& request) { return run(book, request, {}, true).obstacles; }

Text level_name(const Programme& programme, const Unit* unit) { return unit != nullptr ? same(unit->name) : programme.province; }

}  // namespace thuocdo
