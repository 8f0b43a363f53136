"""The cell functions in Calc: values, empty and impossible answers, Calc's error codes, ranges, and the function wizard.

    functions_test.py [thuocdo.oxt] [test…]          (ctest names the extension in $THUOCDO_OXT)
"""

import os
import pathlib
import re
import sys
import tempfile
import unittest
import xml.etree.ElementTree as ElementTree
import zipfile

import office

HERE = pathlib.Path(__file__).resolve().parent
SOURCE = HERE.parent.parent
OXT = pathlib.Path(os.environ.get("THUOCDO_OXT", SOURCE / "build" / "thuocdo.oxt"))
TABLE = ElementTree.parse(SOURCE / "addin" / "functions" / "function_table.xml").getroot()
TRIAL = {"THUOCDO_TEMPLATES": str(HERE / "templates")}
SET = '"trial-2024/so"'

TEXT = 2  # com.sun.star.sheet.FormulaResult.STRING
ILLEGAL_ARGUMENT, WRONG_VALUE, NO_VALUE = 502, 519, 0x7FFF


class InCalc(unittest.TestCase):
    """One office for all tests of a class, and a new document for each."""

    language = "vi"
    environment = TRIAL
    english_names = False

    @classmethod
    def setUpClass(cls):
        # Blanks, an apostrophe and Vietnamese letters, as in the names of real users.
        cls.temporary = tempfile.TemporaryDirectory(prefix="thước đo's ")
        cls.addClassCleanup(cls.temporary.cleanup)
        cls.office = office.Office(cls.temporary.name, cls.language, cls.environment)
        cls.addClassCleanup(cls.office.stop)
        if cls.english_names:
            cls.office.set_start_value("/org.openoffice.Office.Calc/Formula/Syntax", "EnglishFunctionName", True)
        cls.office.install(OXT)
        cls.office.start()

    def setUp(self):
        self.document = self.office.new_calc()
        self.addCleanup(self.document.close, True)
        self.sheet = self.document.Sheets[0]

    def cell(self, name):
        return self.sheet.getCellRangeByName(name)

    def formula(self, function, *arguments, at="Z1"):
        cell = self.cell(at)
        cell.Formula = f"=VN.THUOCDO.FUNCTIONS.{function.upper()}({';'.join(arguments)})"
        return cell

    def number(self, *call, **at):
        cell = self.formula(*call, **at)
        self.assertEqual(cell.getError(), 0, cell.String)
        self.assertNotEqual(cell.String, "", call)
        return cell.Value

    def text(self, *call, **at):
        cell = self.formula(*call, **at)
        self.assertEqual(cell.getError(), 0, cell.String)
        return cell.String

    def error(self, *call, **at):
        return self.formula(*call, **at).getError()

    def fill(self, name, rows):
        self.cell(name).setDataArray(tuple(tuple(row) for row in rows))


