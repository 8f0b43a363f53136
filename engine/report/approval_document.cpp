#include "report/approval_document.h"

#include <algorithm>

#include "programme/deadline.h"
#include "ranking/statistics.h"
#include "report/json_parts.h"
#include "report/numbers.h"
#include "report/official_parts.h"
#include "sheet/ods_writer.h"
#include "version.h"

namespace thuocdo {
namespace {

constexpr Language vi = Language::vietnamese;
using Kind = ReportFigure::Kind;

std::string count(std::size_t number) { return std::to_string(number); }

std::string points(const Decimal& value, const Programme& programme) { return fixed_text(value, programme.total_places, vi); }

// The tiers that have anybody in them.
std::vector<const TierRanking*> tiers_of(const Consolidation& result) {
  std::vector<const TierRanking*> tiers;
  for (const TierRanking& tier : result.tiers) {
    if (!tier.ranked.empty() || !tier.unranked.empty()) tiers.push_back(&tier);
  }
  return tiers;
}

// Entries of the top level that bring points, as columns of a table.
std::vector<std::size_t> columns_of(const CriteriaSet& set) {
  std::vector<std::size_t> columns;
  for (std::size_t i = 0; i < set.criteria.size(); ++i) {
    if (set.criteria[i].depth == 0 && !set.criteria[i].maximum.is_zero()) columns.push_back(i);
  }
  return columns;
}

std::string shown_points(const KeptResults::Entry& result, const Programme& programme) {
  if (result.state == State::not_applicable) return "KAD";
  return result.state == State::missing ? "–" : fixed_text(result.points, programme.criterion_places, vi);
}

// "Quyết định của …" → "Quyết định số 169/QĐ-UBND ngày 05 tháng 4 năm 2019 của …".
std::string basis_text(const Basis& basis) {
  const std::string which = " số " + basis.number + " " + long_date(basis.date);
  for (const char* kind : {"Quyết định", "Công văn", "Nghị quyết", "Nghị định", "Thông tư", "Kế hoạch", "Thông báo", "Chỉ thị"}) {
    if (basis.title.vi.starts_with(kind)) return kind + which + basis.title.vi.substr(std::string(kind).size());
  }
  return "Văn bản" + which + ": " + basis.title.vi;
}

class Approving {
 public:
  Approving(const Consolidation& result, const GeneralReport& figures)
      : result_(result), figures_(figures), programme_(*result.programme), tiers_(tiers_of(result)), subject_(inside_sentence(programme_.title.vi)), document_("Quyết định phê duyệt kết quả") {
    for (const TierRanking* tier : tiers_) sets_.push_back(&tier->tier->set);
  }

  std::string all() {
    decision();
    report();
    for (std::size_t i = 0; i < tiers_.size(); ++i) annex(static_cast<int>(i) + 1, *tiers_[i]);
    return document_.take();
  }

 private:
  void decision() {
    const std::string issuer = issuer_of(programme_, result_.above);
    const bool known = !issuer.empty();
    put_marks(document_, sets_);
    put_letterhead(document_, {{}, issuer, known ? programme_.approval->symbol : std::string(), known ? programme_.approval->place.vi : std::string()});
    document_.paragraph("title", "QUYẾT ĐỊNH");
    document_.paragraph("subject", "Phê duyệt kết quả " + subject_);
    document_.paragraph("rule-subject", {});
    document_.paragraph("centre", known ? Line(upper(issuer)) : Line().blank("THẨM QUYỀN BAN HÀNH"));
    document_.paragraph("basis", Line("Căn cứ ").blank("luật, nghị định về thẩm quyền ban hành").text(";"));
    for (const Basis& basis : programme_.basis) {
      if (programme_.approval && basis.number == programme_.approval->given) continue;
      document_.paragraph("basis", "Căn cứ " + basis_text(basis) + ";");
    }
    document_.paragraph("basis", Line("Theo đề nghị của " + programme_.authority.vi + " tại ").blank("số, ngày của tờ trình").text("."));
    document_.paragraph("centre", "QUYẾT ĐỊNH:");
    std::string annexes;
    for (std::size_t i = 0; i < tiers_.size(); ++i) {
      const TierRanking& tier = *tiers_[i];
      annexes += (i == 0 ? "" : "; ") + std::string("Phụ lục ") + roman(static_cast<int>(i) + 1) + ": " + tier.tier->name.vi + ", " + count(tier.ranked.size()) + " đơn vị được xếp hạng";
      if (!tier.unranked.empty()) annexes += ", " + count(tier.unranked.size()) + " đơn vị không được xếp hạng";
    }
    document_.paragraph("body", Line().bold("Điều 1. ").text("Phê duyệt kết quả " + subject_ + ", gồm báo cáo kết quả và các phụ lục kèm theo Quyết định này (" + annexes + ")."));
    document_.paragraph("body", Line().bold("Điều 2. ").text("Các cơ quan, đơn vị có tên trong phụ lục căn cứ kết quả từng tiêu chí để khắc phục những nội dung chưa đạt điểm tối đa. ").blank("nhiệm vụ khác, thời hạn"));
    document_.paragraph("body", Line().bold("Điều 3. ").blank("chức danh chịu trách nhiệm").text(", thủ trưởng các cơ quan, đơn vị có tên trong phụ lục và các tổ chức, cá nhân có liên quan chịu trách nhiệm thi hành Quyết định này."));
    document_.paragraph("body", "Quyết định này có hiệu lực kể từ ngày ký./.");
    put_signature(document_, {Line("- Như Điều 3;"), Line("- ").blank("nơi nhận khác").text(";"), Line("- Lưu: VT, ").blank("").text(".")},
                  issuer.starts_with("Ủy ban nhân dân") ? Line("TM. ỦY BAN NHÂN DÂN") : Line().blank("QUYỀN HẠN CỦA NGƯỜI KÝ"));
  }

