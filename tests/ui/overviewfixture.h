// The overview, on a desk of its own, without a window around it.
#pragma once

#include "tests/support/scriptedprompts.h"
#include "tests/support/testsettingsdesk.h"
#include "tests/ui/panelfixture.h"
#include "ui/appearance.h"
#include "ui/overview/overviewpanel.h"
#include "ui/panels.h"
#include "ui/widgets/notice.h"
#include "ui/widgets/rowtable.h"

#include <QSettings>
#include <QTemporaryDir>

namespace chainpoints {

struct OverviewFixture
{
    explicit OverviewFixture(OperatorDesk::MakeDoor doors, const QString& settingsFile = {})
        : info{.settingsFile = settingsFile}, desk(std::move(doors)),
          panel(PanelParts{desk, prompts, settingsDesk.desk, appearance, nullptr, info})
    {
        panel.show();
    }
    explicit OverviewFixture(TestDatabase& database) : OverviewFixture(doorsOf(database)) {}

    template <typename T>
    [[nodiscard]] T* find(const char* name) const
    {
        T* found = panel.findChild<T*>(QString::fromLatin1(name));
        if (!found)
            qFatal("no %s", name);
        return found;
    }
    void press(const char* button) const { QTest::mouseClick(find<QAbstractButton>(button), Qt::LeftButton); }
    [[nodiscard]] bool canPress(const char* button) const
    {
        return find<QAbstractButton>(button)->isEnabled();
    }
    [[nodiscard]] RowTable& table() const { return *find<RowTable>("chainsTable"); }
    [[nodiscard]] int rows() const { return table().model()->rowCount(); }
    [[nodiscard]] QString cell(int row, ChainsModel::Column column) const
    {
        return table().model()->index(row, column).data().toString();
    }
    void choose(int row) const { table().setCurrentIndex(table().model()->index(row, 0)); }
    [[nodiscard]] QString feedback() const { return find<Notice>("actionFeedback")->sentence(); }

    ScriptedPrompts prompts;
    TestSettingsDesk settingsDesk;
    QTemporaryDir folder;
    QSettings settings{folder.filePath(QStringLiteral("window.ini")), QSettings::IniFormat};
    Appearance appearance{settings};
    const WindowInfo info;
    OperatorDesk desk;
    OverviewPanel panel;
};

} // namespace chainpoints
