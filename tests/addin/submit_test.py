"""Submitting, as a script calls it: what is made and that it agrees with itself, signatures by certificates of every kind,
timestamp servers that answer, refuse and keep silent, submitting again after a correction, and everything that can be
wrong with document, folder and certificate.

    submit_test.py [test…]          (ctest names the extension in $THUOCDO_OXT)

The certificates are made when the test runs and stand in a folder without a password, where LibreOffice looks for them.
"""

import contextlib
import hashlib
import http.server
import json
import os
import pathlib
import shutil
import socket
import subprocess
import sys
import tempfile
import threading
import time
import unittest
import zipfile
from xml.etree import ElementTree

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "journeys"))

import campaign  # noqa: E402
import office  # noqa: E402
import uno  # noqa: E402
from certificate_folder import Certificates, openssl  # noqa: E402
from office import property_value  # noqa: E402
from workbook_test import OXT, SAMPLES, engine  # noqa: E402

THUOCDO = pathlib.Path(os.environ.get("THUOCDO_BUILD", campaign.SOURCE / "build")) / "bin" / "thuocdo"
PART = "Assessment/submission.xml"


class TimestampServer:
    """Answers timestamp requests (RFC 3161) with `openssl ts`."""

    def __init__(self, certificates):
        folder = certificates.folder
        key = certificates.person("Dấu thời gian thử", usage="digitalSignature", extended="critical,timeStamping", keep=False)
        (folder / "tsa.serial").write_text("01\n")
        (folder / "tsa.cnf").write_text(
            "[tsa]\ndefault_tsa=own\n[own]\nserial=tsa.serial\ncrypto_device=builtin\n"
            f"signer_cert={key}.pem\ncerts=root.pem\nsigner_key={key}.key\nsigner_digest=sha256\ndefault_policy=1.2.3.4.1\n"
            "digests=sha256,sha512\naccuracy=secs:1\nordering=yes\ntsa_name=yes\ness_cert_id_chain=no\n")
        self.requests = 0
        server = self

        class Handler(http.server.BaseHTTPRequestHandler):
            def do_POST(self):
                server.requests += 1
                query = self.rfile.read(int(self.headers["Content-Length"]))
                (folder / "query.tsq").write_bytes(query)
                answer = openssl("ts", "-reply", "-config", "tsa.cnf", "-section", "own", "-queryfile", "query.tsq", folder=folder)
                self.send_response(200)
                self.send_header("Content-Type", "application/timestamp-reply")
                self.send_header("Content-Length", str(len(answer)))
                self.end_headers()
                self.wfile.write(answer)

            def log_message(self, *_):
                pass

        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server.server_port}/"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def close(self):
        self.server.shutdown()
        self.server.server_close()


@contextlib.contextmanager
def mute_server():
    """Takes connections and never answers."""
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        listening.listen(8)
        yield f"http://127.0.0.1:{listening.getsockname()[1]}/"


def refusing_url():
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return f"http://127.0.0.1:{free.getsockname()[1]}/"


def qr_codes(pdf, folder):
    """What a scanner reads off each page, printed at 200 dots an inch."""
    subprocess.run(["pdftoppm", "-r", "200", "-gray", pdf, folder / "page"], check=True)
    pages = sorted(folder.glob("page-*.pgm"))
    found = []
    for page in pages:
        read = subprocess.run(["zbarimg", "-q", "--raw", "-Sdisable", "-Sqrcode.enable", page], capture_output=True, text=True, check=False)
        found.append(read.stdout.strip())
        page.unlink()
    return found


