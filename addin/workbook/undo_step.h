// Everything done while it lives is one step for whoever undoes it.
//
//   const UndoStep step(document, title);       // the title of the outermost step is what the user reads
//
// Steps may lie in one another, and they should: Calc may cut any list of more actions than the user's number of undo
// steps (100 at first), so whatever repeats something for every row opens a step for each.
#pragma once

#include <com/sun/star/document/XUndoManager.hpp>
#include <com/sun/star/document/XUndoManagerSupplier.hpp>

#include "workbook/calc.h"

namespace thuocdo {

class UndoStep {
 public:
  // The title is what the menu of steps shows, for the outermost one.
  explicit UndoStep(const Document& document, std::string_view title = "Tạo phiếu")
      : manager_(Reference<css::document::XUndoManagerSupplier>(document, UNO_QUERY_THROW)->getUndoManager()) {
    manager_->enterUndoContext(to_uno(title));
  }
  ~UndoStep() {
    try {
      manager_->leaveUndoContext();
    } catch (const css::uno::Exception&) {
      // An empty step is refused; there is nothing to undo then.
    }
  }
  UndoStep(const UndoStep&) = delete;
  UndoStep& operator=(const UndoStep&) = delete;

 private:
  Reference<css::document::XUndoManager> manager_;
};

}  // namespace thuocdo
