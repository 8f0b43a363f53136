#include "report/bundle_maker.h"

#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <utility>

#include "programme/digest.h"
#include "ranking/flags.h"
#include "register/appraisal_book.h"
#include "register/level_book.h"
#include "report/numbers.h"
#include "report/result_workbook.h"
#include "submission/moment.h"
#include "submission/submission.h"
#include "version.h"

namespace thuocdo {
namespace {

struct Ending {
  std::string_view end;
  std::string_view media_type;
};
constexpr std::array<Ending, 4> endings = {{{".ods", "application/vnd.oasis.opendocument.spreadsheet"},
                                            {".fods", "application/vnd.oasis.opendocument.spreadsheet-flat-xml"},
                                            {".xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"},
                                            {".pdf", "application/pdf"}}};

const Ending& ending_of(const std::string& name) {
  std::string lower = name;
  std::transform(lower.begin(), lower.end(), lower.begin(), [](char sign) { return sign >= 'A' && sign <= 'Z' ? static_cast<char>(sign - 'A' + 'a') : sign; });
  const auto found = std::find_if(endings.begin(), endings.end(), [&](const Ending& one) { return lower.ends_with(one.end); });
  return found != endings.end() ? *found : endings.front();
}

// The bundle's files as sheets of a consolidation, with its verdicts.
struct BundleSource {
  std::vector<std::filesystem::path> files;
  SheetSource source;
};
BundleSource source_of(const Bundle& bundle, const Programme& programme) {
  BundleSource made;
  auto bytes = std::make_shared<std::map<std::string, const std::string*>>();
  for (const BundleUnit& unit : bundle.units) {
    if (unit.unit == bundle.unit) continue;  // its own sheet is ranked by the level above
    const Unit* known = programme.unit(unit.unit);
    const Tier* tier = known != nullptr ? programme.tier(known->tier) : nullptr;
    for (const BundleFile& file : unit.files) {
      if (file.copy || !file.there || tier == nullptr) continue;
      (*bytes)[file.path] = &file.bytes;
      made.files.emplace_back(file.path);
      if (!unit.appraised) continue;
      Appraisal appraisal(tier->set);
      for (const BundleDecision& decision : unit.decisions) {
        const int index = tier->set.index(decision.criterion);
        if (index >= 0) appraisal[index].below = appraisal_of(tier->set.criteria[static_cast<std::size_t>(index)], decision);
      }
      made.source.appraised.emplace(file.path, SheetSource::Appraised{std::move(appraisal), true});
    }
  }
  made.source.open = [bytes](const std::string& name) -> std::optional<std::string> { return *bytes->at(name); };
  return made;
}

Consolidation consolidated(const Bundle& bundle, const std::shared_ptr<const Programme>& programme, ProgrammeStore& store, int threads) {
  const BundleSource from = source_of(bundle, *programme);
  ConsolidateOptions how;
  how.threads = threads;
  how.above = programme->unit(bundle.unit);
  how.source = &from.source;
  how.claims = false;
  return consolidate({}, from.files, programme, store, how);
}

const RankedUnit* ranked_in(const Consolidation& result, std::string_view unit) {
  for (const TierRanking& tier : result.tiers) {
    for (const RankedUnit& one : tier.ranked) {
      if (one.unit->code == unit) return &one;
    }
  }
  return nullptr;
}

class Making {
 public:
  Making(Register& book, const std::shared_ptr<const Programme>& programme, const Unit& unit, ProgrammeStore& store, const BundleOptions& options)
      : book_(book), programme_(programme), unit_(unit), store_(store), options_(options), round_(options.round != nullptr ? options.round->key : programme->round) {}

