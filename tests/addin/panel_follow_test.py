"""After every kind of edit the panel, which reads only what an edit reached, shows what a panel shows that has just read
the whole document: one in a second window of the same document, opened for each comparison.

    panel_follow_test.py [test…]          (ctest names the extension in $THUOCDO_OXT)
"""

import pathlib
import random
import sys
import tempfile
import time
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "journeys"))

import campaign  # noqa: E402
import office  # noqa: E402
import uno  # noqa: E402
from com.sun.star.table import CellAddress, CellRangeAddress, TableSortField  # noqa: E402
from office import property_value  # noqa: E402
from panel_reader import Panel, open_panel  # noqa: E402
from workbook_test import OXT, SAMPLES  # noqa: E402

EDITS = 70
SEED = 20240114
BEFORE_IT_SETTLES = 0.4  # seconds; half a second after an edit the panel reads everything by itself


class Follow(unittest.TestCase):
    maxDiff = None

    @classmethod
    def setUpClass(cls):
        cls.temporary = tempfile.TemporaryDirectory(prefix="thuocdo-follow-")
        cls.addClassCleanup(cls.temporary.cleanup)
        cls.folder = pathlib.Path(cls.temporary.name)
        cls.office = office.Office(cls.folder / "office", "vi")
        cls.addClassCleanup(cls.office.stop)
        cls.office.install(OXT)
        cls.office.start()
        campaign.require(campaign.result_of(cls.office.dispatch(
            None, "vn.thuocdo:new", Programme=campaign.PROGRAMME, Tier="xa", Unit="x-chuse-01", Folder=str(cls.folder),
            Overwrite=True, Silent=True)), "new")

    def setUp(self):
        self.document = self.office.open(self.folder / "x-chuse-01.ods", hidden=False)
        self.addCleanup(self.document.close, True)
        self.table = campaign.Table(self.document)
        campaign.fill(self.table, campaign.read_answers(SAMPLES / "xa-2.csv"),
                      campaign.level_texts(campaign.PROGRAMME, "xa"))
        self.sheet = self.table.sheet
        self.sheet.unprotect("")
        self.controller = self.document.CurrentController
        self.controller.setActiveSheet(self.sheet)
        self.panel = open_panel(self.office, self.document)
        self.panel.wait(self.panel.total, "the total")
        self.first, self.last = min(self.table.rows.values()), max(self.table.rows.values())
        self.random = random.Random(SEED)

    # --- what is compared --------------------------------------------------------------------------------------------

    def told(self):
        """Everything that the office had to do on the main thread is done."""
        self.office.on_main_thread(lambda: None)

    @staticmethod
    def shown(panel):
        # The explanation goes with the window's own cursor; what stands behind its title are the groups, with their
        # names, only with bars, or not at all, as the window is high.
        texts = [text for text in panel.texts() if not text.startswith(("Tiêu chí ", "Đặt con trỏ "))]
        head = texts.index("Giải thích tiêu chí đang chọn:") + 1
        groups = [text for text in texts[head:] if "/" in text]
        lists = [panel.list(title) for title in ("Còn được", "Không mất", "Kiểm tra", "Không có lỗi")]
        return (texts[:head], *lists), groups

    def fresh(self):
        """What a second window shows, in which the panel has read the document for the first time."""
        frames = self.office.desktop.getFrames()
        before = frames.getCount()
        self.office.dispatch(self.document, ".uno:NewWindow")
        deadline = time.monotonic() + 20
        while frames.getCount() == before and time.monotonic() < deadline:
            time.sleep(0.01)
        frame = frames.getByIndex(frames.getCount() - 1)
        try:
            panel = Panel(type("Window", (), {"CurrentController": frame.getController()}))
            panel.wait(panel.texts, "the second panel")
            self.told()
            return self.shown(panel)
        finally:
            frame.close(True)
            self.told()

    def compare(self, what, began):
        self.told()
        shown = self.shown(self.panel)
        taken = time.monotonic() - began
        fresh, fresh_groups = self.fresh()
        self.assertEqual(fresh, shown[0], what)
        if fresh_groups and shown[1]:
            self.assertEqual(fresh_groups, shown[1], what)
        return taken

    # --- edits -------------------------------------------------------------------------------------------------------

    def go(self, *place):
        self.controller.select(self.sheet.getCellRangeByPosition(*place) if len(place) == 4
                               else self.sheet.getCellByPosition(*place))

    def a_row(self):
        return self.random.randint(self.first, self.last)

    def a_cell(self):
        columns = [self.table.columns[name] for name in ("value", "value", "value", "base", "reason", "evidence", "page")]
        return self.random.choice(columns), self.a_row()

    def a_text(self):
        return self.random.choice(["0", "1", "2", "3", "12", "2,5", "1/3/2024", "chữ", "Có", "Không", "45%", "'7", "=1+2",
                                   "=1/0", "-4", "", "Không áp dụng"])

    def type_it(self):
        self.go(*self.a_cell())
        self.office.dispatch(self.document, ".uno:EnterString", StringName=self.a_text())

    def clear(self):
        self.go(*self.a_cell())
        self.office.dispatch(self.document, ".uno:ClearContents")

    def by_script(self):
        cell = self.sheet.getCellByPosition(*self.a_cell())
        self.random.choice([lambda: cell.setValue(self.random.randint(0, 9)), lambda: cell.setString("Công văn số 5"),
                            lambda: cell.setFormula("=SUM(1;2)"), lambda: cell.setFormula("=NA()")])()

    def block(self):
        column, row = self.a_cell()
        row = min(row, self.last - 3)
        self.sheet.getCellRangeByPosition(column, row, column, row + 2).setDataArray(((1,), ("",), (3,)))

    def paste(self):
        column, row = self.a_cell()
        self.go(column, row, column, min(row + 2, self.last))
        block = self.controller.getTransferable()
        column, row = self.a_cell()
        self.go(column, row)
        self.controller.insertTransferable(block)

    def fill_down(self):
        column, row = self.a_cell()
        self.go(column, min(row, self.last - 3), column, min(row, self.last - 3) + 3)
        self.office.dispatch(self.document, ".uno:FillDown")

    def undo(self):
        for _ in range(self.random.randint(1, 4)):
            self.office.dispatch(self.document, ".uno:Undo")

    def redo(self):
        for _ in range(self.random.randint(1, 3)):
            self.office.dispatch(self.document, ".uno:Redo")

    def sort(self):
        row = min(self.a_row(), self.last - 4)
        field = TableSortField()
        field.Field, field.IsAscending = 0, self.random.random() < 0.5
        block = self.sheet.getCellRangeByPosition(self.table.columns["reason"], row, self.table.columns["page"],
                                                  row + self.random.randint(1, 4))
        block.sort((property_value("SortFields", uno.Any("[]com.sun.star.table.TableSortField", (field,))),))

    def insert_row(self):
        self.sheet.Rows.insertByIndex(self.a_row(), 1)

    def insert_and_delete_rows(self):
        self.sheet.Rows.insertByIndex(self.first + 3, 1)
        self.sheet.Rows.removeByIndex(self.a_row(), 1)

    def insert_row_by_menu(self):
        self.go(self.table.columns["value"], self.last - 1)
        self.office.dispatch(self.document, ".uno:InsertRowsBefore")

    def column_in_between(self):
        self.sheet.Columns.insertByIndex(self.table.columns["reason"], 1)
        self.told()
        self.sheet.Columns.removeByIndex(self.table.columns["reason"], 1)

    def format_as_date(self):
        key = self.document.NumberFormats.getStandardFormat(2, self.document.CharLocale)
        self.sheet.getCellByPosition(*self.a_cell()).NumberFormat = key

    def format_by_menu(self):
        self.go(*self.a_cell())
        self.office.dispatch(self.document, self.random.choice(
            [".uno:NumberFormatPercent", ".uno:NumberFormatDate", ".uno:NumberFormatStandard", ".uno:Bold"]))

    def merge(self):
        column, row = self.table.columns["value"], min(self.a_row(), self.last - 2)
        self.go(column, row, column, row + 1)
        self.office.dispatch(self.document, ".uno:MergeCells")
        self.told()
        if self.random.random() < 0.7:
            self.office.dispatch(self.document, ".uno:Undo")

    def hidden_column(self):
        self.sheet.getCellByPosition(self.table.columns["id"], self.a_row()).setString("9.99")
        self.told()
        if self.random.random() < 0.8:
            self.office.dispatch(self.document, ".uno:Undo")

    def points(self):
        self.sheet.getCellByPosition(self.random.choice([self.table.columns["points"], self.table.columns["maximum"]]),
                                     self.a_row()).setValue(99)

    def key(self):
        cell = self.sheet.getCellByPosition(self.table.columns["page"], self.first - 1)
        cell = next(c for c in (self.sheet.getCellByPosition(self.table.columns["page"], row) for row in range(self.first))
                    if c.getString() == "thuocdo:page")
        cell.setString("khác")
        self.told()
        cell.setString("thuocdo:page")

    def other_sheet(self):
        cell = self.document.Sheets[0].getCellByPosition(2, 40)
        cell.setValue(self.random.random())
        # What stands there reaches the table through a formula.
        self.sheet.getCellByPosition(*self.a_cell()).setFormula(f"='{self.document.Sheets[0].Name}'.C41*0+2")
        self.told()
        cell.setString("chữ")

    def rename(self):
        self.sheet.Name = self.random.choice(["Phiếu đánh giá", "Phiếu của xã"])

    def property(self):
        properties = self.document.DocumentProperties.UserDefinedProperties
        properties.setPropertyValue("thuocdo.unit", self.random.choice(["x-chuse-01", "x-chuse-02", "khong-co"]))

    def held(self):
        self.document.lockControllers()
        for _ in range(4):
            self.sheet.getCellByPosition(*self.a_cell()).setValue(self.random.randint(0, 5))
        self.document.unlockControllers()

    def several(self):
        self.by_script()
        self.type_it()
        self.format_as_date()

    def move(self):
        column, row = self.a_cell()
        target = CellAddress(self.sheet.RangeAddress.Sheet, *self.a_cell())
        self.sheet.moveRange(target, CellRangeAddress(target.Sheet, column, row, column, row))

    def recalculate(self):
        self.document.calculateAll()

    # --- the test ----------------------------------------------------------------------------------------------------

    def test_every_kind_of_edit(self):
        kinds = [self.type_it] * 3 + [self.by_script] * 2 + [
            self.clear, self.block, self.paste, self.fill_down, self.undo, self.undo, self.redo, self.sort, self.insert_row,
            self.insert_and_delete_rows, self.insert_row_by_menu, self.column_in_between, self.format_as_date,
            self.format_by_menu, self.merge, self.hidden_column, self.points, self.key, self.other_sheet, self.rename,
            self.property, self.held, self.several, self.move, self.recalculate]
        order = list(dict.fromkeys(kinds))
        self.random.shuffle(order)
        order += [self.random.choice(kinds) for _ in range(EDITS - len(order))]
        in_time, previous = 0, []
        for number in range(2 * len(order)):
            if number >= len(order) and in_time > len(order) // 2:
                break  # a busy machine compares most of them too late, and goes on
            edit = order[number] if number < len(order) else self.random.choice(kinds)
            if number % 3 == 0:
                time.sleep(0.7)  # it settles, and follows the rows again
            began = time.monotonic()
            edit()
            previous.append(edit.__name__)
            in_time += self.compare(f"edit {number}: {', '.join(previous[-4:])}", began) < BEFORE_IT_SETTLES
        print(f"{in_time} of {len(previous)} edits were compared before the panel settled")
        self.assertGreater(in_time, len(order) // 10)

    def test_typing_alone(self):
        for number in range(25):
            began = time.monotonic()
            self.type_it()
            self.compare(f"edit {number}", began)


if __name__ == "__main__":
    unittest.main()
