// What the user has set under Tools, Options, Thước Đo; kept in the office's own configuration, so that an IT department
// can set and lock it as any other setting. Every default works.
//
//   const Settings settings = read_settings(context);
//   settings.sheet_folder
#pragma once

#include <com/sun/star/uno/XComponentContext.hpp>
#include <string>
#include <vector>

#include "finding/text.h"

namespace thuocdo {

struct Settings {
  std::string language;          // "vi", "en"; empty: that of the office
  std::string sheet_folder;      // path where sheets are made; empty: the user's documents
  std::string author;            // who prepares sheets, written on the cover of a new sheet
  std::string phone;
  bool sign = false;             // whether the Submit dialog starts with signing
  std::string certificate;       // serial number, as hexadecimal digits: the certificate used last, or the one named in the options
  std::string timestamp_server;  // URL (RFC 3161); empty: none
  bool single_file = false;      // also the PDF that carries the workbook
  std::string delivery;          // "folder", "webdav" or "mail": what the Submit dialog starts with
  std::string delivery_folder;   // path; empty: where the sheet is
  std::string webdav_address;    // https://…; a password is never kept here
  std::string webdav_user;
  std::string mail_to;
  std::string register_at;       // file or postgresql:// address of the register used last; never with a password
  std::string register_round;    // programme, or programme/round, that was received last
  std::string register_unit;     // whose level was chosen last; "*": the whole programme
  std::string trust_folder;      // path of certificates to believe; empty: issuers are not checked
  std::string last_sheet;        // programme/tier/unit of the sheet made last: what the next dialog begins with
  std::string result_folder;     // of a consolidated result: what a unit's rank is told from while it is appraised; empty: none
};

Settings default_settings();
// The defaults where the configuration cannot be read.
Settings read_settings(const com::sun::star::uno::Reference<com::sun::star::uno::XComponentContext>& context);
// False when the configuration cannot be written. Values that an administrator has locked stay as they are.
bool write_settings(const com::sun::star::uno::Reference<com::sun::star::uno::XComponentContext>& context,
                    const Settings& settings);

// Names in the configuration ("SheetFolder") of what an administrator has locked.
std::vector<std::string> locked_settings(
    const com::sun::star::uno::Reference<com::sun::star::uno::XComponentContext>& context);
// The language in which the desk speaks: what is set, otherwise that of the office.
Language desk_language(const com::sun::star::uno::Reference<com::sun::star::uno::XComponentContext>& context);

}  // namespace thuocdo
