"""A disk that fills up under a register, a bundle, a result, documents and a web page: the call says so and ends with 3, what was
written before is whole, nothing half-written lies about, and once there is room the same call does the rest. The disk is a small
one in memory, which only this test sees.

    THUOCDO=build/bin/thuocdo python3 tests/cli/full_disk_test.py
"""

import contextlib
import json
import os
import pathlib
import random
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import unittest

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))
INSIDE = "THUOCDO_OWN_MOUNTS"
NO_MOUNTS = 77  # ctest calls it skipped
if __name__ == "__main__" and INSIDE not in os.environ:  # into a namespace where mounting is ours to do
    as_user = [] if os.geteuid() == 0 else ["--user", "--map-current-user", "--keep-caps"]
    own_mounts = ["unshare", *as_user, "--mount", "--propagation", "private"]
    if subprocess.run([*own_mounts, "mount", "-t", "tmpfs", "tmpfs", tempfile.gettempdir()], check=False).returncode != 0:
        print("This machine lets nobody mount a small disk: nothing was tested.")
        sys.exit(NO_MOUNTS)
    os.execvpe("unshare", [*own_mounts, sys.executable, *sys.argv], {**os.environ, INSIDE: "1"})

import register_test  # noqa: E402
from cli_test import KEY, run  # noqa: E402
from postgresql_server import PostgresqlServer  # noqa: E402

IN_TIME = register_test.IN_TIME
FULL = ("ổ đĩa đã đầy", "No space left on device")


class FullDisk(unittest.TestCase):
    maxDiff = None

    def setUp(self):
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="thuocdo-full-"))
        self.addCleanup(shutil.rmtree, self.folder, ignore_errors=True)
        self.folder.chmod(0o755)
        self.disk = self.folder / "ổ"
        self.disk.mkdir()
        self.sheets = register_test.Sheets(self.folder)
        self.incoming = self.folder / "đến"
        self.incoming.mkdir()

    def mount(self, size):
        subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={size},mode=0777", "tmpfs", self.disk], check=True)
        self.addCleanup(subprocess.run, ["umount", "--lazy", self.disk], check=False)

    def enlarge(self, size):
        subprocess.run(["mount", "-o", f"remount,size={size}", self.disk], check=True)

    def ends(self, code, *call):
        ended = run(*call)
        self.assertEqual(ended.returncode, code, ended.stdout[-2000:] + ended.stderr)
        return ended

    def full(self, *call):
        said = self.ends(3, *call)
        self.assertTrue(any(words in said.stderr + said.stdout for words in FULL), said.stdout[-2000:] + said.stderr)

    def many(self):
        """Sheets among larger files that cannot be pressed together and are no sheets."""
        drawn = random.Random(3)
        for i in range(40):
            self.sheets.submit(self.incoming / f"{i:02} x.ods", f"x-{i % 6 + 1}", i // 6)
            (self.incoming / f"{i:02} ảnh.ods").write_bytes(drawn.randbytes(600_000))

    def receive(self, book):
        return ["receive", self.incoming, "--programme", KEY, "--register", book, "--received", IN_TIME, "--who", "Văn thư"]

    def goes_on(self, book, count):
        """`count` says how many receipts there are."""
        self.full(*self.receive(book))
        before = count()
        self.assertTrue(0 < before < 80, before)
        self.full(*self.receive(book))
        self.assertEqual(count(), before)
        # An original whose receipt found no room any more lies there until the file comes again.
        self.assertLessEqual({finding["code"] for finding in self.audit(book)}, {"original-alone"})
        self.enlarge("200m")
        self.ends(1, *self.receive(book))
        self.assertEqual(count(), 80)
        self.assertEqual(self.audit(book), [])

    def audit(self, book):
        return json.loads(self.ends(0, "audit", "--register", book, "--json").stdout)["findings"]

    def in_one_go(self):
        self.ends(1, *self.receive(self.folder / "một lần.db"))
        return self.rows(self.folder / "một lần.db")

    @staticmethod
    def rows(book):
        with contextlib.closing(sqlite3.connect(book)) as database:
            return [[str(cell) for cell in row] for row in database.execute("SELECT * FROM receipts ORDER BY number")]

    def test_a_register_in_a_file(self):
        self.many()
        self.mount("16m")  # more than one batch of files
        book = self.disk / "sổ.db"
        self.goes_on(book, lambda: len(self.rows(book)))
        self.assertEqual(self.rows(book), self.in_one_go())
        self.assertEqual([path for path in self.disk.rglob("*") if path.is_file() and (path.name.startswith(".") or path.suffix in (".tmp", ".part"))], [])

    def test_a_register_on_a_server(self):
        self.many()
        self.mount("100m")
        with PostgresqlServer() as server:
            server.chown(self.disk)
            server.rows("postgres", f"CREATE TABLESPACE small LOCATION '{self.disk}'")
            server.rows("postgres", "CREATE DATABASE so TABLESPACE small")
            taken = shutil.disk_usage(self.disk).used // 1024
            self.enlarge(f"{taken + 12000}k")
            book = f"postgresql://so@/so?host={server.folder}"
            self.goes_on(book, lambda: int(server.rows("so", "SELECT COUNT(*) FROM thuocdo.receipts")[0][0]))
            self.assertEqual(server.rows("so", "SELECT * FROM thuocdo.receipts ORDER BY number"), self.in_one_go())

    def test_what_is_made_of_a_register(self):
        for unit in ("h-1", "x-1", "x-2", "x-3", "x-4"):
            self.sheets.submit(self.incoming / f"{unit}.ods", unit)
        book = self.folder / "sổ.db"
        with_book = ["--programme", KEY, "--register", book]
        self.ends(0, "receive", self.incoming, *with_book, "--received", "2025-12-24T10:00+07:00")
        self.ends(0, "level", "h-1", "--close", "--with-below", *with_book)
        result = self.folder / "kết quả"
        self.ends(0, "consolidate", *with_book, "--out", result)
        calls = {"gói.ods": ["bundle", *with_book, "--parent", "h-1", "--out"],
                 "kết quả": ["consolidate", *with_book, "--out"],
                 "văn bản": ["documents", result, "--register", book, "--out"],
                 "trang": ["publish", result, "--out"],
                 "vững": ["robustness", *with_book, "--out"]}
        self.mount("4k")
        for name, call in calls.items():
            with self.subTest(call[0]):
                self.full(*call, self.disk / name)
                left = [path for path in self.disk.rglob("*") if path.is_file()]
                self.assertEqual([path for path in left if path.name.startswith(".") or not path.stat().st_size], [])
                for path in self.disk.iterdir():
                    shutil.rmtree(path) if path.is_dir() else path.unlink()
        self.enlarge("20m")
        for name, call in calls.items():
            with self.subTest(call[0]):
                code = 0
                for out in (self.disk / name, self.folder / f"chỗ khác {name}"):
                    self.ends(code, *call, out)
                self.assertEqual(self.bytes_of(self.disk / name), self.bytes_of(self.folder / f"chỗ khác {name}"))

    @staticmethod
    def bytes_of(path):
        if path.is_file():
            return path.read_bytes()
        return {one.relative_to(path): one.read_bytes() for one in path.rglob("*") if one.is_file()}


if __name__ == "__main__":
    unittest.main()
