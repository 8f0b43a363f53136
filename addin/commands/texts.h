// Every text of the commands and their dialogs, in both languages; none can be missing (checked when compiling).
// {0}, {1}, … are arguments. "~" stands before the letter that works with Alt.
//
//   say(Says::sheet_made).in(language)
//   say(Says::sheets_made, {"20", "/home/…"}).in(language)
#pragma once

#include <initializer_list>
#include <string>
#include <vector>

#include "finding/text.h"

// name, Vietnamese, English
// clang-format off
#define THUOCDO_COMMAND_TEXTS(TEXT)                                                                                    \
  TEXT(new_title, "Tạo phiếu mới", "New sheet")                                                                        \
  TEXT(new_all_title, "Tạo phiếu cho cả cấp", "New sheets for a tier")                                                 \
  TEXT(check_title, "Kiểm tra phiếu", "Check sheet")                                                                   \
  TEXT(submit_title, "Nộp phiếu", "Submit sheet")                                                                      \
  TEXT(programme_label, "~Chương trình đánh giá:", "~Programme:")                                                      \
  TEXT(tier_label, "C~ấp:", "~Tier:")                                                                                  \
  TEXT(round_label, "~Kỳ:", "~Round:")                                                                                 \
  TEXT(round_assessed, "Đánh giá {0}", "Assessment {0}")                                                               \
  TEXT(round_unassessed, "{0} (không đánh giá)", "{0} (without assessment)")                                           \
  TEXT(figures_checked,                                                                                                \
       "Số liệu không có lỗi: đã điền {0}/{1} tiêu chí. Kỳ này không chấm điểm.",                                      \
       "No errors in the figures: {0} of {1} criteria filled in. This round is not scored.")                           \
  TEXT(submit_figures_question,                                                                                        \
       "{0}\n{1}, không đánh giá. Bản nộp, tệp PDF và biên nhận được ghi vào thư mục dưới đây.",                       \
       "{0}\n{1}, without assessment. The frozen copy, the PDF and the receipt are written into this folder.")         \
  TEXT(search_label, "Tì~m đơn vị:", "~Search units:")                                                                 \
  TEXT(unit_label, "Đơn ~vị:", "~Unit:")                                                                               \
  TEXT(folder_label, "~Lưu vào thư mục:", "Save in ~folder:")                                                          \
  TEXT(from_label, "Phiếu kỳ t~rước (nếu muốn chuyển câu trả lời):", "Last ~year's sheet (to carry its answers over):")   \
  TEXT(browse_sheet_button, "Chọn t~ệp…", "Bro~wse file…")                                                             \
  TEXT(carried_over,                                                                                                   \
       "Đã tạo phiếu: {0}\nĐã chuyển {1} câu trả lời từ phiếu kỳ trước; hãy đối chiếu từng câu rồi chọn “Đã xác nhận”.",     \
       "Sheet made: {0}\n{1} answers were carried over from last year's sheet; look at each and choose “Đã xác nhận” (confirmed).") \
  TEXT(carry_failed, "Không chuyển được câu trả lời từ {0}; phiếu chưa được tạo.",                                     \
       "Nothing can be carried over from {0}; no sheet was made.")                                                     \
  TEXT(sheet_files, "Phiếu đánh giá (.ods, .xlsx)", "Assessment sheets (.ods, .xlsx)")                                 \
  TEXT(browse_button, "Chọ~n…", "~Browse…")                                                                            \
  TEXT(new_button, "~Tạo phiếu", "~Make sheet")                                                                        \
  TEXT(new_all_button, "~Tạo các phiếu", "~Make sheets")                                                               \
  TEXT(submit_button, "~Nộp phiếu", "~Submit")                                                                         \
  TEXT(go_button, "Đến ~ô này", "~Go to cell")                                                                         \
  TEXT(close_button, "Đón~g", "~Close")                                                                                \
  TEXT(cancel_button, "~Hủy", "~Cancel")                                                                               \
  TEXT(not_official,                                                                                                   \
       "Bộ tiêu chí này không phải phụ lục chính thức của quyết định.",                                                \
       "These criteria are not the decision's official annex.")                                                        \
  TEXT(findings_found,                                                                                                 \
       "{0} mục cần sửa trước khi nộp, {1} mục nên xem lại.",                                                          \
       "{0} to correct before submitting, {1} to look at.")                                                            \
  TEXT(nothing_found, "Phiếu không có lỗi. Điểm tự đánh giá: {0}/{1}.", "No errors. Self-score: {0} of {1}.")          \
  TEXT(submit_question,                                                                                                \
       "{0}\nĐiểm tự đánh giá: {1}/{2}. Bản nộp, tệp PDF và biên nhận được ghi vào thư mục dưới đây.",                 \
       "{0}\nSelf-score: {1} of {2}. The frozen copy, the PDF and the receipt are written into this folder.")          \
  TEXT(sheet_made, "Đã tạo phiếu: {0}", "Sheet made: {0}")                                                             \
  TEXT(sheets_made, "Đã tạo {0} phiếu trong thư mục {1}.", "{0} sheets made in the folder {1}.")                       \
  TEXT(sheets_exist,                                                                                                   \
       "Đã tạo {0} phiếu trong thư mục {1}. {2} phiếu đã có từ trước và được giữ nguyên.",                             \
       "{0} sheets made in the folder {1}. {2} were there already and were left alone.")                               \
  TEXT(making_sheets, "Đang tạo phiếu…", "Making sheets…")                                                             \
  TEXT(submitted, "Đã ghi bản nộp. Mã kiểm tra: {0}\n{1}", "Submission written. Check code: {0}\n{1}")                 \
  TEXT(submission_refused, "Chưa nộp được: {0} mục cần sửa.", "Not submitted: {0} to correct.")                        \
  TEXT(file_exists,                                                                                                    \
       "Tệp {0} đã có. Hãy chọn thư mục khác, hoặc cho phép ghi đè.",                                                  \
       "The file {0} exists. Choose another folder, or allow it to be replaced.")                                      \
  TEXT(replace_question,                                                                                               \
       "Thư mục đã có bản nộp của đơn vị này. Thay bằng bản mới?",                                                     \
       "The folder already holds a submission of this unit. Replace it?")                                              \
  TEXT(replace_sheet_question,                                                                                         \
       "Tệp {0} đã có. Thay bằng phiếu mới?",                                                                          \
       "The file {0} exists. Replace it with the new sheet?")                                                          \
  TEXT(cancelled, "Đã hủy.", "Cancelled.")                                                                             \
  TEXT(argument_missing, "Thiếu tham số {0}.", "The argument {0} is missing.")                                         \
  TEXT(no_programmes, "Không tìm thấy chương trình đánh giá nào.", "There are no programmes.")                         \
  TEXT(broken_programme, "{0} (có lỗi)", "{0} (has errors)")                                                           \
  TEXT(broken_programme_help,                                                                                          \
       "Chương trình này có lỗi nên chưa dùng được. Bấm nút dưới đây để xem lỗi.",                                     \
       "This programme has errors and cannot be used. Press the button below to see them.")                            \
  TEXT(programme_unusable, "Chương trình “{0}” có lỗi nên chưa dùng được.", "The programme \"{0}\" has errors and cannot be used.") \
  TEXT(no_units, "Cấp này chưa có đơn vị nào trong danh sách.", "This tier has no units in the list.")                 \
  TEXT(no_document, "Hãy mở phiếu trước.", "Open a sheet first.")                                                      \
  TEXT(document_not_saved, "Hãy lưu phiếu trước, hoặc chọn thư mục.", "Save the sheet first, or choose a folder.")     \
  TEXT(already_submitted,                                                                                              \
       "Đây là bản đã nộp (mã {0}). Hãy mở phiếu đang soạn.",                                                          \
       "This is a submitted copy (code {0}). Open the sheet that you work on.")                                        \
  TEXT(copy_differs,                                                                                                   \
       "Bản nộp vừa ghi không khớp với phiếu đang mở; các tệp đã được bỏ. Hãy báo cho nhóm phát triển.",               \
       "The copy just written does not match the open sheet; the files were discarded. Report this.")                  \
  TEXT(import_title, "Nhập bộ tiêu chí từ bảng", "Import criteria from table")                                         \
  TEXT(import_button, "~Lập bộ tiêu chí", "~Make criteria")                                                            \
  TEXT(preview_button, "~Chỉ xem trước", "~Preview only")                                                              \
  TEXT(title_label, "T~ên chương trình:", "~Name of the programme:")                                                   \
  TEXT(province_label, "~Tỉnh, thành phố:", "P~rovince or city:")                                                      \
  TEXT(year_label, "~Năm:", "~Year:")                                                                                  \
  TEXT(key_label, "~Khóa (tên thư mục, không dấu):", "~Key (name of the folder):")                                     \
  TEXT(import_tier_label, "C~ấp (khóa – tên):", "~Tier (key – name):")                                                 \
  TEXT(import_new, "Lập chương trình mới ở {0}", "Makes a new programme in {0}")                                       \
  TEXT(import_adds_tier,                                                                                               \
       "Thêm cấp “{0}” vào chương trình đã có “{1}”; tên, tỉnh và năm giữ nguyên.",                                    \
       "Adds the tier \"{0}\" to the programme \"{1}\", whose name, province and year stay.")                          \
  TEXT(import_replaces_tier,                                                                                           \
       "Thay bộ tiêu chí cấp “{0}” của chương trình đã có “{1}”. Phiếu đã lập theo bộ cũ phải lập lại.",               \
       "Replaces the criteria of tier \"{0}\" of the programme \"{1}\". Sheets of the old ones must be made again.")    \
  TEXT(import_key_delivered,                                                                                           \
       "Khóa “{0}” là của một chương trình kèm theo. Hãy đặt khóa khác.",                                              \
       "The key \"{0}\" is that of a delivered programme. Choose another.")                                            \
  TEXT(import_key_broken,                                                                                              \
       "Chương trình “{0}” đã có nhưng đang có lỗi. Hãy sửa chương trình đó hoặc đặt khóa khác.",                      \
       "The programme \"{0}\" is there but has errors. Mend it or choose another key.")                                \
  TEXT(key_invalid,                                                                                                    \
       "“{0}” không dùng làm khóa được: chỉ dùng chữ thường không dấu, chữ số và gạch ngang, nhiều nhất 40 ký tự.",    \
       "\"{0}\" cannot be a key: use lower-case letters without marks, digits and hyphens, 40 at most.")               \
  TEXT(year_invalid, "Năm “{0}” không đúng: hãy ghi từ 2000 đến 2100.", "The year \"{0}\" is not one from 2000 to 2100.") \
  TEXT(import_replace_question, "{0}\nThay bộ tiêu chí này?", "{0}\nReplace these criteria?")                          \
  TEXT(import_done,                                                                                                    \
       "Đã lập bộ tiêu chí ({0} tiêu chí) trong thư mục\n{1}\n\nNên làm tiếp: điền danh sách đơn vị vào units.csv; xem "   \
       "lại quyết định, hạn nộp và cơ quan tiếp nhận trong programme.xml. Muốn sửa tiêu chí: sửa bảng rồi nhập lại.",   \
       "Made a set of {0} criteria in the folder\n{1}\n\nNext: fill in the list of units in units.csv; look over decision, " \
       "dates and receiving authority in programme.xml. To change criteria, correct the table and import it again.")   \
  TEXT(make_sheet_question, "{0}\n\nTạo phiếu mới theo bộ tiêu chí này ngay bây giờ?", "{0}\n\nMake a new sheet of these criteria now?") \
  TEXT(import_refused, "Chưa lập được bộ tiêu chí: {0} lỗi phải sửa trong bảng.", "No criteria made: {0} to correct in the table.") \
  TEXT(import_unusable, "Bộ tiêu chí lập ra chưa dùng được; không ghi gì cả.", "The criteria cannot be used; nothing was written.") \
  TEXT(previewed, "{0}. {1}", "{0}. {1}")                                                                              \
  TEXT(no_table, "Hãy mở bảng tiêu chí trong Calc trước.", "Open the table of criteria in Calc first.")                \
  TEXT(selection_empty, "Vùng đang chọn không có gì. Hãy chọn bảng tiêu chí, hoặc đặt con trỏ vào bảng.",              \
       "There is nothing in the selection. Select the table of criteria, or put the cursor into it.")                  \
  TEXT(several_selections, "Đang chọn nhiều vùng. Hãy chọn một vùng, hoặc đặt con trỏ vào bảng.",                      \
       "Several ranges are selected. Select one, or put the cursor into the table.")                                   \
  TEXT(is_preview, "Đây là bản xem trước. Hãy sửa bảng nguồn rồi chạy lại lệnh ở đó.",                                 \
       "This is the preview. Correct the table itself and run the command there.")                                     \
  TEXT(no_own_folder, "Không biết ghi vào đâu: máy không có thư mục riêng của người dùng (HOME).",                     \
       "There is no place to write to: the user has no home folder (HOME).")                                           \
  TEXT(diff_title, "So sánh hai bộ tiêu chí", "Compare two sets of criteria")                                          \
  TEXT(diff_old_label, "Bộ ~cũ:", "~Old criteria:")                                                                    \
  TEXT(diff_new_label, "Bộ ~mới:", "~New criteria:")                                                                   \
  TEXT(other_folder_button, "~Thư mục khác…", "Other ~folder…")                                                        \
  TEXT(other_folder_again_button, "T~hư mục khác…", "Other fol~der…")                                                  \
  TEXT(diff_button, "~So sánh", "Com~pare")                                                                            \
  TEXT(diff_done, "{0} thay đổi.", "{0} changes.")                                                                     \
  TEXT(diff_same, "Hai bộ tiêu chí giống nhau.", "The criteria are the same.")                                         \
  TEXT(write_failed, "Không ghi được {0}: {1}", "Cannot write {0}: {1}")                                               \
  TEXT(office_failed, "LibreOffice báo lỗi: {0}", "LibreOffice reported: {0}")
// clang-format on

namespace thuocdo {

enum class Says {
#define THUOCDO_TEXT(name, vi, en) name,
  THUOCDO_COMMAND_TEXTS(THUOCDO_TEXT)
#undef THUOCDO_TEXT
};

Text say(Says what, std::initializer_list<std::string> arguments = {});
// Same, with arguments that differ between the languages.
Text say(Says what, const std::vector<Text>& arguments);

}  // namespace thuocdo
