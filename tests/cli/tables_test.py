"""Tables of criteria and of units through the program: what it makes of them, and that it makes all of it or nothing."""
import json
import os
import pathlib
import resource
import signal
import subprocess
import sys
import tempfile
import time
import unittest

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))
from cli_test import PROGRAM, TABLES, environment, run  # noqa: E402


def bytes_in(folder):
    return {str(path.relative_to(folder)): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def large_table(rows=5000):
    lines = ["STT,Tiêu chí,Điểm tối đa,Cách tính,Nguồn số liệu"]
    for group in range(1, rows // 50 + 1):
        lines.append(f"{group},Nhóm {group},98,,")
        for one in range(1, 50):
            lines.append(f'{group}.{one},Tiêu chí {group}.{one},2,"a = Số hồ sơ; b = Tổng số; Điểm = a/b × điểm tối đa",Cổng dịch vụ công')
    return "\n".join(lines) + "\n"


class TablesTest(unittest.TestCase):
    def setUp(self):
        temporary = tempfile.TemporaryDirectory()
        self.addCleanup(temporary.cleanup)
        self.folder = pathlib.Path(temporary.name)

    def write(self, name, text):
        file = self.folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(text if isinstance(text, bytes) else text.encode("utf-8"))
        return file

    def ends(self, code, done):
        self.assertEqual(done.returncode, code, done.stdout + done.stderr)
        return done

    def import_criteria(self, table, out, *more):
        return run("import-criteria", table, "--out", out, *more)

    # ---- all or nothing

    def test_a_full_disk_leaves_no_new_folder_and_old_files(self):
        table = self.write("bang.csv", large_table(500))

        def small_files_only():
            resource.setrlimit(resource.RLIMIT_FSIZE, (8192, 8192))

        out = self.folder / "tinh" / "nam-2026"
        done = self.ends(3, run("import-criteria", table, "--out", out, preexec_fn=small_files_only))
        self.assertIn("tệp quá lớn", done.stderr)
        self.assertEqual(sorted(path.name for path in self.folder.iterdir()), ["bang.csv"])

        out = self.folder / "nam-2026"
        self.ends(0, self.import_criteria(TABLES / "dti-huyen.csv", out, "--tier", "xa"))
        before = bytes_in(out)
        self.ends(3, run("import-criteria", table, "--out", out, "--tier", "xa", preexec_fn=small_files_only))
        self.assertEqual(bytes_in(out), before)

    def test_killed_at_any_moment_it_leaves_the_old_or_the_new(self):
        table = self.write("bang.csv", large_table(2000))
        whole = self.folder / "du"
        started = time.monotonic()
        self.ends(0, self.import_criteria(table, whole))
        length = time.monotonic() - started
        wanted = bytes_in(whole)["xa.xml"]
        old = self.folder / "cu"
        self.ends(0, self.import_criteria(TABLES / "dti-huyen.csv", old, "--tier", "xa"))
        before = bytes_in(old)["xa.xml"]
        seen = set()
        for attempt in range(12):
            new = self.folder / f"moi-{attempt}"
            for out in (new, old):
                running = subprocess.Popen([PROGRAM, "import-criteria", str(table), "--out", str(out), "--tier", "xa"], env=environment(),
                                           stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
                # Most of the attempts near the end, when files are written.
                time.sleep(length * (0.6 + 0.5 * attempt / 12))
                running.send_signal(signal.SIGKILL)
                running.wait(timeout=60)
            if new.exists():
                self.assertEqual(sorted(bytes_in(new)), ["programme.xml", "units.csv", "xa.xml"])
                self.assertEqual(bytes_in(new)["xa.xml"], wanted)
            now = (old / "xa.xml").read_bytes()
            self.assertIn(now, (before, wanted))
            seen.add((new.exists(), now == wanted))
        self.assertGreater(len(seen), 1, "every attempt ended the same way")


if __name__ == "__main__":
    unittest.main()
