"""Consolidating in Calc: the same bytes as the program writes, and a workbook that Calc opens as it was meant — charts that
are charts, headings that stay in view and are printed again, numbers that are numbers and texts that are texts."""

import contextlib
import json
import os
import pathlib
import sqlite3
import subprocess
import sys
import unittest
import xml.etree.ElementTree

BUILD = pathlib.Path(os.environ["THUOCDO_BUILD"])
os.environ.setdefault("THUOCDO", str(BUILD / "bin" / "thuocdo"))
for folder in ("journeys", "cli", "addin"):
    sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / folder))

import campaign  # noqa: E402
from campaign_sheets import CampaignSheets, environment, run  # noqa: E402
from com.sun.star.table.CellContentType import TEXT, VALUE  # noqa: E402
from office_case import OfficeCase  # noqa: E402

KEY = "gialai-dti-2023"


def supplied(key, tier):
    """A ratio whose figures another body gives."""
    space = "{urn:thuocdo:definition:1}"
    return next(criterion.get("id") for criterion in xml.etree.ElementTree.parse(campaign.SOURCE / "templates" / key / f"{tier}.xml").iter(space + "criterion")
                if criterion.find(space + "supplied-by") is not None and criterion.find(space + "ratio") is not None)


class Consolidate(OfficeCase):
    prefix = "thuocdo-tổng hợp & "

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.sheets = cls.folder / "phiếu"
        made = CampaignSheets(KEY, cls.folder / "scratch")
        by_tier = {}
        for row in made.units:
            by_tier.setdefault(row["tier"], []).append(row["code"])
        cls.units = [code for codes in by_tier.values() for code in codes[:6]]
        made.write_drafts({(code, 1): cls.sheets / f"{code}.ods" for code in cls.units})

    def consolidate(self, **arguments):
        return campaign.result_of(self.office.dispatch(None, "vn.thuocdo:consolidate", Silent=True, **arguments))

    def program(self, out, *more):
        ended = subprocess.run([os.environ["THUOCDO"], "consolidate", str(self.sheets), "--programme", KEY, "--out", str(out), "--lang", "vi", *more],
                               capture_output=True, encoding="utf-8", env=environment(), timeout=300, check=False)
        self.assertIn(ended.returncode, (0, 1), ended.stderr)
        return {file.name: file.read_bytes() for file in out.iterdir()}

    def test_calc_and_the_program_write_the_same_bytes(self):
        out = self.folder / "bằng Calc"
        result = self.consolidate(Folder=str(self.sheets), Out=str(out))
        self.assertTrue(result["ok"], result["message"])
        self.assertIn(f"{len(self.units)} tệp", result["message"])
        self.assertEqual({file.name: file.read_bytes() for file in out.iterdir()}, self.program(self.folder / "bằng lệnh"))
        # A result that is there stays.
        again = self.consolidate(Folder=str(self.sheets), Out=str(out))
        self.assertFalse(again["ok"])
        self.assertIn("đã có một kết quả", again["message"])
        self.assertTrue(self.consolidate(Folder=str(self.sheets), Out=str(out), Overwrite=True)["ok"])
        # A folder of a result is opened only.
        before = {file.name: file.stat().st_mtime_ns for file in out.iterdir()}
        opened = self.consolidate(Folder=str(out))
        self.assertTrue(opened["ok"], opened["message"])
        self.assertTrue(opened["files"][0].endswith("tong-hop.ods"))
        self.assertEqual({file.name: file.stat().st_mtime_ns for file in out.iterdir()}, before)

    def test_from_a_register(self):
        book, out, other = self.folder / "sổ.db", self.folder / "sổ bằng Calc", self.folder / "sổ bằng lệnh"
        run("receive", self.sheets, "--programme", KEY, "--register", book, "--received", "2023-12-10T09:00:00+07:00", codes=(0, 1))
        with contextlib.closing(sqlite3.connect(book)) as database:
            numbers = [str(row[0]) for row in database.execute("SELECT number FROM receipts WHERE state = 'undecided' ORDER BY number")]
        run("decide", *numbers[2:], "--accept", "--basis", "Biên bản số 3", "--register", book, codes=(0, 1))
        result = self.consolidate(Folder=str(book), Programme=KEY, Out=str(out))
        self.assertTrue(result["ok"], result["message"])
        run("consolidate", "--register", book, "--programme", KEY, "--out", other, codes=(0, 1))
        self.assertEqual({file.name: file.read_bytes() for file in out.iterdir()}, {file.name: file.read_bytes() for file in other.iterdir()})
        self.assertIn(f"{len(self.units) - 2} tệp", result["message"])
        # The place is beside the file; without the programme nobody knows what to rank.
        beside = self.consolidate(Register=str(book), Programme=KEY)
        self.assertTrue(beside["ok"], beside["message"])
        self.assertTrue((self.folder / "sổ-ket-qua" / "result.json").exists())
        self.assertIn("Programme", self.consolidate(Folder=str(book), Out=str(out))["message"])
        # Of another programme it has nothing, and nothing is written.
        wrong = self.consolidate(Folder=str(book), Programme="mau-2-cap", Out=str(self.folder / "khác"))
        self.assertFalse(wrong["ok"])
        self.assertIn("không có phiếu nào đã nhận của chương trình", wrong["message"])
        self.assertFalse((self.folder / "khác").exists())
        text = self.folder / "văn bản.db"
        text.write_text("không phải sổ")
        self.assertIn("không phải sổ tiếp nhận", self.consolidate(Folder=str(text), Programme=KEY, Out=str(self.folder / "x"))["message"])
        self.refused(lambda: self.consolidate(Folder="postgresql://so@/so?host=/không/có", Programme=KEY, Out=str(self.folder / "x")),
                     "Không kết nối được với máy chủ của sổ tiếp nhận", "The server of the register")
        self.assertFalse((self.folder / "x").exists())

    def test_no_chart_is_cut_by_the_end_of_a_page(self):
        out = self.folder / "in"
        many = self.folder / "nhiều phiếu"
        made = CampaignSheets(KEY, self.folder / "scratch nhiều")
        made.write_drafts({(row["code"], 1): many / f"{row['code']}.ods" for row in made.units if row["tier"] != "huyen"})
        run("consolidate", many, "--programme", KEY, "--out", out, codes=(0, 1))
        document = self.office.open(out / "tong-hop.ods")
        self.addCleanup(document.close, True)
        sheet = document.Sheets.getByName("Biểu đồ")
        breaks = [sheet.Rows.getByIndex(one.Position).Position.Y for one in sheet.getRowPageBreaks()]
        self.assertGreater(len(breaks), 10)
        across = [sheet.Columns.getByIndex(one.Position).Position.X for one in sheet.getColumnPageBreaks()]
        shapes = [sheet.DrawPage.getByIndex(index) for index in range(sheet.DrawPage.Count)]
        self.assertGreater(len(shapes), 20)
        bottom = 0
        for shape in sorted(shapes, key=lambda one: one.Position.Y):
            top, end = shape.Position.Y, shape.Position.Y + shape.Size.Height
            self.assertGreaterEqual(top, bottom)  # none covers another
            bottom = end
            self.assertEqual([y for y in breaks if top + 50 < y < end - 50], [], f"a chart from {top} to {end}")
            self.assertEqual([x for x in across if x < shape.Position.X + shape.Size.Width], [])

    def test_what_cannot_be_consolidated_is_said(self):
        empty = self.folder / "trống"
        empty.mkdir()
        for folder, words, english in ((empty, "không có phiếu nào", "no sheets in this folder"), (self.folder / "không có", "Không có thư mục", "There is no folder")):
            self.refused(lambda: self.consolidate(Folder=str(folder)), words, english)
        self.assertIn("Folder", self.consolidate()["message"])
        self.assertFalse(self.consolidate(Folder=str(self.sheets), Programme="khong-co", Out=str(self.folder / "x"))["ok"])
        self.assertFalse(self.consolidate(Folder=str(self.sheets), Previous=str(empty), Out=str(self.folder / "x"))["ok"])

    def test_figures_of_other_bodies_are_counted_as_by_the_program(self):
        key = "binhthuan-cntt-2019"
        sheets = self.folder / "phiếu Bình Thuận"
        made = CampaignSheets(key, self.folder / "scratch Bình Thuận")
        units = [row["code"] for row in made.units if row["tier"] == "so"][:3]
        made.write_drafts({(code, 1): sheets / f"{code}.ods" for code in units})
        table = self.folder / "số liệu.csv"
        criterion = supplied(key, "so")
        table.write_text("Mã đơn vị;Mã tiêu chí;Mục;Số liệu;Nguồn\n" + "".join(
            f"{code};{criterion};a;{number + 1};Báo cáo\n{code};{criterion};b;7;Báo cáo\n" for number, code in enumerate(units)), "utf-8")
        out, other, without = (self.folder / f"số liệu {name}" for name in ("bằng Calc", "bằng lệnh", "không có"))
        result = self.consolidate(Folder=str(sheets), Figures=str(table), Out=str(out))
        self.assertTrue(result["ok"], result["message"])
        run("consolidate", sheets, "--programme", key, "--figures", table, "--out", other, codes=(0, 1))
        self.assertEqual({file.name: file.read_bytes() for file in out.iterdir()}, {file.name: file.read_bytes() for file in other.iterdir()})
        self.assertTrue(self.consolidate(Folder=str(sheets), Out=str(without))["ok"])
        self.assertNotEqual((without / "result.json").read_bytes(), (out / "result.json").read_bytes())
        bad = self.folder / "không phải bảng.ods"
        bad.write_bytes(b"rubbish")
        self.refused(lambda: self.consolidate(Folder=str(sheets), Figures=str(bad), Out=str(self.folder / "x")), "Không đọc được bảng số liệu", "The table of figures")

    def test_an_unknown_programme_is_answered_with_those_that_are_here(self):
        for arguments in (dict(Folder=str(self.sheets), Programme="khong-co"),):
            self.refused(lambda: self.consolidate(Out=str(self.folder / "x"), **arguments), "Không có chương trình “khong-co”. Các chương trình có ở đây: binhthuan-cntt-2019, ", "gialai-dti-2023")

    @unittest.skipUnless(os.geteuid() == 0, "mounting needs root")
    def test_where_nobody_may_write_beside_the_sheets_the_result_goes_to_the_documents(self):
        disk = self.folder / "chỉ đọc"
        (disk / "phiếu").mkdir(parents=True)
        for sheet in list(self.sheets.iterdir())[:2]:
            (disk / "phiếu" / sheet.name).write_bytes(sheet.read_bytes())
        if subprocess.run(["mount", "--bind", disk, disk], capture_output=True, check=False).returncode:
            self.skipTest("nothing can be mounted here")
        self.addCleanup(subprocess.run, ["umount", disk], capture_output=True, check=False)
        subprocess.run(["mount", "-o", "remount,ro,bind", disk], check=True)
        result = self.consolidate(Folder=str(disk / "phiếu"))
        self.assertTrue(result["ok"], result["message"])
        self.assertTrue(str(result["files"][0]).startswith(str(self.office.home)), result["files"])
        self.assertIn("phiếu-ket-qua", result["files"][0])

    def test_calc_opens_the_workbook_as_it_was_meant(self):
        out = self.folder / "xem"
        files = self.program(self.folder / "trước")
        files = self.program(out, "--previous", str(self.folder / "trước"), "--robustness", "--lang", "en")
        result = json.loads(files["result.json"])
        for name, titles in (("tong-hop.ods", ("Tổng quan", "Biểu đồ", "Xếp hạng – ", "Ma trận – ", "Không xếp hạng", "Phát hiện", "Thống kê", "Điểm cần xem", "So với 2023", "Độ chắc của hạng", "Cần kiểm tra")),
                             ("consolidation.ods", ("Overview", "Charts", "Ranking – ", "Matrix – ", "Not ranked", "Findings", "Statistics", "Flags", "Against 2023", "How firm ranks are", "To verify"))):
            document = self.office.open(out / name)
            names = list(document.Sheets.ElementNames)
            for title in titles:
                self.assertTrue(any(one.startswith(title) for one in names), f"{title} in {names}")
            charts = document.Sheets[1].Charts
            self.assertGreaterEqual(charts.Count, 9)  # three for each tier
            for index in range(charts.Count):
                chart = charts.getByIndex(index).EmbeddedObject
                self.assertTrue(chart.supportsService("com.sun.star.chart.ChartDocument"))
                series = chart.FirstDiagram.CoordinateSystems[0].ChartTypes[0].DataSeries
                self.assertGreater(len(series), 0)
                for one in series:
                    values = [value for value in one.DataSequences[0].Values.NumericalData if value == value]
                    self.assertTrue(values, f"chart {index} has no numbers")
            rankings = [one for one in names if one.startswith(titles[2])]
            self.assertEqual(len(rankings), len(result["tiers"]))
            for tier, ranking in zip(result["tiers"], rankings):
                sheet = document.Sheets.getByName(ranking)
                self.assertTrue(sheet.PrintTitleRows, ranking)
                style = document.StyleFamilies.getByName("PageStyles").getByName(sheet.PageStyle)
                self.assertEqual((style.IsLandscape, style.ScaleToPagesX, style.ScaleToPagesY), (True, 1, 0))
                heading = next(row for row in range(10) if sheet.getCellByPosition(3, row).String in ("Đơn vị", "Unit"))
                width = next(column for column in range(60) if not sheet.getCellByPosition(column, heading).String)
                totals = next(column for column in range(width) if sheet.getCellByPosition(column, heading).String in ("Tổng điểm", "Total"))
                for place, unit in enumerate(tier["ranked"]):
                    row = heading + 1 + place
                    self.assertEqual(sheet.getCellByPosition(2, row).String, unit["unit"])
                    total = sheet.getCellByPosition(totals, row)
                    self.assertEqual((total.Type, total.Value), (VALUE, float(unit["total"])))
                    decimals = "," if name == "tong-hop.ods" else "."
                    self.assertIn(decimals, total.String)
                    self.assertEqual(float(total.String.replace(decimals, ".")), total.Value)
                    self.assertEqual(sheet.getCellByPosition(3, row).Type, TEXT)
            for sheet in document.Sheets:
                formulas = sheet.queryContentCells(16)  # CellFlags.FORMULA
                self.assertEqual(formulas.Count, 0, sheet.Name)
            document.close(True)
        # Heading rows stay in view.
        shown = self.office.open(out / "tong-hop.ods")
        self.addCleanup(shown.close, True)
        controller = shown.CurrentController
        for sheet in shown.Sheets:
            controller.setActiveSheet(sheet)
            self.assertEqual(controller.hasFrozenPanes(), sheet.Name not in ("Tổng quan", "Biểu đồ"), sheet.Name)
        filters = shown.getPropertyValue("UnnamedDatabaseRanges")
        self.assertTrue(filters.hasByTable(2) and filters.getByTable(2).AutoFilter)


if __name__ == "__main__":
    unittest.main()
