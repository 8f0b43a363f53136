"""The sheet document that the extension builds: every row and formula, validity, protection, printing, undo, and the
same points as the engine's, with and without the extension.

    workbook_test.py [test…]          (ctest names the extension in $THUOCDO_OXT)
"""

import json
import os
import pathlib
import re
import subprocess
import sys
import unittest
import zipfile

HERE = pathlib.Path(__file__).resolve().parent
SOURCE = HERE.parent.parent
sys.path.insert(0, str(SOURCE / "tests" / "journeys"))

import campaign  # noqa: E402
import office  # noqa: E402
from office_case import OfficeCase  # noqa: E402
import xml.etree.ElementTree as ElementTree  # noqa: E402

OXT = pathlib.Path(os.environ.get("THUOCDO_OXT", SOURCE / "build" / "thuocdo.oxt"))
PROGRAM = OXT.parent / "bin" / "thuocdo"
SAMPLES = SOURCE / "tests" / "samples" / campaign.PROGRAMME
UNITS = {"so": "so-tttt", "huyen": "h-pleiku", "xa": "x-pleiku-01"}
DEFINITION = "{urn:thuocdo:definition:1}"
FORMULA, LIST, CUSTOM, ANY = 16, "LIST", "CUSTOM", "ANY"
INPUT_COLUMNS = ("value", "base", "reason", "evidence", "page", "link")


def engine(command, *files):
    """What the program says about workbooks, as JSON."""
    run = subprocess.run([PROGRAM, command, *files, "--json"], capture_output=True, text=True, timeout=60, check=False)
    return json.loads(run.stdout)


def rows_of(tier):
    """Ids of the table's rows by the definition file: groups, criteria, and each item or exception below its criterion."""
    ids = []

    def walk(element):
        for child in element:
            if child.tag in (DEFINITION + "group", DEFINITION + "criterion"):
                ids.append(child.get("id"))
                ids.extend(f"{child.get('id')}|item:{item.get('id')}"
                           for item in child.iterfind(f"{DEFINITION}items/{DEFINITION}item"))
                ratio = child.find(f"{DEFINITION}ratio")
                if ratio is not None and ratio.find(f"{DEFINITION}except") is not None:
                    fields = ["a", "b"] + [f"except:{entry.get('id')}" for entry in ratio.iterfind(f"{DEFINITION}except")]
                    ids.extend(f"{child.get('id')}|{field}" for field in fields)
                walk(child)

    walk(ElementTree.parse(SOURCE / "templates" / campaign.PROGRAMME / f"{tier}.xml").getroot())
    return ids


def table_of(document):
    table = campaign.Table(document)
    del table.rows["Mã"]  # the header
    return table


