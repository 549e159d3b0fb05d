// Copies a whole database into an empty one, of the same or another kind, row by row and with the same ids.
#pragma once

#include "core/storage/copymark.h"
#include "core/storage/tablereader.h"

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace chainpoints {

struct CopyProgress
{
    std::string table;
    std::int64_t done = 0; ///< rows
    std::int64_t total = 0;
};

/// A table that is not copied as it is.
struct TableLeftOut
{
    std::string_view table;
    std::string_view why;
};
[[nodiscard]] std::span<const TableLeftOut> tablesLeftOut();

/// Which tables there are, and their columns, is what the source's schema says: all are copied but those of
/// tablesLeftOut(). The source is read as one snapshot and never written; nobody may write facts there
/// meanwhile (hold the leases), since they would be lost. The target carries a mark (copymark.h) from begin()
/// to finish(): a copy that ended early is recognised, refused by everybody else, and done anew by the next
/// one.
///
/// Call begin, copyRows, differences, finish, in this order, in the thread of both connections, which are
/// borrowed. Errors name the table and are those of the connections; and BadInput (begin: a database does not
/// fit), Stopped (the listener said so), Conflict (another copy into the target was begun).
class StorageCopy
{
public:
    /// Called often; false stops the copy.
    using Listener = std::function<bool(const CopyProgress&)>;

    StorageCopy(sql::Connection& source, sql::Connection& target, Listener listener,
                std::size_t rowsAtOnce = 1000);

    /// Refuses a source of another schema or without a chain, and a target with data that is no unfinished
    /// copy. Then the target is marked and gets its tables.
    [[nodiscard]] Result<void> begin();
    [[nodiscard]] Result<void> copyRows();
    /// Reads the target's rows again. A sentence for each table whose rows are not those of the source.
    [[nodiscard]] Result<std::vector<std::string>> differences();
    /// Removes the mark.
    [[nodiscard]] Result<void> finish();

    /// After copyRows().
    [[nodiscard]] std::size_t tables() const { return m_tables.size(); }
    [[nodiscard]] std::int64_t rows() const;

private:
    [[nodiscard]] Result<void> readSource();
    [[nodiscard]] Result<void> requireFitTarget();
    [[nodiscard]] Result<void> makeTarget();
    [[nodiscard]] Result<void> readTarget();
    [[nodiscard]] Result<void> copyTable(const StoredTable& table);
    [[nodiscard]] Result<void> insert(const StoredTable& table, const std::vector<StoredRow>& rows);
    [[nodiscard]] Result<void> continueIds(const StoredTable& table);
    [[nodiscard]] Result<void> makeLeases();
    [[nodiscard]] Result<TableDigest> digestOf(const StoredTable& table, std::int64_t total);
    [[nodiscard]] Result<void> tell(const StoredTable& table, std::int64_t done, std::int64_t total) const;

    sql::Connection& m_source;
    sql::Connection& m_target;
    const Listener m_listener;
    const std::size_t m_rowsAtOnce;
    std::optional<sql::Transaction> m_snapshot; ///< of the source
    std::vector<StoredTable> m_all;             ///< of the source, those left out too
    std::vector<StoredTable> m_tables;          ///< those that are copied
    std::vector<StoredTable> m_copies;          ///< the same as the target has them
    std::map<std::string, TableDigest> m_read;  ///< by table: what was read from the source
    std::unique_ptr<CopyMark> m_mark;
};

} // namespace chainpoints
