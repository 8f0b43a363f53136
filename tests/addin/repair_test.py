"""Repair of a damaged sheet in real Calc: a filled sheet is damaged one way, repaired, and then its answers are what they
were, the check finds what it found before, a second repair has nothing to do, and undoing once gives the damage back."""

import pathlib
import sys
import unittest
import zipfile

import uno

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "journeys"))
import campaign  # noqa: E402
from campaign import Table, file_url, property_value, result_of  # noqa: E402
from office_case import OfficeCase  # noqa: E402

SAMPLES = campaign.SOURCE / "tests" / "samples" / campaign.PROGRAMME
UNIT, SAMPLE, TIER, TOTAL = "x-chuse-01", "xa-2", "xa", 104.891
INPUTS = ("value", "base", "reason", "evidence", "page")
KEPT = "Nội dung giữ lại"
FORM = ["Bìa", "Phiếu đánh giá", "Danh mục"]


def size(width, height):
    made = uno.createUnoStruct("com.sun.star.awt.Size")
    made.Width, made.Height = width, height
    return made


def point(x, y):
    made = uno.createUnoStruct("com.sun.star.awt.Point")
    made.X, made.Y = x, y
    return made


def rectangle(x, y, width, height):
    made = uno.createUnoStruct("com.sun.star.awt.Rectangle")
    made.X, made.Y, made.Width, made.Height = x, y, width, height
    return made


def contents(document):
    """Everything in every sheet, as formulas and texts."""
    made = {}
    for sheet in document.Sheets:
        cursor = sheet.createCursor()
        cursor.gotoEndOfUsedArea(False)
        end = cursor.RangeAddress
        made[sheet.Name] = sheet.getCellRangeByPosition(0, 0, end.EndColumn, end.EndRow).getFormulaArray()
    return made