class Points(InCalc):
    def points(self, criterion, answers):
        return self.number("points", SET, f'"{criterion}"', answers)

    def answered(self, answer):
        """The cell that holds the answer."""
        cell = self.cell("Y1")
        if isinstance(answer, str):
            cell.String = answer
        else:
            cell.Value = answer
        return "Y1"

    def test_every_rule_kind(self):
        self.fill("A1:B1", [(1, 3)])
        self.fill("C1:C2", [("co",), (2,)])
        for criterion, answers, expected in [
                ("1.1", "Có", 2), ("1.1", "khong", 0), ("1.1", 1, 2), ("1.1", "CÓ", 2),
                ("1.2", "b", 2.5), ("1.2", "Đầy đủ", 5),
                ("1.3", "A1:B1", 3.33),
                ("1.4", 3, 15), ("1.4", 2, 0), ("1.4", 99, 20), ("1.4", 0, 0),
                ("2.1", 3, 1.5), ("2.1", 100, 3),
                ("2.2", "C1:C2", 1),
                ("2.3", 0.75, 0.75),
                ("2.4", "ghi chú", 0)]:
            with self.subTest(criterion=criterion, answers=answers):
                place = answers if ":" in str(answers) else self.answered(answers)
                self.assertEqual(self.points(criterion, place), expected)

    def test_rounds_half_away_from_zero_on_exact_fractions(self):
        self.fill("A1:B1", [(201, 4000)])  # 0.5025 of 10 points is 5.025/10: as a double it is below the half
        self.assertEqual(self.points("1.3", "A1:B1"), 0.5)
        self.fill("A1:B1", [(1005, 10000)])  # exactly 1.005
        self.assertEqual(self.points("1.3", "A1:B1"), 1.01)

    def test_ranges_in_either_direction_and_by_name(self):
        self.fill("A1:B1", [(1, 4)])
        self.fill("D1:D2", [(1,), (4,)])
        self.document.NamedRanges.addNewByName(
            "số_hồ_sơ", "$" + self.sheet.Name + ".$A$1:$B$1", self.cell("A1").CellAddress, 0)
        for answers in ("A1:B1", "D1:D2", "số_hồ_sơ", "A1:C1"):
            with self.subTest(answers=answers):
                self.assertEqual(self.points("1.3", answers), 2.5)

    def test_follows_its_answers(self):
        self.fill("A1:B1", [(1, 4)])
        cell = self.formula("points", SET, '"1.3"', "A1:B1")
        self.cell("A1").Value = 2
        self.assertEqual(cell.Value, 5)

    def test_numbers_given_as_text(self):
        self.cell("A1").String = "1.5"
        self.fill("A1:B1", [("1.000,0", "2 000")])
        self.assertEqual(self.points("1.3", "A1:B1"), 5)
        self.cell("A1").String = "0,75"
        self.assertEqual(self.points("2.3", "A1"), 0.75)

    def test_not_answered_is_empty_text(self):
        self.fill("A1:B1", [(1, "")])
        self.cell("D1").String = " \u00a0"
        self.cell("D2").Formula = '=""'
        for criterion, answers in [("1.1", "D9"), ("1.4", "D9"), ("1.1", "D1"), ("2.1", "D2"), ("1.3", "A1:B1"),
                                   ("1.3", "D8:D9"), ("2.2", "D8:D9")]:
            with self.subTest(criterion=criterion, answers=answers):
                cell = self.formula("points", SET, f'"{criterion}"', answers)
                self.assertEqual((cell.getError(), cell.String, cell.FormulaResultType2), (0, "", TEXT))

    def test_not_applicable(self):
        self.fill("A1:B1", [("Không áp dụng", "")])
        self.assertEqual(self.text("points", SET, '"1.3"', "A1:B1"), "")
        self.assertEqual(self.error("points", SET, '"1.1"', "A1"), WRONG_VALUE)  # it applies to every unit

    def test_impossible_answers(self):
        self.fill("A1:B1", [(5, 3)])
        self.fill("A2:B2", [(0, 0)])
        for criterion, answers in [("1.1", "có thể"), ("1.2", "d"), ("1.3", "A1:B1"), ("1.3", "A2:B2"), ("1.4", 1.5),
                                   ("1.4", -1), ("1.4", "1.234"), ("1.4", 1e300), ("2.3", 0.8), ("2.3", 2)]:
            with self.subTest(criterion=criterion, answers=answers):
                place = answers if ":" in str(answers) else self.answered(answers)
                self.assertEqual(self.error("points", SET, f'"{criterion}"', place), WRONG_VALUE)

    def test_unknown_names(self):
        self.answered("co")
        for wrong in ('"trial-2024"', '"trial-2024/xa"', '"trial-2023/so"', '""', '"../trial-2024/so"'):
            self.assertEqual(self.error("points", wrong, '"1.1"', "Y1"), NO_VALUE, wrong)
        for wrong in ('"1.9"', '""', '"1"'):  # "1" is a group
            self.assertEqual(self.error("points", SET, wrong, "Y1"), NO_VALUE, wrong)

    def test_more_answers_than_asked_for(self):
        self.fill("A1:C1", [(1, 4, 9)])
        self.assertEqual(self.error("points", SET, '"1.3"', "A1:C1"), ILLEGAL_ARGUMENT)

    def test_error_cells_are_impossible_answers(self):
        self.cell("A1").Formula = "=1/0"
        self.assertEqual(self.error("points", SET, '"1.1"', "A1"), WRONG_VALUE)
        self.assertEqual(self.error("points", SET, '"1.3"', "A1:B1"), WRONG_VALUE)

    def test_values_instead_of_cells_are_refused(self):
        self.assertNotEqual(self.error("points", SET, '"1.1"', '"co"'), 0)

    def test_wrong_number_of_arguments(self):
        self.assertNotEqual(self.error("points", SET, '"1.1"'), 0)

    def test_a_thousand_formulas_agree_with_one(self):
        rows = 1000
        self.fill(f"A1:B{rows}", [(row % 50, 50) for row in range(rows)])
        self.cell(f"C1:C{rows}").setFormulaArray(tuple(
            (f'=VN.THUOCDO.FUNCTIONS.POINTS({SET};"1.3";A{row}:B{row})',) for row in range(1, rows + 1)))
        self.document.calculateAll()
        self.assertEqual([row[0] for row in self.cell(f"C1:C{rows}").getDataArray()],
                         [round(row % 50 * 0.2, 2) for row in range(rows)])


