// What official documents of a programme have in common: head, names, dates, marks. For this room's .cpp files.
#pragma once

#include <string>
#include <string_view>

#include "programme/programme.h"
#include "report/text_document.h"

namespace thuocdo {

// "Ủy ban nhân dân tỉnh" → "ỦY BAN NHÂN DÂN TỈNH".
std::string upper(std::string_view text);
// "Đánh giá, xếp hạng …" → "đánh giá, xếp hạng …", for the middle of a sentence.
std::string inside_sentence(std::string_view text);
// "ngày 05 tháng 4 năm 2019": days below 10 and months below 3 have a zero before them (decree 30, annex I, II.4).
std::string long_date(const Date& date);
// I, II, …
std::string roman(int number);

// Boxed lines at the top: that it is a draft, and that the criteria are not the decision's own while they are not.
// `sets` are those that the document rests on.
void put_marks(TextDocument& document, const std::vector<const CriteriaSet*>& sets);
// National title and motto, issuing bodies, number, place and date.
struct Letterhead {
  std::string above;   // the body above, or empty
  std::string issuer;  // empty: not known
  std::string symbol;  // behind the number: "QĐ-UBND"; empty: not known
  std::string place;   // empty: not known
};
void put_letterhead(TextDocument& document, const Letterhead& head);
// "Nơi nhận" on the left, the signer on the right; `recipients` may end in what is not known.
void put_signature(TextDocument& document, const std::vector<Line>& recipients, const Line& capacity);
// "Quyết định số […]/QĐ-UBND ngày […] của Ủy ban nhân dân tỉnh Gia Lai".
Line approval_named(const Programme& programme, const Unit* above, std::string_view before, std::string_view after);
// Who approves: the programme's issuer; not known where a unit of the programme consolidates by itself.
std::string issuer_of(const Programme& programme, const Unit* above);

}  // namespace thuocdo
