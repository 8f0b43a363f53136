"""Last year's answers in this year's sheet: what the command New carries over, how it is marked, and that nothing is
submitted before it is confirmed.

    carry_over_test.py [test…]          (ctest names the extension in $THUOCDO_OXT)
"""

import pathlib
import shutil
import sys
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "journeys"))

import campaign  # noqa: E402
from office_case import OfficeCase  # noqa: E402
from workbook_test import engine  # noqa: E402

OLD, NEW, TIER, UNIT = "mau-2-cap", "mau-2027", "xa", "x-01"
SAMPLES = campaign.SOURCE / "tests" / "samples" / OLD
TO_CONFIRM, CONFIRMED = "Cần xác nhận", "Đã xác nhận"


class CarryOver(OfficeCase):
    prefix = "kỳ trước "

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.own = cls.office.home / ".local" / "share" / "thuocdo" / "programmes"
        # This year's programme: last year's criteria, but one is gone, one asks for something else, one is new.
        made = cls.own / NEW
        shutil.copytree(campaign.SOURCE / "templates" / OLD, made)
        head = made / "programme.xml"
        head.write_text(head.read_text("utf-8").replace(f'key="{OLD}"', f'key="{NEW}"', 1), "utf-8")
        cls.old_file = cls.folder / "phieu-cu.ods"
        document, table = cls.sheet(cls, OLD)
        campaign.fill(table, campaign.read_answers(SAMPLES / "xa-1.csv"), campaign.level_texts(OLD, TIER))
        document.calculate()
        cls.old_total = table.cell("thuocdo:total", "points").Value
        cls.office.save(document, cls.old_file)
        cls.old_xlsx = cls.folder / "phieu-cu.xlsx"
        cls.office.save(document, cls.old_xlsx, "Calc MS Excel 2007 XML")
        cls.old_answers = {row: (table.cell(row, "value").String, table.cell(row, "base").String, table.cell(row, "evidence").String)
                           for row in table.rows if row != "thuocdo:total"}
        document.close(True)

    def sheet(self, programme, **arguments):
        result = campaign.require(self.new(self, programme, **arguments) if isinstance(self, type) else self.new(programme, **arguments), "new")
        document = self.office.open(result["files"][0])
        return document, campaign.Table(document)

    def new(self, programme, unit=UNIT, **arguments):
        return campaign.result_of(self.office.dispatch(None, "vn.thuocdo:new", Silent=True, Programme=programme, Tier=TIER, Unit=unit,
                                                       Folder=str(self.folder / "moi"), Overwrite=True, **arguments))

    def carried(self, source=None):
        document, table = self.sheet(NEW, From=str(source or self.old_file))
        self.addCleanup(document.close, True)
        return document, table

    def marks(self, table):
        return {row: table.cell(row, "carried").String for row in table.rows
                if row != "Mã" and table.cell(row, "carried").String}  # not the titles of the columns

    def column_is_shown(self, table):
        return table.sheet.Columns.getByIndex(table.columns["carried"]).IsVisible

    def check(self, document):
        return campaign.result_of(self.office.dispatch(document, "vn.thuocdo:check", Silent=True))

    def test_answers_come_with_live_points_and_marks(self):
        document, table = self.carried()
        document.calculate()
        self.assertTrue(self.column_is_shown(table))
        marks = self.marks(table)
        self.assertGreater(len(marks), 20)
        self.assertEqual(set(marks.values()), {TO_CONFIRM})
        for row, (value, base, _) in self.old_answers.items():
            if row.split("|")[0] in marks:
                self.assertEqual((table.cell(row, "value").String, table.cell(row, "base").String), (value, base), row)
        self.assertEqual(table.cell("thuocdo:total", "points").Value, self.old_total)

    def test_nothing_is_submitted_before_it_is_confirmed(self):
        document, table = self.carried()
        marks = self.marks(table)
        found = [line for line in self.check(document)["findings"] if "chưa được xác nhận" in line]
        self.assertEqual(len(found), len(marks))
        submitted = campaign.result_of(self.office.dispatch(document, "vn.thuocdo:submit", Silent=True, Folder=str(self.folder / "nop")))
        self.assertIs(submitted["ok"], False)
        self.assertFalse((self.folder / "nop").exists())
        rows = iter(marks)
        table.cell(next(rows), "carried").setString(CONFIRMED)
        table.cell(next(rows), "carried").setString("")
        found = [line for line in self.check(document)["findings"] if "chưa được xác nhận" in line]
        self.assertEqual(len(found), len(marks) - 2)
        # The file says the same as the open sheet.
        document.store()
        file = self.folder / "moi" / f"{UNIT}.ods"
        codes = [one["code"] for one in engine("check", file, "--templates", self.own)["findings"]]
        self.assertEqual(codes.count("answer-carried-over"), len(marks) - 2)

    def test_the_mark_offers_a_choice_and_is_the_only_open_cell(self):
        _, table = self.carried()
        row = next(iter(self.marks(table)))
        cell = table.cell(row, "carried")
        self.assertFalse(cell.CellProtection.IsLocked)
        self.assertIn(CONFIRMED, cell.Validation.getFormula1())
        self.assertTrue(table.cell("thuocdo:total", "carried").CellProtection.IsLocked)
        self.assertTrue(table.sheet.isProtected())

    def test_an_xlsx_gives_the_same(self):
        from_ods = self.carried()[1]
        answers = {row: from_ods.cell(row, "value").String for row in from_ods.rows}
        marks = self.marks(from_ods)
        from_xlsx = self.carried(self.old_xlsx)[1]
        self.assertEqual({row: from_xlsx.cell(row, "value").String for row in from_xlsx.rows}, answers)
        self.assertEqual(self.marks(from_xlsx), marks)

    def test_without_an_old_sheet_the_column_is_hidden(self):
        document, table = self.sheet(NEW)
        self.addCleanup(document.close, True)
        self.assertFalse(self.column_is_shown(table))
        self.assertEqual(self.marks(table), {})

    def test_refusals_make_no_sheet(self):
        foreign = self.folder / "thu.ods"
        document = self.office.new_calc()
        self.office.save(document, foreign)
        document.close(True)
        broken = self.folder / "hong.ods"
        broken.write_bytes(b"PK\x03\x04")
        for what, source, unit in (("not there", self.folder / "khong-co.ods", UNIT), ("no sheet", foreign, UNIT),
                                   ("broken", broken, UNIT), ("another unit's", self.old_file, "x-02")):
            with self.subTest(what):
                made = self.folder / "moi" / f"{unit}.ods"
                made.unlink(missing_ok=True)
                result = self.new(NEW, unit=unit, From=str(source))
                self.assertIs(result["ok"], False)
                self.assertIn(source.name, result["message"])
                self.assertEqual(len(result["findings"]), 1)
                self.assertFalse(made.exists())


if __name__ == "__main__":
    unittest.main()
