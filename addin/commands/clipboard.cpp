#include "commands/clipboard.h"

#include <com/sun/star/datatransfer/UnsupportedFlavorException.hpp>
#include <com/sun/star/datatransfer/XTransferable.hpp>
#include <com/sun/star/datatransfer/clipboard/SystemClipboard.hpp>
#include <cppuhelper/implbase1.hxx>

#include "workbook/calc.h"

namespace thuocdo {
namespace {

constexpr char plain_text[] = "text/plain;charset=utf-16";

class PlainText : public cppu::WeakImplHelper1<css::datatransfer::XTransferable> {
 public:
  explicit PlainText(rtl::OUString text) : text_(std::move(text)) {}

  Any SAL_CALL getTransferData(const css::datatransfer::DataFlavor& flavor) override {
    if (!isDataFlavorSupported(flavor)) throw css::datatransfer::UnsupportedFlavorException(flavor.MimeType, *this);
    return Any(text_);
  }
  Sequence<css::datatransfer::DataFlavor> SAL_CALL getTransferDataFlavors() override {
    return uno_sequence<css::datatransfer::DataFlavor>({{plain_text, "Unicode text", cppu::UnoType<rtl::OUString>::get()}});
  }
  sal_Bool SAL_CALL isDataFlavorSupported(const css::datatransfer::DataFlavor& flavor) override {
    return flavor.MimeType.equalsIgnoreAsciiCase(plain_text);
  }

 private:
  const rtl::OUString text_;
};

}  // namespace

void copy_text(const Reference<css::uno::XComponentContext>& context, std::string_view utf8) {
  css::datatransfer::clipboard::SystemClipboard::create(context)->setContents(new PlainText(to_uno(utf8)), {});
}

}  // namespace thuocdo
