"""The desk's place in LibreOffice, in real windows: menu, toolbar, tabs, context menu, options, about, template manager, in
Vietnamese and English, light and dark. The pictures are kept in <build>/screenshots, to be looked at."""

import pathlib
import shutil
import sys
import tempfile
import time
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
from campaign import Table  # noqa: E402
from desk_window import DeskWindow  # noqa: E402

TITLES = {"vi": {"options": "Tùy chọn - Thước Đo", "about": "Giới thiệu Thước Đo", "new": "Tạo phiếu mới",
                 "freeze": "Chuyển công thức thành giá trị"},
          "en": {"options": "Options - Thước Đo", "about": "About Thước Đo", "new": "New sheet", "freeze": "Freeze values"}}


class Desktop(unittest.TestCase):
    def setUp(self):
        temporary = tempfile.TemporaryDirectory(prefix="thuocdo-desktop-")
        self.addCleanup(temporary.cleanup)
        self.folder = pathlib.Path(temporary.name)

    def shown(self, desk, name):
        self.assertGreater(desk.picture(name), 150, f"{name} is empty")

    def menu_position(self, desk):
        """Where the menu Thước Đo stands in the menu bar."""
        return ("543", "36") if desk.language == "vi" else ("452", "36")

    def look_around(self, desk, titles):
        table = Table(desk.document)
        view = desk.document.CurrentController
        view.setActiveSheet(table.sheet)
        view.select(table.cell("1.3", "value"))
        desk.window.setFocus()
        time.sleep(1)
        desk.display.run("xdotool", "mousemove", *self.menu_position(desk), "click", "1")
        time.sleep(1)
        self.shown(desk, "menu")
        desk.display.keys("Escape", "Escape")
        desk.display.keys("Menu")
        time.sleep(1)
        self.shown(desk, "context-menu")
        desk.display.keys("Escape")

        desk.run(".uno:OptionsTreeDialog", OptionsPageURL=desk.options_page())
        desk.wait_for_window(titles["options"])
        self.shown(desk, "options")
        desk.display.keys("Escape")
        desk.wait_until_gone(titles["options"])

        desk.run("vn.thuocdo:about")
        desk.wait_for_window(titles["about"])
        self.shown(desk, "about")
        desk.display.keys("Return")  # the button that has the focus copies
        time.sleep(0.5)
        self.shown(desk, "about-copied")
        desk.display.keys("Escape")
        desk.wait_until_gone(titles["about"])

    def test_vietnamese(self):
        titles = TITLES["vi"]
        with DeskWindow(self.folder, "vi") as desk:
            self.look_around(desk, titles)
            # No is the answer that Enter gives.
            desk.run("vn.thuocdo:freeze-values")
            desk.wait_for_window(titles["freeze"])
            self.shown(desk, "freeze-values")
            desk.display.keys("Return")
            desk.wait_until_gone(titles["freeze"])
            self.assertTrue(Table(desk.document).cell("1.3", "points").Formula.startswith("=VN.THUOCDO"))

            desk.run(".uno:NewDoc")
            desk.wait_for_window("Templates")
            time.sleep(1)
            self.shown(desk, "template-manager")
            desk.display.keys("Escape")
            desk.wait_until_gone("Templates")

            # A blank sheet asks for its unit and gives way to the sheet.
            blank = next(desk.office.profile.glob("user/uno_packages/cache/**/template/thuocdo/mau-2-cap-xa.ots"))
            desk.office.open(blank, hidden=False, AsTemplate=True)
            desk.wait_for_window(titles["new"])
            self.shown(desk, "blank-sheet")
            desk.display.keys("Return")
            desk.wait_until_gone(titles["new"])
            deadline = time.monotonic() + 20
            while not any(document.URL.startswith("file:") and not document.URL.endswith("x-chuse-01.ods")
                          for document in desk.office.documents()):
                self.assertLess(time.monotonic(), deadline, "no sheet was made")
                time.sleep(0.3)
            time.sleep(1)
            self.assertEqual(len([document for document in desk.office.documents() if not document.URL]), 0,
                             "the blank sheet is still there")
            self.shown(desk, "sheet-from-template")

    def test_english_dark_and_tabs(self):
        with DeskWindow(self.folder, "en-US", dark=True) as desk:
            self.look_around(desk, TITLES["en"])
            desk.run(".uno:ToolbarMode", Mode="notebookbar.ui")
            time.sleep(3)
            self.shown(desk, "tabs")


if __name__ == "__main__":
    if not shutil.which("Xvfb"):
        sys.exit("Xvfb is missing")
    unittest.main()