  MadeBundle run() {
    levels_ = levels_of(book_.level_entries(programme_->key, round_));
    if (!is_closed()) return std::move(made_);
    Bundle& bundle = made_.bundle;
    const LevelEntry& closing = *levels_.entry(unit_.code);
    bundle.engine = version;
    bundle.programme = programme_->key;
    bundle.digest = programme_->digest;
    bundle.units_digest = programme_->units_digest;
    bundle.round = round_;
    bundle.unit = unit_.code;
    bundle.closed = closing.at;
    bundle.closed_by = closing.who;
    receipts_ = book_.receipts(programme_->key, round_);
    if (!programme_->refusal(unit_, options_.round)) add_unit(unit_);
    for (const Unit* one : units_below(*programme_, &unit_, options_.round)) add_unit(*one);
    if (has_blocking(made_.findings)) return std::move(made_);
    std::optional<Consolidation> result;
    if (options_.round == nullptr) {
      result = consolidated(bundle, programme_, store_, options_.threads);
      take_ranks(*result);
    }
    std::string list = write_bundle_list(bundle);
    bundle.list_digest = sha256_hex(list);
    write(result ? &*result : nullptr, std::move(list));
    return std::move(made_);
  }

 private:
  bool is_closed() {
    if (levels_.state(unit_.code) == LevelState::closed) return true;
    made_.findings.push_back(finding(Code::bundle_level_open, {unit_.name, unit_.code}));
    LevelRequest request;
    request.programme = programme_.get();
    request.units = {&unit_};
    request.round = options_.round;
    request.with_below = true;
    for (LevelObstacle& one : against_closing(book_, request)) made_.findings.push_back(std::move(one.finding));
    return false;
  }

  void add_unit(const Unit& unit) {
    BundleUnit one;
    one.unit = unit.code;
    if (levels_.state(unit.code) == LevelState::absent) {
      one.absent = levels_.entry(unit.code)->basis;
      made_.bundle.units.push_back(std::move(one));
      return;
    }
    const auto counts = [&](const Receipt& receipt) { return receipt.unit == unit.code && receipt.state == ReceiptState::accepted && receipt.counts(); };
    const Receipt* sheet = nullptr;     // the first of those with the same answers counts for the time,
    const Receipt* appraised = nullptr;  // the last is the one that was appraised
    for (const Receipt& receipt : receipts_) {
      if (!counts(receipt)) continue;
      if (sheet == nullptr || sheet->submission_digest != receipt.submission_digest) sheet = &receipt;
      appraised = &receipt;
    }
    if (sheet == nullptr) return;  // nothing is closed without one
    one.answers = sheet->submission_digest;
    add_file(one, *sheet, false);
    for (const Receipt& receipt : receipts_) {
      if (receipt.kind == ReceivedKind::copy && receipt.state == ReceiptState::accepted && receipt.submission_digest == sheet->submission_digest) add_file(one, receipt, true);
    }
    const CriteriaSet& set = programme_->tier(unit.tier)->set;
    if (options_.round != nullptr) return made_.bundle.units.push_back(std::move(one));
    const AppraisalState state = appraisal_state(book_.appraisal_entries(appraised->number), set);
    if (state.is_closed(AppraisalStage::final)) {
      one.appraised = true;
      for (std::size_t i = 0; i < set.criteria.size(); ++i) {
        const CriterionAppraisal* counted = state.appraisal.by_criterion[i].counted(AppraisalStage::final);
        if (counted != nullptr) one.decisions.push_back(bundle_decision(set.criteria[i], *counted));
      }
    }
    made_.bundle.units.push_back(std::move(one));
  }

