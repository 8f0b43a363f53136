"""Closing a district's level in a real window of 1366 × 768, by keyboard: what is left is shown and done (a commune marked absent,
another one's late sheet decided, an appraisal closed), the level is closed, the bundle made and told, the level opened again. The
pictures are kept in <build>/screenshots, to be looked at."""

import contextlib
import json
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
os.environ.setdefault("THUOCDO_BUILD", str(BUILD))
sys.path.insert(0, str(campaign.SOURCE / "tests" / "cli"))
sys.path.insert(0, str(campaign.SOURCE / "tests" / "addin"))
from campaign_sheets import CampaignSheets, run  # noqa: E402
from close_level_test import decide_all  # noqa: E402

KEY, DISTRICT = "gialai-dti-2023", "h-chuse"
IN_TIME, LATE = "2023-12-10T09:30:00+07:00", "2024-02-20T08:00:00+07:00"
TEXTS = {}
for name in ("level", "receive", "general"):
    TEXTS.update({name: (vi, en) for name, vi, en in re.findall(r'^TEXT\((\w+),\s*"([^"]*)",\s*"([^"]*)"\)',
                                                                (campaign.SOURCE / "addin" / "texts" / f"{name}.inc").read_text("utf-8"), re.MULTILINE)})


class CloseLevelWindow(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.temporary = tempfile.TemporaryDirectory(prefix="thuocdo-level-window-")
        cls.addClassCleanup(cls.temporary.cleanup)
        cls.folder = pathlib.Path(cls.temporary.name)
        made = CampaignSheets(KEY, cls.folder / "scratch")
        cls.communes = [row["code"] for row in made.units if row["parent"] == DISTRICT]
        made.write_submitted({(code, 1): cls.folder / "đến" / f"{code}.ods" for code in [DISTRICT, *cls.communes[2:]]}, IN_TIME)
        made.write_submitted({(cls.communes[1], 1): cls.folder / "trễ" / f"{cls.communes[1]}.ods"}, LATE)
        cls.book = cls.folder / "so-huyen.db"
        run("receive", cls.folder / "đến", "--programme", KEY, "--register", cls.book, "--received", IN_TIME)
        run("receive", cls.folder / "trễ", "--programme", KEY, "--register", cls.book, "--received", LATE, codes=(1,))
        decide_all(cls.book, cls.communes[2], cls.folder)

    def wait_for(self, holds, what, seconds=60):
        deadline = time.monotonic() + seconds
        while not holds():
            if time.monotonic() > deadline:
                self.desk.picture("close-level-missing")
                raise AssertionError(f"waited for {what}")
            time.sleep(0.1)

    def says(self, name):
        return TEXTS[name][0 if self.desk.language == "vi" else 1]

    def key(self, name):
        text = self.says(name)
        return "alt+" + text[text.index("~") + 1].lower()

    def standing(self, book):
        return json.loads(run("status", "--programme", KEY, "--register", book, "--json"))

    def level(self, book):
        return next(one for one in self.standing(book)["levels"] if one["unit"] == DISTRICT)

    def write(self, text):
        self.desk.display.run("xdotool", "key", "--clearmodifiers", "ctrl+a")
        self.desk.display.run("xdotool", "type", "--delay", "8", text)
        time.sleep(0.4)

    def look(self, language):
        book = self.folder / f"so-{language}.db"
        shutil.copy(self.book, book)
        shutil.copytree(f"{self.book}.originals", f"{book}.originals")
        settings = (("/vn.thuocdo.Settings/Desk", "RegisterRound", KEY), ("/vn.thuocdo.Settings/Desk", "Register", str(book)))
        with DeskWindow(self.folder, language, settings=settings) as self.desk:
            desk = self.desk
            title = self.says("close_level_title")
            desk.run("vn.thuocdo:close-level")
            desk.wait_for_window(title)
            time.sleep(1)
            desk.picture("close-level-choose")  # the district of the sheet that is open stands there already
            desk.display.keys("Return")
            time.sleep(3)
            desk.picture("close-level-left")
            # The first line: a commune without a sheet. First without a reason.
            desk.display.keys(self.key("level_absent_button"))
            time.sleep(1)
            desk.picture("close-level-no-reason")
            self.write("QD 12")
            desk.display.keys(self.key("level_absent_button"))
            self.wait_for(lambda: self.level(book)["absent"] == 1, "the mark")
            time.sleep(2)
            # Now the late sheet is first.
            desk.picture("close-level-late")
            desk.display.keys(self.key("level_decide_button"))
            desk.wait_for_window(self.says("decide_title"))
            time.sleep(1)
            desk.display.keys(self.key("decide_basis_label"))
            desk.display.run("xdotool", "type", "--delay", "8", "CV 12/UBND")
            desk.display.keys(self.key("decide_accept_button"))
            self.wait_for(lambda: self.level(book)["late"] == 0, "the decision")
            time.sleep(2)
            desk.picture("close-level-appraisal")
            desk.display.keys(self.key("level_appraisal_button"))
            with contextlib.closing(sqlite3.connect(book, timeout=30)) as database:
                self.wait_for(lambda: database.execute("SELECT count(*) FROM appraisals WHERE kind = 'closed'").fetchone()[0] == 3, "the appraisal")
            time.sleep(2)
            desk.picture("close-level-ready")
            desk.display.keys(self.key("level_close_button"))
            self.wait_for(lambda: self.level(book)["state"] == "closed", "the closing")
            time.sleep(2)
            out = self.folder / f"goi-{language}.ods"
            self.write(str(out))
            desk.picture("close-level-closed")
            desk.display.keys("Return")
            self.wait_for(out.exists, "the bundle")
            time.sleep(2)
            desk.picture("close-level-bundle")
            # It opens for signing, and is not changed by that.
            before = out.read_bytes()
            desk.display.keys(self.key("level_bundle_open"))
            self.wait_for(lambda: len(desk.office.documents()) > 1, "the bundle in Calc")
            time.sleep(2)
            desk.picture("close-level-opened")
            self.assertEqual(out.read_bytes(), before)
            other = self.folder / f"lệnh-{language}.ods"
            run("bundle", "--programme", KEY, "--register", book, "--parent", DISTRICT, "--out", other, "--lang", "vi" if language == "vi" else "en")
            self.assertEqual(other.read_bytes(), before)
            # Open again.
            desk.run("vn.thuocdo:close-level")
            desk.wait_for_window(title)
            desk.display.keys("Return")
            time.sleep(3)
            desk.display.keys(self.key("level_reopen_label"))
            desk.display.run("xdotool", "type", "--delay", "8", "Nham")
            desk.display.keys(self.key("level_reopen_button"))
            time.sleep(1)
            desk.picture("close-level-ask-reopen")
            desk.display.keys("shift+Tab", "space")  # No is the default
            self.wait_for(lambda: self.level(book)["state"] == "open", "the opening")
            time.sleep(2)
            desk.picture("close-level-again")
            desk.display.keys("Escape")
            desk.wait_until_gone(title)
        run("audit", "--register", book)

    def test_vietnamese(self):
        self.look("vi")

    def test_english(self):
        self.look("en-US")


if __name__ == "__main__":
    if not shutil.which("Xvfb"):
        sys.exit("Xvfb is missing")
    unittest.main(verbosity=2)
