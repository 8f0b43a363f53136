"""Runs a program and says how long it took and how much memory it had at most.

The kernel counts what a process had before it became another program, too, so a large one that starts a small one would
measure itself. A small interpreter stands between the two: only what is below its own dozen MiB cannot be told."""

import json
import os
import subprocess
import sys


def run(command, environment):
    """(exit code, what it complained about, seconds, peak memory in KiB); its output is thrown away."""
    reading, writing = os.pipe()
    with os.fdopen(reading) as told:
        process = subprocess.Popen([sys.executable, "-I", "-S", __file__, str(writing), *map(str, command)], env=environment,
                                   stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, pass_fds=[writing])
        os.close(writing)
        complaint = process.communicate()[1].decode("utf-8", "replace")
        text = told.read()
    if not text:
        raise AssertionError(f"{command} was not run:\n{complaint}")
    code, seconds, kibibytes = json.loads(text)
    return code, complaint, seconds, kibibytes


def between(told, command):
    import time
    os.set_inheritable(told, False)
    began = time.perf_counter()
    process = os.posix_spawnp(command[0], command, os.environ)
    _, status, usage = os.wait4(process, 0)
    taken = time.perf_counter() - began
    os.write(told, json.dumps([os.waitstatus_to_exitcode(status), taken, usage.ru_maxrss]).encode())


if __name__ == "__main__":
    between(int(sys.argv[1]), sys.argv[2:])
