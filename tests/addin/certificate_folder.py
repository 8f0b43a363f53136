"""Certificates for tests, made when the test runs, in a folder where LibreOffice looks for the user's own: the variable
MOZILLA_CERTIFICATE_FOLDER names it. No PIN stands before them.

    certificates = Certificates(folder)
    certificates.person("Nguyễn Thị Lan", starts=-10, ends=300)          # days from today
    Office(…, environment=certificates.environment)
    certificates.serial["Nguyễn Thị Lan"]                                # "1101"
    certificates.put_on_token(key, "123456")                             # the one that `person` gave, on a token with a PIN, too
"""

import datetime
import os
import pathlib
import subprocess

TOKEN_LIBRARY = "/usr/lib/softhsm/libsofthsm2.so"


def openssl(*arguments, folder, given=None):
    done = subprocess.run(["openssl", *map(str, arguments)], cwd=folder, capture_output=True, input=given, check=False)
    if done.returncode:
        raise RuntimeError(f"openssl {' '.join(map(str, arguments))}:\n{done.stderr.decode(errors='replace')}")
    return done.stdout


class Certificates:
    """A root, and people's certificates below it."""

    def __init__(self, folder):
        self.folder = pathlib.Path(folder)
        self.environment = {"MOZILLA_CERTIFICATE_FOLDER": f"sql:{self.folder / 'db'}", "SOFTHSM2_CONF": str(self.folder / "softhsm2.conf")}
        (self.folder / "db").mkdir(parents=True)
        self.serial, self.count = {}, 0x1100
        self.run("genpkey", "-algorithm", "RSA", "-pkeyopt", "rsa_keygen_bits:2048", "-out", "root.key")
        self.run("req", "-x509", "-new", "-utf8", "-key", "root.key", "-subj", "/C=VN/O=Ban Cơ yếu thử/CN=Gốc thử", "-days", "3650",
                 "-addext", "basicConstraints=critical,CA:true", "-addext", "keyUsage=critical,keyCertSign,cRLSign", "-out", "root.pem")
        (self.folder / "ca.cnf").write_text(
            "[ca]\ndefault_ca=own\n[own]\ndir=.\ndatabase=index.txt\nserial=serial\nnew_certs_dir=.\ncertificate=root.pem\n"
            "private_key=root.key\ndefault_md=sha256\npolicy=any\nemail_in_dn=no\nunique_subject=no\n[any]\n"
            "countryName=optional\norganizationName=optional\ncommonName=supplied\n")
        self.certutil("-N", "--empty-password")
        self.certutil("-A", "-n", "root", "-t", "CT,C,C", "-i", "root.pem")

    def run(self, *arguments):
        return openssl(*arguments, folder=self.folder)

    def certutil(self, *arguments, program="certutil"):
        self.tool(program, *arguments, "-d", "sql:db")

    def tool(self, *command):
        done = subprocess.run(command, cwd=self.folder, env={**os.environ, **self.environment}, capture_output=True, text=True, check=False)
        if done.returncode:
            raise RuntimeError(f"{command}: {done.stdout}{done.stderr}")

    def person(self, name, usage="digitalSignature,nonRepudiation", ec=False, starts=-10, ends=300, extended="emailProtection",
               keep=True):
        """`starts` and `ends` in days from today."""
        self.count += 1
        key = f"p{self.count:x}"
        day = lambda days: (datetime.datetime.utcnow() + datetime.timedelta(days=days)).strftime("%Y%m%d%H%M%SZ")  # noqa: E731
        self.run("genpkey", *(("-algorithm", "EC", "-pkeyopt", "ec_paramgen_curve:P-256") if ec else
                              ("-algorithm", "RSA", "-pkeyopt", "rsa_keygen_bits:2048")), "-out", f"{key}.key")
        self.run("req", "-new", "-utf8", "-key", f"{key}.key", "-subj", f"/C=VN/O=Sở TT&TT/CN={name}", "-out", f"{key}.csr")
        (self.folder / f"{key}.ext").write_text(f"basicConstraints=CA:false\nkeyUsage=critical,{usage}\nextendedKeyUsage={extended}\n")
        (self.folder / "index.txt").write_text("")
        (self.folder / "serial").write_text(f"{self.count:04X}\n")
        self.run("ca", "-batch", "-utf8", "-config", "ca.cnf", "-in", f"{key}.csr", "-out", f"{key}.pem", "-notext", "-startdate",
                 day(starts), "-enddate", day(ends), "-extfile", f"{key}.ext")
        if keep:
            self.run("pkcs12", "-export", "-in", f"{key}.pem", "-inkey", f"{key}.key", "-name", name, "-out", f"{key}.p12",
                     "-passout", "pass:test")
            self.certutil("-i", f"{key}.p12", "-W", "test", "-K", "", program="pk12util")
        self.serial[name] = f"{self.count:X}"
        return key

    def put_on_token(self, key, pin):
        """A token as SoftHSM keeps it, known to the folder."""
        (self.folder / "tokens").mkdir()
        (self.folder / "softhsm2.conf").write_text(f"directories.tokendir = {self.folder / 'tokens'}\nobjectstore.backend = file\n")
        self.tool("softhsm2-util", "--init-token", "--free", "--label", "GCA-TOKEN", "--pin", pin, "--so-pin", "12345678")
        self.tool("modutil", "-dbdir", "sql:db", "-add", "GCA", "-libfile", TOKEN_LIBRARY, "-force")
        (self.folder / "pin").write_text(pin + "\n")
        self.certutil("-i", f"{key}.p12", "-h", "GCA-TOKEN", "-k", "pin", "-W", "test", program="pk12util")

    def alone(self, name):
        """Of somebody whose certificate nobody issued but he himself."""
        self.count += 1
        key = f"p{self.count:x}"
        self.run("req", "-x509", "-utf8", "-newkey", "rsa:2048", "-nodes", "-keyout", f"{key}.key", "-out", f"{key}.pem", "-days", "300",
                 "-subj", f"/C=VN/O=Sở TT&TT/CN={name}", "-set_serial", f"0x{self.count:X}", "-addext", "keyUsage=critical,digitalSignature,nonRepudiation")
        self.run("pkcs12", "-export", "-in", f"{key}.pem", "-inkey", f"{key}.key", "-name", name, "-out", f"{key}.p12", "-passout", "pass:test")
        self.certutil("-i", f"{key}.p12", "-W", "test", "-K", "", program="pk12util")
        self.serial[name] = f"{self.count:X}"
        return key
