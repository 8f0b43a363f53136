#include "ranking/general_report.h"

#include <algorithm>

namespace thuocdo {
namespace {

using Kind = ReportFigure::Kind;

const Field* field_of(const Criterion& criterion, const std::string& name) {
  for (const Field& field : criterion.fields()) {
    if (field.name == name) return &field;
  }
  return nullptr;
}

// What the consolidation used: a figure that others gave, or the units below, otherwise the unit's own.
FieldReading used_reading(const AssessedSheet& sheet, const RankedUnit& unit, const Criterion& criterion, int index, const std::string& name) {
  FieldReading nothing;
  nothing.absent = true;
  const Field* field = field_of(criterion, name);
  if (field == nullptr) return nothing;
  for (const UsedFigure& figure : unit.figures) {
    if (figure.criterion == criterion.id && figure.field == name && !figure.used.empty()) return read_field(*field, Value(figure.used));
  }
  const Value* value = (*sheet.answers)[index].counted(name);
  return value != nullptr ? read_field(*field, *value) : nothing;
}

void add_to(Decimal& sum, const Decimal& value, bool& too_large) {
  if (const auto more = add(sum, value)) {
    sum = *more;
  } else {
    too_large = true;
  }
}

void count(ReportTally& tally, const ReportFigure& figure, const ReportFigure::Part& part, const AssessedSheet& sheet, const RankedUnit& unit) {
  const int index = sheet.tier->set.index(part.criterion);
  if (index < 0) return;
  const Criterion& criterion = sheet.tier->set.criteria[static_cast<std::size_t>(index)];
  const auto& result = unit.results[static_cast<std::size_t>(index)];
  if (result.state == State::not_applicable) {
    ++tally.not_applicable;
    return;
  }
  if (figure.kind == Kind::full) {
    if (result.state == State::missing) return;
    ++tally.counted;
    if (result.points >= result.maximum) ++tally.met;
    return;
  }
  const FieldReading reading = used_reading(sheet, unit, criterion, index, part.field);
  if (figure.kind == Kind::units) {
    if (reading.option < 0) return;
    ++tally.counted;
    const Field* field = field_of(criterion, part.field);
    if (field->options[static_cast<std::size_t>(reading.option)].id == part.answer) ++tally.met;
    return;
  }
  if (!reading.number || result.impossible) return;
  if (figure.kind == Kind::ratio) {
    const FieldReading base = used_reading(sheet, unit, criterion, index, part.base);
    if (!base.number) return;
    add_to(tally.base, *base.number, tally.too_large);
  }
  ++tally.counted;
  add_to(tally.sum, *reading.number, tally.too_large);
}

}  // namespace

GeneralReport::GeneralReport(const Programme& programme, const Consolidation& result) : programme_(programme) {
  for (const ReportSection& section : programme.general_report) {
    auto& figures = tallies_.emplace_back();
    for (const ReportFigure& figure : section.figures) {
      auto& parts = figures.emplace_back();
      for (const ReportFigure::Part& part : figure.parts) {
        ReportTally& tally = parts.emplace_back();
        for (const TierRanking& tier : result.tiers) {
          if (tier.tier->key == part.tier) tally.units = tier.ranked.size();
        }
      }
    }
  }
}

void GeneralReport::add(const AssessedSheet& sheet, const RankedUnit& unit) {
  for (std::size_t s = 0; s < tallies_.size(); ++s) {
    for (std::size_t f = 0; f < tallies_[s].size(); ++f) {
      const ReportFigure& figure = programme_.general_report[s].figures[f];
      for (std::size_t p = 0; p < figure.parts.size(); ++p) {
        if (figure.parts[p].tier == sheet.tier->key) count(tallies_[s][f][p], figure, figure.parts[p], sheet, unit);
      }
    }
  }
}

ReportTally whole_of(const std::vector<ReportTally>& parts) {
  ReportTally whole;
  for (const ReportTally& part : parts) {
    whole.units += part.units;
    whole.counted += part.counted;
    whole.not_applicable += part.not_applicable;
    whole.met += part.met;
    whole.too_large |= part.too_large;
    add_to(whole.sum, part.sum, whole.too_large);
    add_to(whole.base, part.base, whole.too_large);
  }
  return whole;
}

}  // namespace thuocdo