  void attached(const std::string& title, const std::string& subject) {
    document_.paragraph("title", title);
    document_.paragraph("subject", subject);
    document_.paragraph("centre-italic", approval_named(programme_, result_.above, "(Kèm theo ", ")"));
  }

  void report() {
    document_.begin_part(PageShape::portrait);
    put_marks(document_, sets_);
    attached("BÁO CÁO KẾT QUẢ", upper(subject_));
    int part = 0;
    if (!programme_.general_report.empty()) {
      document_.paragraph("heading-1", roman(++part) + ". KẾT QUẢ CHUNG");
      for (std::size_t s = 0; s < programme_.general_report.size(); ++s) section(s);
    }
    document_.paragraph("heading-1", roman(++part) + ". KẾT QUẢ ĐÁNH GIÁ, XẾP HẠNG");
    for (std::size_t i = 0; i < tiers_.size(); ++i) tier_result(static_cast<int>(i) + 1, *tiers_[i]);
    document_.paragraph("heading-1", roman(++part) + ". CƠ SỞ TÍNH TOÁN");
    document_.paragraph("body", "Kết quả được tính bằng Thước Đo phiên bản " + std::string(version) + " từ " + count(result_.files) + " tệp phiếu, theo chương trình " + programme_.key +
                                    " (mã băm " + programme_.digest.substr(0, 16) + "…). Ai có các phiếu và tệp kết quả đều có thể tính lại từng byte bằng lệnh thuocdo verify-result.");
  }

  void section(std::size_t index) {
    const ReportSection& section = programme_.general_report[index];
    document_.paragraph("heading-" + std::to_string(std::min(section.heading.level + 1, 4)), section.heading.number + ". " + section.heading.text.vi);
    for (std::size_t f = 0; f < section.figures.size(); ++f) {
      const ReportFigure& figure = section.figures[f];
      const ShownFigure shown = shown_figure(programme_, figure, figures_.tallies(index, f));
      Line line("- " + figure.text.vi + ": ");
      if (shown.value.empty()) {
        line.blank("chưa có số liệu");
      } else {
        line.text(shown.value);
      }
      document_.paragraph("item", line.text(".").footnote(shown.query + "."));
    }
    if (!section.figures.empty()) document_.paragraph("item", Line("- ").blank("nhận xét, đánh giá"));
  }

