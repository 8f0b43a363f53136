"""Rule kinds in real sheets: built by the extension, answered as an officer would, computed by Calc, stored as .ods and
.xlsx, and read by the program with the same points."""

import json
import os
import pathlib
import re
import subprocess
import sys
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
import campaign  # noqa: E402
from campaign import Table, property_value  # noqa: E402
from office_case import OfficeCase  # noqa: E402

BUILD = pathlib.Path(os.environ.get("THUOCDO_BUILD", campaign.SOURCE / "build"))
TEMPLATES = campaign.SOURCE / "tests" / "addin" / "templates"


def conditions_of(document, cell):
    """(formula, style) of the conditions that lie over the cell, written for the first cell of each list."""
    address = cell.CellAddress
    found = []
    for form in cell.Spreadsheet.ConditionalFormats.getConditionalFormats():
        covers = any(area.StartColumn <= address.Column <= area.EndColumn and area.StartRow <= address.Row <= area.EndRow
                     for area in form.Range.RangeAddresses)
        if covers:
            found.extend((entry.Formula1, entry.StyleName) for entry in (form.getByIndex(i) for i in range(form.getCount())))
    return found


class RuleKinds(OfficeCase):
    prefix = "thuocdo-kinds-"
    environment = {"THUOCDO_TEMPLATES": str(TEMPLATES)}

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        campaign.require(campaign.result_of(cls.office.dispatch(
            None, "vn.thuocdo:new", Programme="trial-2024", Tier="huyen", Unit="h-1", Folder=str(cls.folder), Silent=True)), "h-1")

    def setUp(self):
        self.document = self.office.open(self.folder / "h-1.ods")
        self.addCleanup(self.document.close, True)
        self.table = Table(self.document)

    def cell(self, row, column="value"):
        return self.table.cell(row, column)

    def type(self, cell, text):
        """As from the keyboard: Calc reads the text by the format of the cell."""
        self.document.CurrentController.select(cell)
        self.office.dispatch(self.document, ".uno:EnterString", StringName=text, DontCommit=False)

    def points(self, row):
        self.document.calculate()
        cell = self.cell(row, "points")
        return cell.Value if cell.getError() == 0 and cell.String != "" else (cell.String or None)

    def scored_files(self):
        """What the program makes of the sheet as .ods and as .xlsx: {criterion: points} twice, with the codes found."""
        results = []
        for name, filter_name in (("kinds.ods", "calc8"), ("kinds.xlsx", "Calc MS Excel 2007 XML")):
            file = self.folder / name
            self.document.storeToURL(campaign.file_url(file), (property_value("FilterName", filter_name),))
            run = subprocess.run([BUILD / "bin" / "thuocdo", "score", file, "--json"], capture_output=True, text=True,
                                 timeout=60, check=False, env={**os.environ, "THUOCDO_TEMPLATES": str(TEMPLATES)})
            results.append(json.loads(run.stdout))
        return results

    def assert_scored(self, criterion, points):
        """The sheet as it is, stored and read by the program: the same points."""
        for result in self.scored_files():
            found = next(entry for entry in result["criteria"] if entry["id"] == criterion)
            self.assertEqual((found["state"], float(found["points"])), ("scored", points))

    def codes(self, criterion):
        """Codes of what the program finds about the criterion, the same from both files."""
        ods, xlsx = ([entry["code"] for entry in result["findings"] if entry["criterion"] == criterion]
                     for result in self.scored_files())
        self.assertEqual(ods, xlsx)
        return ods

    def fill(self, criterion, *values):
        """Types one value into each field's row of the criterion, in the order of the rows."""
        rows = [row for row in self.table.rows if row.startswith(criterion + "|")]
        self.assertEqual(len(rows), len(values), rows)
        for row, value in zip(rows, values):
            self.type(self.cell(row), value) if value else self.cell(row).setString("")
        return rows

    def shown_as_missing(self, rows):
        """Whether each row's answer cell is marked as not answered: what its condition comes to when Calc computes it."""
        marked = []
        for row in rows:
            cell = self.cell(row)
            condition = next(formula for formula, style in conditions_of(self.document, cell) if style == "TD Chưa trả lời")
            # Told with commas, and for the first of the cells that share it.
            quoted = condition.split('"')
            quoted[::2] = (part.replace(",", ";") for part in quoted[::2])
            condition = re.sub(r"ISBLANK\(F\d+\)", f"ISBLANK(F{cell.CellAddress.Row + 1})", '"'.join(quoted))
            probe = cell.Spreadsheet.getCellByPosition(40, cell.CellAddress.Row)
            probe.Formula = "=" + condition
            self.assertEqual(probe.getError(), 0, condition)
            marked.append(probe.Value == 1)
            probe.String = ""
        return marked

    def test_deadline(self):
        cell = self.cell("1.1")
        number_format = self.document.NumberFormats.getByKey(cell.NumberFormat)
        self.assertEqual(number_format.FormatString, "DD/MM/YYYY")
        self.assertIn("31/01/2023", cell.Validation.InputMessage)
        self.assertIsNone(self.points("1.1"))
        for typed, points in (("31/1/2024", 2), ("01/02/2024", 1), ("29/02/2024", 1), ("15/3/2024", 0.5), ("Không thực hiện", 0)):
            with self.subTest(typed=typed):
                self.type(cell, typed)
                self.assertEqual(self.points("1.1"), points)
                self.assert_scored("1.1", points)
        self.type(cell, "31/12/2023")
        self.document.calculate()
        self.assertNotEqual(self.cell("1.1", "points").getError(), 0)
        self.assertIn("31/12/2023", self.cell("1.1", "check").String)
        for result in self.scored_files():
            self.assertIn("answer-date-outside", [finding["code"] for finding in result["findings"]])

    def test_ratio_less_exceptions(self):
        rows = self.fill("2.1", "", "", "", "")
        self.assertEqual(rows, ["2.1|a", "2.1|b", "2.1|except:mat", "2.1|except:giay"])
        self.assertEqual(self.cell("2.1", "value").String, "")
        self.assertEqual([self.cell(row, "name").String for row in rows],
                         ["– Tử số: Số văn bản gửi qua mạng", "– Mẫu số: Tổng số văn bản đi", "– Trừ văn bản mật",
                          "– Trừ văn bản buộc gửi bản giấy"])
        self.assertIn("trừ khỏi b: văn bản mật, văn bản buộc gửi bản giấy", self.cell("2.1", "method").String)
        self.assertEqual(self.cell("2.1|except:mat").Validation.Type.value, "WHOLE")
        self.assertIsNone(self.points("2.1"))
        self.fill("2.1", "12", "20", "3", "")
        self.assertIsNone(self.points("2.1"))
        self.fill("2.1", "12", "20", "3", "0")
        self.assertEqual(self.points("2.1"), 3.53)
        self.assertAlmostEqual(self.cell("2.1", "share").Value, 12 / 17)
        self.assert_scored("2.1", 3.53)
        self.fill("2.1", "12", "20", "18", "3")
        self.document.calculate()
        self.assertNotEqual(self.cell("2.1", "points").getError(), 0)
        self.assertIn("ratio-exceptions-exceed", self.codes("2.1"))

    def test_best_of_cases(self):
        rows = self.fill("2.2", "", "", "", "", "")
        self.assertEqual(rows, ["2.2|wan:value", "2.2|rieng:a", "2.2|rieng:b", "2.2|khac:item:an-toan", "2.2|khac:item:diem"])
        self.assertEqual([self.cell(row, "method").String for row in rows],
                         ["Có: 5; Không: 0", "a = Số phòng được kết nối; b = Tổng số phòng. Tỷ lệ = a/b. Điểm = Tỷ lệ × 3", "",
                          "Có: 1 điểm", "Mỗi đơn vị tính: 0,5 điểm, không quá 2 điểm"])
        self.assertIn("lấy trường hợp được nhiều điểm nhất", self.cell("2.2", "method").String)
        self.assertEqual(self.shown_as_missing(rows), [True] * 5)
        self.fill("2.2", "", "2", "", "", "")
        self.assertEqual(self.shown_as_missing(rows), [False, False, True, False, False])
        self.assertIsNone(self.points("2.2"))
        self.fill("2.2", "", "2", "3", "", "")
        self.assertEqual(self.shown_as_missing(rows), [False] * 5)
        self.assertEqual(self.points("2.2"), 2)
        self.assert_scored("2.2", 2)
        self.fill("2.2", "Có", "2", "3", "", "")
        self.assertEqual(self.points("2.2"), 5)
        self.assert_scored("2.2", 5)
        self.fill("2.2", "Không áp dụng", "", "", "", "")
        self.assertEqual(self.shown_as_missing(rows), [False] * 5)
        self.assertIn("not-applicable-reason-missing", self.codes("2.2"))

    def test_formula(self):
        rows = self.fill("2.3", "", "", "")
        self.assertEqual(rows, ["2.3|branch", "2.3|var:x", "2.3|var:y"])
        self.assertEqual([self.cell(row, "name").String for row in rows],
                         ["– Trường hợp", "– x: Số dịch vụ có hồ sơ trực tuyến", "– y: Kinh phí bố trí (triệu đồng)"])
        self.assertIn("Chỉ có dịch vụ: điểm = min(x; 2) − 1", self.cell("2.3", "method").String)
        self.assertEqual(self.cell("2.3|branch").Validation.Type.value, "LIST")
        self.assertEqual(self.shown_as_missing(rows), [True, False, False])
        self.fill("2.3", "Chỉ có dịch vụ", "", "")
        self.assertEqual(self.shown_as_missing(rows), [False, True, False])
        self.fill("2.3", "Chỉ có dịch vụ", "2", "")
        self.assertEqual(self.points("2.3"), 1)
        self.assert_scored("2.3", 1)
        self.fill("2.3", "Có dịch vụ, có kinh phí", "2", "")
        self.assertEqual(self.shown_as_missing(rows), [False, False, True])
        self.fill("2.3", "Có dịch vụ, có kinh phí", "2", "12,5")
        self.assertEqual(self.points("2.3"), 0.86)  # 4 × 2 / 22,5 + 0,5
        self.assert_scored("2.3", 0.86)
        self.fill("2.3", 'Không có "dịch vụ"', "", "")
        self.assertEqual(self.points("2.3"), 0)
        self.assert_scored("2.3", 0)

    def test_formula_of_two_figures(self):
        """Two fields with names that hold a colon stand in rows of their own."""
        rows = self.fill("2.4", "1", "3")
        self.assertEqual(rows, ["2.4|var:x", "2.4|var:y"])
        self.assertEqual(self.points("2.4"), 3.33)
        self.assert_scored("2.4", 3.33)
        self.fill("2.4", "0", "0")
        self.assertIn("formula-divided-by-zero", self.codes("2.4"))

    def test_condition(self):
        self.assertIn("không được xếp hạng", self.cell("2.5", "method").String)
        self.type(self.cell("2.5"), "Có")
        self.assertEqual(self.points("2.5"), 0)
        self.assertEqual(self.codes("2.5"), [])
        self.type(self.cell("2.5"), "Không")
        self.assertEqual(self.codes("2.5"), ["condition-unmet"])
        self.assertIn("Điều kiện bắt buộc", self.cell("2.5", "check").String)


if __name__ == "__main__":
    unittest.main()
