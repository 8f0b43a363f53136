// A sum of fractions of any size: what is rounded only once, at its end. A Ratio holds one fraction; the common
// denominator of a hundred of them need not fit.
//
//   ExactSum sum;
//   sum.add(Ratio(Decimal(10)) / Ratio(Decimal(3)));
//   sum.add(Ratio(Decimal(1)) / Ratio(Decimal(7)));
//   sum.round(2)                                       // 3.48 (half up, away from zero)
#pragma once

#include <boost/multiprecision/cpp_int.hpp>
#include <optional>

#include "number/ratio.h"

namespace thuocdo {

class ExactSum {
 public:
  // An overflowed Ratio counts as nothing: what gave it has no points.
  void add(const Ratio& value);
  void add(const ExactSum& other) { value_ += other.value_; }
  void times(const Ratio& factor);
  void at_least(const Decimal& least);
  void at_most(const Decimal& most);
  // Half up, away from zero; nothing when out of range.
  std::optional<Decimal> round(int places) const;
  // Overflowed when it does not fit.
  Ratio ratio() const;

 private:
  boost::multiprecision::cpp_rational value_;
};

}  // namespace thuocdo
