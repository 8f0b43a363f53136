"""The guide: complete in both languages, its pages linked, its page names known to the dialogs, and told by the command."""

import html
import pathlib
import re
import sys
import tempfile
import unittest
import xml.etree.ElementTree as ElementTree
import zipfile

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "journeys"))

import campaign  # noqa: E402
from office import Office  # noqa: E402
from workbook_test import OXT, SOURCE  # noqa: E402


class Guide(unittest.TestCase):
    def test_pages_in_both_languages_and_links_that_lead_somewhere(self):
        guide = ElementTree.parse(SOURCE / "addin" / "help" / "guide.xml").getroot()
        pages = [page.get("id") for page in guide.findall("page")]
        with zipfile.ZipFile(OXT) as packed:
            names = set(packed.namelist())
            for language in ("vi", "en"):
                for page in pages:
                    text = packed.read(f"guide/{language}/{page}.html").decode("utf-8")
                    self.assertIn(f'<html lang="{language}">', text)
                    self.assertNotIn("**", text)
                    self.assertNotRegex(text.split("</head>")[1], r"\[[a-z]+-[a-z-]+\]", "a link that became none")
                    for link in re.findall(r'href="([^"]+)"', text):
                        self.assertIn(f"guide/{language}/{link}", names)
        for part in guide.iter():
            if part.tag in ("title", "p", "li", "h"):
                vi, en = (" ".join(part.findtext(language, "").split()) for language in ("vi", "en"))
                self.assertTrue(vi and en)
                self.assertNotEqual(vi, en)

    def pages(self):
        return {page.get("id") for page in ElementTree.parse(SOURCE / "addin" / "help" / "guide.xml").iter("page")}

    def test_every_command_leads_to_a_page_and_every_page_is_led_to(self):
        commands = ElementTree.parse(SOURCE / "addin" / "commands" / "command_table.xml").getroot().findall("command")
        pages = self.pages()
        self.assertGreaterEqual(len(commands), 18)
        with zipfile.ZipFile(OXT) as packed:
            for language in ("vi", "en"):
                start = packed.read(f"guide/{language}/bat-dau.html").decode("utf-8")
                for command in commands:
                    page = command.get("page")
                    self.assertIn(page, pages, command.get("name"))
                    title = html.escape(command.findtext(language).strip().rstrip("…"))
                    self.assertIn(f'<strong>{title}</strong>: <a href="{page}.html">', start)
                for page in pages:
                    self.assertIn(f'href="{page}.html"', start)

    def test_dialogs_name_pages_that_exist(self):
        # A dialog has its command's page, or names one.
        named = set()
        for file in (SOURCE / "addin").rglob("*.cpp"):
            named |= set(re.findall(r'(?:guide_page|guide_file|help_while_focused)\([^;"]*"([a-z-]+)"\)', file.read_text("utf-8")))
        self.assertLessEqual({"gui-phieu", "dien-phieu", "tuy-chon", "bang-diem"}, named)
        self.assertLessEqual(named, self.pages())

    def test_every_page_about_work_says_what_to_do_when_it_goes_wrong(self):
        guide = ElementTree.parse(SOURCE / "addin" / "help" / "guide.xml").getroot()
        for page in guide.findall("page"):
            headings = [heading.findtext("en") for heading in page.findall("h")]
            self.assertTrue("When something goes wrong" in headings or page.get("id") == "ho-tro", page.get("id"))

    def test_functions_and_release_notes_stand_in_the_guide(self):
        functions = ElementTree.parse(SOURCE / "addin" / "functions" / "function_table.xml").getroot().findall("function")
        releases = ElementTree.parse(SOURCE / "addin" / "extension" / "releases.xml").getroot().findall("release")
        with zipfile.ZipFile(OXT) as packed:
            for language in ("vi", "en"):
                page = packed.read(f"guide/{language}/ham.html").decode("utf-8")
                for function in functions:
                    self.assertIn(f"<h2>{function.get('display')}(", page)
                    self.assertIn(html.escape(function.findtext(language).strip(), quote=False), page)
                for name in ("cap-nhat", "release-notes"):
                    page = packed.read(f"guide/{language}/{name}.html").decode("utf-8")
                    for item in releases[0].findall("item"):
                        self.assertIn(" ".join(item.findtext(language).split()), page)

    def test_command_tells_the_file_of_the_language(self):
        with tempfile.TemporaryDirectory(prefix="thuocdo-guide-") as folder, Office(folder, "vi") as office:
            office.install(OXT)
            office.start()

            def page(**arguments):
                return campaign.result_of(office.dispatch(None, "vn.thuocdo:help", Silent=True, **arguments))

            self.assertTrue(page()["files"][0].endswith("/guide/vi/bat-dau.html"))
            self.assertTrue(pathlib.Path(page(Page="tuy-chon")["files"][0]).is_file())
            for wrong in ("khong-co", "../vi/bat-dau", "/etc/passwd"):
                self.assertFalse(page(Page=wrong)["ok"], wrong)


if __name__ == "__main__":
    unittest.main()
