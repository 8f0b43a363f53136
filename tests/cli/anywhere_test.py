"""The same input gives the same bytes whatever the machine is: language, time zone, rights of new files, the order in which files
came to lie in a folder. A newer version shows what it would change and changes nothing. File names of every kind go through the
register, a district's bundle and the tables.

    THUOCDO=build/bin/thuocdo python3 tests/cli/anywhere_test.py
"""

import contextlib
import csv
import hashlib
import json
import os
import pathlib
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import unicodedata
import unittest

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))
import register_test  # noqa: E402
from cli_test import KEY, PROGRAM, environment, run  # noqa: E402
from postgresql_server import PostgresqlServer  # noqa: E402

RECEIVED = "2026-01-12T09:30:00+07:00"
MACHINES = [({"LANG": "C.UTF-8", "TZ": "Asia/Ho_Chi_Minh"}, 0o022),
            ({"LANG": "C", "LC_ALL": "C", "TZ": "UTC"}, 0o077),
            ({"LANG": "vi_VN.UTF-8", "LC_NUMERIC": "de_DE.UTF-8", "TZ": "America/New_York"}, 0o000),
            ({"LANG": "tr_TR.UTF-8", "LC_ALL": "tr_TR.UTF-8", "TZ": "Pacific/Kiritimati"}, 0o027)]
NAMES = [unicodedata.normalize("NFC", "Phiếu xã Một.ods"), unicodedata.normalize("NFD", "Phiếu xã Một.ods"), "phiếu xã một.ods", "PHIẾU XÃ MỘT.ODS",
         "dòng\nmới.ods", "về\rđầu.ods", "lùi\u202esdo.ods", "\u2067بلدية\u2069.ods", "=1+1.ods", "-rf.ods", '"ngoặc", phẩy; chấm.ods', "公社.ods", "😀.ods", "tab\t.ods"]


def files_of(folder):
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


