// Host value → thuocdo::Value → engine → host value.
//
//   std::vector<Value> values = to_values(range);          // the cells of a range, row by row
//   return to_host(result.points);                         // a number in a cell
//   return calc_error(CalcError::no_value);                // #N/A in a cell, without an exception
//
// A cell's double becomes the decimal of its shortest text, as from a file; an empty cell and "" are absent.
#pragma once

#include <com/sun/star/table/XCellRange.hpp>
#include <com/sun/star/uno/Any.hxx>
#include <com/sun/star/uno/Sequence.hxx>
#include <cstdint>
#include <vector>

#include "functions/uno_text.h"
#include "number/decimal.h"
#include "scoring/answer.h"

namespace thuocdo {

using HostRows = com::sun::star::uno::Sequence<com::sun::star::uno::Sequence<com::sun::star::uno::Any>>;

// Calc's own error codes.
enum class CalcError : std::uint64_t {
  illegal_argument = 502,  // Err:502
  wrong_value = 519,       // #VALUE!
  no_value = 0x7FFF        // #N/A
};
// A number that Calc shows as the error: a NaN that carries the code.
com::sun::star::uno::Any calc_error(CalcError error);

com::sun::star::uno::Any to_host(const Decimal& number);
com::sun::star::uno::Any to_host(std::string_view utf8);

// One value: nothing and "" are absent; a double that no Decimal holds stays text, which no field accepts.
Value to_value(const com::sun::star::uno::Any& value);
// A criterion's id or a set's name; a number, as which somebody may have typed "1", becomes its text.
std::string to_id(const com::sun::star::uno::Any& value);
// The cells of a range; a cell with an error is a CellError with the text that it shows.
std::vector<Value> to_values(const com::sun::star::uno::Reference<com::sun::star::table::XCellRange>& range);

// The values of a range of cells. A cell with an error is void in it, an empty cell "".
HostRows rows_of(const com::sun::star::uno::Reference<com::sun::star::table::XCellRange>& range);

}  // namespace thuocdo
