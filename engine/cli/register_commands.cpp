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
  receive->add_option("files", options.files, say("Phiếu .ods, .fods, .xlsx, PDF mang theo phiếu, bản PDF gửi kèm phiếu, hoặc thư mục, kể cả thư mục con",
                                                  "Sheets: .ods, .fods, .xlsx, PDFs that carry one, PDFs that go with one, or folders with their subfolders"))
      ->type_name(say("TỆP|THƯ_MỤC…", "FILE|FOLDER…"));
  add_programme(*receive);
  add_register(*receive, options);
  add_round(*receive, options);
  add_text(*receive, "--received", options.received, say("THỜI_GIAN|BẢNG", "TIME|TABLE"),
           say("Thời gian nhận (24/12/2023 16:30, hoặc 2023-12-24T16:30+07:00), hoặc bảng từ hệ thống văn bản (.ods, .xlsx, .csv) với cột Tên tệp "
               "hoặc Mã đơn vị, và Thời gian đến. Mặc định: bây giờ",
               "Time of receipt (24/12/2023 16:30, or 2023-12-24T16:30+07:00), or a table out of the document system (.ods, .xlsx, .csv) with "
               "columns for the file or unit and the time. Default: now"));
  add_trust(*receive, options);
  receive->add_flag("--require-signature", options.require_signature,
                    say("Phiếu chưa có chữ ký hợp lệ thì chờ quyết định, dù chương trình không yêu cầu ký số",
                        "A sheet without a valid signature waits for a decision, also where the programme asks for none"));
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
  add_text(*status, "--parent", options.parent, say("ĐƠN_VỊ", "UNIT"), say("Chỉ đơn vị này và các đơn vị mà nó tổng hợp, ví dụ h-pleiku", "This unit and those that it consolidates only, such as h-pleiku"));
  add_text(*status, "--at", options.at, say("THỜI_GIAN", "TIME"), say("Tính đến lúc này. Mặc định: bây giờ", "As of this moment. Default: now"));
  add_text(*status, "--out", options.out, say("TỆP", "FILE"), say("Ghi thêm bảng CSV, mỗi đơn vị một dòng", "Also write a CSV table, a line for each unit"));
  status->add_flag("--reminders", options.reminders, say("In thư nhắc cho từng đơn vị chưa nộp hoặc phải nộp lại, và một thư cho mỗi huyện có xã như thế", "Print a letter for each unit that has not submitted or must submit again, and one for each district that has such communes"));

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

  CLI::App* appraise = command("appraise", say("Thẩm định: bảng cho người thẩm định, điểm tự đánh giá cạnh điểm thẩm định, hai lần, khóa", "Appraise: tables for reviewers, self and appraised points side by side, two rounds, closing"),
                               {say("PHIẾU [BẢNG…] [--out BẢNG_MỚI]", "SHEET [TABLE…] [--out NEW_TABLE]"),
                                say("BẢNG… --programme KHÓA --register SỔ", "TABLE… --programme KEY --register REGISTER"),
                                say("--unit ĐƠN_VỊ --programme KHÓA --register SỔ [--out BẢNG]", "--unit UNIT --programme KEY --register REGISTER [--out TABLE]"),
                                say("--unit ĐƠN_VỊ --programme KHÓA --register SỔ --close|--reopen", "--unit UNIT --programme KEY --register REGISTER --close|--reopen")});
  appraise->add_option("files", options.files, say("Phiếu rồi các bảng thẩm định; với --register chỉ các bảng, để ghi vào sổ (.ods, .xlsx, .csv)",
                                                   "The sheet, then tables of its appraisal; with --register tables only, which are entered (.ods, .xlsx, .csv)"))
      ->type_name(say("TỆP…", "FILE…"));
  add_programme(*appraise);
  add_register(*appraise, options);
  add_text(*appraise, "--unit", options.unit, say("ĐƠN_VỊ", "UNIT"), say("Mã đơn vị được thẩm định", "Code of the unit that is appraised"));
  add_text(*appraise, "--stage", options.stage, "first|second|final", say("Lần thẩm định: first (lần 1), second (lần 2, chỉ tiêu chí đã giải trình), final (chính thức). Mặc định: first",
                                                                            "The stage: first, second (only what the unit explained), final. Default: first"));
  add_text(*appraise, "--out", options.out, say("BẢNG", "TABLE"), say("Ghi bảng để thẩm định (.ods, .csv): một dòng cho mỗi số liệu", "Write the table to fill in (.ods, .csv): a row for each figure"));
  appraise->add_flag("--for-unit", options.for_unit, say("Với --out: bảng gửi đơn vị, chỉ tiêu chí được giải trình, không có ghi chú nội bộ", "With --out: the table for the unit, what it may explain and nothing internal"));
  add_text(*appraise, "--criterion", options.criterion, say("MÃ,…", "ID,…"), say("Chỉ các tiêu chí hoặc nhóm này, với --out và --assign", "These criteria or groups only, with --out and --assign"));
  appraise->add_flag("--close", options.close, say("Khóa lần thẩm định của đơn vị khi mọi tiêu chí đã có kết luận", "Close the stage for the unit, once everything is decided"));
  appraise->add_flag("--reopen", options.reopen, say("Mở lại, kèm --basis; các lần sau cũng mở lại", "Open it again, with --basis; later stages open, too"));
  add_text(*appraise, "--basis", options.basis, say("LÝ_DO", "REASON"), say("Lý do mở lại", "Why it is opened again"));
  add_text(*appraise, "--assign", options.assign, say("TÊN,…", "NAME,…"), say("Giao các tiêu chí cho những người này; “-” là không giao riêng ai", "Assign the criteria to these people; \"-\" to nobody in particular"));
  appraise->add_flag("--internal", options.internal, say("Hiện cả ghi chú nội bộ", "Show internal comments, too"));
  appraise->add_flag("--csv", options.csv, say("In bảng CSV", "Print CSV"));
  add_who(*appraise, options);

  CLI::App* level = command("level", say("Khóa một cấp, ghi vắng, mở lại", "Close a level, mark a unit as absent, open a level again"),
                            {say("ĐƠN_VỊ…|--whole --close [--with-below] --programme KHÓA --register SỔ", "UNIT…|--whole --close [--with-below] --programme KEY --register REGISTER"),
                             say("ĐƠN_VỊ… --absent|--reopen --basis LÝ_DO --programme KHÓA --register SỔ", "UNIT… --absent|--reopen --basis REASON --programme KEY --register REGISTER")});
  level->add_option("units", options.files, say("Mã các đơn vị; của huyện thì là cả huyện với các xã của nó", "Codes of units; of a district it means the district with its communes"))
      ->type_name(say("ĐƠN_VỊ…", "UNIT…"));
  add_programme(*level);
  add_register(*level, options);
  add_round(*level, options);
  level->add_flag("--whole", options.whole, say("Toàn bộ chương trình, trên mọi đơn vị", "The whole programme, above all units"));
  level->add_flag("--close", options.close, say("Khóa: mọi cấp dưới phải đã khóa hoặc đã ghi vắng", "Close it: everything below must be closed or marked absent"));
  level->add_flag("--with-below", options.with_below, say("Với --close: khóa trước những đơn vị bên dưới khóa được; ghi vắng đơn vị mà gói hồ sơ đã nhận ghi vắng",
                                                           "With --close: first close what can be closed below; mark as absent whom an accepted bundle calls absent"));
  level->add_flag("--absent", options.absent, say("Ghi vắng đơn vị chưa có phiếu được nhận, kèm --basis", "Mark units without an accepted sheet as absent, with --basis"));
  level->add_flag("--reopen", options.reopen, say("Mở lại, kèm --basis; các cấp trên cũng mở lại", "Open it again, with --basis; the levels above open, too"));
  add_text(*level, "--basis", options.basis, say("LÝ_DO", "REASON"), say("Lý do hoặc văn bản làm căn cứ", "The reason, or the document that it rests on"));
  add_who(*level, options);

  CLI::App* bundle = command("bundle", say("Lập gói hồ sơ của huyện: phiếu gốc, thẩm định, xếp hạng các xã trong một tệp", "Make a district's bundle: original sheets, appraisal and ranking of its communes in one file"),
                             {say("--parent ĐƠN_VỊ --programme KHÓA --register SỔ --out TỆP.ods", "--parent UNIT --programme KEY --register REGISTER --out FILE.ods")});
  add_programme(*bundle);
  add_register(*bundle, options);
  add_round(*bundle, options);
  add_text(*bundle, "--parent", options.parent, say("ĐƠN_VỊ", "UNIT"), say("Mã đơn vị lập gói, ví dụ h-pleiku; cấp này phải đã khóa", "Code of the unit whose bundle it is, such as h-pleiku; its level must be closed"));
  add_text(*bundle, "--out", options.out, say("TỆP", "FILE"), say("Nơi ghi gói: một tệp .ods, mở và ký số được trong Calc", "Where the bundle is written: an .ods, which Calc opens and signs"));
  add_text(*bundle, "--threads", threads, say("SỐ", "NUMBER"), say("Số luồng đọc phiếu, 1 đến 256. Mặc định: số lõi của máy", "Threads that read sheets, 1 to 256. Default: the machine's cores"));
  add_who(*bundle, options);

  CLI::App* audit = command("audit", say("Kiểm tra sổ: chuỗi nhật ký, từng dòng, từng tệp gốc", "Check the register: the chain of the trail, every row, every original"),
                            {say("--register SỔ [--expect MÃ]", "--register REGISTER [--expect DIGEST]")});
  add_register(*audit, options);
  add_text(*audit, "--expect", options.expect, say("MÃ", "DIGEST"),
           say("Mã của mục cuối đã ghi lại lần trước; nhật ký phải còn mục này", "Digest of the last entry as written down earlier; the trail must still have it"));

  add_register(consolidate, options);
}

}  // namespace thuocdo
