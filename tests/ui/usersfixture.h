// Stories with many users, and the panel of the users on a real door.
#pragma once

#include "tests/support/scriptedprompts.h"
#include "tests/ui/chartsfixture.h"
#include "tests/ui/panelfixture.h"
#include "ui/format.h"
#include "ui/users/userspanel.h"

#include <QHeaderView>
#include <QPushButton>
#include <QScrollBar>

namespace chainpoints {

using namespace Qt::StringLiterals;

/// Users 1 to `users` hold as many tokens as their number since 15:10; settled up to 16:00, block 2.
inline void tellUsers(TestDatabase& database, std::uint32_t users, const std::string& chain = "sepolia")
{
    Story story;
    story.block(at(15, 10));
    for (std::uint32_t n = 1; n <= users; ++n)
        story.mint(n, n);
    database.follow(story.block(at(16)), chain);
}

/// As the window writes it.
[[nodiscard]] inline QString textOf(std::uint32_t number)
{
    return format::address(addressOf(number));
}

struct ShownUsers
{
    OperatorDesk desk;
    ScriptedPrompts prompts;
    UsersPanel panel;

    explicit ShownUsers(TestDatabase& database) : desk(doorsOf(database)), panel(desk, prompts)
    {
        panel.resize(1180, 680);
        panel.show();
        panel.activateWindow();
    }

    template <typename T>
    [[nodiscard]] T* find(const QString& name) const
    {
        T* found = panel.findChild<T*>(name);
        if (!found)
            qFatal("no %s", qPrintable(name));
        return found;
    }

    [[nodiscard]] UsersTable* table() const { return find<UsersTable>(u"usersTable"_s); }
    [[nodiscard]] UsersModel& model() const { return *static_cast<UsersModel*>(table()->model()); }
    [[nodiscard]] QLineEdit* search() const { return find<QLineEdit>(u"usersSearch"_s); }
    [[nodiscard]] int rows() const { return model().rowCount(); }
    [[nodiscard]] QString address(int row) const
    {
        return model().index(row, UsersModel::AddressColumn).data().toString();
    }
    [[nodiscard]] QString label(const QString& name) const { return find<QLabel>(name)->text(); }
    [[nodiscard]] QString fact(const QString& name) const { return find<QLineEdit>(name)->text(); }
    [[nodiscard]] Plot& balance() const { return panel.findChild<BalanceChart*>()->plot(); }
    [[nodiscard]] Plot& points() const { return panel.findChild<PointsChart*>()->plot(); }
    [[nodiscard]] bool isDrawn() const
    {
        return panel.findChild<BalanceChart*>()->isDrawn() && panel.findChild<PointsChart*>()->isDrawn();
    }

    void clickHeader(int column) const
    {
        const QHeaderView* header = table()->horizontalHeader();
        const int x = header->sectionViewportPosition(column) + header->sectionSize(column) / 2;
        QTest::mouseClick(header->viewport(), Qt::LeftButton, {}, {x, header->height() / 2});
    }
    void clickRow(int row, int column = UsersModel::AddressColumn) const
    {
        table()->scrollTo(model().index(row, column));
        const QRect place = table()->visualRect(model().index(row, column));
        QTest::mouseClick(table()->viewport(), Qt::LeftButton, {}, place.center());
    }
};

} // namespace chainpoints
