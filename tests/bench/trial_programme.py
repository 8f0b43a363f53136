"""The programme that is measured: 120 criteria in 8 groups, every rule kind in about the shares of published sets, and
as many communes as asked for. Each criterion knows its definition, the same rule as plain Calc formulas, and answers.

    write_programme(folder, units=257)          # folder/bench-2024/{programme,xa}.xml, units.csv
    for criterion in criteria(): …
"""

import random

PROGRAMME, TIER = "bench-2024", "xa"
NOT_APPLICABLE = "Không áp dụng"
GROUPS, IN_GROUP = 8, 15
PLACES = 2


class Criterion:
    """Formulas take the sheet's row; `f` and `g` are the two answer cells, `h` the share, `i` the points."""

    kind = ""
    maximum = 5
    items = ()             # ids of sub-items, each in a row of its own
    may_not_apply = False
    whole_number = False   # a count is asked for

    def __init__(self, group, number):
        self.id = f"{group}.{number}"

    # The definition.
    def rule(self):
        raise NotImplementedError

    # What stands in the points cell when every answer cell holds something.
    def native_points(self, row):
        raise NotImplementedError

    def native_share(self, row):
        return None

    def native_missing(self, row):
        return f'F{row}=""'

    def native_problem(self, row):
        """The text for an answer that cannot be used."""
        return self.message("câu trả lời không dùng được. Hãy kiểm tra lại.")

    def answers(self, chance):
        """[(field, value)] as in the sample files."""
        raise NotImplementedError

    def message(self, text):
        return f'"Tiêu chí {self.id}: {text}"'

    def definition(self):
        allowed = ' not-applicable="allowed"' if self.may_not_apply else ""
        name = f"Kết quả thực hiện nhiệm vụ chuyển đổi số theo kế hoạch năm của đơn vị, nội dung {self.id}"
        method = "Tính theo số liệu của đơn vị đến hết ngày 31/12; đơn vị kê khai, cơ quan tổng hợp đối chiếu với hồ sơ"
        source = "Đơn vị tự cung cấp; Sở Khoa học và Công nghệ đối chiếu"
        return (f'<criterion id="{self.id}" number="{self.id}" maximum="{self.maximum}" provenance="drafted"{allowed}>'
                f"<name><vi>{name}</vi></name><method><vi>{method}</vi></method>"
                f"<data-source><vi>{source}</vi></data-source>{self.rule()}</criterion>\n")

    def points_formula(self, row):
        points = f'IF({self.native_missing(row)};"";{self.native_points(row)})'
        if self.kind == "items":
            return "=" + points
        refused = '""' if self.may_not_apply else "NA()"
        return f'=IF(F{row}="{NOT_APPLICABLE}";{refused};{points})'

    def check_formula(self, row):
        below = (f'IF(AND(I{row}<E{row};TRIM(J{row})="");"Tiêu chí {self.id} đạt "&I{row}&"/"&E{row}&" điểm nhưng chưa '
                 f'ghi lý do không đạt điểm tối đa.";IF(AND(I{row}>0;TRIM(K{row})="");"Tiêu chí {self.id} có điểm nhưng '
                 'chưa ghi tài liệu kiểm chứng (số, ngày, trang/mục).";""))')
        if self.maximum == 0:
            below = '""'
        missing = self.message("chưa có câu trả lời. Hãy điền ô này.")
        if self.may_not_apply:
            reason = self.message("chọn “Không áp dụng” nhưng chưa ghi lý do. Hãy ghi lý do.")
            missing = f'IF(F{row}="{NOT_APPLICABLE}";IF(TRIM(J{row})="";{reason};"");{missing})'
        return f'=IF(ISERROR(I{row});{self.native_problem(row)};IF(I{row}="";{missing};{below}))'


class YesNo(Criterion):
    kind, maximum = "yes-no", 2

    def rule(self):
        return '<yes-no yes="2"/>'

    def native_points(self, row):
        return f'IF(F{row}="Có";2;IF(F{row}="Không";0;NA()))'

    def answers(self, chance):
        return [("value", chance.choice(["Có", "Có", "Không"]))]


class Choice(Criterion):
    kind, maximum = "choice", 4
    levels = (("tot", 4, "Người đứng đầu trực tiếp chỉ đạo"), ("nua", 2, "Cấp phó được phân công chỉ đạo"),
              ("chua", 0, "Chưa phân công người chỉ đạo"))

    def rule(self):
        return "<choice>" + "".join(f'<level id="{key}" points="{points}"><vi>{text}</vi></level>'
                                    for key, points, text in self.levels) + "</choice>"

    def native_points(self, row):
        formula = "NA()"
        for _, points, text in reversed(self.levels):
            formula = f'IF(F{row}="{text}";{points};{formula})'
        return formula

    def answers(self, chance):
        return [("value", chance.choice(self.levels)[2])]


