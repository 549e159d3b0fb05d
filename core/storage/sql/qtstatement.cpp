#include "core/storage/sql/qtstatement.h"

#include <QSqlQuery>
#include <QVariant>

namespace chainpoints::sql {
namespace {

QVariant toVariant(const Value& value)
{
    if (const auto* number = std::get_if<std::int64_t>(&value))
        return QVariant::fromValue<qlonglong>(*number);
    if (const auto* words = std::get_if<std::string>(&value))
        return QString::fromStdString(*words);
    return QVariant(QMetaType::fromType<QString>());
}

class QtStatement final : public Statement
{
public:
    QtStatement(QSqlQuery query, const Dialect& dialect) : m_query(std::move(query)), m_dialect(dialect) {}

    Result<void> query(std::span<const Value> parameters) override
    {
        int index = 0;
        for (const Value& value : parameters)
            m_query.bindValue(index++, toVariant(value));
        if (!m_query.exec())
            return qtSqlError(m_query.lastError(), m_dialect);
        return {};
    }

    Result<bool> next() override
    {
        if (m_query.next())
            return true;
        const QSqlError error = m_query.lastError();
        m_query.finish();
        return error.isValid() ? Result<bool>(qtSqlError(error, m_dialect)) : Result<bool>(false);
    }

    std::int64_t integer(int column) const override { return m_query.value(column).toLongLong(); }
    std::string text(int column) const override { return m_query.value(column).toString().toStdString(); }
    bool isNull(int column) const override { return m_query.isNull(column); }
    void close() override { m_query.finish(); }

    Result<std::int64_t> run(std::span<const Value> parameters) override
    {
        if (auto executed = query(parameters); !executed)
            return executed.error();
        const std::int64_t changed = m_query.numRowsAffected();
        m_query.finish();
        return changed;
    }

private:
    QSqlQuery m_query;
    const Dialect& m_dialect;
};

} // namespace

Result<std::unique_ptr<Statement>> prepareQt(const QSqlDatabase& database, const Dialect& dialect,
                                             const std::string& text)
{
    QSqlQuery query(database);
    query.setForwardOnly(true);
    if (!query.prepare(QString::fromStdString(text)))
        return qtSqlError(query.lastError(), dialect);
    return std::unique_ptr<Statement>(std::make_unique<QtStatement>(std::move(query), dialect));
}

Result<std::int64_t> runQt(const QSqlDatabase& database, const Dialect& dialect, const std::string& text)
{
    QSqlQuery query(database);
    if (!query.exec(QString::fromStdString(text)))
        return qtSqlError(query.lastError(), dialect);
    return query.numRowsAffected();
}

Error qtSqlError(const QSqlError& error, const Dialect& dialect)
{
    bool isNumber = false;
    const int code = error.nativeErrorCode().toInt(&isNumber);
    return dialect.error(isNumber ? code : 0, error.databaseText().toStdString());
}

} // namespace chainpoints::sql
