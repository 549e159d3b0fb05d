// Does the window stand still with very many users and a backfill beside it? Without a screen.
//   bench_window gather FOLDER [users] [changes of each]   makes the database once (1000000, 10)
//   bench_window FOLDER SERVER [minutes]                   measures (10 minutes)
// SERVER is bench_backfill, whose node this starts as a process of its own: what it takes is not the
// window's. Times depend on the machine. No test: nothing here passes or fails.
#include "core/access/operatordesk.h"
#include "core/base/background.h"
#include "core/cache/embeddedcache.h"
#include "core/engine/engine.h"
#include "core/engine/leasekeeper.h"
#include "core/rpc/httpnode.h"
#include "core/storage/chainstore.h"
#include "core/storage/migrator.h"
#include "tests/bench/crowd.h"
#include "tests/bench/premadenode.h"
#include "tests/support/heartbeat.h"
#include "tests/support/scriptedprompts.h"
#include "tests/support/testsettingsdesk.h"
#include "ui/mainwindow.h"
#include "ui/users/usersmodel.h"

#include <QApplication>
#include <QElapsedTimer>
#include <QEventLoop>
#include <QFile>
#include <QLineEdit>
#include <QProcess>
#include <QRegularExpression>
#include <QScrollBar>
#include <QSettings>
#include <QTableView>
#include <QTemporaryDir>
#include <QTest>

#include <cstdio>
#include <map>
#include <random>
#include <ranges>

