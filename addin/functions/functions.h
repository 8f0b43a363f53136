// The cell functions: convert, call the engine, convert back. What they do is said in idl/thuocdo_functions.idl, what
// the function wizard says about them in function_table.xml.
//
// Pure, thread-safe and without input or output. Nothing but a value or an error code leaves a function: one catch-all
// stands at the edge of each.
#pragma once

#include <com/sun/star/lang/XServiceInfo.hpp>
#include <com/sun/star/uno/XComponentContext.hpp>
#include <cppuhelper/implbase2.hxx>
#include <vn/thuocdo/XFunctions.hpp>

#include "finding/text.h"

namespace thuocdo {

class Functions : public cppu::WeakImplHelper2<vn::thuocdo::XFunctions, com::sun::star::lang::XServiceInfo> {
 public:
  explicit Functions(Language language) : language_(language) {}

  using Any = com::sun::star::uno::Any;
  using Range = com::sun::star::uno::Reference<com::sun::star::table::XCellRange>;

  Any SAL_CALL points(const rtl::OUString& set, const rtl::OUString& criterion, const Range& answers) override;
  Any SAL_CALL groupPoints(const rtl::OUString& set, const rtl::OUString& group, const Range& ids,
                           const Range& points) override;
  Any SAL_CALL total(const rtl::OUString& set, const Range& ids, const Range& points) override;
  Any SAL_CALL published(const rtl::OUString& set, const Range& ids, const Range& answers) override;
  Any SAL_CALL maximum(const rtl::OUString& set, const Any& criterion) override;
  Any SAL_CALL ratio(const rtl::OUString& set, const rtl::OUString& criterion, const Range& answers) override;
  Any SAL_CALL classification(const rtl::OUString& set, const Any& total, const Any& criterion) override;
  Any SAL_CALL check(const rtl::OUString& set, const rtl::OUString& criterion, const Range& answers,
                     const rtl::OUString& reason, const rtl::OUString& evidence, const Any& link) override;
  Any SAL_CALL version(const Any& set) override;

  rtl::OUString SAL_CALL getImplementationName() override;
  sal_Bool SAL_CALL supportsService(const rtl::OUString& name) override;
  com::sun::star::uno::Sequence<rtl::OUString> SAL_CALL getSupportedServiceNames() override;

 private:
  const Language language_;
};

}  // namespace thuocdo