class FieldRows(InCalc):
    """Rules whose fields stand below one another, each in a row of its own: the answers are the cells of one column."""

    SET = '"trial-2024/huyen"'

    def answers(self, *values):
        self.fill("A1:A9", [(value,) for value in values + ("",) * (9 - len(values))])
        return f"A1:A{len(values)}"

    def points(self, criterion, *values):
        return self.number("points", self.SET, f'"{criterion}"', self.answers(*values))

    def no_points(self, criterion, *values):
        cell = self.formula("points", self.SET, f'"{criterion}"', self.answers(*values))
        return "missing" if (cell.getError(), cell.String) == (0, "") else cell.getError()

    def check(self, criterion, *values, reason='"thiếu"'):
        return self.text("check", self.SET, f'"{criterion}"', self.answers(*values), reason, '"12/QĐ ngày 3/2/2023"')

    def test_ratio_less_exceptions(self):
        self.assertEqual(self.points("2.1", 12, 20, 3, 0), 3.53)  # 12/17 × 5
        self.assertEqual(self.points("2.1", 17, 20, 1, 2), 5)
        self.assertEqual(self.number("ratio", self.SET, '"2.1"', self.answers(5, 20, 8, 2)), 0.5)
        self.assertEqual(self.no_points("2.1", 12, 20, "", 0), "missing")
        self.assertEqual(self.no_points("2.1", 12, 20), "missing")
        self.assertEqual(self.no_points("2.1", 0, 20, 18, 3), WRONG_VALUE)
        self.assertEqual(self.no_points("2.1", 18, 20, 1, 2), WRONG_VALUE)
        self.assertEqual(self.no_points("2.1", 12, 20, 3, 0, 1), ILLEGAL_ARGUMENT)
        self.assertEqual(self.no_points("2.1", "Không áp dụng", "", "", ""), "missing")
        self.assertIn("cộng lại là 21", self.check("2.1", 0, 20, 18, 3))
        self.assertIn("17 (20 − 1 − 2)", self.check("2.1", 18, 20, 1, 2))
        self.assertIn("văn bản mật", self.check("2.1", 12, 20, "", 0))
        self.assertEqual(self.check("2.1", 12, 20, 3, 0), "")

    def test_best_of_cases(self):
        self.assertEqual(self.points("2.2", "Có"), 5)
        self.assertEqual(self.points("2.2", "", 2, 3, "", ""), 2)
        self.assertEqual(self.points("2.2", "Không", 2, 3, "Có", 4), 3)
        self.assertEqual(self.points("2.2", "", 3, 3, "Có", 0), 3)
        self.assertEqual(self.no_points("2.2", "", "", "", "", ""), "missing")
        self.assertEqual(self.no_points("2.2", "Có", 2, "", "", ""), "missing")
        self.assertEqual(self.no_points("2.2", "Có", 4, 3, "", ""), WRONG_VALUE)
        self.assertIn("ít nhất một trường hợp", self.check("2.2", "", "", "", "", ""))
        self.assertIn("Có mạng riêng – Mẫu số: Tổng số phòng", self.check("2.2", "Có", 2, "", "", ""))
        self.assertEqual(self.check("2.2", "", 2, 3, "", ""), "")
        self.assertEqual(self.text("ratio", self.SET, '"2.2"', self.answers("", 2, 3, "", "")), "")

    def test_formula_with_branches(self):
        self.assertEqual(self.points("2.3", "Có dịch vụ, có kinh phí", 2, 10), 0.9)
        self.assertEqual(self.points("2.3", "Có dịch vụ, có kinh phí", 90, 12.5), 4)  # cut at the maximum
        self.assertEqual(self.points("2.3", "Chỉ có dịch vụ", 7, ""), 1)
        self.assertEqual(self.points("2.3", "Chỉ có dịch vụ", 0), 0)  # -1 is cut at 0
        self.assertEqual(self.points("2.3", 'Không có "dịch vụ"'), 0)
        self.assertEqual(self.points("2.3", "khong", "không rõ"), 0)  # not asked for
        self.assertEqual(self.no_points("2.3", "", 2, 10), "missing")
        self.assertEqual(self.no_points("2.3", "ca-hai", 2, ""), "missing")
        self.assertEqual(self.no_points("2.3", "ca-hai", 1.5, 10), WRONG_VALUE)
        self.assertEqual(self.no_points("2.3", "khác", 2, 10), WRONG_VALUE)
        self.assertIn("y: Kinh phí bố trí", self.check("2.3", "ca-hai", 2, ""))

    def test_formula_without_branches(self):
        self.fill("A1:B1", [(1, 3)])
        self.assertEqual(self.number("points", self.SET, '"2.4"', "A1:B1"), 3.33)
        self.assertEqual(self.no_points("2.4", 0, 0), WRONG_VALUE)
        self.assertIn("phải chia cho y", self.check("2.4", 0, 0))

    def test_condition(self):
        self.assertEqual(self.points("2.5", "Có"), 0)
        self.assertEqual(self.points("2.5", "Không"), 0)
        self.assertEqual(self.no_points("2.5", ""), "missing")
        self.assertEqual(self.check("2.5", "Có", reason='""'), "")
        self.assertIn("Không để xảy ra mất an toàn thông tin", self.check("2.5", "Không", reason='""'))


