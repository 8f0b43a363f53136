"""Taking folders of sheets into a register with the program: SQLite against PostgreSQL, new and once more, the ranking out of
it, and the audit; and many files of one unit. From nothing to a ranking is measured in turns with LibreOffice opening sheets: how
fast the machine is changes from minute to minute.

The server of PostgreSQL is one of our own on this machine, with its usual care for the disk. Every register stays until all is
measured: for minutes after thousands of files were removed, ext4 looks long for room for each new one."""

import contextlib
import os
import pathlib
import shutil
import sqlite3
import statistics
import sys

import child
import sheet_files
from trial_programme import PROGRAMME

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "cli"))
from postgresql_server import PostgresqlServer  # noqa: E402

WAYS = ("sqlite", "postgresql")


def run(program, templates, *arguments):
    """(seconds, peak memory in KiB) of one run; sheets that need a decision are no failure here."""
    environment = {**os.environ, "THUOCDO_TEMPLATES": str(templates)}
    code, complaint, seconds, kibibytes = child.run([program, *arguments], environment)
    if code not in (0, 1) or complaint:
        raise AssertionError(f"{arguments} ended with {code}:\n{complaint}")
    return seconds, kibibytes


def measure(program, folders, out, rounds, opening):
    """`folders`: {number of sheets: (templates, sheets)}; `opening()`: seconds in which LibreOffice opens a sheet, of several.
    {(number, way, threads, what): (median seconds, median peak in KiB)} with `what` "new", "ranked", "again" and "audit", and with
    "openings" (median of how many sheets LibreOffice opens from nothing to the ranking, median seconds of one). The greatest
    number is gone through with PostgreSQL once, and PostgreSQL with one thread: the server is the one that is waited for."""
    runs = {}
    with PostgresqlServer(careful=True) as server:
        turn = 0
        for round_ in range(rounds):
            for count, (templates, sheets) in folders.items():
                for threads, way in (*((threads, "sqlite") for threads in (1, 2)), (1, "postgresql")):
                    if way == "postgresql" and round_ > 0 and count == max(folders):
                        continue
                    turn += 1
                    book = server.url(f"bench{turn}") if way == "postgresql" else out / f"bench-{turn}.db"
                    receive = ("receive", sheets, "--programme", PROGRAMME, "--register", book, "--received", "2024-01-02",
                               "--threads", threads)
                    rank = ("consolidate", "--register", book, "--programme", PROGRAMME, "--out", out / "ranked", "--threads", threads)
                    took = {}
                    opened = opening()
                    for what, call in (("new", receive), ("ranked", rank), ("again", receive), ("audit", ("audit", "--register", book))):
                        took[what] = run(program, templates, *call)
                        if what == "ranked":
                            opened += opening()
                    one = statistics.median(opened)
                    took["openings"] = ((took["new"][0] + took["ranked"][0]) / one, one)
                    for what, values in took.items():
                        runs.setdefault((count, way, threads, what), []).append(values)
                    with open(out / "ranked" / "result.json", encoding="utf-8") as stream:
                        if sum(line.count('"rank":') for line in stream) < count:
                            raise AssertionError(f"{count} sheets: not all of them are ranked")
                    if way == "postgresql":
                        with contextlib.suppress(RuntimeError):
                            server.run("dropdb", "-h", server.folder, "-U", "so", f"bench{turn}")
    return {key: tuple(statistics.median(values) for values in zip(*results)) for key, results in runs.items()}


def digests(program, templates, sheets, scratch):
    """{file: digest of the answers}: what the register says of drafts."""
    book = scratch / f"drafts-{sheets.name}.db"
    run(program, templates, "receive", sheets, "--programme", PROGRAMME, "--register", book, "--received", "2024-01-02")
    with contextlib.closing(sqlite3.connect(book)) as database:
        return dict(database.execute("SELECT file_name, submission_digest FROM receipts"))


def of_one_unit(program, templates, original, unit, digest, out, counts):
    """{number of files: seconds of the processor} of receiving them, all of one unit, into a new register. What waits for the disk
    is not counted: only growth is looked at here."""
    taken = {}
    for count in counts:
        folder, book = out / f"versions-{count}", out / f"versions-{count}.db"
        sheet_files.write_versions(original, unit, digest, folder, count)
        before = os.times()
        run(program, templates, "receive", folder, "--programme", PROGRAMME, "--register", book, "--received", "2024-01-02", "--threads", 1)
        after = os.times()
        taken[count] = after.children_user + after.children_system - before.children_user - before.children_system
        shutil.rmtree(folder)
        book.unlink()
        shutil.rmtree(f"{book}.originals")
    return taken
