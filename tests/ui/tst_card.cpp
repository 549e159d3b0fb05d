// A card's figure is whole, or shows that it is not.
#include "ui/overview/card.h"

#include <QTest>

using namespace chainpoints;
using namespace Qt::StringLiterals;

class TestCard : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aFigureEndsBeforeTheEdge_data();
    void aFigureEndsBeforeTheEdge();
    void aFontFitsAsLongAsItMay();
};

void TestCard::aFigureEndsBeforeTheEdge_data()
{
    QTest::addColumn<QString>("figure");
    QTest::addColumn<int>("width");
    QTest::newRow("short") << u"12"_s << 260;
    QTest::newRow("smaller") << u"1,234,567,890,123,456"_s << 200;
    QTest::newRow("with an ellipsis") << u"123,456,789,012,345,678,901,234,567,890,123"_s << 200;
}

void TestCard::aFigureEndsBeforeTheEdge()
{
    QFETCH(QString, figure);
    QFETCH(int, width);
    Card card;
    card.say(u"Points"_s, theme::Tone::Idle, figure, u"of the last hour"_s);
    card.resize(width, card.sizeHint().height());
    QVERIFY(card.minimumSizeHint().width() <= width);
    card.show();
    QVERIFY(QTest::qWaitForWindowExposed(&card));
    auto* label = card.findChild<QLabel*>(u"value"_s);
    QCOMPARE(label->text(), figure);
    QCOMPARE(label->toolTip(), figure);
    const QImage picture = label->grab().toImage();
    const QRgb ground = picture.pixel(picture.width() / 2, 0);
    bool inked = false;
    for (int y = 0; y < picture.height(); ++y) {
        for (int x = 0; x < picture.width() / 2; ++x)
            inked = inked || picture.pixel(x, y) != ground;
        QCOMPARE(picture.pixel(picture.width() - 1, y), ground);
    }
    QVERIFY(inked);
}

void TestCard::aFontFitsAsLongAsItMay()
{
    QFont large;
    large.setPointSizeF(16);
    const auto wide = [](const QFont& font) {
        return QFontMetrics(font).horizontalAdvance(u"1,234,567,890"_s);
    };
    QCOMPARE(fittingFont(large, u"1,234,567,890"_s, wide(large)), large);
    QFont least = large;
    least.setPointSizeF(10);
    for (int room = wide(least); room < wide(large); ++room) {
        const QFont fitting = fittingFont(large, u"1,234,567,890"_s, room);
        QVERIFY2(wide(fitting) <= room, qPrintable(u"%1 of %2"_s.arg(wide(fitting)).arg(room)));
        QVERIFY(fitting.pointSizeF() >= 10 && fitting.pointSizeF() < 16);
    }
    QCOMPARE(fittingFont(large, u"1,234,567,890"_s, 5).pointSizeF(), 10.0);
}

QTEST_MAIN(TestCard)
#include "tst_card.moc"
