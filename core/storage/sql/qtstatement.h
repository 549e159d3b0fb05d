// Statements through QSqlQuery: works with every driver.
#pragma once

#include "core/storage/sql/statement.h"

#include <QSqlDatabase>
#include <QSqlError>

#include <memory>

namespace chainpoints::sql {

[[nodiscard]] Result<std::unique_ptr<Statement>> prepareQt(const QSqlDatabase& database,
                                                           const std::string& text);

[[nodiscard]] Error qtSqlError(const QSqlError& error);

} // namespace chainpoints::sql