  void tier_result(int number, const TierRanking& tier) {
    document_.paragraph("heading-2", std::to_string(number) + ". " + tier.tier->name.vi);
    std::string text = count(tier.ranked.size() + tier.unranked.size()) + " đơn vị thuộc diện đánh giá; " + count(tier.ranked.size()) + " đơn vị được xếp hạng";
    if (!tier.unranked.empty()) text += ", " + count(tier.unranked.size()) + " đơn vị không được xếp hạng (" + consequence_label(consequence(programme_, Timeliness::late)).vi + ")";
    document_.paragraph("body", text + ". Chi tiết tại Phụ lục " + roman(number) + ".");
    if (tier.ranked.empty()) return;
    const RankedUnit& best = tier.ranked.front();
    const RankedUnit& least = tier.ranked.back();
    document_.paragraph("body", Line("Cao nhất: " + best.unit->name + ", " + points(best.published, programme_) + " điểm. Thấp nhất: " + least.unit->name + ", " +
                                     points(least.published, programme_) + " điểm.")
                                    .footnote("Điểm xếp hạng của đơn vị đứng đầu và đứng cuối trong Phụ lục " + roman(number) + "."));
    classes(number, tier);
    const std::vector<CriterionStatistics> all = statistics(tier, programme_.criterion_places);
    std::vector<PageRow> rows;
    for (const std::size_t column : columns_of(tier.tier->set)) {
      const Criterion& criterion = tier.tier->set.criteria[column];
      const CriterionStatistics& one = all[column];
      rows.push_back({{criterion.number}, {tier.tier->set.printed_name(criterion).vi}, {fixed_text(criterion.shown_maximum(), programme_.criterion_places, vi)},
                      {one.mean ? fixed_text(*one.mean, programme_.criterion_places + 1, vi) : "–"}, {count(one.units)}});
    }
    document_.paragraph("centre", Line("Điểm bình quân từng nhóm").footnote("Bình quân điểm của các đơn vị được xếp hạng có áp dụng nhóm; số liệu ở trang “Thống kê” của bảng tính tổng hợp."));
    document_.table({{14, "cell-centre"}, {81, "cell"}, {22, "cell-number"}, {26, "cell-number"}, {22, "cell-number"}}, {"STT", "Nhóm", "Điểm tối đa", "Bình quân", "Số đơn vị"}, rows);
  }

  void classes(int number, const TierRanking& tier) {
    if (programme_.bands.empty()) return;
    std::string text;
    for (const Band& band : programme_.bands) {
      const auto units = std::count_if(tier.ranked.begin(), tier.ranked.end(), [&](const RankedUnit& unit) { return unit.band == &band; });
      text += (text.empty() ? "" : "; ") + band.name.vi + ": " + std::to_string(units) + " đơn vị";
    }
    const bool any = std::any_of(tier.ranked.begin(), tier.ranked.end(), [](const RankedUnit& unit) { return unit.band != nullptr; });
    if (any) document_.paragraph("body", Line("Xếp loại: " + text + ".").footnote("Số đơn vị theo xếp loại trong Phụ lục " + roman(number) + "."));
  }

  void annex(int number, const TierRanking& tier) {
    const CriteriaSet& set = tier.tier->set;
    const std::vector<std::size_t> columns = columns_of(set);
    const bool by_share = programme_.ranking.by == RankBy::share;
    const bool banded = std::any_of(tier.ranked.begin(), tier.ranked.end(), [](const RankedUnit& unit) { return unit.band != nullptr; });
    const int fixed = 16 + 21 + (by_share ? 21 : 0) + (banded ? 24 : 0);
    const int each = 19;
    const bool wide = fixed + each * static_cast<int>(columns.size()) + 45 > 165;
    document_.begin_part(wide ? PageShape::landscape : PageShape::portrait);
    put_marks(document_, {&set});
    document_.paragraph("title", "Phụ lục " + roman(number));
    document_.paragraph("subject", "KẾT QUẢ XẾP HẠNG: " + upper(tier.tier->name.vi));
    document_.paragraph("centre-italic", approval_named(programme_, result_.above, "(Kèm theo ", ")"));
    std::vector<TableShape> shapes{{16, "cell-centre"}, {(wide ? 252 : 165) - fixed - each * static_cast<int>(columns.size()), "cell"}};
    std::vector<std::string> head{"Hạng", "Đơn vị"};
    for (const std::size_t column : columns) {
      shapes.push_back({each, "cell-number"});
      head.push_back(set.criteria[column].number);
    }
    shapes.push_back({21, "cell-number"});
    head.push_back("Tổng điểm");
    if (by_share) {
      shapes.push_back({21, "cell-number"});
      head.push_back("Điểm xếp hạng");
    }
    if (banded) {
      shapes.push_back({24, "cell-centre"});
      head.push_back("Xếp loại");
    }
    std::vector<PageRow> rows;
    for (const RankedUnit& unit : tier.ranked) {
      PageRow row{{std::to_string(unit.rank) + (unit.tied ? "=" : "")}, {unit.unit->name}};
      for (const std::size_t column : columns) row.push_back({shown_points(unit.results[column], programme_)});
      row.push_back({points(unit.total, programme_)});
      if (by_share) row.push_back({points(unit.published, programme_)});
      if (banded) row.push_back({unit.band != nullptr ? unit.band->name.vi : "–"});
      rows.push_back(std::move(row));
    }
    if (!rows.empty()) document_.table(shapes, head, rows);
    std::string legend;
    for (const std::size_t column : columns) {
      const Criterion& criterion = set.criteria[column];
      legend += criterion.number + ": " + set.printed_name(criterion).vi + " (" + fixed_text(criterion.shown_maximum(), 0, vi) + " điểm); ";
    }
    const bool tied = std::any_of(tier.ranked.begin(), tier.ranked.end(), [](const RankedUnit& unit) { return unit.tied; });
    if (tied) legend += "“=”: đồng hạng; ";
    if (by_share) legend += "Điểm xếp hạng: tổng điểm chia điểm tối đa được áp dụng, nhân với " + published_scale(programme_, set).text(Notation::vietnamese) + "; ";
    if (!legend.empty()) document_.paragraph("remark", "Ghi chú: " + legend.substr(0, legend.size() - 2) + ".");
    if (tier.unranked.empty()) return;
    document_.paragraph("centre", "Đơn vị không được xếp hạng");
    rows.clear();
    int line = 0;
    for (const UnrankedUnit& unit : tier.unranked) rows.push_back({{std::to_string(++line)}, {unit.unit->name}, {unranked_label(unit.reason).vi}});
    document_.table({{16, "cell-centre"}, {89, "cell"}, {60, "cell"}}, {"STT", "Đơn vị", "Lý do"}, rows);
  }

