// Answers from a CSV file: for scoring without a workbook, for tests and for other systems.
//
//   criterion,field,value
//   1.1,value,co
//   1.2,a,12
//   1.2,b,20
//   1.3,item:quy-che,co
//   1.4,na,Đơn vị không có trang thông tin
//   1.2,reason,Chưa đủ kinh phí
//   1.2,evidence,QĐ 12/QĐ-UBND ngày 02/3/2023
//
// Fields are those of the criterion's rule (see fields() in programme/rule.h) and `na`, `reason`, `evidence`, `page`, `link`.
// `na` says that the criterion does not apply; its value is the reason, and no answer may stand beside it. Numbers stand in Vietnamese or plain notation; "1.234" and "1,234" are neither.
// RFC 4180 with or without a byte order mark; where the header line uses semicolons, the whole file does (spreadsheet
// programs write it so under Vietnamese settings). Blank lines are passed over. What cannot be read is a finding by
// line, and the other lines go on.
#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "sheet/assessed_sheet.h"
#include "sheet/limits.h"

namespace thuocdo {

struct AnswerLine {
  int criterion = -1;
  std::string field;
  int line = 0;
};

struct ReadAnswers {
  Answers answers;
  std::vector<AnswerLine> lines;  // where each answer stands
  Findings findings;              // with the file's name and line
  bool readable = true;           // false: nothing could be read at all
};

// `name` is used in findings only. Of the limits: part_bytes for the file, rows for its lines, text_bytes for a value.
ReadAnswers read_answers_csv(std::string_view bytes, std::string_view name, const Tier& tier, const Limits& limits = {});

// Reads and scores; what a workbook's assessment holds, with lines instead of cells. `unit` may be null; so may the
// round without assessment, for answers to the assessment itself.
AssessedSheet assess_answers_file(const std::filesystem::path& file, std::shared_ptr<const Programme> programme,
                                  const Tier& tier, const Unit* unit, const Stage* without_assessment = nullptr,
                                  const Limits& limits = {});

}  // namespace thuocdo
