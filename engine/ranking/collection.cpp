#include "ranking/collection.h"

#include <algorithm>
#include <exception>
#include <iterator>
#include <unordered_map>

#include "ranking/unit_sheets.h"

namespace thuocdo {
namespace {

struct Entry : UnitSheet {
  std::optional<Answers> answers;
  std::size_t answered = 0;
  std::size_t asked = 0;
};

std::vector<Entry> read_all(const NamedPaths& files, const Programme& programme, const Stage& round,
                            ProgrammeStore& store, const ConsolidateOptions& options) {
  std::vector<Entry> entries(files.size());
  each_file(files.size(), options, [&](std::size_t i) {
    Entry& entry = entries[i];
    try {
      AssessedSheet sheet =
          counted_sheet(files[i].second, files[i].first, programme, round.key, store, options, entry);
      if (entry.refused) return;
      entry.answers = std::move(sheet.answers);
      entry.answered = sheet.card.answered;
      entry.asked = sheet.card.asked;
    } catch (const std::exception& problem) {
      entry = Entry{};  // one sheet must not cost the others
      static_cast<UnitSheet&>(entry) = unread_sheet(files[i].first, problem);
    }
  });
  return entries;
}

}  // namespace

Collection collect(const std::filesystem::path& folder, const std::vector<std::filesystem::path>& files,
                   std::shared_ptr<const Programme> programme, const Stage& round, ProgrammeStore& store,
                   const ConsolidateOptions& options) {
  Collection result;
  result.programme = programme;
  result.round = &round;
  result.files = files.size();
  std::vector<Entry> entries = read_all(named_files(folder, files), *programme, round, store, options);
  std::unordered_map<std::string, std::vector<UnitSheet*>> by_unit;  // in the order of the files' names
  for (Entry& entry : entries) {
    if (entry.unit != nullptr) by_unit[entry.unit->code].push_back(&entry);
  }
  Findings general;
  std::vector<std::string> named_with_units;
  for (const Tier& tier : programme->tiers) {
    CollectedTier collected;
    collected.tier = &tier;
    for (const Unit* unit : programme->units_of(tier.key, &round)) {
      const auto sheets = by_unit.find(unit->code);
      if (sheets == by_unit.end()) {
        if (const SheetSource::Left* left = left_of(options.source, *unit)) {
          general.push_back(left->finding);
          collected.missing.push_back(left->unit);
          continue;
        }
        general.push_back(finding(Code::unit_absent, {{unit->name, unit->name},
                                                      {"chưa cập nhật số liệu của kỳ này", "no figures for this round"}}));
        collected.missing.push_back({unit, UnrankedReason::absent, {}});
        continue;
      }
      ChosenSheet choice = choose(*unit, sheets->second);
      if (choice.used == nullptr) {
        named_with_units.insert(named_with_units.end(), choice.files.begin(), choice.files.end());
        collected.missing.push_back({unit, choice.reason, std::move(choice.files)});
        continue;
      }
      Entry& used = static_cast<Entry&>(*choice.used);
      collected.received.push_back(
          {unit, used.file, used.check_code, used.answered, used.asked, std::move(*used.answers)});
    }
    result.tiers.push_back(std::move(collected));
  }
  std::vector<UnitSheet*> sheets;
  for (Entry& entry : entries) sheets.push_back(&entry);
  ToldOfSheets told = told_of(folder, sheets, std::move(named_with_units), std::move(general));
  result.refused_files = std::move(told.refused_files);
  result.findings = std::move(told.findings);
  return result;
}

}  // namespace thuocdo
