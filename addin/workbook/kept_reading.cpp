#include "workbook/kept_reading.h"

#include <algorithm>
#include <com/sun/star/sheet/XCellRangeAddressable.hpp>
#include <com/sun/star/table/CellRangeAddress.hpp>
#include <com/sun/star/util/XChangesListener.hpp>
#include <com/sun/star/util/XChangesNotifier.hpp>
#include <com/sun/star/util/XModifyBroadcaster.hpp>
#include <com/sun/star/util/XModifyListener.hpp>
#include <cppuhelper/implbase2.hxx>
#include <mutex>
#include <optional>
#include <tuple>
#include <unordered_map>
#include <utility>

#include "workbook/open_document.h"

namespace thuocdo {
namespace {

constexpr std::size_t most_rows = 16;    // more are read faster with all the others
constexpr int most_followed = 5000;      // rows; in a longer table everything is read

bool same(const Cell& a, const Cell& b) {
  return std::tie(a.value, a.shown, a.formula, a.covered) == std::tie(b.value, b.shown, b.formula, b.covered);
}

bool same(const SheetCells& a, const SheetCells& b) {
  if (a.name != b.name) return false;
  const Cell nothing;
  for (std::size_t row = 0; row < std::max(a.rows.size(), b.rows.size()); ++row) {
    const std::size_t width = std::max(row < a.rows.size() ? a.rows[row].size() : 0,
                                       row < b.rows.size() ? b.rows[row].size() : 0);
    for (std::size_t column = 0; column < width; ++column) {
      const Cell* one = a.at(static_cast<int>(row), static_cast<int>(column));
      const Cell* other = b.at(static_cast<int>(row), static_cast<int>(column));
      if (!same(one ? *one : nothing, other ? *other : nothing)) return false;
    }
  }
  return true;
}

bool same(const CellRange& a, const CellRange& b) {
  return std::tie(a.sheet, a.first_row, a.first_column, a.last_row, a.last_column) ==
         std::tie(b.sheet, b.first_row, b.first_column, b.last_row, b.last_column);
}

bool same(const Workbook& a, const Workbook& b) {
  const auto same_name = [](const auto& one, const auto& other) { return one.first == other.first && same(one.second, other.second); };
  return a.properties == b.properties &&
         std::equal(a.names.begin(), a.names.end(), b.names.begin(), b.names.end(), same_name) &&
         std::equal(a.sheets.begin(), a.sheets.end(), b.sheets.begin(), b.sheets.end(),
                    [](const SheetCells& one, const SheetCells& other) { return same(one, other); });
}

}  // namespace

// Collects which rows have changed. The document tells "modified" once for a change, before the rows that it changed or
// (where its windows were held) after them; for what is typed it then tells the cells, and "modified" once more.
class KeptReading::RowChanges
    : public cppu::WeakImplHelper2<css::util::XModifyListener, css::util::XChangesListener> {
 public:
  RowChanges(const Document& document, const SheetReader& reader)
      : sheet_(reader.sheet()), document_(document, UNO_QUERY_THROW) {
    Reference<css::util::XModifyBroadcaster>(document_, UNO_QUERY_THROW)->addModifyListener(this);
    if (const Reference<css::util::XChangesNotifier> cells(document_, UNO_QUERY); cells.is()) cells->addChangesListener(this);
    for (int row = reader.key_row(); row <= reader.last_row(); ++row) {
      const CellBlock cells = block(sheet_, row, 0, row, reader.last_column());
      const Reference<css::util::XModifyBroadcaster> broadcaster(cells, UNO_QUERY_THROW);
      const Reference<css::sheet::XCellRangeAddressable> place(cells, UNO_QUERY_THROW);
      rows_.push_back({broadcaster, place, place->getRangeAddress()});
      numbers_.emplace(Reference<css::uno::XInterface>(cells, UNO_QUERY).get(), rows_.size() - 1);
      broadcaster->addModifyListener(this);
    }
  }

  void let_go() {
    const rtl::Reference<RowChanges> alive(this);
    const auto document = std::exchange(document_, {});
    const auto quietly = [](const auto& action) {
      try {
        action();
      } catch (const css::uno::Exception&) {
        // The document is closing.
      }
    };
    quietly([&] {
      if (const Reference<css::util::XModifyBroadcaster> all(document, UNO_QUERY); all.is()) all->removeModifyListener(this);
    });
    quietly([&] {
      if (const Reference<css::util::XChangesNotifier> cells(document, UNO_QUERY); cells.is()) cells->removeChangesListener(this);
    });
    for (const Row& row : rows_) quietly([&] { row.broadcaster->removeModifyListener(this); });
    rows_.clear();
    numbers_.clear();
  }

  // The rows that have changed since the last call, or nothing where that is not all.
  std::optional<std::vector<int>> take() {
    std::vector<std::size_t> changed;
    bool known = false;
    {
      const std::lock_guard guard(mutex_);
      changed.swap(changed_);
      known = !unknown_ && told_ != Told::modified;
      unknown_ = false;
      told_ = Told::nothing;
    }
    if (!known || changed.size() > most_rows || 2 * changed.size() > rows_.size()) return std::nullopt;
    std::vector<int> rows;
    for (const std::size_t which : changed) {
      const css::table::CellRangeAddress now = rows_[which].place->getRangeAddress();
      if (now != rows_[which].address) return std::nullopt;  // rows or columns have moved
      rows.push_back(now.StartRow);
    }
    std::sort(rows.begin(), rows.end());
    return rows;
  }

  void SAL_CALL modified(const css::lang::EventObject& event) override {
    const Reference<css::uno::XInterface> source(event.Source, UNO_QUERY);
    const auto row = numbers_.find(source.get());
    const std::lock_guard guard(mutex_);
    if (row != numbers_.end()) {
      if (told_ != Told::rows && told_ != Told::rows_first) told_ = told_ == Told::modified ? Told::rows : Told::rows_first;
      if (std::find(changed_.begin(), changed_.end(), row->second) == changed_.end()) {
        if (changed_.size() <= most_rows) changed_.push_back(row->second);
      }
      return;
    }
    switch (told_) {
      case Told::modified: unknown_ = true; break;  // the one before had no rows
      case Told::rows_first:
      case Told::typed: told_ = Told::nothing; break;  // belongs to these rows
      default: told_ = Told::modified;
    }
  }

  void SAL_CALL changesOccurred(const css::util::ChangesEvent& event) override {
    bool ours = true;
    for (const auto& change : event.Changes) {
      rtl::OUString what;
      change.Accessor >>= what;
      Reference<css::sheet::XCellRangeAddressable> cells;
      change.ReplacedElement >>= cells;
      ours = ours && what == "cell-change" && cells.is() && !rows_.empty() &&
             cells->getRangeAddress().Sheet == rows_.front().address.Sheet;
    }
    const std::lock_guard guard(mutex_);
    if (!ours) {
      unknown_ = true;
    } else if (told_ == Told::rows) {
      told_ = Told::typed;
    }
  }

  void SAL_CALL disposing(const css::lang::EventObject&) override {}

 private:
  enum class Told { nothing, modified, rows, rows_first, typed };
  struct Row {
    Reference<css::util::XModifyBroadcaster> broadcaster;
    Reference<css::sheet::XCellRangeAddressable> place;
    css::table::CellRangeAddress address;
  };

  const Sheet sheet_;
  Reference<css::uno::XInterface> document_;
  std::vector<Row> rows_;
  std::unordered_map<css::uno::XInterface*, std::size_t> numbers_;
  // A script's thread may tell while the main one takes.
  std::mutex mutex_;
  Told told_ = Told::nothing;
  bool unknown_ = false;
  std::vector<std::size_t> changed_;
};

KeptReading::KeptReading() = default;
KeptReading::~KeptReading() { let_go(); }

void KeptReading::let_go() {
  if (const auto changes = std::exchange(changes_, {}); changes.is()) changes->let_go();
  reader_.reset();
  document_.clear();
}

const Workbook& KeptReading::read(const Document& document) {
  if (document != document_) {
    let_go();
    document_ = document;
    read_all(document);
    follow();
    return workbook_;
  }
  if (changes_.is()) {
    if (read_changes()) return workbook_;
    std::exchange(changes_, {})->let_go();  // the rows may stand elsewhere now
  }
  read_all(document);
  return workbook_;
}

bool KeptReading::read_changes() {
  try {
    const auto rows = changes_->take();
    if (!rows || !reader_->read_rows(workbook_.sheets.front(), *rows)) return false;
    partial_ = partial_ || !rows->empty();
    return true;
  } catch (const css::uno::Exception&) {
    return false;  // a row that is no more
  }
}

bool KeptReading::read_again(const Document& document) {
  if (document != document_ || (changes_.is() && !partial_)) return false;
  const Workbook before = std::exchange(workbook_, {});
  read_all(document);
  if (changes_.is() && same(before, workbook_)) return false;
  if (changes_.is()) std::exchange(changes_, {})->let_go();
  follow();
  return !same(before, workbook_);
}

void KeptReading::read_all(const Document& document) {
  reader_.reset();
  workbook_ = read_assessed_part(document, reader_);
  partial_ = false;
}

void KeptReading::follow() {
  if (!reader_ || reader_->last_row() - reader_->key_row() > most_followed) return;
  changes_ = new RowChanges(document_, *reader_);
}

}  // namespace thuocdo
