"""Everything that is measured, in one run, printed as Markdown tables of ratios. tests/bench/run.sh calls this.

    python3 tests/bench/measure.py --build build [--quick] [--keep FOLDER]
"""

import argparse
import faulthandler
import json
import os
import pathlib
import statistics
import subprocess
import sys
import tempfile
import time

SOURCE = pathlib.Path(__file__).resolve().parents[2]
sys.path[:0] = [str(SOURCE / "tests" / "addin"), str(SOURCE / "tests" / "journeys")]
import cells  # noqa: E402
import consolidation  # noqa: E402
import desk  # noqa: E402
import receiving  # noqa: E402
import sheet_files  # noqa: E402
import submit  # noqa: E402
import tables  # noqa: E402
import trial_programme as trial  # noqa: E402
from campaign import Progress, Table, fill, require, result_of  # noqa: E402
from office import Office  # noqa: E402

COINR_SECONDS = (52, 84)  # 1,000 draws of weights and ranks, measured on a machine like this one before this program was written
FORMATS = {".ods": "calc8", ".xlsx": "Calc MS Excel 2007 XML"}


class Scale:
    """How much is measured. The quick one only shows that everything still runs."""

    def __init__(self, quick):
        self.quick = quick
        self.variants = 2 if quick else 12
        self.counts = (3, 6) if quick else (257, 3321)
        self.cell_rounds, self.cell_times = (1, 2) if quick else (21, 20)
        self.reading_rounds, self.reading_files, self.turns = (2, 2, 1) if quick else (15, 6, 5)
        self.consolidation_rounds = 1 if quick else 3
        self.receiving_rounds = 1 if quick else 3
        self.one_unit_counts = (4, 8) if quick else (250, 1000, 4000)
        self.table_rounds = 1 if quick else 7
        self.desk_edits, self.desk_turns, self.desk_starts = (2, 1, 1) if quick else (40, 5, 7)
        self.engine_seconds = 0.01 if quick else 0.3


def make_sheets(office, folder, count):
    """Sheets built by the extension and filled in and computed in Calc; the last one is careless. As .ods and .xlsx."""
    made = folder / "made"
    made.mkdir()
    units = [trial.unit_code(i) for i in range(1, count + 1)]
    require(result_of(office.dispatch(None, "vn.thuocdo:new-all", Programme=trial.PROGRAMME, Tier=trial.TIER,
                                      Units=",".join(units), Folder=str(made), Overwrite=True, Silent=True)), "new-all")
    files = []
    for number, unit in enumerate(units, 1):
        document = office.open(made / f"{unit}.ods")
        fill(Table(document), [(criterion, field, str(value)) for criterion, field, value in
                               trial.sheet_answers(number, careful=number != count)], {})
        document.calculate()
        document.store()
        office.save(document, made / f"{unit}.xlsx", FORMATS[".xlsx"])
        document.close(True)
        files.append(made / f"{unit}.ods")
    return files


def opening(office, files):
    """Milliseconds for opening and closing each file in the office, hidden."""
    taken = []
    for file in files:
        began = time.perf_counter()
        office.open(file).close(True)
        taken.append((time.perf_counter() - began) * 1000)
    return taken


def reading(program, office, templates, files, scale):
    """{way: microseconds per file} of the engine, of the least any reader must do, and of the office."""
    ways = {}
    opening(office, files)  # warms up
    for _ in range(scale.turns):
        lines = subprocess.run([program, str(scale.reading_rounds), templates, *files], check=True, capture_output=True,
                               text=True).stdout.splitlines()
        for line in lines:
            name, value = line.split()
            ways.setdefault(name, []).append(float(value))
        ways.setdefault("office", []).extend(value * 1000 for value in opening(office, files))
    return {name: statistics.median(values) for name, values in ways.items()}


def result_in_calc(folder, sheet, workbook, scale):
    """Milliseconds of opening and closing a filled sheet and the workbook of a result, in turns; and its size in bytes."""
    with Office(folder / "office-result", language="vi") as office:
        office.start()
        opening(office, [sheet, workbook])  # warms up
        turns = [opening(office, [sheet, workbook]) for _ in range(scale.turns)]
    of_sheet, of_workbook = (statistics.median(values) for values in zip(*turns))
    return of_sheet, of_workbook, workbook.stat().st_size


def receiving_in_turns(build, folders, folder, sheets, scale):
    """See receiving.measure; the office has the extension, as the officer's has."""
    with Office(folder / "office-receiving", language="vi", environment={"THUOCDO_TEMPLATES": str(folders[max(folders)][0])}) as office:
        office.install(build / "thuocdo.oxt")
        office.start()
        opening(office, sheets)  # warms up
        return receiving.measure(build / "bin" / "thuocdo", folders, folder, scale.receiving_rounds, lambda: [value / 1000 for value in opening(office, sheets)])


