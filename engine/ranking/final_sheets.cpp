#include "ranking/final_sheets.h"

#include "ranking/unit_sheets.h"

namespace thuocdo {

std::optional<AssessedSheet> final_sheet(const std::filesystem::path& folder, const RankedUnit& unit, const Programme& programme, ProgrammeStore& store,
                                         const ConsolidateOptions& options) {
  UnitSheet described;
  AssessedSheet sheet = read_sheet(folder / unit.file, unit.file, programme, programme.round, store, options, described);
  if (described.refused || described.unit != unit.unit || described.check_code != unit.check_code) return std::nullopt;
  if (options.figures) supply(sheet, *options.figures);
  if (options.source) {
    const auto found = options.source->appraised.find(unit.file);
    if (found != options.source->appraised.end()) {
      const SheetSource::Appraised& decided = found->second;
      sheet.answers = appraised_answers(sheet.tier->set, *sheet.answers, decided.closed ? decided.appraisal : decided.appraisal.only_below(), AppraisalStage::final);
    }
  }
  sheet.card.results = unit.results.all();
  sheet.card.total = unit.total;
  sheet.card.maximum = unit.maximum;
  sheet.card.published = unit.published;
  return sheet;
}

}  // namespace thuocdo
