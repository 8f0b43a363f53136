// What the register's reports share. For this room's .cpp files.
#pragma once

#include <string>

#include "register/receipt.h"
#include "report/json_parts.h"
#include "report/page.h"

namespace thuocdo {

Json json_of(const Receipt& receipt);
// "24/12/2023 16:30" in Vietnam's time.
std::string time_shown(Instant at, Language language);
Style style_of(ReceiptState state);
// "Chữ ký hợp lệ (Nguyễn Thị Lan)", "Chưa ký"; empty for a file that could not be looked at.
std::string signature_shown(const Receipt& receipt, const Page& page);

}  // namespace thuocdo
