#include "tests/support/mariadbserver.h"

#include <QDir>
#include <QElapsedTimer>
#include <QFile>
#include <QStandardPaths>
#include <QTcpServer>
#include <QTcpSocket>
#include <QThread>

#include <cstdio>
#include <cstdlib>

#ifdef Q_OS_LINUX
#include <sys/prctl.h>

#include <csignal>
#endif

namespace chainpoints {
namespace {

using namespace Qt::StringLiterals;

constexpr int kPatienceMilliseconds = 60'000;

[[noreturn]] void giveUp(const QString& sentence)
{
    std::fprintf(stderr, "test server: %s\n", qPrintable(sentence));
    std::exit(1);
}

QString program(const QString& name)
{
    // Servers are not in everybody's path.
    QString found = QStandardPaths::findExecutable(name);
    if (found.isEmpty())
        found = QStandardPaths::findExecutable(name, {u"/usr/sbin"_s, u"/usr/local/sbin"_s});
    if (found.isEmpty())
        giveUp(name + u" is not installed; install the packages mariadb-server-core and mariadb-client"_s);
    return found;
}

/// MySQL's server program, to be used in MariaDB's place; empty: none.
QString mysqlServer()
{
    return qEnvironmentVariable("CHAINPOINTS_TEST_MYSQLD");
}

/// In memory where that is possible: hundreds of databases are made.
QString folderTemplate()
{
    const QString memory = u"/dev/shm"_s;
    const QString folder = QFileInfo(memory).isWritable() ? memory : QDir::tempPath();
    return folder + u"/chainpoints-mariadb-XXXXXX"_s;
}

int freePort()
{
    QTcpServer probe;
    if (!probe.listen(QHostAddress::LocalHost))
        giveUp(u"there is no free port"_s);
    return probe.serverPort();
}

/// Servers refuse to run as root unless that is said.
QStringList asRoot()
{
    return QFileInfo(QDir::homePath()).ownerId() == 0 ? QStringList(u"--user=root"_s) : QStringList();
}

void runToEnd(const QString& name, const QStringList& arguments)
{
    QProcess process;
    process.setProcessChannelMode(QProcess::MergedChannels);
    process.start(program(name), arguments);
    if (!process.waitForFinished(kPatienceMilliseconds) || process.exitCode() != 0)
        giveUp(name + u" failed: "_s + QString::fromUtf8(process.readAll()));
}

} // namespace

MariadbServer& MariadbServer::shared()
{
    static MariadbServer server;
    return server;
}

MariadbServer::MariadbServer(QStringList settings)
    : m_folder(folderTemplate()), m_settings(std::move(settings)), m_port(freePort())
{
    QFile file(m_folder.filePath(u"my.cnf"_s));
    QFile users(m_folder.filePath(u"users.sql"_s));
    if (!file.open(QIODevice::WriteOnly) || !users.open(QIODevice::WriteOnly))
        giveUp(m_folder.path() + u" cannot be written"_s);
    const QString folder = m_folder.path();
    const QStringList lines{
        u"[mysqld]"_s, // both servers read it
        u"datadir="_s + folder + u"/data"_s, u"socket="_s + folder + u"/s"_s,
        // A server that starts removes what others have in a folder that they share.
        u"tmpdir="_s + folder, u"pid-file="_s + folder + u"/pid"_s, u"log-error="_s + folder + u"/log"_s,
        u"init-file="_s + users.fileName(), u"bind-address=127.0.0.1"_s, u"port=%1"_s.arg(m_port),
        u"skip-name-resolve"_s, u"skip-log-bin"_s, u"performance_schema=OFF"_s,
        u"innodb_buffer_pool_size=64M"_s, u"loose-innodb_log_file_size=32M"_s, u"loose-mysqlx=OFF"_s,
        u"secure-file-priv="_s, u"innodb_flush_log_at_trx_commit=0"_s, u"innodb_use_native_aio=0"_s};
    file.write((lines + m_settings).join(u'\n').toUtf8() + '\n');
    file.close();
    users.write("CREATE USER IF NOT EXISTS 'chainpoints'@'127.0.0.1' IDENTIFIED BY 'a test''s password';\n"
                "GRANT ALL ON `t\\_%`.* TO 'chainpoints'@'127.0.0.1';\n"
                "ALTER USER 'root'@'localhost' IDENTIFIED BY 'root';\n");
    users.close();
    const QString defaults = u"--defaults-file="_s + file.fileName();
    if (mysqlServer().isEmpty())
        runToEnd(u"mariadb-install-db"_s,
                 {defaults, u"--auth-root-authentication-method=normal"_s, u"--skip-test-db"_s,
                  u"--skip-name-resolve"_s, u"--cross-bootstrap"_s});
    else
        runToEnd(mysqlServer(), QStringList{defaults, u"--initialize-insecure"_s} + asRoot());
    start();
}

MariadbServer::~MariadbServer()
{
    m_process.terminate();
    if (!m_process.waitForFinished(kPatienceMilliseconds))
        m_process.kill();
    m_process.waitForFinished();
}

void MariadbServer::start()
{
#ifdef Q_OS_LINUX
    // Also where a test program is killed.
    m_process.setChildProcessModifier([] { prctl(PR_SET_PDEATHSIG, SIGKILL); });
#endif
    m_process.start(mysqlServer().isEmpty() ? program(u"mariadbd"_s) : mysqlServer(),
                    QStringList{u"--defaults-file="_s + m_folder.filePath(u"my.cnf"_s)} + asRoot());
    QElapsedTimer time;
    time.start();
    for (;;) {
        QTcpSocket socket;
        socket.connectToHost(QHostAddress::LocalHost, quint16(m_port));
        if (socket.waitForConnected(100))
            return;
        if (m_process.state() == QProcess::NotRunning || time.hasExpired(kPatienceMilliseconds)) {
            QFile log(m_folder.filePath(u"log"_s));
            (void)log.open(QIODevice::ReadOnly);
            giveUp(u"the server does not start: "_s + QString::fromUtf8(log.readAll()));
        }
        QThread::msleep(20);
    }
}

void MariadbServer::kill()
{
    m_process.kill();
    m_process.waitForFinished();
}

sql::MysqlServer MariadbServer::newDatabase()
{
    sql::MysqlServer server;
    server.port = m_port;
    server.database = "t_" + std::to_string(++m_databases);
    server.user = "chainpoints";
    server.password = "a test's password";
    administer("CREATE DATABASE " + server.database);
    return server;
}

std::string MariadbServer::administer(const std::string& statements)
{
    QProcess client;
    client.start(program(u"mariadb"_s), {u"--no-defaults"_s, u"--socket="_s + m_folder.filePath(u"s"_s),
                                         u"--user=root"_s, u"--password=root"_s, u"--skip-column-names"_s,
                                         u"--batch"_s, u"--execute="_s + QString::fromStdString(statements)});
    if (!client.waitForFinished(kPatienceMilliseconds) || client.exitCode() != 0)
        giveUp(QString::fromUtf8(client.readAllStandardError()));
    return client.readAllStandardOutput().toStdString();
}

} // namespace chainpoints