class Counted(Criterion):
    """A whole number from 0; anything else is refused."""
    whole_number = True
    unit = "<unit><vi>cuộc họp</vi></unit>"

    def points_of_count(self, row):
        raise NotImplementedError

    def native_points(self, row):
        return f"IF(NOT(ISNUMBER(F{row}));NA();IF(OR(F{row}<0;F{row}<>INT(F{row}));NA();{self.points_of_count(row)}))"

    def answers(self, chance):
        return [("value", chance.randint(0, 6))]


class Steps(Counted):
    kind, maximum = "steps", 4

    def rule(self):
        return f'<steps>{self.unit}' + "".join(f'<step at="{n}" points="{n}"/>' for n in (4, 3, 2, 1)) + "</steps>"

    def points_of_count(self, row):
        formula = "0"
        for n in (1, 2, 3, 4):
            formula = f"IF(F{row}>={n};{n};{formula})"
        return formula


class CountPoints(Counted):
    kind, maximum = "count", 3

    def rule(self):
        return f'<count each="0.75" cap="3">{self.unit}</count>'

    def points_of_count(self, row):
        return f"ROUND(MIN(F{row}*0.75;3);{PLACES})"


class Information(Counted):
    kind, maximum = "information", 0

    def rule(self):
        return '<information numeric="yes"><unit><vi>Dân số (người)</vi></unit></information>'

    def native_points(self, row):
        return f"IF(NOT(ISNUMBER(F{row}));NA();IF(F{row}<0;NA();0))"

    def answers(self, chance):
        return [("value", chance.randint(1000, 20000))]


class Judged(Criterion):
    kind, maximum = "judged", 5

    def rule(self):
        return '<judged step="0.5"/>'

    def native_points(self, row):
        return (f"IF(NOT(ISNUMBER(F{row}));NA();IF(OR(F{row}<0;F{row}>5);NA();"
                f"IF(ROUND(F{row}/0.5;9)<>INT(ROUND(F{row}/0.5;9));NA();ROUND(F{row};{PLACES}))))")

    def answers(self, chance):
        return [("value", chance.randint(0, 10) / 2)]


class Items(Criterion):
    kind, maximum = "items", 4
    items = ("quy-che", "ke-hoach", "so-lop")

    def rule(self):
        return ('<items><item id="quy-che" points="1"><vi>Có quy chế hoạt động</vi></item>'
                '<item id="ke-hoach" points="1"><vi>Có kế hoạch được duyệt</vi></item>'
                '<item id="so-lop" points="0.5" counted="yes" cap="2"><vi>Số lớp tập huấn</vi></item></items>')

    def native_missing(self, row):
        return f"COUNTBLANK(F{row + 1}:F{row + 3})>0"

    def native_points(self, row):
        met = "+".join(f'IF(F{r}="Có";1;IF(F{r}="Không";0;NA()))' for r in (row + 1, row + 2))
        r = row + 3
        counted = f"IF(NOT(ISNUMBER(F{r}));NA();IF(OR(F{r}<0;F{r}<>INT(F{r}));NA();MIN(F{r}*0.5;2)))"
        return f"ROUND(MIN({met}+{counted};4);{PLACES})"

    def answers(self, chance):
        return [("item:quy-che", chance.choice(["Có", "Không"])), ("item:ke-hoach", "Có"),
                ("item:so-lop", chance.randint(0, 5))]


