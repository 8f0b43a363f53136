"""Updates from a server of the house: publish.py makes the folder, the office reads the feed when somebody asks it to, in a
window it downloads and installs what the feed names; and nothing asks the server by itself."""

import functools
import http.server
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import threading
import time
import unittest
import zipfile

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "journeys"))

from office import IDENTIFIER, Office  # noqa: E402
from window_test import BUILD, Display  # noqa: E402
from workbook_test import OXT, SOURCE  # noqa: E402

PUBLISH = SOURCE / "addin" / "extension" / "publish.py"
LATER = "99.0.1"


class Server:
    """Serves a folder on this machine and keeps what was asked for."""

    def __enter__(self):
        self.asked = []
        self.folder = tempfile.mkdtemp(prefix="thuocdo-server-")
        outer = self

        class Handler(http.server.SimpleHTTPRequestHandler):
            def log_message(self, *_):
                pass

            def send_response(self, code, message=None):
                outer.asked.append((self.path, code))
                super().send_response(code, message)

        self.http = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Handler, directory=self.folder))
        self.address = f"http://127.0.0.1:{self.http.server_port}"
        threading.Thread(target=self.http.serve_forever, daemon=True).start()
        return self

    def __exit__(self, *_):
        self.http.shutdown()
        self.http.server_close()
        shutil.rmtree(self.folder)


def publish(oxt, address, folder):
    return subprocess.run([sys.executable, PUBLISH, oxt, address, folder], capture_output=True, text=True, check=False)


def described(oxt):
    with zipfile.ZipFile(oxt) as packed:
        return packed.read("description.xml").decode("utf-8")


def with_version(oxt, version, path):
    """A copy that says another version."""
    with zipfile.ZipFile(oxt) as packed, zipfile.ZipFile(path, "w") as other:
        for entry in packed.infolist():
            data = packed.read(entry)
            if entry.filename == "description.xml":
                data = re.sub(rb'<version value="[^"]+"', f'<version value="{version}"'.encode(), data)
            other.writestr(entry, data)


