// A receipt as a row of its table: every column as text, in the order of the table. For this room's .cpp files.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "register/database.h"
#include "register/receipt.h"

namespace thuocdo {

const std::vector<std::string_view>& receipt_columns();  // "number" is the first
std::string receipt_column_list();                       // "number, programme, …"
std::vector<std::string> columns_of(const Receipt& receipt);
Receipt receipt_of(const Row& row);

// Findings as the register keeps them.
std::string reasons_text(const Findings& reasons);
Findings reasons_of(std::string_view text);

// {"number":"17","programme":…}, from columns and their texts.
std::string columns_json(const std::vector<std::string_view>& names, const std::vector<std::string>& texts);

}  // namespace thuocdo
