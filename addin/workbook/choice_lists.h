// The hidden sheet "Danh mục": the texts that answers are chosen from. Validity lists refer to these cells, so that a
// list may be long, may hold semicolons, and survives .xlsx.
//
//   ChoiceLists lists(programme, tier, nullptr);
//   lists.write(document);
//   lists.range_of(criterion, field)      // "$'Danh mục'.$B$2:$B$4"
#pragma once

#include <map>
#include <string>
#include <vector>

#include "programme/programme.h"
#include "workbook/calc.h"

namespace thuocdo {

// Names of single cells on that sheet.
inline constexpr std::string_view set_range_name = "thuocdo_set";                        // name of a KnownSet
inline constexpr std::string_view not_applicable_range_name = "thuocdo_not_applicable";  // "Không áp dụng"

class ChoiceLists {
 public:
  ChoiceLists(const Programme& programme, const Tier& tier, const Stage* without_assessment);

  void write(const Document& document, const Sheet& sheet) const;
  // The cells with the field's choices; with the choice "Không áp dụng" where `may_not_apply`.
  std::string range_of(const Field& field, bool may_not_apply) const;

 private:
  using Texts = std::vector<std::string>;
  static Texts texts_of(const Field& field, bool may_not_apply);

  std::string set_name_;
  std::vector<Texts> columns_;  // from the second column on
  std::map<Texts, int> column_of_;
};

// Whether the unit may choose "Không áp dụng" for the criterion.
bool may_not_apply(const Programme& programme, const Criterion& criterion);

}  // namespace thuocdo
