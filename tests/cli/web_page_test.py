"""The web page of a result, in a real browser without network: what it shows is what the result says, it is searched and
read by keyboard, on a phone and on paper, and no name of a unit can run as a script."""
import base64
import csv
import decimal
import json
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
import cli_test  # noqa: E402
from cli_test import KEY, TEMPLATES, environment, run  # noqa: E402

import jsonschema  # noqa: E402
from selenium import webdriver  # noqa: E402
from selenium.webdriver.chrome.options import Options  # noqa: E402
from selenium.webdriver.chrome.service import Service  # noqa: E402
from selenium.webdriver.common.by import By  # noqa: E402
from selenium.webdriver.common.keys import Keys  # noqa: E402

ENGINE = pathlib.Path(__file__).resolve().parents[2] / "engine"
HOSTILE = '</script><script>document.title="đã chạy"</script><b>Xã & "Một"'
PICTURES = os.environ.get("THUOCDO_PICTURES")


def browser(folder, width=1100, height=900):
    options = Options()
    for argument in ("--headless=new", "--no-sandbox", "--disable-gpu", "--host-resolver-rules=MAP * ~NOTFOUND",
                     f"--user-data-dir={folder}/profile", f"--window-size={width},{height}"):
        options.add_argument(argument)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
    return webdriver.Chrome(service=Service(shutil.which("chromedriver")), options=options)


