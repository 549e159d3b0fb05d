// The sign in a database that it is a copy which is not finished.
#pragma once

#include "core/storage/sql/connection.h"

#include <memory>

namespace chainpoints {

/// While it stands, migrate() and requireCurrentSchema() refuse the database, also after the process died.
/// While this lives, every write of the connection asks for it: whose mark was replaced by that of another
/// copy gets a Conflict and writes nothing. Two that are set in the same instant may both stand; the copies
/// then meet each other's rows, or the comparison at their ends does. Borrows the connection.
class CopyMark final : public sql::WriteFence
{
public:
    /// In place of the marks of earlier copies. The table of versions must be there.
    [[nodiscard]] static Result<std::unique_ptr<CopyMark>> set(sql::Connection& connection);
    ~CopyMark() override;
    CopyMark(const CopyMark&) = delete;
    CopyMark& operator=(const CopyMark&) = delete;

    /// The copy is finished.
    [[nodiscard]] Result<void> remove();

    [[nodiscard]] Result<void> atBegin(sql::Connection& connection) override;
    [[nodiscard]] Result<void> beforeCommit(sql::Connection&) override { return {}; }

private:
    CopyMark(sql::Connection& connection, std::int64_t number);

    sql::Connection& m_connection;
    const std::int64_t m_number; ///< of this copy alone; negative, as versions are not
};

} // namespace chainpoints
