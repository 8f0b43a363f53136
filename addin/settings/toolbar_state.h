// Where the user has put the toolbar, and whether it is shown, through updates of the extension. The office (7.4) forgets
// both when it replaces an extension, whatever the extension's registry says; so they are kept among our own settings.
//
//   remember_toolbar(context, frame);        // whenever a window of Calc comes or goes
#pragma once

#include <com/sun/star/frame/XFrame.hpp>
#include <com/sun/star/uno/XComponentContext.hpp>

namespace thuocdo {

// Takes down what is new; in the first window after an update puts back what was taken down before (a toolbar that
// floats is docked in that window, and floats in the next: the office cannot float one that it has just made).
void remember_toolbar(const com::sun::star::uno::Reference<com::sun::star::uno::XComponentContext>& context,
                      const com::sun::star::uno::Reference<com::sun::star::frame::XFrame>& frame);

}  // namespace thuocdo
