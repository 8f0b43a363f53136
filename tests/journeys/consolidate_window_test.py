"""Consolidating in a real window of 1366 × 768, by keyboard: the dialog takes the programme from the sheets, reading thousands
of sheets can be given up without leaving anything, and the workbook opens. The pictures are kept in <build>/screenshots, to be looked at."""

import os
import pathlib
import re
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
TEXTS = {name: (vi, en) for name, vi, en in re.findall(r'^TEXT\((\w+),\s*"([^"]*)",\s*"([^"]*)"\)',
                                                       (campaign.SOURCE / "addin" / "texts" / "documents.inc").read_text("utf-8"), re.MULTILINE)}
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

    @staticmethod
    def worked(desk):
        """Seconds of the processor that the office has taken."""
        fields = pathlib.Path(f"/proc/{desk.office.process.pid}/stat").read_text().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

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
            time.sleep(1)
            before = self.worked(desk)
            time.sleep(2)
            self.assertLess(self.worked(desk) - before, 1, "the sheets are still being read")
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
            self.documents(desk, out)

    def documents(self, desk, result):
        """The draft decision: making the PDFs is given up in the middle; then the decision alone, which opens in Writer."""
        def says(name):
            return TEXTS[name][0 if desk.language == "vi" else 1]

        def press(name):
            text = says(name)
            desk.display.keys("alt+" + text[text.index("~") + 1].lower())

        def write(text):
            desk.display.run("xdotool", "key", "--clearmodifiers", "ctrl+a")
            desk.display.run("xdotool", "type", "--delay", "8", str(text))
            time.sleep(0.4)

        out = result / "van-ban"
        shutil.rmtree(out, ignore_errors=True)
        title = says("documents_title")
        desk.run("vn.thuocdo:documents")
        desk.wait_for_window(title)
        write(result)
        press("documents_source_label")
        write(self.sheets)
        desk.picture("documents-filled")
        press("documents_button")
        self.wait_for(lambda: (out / "thong-bao").exists() and len(list(out.rglob("*.pdf"))) >= 3, "the first PDFs")
        desk.picture("documents-progress")
        desk.display.keys("Escape")
        time.sleep(2)
        desk.picture("documents-stopped")
        made = len(list(out.rglob("*.pdf")))
        self.assertLess(made, len(list(out.rglob("*.odt"))))
        self.assertTrue((out / "quyet-dinh.pdf").exists())
        time.sleep(2)
        self.assertEqual(len(list(out.rglob("*.pdf"))), made, "it goes on")
        self.assertEqual([file.name for file in out.rglob("*") if file.suffix not in (".odt", ".ods", ".pdf", "") ], [])
        desk.display.keys("Return")
        desk.wait_until_gone(title)
        before = len(desk.office.documents())
        desk.run("vn.thuocdo:documents", Result=str(result), Folder=str(self.sheets), Pdf=False, Overwrite=True)
        self.wait_for(lambda: len(desk.office.documents()) > before, "the decision")
        time.sleep(6)
        desk.picture("documents-decision")
        for document in desk.office.documents():
            if document.URL.endswith("quyet-dinh.odt"):
                document.close(True)
                return
        self.fail("the decision is not open")

    def test_vietnamese(self):
        self.look("vi")

    def test_english(self):
        self.look("en-US")


if __name__ == "__main__":
    if not shutil.which("Xvfb"):
        sys.exit("Xvfb is missing")
    unittest.main(verbosity=2)
