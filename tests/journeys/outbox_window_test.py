"""The outbox in a real window, by keyboard: the list, sending again with a password that is asked for, a server that is
silent and given up, copying the code, removing; in Vietnamese and in English, light and dark. The pictures are kept in
<build>/screenshots, to be looked at."""

import pathlib
import shutil
import sys
import time
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "support"))
from dav_server import RealServer, WrongServer  # noqa: E402
from outbox_items import outbox_of, put_item, read_state  # noqa: E402
from window_test import BUILD, Display, Office, Window  # noqa: E402

PASSWORD = "matkhau1"
TITLES = {"vi": ("Hộp gửi", "Đăng nhập", "Đang gửi"), "en-US": ("Outbox", "Log in", "Sending")}
KEYS = {"vi": {"list": "n", "send": "l", "copy": "c", "remove": "x", "cancel": "h"},
        "en-US": {"list": "u", "send": "s", "copy": "y", "remove": "m", "cancel": "c"}}


class OutboxWindow(Window):
    test_typing_shows_points_and_nonsense_is_stopped = None  # of the class before

    def start(self, display, language, dark):
        environment = {"DISPLAY": display.name, "GDK_BACKEND": "x11", "NO_AT_BRIDGE": "1"}
        if dark:
            environment["GTK_THEME"] = "Adwaita:dark"
        office = Office(self.folder / f"office-{language}", language=language, environment=environment, timeout=40)
        office.install(BUILD / "thuocdo.oxt")
        office.set_start_value("/org.openoffice.Setup/Product", "ooSetupLastVersion", "7.4")
        office.set_start_value("/org.openoffice.Office.Common/Misc", "FirstRun", False)
        office.set_start_value("/org.openoffice.Office.Common/Misc", "ShowTipOfTheDay", False)
        office.start(visible=True)
        return office

    def run_command(self, office, document, **arguments):
        """Without waiting for its end."""
        office.begin_on_main_thread(lambda: office.dispatch(document, "vn.thuocdo:outbox", **arguments))

    def window_named(self, display, title):
        return display.run("xdotool", "search", "--onlyvisible", "--name", title).split()

    def wait_for_window(self, display, title):
        self.wait_for(lambda: self.window_named(display, title), f"the window {title}")
        time.sleep(1)

    def journey(self, language, dark):
        outbox_title, login_title, sending_title = TITLES[language]
        keys = KEYS[language]
        look = f"{language[:2]}-{'dark' if dark else 'light'}"
        place = self.folder / f"nop-{language}"
        place.mkdir()
        with Display() as display, RealServer(place, "so-tc", PASSWORD) as server, WrongServer("hang") as silent, \
                self.start(display, language, dark) as office:
            outbox = outbox_of(office)
            put_item(outbox, 1, unit_name="Sở Thông tin và Truyền thông", state="delivered", place="/mnt/sotttt/nop-2024",
                     target="/mnt/sotttt/nop-2024", when="2024-12-02T09:31:00+07:00", attempts=1, signer="Nguyễn Thị Thước")
            put_item(outbox, 2, unit_name="Ủy ban nhân dân xã Ia Hrú", kind="mail", state="handed-to-mail", place="vanthu@gialai.example.vn",
                     target="vanthu@gialai.example.vn", when="2024-12-03T10:02:00+07:00", attempts=1)
            damaged = put_item(outbox, 3)
            (outbox / damaged / "state").write_bytes(b"thuocdo-outbox=1\n")
            hanging = put_item(outbox, 4, unit_name="Ủy ban nhân dân huyện Chư Sê", kind="webdav", target=silent.address)
            item = put_item(outbox, 5, kind="webdav", target=server.address, user="so-tc", attempts=1, place=server.address,
                            when="2024-12-06T10:00:00+07:00", reason_vi="Máy chủ không trả lời.", reason_en="The server does not answer.")
            document = office.new_calc(hidden=False)
            window = document.CurrentController.Frame.ContainerWindow
            window.setPosSize(0, 0, 1366, 768, 15)
            time.sleep(1)

            self.run_command(office, document)
            self.wait_for_window(display, outbox_title)
            self.assertGreater(display.picture(self.pictures / f"outbox-{look}.png"), 100)

            display.keys(f"alt+{keys['send']}")  # the newest, which waits
            self.wait_for_window(display, login_title)
            display.run("xdotool", "type", "--delay", "60", "sai")
            display.keys("Return")
            time.sleep(1.5)
            self.wait_for_window(display, login_title)
            display.run("xdotool", "type", "--delay", "60", PASSWORD)
            time.sleep(0.5)
            display.picture(self.pictures / f"outbox-login-{look}.png")
            display.keys("Return")
            self.wait_for(lambda: read_state(outbox / item)["state"] == "delivered", "the delivery")
            self.wait_for_window(display, outbox_title)
            display.picture(self.pictures / f"outbox-delivered-{look}.png")
            self.assertEqual((place / "so-tc.pdf").read_bytes(), (outbox / item / "so-tc.pdf").read_bytes())

            display.keys(f"alt+{keys['copy']}")
            clipboard = office.service("com.sun.star.datatransfer.clipboard.SystemClipboard").getContents()
            flavors = [flavor for flavor in clipboard.getTransferDataFlavors() if flavor.MimeType.startswith("text/plain")]
            self.assertEqual(clipboard.getTransferData(flavors[0]), "7K3M-9QXZ-0005")

            display.keys(f"alt+{keys['list']}", "Down")
            display.keys(f"alt+{keys['send']}")  # the one whose server is silent
            self.wait_for_window(display, sending_title)
            display.picture(self.pictures / f"outbox-sending-{look}.png")
            display.keys(f"alt+{keys['cancel']}")
            self.wait_for(lambda: read_state(outbox / hanging)["attempts"] == "1", "the end of the sending", 8)
            self.assertEqual(read_state(outbox / hanging)["state"], "waiting")
            self.wait_for_window(display, outbox_title)
            display.picture(self.pictures / f"outbox-stopped-{look}.png")

            display.keys(f"alt+{keys['remove']}")
            time.sleep(1)
            display.picture(self.pictures / f"outbox-remove-{look}.png")
            display.keys("Escape")  # the question: no
            time.sleep(1)
            self.assertTrue((outbox / hanging).exists())
            display.keys("Escape")
            self.wait_for(lambda: not self.window_named(display, outbox_title), "the end of the window")

    def test_vietnamese_light(self):
        self.journey("vi", dark=False)

    def test_english_dark(self):
        self.journey("en-US", dark=True)


del Window  # its own test is run by its own file

if __name__ == "__main__":
    if not shutil.which("Xvfb"):
        sys.exit("Xvfb is missing")
    unittest.main(verbosity=2)