using namespace chainpoints;
using namespace chainpoints::bench;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace {

Config configFor(const Crowd& crowd, const std::string& url)
{
    ChainConfig live;
    live.name = "live";
    live.evmChainId = EvmChainId(1);
    live.contract = PremadeNode::contract();
    live.rpc = {{url, url}};
    live.decimals = 18;
    live.symbol = "LIVE";
    live.title = "Live";
    // So that the backfill lasts.
    live.maxRange = 10;
    live.verify = Verify::Off;
    Config config;
    config.points.rates = {{UnixTime(0), *parseRate("0.05")}};
    config.chains = {configOf(crowd), live};
    return config;
}

/// The node's process. Its blocks end at some time; then the chain is followed live.
class Server
{
public:
    explicit Server(const QString& program)
    {
        m_process.start(program, {u"6000000"_s, u"200000"_s, u"serve"_s});
        QByteArray said;
        while (!said.contains("chain id") && m_process.waitForReadyRead(-1))
            said += m_process.readAllStandardOutput();
        m_url = QString::fromUtf8(said).section(u" at "_s, 1).trimmed();
    }
    ~Server()
    {
        m_process.kill();
        m_process.waitForFinished();
    }
    /// Empty where it does not serve.
    [[nodiscard]] std::string url() const { return m_url.toStdString(); }
    [[nodiscard]] std::string problem() const
    {
        return m_process.error() == QProcess::UnknownError ? "it ended without a word of its chain id"
                                                           : m_process.errorString().toStdString();
    }

private:
    QProcess m_process;
    QString m_url;
};

/// Somebody who sorts, searches, scrolls and goes from panel to panel, and how long each answer takes. Waits
/// for it before anything else.
class Visitor : public QObject
{
public:
    explicit Visitor(MainWindow& window)
        : m_window(window), m_table(window.findChild<QTableView*>(u"usersTable"_s)),
          m_search(window.findChild<QLineEdit*>(u"usersSearch"_s)),
          m_model(static_cast<UsersModel*>(m_table->model()))
    {
        connect(m_model, &UsersModel::taken, this, [this] {
            // The model takes no answers to former questions.
            if (m_asked.isEmpty() || !m_model->isAnswered())
                return;
            m_times[m_asked].push_back(m_clock.elapsed());
            m_asked.clear();
        });
        m_timer.callOnTimeout(this, [this] { step(); });
    }

    void start() { m_timer.start(400); }
    void stop()
    {
        m_timer.stop();
        if (!m_asked.isEmpty())
            std::printf("%-22s without an answer for %lld ms\n", qPrintable(m_asked),
                        static_cast<long long>(m_clock.elapsed()));
        for (auto& [what, times] : m_times) {
            std::ranges::sort(times);
            std::printf("%-22s %4zu times, median %4lld ms, most %4lld ms\n", qPrintable(what), times.size(),
                        static_cast<long long>(times[times.size() / 2]),
                        static_cast<long long>(times.back()));
        }
    }

private:
    void step()
    {
        if (!m_asked.isEmpty())
            return;
        const int step = m_step++ % 16;
        if (step == 0)
            QTest::keyClick(&m_window, Qt::Key_2, Qt::ControlModifier);
        else if (step <= 6)
            sortBy(step % 3, step <= 3 ? Qt::DescendingOrder : Qt::AscendingOrder);
        else if (step == 7)
            search(u"search: four digits"_s, QString::number(0x1000 + m_random() % 0xe000, 16));
        else if (step == 8)
            search(u"search: beginning"_s, u"0x"_s + QString::number(0x10 + m_random() % 0xe0, 16));
        else if (step == 9)
            search(u"search: cleared"_s, QString());
        else if (step <= 12)
            m_table->verticalScrollBar()->setValue(m_table->verticalScrollBar()->maximum());
        else if (step == 13)
            m_table->setCurrentIndex(m_model->index(int(m_random() % 100), 0));
        else
            QTest::keyClick(&m_window, Qt::Key(Qt::Key_1 + m_random() % allPanels().size()),
                            Qt::ControlModifier);
    }

    void sortBy(int column, Qt::SortOrder order)
    {
        static const std::map<int, QString> names{{UsersModel::AddressColumn, u"sort by address"_s},
                                                  {UsersModel::BalanceColumn, u"sort by balance"_s},
                                                  {UsersModel::PointsColumn, u"sort by points"_s}};
        ask(names.at(column));
        m_table->sortByColumn(column, order);
    }
    void search(const QString& what, const QString& text)
    {
        ask(what);
        m_search->setText(text);
    }
    void ask(const QString& what)
    {
        m_asked = what;
        m_clock.start();
    }

    MainWindow& m_window;
    QTableView* m_table;
    QLineEdit* m_search;
    UsersModel* m_model;
    QTimer m_timer;
    QElapsedTimer m_clock;
    QString m_asked;
    std::map<QString, std::vector<qint64>> m_times;
    std::mt19937 m_random{7};
    int m_step = 0;
};

void tellMemory()
{
    QFile status(u"/proc/self/status"_s);
    if (!status.open(QIODevice::ReadOnly))
        return;
    static const QRegularExpression word(u"Vm(RSS|HWM):\\s+(\\d+)"_s);
    for (auto found = word.globalMatch(QString::fromUtf8(status.readAll())); found.hasNext();) {
        const auto match = found.next();
        std::printf("%s %lld MB\n", match.captured(1) == u"RSS"_s ? "memory now" : "memory at most",
                    match.captured(2).toLongLong() / 1024);
    }
}

int measure(const std::string& file, const QString& program, int minutes)
{
    const Server server(program);
    if (server.url().empty()) {
        std::fprintf(stderr, "bench: %s does not serve as a node: %s\n", qPrintable(program),
                     server.problem().c_str());
        return 1;
    }
    const Config config = configFor(Crowd{}, server.url());
    const auto open = [file](sql::Access access) { return sql::Connection::openSqlite(file, access); };
    const auto openWriter = [&open] { return open(sql::Access::ReadWrite); };
    if (auto connection = openWriter(); !connection || !ChainStore(**connection).record(config)) {
        std::fprintf(stderr, "bench: %s cannot be opened\n", file.c_str());
        return 1;
    }
    OperatorDesk desk([&](std::stop_token stop) {
        return std::make_unique<OperatorDoor>(
            DoorParts{[&open] { return open(sql::Access::ReadOnly); }, openWriter, "bench@host", "bench"},
            std::move(stop));
    });
    const QTemporaryDir folder;
    QSettings settings(folder.filePath(u"window.ini"_s), QSettings::IniFormat);
    ScriptedPrompts prompts;
    TestSettingsDesk settingsDesk;
    MainWindow window(WindowParts{.settings = settings,
                                  .prompts = prompts,
                                  .panels = allPanels(),
                                  .settingsDesk = settingsDesk.desk,
                                  .setupFile = {},
                                  .suggestedDatabase = {}});
    window.resize(1280, 720);
    window.open(desk, {});
    window.show();

    LeaseKeeper leases({"host", 1, "bench"}, openWriter, [](const LeaseHolder&) { return false; });
    Config followed = config;
    followed.chains.erase(followed.chains.begin());
    Engine engine(
        followed,
        [&](const ChainConfig& chain) {
            return WorkerParts{
                openWriter,
                [](sql::Connection& connection, ChainId id, std::stop_token) {
                    return std::unique_ptr<PendingCache>(std::make_unique<EmbeddedCache>(connection, id));
                },
                // As the window's own engine does.
                [make = makeHttpNodeFactory(chain, makeEndpointPool(chain))](std::stop_token stop) {
                    becomeBackgroundThread(Background::BehindWindow);
                    return make(std::move(stop));
                },
                [&desk](const ChainProgress&) { desk.poke(); }, &leases};
        },
        RunMode::Forever);
    engine.start();

    QElapsedTimer clock;
    clock.start();
    qint64 backfilled = 0;
    qint64 looked = 0;
    QObject::connect(&desk, &OperatorDesk::looked, &window, [&] {
        const ChainView* live = desk.news().find("live");
        if (live && live->state == ChainState::Backfilling)
            backfilled += clock.elapsed() - looked;
        looked = clock.elapsed();
    });
    Visitor visitor(window);
    visitor.start();
    Heartbeat heartbeat;
    // Not QTest::qWait, which sleeps between two looks at the events.
    QEventLoop loop;
    QTimer::singleShot(std::chrono::minutes(minutes), &loop, &QEventLoop::quit);
    loop.exec();
    auto stalls = heartbeat.stop();
    visitor.stop();
    std::ranges::sort(stalls, std::greater(), &Heartbeat::Stall::length);
    for (const auto& stall : std::views::take(stalls, 5))
        std::printf("stall of %lld ms after %.1f s\n", static_cast<long long>(stall.length().count()),
                    std::chrono::duration<double>(stall.from - heartbeat.start()).count());
    std::printf("%lld s, of them %lld s beside a backfill; longest stall of the window %lld ms, over 50 ms: "
                "%lld, over 20 ms: %zu\n",
                static_cast<long long>(clock.elapsed() / 1000), static_cast<long long>(backfilled / 1000),
                stalls.empty() ? 0LL : static_cast<long long>(stalls.front().length().count()),
                static_cast<long long>(
                    std::ranges::count_if(stalls, [](const auto& stall) { return stall.length() > 50ms; })),
                stalls.size());
    tellMemory();
    window.closeDesk();
    return 0;
}

} // namespace

int main(int argc, char** argv)
{
    qputenv("QT_QPA_PLATFORM", "offscreen");
    const QApplication application(argc, argv);
    const QStringList words = QCoreApplication::arguments();
    const auto number = [&](int place, int otherwise) {
        return words.size() > place ? words[place].toInt() : otherwise;
    };
    if (words.size() >= 3 && words[1] == u"gather"_s) {
        const Crowd crowd{.users = number(3, 1'000'000), .changesEach = number(4, 10)};
        gather(crowd, configFor(crowd, "http://127.0.0.1:1"), words[2].toStdString() + "/crowd.db");
        return 0;
    }
    if (words.size() >= 3)
        return measure(words[1].toStdString() + "/crowd.db", words[2], number(3, 10));
    std::fprintf(stderr,
                 "bench_window gather FOLDER [users] [changes] | bench_window FOLDER SERVER [minutes]\n");
    return 2;
}
