#include "sheet/criteria_import.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>

#include "programme/definition_writer.h"
#include "report/table_output.h"
#include "sheet/criteria_export.h"
#include "sheet/table_columns.h"
#include "sheet/table_file.h"
#include "support/random_criteria.h"
#include "support/small_programme.h"

namespace thuocdo {
namespace {

ImportedCriteria import_text(std::string_view csv, ImportRequest request = {.tier = "xa"}) {
  const ReadWorkbook read = read_table(csv, "bang.csv");
  if (!read.workbook) return {std::nullopt, read.findings, {}, {}};
  return import_criteria(*read.workbook, "bang.csv", request);
}

ImportedCriteria import_sample(const std::string& name) {
  const ReadWorkbook read = read_table_file(std::filesystem::path(THUOCDO_SOURCE_DIR) / "tests/samples/tables" / name);
  if (!read.workbook) return {std::nullopt, read.findings, {}, {}};
  return import_criteria(*read.workbook, name, {.tier = "huyen"});
}

// "code@cell", in the order of the table.
std::vector<std::string> told(const ImportedCriteria& imported, Severity least = Severity::warning) {
  std::vector<std::string> list;
  for (const Finding& finding : imported.findings) {
    if (finding.severity >= least) list.push_back(std::string(finding.code_text()) + "@" + finding.place.cell);
  }
  return list;
}

std::string ids(const ImportedCriteria& imported) {
  std::string text;
  if (!imported.set) return "nothing";
  for (const Criterion& criterion : imported.set->criteria) {
    text += (text.empty() ? "" : " ") + criterion.id + (criterion.rule() ? ":" + std::string(kind(*criterion.rule())) : "");
  }
  return text;
}

using Strings = std::vector<std::string>;

TEST(CriteriaImport, DistrictIndexWithPageBreakAndTotal) {
  const auto imported = import_sample("dti-huyen.csv");
  EXPECT_EQ(ids(imported), "1 1.1:steps 1.2:ratio 1.3:choice 1.4:yes-no 1.5:count 2 2.1:ratio 2.2:judged");
  EXPECT_EQ(told(imported), (Strings{"table-ratio-unnamed@D16", "ratio-without-source@C16", "table-method-unknown@D17"}));
  const auto notes = told(imported, Severity::note);
  for (const char* expected : {"table-rule-proposed@D8", "table-rule-proposed@D12", "table-heading-repeated@A14", "table-total-agrees@C18", "table-row-ignored@B19"}) {
    EXPECT_EQ(std::count(notes.begin(), notes.end(), expected), 1) << expected;
  }
  ASSERT_TRUE(imported.set);
  EXPECT_EQ(imported.set->title.vi, "BỘ CHỈ SỐ ĐÁNH GIÁ CHUYỂN ĐỔI SỐ CẤP HUYỆN");
  EXPECT_EQ(imported.set->maximum, Decimal(100));
  EXPECT_EQ(imported.set->find("1.4")->maximum.text(), "7.5");
  EXPECT_EQ(imported.set->find("1.1")->data_source.vi, "UBND huyện cung cấp; xác minh: Sở Thông tin và Truyền thông");
  EXPECT_EQ(std::get<RatioRule>(*imported.set->find("1.2")->rule()).b.vi, "Tổng số cuộc họp");
  EXPECT_EQ(imported.set->find("1.2")->method.vi.find('\n'), std::string::npos);
}

// "row:what it became", row as a spreadsheet counts it.
std::string rows_of(const ImportedCriteria& imported) {
  std::string text;
  for (const ImportedRow& row : imported.rows) text += std::to_string(row.row + 1) + " " + row.words().vi + "\n";
  return text;
}

TEST(CriteriaImport, EveryRowSaysWhatItBecameAndHasItsFindings) {
  const auto imported = import_sample("dti-huyen.csv");
  EXPECT_EQ(rows_of(imported),
            "5 Tiêu đề bảng\n"
            "6 Tiêu đề bảng\n"
            "7 Nhóm 1, tối đa 60 điểm\n"
            "8 Tiêu chí 1.1, tối đa 20 điểm. Đề xuất: Số lần/năm: từ 4: 20 điểm; từ 3: 15 điểm; từ 2: 10 điểm; từ 1: 5 điểm; còn lại: 0 điểm\n"
            "9 Tiêu chí 1.2, tối đa 20 điểm. Đề xuất: a = Số cuộc họp do Bí thư hoặc Chủ tịch chủ trì; b = Tổng số cuộc họp. Tỷ lệ = a/b. Điểm = Tỷ lệ × 20\n"
            "10 Tiêu chí 1.3, tối đa 10 điểm. Đề xuất: Trưởng ban là Bí thư/Chủ tịch: 10; là Phó Bí thư/Phó Chủ tịch: 5; Chưa có Ban chỉ đạo: 0\n"
            "11 Tiêu chí 1.4, tối đa 7,5 điểm. Đề xuất: Có: 7,5; Không: 0\n"
            "12 Tiêu chí 1.5, tối đa 2,5 điểm. Đề xuất: Mỗi sáng kiến được 0,5 điểm, không quá 2,5 điểm\n"
            "14 Tiêu đề bảng\n"
            "15 Nhóm 2, tối đa 40 điểm\n"
            "16 Tiêu chí 2.1, tối đa 20 điểm. Đề xuất: a = Số đạt yêu cầu (Tỷ lệ máy tính nối mạng); b = Tổng số (Tỷ lệ máy tính nối mạng). Tỷ lệ = a/b. Điểm = Tỷ lệ × 20\n"
            "17 Tiêu chí 2.2, tối đa 20 điểm. Tạm để người chấm: chưa nhận ra cách tính\n"
            "18 Dòng tổng, để đối chiếu\n"
            "19 Ghi chú, không thuộc tiêu chí nào\n");
  ASSERT_FALSE(imported.rows.empty());
  for (const ImportedRow& row : imported.rows) {
    for (const Finding& finding : imported.findings_of(row)) EXPECT_TRUE(finding.place.cell.ends_with(std::to_string(row.row + 1))) << finding.place.cell;
  }
}

TEST(CriteriaImport, RowsAreToldWhereNothingCanBeUsed) {
  const auto imported = import_text("STT,Tiêu chí,Điểm tối đa\n1,A,5\n1,B,5\n2,C,\n");
  EXPECT_FALSE(imported.set);
  EXPECT_EQ(rows_of(imported),
            "1 Tiêu đề bảng\n"
            "2 Tiêu chí 1, tối đa 5 điểm. Tạm để người chấm: chưa nhận ra cách tính\n"
            "3 Không đọc được\n"
            "4 Tiêu chí 2, chưa có điểm tối đa\n");
  // No sum is told of what is not known.
  EXPECT_EQ(rows_of(import_text("STT,Tiêu chí,Điểm tối đa\n1,A,\n1.1,B,5\n1.2,C,\n2,D,10\n2.1,E,4\n2.2,F,\n,Tổng cộng,20\n")),
            "1 Tiêu đề bảng\n"
            "2 Nhóm 1, chưa có điểm tối đa\n"
            "3 Tiêu chí 1.1, tối đa 5 điểm. Tạm để người chấm: chưa nhận ra cách tính\n"
            "4 Tiêu chí 1.2, chưa có điểm tối đa\n"
            "5 Nhóm 2, tối đa 10 điểm\n"
            "6 Tiêu chí 2.1, tối đa 4 điểm. Tạm để người chấm: chưa nhận ra cách tính\n"
            "7 Tiêu chí 2.2, chưa có điểm tối đa\n"
            "8 Dòng tổng, để đối chiếu\n");
  EXPECT_EQ(imported.findings_of(imported.rows[2]).at(0).code, Code::table_number_repeated);
}

// Two tables beside one another, as a person selects one of them.
TEST(CriteriaImport, OnlyTheCellsOfTheRangeAreRead) {
  SheetCells sheet{"Trang1", {}};
  for (int side : {0, 4}) {
    const char* const cells[3][3] = {{"STT", "Tiêu chí", "Điểm tối đa"}, {"1", side ? "Phải" : "Trái", "5"}, {"2", "Hai", "5"}};
    for (int r = 0; r < 3; ++r) {
      for (int c = 0; c < 3; ++c) sheet.put(r + 1, c + side, Cell{std::string(cells[r][c]), {}, false, false});
    }
  }
  Workbook workbook;
  workbook.sheets.push_back(sheet);
  ImportRequest request{.tier = "xa"};
  request.range = CellRange{"Trang1", 0, 4, 2, 1000};
  const auto imported = import_criteria(workbook, "a.ods", request);
  ASSERT_TRUE(imported.set);
  EXPECT_EQ(imported.sheet, "Trang1");
  EXPECT_EQ(rows_of(imported), "2 Tiêu đề bảng\n3 Tiêu chí 1, tối đa 5 điểm. Tạm để người chấm: chưa nhận ra cách tính\n");
  EXPECT_EQ(imported.set->find("1")->name.vi, "Phải");
  request.range = CellRange{"Trang1", 0, 0, 0, 0};
  EXPECT_EQ(import_criteria(workbook, "a.ods", request).findings.at(0).code, Code::table_header_missing);
}

TEST(CriteriaImport, AGroupThatDoesNotAddUpIsReportedInItsCell) {
  const auto imported = import_sample("tu-cham-truong.csv");
  EXPECT_EQ(told(imported), (Strings{"table-no-method-column@A1", "parent-maximum-differs@C5"}));
  const auto found = std::find_if(imported.findings.begin(), imported.findings.end(), [](const Finding& one) { return one.code == Code::parent_maximum_differs; });
  ASSERT_NE(found, imported.findings.end());
  EXPECT_EQ(found->message.vi, "Điểm tối đa của 2 là 10 nhưng tổng các tiêu chí con là 12. Hãy đối chiếu với quyết định.");
}

TEST(CriteriaImport, FourLevelsAndRowsThatBelongToTheMethodAbove) {
  const auto imported = import_sample("cchc-xa.csv");
  EXPECT_EQ(ids(imported),
            "I:judged II II.1 1.1 1.1.1:choice 1.1.2:items 1.2:count II.2 2.1:yes-no 2.3:information");
  EXPECT_EQ(told(imported), (Strings{"table-method-unknown@E2", "table-number-gap@A14"}));
  EXPECT_EQ(std::get<Items>(*imported.set->find("1.1.2")->rule()).items[1].text.vi, "Nêu rõ kết quả");
}

TEST(CriteriaImport, TabsWithStrayQuotesAndNumbersThatRunThroughTheGroups) {
  const auto imported = import_sample("so-ban-nganh.tsv");
  EXPECT_EQ(ids(imported), "I I.1:yes-no I.2:ratio II II.3:yes-no");
  EXPECT_EQ(told(imported), (Strings{"table-ratio-unnamed@C4", "ratio-without-source@E4"}));
}

TEST(CriteriaImport, NumberingGivesTheTree) {
  const auto tree = [](const std::string& numbers) {
    std::string csv = "TT,Nội dung,Điểm tối đa\n";
    for (std::size_t at = 0; at < numbers.size();) {
      const std::size_t end = std::min(numbers.find(' ', at), numbers.size());
      csv += numbers.substr(at, end - at) + ",Tên,1\n";
      at = end + 1;
    }
    const auto imported = import_text(csv);
    std::string text;
    for (const Finding& finding : imported.findings) {
      if (finding.code == Code::table_number_gap) text += "gap ";
      if (finding.code == Code::table_parent_missing) text += "orphan ";
      if (finding.code == Code::table_number_repeated) text += "repeated ";
    }
    if (imported.set) {
      for (const Criterion& criterion : imported.set->criteria) text += std::to_string(criterion.depth) + criterion.id + " ";
    }
    return text;
  };
  EXPECT_EQ(tree("1 1.1 1.1.1 1.2 2 2.1"), "01 11.1 21.1.1 11.2 02 12.1 ");
  EXPECT_EQ(tree("I 1 2 II 1 2"), "0I 1I.1 1I.2 0II 1II.1 1II.2 ");
  EXPECT_EQ(tree("I 1.1 1.2 II 2.1"), "0I 11.1 11.2 0II 12.1 ");
  // A number that stands twice names nobody: all follow the tree.
  EXPECT_EQ(tree("I 1.1 II 1.1"), "0I 1I.1 0II 1II.1.1 ");
  EXPECT_EQ(tree("A I 1 a) b) 2 II 1 B I"), "0A 1A.I 2A.I.1 3A.I.1.a 3A.I.1.b 2A.I.2 1A.II 2A.II.1 0B 1B.I ");
  EXPECT_EQ(tree("1 a b c d đ e 2"), "01 11.a 11.b 11.c 11.d 11.dd 11.e 02 ");
  EXPECT_EQ(tree("A B C D E F G H I K"), "0A 0B 0C 0D 0E 0F 0G 0H 0I 0K ");
  EXPECT_EQ(tree("(1) (2) (3.) 4:"), "01 02 03 04 ");
  EXPECT_EQ(tree("1 1.1 1.3 3"), "gap gap 01 11.1 11.3 03 ");
  EXPECT_EQ(tree("1 1.1.1"), "orphan 01 11.1.1 ");
  EXPECT_EQ(tree("1 2 2 3"), "repeated ");
}

TEST(CriteriaImport, WhatCannotBeUsedIsToldWithItsCellAndNothingIsGiven) {
  const auto blocked = [](const std::string& csv) {
    const auto imported = import_text(csv);
    EXPECT_FALSE(imported.set) << csv;
    return told(imported, Severity::blocking);
  };
  const std::string head = "STT,Tiêu chí,Điểm tối đa,Cách tính\n";
  EXPECT_EQ(blocked("a,b,c\n1,2,3\n"), (Strings{"table-header-missing@"}));
  EXPECT_EQ(blocked("STT,Tiêu chí\n1,Một\n"), (Strings{"table-header-missing@"}));
  EXPECT_EQ(blocked(head), (Strings{"table-no-criteria@A1"}));
  EXPECT_EQ(blocked(head + "1,Một,,\n2,Hai,5,\n"), (Strings{"table-maximum-missing@C2"}));
  EXPECT_EQ(blocked(head + "1,Một,mười,\n"), (Strings{"table-maximum-invalid@C2"}));
  EXPECT_EQ(blocked(head + "1,Một,-5,\n"), (Strings{"table-maximum-invalid@C2"}));
  EXPECT_EQ(blocked(head + "1,Một,1.000,\n"), (Strings{"table-maximum-invalid@C2"}));
  EXPECT_EQ(blocked(head + "1,Một,5,\n1,Hai,5,\n"), (Strings{"table-number-repeated@A3"}));
  EXPECT_EQ(blocked("STT,Tiêu chí,\"Điểm\n"), (Strings{"table-quotes-broken@"}));
  EXPECT_EQ(blocked("STT,Tiêu ch\xFF,\n"), (Strings{"table-not-text@"}));
  EXPECT_EQ(blocked(""), (Strings{"file-empty@"}));
  std::string deep = head;
  std::string number = "1";
  for (int i = 0; i < 20; ++i, number += ".1") deep += number + ",Tên,1,\n";
  EXPECT_EQ(blocked(deep).at(0), "table-too-deep@A18");
}

TEST(CriteriaImport, NumbersAsPeopleWriteThem) {
  const auto imported = import_text("STT,Tiêu chí,Điểm tối đa\n1,A,\"2,5\"\n2,B,10 điểm\n3,C,5đ\n4,D,Tối đa 3\n5,E,0.25\n6,F,Không tính điểm\n");
  ASSERT_TRUE(imported.set);
  std::string maxima;
  for (const Criterion& criterion : imported.set->criteria) maxima += criterion.maximum.text() + " ";
  EXPECT_EQ(maxima, "2.5 10 5 3 0.25 0 ");
}

TEST(CriteriaImport, ASecondTableIsToldAndNotRead) {
  const std::string first = "STT,Tiêu chí,Điểm tối đa\n1,A,5\n2,B,5\n";
  for (const std::string& second : {std::string(",,\nSTT,Tiêu chí,Điểm tối đa\n1,Khác,9\n"), std::string("TT,Nội dung,Ghi chú,Thang điểm\n1,Khác,,9\n")}) {
    const auto imported = import_text(first + second);
    EXPECT_EQ(ids(imported), "1:judged 2:judged");
    const auto warnings = told(imported);
    EXPECT_EQ(std::count_if(warnings.begin(), warnings.end(), [](const std::string& one) { return one.starts_with("table-second@"); }), 1);
  }
}

TEST(CriteriaImport, TotalsAreCompared) {
  EXPECT_EQ(told(import_text("STT,Tiêu chí,Điểm tối đa,Cách tính\n1,A,5,Có: 5; Không: 0\n,Tổng điểm,6,\n")), (Strings{"table-total-differs@C3"}));
}

TEST(CriteriaImport, ColumnsInAnyOrderAndNumbersInsideTheNames) {
  const auto imported = import_text("Điểm tối đa;Minh chứng;Hướng dẫn chấm;Tên tiêu chí\n;;;I. Hạ tầng số\n2;Báo cáo;Có: 2, Không: 0;1.1. Có mạng\n");
  EXPECT_EQ(ids(imported), "I 1.1:yes-no");
  ASSERT_TRUE(imported.set->find("1.1"));
  EXPECT_EQ(imported.set->find("1.1")->name.vi, "Có mạng");
  EXPECT_EQ(imported.set->find("1.1")->evidence.vi, "Báo cáo");
}

TEST(CriteriaImport, IdsAndGroupsAboveInsteadOfNumbers) {
  const std::string head = "id\tparent\tname_vi\tmax_points\trule_kind\trule_text_vi\tevidence_vi\tsource\n";
  const auto imported = import_text(head + "X1.1\tX1\tCó mạng\t2\tbool\tCó: 2; Không: 0\tUNKNOWN\tQĐ 2747/QĐ-UBND\nX\t\tCẤP XÃ\t\tgroup_sum\t\t\t\nX1\tX\tHẠ TẦNG\t2\t\t\t\t\n");
  EXPECT_EQ(ids(imported), "X X1 X1.1:yes-no");
  EXPECT_EQ(imported.set->criteria[2].parent, 1);
  EXPECT_EQ(imported.set->criteria[2].source, "QĐ 2747/QĐ-UBND");
  EXPECT_EQ(imported.set->criteria[2].provenance, Provenance::published);
  EXPECT_EQ(imported.set->criteria[2].evidence.vi, "");
  EXPECT_EQ(imported.set->criteria[0].maximum, Decimal(2));

  const auto blocked = [&](const std::string& rows) {
    const auto refused = import_text(head + rows);
    EXPECT_FALSE(refused.set) << rows;
    return told(refused, Severity::blocking);
  };
  EXPECT_EQ(blocked("a\t\tA\t5\nb\tc\tB\t5\nc\td\tC\t5\nd\tb\tD\t5\ne\td\tE\t5\nf\tf\tF\t5\n"), (Strings{"table-parent-circular@B3", "table-parent-circular@B7"}));
  EXPECT_EQ(blocked("a\t\tA\t5\nb\tz\tB\t5\n"), (Strings{"table-parent-unknown@B3"}));
  EXPECT_EQ(blocked("a\t\tA\t5\na\t\tB\t5\n"), (Strings{"table-id-repeated@A3"}));
  EXPECT_EQ(blocked("Mục 1\t\tA\t5\nmuc 1\t\tB\t5\n"), (Strings{"table-id-repeated@A3"}));
  EXPECT_EQ(blocked("a\t\tA\tUNKNOWN\n"), (Strings{"table-maximum-missing@D2"}));
  std::string deep = "a0\t\tA\t1\n";
  for (int i = 1; i < 40; ++i) deep += "a" + std::to_string(i) + "\ta" + std::to_string(i - 1) + "\tA\t1\n";
  EXPECT_EQ(blocked(deep), (Strings{"table-too-deep@B18"}));

  const auto marked = import_text(head + "Mục 1\t\tNhóm\t5\nTiêu chí 1\tMục 1\tA\t5\n");
  EXPECT_EQ(ids(marked), "muc-1 tieu-chi-1:judged");
  EXPECT_EQ(told(marked), (Strings{"table-id-unusable@A2", "table-id-unusable@A3", "table-method-missing@F3"}));
}

TEST(CriteriaImport, ACodeBesideTheNumberIsTheId) {
  const auto imported = import_text("STT,Mã tiêu chí,Tiêu chí,Điểm tối đa\nI,HT,Hạ tầng,4\n1,HT-01,Mạng,2\n2,HT-02,Máy,2\n");
  EXPECT_EQ(ids(imported), "HT HT-01:judged HT-02:judged");
  EXPECT_EQ(imported.set->criteria[1].number, "1");
  EXPECT_EQ(told(import_text("STT,Mã tiêu chí,Tiêu chí,Điểm tối đa\n1,A,Mạng,2\n2,A,Máy,2\n"), Severity::blocking), (Strings{"table-id-repeated@B3"}));
  EXPECT_EQ(ids(import_text("Mã,Tiêu chí,Điểm tối đa\n1,Hạ tầng,2\n1.1,Mạng,2\n")), "1 1.1:judged");
}

TEST(CriteriaImport, LevelsAndTheirPointsInTwoColumns) {
  const auto imported = import_text("STT,Tiêu chí,Thang điểm,Điểm,Điểm tối đa,\"Tham mưu,\nthực hiện\"\n1,Mạng chuyên dùng,\"Có\nKhông\",\"2\n0\",2,Văn phòng\n"
                                    "2,Máy quét,Có,2,2,\n,,Không,0,,\n");
  EXPECT_EQ(ids(imported), "1:yes-no 2:yes-no");
}

TEST(CriteriaImport, HeadingsWithLineEndsCapitalsAndDecomposedMarks) {
  const auto imported = import_text("\"SỐ\nTT\";\"Tie\u0302u chi\u0301\";\"ĐIỂM\nTỐI ĐA\";\"Hướng dẫn tự đánh giá/\nthẩm định\";\"Nguồn thu thập\ndữ liệu\";\"Đơn vị phối hợp xác minh\nsố liệu\"\n"
                                    "1;Mạng;2;\"Co\u0301: 2\nKho\u0302ng: 0\";Báo cáo;Sở\n");
  EXPECT_EQ(ids(imported), "1:yes-no");
  EXPECT_EQ(imported.set->criteria[0].data_source.vi, "Báo cáo; xác minh: Sở");
}

// A workbook, as a spreadsheet program gives it: numbers, merged cells, text numbers, errors.
TEST(CriteriaImport, MergedCellsNumbersAndErrorsOfAWorkbook) {
  SheetCells sheet{"Phụ lục I", {}};
  const auto put = [&](int row, int column, Value value) { sheet.put(row, column, Cell{std::move(value), {}, false, false}); };
  const auto cover = [&](int row, int column) { sheet.put(row, column, Cell{{}, {}, false, true}); };
  const char* const heads[] = {"STT", "Tiêu chí", "Điểm", "", "Cách tính", "Tài liệu kiểm chứng"};
  for (int c = 0; c < 6; ++c) {
    if (*heads[c]) put(0, c, std::string(heads[c]));
  }
  cover(0, 3);
  for (int c : {0, 1, 4, 5}) cover(1, c);
  put(1, 2, std::string("Điểm tối đa"));
  put(1, 3, std::string("Điểm tự chấm"));
  put(2, 0, std::string("I. HẠ TẦNG SỐ"));
  for (int c = 1; c < 6; ++c) cover(2, c);
  for (int i = 1; i <= 11; ++i) {
    const int row = 2 + i;
    put(row, 0, *Decimal::parse_plain(i == 10 ? "1.1" : "1." + std::to_string(i)));
    put(row, 1, "Tiêu chí " + std::to_string(i));
    put(row, 2, Decimal(2));
    put(row, 4, std::string("Có: 2; Không: 0"));
    i == 1 ? put(row, 5, std::string("Báo cáo chung")) : cover(row, 5);
  }
  put(4, 2, std::string("2,0"));
  put(5, 4, CellError{"#NAME?"});
  Workbook workbook;
  workbook.sheets.push_back({"Bìa", {}});
  workbook.sheets.push_back(sheet);
  const auto imported = import_criteria(workbook, "a.ods", {.tier = "xa"});
  ASSERT_TRUE(imported.set) << ids(imported);
  EXPECT_EQ(imported.set->criteria.size(), 12u);
  EXPECT_TRUE(imported.set->find("1.10"));
  ASSERT_TRUE(imported.set->find("1.11"));
  EXPECT_EQ(imported.set->find("1.11")->evidence.vi, "Báo cáo chung");
  EXPECT_EQ(told(imported), (Strings{"table-cell-error@E6", "table-method-missing@E6"}));
  const auto notes = told(imported, Severity::note);
  for (const char* expected : {"table-cells-merged@F5", "table-numbers-as-text@C5"}) EXPECT_EQ(std::count(notes.begin(), notes.end(), expected), 1) << expected;
  EXPECT_EQ(imported.findings[0].place.sheet, "Phụ lục I");

  workbook.sheets.push_back(sheet);
  workbook.sheets.back().name = "Phụ lục II";
  EXPECT_EQ(told(import_criteria(workbook, "a.ods", {.tier = "xa"})).at(0), "table-other-sheets@A1");
  EXPECT_EQ(told(import_criteria(workbook, "a.ods", {.tier = "xa", .sheet = "Phụ lục II"})).size(), 2u);
  EXPECT_EQ(told(import_criteria(workbook, "a.ods", {.tier = "xa", .sheet = "Không có"})), (Strings{"table-sheet-unknown@"}));
}

std::string exported(const CriteriaSet& set, const char* name = "bang.csv") {
  return table_file_bytes(name, criteria_table(set), "Tiêu chí", {criteria_heading(CriteriaColumn::maximum), criteria_heading(CriteriaColumn::level)});
}

TEST(CriteriaImport, TablesInTheColumnsOfRealAnnexes) {
  // Ministry's annex: the method before the maximum, headings over two lines, points of a criterion in words.
  const auto ministry = import_sample("phu-luc-1b.csv");
  EXPECT_EQ(ids(ministry), "I I.1:ratio I.2:ratio I.3:normalised I.4:count I.5:items");
  EXPECT_EQ(told(ministry), (Strings{"table-ratio-unnamed@C9", "ratio-without-source@D9", "table-ratio-unnamed@C10", "ratio-without-source@D10", "ratio-without-source@D11", "table-total-differs@D14"}));
  // Portal self-score: columns that the unit fills in are no part of the criteria.
  const auto portal = import_sample("cong-thong-tin.csv");
  EXPECT_EQ(ids(portal), "I I.1:judged I.2:judged I.3:judged II II.1:judged II.2:judged");
  EXPECT_EQ(told(portal), (Strings{"table-no-method-column@A4", "parent-maximum-differs@C5"}));
  // Ids and parents under English headings.
  const auto listed = import_sample("co-ma-va-muc-cha.tsv");
  EXPECT_EQ(ids(listed), "N N.I N1:ratio N2:yes-no G G.I:judged G1 G1.1 G1.1.1:choice G1.1.2:items");
  ASSERT_TRUE(listed.set);
  EXPECT_EQ(listed.set->find("N2")->source, "Tây Ninh, Quyết định 2747/QĐ-UBND năm 2019");
  EXPECT_EQ(listed.set->find("G.I")->evidence.vi, "Không");
}

TEST(CriteriaImport, ADeadlineIsProposedWhereTheYearIsKnown) {
  const std::string table = "STT,Tiêu chí,Điểm tối đa,Cách tính\n1,Kế hoạch năm,1,\"Trong tháng 1: 1; từ tháng 2 trở đi hoặc không ban hành: 0\"\n";
  EXPECT_EQ(ids(import_text(table)), "1:choice");
  ImportRequest request{.tier = "xa"};
  request.year = 2026;
  const auto imported = import_text(table, request);
  EXPECT_EQ(ids(imported), "1:deadline");
  EXPECT_EQ(std::get<DeadlineRule>(*imported.set->criteria[0].rule()).event.vi, "Kế hoạch năm");
}

// What the words leave open is filled in so that the set can be used, and told.
TEST(CriteriaImport, SurveysAndComparisonsSayWhatIsLeftOpen) {
  const auto imported = import_text(
      "STT,Tiêu chí,Điểm tối đa,Cách tính\n1,Mức độ hài lòng,35,Căn cứ kết quả điều tra xã hội học\n2,Dịch vụ,5,Điểm = Tỷ lệ so với đơn vị cao nhất x Điểm tối đa\n");
  EXPECT_EQ(ids(imported), "1:survey 2:normalised");
  EXPECT_EQ(told(imported), (Strings{"table-survey-open@D2", "table-figure-unnamed@D3"}));
  ASSERT_TRUE(imported.set);
  const Criterion& survey = imported.set->criteria[0];
  EXPECT_EQ(std::get<Survey>(*survey.rule()).text.vi, "Mức độ hài lòng");
  EXPECT_EQ(survey.supplied_by.vi, "Đơn vị tổ chức khảo sát");
  EXPECT_TRUE(survey.sole_supplier);
  EXPECT_EQ(std::get<Normalised>(*imported.set->criteria[1].rule()).a.vi, "Số liệu của đơn vị (Dịch vụ)");
}

TEST(CriteriaImport, AnExportGivesTheSameSet) {
  ProgrammeStore store(std::filesystem::path(THUOCDO_SOURCE_DIR) / "templates");
  for (const std::string& key : store.keys()) {
    const auto programme = store.find(key);
    ASSERT_TRUE(programme);
    for (const Tier& tier : programme->tiers) {
      for (const char* name : {"bang.csv", "bang.ods"}) {
        const auto imported = import_text(exported(tier.set, name));
        ASSERT_TRUE(imported.set) << imported.findings.at(0).line(Language::english);
        EXPECT_EQ(test::canonical_of(*imported.set), test::canonical_of(tier.set)) << name;
      }
    }
  }
  test::SmallProgramme small;
  EXPECT_EQ(test::canonical_of(*import_text(exported(small.set())).set), test::canonical_of(small.set()));
}

TEST(CriteriaImport, RandomTextsSurviveTheTable) {
  std::mt19937 random(7);
  int usable = 0;
  for (int round = 0; round < 300; ++round) {
    CriteriaSet set = test::random_criteria(random);
    // The rules are random, and an import refuses what the linter refuses; judged points always pass.
    for (Criterion& criterion : set.criteria) {
      if (criterion.rule()) criterion.set_rule(Judged{});
      criterion.levels.resize(criterion.role == Role::deduction ? 0 : std::min<std::size_t>(criterion.levels.size(), 1));
      for (Band& level : criterion.levels) level.from = Decimal();
    }
    for (const char* name : {"bang.csv", "bang.ods"}) {
      const auto imported = import_text(exported(set, name));
      ASSERT_TRUE(imported.set) << imported.findings.back().line(Language::english);
      ASSERT_EQ(test::canonical_of(*imported.set), test::canonical_of(set)) << name;
    }
    ++usable;
  }
  EXPECT_EQ(usable, 300);
}

TEST(CriteriaImport, AnEditedExportIsCheckedAgain) {
  test::SmallProgramme small;
  std::string text = exported(small.set());
  const std::size_t at = text.find("1,Có hay không,2,");
  ASSERT_NE(at, std::string::npos);
  text.replace(at, std::string("1,Có hay không,2,").size(), "1,Có hay không,1,");
  const auto findings = told(import_text(text), Severity::warning);
  EXPECT_EQ(findings, (Strings{"parent-maximum-differs@C4", "rule-exceeds@C5", "ratio-without-source@C10"}));
}

TEST(CriteriaImport, FiveThousandRows) {
  std::string csv = "STT,Tiêu chí,Điểm tối đa,Cách tính\n";
  for (int group = 1; group <= 100; ++group) {
    csv += std::to_string(group) + ",Nhóm,98,\n";
    for (int i = 1; i <= 49; ++i) {
      csv += std::to_string(group) + "." + std::to_string(i) + ",Tiêu chí số,2,\"Trưởng ban là Chủ tịch: 2; là Phó Chủ tịch: 1/2*Điểm tối đa; chưa có: 0\"\n";
    }
  }
  const auto imported = import_text(csv);
  ASSERT_TRUE(imported.set);
  EXPECT_EQ(imported.set->criteria.size(), 5000u);
  EXPECT_EQ(imported.set->scored_count(), 4900u);
}

}  // namespace
}  // namespace thuocdo
