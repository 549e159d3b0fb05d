#include "core/storage/sql/sqlitestatement.h"

#include <sqlite3.h>

namespace chainpoints::sql {
namespace {

class SqliteStatement final : public Statement
{
public:
    SqliteStatement(sqlite3* handle, sqlite3_stmt* statement) : m_handle(handle), m_statement(statement) {}
    ~SqliteStatement() override { sqlite3_finalize(m_statement); }
    SqliteStatement(const SqliteStatement&) = delete;
    SqliteStatement& operator=(const SqliteStatement&) = delete;

    Result<void> query(std::span<const Value> parameters) override
    {
        return bindAll(parameters, SQLITE_TRANSIENT);
    }

    Result<bool> next() override
    {
        const int code = sqlite3_step(m_statement);
        if (code == SQLITE_ROW)
            return true;
        // The message is that of the step; reset would repeat the code but may lose the sentence.
        const Result<bool> outcome = code == SQLITE_DONE ? Result<bool>(false) : failure(code);
        sqlite3_reset(m_statement);
        return outcome;
    }

    std::int64_t integer(int column) const override { return sqlite3_column_int64(m_statement, column); }

    std::string text(int column) const override
    {
        const auto* bytes = static_cast<const char*>(sqlite3_column_blob(m_statement, column));
        const auto size = static_cast<std::size_t>(sqlite3_column_bytes(m_statement, column));
        return bytes ? std::string(bytes, size) : std::string();
    }

    bool isNull(int column) const override { return sqlite3_column_type(m_statement, column) == SQLITE_NULL; }
    void close() override { sqlite3_reset(m_statement); }

    Result<std::int64_t> run(std::span<const Value> parameters) override
    {
        // The parameters live until the end of this call, so nothing is copied.
        if (auto bound = bindAll(parameters, SQLITE_STATIC); !bound)
            return bound.error();
        if (auto stepped = next(); !stepped)
            return stepped.error();
        close();
        return static_cast<std::int64_t>(sqlite3_changes64(m_handle));
    }

private:
    Result<void> bindAll(std::span<const Value> parameters, sqlite3_destructor_type lifetime)
    {
        sqlite3_reset(m_statement);
        int index = 0;
        for (const Value& value : parameters)
            if (const int code = bind(++index, value, lifetime); code != SQLITE_OK)
                return failure(code);
        return {};
    }

    int bind(int index, const Value& value, sqlite3_destructor_type lifetime)
    {
        if (const auto* number = std::get_if<std::int64_t>(&value))
            return sqlite3_bind_int64(m_statement, index, *number);
        if (const auto* words = std::get_if<std::string>(&value))
            return sqlite3_bind_text64(m_statement, index, words->data(), words->size(), lifetime,
                                       SQLITE_UTF8);
        return sqlite3_bind_null(m_statement, index);
    }

    Error failure(int code) const { return sqliteError(code, sqlite3_errmsg(m_handle)); }

    sqlite3* m_handle;
    sqlite3_stmt* m_statement;
};

} // namespace

Result<std::unique_ptr<Statement>> prepareSqlite(sqlite3* handle, const std::string& text)
{
    sqlite3_stmt* statement = nullptr;
    const int code = sqlite3_prepare_v3(handle, text.data(), static_cast<int>(text.size()),
                                        SQLITE_PREPARE_PERSISTENT, &statement, nullptr);
    if (code != SQLITE_OK)
        return sqliteError(code, sqlite3_errmsg(handle));
    return std::unique_ptr<Statement>(std::make_unique<SqliteStatement>(handle, statement));
}

void keepConnectionsApart()
{
    // Refused once the library is in use; then it works as before, only slower.
    [[maybe_unused]] static const int outcome = sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
}

void stopSqlite(sqlite3* handle, const std::stop_token* stop)
{
    constexpr int kInstructionsBetweenLooks = 10'000; // well under a millisecond
    sqlite3_progress_handler(
        handle, kInstructionsBetweenLooks,
        [](void* token) { return static_cast<const std::stop_token*>(token)->stop_requested() ? 1 : 0; },
        const_cast<std::stop_token*>(stop));
}

void waitForOtherProcesses(sqlite3* handle, std::chrono::milliseconds time)
{
    static constexpr int kBetweenLooks = 2;
    const std::intptr_t looks = time.count() / kBetweenLooks;
    sqlite3_busy_handler(
        handle,
        [](void* most, int look) {
            sqlite3_sleep(kBetweenLooks);
            return look < reinterpret_cast<std::intptr_t>(most) ? 1 : 0;
        },
        reinterpret_cast<void*>(looks));
}

bool sameSqliteLibrary(const std::string& sourceId)
{
    return sourceId == sqlite3_sourceid();
}

Error sqliteError(int code, const std::string& message)
{
    switch (code & 0xff) {
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
        return {ErrorCode::Database, "the database is busy with another process (" + message + ")"};
    case SQLITE_INTERRUPT:
        return {ErrorCode::Stopped, "stopped"};
    case SQLITE_FULL:
        return {ErrorCode::Database, "the disk or the database is full (" + message + "); free some room"};
    case SQLITE_CANTOPEN:
    case SQLITE_IOERR:
    case SQLITE_READONLY:
    case SQLITE_PERM:
        return {ErrorCode::Database, "the database file cannot be used (" + message +
                                         "); look at the disk and at the file's permissions"};
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
        return {ErrorCode::Corrupt,
                "the database file is damaged or no database (" + message + "); restore it from a copy"};
    default:
        return {ErrorCode::Corrupt, "the database refuses a statement (" + message + ")"};
    }
}

} // namespace chainpoints::sql
