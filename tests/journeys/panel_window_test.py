"""The live score in a real window: what is typed shows, Enter and the mouse lead from a line to its cell, the keyboard
alone is enough, and it can be read in Vietnamese and English, light and dark, narrow and wide. The pictures are kept in
<build>/screenshots, to be looked at."""

import pathlib
import shutil
import sys
import tempfile
import time
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
import campaign  # noqa: E402
from campaign import Office, Table  # noqa: E402
from panel_reader import FOCUSED, children, context_of, open_panel  # noqa: E402
from window_test import BUILD, SAMPLES, Display  # noqa: E402

DECK = (1054, 214)  # where the panel begins in a window 1366 pixels wide
MEETINGS = "1.3"  # of the communes' sheet: as many points as meetings, up to 4


class Desk:
    """An office with one sheet in a window, and its panel open."""

    def __init__(self, display, folder, language, theme, size=(1366, 740)):
        environment = {"DISPLAY": display.name, "GDK_BACKEND": "x11", "NO_AT_BRIDGE": "1", "GTK_THEME": theme}
        self.display = display
        for attempt in (1, 2):  # gtk3 may hang when an office opens its first window
            self.office = Office(folder / f"office-{language}-{theme.replace(':', '-')}-{attempt}", language, environment,
                                 timeout=60)
            self.office.install(BUILD / "thuocdo.oxt")
            for path, name, value in (("Setup/Product", "ooSetupLastVersion", "7.4"), ("Office.Common/Misc", "FirstRun", False),
                                      ("Office.Common/Misc", "ShowTipOfTheDay", False)):
                self.office.set_start_value("/org.openoffice." + path, name, value)
            try:
                self.office.start(visible=True)
                campaign.require(campaign.result_of(self.office.dispatch(
                    None, "vn.thuocdo:new", Programme=campaign.PROGRAMME, Tier="xa", Unit="x-chuse-01", Folder=str(folder),
                    Overwrite=True, Silent=True)), "new")
                self.document = self.office.open(folder / "x-chuse-01.ods", hidden=False)
                break
            except Exception:
                self.office.stop()
                if attempt == 2:
                    raise
        self.table = Table(self.document)
        self.controller = self.document.CurrentController
        self.controller.setActiveSheet(self.table.sheet)
        self.resize(*size)
        self.panel = open_panel(self.office, self.document)

    def resize(self, width, height):
        window = self.controller.Frame.ContainerWindow
        window.setPosSize(0, 0, width, height, 15)
        deadline = time.monotonic() + 10
        while window.getPosSize().Height != height and time.monotonic() < deadline:
            time.sleep(0.2)
        time.sleep(1)

    def focused(self):
        """The name of the control of the panel that has the keyboard; empty when it is elsewhere."""
        for part in self.panel.parts():
            if any(context.getAccessibleStateSet().contains(FOCUSED) for context in (part, *children(part))):
                return part.getAccessibleName()
        return ""

    def to_sheet(self):
        for _ in range(50):
            self.controller.Frame.ComponentWindow.setFocus()
            time.sleep(0.2)
            if not self.focused():
                return
        raise AssertionError("the sheet does not take the keyboard")

    def cursor(self):
        address = self.controller.getSelection().getRangeAddress()
        return address.StartRow, address.StartColumn

    def place(self, row, column):
        return self.table.rows[row], self.table.columns[column]


