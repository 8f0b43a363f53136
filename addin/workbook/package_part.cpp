#include "workbook/package_part.h"

#include <com/sun/star/document/XDocumentSubStorageSupplier.hpp>
#include <com/sun/star/embed/ElementModes.hpp>
#include <com/sun/star/embed/XStorage.hpp>
#include <com/sun/star/embed/XTransactedObject.hpp>
#include <com/sun/star/io/XOutputStream.hpp>
#include <com/sun/star/io/XStream.hpp>

namespace thuocdo {

void write_package_part(const Document& document, std::string_view folder, std::string_view name,
                        std::string_view media_type, std::string_view bytes) {
  constexpr sal_Int32 write = css::embed::ElementModes::READWRITE;
  const auto storage = Reference<css::document::XDocumentSubStorageSupplier>(document, UNO_QUERY_THROW)
                           ->getDocumentSubStorage(to_uno(folder), write);
  set(storage, "MediaType", to_uno(media_type));
  const auto stream = storage->openStreamElement(to_uno(name), write | css::embed::ElementModes::TRUNCATE);
  set(stream, "MediaType", to_uno(media_type));
  const auto output = stream->getOutputStream();
  output->writeBytes(
      Sequence<sal_Int8>(reinterpret_cast<const sal_Int8*>(bytes.data()), static_cast<sal_Int32>(bytes.size())));
  output->closeOutput();
  Reference<css::embed::XTransactedObject>(storage, UNO_QUERY_THROW)->commit();
}

}  // namespace thuocdo
