#include "core/storage/copymark.h"

#include "core/base/time.h"
#include "core/storage/sql/repeated.h"

#include <limits>
#include <random>

namespace chainpoints {
namespace {

std::int64_t newNumber()
{
    std::random_device chance;
    std::uniform_int_distribution<std::int64_t> numbers(std::numeric_limits<std::int32_t>::min(), -1);
    return numbers(chance);
}

} // namespace

Result<std::unique_ptr<CopyMark>> CopyMark::set(sql::Connection& connection)
{
    const std::int64_t number = newNumber();
    auto marked = sql::inTransaction(connection, [&]() -> Result<std::int64_t> {
        if (auto removed = connection.run("DELETE FROM schema_migration WHERE version < 0"); !removed)
            return removed;
        return connection.run("INSERT INTO schema_migration (version, applied_at) VALUES (?, ?)",
                              {number, wallClock().value()});
    });
    if (!marked)
        return marked.error();
    return std::unique_ptr<CopyMark>(new CopyMark(connection, number));
}

CopyMark::CopyMark(sql::Connection& connection, std::int64_t number)
    : m_connection(connection), m_number(number)
{
    connection.fence(this);
}

CopyMark::~CopyMark()
{
    m_connection.fence(nullptr);
}

Result<void> CopyMark::remove()
{
    auto removed = m_connection.write("DELETE FROM schema_migration WHERE version = ?", {m_number});
    return removed ? Result<void>() : removed.error();
}

Result<void> CopyMark::atBegin(sql::Connection& connection)
{
    auto found =
        connection.run("UPDATE schema_migration SET applied_at = applied_at WHERE version = ?", {m_number});
    if (!found)
        return found.error();
    if (*found != 1)
        return Error{ErrorCode::Conflict,
                     "another copy into this database was begun meanwhile; this one writes nothing more"};
    return {};
}

} // namespace chainpoints