  void add_file(BundleUnit& unit, const Receipt& receipt, bool copy) {
    BundleFile file;
    const Ending& ending = ending_of(receipt.file_name);
    for (int number = 1;; ++number) {
      file.path = std::string(bundle_folder) + unit.unit + (number > 1 ? "-" + std::to_string(number) : "") + std::string(ending.end);
      if (paths_.insert(file.path).second) break;
    }
    file.name = receipt.file_name;
    file.digest = receipt.file_digest;
    file.received = receipt.received;
    file.copy = copy;
    const std::string number = std::to_string(receipt.number);
    auto bytes = book_.original(receipt.file_digest);
    if (!bytes) {
      made_.findings.push_back(finding(Code::original_missing, {number, receipt.file_digest}));
    } else if (sha256_hex(*bytes) != receipt.file_digest) {
      made_.findings.push_back(finding(Code::original_altered, {number, receipt.file_digest}));
    } else {
      size_ += bytes->size();
      file.bytes = std::move(*bytes);
      file.there = true;
    }
    // Room for the workbook and the list, and for the signature that is added later.
    constexpr std::size_t besides = 8u << 20;
    const std::size_t most = Limits().file_bytes;
    if (size_ + besides > most && !std::exchange(said_large_, true)) made_.findings.push_back(finding(Code::bundle_too_large, {unit_.name, std::to_string(most >> 20)}));
    unit.files.push_back(std::move(file));
  }

  void take_ranks(const Consolidation& result) {
    for (BundleUnit& unit : made_.bundle.units) {
      const RankedUnit* ranked = ranked_in(result, unit.unit);
      if (ranked == nullptr) continue;
      unit.rank = std::to_string(ranked->rank);
      unit.total = ranked->total.text();
      unit.maximum = ranked->maximum.text();
      unit.published = ranked->published.text();
    }
  }

  std::string say(const Text& text) const { return text.in(options_.language); }

  static OdsCell centred(const Decimal& number) {
    OdsCell cell = OdsCell::of(number);
    cell.centred = true;
    return cell;
  }

