"""The sheet in a real window, in Vietnamese: it is shown, typing an answer with the keyboard shows its points, and a value
that cannot be right is stopped by a message. The pictures are kept in <build>/screenshots, to be looked at."""

import os
import pathlib
import shutil
import subprocess
import sys
import tempfile
import time
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
import campaign  # noqa: E402
from campaign import Office, Table  # noqa: E402

BUILD = pathlib.Path(os.environ.get("THUOCDO_BUILD", campaign.SOURCE / "build"))
SAMPLES = campaign.SOURCE / "tests" / "samples" / campaign.PROGRAMME


class Display:
    """A screen of 1366 × 768 with a window manager, on a free display number."""

    def __enter__(self):
        read, write = os.pipe()
        self.server = subprocess.Popen(["Xvfb", "-displayfd", str(write), "-screen", "0", "1366x768x24", "-nolisten", "tcp"],
                                       pass_fds=[write], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        os.close(write)
        with os.fdopen(read) as numbers:
            self.name = ":" + numbers.readline().strip()
        self.manager = subprocess.Popen(["openbox"], env=self.environment(), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        return self

    def __exit__(self, *_):
        for process in (self.manager, self.server):
            process.terminate()
            process.wait(10)

    def environment(self):
        return {**os.environ, "DISPLAY": self.name}

    def run(self, *command):
        return subprocess.run(command, env=self.environment(), capture_output=True, text=True, timeout=30, check=False).stdout

    def keys(self, *keys):
        for key in keys:
            self.run("xdotool", "key", "--clearmodifiers", key)
            time.sleep(0.4)

    def picture(self, file):
        """Number of colours in it; 0 without one. Another test may be keeping a picture of the same name."""
        own = pathlib.Path(file).with_suffix(f".{os.getpid()}.png")
        self.run("import", "-window", "root", str(own))
        colours = int(self.run("identify", "-format", "%k", str(own)) or 0)
        if own.exists():
            own.replace(file)
        return colours

    def windows(self):
        return self.run("xdotool", "search", "--onlyvisible", "--name", ".").split()


class Window(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.temporary = tempfile.TemporaryDirectory(prefix="thuocdo-window-")
        cls.addClassCleanup(cls.temporary.cleanup)
        cls.folder = pathlib.Path(cls.temporary.name)
        cls.pictures = BUILD / "screenshots"
        cls.pictures.mkdir(exist_ok=True)

    def wait_for(self, holds, what, seconds=15):
        deadline = time.monotonic() + seconds
        while not holds():
            self.assertLess(time.monotonic(), deadline, f"waited for {what}")
            time.sleep(0.2)

    def open_window(self, display):
        """The office with the sheet in a window; once more when the office hangs on opening its first window."""
        for attempt in (1, 2):
            office = Office(self.folder / f"office-{attempt}", language="vi",
                            environment={"DISPLAY": display.name, "GDK_BACKEND": "x11", "NO_AT_BRIDGE": "1"}, timeout=40)
            office.install(BUILD / "thuocdo.oxt")
            office.set_start_value("/org.openoffice.Setup/Product", "ooSetupLastVersion", "7.4")
            office.set_start_value("/org.openoffice.Office.Common/Misc", "FirstRun", False)
            office.set_start_value("/org.openoffice.Office.Common/Misc", "ShowTipOfTheDay", False)
            try:
                office.start()
                campaign.require(campaign.result_of(office.dispatch(
                    None, "vn.thuocdo:new", Programme=campaign.PROGRAMME, Tier="xa", Unit="x-chuse-01", Folder=str(self.folder),
                    Overwrite=True, Silent=True)), "new")
                office.stop()
                office.start(visible=True)
                return office, office.open(self.folder / "x-chuse-01.ods", hidden=False)
            except Exception:
                office.stop()
                if attempt == 2:
                    raise
        return None

    def test_typing_shows_points_and_nonsense_is_stopped(self):
        with Display() as display:
            office, document = self.open_window(display)
            with office:
                table = Table(document)
                controller = document.CurrentController
                controller.setActiveSheet(table.sheet)
                window = controller.Frame.ContainerWindow
                window.setPosSize(0, 0, 1366, 768, 15)
                time.sleep(2)
                self.assertGreater(display.picture(self.pictures / "sheet-empty-vi.png"), 200)

                # 1.3: a count against steps; three meetings give 3 of 4 points.
                controller.select(table.cell("1.3", "value"))
                window.setFocus()
                time.sleep(1)
                display.keys("3", "Return")
                self.wait_for(lambda: table.cell("1.3", "points").Value == 3.0, "the points of three meetings")
                self.assertEqual(table.cell("thuocdo:total", "points").Value, 3.0)

                controller.select(table.cell("1.3", "value"))
                time.sleep(0.5)
                before = set(display.windows())
                display.keys("minus", "1", "Return")
                self.wait_for(lambda: set(display.windows()) - before, "the message that stops a negative count")
                display.picture(self.pictures / "stopped-vi.png")
                display.keys("Escape", "Escape")
                self.wait_for(lambda: table.cell("1.3", "value").Value == 3.0, "the old value")

                campaign.fill(table, campaign.read_answers(SAMPLES / "xa-2.csv"), campaign.level_texts(campaign.PROGRAMME, "xa"))
                controller.select(table.cell("1.4", "value"))
                time.sleep(2)
                self.assertGreater(display.picture(self.pictures / "sheet-filled-vi.png"), 200)
                controller.setActiveSheet(document.Sheets.getByName("Bìa"))
                time.sleep(2)
                self.assertGreater(display.picture(self.pictures / "cover-vi.png"), 200)


if __name__ == "__main__":
    if not shutil.which("Xvfb"):
        sys.exit("Xvfb is missing")
    unittest.main()
