"""Tables and programmes against starting LibreOffice once: whole commands, as a person waits for them, in turns."""
import pathlib
import statistics
import subprocess
import time

TEMPLATES = pathlib.Path(__file__).resolve().parents[2] / "templates"


def criteria_table(rows):
    """An annex of that many rows: groups of ten criteria, every second a ratio, the others levels."""
    lines = ["STT,Tiêu chí,Điểm tối đa,Cách tính,Nguồn số liệu"]
    for group in range(1, rows // 11 + 1):
        lines.append(f"{group},Nhóm {group},20,,")
        for one in range(1, 11):
            method = ("a = Số hồ sơ đúng hạn; b = Tổng số hồ sơ; Tỷ lệ = a/b; Điểm = Tỷ lệ × Điểm tối đa" if one % 2 else
                      "Trưởng ban là Chủ tịch: Điểm tối đa; là Phó Chủ tịch: 1/2*Điểm tối đa; chưa có Ban chỉ đạo: 0 điểm")
            lines.append(f'{group}.{one},Tiêu chí {group}.{one},2,"{method}",Cổng dịch vụ công')
    return "\n".join(lines) + "\n"


def units_table(communes, districts):
    lines = ["STT,Tên đơn vị,Cấp,Trực thuộc"]
    lines += [f"{i},Huyện Số {i},huyện," for i in range(1, districts + 1)]
    lines += [f"{i},Xã Số {i},xã,Huyện Số {i % districts + 1}" for i in range(1, communes + 1)]
    return "\n".join(lines) + "\n"


def commands(program, folder):
    annex = folder / "annex-500.csv"
    annex.write_text(criteria_table(500), encoding="utf-8")
    listed = {}
    for title, communes, districts in (("257 units", 240, 17), ("3,321 units", 3287, 34)):
        listed[title] = folder / f"units-{communes}.csv"
        listed[title].write_text(units_table(communes, districts), encoding="utf-8")
    programmes = sorted(path.parent for path in TEMPLATES.glob("*/programme.xml"))
    made = {"import of a table of 500 rows": ["import-criteria", annex, "--out", folder / "imported-500"],
            "lint of all delivered programmes": ["lint", TEMPLATES]}
    for programme in programmes:
        made[f"loading {programme.name}"] = ["lint", programme]
    for title, table in listed.items():
        made[f"import of {title}"] = ["import-units", table, "--out", folder / "units.csv"]
    return {title: [str(program), *map(str, arguments), "--json"] for title, arguments in made.items()}


def measure(office, program, folder, rounds):
    """{what: median milliseconds}; the office is stopped and started once in each round, with a profile that is there."""
    taken = {}
    asked = commands(program, folder)
    for _ in range(rounds):
        office.stop()
        began = time.perf_counter()
        office.start()
        taken.setdefault("office", []).append((time.perf_counter() - began) * 1000)
        for title, command in asked.items():
            began = time.perf_counter()
            subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
            taken.setdefault(title, []).append((time.perf_counter() - began) * 1000)
    return {title: statistics.median(values) for title, values in taken.items()}


def rows(found, duration, times):
    office = found["office"]
    return [[title, duration(value), times(office / value) + " faster" if value < office else times(value / office) + " slower"]
            for title, value in found.items() if title != "office"]
