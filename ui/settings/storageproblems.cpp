// Of the database and the cache.
#include "ui/settings/fieldproblems.h"

#include <QCoreApplication>
#include <QRegularExpression>

namespace chainpoints {
namespace {

using namespace Qt::StringLiterals;

class StorageProblems
{
    Q_DECLARE_TR_FUNCTIONS(StorageProblems)
public:
    static QString ofDatabase(const std::string& key, const QString& value);
    static QString ofCache(const std::string& key, const QString& value);

private:
    static QString passwordProblem(const QString& value);
    static QString nameProblem(const QString& value);
};

bool matches(const QString& pattern, const QString& value)
{
    return QRegularExpression(QRegularExpression::anchoredPattern(pattern)).match(value).hasMatch();
}

bool isWhole(const QString& value, int lowest, int highest)
{
    bool good = false;
    const int number = value.toInt(&good);
    return good && lowest <= number && number <= highest;
}

QString StorageProblems::passwordProblem(const QString& value)
{
    return value.isEmpty() || value == u"***" || matches(u"\\{secret:[A-Za-z0-9_-]{1,64}\\}"_s, value)
               ? QString()
               : tr("A password is not written into the file: give {secret:NAME}, with a name of yours.");
}

QString StorageProblems::nameProblem(const QString& value)
{
    return value.isEmpty() || value.size() > 64 ? tr("Give 1 to 64 characters.") : QString();
}

QString StorageProblems::ofDatabase(const std::string& key, const QString& value)
{
    if (key == "path")
        return value.endsWith(u'/') ? tr("Give the path of a file, not of a folder.") : QString();
    if (key == "name" || key == "user")
        return nameProblem(value);
    if (key == "password")
        return passwordProblem(value);
    if (key == "port")
        return value.isEmpty() || isWhole(value, 1, 65535) ? QString() : tr("Give a number, 1 to 65535.");
    return {};
}

QString StorageProblems::ofCache(const std::string& key, const QString& value)
{
    if (key == "url")
        return matches(u"(rediss?://|\\{secret:)\\S+"_s, value)
                   ? QString()
                   : tr("Give an address that begins with redis:// or rediss://.");
    if (key == "sentinel_password")
        return passwordProblem(value);
    if (value.isEmpty())
        return {};
    if (key == "prefix")
        return matches(u"[A-Za-z0-9.:_-]{1,64}"_s, value) ? QString()
                                                          : tr("Give 1 to 64 letters, digits, or . : _ -");
    if (key == "timeout_ms")
        return isWhole(value, 10, 60'000) ? QString() : tr("Give milliseconds, 10 to 60,000.");
    if (key == "sentinels")
        for (const QString& line : value.split(u'\n'))
            if (!matches(u"\\S+:[0-9]{1,5}"_s, line))
                return tr("“%1” is no HOST:PORT.").arg(line);
    return {};
}

} // namespace

QString databaseProblem(const std::string& key, const QString& value)
{
    return StorageProblems::ofDatabase(key, value);
}

QString cacheProblem(const std::string& key, const QString& value)
{
    return StorageProblems::ofCache(key, value);
}

} // namespace chainpoints