  // `result`: null in a round without assessment.
  OdsSheet cover(const Consolidation* result) const {
    const Bundle& bundle = made_.bundle;
    OdsSheet sheet{.name = say({"Gói hồ sơ", "Bundle"})};
    if (result != nullptr) {
      sheet.columns = {14, 30, 70, 40, 38, 30, 30, 30, 18, 60};
    } else {
      sheet.columns = {14, 30, 70, 40, 38, 60};
    }
    sheet.rows.push_back({OdsCell::of(say({"Gói hồ sơ của ", "Bundle of "}) + unit_.name, OdsLook::title)});
    const auto fact = [&](const Text& name, const std::string& value) {
      sheet.rows.push_back({OdsCell(), OdsCell::of(say(name), OdsLook::strong), OdsCell::of(value, OdsLook::plain)});
    };
    fact({"Chương trình", "Programme"}, say(programme_->title) + " (" + programme_->key + ")");
    if (options_.round == nullptr) {
      fact({"Kỳ đánh giá", "Round"}, bundle.round);
    } else {
      fact({"Kỳ cập nhật số liệu", "Round without assessment"}, say(options_.round->name));
    }
    fact({"Gửi", "To"}, say(programme_->authority));
    fact({"Khóa lúc", "Closed at"}, moment_shown(bundle.closed, options_.language) + (bundle.closed_by.empty() ? "" : " – " + bundle.closed_by));
    fact({"Mã kiểm tra", "Check code"}, check_code(bundle.list_digest));
    fact({"Phiên bản", "Version"}, bundle.engine);
    sheet.rows.push_back({OdsCell(), OdsCell::of(say({"Tệp này mang theo nguyên vẹn phiếu gốc của từng đơn vị và gửi đi như một tệp. Hãy ký số tệp này (Tập tin ▸ Chữ ký số) sau khi xem; đừng lưu lại.",
                                                      "This file carries the original sheet of every unit and is sent as it is. Sign it after reading (File ▸ Digital Signatures); do not save it."}), OdsLook::quiet)});
    if (programme_->provenance() != Provenance::official) {
      sheet.rows.push_back({OdsCell(), OdsCell::of(say({"Bộ tiêu chí này không phải phụ lục chính thức của quyết định; kết quả chỉ để tham khảo.",
                                                        "These criteria are not the decision's official annex; the result is for information only."}), OdsLook::caution)});
    }
    sheet.rows.push_back({});
    sheet.first_heading_row = static_cast<int>(sheet.rows.size());
    sheet.heading_rows = 1;
    OdsRow heads;
    std::vector<Text> names = {{"STT", "No."}, {"Mã đơn vị", "Code"}, {"Đơn vị", "Unit"}, {"Tệp phiếu", "Sheet"}, {"Nhận lúc", "Received"}};
    if (result != nullptr) names.insert(names.end(), {{"Điểm tự đánh giá", "Self"}, {"Điểm thẩm định", "Appraised"}, {"Điểm xếp hạng", "Published"}, {"Hạng", "Rank"}});
    names.push_back({"Ghi chú", "Remarks"});
    for (const Text& name : names) heads.push_back(OdsCell::heading(say(name)));
    sheet.rows.push_back(std::move(heads));
    int number = 0;
    for (const BundleUnit& unit : bundle.units) {
      const Unit& known = *programme_->unit(unit.unit);
      OdsRow row = {centred(Decimal(++number)), OdsCell::of(unit.unit), OdsCell::of(known.name)};
      std::string remarks = unit.absent.empty() ? std::string() : say({"Vắng: ", "Absent: "}) + unit.absent;
      if (&known == &unit_) remarks += (remarks.empty() ? "" : ". ") + say({"phiếu của chính đơn vị", "its own sheet"});
      if (unit.files.empty()) {
        row.insert(row.end(), result != nullptr ? 6 : 2, OdsCell());
      } else if (result == nullptr) {
        add_file_cells(row, unit.files.front());
      } else {
        const Receipt* receipt = nullptr;
        for (const Receipt& one : receipts_) {
          if (one.file_digest == unit.files.front().digest) receipt = &one;
        }
        const auto self = receipt != nullptr ? Decimal::parse_plain(receipt->total) : std::nullopt;
        const auto total = unit.appraised ? Decimal::parse_plain(unit.total) : std::nullopt;
        const auto rank = Decimal::parse_plain(unit.rank);
        const RankedUnit* ranked = ranked_in(*result, unit.unit);
        const int places = programme_->total_places;
        add_file_cells(row, unit.files.front());
        row.push_back(self ? OdsCell::of(*self, places) : OdsCell());
        row.push_back(total ? OdsCell::of(*total, places) : OdsCell());
        row.push_back(ranked != nullptr ? OdsCell::of(ranked->published, places) : OdsCell());
        row.push_back(rank ? centred(*rank) : OdsCell());
        if (ranked != nullptr && ranked->tied) remarks += (remarks.empty() ? "" : ". ") + say({"đồng hạng", "tied"});
        if (&known != &unit_ && ranked == nullptr) remarks += (remarks.empty() ? "" : ". ") + say({"không xếp hạng", "not ranked"});
        if (&known != &unit_ && !unit.appraised) remarks += (remarks.empty() ? "" : ". ") + say({"chưa thẩm định", "not appraised"});
      }
      row.push_back(OdsCell::of(remarks));
      sheet.rows.push_back(std::move(row));
    }
    return sheet;
  }

  void add_file_cells(OdsRow& row, const BundleFile& file) const {
    row.push_back(OdsCell::of(file.path.substr(bundle_folder.size())));
    row.push_back(OdsCell::of(moment_shown(file.received, options_.language)));
  }

