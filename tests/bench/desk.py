"""The officer's desk against the bare office: an edit until the panel shows it, the work of slow typing, opening a
sheet, the start of Calc.

Each is measured in turns in offices with and without the extension, each with a profile of its own that has been used
before. An edit is what typing and Enter do (.uno:EnterString); it lasts until the cell has the value, and with the panel
until the panel shows the new total. Slow typing is an edit a second: what the panel does after an edit, when nobody waits
for it, is work of the processor all the same. A sheet is open with the panel when the panel shows its total.
"""

import pathlib
import statistics
import sys
import tempfile
import time

SOURCE = pathlib.Path(__file__).resolve().parents[2]
sys.path[:0] = [str(SOURCE / "tests" / "addin"), str(SOURCE / "tests" / "journeys")]
import trial_programme as trial  # noqa: E402
from campaign import Table, fill, require, result_of  # noqa: E402
from office import Office, OfficeError, property_value  # noqa: E402
from panel_reader import DECK, Panel, open_panel  # noqa: E402

EDITED = "1.7"  # counts; each is worth points
SIZES = {120: 8, 510: 34}  # criteria: groups


class Edits:
    """Edits of one open sheet."""

    def __init__(self, office, file, panel):
        self.office, self.count = office, 0
        self.document = office.open(file, hidden=False)
        table = Table(self.document)
        controller = self.document.CurrentController
        controller.setActiveSheet(table.sheet)
        controller.select(table.cell(EDITED, "value"))
        self.cell = table.cell(EDITED, "value")
        self.frame, self.helper = controller.Frame, office.service("com.sun.star.frame.DispatchHelper")
        self.total = None
        if panel:
            shown = open_panel(office, self.document)
            shown.wait(shown.total, "the total")
            self.total = next(part for part in shown.parts() if part.getAccessibleName() == shown.total())
        for _ in range(3):
            self.one()

    def one(self):
        self.count += 1
        value = self.count % 3 + 1
        before = self.total.getAccessibleName() if self.total else ""
        began = time.perf_counter()
        self.helper.executeDispatch(self.frame, ".uno:EnterString", "_self", 0,
                                    (property_value("StringName", str(value)),))
        while self.cell.getValue() != value or (self.total and self.total.getAccessibleName() == before):
            if time.perf_counter() - began > 30:
                raise AssertionError("the edit is not shown")
        taken = time.perf_counter() - began
        self.document.CurrentController.select(self.cell)  # Enter has gone to the next cell
        time.sleep(0.01)
        return taken * 1000

    def slowly(self, count):
        """Milliseconds of the processor for each of `count` edits, one a second, and what follows each."""
        before = processor_seconds(self.office)
        for _ in range(count):
            began = time.perf_counter()
            self.one()
            time.sleep(max(0, 1 - (time.perf_counter() - began)))
        return (processor_seconds(self.office) - before) * 1000 / count

    def close(self):
        """The next window begins without the panel."""
        if self.total:
            sidebar = self.document.CurrentController.getSidebar()
            self.document.setModified(False)
            sidebar.getDecks().getByName("PropertyDeck").activate(True)
        self.document.close(True)


def processor_seconds(office):
    """Of all threads of the office until now: the process's own clock, numbered as clock_getcpuclockid(3) does."""
    return time.clock_gettime((~office.process.pid << 3) | 2)


def make_sheet(office, folder):
    require(result_of(office.dispatch(None, "vn.thuocdo:new", Programme=trial.PROGRAMME, Tier=trial.TIER,
                                      Unit=trial.unit_code(1), Folder=str(folder), Overwrite=True, Silent=True)), "new")
    return folder / f"{trial.unit_code(1)}.ods"


def fill_in(office, file, groups):
    document = office.open(file)
    fill(Table(document), [(criterion, field, str(value)) for criterion, field, value in
                           trial.sheet_answers(1, groups=groups)], {})
    document.calculate()
    document.store()
    document.close(True)