class Submit(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.temporary = tempfile.TemporaryDirectory(prefix="nộp & ký ")
        cls.addClassCleanup(cls.temporary.cleanup)
        cls.root = pathlib.Path(cls.temporary.name)
        cls.pki = Certificates(cls.root / "pki")
        cls.pki.person("Nguyễn Thị Lan")
        cls.pki.person("Trần Văn Bảy, chánh văn phòng", ec=True)
        cls.pki.person("Hết hạn", starts=-400, ends=-2)
        cls.pki.person("Chưa tới ngày", starts=5, ends=300)
        cls.pki.person("Chỉ mã hóa", usage="keyEncipherment")
        without_key = cls.pki.person("Chỉ phần công khai", keep=False)
        cls.pki.certutil("-A", "-n", "without-key", "-t", ",,", "-i", f"{without_key}.pem")
        cls.pki.alone("Tự cấp")
        cls.tsa = TimestampServer(cls.pki)
        cls.addClassCleanup(cls.tsa.close)
        cls.office = office.Office(cls.root / "office", "vi", environment=cls.pki.environment)
        cls.addClassCleanup(cls.office.stop)
        cls.office.install(OXT)
        cls.office.start()
        blank = cls.root / "mẫu"
        blank.mkdir()
        campaign.require(campaign.result_of(cls.office.dispatch(
            None, "vn.thuocdo:new", Silent=True, Programme=campaign.PROGRAMME, Tier="so", Unit="so-tttt", Folder=str(blank))), "new")
        document = cls.office.open(blank / "so-tttt.ods")
        campaign.fill(campaign.Table(document), campaign.read_answers(SAMPLES / "so-1.csv"),
                      campaign.level_texts(campaign.PROGRAMME, "so"))
        document.calculate()
        document.store()
        document.close(True)
        cls.filled = blank / "so-tttt.ods"

    def setUp(self):
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="đợt ", dir=self.root))
        self.addCleanup(shutil.rmtree, self.folder, True)
        self.forget()

    def forget(self):
        """As if nothing had been submitted yet."""
        shutil.rmtree(self.office.home / ".local" / "share" / "thuocdo", True)
        shutil.rmtree(self.folder / "da-nop", True)

    def sheet(self):
        shutil.copy(self.filled, self.folder / "so-tttt.ods")
        document = self.office.open(self.folder / "so-tttt.ods")
        self.addCleanup(lambda: document.close(True))
        return document

    def submit(self, document, **arguments):
        return campaign.result_of(self.office.dispatch(document, "vn.thuocdo:submit", Silent=True, **arguments))

    def submitted(self, document, **arguments):
        return campaign.require(self.submit(document, **arguments), "submit")

    def refused(self, words, document, **arguments):
        """Says so in a sentence with these words, and leaves nothing behind."""
        before = self.files()
        result = self.submit(document, **arguments)
        self.assertIs(result["ok"], False)
        self.assertRegex(result["message"], words)
        self.assertEqual(self.files(), before)
        self.assertEqual(list(pathlib.Path(self.office.folder / "tmp").glob("thuocdo-*")), [])
        return result

    def files(self):
        return sorted(path.relative_to(self.folder).as_posix() for path in self.folder.rglob("*")
                      if path.is_file() and "~lock" not in path.name)

    def receipt(self, name="so-tttt"):
        return json.loads((self.folder / "da-nop" / f"{name}.json").read_text("utf-8"))

    def verify(self, file, *arguments):
        """What the program says of a submitted file."""
        done = subprocess.run([THUOCDO, "verify", file, "--json", *arguments], capture_output=True, text=True, check=False)
        return done.returncode, done.stdout + done.stderr

    # --- What is made ------------------------------------------------------------------------------------------------

    def test_every_face_of_a_submission_carries_the_same_code(self):
        document = self.sheet()
        cover = document.NamedRanges
        for name, text in (("thuocdo_head", "Lê Văn C"), ("thuocdo_preparer", "Nguyễn Thị Lan"), ("thuocdo_phone", "0269 3 824 000")):
            cover.getByName(name).getReferredCells().getCellByPosition(0, 0).String = text
        result = self.submitted(document)
        code, digest = result["code"], result["digest"]
        names = ["so-tttt-bien-nhan.html", "so-tttt.json", "so-tttt.ods", "so-tttt.pdf"]
        self.assertEqual([name for name in self.files() if name.startswith("da-nop/")], ["da-nop/" + name for name in names])
        workbook, pdf = self.folder / "da-nop" / "so-tttt.ods", self.folder / "da-nop" / "so-tttt.pdf"

        # The structured part, listed with its type, beside the properties.
        with zipfile.ZipFile(workbook) as package:
            part = package.read(PART).decode("utf-8")
            manifest = package.read("META-INF/manifest.xml").decode("utf-8")
        for words in (code, digest, "Lê Văn C", "Nguyễn Thị Lan", "0269 3 824 000"):
            self.assertIn(words, part)
        self.assertRegex(manifest, rf'full-path="{PART}"[^>]*media-type="application/vnd|media-type="application/vnd[^"]*"[^>]*full-path="{PART}"')

        # It is still there when somebody opens the copy and saves it.
        copy = self.office.open(workbook)
        again = self.folder / "again.ods"
        self.office.save(copy, again)
        copy.close(True)
        with zipfile.ZipFile(again) as package:
            self.assertEqual(package.read(PART).decode("utf-8"), part)

        # Metadata of the PDF, and the QR code on every page of it.
        information = subprocess.run(["pdfinfo", pdf], capture_output=True, text=True, check=True).stdout
        self.assertIn(f"thuocdo:{code}:{digest}", information)
        codes = qr_codes(pdf, self.folder)
        self.assertGreater(len(codes), 3)
        self.assertEqual(set(codes), {"THUOCDO:" + code})

        # The receipts.
        receipt = self.receipt()
        self.assertEqual((receipt["code"], receipt["submission"], receipt["state"], receipt["number"]), (code, digest, "chưa ký", 1))
        self.assertNotIn("signer", receipt)
        self.assertEqual(receipt["files"], [
            {"name": file.name, "size": file.stat().st_size, "sha256": hashlib.sha256(file.read_bytes()).hexdigest()}
            for file in (workbook, pdf)])
        page = (self.folder / "da-nop" / names[0]).read_text("utf-8")
        for words in (code, "chưa ký", receipt["files"][0]["sha256"], "Sở Thông tin và Truyền thông", "192,837/200"):
            self.assertIn(words, page)
        subprocess.run(["xmllint", "--html", "--noout", self.folder / "da-nop" / names[0]], check=True)

    def test_what_lies_beside_the_sheet_has_reached_nobody_and_gaps_of_the_cover_are_told(self):
        document = self.sheet()
        blank = "Trang “Bìa” còn để trống: thủ trưởng cơ quan, người lập phiếu, điện thoại, thư điện tử."
        checked = campaign.result_of(self.office.dispatch(document, "vn.thuocdo:check", Silent=True))
        self.assertIn(blank, checked["message"])
        first = self.submitted(document)
        self.assertIn("Các tệp mới nằm ở máy này", first["message"])
        self.assertIn(blank, first["message"])
        self.assertNotIn("Đã gửi", first["message"])

        for name in ("thuocdo_head", "thuocdo_phone"):
            document.NamedRanges.getByName(name).getReferredCells().getCellByPosition(0, 0).String = "x"
        share = self.folder / "nơi nhận"
        share.mkdir()
        second = self.submitted(document, Folder=str(share))
        self.assertNotIn("máy này", second["message"])
        self.assertIn("còn để trống: người lập phiếu.", second["message"])
        document.NamedRanges.getByName("thuocdo_preparer").getReferredCells().getCellByPosition(0, 0).String = "x"
        checked = campaign.result_of(self.office.dispatch(document, "vn.thuocdo:check", Silent=True))
        self.assertNotIn("để trống", checked["message"])

    def test_the_same_submission_on_paper_and_screen_prints_its_code(self):
        """The frozen copy printed from Calc carries the QR code as the PDF does."""
        result = self.submitted(self.sheet())
        copy = self.office.open(self.folder / "da-nop" / "so-tttt.ods")
        self.office.save(copy, self.folder / "printed.pdf", "calc_pdf_Export")
        copy.close(True)
        self.assertEqual(set(qr_codes(self.folder / "printed.pdf", self.folder)), {"THUOCDO:" + result["code"]})

    def test_no_heading_is_left_alone_at_the_foot_of_a_page(self):
        """Wherever pages end: an answer that grows line by line pushes every heading past the foot of one."""
        criteria = ElementTree.parse(campaign.SOURCE / "templates" / campaign.PROGRAMME / "so.xml")
        headings = {group.get("number") for group in criteria.iter() if group.tag.endswith("group")}
        document = self.sheet()
        table = campaign.Table(document)
        table.sheet.unprotect("")
        row = table.sheet.Rows.getByIndex(table.rows["1.1"])
        height = row.Height
        for more in range(0, 4500, 450):  # hundredths of a millimetre
            row.Height = height + more
            place = self.folder / f"nop-{more}"
            self.submitted(document, Folder=str(place))
            pdf = next(path for path in place.glob("so-tttt*.pdf"))
            pages = subprocess.run(["pdftotext", "-layout", pdf, "-"], capture_output=True, text=True, check=True).stdout.split("\f")
            found = set()
            for page in pages:
                lines = [line.split()[0] for line in page.splitlines() if line.strip()]
                self.assertNotIn((lines[-2:] or [""])[0], headings, f"{more}\n{page}")  # the last line is the foot of the page
                found |= headings & set(lines)
            self.assertEqual(found, headings)

    def test_a_round_without_assessment_is_submitted_without_points(self):
        folder = self.folder / "phieu"
        folder.mkdir()
        campaign.require(campaign.result_of(self.office.dispatch(
            None, "vn.thuocdo:new", Silent=True, Programme="hatinh-cqs-2021", Tier="xa", Unit=self.commune(), Round="3-thang",
            Folder=str(folder))), "new")
        file = next(folder.glob("*.ods"))
        document = self.office.open(file)
        self.addCleanup(lambda: document.close(True))
        campaign.fill(campaign.Table(document), campaign.read_answers(campaign.SAMPLES / "hatinh-cqs-2021" / "xa-1.csv"),
                      campaign.level_texts("hatinh-cqs-2021", "xa"))
        document.calculate()
        result = self.submitted(document, Folder=str(self.folder / "da-nop"))
        self.assertEqual(result["total"], "")
        name = file.stem
        self.assertTrue(name.endswith("-3-thang"))
        self.assertIs(self.receipt(name)["assessed"], False)
        self.assertNotIn("Điểm tự đánh giá", (self.folder / "da-nop" / f"{name}-bien-nhan.html").read_text("utf-8"))

    def commune(self):
        return next(row.unit for row in campaign.expected("hatinh-cqs-2021") if row.tier == "xa")

    # --- Signatures --------------------------------------------------------------------------------------------------

    def check_signed(self, name, serial, pages="so-tttt.pdf"):
        receipt = self.receipt()
        self.assertEqual(receipt["state"], "đã ký")
        self.assertEqual((receipt["signer"]["name"], receipt["signer"]["serial"], receipt["signer"]["issuer"]), (name, serial, "Gốc thử"))
        workbook, pdf = self.folder / "da-nop" / "so-tttt.ods", self.folder / "da-nop" / pages
        with zipfile.ZipFile(workbook) as package:
            signatures = package.read("META-INF/documentsignatures.xml").decode("utf-8")
            for part in package.namelist():
                if part not in ("META-INF/documentsignatures.xml",) and not part.endswith("/"):
                    self.assertIn(f'URI="{part}"', signatures.replace("%20", " "), part)
        said = subprocess.run(["pdfsig", "-nssdir", f"sql:{self.pki.folder / 'db'}", pdf], capture_output=True, text=True, check=False).stdout
        self.assertIn("Signature is Valid", said)
        self.assertIn("Total document signed", said)
        # LibreOffice itself says so of the copy.
        copy = self.office.open(workbook)
        self.addCleanup(lambda: copy.close(True))
        dds = self.office.context.ServiceManager.createInstanceWithArgumentsAndContext(
            "com.sun.star.security.DocumentDigitalSignatures", ("1.3",), self.office.context)
        factory = self.office.service("com.sun.star.embed.StorageFactory")
        storage = uno.invoke(factory, "createInstanceWithArguments", ((
            office.file_url(workbook), 1,
            uno.Any("[]com.sun.star.beans.PropertyValue", (property_value("StorageFormat", "ZipFormat"),))),))
        verdicts = dds.verifyDocumentContentSignatures(storage, None)
        storage.dispose()
        self.assertEqual([verdict.SignatureIsValid for verdict in verdicts], [True])
        return receipt

    def test_signed_with_rsa(self):
        serial = self.pki.serial["Nguyễn Thị Lan"]
        result = self.submitted(self.sheet(), Sign=True, Certificate=serial)
        receipt = self.check_signed("Nguyễn Thị Lan", serial)
        self.assertIs(receipt["timestamp"], False)
        self.assertEqual(result["code"], receipt["code"])
        code, said = self.verify(self.folder / "da-nop" / "so-tttt.ods")
        self.assertEqual(code, 0, said)
        self.assertIn(serial, said)

    def test_signed_with_elliptic_curve_and_a_comma_in_the_name(self):
        serial = self.pki.serial["Trần Văn Bảy, chánh văn phòng"]
        self.submitted(self.sheet(), Sign=True, Certificate=serial.lower())
        self.check_signed("Trần Văn Bảy, chánh văn phòng", serial)

    def test_every_change_of_a_signed_copy_is_told(self):
        self.submitted(self.sheet(), Sign=True, Certificate=self.pki.serial["Nguyễn Thị Lan"])
        workbook, pdf = self.folder / "da-nop" / "so-tttt.ods", self.folder / "da-nop" / "so-tttt.pdf"
        for part, old, new in (("content.xml", b"192.837", b"193.837"), (PART, b"Assessment", b"assessment"), (PART, b"\n", b" \n"),
                               ("meta.xml", b"thuocdo.code", b"thuocdo.cod3"), ("styles.xml", b"TD ", b"TE ")):
            altered = self.folder / "altered.ods"
            with zipfile.ZipFile(workbook) as source, zipfile.ZipFile(altered, "w") as target:
                for entry in source.infolist():
                    data = source.read(entry)
                    if entry.filename == part:
                        if old not in data:
                            break
                        data = data.replace(old, new, 1)
                    target.writestr(entry, data)
                else:
                    with self.subTest(part=part):
                        self.assertNotEqual(self.verify(altered)[0], 0)
        data = bytearray(pdf.read_bytes())
        position = data.index(b"stream") + 20
        data[position] ^= 1
        (self.folder / "altered.pdf").write_bytes(data)
        self.assertNotEqual(self.verify(self.folder / "altered.pdf")[0], 0)

    def test_certificates_that_cannot_sign_are_refused_with_the_reason(self):
        document = self.sheet()
        for name, words in (("Hết hạn", "hết hạn ngày"), ("Chưa tới ngày", "có hiệu lực từ"), ("Chỉ mã hóa", "không được cấp để ký")):
            with self.subTest(name=name):
                self.refused(words, document, Sign=True, Certificate=self.pki.serial[name])
        self.refused("Không thấy chứng thư số ABCD", document, Sign=True, Certificate="ABCD")
        # Of one whose key is not here the office shows nothing: as if the token were not plugged in.
        without_key = self.pki.serial["Chỉ phần công khai"]
        self.refused(f"Không thấy chứng thư số {without_key}. Hãy cắm đúng USB token", document, Sign=True, Certificate=without_key)
        self.refused("Có nhiều chứng thư", document, Sign=True)

    def test_an_issuer_that_nobody_knows_is_told_and_the_sheet_is_submitted(self):
        result = self.submitted(self.sheet(), Sign=True, Certificate=self.pki.serial["Tự cấp"])
        self.assertIn("máy này không biết nơi cấp; nơi nhận có thể không công nhận", result["message"])
        self.assertEqual(self.receipt()["state"], "đã ký")
        _, said = self.verify(self.folder / "da-nop" / "so-tttt.ods")
        self.assertIn("unknown-issuer", said)
        self.forget()
        result = self.submitted(self.sheet(), Sign=True, Certificate=self.pki.serial["Nguyễn Thị Lan"])
        self.assertNotIn("không biết nơi cấp", result["message"])

    # --- Timestamps --------------------------------------------------------------------------------------------------

    def test_timestamped_where_there_is_a_server(self):
        before = self.tsa.requests
        serial = self.pki.serial["Nguyễn Thị Lan"]
        self.submitted(self.sheet(), Sign=True, Certificate=serial, TimestampServer=self.tsa.url)
        self.assertEqual(self.tsa.requests, before + 1)
        self.assertIs(self.check_signed("Nguyễn Thị Lan", serial)["timestamp"], True)

    def test_a_server_that_refuses_or_keeps_silent_is_done_without(self):
        serial = self.pki.serial["Nguyễn Thị Lan"]
        document = self.sheet()
        began = time.monotonic()
        result = self.submitted(document, Sign=True, Certificate=serial, TimestampServer=refusing_url())
        self.assertIn("không trả lời", result["message"])
        self.assertIs(self.check_signed("Nguyễn Thị Lan", serial)["timestamp"], False)
        self.assertLess(time.monotonic() - began, 20)
        self.forget()
        with mute_server() as url:
            result = self.submitted(document, Sign=True, Certificate=serial, TimestampServer=url, SingleFile=True)
        self.assertIn("không trả lời", result["message"])
        self.assertIs(self.check_signed("Nguyễn Thị Lan", serial)["timestamp"], False)
        self.assertIn("máy chủ không trả lời", (self.folder / "da-nop" / "so-tttt-bien-nhan.html").read_text("utf-8"))

    # --- One file ----------------------------------------------------------------------------------------------------

    def test_one_pdf_carries_the_whole_sheet(self):
        serial = self.pki.serial["Nguyễn Thị Lan"]
        result = self.submitted(self.sheet(), Sign=True, Certificate=serial, SingleFile=True)
        self.check_signed("Nguyễn Thị Lan", serial, pages="so-tttt-mot-tep.pdf")
        self.assertEqual([entry["name"] for entry in self.receipt()["files"]], ["so-tttt.ods", "so-tttt.pdf", "so-tttt-mot-tep.pdf"])
        code, said = self.verify(self.folder / "da-nop" / "so-tttt-mot-tep.pdf")
        self.assertEqual(code, 0, said)
        self.assertIn(result["digest"], said)
        self.assertEqual(engine("score", self.folder / "da-nop" / "so-tttt-mot-tep.pdf")["total"], "192.837")

    # --- Again -------------------------------------------------------------------------------------------------------

    def test_submitting_again_keeps_both_and_names_the_earlier_one(self):
        document = self.sheet()
        first = self.submitted(document)
        kept = {name: (self.folder / name).read_bytes() for name in self.files()}
        table = campaign.Table(document)
        table.cell("1.1", "evidence").setString("Quyết định số 1/QĐ ngày 02/01/2023")
        second = self.submitted(document)
        table.cell("1.1", "evidence").setString("Quyết định số 2/QĐ ngày 03/01/2023")
        third = self.submitted(document)
        self.assertEqual(len({first["code"], second["code"], third["code"]}), 3)
        self.assertEqual({name: (self.folder / name).read_bytes() for name in kept}, kept)
        self.assertEqual({pathlib.Path(file).name for file in third["files"]},
                         {"so-tttt-lan3.ods", "so-tttt-lan3.pdf", "so-tttt-lan3.json", "so-tttt-lan3-bien-nhan.html"})
        receipt = self.receipt("so-tttt-lan3")
        self.assertEqual((receipt["number"], receipt["replaces"]["code"], receipt["replaces"]["submission"]),
                         (3, second["code"], second["digest"]))
        with zipfile.ZipFile(self.folder / "da-nop" / "so-tttt-lan2.ods") as package:
            self.assertIn(first["code"], package.read(PART).decode("utf-8"))
            self.assertIn(first["digest"], package.read("meta.xml").decode("utf-8"))

        # Consolidation takes the last one, and says what became of the others.
        (self.folder / "so-tttt.ods").unlink()
        out = self.folder / "ket-qua"
        subprocess.run([THUOCDO, "consolidate", self.folder / "da-nop", "--programme", campaign.PROGRAMME, "--out", out],
                       capture_output=True, text=True, check=False)
        said = json.loads((out / "result.json").read_text("utf-8"))
        ranked = [unit for tier in said["tiers"] for unit in tier["ranked"]]
        self.assertEqual([unit["file"] for unit in ranked], ["so-tttt-lan3.ods"])
        replaced = {finding["file"] for finding in said["findings"] if finding["code"] == "sheet-replaced"}
        self.assertGreaterEqual(replaced, {"so-tttt.ods", "so-tttt-lan2.ods"})

    def test_an_earlier_one_is_known_wherever_it_went(self):
        """By the outbox where it went to another folder, by its receipt where another computer sent it."""
        document = self.sheet()
        first = self.submitted(document)
        second = self.submitted(document, Folder=str(self.folder / "nơi khác"))
        self.assertEqual(pathlib.Path(second["files"][0]).name, "so-tttt-lan2.ods")
        kept = self.folder / "giữ"
        (self.folder / "da-nop").rename(kept)
        self.forget()
        self.submitted(document, Folder=str(kept))
        self.assertEqual(json.loads((kept / "so-tttt-lan2.json").read_text("utf-8"))["replaces"]["code"], first["code"])

    def test_what_does_not_get_there_waits_in_the_outbox(self):
        document = self.sheet()
        result = self.refused("Không thấy thư mục", document, Folder=str(self.folder / "chia-se" / "nop"))
        self.assertEqual(sorted(pathlib.Path(file).suffix for file in result["files"]), [".html", ".json", ".ods", ".pdf"])
        for file in result["files"]:
            self.assertTrue(pathlib.Path(file).is_file(), file)
        (self.folder / "chia-se" / "nop").mkdir(parents=True)
        sent = campaign.result_of(self.office.dispatch(None, "vn.thuocdo:outbox", Silent=True, Send="waiting"))
        self.assertTrue(sent["ok"], sent["message"])
        self.assertIn("chia-se/nop/so-tttt.ods", self.files())

    def test_files_of_others_are_left_alone(self):
        document = self.sheet()
        (self.folder / "da-nop").mkdir()
        (self.folder / "da-nop" / "so-tttt.pdf").write_bytes(b"a scan of last year")
        (self.folder / "da-nop" / "so-tttt-cu.json").write_text("{")
        result = self.submitted(document)
        self.assertEqual((self.folder / "da-nop" / "so-tttt.pdf").read_bytes(), b"a scan of last year")
        self.assertIn(str(self.folder / "da-nop" / "so-tttt-lan2.ods"), result["files"])
        self.assertNotIn("replaces", self.receipt("so-tttt-lan2"))

    # --- What can be wrong -------------------------------------------------------------------------------------------

    def test_a_document_that_is_not_ours(self):
        document = self.office.new_calc()
        self.addCleanup(lambda: document.close(True))
        self.refused("không phải phiếu đánh giá của Thước Đo", document, Folder=str(self.folder))
        self.assertIs(self.submit(None)["ok"], False)

    def test_a_document_never_saved_needs_a_folder(self):
        document = self.office.open(self.filled, AsTemplate=True)
        self.addCleanup(lambda: document.close(True))
        self.refused("Hãy lưu phiếu trước", document)
        self.submitted(document, Folder=str(self.folder / "da-nop"))
        self.assertIn("da-nop/so-tttt.ods", self.files())

    def test_a_read_only_document_is_submitted_all_the_same(self):
        shutil.copy(self.filled, self.folder / "so-tttt.ods")
        document = self.office.open(self.folder / "so-tttt.ods", ReadOnly=True)
        self.addCleanup(lambda: document.close(True))
        self.assertTrue(document.isReadonly())
        self.submitted(document)

    def test_a_sheet_opened_twice(self):
        """The second office has it for reading only: repair says so. Both may submit, and neither replaces the other's files."""
        document = self.sheet()
        with office.Office(self.root / "other office", "vi") as other:
            other.install(OXT)
            other.start()
            again = other.open(self.folder / "so-tttt.ods", ReadOnly=True)
            repaired = campaign.result_of(other.dispatch(again, "vn.thuocdo:repair", Silent=True))
            self.assertIs(repaired["ok"], False)
            self.assertIn("chỉ để đọc", repaired["message"])
            first = self.submitted(document)
            second = campaign.require(campaign.result_of(other.dispatch(again, "vn.thuocdo:submit", Silent=True)), "submit")
            again.close(True)
        self.assertEqual(first["code"], second["code"])  # the same answers
        self.assertEqual([name for name in self.files() if name.endswith(".ods")], ["da-nop/so-tttt-lan2.ods", "da-nop/so-tttt.ods", "so-tttt.ods"])
        self.assertEqual(self.receipt("so-tttt-lan2")["number"], 2)

    def test_a_document_of_another_version_or_half_ours(self):
        for name, value, words in (("thuocdo.digest", "0" * 64, "phiên bản"), ("thuocdo.unit", "khong-co", "khong-co"),
                                   ("thuocdo.programme", "khong-co", "khong-co")):
            with self.subTest(name):
                document = self.sheet()
                document.DocumentProperties.UserDefinedProperties.setPropertyValue(name, value)
                result = self.refused(words, document)
                self.assertRegex("\n".join(result["findings"]), words)
        document = self.sheet()
        document.Sheets.removeByName("Phiếu đánh giá")
        result = self.refused("Kiểm tra và sửa cấu trúc", document)
        self.assertTrue(result["findings"])

    def test_a_document_with_a_password_is_submitted_without(self):
        document = self.office.open(self.filled)
        locked = self.folder / "so-tttt.ods"
        document.storeToURL(office.file_url(locked), (property_value("FilterName", "calc8"), property_value("Password", "bí mật")))
        document.close(True)
        document = self.office.open(locked, Password="bí mật")
        self.addCleanup(lambda: document.close(True))
        result = self.submitted(document)
        self.assertIn("không có mật khẩu", result["message"])
        self.assertEqual(engine("score", self.folder / "da-nop" / "so-tttt.ods")["total"], "192.837")

    def test_a_sheet_locked_with_a_password(self):
        document = self.sheet()
        document.Sheets[1].unprotect("")
        document.Sheets[1].protect("bí mật")
        self.refused("bị khóa bằng mật khẩu", document)

    def test_a_folder_that_is_none(self):
        document = self.sheet()
        (self.folder / "taken").write_text("a file, not a folder")
        self.refused("taken", document, Folder=str(self.folder / "taken"))

    def test_a_folder_that_vanished(self):
        """A share that is not mounted must not be taken for an empty folder."""
        document = self.sheet()
        self.refused("Không thấy thư mục .*chia-se", document, Folder=str(self.folder / "chia-se" / "nop"))
        shutil.rmtree(self.folder)
        self.refused("Không thấy thư mục", document)

    @unittest.skipUnless(os.geteuid() == 0, "mounting needs root")
    def test_full_and_read_only_disks(self):
        document = self.sheet()
        disk = self.folder / "đĩa"
        disk.mkdir()
        if subprocess.run(["mount", "-t", "tmpfs", "-o", "size=48k", "tmpfs", disk], capture_output=True, check=False).returncode:
            self.skipTest("nothing can be mounted here")
        self.addCleanup(subprocess.run, ["umount", disk], capture_output=True, check=False)
        self.refused("Không đủ chỗ trong thư mục .*đĩa", document, Folder=str(disk))
        subprocess.run(["mount", "-o", "remount,ro", disk], check=True)
        self.refused("Không được ghi vào thư mục .*đĩa", document, Folder=str(disk))

    def test_what_blocks_is_refused_with_its_cells(self):
        document = self.sheet()
        campaign.Table(document).cell("1.1", "value").setString("")
        result = self.refused("1 mục cần sửa", document)
        self.assertTrue(any("Phiếu đánh giá!" in cell for cell in result["cells"]))


if __name__ == "__main__":
    unittest.main()
