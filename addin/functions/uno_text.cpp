#include "functions/uno_text.h"

#include <com/sun/star/beans/PropertyValue.hpp>
#include <com/sun/star/container/XNameAccess.hpp>
#include <com/sun/star/configuration/theDefaultProvider.hpp>
#include <com/sun/star/uno/Exception.hpp>

namespace thuocdo {

namespace uno = com::sun::star::uno;

Language office_language(const uno::Reference<uno::XComponentContext>& context) {
  try {
    com::sun::star::beans::PropertyValue path;
    path.Name = "nodepath";
    // The office writes the language that it really uses here when it starts.
    path.Value <<= rtl::OUString("/org.openoffice.Setup/L10N");
    const auto provider = com::sun::star::configuration::theDefaultProvider::get(context);
    const uno::Reference<com::sun::star::container::XNameAccess> node(
        provider->createInstanceWithArguments("com.sun.star.configuration.ConfigurationAccess",
                                              uno_sequence<uno::Any>({uno::Any(path)})),
        uno::UNO_QUERY_THROW);
    rtl::OUString locale;
    node->getByName("ooLocale") >>= locale;
    if (locale.isEmpty()) node->getByName("ooSetupSystemLocale") >>= locale;
    return locale == "vi" || locale.startsWith("vi-") ? Language::vietnamese : Language::english;
  } catch (const uno::Exception&) {
    return Language::vietnamese;  // the language of the people the sheets are for
  }
}

}  // namespace thuocdo
