#include "sheet/unfinished.h"

#include <algorithm>
#include <tuple>

namespace thuocdo {
namespace {

auto order(CellAddress cell) { return std::tuple(cell.row, cell.column); }

bool is_to_be_done(const Finding& finding) {
  return finding.severity == Severity::blocking || finding.code == Code::evidence_missing;
}

}  // namespace

std::vector<UnfinishedPlace> unfinished_places(const AssessedSheet& sheet) {
  std::vector<UnfinishedPlace> places;
  for (const Finding& finding : sheet.findings) {
    if (finding.criterion.empty() || !is_to_be_done(finding)) continue;
    const auto cell = cell_address(finding.place.cell);
    if (!cell) continue;
    places.push_back({*cell, finding.place.sheet, finding});
  }
  std::stable_sort(places.begin(), places.end(), [](const UnfinishedPlace& a, const UnfinishedPlace& b) {
    return std::tuple(order(a.cell), b.finding.severity) < std::tuple(order(b.cell), a.finding.severity);
  });
  const auto last = std::unique(places.begin(), places.end(), [](const UnfinishedPlace& a, const UnfinishedPlace& b) {
    return order(a.cell) == order(b.cell);
  });
  places.erase(last, places.end());
  return places;
}

const UnfinishedPlace* following(const std::vector<UnfinishedPlace>& places, CellAddress here) {
  for (const UnfinishedPlace& place : places) {
    if (order(place.cell) > order(here)) return &place;
  }
  return nullptr;
}

const UnfinishedPlace* preceding(const std::vector<UnfinishedPlace>& places, CellAddress here) {
  for (auto place = places.rbegin(); place != places.rend(); ++place) {
    if (order(place->cell) < order(here)) return &*place;
  }
  return nullptr;
}

int criterion_at(const AssessedSheet& sheet, int row) {
  for (std::size_t i = 0; i < sheet.cells.size(); ++i) {
    for (const AnswerCell& cell : sheet.cells[i]) {
      if (cell.row == row) return static_cast<int>(i);
    }
  }
  return -1;
}

}  // namespace thuocdo
