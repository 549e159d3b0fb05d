// Pictures of everything that people see, in each language, theme and size: kept in the folder that
// CHAINPOINTS_SCREENSHOTS names, and looked at by a program for what it can find wrong by itself.
#include "tests/ui/pictureflaws.h"
#include "tests/ui/picturestory.h"
#include "tests/ui/screenshots/scenes.h"

#include <QDir>
#include <QFontDatabase>
#include <QPainter>
#include <QTemporaryDir>

using namespace chainpoints;
using namespace Qt::StringLiterals;

namespace {

const std::vector<Scene>& allScenes()
{
    static const std::vector<Scene> kScenes = [] {
        std::vector<Scene> all;
        for (const auto& some : {frameScenes(), overviewScenes(), userScenes(), failureScenes(),
                                 activityScenes(), settingsScenes()})
            all.insert(all.end(), some.begin(), some.end());
        return all;
    }();
    return kScenes;
}

/// The window, and the dialog in its middle where one is open.
QImage pictureOf(MainWindow& window, QWidget* dialog)
{
    QImage picture = window.grab().toImage();
    if (dialog) {
        const QPixmap front = dialog->grab();
        const QRect place(
            QPoint((picture.width() - front.width()) / 2, (picture.height() - front.height()) / 2),
            front.size());
        QPainter painter(&picture);
        painter.drawPixmap(place.topLeft(), front);
        painter.setPen(dialog->palette().color(QPalette::Mid));
        painter.drawRect(place);
    }
    return picture;
}

/// Layouts may need several rounds of events, with time in between.
QImage settledPicture(MainWindow& window, QWidget* dialog)
{
    constexpr int kEnough = 2;
    QImage picture;
    int alike = 0;
    static_cast<void>(QTest::qWaitFor([&] {
        const QImage next = pictureOf(window, dialog);
        alike = next == picture ? alike + 1 : 0;
        picture = next;
        return alike >= kEnough && clippedIn(window).isEmpty() && overlapsIn(window).isEmpty();
    }));
    return picture;
}

QString pictureName(const QString& picture, const QString& language, const QString& theme, const QSize& size)
{
    const QString name = picture + u'-' + language + u'-' + theme;
    return size == kSize ? name : name + u'-' + QString::number(size.width());
}

} // namespace

class TestScreenshots : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase_data();
    void initTestCase();
    void theCharactersAreChinese();
    void scene_data();
    void scene();
    void looksDiffer();
    void cleanup() { zone::use(QTimeZone::utc()); }

private:
    void take(const QString& name, ShownWindow& shown, QWidget* dialog);

    QTemporaryDir m_temporary;
    QDir m_folder;
    std::unique_ptr<TestDatabase> m_filled;
    std::unique_ptr<TestDatabase> m_empty;
    std::map<QString, QImage> m_pictures;
    QStringList m_names;
};

void TestScreenshots::initTestCase_data()
{
    QTest::addColumn<QString>("language");
    QTest::addColumn<QString>("theme");
    QTest::addColumn<QSize>("size");
    for (const QString& language : {u"en"_s, u"zh_CN"_s})
        for (const QString& theme : {u"light"_s, u"dark"_s})
            QTest::newRow(qPrintable(language + u' ' + theme)) << language << theme << kSize;
    QTest::newRow("en light wide") << u"en"_s << u"light"_s << QSize(1920, 1200);
    QTest::newRow("zh_CN dark wide") << u"zh_CN"_s << u"dark"_s << QSize(1920, 1200);
}

