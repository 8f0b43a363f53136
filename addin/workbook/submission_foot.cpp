#include "workbook/submission_foot.h"

#include <com/sun/star/style/GraphicLocation.hpp>
#include <string>

#include "workbook/qr_image.h"
#include "workbook/styles.h"

namespace thuocdo {
namespace {

// A foot holds only text, so the QR code is the picture behind it, at the right edge; wide blanks keep the text off it.
constexpr std::string_view beside_picture = "\u2003\u2003\u2003\u2003\u2003";

}  // namespace

void set_submission_foot(const Reference<css::uno::XComponentContext>& context, const Document& document,
                         std::string_view programme, std::string_view digest, std::string_view check_code) {
  const auto picture = qr_image(context, qr_text(check_code));
  if (!picture.is()) return set_footer(document, programme, digest, check_code);
  set_footer(document, programme, digest, std::string(check_code) + std::string(beside_picture));
  for (const auto& page : page_styles(document)) {
    // The foot grows downwards; the pages break where they did.
    set(page, "BottomMargin", sal_Int32(500));
    set(page, "FooterHeight", sal_Int32(qr_side + 200));
    set(page, "FooterBodyDistance", sal_Int32(200));
    set(page, "FooterBackGraphic", picture);
    set(page, "FooterBackGraphicLocation", css::style::GraphicLocation_RIGHT_BOTTOM);
  }
}

}  // namespace thuocdo
