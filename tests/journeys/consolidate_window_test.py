"""Consolidating in a real window of 1366 × 768, by keyboard: the dialog takes the programme from the sheets, reading 257 sheets
can be given up without leaving anything, and the workbook opens. The pictures are kept in <build>/screenshots, to be looked at."""

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

    def wait_for(self, holds, what, seconds=60):
        deadline = time.monotonic() + seconds
        while not holds():
            self.assertLess(time.monotonic(), deadline, f"waited for {what}")
            time.sleep(0.2)

    def look(self, language):
        title, workbook = TITLES[language]
        out = self.folder / "phieu-ket-qua"
        shutil.rmtree(out, ignore_errors=True)
        folder_of_sheets = ("/vn.thuocdo.Settings/Desk", "SheetFolder", str(self.sheets))
        with DeskWindow(self.folder, language, settings=(folder_of_sheets,)) as desk:
            # Given up while the sheets are read: nothing is left.
            desk.run("vn.thuocdo:consolidate")
            desk.wait_for_window(title)
            desk.picture("consolidate-filled")
            desk.display.run("xdotool", "key", "Return")
            time.sleep(0.9)
            desk.picture("consolidate-progress")
            desk.display.keys("Escape")
            desk.wait_until_gone(title)
            time.sleep(2)
            given_up = not out.exists()
            # And to the end.
            shutil.rmtree(out, ignore_errors=True)
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
        self.assertTrue(given_up, "a consolidation that was given up left something")

    def test_vietnamese(self):
        self.look("vi")

    def test_english(self):
        self.look("en-US")


if __name__ == "__main__":
    if not shutil.which("Xvfb"):
        sys.exit("Xvfb is missing")
    unittest.main(verbosity=2)
