"""Tests that go through screens of the desk by keyboard, in Vietnamese and in English. Import the module, not the class, or its
tests run once more by themselves.

    import desk_case

    class RegisterWindow(desk_case.DeskCase):
        prefix = "thuocdo-register-window-"          # of the folder in which everything is written

        @classmethod
        def setUpClass(cls):
            super().setUpClass()                     # cls.folder

        def look(self, language):                    # called with "vi" and with "en-US"
            with DeskWindow(self.folder, language) as self.desk:
                self.desk.run("vn.thuocdo:receive")
                self.desk.wait_for_window(self.says("receive_title"))
                self.press("receive_sheets_label")   # the control with this text, by its key
                self.write(self.folder)              # instead of what stands there
                self.wait_for(lambda: …, "the receipts")

    if __name__ == "__main__":
        desk_case.main()
"""

import os
import pathlib
import re
import shutil
import sys
import tempfile
import time
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
import campaign  # noqa: E402
from desk_window import BUILD  # noqa: E402

os.environ.setdefault("THUOCDO", str(BUILD / "bin" / "thuocdo"))
os.environ.setdefault("THUOCDO_BUILD", str(BUILD))
for folder in ("cli", "addin"):
    sys.path.insert(0, str(campaign.SOURCE / "tests" / folder))

TEXT = re.compile(r'^TEXT\((\w+),\s*"([^"]*)",\s*"([^"]*)"\)', re.MULTILINE)
TEXTS = {name: (vi, en) for file in (campaign.SOURCE / "addin" / "texts").glob("*.inc")
         for name, vi, en in TEXT.findall(file.read_text("utf-8"))}


class DeskCase(unittest.TestCase):
    prefix = "thuocdo-"

    @classmethod
    def setUpClass(cls):
        temporary = tempfile.TemporaryDirectory(prefix=cls.prefix)
        cls.addClassCleanup(temporary.cleanup)
        cls.folder = pathlib.Path(temporary.name)

    def wait_for(self, holds, what, seconds=90):
        deadline = time.monotonic() + seconds
        while not holds():
            if time.monotonic() > deadline:
                self.desk.picture("missing-" + type(self).__name__)
                self.fail(f"waited for {what}")
            time.sleep(0.1)

    def says(self, name):
        return TEXTS[name][0 if self.desk.language == "vi" else 1]

    def key(self, name):
        text = self.says(name)
        return "alt+" + text[text.index("~") + 1].lower()

    def press(self, name):
        self.desk.display.keys(self.key(name))

    def type(self, text):
        self.desk.display.run("xdotool", "type", "--delay", "8", str(text))

    def write(self, text):
        self.desk.display.run("xdotool", "key", "--clearmodifiers", "ctrl+a")
        self.type(text)
        time.sleep(0.4)

    def test_vietnamese(self):
        self.look("vi")

    def test_english(self):
        self.look("en-US")


def main():
    if not shutil.which("Xvfb"):
        sys.exit("Xvfb is missing")
    unittest.main(verbosity=2)
