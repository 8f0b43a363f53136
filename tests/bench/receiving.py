"""Taking folders of sheets into a register with the program: SQLite against PostgreSQL, new and once more, and the audit.

The server of PostgreSQL is one of our own on this machine, with its usual care for the disk."""

import contextlib
import os
import pathlib
import shutil
import statistics
import subprocess
import sys
import time

from trial_programme import PROGRAMME

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "cli"))
from postgresql_server import PostgresqlServer  # noqa: E402

WAYS = ("sqlite", "postgresql")


def run(program, templates, *arguments):
    """(seconds, peak memory in KiB) of one run; sheets that need a decision are no failure here."""
    environment = {**os.environ, "THUOCDO_TEMPLATES": str(templates)}
    began = time.perf_counter()
    process = subprocess.Popen([str(program), *map(str, arguments)], env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    complaint = process.stderr.read().decode("utf-8", "replace")
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode not in (0, 1) or complaint:
        raise AssertionError(f"{arguments} ended with {process.returncode}:\n{complaint}")
    return time.perf_counter() - began, usage.ru_maxrss


def measure(program, folders, out, rounds):
    """`folders`: {number of sheets: (templates, sheets)}. {(number, way, threads, what): (median seconds, median peak in KiB)}
    with `what` "new", "again" and "audit"."""
    runs = {}
    with PostgresqlServer(careful=True) as server:
        turn = 0
        for _ in range(rounds):
            for count, (templates, sheets) in folders.items():
                for threads in (1, 2):
                    for way in WAYS:
                        turn += 1
                        book = server.url(f"bench{turn}") if way == "postgresql" else out / f"bench-{turn}.db"
                        receive = ("receive", sheets, "--programme", PROGRAMME, "--register", book, "--received", "2024-01-02",
                                   "--threads", threads)
                        for what, call in (("new", receive), ("again", receive), ("audit", ("audit", "--register", book))):
                            runs.setdefault((count, way, threads, what), []).append(run(program, templates, *call))
                        if way == "sqlite":
                            book.unlink()
                            shutil.rmtree(f"{book}.originals")
                        else:
                            with contextlib.suppress(RuntimeError):
                                server.run("dropdb", "-h", server.folder, "-U", "so", f"bench{turn}")
    return {key: tuple(statistics.median(values) for values in zip(*results)) for key, results in runs.items()}
