"""What stands above single criteria in a real sheet: built by the extension, answered, computed by Calc, stored, and read
by the program with the same points."""

import json
import os
import pathlib
import subprocess
import sys
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
import campaign  # noqa: E402
from campaign import Table, property_value  # noqa: E402
from office_case import OfficeCase  # noqa: E402

BUILD = pathlib.Path(os.environ.get("THUOCDO_BUILD", campaign.SOURCE / "build"))
TEMPLATES = campaign.SOURCE / "tests" / "addin" / "templates"


class Groups(OfficeCase):
    prefix = "thuocdo-groups-"
    environment = {"THUOCDO_TEMPLATES": str(TEMPLATES)}

    def new_sheet(self, programme):
        folder = self.folder / programme
        folder.mkdir(exist_ok=True)
        campaign.require(campaign.result_of(self.office.dispatch(
            None, "vn.thuocdo:new", Programme=programme, Tier="xa", Unit="x-1", Folder=str(folder), Silent=True)), "x-1")
        document = self.office.open(folder / "x-1.ods")
        self.addCleanup(document.close, True)
        return document, Table(document)

    def fill(self, document, table, answers):
        for row, value in answers.items():
            for column, one in zip(("value", "base"), value if isinstance(value, tuple) else (value,)):
                table.put(row, column, str(one))
        document.calculate()

    def shown(self, table, *rows):
        cells = [table.cell(row, "points") for row in rows]
        self.assertEqual([cell.getError() for cell in cells], [0] * len(cells))
        return [round(cell.Value, 6) for cell in cells]

    def scored(self, document, name):
        """What the program makes of the sheet as .ods and as .xlsx."""
        results = []
        for suffix, filter_name in (("ods", "calc8"), ("xlsx", "Calc MS Excel 2007 XML")):
            file = self.folder / f"{name}.{suffix}"
            document.storeToURL(campaign.file_url(file), (property_value("FilterName", filter_name),))
            run = subprocess.run([BUILD / "bin" / "thuocdo", "score", file, "--json"], capture_output=True, text=True,
                                 timeout=60, check=False, env={**os.environ, "THUOCDO_TEMPLATES": str(TEMPLATES)})
            results.append(json.loads(run.stdout))
        return results

    def differences(self, result):
        return [finding for finding in result["findings"]
                if finding["code"] in ("points-differ", "total-differs", "maximum-changed", "formula-overwritten")]

    def test_bonuses_and_deductions(self):
        document, table = self.new_sheet("nhom-2024")
        maxima = [table.cell(row, "maximum").Value for row in ("1", "2", "2.1", "3", "3.2", "thuocdo:total")]
        self.assertEqual(maxima, [15, 5, 4, -5, -3, 15])
        self.assertIn("điểm thưởng, không tính vào điểm tối đa", table.cell("2", "name").String)
        self.assertIn("điểm trừ, không tính vào điểm tối đa", table.cell("3", "name").String)
        self.assertTrue(table.cell("3.2", "method").String.startswith("Điểm trừ."))
        self.assertIn("Không bắt buộc", table.cell("2.1", "reason").Validation.InputMessage)
        self.assertNotEqual(table.cell("1.2", "reason").Validation.InputMessage, "")

        self.fill(document, table, {"1.1": "Có", "1.2": (50, 100), "2.1": 2, "2.2": "Có", "3.1": 3, "3.2": "Không"})
        self.assertEqual(self.shown(table, "1", "2.1", "2", "3.1", "3", "thuocdo:total"), [10, 4, 5, -1.5, -1.5, 13.5])
        self.assertIn("kiểm chứng", table.cell("2.1", "check").String)
        self.assertEqual(table.cell("3.1", "check").String, "")
        for result in self.scored(document, "groups"):
            self.assertEqual((result["total"], result["maximum"]), ("13.5", "15"))
            self.assertEqual(self.differences(result), [])
            roles = {one["id"]: one.get("role") for one in result["criteria"]}
            self.assertEqual((roles["1.1"], roles["2.1"], roles["3.1"]), (None, "bonus", "deduction"))

        self.fill(document, table, {"1.1": "Không", "1.2": (0, 100), "2.1": 0, "2.2": "Không", "3.1": 8, "3.2": "Có"})
        self.assertEqual(self.shown(table, "3", "thuocdo:total"), [-5, 0])
        for result in self.scored(document, "groups"):
            self.assertEqual(result["total"], "0")
            self.assertEqual(self.differences(result), [])

        cover = document.Sheets.getByName("Bìa")
        cursor = cover.createCursor()
        cursor.gotoEndOfUsedArea(False)
        rows = cover.getCellRangeByPosition(0, 0, 5, cursor.RangeAddress.EndRow).getDataArray()
        by_name = {row[1]: row[3:] for row in rows}
        self.assertEqual(by_name["Vi phạm (điểm trừ, không tính vào điểm tối đa)"], (-5, -5, ""))
        self.assertEqual(by_name["Sáng kiến (điểm thưởng, không tính vào điểm tối đa)"], (5, 0, ""))

    def test_sums_of_unrounded_points_levels_and_conventions(self):
        document, table = self.new_sheet("tron-2024")
        self.fill(document, table, {"1.1": (1, 3), "1.2": (1, 3), "1.3": (1, 3), "2.1|item:x": "Có", "2.1|item:y": "Có"})
        self.assertEqual(self.shown(table, "1.1", "1", "2", "thuocdo:total"), [3.33, 10, 0, 10])
        self.assertEqual(table.cell("1", "share").String, "Mức 2")
        self.assertEqual(table.cell("2.1", "share").String, "")
        self.fill(document, table, {"2.1|item:z": "Có"})
        self.assertEqual(self.shown(table, "2.1", "2", "thuocdo:total"), [2, 2, 12])
        self.assertEqual(table.cell("2.1", "share").String, "Đầy đủ")
        for result in self.scored(document, "rounding"):
            self.assertEqual((result["total"], result["maximum"]), ("12", "32"))
            self.assertEqual(self.differences(result), [])
            self.assertEqual({one["id"]: one.get("level") for one in result["criteria"]}["2.1"], "du")
        cover = document.Sheets.getByName("Bìa")
        cursor = cover.createCursor()
        cursor.gotoEndOfUsedArea(False)
        texts = [row[0] for row in cover.getCellRangeByPosition(0, 0, 0, cursor.RangeAddress.EndRow).getDataArray()]
        self.assertIn("QUY ƯỚC TÍNH ĐIỂM", texts)
        self.assertTrue(any(str(text).startswith("– Cộng điểm chưa làm tròn") for text in texts), texts)


if __name__ == "__main__":
    unittest.main()
