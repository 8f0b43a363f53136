#include "sheet/appraisal_headings.h"

#include <array>

#include "sheet/contract.h"
#include "sheet/review_columns.h"

namespace thuocdo {
namespace {

// In the order of AppraisalHeading.
constexpr std::array<std::string_view, 16> written = {
    "Mã đơn vị", "Mã tiêu chí", "Mục", "Lần thẩm định", "Kết luận", "Số liệu thẩm định", "Điểm chấm", "Căn cứ thẩm định", "Ý kiến thẩm định", "Yêu cầu giải trình", "Ghi chú nội bộ", "Người thẩm định", "Giải trình của đơn vị", "Tài liệu giải trình", "Mã ghi", "Mẫu số thẩm định"};

}  // namespace

const HeadingWords& appraisal_heading_words() {
  static const HeadingWords all = {
      {"ma don vi", "unit", "ma co quan"},
      {"ma tieu chi", "criterion", "ma chi so", column_key(Column::id)},
      {"muc", "field", "truong"},
      {"lan tham dinh", "round", "stage", "vong tham dinh"},
      {"ket luan", "verdict", review_key::verdict},
      {"so lieu tham dinh", "value", review_key::value},
      {"diem cham", "points", "diem tham dinh"},
      {"can cu tham dinh", "basis", "can cu", review_key::basis},
      {"y kien tham dinh", "comment", "y kien", review_key::comment},
      {"yeu cau giai trinh", "question", review_key::question},
      {"ghi chu noi bo", "internal", review_key::internal},
      {"nguoi tham dinh", "appraiser", review_key::appraiser},
      {"giai trinh cua don vi", "explanation", "giai trinh", review_key::explanation},
      {"tai lieu giai trinh", "explanation evidence", "explanation_evidence", review_key::explanation_evidence},
      {"ma ghi", "entry"},
      {"mau so tham dinh", "base", review_key::base},
  };
  return all;
}

std::string appraisal_heading(AppraisalHeading heading) { return std::string(written[heading]); }

Text appraisal_heading_text(AppraisalHeading heading) { return {appraisal_heading(heading), std::string(appraisal_heading_words()[heading][1])}; }

}  // namespace thuocdo
