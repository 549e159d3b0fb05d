// The panel of the failures on a real door, and short names for its parts.
#pragma once

#include "tests/ui/panelfixture.h"
#include "ui/failures/failuredetail.h"
#include "ui/failures/failurespanel.h"
#include "ui/widgets/emptypage.h"
#include "ui/widgets/notice.h"
#include "ui/widgets/rowtable.h"

#include <QPushButton>
#include <QSignalSpy>

namespace chainpoints {

using namespace Qt::StringLiterals;

struct ShownFailures
{
    OperatorDesk desk;
    FailuresPanel panel;

    explicit ShownFailures(TestDatabase& database) : ShownFailures(doorsOf(database)) {}
    explicit ShownFailures(OperatorDesk::MakeDoor makeDoor) : desk(std::move(makeDoor)), panel(desk)
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

    [[nodiscard]] RowTable* table() const { return find<RowTable>(u"failuresTable"_s); }
    [[nodiscard]] FailuresModel& model() const { return *static_cast<FailuresModel*>(table()->model()); }
    [[nodiscard]] int rows() const { return table()->model()->rowCount(); }
    [[nodiscard]] QString cell(int row, FailuresModel::Column column) const
    {
        return table()->model()->index(row, column).data().toString();
    }
    [[nodiscard]] QString result(int row) const { return cell(row, FailuresModel::RetryResult); }
    [[nodiscard]] QString summary() const { return find<Notice>(u"requestSummary"_s)->sentence(); }
    [[nodiscard]] QPushButton* retrySelected() const { return find<QPushButton>(u"retrySelectedButton"_s); }
    [[nodiscard]] QPushButton* retryAll() const { return find<QPushButton>(u"retryAllButton"_s); }

    /// Opens the plan, and confirms it once it has counted.
    void retryEverything() const
    {
        QTRY_VERIFY(retryAll()->isEnabled()); // the news tell how many there are
        retryAll()->click();
        auto* go = find<QPushButton>(u"planGo"_s);
        QTRY_VERIFY(go->isEnabled());
        go->click();
    }

    void choose(const QString& name, int place) { find<QComboBox>(name)->setCurrentIndex(place); }
    void select(std::initializer_list<int> rows)
    {
        table()->clearSelection();
        for (const int row : rows)
            table()->selectionModel()->setCurrentIndex(
                table()->model()->index(row, 0), QItemSelectionModel::Select | QItemSelectionModel::Rows);
    }
};

/// Failure ids of the actions that were asked, a line each: "retry 1 2".
[[nodiscard]] inline QString askedRetries(TestDatabase& database)
{
    return text(database.value(
        "SELECT COALESCE(group_concat(line, char(10)), '') FROM (SELECT a.kind || ' ' || (SELECT "
        "group_concat(failure_id, ' ') FROM (SELECT failure_id FROM operator_action_item i WHERE "
        "i.action_id = a.id ORDER BY failure_id)) AS line FROM operator_action a ORDER BY a.id)"));
}

} // namespace chainpoints