class WebPage(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        temporary = tempfile.TemporaryDirectory(prefix="thuocdo-web-")
        cls.addClassCleanup(temporary.cleanup)
        cls.folder = pathlib.Path(temporary.name)
        # A unit with a name that would like to be a script.
        cls.templates = cls.folder / "templates"
        shutil.copytree(TEMPLATES, cls.templates)
        units = cls.templates / KEY / "units.csv"
        with open(units, encoding="utf-8", newline="") as stream:
            rows = list(csv.reader(stream))
        for row in rows:
            if row[0] == "x-1":
                row[1] = HOSTILE
        with open(units, "w", encoding="utf-8", newline="") as stream:
            csv.writer(stream).writerows(rows)
        cls.environment = environment(THUOCDO_TEMPLATES=str(cls.templates))
        cli_test.CliTest.setUpClass()
        maker = cli_test.CliTest("test_consolidate")
        maker.setUp()
        cls.addClassCleanup(maker.doCleanups)
        cls.result = cls.folder / "ketqua"
        done = run("consolidate", maker.campaign(), "--programme", KEY, "--out", cls.result, env=cls.environment)
        assert done.returncode == 1, done.stderr
        cls.page = cls.folder / "trang"
        done = run("publish", cls.result, "--out", cls.page, env=cls.environment)
        assert done.returncode == 0, done.stderr
        cls.json = json.loads((cls.page / "result.json").read_text("utf-8"))
        cls.browser = browser(cls.folder)
        cls.addClassCleanup(cls.browser.quit)

    def open(self, more=""):
        self.browser.get("about:blank")
        self.browser.get((self.page / "index.html").as_uri() + more)

    def find(self, selector):
        return self.browser.find_element(By.CSS_SELECTOR, selector)

    def all(self, selector):
        return self.browser.find_elements(By.CSS_SELECTOR, selector)

    def rows(self, selector):
        return [[cell.text for cell in row.find_elements(By.CSS_SELECTOR, "td")] for row in self.all(f"{selector} tbody tr")]

    def tearDown(self):
        severe = [entry for entry in self.browser.get_log("browser") if entry["level"] == "SEVERE"]
        self.assertEqual(severe, [])

    def picture(self, name):
        if PICTURES:
            pathlib.Path(PICTURES).mkdir(parents=True, exist_ok=True)
            self.browser.save_screenshot(str(pathlib.Path(PICTURES) / f"{name}.png"))

    def test_every_tier_is_shown_as_in_the_result(self):
        self.open()
        tabs = self.all("[role=tab]")
        self.assertEqual(len(tabs), len(self.json["tiers"]))
        for index, tier in enumerate(self.json["tiers"]):
            self.all("[role=tab]")[index].click()
            shown = self.rows("#ranking .scroll table")
            for unit, row in zip(tier["ranked"], shown):
                self.assertEqual(row[0].split()[0], str(unit["rank"]))
                self.assertEqual(row[1], unit["name"].strip())
                self.assertEqual(row[2], f"{decimal.Decimal(unit['total']):.2f}".replace(".", ","))
            names = [row[0] for row in shown[len(tier["ranked"]):]]
            self.assertEqual(names, [unit["name"] for unit in tier["unranked"]])
        self.picture("web-ranking")

    def test_search_knows_names_without_their_marks(self):
        self.open()
        self.find("#tier-xa").click()
        self.find("#search").send_keys("xa ba")
        self.assertEqual([row[1] for row in self.rows("#ranking .scroll table")], ["Xã Ba"])
        self.assertEqual(self.find("#found").text, "1/8 đơn vị")
        self.find("#search").send_keys("xyz")
        self.assertIn("Không có đơn vị nào khớp", self.find("#ranking").text)

    def test_search_looks_into_every_tier_and_comes_back_to_the_unit(self):
        self.open()
        self.assertEqual(self.find("[role=tab][aria-selected=true]").get_attribute("id"), "tier-huyen")
        self.find("#search").send_keys("xa ba")
        self.assertEqual([row[1] for row in self.rows("#ranking .scroll table")], ["Xã Ba"])
        self.find("button.unit").send_keys(Keys.ENTER)
        self.assertEqual(self.find("[role=tab][aria-selected=true]").get_attribute("id"), "tier-xa")
        self.browser.switch_to.active_element.send_keys(Keys.ESCAPE)
        self.assertEqual(self.browser.switch_to.active_element.get_attribute("data-code"), "x-3")

    def test_charts_say_what_the_result_says(self):
        self.open()
        self.find("#tier-xa").click()
        ranked = self.json["tiers"][1]["ranked"]
        totals, spread = self.all("#ranking table.chart")[:2]
        bars = totals.find_elements(By.CSS_SELECTOR, "svg .length")
        self.assertEqual(len(bars), len(ranked))
        lengths = [float(bar.get_attribute("width")) for bar in bars]
        top = max(max(float(unit["maximum"]), float(unit["published"])) for unit in ranked)
        for unit, length, row in zip(ranked, lengths, totals.find_elements(By.CSS_SELECTOR, "tbody tr")):
            self.assertAlmostEqual(length, 1000 * float(unit["published"]) / top, delta=.01)
            value = unit["published"].replace(".", ",")
            self.assertEqual(row.find_elements(By.CSS_SELECTOR, "td")[2].text, value)
            self.assertTrue(row.find_element(By.CSS_SELECTOR, "svg").get_attribute("aria-label").endswith(": " + value))
        counts = [int(row.find_elements(By.CSS_SELECTOR, "td")[2].text) for row in spread.find_elements(By.CSS_SELECTOR, "tbody tr")]
        expected = [sum(min(9, int(float(unit["percent"]) // 10)) == i for unit in ranked) for i in reversed(range(10))]
        self.assertEqual(counts, expected)
        self.picture("web-charts")

    def test_the_ranking_comes_before_the_charts(self):
        self.open()
        table, charts = self.find("#ranking .scroll table"), self.find("#ranking details.charts")
        self.assertLess(table.location["y"], charts.location["y"])
        self.assertEqual(self.find("#found").text, f"{len(self.rows('#ranking .scroll table'))} đơn vị")
        self.find("#to-charts").click()
        self.assertEqual(self.browser.switch_to.active_element.tag_name, "summary")
        self.open("#x-2")
        self.assertEqual(self.find("#found").text, "")

    def test_points_of_a_common_maximum_have_bars_of_their_length(self):
        page = (self.page / "index.html").read_text("utf-8")
        before, data, after = re.split(r'(?<=<script id="data" type="application/json">)(.*?)(?=</script>)', page, maxsplit=1, flags=re.DOTALL)
        data = json.loads(data)
        data["byShare"] = True
        shares = []
        for tier in data["tiers"]:
            for unit in tier["ranked"]:
                share = float(unit["total"]) / float(unit["maximum"])
                unit["published"] = f"{200 * share:.3f}"
                shares.append(share) if tier is data["tiers"][0] else None
        other = self.page / "by-share.html"
        other.write_text(before + json.dumps(data).replace("<", "\\u003c") + after, "utf-8")
        self.addCleanup(other.unlink)
        self.browser.get(other.as_uri())
        lengths = [float(bar.get_attribute("width")) for bar in self.find("#ranking table.chart").find_elements(By.CSS_SELECTOR, ".length")]
        for length, share in zip(lengths, shares, strict=True):
            self.assertAlmostEqual(length, 1000 * share, delta=1)

    def test_a_unit_without_rank_has_its_page(self):
        self.open("#x-6")
        shown = self.find("#unit").text
        for part in ("Xã số 06", "Không xếp hạng: chưa nộp", "liên hệ cơ quan tiếp nhận"):
            self.assertIn(part, shown)
        self.browser.switch_to.active_element.send_keys(Keys.ESCAPE)
        self.assertEqual(self.browser.switch_to.active_element.get_attribute("data-code"), "x-6")

    def test_a_scorecard_explains_and_defends_each_point(self):
        """What an appraisal said and what the unit claimed stand where the points are, as text and never as markup."""
        appraised = self.folder / "tham-dinh"
        shutil.copytree(self.result, appraised)
        made = json.loads((appraised / "result.json").read_text("utf-8"))
        unit = next(one for one in made["tiers"][1]["ranked"] if one["unit"] == "x-2")
        unit["self"], unit["appraised"] = {"total": "20.33", "published": "20.33"}, True
        for criterion in unit["criteria"]:
            criterion["self"] = criterion["points"]
        changed = next(one for one in unit["criteria"] if one["id"] == "1.2")
        changed.update(self="5", appraisal={"verdict": "changed", "basis": "on-site", "comment": "Chưa có <b>văn bản</b> nào"})
        (appraised / "result.json").write_text(json.dumps(made), "utf-8")
        done = run("publish", appraised, "--out", self.folder / "trang-tham-dinh", env=self.environment)
        self.assertEqual(done.returncode, 0, done.stderr)
        self.browser.get("about:blank")
        self.browser.get((self.folder / "trang-tham-dinh" / "index.html").as_uri() + "#x-2")
        row = next(row for row in self.rows("#unit .scroll table") if row[0] == "2")
        self.assertIn("Thẩm định: sửa số liệu, kiểm tra thực tế. Chưa có <b>văn bản</b> nào", row[1])
        self.assertIn("thấp hơn tối đa " + changed["maximum"].replace(".", ","), row[1])
        self.assertEqual(row[2:4], ["5,00", "0,00"])
        self.assertIn("tự chấm 20,33, sau thẩm định 15,33", self.find("#unit").text)
        self.picture("web-appraised")

    def test_open_data_hold_what_the_page_shows(self):
        with open(self.page / "ranking.csv", encoding="utf-8-sig", newline="") as stream:
            ranking = list(csv.DictReader(stream))
        with open(self.page / "matrix.csv", encoding="utf-8-sig", newline="") as stream:
            matrix = {row["unit"]: row for row in csv.DictReader(stream)}
        with open(self.page / "statistics.csv", encoding="utf-8-sig", newline="") as stream:
            statistics = {(row["tier"], row["criterion"]): row for row in csv.DictReader(stream)}
        for tier in self.json["tiers"]:
            rows = [row for row in ranking if row["tier"] == tier["key"]]
            self.assertEqual([row["unit"] for row in rows], [unit["unit"] for unit in tier["ranked"] + tier["unranked"]])
            for row, unit in zip(rows, tier["ranked"]):
                self.assertEqual((row["rank"], row["total"], row["published"]), (str(unit["rank"]), unit["total"], unit["published"]))
                self.assertEqual(matrix[unit["unit"]]["total"], unit["total"])
                for criterion in unit["criteria"]:
                    if criterion["state"] == "scored":
                        self.assertEqual(matrix[unit["unit"]][criterion["id"]], criterion["points"])
                    if float(criterion["maximum"]) > 0:
                        self.assertIn((tier["key"], criterion["id"]), statistics)

    def test_a_scorecard_by_keyboard_and_back(self):
        self.open()
        tab = self.all("[role=tab]")[0]
        tab.send_keys(Keys.ARROW_RIGHT)
        self.assertEqual(self.browser.switch_to.active_element.get_attribute("id"), "tier-xa")
        button = next(one for one in self.all("button.unit") if one.text == "Xã Hai")
        button.send_keys(Keys.ENTER)
        unit = next(one for one in self.json["tiers"][1]["ranked"] if one["unit"] == "x-2")
        rows = self.rows("#unit .scroll table")
        self.assertEqual(len(rows), len(unit["criteria"]))
        for criterion, row in zip(unit["criteria"], rows):
            self.assertEqual(row[2], f"{decimal.Decimal(criterion['points']):.2f}".replace(".", ","), criterion["id"])
        self.assertTrue(self.browser.current_url.endswith("#x-2"))
        self.picture("web-scorecard")
        self.browser.switch_to.active_element.send_keys(Keys.ESCAPE)
        self.assertFalse(self.find("#unit").is_displayed())
        self.assertEqual(self.browser.switch_to.active_element.text, "Xã Hai")
        self.open("#x-4")
        self.assertIn("Xã Bốn", self.find("#unit").text)
        self.assertIn("không áp dụng", self.find("#unit").text)

    def test_english(self):
        self.open("?lang=en")
        self.assertEqual(self.find("html").get_attribute("lang"), "en")
        self.assertIn("Rank", self.find("#ranking").text)
        self.find("#vi").click()
        self.assertIn("Hạng", self.find("#ranking").text)

    def test_a_name_never_runs(self):
        self.open("#x-1")
        self.assertNotEqual(self.browser.title, "đã chạy")
        self.assertEqual(self.find("#unit h2").text, HOSTILE)
        self.assertEqual(self.all("#unit b"), [])

    def test_on_a_phone_nothing_lies_beside_the_screen(self):
        # A window of Chromium is never narrower than 500 px; its emulation of a phone is.
        phone = browser(self.folder / "phone", 500, 844)
        try:
            phone.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", {"width": 360, "height": 780, "deviceScaleFactor": 1, "mobile": True})
            for more in ("", "#x-2", "#x-6", "?lang=en", "?lang=en#x-2"):
                phone.get("about:blank")
                phone.get((self.page / "index.html").as_uri() + more)
                width, seen = phone.execute_script("return [document.documentElement.scrollWidth, window.innerWidth]")
                self.assertEqual((width, seen), (360, 360))
                small = phone.execute_script(
                    "return [...document.querySelectorAll('button:not(.unit),input')].filter(e => e.offsetParent && e.offsetHeight < 40).length")
                self.assertEqual(small, 0)
                if PICTURES:
                    self.whole(phone, f"web-phone{more.replace('?lang=', '-').replace('#', '-')}")
        finally:
            phone.quit()

    @staticmethod
    def whole(driver, name):
        """The page from its beginning to its end, as one who scrolls sees it."""
        size = driver.execute_script("return [document.documentElement.scrollWidth, document.documentElement.scrollHeight]")
        shot = driver.execute_cdp_cmd("Page.captureScreenshot", {"captureBeyondViewport": True, "clip": {
            "x": 0, "y": 0, "width": size[0], "height": size[1], "scale": 1}})
        (pathlib.Path(PICTURES) / f"{name}.png").write_bytes(base64.b64decode(shot["data"]))

    def printed(self, more):
        pdf = self.folder / "trang.pdf"
        subprocess.run(["chromium", "--headless", "--no-sandbox", "--disable-gpu", f"--user-data-dir={self.folder}/print",
                        f"--print-to-pdf={pdf}", (self.page / "index.html").as_uri() + more], capture_output=True, timeout=60, check=True)
        if PICTURES:
            name = "web-paper" + more.replace("?lang=", "-").replace("#", "-")
            subprocess.run(["pdftoppm", "-r", "60", "-png", pdf, pathlib.Path(PICTURES) / name], timeout=60, check=True)
        return subprocess.run(["pdftotext", "-layout", pdf, "-"], capture_output=True, text=True, timeout=60, check=True).stdout

    def test_on_paper(self):
        text = self.printed("#x-2")
        self.assertIn("Xã Hai", text)
        self.assertNotIn("Tìm đơn vị", text)
        text = self.printed("?lang=en")
        for part in ("Not ranked", "nothing submitted", "Distribution: units by percent"):
            self.assertIn(part, text)
        self.assertNotIn("Search units", text)

    def test_the_result_follows_its_schema(self):
        schema = json.loads((self.page / "result.schema.json").read_text("utf-8"))
        jsonschema.Draft202012Validator.check_schema(schema)
        validator = jsonschema.Draft202012Validator(schema)
        self.assertEqual([error.message for error in validator.iter_errors(self.json)], [])
        # Nothing that is written is unknown to the schema.
        unit = self.json["tiers"][1]["ranked"][0]
        self.assertLessEqual(set(unit), set(schema["$defs"]["ranked"]["properties"]))
        for criterion in unit["criteria"]:
            self.assertLessEqual(set(criterion), set(schema["$defs"]["ranked"]["properties"]["criteria"]["items"]["properties"]))
        for damage in (lambda made: made.pop("digest"), lambda made: made["tiers"][1]["ranked"][0].update(total=23.33),
                       lambda made: made["tiers"][1]["unranked"][0].update(reason="khác")):
            made = json.loads(json.dumps(self.json))
            damage(made)
            self.assertFalse(validator.is_valid(made))
        reasons = (ENGINE / "ranking" / "consolidation.cpp").read_text("utf-8")
        known = schema["properties"]["tiers"]["items"]["properties"]["unranked"]["items"]["properties"]["reason"]["enum"]
        self.assertEqual(set(re.findall(r'case UnrankedReason::\w+: return "([a-z-]+)"', reasons)), set(known))

    def test_only_a_result_of_these_criteria_is_published(self):
        other = self.folder / "khac"
        shutil.copytree(self.result, other)
        text = (other / "result.json").read_text("utf-8")
        (other / "result.json").write_text(text.replace(self.json["digest"], "0" * 64), "utf-8")
        done = run("publish", other, "--out", self.folder / "khong", env=self.environment)
        self.assertEqual(done.returncode, 1)
        self.assertIn("một phiên bản khác của bộ tiêu chí", done.stderr)
        self.assertFalse((self.folder / "khong").exists())
        (other / "matrix.csv").unlink()
        self.assertEqual(run("publish", other, "--out", self.folder / "khong", env=self.environment).returncode, 1)
        self.assertEqual(run("publish", self.result, env=self.environment).returncode, 2)
        self.assertEqual(run("publish", self.folder / "x", "--out", self.folder / "y", env=self.environment).returncode, 1)


if __name__ == "__main__":
    unittest.main()
