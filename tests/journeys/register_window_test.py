"""The register in a real window of 1366 × 768, by keyboard: sheets are received, given up in the middle and received to the end,
decided upon, and the table of who has submitted opens; the first time a register is made under the name that is proposed. The pictures are kept in <build>/screenshots, to be looked at."""

import contextlib
import json
import pathlib
import sqlite3
import sys
import time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
import desk_case  # noqa: E402
from desk_window import DeskWindow  # noqa: E402
from campaign_sheets import CampaignSheets, run  # noqa: E402

KEY = "gialai-dti-2023"
IN_TIME = "2023-12-10T09:30:00+07:00"


class RegisterWindow(desk_case.DeskCase):
    prefix = "thuocdo-register-window-"

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.incoming = cls.folder / "den"
        made = CampaignSheets(KEY, cls.folder / "scratch")
        codes = [row["code"] for row in made.units]
        made.write_submitted({(code, 1): cls.incoming / f"{code}.ods" for code in codes[:-4]}, IN_TIME)
        made.write_drafts({(code, 1): cls.incoming / f"{code}.ods" for code in codes[-4:-2]})
        # Rubbish last, so that there is something left to give up.
        (cls.incoming / "z-khác").mkdir()
        for number in range(4000):
            (cls.incoming / "z-khác" / f"hỏng {number:04}.ods").write_bytes(b"rubbish %d" % number)
        cls.files = len(codes) - 2 + 4000
        cls.programme_units = {row["code"]: row["name"] for row in made.units}

    def rows(self, book, statement="SELECT state FROM receipts"):
        with contextlib.closing(sqlite3.connect(book, timeout=30)) as database:
            return database.execute(statement).fetchall()

    def shown(self, before):
        """The document that has come, in front."""
        desk = self.desk
        self.wait_for(lambda: desk.came(before), "the table")
        time.sleep(1.5)
        document = desk.came(before)
        self.desk.show(document)
        return [document.Sheets[0].getCellByPosition(0, row).String for row in range(6)]

    def fill_in(self, book):
        """The dialog of Receive, by its keys."""
        self.press("register_at_label")
        self.write(book)
        self.press("receive_sheets_label")
        self.write(self.incoming)
        self.press("receive_times_label")
        self.write("10/12/2023 09:30")

    def look(self, language):
        book = self.folder / f"so-{language}.db"
        documents = self.folder / f"phieu-{language}"
        documents.mkdir()
        settings = [("/vn.thuocdo.Settings/Desk", name, value) for name, value in (("RegisterRound", KEY), ("SheetFolder", documents))]
        with DeskWindow(self.folder, language, settings=settings) as self.desk:
            desk = self.desk
            title = self.says("receive_title")
            # The first time: a name for the register stands there, and what is missing is asked for in words.
            desk.run("vn.thuocdo:receive")
            desk.wait_for_window(title)
            desk.picture("receive-empty")
            desk.display.run("xdotool", "key", self.key("receive_button"))
            time.sleep(1.5)
            desk.picture("receive-no-sheets")
            desk.display.keys("Return")
            desk.wait_for_window(title)
            self.press("receive_sheets_label")
            self.write(next(self.incoming.glob("*.ods")))
            desk.display.run("xdotool", "key", self.key("receive_button"))
            first = documents / self.says("register_first_name")
            self.wait_for(lambda: first.exists() and len(desk.office.documents()) > 1, "the first register")
            self.assertEqual(len(self.rows(first)), 1)
            sheet = desk.document
            self.shown(1)
            table = desk.document
            desk.show(sheet)
            desk.close(table)
            # Given up in the middle: what was received stays, and is told.
            desk.run("vn.thuocdo:receive")
            desk.wait_for_window(title)
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
            self.press("receive_sheets_label")
            self.write(self.incoming)
            self.press("receive_times_label")
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
            self.wait_for(lambda: title in desk.titles(), "the list")
            time.sleep(1.5)
            desk.picture("decide-list")
            desk.display.keys("Return")  # without a basis
            time.sleep(1)
            desk.picture("decide-no-basis")
            desk.display.keys("Return")
            time.sleep(1)
            desk.display.keys("shift+Down", self.key("decide_basis_label"))
            self.type("CV 12/UBND")
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
            self.assertEqual(len(desk.document.Sheets.ElementNames), 3)
            for sheet, name in zip(desk.document.Sheets, (None, "status-levels", "status-letters"), strict=True):
                if name:
                    desk.document.CurrentController.setActiveSheet(sheet)
                    time.sleep(1.2)
                    desk.picture(name)
            # A district's part; the same one is proposed the next time.
            for step, keys in enumerate((("Home",), ())):
                desk.run("vn.thuocdo:status")
                desk.wait_for_window(self.says("status_title"))
                self.press("level_unit_label")
                desk.display.keys(*keys)
                time.sleep(0.5)
                desk.picture(f"status-district-{step}")
                desk.display.keys("Return")
                district = self.programme_units[desk.office.configuration("/vn.thuocdo.Settings/Desk").RegisterUnit]
                self.assertIn(district, "\n".join(self.shown(4 + step)))
            # What is consolidated next is this register.
            desk.run("vn.thuocdo:consolidate")
            title = self.says("consolidate_title")
            desk.wait_for_window(title)
            desk.picture("consolidate-register")
            self.press("consolidate_button")
            result = book.with_name(f"so-{language}-ket-qua") / "result.json"
            self.wait_for(result.exists, "the result of the register")
            desk.wait_until_gone(title, seconds=30)
            self.assertEqual(json.loads(result.read_text("utf-8"))["source"], "register")
            time.sleep(2)
            desk.document.setModified(False)
        run("audit", "--register", book)


if __name__ == "__main__":
    desk_case.main()