class Anywhere(unittest.TestCase):
    maxDiff = None

    def setUp(self):
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="thuocdo-anywhere-"))
        self.addCleanup(shutil.rmtree, self.folder, ignore_errors=True)
        self.sheets = register_test.Sheets(self.folder)
        self.incoming = self.folder / "đến"
        self.incoming.mkdir()

    def ends(self, code, *call, **more):
        ended = run(*call, **more)
        self.assertEqual(ended.returncode, code, ended.stdout[-2000:] + ended.stderr)
        return ended

    def campaign(self):
        for unit in ("h-1", "x-1", "x-2", "x-3", "x-4", "x-5"):
            self.sheets.submit(self.incoming / f"{unit} Đặng.ods", unit, {"x-1": 3, "x-2": 4}.get(unit))

    def test_the_same_bytes_on_any_machine(self):
        self.campaign()
        closed = ["--programme", KEY, "--register", self.folder / "huyện.db"]  # a bundle says when its level was closed
        self.ends(0, "receive", self.incoming, *closed, "--received", "24/12/2025 10:00")
        self.ends(0, "level", "h-1", "--close", "--with-below", *closed)
        seen = []
        for number, (machine, umask) in enumerate(MACHINES):
            place = self.folder / f"máy {number}"
            place.mkdir()
            copies = place / "đến"
            copies.mkdir()
            # In another order, with other times.
            for path in sorted(self.incoming.iterdir(), reverse=number % 2 == 1):
                shutil.copyfile(path, copies / path.name)
                os.utime(copies / path.name, (1e9 + number, 1e9 + number))
            book = place / "sổ.db"
            with_book = ["--programme", KEY, "--register", book]
            calls = [["receive", "đến", *with_book, "--received", "24/12/2025 10:00", "--who", "Văn thư"],
                     ["bundle", *closed, "--parent", "h-1", "--out", "ra/gói.ods"],
                     ["consolidate", *with_book, "--robustness", "--out", "ra/kết quả"],
                     ["consolidate", "đến", "--programme", KEY, "--out", "ra/từ thư mục"],
                     ["documents", "ra/kết quả", "--register", book, "--out", "ra/văn bản"],
                     ["robustness", *with_book, "--out", "ra/vững"],
                     ["publish", "ra/kết quả", "--out", "ra/trang"],
                     ["status", *with_book, "--at", "2026-01-13T10:00+07:00", "--out", "ra/tình hình.csv"]]
            said = []
            (place / "ra").mkdir()
            for call in calls:
                ended = subprocess.run([PROGRAM, *map(str, call), "--lang", "vi"], capture_output=True, env=environment(**machine), cwd=place, umask=umask, timeout=120,
                                       encoding="utf-8", check=False)
                self.assertLessEqual(ended.returncode, 1, ended.stdout + ended.stderr)
                said.append(ended.stdout.replace(str(place), ""))
            with contextlib.closing(sqlite3.connect(book)) as database:
                rows = database.execute("SELECT * FROM receipts ORDER BY number").fetchall()
            seen.append((files_of(place / "ra"), said, rows))
            modes = {path.stat().st_mode & 0o777 for path in (place / "ra").rglob("*") if path.is_file()}
            self.assertEqual(modes, {0o666 & ~umask})
        self.assertGreater(len(seen[0][0]), 20)
        for files, said, rows in seen[1:]:
            self.assertEqual(list(files), list(seen[0][0]))
            self.assertEqual([name for name in files if files[name] != seen[0][0][name]], [])
            self.assertEqual(said, seen[0][1])
            self.assertEqual(rows, seen[0][2])

    def test_a_newer_version_tells_what_it_would_change_and_changes_nothing(self):
        self.campaign()
        out = self.folder / "kết quả"
        run("consolidate", self.incoming, "--programme", KEY, "--out", out)
        verify = ["verify-result", out, self.incoming]
        self.assertTrue(json.loads(self.ends(0, *verify, "--json").stdout)["same"])
        result = out / "result.json"
        computed = json.loads(result.read_text("utf-8"))
        newest = computed["engine"]
        # Of an older version that came to the same points.
        result.write_text(result.read_text("utf-8").replace(f'"engine": "{newest}"', '"engine": "0.0.1"', 1), "utf-8")
        before = files_of(out)
        check = json.loads(self.ends(1, *verify, "--json").stdout)
        self.assertEqual((check["same"], check["published_engine"], check["engine"], check["changes"]), (False, "0.0.1", newest, []))
        self.assertEqual([file["name"] for file in check["files"] if file["state"] != "same"], ["result.json"])
        for language, words in (("vi", "0.0.1"), ("en", "was computed by version 0.0.1; this is version " + newest)):
            self.assertIn(words, self.ends(1, *verify, "--lang", language).stdout)
        # Of one that came to other points: the list names unit, points and ranks then and now.
        unit = computed["tiers"][1]["ranked"][0]
        text = result.read_text("utf-8")
        place = text.index(f'"unit": "{unit["unit"]}"')
        place = text.index(f'"published": "{unit["published"]}"', place)
        result.write_text(text[:place] + text[place:].replace(unit["published"], "1", 1), "utf-8")
        before = files_of(out)
        check = json.loads(self.ends(1, *verify, "--json").stdout)
        self.assertEqual([one["unit"] for one in check["changes"]], [unit["unit"]])
        self.assertIn(unit["name"], self.ends(1, *verify, "--lang", "vi").stdout)
        self.assertEqual(files_of(out), before)

    # ---- file names

    def named(self):
        """Sheets of the communes in turn under all the names, two of which no text can hold: {name in the register: digest of the file}."""
        for number, name in enumerate(NAMES):
            self.sheets.submit(self.incoming / name, f"x-{number % 6 + 1}", number)
        for number, name in enumerate((b"\xff.ods", b"\xfe.ods")):
            self.sheets.submit(self.folder / "một.ods", "x-1", 50 + number)
            os.rename(self.folder / "một.ods", os.fsencode(self.incoming) + b"/" + name)
        return [(path.name.encode("utf-8", "surrogateescape").decode("utf-8", "replace"), hashlib.sha256(path.read_bytes()).hexdigest()) for path in self.incoming.iterdir()]

    def test_every_name_goes_into_the_register(self):
        wanted = sorted(self.named())
        with PostgresqlServer() as server:
            for book in (self.folder / "sổ.db", server.url("so")):
                received = json.loads(self.ends(1, "receive", self.incoming, "--programme", KEY, "--register", book, "--received", RECEIVED, "--json").stdout)
                self.assertEqual(received["new"], len(wanted))
                self.assertEqual(sorted(one["file"] for one in received["files"]), [name for name, _ in wanted])
                kept = (self.in_file(book) if isinstance(book, pathlib.Path) else
                        [tuple(row) for row in server.rows("so", "SELECT file_name, file_digest FROM thuocdo.receipts")])
                self.assertEqual(sorted(kept), wanted)
                self.assertEqual(json.loads(self.ends(0, "audit", "--register", book, "--json").stdout)["findings"], [])
        shown = self.ends(1, "receive", self.incoming, "--programme", KEY, "--register", self.folder / "để xem.db", "--received", RECEIVED).stdout
        for sign in "\u202e\u2067\r\t":  # what turns a line round, or goes back in it
            self.assertNotIn(sign, shown)
        self.assertIn("dòng mới.ods", shown)

    @staticmethod
    def in_file(book):
        with contextlib.closing(sqlite3.connect(book)) as database:
            return database.execute("SELECT file_name, file_digest FROM receipts").fetchall()

    def test_every_name_goes_through_the_tables(self):
        wanted = sorted(self.named())
        out = self.folder / "kết quả"
        self.ends(1, "consolidate", self.incoming, "--programme", KEY, "--out", out)
        with open(out / "findings.csv", encoding="utf-8-sig", newline="") as stream:
            rows = list(csv.DictReader(stream))
        conflicting = " ".join(row["message_vi"] for row in rows if row["code"] == "sheet-conflicting")
        for name, _ in wanted:
            self.assertIn(name, conflicting)
        for row in rows:
            self.assertFalse(row["file"].startswith(("=", "+", "-", "@", "\t", "\r")), row)

    def test_every_name_goes_through_a_bundle(self):
        """Names that one system takes for the same, one on each sheet of a district."""
        for names in (NAMES[:2], NAMES[2:4], NAMES[4:6], NAMES[6:8], NAMES[8:10]):
            with self.subTest(names=names):
                place = pathlib.Path(tempfile.mkdtemp(dir=self.folder))
                incoming = place / "đến"
                incoming.mkdir()
                for name, unit in zip([*names, "h-1.ods"], ("x-1", "x-2", "h-1")):
                    self.sheets.submit(incoming / name, unit)
                with_book = ["--programme", KEY, "--register", place / "huyện.db"]
                self.ends(0, "receive", incoming, *with_book, "--received", "2025-12-24T08:00+07:00")
                for unit in ("x-3", "x-4"):
                    run("level", unit, "--absent", "--basis", "Sáp nhập", *with_book)
                self.ends(0, "level", "h-1", "--close", "--with-below", *with_book)
                self.ends(0, "bundle", *with_book, "--parent", "h-1", "--out", place / "gói.ods")
                received = json.loads(self.ends(0, "receive", place / "gói.ods", "--programme", KEY, "--register", place / "tỉnh.db", "--received", "2025-12-24T10:00+07:00", "--json").stdout)
                self.assertEqual({one["receipt"]["state"] for one in received["files"]}, {"accepted"})
                sent = {hashlib.sha256(path.read_bytes()).hexdigest() for path in incoming.iterdir()}
                came = dict((digest, name) for name, digest in self.in_file(place / "tỉnh.db"))
                self.assertLessEqual(sent, set(came))
                self.assertEqual(len({came[digest] for digest in sent}), len(sent))


if __name__ == "__main__":
    unittest.main()