def engine(program, scale):
    output = subprocess.run([program, f"--benchmark_min_time={scale.engine_seconds}", "--benchmark_format=json",
                             "--benchmark_repetitions=3", "--benchmark_enable_random_interleaving=true",
                             "--benchmark_report_aggregates_only=true"],
                            check=True, capture_output=True, text=True).stdout
    factor = {"ns": 1e-3, "us": 1, "ms": 1e3}
    return {entry["run_name"]: entry["cpu_time"] * factor[entry["time_unit"]]
            for entry in json.loads(output)["benchmarks"] if entry["aggregate_name"] == "median"}


# --- what is printed --------------------------------------------------------------------------------------------------

def table(title, heads, rows):
    print(f"\n### {title}\n")
    print("| " + " | ".join(heads) + " |")
    print("|" + "---|" * len(heads))
    for row in rows:
        print("| " + " | ".join(row) + " |")


def times(value):
    return f"{value:.0f} ×" if value >= 20 else f"{value:.1f} ×" if value >= 3 else f"{value:.2f} ×"


def duration(milliseconds):
    if milliseconds >= 1000:
        return f"{milliseconds / 1000:.2f} s"
    if abs(milliseconds) >= 0.1 or milliseconds == 0:
        return f"{milliseconds:.2f} ms"
    return f"{milliseconds * 1e3:.1f} µs" if milliseconds >= 1e-3 else f"{milliseconds * 1e6:.0f} ns"


def print_cells(found):
    formulas = {what: found[what, "formulas"] for what in ("whole", "one")}
    functions = {what: found[what, "functions"] for what in ("whole", "one")}
    entering = found["one", "rest"]
    rows = [[title, duration(plain), duration(ours), times(ours / plain) if plain > 0 else "–"]
            for title, plain, ours in (
                ("Whole sheet recalculated", formulas["whole"], functions["whole"]),
                ("One input changed, all that hangs on it read", formulas["one"], functions["one"]),
                ("The same with entering the value", entering + formulas["one"], entering + functions["one"]),
                ("One input by functions, whole sheet by formulas", formulas["whole"], functions["one"]))]
    table("Cell functions against the same rules as plain Calc formulas, a sheet of 120 criteria",
          ["", "plain formulas", "cell functions", "ratio"], rows)
    counts = found["counts"]
    print(f"\nFormulas in the criteria table: {counts['functions']} with functions, {counts['formulas']} plain. Time of "
          f"the same sheet with plain values taken off: {duration(found['whole', 'rest'])} for a recalculation, "
          f"{duration(entering)} for an input.")


def print_reading(found):
    rows = []
    for suffix, ways in found.items():
        for name, title in (("floor", "inflate and look for `<`"), ("read", "read every cell (strict)"),
                            ("assess", "read, score, compare")):
            rows.append([suffix, title, duration(ways[name] / 1000), times(ways[name] / ways["floor"]),
                         times(ways["office"] / ways[name])])
        rows.append([suffix, "LibreOffice opens and closes it", duration(ways["office"] / 1000),
                     times(ways["office"] / ways["floor"]), times(1)])
    table("Reading one filled sheet of 120 criteria", ["format", "", "per file", "of the floor", "faster than LibreOffice"],
          rows)


def print_signatures(ways):
    table("Checking the signature of an .ods of 120 criteria (RSA 2048, one certificate of a known issuer)", ["", "per file", "of receiving an unsigned one"],
          [["looking at an unsigned file, as receiving does", duration(ways["verify"] / 1000), times(1)],
           ["the same with a signature", duration(ways["signed"] / 1000), times(ways["signed"] / ways["verify"])],
           ["the signature alone", duration((ways["signed"] - ways["verify"]) / 1000), times(ways["signed"] / ways["verify"] - 1)]])


def print_from_nothing(found, counts):
    """From a folder of files to a ranking: received into a new register, then consolidated out of it."""
    rows = []
    for count in counts:
        for threads, way in ((1, "sqlite"), (2, "sqlite"), (1, "postgresql")):
            (new, peak), (ranked, peak_ranked) = found[count, way, threads, "new"], found[count, way, threads, "ranked"]
            whole = (new + ranked) * 1000
            rows.append([f"{count} sheets, {threads} thread{'s' if threads > 1 else ''}, {'SQLite' if way == 'sqlite' else 'PostgreSQL'}", duration(whole),
                         f"{new / (new + ranked):.0%}", duration(whole / count), f"{found[count, way, threads, 'openings'][0]:.1f} sheets", f"{max(peak, peak_ranked) / 1024:.0f} MiB"])
    one = statistics.median(values[1] for key, values in found.items() if key[3] == "openings")
    table(f"From nothing to a ranking: received into a new register, then consolidated out of it (in turns with LibreOffice opening such sheets, {duration(one * 1000)} each)",
          ["", "median", "of it receiving", "per sheet", "LibreOffice opens meanwhile", "peak memory"], rows)
    few, many = counts
    whole = {count: sum(found[count, "sqlite", 1, what][0] for what in ("new", "ranked")) for count in counts}
    peak = {count: max(found[count, "sqlite", 1, what][1] for what in ("new", "ranked")) for count in counts}
    print(f"\nTime per sheet, {many} sheets against {few}, SQLite, 1 thread: {times(whole[many] / many / (whole[few] / few))}. Memory for each further "
          f"sheet: {(peak[many] - peak[few]) / (many - few):.0f} KiB.")


