// Statements through QSqlQuery: works with every driver.
#pragma once

#include "core/storage/sql/dialect.h"
#include "core/storage/sql/statement.h"

#include <QSqlDatabase>
#include <QSqlError>

#include <memory>

namespace chainpoints::sql {

/// `dialect` must outlive the statement.
[[nodiscard]] Result<std::unique_ptr<Statement>> prepareQt(const QSqlDatabase& database,
                                                           const Dialect& dialect, const std::string& text);

/// Without preparing it, which some databases refuse for BEGIN and the like. Returns the number of rows
/// changed.
[[nodiscard]] Result<std::int64_t> runQt(const QSqlDatabase& database, const Dialect& dialect,
                                         const std::string& text);

[[nodiscard]] Error qtSqlError(const QSqlError& error, const Dialect& dialect);

} // namespace chainpoints::sql
