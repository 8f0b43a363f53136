"""Filling in a sheet in a real window by keyboard alone: the start page, the marks that appear while typing, Ctrl+Alt+N
from one unfinished place to the next, one criterion at a time, and the question about a number that can be read in two
ways. In Vietnamese and English, light and dark; the pictures are kept in <build>/screenshots, to be looked at."""

import pathlib
import shutil
import subprocess
import sys
import tempfile
import time
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
import campaign  # noqa: E402
from desk_window import BUILD, DeskWindow  # noqa: E402

SAMPLES = campaign.SOURCE / "tests" / "samples" / campaign.PROGRAMME
REASON_TINT, MISSING_TINT = "#FEF3EA", "#FFF9E8"
WORDS = {"vi": {"criterion": "Điền từng tiêu chí", "reading": "Số này là bao nhiêu", "check": "Kiểm tra phiếu", "next": "Chỗ chưa xong", "cancel": "alt+h"},
         "en-US": {"criterion": "One criterion at a time", "reading": "Which number", "check": "Check sheet", "next": "unfinished place", "cancel": "alt+c"}}


class GuidanceWindow(unittest.TestCase):
    def setUp(self):
        self.temporary = tempfile.TemporaryDirectory(prefix="thuocdo-guide-window-")
        self.addCleanup(self.temporary.cleanup)

    def wait_for(self, holds, what, seconds=15):
        deadline = time.monotonic() + seconds
        while not holds():
            self.assertLess(time.monotonic(), deadline, f"waited for {what}")
            time.sleep(0.2)

    def pixels(self, desk, name, colour):
        """Pixels of one colour in a picture."""
        desk.picture(name)
        picture = BUILD / "screenshots" / f"{name}-{desk.suffix}.png"
        found = subprocess.run(["convert", str(picture), "-fill", "black", "+opaque", colour, "-fill", "white", "-opaque", colour,
                                "-format", "%[fx:int(mean*w*h+0.5)]", "info:"], capture_output=True, text=True, check=True)
        return int(found.stdout)

    def select(self, desk, cell):
        controller = desk.document.CurrentController
        controller.setActiveSheet(cell.Spreadsheet)
        controller.select(cell)
        desk.window.setFocus()
        time.sleep(0.7)

    def here(self, desk):
        return desk.document.CurrentController.Selection.AbsoluteName

    def go_through(self, language, dark):
        words = WORDS[language]
        with DeskWindow(pathlib.Path(self.temporary.name), language=language, dark=dark) as desk:
            document = desk.document
            table = campaign.Table(document)
            self.assertEqual(document.CurrentController.ActiveSheet.Name, "Bắt đầu")
            self.assertGreater(desk.picture("start-page"), 100)

            # Ctrl+Alt+N from the start page: the first answer that is missing.
            desk.window.setFocus()
            time.sleep(0.7)
            desk.display.keys("ctrl+alt+n")
            self.wait_for(lambda: self.here(desk) == table.cell("1.1", "value").AbsoluteName, "the first unfinished place")

            # A reason is asked for as soon as points are lost, and evidence as soon as there are points.
            self.select(desk, table.cell("1.3", "value"))
            before = self.pixels(desk, "marks-before", REASON_TINT)
            desk.display.keys("3", "Return")
            self.wait_for(lambda: table.cell("1.3", "points").Value == 3.0, "the points of three meetings")
            time.sleep(0.7)
            self.assertGreater(self.pixels(desk, "marks", REASON_TINT), before + 500)
            self.select(desk, table.cell("1.3", "reason"))
            self.assertNotEqual(table.cell("1.3", "check").String, "")
            table.cell("1.3", "reason").setString("Thiếu người")
            time.sleep(0.7)
            self.assertLess(self.pixels(desk, "marks-after", REASON_TINT), before + 500)

            # One criterion at a time: the answer by keyboard, on to the next, and back into the sheet.
            self.select(desk, table.cell("1.3", "value"))
            desk.run("vn.thuocdo:criterion")
            desk.wait_for_window(words["criterion"])
            desk.picture("criterion-dialog")
            desk.display.keys("ctrl+a", "4")
            time.sleep(0.5)
            desk.picture("criterion-dialog-typed")
            desk.display.keys("Return")  # Next
            self.wait_for(lambda: table.cell("1.3", "value").Value == 4.0, "the count from the dialog")
            desk.wait_for_window(words["criterion"])
            desk.picture("criterion-dialog-next")
            desk.display.keys("Escape")
            desk.wait_until_gone(words["criterion"])
            document.UndoManager.undo()
            self.assertEqual(table.cell("1.3", "value").Value, 3.0)

            # Left by Cancel nothing is written, and nothing is asked; Escape asks first.
            for leave, asked in ((words["cancel"], False), ("Escape", True)):
                self.select(desk, table.cell("1.3", "value"))
                desk.run("vn.thuocdo:criterion")
                desk.wait_for_window(words["criterion"])
                desk.display.keys("ctrl+a", "9")
                time.sleep(0.5)
                desk.display.keys(leave)
                if asked:
                    time.sleep(0.7)
                    desk.picture("criterion-dialog-leave")
                    desk.display.keys("Escape")  # no
                desk.wait_until_gone(words["criterion"])
                self.assertEqual(table.cell("1.3", "value").Value, 3.0)

            # A number in doubt, in the dialog and at Check.
            self.select(desk, table.cell("1.3", "value"))
            desk.run("vn.thuocdo:criterion")
            desk.wait_for_window(words["criterion"])
            desk.display.keys("ctrl+a", "1", "period", "2", "3", "4", "Return")
            desk.wait_for_window(words["reading"])
            desk.picture("reading-question")
            desk.display.keys("Return")
            self.wait_for(lambda: table.cell("1.3", "value").Value == 1234.0, "the number that was meant")
            desk.wait_for_window(words["criterion"])
            desk.display.keys("Escape")
            desk.wait_until_gone(words["criterion"])
            table.cell("1.3", "value").setString("1,234")
            desk.run("vn.thuocdo:check")
            desk.wait_for_window(words["reading"])
            desk.display.keys("Return")
            self.wait_for(lambda: table.cell("1.3", "value").Value == 1234.0, "the number chosen at the check")
            desk.wait_for_window(words["check"])
            desk.display.keys("Escape")
            desk.wait_until_gone(words["check"])

            # The cell refuses 1/2 as it is typed (autocorrection makes it ½). Entered by a macro it is a day: the cell shows it,
            # and Check asks for the number.
            self.select(desk, table.cell("1.3", "value"))
            desk.office.dispatch(document, ".uno:EnterString", StringName="1/2")
            self.wait_for(lambda: "/" in table.cell("1.3", "value").String, "the count that became a date")
            desk.run("vn.thuocdo:check")
            desk.wait_for_window(words["reading"])
            desk.picture("number-again-question")
            desk.display.keys("a", "Return")  # no number
            desk.wait_for_window(words["reading"])
            desk.picture("number-again-wrong")
            desk.display.keys("ctrl+a", "5", "Return")
            self.wait_for(lambda: (table.cell("1.3", "value").Value, table.cell("1.3", "value").String) == (5.0, "5"), "the number typed again")
            desk.wait_for_window(words["check"])
            desk.display.keys("Escape")
            desk.wait_until_gone(words["check"])

            # At the end of the sheet it goes on from the beginning, and says so.
            campaign.fill(table, campaign.read_answers(SAMPLES / "xa-2.csv"), campaign.level_texts(campaign.PROGRAMME, "xa"))
            table.cell("1.1", "value").setString("")
            self.select(desk, table.cell("1.4", "value"))
            desk.picture("sheet-with-links")
            desk.display.keys("ctrl+alt+n")
            desk.wait_for_window(words["next"])
            desk.picture("wrapped")
            desk.display.keys("Return")
            desk.wait_until_gone(words["next"])
            self.assertEqual(self.here(desk), table.cell("1.1", "value").AbsoluteName)

    def test_a_date_that_an_english_office_turned_round(self):
        for language, dark, title in (("vi", False, "Ngày này là ngày nào"), ("en-US", True, "Which date")):
            with self.subTest(language), DeskWindow(pathlib.Path(self.temporary.name) / language, language=language, dark=dark, settings=(
                    ("/org.openoffice.Setup/L10N", "ooSetupSystemLocale", "en-US"),)) as desk:
                own = desk.office.home / ".local" / "share" / "thuocdo" / "programmes"
                own.mkdir(parents=True, exist_ok=True)
                shutil.copytree(campaign.SOURCE / "tests" / "addin" / "templates" / "trial-2024", own / "trial-2024")
                campaign.require(campaign.result_of(desk.office.dispatch(
                    None, "vn.thuocdo:new", Programme="trial-2024", Tier="huyen", Unit="h-1", Folder=str(desk.folder), Silent=True)), "h-1")
                desk.close(desk.document)
                desk.show(desk.office.open(desk.folder / "h-1.ods", hidden=False))
                cell = campaign.Table(desk.document).cell("1.1", "value")
                self.select(desk, cell)
                desk.display.keys("3", "slash", "2", "slash", "2", "0", "2", "4", "Return")
                self.wait_for(lambda: cell.String == "02/03/2024", "the date that it became")
                desk.run("vn.thuocdo:check")
                desk.wait_for_window(title)
                desk.picture("date-question")
                desk.display.keys("Down", "Return")
                self.wait_for(lambda: cell.String == "03/02/2024", "the date that was meant")
                desk.wait_for_window(WORDS[language]["check"])
                desk.display.keys("Escape")
                desk.wait_until_gone(WORDS[language]["check"])
                # It is not asked about again, and one Undo takes it back.
                desk.run("vn.thuocdo:check")
                desk.wait_for_window(WORDS[language]["check"])
                self.assertFalse(any(title in one for one in desk.titles()))
                desk.display.keys("Escape")
                desk.wait_until_gone(WORDS[language]["check"])
                desk.document.UndoManager.undo()
                self.assertEqual(cell.String, "02/03/2024")
                desk.document.setModified(False)

    def test_vietnamese(self):
        self.go_through("vi", dark=False)

    def test_english_dark(self):
        self.go_through("en-US", dark=True)


if __name__ == "__main__":
    if not shutil.which("Xvfb"):
        sys.exit("Xvfb is missing")
    unittest.main()
