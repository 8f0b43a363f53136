"""From an empty desktop to the receipt, by keyboard alone: a sheet is opened, submitted from the menu, signed, looked at and
its receipt read, in Vietnamese and English, light and dark; and a token whose PIN is asked for. The pictures are kept in
<build>/screenshots, to be looked at."""

import json
import pathlib
import shutil
import sys
import tempfile
import time
import unittest
import xml.etree.ElementTree as ElementTree

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
import campaign  # noqa: E402
from campaign import Office, Table  # noqa: E402
from window_test import BUILD, SAMPLES, Display  # noqa: E402

sys.path.insert(0, str(campaign.SOURCE / "tests" / "addin"))
from certificate_folder import Certificates  # noqa: E402
from panel_reader import window_texts  # noqa: E402

TITLES = {"vi": ("Nộp phiếu", "Biên nhận nộp phiếu"), "en-US": ("Submit sheet", "Receipt of a submission")}
KEYS = {"vi": {"sign": "alt+k", "find": "alt+t", "submit": "alt+u", "single": "alt+m"},
        "en-US": {"sign": "alt+m", "find": "alt+f", "submit": "alt+s", "single": "alt+l"}}


def place_in_menu(command):
    """How many times Down is pressed in our menu to reach the command."""
    table = ElementTree.parse(campaign.SOURCE / "addin" / "commands" / "command_table.xml").getroot()
    shown = [row.get("name") for row in table.findall("command") if "menu" in row.get("show", "menu toolbar tabs").split()]
    return shown.index(command) + 1


