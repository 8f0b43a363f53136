"""Sending from the Submit dialog as an officer does it, by keyboard in a real window: to a WebDAV server that is down, that
takes the files, refuses, lies and hangs, and by mail. What did not arrive is spoken of at the next Check, New and Submit,
also after the office was killed, and is sent from there. The pictures are kept in <build>/screenshots, to be looked at."""

import pathlib
import shutil
import sys
import tempfile
import time
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "support"))
import campaign  # noqa: E402
from dav_server import RealServer, WrongServer, free_port  # noqa: E402
from desk_window import DeskWindow  # noqa: E402
from outbox_items import outbox_of, put_item, read_state  # noqa: E402

SAMPLES = campaign.SOURCE / "tests" / "samples" / campaign.PROGRAMME
TITLES = {"vi": {"submit": "Nộp phiếu", "receipt": "Biên nhận nộp phiếu", "waiting": "Còn bản nộp chưa gửi được", "login": "Đăng nhập",
                 "check": "Kiểm tra phiếu", "sending": "Đang gửi", "new": "Tạo phiếu mới", "outbox": "Hộp gửi",
                 "unsent": "Đã lập bản nộp, chưa gửi được"},
          "en-US": {"submit": "Submit sheet", "receipt": "Receipt of a submission", "waiting": "Not everything was delivered",
                    "login": "Log in", "check": "Check sheet", "sending": "Sending", "new": "New sheet", "outbox": "Outbox",
                    "unsent": "Submission made, not sent yet"}}
KEYS = {"vi": {"to": "g", "place": "a", "submit": "u", "send": "g", "cancel": "h", "all": "i", "keep": "n"},
        "en-US": {"to": "o", "place": "n", "submit": "s", "send": "s", "cancel": "c", "all": "a", "keep": "k"}}


