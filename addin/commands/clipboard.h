// Text for the clipboard, to be pasted into a mail or a ticket.
#pragma once

#include <com/sun/star/uno/XComponentContext.hpp>
#include <string_view>

namespace thuocdo {

void copy_text(const com::sun::star::uno::Reference<com::sun::star::uno::XComponentContext>& context,
               std::string_view utf8);

}  // namespace thuocdo
