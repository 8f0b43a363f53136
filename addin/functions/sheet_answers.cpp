#include "functions/sheet_answers.h"

#include <com/sun/star/sheet/XCellRangeAddressable.hpp>
#include <unordered_map>

#include "functions/conversion.h"
#include "sheet/contract.h"

namespace thuocdo {

namespace uno = com::sun::star::uno;
using Range = uno::Reference<com::sun::star::table::XCellRange>;

namespace {

com::sun::star::table::CellRangeAddress address_of(const Range& range) {
  return uno::Reference<com::sun::star::sheet::XCellRangeAddressable>(range, uno::UNO_QUERY_THROW)->getRangeAddress();
}

}  // namespace

std::optional<Answers> sheet_answers(const KnownSet& known, const Range& ids, const Range& answers) {
  constexpr sal_Int32 most_rows = 100000;
  const auto id_address = address_of(ids);
  const auto answer_address = address_of(answers);
  const sal_Int32 rows = id_address.EndRow - id_address.StartRow;
  if (id_address.StartColumn != id_address.EndColumn || answer_address.EndColumn != answer_address.StartColumn + 1 ||
      rows != answer_address.EndRow - answer_address.StartRow || rows > most_rows) {
    return std::nullopt;
  }
  const CriteriaSet& set = known.tier->set;
  const std::vector<TableRow> table = table_rows(set);
  std::unordered_map<std::string_view, const TableRow*> row_by_id;
  for (const TableRow& row : table) row_by_id.emplace(row.id, &row);

  const HostRows id_values = rows_of(ids);
  const HostRows values = rows_of(answers);
  Answers result(set);
  for (sal_Int32 i = 0; i < id_values.getLength(); ++i) {
    const auto found = row_by_id.find(to_id(id_values[i][0]));
    if (found == row_by_id.end()) continue;
    const TableRow& row = *found->second;
    row_by_id.erase(found);
    Answer& answer = result[row.criterion];
    if (!row.value_field.empty()) answer.set(row.value_field, to_value(values[i][0]));
    if (!row.base_field.empty()) answer.set(row.base_field, to_value(values[i][1]));
  }
  return result;
}

}  // namespace thuocdo
