// What is damaged in an open sheet: compared with the same sheet as it is built today, cell by cell. Looks only; repair.h
// puts it right.
//
//   RepairPlan plan = examine(document, form, *programme, *tier, without_assessment);
//   for (const Finding& repair : plan.repairs) …      // what will be done, by cell
#pragma once

#include <string>
#include <vector>

#include "finding/finding.h"
#include "programme/programme.h"
#include "sheet/text_repair.h"
#include "workbook/form_alignment.h"
#include "workbook/raw_cell.h"

namespace thuocdo {

struct RepairPlan {
  struct Part {  // one sheet of the form
    FormSheet built;
    FormSheet open;        // `open.sheet` is null where the document has none
    FormAlignment places;
    std::string keep_as;   // the name under which the old sheet stays: it holds drawings; empty: it goes
  };
  // What an officer put into an input cell; by the built sheet's row and column.
  struct Input {
    std::size_t part;
    int row;
    int column;
    RawCell content;
    bool repaired = false;  // `content` is not what stands there now
  };
  struct Restored {  // a cell of the form, to be written in place
    std::size_t part;
    int row;
    int column;
  };
  struct Kept {  // what has no place in the form
    std::string sheet, cell, content;
  };

  std::vector<Part> parts;
  Findings repairs;
  std::vector<Input> inputs;
  std::vector<Restored> restored;
  struct Beside {  // what is no answer and stays all the same when the form is written anew: notes, cells beside the form
    std::size_t part;
    int row;
    int column;
    RawCell content;  // of a cell of the form only its note
  };

  std::vector<Beside> beside;
  std::vector<Kept> kept;
  std::vector<Sheet> copies;          // other sheets that hold the form's keys
  std::vector<int> carried;           // criteria whose answers were carried over
  std::vector<std::string> names;     // of ranges that are to be set again
  bool anew = false;                  // the form must be written anew; otherwise single cells are put right
  bool sheets_change = false;         // sheets are inserted, or change places

  bool nothing() const { return repairs.empty(); }
};

// `form` is a document from build_workbook for the same programme, tier, unit and round. Marks of carried answers are
// written into it where the open document has them.
RepairPlan examine(const Document& document, const Document& form, const Tier& tier, const Stage* without_assessment);

// How alike the criteria table is, from 0 to 1: whether this is a sheet of these criteria at all.
double table_likeness(const Document& document, const Document& form);

}  // namespace thuocdo