void TestScreenshots::initTestCase()
{
    m_folder = QDir(qEnvironmentVariable("CHAINPOINTS_SCREENSHOTS", m_temporary.path()));
    QVERIFY(m_folder.mkpath(u"."_s));
    const std::vector<TestChain> chains{{kLiveChain, 11'155'111}, {kLateChain, 84'532}};
    m_filled = std::make_unique<TestDatabase>(Backend::Sqlite, chains);
    tellPictureStory(*m_filled);
    m_empty = std::make_unique<TestDatabase>(Backend::Sqlite, chains);
}

#define LOOK                                                                                                 \
    QFETCH_GLOBAL(QString, language);                                                                        \
    QFETCH_GLOBAL(QString, theme);                                                                           \
    QFETCH_GLOBAL(QSize, size)

void TestScreenshots::take(const QString& name, ShownWindow& shown, QWidget* dialog)
{
    LOOK;
    const QString full = pictureName(name, language, theme, size);
    QVERIFY2(!m_pictures.contains(full), qPrintable(full + u" is taken twice"_s));
    const QImage picture = settledPicture(*shown.window, dialog);
    QVERIFY(picture.save(m_folder.filePath(full + u".png"_s)));
    if (size == kSize)
        m_pictures[full] = picture; // only these are compared with each other
    if (!m_names.contains(name))
        m_names.append(name);
    QCOMPARE(picture.size(), size);
    QVERIFY2(coloursIn(picture) > 60, qPrintable(full));
    const QStringList clipped = clippedIn(*shown.window);
    QVERIFY2(clipped.isEmpty(), qPrintable(full + u" cuts: "_s + clipped.join(u" | "_s)));
    const QStringList overlaps = overlapsIn(*shown.window);
    QVERIFY2(overlaps.isEmpty(), qPrintable(full + u" has over each other: "_s + overlaps.join(u" | "_s)));
    if (language == u"zh_CN"_s && QFontDatabase::families(QFontDatabase::SimplifiedChinese).isEmpty())
        QSKIP("no font with Chinese characters is installed");
    const QStringList boxed = boxedIn(*shown.window);
    QVERIFY2(boxed.isEmpty(), qPrintable(full + u" has no glyphs for: "_s + boxed.join(u" | "_s)));
}

void TestScreenshots::theCharactersAreChinese()
{
    LOOK;
    if (language != u"zh_CN"_s)
        return;
    if (!QFontDatabase::hasFamily(u"Noto Sans CJK SC"_s))
        QSKIP("the font that is looked for is not installed");
    const ShownWindow shown(language, theme, size);
    // A character with other strokes in Japanese.
    const QList<QGlyphRun> glyphs = glyphsOf(u"直"_s, shown.find<QLabel>(u"startProgress"_s)->font());
    QCOMPARE(glyphs.constFirst().rawFont().familyName(), u"Noto Sans CJK SC"_s);
}

void TestScreenshots::scene_data()
{
    QTest::addColumn<std::size_t>("place");
    for (std::size_t place = 0; place < allScenes().size(); ++place)
        QTest::newRow(allScenes()[place].name) << place;
}

void TestScreenshots::scene()
{
    LOOK;
    QFETCH(const std::size_t, place);
    ShownWindow shown(language, theme, size);
    Stage stage{shown, *m_filled, *m_empty,
                [&](const QString& name, QWidget* dialog) { take(name, shown, dialog); }};
    allScenes()[place].play(stage);
}

void TestScreenshots::looksDiffer()
{
    LOOK;
    if (size != kSize)
        return;
    QCOMPARE(m_pictures.size(), std::size_t(m_names.size()) * 4);
    for (const QString& name : m_names) {
        const auto with = [&](const QString& inLanguage, const QString& inTheme) -> const QImage& {
            return m_pictures.at(pictureName(name, inLanguage, inTheme, size));
        };
        const QImage& picture = with(language, theme);
        const QImage& otherTheme = with(language, theme == u"light"_s ? u"dark"_s : u"light"_s);
        const QImage& otherLanguage = with(language == u"en"_s ? u"zh_CN"_s : u"en"_s, theme);
        const bool lighter =
            picture.pixelColor(4, 600).lightness() > otherTheme.pixelColor(4, 600).lightness();
        QVERIFY2(lighter == (theme == u"light"_s), qPrintable(name));
        QVERIFY2(picture != otherLanguage, qPrintable(name));
    }
}

QTEST_MAIN(TestScreenshots)
#include "tst_screenshots.moc"
