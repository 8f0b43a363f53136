"""Signatures that LibreOffice makes, and every known way of tampering with them: `thuocdo verify` against xmlsec1, pdfsig
and openssl, which know nothing of this program.

    THUOCDO_BUILD=build python3 tests/addin/signature_test.py
"""

import io
import json
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import unittest
import zipfile

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
import uno  # noqa: E402
from office import Office  # noqa: E402
from pki import EC, Pki, export_pdf, openssl, sign_ods  # noqa: E402

BUILD = pathlib.Path(os.environ["THUOCDO_BUILD"]).resolve()
PROGRAM = BUILD / "bin" / "thuocdo"
SIGNATURES = "META-INF/documentsignatures.xml"
PART = "Assessment/submission.xml"
# The office writes the time of signing as on its clock, without a zone.
IN_VIETNAM = {"TZ": "<+07>-7"}
CODE = "1850-M2GA-1850"  # of the digest below


def verify(*files, trust=None, at=None):
    command = [PROGRAM, "verify", "--json", *files, *(("--trust", trust) if trust else ()), *(("--at", at) if at else ())]
    done = subprocess.run(list(map(str, command)), capture_output=True, encoding="utf-8", timeout=60, check=False)
    assert done.returncode in (0, 1), done.stderr
    return json.loads(done.stdout)["files"]


def state(file, **more):
    return verify(file, **more)[0]["signature"]


def read(file):
    with zipfile.ZipFile(file) as package:
        return [(info.filename, package.read(info)) for info in package.infolist()]


def write(file, parts):
    with zipfile.ZipFile(file, "w") as package:
        for name, content in parts:
            info = zipfile.ZipInfo(name)
            info.compress_type = zipfile.ZIP_STORED if name == "mimetype" or name.endswith("/") else zipfile.ZIP_DEFLATED
            package.writestr(info, content)
    return file


class SignatureTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = pathlib.Path(tempfile.mkdtemp(prefix="thuocdo-signature-"))
        cls.pki = Pki(cls.folder / "pki")
        cls.lan = cls.pki.person("Nguyễn Thị Lan")
        cls.tran = cls.pki.person("Trần Văn B", organisation="Sở Thử", key=EC)
        cls.other = Pki(cls.folder / "other")  # the same names, other keys
        cls.impostor = cls.other.person("Nguyễn Thị Lan")
        cls.wrong_use = cls.pki.person("Máy chủ", usage="keyEncipherment")
        with Office(cls.folder / "office", environment=IN_VIETNAM) as office:
            office.start()
            document = office.new_calc()
            sheet = document.Sheets[0]
            for row in range(60):
                sheet.getCellByPosition(0, row).String = f'Dòng {row} & <b> "q" \t – đặc biệt'
                sheet.getCellByPosition(1, row).Value = row * 1.25
            sheet.getCellByPosition(2, 0).String = "95"
            sheet.getCellByPosition(0, 1).CellBackColor = 0xFFEE00
            document.DocumentProperties.Keywords = (f"thuocdo:{CODE}:{'0a' * 32}",)
            storage = document.getDocumentSubStorage("Assessment", 7)
            stream = storage.openStreamElement("submission.xml", 7)
            for one in (stream, storage):
                one.setPropertyValue("MediaType", "application/vnd.thuocdo.submission+xml")
            stream.getOutputStream().writeBytes(uno.ByteSequence(b"<x/>"))
            stream.getOutputStream().closeOutput()
            storage.commit()
            cls.unsigned = cls.folder / "unsigned.ods"
            office.save(document, cls.unsigned)
            cls.signed = {}
            for name, person in (("lan", cls.lan), ("tran", cls.tran), ("wrong use", cls.wrong_use)):
                cls.sign(office, name, cls.pki, person)
            cls.pdf = {name: cls.folder / f"{name}.pdf" for name in ("plain", "signed", "archive", "carrying")}
            export_pdf(office, cls.pki, document, cls.pdf["plain"])
            for name, person, key, options in (("signed", "Lê Văn Một", None, {}), ("archive", "Lê Văn Hai", EC, {"SelectPdfVersion": 2}),
                                               ("carrying", "Lê Văn Ba", None, {"IsAddStream": True})):
                signer = cls.pki.person(person, **({"key": key} if key else {}))
                cls.sign(office, "scratch", cls.pki, signer)
                export_pdf(office, cls.pki, document, cls.pdf[name], signer, **options)
        # The office keeps one certificate for a name.
        with Office(cls.folder / "other office", environment=IN_VIETNAM) as office:
            office.start()
            cls.sign(office, "impostor", cls.other, cls.impostor)

    @classmethod
    def sign(cls, office, name, pki, person):
        cls.signed[name] = cls.folder / f"{name}.ods"
        shutil.copy(cls.unsigned, cls.signed[name])
        sign_ods(office, pki, person, cls.signed[name])

    @classmethod
    def tearDownClass(cls):
        shutil.rmtree(cls.folder, ignore_errors=True)

    # --- OpenDocument ------------------------------------------------------------------------------------------------

    def xmlsec(self, file, which=1):
        """Whether xmlsec1 accepts the signature. It sees the parts that are referenced, and no others."""
        with tempfile.TemporaryDirectory() as unpacked:
            with zipfile.ZipFile(file) as package:
                package.extractall(unpacked)
            done = subprocess.run(
                ["xmlsec1", "--verify", "--trusted-pem", self.pki.root.certificate, "--untrusted-pem", self.pki.sub.certificate,
                 "--id-attr:Id", "http://www.w3.org/2000/09/xmldsig#:SignatureProperty",
                 "--id-attr:Id", "http://uri.etsi.org/01903/v1.3.2#:SignedProperties",
                 "--node-xpath", f"(//*[local-name()='Signature'])[{which}]", SIGNATURES],
                cwd=unpacked, capture_output=True, timeout=60, check=False)
            return done.returncode == 0

    def changed(self, name, change, original="lan"):
        parts = [(part, change(content) if part == name else content) for part, content in read(self.signed[original])]
        return write(self.folder / "changed.ods", parts)

    def replaced(self, name, old, new, original="lan"):
        old, new = (one if isinstance(one, bytes) else one.encode() for one in (old, new))

        def change(content):
            self.assertIn(old, content)
            return content.replace(old, new, 1)
        return self.changed(name, change, original)

    def test_what_the_office_signs_is_valid(self):
        for name in ("lan", "tran"):
            self.assertTrue(self.xmlsec(self.signed[name]))
            found = verify(self.signed[name], trust=self.pki.trust)[0]
            self.assertEqual(found["signature"], "valid", found)
            self.assertEqual(found["signatures"][0]["issuer"], "Cơ quan chứng thực thử")
            self.assertTrue(found["signatures"][0]["claimed_time"])
        self.assertEqual(found["signatures"][0]["signer"], "Trần Văn B")
        self.assertEqual(found["signatures"][0]["organisation"], "Sở Thử")
        self.assertEqual(state(self.unsigned), "unsigned")

    def test_certificates(self):
        self.assertEqual(state(self.signed["lan"]), "unknown-issuer")
        self.assertEqual(state(self.signed["impostor"], trust=self.pki.trust), "unknown-issuer")
        self.assertFalse(self.xmlsec(self.signed["impostor"]))
        self.assertEqual(state(self.signed["wrong use"], trust=self.pki.trust), "unsuitable")
        self.assertEqual(state(self.signed["lan"], trust=self.pki.trust, at="2001-01-01"), "not-yet-valid")
        # Looked at years later: what the signer's own clock says does not count so long.
        later = verify(self.signed["lan"], trust=self.pki.trust, at="2049-01-01")[0]
        self.assertEqual(later["signature"], "expired", later)
        self.assertIn("signature-claim-old", [finding["code"] for finding in later["findings"]])

    def test_revoked(self):
        trust = self.folder / "with list"
        shutil.copytree(self.pki.trust, trust)
        database = self.folder / "index.txt"
        serial = openssl("x509", "-in", self.lan.certificate, "-noout", "-serial").decode().strip().split("=")[1]
        database.write_text(f"R\t491231000000Z\t200101000000Z\t{serial}\tunknown\t/CN=x\n")
        settings = self.folder / "ca.cnf"
        settings.write_text(f"[ca]\ndefault_ca=c\n[c]\ndatabase={database}\ndefault_md=sha256\ndefault_crl_days=30\n")
        openssl("ca", "-gencrl", "-config", settings, "-cert", self.pki.sub.certificate, "-keyfile", self.pki.sub.key, "-out", trust / "sub.crl")
        self.assertEqual(state(self.signed["lan"], trust=trust), "revoked")
        self.assertEqual(state(self.signed["tran"], trust=trust), "valid")
        self.assertFalse(verify(self.signed["lan"], trust=trust)[0]["believable"])

    def test_every_change_is_judged_as_xmlsec1_judges_it(self):
        """Both must say the same; where they may not, the table says so and why."""
        def append(content):
            return content + b" "
        for what, file in {
            "text": lambda: self.replaced("content.xml", ">95<", ">96<"),
            "blank": lambda: self.replaced("content.xml", ">95<", "> 95<"),
            "comment": lambda: self.replaced("content.xml", ">95<", ">9<!-- -->5<"),
            "character reference": lambda: self.replaced("content.xml", ">95<", ">&#57;5<"),
            "marked section": lambda: self.replaced("content.xml", ">95<", "><![CDATA[95]]><"),
            "blank between attributes": lambda: self.replaced("content.xml", " office:version=", "\n   office:version="),
            "instruction": lambda: self.replaced("content.xml", "<office:body>", "<?x y?><office:body>"),
            "superfluous namespace": lambda: self.replaced("content.xml", "<office:body>", '<office:body xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0">'),
            "new namespace": lambda: self.replaced("content.xml", "<office:body>", '<office:body xmlns:neu="urn:x">'),
            "settings": lambda: self.replaced("settings.xml", ">1270<", ">1271<"),
            "styles": lambda: self.replaced("styles.xml", "style:name=\"Default\"", "style:name=\"Defaulu\""),
            "meta": lambda: self.replaced("meta.xml", "<dc:date>2", "<dc:date>1"),
            "manifest": lambda: self.replaced("META-INF/manifest.xml", "image/png", "image/gif"),
            "part": lambda: self.changed(PART, append),
            "comment in the part": lambda: self.changed(PART, lambda content: content.replace(b"<x/>", b"<x><!-- --></x>")),
            "picture": lambda: self.changed("Thumbnails/thumbnail.png", append),
            "mimetype": lambda: self.replaced("mimetype", "spreadsheet", "text"),
            "value": lambda: self.changed(SIGNATURES, lambda content: re.sub(rb"<SignatureValue>.", b"<SignatureValue>/", content)),
            "time": lambda: self.changed(SIGNATURES, lambda content: content.replace(b"<xd:SigningTime>2", b"<xd:SigningTime>1")),
            "date": lambda: self.changed(SIGNATURES, lambda content: content.replace(b'elements/1.1/">2', b'elements/1.1/">1')),
            "unsigned time": lambda: self.replaced(SIGNATURES, "<xd:UnsignedSignatureProperties>", "<xd:UnsignedSignatureProperties><xd:SigningTime>2001-01-01T00:00:00Z</xd:SigningTime>"),
            "reference away": lambda: self.changed(SIGNATURES, lambda content: re.sub(rb'<Reference URI="content.xml">.*?</Reference>', b"", content)),
            "method": lambda: self.replaced(SIGNATURES, "xmldsig-more#rsa-sha256", "xmldsig-more#hmac-sha256"),
            "unknown method": lambda: self.replaced(SIGNATURES, "xmldsig-more#rsa-sha256", "xmldsig-more#rsa-sha999"),
            "digest method": lambda: self.replaced(SIGNATURES, "xmlenc#sha256", "xmlenc#sha512"),
            "transform": lambda: self.replaced(SIGNATURES, '<Transform Algorithm="http://www.w3.org/TR/2001/REC-xml-c14n-20010315"', '<Transform Algorithm="http://www.w3.org/2001/10/xml-exc-c14n#"'),
            "another certificate": lambda: self.changed(SIGNATURES, lambda content: re.sub(
                rb"<X509Certificate>[^<]*", b"<X509Certificate>" + re.search(rb"<X509Certificate>([^<]*)", dict(read(self.signed["tran"]))[SIGNATURES])[1], content)),
            "elliptic, text": lambda: self.replaced("content.xml", ">95<", ">96<", "tran"),
            "elliptic, comment": lambda: self.replaced("content.xml", ">95<", ">9<!-- -->5<", "tran"),
        }.items():
            with self.subTest(what):
                changed = file()
                ours = state(changed, trust=self.pki.trust)
                self.assertEqual(ours == "valid", self.xmlsec(changed), ours)
                self.assertIn(ours, ("valid", "altered", "unsuitable"))

    def test_what_xmlsec1_cannot_see(self):
        """What is in the package besides, and what readers disagree about: stricter than the library, as the office is."""
        parts = read(self.signed["lan"])
        cases = {
            "added": [*parts, ("extra.xml", b"<x/>")],
            "added macro": [*parts, ("Basic/Standard/Module1.xml", b"<x/>")],
            "added beside the signature": [*parts, ("META-INF/macrosignatures.xml", b"<x/>")],
            "doubled": [*parts, ("content.xml", dict(parts)["content.xml"])],
            "removed": [(name, content) for name, content in parts if name != PART],
            "thumbnail removed": [(name, content) for name, content in parts if name != "Thumbnails/thumbnail.png"],
            "document type": [(name, content.replace(b"<office:document-content", b'<!DOCTYPE x [<!ENTITY e "95">]><office:document-content', 1)
                               if name == "content.xml" else content) for name, content in parts],
            "other encoding": [(name, content.decode().replace("UTF-8", "UTF-16", 1).encode("utf-16") if name == "content.xml" else content)
                               for name, content in parts],
            "same signature twice": [(name, re.sub(rb"(<Signature .*</Signature>)", rb"\1\1", content, flags=re.S) if name == SIGNATURES else content)
                                     for name, content in parts],
        }
        for what, changed in cases.items():
            with self.subTest(what):
                with self.assertWarnsRegex(UserWarning, "Duplicate") if what == "doubled" else io.StringIO():
                    file = write(self.folder / "changed.ods", changed)
                self.assertEqual(state(file, trust=self.pki.trust), "altered")
        file = write(self.folder / "changed.ods", [(name, content) for name, content in parts if name != SIGNATURES])
        self.assertEqual(state(file, trust=self.pki.trust), "unsigned")
        file = write(self.folder / "changed.ods", [*parts, ("Empty/", b"")])
        self.assertEqual(state(file, trust=self.pki.trust), "valid")

    def test_two_signatures(self):
        second = re.search(rb"<Signature .*</Signature>", dict(read(self.signed["tran"]))[SIGNATURES], re.S)[0]
        file = self.changed(SIGNATURES, lambda content: content.replace(b"</document-signatures>", second + b"</document-signatures>"))
        found = verify(file, trust=self.pki.trust)[0]
        self.assertEqual([one["state"] for one in found["signatures"]], ["valid", "valid"])
        self.assertTrue(self.xmlsec(file, 1) and self.xmlsec(file, 2))

    # --- PDF ---------------------------------------------------------------------------------------------------------

    @staticmethod
    def pdfsig(file):
        done = subprocess.run(["pdfsig", "-nocert", str(file)], capture_output=True, encoding="utf-8", errors="replace", timeout=60, check=False)
        return "Signature is Valid" in done.stdout and "Total document signed" in done.stdout and "Not total" not in done.stdout

    def cms(self, file):
        """What openssl makes of the signature and the bytes around it."""
        content = file.read_bytes()
        numbers = list(map(int, re.search(rb"/ByteRange\s*\[\s*(\d+) (\d+) (\d+) (\d+)", content).groups()))
        signature, signed = self.folder / "cut.der", self.folder / "cut.bin"
        signature.write_bytes(bytes.fromhex(content[numbers[1] + 1:numbers[2] - 1].decode()))
        signed.write_bytes(content[:numbers[1]] + content[numbers[2]:numbers[2] + numbers[3]])
        done = subprocess.run(["openssl", "cms", "-verify", "-inform", "DER", "-in", str(signature), "-content", str(signed), "-binary", "-purpose", "any",
                               "-CAfile", str(self.pki.root.certificate), "-certfile", str(self.pki.sub.certificate), "-out", os.devnull],
                              capture_output=True, timeout=60, check=False)
        return done.returncode == 0

    def test_signed_pdf(self):
        for name, signer in (("signed", "Lê Văn Một"), ("archive", "Lê Văn Hai"), ("carrying", "Lê Văn Ba")):
            with self.subTest(name):
                found = verify(self.pdf[name], trust=self.pki.trust)[0]
                self.assertEqual(found["signature"], "valid", found)
                self.assertEqual(found["signatures"][0]["signer"], signer)
                self.assertTrue(found["signatures"][0]["covers_all"])
                self.assertEqual(found["code"], CODE)
                self.assertTrue(self.pdfsig(self.pdf[name]))
                self.assertTrue(self.cms(self.pdf[name]))
        found = verify(self.pdf["plain"])[0]
        self.assertEqual((found["signature"], found["code"], found["believable"]), ("unsigned", CODE, True))

    def test_changed_pdf(self):
        original = self.pdf["signed"].read_bytes()
        for what, changed in {"text": original.replace(b"/Producer", b"/Producex", 1), "appended": original + b"\n% more\n%%EOF\n",
                              "code": original.replace(b"00470041", b"00470042", 1)}.items():
            with self.subTest(what):
                file = self.folder / "changed.pdf"
                file.write_bytes(changed)
                self.assertNotEqual(changed, original)
                self.assertEqual(state(file, trust=self.pki.trust), "altered")
                self.assertFalse(self.pdfsig(file))

    def test_the_workbook_in_a_pdf(self):
        """The bytes that qpdf cuts out are those that the program reads."""
        found = verify(self.pdf["carrying"])[0]
        self.assertIn("sheet-not-ours", [one["code"] for one in found["findings"]])  # it was read: a sheet, but no form
        self.assertNotIn("sheet-not-ours", [one["code"] for one in verify(self.pdf["signed"])[0]["findings"]])
        trailer = subprocess.run(["qpdf", "--show-object=trailer", str(self.pdf["carrying"])], capture_output=True, encoding="utf-8", check=True).stdout
        number = re.search(r"/AdditionalStreams \[ \S+ (\d+) 0 R", trailer)[1]
        cut = subprocess.run(["qpdf", f"--show-object={number}", "--filtered-stream-data", str(self.pdf["carrying"])], capture_output=True, check=True).stdout
        self.assertEqual(dict(read(io.BytesIO(cut)))["content.xml"].count(b">95<"), 1)
        # Packed by another program, it is read all the same.
        packed = self.folder / "packed.pdf"
        subprocess.run(["qpdf", "--compress-streams=y", "--object-streams=disable", str(self.pdf["carrying"]), str(packed)], check=False)
        self.assertIn("sheet-not-ours", [one["code"] for one in verify(packed)[0]["findings"]])


if __name__ == "__main__":
    unittest.main(verbosity=2)
