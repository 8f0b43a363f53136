// One panel of the sidebar, of one window: what PanelWindow shows of the document that SheetWatcher follows.
//
//   Reference<css::ui::XUIElement> panel = make_panel(context, url, frame, parent);
//
// The sidebar makes it when its deck is opened and disposes of it with the window.
#pragma once

#include <com/sun/star/awt/XWindow.hpp>
#include <com/sun/star/frame/XFrame.hpp>
#include <com/sun/star/ui/XUIElement.hpp>
#include <com/sun/star/uno/XComponentContext.hpp>

#include "workbook/calc.h"

namespace thuocdo {

inline constexpr const char* deck_name = "ThuocDoDeck";    // as in registry/Sidebar.xcu
inline constexpr const char* panel_name = "ThuocDoPanel";

Reference<css::ui::XUIElement> make_panel(const Reference<css::uno::XComponentContext>& context,
                                          const rtl::OUString& url, const Reference<css::frame::XFrame>& frame,
                                          const Reference<css::awt::XWindow>& parent);

}  // namespace thuocdo
