"""The register in a real window of 1366 × 768, by keyboard: sheets are received, given up in the middle and received to the end,
decided upon, and the table of who has submitted opens. The pictures are kept in <build>/screenshots, to be looked at."""

import contextlib
import os
import pathlib
import re
import shutil
import sqlite3
import sys
import tempfile
import time
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
from desk_window import BUILD, DeskWindow  # noqa: E402
import campaign  # noqa: E402

os.environ.setdefault("THUOCDO", str(BUILD / "bin" / "thuocdo"))
sys.path.insert(0, str(campaign.SOURCE / "tests" / "cli"))
from campaign_sheets import CampaignSheets, run  # noqa: E402

KEY = "gialai-dti-2023"
IN_TIME = "2023-12-10T09:30:00+07:00"
TEXTS = {name: (vi, en) for name, vi, en in re.findall(r'^TEXT\((\w+),\s*"([^"]*)",\s*"([^"]*)"\)',
                                                       (campaign.SOURCE / "addin" / "texts" / "receive.inc").read_text("utf-8"), re.MULTILINE)}


class RegisterWindow(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.temporary = tempfile.TemporaryDirectory(prefix="thuocdo-register-window-")
        cls.addClassCleanup(cls.temporary.cleanup)
        cls.folder = pathlib.Path(cls.temporary.name)
        cls.incoming = cls.folder / "den"
        made = CampaignSheets(KEY, cls.folder / "scratch")
        codes = [row["code"] for row in made.units]
        made.write_submitted({(code, 1): cls.incoming / f"{code}.ods" for code in codes[:-4]}, IN_TIME)
        made.write_drafts({(code, 1): cls.incoming / f"{code}.ods" for code in codes[-4:-2]})
        # Rubbish last, so that there is something left to give up.
        (cls.incoming / "z-khác").mkdir()
        for number in range(800):
            (cls.incoming / "z-khác" / f"hỏng {number:03}.ods").write_bytes(b"rubbish %d" % number)
        cls.files = len(codes) - 2 + 800

    def wait_for(self, holds, what, seconds=90):
        deadline = time.monotonic() + seconds
        while not holds():
            self.assertLess(time.monotonic(), deadline, f"waited for {what}")
            time.sleep(0.1)

    def rows(self, book, statement="SELECT state FROM receipts"):
        with contextlib.closing(sqlite3.connect(book, timeout=30)) as database:
            return database.execute(statement).fetchall()

    def says(self, name):
        return TEXTS[name][0 if self.desk.language == "vi" else 1]

    def key(self, name):
        text = self.says(name)
        return "alt+" + text[text.index("~") + 1].lower()

    def shown(self, before):
        """The document that has come, in front."""
        desk = self.desk
        self.wait_for(lambda: len(desk.office.documents()) > before, "the table")
        time.sleep(1.5)
        document = desk.office.service("com.sun.star.frame.Desktop").getCurrentComponent()
        desk.document, desk.window = document, document.CurrentController.Frame.ContainerWindow
        desk.window.setPosSize(0, 0, 1366, 768, 15)
        time.sleep(2)
        return [document.Sheets[0].getCellByPosition(0, row).String for row in range(6)]

    def write(self, text):
        self.desk.display.run("xdotool", "key", "--clearmodifiers", "ctrl+a")
        self.desk.display.run("xdotool", "type", "--delay", "8", text)
        time.sleep(0.4)

    def fill_in(self, book):
        """The dialog of Receive, by its keys."""
        desk = self.desk
        desk.display.keys(self.key("register_at_label"))
        self.write(str(book))
        desk.display.keys(self.key("receive_sheets_label"))
        self.write(str(self.incoming))
        desk.display.keys(self.key("receive_times_label"))
        self.write("10/12/2023 09:30")

    def look(self, language):
        book = self.folder / f"so-{language}.db"
        login = ("/vn.thuocdo.Settings/Desk", "RegisterRound", KEY)
        with DeskWindow(self.folder, language, settings=(login,)) as self.desk:
            desk = self.desk
            title = self.says("receive_title")
            # Given up in the middle: what was received stays, and is told.
            desk.run("vn.thuocdo:receive")
            desk.wait_for_window(title)
            desk.picture("receive-empty")
            self.fill_in(book)
            desk.picture("receive-filled")
            desk.display.run("xdotool", "key", self.key("receive_button"))
            self.wait_for(lambda: book.exists() and len(self.rows(book, "SELECT name FROM sqlite_master WHERE name = 'receipts'")) > 0 and len(self.rows(book)) >= 5, "the first receipts")
            time.sleep(0.6)
            desk.picture("receive-progress")
            desk.display.keys("Escape")
            first = "\n".join(self.shown(1))
            stopped = len(self.rows(book))
            self.assertLess(stopped, self.files, "nothing was left to give up")
            self.assertIn(str(self.files - stopped), first)
            desk.picture("receive-stopped")
            run("audit", "--register", book)
            # To the end, with what the dialog remembers.
            desk.run("vn.thuocdo:receive")
            desk.wait_for_window(title)
            desk.picture("receive-remembered")
            desk.display.keys(self.key("receive_sheets_label"))
            self.write(str(self.incoming))
            desk.display.keys(self.key("receive_times_label"))
            self.write("10/12/2023 09:30")
            desk.display.run("xdotool", "key", self.key("receive_button"))
            self.shown(2)
            self.assertEqual(len(self.rows(book)), self.files)
            desk.picture("receive-result")
            # Decisions: all that wait, accepted.
            waiting = len(self.rows(book, "SELECT state FROM receipts WHERE state IN ('late', 'undecided')"))
            self.assertEqual(waiting, 2)
            title = self.says("decide_title")
            desk.run("vn.thuocdo:decide")
            desk.wait_for_window(title)
            desk.picture("decide-register")
            desk.display.keys("Return")
            self.wait_for(lambda: self.key("decide_basis_label") and title in desk.titles(), "the list")
            time.sleep(1.5)
            desk.picture("decide-list")
            desk.display.keys("Return")  # without a basis
            time.sleep(1)
            desk.picture("decide-no-basis")
            desk.display.keys("Return")
            time.sleep(1)
            desk.display.keys("shift+Down", self.key("decide_basis_label"))
            desk.display.run("xdotool", "type", "--delay", "8", "CV 12/UBND")
            desk.display.keys("Return")
            self.wait_for(lambda: not self.rows(book, "SELECT state FROM receipts WHERE state IN ('late', 'undecided')"), "the decisions")
            time.sleep(1)
            desk.picture("decide-done")
            desk.display.keys("Return")
            desk.wait_until_gone(title)
            basis = self.rows(book, "SELECT basis FROM trail WHERE action = 'decided'")
            self.assertEqual({row[0] for row in basis}, {"CV 12/UBND"})
            # Who has submitted.
            desk.run("vn.thuocdo:status")
            desk.wait_for_window(self.says("status_title"))
            desk.picture("status-register")
            desk.display.keys("Return")
            lines = self.shown(3)
            self.assertIn(self.says("status_title"), lines[0])
            desk.picture("status-result")
            desk.document.setModified(False)
        run("audit", "--register", book)

    def test_vietnamese(self):
        self.look("vi")

    def test_english(self):
        self.look("en-US")


if __name__ == "__main__":
    if not shutil.which("Xvfb"):
        sys.exit("Xvfb is missing")
    unittest.main(verbosity=2)
