#include "commands/receipt.h"

#include <fstream>
#include <iterator>
#include <nlohmann/json.hpp>
#include <utility>

#include "programme/digest.h"
#include "report/numbers.h"
#include "submission/moment.h"
#include "texts/texts.h"

namespace thuocdo {
namespace {

Text same(const std::string& text) { return {text, text}; }

std::string shown_size(std::uintmax_t bytes) { return std::to_string((bytes + 1023) / 1024) + " KB"; }

struct Line {
  Text label;
  Text value;
};

Text state_of(const Receipt& receipt) {
  if (!receipt.signer) return say(Says::receipt_unsigned);
  return say(Says::receipt_signed, {receipt.signer->name, receipt.signer->issuer, receipt.signer->serial});
}

std::vector<Line> lines_of(const Receipt& receipt) {
  const AssessedSheet& sheet = *receipt.sheet;
  std::vector<Line> lines;
  lines.push_back({say(Says::receipt_unit), same(sheet.unit->name)});
  lines.push_back({say(Says::receipt_programme), sheet.programme->title});
  if (sheet.without_assessment != nullptr) {
    lines.push_back({say(Says::receipt_round), sheet.without_assessment->name});
  } else {
    lines.push_back({say(Says::receipt_points),
                     say(Says::points_of, std::vector<Text>{fixed_text(sheet.card.total, sheet.programme->total_places), fixed_text(sheet.card.maximum, 0)})});
  }
  lines.push_back({say(Says::receipt_time), moment_shown(receipt.submitted)});
  lines.push_back({say(Says::receipt_code), same(receipt.code)});
  if (receipt.replaces) {
    lines.push_back({say(Says::receipt_replaces),
                     say(Says::receipt_replaced, std::vector<Text>{same(std::to_string(receipt.number)), same(receipt.replaces->code),
                                                                   moment_shown(receipt.replaces->submitted)})});
  }
  lines.push_back({say(Says::receipt_state), state_of(receipt)});
  if (receipt.signer) {
    lines.push_back({say(Says::receipt_timestamp),
                     say(receipt.timestamped        ? Says::receipt_timestamped
                         : receipt.timestamp_failed ? Says::receipt_timestamp_failed
                                                    : Says::receipt_no_timestamp)});
  }
  return lines;
}

std::string escaped(const std::string& text) {
  std::string result;
  for (const char c : text) {
    switch (c) {
      case '&': result += "&amp;"; break;
      case '<': result += "&lt;"; break;
      case '>': result += "&gt;"; break;
      case '"': result += "&quot;"; break;
      default: result += c;
    }
  }
  return result;
}

constexpr std::string_view page_style =
    "body{font:16px/1.5 'Times New Roman','Liberation Serif',serif;max-width:46em;margin:2em auto;padding:0 1em;"
    "color:#000;background:#fff}h1{font-size:1.3em;text-align:center;text-transform:uppercase}"
    "table{border-collapse:collapse;width:100%;margin:1em 0}th,td{border:1px solid #8a8f98;padding:.35em .6em;"
    "text-align:left;vertical-align:top}th{font-weight:normal;width:30%;background:#f0f2f5}"
    "td.code{font:bold 1.15em monospace;letter-spacing:.05em}td.sum{font:.8em monospace;word-break:break-all}"
    "p{font-style:italic}";

}  // namespace

ReceiptFile described_file(const std::filesystem::path& file, const std::string& name) {
  std::ifstream stream(file, std::ios::binary);
  const std::string bytes{std::istreambuf_iterator<char>(stream), std::istreambuf_iterator<char>()};
  return {name, bytes.size(), sha256_hex(bytes)};
}

std::string receipt_json(const Receipt& receipt) {
  const AssessedSheet& sheet = *receipt.sheet;
  nlohmann::ordered_json json;
  json["programme"] = sheet.identity.programme;
  json["digest"] = sheet.identity.digest;
  json["tier"] = sheet.identity.tier;
  json["unit"] = sheet.identity.unit;
  json["unit_name"] = sheet.unit->name;
  json["round"] = sheet.identity.round;
  json["time"] = receipt.submitted;
  if (sheet.without_assessment != nullptr) {
    json["assessed"] = false;
    json["answered"] = sheet.card.answered;
    json["before"] = iso_text(sheet.without_assessment->before);
  } else {
    json["total"] = sheet.card.total.text();
    json["maximum"] = sheet.card.maximum.text();
    json["before"] = iso_text(sheet.tier->before);
  }
  json["submission"] = receipt.digest;
  json["code"] = receipt.code;
  json["number"] = receipt.number;
  if (receipt.replaces) {
    json["replaces"] = {{"code", receipt.replaces->code},
                        {"submission", receipt.replaces->digest},
                        {"time", receipt.replaces->submitted}};
  }
  json["files"] = nlohmann::ordered_json::array();
  for (const ReceiptFile& file : receipt.files) {
    json["files"].push_back({{"name", file.name}, {"size", file.size}, {"sha256", file.sha256}});
  }
  json["state"] = receipt.signer ? "đã ký" : "chưa ký";  // Vietnamese: kept in the file of the receipt
  if (receipt.signer) {
    json["signer"] = {{"name", receipt.signer->name},
                      {"organisation", receipt.signer->organisation},
                      {"issuer", receipt.signer->issuer},
                      {"serial", receipt.signer->serial}};
    json["timestamp"] = receipt.timestamped;
  }
  return json.dump(2) + "\n";
}

std::string receipt_page(const Receipt& receipt, Language language) {
  const std::string title = escaped(say(Says::submission_receipt_title).in(language));
  std::string page = "<!DOCTYPE html>\n<html lang=\"" + std::string(language == Language::english ? "en" : "vi") +
                     "\">\n<head>\n<meta charset=\"utf-8\">\n<title>" + title + " " + escaped(receipt.code) +
                     "</title>\n<style>" + std::string(page_style) + "</style>\n</head>\n<body>\n<h1>" + title +
                     "</h1>\n<table>\n";
  for (const Line& line : lines_of(receipt)) {
    const std::string value = line.value.in(language);
    page += "<tr><th>" + escaped(line.label.in(language)) + "</th><td" +
            (value == receipt.code ? " class=\"code\">" : ">") + escaped(value) + "</td></tr>\n";
  }
  page += "</table>\n<table>\n";
  for (const ReceiptFile& file : receipt.files) {
    page += "<tr><th>" + escaped(file.name) + "<br>" + shown_size(file.size) + "</th><td class=\"sum\">SHA-256 " +
            file.sha256 + "</td></tr>\n";
  }
  return page + "</table>\n<p>" + escaped(say(Says::receipt_remark).in(language)) + "</p>\n</body>\n</html>\n";
}

Text receipt_text(const Receipt& receipt) {
  Text text;
  const auto add = [&](const Text& label, const Text& value) {
    text.vi += label.vi + ": " + value.vi + "\n";
    text.en += label.in(Language::english) + ": " + value.in(Language::english) + "\n";
  };
  for (const Line& line : lines_of(receipt)) add(line.label, line.value);
  for (const ReceiptFile& file : receipt.files) add(same(file.name), same(shown_size(file.size)));
  return text;
}

}  // namespace thuocdo
