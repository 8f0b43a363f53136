"""What is in thuocdo.oxt: every file that another one names, every library that it needs, every text in both languages."""

import os
import pathlib
import re
import struct
import subprocess
import tempfile
import unittest
import xml.etree.ElementTree as ElementTree
import zipfile

SOURCE = pathlib.Path(__file__).resolve().parent.parent.parent
OXT = pathlib.Path(os.environ.get("THUOCDO_OXT", SOURCE / "build" / "thuocdo.oxt"))
OF_EVERY_SYSTEM = r"lib(c|m|dl|rt|pthread|stdc\+\+|gcc_s)\.so.*|ld-linux.*|libuno_.*"
HREF = "{http://www.w3.org/1999/xlink}href"
LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"


def luminance(colour):
    parts = [value / 255 for value in colour]
    red, green, blue = (part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


class Package(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.temporary = tempfile.TemporaryDirectory()
        cls.addClassCleanup(cls.temporary.cleanup)
        cls.folder = pathlib.Path(cls.temporary.name)
        with zipfile.ZipFile(OXT) as packed:
            packed.extractall(cls.folder)

    def parsed(self, name):
        return ElementTree.parse(self.folder / name).getroot()

    def assert_there(self, name):
        there = (self.folder / name).is_dir() if str(name).endswith("/") else (self.folder / name).is_file()
        self.assertTrue(there, f"{name} is not in the extension")

    def dynamic_section(self, library):
        return subprocess.run(["readelf", "-d", library], capture_output=True, text=True, check=True).stdout

    def test_named_files_are_there(self):
        manifest = self.parsed("META-INF/manifest.xml")
        for entry in manifest:
            name = entry.get("{http://openoffice.org/2001/manifest}full-path")
            if name.endswith("/"):
                self.assertTrue((self.folder / name).is_dir(), f"{name} is not in the extension")
            else:
                self.assert_there(name)
        listed = {entry.get("{http://openoffice.org/2001/manifest}full-path") for entry in manifest}
        for registry in (self.folder / "registry").glob("*.xcu"):
            self.assertIn(f"registry/{registry.name}", listed)
        for element in self.parsed("description.xml").iter():
            if element.get(HREF):
                self.assert_there(element.get(HREF))
        for component in self.parsed("thuocdo.components"):
            self.assert_there(component.get("uri"))
        for library in (self.folder / "basic").glob("*/script.xlb"):
            for module in re.findall(r'library:element library:name="(\w+)"', library.read_text("utf-8")):
                self.assert_there(library.parent / f"{module}.xba")
        for dialog in re.findall(r"%origin%/\.\./(dialogs/[^<]+)", (self.folder / "registry/OptionsDialog.xcu").read_text("utf-8")):
            self.assert_there(dialog)
        for icon in re.findall(r"%origin%/\.\./([^<]+)", (self.folder / "registry/Addons.xcu").read_text("utf-8")):
            self.assert_there(icon)

    def size_of(self, icon):
        """Width and height of a .png, and that it has transparency."""
        head = (self.folder / "icons" / icon).read_bytes()[:26]
        self.assertEqual(head[:8], b"\x89PNG\r\n\x1a\n", icon)
        self.assertIn(head[25], (4, 6), f"{icon} has no transparent ground")
        return struct.unpack(">II", head[16:24])

    def test_every_command_has_its_icon_in_both_sizes(self):
        addons = (self.folder / "registry/Addons.xcu").read_text("utf-8")
        commands = ElementTree.parse(SOURCE / "addin/commands/command_table.xml").getroot().findall("command")
        for command in commands:
            icon = command.get("icon")
            self.assertIn(f"icons/{icon}_16.png</value></prop><prop oor:name=\"ImageBigURL\" oor:type=\"xs:string\"><value>"
                          f"%origin%/../icons/{icon}_24.png", addons)
            self.assertEqual(self.size_of(f"{icon}_16.png"), (16, 16))
            self.assertEqual(self.size_of(f"{icon}_24.png"), (24, 24))
        sidebar = (self.folder / "registry/Sidebar.xcu").read_text("utf-8")
        plain, contrast = (re.search(rf'"{name}".*?/icons/([^<]+)', sidebar)[1] for name in ("IconURL", "HighContrastIconURL"))
        self.assertNotEqual(plain, contrast)
        for icon in (plain, contrast):
            self.assertEqual(self.size_of(icon), (24, 24))
        used = {f"{command.get('icon')}_{size}.png" for command in commands for size in (16, 24)} | {plain, contrast}
        used |= {pathlib.Path(element.get(HREF)).name for element in self.parsed("description.xml").iter() if element.get(HREF)}
        self.assertLessEqual({icon.name for icon in (self.folder / "icons").iterdir()}, used, "nobody shows it")

    def test_icons_are_seen_on_light_and_dark_grounds(self):
        # The office has one image for all themes: on either ground enough of it must stand out (3 : 1, as WCAG asks of
        # graphics), within the ruler's half and within the sign's.
        for icon in sorted((self.folder / "icons").glob("*.png")):
            width, height = self.size_of(icon.name)
            raw = subprocess.run(["convert", icon, "-depth", "8", "RGBA:-"], capture_output=True, check=True).stdout
            for ground in ((246, 245, 244), (53, 53, 53), (255, 255, 255), (0, 0, 0)):
                seen = [0, 0]
                for at in range(width * height):
                    *colour, alpha = raw[4 * at:4 * at + 4]
                    shown = [(value * alpha + below * (255 - alpha)) / 255 for value, below in zip(colour, ground)]
                    bright, dark = sorted((luminance(shown), luminance(ground)), reverse=True)
                    seen[at % width * 2 // width] += (bright + 0.05) / (dark + 0.05) >= 3
                self.assertGreater(min(seen), width * height // 48, f"{icon.name} on {ground}: {seen}")

    def test_every_library_is_there_and_found_beside_its_user(self):
        libraries = sorted((self.folder / "lib").iterdir())
        names = {library.name for library in libraries}
        self.assertLessEqual({"thuocdo.uno.so", "libthuocdo.so"}, names)
        for library in libraries:
            section = self.dynamic_section(library)
            for needed in re.findall(r"\(NEEDED\).*\[(.*)\]", section):
                if not re.fullmatch(OF_EVERY_SYSTEM, needed):
                    self.assertIn(needed, names, f"{library.name} needs it")
                    self.assertRegex(section, r"\(RUNPATH\).*\[\$ORIGIN\]", library.name)

    def test_constructors_are_exported(self):
        exported = subprocess.run(["nm", "-D", "--defined-only", self.folder / "lib/thuocdo.uno.so"],
                                  capture_output=True, text=True, check=True).stdout
        for implementation in self.parsed("thuocdo.components").iter():
            if implementation.get("constructor"):
                self.assertRegex(exported, rf"\bT {implementation.get('constructor')}\b")

    def test_templates_lie_where_the_engine_looks(self):
        wanted = {str(path.relative_to(SOURCE)) for path in (SOURCE / "templates").rglob("*") if path.is_file()}
        there = {str(path.relative_to(self.folder)) for path in (self.folder / "templates").rglob("*") if path.is_file()}
        self.assertEqual(there, wanted)

    def test_version_and_licence(self):
        version = re.search(r"project\(thuocdo VERSION ([\d.]+)", (SOURCE / "CMakeLists.txt").read_text("utf-8"))[1]
        text = (self.folder / "description.xml").read_text("utf-8")
        self.assertIn(f'<version value="{version}"/>', text)
        newest = ElementTree.parse(SOURCE / "addin/extension/releases.xml").getroot().find("release")
        self.assertEqual(newest.get("version"), version, "releases.xml says nothing of this version")
        self.assertEqual((self.folder / "LICENSE").read_bytes(), (SOURCE / "LICENSE").read_bytes())

    def test_texts_are_in_both_languages(self):
        for registry in sorted((self.folder / "registry").glob("*.xcu")):
            for prop in ElementTree.parse(registry).getroot().iter("prop"):
                if prop.get("{http://openoffice.org/2001/registry}name") == "Command":
                    continue  # no text; its language only says where the key counts
                languages = {value.get(LANGUAGE) for value in prop if value.get(LANGUAGE)}
                if languages:
                    self.assertLessEqual({"vi", "en-US"}, languages, registry.name)
                    self.assertTrue(all(value.text and value.text.strip() for value in prop))

    def test_dialogs_leave_their_texts_to_the_code(self):
        # What stands in a dialog's file would be in one language.
        for dialog in (self.folder / "dialogs").glob("*.xdl"):
            self.assertEqual(re.findall(r'dlg:(?:value|title|help-text)="([^"]*)"', dialog.read_text("utf-8")), [], dialog.name)


if __name__ == "__main__":
    unittest.main(verbosity=2)
