#include "core/storage/storagecopy.h"

#include "core/storage/chainstore.h"
#include "core/storage/migrator.h"
#include "core/storage/sql/bulkinsert.h"
#include "core/storage/sql/repeated.h"
#include "core/storage/sql/rows.h"

#include <algorithm>
#include <array>
#include <set>

namespace chainpoints {
namespace {

constexpr std::array kLeftOut{
    TableLeftOut{kVersionTable, "the target's own migrations fill it"},
    TableLeftOut{"chain_lease",
                 "nobody owns a chain of the copy; its numbers go on behind those of chain_term"},
    TableLeftOut{"pending_block", "a cache: what is missing is fetched from the node again"},
};

bool isLeftOut(const std::string& table)
{
    return std::ranges::find(kLeftOut, table, &TableLeftOut::table) != kLeftOut.end();
}

/// None where there is no row.
Result<std::optional<std::int64_t>> firstNumber(sql::Connection& connection, const std::string& text,
                                                std::initializer_list<sql::Value> parameters = {})
{
    std::optional<std::int64_t> number;
    auto read = sql::forEachRow(connection, text, parameters, [&](const sql::Statement& row) -> Result<bool> {
        if (!row.isNull(0))
            number = row.integer(0);
        return false;
    });
    if (!read)
        return read.error();
    return number;
}

/// The other database's key, which may run another way, with the columns in the order of `table`. None: the
/// columns are not the same.
std::optional<StoredTable> withColumnsOf(const StoredTable& table, const StoredTable& other)
{
    if (table.columns.size() != other.columns.size())
        return std::nullopt;
    const auto place = [&](const StoredColumn& column) {
        return std::ranges::find(table.columns, column.name, &StoredColumn::name) - table.columns.begin();
    };
    for (const StoredColumn& column : other.columns)
        if (static_cast<std::size_t>(place(column)) == table.columns.size())
            return std::nullopt;
    StoredTable result{table.name, table.columns, {}};
    for (const auto& [column, descending] : other.key)
        result.key.push_back({static_cast<std::size_t>(place(other.columns[column])), descending});
    return result;
}

Error holdsData(const std::string& table)
{
    return {ErrorCode::BadInput,
            "the database to copy into holds data already (table " + table +
                "); name an empty one: a new file, or one just made with CREATE DATABASE"};
}

} // namespace

std::span<const TableLeftOut> tablesLeftOut()
{
    return kLeftOut;
}

StorageCopy::StorageCopy(sql::Connection& source, sql::Connection& target, Listener listener,
                         std::size_t rowsAtOnce)
    : m_source(source), m_target(target), m_listener(std::move(listener)), m_rowsAtOnce(rowsAtOnce)
{
}

std::int64_t StorageCopy::rows() const
{
    std::int64_t sum = 0;
    for (const auto& [table, digest] : m_read)
        sum += digest.rows();
    return sum;
}

Result<void> StorageCopy::begin()
{
    if (auto read = readSource(); !read)
        return read;
    if (auto fit = requireFitTarget(); !fit)
        return fit;
    if (auto made = makeTarget(); !made)
        return made;
    return readTarget();
}

Result<void> StorageCopy::readSource()
{
    auto snapshot = sql::Transaction::begin(m_source, sql::Transaction::Kind::Read);
    if (!snapshot)
        return snapshot.error();
    m_snapshot.emplace(std::move(*snapshot));
    if (auto current = requireCurrentSchema(m_source); !current)
        return current;
    auto chains = ChainStore(m_source).all();
    if (!chains)
        return chains.error();
    if (chains->empty())
        return Error{ErrorCode::BadInput, "the database to copy holds no chain yet, so that there is nothing "
                                          "to copy; use the other one right away"};
    auto tables = storedTables(m_source);
    if (!tables)
        return tables.error();
    m_all = std::move(*tables);
    std::ranges::copy_if(m_all, std::back_inserter(m_tables),
                         [](const StoredTable& table) { return !isLeftOut(table.name); });
    return {};
}

Result<void> StorageCopy::requireFitTarget()
{
    auto found = storedTables(m_target);
    if (!found)
        return found.error();
    std::set<std::string> names;
    for (const StoredTable& table : *found)
        names.insert(table.name);
    if (names.contains(kVersionTable)) {
        auto unfinished = unfinishedCopies(m_target);
        if (!unfinished)
            return unfinished.error();
        if (!unfinished->empty())
            return {};
    }
    for (const StoredTable& table : m_all) {
        if (!names.contains(table.name) || table.name == kVersionTable)
            continue;
        if (!names.contains(kVersionTable))
            return isOfOthers(table.name);
        auto row = firstNumber(m_target, "SELECT 1 FROM " + table.name + " LIMIT 1");
        if (!row)
            return row.error();
        if (*row)
            return holdsData(table.name);
    }
    return {};
}

/// What an unfinished copy left is dropped first; its mark is there until this one's stands, and that stays.
Result<void> StorageCopy::makeTarget()
{
    if (auto made = makeVersionTable(m_target); !made)
        return made;
    auto mark = CopyMark::set(m_target);
    if (!mark)
        return mark.error();
    m_mark = std::move(*mark);
    auto dropped = sql::inTransaction(m_target, [&]() -> Result<void> {
        for (auto table = m_all.rbegin(); table != m_all.rend(); ++table)
            if (table->name != kVersionTable)
                if (auto done = m_target.run("DROP TABLE IF EXISTS " + table->name); !done)
                    return done.error();
        auto forgotten = m_target.run("DELETE FROM schema_migration WHERE version > 0");
        return forgotten ? Result<void>() : forgotten.error();
    });
    return dropped ? migrate(m_target, UnfinishedCopy::Allow) : dropped;
}

Result<void> StorageCopy::readTarget()
{
    auto found = storedTables(m_target);
    if (!found)
        return found.error();
    for (const StoredTable& table : m_tables) {
        const auto same = std::ranges::find(*found, table.name, &StoredTable::name);
        auto copy = same == found->end() ? std::nullopt : withColumnsOf(table, *same);
        if (!copy)
            return Error{ErrorCode::Corrupt,
                         "the columns of table " + table.name +
                             " are not the same in both databases; was it changed by hand?"};
        m_copies.push_back(std::move(*copy));
    }
    return {};
}

Result<void> StorageCopy::copyRows()
{
    for (const StoredTable& table : m_tables)
        if (auto copied = copyTable(table); !copied)
            return inContext("table " + table.name, copied.error());
    return makeLeases();
}

Result<void> StorageCopy::copyTable(const StoredTable& table)
{
    auto total = firstNumber(m_source, "SELECT COUNT(*) FROM " + table.name);
    if (!total)
        return total.error();
    TableReader reader(m_source, table, m_rowsAtOnce);
    TableDigest& digest = m_read[table.name];
    for (;;) {
        auto rows = reader.next();
        if (!rows)
            return rows.error();
        if (rows->empty())
            break;
        if (auto inserted = insert(table, *rows); !inserted)
            return inserted;
        for (const StoredRow& row : *rows)
            digest.add(row);
        if (auto told = tell(table, digest.rows(), **total); !told)
            return told;
    }
    if (digest.rows() != **total)
        return Error{ErrorCode::Corrupt, "only " + std::to_string(digest.rows()) + " of " +
                                             std::to_string(**total) +
                                             " rows could be read; is an index of the database damaged?"};
    return continueIds(table);
}

Result<void> StorageCopy::insert(const StoredTable& table, const std::vector<StoredRow>& rows)
{
    return sql::inTransaction(m_target, [&]() -> Result<void> {
        sql::BulkInsert bulk(m_target, table.name, table.columnNames());
        for (const StoredRow& row : rows)
            if (auto added = bulk.add(std::span<const sql::Value>(row)); !added)
                return added;
        return bulk.finish();
    });
}

/// Also ids of rows that are gone are not given again: failures and actions are told of by them.
Result<void> StorageCopy::continueIds(const StoredTable& table)
{
    auto newest = firstNumber(m_source, m_source.dialect().selectNewestId(), {table.name});
    if (!newest)
        return newest.error();
    if (newest->value_or(0) == 0)
        return {};
    return sql::inTransaction(m_target, [&]() -> Result<void> {
        for (const std::string& statement : m_target.dialect().continueIds(table.name, **newest))
            if (auto done = m_target.run(statement); !done)
                return done.error();
        return {};
    });
}

Result<void> StorageCopy::makeLeases()
{
    auto made = m_target.write(
        "INSERT INTO chain_lease (chain_id, fencing, owner_host, owner_pid, instance, expires_at, writes) "
        "SELECT chain_id, MAX(fencing), '', 0, '', 0, 0 FROM chain_term GROUP BY chain_id");
    return made ? Result<void>() : made.error();
}

Result<std::vector<std::string>> StorageCopy::differences()
{
    std::vector<std::string> found;
    for (const StoredTable& table : m_copies) {
        const TableDigest& wanted = m_read[table.name];
        auto copied = digestOf(table, wanted.rows());
        if (!copied)
            return inContext("table " + table.name, copied.error());
        const std::string rows = std::to_string(wanted.rows()) + " rows were copied, ";
        if (copied->rows() != wanted.rows())
            found.push_back("table " + table.name + ": " + rows + "but the copy has " +
                            std::to_string(copied->rows()));
        else if (*copied != wanted)
            found.push_back("table " + table.name + ": " + rows + "but the copy has other values in them");
    }
    return found;
}

Result<TableDigest> StorageCopy::digestOf(const StoredTable& table, std::int64_t total)
{
    TableDigest digest;
    TableReader reader(m_target, table, m_rowsAtOnce);
    for (;;) {
        auto rows = reader.next();
        if (!rows)
            return rows.error();
        if (rows->empty())
            return digest;
        for (const StoredRow& row : *rows)
            digest.add(row);
        if (auto told = tell(table, digest.rows(), total); !told)
            return told.error();
    }
}

Result<void> StorageCopy::finish()
{
    if (auto removed = m_mark->remove(); !removed)
        return removed;
    m_mark.reset();
    m_snapshot.reset();
    return {};
}

Result<void> StorageCopy::tell(const StoredTable& table, std::int64_t done, std::int64_t total) const
{
    if (m_listener && !m_listener({table.name, done, total}))
        return Error{ErrorCode::Stopped, "the copy was stopped"};
    return {};
}

} // namespace chainpoints
