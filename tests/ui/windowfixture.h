// The real main window with a panel that does nothing, on a real desk and a small database.
#pragma once

#include "tests/support/scriptedprompts.h"
#include "tests/support/testdoor.h"
#include "tests/support/testsettingsdesk.h"
#include "ui/mainwindow.h"
#include "ui/vectoricon.h"
#include "ui/widgets/drawersplitter.h"

#include <QLabel>
#include <QPainter>
#include <QSettings>
#include <QTemporaryDir>
#include <QVBoxLayout>

#include <atomic>

namespace chainpoints {

using namespace Qt::StringLiterals;

class FakePanel : public Panel
{
public:
    FakePanel(OperatorDesk& desk, const QString& name)
        : Panel(desk),
          m_splitter(new DrawerSplitter(Qt::Horizontal, u"parts"_s, new QLabel(name), new QLabel(u"–"_s)))
    {
        setObjectName(name);
        auto* layout = new QVBoxLayout(this);
        layout->addWidget(m_splitter->button());
        layout->addWidget(m_splitter);
    }

    [[nodiscard]] QString title() const override { return objectName(); }
    [[nodiscard]] QIcon icon() const override
    {
        return lineIcon([](QPainter& painter) { painter.drawRect(QRectF(3, 3, 10, 10)); });
    }
    [[nodiscard]] int badge() const override { return m_badge; }
    void refresh() override { ++refreshed; }
    [[nodiscard]] std::optional<ReportRequest> nearestReport() const override { return nearest; }
    bool showChain(const QString& chain) override
    {
        shownChain = chain;
        return showsChains;
    }
    bool showUser(const QString& chain, const QString& address) override
    {
        shownUser = chain + u'/' + address;
        return showsUsers;
    }
    bool showFailures() override { return showsFailures; }
    bool showLog(const QString& chain, UnixTime time) override
    {
        shownLog = chain + u'/' + QString::number(time.value());
        return showsLog;
    }

    void setBadge(int badge)
    {
        m_badge = badge;
        Q_EMIT badgeChanged();
    }
    DrawerSplitter& splitter() { return *m_splitter; }

    int refreshed = 0;
    std::optional<ReportRequest> nearest;
    bool showsChains = true;
    bool showsUsers = false;
    bool showsFailures = false;
    bool showsLog = false;
    QString shownChain;
    QString shownUser;
    QString shownLog;

private:
    int m_badge = 0;
    DrawerSplitter* m_splitter;
};

/// Several windows may follow each other on the same settings.
struct WindowFixture
{
    explicit WindowFixture(const std::vector<TestChain>& chains = {TestChain{}})
        : database(Backend::Sqlite, chains), settings(folder.filePath(u"window.ini"_s), QSettings::IniFormat)
    {
        settings.setValue(u"window/1/language"_s, u"en"_s);
        makeDesk();
    }

    /// The set-up makes it.
    [[nodiscard]] QString setupFile() const { return folder.filePath(u"new/chainpoints.json"_s); }

    void makeDesk()
    {
        desk = std::make_unique<OperatorDesk>([this](std::stop_token stop) {
            using Opened = Result<std::unique_ptr<sql::Connection>>;
            return std::make_unique<OperatorDoor>(
                DoorParts{[this]() -> Opened {
                              const auto file = database.folder() / (gone ? "gone" : ".") / "chainpoints.db";
                              return sql::Connection::openSqlite(file, sql::Access::ReadOnly);
                          },
                          [this]() -> Opened { return database.openWriter(); }, "tester@host", "test"},
                stop);
        });
    }

    void makeWindow()
    {
        const auto factory = [this](const QString& name) {
            return [this, name](const PanelParts& parts) {
                panels.push_back(new FakePanel(parts.desk, name));
                return panels.back();
            };
        };
        panels.clear();
        window.reset();
        window = std::make_unique<MainWindow>(
            WindowParts{.settings = settings,
                        .prompts = prompts,
                        .panels = {factory(u"first"_s), factory(u"second"_s)},
                        .settingsDesk = settingsDesk.desk,
                        .setupFile = setupFile().toStdString(),
                        .suggestedDatabase = folder.filePath(u"chainpoints.db"_s)});
    }

    /// A window with the desk open, on screen.
    MainWindow& openWindow(const WindowInfo& info = {.configFile = u"/etc/points.json"_s})
    {
        makeWindow();
        window->open(*desk, info);
        window->show();
        return *window;
    }

    template <typename T>
    T* find(const char* name) const
    {
        return window->findChild<T*>(QString::fromLatin1(name));
    }

    QTemporaryDir folder;
    TestDatabase database;
    std::atomic<bool> gone = false; ///< the database, for connections to come
    QSettings settings;
    ScriptedPrompts prompts;
    TestSettingsDesk settingsDesk;
    std::unique_ptr<OperatorDesk> desk;
    std::unique_ptr<MainWindow> window;
    std::vector<FakePanel*> panels;
};

} // namespace chainpoints
