// Many sheets → points per unit and criterion → ranks per tier.
//
//   Consolidation result = consolidate(files, programme, store, {.threads = 2});
//   result.tiers[0].ranked[0].rank        // 1
//
// Ranks are standard competition ranks (1, 2, 2, 4) on the published result within the tier: the total or its share of
// what applied, as the programme says, then the programme's tie-breaks. Units that sent nothing,
// and units whose only sheet is refused, stand after the ranked ones as the programme's late policy says. The result
// does not depend on the order of the files or the number of threads.
#pragma once

#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "programme/store.h"
#include "scoring/appraisal.h"
#include "ranking/answer_marks.h"
#include "ranking/kept_results.h"
#include "ranking/next_lower.h"
#include "sheet/assessed_sheet.h"
#include "sheet/figures_file.h"
#include "sheet/workbook_files.h"

namespace thuocdo {

// A figure that another body supplied or the units below gave, and what the unit had filled in.
struct UsedFigure {
  std::string criterion;
  std::string field;
  std::string used;    // "12", "2023-01-31", "co"; empty where there are no units below to count
  std::string own;     // empty where the unit filled in nothing
  std::string source;  // what the table of figures names, or empty
};

// Where a unit stood before its appraisal or between two rounds of it: compared within the tier and rolled up from the units
// below as in the result, with all units as they stood then.
struct StandingScore {
  Decimal total;
  Decimal published;
  KeptResults results;  // by criterion index; not after a round
};

// What the unit claims beside what counts, where a register holds appraisals.
struct SelfAssessed {
  bool closed = false;  // an appraisal is closed and counts; otherwise the unit's own points do
  const Unit* by = nullptr;  // whose appraisal counts where it is that of a unit above (a district's); null: the programme's
  StandingScore own;
  // After the appraisal of the level below, whether it counts or not.
  struct Below {
    const Unit* by = nullptr;
    StandingScore standing;
  };
  std::optional<Below> below;
  StandingScore first, second;  // after that round of the programme's closed appraisal; as claimed while it is open
  bool has_rounds() const { return closed && by == nullptr; }
  struct Decided {
    std::string verdict;  // verdict_text, basis_text, published comment of the decision that counts; empty for none
    std::string basis;
    std::string comment;
  };
  std::vector<Decided> decided;  // by criterion index
};

struct RankedUnit {
  int rank = 0;
  bool tied = false;  // shares its rank ("đồng hạng")
  const Unit* unit = nullptr;
  std::string file;
  Decimal total;
  Decimal maximum;
  Decimal published;       // what the rank goes by; see Scorecard::published
  std::string decided_by;  // the tie-break that parts it from the unit listed before it, or empty
  const Band* band = nullptr;
  std::string check_code;
  KeptResults results;                   // by criterion index
  std::vector<UsedFigure> figures;       // in the order of the criteria
  std::optional<SelfAssessed> self;      // where the campaign is appraised
  std::vector<Denominator> denominators;  // in the order of the criteria
  AnswerMarks answers;
  std::vector<ClaimedAnswer> claims;  // what the unit claims and could fail, verified or not; see ConsolidateOptions::claims

  // Whether the criterion has other points or another maximum than the unit claims, after a closed appraisal.
  bool is_changed(std::size_t criterion) const;
};

enum class UnrankedReason { absent, refused, conflicting, condition_unmet, late, undecided };
// "absent", "refused", "conflicting", "condition-unmet", "late", "undecided"
std::string_view unranked_text(UnrankedReason reason);
Text unranked_label(UnrankedReason reason);

struct UnrankedUnit {
  const Unit* unit = nullptr;
  UnrankedReason reason = UnrankedReason::absent;
  std::vector<std::string> files;
};

struct TierRanking {
  const Tier* tier = nullptr;
  std::vector<RankedUnit> ranked;      // by rank, then by the order of the units
  std::vector<UnrankedUnit> unranked;  // in the order of the units
};

struct Consolidation {
  std::shared_ptr<const Programme> programme;
  const Unit* above = nullptr;  // whose consolidation it is, where it is not the whole programme's
  std::vector<TierRanking> tiers;
  std::vector<std::string> refused_files;  // that are not named with an unranked unit
  Findings findings;                       // by file, then as found in it; then those about units
  std::size_t files = 0;
  bool from_register = false;  // what came late, or waits for a decision, is a register's word
  bool has_claims = true;      // those of the ranked units are kept, so that it can be simulated (robustness.h)
};

// Where sheets come from that lie in no folder; see register_sheets.h.
struct SheetSource {
  // The bytes of a file by its name; nothing where they are gone. Called from several threads.
  std::function<std::optional<std::string>(const std::string& name)> open;
  // What was read in the file before, with its points, and the digest that its answers must have; nothing where that is not known:
  // then the file is opened. Called from several threads. Empty: every file is opened.
  struct Kept {
    AssessedSheet sheet;
    std::string digest;
  };
  std::function<std::optional<Kept>(const std::string& name)> kept = {};
  // What is known of units whose sheets are not among the files, by code, and how it is told.
  struct Left {
    UnrankedUnit unit;
    Finding finding;
  };
  std::map<std::string, Left> left;
  // What reviewers decided, by the file's name: closed appraisals count, otherwise what the level below decided, which is closed
  // there. Files that nobody has begun to appraise are not in it.
  struct Appraised {
    Appraisal appraisal;
    bool closed = false;
  };
  std::map<std::string, Appraised> appraised;
};

struct ConsolidateOptions {
  int threads = 1;
  Limits limits = {};
  std::function<void(std::size_t done, std::size_t all)> progress = {};  // called from one thread at a time
  // Asked before each sheet, from several threads; once it says yes the rest is left unread and the result is of no use.
  std::function<bool()> stopped = {};
  // A unit that consolidates others (a district its communes): only those take part, and are ranked among themselves.
  const Unit* above = nullptr;
  const Figures* figures = nullptr;  // of other bodies; they win over what units filled in
  const SheetSource* source = nullptr;  // null: the files lie in the folder
  // Whether to keep what each unit claims and could fail, with its words: for robustness.h alone, and half of all memory.
  bool claims = true;
};

// `files` may stand in any order; findings and results name them relative to `folder`.
Consolidation consolidate(const std::filesystem::path& folder, const std::vector<std::filesystem::path>& files,
                          std::shared_ptr<const Programme> programme, ProgrammeStore& store,
                          const ConsolidateOptions& options = {});

// What a place depends on: the published result, then one value for each tie-break.
using RankKey = std::vector<Ratio>;
// Standard competition ranks: {{9}, {7}, {7}, {5}} → {1, 2, 2, 4}, {{7, 2}, {7, 3}} → {2, 1}; any order in, same order out.
// The keys have the same length.
std::vector<int> competition_ranks(const std::vector<RankKey>& keys);
// What a criterion adds to the key where the programme breaks ties by it: its points, or by share their share of what applied.
Ratio tie_break_value(const Programme& programme, const Decimal& points, const Decimal& maximum);

}  // namespace thuocdo
