"""The ways in which the extension is installed, replaced and removed, and what stays of the user's: on names and paths with
blanks, accents, apostrophes and percent signs; for one user, for all, and as part of the office."""

import pathlib
import re
import sys
import tempfile
import unittest
import zipfile

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "journeys"))

import campaign  # noqa: E402
from office import Office, file_url  # noqa: E402
from workbook_test import OXT  # noqa: E402

STATES = "/org.openoffice.Office.UI.CalcWindowState/UIElements/States"
TOOLBAR_NAME = "private:resource/toolbar/addon_vn.thuocdo.toolbar"
AWKWARD = "Đo lường 100% “của tôi” d'Huyện"


def other_version(folder, version):
    """The same extension under another version number."""
    made = folder / f"thuocdo-{version}.oxt"
    with zipfile.ZipFile(OXT) as source, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as target:
        for entry in source.infolist():
            data = source.read(entry)
            if entry.filename == "description.xml":
                data = re.sub(rb'<version value="[^"]*"', f'<version value="{version}"'.encode(), data)
            target.writestr(entry, data)
    return made


class Install(unittest.TestCase):
    def setUp(self):
        temporary = tempfile.TemporaryDirectory(prefix="thuocdo-install-")
        self.addCleanup(temporary.cleanup)
        self.folder = pathlib.Path(temporary.name)

    def command(self, office, name, document=None, **arguments):
        return campaign.result_of(office.dispatch(document, "vn.thuocdo:" + name, Silent=True, **arguments))

    def make_sheet(self, office, folder):
        made = campaign.require(self.command(office, "new", Programme="mau-2-cap", Tier="xa", Unit=self.unit(), Overwrite=True,
                                             Folder=str(folder)), "new")
        return pathlib.Path(made["files"][0])

    def unit(self):
        return next(one.unit for one in campaign.expected("mau-2-cap") if one.tier == "xa")

    def assert_works(self, office, folder):
        """Cell functions, commands, programmes, guide and macros: whatever lies in the extension is found."""
        document = office.open(self.make_sheet(office, folder))
        try:
            self.assertEqual(campaign.Table(document).cell("thuocdo:total", "points").getError(), 0)
            self.assertIn("findings", self.command(office, "check", document))
            self.assertTrue(self.command(office, "help")["ok"])
            provider = office.service("com.sun.star.script.provider.MasterScriptProviderFactory").createScriptProvider("")
            provider.getScript("vnd.sun.star.script:ThuocDo.Lenh.KiemTra?language=Basic&location=application").invoke((), (), ())

        finally:
            document.close(True)

    def about(self, office):
        return self.command(office, "about")["message"]

    def test_for_one_user_with_awkward_names_and_its_removal(self):
        # (A percent sign in the name of the .oxt itself is refused by the office.)
        oxt = self.folder / f"{AWKWARD.replace('%', '')}.oxt"
        oxt.write_bytes(OXT.read_bytes())
        with Office(self.folder / AWKWARD, "vi") as office:
            office.install(oxt)
            office.start()
            self.assert_works(office, self.folder / AWKWARD)
            self.assertIn("cho một người dùng", self.about(office))
            file = self.make_sheet(office, self.folder)
            document = office.open(file)
            campaign.Table(document).put("1.1", "reason", "còn nguyên")
            document.store()
            document.close(True)
            with zipfile.ZipFile(file) as saved:
                self.assertFalse([name for name in saved.namelist() if name.startswith(("Basic", "Scripts", "Dialogs"))])
                self.assertNotIn(b"script:event-listener", saved.read("content.xml"))
            office.stop()

            office.remove()
            office.start()
            document = office.open(file)
            table = campaign.Table(document)
            self.assertEqual(table.cell("1.1", "reason").String, "còn nguyên")
            document.calculateAll()
            self.assertNotEqual(table.cell("thuocdo:total", "points").getError(), 0)
            document.store()
            document.close(True)
            office.stop()
            left = [path for path in (office.profile / "user").rglob("*") if "thuocdo" in path.name.lower()]
            self.assertEqual([path.name for path in left if path.name not in ("thuocdo", "thuocdo.log")], [])

            office.install(OXT)
            office.start()
            document = office.open(file)
            document.calculateAll()
            table = campaign.Table(document)
            self.assertEqual(table.cell("thuocdo:total", "points").getError(), 0)
            self.assertEqual(table.cell("1.1", "reason").String, "còn nguyên")
            document.close(True)

    def test_for_every_user(self):
        shared = f"-env:UNO_SHARED_PACKAGES_CACHE={file_url(self.folder / 'shared')}"
        with Office(self.folder / "office", "vi") as office:
            office.unopkg("add", "--shared", "-f", "-s", shared, OXT)
            office.start(shared)
            self.assert_works(office, self.folder)
            self.assertIn("cho mọi người dùng", self.about(office))

    def test_as_part_of_the_office(self):
        bundled = self.folder / "bundled" / "thuocdo"
        with zipfile.ZipFile(OXT) as packed:
            packed.extractall(bundled)
        with Office(self.folder / "office", "vi") as office:
            office.start(f"-env:BUNDLED_EXTENSIONS={file_url(bundled.parent)}")
            self.assert_works(office, self.folder)
            self.assertIn("cùng với LibreOffice", self.about(office))

    def test_replaced_by_a_newer_and_by_an_older_one(self):
        older, newer = other_version(self.folder, "0.0.9"), other_version(self.folder, "99.1")
        with Office(self.folder / "office", "vi") as office:
            self.assertIn("Version: 0.0.9", office.install(older))
            office.start()
            # What the user has arranged and set:
            states = office.configuration(STATES, write=True)
            toolbar = states.getByName(TOOLBAR_NAME)
            toolbar.Visible, toolbar.DockingArea, toolbar.Docked = False, 2, True
            states.commitChanges()
            office.new_calc().close(True)
            settings = office.configuration("/vn.thuocdo.Settings/Desk", write=True)
            settings.Author = "Nguyễn Thị Ánh"
            settings.commitChanges()
            office.stop()
            for oxt, version in ((newer, "99.1"), (older, "0.0.9"), (newer, "99.1")):
                self.assertIn(f"Version: {version}", office.install(oxt))
            office.start()
            office.new_calc().close(True)
            toolbar = office.configuration(STATES).getByName(TOOLBAR_NAME)
            self.assertEqual((toolbar.Visible, toolbar.DockingArea), (False, 2))
            self.assertEqual(office.configuration("/vn.thuocdo.Settings/Desk").Author, "Nguyễn Thị Ánh")
            self.assert_works(office, self.folder)


if __name__ == "__main__":
    unittest.main()
