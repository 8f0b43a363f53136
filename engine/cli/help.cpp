#include "cli/help.h"

#include <algorithm>

#include "report/page.h"

namespace thuocdo {
namespace {

bool is_flag(const CLI::Option& option) { return option.get_items_expected_max() == 0; }

std::string left_column(const CLI::Option& option) {
  if (option.get_positional()) return option.get_type_name();
  std::string names = option.get_name(false, true);
  for (std::size_t at = 0; (at = names.find(',', at)) != std::string::npos; at += 2) names.replace(at, 1, ", ");
  return is_flag(option) ? names : names + " " + option.get_type_name();
}

}  // namespace

std::string Help::list(const std::vector<std::pair<std::string, std::string>>& entries) const {
  constexpr std::size_t widest = 24;
  std::size_t width = 0;
  for (const auto& [left, right] : entries) {
    if (text_width(left) <= widest) width = std::max(width, text_width(left));
  }
  Page page;
  page.width = width_;
  std::string text;
  for (const auto& [left, right] : entries) {
    text += "  " + left;
    if (text_width(left) > width) {
      text += "\n" + std::string(width + 4, ' ');
    } else {
      text += std::string(width - text_width(left) + 2, ' ');
    }
    text += paragraph(right, page, width + 4) + "\n";
  }
  return text;
}

std::string Help::after(const std::string& command) const {
  Page page;
  page.width = width_;
  std::string text;
  const auto add = [&](const Text& what) { text += "\n" + paragraph(say(what), page) + "\n"; };
  if (command == "score" || command == "check" || command == "explain") {
    add({"Tệp câu trả lời: field là value (co, khong, mã mức, số lượng, điểm), a và b (tỷ lệ), except:MÃ (số được trừ), "
         "item:MÃ (mục con), TRƯỜNG-HỢP:… (một trong các trường hợp), branch và var:TÊN (công thức), na (không áp "
         "dụng, kèm lý do), reason (lý do), evidence (tài liệu kiểm chứng), page (trang, mục), link (liên kết hoặc tệp).",
         "File of answers: field is value (co, khong, a level's id, a count, points), a and b (ratios), except:ID (what is "
         "taken off), item:ID (sub-items), CASE:… (one of several cases), branch and var:NAME (formulas), na (does not apply, "
         "with the reason), reason, evidence, page, link (address or file)."});
  }
  if (command == "score") {
    add({"JSON: {programme, digest, tier, unit, total, maximum, published, criteria: [{id, points, maximum, state, unrounded, why: {vi, "
         "en}}], findings: [{severity, code, criterion, sheet, cell, message: {vi, en}}]}; số là chuỗi thập phân có dấu chấm; "
         "unrounded không có số thập phân đúng thì là phân số, như 35/6. Nhiều phiếu: {sheets: […]}.",
         "JSON: {programme, digest, tier, unit, total, maximum, published, criteria: [{id, points, maximum, state, unrounded, why: {vi, "
         "en}}], findings: [{severity, code, criterion, sheet, cell, message: {vi, en}}]}; numbers are strings of decimals "
         "with a point; an unrounded value without an exact decimal is a fraction, such as 35/6. Several sheets: {sheets: […]}."});
  }
  if (command == "verify") {
    add({"Tệp dùng được khi phiếu khớp với mã kiểm tra và phần dữ liệu nộp, và không có chữ ký nào bị sửa hay bị thu hồi. Chưa ký vẫn dùng "
         "được; chứng thư hết hạn, chưa rõ nơi cấp … được nêu để người nhận quyết định. Không tra cứu qua mạng. Tệp .ods và .pdf cùng tên "
         "được đối chiếu mã kiểm tra với nhau.",
         "A file can be used when the sheet agrees with its check code and its structured part, and no signature is altered or revoked. "
         "Unsigned files can be used; an expired certificate, an unknown issuer and the like are named for the receiver to decide. "
         "Nothing is looked up in a network. An .ods and a .pdf of one name are compared with each other."});
  }
  if (command == "receive") {
    add({"Thời gian nhận quyết định phiếu đúng hạn hay trễ; giờ máy của đơn vị tự nó không quyết định gì. Phiếu ghi nộp sau thời gian nhận là có đồng hồ sai: "
         "phiếu được nhận kèm cảnh báo; chỉ khi thời gian nhận lấy theo đồng hồ của máy này và hạn nộp nằm giữa hai thời gian thì phiếu chờ quyết định.",
         "The time of receipt decides whether a sheet is in time; the unit's clock by itself decides nothing. A sheet that says it was "
         "submitted after it was received shows a wrong clock: it is accepted with a warning; only where the time of receipt is this computer's clock and the "
         "deadline lies between the two times does the sheet wait for a decision."});
    add({"Chữ ký được xét tại thời gian nhận (hoặc thời gian của dấu thời gian tin cậy): chứng thư hết hạn sau khi ký không sao, nếu "
         "máy của người ký ghi ký không quá 60 ngày trước đó. Bị sửa sau khi ký thì không nhận; chứng thư bị thu hồi, đã hết hạn khi ký, chưa "
         "rõ nơi cấp thì chờ quyết định; chưa ký là một trạng thái, trừ khi chương trình hoặc --require-signature yêu cầu ký. Danh sách thu hồi (.crl) lấy từ thư mục --trust, không tra cứu qua mạng. Bản PDF "
         "không mang phiếu được nối với phiếu có cùng mã kiểm tra; chữ ký hợp lệ trên đó được tính cho phiếu.",
         "Signatures are judged at the time of receipt (or of a trusted time stamp): a certificate that ended after signing is no matter, "
         "where the signer's computer says that it signed at most 60 days before. Altered "
         "after signing is refused; a certificate that was revoked, had ended when it signed, or whose issuer is not known needs a decision; "
         "unsigned is a state, unless the programme or --require-signature asks for a signature. Revocation lists (.crl) come from the folder of "
         "--trust; nothing is looked up in a network. A PDF without the workbook is joined to the sheet with its check code; a valid signature on "
         "it counts for the sheet."});
  }
  if (command == "consolidate") {
    add({"Tệp không đọc được và phiếu bị từ chối được nêu rõ lý do; các phiếu khác vẫn được tổng hợp.",
         "Files that cannot be read and sheets that are refused are named with the reason; the others go on."});
  }
  if (command == "import-criteria") {
    add({"Dòng tiêu đề được tìm theo các tên cột quen thuộc (STT, Tiêu chí, Điểm tối đa, Cách tính, Tài liệu kiểm chứng, Nguồn số "
         "liệu, Đơn vị xác minh); số thứ tự cho cây tiêu chí. Cách tính nhận ra từ câu chữ chỉ là đề xuất, phải đối chiếu; câu chữ "
         "không nhận ra thì tạm để người chấm. Có lỗi phải sửa thì không ghi tệp nào.",
         "The heading row is found by the usual names of columns (STT, Tiêu chí, Điểm tối đa, Cách tính, Tài liệu kiểm chứng, "
         "Nguồn số liệu, Đơn vị xác minh); the numbers give the tree. A rule found in the words is a proposal to compare; what is "
         "not recognised is judged by a person for now. With an error to mend nothing is written."});
  }
  if (command == "import-units") {
    add({"Cột được tìm theo tên quen thuộc: Mã, Tên đơn vị, Cấp, Trực thuộc (Huyện, Đơn vị cấp trên), Có hiệu lực từ, Hiệu lực đến, Sáp nhập "  // Vietnamese: names of columns
         "vào, Không đánh giá vì. Cấp ghi bằng khóa hoặc bằng chữ (xã, phường, thị trấn); đơn vị cấp trên ghi bằng mã hoặc tên; mã còn thiếu "
         "được lập từ tên.",
         "Columns are found by their usual names: Mã, Tên đơn vị, Cấp, Trực thuộc (Huyện, Đơn vị cấp trên), Có hiệu lực từ, Hiệu lực đến, Sáp nhập "  // Vietnamese: names of columns
         "vào, Không đánh giá vì. Tiers are given by key or in words (xã, phường, thị trấn), the unit above by code or name; missing codes are "
         "made from the names."});
  }
  add({"Mã thoát: 0 xong; 1 dữ liệu có lỗi phải sửa; 2 lời gọi không đúng; 3 máy gặp sự cố (ổ đĩa, bộ nhớ); 130 bị ngắt.",
       "Exit codes: 0 done; 1 the input has errors to mend; 2 the call is wrong; 3 the machine failed (disk, memory); 130 "
       "interrupted."});
  return text;
}

std::string Help::make_help(const CLI::App* app, std::string, CLI::AppFormatMode) const {
  Page page;
  page.width = width_;
  const std::string name = app->get_name();
  std::string text = paragraph((app->get_parent() != nullptr ? "thuocdo " + name : name) + ": " + app->get_description(), page) + "\n";
  text += "\n" + say({"Cách dùng:", "Usage:"}) + "\n";
  if (const auto found = usages_.find(name); found != usages_.end()) {
    for (const std::string& line : found->second) text += "  " + line + "\n";
  }
  std::vector<std::pair<std::string, std::string>> positionals;
  std::vector<std::pair<std::string, std::string>> options;
  for (const CLI::Option* option : app->get_options()) {
    (option->get_positional() ? positionals : options).emplace_back(left_column(*option), option->get_description());
  }
  std::vector<std::pair<std::string, std::string>> commands;
  for (const CLI::App* command : app->get_subcommands([](const CLI::App*) { return true; })) {
    commands.emplace_back(command->get_name(), command->get_description());
  }
  if (!commands.empty()) text += "\n" + say({"Lệnh:", "Commands:"}) + "\n" + list(commands);
  if (!positionals.empty()) text += "\n" + say({"Tham số:", "Arguments:"}) + "\n" + list(positionals);
  text += "\n" + say({"Tùy chọn:", "Options:"}) + "\n" + list(options);
  if (!commands.empty()) {
    text += "\n" + say({"Trợ giúp của từng lệnh: thuocdo LỆNH --help", "Help of a command: thuocdo COMMAND --help"}) + "\n";
  }
  return text + after(app->get_parent() != nullptr ? name : std::string());
}

}  // namespace thuocdo
