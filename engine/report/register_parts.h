// What the register's reports share, here and in Calc.
#pragma once

#include <string>

#include "register/receive.h"
#include "register/standing.h"
#include "report/json_parts.h"
#include "report/page.h"

namespace thuocdo {

Json json_of(const Receipt& receipt);
Style style_of(ReceiptState state);
// "Chữ ký hợp lệ (Nguyễn Thị Lan)", "Chưa ký"; empty for a file that could not be looked at.
std::string signature_shown(const Receipt& receipt, const Page& page);
// What somebody has to know of a file: nothing about a sheet that was taken in as it should be.
Findings findings_told(const ReceivedFile& file);
// "15/20 đơn vị đã nộp (2 trễ hạn, 1 chờ quyết định)"
Text submitted_text(const SheetCount& count);
// "ngày cuối 25/12/2023 (còn 3 ngày, 2 ngày làm việc kể cả hôm nay)"
std::string days_left_text(const TierStanding& tier, const Page& page);

}  // namespace thuocdo
