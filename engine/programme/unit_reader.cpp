#include "programme/unit_reader.h"

#include <algorithm>

#include "programme/csv.h"
#include "programme/digest.h"
#include "programme/file_bytes.h"

namespace thuocdo {
namespace {

// The first five must stand, in this order; the others may follow in any order.
constexpr std::string_view columns[] = {"code",       "name",     "tier",        "parent",  "placeholder",
                                        "valid-from", "valid-to", "merged-into", "excluded"};
constexpr std::size_t fixed_columns = 5;

class UnitReader {
 public:
  UnitReader(std::string file, Programme& programme, Findings& findings)
      : file_(std::move(file)), programme_(programme), findings_(findings) {}

  void read(const ReadCsv& csv) {
    if (csv.error_line) report(csv.error_line, Code::value_invalid, {"csv", "", "CSV, UTF-8, RFC 4180"});
    if (csv.lines.empty() || !read_header(csv.lines[0].cells)) {
      report(1, Code::value_invalid, {"header", "", "code,name,tier,parent,placeholder[,valid-from,valid-to,merged-into,excluded]"});
      return;
    }
    for (std::size_t i = 1; i < csv.lines.size(); ++i) read_line(csv.lines[i]);
    for (const Unit& unit : programme_.units) check_parent(unit);
    for (const Unit& unit : programme_.units) check_merger(unit);
    check_circles();
  }

 private:
  bool read_header(const std::vector<std::string>& cells) {
    for (const std::string& cell : cells) {
      const auto known = std::find(std::begin(columns), std::end(columns), cell);
      const std::size_t at = static_cast<std::size_t>(known - std::begin(columns));
      const bool in_place = at >= fixed_columns || at == header_.size();
      if (known == std::end(columns) || !in_place || std::find(header_.begin(), header_.end(), at) != header_.end()) return false;
      header_.push_back(at);
    }
    return header_.size() >= fixed_columns;
  }

  void read_line(const CsvLine& line) {
    if (line.cells.size() != header_.size()) {
      report(line.line, Code::value_invalid, {"line", std::to_string(line.cells.size()), std::to_string(header_.size())});
      return;
    }
    std::string cells[std::size(columns)];
    for (std::size_t i = 0; i < header_.size(); ++i) cells[header_[i]] = line.cells[i];
    Unit unit{cells[0], cells[1], cells[2], cells[3], cells[4] == "yes"};
    unit.line = line.line;
    if (unit.code.empty() || unit.code.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789-") != std::string::npos) {
      report(line.line, Code::value_invalid, {"code", unit.code, "a–z 0–9 -"});
    }
    if (unit.name.empty()) report(line.line, Code::attribute_missing, {"name"});
    if (std::any_of(unit.name.begin(), unit.name.end(), [](char c) { return static_cast<unsigned char>(c) < ' '; })) {
      const std::vector<Text> arguments = {{"name", "name"}, {unit.name, unit.name}, {"một dòng chữ", "text on one line"}};
      findings_.push_back(finding(Code::value_invalid, arguments).in_file(file_).at_line(line.line));
    }
    if (!cells[4].empty() && cells[4] != "yes") report(line.line, Code::value_invalid, {"placeholder", cells[4], "yes"});
    unit.valid_from = read_date(line.line, "valid-from", cells[5]);
    unit.valid_to = read_date(line.line, "valid-to", cells[6]);
    if (unit.valid_from && unit.valid_to && *unit.valid_to < *unit.valid_from) {
      report(line.line, Code::value_invalid, {"valid-to", cells[6], "≥ " + cells[5]});
    }
    unit.merged_into = cells[7];
    unit.excluded = cells[8];
    if (!programme_.tier(unit.tier)) {
      std::string keys;
      for (const Tier& tier : programme_.tiers) keys += (keys.empty() ? "" : ", ") + tier.key;
      report(line.line, Code::tier_unknown, {unit.tier, keys});
    }
    const std::size_t index = programme_.units.size();
    if (!programme_.unit_index_by_code.emplace(unit.code, index).second) report(line.line, Code::id_duplicate, {unit.code});
    programme_.units.push_back(std::move(unit));
  }

  std::optional<Date> read_date(int line, std::string_view column, const std::string& text) {
    if (text.empty()) return std::nullopt;
    const auto date = parse_date(text);
    if (!date) report(line, Code::value_invalid, {std::string(column), text, "2025-07-01"});
    return date;
  }

  void check_parent(const Unit& unit) {
    const Tier* tier = programme_.tier(unit.tier);
    if (!tier) return;
    if (unit.parent.empty()) {
      if (!tier->consolidated_by.empty() && unit.excluded.empty()) report(unit.line, Code::unit_parent_missing, {unit.code});
      return;
    }
    const Unit* parent = programme_.unit(unit.parent);
    if (!parent || parent->tier != tier->consolidated_by) {
      report(unit.line, Code::unit_parent_unknown, {unit.code, unit.parent});
    }
  }

  void check_merger(const Unit& unit) {
    if (unit.merged_into.empty()) return;
    if (!unit.valid_to) report(unit.line, Code::attribute_missing, {"valid-to"});
    if (!programme_.unit(unit.merged_into)) report(unit.line, Code::unit_merger_unknown, {unit.code, unit.merged_into});
  }

  // Follows each unit to where it ended up; a walk that meets itself has gone round a circle.
  void check_circles() {
    std::vector<std::size_t> walks(programme_.units.size(), 0);  // which walk came by; 0: none
    for (std::size_t walk = 1; walk <= programme_.units.size(); ++walk) {
      const Unit* unit = &programme_.units[walk - 1];
      while (unit) {
        std::size_t& seen = walks[static_cast<std::size_t>(unit - programme_.units.data())];
        if (seen == walk) report(unit->line, Code::unit_merger_circular, {unit->code});
        if (seen != 0) break;
        seen = walk;
        unit = programme_.unit(unit->merged_into);
      }
    }
  }

  void report(int line, Code code, std::initializer_list<std::string> arguments) {
    findings_.push_back(finding(code, arguments).in_file(file_).at_line(line));
  }

  std::string file_;
  Programme& programme_;
  Findings& findings_;
  std::vector<std::size_t> header_;  // which of `columns` stands where
};

}  // namespace

void read_units(const std::filesystem::path& file, Programme& programme, Findings& findings) {
  const std::string name = file.filename().string();
  constexpr std::size_t largest_file = 64u << 20;
  Text why;
  const std::optional<std::string> bytes = file_bytes(file, largest_file, why);
  if (!bytes) {
    findings.push_back(finding(Code::file_unreadable, std::vector<Text>{why}).in_file(name));
    return;
  }
  programme.units_digest = sha256_hex(*bytes);
  UnitReader(name, programme, findings).read(read_csv(*bytes));
}

}  // namespace thuocdo