class Updates(unittest.TestCase):
    def setUp(self):
        temporary = tempfile.TemporaryDirectory(prefix="thuocdo-update-")
        self.addCleanup(temporary.cleanup)
        self.folder = pathlib.Path(temporary.name)
        self.server = Server()
        self.server.__enter__()
        self.addCleanup(self.server.__exit__)

    def published(self, oxt=OXT):
        done = publish(oxt, self.server.address, self.server.folder)
        self.assertEqual(done.returncode, 0, done.stderr)
        return pathlib.Path(self.server.folder) / "thuocdo.oxt"

    def publish_later(self):
        later = self.folder / "later" / "thuocdo.oxt"
        later.parent.mkdir()
        with_version(OXT, LATER, later)
        self.published(later)

    def test_delivered_extension_names_no_server(self):
        self.assertNotIn("update-information", described(OXT))

    def test_folder_holds_everything_that_the_feed_names(self):
        own = self.published()
        self.assertIn(f'<src xlink:href="{self.server.address}/thuocdo.update.xml"/>', described(own))
        feed = (own.parent / "thuocdo.update.xml").read_text("utf-8")
        named = re.findall(rf'xlink:href="{re.escape(self.server.address)}/([^"]+)"', feed)
        self.assertEqual(named, ["thuocdo.oxt", "release-notes-vi.html", "release-notes-en.html"])
        self.assertEqual({file.name for file in own.parent.iterdir()}, {*named, "thuocdo.update.xml"})
        self.assertIn("Có gì mới", (own.parent / "release-notes-vi.html").read_text("utf-8"))
        # All else in it is as it was delivered.
        with zipfile.ZipFile(OXT) as before, zipfile.ZipFile(own) as after:
            self.assertEqual(before.namelist(), after.namelist())
            self.assertEqual([name for name in before.namelist() if before.read(name) != after.read(name)], ["description.xml"])
        # Again, with what has a feed already: one address, the new one.
        again = self.folder / "again"
        self.assertEqual(publish(own, "https://may-chu.example/td/", again).returncode, 0)
        self.assertEqual(re.findall(r'update-information>\s*<src xlink:href="([^"]+)"', described(again / "thuocdo.oxt")),
                         ["https://may-chu.example/td/thuocdo.update.xml"])

    def test_wrong_calls_are_explained(self):
        strange = self.folder / "thước đo 100%.oxt"
        shutil.copy(OXT, strange)
        for oxt, address, words in ((OXT, "may-chu.example/td", "http://"), (OXT, "https://a b/", "http://"),
                                    (strange, self.server.address, "letters")):
            done = publish(oxt, address, self.folder / "out")
            self.assertEqual(done.returncode, 1)
            self.assertIn(words, done.stderr)
        self.assertFalse((self.folder / "out").exists())
        own = self.published()
        self.assertIn("already", publish(own, self.server.address, own.parent).stderr)

    def test_office_reads_the_feed_when_asked_and_only_then(self):
        for language in ("vi", "en-US"):
            with self.subTest(language), Office(self.folder / language, language) as office:
                office.install(self.published())
                shutil.rmtree(self.folder / "later", ignore_errors=True)
                self.publish_later()
                self.server.asked.clear()
                office.start()
                document = office.new_calc()
                for command in ("check", "help", "about"):
                    office.dispatch(document, "vn.thuocdo:" + command, Silent=True)
                self.assertEqual(self.server.asked, [], "nobody asked for updates")
                manager = office.context.getValueByName("/singletons/com.sun.star.deployment.ExtensionManager")
                extension = manager.getDeployedExtension("user", IDENTIFIER, "thuocdo.oxt", None)
                urls = extension.getUpdateInformationURLs()
                self.assertEqual(list(urls), [f"{self.server.address}/thuocdo.update.xml"])
                provider = office.service("com.sun.star.deployment.UpdateInformationProvider")
                found = provider.getUpdateInformation(urls, IDENTIFIER)
                self.assertEqual(len(found), 1)
                version = found[0].getElementsByTagName("version").item(0)
                self.assertEqual(version.getAttribute("value"), LATER)
                self.assertEqual({path for path, _ in self.server.asked}, {"/thuocdo.update.xml"})

                shared = self.folder / f"shared-{language}"  # a folder that everybody can read will do
                self.assertEqual(publish(OXT, shared.as_uri(), shared).returncode, 0)
                found = provider.getUpdateInformation((f"{shared.as_uri()}/thuocdo.update.xml",), IDENTIFIER)
                self.assertIn(f'<version value="{found[0].getElementsByTagName("version").item(0).getAttribute("value")}"/>',
                              described(OXT))

    def test_extension_manager_offers_and_installs_the_update(self):
        with Display() as display:
            environment = {"DISPLAY": display.name, "GDK_BACKEND": "x11", "NO_AT_BRIDGE": "1"}
            office = Office(self.folder / "office", "vi", environment=environment)
            with office:
                office.install(self.published())
                self.publish_later()
                for path, name, value in (("/org.openoffice.Setup/Product", "ooSetupLastVersion", "7.4"),
                                          ("/org.openoffice.Office.Common/Misc", "FirstRun", False),
                                          ("/org.openoffice.Office.Common/Misc", "ShowTipOfTheDay", False)):
                    office.set_start_value(path, name, value)
                office.start(visible=True)
                office.new_calc(hidden=False)
                time.sleep(1)
                self.server.asked.clear()
                manager = office.service("com.sun.star.deployment.ui.PackageManagerDialog")
                office.begin_on_main_thread(lambda: manager.trigger("SHOW_UPDATE_DIALOG"))
                self.wait_for(lambda: ("/thuocdo.update.xml", 200) in self.server.asked, "the feed to be read")
                time.sleep(2)
                pictures = BUILD / "screenshots"
                pictures.mkdir(exist_ok=True)
                dialog = display.run("xdotool", "search", "--onlyvisible", "--name", "Extension Update").split()[-1]
                display.run("xdotool", "mousemove", "--window", dialog, "170", "50", "click", "1")  # the update's line
                time.sleep(1)
                display.picture(pictures / "update-offered-vi.png")
                display.keys("alt+i")
                self.wait_for(lambda: ("/thuocdo.oxt", 200) in self.server.asked, "the extension to be fetched", display)
                time.sleep(4)
                display.picture(pictures / "update-installed-vi.png")
                display.keys("Escape")
            self.assertIn(f"Version: {LATER}", office.listed())

    def wait_for(self, holds, what, display=None, seconds=20):
        deadline = time.monotonic() + seconds
        while not holds():
            if time.monotonic() > deadline:
                if display:
                    display.picture(BUILD / "screenshots" / "update-missing.png")
                self.fail(f"waited for {what}; asked: {self.server.asked}")
            time.sleep(0.2)


if __name__ == "__main__":
    unittest.main()