class Ratio(Criterion):
    kind, maximum = "ratio", 10
    attributes, part = "", 10

    def rule(self):
        return (f"<ratio{self.attributes}><a><vi>Số hồ sơ đạt yêu cầu</vi></a><b><vi>Tổng số hồ sơ</vi></b></ratio>")

    def native_missing(self, row):
        return f'OR(F{row}="";G{row}="")'

    def share(self, row):
        return f"F{row}/G{row}"

    def counted_share(self, row):
        """What of the shown share earns points."""
        return f"H{row}"

    def native_share(self, row):
        f, g = f"F{row}", f"G{row}"
        refused = '""' if self.may_not_apply else "NA()"
        return (f'=IF({f}="{NOT_APPLICABLE}";{refused};IF({self.native_missing(row)};"";'
                f"IF(NOT(AND(ISNUMBER({f});ISNUMBER({g})));NA();"
                f"IF(OR({f}<0;{g}<0;{f}<>INT({f});{g}<>INT({g}));NA();"
                f"IF({g}=0;NA();IF({f}>{g};NA();{self.share(row)}))))))")

    def points_formula(self, row):
        return f'=IF(ISERROR(H{row});H{row};IF(H{row}="";"";ROUND({self.counted_share(row)}*{self.part};{PLACES})))'

    def native_problem(self, row):
        numbers = f"AND(ISNUMBER(F{row});ISNUMBER(G{row}))"
        return (f'IF(NOT({numbers});{self.message("không phải là số. Hãy nhập số.")};'
                f'IF(G{row}=0;{self.message("mẫu số bằng 0. Hãy kiểm tra số liệu.")};'
                f'IF(F{row}>G{row};"Tiêu chí {self.id}: tử số "&F{row}&" lớn hơn mẫu số "&G{row}&". Hãy kiểm tra hai số này.";'
                f'{self.message("số lượng phải là số nguyên từ 0.")})))')

    def answers(self, chance):
        b = chance.randint(5, 400)
        return [("a", chance.randint(b // 3, b)), ("b", b)]


class RatioOfPart(Ratio):
    attributes, part = ' part="6"', 6


class RatioToTarget(Ratio):
    attributes = ' target="0.8"'

    def counted_share(self, row):
        return f"MIN(1;H{row}/0.8)"


class RatioComplement(Ratio):
    attributes = ' complement="yes"'

    def share(self, row):
        return f"(G{row}-F{row})/G{row}"


class RatioBetween(Ratio):
    attributes = ' floor="0.5" ceiling="0.9"'

    def counted_share(self, row):
        return f"IF(H{row}<0.5;0;MIN(1;(H{row}-0.5)/(0.9-0.5)))"


class RatioMayNotApply(Ratio):
    may_not_apply = True


KINDS = (YesNo, Ratio, Choice, RatioOfPart, Steps, RatioToTarget, CountPoints, RatioComplement, Items, RatioBetween,
         Judged, RatioMayNotApply, YesNo, Ratio, Information)
assert len(KINDS) == IN_GROUP


def criteria(groups=GROUPS):
    return [kind(group, number) for group in range(1, groups + 1) for number, kind in enumerate(KINDS, 1)]


def sheet_answers(seed, careful=True, groups=GROUPS):
    """(criterion, field, value) of one whole sheet, with reasons and evidence; a careless one has gaps."""
    chance = random.Random(seed)
    for criterion in criteria(groups):
        if not careful and chance.random() < 0.05:
            continue
        if criterion.may_not_apply and chance.random() < 0.2:
            yield criterion.id, "na", "Đơn vị không phát sinh hồ sơ trong kỳ đánh giá"
        else:
            for field, value in criterion.answers(chance):
                yield criterion.id, field, value
            if careful or chance.random() < 0.8:
                yield criterion.id, "reason", "Nguồn kinh phí được giao muộn, hạng mục chuyển sang năm sau thực hiện"
        if careful or chance.random() < 0.8:
            number, day, month = chance.randint(1, 900), chance.randint(1, 28), chance.randint(1, 12)
            yield criterion.id, "evidence", f"Quyết định số {number}/QĐ-UBND ngày {day:02}/{month:02}/2023"
            yield criterion.id, "page", f"Mục {chance.randint(1, 5)}, trang {chance.randint(1, 30)}"


def unit_code(index):
    return f"x-{index:05}"


def write_programme(folder, units, groups=GROUPS):
    programme = folder / PROGRAMME
    programme.mkdir(parents=True, exist_ok=True)
    (programme / "programme.xml").write_text(f"""<?xml version="1.0" encoding="UTF-8"?>
<programme xmlns="urn:thuocdo:definition:1" key="{PROGRAMME}" year="2024" round="2024" version="1">
  <title><vi>Chương trình dùng để đo tốc độ</vi><en>Programme for measuring</en></title>
  <province><vi>Tỉnh Thử</vi></province>
  <authority><vi>Sở Thử</vi></authority>
  <basis number="1/QĐ-UBND" date="2024-05-05"><vi>Quyết định thử</vi></basis>
  <rounding criterion="{PLACES}" total="{PLACES}"/>
  <late policy="ranked-last" grace-working-days="0"/>
  <not-applicable policy="remove"/>
  <tiers>
    <tier key="{TIER}" criteria="{TIER}.xml" before="2025-01-15" survey-from="2024-01-01" survey-to="2024-12-31"><vi>Xã, phường</vi></tier>
  </tiers>
</programme>
""", "utf-8")
    texts = []
    every = criteria(groups)
    for group in range(1, groups + 1):
        inside = "".join(criterion.definition() for criterion in every if criterion.id.split(".")[0] == str(group))
        texts.append(f'<group id="{group}" number="{group}"><name><vi>Nhóm tiêu chí {group}</vi></name>\n{inside}</group>\n')
    (programme / f"{TIER}.xml").write_text(f"""<?xml version="1.0" encoding="UTF-8"?>
<criteria xmlns="urn:thuocdo:definition:1" tier="{TIER}">
<title><vi>Bộ tiêu chí dùng để đo tốc độ</vi></title>
{"".join(texts)}</criteria>
""", "utf-8")
    lines = [f"{unit_code(i)},Xã số {i},{TIER},," for i in range(1, units + 1)]
    (programme / "units.csv").write_text("code,name,tier,parent,placeholder\n" + "\n".join(lines) + "\n", "utf-8")
