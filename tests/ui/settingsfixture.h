// The real window at its settings, with a configuration file of its own.
#pragma once

#include "tests/support/fakenode.h"
#include "tests/support/testdatabase.h"
#include "tests/ui/settingstext.h"
#include "tests/ui/shownwindow.h"
#include "ui/settings/applydialog.h"
#include "ui/settings/settingspanel.h"
#include "ui/widgets/cellstable.h"
#include "ui/widgets/emptypage.h"
#include "ui/widgets/notice.h"

#include <QAction>
#include <QComboBox>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QSignalSpy>

namespace chainpoints {

struct SettingsFixture
{
    explicit SettingsFixture(const QString& text = kSettingsText, const QString& language = u"en"_s,
                             const QString& theme = u"light"_s)
        : shown(language, theme)
    {
        shown.settingsFile = shown.folder.filePath(u"points.json"_s);
        write(text);
    }
    void write(const QString& text) const
    {
        QFile file(shown.settingsFile);
        if (!file.open(QIODevice::WriteOnly) || file.write(text.toUtf8()) < 0)
            qFatal("the configuration of the test cannot be written");
    }
    [[nodiscard]] QByteArray bytes(const QString& suffix = {}) const
    {
        QFile file(shown.settingsFile + suffix);
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }
    [[nodiscard]] QJsonObject json() const { return QJsonDocument::fromJson(bytes()).object(); }
    [[nodiscard]] QJsonObject chain(int place) const
    {
        return json()[u"chains"_s].toArray()[place].toObject();
    }

    /// Shows the panel and waits until the file was read.
    void open()
    {
        shown.open(database);
        shown.find<QAction>(u"settingsPanelAction"_s)->trigger();
        if (!QTest::qWaitFor([&] { return isRead(); }))
            qFatal("the settings were not read");
    }
    [[nodiscard]] bool isRead() const
    {
        return shown.find<QTabWidget>(u"settingsTabs"_s)->isVisible() ||
               !shown.find<EmptyPage>(u"settingsProblem"_s)->headline().isEmpty();
    }
    [[nodiscard]] QString notice() const
    {
        const auto* notice = shown.find<Notice>(u"settingsNotice"_s);
        return notice->isVisible() ? notice->sentence() : QString();
    }
    [[nodiscard]] QLineEdit& line(const QString& name) const { return *shown.find<QLineEdit>(name); }
    /// What stands below a field.
    [[nodiscard]] QString hint(const QString& field) const
    {
        return shown.find<QLabel>(field + u"Hint"_s)->text();
    }
    /// Goes to the tab.
    void page(const QString& name) const
    {
        shown.find<QTabWidget>(u"settingsTabs"_s)->setCurrentWidget(shown.find<QWidget>(name));
    }
    [[nodiscard]] bool isEnabled(const QString& button) const
    {
        return shown.find<QAbstractButton>(button)->isEnabled();
    }
    void choose(const QString& table, int row) const { shown.find<CellsTable>(table)->selectRow(row); }
    /// The dialog that shows what would change.
    [[nodiscard]] ApplyDialog* proposal() const { return shown.window->findChild<ApplyDialog*>(); }
    /// Cells of a table in one line: "a|b; c|d".
    [[nodiscard]] QString cells(const QString& table) const
    {
        const QAbstractItemModel& model = *shown.find<CellsTable>(table)->model();
        QStringList rows;
        for (int row = 0; row < model.rowCount(); ++row) {
            QStringList cells;
            for (int column = 0; column < model.columnCount(); ++column)
                cells << model.index(row, column).data().toString();
            rows << cells.join(u'|');
        }
        return rows.join(u"; "_s);
    }

    TestDatabase database{Backend::Sqlite, {TestChain{}}};
    ShownWindow shown;
};

} // namespace chainpoints
