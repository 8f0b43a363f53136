// Writing one answer into the open sheet as whoever types it would: numbers as numbers, days as days, choices as the text
// of the list.
#pragma once

#include <string>

#include "sheet/assessed_sheet.h"
#include "workbook/calc.h"

namespace thuocdo {

// False where the cell cannot be filled in: its sheet is gone, or it is locked.
bool is_open(const Document& document, const AnswerCell& place);
// As text, whatever it looks like; an empty text empties the cell.
void write_text(const Document& document, const AnswerCell& place, const std::string& text);
void write_number(const Document& document, const AnswerCell& place, const Decimal& number);
void write_date(const Document& document, const AnswerCell& place, const Date& date);
// By the type of the field: what the field does not take stays text, for the check to find.
void write_answer(const Document& document, const AnswerCell& place, const Field& field, const std::string& text);
// What somebody would type to get the value: "12,5", "31/01/2023", "Có".
std::string typed_text(const Field& field, const Value& value);

}  // namespace thuocdo