class Sums(InCalc):
    def setUp(self):
        super().setUp()
        self.fill("A1:B12", [("1", ""), ("1.1", 2), ("1.2", 2.5), ("1.3", 0.1), ("1.4", 0.2), ("2", ""), ("2.1", 3),
                             ("2.2", 1.5), ("2.2|item:x", 7), ("2.3", ""), ("", 99), ("9.9", 99)])

    def test_group(self):
        self.assertEqual(self.number("groupPoints", SET, '"1"', "A1:A12", "B1:B12"), 4.8)

    def test_sum_is_exact(self):
        self.fill("B2:B5", [(0.1,), (0.2,), (0.3,), (0.1,)])
        value = self.number("groupPoints", SET, '"1"', "A1:A12", "B1:B12")
        self.assertEqual(value, 0.7)  # 0.1 + 0.2 + 0.3 + 0.1 is 0.7000000000000001 in doubles

    def test_cap_of_a_group(self):
        self.assertEqual(self.number("groupPoints", SET, '"2"', "A1:A12", "B1:B12"), 4)
        self.assertEqual(self.number("total", SET, "A1:A12", "B1:B12"), 8.8)

    def test_the_sum_may_stand_in_the_column_that_it_sums(self):
        group = self.formula("groupPoints", SET, '"1"', "$A$1:$A$12", "$B$1:$B$12", at="B1")
        total = self.formula("total", SET, "A1:A12", "B1:B12")
        self.assertEqual((group.getError(), group.Value, total.Value), (0, 4.8, 8.8))
        self.cell("B2").Value = 0
        self.document.calculateAll()
        self.assertEqual((group.getError(), group.Value, total.Value), (0, 2.8, 6.8))

    def test_follows_formulas_that_follow_answers(self):
        self.cell("D1").String = "co"
        self.formula("points", SET, '"1.1"', "D1", at="B2")
        total = self.formula("total", SET, "A1:A12", "B1:B12")
        self.assertEqual(total.Value, 8.8)
        self.cell("D1").String = "khong"
        self.assertEqual(total.Value, 6.8)

    def test_errors_texts_and_empty_cells_count_as_nothing(self):
        self.cell("B2").Formula = "=1/0"
        self.cell("B3").String = "2,5"
        self.cell("B4").Formula = '=""'
        self.assertEqual(self.number("total", SET, "A1:A12", "B1:B12"), 4.2)
        self.fill("B1:B12", [("",)] * 12)
        self.assertEqual(self.number("total", SET, "A1:A12", "B1:B12"), 0)

    def test_rows_in_any_order_and_once_each(self):
        self.fill("D1:E5", [("1.2", 5), ("1.1", 2), ("1.1", 2), ("2.1", 1), ("1.2", 5)])
        self.assertEqual(self.number("total", SET, "D1:D5", "E1:E5"), 8)

    def test_whole_columns_and_names(self):
        self.document.NamedRanges.addNewByName(
            "mã", "$" + self.sheet.Name + ".$A$1:$A$12", self.cell("A1").CellAddress, 0)
        self.assertEqual(self.number("total", SET, "A:A", "B:B"), 8.8)
        self.assertEqual(self.number("total", SET, "mã", "B1:B12"), 8.8)

    def test_wrong_arguments(self):
        self.assertEqual(self.error("total", SET, "A1:A12", "B1:B11"), ILLEGAL_ARGUMENT)
        self.assertEqual(self.error("total", SET, "A1:B12", "B1:B12"), ILLEGAL_ARGUMENT)
        self.assertEqual(self.error("groupPoints", SET, '"3"', "A1:A12", "B1:B12"), NO_VALUE)
        self.assertEqual(self.error("groupPoints", SET, '"1.1"', "A1:A12", "B1:B12"), NO_VALUE)
        self.assertEqual(self.error("total", '"nothing/so"', "A1:A12", "B1:B12"), NO_VALUE)


