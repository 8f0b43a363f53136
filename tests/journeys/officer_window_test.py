"""An officer's whole way in real windows, from an empty Calc to the receipt, by keyboard and mouse alone: a sheet is made from
the menu, filled in from one unfinished place to the next, looked at in the sidebar, checked, repaired and submitted. The test
itself only reads what came of it. The pictures are kept in <build>/screenshots, to be looked at."""

import json
import pathlib
import shutil
import sys
import tempfile
import time
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
import campaign  # noqa: E402
from campaign import Office, Table  # noqa: E402
from submit_window_test import place_in_menu  # noqa: E402
from window_test import BUILD, Display  # noqa: E402

UNIT = "so-1"
# What is typed into the answer cells of the trial programme; a number of steps down the cell's list where one is chosen.
LIST = {"1.1": 1, "1.2": 2, "2.2|item:x": 1}
TYPED = {"1.3": "8", "1.4": "3", "2.1": "6", "2.2|item:y": "2", "2.3": "1", "2.4": "khong co"}
BASE = {"1.3": "10"}
TITLES = {"new": "Tạo phiếu mới", "next": "Chỗ chưa xong tiếp theo", "check": "Kiểm tra phiếu", "repair": "Kiểm tra và sửa cấu trúc",
          "submit": "Nộp phiếu", "receipt": "Biên nhận nộp phiếu", "outbox": "Hộp gửi và biên nhận"}


class OfficerWindow(unittest.TestCase):
    def setUp(self):
        temporary = tempfile.TemporaryDirectory(prefix="thuocdo-officer-")
        self.addCleanup(temporary.cleanup)
        self.folder = pathlib.Path(temporary.name)
        (BUILD / "screenshots").mkdir(exist_ok=True)

    def windows(self, title):
        return [one for one in self.display.windows() if self.display.run("xdotool", "getwindowname", one).strip().startswith(title)]

    def wait_for(self, holds, what, seconds=30):
        deadline = time.monotonic() + seconds
        while not holds():
            if time.monotonic() > deadline:
                self.picture("stuck")
                self.fail(f"waited for {what}")
            time.sleep(0.2)

    def window(self, title, seconds=30):
        self.wait_for(lambda: self.windows(title), f"the window {title}", seconds)
        time.sleep(1)
        return self.windows(title)[0]

    def gone(self, title):
        self.wait_for(lambda: not self.windows(title), f"{title} to close")

    def full_size(self, window):
        self.display.run("xdotool", "windowmove", window, "0", "0")
        self.display.run("xdotool", "windowsize", window, "1366", "740")
        self.display.run("xdotool", "windowactivate", window)
        time.sleep(2)

    def picture(self, name):
        self.assertGreater(self.display.picture(BUILD / "screenshots" / f"officer-{name}.png"), 100)

    def choose(self, command):
        """From our menu, which stands before Window and Help."""
        self.display.keys("F10", "Left", "Left", "Left", *["Down"] * place_in_menu(command), "Return")

    def type(self, text):
        self.display.run("xdotool", "type", "--delay", "30", text)
        time.sleep(0.3)

    def answer(self, row, column):
        """What an officer does in the cell that the cursor was led to."""
        if column == "value" and row in LIST:
            self.display.keys("alt+Down", *["Down"] * LIST[row], "Return")
        else:
            self.type({"value": TYPED, "base": BASE}.get(column, {}).get(row) or
                      {"reason": "Thieu can bo", "evidence": "QD 12/QD-STTTT 02/3/2024"}[column])
            self.display.keys("Return")

    def fill_in(self, document, table):
        rows = {row: name for name, row in table.rows.items()}
        columns = {column: name for name, column in table.columns.items()}
        for _ in range(60):
            self.display.keys("ctrl+alt+n")
            time.sleep(0.5)
            if self.windows(TITLES["next"]):
                self.picture("filled")
                self.display.keys("Return")
                self.gone(TITLES["next"])
                if campaign.result_of(self.office.dispatch(document, "vn.thuocdo:check", Silent=True))["ok"]:
                    return  # otherwise it only went round, to a place further up
            address = document.CurrentController.Selection.CellAddress
            self.answer(rows[address.Row], columns[address.Column])
        self.fail("there is no end of unfinished places")

    def test_from_an_empty_calc_to_the_receipt(self):
        with Display() as self.display:
            environment = {"DISPLAY": self.display.name, "GDK_BACKEND": "x11", "NO_AT_BRIDGE": "1",
                           "THUOCDO_TEMPLATES": str(campaign.SOURCE / "tests" / "addin" / "templates")}
            self.office = Office(self.folder / "office", "vi", environment, timeout=60)
            campaign.prepare(self.office, BUILD / "thuocdo.oxt")
            self.office.start("private:factory/scalc", visible=True)
            with self.office:
                self.full_size(self.window("Không tên 1", 60))

                self.choose("new")
                self.window(TITLES["new"])
                self.display.keys("alt+c", "Down", "alt+l", "ctrl+a")
                self.type(str(self.folder / "phieu"))
                self.picture("new")
                self.display.keys("Return")
                self.full_size(self.window(f"{UNIT}.ods", 60))
                document = next(one for one in self.office.documents() if one.URL.endswith(f"{UNIT}.ods"))
                table = Table(document)

                self.fill_in(document, table)
                self.assertEqual(table.cell("1.1", "value").String, "Có")
                self.assertEqual(table.cell("1.2", "value").String, "Một phần")
                self.assertEqual(table.cell("1.3", "points").Value, 8)

                # The toolbar, with the mouse. The empty Calc may have come to the front meanwhile.
                self.full_size(self.window(f"{UNIT}.ods"))
                self.display.run("xdotool", "mousemove", "703", "123", "click", "1")
                time.sleep(2)
                self.picture("panel")
                self.display.run("xdotool", "mousemove", "838", "123", "click", "1")
                self.window(TITLES["check"])
                self.display.keys("Escape")
                self.gone(TITLES["check"])

                self.choose("repair")
                self.window(TITLES["repair"])
                self.display.keys("Escape")
                self.gone(TITLES["repair"])

                self.choose("submit")
                self.window(TITLES["submit"])
                self.picture("submit")
                self.display.keys("alt+u")
                self.window(TITLES["receipt"], 60)
                self.picture("receipt")
                self.display.keys("Escape")
                self.gone(TITLES["receipt"])
                receipt = json.loads((self.folder / "phieu" / "da-nop" / f"{UNIT}.json").read_text("utf-8"))
                self.assertEqual(receipt["state"], "chưa ký")
                self.assertEqual([entry["name"] for entry in receipt["files"]], [f"{UNIT}.ods", f"{UNIT}.pdf"])

                self.choose("outbox")
                self.window(TITLES["outbox"])
                self.picture("outbox")
                self.display.keys("Escape")
                self.gone(TITLES["outbox"])
                self.display.keys("ctrl+s")
                self.wait_for(lambda: not document.isModified(), "the sheet saved")


if __name__ == "__main__":
    if not shutil.which("Xvfb"):
        sys.exit("Xvfb is missing")
    unittest.main(verbosity=2)
