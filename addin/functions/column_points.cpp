#include "functions/column_points.h"

#include <algorithm>
#include <com/sun/star/sheet/XCellRangeAddressable.hpp>
#include <com/sun/star/sheet/XSheetCellRange.hpp>
#include <com/sun/star/sheet/XSpreadsheet.hpp>
#include <com/sun/star/sheet/XUsedAreaCursor.hpp>

#include "functions/conversion.h"

namespace thuocdo {

namespace uno = com::sun::star::uno;
namespace sheet = com::sun::star::sheet;
using Range = uno::Reference<com::sun::star::table::XCellRange>;

namespace {

constexpr int no_criterion = -1;  // what CriteriaSet::index gives

com::sun::star::table::CellRangeAddress address_of(const uno::Reference<uno::XInterface>& range) {
  return uno::Reference<sheet::XCellRangeAddressable>(range, uno::UNO_QUERY_THROW)->getRangeAddress();
}

// Rows of the range that can hold anything: a whole column has a million, nearly all unused.
sal_Int32 used_rows(const Range& range, const com::sun::star::table::CellRangeAddress& address) {
  const sal_Int32 rows = address.EndRow - address.StartRow + 1;
  if (rows <= 1000) return rows;
  const auto cursor =
      uno::Reference<sheet::XSheetCellRange>(range, uno::UNO_QUERY_THROW)->getSpreadsheet()->createCursor();
  uno::Reference<sheet::XUsedAreaCursor>(cursor, uno::UNO_QUERY_THROW)->gotoEndOfUsedArea(false);
  return std::clamp<sal_Int32>(address_of(cursor).EndRow - address.StartRow + 1, 1, rows);
}

bool is_below(const CriteriaSet& set, int criterion, int group) {
  if (group < 0) return true;
  for (int above = set.criteria[static_cast<std::size_t>(criterion)].parent; above >= 0;
       above = set.criteria[static_cast<std::size_t>(above)].parent) {
    if (above == group) return true;
  }
  return false;
}

// For each row the criterion whose points are wanted there, or no_criterion.
std::vector<int> wanted_rows(const CriteriaSet& set, int group, const HostRows& ids) {
  std::vector<int> wanted;
  std::vector<bool> seen(set.criteria.size());
  for (const auto& row : ids) {
    int index = set.index(to_id(row[0]));
    if (index >= 0 && (set.criteria[static_cast<std::size_t>(index)].is_group() || !is_below(set, index, group) ||
                       seen[static_cast<std::size_t>(index)])) {
      index = no_criterion;
    }
    if (index >= 0) seen[static_cast<std::size_t>(index)] = true;
    wanted.push_back(index);
  }
  return wanted;
}

}  // namespace

std::optional<std::vector<CriterionResult>> column_results(const KnownSet& known, int group, const Range& ids,
                                                           const Range& points) {
  const auto id_address = address_of(ids);
  const auto point_address = address_of(points);
  if (id_address.StartColumn != id_address.EndColumn || point_address.StartColumn != point_address.EndColumn ||
      id_address.EndRow - id_address.StartRow != point_address.EndRow - point_address.StartRow) {
    return std::nullopt;
  }
  const CriteriaSet& set = known.tier->set;
  const sal_Int32 rows = used_rows(ids, id_address);
  const std::vector<int> wanted = wanted_rows(set, group, rows_of(ids->getCellRangeByPosition(0, 0, 0, rows - 1)));

  std::vector<CriterionResult> results(set.criteria.size());
  for (std::size_t i = 0; i < results.size(); ++i) results[i].maximum = set.criteria[i].counted_maximum();
  for (sal_Int32 first = 0; first < rows;) {
    if (wanted[static_cast<std::size_t>(first)] == no_criterion) {
      ++first;
      continue;
    }
    sal_Int32 last = first;
    while (last + 1 < rows && wanted[static_cast<std::size_t>(last) + 1] != no_criterion) ++last;
    const HostRows values = rows_of(points->getCellRangeByPosition(0, first, 0, last));
    for (sal_Int32 row = first; row <= last; ++row) {
      double value = 0;
      if (!(values[row - first][0] >>= value)) continue;
      const auto decimal = Decimal::from_double(value);
      if (!decimal) continue;
      CriterionResult& result = results[static_cast<std::size_t>(wanted[static_cast<std::size_t>(row)])];
      result.state = State::scored;
      result.points = *decimal;
      result.unrounded = Ratio(*decimal);
    }
    first = last + 1;
  }
  return results;
}

}  // namespace thuocdo
