#include <CLI/CLI.hpp>

#include <algorithm>
#include <cstdlib>
#include <ostream>
#include <thread>

#include "cli/command_parts.h"
#include "cli/help.h"
#include "cli/input.h"
#include "cli/options.h"
#include "cli/terminal.h"
#include "programme/store.h"

namespace thuocdo {
namespace {

// Every command takes these, so that they may stand before or after it.
void add_common(CLI::App& app, Options& options, std::string& language, std::string& templates) {
  const auto say = [&](const char* vi, const char* en) { return options.say({vi, en}); };
  app.set_help_flag("-h,--help", say("In phần trợ giúp này", "Print this help"));
  app.add_flag("--json", options.json, say("In kết quả dạng JSON", "Print the result as JSON"));
  app.add_option("--lang", language,
                 say("Ngôn ngữ: vi hoặc en. Mặc định: en khi LC_ALL, LC_MESSAGES hoặc LANG bắt đầu bằng en, còn lại là vi",
                     "Language: vi or en. Default: en where LC_ALL, LC_MESSAGES or LANG begins with en, otherwise vi"))
      ->type_name("vi|en")
      ->multi_option_policy(CLI::MultiOptionPolicy::TakeLast);
  app.add_option("--templates", templates,
                 say("Thư mục chứa các chương trình, bên cạnh chương trình tự lập. Mặc định: biến THUOCDO_TEMPLATES, hoặc thư mục "
                     "templates đi kèm",
                     "Folder of the programmes, beside the user's own. Default: the variable THUOCDO_TEMPLATES, or the "
                     "templates that come with the program"))
      ->type_name(say("THƯ_MỤC", "FOLDER"))
      ->multi_option_policy(CLI::MultiOptionPolicy::TakeLast);
  app.add_flag("--no-color", options.no_color,
               say("Không dùng màu (biến NO_COLOR cũng vậy; chỉ tô màu khi in ra cửa sổ dòng lệnh)",
                   "No colour (so does the variable NO_COLOR; there is colour on a terminal only)"));
}

}  // namespace

void add_text(CLI::App& app, const std::string& name, std::string& value, const std::string& type,
              const std::string& description) {
  app.add_option(name, value, description)->type_name(type)->multi_option_policy(CLI::MultiOptionPolicy::TakeLast);
}

void add_round(CLI::App& app, Options& options) {
  const auto say = [&](const char* vi, const char* en) { return options.say({vi, en}); };
  add_text(app, "--round", options.round, say("KỲ", "ROUND"),
           say("Kỳ, ví dụ 3-thang; kỳ không đánh giá thì chỉ kiểm tra số liệu, không chấm điểm. Mặc định: kỳ đánh giá, hoặc "
               "kỳ ghi trong phiếu",
               "Round, such as 3-thang; in a round without assessment figures are checked and not scored. Default: the "
               "assessment, or the round that the sheet names"));
}

void add_trust(CLI::App& app, Options& options) {
  add_text(app, "--trust", options.trust, options.say({"THƯ_MỤC", "FOLDER"}),
           options.say({"Thư mục chứng thư của các nơi cấp được tin cậy và danh sách thu hồi (.pem, .cer, .crt, .der, .crl). Không có thì không đối chiếu nơi cấp",
               "Folder of trusted issuers' certificates and revocation lists (.pem, .cer, .crt, .der, .crl). Without it issuers are not checked"}));
}

namespace {

// Sheets, or a CSV of answers with its programme and tier.
void add_sheets(CLI::App& app, Options& options, const std::string& placeholder) {
  const auto say = [&](const char* vi, const char* en) { return options.say({vi, en}); };
  app.add_option("sheet", options.files, say("Phiếu .ods, .fods, .xlsx, hoặc PDF mang theo phiếu", "Sheet: .ods, .fods, .xlsx, or a PDF that carries it"))
      ->type_name(placeholder);
  add_text(app, "--answers", options.answers, say("TỆP", "FILE"),
           say("Tệp CSV câu trả lời thay cho phiếu; dòng đầu là criterion,field,value",
               "CSV of answers instead of a sheet; its first line is criterion,field,value"));
  add_text(app, "--programme", options.programme, say("KHÓA", "KEY"),
           say("Khóa chương trình, xem lệnh programmes", "Key of the programme, see the command programmes"));
  add_text(app, "--tier", options.tier, say("CẤP", "TIER"),
           say("Cấp, ví dụ so, huyen, xa", "Tier, such as so, huyen, xa"));
  add_text(app, "--unit", options.unit, say("ĐƠN_VỊ", "UNIT"),
           say("Mã đơn vị của tệp câu trả lời", "Code of the unit that the answers belong to"));
  add_round(app, options);
}

void add_figures(CLI::App& app, Options& options) {
  const auto say = [&](const char* vi, const char* en) { return options.say({vi, en}); };
  add_text(app, "--figures", options.figures, say("BẢNG", "TABLE"),
           say("Bảng số liệu của cơ quan khác (.ods, .xlsx, .csv): Mã đơn vị, Mã tiêu chí, Mục, Số liệu, Nguồn",
               "Table of figures of other bodies (.ods, .xlsx, .csv): unit, criterion, field, value, source"));
}

// How many signs must be put in, left out or changed.
std::size_t distance(const std::string& from, const std::string& to) {
  std::vector<std::size_t> row(to.size() + 1);
  for (std::size_t j = 0; j < row.size(); ++j) row[j] = j;
  for (std::size_t i = 1; i <= from.size(); ++i) {
    std::size_t diagonal = row[0];
    row[0] = i;
    for (std::size_t j = 1; j < row.size(); ++j) {
      const std::size_t changed = diagonal + (from[i - 1] == to[j - 1] ? 0 : 1);
      diagonal = row[j];
      row[j] = std::min({changed, row[j] + 1, row[j - 1] + 1});
    }
  }
  return row.back();
}

// The command that was probably meant; empty where none is near.
std::string nearest_command(const CLI::App& app, const std::string& typed) {
  std::string nearest;
  std::size_t least = 3;
  for (const CLI::App* command : app.get_subcommands([](const CLI::App*) { return true; })) {
    const std::string name = command->get_name();
    const std::size_t far = distance(typed, name);
    if (far >= least || far * 2 >= name.size()) continue;
    least = far;
    nearest = name;
  }
  return nearest;
}

std::string error_text(const CLI::App& app, const CLI::ParseError& error, const Options& options) {
  const std::string what = error.what();
  if (dynamic_cast<const CLI::ExtrasError*>(&error) != nullptr) {
    const std::vector<std::string> extras = app.remaining(true);
    const std::string first = extras.empty() ? std::string() : extras.front();
    if (options.command.empty() && !first.starts_with("-")) {
      if (const std::string meant = nearest_command(app, first); !meant.empty()) {
        return options.say({"Không có lệnh “" + first + "”. Có phải lệnh “" + meant + "” không?",
                            "There is no command \"" + first + "\". Did you mean \"" + meant + "\"?"});
      }
      std::string commands;
      for (const CLI::App* command : app.get_subcommands([](const CLI::App*) { return true; })) {
        commands += (commands.empty() ? "" : ", ") + command->get_name();
      }
      return options.say({"Không có lệnh “" + first + "”; các lệnh: " + commands + ".",
                          "There is no command \"" + first + "\"; the commands are: " + commands + "."});
    }
    return options.say({"Không có tham số “" + first + "”.", "There is no argument \"" + first + "\"."});
  }
  // The library says what is wrong in English only; of its words the option's name is used.
  const std::size_t start = what.find("--");
  const std::string name = start == std::string::npos ? std::string() : what.substr(start, what.find_first_of(": ", start) - start);
  if (name.empty()) return options.say({"Lời gọi không đúng.", "The call is wrong."});
  return options.say({"Tham số " + name + " thiếu giá trị hoặc có giá trị không hợp lệ.",
                      "The option " + name + " lacks its value, or has one that it does not take."});
}

// 0 when it is not a number of threads.
int thread_count(const std::string& text) {
  constexpr int most = 256;
  if (text.empty() || text.size() > 3 || text.find_first_not_of("0123456789") != std::string::npos) return 0;
  const int count = std::atoi(text.c_str());
  return count <= most ? count : 0;
}

}  // namespace

Language language_of(int argc, const char* const* argv) {
  std::string given;
  for (int i = 1; i < argc; ++i) {
    const std::string_view argument = argv[i];
    if (argument == "--") break;
    if (argument == "--lang" && i + 1 < argc) given = argv[i + 1];
    if (argument.starts_with("--lang=")) given = argument.substr(7);
  }
  if (given == "en") return Language::english;
  if (given == "vi") return Language::vietnamese;
  for (const char* name : {"LC_ALL", "LC_MESSAGES", "LANG"}) {
    const char* value = std::getenv(name);
    if (value == nullptr || *value == '\0') continue;
    const std::string_view locale = value;
    return locale == "en" || locale.starts_with("en_") || locale.starts_with("en.") ? Language::english
                                                                                     : Language::vietnamese;
  }
  return Language::vietnamese;
}

std::optional<int> read_command_line(int argc, const char* const* argv, Options& options, std::ostream& out,
                                     std::ostream& err) {
  options.language = language_of(argc, argv);
  options.page.language = options.language;
  options.page.width = terminal_width(1);
  const auto say = [&](const char* vi, const char* en) { return options.say({vi, en}); };

  CLI::App app(say("Chấm điểm, kiểm tra, tổng hợp và xếp hạng phiếu tự đánh giá",
                   "Scores, checks, consolidates and ranks self-assessment sheets"),
               "thuocdo");
  const auto help = std::make_shared<Help>(options.language, options.page.width);
  app.formatter(help);
  app.require_subcommand(0, 1);  // what follows a command is its own, even a file called "lint"
  std::string language;
  std::string templates;
  std::string threads;
  add_common(app, options, language, templates);
  app.add_flag("--version", options.show_version,
               say("In phiên bản chương trình, thư viện tính điểm và mã băm của các chương trình đánh giá",
                   "Print the version of the program and of the scoring library, and the digests of the programmes"));
  help->usage("thuocdo", {"thuocdo " + say("LỆNH [TÙY_CHỌN]", "COMMAND [OPTIONS]"), "thuocdo --version [--json]"});

  const auto command = [&](const std::string& name, const std::string& description,
                           const std::vector<std::string>& usages) {
    CLI::App* sub = app.add_subcommand(name, description);
    add_common(*sub, options, language, templates);
    std::vector<std::string> lines;
    for (const std::string& usage : usages) lines.push_back("thuocdo " + name + (usage.empty() ? "" : " " + usage));
    help->usage(name, lines);
    return sub;
  };
  const std::string one_sheet = say("PHIẾU", "SHEET");
  const std::string sheets = one_sheet + "…";
  const std::string answers = say("--programme KHÓA --tier CẤP --answers TỆP", "--programme KEY --tier TIER --answers FILE");

  command("programmes", say("Liệt kê các chương trình đánh giá, cấp và bộ tiêu chí", "List the programmes, their tiers and criteria"), {""});
  CLI::App* lint = command("lint", say("Kiểm tra tệp định nghĩa của chương trình", "Check the definition files of a programme"),
                           {say("TỆP|THƯ_MỤC", "FILE|FOLDER")});
  lint->add_option("path", options.files,
                   say("Thư mục của một chương trình, thư mục chứa nhiều chương trình, hoặc một tệp của chương trình",
                       "Folder of a programme, folder of several, or one of a programme's files"))
      ->type_name(say("TỆP|THƯ_MỤC", "FILE|FOLDER"));
  CLI::App* score = command("score", say("Chấm điểm phiếu hoặc tệp câu trả lời", "Score sheets or a file of answers"), {sheets, answers});
  add_sheets(*score, options, sheets);
  add_figures(*score, options);
  CLI::App* explain = command("explain", say("Giải thích điểm của một tiêu chí", "Explain the points of one criterion"),
                              {one_sheet + " --criterion " + say("MÃ", "ID"), answers + " --criterion " + say("MÃ", "ID")});
  add_sheets(*explain, options, one_sheet);
  add_figures(*explain, options);
  add_text(*explain, "--criterion", options.criterion, say("MÃ", "ID"), say("Mã tiêu chí hoặc nhóm, ví dụ 1.2", "Id of the criterion or group, such as 1.2"));
  CLI::App* check = command("check", say("Kiểm tra phiếu trước khi nộp hoặc khi tiếp nhận", "Check sheets before submitting or on receiving them"), {sheets, answers});
  add_sheets(*check, options, sheets);
  CLI::App* verify = command("verify", say("Kiểm tra tệp đã nộp: chữ ký, mã kiểm tra, có bị sửa hay không", "Verify submitted files: signatures, check codes, whether anything was changed"),
                             {say("TỆP… [--trust THƯ_MỤC] [--at THỜI_ĐIỂM]", "FILE… [--trust FOLDER] [--at TIME]")});
  verify->add_option("files", options.files, say("Phiếu .ods, .xlsx hoặc tệp PDF của bài nộp", "Sheet .ods, .xlsx, or PDF of the submission"))
      ->type_name(say("TỆP…", "FILE…"));
  add_trust(*verify, options);
  add_text(*verify, "--at", options.at, say("THỜI_ĐIỂM", "TIME"),
           say("Xét chữ ký như lệnh receive xét tại thời điểm này, thường là lúc nhận: 2023-12-20 hoặc 2023-12-20T08:00. Mặc định: bây giờ",
               "Judge signatures as the command receive does at this time, usually that of receipt: 2023-12-20 or 2023-12-20T08:00. Default: now"));
  CLI::App* consolidate = command("consolidate", say("Tổng hợp phiếu trong một thư mục và xếp hạng theo cấp", "Consolidate a folder of sheets and rank them by tier"),
                                  {say("THƯ_MỤC --programme KHÓA --out THƯ_MỤC", "FOLDER --programme KEY --out FOLDER"),
                                   say("--register SỔ --programme KHÓA --out THƯ_MỤC", "--register REGISTER --programme KEY --out FOLDER")});
  consolidate->add_option("folder", options.files, say("Thư mục chứa phiếu, kể cả thư mục con", "Folder of the sheets, with its subfolders"))
      ->type_name(say("THƯ_MỤC", "FOLDER"));
  add_text(*consolidate, "--programme", options.programme, say("KHÓA", "KEY"), say("Khóa chương trình, xem lệnh programmes", "Key of the programme, see the command programmes"));
  add_round(*consolidate, options);
  add_text(*consolidate, "--parent", options.parent, say("ĐƠN_VỊ", "UNIT"),
           say("Mã đơn vị cấp trên, ví dụ h-pleiku: chỉ tổng hợp, xếp hạng các đơn vị mà nó tổng hợp",
               "Code of a unit above, such as h-pleiku: only the units that it consolidates, ranked among themselves"));
  add_text(*consolidate, "--out", options.out, say("THƯ_MỤC", "FOLDER"),
           say("Nơi ghi bảng tính tong-hop.ods (--lang en: thêm consolidation.ods), ranking.csv, matrix.csv, statistics.csv, flags.csv, findings.csv, "
               "result.json; với kỳ không đánh giá: data.csv, findings.csv, result.json",
               "Where the workbook tong-hop.ods (with --lang en also consolidation.ods), ranking.csv, matrix.csv, statistics.csv, flags.csv, findings.csv and "
               "result.json are written; for a round without assessment data.csv, findings.csv and result.json"));
  add_text(*consolidate, "--previous", options.previous, say("KẾT_QUẢ", "RESULT"),
           say("result.json của kỳ trước hoặc thư mục chứa nó: thêm thay đổi so với kỳ đó (differences.csv và một trang tính), và điểm cần xem từ kỳ đó: "
               "mẫu số khác nhiều, đơn vị bị giảm nhiều khi thẩm định",
               "result.json of the round before or its folder: adds what changed since (differences.csv and a sheet), and flags from it: denominators far "
               "from those then, units that appraisal cut much"));
  consolidate->add_flag("--robustness", options.robustness,
                        say("Thêm độ chắc của thứ hạng và nội dung cần kiểm tra, như lệnh robustness với giá trị mặc định",
                            "Add how firm the ranks are and what to verify, as the command robustness by its defaults"));
  add_figures(*consolidate, options);
  add_text(*consolidate, "--threads", threads, say("SỐ", "NUMBER"),
           say("Số luồng đọc phiếu, 1 đến 256; kết quả không phụ thuộc số này. Mặc định: số lõi của máy",
               "Threads that read sheets, 1 to 256; the result does not depend on it. Default: the machine's cores"));
  CLI::App* robustness = command("robustness", say("Thứ hạng chắc đến đâu, và nên kiểm tra những gì", "How firm the ranks are, and what to verify"),
                                 {say("THƯ_MỤC --programme KHÓA [--draws SỐ] [--seed SỐ] [--out THƯ_MỤC]", "FOLDER --programme KEY [--draws NUMBER] [--seed NUMBER] [--out FOLDER]"),
                                  say("--register SỔ --programme KHÓA [--out THƯ_MỤC]", "--register REGISTER --programme KEY [--out FOLDER]")});
  robustness->add_option("folder", options.files, say("Thư mục chứa phiếu, kể cả thư mục con", "Folder of the sheets, with its subfolders"))
      ->type_name(say("THƯ_MỤC", "FOLDER"));
  add_text(*robustness, "--programme", options.programme, say("KHÓA", "KEY"), say("Khóa chương trình, xem lệnh programmes", "Key of the programme, see the command programmes"));
  add_register(*robustness, options);
  add_figures(*robustness, options);
  add_text(*robustness, "--draws", options.draws, say("SỐ", "NUMBER"), say("Số lần mô phỏng. Mặc định: 10000", "Draws of the simulation. Default: 10000"));
  add_text(*robustness, "--seed", options.seed, say("SỐ", "NUMBER"), say("Hạt giống; cùng hạt giống thì cùng kết quả. Mặc định: 1", "Seed; the same seed gives the same result. Default: 1"));
  add_text(*robustness, "--failing", options.failing, say("SỐ", "NUMBER"),
           say("Khả năng một nội dung tự chấm chưa kiểm tra không đạt, phần trăm. Mặc định: 10", "Chance that an unverified claim fails, in percent. Default: 10"));
  add_text(*robustness, "--weights", options.weights, say("SỐ", "NUMBER"),
           say("Trọng số mỗi tiêu chí thay đổi trong khoảng ± phần trăm này. Mặc định: 25", "Each criterion's weight varies within ± this percentage. Default: 25"));
  add_text(*robustness, "--out", options.out, say("THƯ_MỤC", "FOLDER"),
           say("Ghi thêm robustness.csv, verification.csv (phiếu giao việc kiểm tra), robustness.json",
               "Also write robustness.csv, verification.csv (work order for site visits), robustness.json"));
  CLI::App* verify_result = command("verify-result", say("Tính lại một kết quả đã công bố từ các phiếu, so từng byte", "Derive a published result from the sheets again, byte for byte"),
                                    {say("KẾT_QUẢ THƯ_MỤC [--programme THƯ_MỤC]", "RESULT FOLDER [--programme FOLDER]"),
                                     say("KẾT_QUẢ --register SỔ [--programme THƯ_MỤC]", "RESULT --register REGISTER [--programme FOLDER]")});
  verify_result->add_option("folders", options.files, say("Thư mục mà consolidate đã ghi, rồi thư mục chứa phiếu", "Folder that consolidate wrote, then the folder of the sheets"))
      ->type_name(say("KẾT_QUẢ THƯ_MỤC", "RESULT FOLDER"));
  add_text(*verify_result, "--programme", options.programme, say("KHÓA", "KEY"),
           say("Khóa hoặc thư mục của chương trình. Mặc định: chương trình ghi trong kết quả", "Key or folder of the programme. Default: the one that the result names"));
  add_register(*verify_result, options);
  add_text(*verify_result, "--previous", options.previous, say("KẾT_QUẢ", "RESULT"),
           say("Kết quả kỳ trước mà kết quả này được so với", "The earlier result that this one was compared with"));
  add_figures(*verify_result, options);
  CLI::App* documents = command("documents", say("Lập dự thảo quyết định, báo cáo, phụ lục và thông báo cho từng đơn vị (.odt, .ods)", "Draft the decision, report, annexes and a notice for each unit (.odt, .ods)"),
                      {say("KẾT_QUẢ THƯ_MỤC --out THƯ_MỤC [--programme THƯ_MỤC]", "RESULT FOLDER --out FOLDER [--programme FOLDER]"),
                       say("KẾT_QUẢ --register SỔ --out THƯ_MỤC", "RESULT --register REGISTER --out FOLDER")});
  documents->add_option("folders", options.files, say("Thư mục mà consolidate đã ghi, rồi thư mục chứa phiếu; văn bản chỉ được lập khi các phiếu cho ra đúng kết quả đó",
                                                      "Folder that consolidate wrote, then the folder of the sheets; documents are made only where the sheets give that very result"))
      ->type_name(say("KẾT_QUẢ THƯ_MỤC", "RESULT FOLDER"));
  add_text(*documents, "--out", options.out, say("THƯ_MỤC", "FOLDER"),
           say("Nơi ghi quyet-dinh.odt, phu-luc-….ods và thư mục thong-bao. Văn bản bằng tiếng Việt; chỗ chưa biết được tô vàng với dấu […]",
               "Where quyet-dinh.odt, phu-luc-….ods and the folder thong-bao are written. The documents are Vietnamese; gaps are yellow and read […]"));
  documents->add_flag("--pdf", options.pdf, say("Thêm bản PDF của mọi văn bản, bằng LibreOffice của máy này", "Add a PDF of every document, made by the LibreOffice of this machine"));
  add_text(*documents, "--programme", options.programme, say("KHÓA", "KEY"),
           say("Khóa hoặc thư mục của chương trình. Mặc định: chương trình ghi trong kết quả", "Key or folder of the programme. Default: the one that the result names"));
  add_register(*documents, options);
  add_text(*documents, "--previous", options.previous, say("KẾT_QUẢ", "RESULT"),
           say("Kết quả kỳ trước mà kết quả này được so với", "The earlier result that this one was compared with"));
  add_figures(*documents, options);
  CLI::App* publish = command("publish", say("Lập trang web tra cứu từ một kết quả, mở được không cần máy chủ", "Make a web page of a result, which needs no server"),
                              {say("KẾT_QUẢ --out THƯ_MỤC [--programme THƯ_MỤC]", "RESULT --out FOLDER [--programme FOLDER]")});
  publish->add_option("result", options.files, say("Thư mục mà consolidate đã ghi", "Folder that consolidate wrote"))
      ->type_name(say("KẾT_QUẢ", "RESULT"));
  add_text(*publish, "--out", options.out, say("THƯ_MỤC", "FOLDER"), say("Nơi ghi index.html và số liệu mở", "Where index.html and the open data are written"));
  add_text(*publish, "--programme", options.programme, say("KHÓA", "KEY"),
           say("Khóa hoặc thư mục của chương trình. Mặc định: chương trình ghi trong kết quả", "Key or folder of the programme. Default: the one that the result names"));
  CLI::App* import = command("import-criteria", say("Lập bộ tiêu chí từ bảng phụ lục (.ods, .xlsx, .csv)", "Make a criteria set from the table of an annex (.ods, .xlsx, .csv)"),
                             {say("BẢNG --out THƯ_MỤC [--tier CẤP] [--sheet TÊN]", "TABLE --out FOLDER [--tier TIER] [--sheet NAME]")});
  import->add_option("table", options.files, say("Bảng tiêu chí: .ods, .fods, .xlsx, .csv hoặc .tsv", "Table of criteria: .ods, .fods, .xlsx, .csv or .tsv"))
      ->type_name(say("BẢNG", "TABLE"));
  add_text(*import, "--out", options.out, say("THƯ_MỤC", "FOLDER"),
           say("Thư mục của chương trình; chưa có programme.xml, units.csv thì lập bản nháp để sửa",
               "Folder of the programme; where it has no programme.xml and units.csv, drafts of them are made"));
  add_text(*import, "--tier", options.tier, say("CẤP", "TIER"), say("Cấp của bộ tiêu chí, ví dụ so, huyen, xa. Mặc định: xa", "Tier of the criteria, such as so, huyen, xa. Default: xa"));
  add_text(*import, "--sheet", options.sheet, say("TÊN", "NAME"), say("Trang tính chứa bảng. Mặc định: trang đầu tiên có bảng tiêu chí", "Sheet of the table. Default: the first with a table of criteria"));
  add_text(*import, "--year", options.year, say("NĂM", "YEAR"),
           say("Năm đánh giá, cho những ngày ghi không kèm năm (“trong tháng 1”). Mặc định: năm ghi trong programme.xml của thư mục",
               "Year of the assessment, for days named without one (\"15/11\"). Default: that of the folder's programme.xml"));
  add_text(*import, "--provenance", options.provenance, "official|published|drafted",
           say("Câu chữ là phụ lục chính thức, theo bộ đã công bố khác, hay tự soạn. Mặc định: drafted",
               "The wording is the decision's own annex, from another published set, or drafted. Default: drafted"));
  add_text(*import, "--source", options.source, say("NGUỒN", "SOURCE"), say("Văn bản chứa câu chữ, ví dụ số quyết định và phụ lục", "Where the wording stands, such as decision and annex"));
  CLI::App* exported = command("export-criteria", say("Xuất bộ tiêu chí của một cấp thành bảng .ods hoặc .csv", "Write a tier's criteria as a table, .ods or .csv"),
                               {say("CHƯƠNG_TRÌNH --tier CẤP --out TỆP.ods|.csv", "PROGRAMME --tier TIER --out FILE.ods|.csv")});
  exported->add_option("programme", options.files, say("Khóa hoặc thư mục của chương trình", "Key or folder of the programme"))
      ->type_name(say("CHƯƠNG_TRÌNH", "PROGRAMME"));
  add_text(*exported, "--tier", options.tier, say("CẤP", "TIER"), say("Cấp, ví dụ so, huyen, xa", "Tier, such as so, huyen, xa"));
  add_text(*exported, "--out", options.out, say("TỆP", "FILE"), say("Tệp .ods hoặc .csv; import-criteria đọc lại được đúng bộ tiêu chí này", "File .ods or .csv; import-criteria reads the same criteria from it"));
  CLI::App* import_units = command("import-units", say("Lập danh sách đơn vị từ bảng (.ods, .xlsx, .csv)", "Make the list of units from a table (.ods, .xlsx, .csv)"),
                                   {say("BẢNG --out THƯ_MỤC|TỆP.csv [--tier CẤP] [--sheet TÊN]", "TABLE --out FOLDER|FILE.csv [--tier TIER] [--sheet NAME]")});
  import_units->add_option("table", options.files, say("Danh sách đơn vị: .ods, .fods, .xlsx, .csv hoặc .tsv", "List of units: .ods, .fods, .xlsx, .csv or .tsv"))
      ->type_name(say("BẢNG", "TABLE"));
  add_text(*import_units, "--out", options.out, say("THƯ_MỤC", "FOLDER"),
           say("Thư mục của chương trình (ghi units.csv, theo các cấp của chương trình) hoặc một tệp .csv",
               "Folder of the programme (units.csv is written, with the programme's tiers), or a .csv file"));
  add_text(*import_units, "--tier", options.tier, say("CẤP", "TIER"), say("Cấp của những dòng không ghi cấp", "Tier of the rows that name none"));
  add_text(*import_units, "--sheet", options.sheet, say("TÊN", "NAME"), say("Trang tính chứa danh sách. Mặc định: trang đầu tiên có danh sách", "Sheet of the list. Default: the first with a list"));
  CLI::App* export_units = command("export-units", say("Xuất danh sách đơn vị thành bảng .ods hoặc .csv", "Write the list of units as a table, .ods or .csv"),
                                   {say("CHƯƠNG_TRÌNH --out TỆP.ods|.csv", "PROGRAMME --out FILE.ods|.csv")});
  export_units->add_option("programme", options.files, say("Khóa hoặc thư mục của chương trình", "Key or folder of the programme"))
      ->type_name(say("CHƯƠNG_TRÌNH", "PROGRAMME"));
  add_text(*export_units, "--out", options.out, say("TỆP", "FILE"), say("Tệp .ods hoặc .csv; import-units đọc lại được đúng danh sách này", "File .ods or .csv; import-units reads the same list from it"));
  CLI::App* series = command("series", say("Kết quả các năm của từng đơn vị, kể cả đơn vị đã sáp nhập", "Results of the years by unit, with units that were merged"),
                             {say("KẾT_QUẢ… [--programme KHÓA] [--tier CẤP] [--out TỆP.csv]", "RESULT… [--programme KEY] [--tier TIER] [--out FILE.csv]")});
  series->add_option("results", options.files, say("result.json của consolidate hoặc thư mục chứa nó, năm cũ trước", "result.json of consolidate or its folder, the oldest first"))
      ->type_name(say("KẾT_QUẢ", "RESULT"));
  add_text(*series, "--programme", options.programme, say("KHÓA", "KEY"),
           say("Khóa hoặc thư mục của chương trình có danh sách đơn vị năm nay. Mặc định: chương trình của kết quả cuối cùng",
               "Key or folder of the programme with this year's units. Default: that of the last result"));
  add_text(*series, "--tier", options.tier, say("CẤP", "TIER"), say("Chỉ cấp này", "This tier only"));
  add_text(*series, "--out", options.out, say("TỆP", "FILE"), say("Ghi thêm bảng CSV, mỗi đơn vị mỗi năm một dòng", "Also write a CSV table, a line for each unit and year"));
  CLI::App* diff = command("diff", say("So sánh bộ tiêu chí của hai năm", "Compare the criteria of two years"),
                           {say("CŨ MỚI [--tier CẤP]", "OLD NEW [--tier TIER]")});
  diff->add_option("programmes", options.files, say("Hai chương trình, cũ rồi mới: khóa hoặc thư mục", "Two programmes, the old and the new: key or folder"))
      ->type_name(say("CŨ MỚI", "OLD NEW"));
  add_text(*diff, "--tier", options.tier, say("CẤP", "TIER"), say("Chỉ so sánh cấp này", "Compare this tier only"));

  add_register_commands(command, *consolidate, options, threads);

  try {
    app.parse(argc, argv);
  } catch (const CLI::CallForHelp&) {
    out << app.help();
    return exit_done;
  } catch (const CLI::ParseError& error) {
    for (const CLI::App* sub : app.get_subcommands()) options.command = sub->get_name();
    const std::string text = error_text(app, error, options);
    return wrong_call(options, {text, text}, err);
  }
  for (const CLI::App* sub : app.get_subcommands()) options.command = sub->get_name();

  if (!language.empty() && language != "vi" && language != "en") {
    return wrong_call(options, {"--lang chỉ nhận vi hoặc en.", "--lang takes vi or en."}, err);
  }
  if (options.command.empty() && !options.show_version) {
    err << app.help();
    return exit_call;
  }
  if (!threads.empty() && thread_count(threads) == 0) {
    return wrong_call(options, {"--threads nhận số từ 1 đến 256.", "--threads takes a number from 1 to 256."}, err);
  }
  const unsigned cores = std::max(1u, std::thread::hardware_concurrency());
  options.threads = threads.empty() ? static_cast<int>(std::min(cores, 256u)) : thread_count(threads);
  options.templates = templates.empty() ? templates_folder() : std::filesystem::path(templates);
  options.own_programmes = own_programmes_folder();
  options.page.color = !options.no_color && color_wanted(1);
  options.show_progress = is_terminal(2);
  return std::nullopt;
}

}  // namespace thuocdo
