"""A sheet divided among sections in real Calc, filled in by them, and merged again: what each may open, what comes back,
what both changed, and files that do not belong there."""

import pathlib
import shutil
import sys
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "journeys"))
import campaign  # noqa: E402
from campaign import Table  # noqa: E402
from office_case import OfficeCase  # noqa: E402

SAMPLES = campaign.SOURCE / "tests" / "samples" / campaign.PROGRAMME
UNIT, SAMPLE, TIER, TOTAL = "x-chuse-01", "xa-2", "xa", 104.891
DIVISION = "Văn phòng|1,2;Phòng Văn hóa - Xã hội|3,4;Công an xã|5,6,7,8,9"


class SplitAndMerge(OfficeCase):
    prefix = "thuocdo-parts-"

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        campaign.require(cls.command(None, "new", Programme=campaign.PROGRAMME, Tier=TIER, Unit=UNIT, Folder=str(cls.folder)), UNIT)
        cls.empty = cls.folder / f"{UNIT}.ods"
        cls.levels = campaign.level_texts(campaign.PROGRAMME, TIER)
        cls.sample = campaign.read_answers(SAMPLES / f"{SAMPLE}.csv")

    def setUp(self):
        self.own = self.folder / self._testMethodName
        self.own.mkdir()
        self.parts = self.own / "cac-phan"
        self.file = self.own / "phieu.ods"
        shutil.copy(self.empty, self.file)

    def split(self, document, division=DIVISION):
        result = campaign.require(self.command(document, "split", Division=division), "split")
        document.store()
        return [pathlib.Path(file) for file in result["files"]]

    def fill_part(self, file, own=None, **changes):
        """As the section would: its own criteria of the sample, then changes {row: (column, text)}."""
        document = self.opened(file)
        table = Table(document)
        properties = document.DocumentProperties.UserDefinedProperties
        ids = set(properties.getPropertyValue("thuocdo.part.criteria").split(","))
        campaign.fill(table, [answer for answer in self.sample if answer[0] in (ids if own is None else own)], self.levels)
        for row, (column, text) in changes.items():
            table.put(row, column, text)
        document.store()
        document.close(True)

    def merge(self, document, **arguments):
        return self.command(document, "merge", Parts=str(self.parts), **arguments)

    def test_round_trip(self):
        whole = self.opened(self.file)
        files = self.split(whole)
        self.assertEqual([file.name for file in files],
                         ["x-chuse-01-van-phong.ods", "x-chuse-01-phong-van-hoa-xa-hoi.ods", "x-chuse-01-cong-an-xa.ods"])
        for file in files:
            self.fill_part(file)
        result = campaign.require(self.merge(whole), "merge")
        self.assertIn("0 chỗ khác nhau", result["message"])
        table = Table(whole)
        self.assertAlmostEqual(table.cell("thuocdo:total", "points").Value, TOTAL)
        self.assertEqual(list(campaign.require(self.command(whole, "check"), "check")["findings"]), [])
        # Once more: everything is there.
        self.assertIn("không có gì phải lấy thêm", self.merge(whole)["message"])
        self.assertTrue(all(sheet.isProtected() for sheet in whole.Sheets))
        # One step back.
        whole.UndoManager.undo()
        self.assertEqual(table.cell("thuocdo:total", "points").Value, 0)
        whole.UndoManager.redo()
        self.assertAlmostEqual(table.cell("thuocdo:total", "points").Value, TOTAL)
        self.assertEqual(list(self.command(whole, "repair")["findings"]), [])

    def test_a_part_shows_and_opens_its_own_criteria_only(self):
        whole = self.opened(self.file)
        files = self.split(whole)
        document = self.opened(files[0])
        table = Table(document)
        for row, index in table.rows.items():
            if row.startswith("thuocdo:") or row == "Mã":
                continue
            own = row.split(".")[0] in ("1", "2")
            self.assertEqual(table.sheet.Rows.getByIndex(index).IsVisible, own, row)
            if not own:
                self.assertTrue(table.cell(row, "value").CellProtection.IsLocked, row)
        self.assertFalse(table.cell("1.1", "value").CellProtection.IsLocked)
        self.assertIn("PHẦN CỦA: Văn phòng", table.sheet.getCellByPosition(1, 1).String)
        # Neither check nor submission takes it for a whole sheet, nor does the ranking.
        result = self.command(document, "check")
        self.assertFalse(result["ok"])
        self.assertIn("phần “Văn phòng”", result["findings"][0])
        self.assertFalse(any("6.1" in line for line in result["findings"]))
        result = self.command(document, "submit", Folder=str(self.own / "da-nop"))
        self.assertFalse(result["ok"])
        self.assertFalse((self.own / "da-nop").exists())
        for command in ("split", "merge", "repair"):
            result = self.command(document, command)
            self.assertFalse(result["ok"])
            self.assertIn("Văn phòng", result["message"])

    def test_conflicts_are_listed_and_nothing_is_overwritten(self):
        whole = self.opened(self.file)
        files = self.split(whole, "A|1.3,1.4;B|2")
        self.fill_part(files[0], own=(), **{"1.3": ("value", "3"), "1.4": ("value", "4")})
        table = Table(whole)
        table.put("1.3", "value", "2")
        result = campaign.require(self.merge(whole), "merge")
        self.assertEqual((table.cell("1.3", "value").Value, table.cell("1.4", "value").Value), (2, 4))
        conflict = [line for line in result["findings"] if "1.3" in line]
        self.assertEqual(len(conflict), 1)
        for text in ("ghi “2”", "A ghi “3”", "Giữ của phiếu chung"):
            self.assertIn(text, conflict[0])
        result = campaign.require(self.merge(whole, Choices="1.3=A"), "merge")
        self.assertEqual(table.cell("1.3", "value").Value, 3)
        self.assertIn("Lấy của A", "".join(result["findings"]))

    def test_a_part_changed_outside_its_criteria(self):
        whole = self.opened(self.file)
        files = self.split(whole, "A|1.3")
        self.fill_part(files[0], own=(), **{"1.4": ("value", "4")})
        result = campaign.require(self.merge(whole), "merge")
        self.assertIn("không được giao cho phần đó", "".join(result["findings"]))
        self.assertEqual(Table(whole).cell("1.4", "value").String, "")

    def test_links_come_along(self):
        whole = self.opened(self.file)
        files = self.split(whole, "A|1.1")
        part = self.opened(files[0])
        cell = Table(part).cell("1.1", "evidence")
        cell.setString("Số ")
        field = part.createInstance("com.sun.star.text.TextField.URL")
        field.URL, field.Representation = "https://gialai.gov.vn/vb/15", "15/QĐ-UBND"
        cursor = cell.createTextCursor()
        cursor.gotoEnd(False)
        cell.insertTextContent(cursor, field, False)
        part.store()
        part.close(True)
        campaign.require(self.merge(whole), "merge")
        taken = Table(whole).cell("1.1", "evidence")
        self.assertEqual(taken.TextFields.createEnumeration().nextElement().URL, "https://gialai.gov.vn/vb/15")

    def test_a_link_alone_is_taken_and_two_are_a_conflict(self):
        whole = self.opened(self.file)
        files = self.split(whole, "A|1.1,1.2")
        self.fill_part(files[0], own=(), **{"1.1": ("link", "https://gialai.gov.vn/vb/15"), "1.2": ("link", "https://gialai.gov.vn/vb/16")})
        table = Table(whole)
        table.put("1.2", "link", "kế hoạch.pdf")
        result = campaign.require(self.merge(whole), "merge")
        self.assertEqual(table.cell("1.1", "link").String, "https://gialai.gov.vn/vb/15")
        self.assertEqual(table.cell("1.2", "link").String, "kế hoạch.pdf")
        conflict = [line for line in result["findings"] if "Giữ của phiếu chung" in line]
        self.assertEqual(len(conflict), 1, result["findings"])
        for text in ("1.2", "liên kết hoặc tệp: kế hoạch.pdf", "https://gialai.gov.vn/vb/16"):
            self.assertIn(text, conflict[0])

    def test_files_that_do_not_belong_there(self):
        whole = self.opened(self.file)
        files = self.split(whole, "A|1.3;B|1.4")
        self.fill_part(files[0], own=(), **{"1.3": ("value", "3")})
        shutil.copy(files[0], self.parts / "z-copy.ods")                       # the same part twice
        shutil.copy(self.empty, self.parts / "whole.ods")                      # no part
        (self.parts / "broken.ods").write_bytes(files[1].read_bytes()[:5000])  # damaged
        other = self.opened(files[1])
        other.DocumentProperties.UserDefinedProperties.setPropertyValue("thuocdo.unit", "x-chuse-02")
        other.store()
        other.close(True)
        result = campaign.require(self.merge(whole), "merge")
        self.assertEqual(Table(whole).cell("1.3", "value").Value, 3)
        for name, why in (("z-copy.ods", "đã có trong tệp khác"), ("whole.ods", "không phải một phần"), ("broken.ods", ""),
                          (files[1].name, "của phiếu khác")):
            self.assertTrue(any(name in line and why in line for line in result["findings"]), name)
        # Another division of the same sheet.
        whole.DocumentProperties.UserDefinedProperties.setPropertyValue("thuocdo.whole", "0123")
        result = self.merge(whole)
        self.assertFalse(result["ok"])
        self.assertIn("lần chia khác", "".join(result["findings"]))

    def test_the_division_is_remembered(self):
        whole = self.opened(self.file)
        self.split(whole, "A|1.3,1.4;B|2")
        again = campaign.require(self.command(whole, "split", Folder=str(self.own / "again")), "split")
        self.assertEqual([pathlib.Path(file).name for file in again["files"]], ["x-chuse-01-a.ods", "x-chuse-01-b.ods"])
        refused = self.command(whole, "split", Folder=str(self.own / "again"))
        self.assertIn("đã có", refused["message"])
        self.assertFalse(refused["ok"])
        self.assertFalse(self.command(whole, "split", Division="A|9.9", Folder=str(self.own / "none"))["ok"])

    def test_merging_needs_files(self):
        whole = self.opened(self.file)
        self.assertIn("Parts", self.command(whole, "merge")["message"])
        self.assertFalse(self.command(whole, "merge", Parts=str(self.own / "nothing.ods"))["ok"])


if __name__ == "__main__":
    unittest.main()
