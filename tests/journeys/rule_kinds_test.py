"""Rule kinds in real sheets: built by the extension, answered as an officer would, computed by Calc, stored as .ods and
.xlsx, and read by the program with the same points."""

import json
import os
import pathlib
import subprocess
import sys
import tempfile
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
import campaign  # noqa: E402
from campaign import Office, Table, property_value  # noqa: E402

BUILD = pathlib.Path(os.environ.get("THUOCDO_BUILD", campaign.SOURCE / "build"))
TEMPLATES = campaign.SOURCE / "tests" / "addin" / "templates"


class RuleKinds(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.temporary = tempfile.TemporaryDirectory(prefix="thuocdo-kinds-")
        cls.addClassCleanup(cls.temporary.cleanup)
        cls.folder = pathlib.Path(cls.temporary.name)
        cls.office = Office(cls.folder / "office", language="vi", environment={"THUOCDO_TEMPLATES": str(TEMPLATES)})
        cls.addClassCleanup(cls.office.stop)
        cls.office.install(BUILD / "thuocdo.oxt")
        cls.office.start()
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
                for result in self.scored_files():
                    self.assertEqual(float(result["total"]), points)
        self.type(cell, "31/12/2023")
        self.document.calculate()
        self.assertNotEqual(self.cell("1.1", "points").getError(), 0)
        self.assertIn("31/12/2023", self.cell("1.1", "check").String)
        for result in self.scored_files():
            self.assertIn("answer-date-outside", [finding["code"] for finding in result["findings"]])


if __name__ == "__main__":
    unittest.main()
