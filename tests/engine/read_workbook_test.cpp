// Workbook files as offices write them, read to the last cell.
#include "sheet/read_workbook.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdio>
#include <fstream>

#include "workbook_files.h"

namespace thuocdo {
namespace {

using namespace thuocdo::testing;
using ::testing::IsEmpty;

Decimal number(const char* text) { return *Decimal::parse_plain(text); }

Workbook read(const std::string& bytes) {
  ReadWorkbook read = read_workbook(bytes, "phieu.ods");
  for (const Finding& finding : read.findings) ADD_FAILURE() << finding.line(Language::english);
  return read.workbook ? std::move(*read.workbook) : Workbook{};
}

// The cell, or an empty one where there is none.
Cell at(const Workbook& workbook, const char* sheet_name, int row, int column) {
  const SheetCells* sheet = workbook.sheet(sheet_name);
  const Cell* cell = sheet == nullptr ? nullptr : sheet->at(row, column);
  return cell == nullptr ? Cell{} : *cell;
}

bool has(const Workbook& workbook, const char* sheet_name, int row, int column) {
  const SheetCells* sheet = workbook.sheet(sheet_name);
  return sheet != nullptr && sheet->at(row, column) != nullptr;
}

// One row of cells in the sheet "S", read.
Workbook read_ods_row(const std::string& cells) { return read(ods_file(ods_table("S", ods_row(cells)))); }

Cell read_ods_cell(const std::string& cell) { return at(read_ods_row(cell), "S", 0, 0); }

Cell read_xlsx_cell(const std::string& cell, const std::string& shared = {}) {
  return at(read(xlsx_file({{"S", "<row r=\"1\">" + cell + "</row>", ""}}, shared)), "S", 0, 0);
}

// Everything a workbook holds but the shown texts, which not every format has.
std::string dump(const Workbook& workbook) {
  std::string text;
  for (const auto& [name, value] : workbook.properties) text += name + "=" + value + "\n";
  for (const auto& [name, range] : workbook.names) {
    text += name + ": " + range.sheet + " " + cell_name(range.first_row, range.first_column) + ":" +
            cell_name(range.last_row, range.last_column) + "\n";
  }
  for (const SheetCells& sheet : workbook.sheets) {
    text += "[" + sheet.name + "]\n";
    for (int row = 0; row < static_cast<int>(sheet.rows.size()); ++row) {
      for (int column = 0; column < static_cast<int>(sheet.rows[static_cast<std::size_t>(row)].size()); ++column) {
        const Cell* cell = sheet.at(row, column);
        if (cell == nullptr) continue;
        text += cell_name(row, column) + (cell->formula ? " formula" : "") + (cell->covered ? " covered" : "");
        if (const auto* value = std::get_if<Decimal>(&cell->value)) text += " number " + value->text();
        if (const auto* value = std::get_if<std::string>(&cell->value)) text += " text " + *value;
        if (const auto* value = std::get_if<CellError>(&cell->value)) text += " error " + value->text;
        text += "\n";
      }
    }
  }
  return text;
}

TEST(CellName, CountsColumnsAsOfficesDo) {
  EXPECT_EQ(cell_name(11, 5), "F12");
  EXPECT_EQ(column_name(0), "A");
  EXPECT_EQ(column_name(25), "Z");
  EXPECT_EQ(column_name(26), "AA");
  EXPECT_EQ(column_name(27), "AB");
  EXPECT_EQ(column_name(701), "ZZ");
  EXPECT_EQ(column_name(702), "AAA");
  EXPECT_EQ(column_name(16383), "XFD");
}

TEST(SheetCells, GrowsAsNeededAndAnswersNullOutside) {
  SheetCells sheet;
  EXPECT_EQ(sheet.at(0, 0), nullptr);
  sheet.put(2, 3, Cell{Decimal(7), "7", false, false});
  ASSERT_NE(sheet.at(2, 3), nullptr);
  EXPECT_EQ(sheet.at(2, 3)->value, Value(Decimal(7)));
  EXPECT_EQ(sheet.at(2, 2), nullptr) << "holds nothing";
  EXPECT_EQ(sheet.at(2, 4), nullptr);
  EXPECT_EQ(sheet.at(3, 0), nullptr);
  EXPECT_EQ(sheet.at(-1, 0), nullptr);
  EXPECT_EQ(sheet.at(0, -1), nullptr);
}

TEST(Ods, NumbersAreTheStoredValueNotTheShownOne) {
  const Cell cell = read_ods_cell(
      "<table:table-cell office:value-type=\"percentage\" office:value=\"0.015\"><text:p>1,50%</text:p>"
      "</table:table-cell>");
  EXPECT_EQ(cell.value, Value(number("0.015")));
  EXPECT_EQ(cell.shown, "1,50%");
  EXPECT_FALSE(cell.formula);
  EXPECT_FALSE(cell.covered);
  EXPECT_EQ(read_ods_cell("<table:table-cell office:value-type=\"float\" office:value=\"1.5E2\"/>").value,
            Value(number("150")));
  EXPECT_EQ(read_ods_cell("<table:table-cell office:value-type=\"float\" office:value=\"0.1\"/>").value,
            Value(number("0.1")));
  EXPECT_EQ(read_ods_cell("<table:table-cell office:value-type=\"currency\" office:value=\"-20000\"/>").value,
            Value(number("-20000")));
}

TEST(Ods, ANumberIsTheDecimalOfItsDouble) {
  // More digits than a double has: the file must give what the open document gives.
  EXPECT_EQ(
      read_ods_cell("<table:table-cell office:value-type=\"float\" office:value=\"0.10000000000000000001\"/>").value,
      Value(*Decimal::from_double(0.10000000000000000001)));
}

TEST(Ods, WhatIsNoNumberIsAnError) {
  for (const char* text : {"NaN", "INF", "-INF", "inf", "0x10", "1,5", "1e400", "1 000", "", " 1", "1e300"}) {
    const Cell cell = read_ods_cell("<table:table-cell office:value-type=\"float\" office:value=\"" +
                                    std::string(text) + "\"><text:p>1</text:p></table:table-cell>");
    EXPECT_TRUE(std::holds_alternative<CellError>(cell.value)) << text;
  }
  EXPECT_TRUE(std::holds_alternative<CellError>(
      read_ods_cell("<table:table-cell office:value-type=\"float\"><text:p>5</text:p></table:table-cell>").value))
      << "a shown number without a stored one";
}

TEST(Ods, BooleansAreOneAndZero) {
  EXPECT_EQ(read_ods_cell("<table:table-cell office:value-type=\"boolean\" office:boolean-value=\"true\"/>").value,
            Value(Decimal(1)));
  EXPECT_EQ(read_ods_cell("<table:table-cell office:value-type=\"boolean\" office:boolean-value=\"false\"/>").value,
            Value(Decimal(0)));
  EXPECT_TRUE(std::holds_alternative<CellError>(
      read_ods_cell("<table:table-cell office:value-type=\"boolean\" office:boolean-value=\"maybe\"/>").value));
}

TEST(Ods, DatesAndTimesAreTheirText) {
  const Cell cell = read_ods_cell(
      "<table:table-cell office:value-type=\"date\" office:date-value=\"2023-12-25\"><text:p>25/12/2023</text:p>"
      "</table:table-cell>");
  EXPECT_EQ(cell.value, Value(std::string("2023-12-25")));
  EXPECT_EQ(cell.shown, "25/12/2023");
  EXPECT_EQ(read_ods_cell("<table:table-cell office:value-type=\"time\" office:time-value=\"PT10H30M00S\"/>").value,
            Value(std::string("PT10H30M00S")));
}

TEST(Ods, TheStoredStringWins) {
  const Cell cell = read_ods_cell(
      "<table:table-cell office:value-type=\"string\" office:string-value=\"Có\"><text:p>Không</text:p>"
      "</table:table-cell>");
  EXPECT_EQ(cell.value, Value(std::string("Có")));
  EXPECT_EQ(cell.shown, "Không");
}

TEST(Ods, ParagraphsAreJoinedAndNothingElseIsText) {
  const Cell cell = read_ods_cell(
      "<table:table-cell office:value-type=\"string\">\n"
      "<office:annotation><dc:date>2023</dc:date><text:p>ghi chú</text:p></office:annotation>"
      "<draw:frame><draw:text-box><text:p>hình</text:p></draw:text-box></draw:frame>"
      "<text:p>Quyết định số 12 &amp; <text:span>kế <text:span>hoạch</text:span></text:span></text:p>\n"
      "<text:p>a<text:s/>b<text:s text:c=\"3\"/>c<text:tab/>d<text:line-break/>e"
      "<text:a>liên kết</text:a><text:note><text:p>chân trang</text:p></text:note></text:p>"
      "<text:p/>"
      "</table:table-cell>");
  EXPECT_EQ(cell.value, Value(std::string("Quyết định số 12 & kế hoạch\na b   c\td\neliên kết\n")));
  EXPECT_EQ(cell.shown, std::get<std::string>(cell.value));
}

TEST(Ods, TextWithoutATypeIsText) {
  EXPECT_EQ(read_ods_cell("<table:table-cell><text:p>3</text:p></table:table-cell>").value, Value(std::string("3")));
}

TEST(Ods, ErrorsAreErrors) {
  const Cell marked = read_ods_cell(
      "<table:table-cell table:formula=\"of:=1/0\" office:value-type=\"string\" office:string-value=\"\""
      " calcext:value-type=\"error\"><text:p>#DIV/0!</text:p></table:table-cell>");
  EXPECT_EQ(marked.value, Value(CellError{"#DIV/0!"}));
  EXPECT_TRUE(marked.formula);
  EXPECT_EQ(read_ods_cell("<table:table-cell office:value-type=\"string\" calcext:value-type=\"error\">"
                          "<text:p>Lỗi:502</text:p></table:table-cell>")
                .value,
            Value(CellError{"Lỗi:502"}))
      << "the mark alone is enough";
  for (const char* text : {"#NAME?", "#N/A", "Err:508", "Err:510", "#REF!"}) {
    const Cell unmarked = read_ods_cell(
        "<table:table-cell table:formula=\"of:=A()\" office:value-type=\"string\" office:string-value=\"\"><text:p>" +
        std::string(text) + "</text:p></table:table-cell>");
    EXPECT_EQ(unmarked.value, Value(CellError{text}));
  }
}

TEST(Ods, TextThatLooksLikeAnErrorIsTextWhereItWasTyped) {
  EXPECT_EQ(
      read_ods_cell("<table:table-cell office:value-type=\"string\"><text:p>#N/A</text:p></table:table-cell>").value,
      Value(std::string("#N/A")));
  EXPECT_EQ(read_ods_cell("<table:table-cell table:formula=\"of:=B1\" office:value-type=\"string\""
                          " office:string-value=\"\"><text:p>#Bộ phận một cửa</text:p></table:table-cell>")
                .value,
            Value())
      << "the stored string wins";
}

TEST(Ods, AFormulaWithAnEmptyResultHoldsNothingButTheFormula) {
  const Cell cell = read_ods_cell("<table:table-cell table:formula=\"of:=B1\"><text:p/></table:table-cell>");
  EXPECT_TRUE(cell.formula);
  EXPECT_EQ(cell.value, Value());
}

TEST(Ods, CoveredCellsCountAsColumnsAndAreMarked) {
  const Workbook workbook = read_ods_row(
      "<table:table-cell office:value-type=\"float\" office:value=\"1\" table:number-columns-spanned=\"4\"/>"
      "<table:covered-table-cell office:value-type=\"float\" office:value=\"666\"/>"
      "<table:covered-table-cell table:number-columns-repeated=\"2\"/>"
      "<table:table-cell office:value-type=\"float\" office:value=\"2\"/>");
  EXPECT_FALSE(at(workbook, "S", 0, 0).covered);
  EXPECT_EQ(at(workbook, "S", 0, 1).value, Value(Decimal(666)));
  EXPECT_TRUE(at(workbook, "S", 0, 1).covered);
  EXPECT_TRUE(at(workbook, "S", 0, 2).covered);
  EXPECT_TRUE(at(workbook, "S", 0, 3).covered);
  EXPECT_EQ(at(workbook, "S", 0, 4).value, Value(Decimal(2)));
  EXPECT_FALSE(at(workbook, "S", 0, 4).covered);
}

TEST(Ods, RepeatsAreWrittenOutAndEmptyOnesOnlyCount) {
  const std::string two =
      "<table:table-cell table:number-columns-repeated=\"2\" office:value-type=\"float\""
      " office:value=\"5\"/>";
  const Workbook workbook = read(ods_file(ods_table(
      "S",
      "<table:table-row table:number-rows-repeated=\"10\"><table:table-cell/></table:table-row>"
      "<table:table-row-group><table:table-header-rows>"
      "<table:table-row table:number-rows-repeated=\"2\"><table:table-cell table:number-columns-repeated=\"3\"/>" +
          two +
          "<table:table-cell table:number-columns-repeated=\"16379\"/></table:table-row>"
          "</table:table-header-rows></table:table-row-group>"
          "<table:table-row><table:table-cell office:value-type=\"float\" office:value=\"6\"/></table:table-row>"
          "<table:table-row table:number-rows-repeated=\"1048563\">"
          "<table:table-cell table:number-columns-repeated=\"16384\"/></table:table-row>")));
  const SheetCells* sheet = workbook.sheet("S");
  ASSERT_NE(sheet, nullptr);
  EXPECT_EQ(sheet->rows.size(), 13u) << "empty rows at the end are not kept";
  EXPECT_EQ(sheet->rows[10].size(), 5u) << "nor empty cells at the end of a row";
  for (int row : {10, 11}) {
    EXPECT_FALSE(has(workbook, "S", row, 2));
    EXPECT_EQ(at(workbook, "S", row, 3).value, Value(Decimal(5)));
    EXPECT_EQ(at(workbook, "S", row, 4).value, Value(Decimal(5)));
    EXPECT_FALSE(has(workbook, "S", row, 5));
  }
  EXPECT_EQ(at(workbook, "S", 12, 0).value, Value(Decimal(6)));
}

TEST(Ods, TrackedChangesAndValidationHelpAreNotCells) {
  const Workbook workbook = read(
      ods_file("<table:tracked-changes><table:cell-content-change><table:previous><table:change-track-table-cell>"
               "<text:p>cũ</text:p></table:change-track-table-cell></table:previous></table:cell-content-change>"
               "</table:tracked-changes><table:content-validations><table:content-validation><table:help-message>"
               "<text:p>Nhập số</text:p></table:help-message></table:content-validation></table:content-validations>" +
               ods_table("S", ods_row("<table:table-cell office:value-type=\"float\" office:value=\"1\"/>"))));
  EXPECT_EQ(dump(workbook), "[S]\nA1 number 1\n");
}

TEST(Ods, NamedRangesThatArePlainRanges) {
  const auto named = [](const std::string& name, const std::string& base, const std::string& range) {
    return "<table:named-range table:name=\"" + name + "\" table:base-cell-address=\"" + base +
           "\" table:cell-range-address=\"" + range + "\"/>";
  };
  const std::string local =
      "<table:named-expressions>" + named("local", "$S.$A$1", "$S.$A$1") + "</table:named-expressions>";
  const Workbook workbook = read(
      ods_file(ods_table("S", local) + "<table:named-expressions>" +
               named("quoted", "$'Phiếu đánh giá'.$A$1", "$'Phiếu đánh giá'.$B$12:.$B$150") +
               named("cell", "$S.$A$1", "$S.$C$3") + named("apostrophe", "$S.$A$1", "$'It''s.1'.$A$1:$'It''s.1'.$A$2") +
               named("from_base", "$S.$A$1", ".$D$4:.$E$5") + named("two", "$S.$A$1", "$S.$A$1:.$A$2 $S.$C$1:.$C$2") +
               named("broken", "$S.$A$1", "$S.#REF!") + named("sheets", "$S.$A$1", "$S.$A$1:$T.$A$2") +
               named("backwards", "$S.$A$1", "$S.$A$9:.$A$2") + named("far", "$S.$A$1", "$S.$ZZZ$1") +
               "<table:named-expression table:name=\"formula\" table:expression=\"[.A1]+1\"/>"
               "</table:named-expressions>"));
  EXPECT_EQ(dump(workbook),
            "apostrophe: It's.1 A1:A2\ncell: S C3:C3\nfrom_base: S D4:E5\nquoted: Phiếu đánh giá B12:B150\n[S]\n");
}

TEST(Ods, PropertiesComeFromTheirOwnPartOnly) {
  const Workbook workbook =
      read(ods_file(ods_table("S", ""), {{"thuocdo.unit", "so-noi-vu"}, {"thuocdo.round", "2023 &amp; 1"}}));
  EXPECT_EQ(workbook.property("thuocdo.unit"), "so-noi-vu");
  EXPECT_EQ(workbook.property("thuocdo.round"), "2023 & 1");
  EXPECT_EQ(workbook.property("absent"), "");

  const std::string content = xml_declaration + "<office:document-content" + odf_namespaces + ">" +
                              ods_properties({{"thuocdo.unit", "khac"}}) + ods_body(ods_table("S", "")) +
                              "</office:document-content>";
  EXPECT_EQ(read(write_zip(ods_parts(content, {{"thuocdo.unit", "so-noi-vu"}}))).property("thuocdo.unit"), "so-noi-vu");
}

TEST(Ods, AStoredPartIsReadLikeADeflatedOne) {
  std::vector<ZipFile> parts =
      ods_parts(ods_content(ods_table("S", ods_row("<table:table-cell><text:p>x</text:p></table:table-cell>"))));
  for (ZipFile& part : parts) part.method = ZipMethod::stored;
  EXPECT_EQ(dump(read(write_zip(parts))), "[S]\nA1 text x\n");
}

TEST(Xlsx, ValuesOfEveryType) {
  EXPECT_EQ(read_xlsx_cell("<c r=\"A1\"><v>0.015</v></c>").value, Value(number("0.015")));
  EXPECT_EQ(read_xlsx_cell("<c r=\"A1\" t=\"n\"><v>1.5E2</v></c>").value, Value(number("150")));
  EXPECT_EQ(read_xlsx_cell("<c r=\"A1\" t=\"b\"><v>1</v></c>").value, Value(Decimal(1)));
  EXPECT_EQ(read_xlsx_cell("<c r=\"A1\" t=\"b\"><f>1=2</f><v>0</v></c>").value, Value(Decimal(0)));
  EXPECT_EQ(read_xlsx_cell("<c r=\"A1\" t=\"e\"><f>1/0</f><v>#DIV/0!</v></c>").value, Value(CellError{"#DIV/0!"}));
  EXPECT_EQ(read_xlsx_cell("<c r=\"A1\" t=\"str\"><f>B1</f><v>Tốt</v></c>").value, Value(std::string("Tốt")));
  EXPECT_EQ(read_xlsx_cell("<c r=\"A1\" t=\"str\"><f>B1</f><v></v></c>").value, Value());
  EXPECT_EQ(read_xlsx_cell("<c r=\"A1\" t=\"d\"><v>2023-12-25</v></c>").value, Value(std::string("2023-12-25")));
  EXPECT_EQ(read_xlsx_cell("<c r=\"A1\"><f>B1</f></c>").value, Value());
  EXPECT_TRUE(read_xlsx_cell("<c r=\"A1\"><f>B1</f></c>").formula);
  EXPECT_FALSE(read_xlsx_cell("<c r=\"A1\"><v>1</v></c>").formula);
  EXPECT_TRUE(std::holds_alternative<CellError>(read_xlsx_cell("<c r=\"A1\"><v>1,5</v></c>").value));
  EXPECT_TRUE(std::holds_alternative<CellError>(read_xlsx_cell("<c r=\"A1\"><v>NaN</v></c>").value));
  EXPECT_TRUE(std::holds_alternative<CellError>(read_xlsx_cell("<c r=\"A1\" t=\"zz\"><v>1</v></c>").value));
}

TEST(Xlsx, SharedAndInlineStringsWithRunsButWithoutPhoneticText) {
  const std::string shared =
      "<si><t>một</t></si>"
      "<si><r><rPr><b/></rPr><t xml:space=\"preserve\">Sở </t></r><r><t>Nội vụ</t></r>"
      "<rPh sb=\"0\" eb=\"1\"><t>x</t></rPh><phoneticPr fontId=\"1\"/></si><si/>";
  EXPECT_EQ(read_xlsx_cell("<c r=\"A1\" t=\"s\"><v>0</v></c>", shared).value, Value(std::string("một")));
  const Cell rich = read_xlsx_cell("<c r=\"A1\" t=\"s\"><v>1</v></c>", shared);
  EXPECT_EQ(rich.value, Value(std::string("Sở Nội vụ")));
  EXPECT_EQ(rich.shown, "Sở Nội vụ");
  EXPECT_EQ(read_xlsx_cell("<c r=\"A1\" t=\"s\"><v>2</v></c>", shared).value, Value());
  EXPECT_EQ(read_xlsx_cell("<c r=\"A1\" t=\"inlineStr\"><is><t>a</t></is></c>").value, Value(std::string("a")));
  EXPECT_EQ(read_xlsx_cell("<c r=\"A1\" t=\"inlineStr\"><is><r><t>a</t></r><r><t>b</t></r><rPh><t>x</t></rPh></is></c>")
                .value,
            Value(std::string("ab")));
}

TEST(Xlsx, EscapedCharacters) {
  const auto text = [](const std::string& written) {
    return read_xlsx_cell("<c r=\"A1\" t=\"inlineStr\"><is><t>" + written + "</t></is></c>").value;
  };
  EXPECT_EQ(text("a_x000D__x000A_b"), Value(std::string("a\nb")));
  EXPECT_EQ(text("a_x000D_b\nc"), Value(std::string("a\nb\nc")));
  EXPECT_EQ(text("_x005F_x0041_"), Value(std::string("_x0041_")));
  EXPECT_EQ(text("_x1EC7_"), Value(std::string("ệ")));
  EXPECT_EQ(text("_xD83D__xDE00_"), Value(std::string("\xF0\x9F\x98\x80")));
  for (const char* kept : {"_x0000_", "_x001B_", "_xD83D_", "_xDE00_", "_xFFFF_", "_x00G1_", "_x41_", "_x0041", "x_"}) {
    EXPECT_EQ(text(kept), Value(std::string(kept)));
  }
}

TEST(Xlsx, CellsWithoutAddressesFollowEachOther) {
  const Workbook workbook = read(xlsx_file(
      {{"S",
        "<row><c><v>1</v></c><c r=\"D1\"><v>2</v></c><c><v>3</v></c></row><row r=\"5\"/><row><c><v>4</v></c></row>",
        ""}}));
  EXPECT_EQ(dump(workbook), "[S]\nA1 number 1\nD1 number 2\nE1 number 3\nA6 number 4\n");
}

TEST(Xlsx, MergedCellsAreMarked) {
  const Workbook workbook = read(
      xlsx_file({{"S", "<row r=\"1\"><c r=\"A1\"><v>1</v></c><c r=\"B1\"><v>666</v></c><c r=\"C1\"><v>3</v></c></row>",
                  "<mergeCells count=\"9999\"><mergeCell ref=\"A1:B2\"/><mergeCell ref=\"nonsense\"/></mergeCells>"}}));
  EXPECT_EQ(dump(workbook), "[S]\nA1 number 1\nB1 covered number 666\nC1 number 3\nA2 covered\nB2 covered\n");
}

TEST(Xlsx, NamesOfTheWholeWorkbookOnly) {
  const auto name = [](const std::string& attributes, const std::string& text) {
    return "<definedName " + attributes + ">" + text + "</definedName>";
  };
  const Workbook workbook = read(xlsx_file(
      {{"S", "", ""}}, "",
      name("name=\"quoted\"", "&apos;Phiếu đánh giá&apos;!$B$12:$B$150") + name("name=\"cell\"", "S!$C$3") +
          name("name=\"apostrophe\"", "'It''s!1'!$A$1:$A$2") + name("name=\"local\" localSheetId=\"0\"", "S!$A$1") +
          name("name=\"_xlnm.Print_Titles\"", "S!$A$1") + name("name=\"two\"", "S!$A$1,S!$B$1") +
          name("name=\"broken\"", "#REF!") + name("name=\"formula\"", "SUM(S!$A$1:$A$2)") +
          name("name=\"columns\"", "S!$A:$A") + name("name=\"other_file\"", "[1]S!$A$1")));
  EXPECT_EQ(dump(workbook), "apostrophe: It's!1 A1:A2\ncell: S C3:C3\nquoted: Phiếu đánh giá B12:B150\n[S]\n");
}

TEST(Xlsx, SheetsStandInTheOrderOfTheWorkbook) {
  const Workbook workbook = read(xlsx_file({{"Bìa", "<row><c><v>1</v></c></row>", ""},
                                            {"Phiếu đánh giá", "<row><c><v>2</v></c></row>", ""},
                                            {"Danh mục", "<row><c><v>3</v></c></row>", ""}}));
  EXPECT_EQ(dump(workbook), "[Bìa]\nA1 number 1\n[Phiếu đánh giá]\nA1 number 2\n[Danh mục]\nA1 number 3\n");
}

TEST(Formats, OdsAndFodsAndXlsxGiveTheSameWorkbook) {
  const Workbook ods = read(sample_ods());
  EXPECT_EQ(dump(ods),
            "thuocdo.programme=gialai-dti-2023\nthuocdo.unit=so-noi-vu\n"
            "thuocdo_id: Phiếu đánh giá A4:A7\n"
            "[Bìa]\nA1 text Sở Nội vụ\n"
            "[Phiếu đánh giá]\n"
            "A4 text 1.1\nB4 number 12.5\nC4 number 0.333\nD4 formula number 1\nE4 formula error #DIV/0!\n"
            "H4 text dòng một\ndòng  <hai>\n"
            "A5 text Nhóm\nB5 covered\nC5 formula\nA6 number 7\nA7 number 7\n");
  EXPECT_EQ(dump(read(sample_fods())), dump(ods));
  EXPECT_EQ(dump(read("\xEF\xBB\xBF" + sample_fods())), dump(ods)) << "with a byte order mark";
  EXPECT_EQ(dump(read(sample_xlsx())), dump(ods));
}

TEST(Files, AreReadFromDiskAndNamedInFindings) {
  const std::string path = ::testing::TempDir() + "thuocdo_read_workbook_test.xls";  // the name says nothing
  std::ofstream(path, std::ios::binary) << sample_ods();
  const ReadWorkbook read = read_workbook(std::filesystem::path(path));
  std::remove(path.c_str());
  EXPECT_THAT(read.findings, IsEmpty());
  ASSERT_TRUE(read.workbook);
  EXPECT_EQ(read.workbook->sheets.size(), 2u);

  for (const std::string& wrong : {path, ::testing::TempDir(), std::string("/dev/null")}) {
    const ReadWorkbook none = read_workbook(std::filesystem::path(wrong));
    EXPECT_FALSE(none.workbook);
    ASSERT_EQ(none.findings.size(), 1u) << wrong;
    EXPECT_EQ(none.findings[0].code, Code::file_unreadable) << wrong;
    EXPECT_EQ(none.findings[0].place.file, wrong);
  }
}

}  // namespace
}  // namespace thuocdo
