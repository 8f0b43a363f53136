"""Delivery of what is in the outbox to WebDAV servers that work, ask for a password, are full, closed, silent, or lie, and
through the end of the office. What is called delivered has been read back, everything else stays in the outbox and says
what to do.

    webdav_delivery_test.py [test…]          (ctest names the extension in $THUOCDO_OXT)
"""

import pathlib
import subprocess
import sys
import threading
import time
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "support"))
from dav_server import RealServer, WrongServer, free_port  # noqa: E402
from delivery_case import DeliveryCase  # noqa: E402
from outbox_items import read_state  # noqa: E402

PASSWORD = "mật khẩu & bí mật"


class WebdavDelivery(DeliveryCase):
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
                                      ("endless", False, ("không trả lời",)),
                                      ("drop", False, ("bị đứt", "Gửi lại")),
                                      ("error", False, ("500",)),
                                      ("elsewhere", True, ("WebDAV",))):
            with self.subTest(fault=fault), WrongServer(fault) as server:
                result, state = self.send(self.item(kind="webdav", target=server.address),
                                          Patience="3" if fault == "endless" else "20")
                self.assert_not_delivered(result, state, *words, refused=refused)
        for fault in ("lie", "lose", "full", "drop"):  # a server that comes to its senses
            with self.subTest(after=fault), WrongServer(fault) as server:
                item = self.item(kind="webdav", target=server.address)
                self.assertIs(self.send(item)[0]["ok"], False)
                server.fault = "none"
                result, state = self.send(item)
                self.assertEqual((result["ok"], state["state"]), (True, "delivered"), result["message"])
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
                server.recover()
                result, state = self.send(self.item(kind="webdav", target=server.address), Patience="20")
                self.assertIs(result["ok"], True, result["message"])

    def test_addresses_that_are_none(self):
        for address in ("", "ftp://a/b", "https://", "/tmp/nop", "https://a b/"):
            result, state = self.send(self.item(kind="webdav", target=address))
            self.assert_not_delivered(result, state, "https://tên-máy-chủ", refused=True)
        result, state = self.send(self.item(kind="webdav", target="https://khong-co.invalid/nop"))
        self.assert_not_delivered(result, state, "khong-co.invalid", "mạng")

    def test_killed_while_sending(self):
        """What was being sent when the office was killed still waits, and goes the next time."""
        with WrongServer("hang-back") as server:
            item = self.item(kind="webdav", target=server.address)
            with self.assertRaises(Exception):
                threading.Timer(2, self.office.process.kill).start()
                self.send(item, Patience="60")
            self.office.process.wait(10)
            self.office.process = None
            self.assertEqual(read_state(self.outbox / item)["state"], "waiting")
            server.recover()
            self.office.start()
            result, state = self.send(item)
            self.assertEqual((result["ok"], state["state"]), (True, "delivered"), result["message"])


if __name__ == "__main__":
    unittest.main(verbosity=2)
