"""Scripts: the service vn.thuocdo.Desk from Python, C++ and Basic, and the macros of the library ThuocDo. What they say is
what the program says of the same file."""

import json
import os
import pathlib
import subprocess
import sys
import textwrap
import unittest
import xml.etree.ElementTree as ElementTree
import zipfile

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "journeys"))

SOURCE = pathlib.Path(__file__).resolve().parents[2]
BUILD = pathlib.Path(os.environ.get("THUOCDO_BUILD", SOURCE / "build"))
OXT = pathlib.Path(os.environ.get("THUOCDO_OXT", BUILD / "thuocdo.oxt"))

# Only who knows the types can talk to the service over a connection. The module uno reads them when it is loaded.
OFFICE_TYPES = "/usr/lib/libreoffice/program/types/offapi.rdb"
OUR_TYPES = BUILD / "addin" / "thuocdo.rdb"
MORE_TYPES = f"file://{OFFICE_TYPES} {OUR_TYPES.as_uri()}"
os.environ["URE_MORE_TYPES"] = MORE_TYPES

import campaign  # noqa: E402
from office_case import OfficeCase  # noqa: E402
from com.sun.star.container import NoSuchElementException  # noqa: E402
from com.sun.star.lang import IllegalArgumentException  # noqa: E402
from office import property_value  # noqa: E402

SAMPLE = campaign.expected(campaign.PROGRAMME)[0]


def arguments(**values):
    return tuple(property_value(name, value) for name, value in values.items())


