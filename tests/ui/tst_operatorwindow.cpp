// An operator's clicks in the window on the demo's real chains: none is lost while nobody owns a chain, and a
// retry gives the right number.
#include "app/composition.h"
#include "app/demo/demoworld.h"
#include "app/desktopsession.h"
#include "core/storage/chainstore.h"
#include "core/storage/leasestore.h"
#include "tests/support/scriptedprompts.h"
#include "tests/support/testsettingsdesk.h"
#include "tests/ui/demonode.h"
#include "ui/failures/failuresmodel.h"
#include "ui/overview/chainsmodel.h"
#include "ui/panels.h"
#include "ui/widgets/notice.h"

#include <QAbstractButton>
#include <QSettings>
#include <QTableView>
#include <QTemporaryDir>
#include <QTest>

#include <future>

using namespace chainpoints;
using namespace Qt::StringLiterals;

namespace {

constexpr int kPatienceMs = 90'000;
/// From a failure in the database to its row on the screen.
constexpr int kShownMs = 2000;
const LeaseHolder kKilled{"elsewhere", 4242, "killed"};

} // namespace

class TestOperatorWindow : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void aClickWhileItsOwnerIsDeadIsNotLost();
    void aRetryGivesTheRightNumber();
    void cleanupTestCase();

private:
    void press(const QString& button)
    {
        auto* found = m_window->findChild<QAbstractButton*>(button);
        QVERIFY2(found && found->isEnabled(), qPrintable(button));
        QTest::mouseClick(found, Qt::LeftButton);
    }
    [[nodiscard]] QTableView* table(const QString& name) const
    {
        return m_window->findChild<QTableView*>(name);
    }
    /// Of the first chain of the demo.
    [[nodiscard]] QString cell(ChainsModel::Column column) const
    {
        const auto* chains = table(u"chainsTable"_s)->model();
        for (int row = 0; row < chains->rowCount(); ++row)
            if (chains->index(row, ChainsModel::Name).data().toString().startsWith(m_chain))
                return chains->index(row, column).data().toString();
        return {};
    }
    [[nodiscard]] QString said(const QString& notice) const
    {
        return m_window->findChild<Notice*>(notice)->sentence();
    }
    [[nodiscard]] std::string value(const std::string& sql) const
    {
        auto row = m_database->query(sql);
        if (!row || !(*row)->next())
            return {};
        std::string text = (*row)->text(0);
        (*row)->close();
        return text;
    }
    void write(const std::string& sql) const
    {
        const auto changed = m_database->write(sql);
        QVERIFY(changed && *changed > 0);
    }

    QTemporaryDir m_data;
    std::unique_ptr<DemoWorld> m_world;
    DemoScene m_scene;
    QString m_chain;
    std::optional<Config> m_config;
    std::unique_ptr<sql::Connection> m_database;
    std::unique_ptr<QSettings> m_settings;
    ScriptedPrompts m_prompts;
    TestSettingsDesk m_settingsDesk;
    std::unique_ptr<MainWindow> m_window;
    std::unique_ptr<DesktopSession> m_session;
};

void TestOperatorWindow::initTestCase()
{
    std::promise<Result<DemoScene>> told;
    m_world = std::make_unique<DemoWorld>(DemoWorld::Listeners{
        [](const std::string&) {}, [&](const DemoScene& scene) { told.set_value(scene); },
        [&](const Error& error) { told.set_value(error); }});
    m_world->start();
    const Result<DemoScene> scene = told.get_future().get();
    QVERIFY2(scene, scene ? "" : scene.error().message.c_str());
    m_scene = *scene;
    m_chain = QString::fromStdString(m_scene.nodes.front().chain);
    const Result<Config> config = loadConfig(m_scene.config);
    QVERIFY(config);
    m_config = *config;
    // The world takes its own folder with it.
    m_config->database.path = m_data.filePath(u"chainpoints.db"_s).toStdString();
    QVERIFY(prepareDatabase(*m_config));
    auto opened = openWriter(*m_config);
    QVERIFY(opened);
    m_database = std::move(*opened);

    m_settings = std::make_unique<QSettings>(m_data.filePath(u"window.ini"_s), QSettings::IniFormat);
    m_settings->setValue(u"window/1/language"_s, u"en"_s);
    m_window = std::make_unique<MainWindow>(WindowParts{.settings = *m_settings,
                                                        .prompts = m_prompts,
                                                        .panels = allPanels(),
                                                        .settingsDesk = m_settingsDesk.desk,
                                                        .setupFile = {},
                                                        .suggestedDatabase = {}});
    m_window->resize(1280, 720);
    m_window->show();
}