class OtherFunctions(InCalc):
    classes = ("Tốt", "Khá", "Thấp")
    unanswered = "chưa có câu trả lời"
    error_cell = "đang báo lỗi #DIV/0!"
    reason = "chưa ghi lý do"

    def test_maximum(self):
        self.assertEqual(self.number("maximum", SET), 41)
        self.assertEqual(self.number("maximum", SET, "1"), 37)
        self.assertEqual(self.number("maximum", SET, '"1"'), 37)
        self.assertEqual(self.number("maximum", SET, '"2.2"'), 1.5)
        for wrong in ('"9"', '""', "A9"):
            self.assertEqual(self.error("maximum", SET, wrong), NO_VALUE)
        self.assertEqual(self.error("maximum", '"x/y"'), NO_VALUE)

    def test_ratio(self):
        self.fill("A1:B4", [(1, 4), (1, ""), (5, 4), ("Không áp dụng", "")])
        self.assertEqual(self.number("ratio", SET, '"1.3"', "A1:B1"), 0.25)
        self.assertEqual(self.text("ratio", SET, '"1.3"', "A2:B2"), "")
        self.assertEqual(self.error("ratio", SET, '"1.3"', "A3:B3"), WRONG_VALUE)
        self.assertEqual(self.text("ratio", SET, '"1.3"', "A4:B4"), "")
        self.assertEqual(self.text("ratio", SET, '"1.1"', "A9"), "")
        self.assertEqual(self.error("ratio", SET, '"7"', "A1:B1"), NO_VALUE)

    def test_classification(self):
        good, fair, low = self.classes
        for total, expected in [("25", good), ("24.999", fair), ("10", fair), ("0", low), ('""', "")]:
            with self.subTest(total=total):
                self.assertEqual(self.text("classification", SET, total), expected)
        self.assertEqual(self.text("classification", SET, "-1"), "")
        self.assertEqual(self.error("classification", SET, '"cao"'), WRONG_VALUE)
        rounding = '"tron-2024/xa"'
        word = "Level" if self.language.startswith("en") else "Mức"
        for points, level in (("10", word + " 2"), ("9.99", word + " 1"), ("4", "")):
            self.assertEqual(self.text("classification", rounding, points, '"1"'), level)
        self.assertEqual(self.text("classification", rounding, "10", '"1.1"'), "")
        self.assertEqual(self.error("classification", rounding, "10", '"9"'), NO_VALUE)

    def check(self, criterion, answers, reason='""', evidence='""'):
        return self.text("check", SET, f'"{criterion}"', answers, reason, evidence)

    def test_check(self):
        self.fill("A1:B4", [("co", ""), (1, 4), ("", ""), ("x", "")])
        self.cell("A5").Formula = "=1/0"
        self.assertEqual(self.check("1.1", "A1", evidence='"12/QĐ ngày 3/2/2023"'), "")
        self.assertEqual(self.check("1.3", "A2:B2", '"thiếu hồ sơ"', '"12/QĐ ngày 3/2/2023"'), "")
        self.assertIn(self.reason, self.check("1.3", "A2:B2"))
        self.assertIn(self.unanswered, self.check("1.1", "A3"))
        self.assertIn("“x”" if self.language == "vi" else '"x"', self.check("1.1", "A4"))
        self.assertIn(self.error_cell, self.check("1.1", "A5"))
        self.assertNotEqual(self.check("1.1", "A1"), "")  # a warning: no evidence
        self.assertEqual(self.error("check", SET, '"1"', "A1", '""', '""'), NO_VALUE)

    def test_check_follows_reason(self):
        self.fill("A1:B1", [(1, 4)])
        cell = self.formula("check", SET, '"1.3"', "A1:B1", "C1", '"12/QĐ ngày 3/2/2023"')
        self.assertIn(self.reason, cell.String)
        self.cell("C1").String = "thiếu hồ sơ"
        self.assertEqual(cell.String, "")

    def test_version(self):
        version = self.text("version")
        self.assertRegex(version, r"^thuocdo \d+\.\d+\.\d+$")
        for name in ('"trial-2024"', SET):
            self.assertRegex(self.text("version", name), "^" + version + " · trial-2024 [0-9a-f]{12}…$")
        self.assertEqual(self.error("version", '"x"'), NO_VALUE)
        self.assertIn(f"Version: {version.split()[1]}\n", self.listed_version())

    def listed_version(self):
        import zipfile
        with zipfile.ZipFile(OXT) as packed:
            description = ElementTree.fromstring(packed.read("description.xml"))
        namespace = "{http://openoffice.org/extensions/description/2006}"
        return f"Version: {description.find(namespace + 'version').get('value')}\n"

    def test_files_keep_formulas_and_values(self):
        self.fill("A1:B1", [(1, 4)])
        self.formula("points", SET, '"1.3"', "A1:B1", at="C1")
        for suffix, filter_name in ((".ods", "calc8"), (".xlsx", "Calc MS Excel 2007 XML")):
            path = pathlib.Path(self.temporary.name) / ("phiếu" + suffix)
            self.office.save(self.document, path, filter_name)
            opened = self.office.open(path)
            cell = opened.Sheets[0].getCellRangeByName("C1")
            self.assertEqual(cell.Value, 2.5)
            opened.Sheets[0].getCellRangeByName("A1").Value = 2
            self.assertEqual(cell.Value, 5)
            opened.close(True)

    def test_function_wizard(self):
        self.text("version")  # Calc learns the arguments when the component is loaded
        described = {}
        descriptions = self.office.service("com.sun.star.sheet.FunctionDescriptions")
        for index in range(descriptions.getCount()):
            properties = {entry.Name: entry.Value for entry in descriptions.getByIndex(index)}
            if properties["Name"].startswith("THUOCDO."):
                described[properties["Name"]] = properties
        language = "vi" if self.language == "vi" else "en"
        self.assertEqual(set(described), {function.get("display") for function in TABLE})
        for function in TABLE:
            properties = described[function.get("display")]
            self.assertEqual(properties["Description"], function.findtext(language))
            wanted = [(argument.find("title").findtext(language), argument.findtext(language))
                      for argument in function.findall("argument")]
            self.assertEqual([(argument.Name, argument.Description) for argument in properties["Arguments"]], wanted)
            for argument, element in zip(properties["Arguments"], function.findall("argument")):
                if element.get("optional") == "yes" or element.get("type") != "any":
                    self.assertEqual(argument.IsOptional, element.get("optional") == "yes", element.get("name"))

    def test_display_names(self):
        for function in TABLE:
            with self.subTest(function=function.get("name")):
                cell = self.cell("A1")
                cell.Formula = f"={function.get('display')}()"
                self.assertNotEqual(cell.getError(), 525, "#NAME?")
                cell.FormulaLocal = f"={function.get('display')}()"
                self.assertNotEqual(cell.getError(), 525, "#NAME?")
                self.assertEqual(cell.FormulaLocal, f"={function.get('display')}()")


