#include "app/databaselock.h"

#include <QCoreApplication>
#include <QFile>

namespace chainpoints {

DatabaseLock::DatabaseLock(const std::filesystem::path& database)
    : m_database(database.string()), m_file(QString::fromStdString(m_database) + QStringLiteral(".lock"))
{
    m_file.setStaleLockTime(0);
}

Result<std::optional<DatabaseLock::Owner>> DatabaseLock::take()
{
    if (m_file.tryLock(0))
        return std::optional<Owner>();
    if (m_file.error() != QLockFile::LockFailedError)
        return Error{ErrorCode::Database,
                     "database " + m_database +
                         ": its folder cannot be written; look at the path and at its permissions"};
    qint64 pid = 0;
    QString host;
    QString program;
    m_file.getLockInfo(&pid, &host, &program);
    // In a container the number of a killed process comes again: a lock of our own number is no other's.
    if (pid == QCoreApplication::applicationPid() && QFile::remove(m_file.fileName()) && m_file.tryLock(0))
        return std::optional<Owner>();
    return std::optional(Owner{pid, host.toStdString()});
}

Error DatabaseLock::ownedBy(const Owner& owner) const
{
    return {ErrorCode::Database,
            "process " + std::to_string(owner.pid) + " on " + owner.host +
                " follows the chains of database " + m_database +
                " already; stop it first. If it is gone for good, free room on the disk or remove " +
                m_file.fileName().toStdString()};
}

} // namespace chainpoints
