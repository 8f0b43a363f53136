"""The desk's place in LibreOffice, in real windows: menu, toolbar, tabs, context menu, options, about, template manager,
function wizard, F1 in the dialogs, in Vietnamese and English, light and dark. The pictures are kept in <build>/screenshots, to be looked at."""

import pathlib
import shutil
import sys
import tempfile
import time
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
from campaign import Table  # noqa: E402
from com.sun.star.awt import Key, KeyEvent, KeyModifier, Point, Size  # noqa: E402
from com.sun.star.script import ScriptEventDescriptor  # noqa: E402
from desk_window import DeskWindow  # noqa: E402

# GTK hides the icons of menus unless it is told otherwise.
MENU_ICONS = (("/org.openoffice.Office.Common/View/Menu", "ShowIconsInMenues", True),
              ("/org.openoffice.Office.Common/View/Menu", "IsSystemIconsInMenus", False))
TITLES = {"vi": {"options": "Tùy chọn - Thước Đo", "about": "Giới thiệu Thước Đo", "new": "Tạo phiếu mới",
                 "freeze": "Chuyển công thức thành giá trị"},
          "en": {"options": "Options - Thước Đo", "about": "About Thước Đo", "new": "New sheet", "freeze": "Freeze values"}}


# Commands with a dialog, its title, and the page of the guide that F1 opens there.
HELPED = (("new", "Tạo phiếu mới", "bat-dau"), ("criterion", "Điền từng tiêu chí", "tung-tieu-chi"),
          ("check", "Kiểm tra phiếu", "kiem-tra"), ("submit", "Nộp phiếu", "nop-phieu"),
          ("outbox", "Hộp gửi và biên nhận", "gui-phieu"), ("split", "Chia phiếu cho các phòng", "chia-va-ghep"),
          ("diff", "So sánh hai bộ tiêu chí", "bo-tieu-chi"))
