"""The .oxt is opened as a file manager opens what is clicked twice: the office asks once, installs it, and after its next start
a sheet can be made. What one sees is kept in <build>/screenshots."""

import pathlib
import shutil
import sys
import tempfile
import time
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
import campaign  # noqa: E402
from campaign import Office  # noqa: E402
from com.sun.star.deployment import DeploymentException  # noqa: E402
from com.sun.star.lang import IllegalArgumentException  # noqa: E402
from office import IDENTIFIER  # noqa: E402
from window_test import BUILD, Display  # noqa: E402

WINDOW = {"vi": "Bộ Quản Lý Phần Mở Rộng", "en-US": "Extension Manager"}


class DoubleClick(unittest.TestCase):
    def installed(self, office):
        try:
            manager = office.context.getValueByName("/singletons/com.sun.star.deployment.ExtensionManager")
            return manager.getDeployedExtension("user", IDENTIFIER, "thuocdo.oxt", None) is not None
        except (DeploymentException, IllegalArgumentException):  # it is not there
            return False

    def wait_for(self, holds, what):
        deadline = time.monotonic() + 60
        while not holds():
            self.assertLess(time.monotonic(), deadline, f"waited for {what}")
            time.sleep(0.5)

    def install(self, language):
        with tempfile.TemporaryDirectory(prefix="thuocdo-nháy đúp-") as folder, Display() as display:
            environment = {"DISPLAY": display.name, "GDK_BACKEND": "x11", "NO_AT_BRIDGE": "1"}
            office = Office(folder, language=language, environment=environment)
            self.addCleanup(office.stop)
            for path, name, value in (("/org.openoffice.Setup/Product", "ooSetupLastVersion", "7.4"),
                                      ("/org.openoffice.Office.Common/Misc", "FirstRun", False),
                                      ("/org.openoffice.Office.Common/Misc", "ShowTipOfTheDay", False)):
                office.set_start_value(path, name, value)
            office.start(str(BUILD / "thuocdo.oxt"), visible=True)
            self.wait_for(lambda: WINDOW[language] in display.run("xdotool", "getwindowname", *display.windows()[-1:]), "the Extension Manager")
            time.sleep(2)
            suffix = language[:2]
            display.picture(BUILD / "screenshots" / f"double-click-{suffix}.png")
            self.assertFalse(self.installed(office))
            display.keys("Tab", "Return")  # from Cancel to OK
            self.wait_for(lambda: self.installed(office), "the extension")
            time.sleep(1)
            display.picture(BUILD / "screenshots" / f"double-click-done-{suffix}.png")
            office.stop()
            office.start()
            campaign.require(campaign.result_of(office.dispatch(
                None, "vn.thuocdo:new", Programme=campaign.PROGRAMME, Tier="xa", Unit="x-chuse-01", Folder=folder, Silent=True)), "new")
            self.assertTrue((pathlib.Path(folder) / "x-chuse-01.ods").exists())
            office.stop()

    def test_vietnamese(self):
        self.install("vi")

    def test_english(self):
        self.install("en-US")


if __name__ == "__main__":
    if not shutil.which("Xvfb"):
        sys.exit("Xvfb is missing")
    unittest.main(verbosity=2)
