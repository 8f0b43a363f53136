"""What guides an officer through a sheet: the start page, the help at every cell to fill in, the marks, going from one
unfinished place to the next, files as evidence, and numbers that mean the same in every office.

    guidance_test.py [test…]          (ctest names the extension in $THUOCDO_OXT)
"""

import os
import pathlib
import subprocess
import sys
import tempfile
import unittest

HERE = pathlib.Path(__file__).resolve().parent
SOURCE = HERE.parent.parent
sys.path.insert(0, str(SOURCE / "tests" / "journeys"))

import campaign  # noqa: E402
import office  # noqa: E402

OXT = pathlib.Path(os.environ.get("THUOCDO_OXT", SOURCE / "build" / "thuocdo.oxt"))
SAMPLES = SOURCE / "tests" / "samples" / campaign.PROGRAMME
INPUTS = ("value", "base", "reason", "evidence", "page", "link")


def texts(sheet):
    cursor = sheet.createCursor()
    cursor.gotoEndOfUsedArea(False)
    end = cursor.RangeAddress
    data = sheet.getCellRangeByPosition(0, 0, end.EndColumn, end.EndRow).getDataArray()
    return [str(cell) for row in data for cell in row if cell != ""]


class Guidance(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.temporary = tempfile.TemporaryDirectory(prefix="thuocdo-guide-")
        cls.addClassCleanup(cls.temporary.cleanup)
        cls.folder = pathlib.Path(cls.temporary.name)
        # An office with English settings: sheets are Vietnamese all the same.
        cls.office = office.Office(cls.folder / "office", language="en-US", timeout=180)
        cls.office.set_start_value("/org.openoffice.Setup/L10N", "ooSetupSystemLocale", "en-US")
        cls.addClassCleanup(cls.office.stop)
        cls.office.install(OXT)
        cls.office.start()
        for tier, unit in (("so", "so-tttt"), ("xa", "x-pleiku-01")):
            campaign.require(campaign.result_of(cls.office.dispatch(
                None, "vn.thuocdo:new", Programme=campaign.PROGRAMME, Tier=tier, Unit=unit, Folder=str(cls.folder), Silent=True)), unit)

    def sheet(self, tier="xa", sample=None):
        document = self.office.open(self.folder / {"so": "so-tttt.ods", "xa": "x-pleiku-01.ods"}[tier])
        self.addCleanup(document.close, True)
        table = campaign.Table(document)
        if sample:
            campaign.fill(table, campaign.read_answers(SAMPLES / f"{sample}.csv"), campaign.level_texts(campaign.PROGRAMME, tier))
            document.calculate()
        return document, table

    def command(self, name, document, **arguments):
        return campaign.result_of(self.office.dispatch(document, "vn.thuocdo:" + name, Silent=True, **arguments))

    def here(self, document):
        """The selected cell as "Sheet.A1"."""
        return document.CurrentController.Selection.AbsoluteName.replace("$", "").replace("'", "")

    def place(self, table, row, column):
        return table.cell(row, column).AbsoluteName.replace("$", "").replace("'", "")

    def select(self, document, table, row, column):
        document.CurrentController.setActiveSheet(table.sheet)
        document.CurrentController.select(table.cell(row, column))

    # --- start page --------------------------------------------------------------------------------------------------

    def test_start_page_comes_first_and_explains(self):
        document, _ = self.sheet()
        page = document.Sheets[0]
        self.assertEqual(page.Name, "Bắt đầu")
        self.assertTrue(page.isProtected())
        said = " ".join(texts(page))
        for words in ("trước ngày 15/01/2024", "Bước 1", "Bước 7", "Ctrl+Alt+N", "Kiểm tra phiếu", "Nộp phiếu", "Thanh bên",
                      document.Sheets.getByName("Bìa").getCellRangeByName("C10").String):
            self.assertIn(words, said)
        # Samples look as the cells do that they explain.
        samples = {cell.String: cell.CellStyle for cell in (page.getCellByPosition(4, row) for row in range(20)) if cell.String}
        styles = document.StyleFamilies.getByName("CellStyles")
        for text, real in (("Ô trả lời", "TD Ô trả lời - chữ"), ("Chưa trả lời", "TD Chưa trả lời"), ("Cần lý do", "TD Cần lý do")):
            self.assertEqual(styles.getByName(samples[text]).CellBackColor, styles.getByName(real).CellBackColor, text)
        self.assertNotIn("Cách điền phiếu", " ".join(texts(document.Sheets.getByName("Bìa"))))

    def test_start_page_is_neither_printed_nor_submitted(self):
        document, _ = self.sheet("so", "so-1")
        pdf = self.folder / "so.pdf"
        self.office.save(document, pdf, "calc_pdf_Export")
        printed = subprocess.run(["pdftotext", "-layout", pdf, "-"], capture_output=True, text=True, check=True).stdout
        self.assertIn("CỘNG HÒA", printed.split("\f")[0])
        self.assertNotIn("BẮT ĐẦU TỪ ĐÂY", printed)
        target = self.folder / "nop"
        result = campaign.require(self.command("submit", document, Folder=str(target), Overwrite=True), "submit")
        (submitted,) = [file for file in result["files"] if file.endswith(".ods")]
        copy = self.office.open(submitted, hidden=False)
        self.addCleanup(copy.close, True)
        self.assertNotIn("Bắt đầu", copy.Sheets.ElementNames)
        self.assertEqual(copy.CurrentController.ActiveSheet.Name, "Bìa")
        self.assertIn("Bắt đầu", document.Sheets.ElementNames)

    # --- help at the cells -------------------------------------------------------------------------------------------

    def test_every_cell_to_fill_in_says_what_to_enter(self):
        for tier in ("so", "xa"):
            _, table = self.sheet(tier)
            for row in table.rows:
                for column in INPUTS:
                    cell = table.cell(row, column)
                    if cell.CellProtection.IsLocked:
                        continue
                    validity = cell.Validation
                    where = f"{tier} {row} {column}"
                    self.assertTrue(validity.ShowInputMessage and validity.InputMessage, where)
                    self.assertRegex(validity.InputTitle, "^Tiêu chí ", where)
                    if column in ("value", "base") and validity.Type.value != "ANY":
                        self.assertTrue(validity.ShowErrorMessage and validity.ErrorMessage and validity.ErrorTitle, where)

    # --- next and previous -------------------------------------------------------------------------------------------

    def test_next_goes_through_what_is_missing_and_wraps(self):
        document, table = self.sheet("xa", "xa-2")
        self.assertIn("filled in", self.command("next", document)["message"])
        first, second = "1.1", "1.3"
        table.cell(first, "value").setString("")
        table.cell(second, "evidence").setString("  ")
        lossy = "1.4"
        table.cell(lossy, "reason").setString("")
        document.calculate()
        stops = [self.place(table, first, "value"), self.place(table, second, "evidence"), self.place(table, lossy, "reason")]
        document.CurrentController.setActiveSheet(document.Sheets[0])
        seen = []
        for _ in stops:
            result = campaign.require(self.command("next", document), "next")
            seen.append(self.here(document))
            self.assertEqual(len(result["findings"]), 1)
            self.assertNotIn("back to", result["message"])
        self.assertEqual(seen, stops)
        self.assertIn("back to the first", self.command("next", document)["message"])
        self.assertEqual(self.here(document), stops[0])
        self.assertIn("on to the last", self.command("previous", document)["message"])
        self.assertEqual(self.here(document), stops[2])
        self.command("previous", document)
        self.assertEqual(self.here(document), stops[1])
        # A link is evidence too.
        table.cell(second, "link").setString("https://gialai.gov.vn")
        self.select(document, table, first, "value")
        self.command("next", document)
        self.assertEqual(self.here(document), stops[2])

    def test_next_tells_a_foreign_document(self):
        document = self.office.new_calc()
        self.addCleanup(document.close, True)
        for name in ("next", "previous", "evidence", "criterion"):
            result = self.command(name, document)
            self.assertIs(result["ok"], False)
            self.assertIn("not a sheet", result["message"])

    def test_keys_are_bound(self):
        supplier = self.office.service("com.sun.star.ui.ModuleUIConfigurationManagerSupplier")
        manager = supplier.getUIConfigurationManager("com.sun.star.sheet.SpreadsheetDocument")
        bound = {command for command in (manager.ShortCutManager.getCommandByKeyEvent(event)
                                         for event in manager.ShortCutManager.AllKeyEvents)}
        self.assertLessEqual({"vn.thuocdo:next", "vn.thuocdo:previous"}, bound)

    # --- evidence ----------------------------------------------------------------------------------------------------

    def test_evidence_file_is_written_relative_to_the_sheet(self):
        document, table = self.sheet()
        proof = self.folder / "minh chứng" / "kế hoạch 15.pdf"
        proof.parent.mkdir(exist_ok=True)
        proof.write_bytes(b"%PDF")
        self.select(document, table, "1.3", "value")
        campaign.require(self.command("evidence", document, File=str(proof)), "evidence")
        self.assertEqual(table.cell("1.3", "link").String, "minh chứng/kế hoạch 15.pdf")
        self.assertEqual(self.here(document), self.place(table, "1.3", "link"))
        self.assertEqual(len(document.UndoManager.getAllUndoActionTitles()), 1)
        other = self.folder / "office" / "khác.png"
        other.write_bytes(b"")
        campaign.require(self.command("evidence", document, File=office.file_url(other), Criterion="1.3"), "evidence")
        self.assertEqual(table.cell("1.3", "link").String, "minh chứng/kế hoạch 15.pdf; office/khác.png")
        campaign.require(self.command("evidence", document, File=str(proof), Criterion="1.3"), "evidence")
        self.assertEqual(table.cell("1.3", "link").String.count("kế hoạch"), 1)
        for _ in range(2):
            document.UndoManager.undo()
        self.assertEqual(table.cell("1.3", "link").String, "minh chứng/kế hoạch 15.pdf")
        document.UndoManager.undo()
        self.assertEqual(table.cell("1.3", "link").String, "")

    def test_evidence_says_what_stands_in_the_way(self):
        document, table = self.sheet()
        self.assertIn("no-such.pdf", self.command("evidence", document, Criterion="1.3", File="/no-such.pdf")["message"])
        document.CurrentController.setActiveSheet(document.Sheets[0])
        self.assertIn("cursor", self.command("evidence", document, File=str(OXT))["message"])
        self.select(document, table, "1", "name")
        self.assertIn("cursor", self.command("evidence", document, File=str(OXT))["message"])
        # A sheet from before there was a column for links.
        table.sheet.unprotect("")
        table.sheet.Columns.removeByIndex(table.columns["link"], 1)
        old = campaign.Table(document)
        self.assertIn("made before", self.command("evidence", document, Criterion="1.3", File=str(OXT))["message"])
        self.assertNotIn("Liên kết", " ".join(self.command("check", document)["findings"]))
        self.assertNotIn("link", old.columns)

    def test_evidence_without_number_or_date_is_noted_at_its_cell(self):
        document, table = self.sheet("so", "so-1")
        row = next(row for row in table.rows if table.cell(row, "evidence").String and table.cell(row, "points").Value > 0)
        for text, words in (("Kế hoạch số 15/KH-UBND", "date"), ("Báo cáo ngày 3/2/2023", "number"), ("Ảnh chụp", "number and date")):
            table.cell(row, "evidence").setString(text)
            result = self.command("check", document)
            self.assertTrue(result["ok"])
            (found,) = [line for line in result["findings"] if "does not give" in line]
            self.assertIn("the document's " + words + ".", found)
            self.assertIn(self.place(table, row, "evidence").split(".")[-1], found)
        table.cell(row, "link").setString("anh.png")
        self.assertEqual([line for line in self.command("check", document)["findings"] if "does not give" in line], [])
        document.calculate()
        self.assertEqual(table.cell(row, "check").String, "")

    # --- numbers -----------------------------------------------------------------------------------------------------

    def type(self, document, cell, text):
        """As from the keyboard: Calc reads the text by the format of the cell."""
        document.CurrentController.select(cell)
        self.office.dispatch(document, ".uno:EnterString", StringName=text)

    def test_typed_numbers_are_vietnamese_whatever_the_office_speaks(self):
        """The office of this test has English settings; workbooks of a Vietnamese one are the same."""
        document, table = self.sheet("so")
        document.CurrentController.setActiveSheet(table.sheet)
        count = next(table.cell(row, "value") for row in table.rows if table.cell(row, "value").CellStyle.endswith("số nguyên"))
        for text, value in (("1.234", 1234), ("12", 12), ("1.234.567", 1234567), ("2,5", 2.5), ("0,33", 0.33)):
            self.type(document, count, text)
            self.assertEqual((count.Type.value, count.Value), ("VALUE", value), text)
        self.type(document, count, "0.33")
        self.assertEqual((count.Type.value, count.String), ("TEXT", "0.33"))

    def test_a_typed_number_with_two_readings_stays_a_question(self):
        """Where decimals are taken, Calc does not read 1.234 by itself: it stays as typed, the cell's validity asks (which the
        keyboard meets, and this test's way of typing does not), and so does Check. A comma is always the decimals'."""
        document, table = self.sheet("so")
        document.CurrentController.setActiveSheet(table.sheet)
        row = next(row for row in table.rows if table.cell(row, "value").CellStyle.endswith("- số"))
        cell = table.cell(row, "value")
        self.assertEqual(cell.Validation.ErrorAlertStyle.value, "STOP")
        self.assertIn("1.234 là 1234 hay 1,234? Hãy gõ 1234 hoặc 1,234.", cell.Validation.ErrorMessage)
        self.type(document, cell, "1.234")
        self.assertEqual((cell.Type.value, cell.String), ("TEXT", "1.234"))
        self.assertTrue(any("two ways" in line and "1234" in line for line in self.command("check", document)["findings"]))
        for text, value in (("1234", 1234), ("1,234", 1.234), ("0,33", 0.33), ("1234567,5", 1234567.5)):
            self.type(document, cell, text)
            self.assertEqual((cell.Type.value, cell.Value), ("VALUE", value), text)
            self.assertEqual(cell.String, text)

    def test_pasted_numbers_with_two_readings_are_asked_about(self):
        document, table = self.sheet("so", "so-1")
        cell = next(table.cell(row, "value") for row in table.rows if table.cell(row, "value").CellStyle.endswith("số nguyên"))
        for text in ("1.234", "1,234"):
            cell.setString(text)
            result = self.command("check", document)
            self.assertIs(result["ok"], False)
            (found,) = [line for line in result["findings"] if "two ways" in line]
            self.assertIn("1234", found)
            self.assertIn("1.234 with decimals", found)
            self.assertIs(self.command("submit", document, Folder=str(self.folder / "never"))["ok"], False)
            self.assertEqual(cell.String, text)
        cell.setString("0,5")
        self.assertFalse([line for line in self.command("check", document)["findings"] if "two ways" in line])


if __name__ == "__main__":
    unittest.main()