void TestOperatorWindow::aClickWhileItsOwnerIsDeadIsNotLost()
{
    // An owner that was killed a moment ago: its leases end by themselves.
    const auto chains = ChainStore(*m_database).all();
    QVERIFY(chains);
    LeaseStore leases(*m_database);
    for (const ChainRecord& chain : *chains)
        QVERIFY(leases.take(chain.id, *leases.read(chain.id), kKilled));
    m_session = std::make_unique<DesktopSession>(*m_config, *m_window, WindowInfo{.demo = true});
    QTRY_VERIFY_WITH_TIMEOUT(cell(ChainsModel::Owner).contains(u"elsewhere"_s), kPatienceMs);

    auto* table = this->table(u"chainsTable"_s);
    for (int row = 0; row < table->model()->rowCount(); ++row)
        if (table->model()->index(row, ChainsModel::Name).data().toString().startsWith(m_chain))
            table->selectRow(row);
    press(u"pauseButton"_s);
    const auto waiting = [this] {
        return value("SELECT COUNT(*) FROM operator_action_item WHERE state = 'waiting'");
    };
    QTRY_COMPARE(waiting(), "1");
    // Nobody executes it while the dead one's lease lasts; then this window takes over and does it.
    QTRY_VERIFY_WITH_TIMEOUT(cell(ChainsModel::Owner).contains(u"This window"_s), kPatienceMs);
    QTRY_COMPARE_WITH_TIMEOUT(said(u"actionFeedback"_s), u"Pause: The chain is paused"_s, kPatienceMs);
    QCOMPARE(waiting(), "0");
    QTRY_VERIFY(cell(ChainsModel::State).contains(theme::word(ChainState::Paused)));

    press(u"resumeButton"_s);
    QTRY_VERIFY_WITH_TIMEOUT(cell(ChainsModel::State).contains(theme::word(ChainState::Live)), kPatienceMs);
}

void TestOperatorWindow::aRetryGivesTheRightNumber()
{
    const DemoNode& node = m_scene.nodes.front();
    const std::string ofChain = "chain_id = (SELECT id FROM chain WHERE name = '" + node.chain + "')";
    const std::string settled =
        "SELECT COALESCE(last_calculated_time, 0) >= " + std::to_string(m_scene.playedUntil.value()) +
        " FROM chain WHERE name = '" + node.chain + "'";
    QTRY_COMPARE_WITH_TIMEOUT(value(settled), "1", kPatienceMs);

    const std::string user = value("SELECT MIN(user_id) FROM user_balance_change WHERE " + ofChain);
    const std::string ofUser = " WHERE " + ofChain + " AND user_id = " + user;
    // The user's newest row.
    std::string ofRow = ofUser;
    for (const std::string column : {"MAX(block_height)", "MAX(log_index)", "MIN(change_type)"}) {
        const std::string name = column.substr(4, column.size() - 5);
        ofRow +=
            " AND " + name + " = '" + value("SELECT " + column + " FROM user_balance_change" + ofRow) + "'";
    }
    const std::string balance = value("SELECT balance_after FROM user_balance_change" + ofRow);
    write("UPDATE user_balance_change SET balance_after = '7'" + ofRow);
    press(u"failuresPanelButton"_s);
    (void)call(node, u"evm_increaseTime"_s, {3600});
    (void)call(node, u"anvil_mine"_s, {u"0x8"_s});
    const std::string failed = "SELECT COUNT(*) FROM user_points_change WHERE status = 0";
    QTRY_COMPARE_WITH_TIMEOUT(value(failed), "1", kPatienceMs);
    const auto* failures = table(u"failuresTable"_s)->model();
    QTRY_COMPARE_WITH_TIMEOUT(failures->rowCount(), 1, kShownMs);

    const auto result = [&] { return failures->index(0, FailuresModel::RetryResult).data().toString(); };
    table(u"failuresTable"_s)->selectRow(0);
    press(u"retrySelectedButton"_s);
    QTRY_VERIFY_WITH_TIMEOUT(result().startsWith(u"Still fails: "_s), kPatienceMs);

    write("UPDATE user_balance_change SET balance_after = '" + balance + "'" + ofRow);
    press(u"retrySelectedButton"_s);
    QTRY_COMPARE_WITH_TIMEOUT(result(), u"Settled"_s, kPatienceMs);
    QCOMPARE(said(u"requestSummary"_s), u"Retry of 1: 1 settled, 0 still failing"_s);
    QCOMPARE(value(failed), "0");

    // By the facts, and as far as everybody else.
    auto door = makeDoor(*m_config, "window");
    const auto check =
        door->checkStatement(node.chain, value("SELECT user_address FROM user WHERE id = " + user));
    QVERIFY(check);
    QVERIFY(check->matches());
    QVERIFY(check->settledUpTo > m_scene.playedUntil);
}

void TestOperatorWindow::cleanupTestCase()
{
    m_session.reset();
    m_window.reset();
    m_database.reset();
}

QTEST_MAIN(TestOperatorWindow)
#include "tst_operatorwindow.moc"
