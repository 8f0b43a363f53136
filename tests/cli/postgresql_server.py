"""A PostgreSQL server of one test's own: data in a temporary folder, a Unix socket there and nothing else, gone afterwards.

    with PostgresqlServer() as server:
        server.url("so")          # "postgresql://…"; a new, empty database

The server refuses to run as root, so it runs as "nobody" where the test is root. Needs the package postgresql.
"""

import os
import pathlib
import shutil
import subprocess
import tempfile


class PostgresqlServer:
    """`careful`: flushes to the disk as a real one does, for measurements."""

    def __init__(self, careful=False):
        self.careful = careful

    def __enter__(self):
        programs = sorted(pathlib.Path("/usr/lib/postgresql").glob("*/bin"))
        if not programs:
            raise RuntimeError("no PostgreSQL server: install the package postgresql")
        self.programs = programs[-1]
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="thuocdo-pg-"))
        self.folder.chmod(0o777)
        self.data = self.folder / "data"
        self.run("initdb", "-A", "trust", "-U", "so", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync", "-D", self.data)
        self.start()
        return self

    def __exit__(self, *_):
        try:
            self.stop()
        finally:
            shutil.rmtree(self.folder, ignore_errors=True)

    def start(self):
        flushing = "" if self.careful else "-c fsync=off -c full_page_writes=off "
        options = (f"-c listen_addresses='' -c unix_socket_directories='{self.folder}' {flushing}"
                   "-c shared_buffers=32MB -c max_connections=20")
        self.run("pg_ctl", "-D", self.data, "-w", "-l", self.folder / "log", "-o", options, "start")

    def stop(self):
        self.run("pg_ctl", "-D", self.data, "-m", "immediate", "-w", "stop")

    def chown(self, folder):
        """Gives a folder to the server."""
        if os.geteuid() == 0:
            shutil.chown(folder, "nobody", "nogroup")

    def url(self, database):
        self.run("createdb", "-h", self.folder, "-U", "so", database)
        return f"postgresql://so@/{database}?host={self.folder}"

    def rows(self, database, statement):
        """The rows as lists of texts."""
        text = self.run("psql", "-X", "-q", "-A", "-t", "-F", "\x1f", "-R", "\x1e", "-v", "ON_ERROR_STOP=1", "-h", self.folder,
                        "-U", "so", "-d", database, "-c", statement)
        return [row.split("\x1f") for row in text.rstrip("\n").split("\x1e")] if text.strip() else []

    def run(self, program, *arguments):
        command = [str(self.programs / program), *map(str, arguments)]
        if os.geteuid() == 0:
            command = ["setpriv", "--reuid=nobody", "--regid=nogroup", "--clear-groups", *command]
        # Into a file, because a server that inherits a pipe keeps its reader waiting.
        with tempfile.TemporaryFile() as output:
            ended = subprocess.run(command, stdin=subprocess.DEVNULL, stdout=output, stderr=subprocess.STDOUT, cwd="/", timeout=120)
            output.seek(0)
            text = output.read().decode("utf-8", "replace")
        if ended.returncode != 0:
            raise RuntimeError(f"{' '.join(command)}: {text}")
        return text