class Published(InCalc):
    """What ranks go by, from the ids and the two columns of answers."""

    SET = '"wide-2024/xa"'

    def setUp(self):
        super().setUp()
        self.fill("A1:C4", [("1", "", ""), ("1.1", "Có", ""), ("1.2", 1, 2), ("", "", "")])

    def published(self, ids="A1:A4", answers="B1:C4"):
        return self.number("published", self.SET, ids, answers)

    def test_share_of_what_applies(self):
        self.assertEqual(self.published(), 31.25)  # 5 of 16
        self.cell("B2").String = "Không áp dụng"
        self.assertEqual(self.published(), 21.43)  # 3 of 14
        self.cell("B2").String = ""
        self.assertEqual(self.published(), 18.75)
        self.cell("C3").Value = 0
        self.assertEqual(self.published(), 0)

    def test_rows_are_found_by_their_id_and_count_once(self):
        self.fill("A1:C4", [("1.2", 1, 2), ("1.1", "Có", ""), ("1.1", "Không", ""), ("khác", 9, 9)])
        self.assertEqual(self.published(), 31.25)

    def test_errors(self):
        self.cell("B3").Formula = "=1/0"
        self.assertEqual(self.published(), 12.5)
        self.assertEqual(self.error("published", '"wide-2024/x"', "A1:A4", "B1:C4"), NO_VALUE)
        for ids, answers in (("A1:A4", "B1:C3"), ("A1:B4", "B1:C4"), ("A1:A4", "B1:B4"), ("A1:A4", "B1:D4")):
            self.assertEqual(self.error("published", self.SET, ids, answers), ILLEGAL_ARGUMENT, answers)