  OdsSheet verdicts() const {
    OdsSheet sheet{.name = say({"Thẩm định", "Appraisal"})};
    sheet.columns = {60, 18, 80, 34, 28, 80, 34};
    sheet.rows.push_back({OdsCell::of(say({"Kết luận thẩm định khác với tự đánh giá", "Verdicts that differ from the self-assessment"}), OdsLook::title)});
    sheet.rows.push_back({});
    sheet.first_heading_row = 2;
    sheet.heading_rows = 1;
    OdsRow heads;
    for (const Text& name : {Text{"Đơn vị", "Unit"}, Text{"STT", "No."}, Text{"Tiêu chí", "Criterion"}, Text{"Kết luận", "Verdict"}, Text{"Căn cứ", "Basis"}, Text{"Ý kiến", "Comment"}, Text{"Người thẩm định", "Reviewer"}}) {
      heads.push_back(OdsCell::heading(say(name)));
    }
    sheet.rows.push_back(std::move(heads));
    for (const BundleUnit& unit : made_.bundle.units) {
      const Unit& known = *programme_->unit(unit.unit);
      const CriteriaSet& set = programme_->tier(known.tier)->set;
      for (const BundleDecision& decision : unit.decisions) {
        const Criterion* criterion = set.find(decision.criterion);
        const auto verdict = appraisal_verdict(decision.verdict);
        if (criterion == nullptr || !verdict || *verdict == AppraisalVerdict::accepted) continue;
        std::string words = say(verdict_label(*verdict));
        for (const auto& [name, value] : decision.fields) words += (words.ends_with(")") ? " " : ": ") + (decision.fields.size() > 1 ? name + " = " : "") + value + (decision.fields.size() > 1 ? ";" : "");
        const auto basis = appraisal_basis(decision.basis);
        sheet.rows.push_back({OdsCell::of(known.name), OdsCell::of(criterion->number), OdsCell::of(say(set.printed_name(*criterion))), OdsCell::of(words),
                              OdsCell::of(basis ? say(basis_label(*basis)) : std::string()), OdsCell::of(decision.comment), OdsCell::of(decision.appraiser)});
      }
    }
    return sheet;
  }

  void write(const Consolidation* result, std::string list) {
    std::vector<OdsSheet> sheets = {cover(result)};
    std::vector<Flag> raised;  // until the sheets are written
    if (result != nullptr) {
      raised = flags(*result, nullptr);
      sheets.push_back(verdicts());
      for (OdsSheet& sheet : result_sheets({.result = result, .flags = &raised}, options_.language)) sheets.push_back(std::move(sheet));
    }
    std::vector<OdsPart> parts = {{std::string(bundle_list_path), std::string(bundle_list_type), std::move(list)}};
    for (const BundleUnit& unit : made_.bundle.units) {
      for (const BundleFile& file : unit.files) parts.push_back({file.path, std::string(ending_of(file.path).media_type), file.bytes});
    }
    made_.bytes = ods_of_sheets(std::move(sheets), options_.language, parts);
  }

  Register& book_;
  const std::shared_ptr<const Programme>& programme_;
  const Unit& unit_;
  ProgrammeStore& store_;
  const BundleOptions& options_;
  const std::string round_;
  Levels levels_;
  std::vector<Receipt> receipts_;
  std::set<std::string> paths_;
  std::size_t size_ = 0;
  bool said_large_ = false;
  MadeBundle made_;
};

}  // namespace

MadeBundle make_bundle(Register& book, const std::shared_ptr<const Programme>& programme, const Unit& unit, ProgrammeStore& store, const BundleOptions& options) {
  return Making(book, programme, unit, store, options).run();
}

Findings check_bundle_points(const Bundle& bundle, const std::shared_ptr<const Programme>& programme, ProgrammeStore& store, int threads) {
  if (programme->round_without_assessment(bundle.round) != nullptr) return {};
  const Consolidation result = consolidated(bundle, programme, store, threads);
  const Unit* above = programme->unit(bundle.unit);
  Findings findings;
  for (const BundleUnit& unit : bundle.units) {
    const Unit* known = programme->unit(unit.unit);
    if (known == nullptr || above == nullptr || known == above) continue;
    const RankedUnit* ranked = ranked_in(result, unit.unit);
    const std::string rank = ranked != nullptr ? std::to_string(ranked->rank) : std::string();
    const std::string published = ranked != nullptr ? ranked->published.text() : std::string();
    if (rank == unit.rank && published == unit.published) continue;
    const auto shown = [](const std::string& text) { return text.empty() ? "–" : text.substr(0, 40); };
    findings.push_back(finding(Code::bundle_points_differ, {above->name, known->name, shown(unit.rank), shown(unit.published), shown(rank), shown(published)}));
  }
  return findings;
}

}  // namespace thuocdo