  const Consolidation& result_;
  const GeneralReport& figures_;
  const Programme& programme_;
  const std::vector<const TierRanking*> tiers_;
  const std::string subject_;
  std::vector<const CriteriaSet*> sets_;
  TextDocument document_;
};

// A decimal that every spreadsheet reads as the same number.
std::string plain_comma(const Decimal& value) {
  std::string text = value.text();
  std::replace(text.begin(), text.end(), '.', ',');
  return text;
}

}  // namespace

namespace {

// "Số hồ sơ" for the field "a": what the sheet calls it.
std::string field_shown(const Criterion& criterion, const std::string& name) {
  for (const Field& field : criterion.fields()) {
    if (field.name == name && !field.label.vi.empty()) return "“" + field.label.vi + "”";
  }
  return "mục " + name;
}

std::string answer_shown(const Criterion& criterion, const std::string& name, const std::string& answer) {
  for (const Field& field : criterion.fields()) {
    if (field.name != name) continue;
    for (const Option& option : field.options) {
      if (option.id == answer) return option.text.vi;
    }
  }
  return answer;
}

}  // namespace

ShownFigure shown_figure(const Programme& programme, const ReportFigure& figure, const std::vector<ReportTally>& tallies) {
  ShownFigure shown;
  for (std::size_t p = 0; p < figure.parts.size(); ++p) {
    const ReportFigure::Part& part = figure.parts[p];
    const ReportTally& tally = tallies[p];
    const Tier& tier = *programme.tier(part.tier);
    const Criterion& criterion = *tier.set.find(part.criterion);
    const std::string which = " của tiêu chí " + criterion.number;
    std::string query;
    switch (figure.kind) {
      case Kind::sum: query = "tổng " + field_shown(criterion, part.field) + which; break;
      case Kind::ratio: query = "tổng " + field_shown(criterion, part.field) + " trên tổng " + field_shown(criterion, part.base) + which; break;
      case Kind::units: query = "số đơn vị trả lời “" + answer_shown(criterion, part.field, part.answer) + "” ở " + field_shown(criterion, part.field) + which; break;
      case Kind::full: query = "số đơn vị đạt điểm tối đa" + which; break;
    }
    query += ", " + count(tally.counted) + "/" + count(tally.units) + " đơn vị được xếp hạng cấp " + tier.name.vi + " có số liệu";
    if (tally.not_applicable > 0) query += ", " + count(tally.not_applicable) + " không áp dụng";
    shown.query += (p == 0 ? "" : "; cộng ") + query;
  }
  shown.query.replace(0, 1, shown.query.substr(0, 1) == "t" ? "T" : "S");
  const ReportTally whole = whole_of(tallies);
  if (whole.counted == 0 || whole.too_large) return shown;
  const auto number = [](const Decimal& value) { return value.text(Notation::vietnamese); };
  switch (figure.kind) {
    case Kind::sum: shown.value = number(whole.sum) + (figure.unit.empty() ? "" : " " + figure.unit.vi); break;
    case Kind::ratio: shown.value = percent_text(whole.sum, whole.base, vi) + " (" + number(whole.sum) + "/" + number(whole.base) + ")"; break;
    case Kind::units:
    case Kind::full: {
      const Decimal met = *Decimal::from_units(static_cast<__int128>(whole.met), 0);
      const Decimal counted = *Decimal::from_units(static_cast<__int128>(whole.counted), 0);
      shown.value = number(met) + "/" + number(counted) + " đơn vị, đạt " + percent_text(met, counted, vi);
      break;
    }
  }
  return shown;
}

NamedFile approval_document(const Consolidation& result, const GeneralReport& figures) { return {"quyet-dinh.odt", Approving(result, figures).all()}; }

std::vector<NamedFile> annex_tables(const Consolidation& result) {
  const Programme& programme = *result.programme;
  std::vector<NamedFile> files;
  for (const TierRanking* tier : tiers_of(result)) {
    const CriteriaSet& set = tier->tier->set;
    std::vector<std::string> head{"Hạng", "Đồng hạng", "Mã đơn vị", "Đơn vị"};
    for (const std::size_t column : columns_of(set)) head.push_back(set.criteria[column].number + ". " + set.printed_name(set.criteria[column]).vi);
    for (const char* name : {"Tổng điểm", "Điểm tối đa", "Điểm xếp hạng", "Xếp loại", "Ghi chú"}) head.emplace_back(name);
    std::vector<std::vector<std::string>> rows{{"Kết quả " + inside_sentence(programme.title.vi) + ": " + tier->tier->name.vi}};
    if (set.provenance() != Provenance::official) rows.push_back({"Bộ tiêu chí chưa chính thức: không dùng kết quả này để công bố."});
    rows.push_back(head);
    for (const RankedUnit& unit : tier->ranked) {
      std::vector<std::string> row{std::to_string(unit.rank), unit.tied ? "=" : "", unit.unit->code, unit.unit->name};
      for (const std::size_t column : columns_of(set)) {
        const auto& one = unit.results[column];
        row.push_back(one.state == State::missing ? "" : one.state == State::not_applicable ? "KAD" : plain_comma(one.points));
      }
      for (const Decimal* value : {&unit.total, &unit.maximum, &unit.published}) row.push_back(plain_comma(*value));
      row.push_back(unit.band != nullptr ? unit.band->name.vi : "");
      row.emplace_back();
      rows.push_back(std::move(row));
    }
    for (const UnrankedUnit& unit : tier->unranked) {
      std::vector<std::string> row(head.size());
      row[2] = unit.unit->code;
      row[3] = unit.unit->name;
      row.back() = unranked_label(unit.reason).vi;
      rows.push_back(std::move(row));
    }
    std::vector<std::string_view> numbers;
    for (std::size_t i = 0; i + 2 < head.size(); ++i) {
      if (i == 0 || i > 3) numbers.push_back(head[i]);
    }
    files.push_back({"phu-luc-" + std::to_string(files.size() + 1) + "-" + tier->tier->key + ".ods", ods_of_table(rows, "Phụ lục", numbers)});
  }
  return files;
}

std::string report_figures_json(const Consolidation& result, const GeneralReport& figures, const std::vector<NamedFile>& files, std::size_t notices) {
  const Programme& programme = *result.programme;
  Json json;
  json["files"] = Json::array();
  for (const NamedFile& file : files) json["files"].push_back(file.name);
  json["notices"] = notices;
  json["figures"] = Json::array();
  for (std::size_t s = 0; s < programme.general_report.size(); ++s) {
    const ReportSection& section = programme.general_report[s];
    for (std::size_t f = 0; f < section.figures.size(); ++f) {
      const ReportFigure& figure = section.figures[f];
      const std::vector<ReportTally>& tallies = figures.tallies(s, f);
      const ShownFigure shown = shown_figure(programme, figure, tallies);
      Json one{{"section", section.heading.number}, {"text", json_of(figure.text)}, {"kind", kind_text(figure.kind)}, {"value", shown.value}, {"query", shown.query}};
      one["parts"] = Json::array();
      for (std::size_t p = 0; p < tallies.size(); ++p) {
        const ReportFigure::Part& part = figure.parts[p];
        const ReportTally& tally = tallies[p];
        one["parts"].push_back({{"tier", part.tier}, {"criterion", part.criterion}, {"field", part.field}, {"base", part.base}, {"answer", part.answer},
                                {"units", tally.units}, {"counted", tally.counted}, {"not_applicable", tally.not_applicable}, {"met", tally.met},
                                {"sum", tally.sum.text()}, {"base_sum", tally.base.text()}});
      }
      json["figures"].push_back(std::move(one));
    }
  }
  return text_of(json);
}

}  // namespace thuocdo