class Repair(OfficeCase):
    prefix = "thuocdo-repair-"

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        campaign.require(result_of(cls.office.dispatch(None, "vn.thuocdo:new", Programme=campaign.PROGRAMME, Tier=TIER, Unit=UNIT,
                                                       Folder=str(cls.folder), Silent=True)), UNIT)
        cls.good = cls.folder / f"{UNIT}.ods"
        document = cls.office.open(cls.good)
        campaign.fill(Table(document), campaign.read_answers(SAMPLES / f"{SAMPLE}.csv"),
                      campaign.level_texts(campaign.PROGRAMME, TIER))
        document.Sheets.getByName("Bìa").getCellRangeByName("C15").setString("Nguyễn Văn A")
        document.store()
        document.close(True)

    # Not hidden, as a user has it: a hidden document's steps cannot be undone safely once sheets were inserted.
    def opened(self, file=None):
        return super().opened(file or self.good)

    def answers(self, document):
        """Whatever stands in the input columns, by row id: values as they are, not as shown."""
        table = Table(document)
        last = max(table.columns.values()), max(table.rows.values())
        area = table.sheet.getCellRangeByPosition(0, 0, *last)
        data, formulas = area.getDataArray(), area.getFormulaArray()
        found = {}
        for row, index in table.rows.items():
            for column in INPUTS if not row.startswith("thuocdo:") and row != "Mã" else ():
                place = index, table.columns[column]
                value = data[place[0]][place[1]]
                if value != "" and not formulas[place[0]][place[1]].startswith("=VN."):
                    found[row, column] = value
        return found

    def repaired(self, damage, *said, unprotect=True, answers=None, undo=True):
        """The document after damage and repair; `said`: what the list of repairs must tell."""
        document = self.opened()
        expected = self.answers(document) if answers is None else answers
        found = self.command(document, "check")["findings"]
        if unprotect:
            for sheet in document.Sheets:
                sheet.unprotect("")
        self.opened_document = document
        damage(Table(document))
        damaged = contents(document)
        result = self.command(document, "repair")
        self.assertTrue(result["ok"], result["message"])
        self.assertTrue(result["findings"], "nothing was repaired")
        for text in said:
            self.assertTrue(any(text in line for line in result["findings"]), f"{text!r} not in\n" + "\n".join(result["findings"]))
        self.assertEqual(self.answers(document), expected)
        table = Table(document)
        own = [sheet for sheet in document.Sheets if sheet.Name in FORM]
        self.assertEqual([sheet.Name for sheet in own], FORM)
        self.assertTrue(all(sheet.isProtected() for sheet in own))
        self.assertEqual(own[0].getCellRangeByName("C15").String, "Nguyễn Văn A")
        if answers is None:
            self.assertAlmostEqual(table.cell("thuocdo:total", "points").Value, TOTAL)
            self.assertEqual(self.command(document, "check")["findings"], found)
        again = self.command(document, "repair")
        self.assertEqual((again["ok"], list(again["findings"])), (True, []), again["findings"])
        if undo:
            self.assertEqual(document.UndoManager.getAllUndoActionTitles()[0], "Kiểm tra và sửa cấu trúc")
            document.UndoManager.undo()
            self.assertEqual(contents(document), damaged)
            document.UndoManager.redo()
            self.assertEqual(self.answers(document), expected)
        return document, result

    def test_nothing_to_repair(self):
        document = self.opened()
        before = contents(document)
        result = self.command(document, "repair")
        self.assertEqual((result["ok"], list(result["findings"])), (True, []), result["findings"])
        self.assertIn("không có gì phải sửa", result["message"])
        self.assertEqual(contents(document), before)
        self.assertFalse(document.isModified())
        self.assertEqual(document.UndoManager.getAllUndoActionTitles(), ())

    def test_a_new_sheet_of_every_tier_is_whole(self):
        for tier, unit in (("so", "so-tc"), ("huyen", "h-pleiku")):
            campaign.require(self.command(None, "new", Programme=campaign.PROGRAMME, Tier=tier, Unit=unit, Folder=str(self.folder)), unit)
            result = self.command(self.opened(self.folder / f"{unit}.ods"), "repair")
            self.assertEqual(list(result["findings"]), [])

    def test_overwritten_formulas_maxima_and_texts(self):
        def damage(table):
            table.cell("1.1", "points").setValue(4)
            table.cell("thuocdo:total", "points").setString("")
            table.cell("1.2", "maximum").setValue(40)
            table.cell("1.2", "name").setString("")
            table.cell("2.1", "id").setString("2.l")
            table.cell("1.3", "check").setFormula("=1+1")

        self.repaired(damage, "1.1, Điểm tự đánh giá", "1.2, Điểm tối đa: khôi phục “4”; trước đó ô ghi “40”")

    def test_protection_alone(self):
        document, result = self.repaired(lambda table: None, "Bật lại bảo vệ")
        self.assertTrue(all("Bật lại bảo vệ" in line for line in result["findings"]), result["findings"])

    def test_validity_looks_and_locks(self):
        def damage(table):
            row = table.rows["1.4"]
            source = table.sheet.getCellByPosition(25, row)
            target = table.cell("1.4", "value")
            before = target.Formula
            table.sheet.copyRange(target.CellAddress, source.RangeAddress if hasattr(source, "RangeAddress")
                                  else table.sheet.getCellRangeByPosition(25, row, 25, row).RangeAddress)
            target.setFormula(before)
            protection = table.cell("1.1", "points").CellProtection
            protection.IsLocked = False
            table.cell("1.1", "points").CellProtection = protection
            table.sheet.Rows.getByIndex(table.rows["2.1"]).IsVisible = False

        self.repaired(damage, "khóa hoặc mở khóa", "hiện hoặc ẩn lại")

    def test_the_cursor_stays_and_a_cell_is_told_once(self):
        def pasted(table):  # as a cell of another table is pasted: its look, its rules and its lock come with it
            cell = table.cell("1.4", "value")
            cell.CellStyle, cell.ConditionalFormat, cell.CellProtection = "Default", self.nothing, cell.CellProtection
            controller = self.opened_document.CurrentController
            controller.setActiveSheet(table.sheet)
            controller.select(cell)

        blank = self.opened()
        self.nothing = blank.Sheets.getByName("Bìa").getCellRangeByName("A60").ConditionalFormat
        document, result = self.repaired(pasted, undo=False)
        cell = Table(document).cell("1.4", "value").CellAddress
        at = document.CurrentController.Selection.CellAddress
        self.assertEqual((document.CurrentController.ActiveSheet.Name, at.Row, at.Column), ("Phiếu đánh giá", cell.Row, cell.Column))
        self.assertEqual(len([line for line in result["findings"] if "khôi phục kiểu ô" in line]), 1, result["findings"])

    def test_inserted_rows_and_columns(self):
        def damage(table):
            row = table.rows["2.1"]
            table.sheet.Rows.insertByIndex(row, 2)
            table.sheet.getCellByPosition(table.columns["value"], row).setString("ghi chú của tôi")
            table.sheet.Columns.insertByIndex(table.columns["method"], 1)
            table.sheet.getCellByPosition(table.columns["method"], row + 5).setValue(17)
            table.document.Sheets.getByName("Bìa").Rows.insertByIndex(3, 1)

        document, _ = self.repaired(damage, "Bỏ 2 dòng chèn thêm", "ghi chú của tôi", "Đưa các cột về đúng chỗ")
        kept = contents(document)[KEPT]
        self.assertTrue(any("ghi chú của tôi" in row for row in kept))
        self.assertTrue(any("17" in row or "'17" in row for row in kept))

    def test_done_again_the_form_looks_as_before(self):
        def looks(document):
            sheet = Table(document).sheet
            return [[sheet.getCellByPosition(column, row).CellStyle for column in range(16)] for row in range(40)]

        document = self.opened()
        for sheet in document.Sheets:
            sheet.unprotect("")
        Table(document).sheet.Rows.insertByIndex(12, 2)
        self.assertTrue(self.command(document, "repair")["ok"])
        before = looks(document)
        document.UndoManager.undo()
        document.UndoManager.redo()
        self.assertEqual(looks(document), before)

    def test_sorted_moved_and_deleted_rows(self):
        def damage(table):
            first, last = table.rows["1.1"], table.rows["1.5"]
            block = table.sheet.getCellRangeByPosition(0, first, table.columns["check"], last)
            block.setFormulaArray(tuple(reversed(block.getFormulaArray())))

        self.repaired(damage, "về đúng thứ tự")

        def move(table):
            last = table.columns["check"]
            row, target = table.rows["1.1"], table.rows["thuocdo:total"] + 12
            source = table.sheet.getCellRangeByPosition(0, row, last, row).RangeAddress
            table.sheet.moveRange(table.sheet.getCellByPosition(0, target).CellAddress, source)

        self.repaired(move)

    def test_deleted_row_comes_back_empty(self):
        document = self.opened()
        rest = {key: text for key, text in self.answers(document).items() if key[0] != "2.1"}
        document.close(True)
        self.repaired(lambda table: table.sheet.Rows.removeByIndex(table.rows["2.1"], 1), "Dòng 2.1 đã bị xóa", answers=rest)

    def test_doubled_row_keeps_what_differs(self):
        def damage(table):
            row, last = table.rows["2.1"], table.columns["check"]
            table.sheet.Rows.insertByIndex(row + 1, 1)
            source = table.sheet.getCellRangeByPosition(0, row, last, row).RangeAddress
            table.sheet.copyRange(table.sheet.getCellByPosition(0, row + 1).CellAddress, source)
            table.sheet.getCellByPosition(table.columns["reason"], row + 1).setString("lý do khác")

        document, _ = self.repaired(damage, "Dòng 2.1 có hai lần", "lý do khác")
        self.assertTrue(any("lý do khác" in row for row in contents(document)[KEPT]))

    def test_merged_answers_and_pasted_text(self):
        def damage(table):
            row, column = table.rows["1.4"], table.columns["value"]
            table.sheet.getCellRangeByPosition(column, row - 1, column, row).merge(True)

        self.repaired(damage)

    def test_texts_are_repaired_where_certain(self):
        document = self.opened()
        expected = self.answers(document)
        document.close(True)
        expected.update({("1.1", "evidence"): "Quyết định số 15/QĐ-UBND ngày 02/3/2023", ("1.2", "evidence"): "Kế hoạch số 5",
                         ("1.3", "evidence"): "café 1.234", ("6.1.1", "value"): "1.234"})

        def damage(table):
            table.cell("1.4", "value").setString("\u00a0" + str(int(table.cell("1.4", "value").Value)) + " ")
            table.cell("2.1", "value").setString("Co\u0301")
            table.cell("1.1", "evidence").setString("QuyÕt ®Þnh sè 15/Q§-UBND ngµy 02/3/2023")
            table.cell("1.2", "evidence").setString("Ke\u0302\u0301 hoạch\u00a0số 5")
            table.cell("1.3", "evidence").setString("café 1.234")
            table.cell("6.1.1", "value").setString("1.234")  # can be read in two ways

        document, result = self.repaired(damage, "TCVN3", "số dạng chữ", "chữ tổ hợp", unprotect=False, answers=expected)
        self.assertEqual(len(result["findings"]), 4)
        self.assertEqual(Table(document).cell("1.4", "value").Type.value, "VALUE")

    def test_links_and_notes_stay(self):
        def damage(table):
            cell = table.cell("1.1", "evidence")
            field = table.document.createInstance("com.sun.star.text.TextField.URL")
            field.URL, field.Representation = "https://gialai.gov.vn/vb/15", "15/QĐ-UBND"
            cell.setString("Số ")
            cursor = cell.createTextCursor()
            cursor.gotoEnd(False)
            cell.insertTextContent(cursor, field, False)
            table.sheet.Annotations.insertNew(table.cell("1.3", "value").CellAddress, "hỏi lại phòng Văn thư")
            table.sheet.Rows.insertByIndex(table.rows["1.1"], 1)

        document = self.opened()
        expected = self.answers(document)
        document.close(True)
        expected[("1.1", "evidence")] = "Số 15/QĐ-UBND"
        document, _ = self.repaired(damage, answers=expected)
        table = Table(document)
        fields = table.cell("1.1", "evidence").TextFields.createEnumeration()
        self.assertEqual(fields.nextElement().URL, "https://gialai.gov.vn/vb/15")
        self.assertEqual(table.cell("1.3", "value").Annotation.String, "hỏi lại phòng Văn thư")

    def notes(self, document):
        """Every note, by sheet and text: the cell that it is on."""
        return {(sheet.Name, note.String): (note.Position.Row, note.Position.Column) for sheet in document.Sheets for note in sheet.Annotations}

    def test_notes_on_cells_of_the_form_stay(self):
        """A form that is written anew keeps the notes on its own cells; one whose cell is gone is listed and kept as text."""
        def damage(table):
            sheet = table.sheet
            row = table.rows["1.1"]
            for address, text in ((table.cell("1.3", "name").CellAddress, "đã hỏi Sở"), (table.cell("1.4", "points").CellAddress, "điểm này đúng"),
                                  (sheet.getCellByPosition(1, 0).CellAddress, "phiếu của phòng"),
                                  (table.document.Sheets.getByName("Bìa").getCellRangeByName("B8").CellAddress, "ghi chú ở bìa"),
                                  (table.cell("1.5", "value").CellAddress, "ở ô trả lời")):
                table.document.Sheets.getByIndex(address.Sheet).Annotations.insertNew(address, text)
            sheet.Rows.insertByIndex(row, 1)
            sheet.Annotations.insertNew(sheet.getCellByPosition(table.columns["name"], row).CellAddress, "ở dòng chèn thêm")

        document, result = self.repaired(damage, "đã hỏi Sở", "điểm này đúng", "phiếu của phòng", "ở dòng chèn thêm")
        table, notes = Table(document), self.notes(document)
        for row, column, text in (("1.3", "name", "đã hỏi Sở"), ("1.4", "points", "điểm này đúng"), ("1.5", "value", "ở ô trả lời")):
            self.assertEqual(notes["Phiếu đánh giá", text], (table.rows[row], table.columns[column]), text)
        self.assertEqual(notes["Phiếu đánh giá", "phiếu của phòng"], (0, 1))
        self.assertEqual(notes["Bìa", "ghi chú ở bìa"], (7, 1))
        self.assertTrue(any("ở dòng chèn thêm" in cell for row in contents(document)[KEPT] for cell in row))

    def test_what_stands_beside_the_form_stays(self):
        """Also where the form is written anew for its looks alone."""
        def damage(table):
            sheet = table.sheet
            sheet.getCellRangeByName("AB7").setString("tính nháp")
            sheet.getCellRangeByName("AB8").setValue(12.5)
            sheet.getCellRangeByName("AB9").setFormula("=AB8*2")
            sheet.Annotations.insertNew(sheet.getCellRangeByName("AB8").CellAddress, "nháp của tôi")
            protection = table.cell("1.1", "points").CellProtection
            protection.IsLocked = False
            table.cell("1.1", "points").CellProtection = protection

        document, _ = self.repaired(damage, "khóa hoặc mở khóa")
        sheet = Table(document).sheet
        self.assertEqual((sheet.getCellRangeByName("AB7").String, sheet.getCellRangeByName("AB8").Value,
                          sheet.getCellRangeByName("AB9").Formula), ("tính nháp", 12.5, "=AB8*2"))
        self.assertEqual(self.notes(document)["Phiếu đánh giá", "nháp của tôi"], (7, 27))

    def test_pictures_and_charts_stay(self):
        """Nobody's screenshot is lost where the form is written anew."""
        picture = campaign.SOURCE / "addin" / "extension" / "icons" / "check_24.png"

        def damage(table):
            provider = self.office.service("com.sun.star.graphic.GraphicProvider")
            shape = self.opened_document.createInstance("com.sun.star.drawing.GraphicObjectShape")
            shape.Graphic = provider.queryGraphic((property_value("URL", file_url(picture)),))
            table.sheet.DrawPage.add(shape)
            shape.Size, shape.Position = size(2000, 1500), point(3000, 9000)
            table.sheet.Charts.addNewByName("của tôi", rectangle(9000, 9000, 5000, 4000),
                                            (table.sheet.getCellRangeByName("A1:B5").RangeAddress,), False, False)
            table.sheet.Rows.insertByIndex(table.rows["1.1"], 1)

        document, result = self.repaired(damage, "có hình, ảnh hoặc biểu đồ")
        kept = document.Sheets.getByName("Phiếu đánh giá (bản cũ)")
        self.assertEqual(document.Sheets.ElementNames[-1], kept.Name)
        pictures = [kept.DrawPage.getByIndex(i) for i in range(kept.DrawPage.Count)]
        self.assertEqual([one.Graphic is not None for one in pictures if "Graphic" in one.ShapeType], [True])
        self.assertEqual(len(kept.Charts.ElementNames), 1)  # undone and done again, it has another name
        file = self.folder / "hình.ods"
        self.office.save(document, file)
        with zipfile.ZipFile(file) as package:
            self.assertEqual(len([name for name in package.namelist() if name.startswith("Pictures/")]), 1)
        self.assertEqual([line for line in self.command(document, "check")["findings"] if "bản sao" in line], [])

    def xlsx(self):
        """The filled sheet as Excel gets it and gives it back."""
        file = self.folder / f"{UNIT}.xlsx"
        if not file.exists():
            document = self.office.open(self.good)
            self.office.save(document, file, "Calc MS Excel 2007 XML")
            document.close(True)
        return file

    def test_an_excel_copy_that_is_whole_is_left_alone(self):
        document = self.opened(self.xlsx())
        before = contents(document)
        result = self.command(document, "repair")
        self.assertEqual((result["ok"], list(result["findings"])), (True, []), result["findings"])
        self.assertEqual(contents(document), before)

    def test_a_damaged_excel_copy(self):
        good = self.opened()
        expected = self.answers(good)
        good.close(True)
        document = self.opened(self.xlsx())
        self.assertEqual(self.answers(document), expected)
        for sheet in document.Sheets:
            sheet.unprotect("")
        table = Table(document)
        table.cell("1.1", "points").setValue(4)
        table.cell("1.2", "maximum").setValue(40)
        table.sheet.Annotations.insertNew(table.cell("1.3", "name").CellAddress, "đã hỏi Sở")
        row = table.rows["2.1"]
        table.sheet.Rows.insertByIndex(row, 2)
        table.sheet.getCellByPosition(table.columns["value"], row).setString("ghi chú của tôi")
        result = campaign.require(self.command(document, "repair"), "repair")
        for text in ("1.1, Điểm tự đánh giá", "1.2, Điểm tối đa", "Bỏ 2 dòng chèn thêm", "ghi chú của tôi", "đã hỏi Sở", "Bật lại bảo vệ"):
            self.assertTrue(any(text in line for line in result["findings"]), text)
        self.assertEqual(self.answers(document), expected)
        self.assertEqual(list(self.command(document, "repair")["findings"]), [])
        again = self.folder / "lại.xlsx"
        self.office.save(document, again, "Calc MS Excel 2007 XML")
        document.close(True)
        document = self.opened(again)
        self.assertEqual(self.answers(document), expected)
        self.assertAlmostEqual(Table(document).cell("thuocdo:total", "points").Value, TOTAL)
        self.assertEqual(list(self.command(document, "check")["findings"]), [])
        self.assertEqual(list(self.command(document, "repair")["findings"]), [])

    def test_names_and_sheets(self):
        def damage(table):
            names = table.document.NamedRanges
            names.removeByName("thuocdo_set")
            names.getByName("thuocdo_value").setContent("$'Phiếu đánh giá'.$A$1:$A$3")
            table.sheet.Name = "Sheet1"
            table.document.Sheets.removeByName("Danh mục")

        self.repaired(damage, "“Danh mục” đã bị xóa", "“Sheet1” lấy lại tên")

    def test_copied_sheet_counts_no_longer(self):
        def damage(table):
            table.document.Sheets.copyByName("Phiếu đánh giá", "Phiếu đánh giá_2", 0)
            copy = table.document.Sheets.getByName("Phiếu đánh giá_2")
            copy.getCellByPosition(table.columns["value"], table.rows["1.4"]).setValue(99)

        document, _ = self.repaired(damage, "là bản sao của phiếu")
        copy = document.Sheets.getByName("Phiếu đánh giá_2")
        self.assertTrue(any(99 in row for row in copy.getCellRangeByPosition(0, 0, 15, 80).getDataArray()))

    def test_deleted_key_row_and_id_column(self):
        def damage(table):
            table.sheet.Rows.removeByIndex(2, 1)
            table.sheet.Columns.removeByIndex(table.columns["id"], 1)

        # Formulas that lost what they name are written differently once Calc has read them again.
        self.repaired(damage, undo=False)

    def test_missing_properties_are_concluded(self):
        def damage(table):
            properties = table.document.DocumentProperties.UserDefinedProperties
            for name in ("thuocdo.tier", "thuocdo.unit", "thuocdo.programme", "thuocdo.digest"):
                properties.removeProperty(name)

        document, _ = self.repaired(damage, "thuocdo.unit = “x-chuse-01”", undo=False)
        document.UndoManager.undo()
        names = {p.Name for p in document.DocumentProperties.UserDefinedProperties.PropertySetInfo.Properties}
        self.assertNotIn("thuocdo.unit", names)

    def test_carried_marks_stay(self):
        target = self.folder / "carried"
        target.mkdir(exist_ok=True)
        campaign.require(self.command(None, "new", Programme=campaign.PROGRAMME, Tier=TIER, Unit=UNIT, Folder=str(target),
                                      From=str(self.good)), "carried")
        document = self.opened(target / f"{UNIT}.ods")
        self.assertEqual(list(self.command(document, "repair")["findings"]), [])
        table = Table(document)
        carried = [row for row in table.rows if table.cell(row, "carried").String == "Cần xác nhận"]
        self.assertTrue(carried)
        table.cell(carried[0], "carried").setString("Đã xác nhận")
        table.sheet.unprotect("")
        table.sheet.Rows.insertByIndex(table.rows["1.1"], 1)
        before = self.answers(document)
        self.assertTrue(self.command(document, "repair")["findings"])
        table = Table(document)
        self.assertEqual(self.answers(document), before)
        self.assertEqual([row for row in table.rows if table.cell(row, "carried").String == "Cần xác nhận"], carried[1:])
        self.assertTrue(table.sheet.Columns.getByIndex(table.columns["carried"]).IsVisible)

    def test_hidden_documents_and_lists_of_repairs(self):
        document = self.office.open(self.good)
        try:
            document.Sheets.removeByName("Danh mục")
            table = Table(document)
            table.sheet.unprotect("")
            table.cell("1.1", "points").setValue(4)
            file = self.folder / "sửa chữa.ods"
            result = self.command(document, "repair", File=str(file))
            self.assertTrue(result["ok"], result["message"])
            self.assertEqual(document.UndoManager.getAllUndoActionTitles(), ())  # they would crash the office
            listed = self.office.open(file)
            self.assertIn("1.1, Điểm tự đánh giá", str(listed.Sheets[0].getCellRangeByPosition(0, 0, 3, 20).getDataArray()))
            listed.close(True)
        finally:
            document.close(True)

    def test_what_is_not_repaired_is_explained(self):
        document = self.office.new_calc()
        result = self.command(document, "repair")
        self.assertFalse(result.get("ok"))
        document.close(True)

        document = self.opened()
        document.DocumentProperties.UserDefinedProperties.setPropertyValue("thuocdo.digest", "0" * 64)
        before = contents(document)
        result = self.command(document, "repair")
        self.assertFalse(result["ok"])
        self.assertIn("Phiếu kỳ trước", result["message"])
        self.assertEqual(contents(document), before)
        document.close(True)

        document = self.opened()
        document.DocumentProperties.UserDefinedProperties.addProperty("thuocdo.submitted", 128, "2023-12-01T08:00:00+07:00")
        self.assertIn("bản đã nộp", self.command(document, "repair")["message"])
        document.close(True)

        document = self.opened()
        table = Table(document)
        table.sheet.unprotect("")
        table.cell("1.1", "points").setValue(4)
        table.sheet.protect("mật khẩu")
        before = contents(document)
        result = self.command(document, "repair")
        self.assertFalse(result["ok"])
        self.assertIn("mật khẩu", result["message"])
        self.assertEqual(contents(document), before)
        self.assertTrue(all(document.Sheets.getByName(name).isProtected() for name in FORM))
        document.close(True)

        document = self.office.open(self.good, hidden=False, ReadOnly=True)
        result = self.command(document, "repair")
        self.assertFalse(result["ok"])
        self.assertIn("chỉ để đọc", result["message"])
        document.close(True)


if __name__ == "__main__":
    unittest.main()
