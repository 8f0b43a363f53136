"""A sheet goes to somebody with Excel and comes back: the .xlsx copy keeps lists, locked cells and values; filled in by
another program (openpyxl stands for Excel) it is checked and submitted from Calc, with the points that a sheet has that
never left."""

import pathlib
import sys
import unittest
import zipfile

import openpyxl

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
import campaign  # noqa: E402
from campaign import Table  # noqa: E402
from office_case import OfficeCase  # noqa: E402

XLSX = "Calc MS Excel 2007 XML"
SAMPLE = campaign.expected(campaign.PROGRAMME)[0]


class Excel(OfficeCase):
    prefix = "thuocdo-excel-"

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        made = campaign.require(campaign.result_of(cls.office.dispatch(
            None, "vn.thuocdo:new", Programme=campaign.PROGRAMME, Tier=SAMPLE.tier, Unit=SAMPLE.unit, Folder=str(cls.folder),
            Silent=True)), "new")
        document = cls.office.open(made["files"][0])
        cls.blank = cls.folder / "gửi đi.xlsx"
        cls.office.save(document, cls.blank, XLSX)
        document.close(True)

    def table(self, workbook):
        """The criteria table as openpyxl sees it: rows by id, columns by key."""
        for sheet in workbook.worksheets:
            for row in sheet.iter_rows():
                keys = {cell.value[len("thuocdo:"):]: cell.column for cell in row
                        if isinstance(cell.value, str) and cell.value.startswith("thuocdo:")}
                if "id" in keys:
                    rows = {str(sheet.cell(at, keys["id"]).value): at for at in range(row[0].row + 1, sheet.max_row + 1)
                            if sheet.cell(at, keys["id"]).value is not None}
                    return sheet, rows, keys
        self.fail("no criteria table in the .xlsx")

    def test_copy_keeps_lists_locks_and_values(self):
        workbook = openpyxl.load_workbook(self.blank)
        sheet, rows, keys = self.table(workbook)
        self.assertTrue(sheet.protection.sheet, "the sheet is not protected")
        answer, points = sheet.cell(rows["1.1"], keys["value"]), sheet.cell(rows["1.1"], keys["points"])
        self.assertFalse(answer.protection.locked)
        self.assertTrue(points.protection.locked)
        lists = [rule for rule in sheet.data_validations.dataValidation if rule.type == "list" and answer.coordinate in rule.cells]
        self.assertEqual(len(lists), 1)
        self.assertLess(len(lists[0].formula1), 255)  # what Excel takes; a range, not the texts
        numbers = [rule for rule in sheet.data_validations.dataValidation if rule.type in ("decimal", "whole")]
        self.assertTrue(numbers)
        self.assertTrue(all(rule.showErrorMessage and rule.error for rule in lists + numbers))
        self.assertEqual(sheet.cell(rows["1.1"], keys["maximum"]).value, 4)
        with zipfile.ZipFile(self.blank) as packed:
            self.assertIn(SAMPLE.unit, packed.read("docProps/custom.xml").decode("utf-8"))

    def filled(self):
        workbook = openpyxl.load_workbook(self.blank)
        sheet, rows, keys = self.table(workbook)

        class Cells:  # what campaign.fill writes to
            pass

        cells = Cells()
        cells.rows = rows

        def put(row, column, text):
            value = campaign.number(text) if column in ("value", "base") else None
            sheet.cell(rows[row], keys[column]).value = text if value is None else value

        cells.put = put
        campaign.fill(cells, campaign.read_answers(campaign.SAMPLES / campaign.PROGRAMME / f"{SAMPLE.sample}.csv"),
                      campaign.level_texts(campaign.PROGRAMME, SAMPLE.tier))
        saved, back = self.folder / "saved.xlsx", self.folder / "trả về.xlsx"
        workbook.save(saved)
        self.keep_properties(saved, back)
        return back

    def keep_properties(self, saved, back):
        """Excel keeps the document's own properties; openpyxl before 3.1 drops them."""
        part = "docProps/custom.xml"
        with zipfile.ZipFile(self.blank) as blank, zipfile.ZipFile(saved) as source, zipfile.ZipFile(back, "w") as target:
            for entry in source.infolist():
                text = source.read(entry)
                if part not in source.namelist() and entry.filename == "[Content_Types].xml":
                    text = text.replace(b"</Types>", f'<Override PartName="/{part}" ContentType="application/vnd.openxmlformats-'
                                        'officedocument.custom-properties+xml"/></Types>'.encode())
                if part not in source.namelist() and entry.filename == "_rels/.rels":
                    text = text.replace(b"</Relationships>", f'<Relationship Id="rIdOwn" Target="{part}" Type="http://schemas.'
                                        'openxmlformats.org/officeDocument/2006/relationships/custom-properties"/>'
                                        '</Relationships>'.encode())
                target.writestr(entry, text)
            if part not in source.namelist():
                target.writestr(part, blank.read(part))

    def test_filled_elsewhere_it_is_checked_and_submitted(self):
        document = self.office.open(self.filled())
        self.addCleanup(document.close, True)
        document.calculateAll()
        self.assertAlmostEqual(Table(document).cell("thuocdo:total", "points").Value, float(SAMPLE.total), 9)
        checked = campaign.require(campaign.result_of(self.office.dispatch(document, "vn.thuocdo:check", Silent=True)), "check")
        self.assertEqual(checked["total"], SAMPLE.total)
        submitted = self.folder / "da-nop"
        result = campaign.require(campaign.result_of(self.office.dispatch(
            document, "vn.thuocdo:submit", Folder=str(submitted), Silent=True)), "submit")
        self.assertEqual((result["total"], result["maximum"]), (SAMPLE.total, SAMPLE.maximum))
        frozen = self.office.open(submitted / f"{SAMPLE.unit}.ods")
        self.addCleanup(frozen.close, True)
        self.assertTrue(Table(frozen).cell("1.1", "value").CellProtection.IsLocked)

    def test_there_and_back_in_calc_nothing_is_lost(self):
        document = self.office.open(self.filled())
        again = self.folder / "lại.ods"
        self.office.save(document, again)
        document.close(True)
        document = self.office.open(again)
        self.addCleanup(document.close, True)
        table = Table(document)
        cell = table.cell("1.1", "value")
        self.assertEqual(str(cell.Validation.Type.value), "LIST")
        self.assertTrue(table.sheet.isProtected())
        self.assertFalse(cell.CellProtection.IsLocked)
        self.assertTrue(table.cell("1.1", "points").CellProtection.IsLocked)
        self.assertEqual(campaign.result_of(self.office.dispatch(document, "vn.thuocdo:check", Silent=True))["total"], SAMPLE.total)


if __name__ == "__main__":
    unittest.main()
