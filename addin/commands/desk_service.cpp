// The edge between scripts and the commands: the service vn.thuocdo.Desk (idl/thuocdo_desk.idl). Only the exceptions that
// the interface names pass it.
#include <com/sun/star/container/NoSuchElementException.hpp>
#include <com/sun/star/frame/XController.hpp>
#include <com/sun/star/frame/XModel.hpp>
#include <com/sun/star/lang/IllegalArgumentException.hpp>
#include <com/sun/star/lang/XServiceInfo.hpp>
#include <cppuhelper/implbase2.hxx>
#include <cppuhelper/supportsservice.hxx>
#include <exception>
#include <vn/thuocdo/XDesk.hpp>

#include "commands/command_list.h"
#include "functions/known_sets.h"
#include "report/sheet_report.h"
#include "settings/settings.h"
#include "workbook/open_document.h"

namespace thuocdo {
namespace {

using css::lang::IllegalArgumentException;
using rtl::OUString;
using vn::thuocdo::CriterionScore;
using vn::thuocdo::SheetFinding;
using Model = Reference<css::frame::XModel>;
using Values = Sequence<css::beans::PropertyValue>;

template <class T>
Sequence<T> as_sequence(const std::vector<T>& all) {
  return Sequence<T>(all.data(), static_cast<sal_Int32>(all.size()));
}

class Desk : public cppu::WeakImplHelper2<vn::thuocdo::XDesk, css::lang::XServiceInfo> {
 public:
  explicit Desk(Reference<css::uno::XComponentContext> context) : context_(std::move(context)) {}

  Sequence<SheetFinding> SAL_CALL check(const Model& document) override {
    return guarded([&] {
      std::vector<SheetFinding> all;
      for (const Finding& found : assessed(document).findings) {
        all.emplace_back(to_uno(severity_text(found.severity)), to_uno(found.code_text()), to_uno(found.criterion),
                         to_uno(found.place.sheet), to_uno(found.place.cell), to_uno(found.message.in(language())));
      }
      return as_sequence(all);
    });
  }

  CriterionScore SAL_CALL score(const Model& document, const OUString& criterion) override {
    return guarded([&] {
      const AssessedSheet sheet = usable(document);
      return score_of(sheet, index_of(sheet, criterion));
    });
  }

  Sequence<CriterionScore> SAL_CALL scores(const Model& document) override {
    return guarded([&] {
      const AssessedSheet sheet = usable(document);
      std::vector<CriterionScore> all;
      for (std::size_t i = 0; i < sheet.card.results.size(); ++i) all.push_back(score_of(sheet, static_cast<int>(i)));
      return as_sequence(all);
    });
  }

  CriterionScore SAL_CALL total(const Model& document) override {
    return guarded([&] {
      const AssessedSheet sheet = usable(document);
      CriterionScore whole;
      if (sheet.without_assessment == nullptr) {
        whole.Points = to_uno(sheet.card.total.text());
        whole.Maximum = to_uno(sheet.card.maximum.text());
      }
      return whole;
    });
  }

  OUString SAL_CALL explain(const Model& document, const OUString& criterion) override {
    return guarded([&] {
      const AssessedSheet sheet = usable(document);
      Page page;
      page.language = language();
      return to_uno(explain_text(sheet, index_of(sheet, criterion), page));
    });
  }

  Values SAL_CALL newSheet(const Values& arguments) override { return run_named("new", {}, arguments); }
  Values SAL_CALL submit(const Model& document, const Values& arguments) override {
    return guarded([&] {
      require(document);
      return run_named("submit", document, arguments);
    });
  }
  Values SAL_CALL run(const OUString& command, const Model& document, const Values& arguments) override {
    return guarded([&] { return run_named(from_uno(command), document, arguments); });
  }

  OUString SAL_CALL getImplementationName() override { return "vn.thuocdo.comp.Desk"; }
  sal_Bool SAL_CALL supportsService(const OUString& name) override { return cppu::supportsService(this, name); }
  Sequence<OUString> SAL_CALL getSupportedServiceNames() override {
    return uno_sequence<OUString>({"vn.thuocdo.Desk"});
  }

 private:
  // C++'s own exceptions must not reach the bridge.
  template <class Body>
  auto guarded(Body body) -> decltype(body()) {
    try {
      return body();
    } catch (const std::exception& error) {
      throw css::uno::RuntimeException(to_uno(error.what()), *this);
    }
  }

  Language language() const { return desk_language(context_); }

  void require(const Model& document) {
    if (!Document(document, UNO_QUERY).is()) {
      throw IllegalArgumentException(to_uno(say(Says::no_document).in(language())), *this, 0);
    }
  }
  AssessedSheet assessed(const Model& document) {
    require(document);
    return assess_document(Document(document, UNO_QUERY_THROW), office_programmes());
  }
  AssessedSheet usable(const Model& document) {
    AssessedSheet sheet = assessed(document);
    if (!sheet.usable()) {
      throw IllegalArgumentException(
          to_uno((sheet.findings.empty() ? say(Says::no_document) : sheet.findings.front().message).in(language())),
          *this, 0);
    }
    return sheet;
  }
  int index_of(const AssessedSheet& sheet, const OUString& criterion) {
    const int index = sheet.tier->set.index(from_uno(criterion));
    if (index < 0) throw css::container::NoSuchElementException(criterion, *this);
    return index;
  }
  CriterionScore score_of(const AssessedSheet& sheet, int index) const {
    const Criterion& criterion = sheet.tier->set.criteria[static_cast<std::size_t>(index)];
    const CriterionResult& result = sheet.card.results[static_cast<std::size_t>(index)];
    CriterionScore score;
    score.Criterion = to_uno(criterion.id);
    if (sheet.without_assessment != nullptr) return score;
    if (criterion.is_group() || result.state != State::missing) score.Points = to_uno(result.points.text());
    score.Maximum = to_uno(result.maximum.text());
    if (criterion.is_group()) return score;
    score.State = to_uno(state_text(result.state));
    score.Why = to_uno(why(*sheet.programme, criterion, (*sheet.answers)[index], result).in(language()));
    return score;
  }

  Values run_named(const std::string& name, const Model& document, const Values& given) {
    const DeskCommand* command = find_command(name);
    if (command == nullptr) {
      throw IllegalArgumentException(to_uno(say(Says::no_such_command, {name}).in(language())), *this, 0);
    }
    Arguments arguments;
    for (const auto& value : given) arguments.values[from_uno(value.Name)] = value.Value;
    arguments.values["Silent"] <<= true;
    const auto controller = document.is() ? document->getCurrentController() : Reference<css::frame::XController>();
    Call call(context_, controller.is() ? controller->getFrame() : Reference<css::frame::XFrame>(), arguments);
    Values result;
    to_uno(run_command(call, *command), call.language) >>= result;
    return result;
  }

  const Reference<css::uno::XComponentContext> context_;
};

}  // namespace
}  // namespace thuocdo

extern "C" SAL_DLLPUBLIC_EXPORT com::sun::star::uno::XInterface* thuocdo_Desk_get(
    com::sun::star::uno::XComponentContext* context, const com::sun::star::uno::Sequence<com::sun::star::uno::Any>&) {
  try {
    return cppu::acquire(static_cast<cppu::OWeakObject*>(new thuocdo::Desk(context)));
  } catch (...) {
    return nullptr;
  }
}