class TierWide(InCalc):
    """Kinds that other sheets or other bodies decide: provisional points, and what is said about them."""

    def test_normalised_counts_as_the_best(self):
        self.fill("A1:B1", [(3, 8)])
        self.assertEqual(self.number("points", '"wide-2024/xa"', '"2.1"', "A1:B1"), 4)
        self.fill("A1:B1", [(0, 8)])
        self.assertEqual(self.number("points", '"wide-2024/xa"', '"2.1"', "A1:B1"), 0)
        self.assertEqual(self.number("points", '"wide-2024/xa"', '"2.2"', "A1"), 2)
        self.assertIn("điểm chính thức có khi tổng hợp",
                      self.text("check", '"wide-2024/xa"', '"2.2"', "A1", '""', '""'))
        self.fill("A1:B1", [(3, 0)])
        self.assertEqual(self.error("points", '"wide-2024/xa"', '"2.1"', "A1:B1"), WRONG_VALUE)

    def test_roll_up_from_the_units_own_figures(self):
        self.fill("A1:B1", [(3, 4)])
        self.assertEqual(self.number("points", '"wide-2024/huyen"', '"1.2"', "A1:B1"), 3)
        self.assertEqual(self.number("ratio", '"wide-2024/huyen"', '"1.2"', "A1:B1"), 0.75)
        self.assertIn("phiếu của các đơn vị trực thuộc",
                      self.text("check", '"wide-2024/huyen"', '"1.2"', "A1:B1", '""', '""').replace("từ ", ""))
        self.fill("A1:B1", [(5, 4)])
        self.assertEqual(self.error("points", '"wide-2024/huyen"', '"1.2"', "A1:B1"), WRONG_VALUE)

    def test_a_survey_is_not_asked_of_the_unit(self):
        self.cell("A1").String = "Số liệu do Trung tâm Khảo sát cung cấp"
        self.assertEqual(self.text("points", '"wide-2024/huyen"', '"1.3"', "A1"), "")
        self.assertIn("Đơn vị không phải trả lời", self.text("check", '"wide-2024/huyen"', '"1.3"', "A1", '""', '""'))
        self.cell("A1").Value = 80
        self.assertEqual(self.text("points", '"wide-2024/huyen"', '"1.3"', "A1"), "")

    def test_own_figures_count_until_others_are_there(self):
        self.fill("A1:B1", [(1, 2)])
        self.assertEqual(self.number("points", '"wide-2024/xa"', '"2.3"', "A1:B1"), 1)
        self.assertIn("Trung tâm Điều hành", self.text("check", '"wide-2024/xa"', '"2.3"', "A1:B1", '"x"', '""'))


