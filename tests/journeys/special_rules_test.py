"""What is special to one programme, met as its officers meet it: in Calc through the extension's commands, and in the
program that consolidates. One office for all of them."""

import csv
import json
import os
import pathlib
import subprocess
import sys
import tempfile
import unittest
import zipfile

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
import campaign  # noqa: E402
from campaign import Office, Table  # noqa: E402

BUILD = pathlib.Path(os.environ.get("THUOCDO_BUILD", campaign.SOURCE / "build"))
THUOCDO = BUILD / "bin" / "thuocdo"


def program(*arguments):
    return subprocess.run([THUOCDO, *map(str, arguments)], capture_output=True, text=True, timeout=60, check=False)


class SpecialRules(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.temporary = tempfile.TemporaryDirectory(prefix="thuocdo-special-")
        cls.addClassCleanup(cls.temporary.cleanup)
        cls.root = pathlib.Path(cls.temporary.name)
        cls.office = Office(cls.root / "office", language="vi")
        cls.addClassCleanup(cls.office.stop)
        cls.office.install(BUILD / "thuocdo.oxt")
        cls.office.start()

    def setUp(self):
        self.folder = self.root / self.id().rsplit(".", 1)[1]

    def command(self, name, document=None, **arguments):
        return campaign.result_of(self.office.dispatch(document, f"vn.thuocdo:{name}", Silent=True, **arguments))

    def new(self, programme, tier, unit, **arguments):
        """A new sheet, open."""
        made = campaign.require(self.command("new", Programme=programme, Tier=tier, Unit=unit, Folder=str(self.folder),
                                             **arguments), unit)
        document = self.office.open(made["files"][0])
        self.addCleanup(document.close, True)
        return document, Table(document)

    def fill(self, programme, tier, sample, document, table, without=()):
        answers = [answer for answer in campaign.read_answers(campaign.SAMPLES / programme / f"{sample}.csv")
                   if answer[1] not in without]
        campaign.fill(table, answers, campaign.level_texts(programme, tier))
        document.calculate()
        document.store()

    def cover(self, document):
        """The texts of the cover."""
        sheet = document.Sheets.getByName("Bìa")
        cursor = sheet.createCursor()
        cursor.gotoEndOfUsedArea(False)
        rows = sheet.getCellRangeByPosition(0, 0, 8, cursor.RangeAddress.EndRow).getDataArray()
        return "\n".join(str(cell) for row in rows for cell in row if cell != "")

    # --- Gia Lai 2019 ------------------------------------------------------------------------------------------------

    def test_gia_lai_2019_takes_no_sheet_without_its_reasons(self):
        document, table = self.new("gialai-cqdt-2019", "huyen", "h-ducco")
        self.fill("gialai-cqdt-2019", "huyen", "huyen-2", document, table, without=("reason",))
        refused = self.command("submit", document, Folder=str(self.folder / "da-nop"))
        self.assertFalse(refused["ok"])
        self.assertTrue(any("lý do" in found for found in refused["findings"]), refused["findings"])
        self.assertFalse((self.folder / "da-nop").exists())

    def test_gia_lai_2019_names_the_dates_of_the_tier_and_who_consolidates(self):
        so, _ = self.new("gialai-cqdt-2019", "so", "so-tttt")
        self.assertIn("từ 01/11/2018 đến hết 31/10/2019", self.cover(so))
        self.assertIn("trước ngày 18/10/2019", self.cover(so))
        self.assertIn("\nMỨC ĐỘ CHÍNH QUYỀN ĐIỆN TỬ NĂM 2019 TỈNH GIA LAI\n", self.cover(so))  # after "PHIẾU TỰ ĐÁNH GIÁ"
        self.assertIn("Báo cáo nộp kèm phiếu", self.cover(so))
        self.assertIn("2.4. Mức độ chuyển đổi", self.cover(so))
        xa, _ = self.new("gialai-cqdt-2019", "xa", "x-ducco-03")
        self.assertIn("trước ngày 25/10/2019", self.cover(xa))
        self.assertIn("ỦY BAN NHÂN DÂN HUYỆN ĐỨC CƠ", self.cover(xa))  # the district whose commune it is
        self.assertIn("Đơn vị cấp trên tổng hợp", self.cover(xa))

    def test_gia_lai_2019_treats_who_sent_nothing_as_ranked_last(self):
        empty = self.folder / "phieu"
        empty.mkdir(parents=True)
        run = program("consolidate", empty, "--programme", "gialai-cqdt-2019", "--out", self.folder / "ket-qua")
        self.assertIn("coi như xếp cuối", run.stdout)
        with open(self.folder / "ket-qua" / "ranking.csv", encoding="utf-8-sig", newline="") as stream:
            rows = list(csv.DictReader(stream))
        self.assertEqual([sum(row["tier"] == tier for row in rows) for tier in ("so", "huyen", "xa")], [20, 17, 220])
        self.assertEqual({(row["status"], row["rank"]) for row in rows}, {("absent", "")})

    # --- Bình Thuận 2019 ---------------------------------------------------------------------------------------------

    def test_binh_thuan_2019_refuses_a_ratio_without_both_its_figures(self):
        document, table = self.new("binhthuan-cntt-2019", "donvi", "dv-01")
        self.fill("binhthuan-cntt-2019", "donvi", "donvi-1", document, table)
        campaign.require(self.command("check", document), "dv-01")
        for column, kept in (("base", "value"), ("value", "base")):
            with self.subTest(missing=column):
                cell = table.cell("1.1", column)
                figure = cell.Value
                cell.setString("")
                document.calculate()
                self.assertEqual(table.cell("1.1", "points").String, "")
                refused = self.command("submit", document, Folder=str(self.folder / "da-nop"))
                self.assertFalse(refused["ok"])
                # Beside notes on figures that the two centres supply.
                wrong = [line for line in refused["findings"] if "tạm tính" not in line]
                self.assertEqual(len(wrong), 1)
                self.assertIn("1.1", wrong[0])
                cell.setValue(figure)
                self.assertNotEqual(table.cell("1.1", kept).Value, 0)

    # --- Hà Tĩnh 2021 ------------------------------------------------------------------------------------------------

    def test_ha_tinh_2021_gives_the_military_and_the_border_guard_no_sheet(self):
        for unit, name in (("so-chqs", "Bộ Chỉ huy Quân sự tỉnh"), ("so-bdbp", "Bộ Chỉ huy Bộ đội Biên phòng tỉnh")):
            for round_key in ("", "3-thang"):
                with self.subTest(unit=unit, round=round_key):
                    for refused in (self.command("new", Programme="hatinh-cqs-2021", Tier="so", Unit=unit, Round=round_key,
                                                 Folder=str(self.folder)),
                                    self.command("new-all", Programme="hatinh-cqs-2021", Tier="so", Units=f"so-tc,{unit}",
                                                 Round=round_key, Folder=str(self.folder))):
                        self.assertFalse(refused["ok"])
                        self.assertIn(name, refused["message"])
                        self.assertIn("2853/QĐ-UBND", refused["message"])
            answers = campaign.SAMPLES / "hatinh-cqs-2021" / "so-1.csv"
            run = program("score", "--programme", "hatinh-cqs-2021", "--tier", "so", "--unit", unit, "--answers", answers)
            self.assertEqual(run.returncode, 2)
            self.assertIn(name, run.stderr)
        self.assertEqual(list(self.folder.rglob("*.ods")), [])

    def test_ha_tinh_2021_has_a_window_for_each_tier(self):
        xa, _ = self.new("hatinh-cqs-2021", "xa", "x-hatinh-01")
        self.assertIn("từ 10/11/2020 đến hết 10/11/2021", self.cover(xa))
        self.assertIn("trước ngày 15/11/2021", self.cover(xa))
        central, _ = self.new("hatinh-cqs-2021", "trunguong", "tw-thue")
        self.assertIn("từ 15/11/2020 đến hết 15/11/2021", self.cover(central))

    def test_ha_tinh_2021_collects_figures_of_three_months_without_assessment(self):
        programme, tier, unit = "hatinh-cqs-2021", "xa", "x-vuquang-01"
        document, table = self.new(programme, tier, unit, Round="3-thang")
        self.assertEqual(document.DocumentProperties.UserDefinedProperties.getPropertyValue("thuocdo.round"), "3-thang")
        self.assertTrue(document.URL.endswith("x-vuquang-01-3-thang.ods"))
        self.assertIn("PHIẾU CẬP NHẬT SỐ LIỆU KỲ 3 THÁNG (KHÔNG ĐÁNH GIÁ)", self.cover(document))
        self.assertEqual(table.sheet.getCellByPosition(1, 0).String,
                         "PHIẾU CẬP NHẬT SỐ LIỆU KỲ 3 THÁNG NĂM 2021 (KHÔNG ĐÁNH GIÁ)")
        self.assertIn("trước ngày 15/02/2021", self.cover(document))
        self.assertNotIn("ĐIỂM", self.cover(document).replace("ĐIỂM CẦU", ""))
        for column in ("points", "maximum"):
            self.assertFalse(table.sheet.Columns.getByIndex(table.columns[column]).IsVisible, column)
        # Nothing answered: the sheet says so, and asks for nothing that goes with points.
        document.calculate()
        unanswered = self.command("check", document)
        self.assertFalse(unanswered["ok"])
        self.assertNotIn("total", {key for key, value in unanswered.items() if value})
        self.fill(programme, tier, "xa-2", document, table, without=("reason", "evidence", "page"))
        checked = campaign.require(self.command("check", document), unit)
        self.assertIn("không chấm điểm", checked["message"])
        for row_id in table.rows.keys() - {"Mã"}:  # the title of the hidden column
            self.assertEqual(table.cell(row_id, "points").String, "", row_id)
        wrong = table.cell(next(row for row in table.rows if table.cell(row, "base").Value > 0), "value")
        right = wrong.Value
        wrong.setValue(right + 1000000)
        document.calculate()
        self.assertFalse(self.command("submit", document, Folder=str(self.folder / "da-nop"))["ok"])  # figures are checked
        wrong.setValue(right)
        document.calculate()
        document.store()
        submitted = campaign.require(self.command("submit", document, Folder=str(self.folder / "da-nop")), unit)
        self.assertEqual([pathlib.Path(file).name for file in submitted["files"]],
                         [f"{unit}-3-thang{ending}" for ending in (".ods", ".pdf", "-bien-nhan.html", ".json")])
        receipt = json.loads((self.folder / "da-nop" / f"{unit}-3-thang.json").read_text("utf-8"))
        self.assertEqual((receipt["round"], receipt["assessed"], receipt["before"]), ("3-thang", False, "2021-02-15"))
        self.assertNotIn("total", receipt)
        with zipfile.ZipFile(self.folder / "da-nop" / f"{unit}-3-thang.ods") as package:
            self.assertNotIn("table:formula=", package.read("content.xml").decode("utf-8"))
        paper = subprocess.run(["pdftotext", "-layout", self.folder / "da-nop" / f"{unit}-3-thang.pdf", "-"],
                               capture_output=True, text=True, check=True).stdout
        self.assertIn("KHÔNG ĐÁNH GIÁ", paper)
        self.assertIn(receipt["code"], paper)
        self.assertNotIn("Điểm tự đánh giá", paper)
        self.consolidate_three_months(programme, unit)

    def consolidate_three_months(self, programme, unit):
        """The folder also holds a sheet of the assessment: each round refuses the other's."""
        self.new(programme, "so", "so-tttt")
        (self.folder / "so-tttt.ods").rename(self.folder / "da-nop" / "so-tttt.ods")
        score = program("score", self.folder / "da-nop" / f"{unit}-3-thang.ods")
        self.assertEqual(score.returncode, 0, score.stdout)
        self.assertIn("không chấm điểm, không xếp hạng", score.stdout)
        results = self.folder / "ket-qua"
        run = program("consolidate", self.folder / "da-nop", "--programme", programme, "--round", "3-thang", "--out", results)
        self.assertEqual(run.returncode, 1, run.stdout)
        self.assertEqual(sorted(file.name for file in results.iterdir()), ["data.csv", "findings.csv", "result.json"])
        self.assertIn("so-tttt.ods", run.stdout)
        with open(results / "data.csv", encoding="utf-8-sig", newline="") as stream:
            rows = list(csv.DictReader(stream))
        self.assertEqual({row["unit"] for row in rows}, {unit})
        given = {(row["criterion"], row["field"]): row["value"] for row in rows}
        for criterion, field, value in campaign.read_answers(campaign.SAMPLES / programme / "xa-2.csv"):
            if (criterion, field) in given:
                self.assertEqual(given[criterion, field].replace(",", "."), value.replace(",", "."), (criterion, field))
        self.assertGreater(len(given), 40)
        with open(results / "findings.csv", encoding="utf-8-sig", newline="") as stream:
            codes = {(row["file"], row["code"]) for row in csv.DictReader(stream) if row["file"]}
        self.assertEqual(codes, {("so-tttt.ods", "sheet-other-round")})
        (self.folder / "da-nop" / "so-tttt.ods").unlink()
        self.assertEqual(program("consolidate", self.folder / "da-nop", "--programme", programme, "--round", "3-thang",
                                 "--out", results).returncode, 0)
        assessed = program("consolidate", self.folder / "da-nop", "--programme", programme, "--out", self.folder / "nam")
        self.assertEqual(assessed.returncode, 1)
        self.assertIn("Phiếu của kỳ 3-thang, không phải kỳ 2021", assessed.stdout)
        unknown = program("consolidate", self.folder / "da-nop", "--programme", programme, "--round", "4-thang", "--out", results)
        self.assertEqual(unknown.returncode, 2)
        self.assertIn("3-thang, 6-thang, 9-thang", unknown.stderr)

    # --- The sample for two tiers ------------------------------------------------------------------------------------

    def test_two_tiers_have_no_districts_and_know_the_mergers(self):
        refused = self.command("new", Programme="mau-2-cap", Tier="huyen", Unit="h-1", Folder=str(self.folder))
        self.assertIn("so, xa", refused["message"])
        refused = self.command("new", Programme="mau-2-cap", Tier="xa", Unit="cu-01", Folder=str(self.folder))
        self.assertIn("Xã mẫu số 01", refused["message"])
        document, _ = self.new("mau-2-cap", "xa", "x-01")
        self.assertNotIn("cấp trên", self.cover(document))


if __name__ == "__main__":
    unittest.main()
