// While it lives no window of the document is drawn anew: for whatever changes many cells.
//
//   const LockedControllers locked(document);
#pragma once

#include <com/sun/star/frame/XModel.hpp>

#include "workbook/calc.h"

namespace thuocdo {

class LockedControllers {
 public:
  explicit LockedControllers(const Document& document) : model_(document, UNO_QUERY_THROW) {
    model_->lockControllers();
  }
  ~LockedControllers() { model_->unlockControllers(); }
  LockedControllers(const LockedControllers&) = delete;
  LockedControllers& operator=(const LockedControllers&) = delete;

 private:
  Reference<css::frame::XModel> model_;
};

}  // namespace thuocdo