class InEnglish(OtherFunctions):
    language = "en-US"
    classes = ("Good", "Fair", "Low")
    unanswered = "has no answer yet"
    error_cell = "shows the error #DIV/0!"
    reason = "gives no reason"


class WithEnglishFunctionNames(OtherFunctions):
    english_names = True

    def test_function_names_are_english(self):
        cell = self.cell("A1")
        cell.Formula = "=SUM(1;2)"
        self.assertTrue(cell.FormulaLocal.startswith("=SUM("), cell.FormulaLocal)

    def use_english_names(self, on):
        settings = self.office.configuration("/org.openoffice.Office.Calc/Formula/Syntax", write=True)
        settings.EnglishFunctionName = on
        settings.commitChanges()

    def test_switching_changes_nothing_in_open_sheets_and_in_files(self):
        self.addCleanup(self.use_english_names, True)
        self.fill("A1:B1", [(1, 4)])
        shown = '=THUOCDO.DIEM("trial-2024/so","1.3",A1:B1)'  # the sheet's locale is the office's default here
        self.formula("points", SET, '"1.3"', "A1:B1", at="C1")
        files = []
        for on in (True, False, True):
            self.use_english_names(on)
            cell = self.cell("C1")
            self.assertEqual(cell.FormulaLocal, shown, f"English names {on}")
            for value, points in ((2, 5.0), (1, 2.5)):
                self.cell("A1").Value = value
                self.assertEqual(cell.Value, points)
            # Typed anew, as the user sees it.
            typed = self.cell("C2")
            typed.FormulaLocal = shown
            self.assertEqual((typed.getError(), typed.Value), (0, 2.5))
            path = pathlib.Path(self.temporary.name) / f"tên-{on}.ods"
            self.office.save(self.document, path)
            with zipfile.ZipFile(path) as packed:
                files.append(re.findall(r'table:formula="([^"]+)"', packed.read("content.xml").decode("utf-8")))
            opened = self.office.open(path)
            again = opened.Sheets[0].getCellRangeByName("C1")
            self.assertEqual((again.FormulaLocal, again.Value), (shown, 2.5))
            opened.close(True)
        self.assertEqual(len(files[0]), 2)
        self.assertTrue(all(formula.startswith("of:=VN.THUOCDO.FUNCTIONS.POINTS(") for formula in files[0]), files[0])
        self.assertEqual(files[0], files[1])


class WithItsOwnTemplates(InCalc):
    environment = {}

    def test_every_programme_inside_is_known(self):
        programmes = sorted(path.parent for path in (SOURCE / "templates").glob("*/programme.xml"))
        self.assertTrue(programmes)
        for folder in programmes:
            root = ElementTree.parse(folder / "programme.xml").getroot()
            namespace = "{urn:thuocdo:definition:1}"
            self.assertIn(folder.name, self.text("version", f'"{folder.name}"'))
            for tier in root.iter(namespace + "tier"):
                self.assertGreater(self.number("maximum", f'"{folder.name}/{tier.get("key")}"'), 0)


if __name__ == "__main__":
    if len(sys.argv) > 1 and sys.argv[1].endswith(".oxt"):
        OXT = pathlib.Path(sys.argv.pop(1)).resolve()
    unittest.main(verbosity=2)
