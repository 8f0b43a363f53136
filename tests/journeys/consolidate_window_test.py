"""Consolidating in a real window of 1366 × 768, by keyboard: the dialog takes the programme from the sheets, reading thousands
of sheets can be given up without leaving anything, and the workbook opens. The pictures are kept in <build>/screenshots, to be looked at."""

import os
import pathlib
import shutil
import sys
import tempfile
import time
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
from desk_window import BUILD, DeskWindow  # noqa: E402
import campaign  # noqa: E402

os.environ.setdefault("THUOCDO", str(BUILD / "bin" / "thuocdo"))
sys.path.insert(0, str(campaign.SOURCE / "tests" / "cli"))
from campaign_sheets import CampaignSheets  # noqa: E402

KEY = "gialai-dti-2023"
TITLES = {"vi": ("Tổng hợp", "tong-hop.ods"), "en-US": ("Consolidate", "consolidation.ods")}


class ConsolidateWindow(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.temporary = tempfile.TemporaryDirectory(prefix="thuocdo-consolidate-")
        cls.addClassCleanup(cls.temporary.cleanup)
        cls.folder = pathlib.Path(cls.temporary.name)
        cls.sheets = cls.folder / "phieu"
        made = CampaignSheets(KEY, cls.folder / "scratch")
        made.write_drafts({(row["code"], 1): cls.sheets / f"{row['code']}.ods" for row in made.units})
        # The same sheets many times over: enough to be given up in the middle.
        cls.many = cls.folder / "nhieu"
        for number in range(20):
            (cls.many / str(number)).mkdir(parents=True)
            for sheet in cls.sheets.iterdir():
                os.link(sheet, cls.many / str(number) / sheet.name)

    def wait_for(self, holds, what, seconds=60):
        deadline = time.monotonic() + seconds
        while not holds():
            self.assertLess(time.monotonic(), deadline, f"waited for {what}")
            time.sleep(0.2)

    def look(self, language):
        title, workbook = TITLES[language]
        out = self.folder / "phieu-ket-qua"
        given_up = self.folder / "nhieu-ket-qua"
        shutil.rmtree(out, ignore_errors=True)
        folder_of_sheets = ("/vn.thuocdo.Settings/Desk", "SheetFolder", str(self.many))
        with DeskWindow(self.folder, language, settings=(folder_of_sheets,)) as desk:
            # Given up while the sheets are read: nothing is left.
            desk.run("vn.thuocdo:consolidate")
            desk.wait_for_window(title)
            desk.picture("consolidate-filled")
            desk.display.run("xdotool", "key", "Return")
            time.sleep(1.5)
            desk.picture("consolidate-progress")
            desk.display.keys("Escape")
            desk.wait_until_gone(title)
            time.sleep(3)
            self.assertEqual(len(desk.office.documents()), 1)
            self.assertFalse(given_up.exists(), "a consolidation that was given up left something")
            # And to the end.
            desk.run("vn.thuocdo:consolidate", Folder=str(self.sheets))
            self.wait_for(lambda: any(one.URL.endswith(workbook) for one in desk.office.documents()), "the workbook")
            self.assertTrue((out / "result.json").exists())
            desk.document = next(one for one in desk.office.documents() if one.URL.endswith(workbook))
            desk.window = desk.document.CurrentController.Frame.ContainerWindow
            desk.window.setPosSize(0, 0, 1366, 768, 15)
            time.sleep(2)
            for number, sheet in enumerate(desk.document.Sheets):
                desk.document.CurrentController.setActiveSheet(sheet)
                time.sleep(1.2)
                desk.picture(f"result-{number:02}")
            desk.document.setModified(False)

    def test_vietnamese(self):
        self.look("vi")

    def test_english(self):
        self.look("en-US")


if __name__ == "__main__":
    if not shutil.which("Xvfb"):
        sys.exit("Xvfb is missing")
    unittest.main(verbosity=2)
