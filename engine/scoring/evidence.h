// What a note of evidence says about the document: whether it names its number, its date and where it is.
//
//   read_evidence("Số 15/KH-UBND ngày 3/2/2023")     // number, date
//   read_evidence("Kế hoạch 15, https://…")           // number, address
//   evidence_lacks(answer)                            // {"ngày", "the date"}
#pragma once

#include <string_view>
#include <vector>

#include "scoring/answer.h"

namespace thuocdo {

struct EvidenceReading {
  bool number = false;   // "15/KH-UBND", "12/2023/QĐ-UBND", "05-NQ/TU", "Số 15", "Kế hoạch 15"
  bool date = false;     // as dates_in finds it
  bool address = false;  // "https://…", "www.…"
};
EvidenceReading read_evidence(std::string_view text);

// No evidence and no link either.
bool has_no_evidence(const Answer& answer);
// What is still to be written so that somebody else finds the document: its number, its date, both; empty where nothing
// is. A page or a picture needs neither where the answer says where it is.
Text evidence_lacks(const Answer& answer);

// Every day that a text names: "02/3/2023", "2-3-2023", "2023-03-02", "ngày 02 tháng 3 năm 2023".
std::vector<Date> dates_in(std::string_view text);

}  // namespace thuocdo
