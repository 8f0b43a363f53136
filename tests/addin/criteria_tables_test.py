"""Criteria sets from a table in Calc, and what changed between two of them: as a person does it who has copied an annex
into a spreadsheet, with everything that such tables and such persons get wrong.

    criteria_tables_test.py [test…]          (ctest names the extension in $THUOCDO_OXT)
"""

import csv
import pathlib
import shutil
import sys
import tempfile
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "journeys"))

import campaign  # noqa: E402
from office_case import OfficeCase  # noqa: E402

TABLES = campaign.SOURCE / "tests" / "samples" / "tables"


def read_table(name, delimiter=","):
    with open(TABLES / name, encoding="utf-8-sig", newline="") as stream:
        return list(csv.reader(stream, delimiter=delimiter))


def paste(sheet, rows, first_row=0, first_column=0, numbers=True):
    """As pasted: what looks like a number becomes one, everything else is text."""
    for index, row in enumerate(rows):
        for column, text in enumerate(row):
            cell = sheet.getCellByPosition(first_column + column, first_row + index)
            value = campaign.number(text) if numbers and text and "." not in text else None
            if value is not None:
                cell.setValue(value)
            elif text:
                cell.setString(text)


def report(document):
    """(lines above the heading row, heading row, rows) of a preview or comparison."""
    sheet = document.Sheets[0]
    cursor = sheet.createCursor()
    cursor.gotoEndOfUsedArea(False)
    data = sheet.getCellRangeByPosition(0, 0, cursor.RangeAddress.EndColumn, cursor.RangeAddress.EndRow).getDataArray()
    head = next(index for index, row in enumerate(data) if row[0] in ("Dòng", "Row", "Cấp", "Tier"))
    return [row[0] for row in data[:head]], data[head], data[head + 1:]