class SubmitWindow(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.temporary = tempfile.TemporaryDirectory(prefix="thuocdo-submit-")
        cls.addClassCleanup(cls.temporary.cleanup)
        cls.root = pathlib.Path(cls.temporary.name)
        cls.pictures = BUILD / "screenshots"
        cls.pictures.mkdir(exist_ok=True)
        cls.pki = Certificates(cls.root / "pki")
        cls.pki.person("Nguyễn Thị Lan")
        cls.pki.person("Hết hạn", starts=-400, ends=-2)
        with Office(cls.root / "maker", "vi") as office:
            office.install(BUILD / "thuocdo.oxt")
            office.start()
            campaign.require(campaign.result_of(office.dispatch(
                None, "vn.thuocdo:new", Programme=campaign.PROGRAMME, Tier="so", Unit="so-tttt", Folder=str(cls.root), Silent=True)), "new")
            document = office.open(cls.root / "so-tttt.ods")
            campaign.fill(Table(document), campaign.read_answers(SAMPLES / "so-1.csv"), campaign.level_texts(campaign.PROGRAMME, "so"))
            document.calculate()
            document.store()

    def wait_for(self, holds, what, seconds=40):
        deadline = time.monotonic() + seconds
        while not holds():
            self.assertLess(time.monotonic(), deadline, f"waited for {what}")
            time.sleep(0.3)

    def window(self, display, title):
        """Waits for the window with exactly this title and gives it the keyboard."""
        found = []

        def there():
            found[:] = [one for one in display.run("xdotool", "search", "--onlyvisible", "--name", f"^{title}").split()
                        if display.run("xdotool", "getwindowname", one).strip() == title]
            return found
        self.wait_for(there, title)
        time.sleep(1)
        return found[0]

    def gone(self, display, title):
        self.wait_for(lambda: not [one for one in display.run("xdotool", "search", "--onlyvisible", "--name", f"^{title}").split()
                                   if display.run("xdotool", "getwindowname", one).strip() == title], f"{title} to close")

    def desk(self, display, name, language, theme, certificates=None):
        """The office with the filled sheet in its window."""
        folder = self.root / name
        folder.mkdir()
        shutil.copy(self.root / "so-tttt.ods", folder / "so-tttt.ods")
        for attempt in (1, 2):  # gtk3 may hang on opening its first window
            office = Office(folder / f"office-{attempt}", language, timeout=60, environment={
                "DISPLAY": display.name, "GDK_BACKEND": "x11", "NO_AT_BRIDGE": "1", "GTK_THEME": theme,
                **(certificates or self.pki).environment})
            office.install(BUILD / "thuocdo.oxt")
            office.set_start_value("/org.openoffice.Setup/Product", "ooSetupLastVersion", "7.4")
            office.set_start_value("/org.openoffice.Office.Common/Misc", "FirstRun", False)
            office.set_start_value("/org.openoffice.Office.Common/Misc", "ShowTipOfTheDay", False)
            try:
                office.start(visible=True)
                document = office.open(folder / "so-tttt.ods", hidden=False)
                window = document.CurrentController.Frame.ContainerWindow
                window.setPosSize(0, 0, 1366, 768, 15)
                window.setFocus()
                time.sleep(2)
                return office, document, folder
            except Exception:
                office.stop()
                if attempt == 2:
                    raise
        return None

    def choose_submit(self, display):
        """From the menu: F10, to our menu (before Window and Help), down to the command."""
        display.keys("F10", "Left", "Left", "Left", "Down", *["Down"] * (place_in_menu("submit") - 1), "Return")

    def journey(self, name, language, theme):
        titles, keys = TITLES[language], KEYS[language]
        with Display() as display:
            office, document, folder = self.desk(display, name, language, theme)
            with office:
                self.choose_submit(display)
                self.window(display, titles[0])
                self.assertGreater(display.picture(self.pictures / f"submit-{name}.png"), 200)
                display.keys(keys["sign"])  # what is said before the PIN
                time.sleep(1.5)
                display.picture(self.pictures / f"submit-pin-{name}.png")
                display.keys("Return")
                time.sleep(2)
                display.picture(self.pictures / f"submit-certificate-{name}.png")
                display.keys(keys["single"], keys["submit"])
                self.window(display, titles[1])
                display.picture(self.pictures / f"receipt-{name}.png")
                display.keys("Escape")
                self.gone(display, titles[1])
                receipt = json.loads((folder / "da-nop" / "so-tttt.json").read_text("utf-8"))
                self.assertEqual((receipt["state"], receipt["signer"]["name"]), ("đã ký", "Nguyễn Thị Lan"))
                self.assertEqual([entry["name"] for entry in receipt["files"]], ["so-tttt.ods", "so-tttt.pdf", "so-tttt-mot-tep.pdf"])

                # Something blocks: the dialog says so, and Enter on the finding goes to its cell.
                table = Table(document)
                table.cell("1.1", "value").setString("")
                self.choose_submit(display)
                self.window(display, titles[0])
                display.picture(self.pictures / f"submit-blocked-{name}.png")
                display.keys("alt+o" if language == "vi" else "alt+g")
                if language == "vi":  # the letter has a mark; the button is next in the tab order
                    display.keys("Tab", "Tab", "space")
                self.gone(display, titles[0])
                address = document.CurrentSelection.CellAddress
                self.assertEqual((address.Row, address.Column), (table.rows["1.1"], table.columns["value"]))
                self.assertFalse((folder / "da-nop" / "so-tttt-lan2.ods").exists())
                document.setModified(False)

    def test_vietnamese_light(self):
        self.journey("vi", "vi", "Adwaita")

    def test_english_dark(self):
        self.journey("en-dark", "en-US", "Adwaita:dark")

    def test_a_token_with_its_pin(self):
        """Cancel at the PIN, or a wrong one, leaves the choice to submit unsigned; the right PIN signs. A wrong PIN reaches the
        token once: the box that comes then is the office's own, and whoever cancels it is not asked again."""
        token = Certificates(self.root / "token-pki")
        token.put_on_token(token.person("Nguyễn Thị Lan"), "123456")
        with Display() as display:
            office, _, folder = self.desk(display, "token", "vi", "Adwaita", token)
            with office:
                self.choose_submit(display)
                self.window(display, "Nộp phiếu")
                display.keys("alt+k", "Return")
                time.sleep(2)
                display.picture(self.pictures / "submit-token-vi.png")
                display.keys("Escape")  # no PIN given
                time.sleep(2)
                display.picture(self.pictures / "submit-token-cancelled-vi.png")
                display.keys("alt+t", "Return")
                time.sleep(2)
                display.run("xdotool", "type", "--delay", "100", "000000")
                display.keys("Return")
                time.sleep(2)
                display.picture(self.pictures / "submit-token-wrong-vi.png")  # the office says that it was wrong
                display.keys("Escape")
                time.sleep(2)
                display.picture(self.pictures / "submit-token-again-vi.png")  # and shows its box once more
                boxes = len(display.windows())
                display.keys("Escape")
                time.sleep(3)
                display.picture(self.pictures / "submit-token-refused-vi.png")  # what we say then
                self.assertEqual(len(display.windows()), boxes - 1, "somebody asks again")
                told = "\n".join(window_texts(office))
                for words in ("Token không được mở", "sai 3 lần token bị khoá", "nộp “chưa ký”"):
                    self.assertIn(words, told)
                display.keys("alt+k", "alt+u")  # unsigned
                self.window(display, "Biên nhận nộp phiếu")
                display.keys("Escape")
                self.gone(display, "Biên nhận nộp phiếu")
                self.assertEqual(json.loads((folder / "da-nop" / "so-tttt.json").read_text("utf-8"))["state"], "chưa ký")

                # The certificate that signed the time before is on another token.
                settings = office.configuration("/vn.thuocdo.Settings/Desk", write=True)
                settings.Certificate = "0ABC12"
                settings.commitChanges()
                self.choose_submit(display)
                self.window(display, "Nộp phiếu")
                display.keys("alt+k", "Return")
                time.sleep(2)
                display.run("xdotool", "type", "--delay", "100", "123456")
                display.keys("Return")
                time.sleep(2)
                display.picture(self.pictures / "submit-token-open-vi.png")
                self.assertIn("số 0ABC12", "\n".join(window_texts(office)))
                display.keys("alt+u")
                self.window(display, "Biên nhận nộp phiếu")
                display.keys("Escape")
                self.gone(display, "Biên nhận nộp phiếu")
                receipt = json.loads((folder / "da-nop" / "so-tttt-lan2.json").read_text("utf-8"))
                self.assertEqual((receipt["state"], receipt["number"]), ("đã ký", 2))


if __name__ == "__main__":
    if not shutil.which("Xvfb"):
        sys.exit("Xvfb is missing")
    unittest.main()
