"""Programmes that the user has made: the commands and the cells of open documents see them, and what was changed in
them, without the office being started again.

    own_programmes_test.py [test…]          (ctest names the extension in $THUOCDO_OXT)
"""

import pathlib
import shutil
import sys
import tempfile
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "journeys"))

import campaign  # noqa: E402
from office_case import OfficeCase  # noqa: E402

DELIVERED = campaign.SOURCE / "templates" / "mau-2-cap"


class OwnProgrammes(OfficeCase):
    prefix = "tự lập "

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.own = cls.office.home / ".local" / "share" / "thuocdo" / "programmes"

    def setUp(self):
        self.addCleanup(shutil.rmtree, self.own, ignore_errors=True)

    def make(self, key, change=lambda text: text):
        folder = self.own / key
        shutil.copytree(DELIVERED, folder, dirs_exist_ok=True)
        file = folder / "programme.xml"
        file.write_text(change(file.read_text("utf-8").replace('key="mau-2-cap"', f'key="{key}"', 1)), "utf-8")
        return folder

    def new(self, key, folder):
        return self.command(None, "new", Programme=key, Tier="xa", Unit="x-01", Folder=str(folder), Overwrite=True)

    def test_open_cells_see_a_new_programme_and_its_changes(self):
        document = self.office.new_calc()
        self.addCleanup(document.close, True)
        cell = document.Sheets[0].getCellByPosition(0, 0)
        cell.Formula = '=VN.THUOCDO.FUNCTIONS.TOTAL("moi-lap/xa";B1:B2;C1:C2)'
        self.assertNotEqual(cell.getError(), 0)
        self.make("moi-lap")
        self.command(document, "check")
        self.assertEqual(cell.getError(), 0, cell.String)
        shutil.rmtree(self.own / "moi-lap")
        self.command(document, "check")
        self.assertNotEqual(cell.getError(), 0)

    def test_a_sheet_of_an_own_programme_scores_while_typing(self):
        self.make("tu-lap")
        with tempfile.TemporaryDirectory() as folder:
            file = pathlib.Path(campaign.require(self.new("tu-lap", folder), "new")["files"][0])
            document = self.office.open(file)
            self.addCleanup(document.close, True)
            table = campaign.Table(document)
            self.assertEqual(table.cell("thuocdo:total", "points").getError(), 0)
            digest = document.DocumentProperties.UserDefinedProperties.getPropertyValue("thuocdo.digest")
            # A change is taken up at the next command; the sheet made before it is told from those after it.
            self.make("tu-lap", lambda text: text.replace('version="1"', 'version="2"', 1).replace("<title><vi>", "<title><vi>Sửa ", 1))
            again = self.office.open(pathlib.Path(campaign.require(self.new("tu-lap", folder), "new")["files"][0]))
            self.addCleanup(again.close, True)
            self.assertNotEqual(again.DocumentProperties.UserDefinedProperties.getPropertyValue("thuocdo.digest"), digest)

    def test_a_broken_programme_says_what_is_wrong(self):
        folder = self.make("hong")
        (folder / "xa.xml").write_text("<criteria>", "utf-8")
        with tempfile.TemporaryDirectory() as sheets:
            result = self.new("hong", sheets)
            self.assertIs(result["ok"], False)
            self.assertIn("hong", result["message"])
            self.assertTrue(any("xa.xml" in line for line in result["findings"]), result["findings"])
            self.assertEqual(list(pathlib.Path(sheets).iterdir()), [])


if __name__ == "__main__":
    unittest.main()
