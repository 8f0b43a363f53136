#include "workbook/views.h"

#include <algorithm>
#include <com/sun/star/awt/XWindow2.hpp>
#include <com/sun/star/embed/ElementModes.hpp>
#include <com/sun/star/embed/StorageFactory.hpp>
#include <com/sun/star/embed/XStorage.hpp>
#include <com/sun/star/embed/XTransactedObject.hpp>
#include <com/sun/star/frame/XModel.hpp>
#include <com/sun/star/io/XTruncate.hpp>
#include <com/sun/star/lang/XComponent.hpp>
#include <com/sun/star/sheet/XSpreadsheetView.hpp>
#include <com/sun/star/sheet/XViewFreezable.hpp>
#include <string>

#include "sheet/contract.h"
#include "workbook/cover.h"
#include "workbook/table_layout.h"

namespace thuocdo {
namespace {

constexpr int frozen_columns = at(Column::method);
constexpr int frozen_rows = TableLayout::first_row;

bool is_visible(const Reference<css::frame::XController>& controller) {
  if (!controller.is() || !controller->getFrame().is()) return false;
  const Reference<css::awt::XWindow2> window(controller->getFrame()->getContainerWindow(), UNO_QUERY);
  return window.is() && window->isVisible();
}

using std::to_string;

std::string item(std::string_view name, std::string_view type, std::string_view value) {
  return "<config:config-item config:name=\"" + std::string(name) + "\" config:type=\"" + std::string(type) + "\">" +
         std::string(value) + "</config:config-item>";
}

std::string sheet_view(std::string_view name, const std::string& items) {
  return "<config:config-item-map-entry config:name=\"" + std::string(name) + "\">" + items +
         item("ZoomType", "short", "0") + item("ZoomValue", "int", "100") + item("ShowGrid", "boolean", "false") +
         "</config:config-item-map-entry>";
}

std::string cursor(int row, int column) {
  return item("CursorPositionX", "int", to_string(column)) + item("CursorPositionY", "int", to_string(row));
}

// As Calc itself writes it.
std::string view_settings(const TableView& table) {
  const std::string frozen = "2";
  const std::string bottom_right = "3";
  const std::string columns = to_string(frozen_columns);
  const std::string rows = to_string(frozen_rows);
  const std::string from = to_string(std::max(table.first_column, frozen_columns));
  return "<config:config-item-set config:name=\"ooo:view-settings\">"
         "<config:config-item-map-indexed config:name=\"Views\"><config:config-item-map-entry>" +
         item("ViewId", "string", "view1") + "<config:config-item-map-named config:name=\"Tables\">" +
         sheet_view(start_sheet_name, cursor(0, 0)) +
         sheet_view(cover_sheet_name, cursor(cover_first_input_row, cover_first_input_column)) +
         sheet_view(table_sheet_name,
                    cursor(frozen_rows + 1, table.first_column < 0 ? at(Column::value) : table.cursor_column) + item("HorizontalSplitMode", "short", frozen) +
                        item("VerticalSplitMode", "short", frozen) + item("HorizontalSplitPosition", "int", columns) +
                        item("VerticalSplitPosition", "int", rows) + item("ActiveSplitRange", "short", bottom_right) +
                        item("PositionLeft", "int", "0") + item("PositionRight", "int", from) +
                        item("PositionTop", "int", "0") + item("PositionBottom", "int", rows)) +
         "</config:config-item-map-named>" + item("ActiveTable", "string", table.first_column < 0 ? start_sheet_name : table_sheet_name) +
         item("ZoomType", "short", "0") + item("ZoomValue", "int", "100") + item("ShowGrid", "boolean", "false") +
         "</config:config-item-map-entry></config:config-item-map-indexed></config:config-item-set>";
}

}  // namespace

void set_views(const Document& document) {
  const auto controller = Reference<css::frame::XModel>(document, UNO_QUERY_THROW)->getCurrentController();
  if (!is_visible(controller)) return;
  const Reference<css::sheet::XSpreadsheetView> view(controller, UNO_QUERY_THROW);
  view->setActiveSheet(sheet_of(document, table_sheet_name));
  set(controller, "ShowGrid", false);
  Reference<css::sheet::XViewFreezable>(controller, UNO_QUERY_THROW)->freezeAtPosition(frozen_columns, frozen_rows);
  view->setActiveSheet(sheet_of(document, cover_sheet_name));
  set(controller, "ShowGrid", false);
  const Sheet start = sheet_of(document, start_sheet_name);
  if (!start.is()) return;
  view->setActiveSheet(start);
  set(controller, "ShowGrid", false);
}

void write_view_settings(const Reference<css::uno::XComponentContext>& context, std::string_view file_url, const TableView& table) {
  const Reference<css::embed::XStorage> package(
      css::embed::StorageFactory::create(context)->createInstanceWithArguments(
          uno_sequence<Any>({text_value(file_url), Any(css::embed::ElementModes::READWRITE)})),
      UNO_QUERY_THROW);
  const auto settings = package->openStreamElement("settings.xml", css::embed::ElementModes::READWRITE);
  Sequence<sal_Int8> bytes;
  const auto input = settings->getInputStream();
  while (true) {
    Sequence<sal_Int8> part;
    const sal_Int32 count = input->readBytes(part, 1 << 16);
    if (count <= 0) break;
    const sal_Int32 before = bytes.getLength();
    bytes.realloc(before + count);
    std::copy_n(part.getConstArray(), count, bytes.getArray() + before);
  }
  std::string xml(reinterpret_cast<const char*>(bytes.getConstArray()), static_cast<std::size_t>(bytes.getLength()));
  const std::string place = "<config:config-item-set config:name=\"ooo:configuration-settings\"";
  const std::size_t at_place = xml.find(place);
  if (at_place != std::string::npos && xml.find("config:name=\"Views\"") == std::string::npos) {
    xml.insert(at_place, view_settings(table));
    const auto output = settings->getOutputStream();
    Reference<css::io::XTruncate>(output, UNO_QUERY_THROW)->truncate();
    output->writeBytes(
        Sequence<sal_Int8>(reinterpret_cast<const sal_Int8*>(xml.data()), static_cast<sal_Int32>(xml.size())));
    output->closeOutput();
    Reference<css::embed::XTransactedObject>(package, UNO_QUERY_THROW)->commit();
  }
  Reference<css::lang::XComponent>(package, UNO_QUERY_THROW)->dispose();
}

}  // namespace thuocdo
