#include "cli/command_parts.h"

namespace thuocdo {

void add_register(CLI::App& app, Options& options) {
  add_text(app, "--register", options.book, options.say({"SỔ", "REGISTER"}),
           options.say({"Sổ tiếp nhận: một tệp SQLite, hoặc postgresql://… khi nhiều người cùng làm",
                        "The register: a SQLite file, or postgresql://… where several people share it"}));
}

namespace {

void add_who(CLI::App& app, Options& options) {
  add_text(app, "--who", options.who, options.say({"TÊN", "NAME"}),
           options.say({"Người làm, ghi vào nhật ký của sổ. Mặc định: tên đăng nhập máy này",
                        "Who does it, for the register's trail. Default: the login name on this machine"}));
}

}  // namespace

void add_register_commands(const MakeCommand& command, CLI::App& consolidate, Options& options, std::string& threads) {
  const auto say = [&](const char* vi, const char* en) { return options.say({vi, en}); };
  const auto add_programme = [&](CLI::App& app) {
    add_text(app, "--programme", options.programme, say("KHÓA", "KEY"), say("Khóa chương trình, xem lệnh programmes", "Key of the programme, see the command programmes"));
  };

  CLI::App* receive = command("receive", say("Tiếp nhận phiếu vào sổ", "Take sheets into the register"),
                              {say("TỆP|THƯ_MỤC… --programme KHÓA --register SỔ", "FILE|FOLDER… --programme KEY --register REGISTER")});
  receive->add_option("files", options.files, say("Phiếu .ods, .fods, .xlsx, hoặc thư mục, kể cả thư mục con",
                                                  "Sheets: .ods, .fods, .xlsx, or folders with their subfolders"))
      ->type_name(say("TỆP|THƯ_MỤC…", "FILE|FOLDER…"));
  add_programme(*receive);
  add_register(*receive, options);
  add_round(*receive, options);
  add_text(*receive, "--received", options.received, say("THỜI_GIAN|BẢNG", "TIME|TABLE"),
           say("Thời gian nhận (24/12/2023 16:30, hoặc 2023-12-24T16:30+07:00), hoặc bảng từ hệ thống văn bản (.ods, .xlsx, .csv) với cột Tên tệp "
               "hoặc Mã đơn vị, và Thời gian đến. Mặc định: bây giờ",
               "Time of receipt (24/12/2023 16:30, or 2023-12-24T16:30+07:00), or a table out of the document system (.ods, .xlsx, .csv) with "
               "columns for the file or unit and the time. Default: now"));
  add_who(*receive, options);
  add_text(*receive, "--threads", threads, say("SỐ", "NUMBER"),
           say("Số luồng đọc phiếu, 1 đến 256. Mặc định: số lõi của máy", "Threads that read sheets, 1 to 256. Default: the machine's cores"));

  CLI::App* status = command("status", say("Ai đã nộp, ai trễ, ai chưa nộp, còn mấy ngày", "Who has submitted, who is late or missing, how many days are left"),
                             {say("--programme KHÓA --register SỔ [--tier CẤP]", "--programme KEY --register REGISTER [--tier TIER]"),
                              say("--programme KHÓA --register SỔ --reminders", "--programme KEY --register REGISTER --reminders")});
  add_programme(*status);
  add_register(*status, options);
  add_round(*status, options);
  add_text(*status, "--tier", options.tier, say("CẤP", "TIER"), say("Chỉ cấp này", "This tier only"));
  add_text(*status, "--at", options.at, say("THỜI_GIAN", "TIME"), say("Tính đến lúc này. Mặc định: bây giờ", "As of this moment. Default: now"));
  add_text(*status, "--out", options.out, say("TỆP", "FILE"), say("Ghi thêm bảng CSV, mỗi đơn vị một dòng", "Also write a CSV table, a line for each unit"));
  status->add_flag("--reminders", options.reminders, say("In thư nhắc cho từng đơn vị chưa nộp hoặc phải nộp lại", "Print a letter for each unit that has not submitted or must submit again"));

  CLI::App* decide = command("decide", say("Quyết định về phiếu đã vào sổ: nhận, không nhận, sửa thời gian nhận", "Decide about receipts: accept, refuse, correct the time of receipt"),
                             {say("SỐ… --accept|--refuse --basis CĂN_CỨ --register SỔ", "NUMBER… --accept|--refuse --basis BASIS --register REGISTER"),
                              say("SỐ… --received THỜI_GIAN --basis CĂN_CỨ --register SỔ", "NUMBER… --received TIME --basis BASIS --register REGISTER")});
  decide->add_option("numbers", options.files, say("Các số trong sổ, xem lệnh status", "Numbers in the register, see the command status"))
      ->type_name(say("SỐ…", "NUMBER…"));
  add_register(*decide, options);
  decide->add_flag("--accept", options.accept, say("Nhận; phiếu khác đã nhận của đơn vị bị thay", "Accept; it takes the place of the unit's other one"));
  decide->add_flag("--refuse", options.refuse, say("Không nhận", "Refuse"));
  add_text(*decide, "--received", options.received, say("THỜI_GIAN", "TIME"), say("Thời gian nhận đúng", "The right time of receipt"));
  add_text(*decide, "--basis", options.basis, say("CĂN_CỨ", "BASIS"), say("Văn bản hoặc sự việc làm căn cứ", "The document or fact that the decision rests on"));
  add_text(*decide, "--comment", options.comment, say("Ý_KIẾN", "COMMENT"), say("Ý kiến thêm", "A further comment"));
  add_who(*decide, options);

  CLI::App* audit = command("audit", say("Kiểm tra sổ: chuỗi nhật ký, từng dòng, từng tệp gốc", "Check the register: the chain of the trail, every row, every original"),
                            {say("--register SỔ [--expect MÃ]", "--register REGISTER [--expect DIGEST]")});
  add_register(*audit, options);
  add_text(*audit, "--expect", options.expect, say("MÃ", "DIGEST"),
           say("Mã của mục cuối đã ghi lại lần trước; nhật ký phải còn mục này", "Digest of the last entry as written down earlier; the trail must still have it"));

  add_register(consolidate, options);
}

}  // namespace thuocdo
