// The LibreOffice of this machine, for what only an office can do: PDFs of documents. It runs with a profile of its own in a
// temporary folder, so that an office that is open is not disturbed and no setting of the user's is needed.
//
//   const std::filesystem::path office = installed_office();       // empty: none found
//   const auto missing = make_pdfs(office, {"vanban/quyet-dinh.odt"}, [](std::size_t done, std::size_t all) { … });
//   missing.empty()                                                 // every document has its PDF beside it
#pragma once

#include <filesystem>
#include <functional>
#include <vector>

namespace thuocdo {

// $THUOCDO_OFFICE, or "soffice" or "libreoffice" on the path, or where the packages of LibreOffice put it.
std::filesystem::path installed_office();

// Writes NAME.pdf beside each NAME.odt. Gives those that have none afterwards; an old PDF is taken away before.
std::vector<std::filesystem::path> make_pdfs(const std::filesystem::path& office, const std::vector<std::filesystem::path>& documents,
                                             const std::function<void(std::size_t done, std::size_t all)>& progress);

}  // namespace thuocdo
