// The foot of a submitted copy's pages: beside programme and digest the check code, and its QR code, so that paper and
// workbook are tied together.
#pragma once

#include <com/sun/star/uno/XComponentContext.hpp>
#include <string_view>

#include "workbook/calc.h"

namespace thuocdo {

void set_submission_foot(const Reference<css::uno::XComponentContext>& context, const Document& document,
                         std::string_view programme, std::string_view digest, std::string_view check_code);

}  // namespace thuocdo
