"""Consolidating folders of sheets with the program: time, and the peak memory that the kernel counts for its process."""

import os
import statistics

import child
from trial_programme import PROGRAMME


def run(program, templates, sheets, out, threads):
    """(seconds, peak memory in KiB) of one run."""
    command = [str(program), "consolidate", str(sheets), "--programme", PROGRAMME, "--out", str(out),
               "--threads", str(threads)]
    environment = {**os.environ, "THUOCDO_TEMPLATES": str(templates)}
    code, complaint, seconds, kibibytes = child.run(command, environment)
    if code not in (0, 1):
        raise AssertionError(f"{' '.join(command)} ended with {code}:\n{complaint}")
    return seconds, kibibytes


def measure(program, folders, out, rounds):
    """`folders`: {number of sheets: (templates, sheets)}. {(number, threads): (median seconds, median peak in KiB)}"""
    runs = {(count, threads): [] for count in folders for threads in (1, 2)}
    for turn in range(-1, rounds):  # the first one only warms up
        for (count, threads), results in runs.items():
            templates, sheets = folders[count]
            result = run(program, templates, sheets, out / f"{count}-{threads}", threads)
            if turn >= 0:
                results.append(result)
    for count in folders:
        first, second = (out / f"{count}-{threads}" / "result.json" for threads in (1, 2))
        if first.read_bytes() != second.read_bytes():
            raise AssertionError(f"{count} sheets: the result depends on the number of threads")
        if first.read_text("utf-8").count('"rank":') < count:
            raise AssertionError(f"{count} sheets: not all of them are ranked")
    return {key: tuple(statistics.median(values) for values in zip(*results)) for key, results in runs.items()}