def print_one_unit(found):
    rows = [[f"{count} files", duration(seconds * 1000), duration(seconds * 1000 / count)] for count, seconds in found.items()]
    table("Receiving many files of one unit, all different, into SQLite: time of the processor", ["", "together", "per file"], rows)
    few, *_, many = found
    print(f"\nTime per file, {many} files against {few}: {times(found[many] / many / (found[few] / few))}.")


def print_draws(found):
    measured = {name: value for name, value in found.items() if name.startswith("10,000 draws")}
    rows = [[name, duration(value / 1000), f"{low / (value / 1e6 / 10):.0f} to {high / (value / 1e6 / 10):.0f} ×"]
            for name, value in measured.items() for low, high in [COINR_SECONDS]]
    table(f"How firm ranks are: the simulation on one core, against COINr's {COINR_SECONDS[0]} to {COINR_SECONDS[1]} s for 1,000 draws on such a machine",
          ["", "median", "faster, per draw"], rows)


def print_consolidation(found, counts):
    rows = []
    for (count, threads), (seconds, peak) in found.items():
        rows.append([f"{count}", f"{threads}", duration(seconds * 1000), duration(seconds * 1000 / count),
                     times(found[count, 1][0] / seconds), f"{peak / 1024:.0f} MiB"])
    table("Consolidating a folder of sheets (120 criteria each)",
          ["sheets", "threads", "median", "per sheet", "faster than 1 thread", "peak memory"], rows)
    few, many = counts
    per_sheet = found[many, 1][0] / many / (found[few, 1][0] / few)
    growth = (found[many, 1][1] - found[few, 1][1]) / (many - few)
    print(f"\nTime per sheet, {many} sheets against {few}: {times(per_sheet)}. Memory for each further sheet: "
          f"{growth:.0f} KiB.")


def print_workbook(found, count):
    of_sheet, of_workbook, size = found
    table(f"The workbook of a result of {count} sheets in Calc", ["", "median", "of one sheet"],
          [["opening one filled sheet", duration(of_sheet), times(1)],
           [f"opening the workbook with its charts ({size / 2**20:.1f} MiB)", duration(of_workbook), times(of_workbook / of_sheet)]])


def print_receiving(found, counts):
    rows = []
    for count in counts:
        for threads in (1, 2):
            for what, title in (("new", "received"), ("again", "the same folder again"), ("audit", "audit")):
                if what == "audit" and threads == 2:
                    continue
                sqlite, shared = (found.get((count, way, threads, what)) for way in receiving.WAYS)
                of_threads = "" if what == "audit" else f", {threads} thread{'s' if threads > 1 else ''}"
                rows.append([f"{count} sheets {title}{of_threads}", duration(sqlite[0] * 1000 / count), duration(shared[0] * 1000 / count) if shared else "–",
                             times(shared[0] / sqlite[0]) if shared else "–", f"{sqlite[1] / 1024:.0f} MiB"])
    table("The register: per sheet, in a SQLite file and in a PostgreSQL server on the same machine",
          ["", "SQLite", "PostgreSQL", "ratio", "peak memory (SQLite)"], rows)


def print_tables(found):
    table(f"Whole commands against starting LibreOffice once ({duration(found['office'])})", ["", "median", "than LibreOffice starts"],
          tables.rows(found, duration, times))


def print_submit(found):
    table(f"Submitting against LibreOffice's own .ods and PDF of the same sheet ({duration(found['own'])})",
          ["", "median", "of LibreOffice's own"], submit.rows(found, duration, times))


def print_desk(found):
    table("The officer's desk against the office without the extension", desk.HEADS, desk.rows(found, duration, times))


def print_engine(found):
    whole = found["whole_sheet"]
    rows = [[name, duration(value / 1000), times(value / whole) if value >= whole else f"1/{whole / value:.0f}"]
            for name, value in sorted(found.items(), key=lambda entry: -entry[1])]
    table("The engine alone (63 criteria of a district)", ["", "median", "of scoring a whole sheet"], rows)


