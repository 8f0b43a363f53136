// The sheet "Bìa": letterhead, title, what the unit is asked for and until when, and the points by group.
#pragma once

#include <com/sun/star/uno/XComponentContext.hpp>
#include <string>

#include "programme/programme.h"
#include "workbook/calc.h"
#include "workbook/table_layout.h"

namespace thuocdo {

// Named ranges of the cells that the unit fills in on the cover.
inline constexpr std::string_view head_range_name = "thuocdo_head";          // head of the agency
inline constexpr std::string_view preparer_range_name = "thuocdo_preparer";  // who prepared the sheet
inline constexpr std::string_view phone_range_name = "thuocdo_phone";

// The first of these cells.
inline constexpr int cover_first_input_column = 2;
inline constexpr int cover_first_input_row = 14;

// "PHIẾU TỰ ĐÁNH GIÁ", or "PHIẾU CẬP NHẬT SỐ LIỆU KỲ 3 THÁNG (KHÔNG ĐÁNH GIÁ)"; `year` is "" or " NĂM 2021".
std::string sheet_title(const Reference<css::uno::XComponentContext>& context, const Stage* without_assessment,
                        const std::string& year);
void write_cover(const Reference<css::uno::XComponentContext>& context, const Document& document, const Sheet& sheet,
                 const Programme& programme, const Tier& tier, const TableLayout& table);
// The lines that name the unit and the unit above it.
void write_cover_unit(const Reference<css::uno::XComponentContext>& context, const Sheet& sheet,
                      const Programme& programme, const Unit& unit);
// What the unit wrote into one of these cells; "" where the range is missing.
std::string cover_text(const Document& document, std::string_view range_name);
// Which of them are still empty ("thủ trưởng cơ quan, người lập phiếu"); empty where none is. They are no answers and stop
// nobody from submitting, but the printed cover would go out with gaps.
Text cover_blanks(const Document& document);
// Who prepared the sheet, and how to reach them; what is empty is left as it is.
void write_cover_preparer(const Document& document, std::string_view name, std::string_view phone);

}  // namespace thuocdo