class CriteriaTables(OfficeCase):
    prefix = "bảng tiêu chí "

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.own = cls.office.home / ".local" / "share" / "thuocdo" / "programmes"

    def setUp(self):
        folder = tempfile.TemporaryDirectory(prefix="kết quả ", dir=self.folder)
        self.addCleanup(folder.cleanup)
        self.addCleanup(shutil.rmtree, self.own, ignore_errors=True)
        self.folder = pathlib.Path(folder.name)

    def document(self, rows=(), **where):
        document = self.office.new_calc()
        self.addCleanup(document.close, True)
        paste(document.Sheets[0], rows, **where)
        return document

    def imported(self, document, key="thu-2026", tier="huyen", **arguments):
        return self.command(document, "import-criteria", Key=key, Tier=tier, **arguments)

    def preview(self, document, **arguments):
        file = self.folder / "preview.ods"
        result = self.command(document, "import-criteria", PreviewOnly=True, File=str(file), **arguments)
        opened = self.office.open(file)
        self.addCleanup(opened.close, True)
        return result, opened

    def assert_nothing_made(self):
        self.assertEqual([path for path in self.own.rglob("*")] if self.own.exists() else [], [])

    # --- from a table to a sheet -------------------------------------------------------------------------------------

    def test_from_a_pasted_annex_to_live_points(self):
        document = self.document(read_table("dti-huyen.csv"))
        result = campaign.require(self.imported(document, Title="Chuyển đổi số cấp huyện", Province="Tỉnh Thử", Year="2026"), "import")
        self.assertEqual(result["maximum"], "100")
        made = self.own / "thu-2026"
        self.assertEqual({path.name for path in made.iterdir()}, {"programme.xml", "huyen.xml", "units.csv"})
        self.assertIn(str(made), result["message"])
        self.assertIn("units.csv", result["message"])
        self.assertIn("Tỉnh Thử", (made / "programme.xml").read_text("utf-8"))

        file = campaign.require(self.command(None, "new", Programme="thu-2026", Tier="huyen", Unit="huyen-1",
                                                 Folder=str(self.folder)), "new")["files"][0]
        sheet = self.office.open(file)
        self.addCleanup(sheet.close, True)
        table = campaign.Table(sheet)
        table.put("1.1", "value", "3")
        self.assertEqual(table.cell("1.1", "points").Value, 15.0)
        table.put("1.2", "value", "3")
        table.put("1.2", "base", "4")
        self.assertEqual(table.cell("1.2", "points").Value, 15.0)
        table.put("1.4", "value", "Có")
        self.assertEqual(table.cell("1.4", "points").Value, 7.5)
        table.put("2.2", "value", "12")  # not recognised: judged
        self.assertEqual(table.cell("thuocdo:total", "points").Value, 49.5)

    def test_corrected_and_imported_again(self):
        document = self.document(read_table("dti-huyen.csv"))
        campaign.require(self.imported(document), "import")
        before = (self.own / "thu-2026" / "huyen.xml").read_bytes()
        sheet = document.Sheets[0]
        row = next(i for i in range(40) if sheet.getCellByPosition(0, i).String == "2.2")
        sheet.getCellByPosition(3, row).setString("Có: 20; Không: 0")
        refused = self.imported(document)
        self.assertIs(refused["ok"], False)
        self.assertIn("Thay", refused["message"])
        self.assertEqual((self.own / "thu-2026" / "huyen.xml").read_bytes(), before)
        campaign.require(self.imported(document, Overwrite=True), "again")
        self.assertIn("<yes-no", (self.own / "thu-2026" / "huyen.xml").read_text("utf-8").split('id="2.2"')[1])

    def test_a_second_tier_joins_the_programme(self):
        campaign.require(self.imported(self.document(read_table("dti-huyen.csv"))), "huyen")
        units = self.own / "thu-2026" / "units.csv"
        units.write_text(units.read_text("utf-8").replace("Đơn vị mẫu (cần sửa)", "Huyện A"), "utf-8")
        result = self.imported(self.document(read_table("so-ban-nganh.tsv", "\t")), tier="so")
        campaign.require(result, "so")
        text = (self.own / "thu-2026" / "programme.xml").read_text("utf-8")
        self.assertIn('key="huyen"', text)
        self.assertIn('key="so"', text)
        self.assertIn("Huyện A", units.read_text("utf-8"))
        campaign.require(self.command(None, "new", Programme="thu-2026", Tier="so", Unit="so-1", Folder=str(self.folder)), "new")

    def test_every_sample_table_becomes_a_set(self):
        for name, delimiter in (("cchc-xa.csv", ","), ("so-ban-nganh.tsv", "\t"), ("tu-cham-truong.csv", ";")):
            with self.subTest(name):
                result = self.imported(self.document(read_table(name, delimiter)), key="bang-" + name.split(".")[0], tier="xa")
                campaign.require(result, name)

    # --- which table -------------------------------------------------------------------------------------------------

    def two_tables(self):
        rows = read_table("so-ban-nganh.tsv", "\t")
        other = [["STT", "Nội dung", "Điểm chuẩn"], ["1", "Học liệu", ""], ["1.1", "Có học liệu", "7"]]
        return self.document(rows + [[], [], ["BẢNG HAI"]] + other), len(rows) + 3

    def test_the_selection_the_cursor_or_the_sheet(self):
        document, second = self.two_tables()
        select = document.CurrentController.select
        sheet = document.Sheets[0]
        first = campaign.require(self.imported(document, key="ca-trang"), "sheet")
        self.assertEqual(first["maximum"], "7")
        self.assertEqual(len(first["files"]), 3)
        self.assertIn("Có mạng", (self.own / "ca-trang" / "huyen.xml").read_text("utf-8"))
        select(sheet.getCellByPosition(1, second + 2))
        campaign.require(self.imported(document, key="con-tro"), "cursor")
        self.assertIn("Có học liệu", (self.own / "con-tro" / "huyen.xml").read_text("utf-8"))
        self.assertNotIn("Có mạng", (self.own / "con-tro" / "huyen.xml").read_text("utf-8"))
        select(sheet.getCellRangeByPosition(0, 0, 5, 3))
        selected = campaign.require(self.imported(document, key="chon"), "selected")
        text = (self.own / "chon" / "huyen.xml").read_text("utf-8")
        self.assertIn("Có mạng", text)
        self.assertNotIn("chữ ký số", text)
        self.assertEqual(selected["maximum"], "4")

    def test_the_sheet_that_is_shown_counts(self):
        document = self.document(read_table("so-ban-nganh.tsv", "\t"))
        document.Sheets.insertNewByName("Trống", 1)
        document.CurrentController.setActiveSheet(document.Sheets[1])
        result = self.imported(document)
        self.assertIs(result["ok"], False)
        self.assert_nothing_made()

    # --- the preview -------------------------------------------------------------------------------------------------

    def test_preview_shows_every_row_and_writes_nothing(self):
        result, opened = self.preview(self.document(read_table("dti-huyen.csv")))
        campaign.require(result, "preview")
        self.assert_nothing_made()
        lines, head, rows = report(opened)
        self.assertIn("7 tiêu chí, 2 nhóm, tổng 100 điểm", " ".join(lines))
        self.assertEqual(head[:5], ("Dòng", "STT", "Nội dung trong bảng", "Trở thành", "Điểm tối đa"))
        by_number = {row[1]: row for row in rows if row[1]}
        self.assertEqual(by_number["1.1"][3:5], ("Tiêu chí 1.1", 20.0))
        self.assertIn("3", by_number["1.1"][5])
        self.assertIn("Chưa nhận ra", by_number["2.2"][5])
        self.assertIn("Theo đánh giá của Tổ thẩm định", by_number["2.2"][6])
        self.assertEqual(by_number["1"][3], "Nhóm 1")
        self.assertTrue(any(row[3] == "Dòng tổng" for row in rows))
        # What was not recognised stands out; what is left out is quiet.
        sheet = opened.Sheets[0]
        top = next(i for i in range(40) if sheet.getCellByPosition(0, i).String == "Dòng")
        styles = {sheet.getCellByPosition(1, i).String: (sheet.getCellByPosition(5, i).CellStyle, sheet.getCellByPosition(2, i).CellStyle)
                  for i in range(top + 1, top + 1 + len(rows))}
        self.assertEqual(styles["2.2"][0], "TD Bảng - xem lại")
        self.assertEqual(styles["1.1"], ("TD Bảng - tốt", "TD Bảng - thường"))
        self.assertEqual(styles["1"][1], "TD Bảng - nhóm")
        self.assertTrue(opened.DatabaseRanges.getByIndex(0).AutoFilter)
        page = opened.StyleFamilies.getByName("PageStyles").getByName(sheet.PageStyle)
        self.assertTrue(page.IsLandscape)
        self.assertTrue(sheet.getPrintTitleRows())

    def test_a_preview_is_no_table(self):
        _, opened = self.preview(self.document(read_table("dti-huyen.csv")))
        result = self.imported(opened)
        self.assertIs(result["ok"], False)
        self.assertIn("xem trước", result["message"])
        self.assert_nothing_made()

    # --- bad input ---------------------------------------------------------------------------------------------------

    def test_refusals_write_nothing(self):
        empty = self.document()
        notes = self.document([["Kính gửi"], ["Số: 12"]])
        table = self.document(read_table("dti-huyen.csv"))
        cells = self.document(read_table("dti-huyen.csv"))
        cells.CurrentController.select(cells.Sheets[0].getCellRangeByName("K30:M40"))
        several = self.document(read_table("dti-huyen.csv"))
        ranges = several.createInstance("com.sun.star.sheet.SheetCellRanges")
        for name in ("A5:C8", "A12:C14"):
            ranges.addRangeAddress(several.Sheets[0].getCellRangeByName(name).RangeAddress, False)
        several.CurrentController.select(ranges)
        for what, document, arguments, words in (
                ("an empty sheet", empty, {}, "phải sửa"), ("no table", notes, {}, "phải sửa"),
                ("an empty selection", cells, {}, "không có gì"), ("several selections", several, {}, "nhiều vùng"),
                ("a key with marks", table, {"key": "Gia Lai"}, "Gia Lai"), ("a tier with marks", table, {"tier": "Xã"}, "Xã"),
                ("a year", table, {"Year": "26"}, "26"),
                ("the key of a delivered programme", table, {"key": campaign.PROGRAMME}, "kèm theo")):
            with self.subTest(what):
                result = self.imported(document, **arguments)
                self.assertIs(result["ok"], False)
                self.assertIn(words, result["message"])
                self.assert_nothing_made()

    def test_errors_name_their_cells(self):
        document = self.document([["STT", "Tiêu chí", "Điểm tối đa"], ["1", "Nhóm", ""], ["1.1", "Một", "mười"], ["1.1", "Hai", "2"]])
        result = self.imported(document)
        self.assertIs(result["ok"], False)
        self.assertTrue(any(cell.endswith("!C3") for cell in result["cells"]), result["cells"])
        self.assert_nothing_made()
        _, opened = self.preview(document)
        _, _, rows = report(opened)
        bad = next(row for row in rows if row[2] == "Một")
        self.assertIn("mười", bad[6])

    def test_protected_and_merged_tables(self):
        rows = [["STT", "Tiêu chí", "Điểm tối đa", "Cách tính"], ["1", "Nhóm", "4", ""], ["1.1", "Một", "2", "Có: 2; Không: 0"],
                ["1.2", "Hai", "2", ""], ["", "Tổng cộng", "4", ""]]
        document = self.document(rows)
        sheet = document.Sheets[0]
        sheet.getCellRangeByName("D3:D4").merge(True)
        sheet.protect("bí mật")
        result = campaign.require(self.imported(document), "protected")
        self.assertTrue(any("Ô gộp" in line for line in result["findings"]), result["findings"])
        self.assertEqual((self.own / "thu-2026" / "huyen.xml").read_text("utf-8").count("<yes-no"), 2)
        self.assertTrue(sheet.isProtected())
        self.assertEqual(document.Sheets.getCount(), 1)

    def test_a_folder_that_cannot_be_written(self):
        self.own.parent.mkdir(parents=True, exist_ok=True)
        self.own.write_text("a file, not a folder")
        self.addCleanup(self.own.unlink)
        result = self.imported(self.document(read_table("dti-huyen.csv")))
        self.assertIs(result["ok"], False)
        self.assertIn("programmes", result["message"])
        self.assertEqual(self.own.read_text(), "a file, not a folder")

    def test_a_broken_programme_is_left_alone(self):
        document = self.document(read_table("dti-huyen.csv"))
        campaign.require(self.imported(document), "import")
        made = self.own / "thu-2026"
        (made / "programme.xml").write_text("<programme", "utf-8")
        result = self.imported(document, Overwrite=True)
        self.assertIs(result["ok"], False)
        self.assertIn("có lỗi", result["message"])
        self.assertEqual((made / "programme.xml").read_text("utf-8"), "<programme")

    # --- comparison --------------------------------------------------------------------------------------------------

    def test_comparison_of_two_years(self):
        rows = read_table("dti-huyen.csv")
        campaign.require(self.imported(self.document(rows), key="nam-2025"), "old")
        for row in rows:
            if row[0] == "1.4":
                row[1], row[2], row[3] = "Chuyên mục chuyển đổi số", "5", "Có: 5; Không: 0"
            if row[0] == "1.5":
                row[:4] = ["1.5", "Sáng kiến", "5", "mỗi sáng kiến 1 điểm, tối đa 5 điểm"]
        rows = [row for row in rows if row[0] != "2.2"] + [["2.3", "Dữ liệu mở", "20", "Có: 20; Không: 0"]]
        campaign.require(self.imported(self.document(rows), key="nam-2026"), "new")
        file = self.folder / "so-sanh.ods"
        result = campaign.require(self.command(None, "diff", Old="nam-2025", New=str(self.own / "nam-2026"), File=str(file)), "diff")
        self.assertEqual(result["files"], (str(file),))
        document = self.office.open(file)
        self.addCleanup(document.close, True)
        lines, head, rows = report(document)
        self.assertIn("nam-2025", lines[1])
        self.assertEqual(head, ("Cấp", "Mã", "Tiêu chí", "Thay đổi", "Phần", "Trước (bộ cũ)", "Sau (bộ mới)",
                                "Cần xem"))
        changes = {(row[1], row[3], row[4]): row[5:7] for row in rows}
        self.assertEqual(changes[("1.4", "Điểm tối đa", "Điểm tối đa")], ("7,5", "5"))
        self.assertEqual(changes[("1.4", "Câu chữ", "Tên")][1], "Chuyên mục chuyển đổi số")
        self.assertIn(("2.2", "Bỏ", "Tiêu chí"), changes)
        self.assertIn(("2.3", "Thêm", "Tiêu chí"), changes)
        self.assertIn(("1.5", "Cách tính", "Cách tính"), changes)
        self.assertEqual(result["message"], f"{len(rows)} thay đổi.")
        self.assertTrue(document.DatabaseRanges.getByIndex(0).AutoFilter)
        again = self.command(None, "diff", Old="nam-2025", New="nam-2026", File=str(file))
        self.assertIs(again["ok"], False)

    def test_comparison_names_an_id_that_changed_beside_its_criterion(self):
        rows = read_table("dti-huyen.csv")
        campaign.require(self.imported(self.document(rows), key="nam-2025"), "old")
        for row in rows:
            if row[0] == "1.5":
                row[0] = "1.6"
        campaign.require(self.imported(self.document(rows), key="nam-2026"), "new")
        file = self.folder / "so-sanh.ods"
        result = campaign.require(self.command(None, "diff", Old="nam-2025", New="nam-2026", File=str(file)), "diff")
        self.assertEqual(len(result["findings"]), 1)
        document = self.office.open(file)
        self.addCleanup(document.close, True)
        _, _, rows = report(document)
        (added,) = [row for row in rows if row[1] == "1.6" and row[3] == "Thêm"]
        self.assertIn("mã 1.5", added[7])

    def test_comparison_refusals(self):
        for arguments, words in ((dict(Old="khong-co", New=campaign.PROGRAMME), "khong-co"), (dict(Old=campaign.PROGRAMME), "New"),
                                 (dict(Old=campaign.PROGRAMME, New=str(self.folder)), str(self.folder))):
            with self.subTest(**arguments):
                result = self.command(None, "diff", **arguments)
                self.assertIs(result["ok"], False)
                self.assertIn(words, result["message"])
        same = campaign.require(self.command(None, "diff", Old=campaign.PROGRAMME, New=campaign.PROGRAMME), "same")
        self.assertIn("giống nhau", same["message"])


if __name__ == "__main__":
    unittest.main()
