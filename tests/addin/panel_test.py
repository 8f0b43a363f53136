"""The live score in the sidebar, without a screen: it follows every kind of change, knows whose document it is, and lets
everything go. What it shows is read through its accessible objects.

    panel_test.py [test…]          (ctest names the extension in $THUOCDO_OXT)
"""

import pathlib
import sys
import time
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "journeys"))

import campaign  # noqa: E402
from office_case import OfficeCase  # noqa: E402
from panel_reader import open_panel  # noqa: E402
from workbook_test import SAMPLES  # noqa: E402

# 1.3 of the communes' sheet: meetings, 4 points for four and more, 3 for three, 2 for two, 1 for one.
MEETINGS = "1.3"
QUIET = 3  # seconds without an edit, after which the panel compares what it has followed with the whole document


class LiveScore(OfficeCase):
    prefix = "thuocdo-panel-"

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.make("x-chuse-01")
        cls.make("x-chuse-02")

    @classmethod
    def make(cls, unit, programme=campaign.PROGRAMME, tier="xa", **arguments):
        campaign.require(campaign.result_of(cls.office.dispatch(
            None, "vn.thuocdo:new", Programme=programme, Tier=tier, Unit=unit, Folder=str(cls.folder), Overwrite=True,
            Silent=True, **arguments)), "new")

    def open(self, name="x-chuse-01.ods"):
        document = self.office.open(self.folder / name, hidden=False)  # a hidden one has no sidebar
        self.addCleanup(document.close, True)
        panel = open_panel(self.office, document)
        return document, campaign.Table(document), panel

    def wait_for_total(self, panel, total):
        panel.wait(lambda: panel.total().startswith(total + "/"), f"a total of {total}")

    def go(self, document, cell):
        document.CurrentController.select(cell)

    def test_it_speaks_the_language_of_the_settings(self):
        settings = self.office.configuration("/vn.thuocdo.Settings/Desk", write=True)
        self.addCleanup(self.set_language, settings, settings.Language)
        self.set_language(settings, "en")
        _, _, panel = self.open()
        panel.wait(lambda: any(text.startswith("Answered 0/52") for text in panel.texts()), "English texts")

    @staticmethod
    def set_language(settings, language):
        settings.Language = language
        settings.commitChanges()

    # --- it follows --------------------------------------------------------------------------------------------------

    def test_an_empty_sheet_says_what_to_do(self):
        _, _, panel = self.open()
        self.wait_for_total(panel, "0,000")
        texts = "\n".join(panel.texts())
        self.assertIn("Chư Sê", texts)
        self.assertIn("Đã trả lời 0/52 tiêu chí (0%)", texts)
        self.assertIn("nộp 14/01/2024", texts)
        self.assertIn("chưa phải phụ lục chính thức", texts)
        gains = panel.list("Còn được thêm nhiều nhất: 200 điểm")
        self.assertTrue(gains[0].startswith("+"), gains[:2])
        self.assertIn("chưa trả lời", gains[0])
        points = [float(line[1:line.index(" ")].replace(",", ".")) for line in gains]
        self.assertEqual(points, sorted(points, reverse=True))
        self.assertTrue(all(line.startswith("Chưa điền · ") for line in panel.list("Kiểm tra")))

    def test_a_whole_sheet_is_shown_as_the_engine_counts_it(self):
        document, table, panel = self.open()
        campaign.fill(table, campaign.read_answers(SAMPLES / "xa-2.csv"), campaign.level_texts(campaign.PROGRAMME, "xa"))
        wanted = next(row for row in campaign.expected(campaign.PROGRAMME) if row.sample == "xa-2")
        self.wait_for_total(panel, wanted.total.replace(".", ","))
        checked = campaign.result_of(self.office.dispatch(document, "vn.thuocdo:check", Silent=True))
        self.assertEqual(panel.total().split()[0], f"{checked['total']}/{checked['maximum']}".replace(".", ","))
        self.assertIn("Không có lỗi", panel.texts())

    def test_the_total_is_written_alike_everywhere(self):
        self.make("x-pleiku-01")
        document, table, panel = self.open("x-pleiku-01.ods")
        campaign.fill(table, campaign.read_answers(SAMPLES / "xa-1.csv"), campaign.level_texts(campaign.PROGRAMME, "xa"))
        self.wait_for_total(panel, "190,790")  # 190.79, with the places of the programme
        total = panel.total().split()[0]
        checked = campaign.result_of(self.office.dispatch(document, "vn.thuocdo:check", Silent=True))
        self.assertIn(f" {total}.", checked["message"])
        document.store()
        folder = self.folder / "nộp"
        folder.mkdir()
        campaign.require(campaign.result_of(self.office.dispatch(
            document, "vn.thuocdo:submit", Folder=str(folder), Silent=True)), "submit")
        receipt = next(folder.glob("**/x-pleiku-01-bien-nhan.html")).read_text("utf-8")
        self.assertIn(f">{total}<", receipt)

    def test_what_nobody_told_of_is_found_when_nobody_has_typed_for_a_while(self):
        document, table, panel = self.open()
        self.wait_for_total(panel, "0,000")
        own = panel.texts()[0]
        document.disableSetModified()
        document.DocumentProperties.UserDefinedProperties.setPropertyValue("thuocdo.unit", "x-chuse-02")
        document.enableSetModified()
        edited = 0
        for number in range(1, 4):  # each of these edits puts it off
            edited = time.monotonic()
            table.cell(MEETINGS, "value").setValue(number)
            self.wait_for_total(panel, f"{number},000")  # of one row
            if number < 3:
                time.sleep(QUIET / 2)
                self.assertEqual(panel.texts()[0], own)
        panel.wait(lambda: panel.texts()[0] != own, "the other unit")
        taken = time.monotonic() - edited
        self.assertGreaterEqual(taken, QUIET)
        self.assertTrue(panel.total().startswith("3,000/"))
        print(f"found {taken:.1f} s after the last edit")

    def test_it_follows_the_api_and_undo_and_redo(self):
        document, table, panel = self.open()
        table.cell(MEETINGS, "value").setValue(3)
        self.wait_for_total(panel, "3,000")
        self.go(document, table.cell(MEETINGS, "value"))
        self.office.dispatch(document, ".uno:EnterString", StringName="4")
        self.wait_for_total(panel, "4,000")
        self.office.dispatch(document, ".uno:Undo")
        self.wait_for_total(panel, "3,000")
        self.office.dispatch(document, ".uno:Redo")
        self.wait_for_total(panel, "4,000")
        self.office.dispatch(document, ".uno:ClearContents")
        self.wait_for_total(panel, "0,000")

    def test_it_follows_paste_and_fill(self):
        document, table, panel = self.open()
        source = table.cell(MEETINGS, "value")
        source.setValue(2)
        self.wait_for_total(panel, "2,000")
        self.go(document, source)
        self.office.dispatch(document, ".uno:Copy")
        self.go(document, table.cell("1.5", "value"))  # 0.2 points for each
        self.office.dispatch(document, ".uno:Paste")
        self.wait_for_total(panel, "2,400")
        self.office.dispatch(document, ".uno:Undo")
        self.wait_for_total(panel, "2,000")
        column = table.columns["value"]
        first, last = table.rows[MEETINGS], table.rows["1.5"]
        document.CurrentController.select(table.sheet.getCellRangeByPosition(column, first, column, last))
        self.office.dispatch(document, ".uno:FillDown")  # 1.4 gets a numerator alone
        self.wait_for_total(panel, "2,400")
        panel.wait(lambda: any("chưa trả lời đủ" in line for line in panel.list("Còn được")), "half an answer")

    def test_a_block_of_cells_is_told_once_it_is_there(self):
        _, table, panel = self.open()
        row = table.rows[MEETINGS]
        block = table.sheet.getCellRangeByPosition(table.columns["value"], row, table.columns["value"], row + 2)
        block.setDataArray(((4,), (10,), (5,)))
        self.wait_for_total(panel, "5,000")

    def test_rows_may_move_and_vanish(self):
        document, table, panel = self.open()
        table.cell(MEETINGS, "value").setValue(3)
        self.wait_for_total(panel, "3,000")
        table.sheet.unprotect("")
        table.sheet.Rows.insertByIndex(table.rows[MEETINGS], 2)
        panel.wait(lambda: panel.total().startswith("3,000/"), "the same total")
        moved = campaign.Table(document)
        moved.cell(MEETINGS, "value").setValue(2)
        self.wait_for_total(panel, "2,000")
        moved.sheet.Rows.removeByIndex(moved.rows[MEETINGS], 1)
        panel.wait(lambda: any(MEETINGS in line and "dòng" in line for line in panel.list("Kiểm tra")), "the missing row")
        self.assertTrue(panel.total().startswith("0,000/"))

    def test_a_reason_that_is_missing_is_said_and_goes(self):
        _, table, panel = self.open()
        table.cell(MEETINGS, "value").setValue(3)
        panel.wait(lambda: any(line.startswith("+1 · 1.3 · thiếu lý do") for line in panel.list("Còn được")), "no reason")
        table.cell(MEETINGS, "reason").setString("Một quý lồng ghép vào họp UBND")
        panel.wait(lambda: any(line.startswith("+1 · 1.3 · đã có lý do") for line in panel.list("Còn được")), "the reason")

    def test_the_criterion_under_the_cursor_is_explained(self):
        document, table, panel = self.open()
        table.cell(MEETINGS, "value").setValue(3)
        document.CurrentController.setActiveSheet(table.sheet)
        self.go(document, table.cell(MEETINGS, "reason"))
        panel.wait(lambda: panel.explanation().startswith("Tiêu chí 1.3. "), "the explanation of 1.3")
        text = panel.explanation()
        for words in ("Cách tính: ", "Trả lời: 3", "Điểm chưa làm tròn: 3; làm tròn đến 3 chữ số thập phân: 3/4 điểm; mất 1",
                      "Phải sửa: Tiêu chí 1.3 ", "Nguồn: "):
            self.assertIn(words, text)
        # It follows the answer, too, and stays with the last criterion where the cursor is on none.
        table.cell(MEETINGS, "value").setValue(4)
        panel.wait(lambda: "4/4 điểm" in panel.explanation(), "the new points")
        self.go(document, table.cell("1.1", "value"))
        panel.wait(lambda: panel.explanation().startswith("Tiêu chí 1.1. "), "the explanation of 1.1")
        document.CurrentController.setActiveSheet(document.Sheets[0])
        panel.wait(lambda: panel.explanation().startswith("Tiêu chí 1.1. "), "still 1.1")

    # --- whose document ----------------------------------------------------------------------------------------------

    def test_a_foreign_document_gets_a_calm_sentence(self):
        document = self.office.new_calc(hidden=False)
        self.addCleanup(document.close, True)
        panel = open_panel(self.office, document)
        panel.wait(lambda: panel.buttons() == ["Tạo phiếu mới…"], "the button")
        self.assertEqual(len(panel.texts()), 1)
        self.assertIn("không phải phiếu đánh giá của Thước Đo", panel.texts()[0])
        document.Sheets[0].getCellByPosition(0, 0).setString("thuocdo:id")
        self.assertEqual(panel.buttons(), ["Tạo phiếu mới…"])
        # It may become a sheet.
        campaign.require(campaign.result_of(self.office.dispatch(
            document, "vn.thuocdo:new", Programme=campaign.PROGRAMME, Tier="xa", Unit="x-chuse-01", Current=True,
            Silent=True)), "new")
        self.wait_for_total(panel, "0,000")
        self.assertEqual(panel.buttons(), [])

    def test_two_documents_have_a_panel_each(self):
        _, first_table, first = self.open("x-chuse-01.ods")
        second_document, second_table, second = self.open("x-chuse-02.ods")
        first_table.cell(MEETINGS, "value").setValue(1)
        second_table.cell(MEETINGS, "value").setValue(4)
        self.wait_for_total(first, "1,000")
        self.wait_for_total(second, "4,000")
        second_document.setModified(False)
        first_table.cell(MEETINGS, "value").setValue(2)
        self.wait_for_total(first, "2,000")
        self.wait_for_total(second, "4,000")

    def test_a_window_that_loads_another_document_shows_that(self):
        document, table, panel = self.open()
        table.cell(MEETINGS, "value").setValue(3)
        self.wait_for_total(panel, "3,000")
        document.setModified(False)
        frame = document.CurrentController.Frame
        other = frame.loadComponentFromURL("private:factory/scalc", "_self", 0, ())
        panel = open_panel(self.office, other)
        panel.wait(lambda: panel.buttons() == ["Tạo phiếu mới…"], "the sentence for a foreign document")

    def test_a_round_without_assessment_has_no_points(self):
        self.make("h-hatinh", "hatinh-cqs-2021", "huyen", Round="3-thang")
        file = next(self.folder.glob("h-hatinh*3-thang*.ods"))
        document, table, panel = self.open(file.name)
        panel.wait(lambda: any("không chấm điểm" in text for text in panel.texts()), "the round")
        self.assertEqual(panel.total(), "")
        self.assertEqual(panel.list("Còn được"), [])
        first = panel.list("Kiểm tra")[0]
        self.assertIn("chưa có câu trả lời", first)
        document.CurrentController.setActiveSheet(table.sheet)
        row = next(row for row in table.rows if "." in row and "|" not in row)
        self.go(document, table.cell(row, "value"))
        panel.wait(lambda: "Cách tính: " in panel.explanation(), "the rule")
        self.assertNotIn("Điểm: ", panel.explanation())

    def test_a_damaged_sheet_is_described_not_hidden(self):
        document, table, panel = self.open()
        table.sheet.unprotect("")
        table.cell(MEETINGS, "value").setFormula("=1/0")
        table.cell(MEETINGS, "points").setValue(99)
        panel.wait(lambda: any("báo lỗi" in line for line in panel.list("Kiểm tra")), "the error cell")
        panel.wait(lambda: any("99" in line for line in panel.list("Kiểm tra")), "the overwritten points")
        self.wait_for_total(panel, "0,000")
        properties = document.DocumentProperties.UserDefinedProperties
        properties.setPropertyValue("thuocdo.digest", "0" * 64)
        document.setModified(True)
        table.cell(MEETINGS, "value").setValue(1)
        panel.wait(lambda: any("chưa tính điểm được" in text for text in panel.texts()), "the refusal")
        self.assertEqual(panel.total(), "")
        properties.setPropertyValue("thuocdo.programme", "khong-co")
        table.cell(MEETINGS, "value").setValue(2)
        panel.wait(lambda: any("khong-co" in line for line in panel.list("Kiểm tra")), "the unknown programme")

    # --- the deck ----------------------------------------------------------------------------------------------------

    def test_the_command_opens_and_never_closes(self):
        document, _, panel = self.open()
        self.assertTrue(panel.deck.isActive())
        open_panel(self.office, document)
        self.assertTrue(panel.deck.isActive())
        sidebar = document.CurrentController.getSidebar()
        other = next(name for name in sidebar.getDecks().getElementNames() if name != "ThuocDoDeck")
        sidebar.getDecks().getByName(other).activate(True)
        self.assertFalse(panel.deck.isActive())
        again = open_panel(self.office, document)
        self.assertTrue(again.deck.isActive())
        self.wait_for_total(again, "0,000")

    def test_without_a_spreadsheet_the_command_says_so(self):
        result = campaign.result_of(self.office.dispatch(None, "vn.thuocdo:panel", Silent=True))
        self.assertIs(result["ok"], False)
        self.assertIn("Hãy mở phiếu", result["message"])

    def test_the_groups_can_be_folded_away_and_a_sidebar_that_is_off_comes_back(self):
        document, _, panel = self.open()
        self.wait_for_total(panel, "0,000")
        named = panel.group("I. Nhận thức số") == "named"  # where the window is high enough
        for wanted in (not named, named):
            panel.named("Điểm từng nhóm").doAccessibleAction(0)
            panel.wait(lambda wanted=wanted: (panel.group("I. Nhận thức số") == "named") == wanted, "the groups switched")
        self.office.dispatch(document, ".uno:Sidebar")
        panel = open_panel(self.office, document)
        self.wait_for_total(panel, "0,000")

    def test_everything_has_a_name_for_screen_readers(self):
        _, _, panel = self.open()
        self.wait_for_total(panel, "0,000")
        nameless = [part.getAccessibleRole() for part in panel.parts()
                    if not part.getAccessibleName() and part.getAccessibleRole() != 30]
        self.assertEqual(nameless, [])

    def test_it_stands_at_any_width(self):
        _, _, panel = self.open()
        self.wait_for_total(panel, "0,000")
        element = panel.window
        for width, height in ((150, 300), (260, 520), (700, 1000)):
            element.setPosSize(0, 0, width, height, 12)
        self.assertIn("0,000/200", panel.total())


if __name__ == "__main__":
    unittest.main()
