"""Who is left out of the assessment cannot be given a sheet, and has none among the sheets of the tier."""

import os
import pathlib
import sys
import tempfile
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
import campaign  # noqa: E402

BUILD = pathlib.Path(os.environ.get("THUOCDO_BUILD", campaign.SOURCE / "build"))


class LeftOutUnits(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.temporary = tempfile.TemporaryDirectory(prefix="thuocdo-units-")
        cls.addClassCleanup(cls.temporary.cleanup)
        cls.folder = pathlib.Path(cls.temporary.name)
        cls.office = campaign.Office(cls.folder / "office", language="vi")
        cls.addClassCleanup(cls.office.stop)
        cls.office.install(BUILD / "thuocdo.oxt")
        cls.office.start()

    def ask(self, command, folder, **arguments):
        self.sheets = self.folder / folder
        return campaign.result_of(self.office.dispatch(None, "vn.thuocdo:" + command, Folder=str(self.sheets), Silent=True,
                                                       **arguments))

    def made(self):
        return sorted(file.name for file in self.sheets.iterdir()) if self.sheets.exists() else []

    def refused(self, result, *words):
        self.assertFalse(result["ok"])
        self.assertEqual(list(result["findings"]), [result["message"]])
        for word in words:
            self.assertIn(word, result["message"])
        self.assertEqual(self.made(), [])

    def test_the_military_command_is_given_no_sheet(self):
        asked = {"Programme": "hatinh-cqs-2021", "Tier": "so"}
        self.refused(self.ask("new", "chqs", Unit="so-chqs", **asked), "Quân sự", "không thuộc diện đánh giá")
        self.refused(self.ask("new-all", "chqs-all", Units="so-vp,so-chqs", **asked), "Quân sự", "không thuộc diện đánh giá")

    def test_a_merged_commune_is_sent_to_the_one_it_merged_into(self):
        asked = {"Programme": "mau-2-cap", "Tier": "xa"}
        self.refused(self.ask("new", "cu", Unit="cu-01", **asked), "sáp nhập vào “Xã mẫu số 01”")

    def test_the_sheets_of_a_tier_are_those_of_the_units_that_take_part(self):
        result = self.ask("new-all", "all", Programme="mau-2-cap", Tier="so")
        self.assertTrue(result["ok"], result.get("message"))
        self.assertEqual(self.made(), [f"so-{number:02}.ods" for number in range(1, 9)])


if __name__ == "__main__":
    unittest.main()
