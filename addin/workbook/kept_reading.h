// What assessing looks at in the open document, kept between edits: after an edit only the rows are read anew that it
// reached, directly or through formulas.
//
//   KeptReading kept;
//   const Workbook& workbook = kept.read(document);      // after every edit
//   if (kept.read_again(document)) …                     // in a quiet moment: something was missed, and is there now
//   kept.let_go();                                       // with the document
//
// Calc tells of each row whose values change, whoever changes them; of anything else (formats, merged cells, names,
// properties, other sheets, rows that move) it tells only that there was a change. So read() reads everything wherever
// a change is not accounted for by the rows that were told of, and goes on so until the next read_again(). That one
// also finds what nobody told of. Call both on the main thread.
#pragma once

#include <rtl/ref.hxx>

#include <memory>

#include "sheet/workbook.h"
#include "workbook/calc.h"
#include "workbook/sheet_reader.h"

namespace thuocdo {

class KeptReading {
 public:
  KeptReading();
  ~KeptReading();
  KeptReading(const KeptReading&) = delete;
  KeptReading& operator=(const KeptReading&) = delete;

  const Workbook& read(const Document& document);
  // Reads everything; true where that is not what read() has returned last. Nothing is done where that was a whole
  // reading and can go on.
  bool read_again(const Document& document);
  void let_go();
  bool follows() const { return changes_.is(); }  // only rows are read after the next edit

 private:
  class RowChanges;
  void read_all(const Document& document);
  bool read_changes();
  void follow();

  Document document_;
  Workbook workbook_;
  std::unique_ptr<SheetReader> reader_;  // of the criteria table; null where there is none
  rtl::Reference<RowChanges> changes_;   // null while the rows are not followed
  bool partial_ = false;                 // since everything was read, rows have been
};

}  // namespace thuocdo