class Sheets(OfficeCase):
    """A sheet of each tier, made once; every test opens it anew."""
    prefix = "phiếu mới "

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        for tier, unit in UNITS.items():
            campaign.require(campaign.result_of(cls.office.dispatch(
                None, "vn.thuocdo:new", Programme=campaign.PROGRAMME, Tier=tier, Unit=unit,
                Folder=str(cls.folder), Silent=True)), unit)

    def file(self, tier):
        return self.folder / f"{UNITS[tier]}.ods"

    def open(self, tier, **arguments):
        document = self.office.open(self.file(tier), **arguments)
        self.addCleanup(document.close, True)
        return document, table_of(document)

    def fill(self, table, tier, number=1):
        campaign.fill(table, campaign.read_answers(SAMPLES / f"{tier}-{number}.csv"),
                      campaign.level_texts(campaign.PROGRAMME, tier))
        table.document.calculate()

    def each(self):
        for tier in UNITS:
            yield tier, *self.open(tier)

    # --- contents ----------------------------------------------------------------------------------------------------

    def test_rows_and_columns_follow_the_contract(self):
        for tier, document, table in self.each():
            self.assertEqual(document.Sheets.ElementNames, ("Bắt đầu", "Bìa", "Phiếu đánh giá", "Danh mục"))
            self.assertEqual([row for row in table.rows if not row.startswith("thuocdo:")], rows_of(tier))
            self.assertEqual(list(table.columns), ["id", "number", "name", "method", "maximum", "value", "base", "share",
                                                   "points", "reason", "evidence", "page", "source", "link", "check",
                                                   "carried"])
            for key, column in table.columns.items():
                cells = document.NamedRanges.getByName("thuocdo_" + key).ReferredCells.RangeAddress
                self.assertEqual((cells.StartColumn, cells.EndColumn), (column, column))
                self.assertEqual((cells.StartRow, cells.EndRow), (min(table.rows.values()),
                                                                  table.rows["thuocdo:total"] - 1))
            self.assertFalse(document.Sheets.getByName("Danh mục").IsVisible)
            self.assertFalse(table.sheet.Columns[table.columns["id"]].IsVisible)

    def test_document_says_whose_it_is(self):
        for tier, document, _ in self.each():
            properties = document.DocumentProperties.UserDefinedProperties
            said = engine("check", self.file(tier))
            self.assertEqual(properties.getPropertyValue("thuocdo.programme"), campaign.PROGRAMME)
            self.assertEqual(properties.getPropertyValue("thuocdo.digest"), said["digest"])
            self.assertEqual(properties.getPropertyValue("thuocdo.tier"), tier)
            self.assertEqual(properties.getPropertyValue("thuocdo.unit"), UNITS[tier])
            self.assertEqual((document.CharLocale.Language, document.CharLocale.Country), ("vi", "VN"))

    def test_new_sheet_lacks_answers_and_nothing_else(self):
        for tier in UNITS:
            codes = {finding["code"] for finding in engine("check", self.file(tier))["findings"]}
            self.assertEqual(codes, {"answer-missing", "sheet-not-submitted"})

    def test_no_macros(self):
        for tier in UNITS:
            with zipfile.ZipFile(self.file(tier)) as package:
                names = package.namelist()
                self.assertEqual(names[0], "mimetype")
                self.assertFalse([name for name in names if re.search(r"basic|script|\.bas|\.py", name, re.I)], names)
                self.assertNotIn("<office:scripts><", package.read("content.xml").decode().replace("/>", "<"))

    # --- live points -------------------------------------------------------------------------------------------------

    def shown(self, table, row, column):
        cell = table.cell(row, column)
        self.assertEqual(cell.getError(), 0, f"{row} {column}: {cell.Formula}")
        return cell.getValue()

    def test_points_in_calc_are_the_engines(self):
        for tier, document, table in self.each():
            self.fill(table, tier, 2)
            filled = self.folder / f"filled-{tier}.ods"
            self.office.save(document, filled)
            said = engine("score", filled)
            self.assertNotIn("answer-missing", {finding["code"] for finding in said["findings"]})
            for criterion in said["criteria"]:
                if criterion["state"] == "scored":
                    self.assertEqual(self.shown(table, criterion["id"], "points"), float(criterion["points"]),
                                     criterion["id"])
            self.assertEqual(self.shown(table, "thuocdo:total", "points"), float(said["total"]))
            self.assertEqual([finding for finding in said["findings"] if "differ" in finding["code"]], [])
            # The cover shows the same total, and all its decimals.
            total = float(said["total"])
            cover = document.Sheets.getByName("Bìa")
            cursor = cover.createCursor()
            cursor.gotoEndOfUsedArea(False)
            shown = [cell for row in cover.getCellRangeByPosition(0, 0, 5, cursor.RangeAddress.EndRow).getDataArray()
                     for cell in row]
            self.assertIn(total, shown)
            self.assertEqual(table.cell("thuocdo:total", "points").String, f"{total:g}".replace(".", ","))

    def test_whole_and_broken_points_have_their_own_format(self):
        document, table = self.open("huyen")
        self.fill(table, "huyen")
        texts = {table.cell(row, "points").String for row in table.rows if table.cell(row, "points").String}
        self.assertTrue(any("," in text for text in texts), texts)
        for text in texts:
            self.assertRegex(text, r"^\d+(,\d*[1-9])?$")

    def test_works_without_the_extension(self):
        plain = office.Office(self.folder / "plain", "vi")
        self.addCleanup(plain.stop)
        plain.start()
        document = plain.open(self.file("so"))
        table = table_of(document)
        self.fill(table, "so")
        self.assertNotEqual(table.cell("1.1", "points").getError(), 0)
        saved = self.folder / "saved-without.ods"
        plain.save(document, saved)
        document.close(True)
        _, with_extension = self.open("so")
        self.fill(with_extension, "so")
        self.assertEqual(float(engine("score", saved)["total"]),
                         self.shown(with_extension, "thuocdo:total", "points"))

    # --- help while typing -------------------------------------------------------------------------------------------

    def answer_cells(self, table):
        for row in table.rows:
            for column in ("value", "base"):
                cell = table.cell(row, column)
                if not cell.CellProtection.IsLocked:
                    yield row, column, cell

    def test_validity_lists_refer_to_cells(self):
        for tier, document, table in self.each():
            levels = {}
            for (criterion, _), text in campaign.level_texts(campaign.PROGRAMME, tier).items():
                levels.setdefault(criterion, []).append(text)
            seen = 0
            for row, column, cell in self.answer_cells(table):
                validity = cell.Validation
                self.assertTrue(validity.ShowInputMessage and validity.InputTitle and validity.InputMessage, row)
                self.assertLessEqual(len(validity.InputMessage), 255)  # what .xlsx can hold
                self.assertLessEqual(len(validity.InputTitle), 32)
                if validity.Type.value == ANY:
                    continue
                self.assertTrue(validity.ShowErrorMessage and validity.ErrorMessage, row)
                self.assertEqual(validity.ErrorAlertStyle.value, "STOP")
                formula = validity.getFormula1()
                if validity.Type.value != LIST:
                    continue
                seen += 1
                self.assertRegex(formula, r"^\$'Danh mục'\.\$[A-Z]+\$\d+:\$[A-Z]+\$\d+$")
                area = formula.split(".")[1].replace("$", "")
                texts = [line[0] for line in document.Sheets.getByName("Danh mục").getCellRangeByName(area).getDataArray()]
                if row in levels:
                    self.assertEqual([text for text in texts if text != campaign.NOT_APPLICABLE], levels[row])
                else:
                    self.assertEqual([text for text in texts if text != campaign.NOT_APPLICABLE], ["Có", "Không"])
            self.assertGreater(seen, 10)

    def test_cells_that_lack_something_are_marked(self):
        def style_shown(cell):
            return [entry.StyleName for entry in (cell.ConditionalFormat.getByIndex(i)
                                                  for i in range(cell.ConditionalFormat.Count))]

        for _, document, table in self.each():
            for row, _, cell in self.answer_cells(table):
                self.assertIn("TD Chưa trả lời", style_shown(cell), row)
            self.assertIn("TD Cần lý do", style_shown(table.cell("1.1", "reason")))
            self.assertEqual(style_shown(table.cell("1.1", "check")), ["TD Kiểm tra - có lỗi", "TD Kiểm tra - chưa điền"])
            found = document.StyleFamilies.getByName("CellStyles").getByName("TD Kiểm tra - có lỗi")
            self.assertIn("▲", document.NumberFormats.getByKey(found.NumberFormat).FormatString)
            self.assertIn("1.1", table.cell("1.1", "check").String)

    def test_only_input_cells_are_open(self):
        for tier, document, table in self.each():
            for sheet in document.Sheets:
                self.assertTrue(sheet.isProtected(), sheet.Name)
            inputs = {table.columns[name] for name in INPUT_COLUMNS}
            for row in range(table.rows["thuocdo:total"] + 5):
                for column in range(len(table.columns)):
                    cell = table.sheet.getCellByPosition(column, row)
                    if not cell.CellProtection.IsLocked:
                        self.assertIn(column, inputs)
                        self.assertIn(row, table.rows.values())
            self.assertFalse(table.cell("1.1", "value").CellProtection.IsLocked)
            self.assertTrue(table.cell("1.1", "points").CellProtection.IsLocked)
            for name in ("thuocdo_head", "thuocdo_preparer", "thuocdo_phone"):
                cells = document.NamedRanges.getByName(name).ReferredCells
                self.assertFalse(cells.CellProtection.IsLocked, name)
            lists = document.Sheets.getByName("Danh mục")
            self.assertTrue(lists.getCellRangeByName("A1:Z50").CellProtection.IsLocked)

    # --- looks -------------------------------------------------------------------------------------------------------

    def test_cells_carry_our_styles_only(self):
        for tier, _, table in self.each():
            for row in table.rows:
                for column in table.columns:
                    self.assertTrue(table.cell(row, column).CellStyle.startswith("TD "), (row, column))
            with zipfile.ZipFile(self.file(tier)) as package:
                content = package.read("content.xml").decode()
            self.assertNotIn("fo:background-color", content)  # automatic styles hold no colours
            self.assertNotIn("fo:font-size", content)

    def test_printing(self):
        for _, document, table in self.each():
            pages = document.StyleFamilies.getByName("PageStyles")
            page = pages.getByName(table.sheet.PageStyle)
            self.assertTrue(page.IsLandscape)
            self.assertEqual((round(page.Width, -1), round(page.Height, -1)), (29700, 21000))
            self.assertEqual((page.ScaleToPagesX, page.ScaleToPagesY), (1, 0))
            self.assertEqual((round(page.LeftMargin, -1), round(page.RightMargin, -1)), (3000, 1500))
            self.assertEqual(page.FirstPageNumber, 2)
            self.assertTrue(table.sheet.getPrintTitleRows())
            self.assertEqual(table.sheet.getTitleRows().StartRow, 3)
            (area,) = table.sheet.getPrintAreas()
            self.assertLess(area.EndColumn, table.columns["check"])
            self.assertGreaterEqual(area.StartColumn, table.columns["number"])
            self.assertGreater(area.EndRow, table.rows["thuocdo:total"])
            cover = pages.getByName(document.Sheets.getByName("Bìa").PageStyle)
            self.assertEqual((round(cover.Width, -1), round(cover.Height, -1)), (21000, 29700))
            self.assertEqual((cover.ScaleToPagesX, cover.ScaleToPagesY), (1, 1))

    def test_printed_pages_say_what_they_are(self):
        document, table = self.open("xa")
        pdf = self.folder / "xa.pdf"
        self.office.save(document, pdf, "calc_pdf_Export")
        pages = subprocess.run(["pdftotext", "-layout", pdf, "-"], capture_output=True, text=True, check=True).stdout
        pages = pages.split("\f")[:-1]
        self.assertGreater(len(pages), 3)
        self.assertIn("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", pages[0])
        self.assertIn("không phải phụ lục chính thức", " ".join(pages[0].split()))
        digest = engine("check", self.file("xa"))["digest"][:8]
        for number, page in enumerate(pages, 1):
            self.assertIn(f"{campaign.PROGRAMME} · {digest}", page)
            if number > 1:
                self.assertEqual(page.split()[0], str(number))
                self.assertIn("Cách tính điểm", page)
            self.assertNotIn("Kiểm tra", page)
            self.assertNotIn("###", page)

    def test_opens_at_the_start_page_with_a_frozen_header(self):
        document, table = self.open("so", hidden=False)
        view = document.CurrentController
        self.assertEqual(view.ActiveSheet.Name, "Bắt đầu")
        view.ActiveSheet = table.sheet
        self.assertTrue(view.hasFrozenPanes())
        self.assertEqual((view.SplitColumn, view.SplitRow), (table.columns["method"], 4))

    def test_building_into_an_open_document_is_one_step(self):
        document = self.office.new_calc(hidden=False)
        self.addCleanup(document.close, True)
        before = document.Sheets.ElementNames
        campaign.require(campaign.result_of(self.office.dispatch(
            document, "vn.thuocdo:new", Programme=campaign.PROGRAMME, Tier="so", Unit="so-tc", Current=True, Silent=True)),
            "so-tc")
        built = table_of(document)
        self.assertEqual(built.cell("1", "points").getValue(), 0)
        self.assertEqual(document.UndoManager.getAllUndoActionTitles(), ("Tạo phiếu",))
        document.UndoManager.undo()
        self.assertEqual(document.Sheets.ElementNames, before)
        self.assertEqual(document.NamedRanges.ElementNames, ())
        document.UndoManager.redo()
        self.assertEqual(list(table_of(document).rows), list(built.rows))


if __name__ == "__main__":
    unittest.main()
