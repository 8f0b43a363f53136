"""Delivery of what is in the outbox: into a folder, to a WebDAV server, by the mail program; with servers, disks and
programs that work and that do not. What is called delivered has been read back, everything else stays in the outbox and
says what to do.

    delivery_test.py [test…]          (ctest names the extension in $THUOCDO_OXT)
"""

import hashlib
import os
import pathlib
import subprocess
import sys
import tempfile
import time
import unittest

SOURCE = pathlib.Path(__file__).resolve().parents[2]
sys.path.insert(0, str(SOURCE / "tests" / "journeys"))
sys.path.insert(0, str(SOURCE / "tests" / "support"))
import campaign  # noqa: E402
import office  # noqa: E402
from dav_server import RealServer, WrongServer, free_port  # noqa: E402
from outbox_items import outbox_of, put_item, read_state, write_state  # noqa: E402

OXT = pathlib.Path(os.environ.get("THUOCDO_OXT", SOURCE / "build" / "thuocdo.oxt"))
PASSWORD = "mật khẩu & bí mật"


class Delivery(unittest.TestCase):
    number = 0

    @classmethod
    def setUpClass(cls):
        cls.temporary = tempfile.TemporaryDirectory(prefix="gửi phiếu ")
        cls.addClassCleanup(cls.temporary.cleanup)
        cls.office = office.Office(pathlib.Path(cls.temporary.name) / "office", "vi",
                                   environment={"PATH": f"{cls.temporary.name}/bin:/usr/bin:/bin"})
        cls.addClassCleanup(cls.office.stop)
        cls.office.install(OXT)
        cls.office.start()
        cls.outbox = outbox_of(cls.office)

    def setUp(self):
        folder = tempfile.TemporaryDirectory(prefix="nơi nhận ", dir=self.temporary.name)
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name)

    def run_command(self, **arguments):
        return campaign.result_of(self.office.dispatch(None, "vn.thuocdo:outbox", Silent=True, **arguments))

    def item(self, **values):
        Delivery.number += 1
        return put_item(self.outbox, Delivery.number, **values)

    def send(self, item, **arguments):
        result = self.run_command(Send=item, **arguments)
        return result, read_state(self.outbox / item)

    def assert_not_delivered(self, result, state, *words, refused=False):
        self.assertIs(result["ok"], False, result["message"])
        self.assertEqual(state["state"], "refused" if refused else "waiting", result["message"])
        for word in words:
            self.assertIn(word, result["message"])
        self.assertIn(state["reason_vi"].replace("\\n", "\n"), result["message"])
        self.assertNotEqual(state["reason_en"], "")

    def assert_same_files(self, item, place):
        for name in ("phiếu so-tc.ods", "so-tc.pdf"):
            self.assertEqual((place / name).read_bytes(), (self.outbox / item / name).read_bytes())
        self.assertEqual([path.name for path in place.iterdir() if path.name.endswith(".part")], [])

    # --- folder ------------------------------------------------------------------------------------------------------

    def test_folder(self):
        item = self.item(target=str(self.folder))
        result, state = self.send(item)
        self.assertIs(result["ok"], True, result["message"])
        self.assertIn("đọc lại", result["message"])
        self.assertEqual(state["state"], "delivered")
        self.assertEqual(state["place"], str(self.folder))
        self.assertEqual(state["attempts"], "1")
        self.assert_same_files(item, self.folder)
        times = [path.stat().st_mtime_ns for path in sorted(self.folder.iterdir())]
        result, state = self.send(item)  # they are there already
        self.assertIs(result["ok"], True, result["message"])
        self.assertEqual(times, [path.stat().st_mtime_ns for path in sorted(self.folder.iterdir())])

    def test_folder_that_vanished_and_came_back(self):
        place = self.folder / "ổ mạng"
        item = self.item(target=str(place))
        result, state = self.send(item)
        self.assert_not_delivered(result, state, str(place), "Gửi lại")
        self.assertFalse(place.exists())
        place.mkdir()
        (place / "so-tc.pdf.part").write_bytes(b"left over")
        result, state = self.send(item)
        self.assertEqual((result["ok"], state["state"], state["attempts"], state["reason_vi"]), (True, "delivered", "2", ""))
        self.assert_same_files(item, place)

    def test_folder_that_holds_other_files_of_the_name(self):
        (self.folder / "so-tc.pdf").write_bytes(b"somebody else's")
        item = self.item(target=str(self.folder))
        result, state = self.send(item)
        self.assert_not_delivered(result, state, "so-tc.pdf", "giữ nguyên", refused=True)
        self.assertEqual([path.name for path in self.folder.iterdir()], ["so-tc.pdf"])
        self.assertEqual((self.folder / "so-tc.pdf").read_bytes(), b"somebody else's")
        elsewhere = self.folder / "khác"
        elsewhere.mkdir()
        result, state = self.send(item, Folder=str(elsewhere))
        self.assertEqual((result["ok"], state["target"]), (True, str(elsewhere)))
        self.assert_same_files(item, elsewhere)

    def test_folder_that_is_none(self):
        (self.folder / "tệp").write_bytes(b"")
        for target, words in ((str(self.folder / "tệp"), "không phải thư mục"), ("", "chọn thư mục")):
            result, state = self.send(self.item(target=target))
            self.assert_not_delivered(result, state, words, refused=True)

    def test_full_disk(self):
        """A file system without room: /dev/full is no folder, so a small one is mounted where that is possible."""
        mounted = self.folder / "đĩa"
        mounted.mkdir()
        made = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=16k", "tmpfs", str(mounted)], capture_output=True, check=False)
        if made.returncode != 0:
            self.skipTest("a small disk cannot be mounted here")
        try:
            item = self.item(target=str(mounted))
            result, state = self.send(item)
            self.assert_not_delivered(result, state, "đầy", "Gửi lại")
            self.assertEqual(list(mounted.iterdir()), [])
            subprocess.run(["mount", "-o", "remount,size=1m", str(mounted)], check=True)
            result, state = self.send(item)
            self.assertEqual((result["ok"], state["state"]), (True, "delivered"))
            self.assert_same_files(item, mounted)
            subprocess.run(["mount", "-o", "remount,ro", str(mounted)], check=True)
            result, state = self.send(self.item(target=str(mounted), files={"a.ods": b"a"}))
            self.assert_not_delivered(result, state, "chỉ cho đọc", refused=True)
        finally:
            subprocess.run(["umount", "-l", str(mounted)], check=True)

    # --- WebDAV ------------------------------------------------------------------------------------------------------

    def test_webdav(self):
        (self.folder / "nộp phiếu").mkdir()
        with RealServer(self.folder, "so-tc", PASSWORD) as server:
            item = self.item(kind="webdav", target=server.address + "nộp phiếu", user="so-tc")
            result, state = self.send(item)
            self.assert_not_delivered(result, state, "tên hoặc mật khẩu", "Gửi lại")
            result, state = self.send(item, Password="sai")
            self.assert_not_delivered(result, state, "tên hoặc mật khẩu")
            result, state = self.send(item, Password=PASSWORD)
            self.assertIs(result["ok"], True, result["message"])
            self.assertEqual((state["state"], state["attempts"]), ("delivered", "3"))
            self.assertEqual(state["place"], server.address + "nộp phiếu/")
            self.assert_same_files(item, self.folder / "nộp phiếu")
            result, state = self.send(item, Password=PASSWORD)  # they are there already
            self.assertIs(result["ok"], True, result["message"])

            (self.folder / "nộp phiếu" / "so-tc.pdf").write_bytes(b"somebody else's")
            result, state = self.send(self.item(kind="webdav", target=server.address + "nộp phiếu/", user="so-tc"),
                                      Password=PASSWORD)
            self.assert_not_delivered(result, state, "so-tc.pdf", "giữ nguyên", refused=True)
            result, state = self.send(self.item(kind="webdav", target=server.address + "không có/", user="so-tc"),
                                      Password=PASSWORD)
            self.assert_not_delivered(result, state, "không có/", "địa chỉ", refused=True)
        for path in (self.outbox, self.office.profile):
            found = subprocess.run(["grep", "-rlF", PASSWORD, str(path)], capture_output=True, text=True, check=False).stdout
            self.assertEqual(found, "", "the password was written down")

    def test_webdav_without_a_password_and_a_server_that_comes_back(self):
        port = free_port()
        item = self.item(kind="webdav", target=f"http://127.0.0.1:{port}")
        result, state = self.send(item)
        self.assert_not_delivered(result, state, f"127.0.0.1:{port}", "mạng", "Gửi lại")
        with RealServer(self.folder, port=port):
            result = self.run_command(Send="waiting")
            self.assertEqual(read_state(self.outbox / item)["state"], "delivered", result["message"])
            self.assert_same_files(item, self.folder)

    def test_webdav_with_a_certificate_that_nobody_trusts(self):
        certificate, key = self.folder / "c.pem", self.folder / "k.pem"
        subprocess.run(["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-keyout", str(key), "-out", str(certificate),
                        "-subj", "/CN=127.0.0.1", "-days", "2"], check=True, capture_output=True)
        place = self.folder / "nop"
        place.mkdir()
        with RealServer(place, certificate=certificate, key=key) as server:
            result, state = self.send(self.item(kind="webdav", target=server.address))
            self.assert_not_delivered(result, state, "chứng thư", "chưa được gửi đi", refused=True)
        self.assertEqual(list(place.iterdir()), [])

    def test_webdav_servers_that_are_wrong(self):
        for fault, refused, words in (("lie", False, ("không giống", "chưa tính là đã nộp")),
                                      ("lose", False, ("không tìm thấy tệp", "chưa tính là đã nộp")),
                                      ("full", False, ("hết chỗ",)),
                                      ("closed", False, ("mật khẩu",)),
                                      ("forbid", True, ("không cho ghi",)),
                                      ("missing", True, ("không có thư mục",)),
                                      ("other", True, ("giữ nguyên",)),
                                      ("endless", True, ("giữ nguyên",)),
                                      ("drop", False, ("bị đứt", "Gửi lại")),
                                      ("error", False, ("500",)),
                                      ("elsewhere", True, ("WebDAV",))):
            with self.subTest(fault=fault), WrongServer(fault) as server:
                result, state = self.send(self.item(kind="webdav", target=server.address), Patience="20")
                self.assert_not_delivered(result, state, *words, refused=refused)
        with WrongServer("none") as server:  # the same server without a fault
            result, state = self.send(self.item(kind="webdav", target=server.address))
            self.assertIs(result["ok"], True, result["message"])

    def test_webdav_servers_that_are_silent(self):
        for fault in ("hang", "hang-back"):
            with self.subTest(fault=fault), WrongServer(fault) as server:
                began = time.monotonic()
                result, state = self.send(self.item(kind="webdav", target=server.address), Patience="3")
                self.assert_not_delivered(result, state, "không trả lời", "Gửi lại")
                self.assertLess(time.monotonic() - began, 12)
                self.assertGreater(len(server.requests), 0)
                # The server recovers: the office is not stuck with the old connection.
                server.fault = "none"
                server.files.clear()
                began = time.monotonic()
                result, state = self.send(self.item(kind="webdav", target=server.address), Patience="10")
                self.assertIs(result["ok"], True, result["message"])
                self.assertLess(time.monotonic() - began, 8)

    def test_addresses_that_are_none(self):
        for address in ("", "ftp://a/b", "https://", "/tmp/nop", "https://a b/"):
            result, state = self.send(self.item(kind="webdav", target=address))
            self.assert_not_delivered(result, state, "https://tên-máy-chủ", refused=True)
        result, state = self.send(self.item(kind="webdav", target="https://khong-co.invalid/nop"))
        self.assert_not_delivered(result, state, "khong-co.invalid", "mạng")

    # --- mail --------------------------------------------------------------------------------------------------------

    def set_mailer(self, program):
        access = self.office.configuration("/org.openoffice.Office.Common/ExternalMailer", write=True)
        access.Program = program
        access.commitChanges()

    def test_mail(self):
        programs = pathlib.Path(self.temporary.name) / "bin"
        programs.mkdir(exist_ok=True)
        said = self.folder / "thư"
        mailer = programs / "thunderbird"
        mailer.write_text(f'#!/bin/sh\nprintf "%s\\n" "$@" > "{said}.tmp"; mv "{said}.tmp" "{said}"\n')
        mailer.chmod(0o755)
        self.addCleanup(mailer.unlink)
        self.set_mailer(str(mailer))
        item = self.item(kind="mail", target="vanthu@example.vn, phong@example.vn", subject="Nộp phiếu Sở Tài chính",
                         body="Kính gửi,\nMã kiểm tra: 7K3M")
        result, state = self.send(item)
        self.assertIs(result["ok"], True, result["message"])
        self.assertEqual(state["state"], "handed-to-mail")
        self.assertIn("bấm Gửi", result["message"])
        self.assertNotIn("đã gửi tới", result["message"].lower())
        deadline = time.monotonic() + 10
        while not said.exists():
            self.assertLess(time.monotonic(), deadline, "the mail program was not started")
            time.sleep(0.1)
        text = said.read_text("utf-8")
        for wanted in ("vanthu@example.vn", "phong@example.vn", "Nộp phiếu Sở Tài chính", "7K3M", "so-tc.pdf", "item-"):
            self.assertIn(wanted, text)

    def test_no_mail_program(self):
        for program in ("/khong/co/thunderbird", "evolution", ""):
            if not program and any(pathlib.Path("/usr/bin", name).exists() for name in ("xdg-email", "xdg-open")):
                continue
            self.set_mailer(program)
            result, state = self.send(self.item(kind="mail", target="vanthu@example.vn"))
            self.assert_not_delivered(result, state, "không có chương trình thư", "đính kèm 2 tệp", "vanthu@example.vn")

    # --- the outbox --------------------------------------------------------------------------------------------------

    def test_listing_receipt_and_removal(self):
        item = self.item(target=str(self.folder), replaces="AAAA-BBBB-CCCC", signer="Nguyễn Thị Thước")
        self.send(item)
        result = self.run_command()
        self.assertIn("Sở Tài chính", result["message"])
        self.assertIn(str(self.outbox / item), result["files"])
        receipt = self.folder / "biên nhận.txt"
        result = self.run_command(Item=item, File=str(receipt))
        self.assertIs(result["ok"], True, result["message"])
        text = receipt.read_text("utf-8")
        digest = hashlib.sha256((self.outbox / item / "so-tc.pdf").read_bytes()).hexdigest()
        for wanted in ("Sở Tài chính", "61,5/80", "AAAA-BBBB-CCCC", "Nguyễn Thị Thước", str(self.folder), "đọc lại", digest):
            self.assertIn(wanted, text)
        self.assertIs(self.run_command(Remove=item)["ok"], True)
        self.assertFalse((self.outbox / item).exists())
        self.assertIs(self.run_command(Remove=item)["ok"], False)
        self.assertIs(self.run_command(Send="../x")["ok"], False)

    def test_damaged_and_changed_items(self):
        damaged, changed = self.item(target=str(self.folder)), self.item(target=str(self.folder))
        with open(self.outbox / damaged / "state", "ab") as state:
            state.write(b"\0")
        (self.outbox / changed / "so-tc.pdf").write_bytes(b"changed")
        result = self.run_command(Send=damaged)
        self.assertIs(result["ok"], False)
        self.assertIn("hỏng", result["message"])
        result, state = self.send(changed)
        self.assert_not_delivered(result, state, "so-tc.pdf", "nộp lại", refused=True)
        self.assertEqual(list(self.folder.iterdir()), [])
        self.assertIn("Bản ghi bị hỏng", self.run_command()["message"])
        for item in (damaged, changed):
            self.assertIs(self.run_command(Remove=item)["ok"], True)

    def test_killed_while_sending(self):
        """What was being sent when the office was killed still waits, and goes the next time."""
        with WrongServer("hang-back") as server:
            item = self.item(kind="webdav", target=server.address)
            with self.assertRaises(Exception):
                import threading
                threading.Timer(2, self.office.process.kill).start()
                self.send(item, Patience="60")
            self.office.process.wait(10)
            self.office.process = None
            self.assertEqual(read_state(self.outbox / item)["state"], "waiting")
            server.fault = "none"
            self.office.start()
            result, state = self.send(item)
            self.assertEqual((result["ok"], state["state"]), (True, "delivered"), result["message"])


if __name__ == "__main__":
    unittest.main(verbosity=2)
