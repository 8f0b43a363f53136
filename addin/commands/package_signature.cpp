#include "commands/package_signature.h"

#include <com/sun/star/embed/ElementModes.hpp>
#include <com/sun/star/embed/StorageFactory.hpp>
#include <com/sun/star/embed/XStorage.hpp>
#include <com/sun/star/embed/XTransactedObject.hpp>
#include <com/sun/star/io/XStream.hpp>
#include <com/sun/star/lang/XComponent.hpp>
#include <com/sun/star/security/DocumentDigitalSignatures.hpp>

#include "commands/command.h"
#include "texts/texts.h"

namespace thuocdo {
namespace {

using Storage = Reference<css::embed::XStorage>;
using css::embed::ElementModes::READ;
using css::embed::ElementModes::READWRITE;

// As a plain zip: the package format hides META-INF.
Storage open_zip(const Reference<css::uno::XComponentContext>& context, const std::filesystem::path& file,
                 sal_Int32 mode) {
  const auto format =
      uno_sequence<css::beans::PropertyValue>({named("StorageFormat", rtl::OUString("ZipFormat"))});
  return {css::embed::StorageFactory::create(context)->createInstanceWithArguments(
              uno_sequence<Any>({text_value(file_url(file)), Any(mode), Any(format)})),
          UNO_QUERY_THROW};
}

class Disposing {
 public:
  explicit Disposing(const Storage& storage) : storage_(storage) {}
  ~Disposing() {
    try {
      Reference<css::lang::XComponent>(storage_, UNO_QUERY_THROW)->dispose();
    } catch (const css::uno::Exception&) {
      // It is gone already.
    }
  }
  Disposing(const Disposing&) = delete;
  Disposing& operator=(const Disposing&) = delete;

 private:
  const Storage& storage_;
};

void commit(const Storage& storage) { Reference<css::embed::XTransactedObject>(storage, UNO_QUERY_THROW)->commit(); }

}  // namespace

std::optional<Text> sign_package(const Reference<css::uno::XComponentContext>& context, const std::filesystem::path& file,
                                 const Reference<css::security::XCertificate>& certificate) {
  try {
    // Two storages over one file: what is signed is read through the one, the signature is written through the other.
    const Storage read = open_zip(context, file, READ);
    const Disposing read_end(read);
    const Storage write = open_zip(context, file, READWRITE);
    const Disposing write_end(write);
    const Storage information = write->openStorageElement("META-INF", READWRITE);
    const auto signatures = css::security::DocumentDigitalSignatures::createWithVersion(context, "1.3");
    const Reference<css::io::XStream> stream =
        information->openStreamElement(signatures->getDocumentContentSignatureDefaultStreamName(), READWRITE);
    if (!signatures->signDocumentWithCertificate(certificate, read, stream)) return say(Says::signing_refused);
    commit(information);
    commit(write);
    return std::nullopt;
  } catch (const css::uno::Exception& error) {
    return say(Says::signing_failed, {from_uno(error.Message)});
  }
}

}  // namespace thuocdo
