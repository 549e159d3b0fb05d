// The drawer beside a list closes and opens.
#include "tests/ui/panelfixture.h"
#include "ui/widgets/drawersplitter.h"

#include <QAction>
#include <QLineEdit>
#include <QPushButton>
#include <QStandardItemModel>
#include <QTableView>
#include <QToolButton>
#include <QVBoxLayout>

using namespace chainpoints;
using namespace Qt::StringLiterals;

class TestDrawers : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theKeyTogglesIt();
    void theButtonTogglesIt();
    void escapeEmptiesTheFilterFirst();
    void aFilterAboveTheListIsEmptiedToo();
    void aRowOpensIt();
    void nobodyIsLeftInAClosedOne();
};

namespace {

/// A field, a list of two rows and its drawer, in a window.
struct Shown
{
    QWidget window;
    QLineEdit* filter = new QLineEdit;
    QTableView* table = new QTableView;
    QPushButton* inside = new QPushButton(u"inside"_s);
    DrawerSplitter* splitter = new DrawerSplitter(Qt::Vertical, u"parts"_s, table, inside);
    QStandardItemModel model{2, 1};

    Shown()
    {
        table->setModel(&model);
        table->setEditTriggers(QAbstractItemView::NoEditTriggers);
        splitter->setFilter(*filter);
        auto* column = new QVBoxLayout(&window);
        column->addWidget(filter);
        column->addWidget(splitter->button());
        column->addWidget(splitter);
        window.resize(500, 400);
        window.show();
        window.activateWindow();
        if (!QTest::qWaitForWindowActive(&window))
            qFatal("the window is not active");
        table->setFocus();
    }
    [[nodiscard]] bool isSeen() const { return inside->isVisible(); }
};

} // namespace

void TestDrawers::theKeyTogglesIt()
{
    const Shown shown;
    QVERIFY(shown.isSeen());
    const QList<int> sizes = shown.splitter->sizes();
    QTest::keyClick(shown.table, Qt::Key_I, Qt::ControlModifier);
    QVERIFY(!shown.isSeen() && !shown.splitter->isOpen());
    QTest::keyClick(shown.filter, Qt::Key_I, Qt::ControlModifier);
    QVERIFY(shown.isSeen());
    QTRY_COMPARE(shown.splitter->sizes(), sizes);
}

void TestDrawers::theButtonTogglesIt()
{
    const Shown shown;
    QToolButton* button = shown.splitter->button();
    QCOMPARE(button->accessibleName(), u"Details"_s);
    QVERIFY(button->isChecked());
    QTest::mouseClick(button, Qt::LeftButton);
    QVERIFY(!shown.isSeen() && !button->isChecked());
    button->setFocus();
    QTest::keyClick(button, Qt::Key_Space);
    QVERIFY(shown.isSeen() && button->isChecked());
}

void TestDrawers::escapeEmptiesTheFilterFirst()
{
    const Shown shown;
    shown.filter->setText(u"0x12"_s);
    QTest::keyClick(shown.table, Qt::Key_Escape);
    QVERIFY(shown.filter->text().isEmpty() && shown.isSeen());
    QTest::keyClick(shown.table, Qt::Key_Escape);
    QVERIFY(!shown.isSeen());
    QTest::keyClick(shown.table, Qt::Key_Escape); // there is nothing more to close
    QVERIFY(!shown.isSeen());
    shown.splitter->setOpen(true);
    shown.filter->setText(u"0x12"_s);
    shown.filter->setFocus();
    QTest::keyClick(shown.filter, Qt::Key_Escape);
    QVERIFY(shown.filter->text().isEmpty() && shown.isSeen());
    QTest::keyClick(shown.filter, Qt::Key_Escape);
    QVERIFY(!shown.isSeen());
}

/// In the list's own half, as in the users' panel.
void TestDrawers::aFilterAboveTheListIsEmptiedToo()
{
    auto* list = new QWidget;
    auto* filter = new QLineEdit;
    auto* column = new QVBoxLayout(list);
    column->addWidget(filter);
    column->addWidget(new QTableView);
    auto* drawer = new QLineEdit;
    DrawerSplitter splitter(Qt::Horizontal, u"parts"_s, list, drawer);
    column->addWidget(splitter.button());
    splitter.setFilter(*filter);
    splitter.show();
    splitter.activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(&splitter));
    filter->setFocus();
    filter->setText(u"0x12"_s);
    QTest::keyClick(filter, Qt::Key_Escape);
    QVERIFY(filter->text().isEmpty() && drawer->isVisible());
    QTest::keyClick(filter, Qt::Key_Escape);
    QVERIFY(!drawer->isVisible());
}

void TestDrawers::aRowOpensIt()
{
    const Shown shown;
    shown.splitter->setOpen(false);
    shown.table->setCurrentIndex(shown.model.index(1, 0));
    QVERIFY(!shown.isSeen()); // walking through the rows leaves it closed
    QTest::keyClick(shown.table, Qt::Key_Return);
    QVERIFY(shown.isSeen());
}

void TestDrawers::nobodyIsLeftInAClosedOne()
{
    const Shown shown;
    shown.inside->setFocus();
    QTest::keyClick(shown.inside, Qt::Key_Escape);
    QVERIFY(!shown.isSeen());
    QCOMPARE(shown.window.focusWidget(), shown.splitter->button());
}

QTEST_MAIN(TestDrawers)
#include "tst_drawers.moc"
