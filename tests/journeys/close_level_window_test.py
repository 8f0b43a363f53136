"""Closing a district's level in a real window of 1366 × 768, by keyboard: what is left is shown and done (a commune marked absent,
another one's late sheet decided, an appraisal closed), the level is closed, the bundle made, told, signed and sent to a folder,
another one handed to the mail program, the level opened again. The pictures are kept in <build>/screenshots, to be looked at."""

import contextlib
import json
import pathlib
import shutil
import sqlite3
import sys
import time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
import desk_case  # noqa: E402
from desk_window import DeskWindow  # noqa: E402
from campaign_sheets import CampaignSheets, run  # noqa: E402
from certificate_folder import Certificates  # noqa: E402
from close_level_test import decide_all  # noqa: E402
from outbox_items import outbox_of, read_state  # noqa: E402

KEY, DISTRICT = "gialai-dti-2023", "h-chuse"
IN_TIME, LATE = "2023-12-10T09:30:00+07:00", "2024-02-20T08:00:00+07:00"


class CloseLevelWindow(desk_case.DeskCase):
    prefix = "thuocdo-level-window-"

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        made = CampaignSheets(KEY, cls.folder / "scratch")
        cls.communes = [row["code"] for row in made.units if row["parent"] == DISTRICT]
        made.write_submitted({(code, 1): cls.folder / "đến" / f"{code}.ods" for code in [DISTRICT, *cls.communes[2:]]}, IN_TIME)
        made.write_submitted({(cls.communes[1], 1): cls.folder / "trễ" / f"{cls.communes[1]}.ods"}, LATE)
        cls.book = cls.folder / "so-huyen.db"
        run("receive", cls.folder / "đến", "--programme", KEY, "--register", cls.book, "--received", IN_TIME)
        run("receive", cls.folder / "trễ", "--programme", KEY, "--register", cls.book, "--received", LATE, codes=(1,))
        decide_all(cls.book, cls.communes[2], cls.folder)

    def standing(self, book):
        return json.loads(run("status", "--programme", KEY, "--register", book, "--json"))

    def level(self, book):
        return next(one for one in self.standing(book)["levels"] if one["unit"] == DISTRICT)

    def look(self, language):
        book = self.folder / f"so-{language}.db"
        shutil.copy(self.book, book)
        shutil.copytree(f"{self.book}.originals", f"{book}.originals")
        mailer, said = self.folder / language / "thunderbird", self.folder / language / "letter"
        mailer.parent.mkdir()
        mailer.write_text(f'#!/bin/sh\nprintf "%s\\n" "$@" > "{said}.tmp"; mv "{said}.tmp" "{said}"\n')
        mailer.chmod(0o755)
        settings = (("/vn.thuocdo.Settings/Desk", "RegisterRound", KEY), ("/vn.thuocdo.Settings/Desk", "Register", str(book)),
                    ("/org.openoffice.Office.Common/ExternalMailer", "Program", str(mailer)))
        pki = Certificates(self.folder / f"pki-{language}")
        pki.person("Nguyễn Thị Lan")
        with DeskWindow(self.folder, language, settings=settings, environment=pki.environment) as self.desk:
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
            self.press("level_absent_button")
            time.sleep(1)
            desk.picture("close-level-no-reason")
            self.write("QD 12")
            self.press("level_absent_button")
            self.wait_for(lambda: self.level(book)["absent"] == 1, "the mark")
            time.sleep(2)
            # Now the late sheet is first.
            desk.picture("close-level-late")
            self.press("level_decide_button")
            desk.wait_for_window(self.says("decide_title"))
            time.sleep(1)
            self.press("decide_basis_label")
            self.type("CV 12/UBND")
            self.press("decide_accept_button")
            self.wait_for(lambda: self.level(book)["late"] == 0, "the decision")
            time.sleep(2)
            desk.picture("close-level-appraisal")
            self.press("level_appraisal_button")
            with contextlib.closing(sqlite3.connect(book, timeout=30)) as database:
                self.wait_for(lambda: database.execute("SELECT count(*) FROM appraisals WHERE kind = 'closed'").fetchone()[0] == 3, "the appraisal")
            time.sleep(2)
            desk.picture("close-level-ready")
            self.press("level_close_button")
            self.wait_for(lambda: self.level(book)["state"] == "closed", "the closing")
            time.sleep(2)
            out = self.folder / f"goi-{language}.ods"
            self.write(out)
            desk.picture("close-level-closed")
            desk.display.keys("Return")
            self.wait_for(out.exists, "the bundle")
            time.sleep(2)
            desk.picture("close-level-bundle")
            # It opens to be looked at, and is not changed by that.
            before = out.read_bytes()
            self.press("level_bundle_open")
            self.wait_for(lambda: len(desk.office.documents()) > 1, "the bundle in Calc")
            time.sleep(2)
            desk.picture("close-level-opened")
            self.assertEqual(out.read_bytes(), before)
            other = self.folder / f"lệnh-{language}.ods"
            run("bundle", "--programme", KEY, "--register", book, "--parent", DISTRICT, "--out", other, "--lang", "vi" if language == "vi" else "en")
            self.assertEqual(other.read_bytes(), before)
            # Signed and sent from the same window.
            there = self.folder / f"nhan-{language}"
            there.mkdir()
            desk.run("vn.thuocdo:close-level")
            desk.wait_for_window(title)
            desk.display.keys("Return")
            time.sleep(3)
            self.write(self.folder / f"goi-ky-{language}.ods")
            desk.display.keys("Return")
            desk.wait_for_window(self.says("level_send_title"))
            time.sleep(1)
            self.press("find_certificates_button")
            time.sleep(1)
            desk.display.keys("Return")  # the announcement of the PIN
            time.sleep(2)
            self.press("level_send_check")
            time.sleep(0.5)
            self.press("submit_place_label")
            self.write(there)
            time.sleep(0.5)
            desk.picture("close-level-send")
            self.press("level_send_button")
            self.wait_for(lambda: list(there.glob("*.ods")), "the bundle at its place")
            time.sleep(2)
            desk.picture("close-level-sent")
            desk.display.keys("Return")
            desk.wait_until_gone(self.says("level_send_title"))
            signed = json.loads(run("verify", there / f"goi-ky-{language}.ods", "--json", codes=(0, 1)))["files"][0]
            self.assertEqual([one["signer"] for one in signed["signatures"]], ["Nguyễn Thị Lan"])
            # By mail: the program gets the file, and nobody says that it was sent.
            desk.run("vn.thuocdo:close-level")
            desk.wait_for_window(title)
            desk.display.keys("Return")
            time.sleep(3)
            mailed = self.folder / f"goi-thu-{language}.ods"
            self.write(mailed)
            desk.display.keys("Return")
            desk.wait_for_window(self.says("level_send_title"))
            time.sleep(1)
            self.press("submit_to_label")  # a field that is off: nothing happens
            self.press("sign_check")  # as the last time; not now
            self.press("level_send_check")
            time.sleep(0.5)
            self.press("submit_to_label")
            desk.display.keys("Home", "Down", "Down")
            self.press("submit_place_label")
            self.write("vanthu@example.vn")
            desk.picture("close-level-mail")
            self.press("level_send_button")
            self.wait_for(said.exists, "the mail program")
            time.sleep(2)
            desk.picture("close-level-mailed")
            desk.display.keys("Return")
            desk.wait_until_gone(self.says("level_send_title"))
            letter = said.read_text("utf-8")
            for wanted in ("vanthu@example.vn", mailed.name, json.loads(run("verify", mailed, "--json", codes=(0, 1)))["files"][0]["code"]):
                self.assertIn(wanted, letter)
            states = [read_state(path) for path in outbox_of(desk.office).iterdir() if path.is_dir()]
            self.assertEqual(sorted((state["kind"], state["state"]) for state in states), [("folder", "delivered"), ("mail", "handed-to-mail")])
            # Open again.
            desk.run("vn.thuocdo:close-level")
            desk.wait_for_window(title)
            desk.display.keys("Return")
            time.sleep(3)
            self.press("level_reopen_label")
            self.type("Nham")
            self.press("level_reopen_button")
            time.sleep(1)
            desk.picture("close-level-ask-reopen")
            desk.display.keys("shift+Tab", "space")  # No is the default
            self.wait_for(lambda: self.level(book)["state"] == "open", "the opening")
            time.sleep(2)
            desk.picture("close-level-again")
            desk.display.keys("Escape")
            desk.wait_until_gone(title)
        run("audit", "--register", book)


if __name__ == "__main__":
    desk_case.main()
