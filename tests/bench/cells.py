"""Cell functions against the same rules as plain Calc formulas, on three copies of one real sheet: with the extension's
functions, with plain formulas in their place, and with plain values (what everything else in the sheet costs). The loops
run inside the office, in Basic: a call from here would cost more than what is measured."""

import statistics

from trial_programme import Ratio, criteria

BASIC = """
' Parameters have no types: what the script provider passes for typed ones is lost.
Function WholeSheet(document, times) As Double
  Dim began As Long, i As Long
  began = GetSystemTicks()
  For i = 1 To times
    document.calculateAll()
  Next
  WholeSheet = (GetSystemTicks() - began) / times
End Function

' Sets one numerator and reads everything that hangs on it: share, points, check, group, total.
Function OneInput(document, sheetIndex, inputRow, groupRow, totalRow, times) As Double
  Dim sheet As Object, given As Object, share As Object, points As Object, check As Object, group As Object, total As Object
  Dim began As Long, i As Long, number As Double, text As String
  sheet = document.Sheets.getByIndex(sheetIndex)
  given = sheet.getCellByPosition(5, inputRow)
  share = sheet.getCellByPosition(7, inputRow)
  points = sheet.getCellByPosition(8, inputRow)
  check = sheet.getCellByPosition(13, inputRow)
  group = sheet.getCellByPosition(8, groupRow)
  total = sheet.getCellByPosition(8, totalRow)
  began = GetSystemTicks()
  For i = 1 To times
    given.setValue(3 + i Mod 2)
    number = share.getValue()
    number = points.getValue()
    text = check.getString()
    number = group.getValue()
    number = total.getValue()
  Next
  OneInput = (GetSystemTicks() - began) / times
End Function
"""

COLUMNS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


class Macros:
    """Our Basic functions in the office's own library, called through the script provider."""

    def __init__(self, office):
        libraries = office.service("com.sun.star.script.ApplicationScriptLibraryContainer")
        libraries.loadLibrary("Standard")
        standard = libraries.getByName("Standard")
        if standard.hasByName("ThuocDoBench"):
            standard.removeByName("ThuocDoBench")
        standard.insertByName("ThuocDoBench", BASIC)
        factory = office.service("com.sun.star.script.provider.MasterScriptProviderFactory")
        self.provider = factory.createScriptProvider("")

    def __call__(self, function, *arguments):
        script = self.provider.getScript(
            f"vnd.sun.star.script:Standard.ThuocDoBench.{function}?language=Basic&location=application")
        return script.invoke(arguments, (), ())[0]


def replace_functions(document, table, formula_of):
    """Puts formula_of(cell) in the place of every formula that calls a cell function."""
    for sheet in document.Sheets:
        sheet.unprotect("")
        cursor = sheet.createCursor()
        cursor.gotoEndOfUsedArea(False)
        end = cursor.RangeAddress
        formulas = sheet.getCellRangeByPosition(0, 0, end.EndColumn, end.EndRow).getFormulaArray()
        for row, line in enumerate(formulas):
            for column, formula in enumerate(line):
                if "THUOCDO" in formula.upper() and formula.startswith("="):
                    formula_of(sheet.getCellByPosition(column, row), sheet.Name == table.sheet.Name, row, column)


def freeze(cell, *_):
    if cell.getError():
        cell.setString("")
    elif cell.FormulaResultType2 == 2:
        cell.setString(cell.String)
    else:
        cell.setValue(cell.Value)


def native_formulas(table):
    """{(row, column letter): formula} of the criteria table in plain Calc; rows as Calc counts, from 1."""
    formulas = {}
    rows = {key: row + 1 for key, row in table.rows.items()}
    every = criteria()
    total = rows["thuocdo:total"]
    groups = sorted({criterion.id.split(".")[0] for criterion in every}, key=int)
    for criterion in every:
        row = rows[criterion.id]
        formulas[row, "I"] = criterion.points_formula(row)
        formulas[row, "N"] = criterion.check_formula(row)
        if criterion.native_share(row):
            formulas[row, "H"] = criterion.native_share(row)
    starts = [rows[group] for group in groups] + [total]
    for row, following in zip(starts, starts[1:]):
        formulas[row, "I"] = f"=ROUND(MIN(SUM(I{row + 1}:I{following - 1});E{row});2)"
    formulas[total, "I"] = "=ROUND(" + "+".join(f"I{row}" for row in starts[:-1]) + ";2)"
    return formulas


def compare(first, second, table):
    """Both sheets must show the same shares, points and places with something to correct, or nothing is compared."""
    last = max(table.rows.values())
    shown = []
    for document in (first, second):
        document.calculateAll()
        area = document.Sheets.getByName(table.sheet.Name).getCellRangeByPosition(7, 0, 13, last)
        shown.append(area.getDataArray())
    for row, (left, right) in enumerate(zip(*shown)):
        for column in (0, 1):
            a, b = left[column], right[column]
            same = abs(a - b) < 1e-9 if isinstance(a, float) and isinstance(b, float) else a == b
            if not same:
                raise AssertionError(f"{COLUMNS[7 + column]}{row + 1}: {a!r} by the functions, {b!r} by plain formulas")
        if (left[6] == "") != (right[6] == ""):
            raise AssertionError(f"N{row + 1}: {left[6]!r} by the functions, {right[6]!r} by plain formulas")


def measure(office, file, table_of, rounds, times):
    """Milliseconds of a whole recalculation ("whole") and of one input ("one"), by (what, name): for "functions" and
    "formulas" without all the rest, for "rest" as it is. Each round is compared with itself, then the median taken."""
    macros = Macros(office)
    documents = {name: office.open(file) for name in ("functions", "formulas", "rest")}
    tables = {name: table_of(document) for name, document in documents.items()}
    native = native_formulas(tables["formulas"])

    def plain(cell, in_table, row, column):
        formula = native.get((row + 1, COLUMNS[column])) if in_table else None
        if formula is None:
            freeze(cell)
        else:
            cell.setFormula(formula)

    replace_functions(documents["formulas"], tables["formulas"], plain)
    replace_functions(documents["rest"], tables["rest"], freeze)
    counts = {name: sum(cell.startswith("=") for line in tables[name].sheet.getCellRangeByName("A1:N400").getFormulaArray()
                        for cell in line) for name in documents}
    compare(documents["functions"], documents["formulas"], tables["functions"])

    table = tables["functions"]
    index = [sheet.Name for sheet in documents["functions"].Sheets].index(table.sheet.Name)
    middle = next(c for c in criteria() if isinstance(c, Ratio) and c.id.startswith("4.") and not c.may_not_apply)
    place = (index, table.rows[middle.id], table.rows["4"], table.rows["thuocdo:total"])
    taken = {(what, name): [] for what in ("whole", "one") for name in documents}
    for turn in range(-1, rounds):  # the first one only warms up
        for name, document in documents.items():
            whole = macros("WholeSheet", document, times)
            one = macros("OneInput", document, *place, times * 8)
            if turn >= 0:
                taken["whole", name].append(whole)
                taken["one", name].append(one)
    compare(documents["functions"], documents["formulas"], tables["functions"])
    for document in documents.values():
        document.close(True)
    found = {"counts": counts}
    for what in ("whole", "one"):
        rest = taken[what, "rest"]
        found[what, "rest"] = statistics.median(rest)
        for name in ("functions", "formulas"):
            found[what, name] = statistics.median(value - without for value, without in zip(taken[what, name], rest))
    return found
