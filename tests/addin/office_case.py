"""Tests that share one office with the extension installed.

    class RepairTest(OfficeCase):
        prefix = "thuocdo-repair-"           # of the folder in which everything is written; names of users hold anything
        environment = {"THUOCDO_…": "…"}     # of the office

        @classmethod
        def setUpClass(cls):
            super().setUpClass()             # cls.folder, cls.office
"""

import os
import pathlib
import tempfile
import unittest

from office import Office

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
