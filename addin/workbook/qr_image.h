// The check code as a QR code, for the foot of a page: telephones and scanners read it off the paper.
//
//   auto picture = qr_image(context, "THUOCDO:7K3M-9QXZ-21A0");      // null where it cannot be made
//
// Black on white with the margin of four modules that readers need, qr_side wide at the foot of a Calc page that is
// printed at 100 %; each module is several whole pixels, so that its edges stay sharp on paper.
#pragma once

#include <com/sun/star/graphic/XGraphic.hpp>
#include <com/sun/star/uno/XComponentContext.hpp>
#include <string>
#include <string_view>

#include "workbook/calc.h"

namespace thuocdo {

inline constexpr int qr_side = 1300;  // hundredths of a millimetre

// What the QR code of a submission says: it tells itself apart from those of banks and public services.
std::string qr_text(std::string_view check_code);

Reference<css::graphic::XGraphic> qr_image(const Reference<css::uno::XComponentContext>& context, std::string_view text);

}  // namespace thuocdo