class Scripting(OfficeCase):
    prefix = "thuocdo-scripts-"

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.desk = cls.office.service("vn.thuocdo.Desk")
        made = campaign.require(campaign.result_of(cls.desk.newSheet(arguments(
            Programme=campaign.PROGRAMME, Tier=SAMPLE.tier, Unit=SAMPLE.unit, Folder=str(cls.folder)))), "new")
        cls.file = pathlib.Path(made["files"][0])
        cls.document = cls.office.open(cls.file, hidden=False)  # ThisComponent of Basic is a document that is shown
        campaign.fill(campaign.Table(cls.document), campaign.read_answers(campaign.SAMPLES / campaign.PROGRAMME / f"{SAMPLE.sample}.csv"),
                      campaign.level_texts(campaign.PROGRAMME, SAMPLE.tier))
        cls.document.calculate()
        campaign.Table(cls.document).cell("1.3", "points").setValue(1)  # typed over: something to find
        cls.document.store()

    def program(self, command):
        output = subprocess.run([BUILD / "bin" / "thuocdo", command, "--json", self.file], capture_output=True, text=True,
                                check=False).stdout
        return json.loads(output)

    def macro(self, name, *given):
        provider = self.office.service("com.sun.star.script.provider.MasterScriptProviderFactory").createScriptProvider("")
        script = provider.getScript(f"vnd.sun.star.script:{name}?language=Basic&location=application")
        return script.invoke(given, (), ())[0]

    # --- the service -------------------------------------------------------------------------------------------------

    def test_scores_are_those_of_the_program(self):
        wanted = self.program("score")
        total = self.desk.total(self.document)
        self.assertEqual((total.Points, total.Maximum), (SAMPLE.total, SAMPLE.maximum))
        scores = self.desk.scores(self.document)
        scored = [score for score in scores if score.State]
        self.assertEqual([score.Criterion for score in scored], [one["id"] for one in wanted["criteria"]])
        self.assertGreater(len([score for score in scored if score.Points]), 20)
        for score, one in zip(scored, wanted["criteria"]):
            self.assertEqual((score.Points or "0", score.State, score.Why), (one["points"], one["state"], one["why"]["vi"]))
        groups = [score for score in scores if not score.State and "." not in score.Criterion]
        self.assertAlmostEqual(sum(float(score.Points) for score in groups), float(total.Points))
        first = scored[0]
        self.assertEqual(self.desk.score(self.document, first.Criterion), first)
        self.assertIn(first.Criterion, self.desk.explain(self.document, first.Criterion))

    def test_findings_are_those_of_the_program(self):
        wanted = [(one["severity"], one["code"], one["criterion"], one["cell"], one["message"]["vi"])
                  for one in self.program("check")["findings"] if one["code"] != "sheet-not-submitted"]
        found = [(one.Severity, one.Code, one.Criterion, one.Cell, one.Message) for one in self.desk.check(self.document)]
        self.assertEqual(found, wanted)

    def test_what_is_wrong_with_the_call_is_said(self):
        with self.assertRaises(NoSuchElementException):
            self.desk.score(self.document, "khong-co")
        with self.assertRaises(IllegalArgumentException):
            self.desk.run("khong-co", None, ())
        with self.assertRaises(IllegalArgumentException):
            self.desk.check(None)
        foreign = self.office.new_calc()
        self.addCleanup(foreign.close, True)
        self.assertEqual(len(self.desk.check(foreign)), 1)
        with self.assertRaises(IllegalArgumentException):
            self.desk.total(foreign)
        result = campaign.result_of(self.desk.newSheet(arguments(Programme=campaign.PROGRAMME)))
        self.assertFalse(result["ok"])
        self.assertIn("Tier", result["message"])

    def test_submits(self):
        submitted = self.folder / "nộp từ macro"
        result = campaign.require(campaign.result_of(self.desk.submit(self.document, arguments(Folder=str(submitted)))), "submit")
        self.assertEqual(result["total"], SAMPLE.total)
        self.assertEqual(len(list(submitted.glob(f"{SAMPLE.unit}*.ods"))), 1)

    def test_from_cpp(self):
        source, program = self.folder / "client.cpp", self.folder / "client"
        source.write_text(textwrap.dedent("""
            #include <com/sun/star/bridge/UnoUrlResolver.hpp>
            #include <com/sun/star/frame/Desktop.hpp>
            #include <com/sun/star/frame/XModel.hpp>
            #include <cppuhelper/bootstrap.hxx>
            #include <cstdio>
            #include <vn/thuocdo/Desk.hpp>
            using namespace com::sun::star;
            int main(int, char** given) {
              const auto local = cppu::defaultBootstrap_InitialComponentContext();
              const uno::Reference<uno::XComponentContext> office(
                  bridge::UnoUrlResolver::create(local)->resolve(rtl::OUString::createFromAscii(given[1])), uno::UNO_QUERY_THROW);
              const auto every = frame::Desktop::create(office)->getComponents()->createEnumeration();
              while (every->hasMoreElements()) {
                const uno::Reference<frame::XModel> document(every->nextElement(), uno::UNO_QUERY);
                if (!document.is() || !document->getURL().endsWith(rtl::OUString::createFromAscii(given[2]))) continue;
                const auto total = vn::thuocdo::Desk::create(office)->total(document);
                std::puts(rtl::OUStringToOString(total.Points, RTL_TEXTENCODING_UTF8).getStr());
                std::fflush(stdout);
                std::_Exit(0);
              }
              std::_Exit(1);
            }
            """).replace("cppuhelper/bootstrap.hxx>", "cppuhelper/bootstrap.hxx>\n#include <com/sun/star/container/XEnumerationAccess.hpp>", 1),
            "utf-8")
        sdk = "/usr/lib/libreoffice/sdk"
        subprocess.run(["g++", "-std=c++17", "-w", "-DUNX", "-DGCC", "-DLINUX", "-DCPPU_ENV=gcc3", f"-I{BUILD}/addin/uno",
                        f"-I{sdk}/include", source, "-o", program, f"{sdk}/lib/libuno_cppu.so",
                        f"{sdk}/lib/libuno_cppuhelpergcc3.so", f"{sdk}/lib/libuno_sal.so",
                        "-Wl,-rpath,/usr/lib/libreoffice/program"], check=True)
        output = subprocess.run([program, self.office.address, self.file.name], capture_output=True, text=True, timeout=60,
                                env={**os.environ, "URE_MORE_TYPES": MORE_TYPES}, check=False)
        self.assertEqual(output.stdout.strip(), SAMPLE.total, output.stderr)

    # --- Basic -------------------------------------------------------------------------------------------------------

    def basic(self, name, code):
        """Runs a function that stands in a library of the user, beside ours."""
        libraries = self.office.service("com.sun.star.script.ApplicationScriptLibraryContainer")
        if not libraries.hasByName("Rieng"):
            libraries.createLibrary("Rieng")
        library = libraries.getByName("Rieng")
        if library.hasByName(name):
            library.removeByName(name)
        library.insertByName(name, textwrap.dedent(code))
        return self.macro(f"Rieng.{name}.Main", self.document)

    def test_macros_are_called_from_other_macros(self):
        """Three of them, by name, as another macro does; what they give says what was done."""
        self.document.CurrentController.Frame.activate()
        made, submitted = self.folder / "phiếu từ Basic", self.folder / "nộp từ Basic"
        texts = self.basic("Goi", f"""
            Function Main(Document As Object) As Variant
                Dim aMoi, aKiemTra, aNop
                GlobalScope.BasicLibraries.LoadLibrary("ThuocDo")
                aKiemTra = KiemTra(Array(ThamSo("Silent", True)))
                aNop = NopPhieu(Array(ThamSo("Silent", True), ThamSo("Folder", "{submitted}")))
                aMoi = PhieuMoi(Array(ThamSo("Silent", True), ThamSo("Programme", "{campaign.PROGRAMME}"), _
                    ThamSo("Tier", "xa"), ThamSo("Unit", "x-chuse-02"), ThamSo("Folder", "{made}")))
                Main = Array(GiaTri(aKiemTra, "total"), GiaTri(aNop, "ok"), GiaTri(aNop, "message"), GiaTri(aMoi, "files"))
            End Function
            """)
        total, done, message, files = texts
        self.assertEqual(total, SAMPLE.total)
        self.assertTrue(done, message)
        self.assertEqual(len(list(submitted.glob(f"{SAMPLE.unit}*.ods"))), 1)
        self.assertEqual([pathlib.Path(file) for file in files], [made / "x-chuse-02.ods"])
        self.assertTrue((made / "x-chuse-02.ods").is_file())

    def test_a_macro_says_what_it_could_not_do(self):
        self.document.CurrentController.Frame.activate()
        done, message = self.basic("Hong", """
            Function Main(Document As Object) As Variant
                GlobalScope.BasicLibraries.LoadLibrary("ThuocDo")
                Dim aNop
                aNop = NopPhieu(Array(ThamSo("Silent", True), ThamSo("Folder", "/proc/không có")))
                Main = Array(GiaTri(aNop, "ok"), GiaTri(aNop, "message"))
            End Function
            """)
        self.assertFalse(done)
        self.assertIn("/proc", message)

    def test_the_service_from_basic(self):
        text = self.basic("DichVu", """
            Function Main(Document As Object) As Variant
                GlobalScope.BasicLibraries.LoadLibrary("ThuocDo")
                Dim aFound As Variant
                aFound = BanLamViec().check(Document)
                Main = BanLamViec().total(Document).Points & "|" & (UBound(aFound) + 1)
            End Function
            """)
        self.assertEqual(text, f"{SAMPLE.total}|{len(self.desk.check(self.document))}")

    def test_every_command_has_a_macro_that_runs_it(self):
        with zipfile.ZipFile(OXT) as packed:
            module = ElementTree.fromstring(packed.read("basic/ThuocDo/Lenh.xba").split(b"module.dtd\">", 1)[1])
        table = ElementTree.parse(SOURCE / "addin" / "commands" / "command_table.xml").getroot()
        for command in table.findall("command"):
            self.assertIn(f'ChayLenh("{command.get("name")}", aThamSo)', module.text)
        for name in ("PhieuMoi", "KiemTra", "NopPhieu"):
            self.assertIn(f"Function {name}(", module.text)


if __name__ == "__main__":
    unittest.main()
