"""What takes more than one sheet, as its users meet it: sheets of communes and districts in Calc with provisional points,
submitted, consolidated with and without the figures of other bodies."""

import csv
import json
import os
import pathlib
import subprocess
import sys
import tempfile
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
import campaign  # noqa: E402
from campaign import Office, Table  # noqa: E402

BUILD = pathlib.Path(os.environ.get("THUOCDO_BUILD", campaign.SOURCE / "build"))
TEMPLATES = {"THUOCDO_TEMPLATES": str(campaign.SOURCE / "tests" / "addin" / "templates")}
KEY = "wide-2024"
# Of the communes: what stands in the answer cells, row by row.
SHEETS = {
    "x-1": {"1.1": ("Có",), "1.2": ("1", "2"), "2.1": ("30", "10"), "2.2": ("10",), "2.3": ("1", "2")},
    "x-2": {"1.1": ("Có",), "1.2": ("1", "4"), "2.1": ("20", "8"), "2.2": ("40",), "2.3": ("2", "2")},
    "x-3": {"1.1": ("Không áp dụng",), "1.2": ("2", "2"), "2.1": ("0", "5"), "2.2": ("20",), "2.3": ("3", "4")},
    "h-1": {"1.1": ("Có",), "1.2": ("2", "2")},
    "h-2": {"1.1": ("Có",), "1.2": ("1", "1")},
}
TABLE = "Mã đơn vị;Mã tiêu chí;Mục;Số liệu;Nguồn\nx-1;2.3;a;2;Báo cáo\nx-1;2.3;b;2;Báo cáo\nh-1;1.3;;80;\nh-2;1.3;;50;\n"


class TierWide(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.temporary = tempfile.TemporaryDirectory(prefix="thuocdo-wide-")
        cls.addClassCleanup(cls.temporary.cleanup)
        cls.folder = pathlib.Path(cls.temporary.name)
        cls.shown = {}
        cls.office = Office(cls.folder / "office", language="vi", environment=TEMPLATES)
        cls.addClassCleanup(cls.office.stop)
        cls.office.install(BUILD / "thuocdo.oxt")
        cls.office.start()
        for tier in ("xa", "huyen"):
            units = [unit for unit in SHEETS if unit.startswith(tier[0])]
            campaign.require(campaign.result_of(cls.office.dispatch(
                None, "vn.thuocdo:new-all", Programme=KEY, Tier=tier, Units=",".join(units), Folder=str(cls.folder),
                Overwrite=True, Silent=True)), tier)
            for unit in units:
                cls.shown[unit] = cls.answer(unit)

    @classmethod
    def answer(cls, unit):
        """Fills in and submits the sheet; what its cells show: {criterion: (points, check, value)}, the cover's texts."""
        document = cls.office.open(cls.folder / f"{unit}.ods")
        table = Table(document)
        for criterion, values in SHEETS[unit].items():
            for column, value in zip(("value", "base"), values):
                table.put(criterion, column, value)
            table.put(criterion, "reason", "Chưa đủ kinh phí")
        document.calculate()
        shown = {row: (table.cell(row, "points").String, table.cell(row, "check").String, table.cell(row, "value").String)
                 for row in table.rows if row[0].isdigit()}  # not the header
        shown["locked"] = [row for row in shown if table.cell(row, "value").CellProtection.IsLocked]
        shown["total"] = table.cell("thuocdo:total", "points").Value
        cover = document.Sheets.getByName("Bìa")
        cursor = cover.createCursor()
        cursor.gotoEndOfUsedArea(False)
        rows = cover.getCellRangeByPosition(0, 0, 5, cursor.RangeAddress.EndRow).getDataArray()
        shown["cover"] = {row[1]: row[3:6] for row in rows if isinstance(row[1], str) and row[1][:4].isupper()}
        document.store()
        campaign.require(campaign.result_of(cls.office.dispatch(
            document, "vn.thuocdo:submit", Folder=str(cls.folder / "da-nop"), Silent=True)), unit)
        document.close(True)
        return shown

    def consolidate(self, *more):
        out = self.folder / "ket-qua"
        run = subprocess.run([BUILD / "bin" / "thuocdo", "consolidate", self.folder / "da-nop", "--programme", KEY, "--out",
                              out, *map(str, more)], capture_output=True, text=True, timeout=60, check=False,
                             env={**os.environ, **TEMPLATES})
        self.assertEqual(run.returncode, 0, run.stdout + run.stderr)
        with open(out / "ranking.csv", encoding="utf-8-sig", newline="") as stream:
            ranks = {row["unit"]: (row["rank"], row["total"], row["published"]) for row in csv.DictReader(stream)}
        return ranks, json.loads((out / "result.json").read_text("utf-8")), run.stdout

    def test_points_on_the_sheet_are_provisional_and_say_so(self):
        points, check, _ = self.shown["x-2"]["2.1"]
        self.assertEqual(points, "4")
        self.assertIn("điểm chính thức có khi tổng hợp", check)
        self.assertEqual(self.shown["x-2"]["2.2"][0], "2")
        self.assertIn("Trung tâm Điều hành", self.shown["x-2"]["2.3"][1])
        points, check, value = self.shown["h-1"]["1.3"]
        self.assertEqual((points, value), ("", "Số liệu do Trung tâm Khảo sát cung cấp"))
        self.assertIn("không phải trả lời", check)
        self.assertEqual(self.shown["h-1"]["locked"], ["1", "1.3"])
        self.assertEqual(self.shown["h-1"]["1.2"][0], "4")

    def test_the_cover_shows_what_ranks_go_by(self):
        self.assertEqual(self.shown["x-3"]["total"], 9.5)  # of the 14 points that apply
        label, = [text for text in self.shown["x-3"]["cover"] if text.startswith("ĐIỂM XẾP HẠNG")]
        scale, published, _ = self.shown["x-3"]["cover"][label]
        self.assertEqual((scale, published), (100, 67.86))

    def test_all_sheets_together_decide(self):
        ranks, result, text = self.consolidate()
        self.assertEqual({unit: ranks[unit] for unit in SHEETS},
                         {"x-1": ("2", "10", "62.5"), "x-2": ("1", "10.83", "67.69"), "x-3": ("3", "8.17", "58.36"),
                          "h-1": ("2", "4", "40"), "h-2": ("1", "6", "60")})
        self.assertIn("Điểm xếp hạng", text)
        codes = [finding["code"] for finding in result["findings"]]
        for code in ("compared-with", "roll-up-differs", "part-not-supplied"):
            self.assertIn(code, codes)

    def test_figures_of_others_change_the_ranks(self):
        table = self.folder / "so-lieu.csv"
        table.write_text(TABLE, encoding="utf-8")
        ranks, result, _ = self.consolidate("--figures", table)
        self.assertEqual(ranks["x-1"], ("1", "11", "68.75"))
        self.assertEqual((ranks["h-1"], ranks["h-2"]), (("2", "7.2", "72"), ("1", "8", "80")))
        communes = {unit["unit"]: unit for tier in result["tiers"] if tier["key"] == "xa" for unit in tier["ranked"]}
        self.assertEqual(communes["x-1"]["figures"][0], {"criterion": "2.3", "field": "a", "used": "2", "own": "1", "source": "Báo cáo"})


if __name__ == "__main__":
    unittest.main()
