"""Submitting against what LibreOffice itself needs to write the same two files: an .ods and a PDF/A of the open sheet.

Submitting makes the frozen copy, the structured part, the PDF with the QR code and the receipts, signs workbook and PDF,
reads everything again and verifies it.
"""

import statistics
import time

from campaign import require, result_of
from office import Office, file_url, property_value

import uno


def own_export(document, folder):
    document.storeToURL(file_url(folder / "own.ods"), (property_value("FilterName", "calc8"),))
    pdf = uno.Any("[]com.sun.star.beans.PropertyValue", (property_value("SelectPdfVersion", 2),))
    document.storeToURL(file_url(folder / "own.pdf"), (property_value("FilterName", "calc_pdf_Export"), property_value("FilterData", pdf)))


def measure(build, folder, templates, sheet, rounds):
    """Milliseconds by what was done."""
    from certificate_folder import Certificates  # needs openssl and NSS's programs
    folder.mkdir()
    certificates = Certificates(folder / "pki")
    certificates.person("Nguyễn Thị Lan")
    serial = certificates.serial["Nguyễn Thị Lan"]
    taken = {"own": [], "unsigned": [], "signed": []}
    with Office(folder / "office", "vi", environment={**certificates.environment, "THUOCDO_TEMPLATES": str(templates)}) as office:
        office.install(build / "thuocdo.oxt")
        office.start()
        document = office.open(sheet)

        def submit(**arguments):
            place = folder / f"nop-{time.monotonic_ns()}"
            require(result_of(office.dispatch(document, "vn.thuocdo:submit", Silent=True, Folder=str(place), **arguments)), "submit")

        ways = {"own": lambda: own_export(document, folder), "unsigned": submit, "signed": lambda: submit(Sign=True, Certificate=serial)}
        for way in ways.values():  # warms up
            way()
        for _ in range(rounds):
            for name, way in ways.items():
                began = time.perf_counter()
                way()
                taken[name].append((time.perf_counter() - began) * 1000)
        document.close(True)
    return {name: statistics.median(values) for name, values in taken.items()}


def rows(found, duration, times):
    return [[name, duration(found[key]), times(found[key] / found["own"])]
            for name, key in (("submitted, unsigned", "unsigned"), ("submitted, workbook and PDF signed", "signed"))]
