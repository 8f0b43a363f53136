"""What is typed and can be read in two ways, in an office with Vietnamese settings and in one with English: a date whose
day and month change places, and a count that becomes a date. Nothing of it is guessed, and nothing passes for something
else.

    two_readings_test.py [test…]          (ctest names the extension in $THUOCDO_OXT)
"""

import os
import pathlib
import sys
import tempfile
import unittest

SOURCE = pathlib.Path(__file__).resolve().parents[2]
sys.path.insert(0, str(SOURCE / "tests" / "journeys"))

import campaign  # noqa: E402
import office  # noqa: E402

OXT = pathlib.Path(os.environ.get("THUOCDO_OXT", SOURCE / "build" / "thuocdo.oxt"))
TEMPLATES = SOURCE / "tests" / "addin" / "templates"
DATE, COUNT = "1.1", "2.1|a"


class TwoReadings:
    locale = ""

    @classmethod
    def setUpClass(cls):
        cls.temporary = tempfile.TemporaryDirectory(prefix="hai cách đọc ")
        cls.addClassCleanup(cls.temporary.cleanup)
        cls.folder = pathlib.Path(cls.temporary.name)
        cls.office = office.Office(cls.folder / "office", language="vi", environment={"THUOCDO_TEMPLATES": str(TEMPLATES)})
        cls.office.set_start_value("/org.openoffice.Setup/L10N", "ooSetupSystemLocale", cls.locale)
        cls.addClassCleanup(cls.office.stop)
        cls.office.install(OXT)
        cls.office.start()
        campaign.require(campaign.result_of(cls.office.dispatch(
            None, "vn.thuocdo:new", Programme="trial-2024", Tier="huyen", Unit="h-1", Folder=str(cls.folder), Silent=True)), "h-1")

    def setUp(self):
        self.document = self.office.open(self.folder / "h-1.ods")
        self.addCleanup(self.document.close, True)
        self.table = campaign.Table(self.document)

    def type(self, row, text):
        """As from the keyboard: Calc reads the text by its locale and the format of the cell."""
        cell = self.table.cell(row, "value")
        self.document.CurrentController.select(cell)
        self.office.dispatch(self.document, ".uno:EnterString", StringName=text)
        return cell

    def found(self, criterion):
        result = campaign.result_of(self.office.dispatch(self.document, "vn.thuocdo:check", Silent=True))
        return [line for line in result["findings"] if f"Tiêu chí {criterion}" in line]

    def doubtful(self):
        return [line for line in self.found(DATE) if "tháng trước, ngày sau" in line]

    def test_a_date_with_one_reading_is_never_in_doubt(self):
        for text, shown in (("13/2/2024", "13/02/2024"), ("2/2/2024", "02/02/2024"), ("2024-02-29", "29/02/2024")):
            with self.subTest(text):
                self.assertEqual(self.type(DATE, text).String, shown)
                self.assertEqual(self.doubtful(), [])

    def test_a_text_is_read_with_the_day_first(self):
        self.table.cell(DATE, "value").setString("03/02/2024")
        self.assertEqual(self.doubtful(), [])
        self.assertEqual([line for line in self.found(DATE) if "không phải là một ngày" in line], [])

    def test_a_count_does_not_pass_as_the_number_of_a_day(self):
        """1/2 is a day to Calc. The cell shows it as one, and it is refused; it is no count of 46.054."""
        for text in ("1/2", "3/2/2024", "2024-02-03"):
            with self.subTest(text):
                cell = self.type(COUNT, text)
                self.assertRegex(cell.String, "[/-]", "it looks like a number")
                (line,) = [line for line in self.found("2.1") if "ngày hoặc giờ" in line]
                self.assertIn("Kiểm tra phiếu", line)
                result = campaign.result_of(self.office.dispatch(self.document, "vn.thuocdo:submit", Silent=True, Folder=str(self.folder / "no")))
                self.assertIs(result["ok"], False)
                self.document.UndoManager.undo()
        cell = self.type(COUNT, "1234567")
        self.assertEqual((cell.Type.value, cell.Value), ("VALUE", 1234567))
        self.assertEqual([line for line in self.found("2.1") if "ngày hoặc giờ" in line], [])

    def grouping(self, cell):
        """The condition that sets the thousands of a cell apart."""
        table = self.document.Sheets.getByName("Phiếu đánh giá")
        for ranges in table.ConditionalFormats.getConditionalFormats():
            for i in range(ranges.getCount()):
                entry = ranges.getByIndex(i)
                if entry.StyleName == "TD Ô trả lời - hàng nghìn" and ranges.Range.queryIntersection(cell.RangeAddress).Count:
                    return entry
        return None

    def test_a_large_count_shows_its_thousands_and_stays_the_number(self):
        cell = self.type(COUNT, "1234567")
        entry = self.grouping(cell)
        self.assertIsNotNone(entry, "no condition")
        self.assertIn('CELL("FORMAT"', entry.Formula1.upper())
        self.assertEqual((cell.Value, cell.Formula), (1234567, "1234567"))
        # What the format of a date is called, which the condition leaves alone.
        self.document.Sheets.insertNewByName("phép thử", 9)
        probe = self.document.Sheets.getByName("phép thử").getCellByPosition(0, 0)
        for text, is_date in (("1/2", True), ("1234567", False)):
            typed = self.type(COUNT, text)
            probe.Formula = f"=CELL(\"FORMAT\";$'Phiếu đánh giá'.{typed.AbsoluteName.split('.')[-1]})"
            self.assertEqual(probe.String.startswith("D"), is_date, (text, probe.String))
            self.document.UndoManager.undo()


class Vietnamese(TwoReadings, unittest.TestCase):
    locale = "vi-VN"

    def test_a_date_is_what_was_typed(self):
        self.assertEqual(self.type(DATE, "3/2/2024").String, "03/02/2024")
        self.assertEqual(self.doubtful(), [])


class English(TwoReadings, unittest.TestCase):
    locale = "en-US"

    def test_a_date_with_two_readings_is_in_doubt_until_somebody_says_which(self):
        self.type(DATE, "3/2/2024")
        (line,) = self.doubtful()
        self.assertIn("02/03/2024", line)  # what it became
        self.assertIn("03/02/2024", line)  # what may be meant
        # Said once, as the question at Check writes it down, for this date and no other.
        properties = self.document.DocumentProperties.UserDefinedProperties
        properties.addProperty("thuocdo.dates", 128, "1.1.value=2024-03-02")
        self.assertEqual(self.doubtful(), [])
        self.type(DATE, "4/2/2024")
        self.assertEqual(len(self.doubtful()), 1)


if __name__ == "__main__":
    unittest.main(verbosity=2)
