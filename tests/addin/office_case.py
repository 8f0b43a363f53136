"""Tests that share one office with the extension installed.

    class RepairTest(OfficeCase):
        prefix = "thuocdo-repair-"           # of the folder in which everything is written; names of users hold anything
        environment = {"THUOCDO_…": "…"}     # of the office

        @classmethod
        def setUpClass(cls):
            super().setUpClass()             # cls.folder, cls.office

    document = self.opened(file)                     # closed after the test
    result = self.command(document, "repair")        # what vn.thuocdo:repair answers
    self.refused(lambda: self.repair(document), "chỉ để đọc", "for reading only")     # in both languages
"""

import contextlib
import os
import pathlib
import sys
import tempfile
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "journeys"))

import campaign  # noqa: E402
from office import Office  # noqa: E402

SOURCE = pathlib.Path(__file__).resolve().parents[2]
OXT = pathlib.Path(os.environ.get("THUOCDO_OXT", SOURCE / "build" / "thuocdo.oxt"))


class OfficeCase(unittest.TestCase):
    prefix = "thuocdo-"
    environment = None

    @classmethod
    def setUpClass(cls):
        temporary = tempfile.TemporaryDirectory(prefix=cls.prefix)
        cls.addClassCleanup(temporary.cleanup)
        cls.folder = pathlib.Path(temporary.name)
        cls.office = Office(cls.folder / "office", "vi", environment=cls.environment)
        cls.addClassCleanup(cls.office.stop)
        cls.office.install(OXT)
        cls.office.start()

    def opened(self, file, hidden=False, **how):
        document = self.office.open(file, hidden=hidden, **how)
        self.addCleanup(self.closed, document)
        return document

    @staticmethod
    def closed(document):
        try:
            document.close(True)
        except Exception:  # closed already
            pass

    @classmethod
    def command(cls, document, name, **arguments):
        return campaign.result_of(cls.office.dispatch(document, "vn.thuocdo:" + name, Silent=True, **arguments))

    @contextlib.contextmanager
    def speaking(self, language):
        """The desk, for a while."""
        settings = self.office.configuration("/vn.thuocdo.Settings/Desk", write=True)
        before = settings.Language
        settings.Language = language
        settings.commitChanges()
        try:
            yield
        finally:
            settings.Language = before
            settings.commitChanges()

    def refused(self, call, vietnamese, english):
        """`call` gives the result of a command; it is refused each time, in the language of the desk."""
        for language, words in (("vi", vietnamese), ("en", english)):
            with self.speaking(language):
                result = call()
            self.assertFalse(result["ok"], result["message"])
            self.assertIn(words, result["message"])
