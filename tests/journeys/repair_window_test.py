"""Repairing, dividing and merging in a real window, by keyboard, in Vietnamese and English. The pictures are kept in
<build>/screenshots, to be looked at."""

import pathlib
import shutil
import sys
import tempfile
import threading
import time
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
import campaign  # noqa: E402
from campaign import Office, Table, result_of  # noqa: E402
from window_test import BUILD, SAMPLES, Display  # noqa: E402

UNIT = "x-chuse-01"


class RepairWindow(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.temporary = tempfile.TemporaryDirectory(prefix="thuocdo-repair-window-")
        cls.addClassCleanup(cls.temporary.cleanup)
        cls.folder = pathlib.Path(cls.temporary.name)
        cls.pictures = BUILD / "screenshots"
        cls.pictures.mkdir(exist_ok=True)

    def wait_for(self, holds, what, seconds=20):
        deadline = time.monotonic() + seconds
        while not holds():
            self.assertLess(time.monotonic(), deadline, f"waited for {what}")
            time.sleep(0.2)

    def office(self, display, language, theme=None):
        environment = {"DISPLAY": display.name, "GDK_BACKEND": "x11", "NO_AT_BRIDGE": "1"}
        if theme:
            environment["GTK_THEME"] = theme
        office = Office(self.folder / f"office-{language}-{bool(theme)}", language=language, environment=environment, timeout=60)
        office.install(BUILD / "thuocdo.oxt")
        office.set_start_value("/org.openoffice.Setup/Product", "ooSetupLastVersion", "7.4")
        office.set_start_value("/org.openoffice.Office.Common/Misc", "FirstRun", False)
        office.set_start_value("/org.openoffice.Office.Common/Misc", "ShowTipOfTheDay", False)
        office.start()
        folder = self.folder / f"{language}-{bool(theme)}"
        folder.mkdir()
        campaign.require(result_of(office.dispatch(None, "vn.thuocdo:new", Programme=campaign.PROGRAMME, Tier="xa", Unit=UNIT,
                                                   Folder=str(folder), Silent=True)), "new")
        office.stop()
        office.start(visible=True)
        return office, folder / f"{UNIT}.ods"

    def dialog(self, display, office, document, command, picture, *keys, then=(), **arguments):
        """Runs a command that shows a dialog; takes its picture, then presses keys, and `then` in the dialog that follows.
        Returns the command's result."""
        before = set(display.windows())
        returned = []
        runner = threading.Thread(target=lambda: returned.append(
            result_of(office.dispatch(document, "vn.thuocdo:" + command, **arguments))))
        runner.start()
        self.wait_for(lambda: set(display.windows()) - before or not runner.is_alive(), command)
        time.sleep(1.5)
        self.assertGreater(display.picture(self.pictures / picture), 100)
        first = set(display.windows())
        display.keys(*keys)
        if then:
            self.wait_for(lambda: set(display.windows()) - first, f"what {command} says in the end", 60)
            time.sleep(1)
            display.keys(*then)
        runner.join(30)
        self.assertFalse(runner.is_alive(), f"{command} has not ended")
        return returned[0]

    @staticmethod
    def damage(document):
        table = Table(document)
        table.sheet.unprotect("")
        table.cell("1.1", "points").setValue(4)
        table.cell("1.2", "maximum").setValue(40)
        table.cell("1.1", "evidence").setString("QuyÕt ®Þnh sè 15/Q§-UBND ngµy 02/3/2023")
        table.sheet.Rows.insertByIndex(table.rows["1.3"], 1)
        table.sheet.getCellByPosition(table.columns["name"], table.rows["1.3"]).setString("Ghi chú: hỏi lại phòng Văn hóa")
        table.sheet.Rows.removeByIndex(Table(document).rows["2.2"], 1)

    def through(self, language, theme=None):
        name = language[:2] + ("-dark" if theme else "")
        with Display() as display:
            office, file = self.office(display, language, theme)
            with office:
                document = office.open(file, hidden=False)
                window = document.CurrentController.Frame.ContainerWindow
                window.setPosSize(0, 0, 1366, 768, 15)
                table = Table(document)
                document.CurrentController.setActiveSheet(table.sheet)
                campaign.fill(table, [answer for answer in campaign.read_answers(SAMPLES / "xa-2.csv") if answer[0].startswith(("1", "2"))],
                              campaign.level_texts(campaign.PROGRAMME, "xa"))
                self.damage(document)
                time.sleep(1)
                display.picture(self.pictures / f"repair-damaged-{name}.png")
                result = self.dialog(display, office, document, "repair", f"repair-list-{name}.png", "Escape")
                self.assertTrue(result["ok"], result["message"])
                self.assertEqual(Table(document).cell("1.1", "evidence").String, "Quyết định số 15/QĐ-UBND ngày 02/3/2023")
                time.sleep(1)
                display.picture(self.pictures / f"repair-done-{name}.png")
                document.CurrentController.setActiveSheet(document.Sheets.getByName("Nội dung giữ lại"))
                time.sleep(1)
                display.picture(self.pictures / f"repair-kept-{name}.png")
                # One key takes all of it back, and another does it again.
                display.keys("ctrl+z")
                self.wait_for(lambda: Table(document).cell("1.1", "points").Value == 4.0, "undone")
                display.keys("ctrl+y")
                self.wait_for(lambda: Table(document).cell("1.1", "points").Formula.startswith("=VN."), "done again")
                document.CurrentController.setActiveSheet(Table(document).sheet)
                document.store()

                result = self.dialog(display, office, document, "split", f"split-{name}.png", "Return", then=("Return",))
                self.assertTrue(result["ok"], result["message"])
                parts = [pathlib.Path(part) for part in result["files"]]
                self.assertGreater(len(parts), 5)
                part = office.open(parts[0], hidden=False)
                part.CurrentController.setActiveSheet(Table(part).sheet)
                part.CurrentController.Frame.ContainerWindow.setPosSize(0, 0, 1366, 768, 15)
                time.sleep(1.5)
                display.picture(self.pictures / f"part-{name}.png")
                Table(part).put("1.3", "value", "1")
                Table(part).put("1.4", "value", "5")
                part.store()
                part.close(True)
                Table(document).put("1.3", "value", "3")
                # The second entry of the list of answers is the part's.
                result = self.dialog(display, office, document, "merge", f"merge-{name}.png", "Tab", "Tab", "Down", "Return",
                                     then=("Escape",), Parts=str(parts[0].parent))
                self.assertTrue(result["ok"], result["message"])
                self.assertEqual((Table(document).cell("1.3", "value").Value, Table(document).cell("1.4", "value").Value), (1, 5))

    def test_in_vietnamese(self):
        self.through("vi")

    def test_in_english_on_dark(self):
        self.through("en-US", theme="Adwaita:dark")


if __name__ == "__main__":
    if not shutil.which("Xvfb"):
        sys.exit("Xvfb is missing")
    unittest.main()
