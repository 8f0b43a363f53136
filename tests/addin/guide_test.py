"""The guide: complete in both languages, its pages linked, its page names known to the dialogs, and told by the command."""

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
                    for link in re.findall(r'href="([^"]+)"', text):
                        self.assertIn(f"guide/{language}/{link}", names)
        for part in guide.iter():
            if part.tag in ("title", "p", "li", "h"):
                vi, en = (" ".join(part.findtext(language, "").split()) for language in ("vi", "en"))
                self.assertTrue(vi and en)
                self.assertNotEqual(vi, en)

    def test_dialogs_name_pages_that_exist(self):
        pages = {page.get("id") for page in ElementTree.parse(SOURCE / "addin" / "help" / "guide.xml").iter("page")}
        named = set()
        for file in (SOURCE / "addin").rglob("*.cpp"):
            named |= set(re.findall(r'guide_page\("([^"]+)"\)|guide_file\([^;]*"([a-z-]+)"\)', file.read_text("utf-8")))
        named = {one for pair in named for one in pair if one}
        self.assertGreaterEqual(len(named), 4)
        self.assertLessEqual(named, pages)

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
