#include "commands/pdf_export.h"

#include <com/sun/star/frame/XStorable.hpp>
#include <com/sun/star/io/IOException.hpp>
#include <vector>

#include "commands/command.h"

namespace thuocdo {
namespace {

void store(const Document& document, const std::filesystem::path& file, const PdfOptions& options,
           const std::string& timestamp_server) {
  std::vector<css::beans::PropertyValue> how = {
      named("SelectPdfVersion", sal_Int32(2)),    // PDF/A-2b, which archives accept
      named("ReduceImageResolution", false)};  // QR codes stay sharp
  if (options.with_workbook) how.push_back(named("IsAddStream", true));
  if (options.certificate.is()) {
    how.push_back(named("SignPDF", true));
    how.push_back(named("SignatureCertificate", options.certificate));
    if (!timestamp_server.empty()) how.push_back(named("SignatureTSA", to_uno(timestamp_server)));
  }
  const Sequence<css::beans::PropertyValue> filter(how.data(), static_cast<sal_Int32>(how.size()));
  Reference<css::frame::XStorable>(document, UNO_QUERY_THROW)
      ->storeToURL(to_uno(file_url(file)),
                   uno_sequence<css::beans::PropertyValue>({named("FilterName", rtl::OUString("calc_pdf_Export")),
                                                            named("FilterData", filter), named("Overwrite", true)}));
}

}  // namespace

PdfResult export_pdf(const Document& document, const std::filesystem::path& file, const PdfOptions& options) {
  PdfResult result;
  if (options.certificate.is() && !options.timestamp_server.empty()) {
    try {
      store(document, file, options, options.timestamp_server);
      result.timestamped = true;
      return result;
    } catch (const css::io::IOException&) {
      // The office tells nobody whether it was the server; if it was something else, it happens again below.
      result.server_failed = true;
    }
  }
  store(document, file, options, {});
  return result;
}

}  // namespace thuocdo
