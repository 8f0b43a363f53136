#include "workbook/part_sheet.h"

#include <com/sun/star/awt/FontWeight.hpp>
#include <com/sun/star/document/XDocumentProperties.hpp>
#include <com/sun/star/document/XDocumentPropertiesSupplier.hpp>
#include <com/sun/star/table/XColumnRowRange.hpp>
#include <com/sun/star/text/XText.hpp>
#include <com/sun/star/util/CellProtection.hpp>
#include <com/sun/star/util/XProtectable.hpp>
#include <set>

#include "texts/texts.h"
#include "workbook/build_workbook.h"
#include "workbook/form_alignment.h"
#include "workbook/table_layout.h"

namespace thuocdo {
namespace {

constexpr sal_Int32 part_colour = 0x8A3B12;

void hide_row(const Sheet& sheet, int row) {
  const auto rows = Reference<css::table::XColumnRowRange>(sheet, UNO_QUERY_THROW)->getRows();
  set(Reference<css::beans::XPropertySet>(rows->getByIndex(row), UNO_QUERY_THROW), "IsVisible", false);
}

void lock(const CellBlock& cells) {
  auto protection = get<css::util::CellProtection>(cells, "CellProtection");
  protection.IsLocked = true;
  set(cells, "CellProtection", protection);
}

}  // namespace

void make_part(const Document& copy, const AssessedSheet& whole, const Section& section, const std::string& token) {
  const CriteriaSet& set_of = whole.tier->set;
  std::set<int> shown;  // criteria and the groups above them
  for (const std::string& id : section.criteria) {
    for (int index = set_of.index(id); index >= 0; index = set_of.criteria[static_cast<std::size_t>(index)].parent) shown.insert(index);
  }
  std::set<std::string> ids;
  for (const TableRow& row : table_rows(set_of)) {
    if (shown.contains(row.criterion)) ids.insert(row.id);
  }
  const Sheet sheet = sheet_of(copy, table_sheet_name);
  const Reference<css::util::XProtectable> part(sheet, UNO_QUERY_THROW);
  part->unprotect({});
  const FormSheet form = read_form_contents(sheet);
  const auto [key_row, id_column] = find_text(form, column_key(Column::id));
  for (int row = key_row + 1; row < form.rows; ++row) {
    const std::string& id = form.at(row, id_column).text;
    // What others answer; heading, total and signatures stay.
    if (id.empty() || id.starts_with("thuocdo:") || id == column_title(Column::id).vi || ids.contains(id)) continue;
    lock(block(sheet, row, 0, row, form.columns - 1));
    hide_row(sheet, row);
  }
  const auto subject = cell_at(sheet, TableLayout::subject_row, at(Column::number));
  const Reference<css::text::XText> line(subject, UNO_QUERY_THROW);
  line->setString(to_uno(say(Says::part_line, {section.name, from_uno(line->getString())}).vi));
  set(subject, "CharColor", part_colour);
  set(subject, "CharWeight", css::awt::FontWeight::BOLD);
  part->protect({});
  set_document_property(copy, property::whole, token);
  set_document_property(copy, property::part, section.name);
  set_document_property(copy, property::part_criteria, ids_text(section.criteria));
  set_document_property(copy, property::part_marks, marks_text(answer_marks(set_of, *whole.answers)));
  const auto properties =
      Reference<css::document::XDocumentPropertiesSupplier>(copy, UNO_QUERY_THROW)->getDocumentProperties();
  properties->setTitle(properties->getTitle() + to_uno(" – " + section.name));
}

}  // namespace thuocdo
