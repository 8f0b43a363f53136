"""Certificates for tests, made when the test runs, and LibreOffice signing with them: no key is kept anywhere.

    pki = Pki(folder)                                     # a root, an authority below it
    lan = pki.person("Nguyễn Thị Lan", organisation="UBND xã Một")
    sign_ods(office, lan, "phieu.ods")
    export_pdf(office, document, "phieu.pdf", lan)
    pki.trust                                             # folder with the root, for `thuocdo verify --trust`
"""

import pathlib
import subprocess

import uno
from com.sun.star.beans import PropertyValue

READ, READWRITE = 1, 7  # of css.embed.ElementModes


def openssl(*arguments, given=None):
    done = subprocess.run(["openssl", *map(str, arguments)], capture_output=True, input=given, check=False)
    if done.returncode:
        raise RuntimeError(f"openssl {' '.join(map(str, arguments))}:\n{done.stderr.decode(errors='replace')}")
    return done.stdout


class Person:
    def __init__(self, certificate, key):
        self.certificate, self.key = certificate, key

    def der(self):
        return openssl("x509", "-in", self.certificate, "-outform", "DER")

    def key_der(self):
        return openssl("pkcs8", "-topk8", "-nocrypt", "-in", self.key, "-outform", "DER")


class Pki:
    def __init__(self, folder, name="Cơ quan chứng thực thử"):
        self.folder = pathlib.Path(folder)
        self.folder.mkdir(parents=True, exist_ok=True)
        self.name = name
        self.trust = self.folder / "trust"
        self.trust.mkdir(exist_ok=True)
        self.serial = 0x5404FFFE00
        authority = "basicConstraints=critical,CA:true\nkeyUsage=critical,keyCertSign,cRLSign\nsubjectKeyIdentifier=hash\n"
        self.root = self.make("root", f"/C=VN/O=Ban Cơ yếu thử/CN={name} gốc", authority)
        self.sub = self.make("sub", f"/C=VN/O=Ban Cơ yếu thử/CN={name}", authority + "authorityKeyIdentifier=keyid\n", issuer=self.root)
        (self.trust / "root.pem").write_bytes(self.root.certificate.read_bytes())

    def make(self, name, subject, extensions, issuer=None, key=("-algorithm", "RSA", "-pkeyopt", "rsa_keygen_bits:2048"), days=3650,
             digest="-sha256"):
        self.serial += 1
        key_file, request, certificate = (self.folder / f"{name}.{end}" for end in ("key", "csr", "pem"))
        key_file.write_bytes(openssl("genpkey", *key))
        request.write_bytes(openssl("req", "-new", "-utf8", "-key", key_file, "-subj", subject))
        made = self.folder / f"{name}.ext"
        made.write_text(extensions)
        signer = ("-CA", issuer.certificate, "-CAkey", issuer.key) if issuer else ("-signkey", key_file)
        openssl("x509", "-req", "-in", request, *signer, "-set_serial", hex(self.serial), "-days", days, digest, "-extfile", made,
                "-out", certificate)
        return Person(certificate, key_file)

    def person(self, name, organisation="UBND xã Một", usage="digitalSignature,nonRepudiation", file=None, **more):
        return self.make(file or f"p{self.serial:x}", f"/C=VN/O={organisation}/CN={name}",
                         f"basicConstraints=CA:false\nkeyUsage=critical,{usage}\nextendedKeyUsage=emailProtection,clientAuth\n"
                         "subjectKeyIdentifier=hash\nauthorityKeyIdentifier=keyid\n", issuer=self.sub, **more)


EC = ("-algorithm", "EC", "-pkeyopt", "ec_paramgen_curve:P-256")


def _value(name, value):
    made = PropertyValue()
    made.Name, made.Value = name, value
    return made


def office_certificate(office, pki, person):
    """The person's certificate with its key, as the office holds it."""
    environment = office.service("com.sun.star.xml.crypto.SEInitializer").createSecurityContext("").getSecurityEnvironment()
    for known in (pki.root, pki.sub):
        environment.addDERCertificateToTheDatabase(uno.ByteSequence(known.der()), "TCu,Cu,Tu")
    return environment.createDERCertificateWithPrivateKey(uno.ByteSequence(person.der()), uno.ByteSequence(person.key_der()))


def sign_ods(office, pki, person, file):
    """Signs the package in place; an earlier signature is replaced."""
    factory = office.service("com.sun.star.embed.StorageFactory")
    zipped = (_value("StorageFormat", "ZipFormat"),)  # otherwise META-INF cannot be seen
    url = uno.systemPathToFileUrl(str(pathlib.Path(file).resolve()))
    reading, writing = (uno.invoke(factory, "createInstanceWithArguments",
                                   ((url, mode, uno.Any("[]com.sun.star.beans.PropertyValue", zipped)),)) for mode in (READ, READWRITE))
    folder = writing.openStorageElement("META-INF", READWRITE)
    signatures = office.context.ServiceManager.createInstanceWithArgumentsAndContext(
        "com.sun.star.security.DocumentDigitalSignatures", ("1.3",), office.context)
    stream = folder.openStreamElement(signatures.getDocumentContentSignatureDefaultStreamName(), READWRITE)
    done = signatures.signDocumentWithCertificate(office_certificate(office, pki, person), reading, stream)
    if done:
        folder.commit()
        writing.commit()
    for storage in (reading, writing):
        storage.dispose()
    if not done:
        raise RuntimeError(f"{file} was not signed")


def export_pdf(office, pki, document, file, person=None, **options):
    """The PDF of the document, signed by the person; options of the export filter by name (IsAddStream=True …)."""
    options.setdefault("SelectPdfVersion", 0)
    if person is not None:
        options.update(SignPDF=True, SignatureCertificate=office_certificate(office, pki, person))
    data = tuple(_value(name, value) for name, value in options.items())
    document.storeToURL(uno.systemPathToFileUrl(str(pathlib.Path(file).resolve())),
                        (_value("FilterName", "calc_pdf_Export"), _value("FilterData", uno.Any("[]com.sun.star.beans.PropertyValue", data))))
