#include "core/access/operatordesk.h"
#include "tests/support/testdoor.h"
#include "ui/theme.h"
#include "ui/users/userspanel.h"
#include <QApplication>
#include <QHeaderView>
#include <QTest>
using namespace chainpoints;
static void save(QWidget& w, const char* name)
{
    w.grab().save(QStringLiteral("/tmp/charts-%1.png").arg(QLatin1String(name)));
}
int main(int argc, char** argv)
{
    QApplication app(argc, argv);
    QApplication::setOrganizationName(QStringLiteral("x"));
    theme::apply(theme::Theme::Light);
    TestDatabase database(Backend::Sqlite,
                          {TestChain{"base-sepolia", 84532, 18, {}}, TestChain{"sepolia", 11155111, 18, {}}});
    Dice dice(7);
    Story story;
    UnixTime t = at(0);
    for (int i = 0; i < 260; ++i) {
        Address a;
        for (auto& b : a.bytes)
            b = std::uint8_t(dice.between(0, 255));
        story.block(t).transfer(0, std::uint32_t(100 + i * 7919),
                                raw(std::to_string(dice.between(1, 999999999999)) +
                                    std::to_string(100000000 + i * 3671) + "00000"));
        t = t + dice.between(100, 900);
    }
    long held = 0;
    for (int i = 0; i < 400; ++i) {
        story.block(t);
        if (held == 0 || dice.between(0, 9) < 6) {
            long v = dice.between(1, 500);
            held += v;
            story.mint(1, v);
        } else {
            long v = dice.between(1, held);
            held -= v;
            story.burn(1, v);
        }
        t = t + dice.between(100, 4900);
    }
    story.block(t).transfer(0, 2, maxUint256());
    story.block(t + 3).mint(3, 5);
    story.block(t + 7300);
    database.follow(story, "sepolia");
    database.spoil("UPDATE chain SET symbol = 'CPT', title='Chain Points Token'");
    database.spoil("UPDATE user SET status = 0 WHERE id % 7 = 3");
    OperatorDesk desk([&](std::stop_token stop) { return doorOf(database, stop); });
    UsersPanel panel(desk);
    panel.resize(1120, 640);
    panel.show();
    auto* table = panel.findChild<UsersTable*>();
    auto* chains = panel.findChild<QComboBox*>();
    auto wait = [&](auto f) { return QTest::qWaitFor(f, 5000); };
    wait([&] { return chains->count() == 2; });
    QTest::qWait(300);
    save(panel, "1-nousers");
    chains->setCurrentIndex(1);
    wait([&] { return table->model()->rowCount() >= 200; });
    QTest::qWait(300);
    save(panel, "2-table");
    auto* balance = panel.findChild<BalanceChart*>();
    auto* points = panel.findChild<PointsChart*>();
    panel.showUser(QStringLiteral("sepolia"), QStringLiteral("0x0000000000000000000000000000000000000001"));
    wait([&] { return points->isDrawn(); });
    panel.findChild<QLineEdit*>(QStringLiteral("usersSearch"))->clear();
    QTest::qWait(500);
    save(panel, "3-user");
    QTest::mouseMove(&points->plot(), QPoint(200, 80));
    QTest::qWait(50);
    points->plot().setFocus();
    save(panel, "4-hover");
    for (int i = 0; i < 5; ++i)
        QTest::keyClick(&balance->plot(), Qt::Key_Plus);
    QTest::qWait(300);
    save(panel, "5-zoom");
    theme::apply(theme::Theme::Dark);
    QTest::qWait(50);
    save(panel, "6-zoomdark");
    panel.findChild<QPushButton*>(QStringLiteral("chartReset"))->click();
    QTest::qWait(300);
    table->setCurrentIndex(table->model()->index(2, 0));
    QTest::qWait(500);
    QTest::mouseMove(&balance->plot(), QPoint(150, 60));
    QTest::qWait(50);
    save(panel, "7-dark");
    panel.showUser(QStringLiteral("sepolia"), QStringLiteral("0x0000000000000000000000000000000000000002"));
    QTest::qWait(500);
    QTest::mouseMove(&balance->plot(), QPoint(240, 60));
    QTest::qWait(50);
    save(panel, "8-max");
    theme::apply(theme::Theme::Light);
    panel.showUser(QStringLiteral("sepolia"), QStringLiteral("0x0000000000000000000000000000000000000003"));
    QTest::qWait(500);
    panel.resize(900, 520);
    QTest::qWait(50);
    save(panel, "9-one");
    panel.findChild<QLineEdit*>(QStringLiteral("usersSearch"))->setText(QStringLiteral("zz"));
    QTest::qWait(500);
    save(panel, "10-nomatch");
    return 0;
}