class PanelWindow(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.temporary = tempfile.TemporaryDirectory(prefix="thuocdo-panel-window-")
        cls.addClassCleanup(cls.temporary.cleanup)
        cls.folder = pathlib.Path(cls.temporary.name)
        cls.pictures = BUILD / "screenshots"
        cls.pictures.mkdir(exist_ok=True)

    def picture(self, desk, name):
        time.sleep(1.5)
        self.assertGreater(desk.display.picture(self.pictures / f"{name}.png"), 200)

    def wait_for(self, holds, what, seconds=20):
        deadline = time.monotonic() + seconds
        while not holds():
            self.assertLess(time.monotonic(), deadline, f"waited for {what}")
            time.sleep(0.1)

    def test_typing_and_keys_and_mouse(self):
        with Display() as display:
            desk = Desk(display, self.folder, "vi", "Adwaita")
            panel, table = desk.panel, desk.table
            with desk.office:
                panel.wait(lambda: panel.total().startswith("0,000/"), "the empty sheet")
                self.picture(desk, "panel-empty-vi-light")

                # Typing.
                desk.controller.select(table.cell(MEETINGS, "value"))
                desk.to_sheet()
                display.keys("3", "Return")
                panel.wait(lambda: panel.total().startswith("3,000/"), "three points")
                display.keys("ctrl+z")
                panel.wait(lambda: panel.total().startswith("0,000/"), "the typing undone")
                panel.wait(lambda: panel.explanation().startswith("Tiêu chí 1.3. "), "the cursor's criterion explained")

                # The keyboard alone: into the panel, along its controls, to a cell, and back.
                open_panel(desk.office, desk.document)
                self.wait_for(lambda: desk.focused().startswith("Còn được thêm"), "the first list")
                first = panel.list("Còn được")[0].split(" · ")[1]
                second = panel.list("Còn được")[1].split(" · ")[1]
                display.keys("Down")
                panel.wait(lambda: panel.explanation().startswith(f"Tiêu chí {second}. "), "the second line explained")
                display.keys("Return")
                self.wait_for(lambda: desk.cursor() == desk.place(second, "value"), "the cell of the second line")
                display.keys("2")  # the keyboard is in the sheet again
                display.keys("Escape")
                open_panel(desk.office, desk.document)
                order = []
                for _ in range(3):
                    self.wait_for(lambda: desk.focused() not in order[-1:], "the next control")
                    order.append(desk.focused())
                    display.keys("Tab")
                self.assertTrue(order[0].startswith("Còn được thêm"), order)
                self.assertTrue(order[1].startswith("Kiểm tra"), order)
                self.assertTrue(order[2].startswith("Giải thích"), order)
                open_panel(desk.office, desk.document)
                self.wait_for(lambda: desk.focused().startswith("Còn được thêm"), "the first list")
                display.keys("shift+Tab")
                self.wait_for(lambda: desk.focused().startswith("Điểm từng nhóm"), "the switch above the list")
                panel.wait(lambda: panel.group("I. Nhận thức số") == "bar", "every group's bar, also in a low window")
                display.keys("space")
                panel.wait(lambda: panel.group("I. Nhận thức số") == "named", "the groups' names, which a low window has no room for by itself")
                display.keys("space")
                panel.wait(lambda: panel.group("I. Nhận thức số") == "bar", "only the bars again")
                display.keys("Escape")
                self.wait_for(lambda: desk.focused() == "", "the keyboard in the sheet")

                # With the sidebar off, the command brings it back and goes into it, as often as one likes.
                for _ in range(3):
                    display.keys("ctrl+F5")
                    self.wait_for(lambda: not desk.controller.getSidebar().isVisible(), "the sidebar to be off")
                    desk.panel = panel = open_panel(desk.office, desk.document)
                    self.wait_for(lambda: desk.focused().startswith("Còn được thêm"), "the first list, after the sidebar was off")
                    display.keys("Escape")
                    self.wait_for(lambda: desk.focused() == "", "the keyboard in the sheet")

                # The mouse.
                lines = children(panel.named("Còn được"))[0]
                place = context_of(lines.getAccessibleChild(0)).getLocationOnScreen()  # within the deck
                display.run("xdotool", "mousemove", str(DECK[0] + place.X + 30), str(DECK[1] + place.Y + 8), "click", "1")
                self.wait_for(lambda: desk.cursor() == desk.place(first, "value"), "the cell of the first line")
                self.assertEqual(desk.focused(), "")

    def show(self, display, language, theme, name):
        desk = Desk(display, self.folder, language, theme)
        with desk.office:
            campaign.fill(desk.table, campaign.read_answers(SAMPLES / "xa-2.csv")[:-60],
                          campaign.level_texts(campaign.PROGRAMME, "xa"))
            desk.table.cell(MEETINGS, "reason").setString("")
            desk.controller.select(desk.table.cell(MEETINGS, "value"))
            answered = "Đã trả lời" if language == "vi" else "Answered"
            desk.panel.wait(lambda: any(answered in text and " 0/" not in text for text in desk.panel.texts()), "the answers")
            self.picture(desk, f"panel-{name}")
            if name == "vi-light":
                self.widths(desk)
                foreign = desk.office.new_calc(hidden=False)
                foreign.CurrentController.Frame.ContainerWindow.setPosSize(0, 0, 1366, 740, 15)
                panel = open_panel(desk.office, foreign)
                panel.wait(lambda: panel.buttons() == ["Tạo phiếu mới…"], "the sentence for a foreign document")
                self.picture(desk, "panel-foreign-vi-light")

    def widths(self, desk):
        """A wide deck, and a window 600 pixels high."""
        before = desk.panel.window.getPosSize().Width
        # The border of the deck can be dragged.
        desk.display.run("xdotool", "mousemove", str(DECK[0] - 4), "350", "mousedown", "1")
        for x in range(DECK[0] - 60, DECK[0] - 300, -60):
            desk.display.run("xdotool", "mousemove", str(x), "350")
        desk.display.run("xdotool", "mouseup", "1")
        time.sleep(1)
        self.picture(desk, "panel-wide-vi-light")
        self.assertGreater(desk.panel.window.getPosSize().Width, before + 100)
        desk.resize(1024, 560)
        self.picture(desk, "panel-low-vi-light")
        size = desk.panel.window.getPosSize()
        for part in desk.panel.parts():
            bounds = part.getBounds()
            self.assertLessEqual(bounds.X + bounds.Width, size.Width, part.getAccessibleName())
            self.assertLessEqual(bounds.Y + bounds.Height, size.Height, part.getAccessibleName())

    def test_wide_and_low(self):
        with Display() as display:
            self.show(display, "vi", "Adwaita", "vi-light")

    def test_high_contrast(self):
        with Display() as display:
            self.show(display, "vi", "HighContrast", "vi-contrast")


if __name__ == "__main__":
    if not shutil.which("Xvfb"):
        sys.exit("Xvfb is missing")
    unittest.main()