def opening(office, file):
    """Milliseconds for opening a sheet in a window, without the panel."""
    began = time.perf_counter()
    document = office.open(file, hidden=False)
    taken = (time.perf_counter() - began) * 1000
    document.close(True)
    return taken


def opening_with_panel(office, file):
    """The same until the panel shows the total, in an office whose last window had the panel: so it stays."""
    def deck_of(document, name):
        return document.CurrentController.getSidebar().getDecks().getByName(name)

    before = office.open(file, hidden=False)
    open_panel(office, before)
    before.close(True)
    began = time.perf_counter()
    document = office.open(file, hidden=False)
    if not deck_of(document, DECK).isActive():
        raise OfficeError("the window has not kept the panel")
    shown = Panel(document)
    shown.wait(shown.total, "the total")
    taken = (time.perf_counter() - began) * 1000
    deck_of(document, "PropertyDeck").activate(True)  # as the next window is to begin
    document.close(True)
    return taken


def starting(office):
    """Milliseconds from nothing to an empty table in a window."""
    office.stop()
    began = time.perf_counter()
    office.start()
    document = office.new_calc(hidden=False)
    taken = (time.perf_counter() - began) * 1000
    document.close(True)
    return taken


def measure(oxt, folder, edits, turns, starts):
    """{what: {"bare"|"extension"|"panel": median milliseconds}}"""
    found = {}
    for size, groups in SIZES.items():
        place = folder / f"desk-{size}"
        place.mkdir(parents=True)
        trial.write_programme(place / "templates", 1, groups)
        environment = {"THUOCDO_TEMPLATES": str(place / "templates")}
        with Office(place / "with", "vi", environment) as ours, Office(place / "without", "vi") as bare:
            ours.install(oxt)
            ours.start()
            bare.start()
            file = make_sheet(ours, place)
            fill_in(ours, file, groups)
            at_once, slowly = edits_in_turns(ours, bare, file, edits, turns)
            found[f"edit, {size} criteria"] = at_once
            found[f"an edit a second, {size} criteria: work of the processor for each"] = slowly
            found[f"opening a sheet, {size} criteria"] = median_of({
                "bare": lambda: opening(bare, file), "extension": lambda: opening(ours, file),
                "panel": lambda: opening_with_panel(ours, file)}, turns)
            if size == min(SIZES):
                found["start of Calc with an empty table"] = median_of({
                    "bare": lambda: starting(bare), "extension": lambda: starting(ours)}, starts)
    return found


def edits_in_turns(ours, bare, file, edits, turns):
    at_once, slowly = ({"bare": [], "extension": [], "panel": []} for _ in range(2))
    for _ in range(turns):
        for name, office in (("bare", bare), ("extension", ours), ("panel", ours)):
            edited = Edits(office, file, name == "panel")
            at_once[name] += [edited.one() for _ in range(edits)]
            time.sleep(1)  # what follows the last of them is not counted
            slowly[name].append(edited.slowly(max(2, edits // 5)))
            edited.close()
    return tuple({name: statistics.median(values) for name, values in taken.items()} for taken in (at_once, slowly))


def median_of(ways, turns):
    taken = {name: [] for name in ways}
    for way in ways.values():
        way()  # warms up
    for _ in range(turns):
        for name, way in ways.items():
            taken[name].append(way())
    return {name: statistics.median(values) for name, values in taken.items()}


def rows(found, duration, times):
    return [[title, duration(values["bare"]), duration(values["extension"]),
             duration(values["panel"]) if "panel" in values else "–",
             times(values.get("panel", values["extension"]) / values["bare"])] for title, values in found.items()]


HEADS = ["", "without the extension", "with it, panel closed", "with the panel", "ratio"]


def main():
    """python3 tests/bench/desk.py thuocdo.oxt: this part alone."""
    with tempfile.TemporaryDirectory(prefix="thuocdo-desk-") as folder:
        found = measure(pathlib.Path(sys.argv[1]).resolve(), pathlib.Path(folder), 40, 3, 5)
    for row in rows(found, "{:.2f} ms".format, "{:.2f}".format):
        print(" | ".join(row))


if __name__ == "__main__":
    main()