class Sending(unittest.TestCase):
    def setUp(self):
        self.temporary = tempfile.TemporaryDirectory(prefix="thuocdo-sending-")
        self.addCleanup(self.temporary.cleanup)
        self.folder = pathlib.Path(self.temporary.name)

    def desk(self, language, dark=False, **more):
        desk = DeskWindow(self.folder, language=language, dark=dark, **more)
        self.titles, self.keys = TITLES[language], KEYS[language]
        return desk

    def fill(self, desk):
        table = campaign.Table(desk.document)
        campaign.fill(table, campaign.read_answers(SAMPLES / "xa-2.csv"), campaign.level_texts(campaign.PROGRAMME, "xa"))
        desk.document.calculate()
        desk.document.store()

    def states(self, desk):
        """Of everything in the outbox, the oldest first."""
        items = [path for path in outbox_of(desk.office).glob("*") if (path / "state").exists()]
        return sorted((read_state(path) for path in items), key=lambda state: state["submitted"])

    def wait_for(self, holds, what, seconds=40):
        deadline = time.monotonic() + seconds
        while not holds():
            self.assertLess(time.monotonic(), deadline, f"waited for {what}")
            time.sleep(0.3)

    def window(self, desk, which, seconds=30):
        """Waits for the window whose title is exactly this."""
        title = self.titles[which]
        self.wait_for(lambda: title in desk.titles() or any(one.startswith(title) and which in ("sending", "outbox", "login", "check", "new")
                                                            for one in desk.titles()), title, seconds)
        time.sleep(0.8)

    def gone(self, desk, which):
        title = self.titles[which]
        self.wait_for(lambda: title not in desk.titles(), f"{title} to close")
        time.sleep(0.5)

    def submit_to(self, desk, kind, place):
        """kind: how often Down is pressed in the list of ways, from the top."""
        desk.run("vn.thuocdo:submit")
        self.window(desk, "submit")
        desk.display.keys("alt+" + self.keys["to"], "Home", *["Down"] * kind)
        desk.display.keys("alt+" + self.keys["place"], "ctrl+a")
        desk.display.run("xdotool", "type", "--delay", "40", place)
        time.sleep(0.5)
        desk.picture(f"sending-dialog-{kind}")
        desk.display.keys("alt+" + self.keys["submit"])

    def receipt(self, desk, name, which="unsent"):
        self.window(desk, which)
        desk.picture("sending-" + name)
        desk.display.keys("Escape")
        self.gone(desk, which)

    def down_and_back(self, language, dark):
        place = self.folder / "nop"
        place.mkdir()
        port = free_port()
        with self.desk(language, dark) as desk:
            self.fill(desk)
            # Nobody listens there.
            self.submit_to(desk, 1, f"http://127.0.0.1:{port}/")
            self.receipt(desk, "down")
            (state,) = self.states(desk)
            self.assertEqual((state["state"], state["kind"], state["attempts"]), ("waiting", "webdav", "1"))

            # Spoken of at the next check; put off; the check goes on. The second check does not ask again.
            desk.run("vn.thuocdo:check")
            self.window(desk, "waiting")
            desk.picture("waiting-question")
            desk.display.keys("Escape")
            self.gone(desk, "waiting")
            self.window(desk, "check")
            desk.display.keys("Escape")
            self.gone(desk, "check")
            desk.run("vn.thuocdo:check")
            self.window(desk, "check")
            desk.display.keys("Escape")
            self.gone(desk, "check")

            # The office is killed; the next one speaks of it again, at New; the server is there now.
            desk.document.setModified(False)
            desk.office.process.kill()
            desk.office.process.wait(20)
            desk.office.process = None
            desk.office.start(visible=True)
            desk.document = desk.office.open(self.folder / "x-chuse-01.ods", hidden=False)
            desk.document.CurrentController.Frame.ContainerWindow.setPosSize(0, 0, 1366, 768, 15)
            time.sleep(2)
            with RealServer(place, port=port):
                desk.run("vn.thuocdo:new")
                self.window(desk, "waiting")
                desk.display.keys("alt+" + self.keys["send"])
                self.wait_for(lambda: self.states(desk)[0]["state"] == "delivered", "the delivery")
                self.window(desk, "outbox")
                desk.picture("waiting-sent")
                desk.display.keys("Return")
                self.window(desk, "new")
                desk.display.keys("Escape")
            item = next(path for path in outbox_of(desk.office).glob("*") if (path / "state").exists())
            self.assertEqual((place / "x-chuse-01.ods").read_bytes(), (item / "x-chuse-01.ods").read_bytes())
            self.assertEqual([path.name for path in place.iterdir() if path.name.endswith(".part")], [])

    def test_a_server_that_comes_back_vietnamese(self):
        self.down_and_back("vi", dark=False)

    def test_a_server_that_comes_back_english_dark(self):
        self.down_and_back("en-US", dark=True)

    def test_killed_while_sending(self):
        """The server hangs, the office is killed in the middle: the submission is whole in the outbox and is spoken of."""
        place = self.folder / "nop"
        place.mkdir()
        with self.desk("vi") as desk, WrongServer("hang") as silent:
            self.fill(desk)
            self.submit_to(desk, 1, silent.address)
            self.window(desk, "sending")
            desk.picture("sending-hangs")
            desk.office.process.kill()
            desk.office.process.wait(20)
            desk.office.process = None
            (state,) = self.states(desk)
            self.assertEqual((state["state"], state["attempts"]), ("waiting", "0"))
            desk.office.start(visible=True)
            desk.document = desk.office.open(self.folder / "x-chuse-01.ods", hidden=False)
            time.sleep(2)
            silent.recover()
            desk.run("vn.thuocdo:submit")
            self.window(desk, "waiting")
            desk.picture("waiting-after-kill")
            desk.display.keys("alt+" + self.keys["send"])
            self.wait_for(lambda: self.states(desk)[0]["state"] == "delivered", "the delivery")
            self.window(desk, "outbox")
            desk.display.keys("Return")
            self.window(desk, "submit")
            desk.display.keys("Escape")
            self.gone(desk, "submit")

    def test_servers_that_refuse_lie_and_hang(self):
        with self.desk("vi") as desk:
            self.fill(desk)
            for number, (fault, state, words) in enumerate((("forbid", "refused", "không cho ghi"), ("lie", "waiting", "không giống tệp đã gửi"),
                                                            ("lose", "waiting", "không tìm thấy"), ("full", "waiting", "hết chỗ"))):
                with WrongServer(fault) as server:
                    if number:
                        # First the question about the ones before.
                        desk.run("vn.thuocdo:check")
                        self.window(desk, "waiting")
                        desk.display.keys("Escape")
                        self.window(desk, "check")
                        desk.display.keys("Escape")
                        self.gone(desk, "check")
                    self.submit_to(desk, 1, server.address)
                    self.receipt(desk, fault)
                    found = self.states(desk)[-1]
                    self.assertEqual(found["state"], state, fault)
                    self.assertIn(words, found["reason_vi"])
            with WrongServer("hang") as server:
                desk.run("vn.thuocdo:check")
                self.window(desk, "waiting")
                desk.picture("waiting-many")
                desk.display.keys("Escape")
                self.window(desk, "check")
                desk.display.keys("Escape")
                self.gone(desk, "check")
                self.submit_to(desk, 1, server.address)
                self.window(desk, "sending")
                desk.display.keys("alt+" + self.keys["cancel"])
                self.receipt(desk, "stopped")
                self.assertEqual(self.states(desk)[-1]["state"], "waiting")
                self.assertIn("Đã dừng gửi", self.states(desk)[-1]["reason_vi"])

    def test_a_password_is_asked_for_and_a_wrong_one_again(self):
        place = self.folder / "nop"
        place.mkdir()
        with self.desk("vi") as desk, RealServer(place, "xa-1", "mat-khau-1") as server:
            self.fill(desk)
            self.submit_to(desk, 1, server.address)
            self.window(desk, "login")
            for password in ("sai", "mat-khau-1"):
                desk.display.keys("alt+t", "ctrl+a")
                desk.display.run("xdotool", "type", "--delay", "40", "xa-1")
                desk.display.keys("Tab")
                desk.display.run("xdotool", "type", "--delay", "40", password)
                desk.picture("sending-login-" + ("wrong" if password == "sai" else "right"))
                desk.display.keys("Return")
                time.sleep(1.5)
            self.receipt(desk, "delivered", "receipt")
            (state,) = self.states(desk)
            self.assertEqual(state["state"], "delivered")
            # It is neither in the outbox nor in the settings.
            profile = (desk.office.profile / "user" / "registrymodifications.xcu").read_text("utf-8")
            for text in (profile, *((path.read_text("utf-8")) for path in outbox_of(desk.office).glob("*/state"))):
                self.assertNotIn("mat-khau-1", text)

    def test_a_password_kept_for_good(self):
        """Where the office may keep passwords, one that is asked to be kept is not asked for again by the next office."""
        place = self.folder / "nop"
        place.mkdir()
        with self.desk("vi") as desk, RealServer(place, "xa-1", "mat-khau-1") as server:
            store = desk.office.service("com.sun.star.task.PasswordContainer")
            store.allowPersistentStoring(True)
            store.useDefaultMasterPassword(None)
            self.fill(desk)
            self.submit_to(desk, 1, server.address)
            self.window(desk, "login")
            desk.display.keys("alt+t", "ctrl+a")
            desk.display.run("xdotool", "type", "--delay", "40", "xa-1")
            desk.display.keys("Tab")
            desk.display.run("xdotool", "type", "--delay", "40", "mat-khau-1")
            desk.display.keys("alt+" + self.keys["keep"])
            desk.picture("sending-login-kept")
            desk.display.keys("Return")
            self.receipt(desk, "delivered", "receipt")
            desk.office.stop()
            self.assertNotIn("mat-khau-1", (desk.office.profile / "user" / "registrymodifications.xcu").read_text("utf-8"))
            desk.office.start(visible=True)
            desk.document = desk.office.open(self.folder / "x-chuse-01.ods", hidden=False)
            time.sleep(2)
            self.submit_to(desk, 1, server.address)
            self.receipt(desk, "kept", "receipt")
            self.assertEqual([state["state"] for state in self.states(desk)], ["delivered", "delivered"])

    def test_mail_is_never_called_sent(self):
        said = self.folder / "thư"
        with self.desk("vi", settings=(("/org.openoffice.Office.Common/ExternalMailer", "Program", str(self.folder / "thunderbird")),)) as desk:
            mailer = self.folder / "thunderbird"
            mailer.write_text(f'#!/bin/sh\nprintf "%s\\n" "$@" > "{said}.tmp"; mv "{said}.tmp" "{said}"\n')
            mailer.chmod(0o755)
            self.fill(desk)
            self.submit_to(desk, 2, "vanthu@example.vn")
            self.receipt(desk, "mail", "receipt")
            (state,) = self.states(desk)
            self.assertEqual((state["state"], state["target"]), ("handed-to-mail", "vanthu@example.vn"))
            self.wait_for(said.exists, "the mail program")
            self.assertIn("vanthu@example.vn", said.read_text("utf-8"))
            self.assertIn("x-chuse-01.ods", said.read_text("utf-8"))
            page = next(outbox_of(desk.office).glob("*/*-bien-nhan.html")).read_text("utf-8").lower()
            self.assertNotIn("đã gửi", page)
            # Nothing waits, and the list says what is left to do.
            desk.run("vn.thuocdo:outbox")
            self.window(desk, "outbox")
            desk.picture("outbox-mail")
            desk.display.keys("Escape")

    def test_the_outbox_sends_all_that_waits(self):
        place = self.folder / "nop"
        place.mkdir()
        with self.desk("vi") as desk, RealServer(place) as server:
            outbox = outbox_of(desk.office)
            first = put_item(outbox, 1, kind="webdav", target=server.address, files={"a.ods": b"a"})
            gone = put_item(outbox, 2, target=str(self.folder / "mất"), attempts=1, reason_vi="Không thấy thư mục.", files={"b.ods": b"b"})
            desk.run("vn.thuocdo:outbox")
            self.window(desk, "outbox")
            desk.picture("outbox-all-waiting")
            desk.display.keys("alt+" + self.keys["all"])
            self.wait_for(lambda: read_state(outbox / gone)["attempts"] == "2", "both attempts")
            self.window(desk, "outbox")
            desk.picture("outbox-all-sent")
            self.assertEqual((read_state(outbox / first)["state"], read_state(outbox / gone)["state"]), ("delivered", "waiting"))
            desk.display.keys("Escape")


if __name__ == "__main__":
    if not shutil.which("Xvfb"):
        sys.exit("Xvfb is missing")
    unittest.main(verbosity=2)
