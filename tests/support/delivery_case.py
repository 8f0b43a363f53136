"""What the tests of delivery share: an office with the extension, an outbox, and what to make sure of."""

import os
import pathlib
import sys
import tempfile
import unittest

SOURCE = pathlib.Path(__file__).resolve().parents[2]
sys.path.insert(0, str(SOURCE / "tests" / "journeys"))
import campaign  # noqa: E402
import office  # noqa: E402
from outbox_items import outbox_of, put_item, read_state  # noqa: E402

OXT = pathlib.Path(os.environ.get("THUOCDO_OXT", SOURCE / "build" / "thuocdo.oxt"))


class DeliveryCase(unittest.TestCase):
    number = 0

    @classmethod
    def setUpClass(cls):
        cls.temporary = tempfile.TemporaryDirectory(prefix="gửi phiếu ")
        cls.addClassCleanup(cls.temporary.cleanup)
        cls.office = office.Office(pathlib.Path(cls.temporary.name) / "office", "vi",
                                   environment={"PATH": f"{cls.temporary.name}/bin:/usr/bin:/bin"})
        cls.addClassCleanup(cls.office.stop)
        cls.office.install(OXT)
        cls.office.start()
        cls.outbox = outbox_of(cls.office)

    def setUp(self):
        folder = tempfile.TemporaryDirectory(prefix="nơi nhận ", dir=self.temporary.name)
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name)

    def run_command(self, **arguments):
        return campaign.result_of(self.office.dispatch(None, "vn.thuocdo:outbox", Silent=True, **arguments))

    def item(self, **values):
        DeliveryCase.number += 1
        return put_item(self.outbox, DeliveryCase.number, **values)

    def send(self, item, **arguments):
        result = self.run_command(Send=item, **arguments)
        return result, read_state(self.outbox / item)

    def assert_not_delivered(self, result, state, *words, refused=False):
        self.assertIs(result["ok"], False, result["message"])
        self.assertEqual(state["state"], "refused" if refused else "waiting", result["message"])
        for word in words:
            self.assertIn(word, result["message"])
        self.assertIn(state["reason_vi"].replace("\\n", "\n"), result["message"])
        self.assertNotEqual(state["reason_en"], "")

    def assert_same_files(self, item, place):
        for name in ("phiếu so-tc.ods", "so-tc.pdf"):
            self.assertEqual((place / name).read_bytes(), (self.outbox / item / name).read_bytes())
        self.assertEqual([path.name for path in place.iterdir() if path.name.endswith(".part")], [])