def machine():
    try:
        lines = pathlib.Path("/proc/cpuinfo").read_text("utf-8").splitlines()
        model = next(line.split(":", 1)[1].strip() for line in lines if line.startswith("model name"))
    except (OSError, StopIteration):
        model = "unknown processor"
    return len(os.sched_getaffinity(0)), model


def measure(build, folder, scale, progress):
    load = os.getloadavg()[0]
    templates = {count: folder / f"templates-{count}" for count in scale.counts}
    for count, place in templates.items():
        trial.write_programme(place, count)
    few, many = scale.counts
    with Office(folder / "office", language="vi", environment={"THUOCDO_TEMPLATES": str(templates[many])}) as office:
        progress("LibreOffice")
        office.install(build / "thuocdo.oxt")
        office.start()
        progress(f"{scale.variants} sheets")
        originals = make_sheets(office, folder, scale.variants)
        progress("cell functions")
        by_cells = cells.measure(office, originals[-1], Table, scale.cell_rounds, scale.cell_times)
        by_reading = {}
        for suffix in FORMATS:
            progress(f"reading {suffix}")
            files = [file.with_suffix(suffix) for file in originals[:scale.reading_files]]
            by_reading[suffix] = reading(build / "bin" / "reading_bench", office, templates[many], files, scale)
        progress("tables and programmes")
        by_tables = tables.measure(office, build / "bin" / "thuocdo", folder, scale.table_rounds)
    progress("submitting")
    by_submit = submit.measure(build, folder / "submit", templates[many], originals[0], scale.table_rounds)
    progress("the officer's desk")
    by_desk = desk.measure(build / "thuocdo.oxt", folder, scale.desk_edits, scale.desk_turns, scale.desk_starts)
    folders = {}
    for count in scale.counts:
        progress(f"{count} sheets")
        folders[count] = (templates[count], folder / f"sheets-{count}")
        units = [trial.unit_code(i) for i in range(1, count + 1)]
        sheet_files.write_sheets(originals[:-1], units, folders[count][1])
        submitted = receiving.digests(build / "bin" / "thuocdo", templates[count], folders[count][1], folder)
        sheet_files.write_sheets(originals[:-1], units, folders[count][1], {unit: submitted[f"{unit}.ods"] for unit in units})
    progress("consolidating")
    by_consolidation = consolidation.measure(build / "bin" / "thuocdo", folders, folder, scale.consolidation_rounds)
    progress("the workbook of a result in Calc")
    by_workbook = result_in_calc(folder, originals[0], folder / f"{few}-1" / "tong-hop.ods", scale)
    progress("receiving")
    by_receiving = receiving_in_turns(build, folders, folder, originals[:scale.reading_files], scale)
    progress("many files of one unit")
    by_one_unit = receiving.of_one_unit(build / "bin" / "thuocdo", templates[many], originals[0], trial.unit_code(1), submitted[f"{trial.unit_code(1)}.ods"],
                                        folder, scale.one_unit_counts)
    progress("engine")
    by_engine = engine(build / "bin" / "engine_bench", scale)
    progress.done()

    cores, model = machine()
    print(f"\nMachine: {cores} cores, {model}. The ratios count, not the times: what a table compares was measured in turns.")
    if load > cores / 2:
        print(f"\nOther programs were busy when this began (load {load:.1f}): these figures are rough.")
    print_cells(by_cells)
    print_reading(by_reading)
    print_signatures(by_reading[".ods"])
    print_consolidation(by_consolidation, scale.counts)
    print_workbook(by_workbook, few)
    print_from_nothing(by_receiving, scale.counts)
    print_receiving(by_receiving, scale.counts)
    print_one_unit(by_one_unit)
    print_tables(by_tables)
    print_submit(by_submit)
    print_desk(by_desk)
    print_draws(by_engine)
    print_engine(by_engine)


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("--build", type=pathlib.Path, required=True)
    parser.add_argument("--quick", action="store_true", help="only show that everything runs; the figures mean nothing")
    parser.add_argument("--keep", type=pathlib.Path, help="an empty folder for everything that is made")
    arguments = parser.parse_args()
    scale, progress = Scale(arguments.quick), Progress()
    faulthandler.cancel_dump_traceback_later()  # of tests, which do not last so long
    if arguments.keep:
        arguments.keep.mkdir(parents=True, exist_ok=True)
        measure(arguments.build.resolve(), arguments.keep.resolve(), scale, progress)
        return
    with tempfile.TemporaryDirectory(prefix="thuocdo-bench-") as folder:
        measure(arguments.build.resolve(), pathlib.Path(folder), scale, progress)


if __name__ == "__main__":
    main()