# Functions with an argument whose text is long: name, number of the argument (0: the first).
DESCRIBED = (("POINTS", 2), ("GROUPPOINTS", 3), ("CHECK", 2))


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

    def help_opens(self, desk, page, ask=lambda desk: desk.display.keys("F1")):
        desk.opened.unlink(missing_ok=True)
        ask(desk)
        deadline = time.monotonic() + 10
        wanted = f"/guide/{'vi' if desk.language == 'vi' else 'en'}/{page}.html"
        while not desk.opened.exists() or wanted not in desk.opened.read_text():
            self.assertLess(time.monotonic(), deadline, f"no page {page}: {desk.titles()}")
            time.sleep(0.2)

    def press_guide(self, desk):
        """On the options page: its second control."""
        desk.display.keys("Tab", "Tab", "space")

    def look_at_function_wizard(self, desk):
        document = desk.office.new_calc(hidden=False)
        view = document.CurrentController
        view.Frame.ContainerWindow.setPosSize(0, 0, 1366, 768, 15)
        sheet, desk.document = document.Sheets[0], document
        title = "Trợ lý hàm" if desk.language == "vi" else "Function Wizard"
        for row, (name, argument) in enumerate(DESCRIBED):
            cell = sheet.getCellByPosition(0, row)
            cell.Formula = f"=VN.THUOCDO.FUNCTIONS.{name}()"
            view.select(cell)
            desk.run(".uno:FunctionDialog")
            desk.wait_for_window(title)
            dialog = desk.display.run("xdotool", "search", "--onlyvisible", "--name", title).split()[-1]
            desk.display.run("xdotool", "mousemove", "--window", dialog, "578", str(268 + 40 * argument), "click", "1")
            time.sleep(0.7)
            self.shown(desk, f"function-wizard-{name.lower()}")
            desk.display.keys("Escape")
            desk.wait_until_gone(title)
        desk.close(document)

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
        self.help_opens(desk, "tuy-chon", self.press_guide)
        desk.display.keys("Escape")
        desk.wait_until_gone(titles["options"])

        desk.run("vn.thuocdo:about")
        desk.wait_for_window(titles["about"])
        self.shown(desk, "about")
        desk.display.keys("Return")  # the button that has the focus copies
        time.sleep(0.5)
        self.shown(desk, "about-copied")
        self.help_opens(desk, "ho-tro")
        desk.display.keys("Escape")
        desk.wait_until_gone(titles["about"])

    def test_macros_on_a_key_and_on_a_button(self):
        """As an officer sets them up under Customize: the dialog of Check opens as it does from the menu."""
        url = "vnd.sun.star.script:ThuocDo.Lenh.KiemTra?language=Basic&location=application"
        with DeskWindow(self.folder, "vi") as desk:
            press = KeyEvent()
            press.KeyCode, press.Modifiers = Key.K, KeyModifier.MOD1 | KeyModifier.MOD2
            supplier = desk.office.service("com.sun.star.ui.ModuleUIConfigurationManagerSupplier")
            keys = supplier.getUIConfigurationManager("com.sun.star.sheet.SpreadsheetDocument").getShortCutManager()
            keys.setKeyEvent(press, url)
            desk.window.setFocus()
            desk.display.keys("ctrl+alt+k")
            desk.wait_for_window("Kiểm tra phiếu")
            desk.display.keys("Escape")
            desk.wait_until_gone("Kiểm tra phiếu")

            view = desk.document.CurrentController
            page = view.getActiveSheet().DrawPage
            button = desk.document.createInstance("com.sun.star.form.component.CommandButton")
            button.Label = "Kiểm tra"
            form = desk.document.createInstance("com.sun.star.form.component.Form")
            page.Forms.insertByName("Form", form)
            form.insertByName("check", button)
            pressed = ScriptEventDescriptor()
            pressed.ListenerType, pressed.EventMethod = "XActionListener", "actionPerformed"
            pressed.ScriptType, pressed.ScriptCode = "Script", url
            form.registerScriptEvent(0, pressed)
            shape = desk.document.createInstance("com.sun.star.drawing.ControlShape")
            shape.Control = button
            page.add(shape)
            shape.Position, shape.Size = Point(3000, 1000), Size(4000, 1500)
            view.setFormDesignMode(False)
            time.sleep(1)
            place = view.getControl(button).getAccessibleContext().getLocationOnScreen()
            # The office counts from below the window's title.
            desk.display.run("xdotool", "mousemove", str(place.X + 40), str(place.Y + 50), "click", "1")
            desk.wait_for_window("Kiểm tra phiếu")
            self.shown(desk, "macro-button")
            desk.display.keys("Escape")
            desk.wait_until_gone("Kiểm tra phiếu")

    def test_vietnamese(self):
        titles = TITLES["vi"]
        with DeskWindow(self.folder, "vi", settings=MENU_ICONS) as desk:
            self.look_around(desk, titles)
            # No is the answer that Enter gives.
            desk.run("vn.thuocdo:freeze-values")
            desk.wait_for_window(titles["freeze"])
            self.shown(desk, "freeze-values")
            desk.display.keys("Return")
            desk.wait_until_gone(titles["freeze"])
            self.assertTrue(Table(desk.document).cell("1.3", "points").Formula.startswith("=VN.THUOCDO"))

            for command, title, page in HELPED:
                with self.subTest(command):
                    desk.run("vn.thuocdo:" + command)
                    desk.wait_for_window(title)
                    self.help_opens(desk, page)
                    desk.display.keys("Escape")
                    desk.wait_until_gone(title)

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
            while not any(address.startswith("file:") and not address.endswith("x-chuse-01.ods") for address in desk.office.addresses()):
                self.assertLess(time.monotonic(), deadline, "no sheet was made")
                time.sleep(0.3)
            time.sleep(1)
            self.assertNotIn("", desk.office.addresses(), "the blank sheet is still there")
            self.shown(desk, "sheet-from-template")
            self.look_at_function_wizard(desk)

    def test_english_dark_and_tabs(self):
        with DeskWindow(self.folder, "en-US", dark=True, settings=MENU_ICONS) as desk:
            self.look_around(desk, TITLES["en"])
            desk.run(".uno:ToolbarMode", Mode="notebookbar.ui")
            time.sleep(3)
            self.shown(desk, "tabs")
            desk.display.run("xdotool", "mousemove", "946", "41", "click", "1")
            time.sleep(1.5)
            self.shown(desk, "tabs-extension")
            desk.run(".uno:ToolbarMode", Mode="Default")
            time.sleep(2)
            self.look_at_function_wizard(desk)


if __name__ == "__main__":
    if not shutil.which("Xvfb"):
        sys.exit("Xvfb is missing")
    unittest.main()
