// Walks everything that can be used in the window and in its dialogs: by keyboard, by ear, in both languages.
// New panels and dialogs of the menus are walked without being named here.
#include "core/base/logmemory.h"
#include "tests/ui/picturestory.h"
#include "tests/ui/shownwindow.h"
#include "ui/commands.h"

#include <QAbstractSpinBox>
#include <QAccessible>
#include <QAction>
#include <QApplication>
#include <QComboBox>
#include <QDialog>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QMenuBar>
#include <QPlainTextEdit>
#include <QProcess>
#include <QShortcut>
#include <QStyleOption>
#include <QTabBar>
#include <QTabWidget>
#include <QTreeWidget>

#include <algorithm>
#include <map>
#include <set>

using namespace chainpoints;
using namespace Qt::StringLiterals;

namespace {

/// Parts that Qt makes inside of others, which are reached through those.
bool isInside(const QWidget& widget)
{
    const QWidget* parent = widget.parentWidget();
    return qobject_cast<const QHeaderView*>(&widget) || qobject_cast<const QLineEdit*>(parent) ||
           qobject_cast<const QAbstractSpinBox*>(parent) || qobject_cast<const QComboBox*>(parent) ||
           qobject_cast<const QTabBar*>(parent) || qobject_cast<const QHeaderView*>(parent) ||
           widget.inherits("QTableCornerButton") || widget.objectName() == u"qt_menubar_ext_button"_s;
}

/// What a person can use: buttons, fields, lists.
std::vector<QWidget*> controlsOf(const QWidget& window)
{
    std::vector<QWidget*> controls;
    for (QWidget* widget : window.findChildren<QWidget*>()) {
        const bool isControl = qobject_cast<QAbstractButton*>(widget) || qobject_cast<QLineEdit*>(widget) ||
                               qobject_cast<QComboBox*>(widget) || qobject_cast<QAbstractSpinBox*>(widget) ||
                               qobject_cast<QAbstractItemView*>(widget) ||
                               qobject_cast<QPlainTextEdit*>(widget) || qobject_cast<QTabBar*>(widget);
        if (isControl && widget->isVisible() && widget->isEnabled() && widget->window() == window.window() &&
            !isInside(*widget))
            controls.push_back(widget);
    }
    return controls;
}

QString nameOf(const QObject& object)
{
    const QObject* owner = object.parent();
    return QString::fromLatin1(object.metaObject()->className()) + u' ' + object.objectName() + u" in "_s +
           (owner ? owner->objectName() : QString());
}

/// One of several of which one is chosen: the chosen one has the focus, the arrows go to the others.
bool isAlternative(const QWidget& control)
{
    const auto* button = qobject_cast<const QAbstractButton*>(&control);
    if (!button || !button->isCheckable() || button->isChecked())
        return false;
    const auto siblings = button->parentWidget()->findChildren<QAbstractButton*>(Qt::FindDirectChildrenOnly);
    return std::ranges::any_of(siblings, [](const QAbstractButton* other) {
        return other->isChecked() && (other->focusPolicy() & Qt::TabFocus);
    });
}

QStringList outOfReachOf(const QWidget& window)
{
    QStringList found;
    for (const QWidget* control : controlsOf(window))
        if (!(control->focusPolicy() & Qt::TabFocus) && !isAlternative(*control))
            found += nameOf(*control);
    return found;
}

/// Where Tab does not come to, going on from the first control until it has been everywhere it goes.
QStringList besideTheTabChainOf(const QWidget& window)
{
    std::vector<QWidget*> controls = controlsOf(window);
    std::erase_if(controls, [](const QWidget* control) {
        return !(control->focusPolicy() & Qt::TabFocus) || isAlternative(*control);
    });
    if (controls.empty())
        return {};
    controls.front()->setFocus(Qt::TabFocusReason);
    std::set<const QWidget*> reached;
    // Lists take Tab, too, and so does what is nobody's control.
    for (std::size_t step = 0; step < 2 * controls.size() + 20; ++step)
        if (QWidget* focused = QApplication::focusWidget()) {
            reached.insert(focused);
            QTest::keyClick(focused, Qt::Key_Tab);
        }
    QStringList found;
    for (const QWidget* control : controls)
        if (!reached.contains(control) && !reached.contains(control->focusProxy()))
            found += u"Tab does not reach "_s + nameOf(*control);
    return found;
}

/// What a screen reader may call it.
std::set<QAccessible::Role> rolesOf(const QWidget& control)
{
    if (qobject_cast<const QTabBar*>(&control))
        return {QAccessible::PageTabList};
    if (const auto* button = qobject_cast<const QAbstractButton*>(&control))
        return button->isCheckable() ? std::set{QAccessible::CheckBox, QAccessible::RadioButton}
                                     : std::set{QAccessible::Button, QAccessible::ButtonMenu};
    if (qobject_cast<const QComboBox*>(&control))
        return {QAccessible::ComboBox};
    if (qobject_cast<const QAbstractSpinBox*>(&control))
        return {QAccessible::SpinBox};
    if (qobject_cast<const QAbstractItemView*>(&control))
        return {QAccessible::Table, QAccessible::Tree, QAccessible::List};
    return {QAccessible::EditableText};
}

QStringList wrongRolesIn(const QWidget& window)
{
    QStringList found;
    for (QWidget* control : controlsOf(window))
        if (const QAccessibleInterface* heard = QAccessible::queryAccessibleInterface(control);
            !heard || !rolesOf(*control).contains(heard->role()))
            found += u"role %1 of "_s.arg(heard ? int(heard->role()) : -1) + nameOf(*control);
    return found;
}

/// Whether the place that a text has is smaller than the text.
bool isCut(const QWidget& widget)
{
    if (const auto* label = qobject_cast<const QLabel*>(&widget)) {
        if (label->text().isEmpty() || label->sizePolicy().horizontalPolicy() == QSizePolicy::Ignored)
            return false;
        if (label->wordWrap())
            return label->heightForWidth(label->width()) > label->height() + 1;
        return label->sizeHint().width() > label->width() + 1 ||
               label->sizeHint().height() > label->height() + 1;
    }
    if (const auto* box = qobject_cast<const QComboBox*>(&widget)) {
        QStyleOptionComboBox option;
        option.initFrom(box);
        option.editable = box->isEditable();
        const QRect field =
            box->style()->subControlRect(QStyle::CC_ComboBox, &option, QStyle::SC_ComboBoxEditField, box);
        return box->fontMetrics().horizontalAdvance(box->currentText()) > field.width();
    }
    if (const auto* button = qobject_cast<const QAbstractButton*>(&widget))
        return !button->text().isEmpty() && (button->sizeHint().width() > button->width() + 1 ||
                                             button->sizeHint().height() > button->height() + 1);
    return false;
}

QStringList cutTextsIn(const QWidget& window)
{
    QStringList found;
    for (const QWidget* widget : window.findChildren<QWidget*>())
        if (widget->isVisible() && widget->window() == window.window() && isCut(*widget))
            found += u"%1 has %2x%3, needs %4x%5: %6"_s.arg(nameOf(*widget))
                         .arg(widget->width())
                         .arg(widget->height())
                         .arg(widget->sizeHint().width())
                         .arg(widget->sizeHint().height())
                         .arg(widget->property("text").toString());
    return found;
}

/// Does it with each page of the panel's tabs in turn.
template <typename Do>
void onEachPage(const QWidget& panel, const Do& doThis)
{
    const auto bars = panel.findChildren<QTabWidget*>();
    if (bars.isEmpty())
        return doThis();
    for (auto* tabs : bars)
        for (int page = 0; page < tabs->count(); ++page) {
            tabs->setCurrentIndex(page);
            QTest::qWait(0);
            doThis();
        }
}

/// Headers that sort by the mouse alone.
QStringList headersWithoutKeysIn(const QWidget& window)
{
    QStringList found;
    for (const auto* table : window.findChildren<QTableView*>()) {
        const auto sorts = [](const QAction* action) {
            return action->objectName().startsWith(u"sort"_s) && !action->text().isEmpty();
        };
        if (table->isVisible() && table->horizontalHeader()->isSortIndicatorShown() &&
            (table->contextMenuPolicy() != Qt::ActionsContextMenu ||
             std::ranges::none_of(table->actions(), sorts)))
            found += nameOf(*table);
    }
    return found;
}

QStringList namelessIn(const QWidget& window)
{
    QStringList found;
    for (QWidget* control : controlsOf(window)) {
        QAccessibleInterface* heard = QAccessible::queryAccessibleInterface(control);
        if (!qobject_cast<QTabBar*>(control) &&
            (!heard || heard->text(QAccessible::Name).trimmed().isEmpty()))
            found += nameOf(*control);
    }
    return found;
}

/// Two that the same keys would set off: then neither happens.
QStringList quarrelsIn(const QWidget& window)
{
    std::map<QString, QString> owners; ///< by keys and where they work
    QStringList found;
    const auto claim = [&](const QKeySequence& keys, const QString& place, const QString& who) {
        if (keys.isEmpty())
            return;
        const auto [known, isNew] = owners.emplace(keys.toString() + place, who);
        if (!isNew && known->second != who)
            found += keys.toString() + u": "_s + known->second + u" and "_s + who;
    };
    const auto placeOf = [](Qt::ShortcutContext context, const QObject* owner) {
        return context == Qt::WindowShortcut || context == Qt::ApplicationShortcut
                   ? QString()
                   : u"@%1"_s.arg(quintptr(owner));
    };
    for (const QAction* action : window.findChildren<QAction*>())
        if (commands::isAtHand(*action))
            for (const QKeySequence& keys : action->shortcuts())
                claim(keys, placeOf(action->shortcutContext(), action->parent()), nameOf(*action));
    for (const QShortcut* shortcut : window.findChildren<QShortcut*>())
        if (qobject_cast<QWidget*>(shortcut->parent())->isVisible())
            claim(shortcut->key(), placeOf(shortcut->context(), shortcut->parent()), nameOf(*shortcut));
    for (const QMenuBar* bar : window.findChildren<QMenuBar*>())
        for (const QAction* menu : bar->actions())
            claim(QKeySequence::mnemonic(menu->text()), {}, u"menu "_s + menu->text());
    for (const QWidget* widget : window.findChildren<QWidget*>()) {
        if (!widget->isVisible() || widget->window() != window.window())
            continue;
        if (const auto* button = qobject_cast<const QAbstractButton*>(widget))
            claim(QKeySequence::mnemonic(button->text()), {}, nameOf(*button) + button->text());
        if (const auto* label = qobject_cast<const QLabel*>(widget); label && label->buddy())
            claim(QKeySequence::mnemonic(label->text()), {}, nameOf(*label) + label->text());
    }
    return found;
}

/// What is said in the window's own words, by who says it.
std::map<const QObject*, QStringList> wordsIn(const QWidget& window)
{
    std::map<const QObject*, QStringList> words;
    for (const QAction* action : window.findChildren<QAction*>())
        if (!action->isSeparator())
            words[action] += action->text();
    for (const QWidget* control : controlsOf(window)) {
        words[control] += control->accessibleName();
        if (const auto* button = qobject_cast<const QAbstractButton*>(control))
            words[control] += button->text();
        else if (const auto* field = qobject_cast<const QLineEdit*>(control))
            words[control] += field->placeholderText();
        else if (const auto* table = qobject_cast<const QTableView*>(control); table && table->model())
            for (int column = 0; column < table->model()->columnCount(); ++column)
                words[control] += table->model()->headerData(column, Qt::Horizontal).toString();
        else if (const auto* tabs = qobject_cast<const QTabBar*>(control))
            for (int tab = 0; tab < tabs->count(); ++tab)
                words[control] += tabs->tabText(tab);
    }
    return words;
}

/// Names that are the same in every language, and what comes from the data.
bool isSameEverywhere(const QString& text)
{
    static const std::set<QString> same{u"English"_s, u"UTC"_s, u"RPC"_s, u"URL"_s};
    static const QRegularExpression data(u"sepolia|0x[0-9a-fA-F…]|https?:|\\.csv$|^[^A-Za-z]*$"_s);
    return same.contains(text) || text.contains(data);
}

} // namespace

class TestWindowWalk : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void panels_data();
    void panels();
    void noTextIsCut_data();
    void noTextIsCut();
    void noTextIsCutWhereAllIsLarger_data();
    void noTextIsCutWhereAllIsLarger();
    void dialogs_data();
    void dialogs();
    void everyWordIsTranslated();

private:
    std::unique_ptr<TestDatabase> m_database;
};

#define NONE(found)                                                                                          \
    if (const QStringList all = found; !all.isEmpty())                                                       \
    QFAIL(qPrintable(u"\n"_s + all.join(u'\n')))

void TestWindowWalk::initTestCase()
{
    m_database = std::make_unique<TestDatabase>(
        Backend::Sqlite, std::vector<TestChain>{{kLiveChain, 11'155'111}, {kLateChain, 84'532}});
    tellPictureStory(*m_database);
    log::remember(1000, log::Level::Info);
    log::info(kLiveChain, "Live.");
}

void TestWindowWalk::panels_data()
{
    QTest::addColumn<QString>("language");
    QTest::newRow("English") << u"en"_s;
    QTest::newRow("Chinese") << u"zh_CN"_s;
}

void TestWindowWalk::panels()
{
    QFETCH(const QString, language);
    ShownWindow shown(language, u"light"_s);
    NONE(outOfReachOf(*shown.window));
    shown.open(*m_database);
    QTRY_COMPARE(shown.chainsInStatusLine(), 2);
    QStringList found;
    for (const Panel* panel : shown.window->findChildren<Panel*>()) {
        shown.press(panel->objectName() + u"Button"_s);
        QVERIFY(panel->isVisible());
        for (auto* table : panel->findChildren<QTableView*>())
            if (table->isVisible() && QTest::qWaitFor([&] { return table->model()->rowCount() > 0; }, 1000))
                table->setCurrentIndex(table->model()->index(0, 0));
        QTest::qWait(0);
        onEachPage(*panel, [&] {
            found += outOfReachOf(*shown.window) + namelessIn(*shown.window) + quarrelsIn(*shown.window) +
                     headersWithoutKeysIn(*shown.window) + wrongRolesIn(*shown.window) +
                     besideTheTabChainOf(*shown.window);
        });
    }
    found.removeDuplicates();
    NONE(found);
}

void TestWindowWalk::noTextIsCut_data()
{
    panels_data();
}

void TestWindowWalk::noTextIsCut()
{
    QFETCH(const QString, language);
    ShownWindow shown(language, u"light"_s);
    shown.open(*m_database);
    QTRY_COMPARE(shown.chainsInStatusLine(), 2);
    QStringList found;
    for (const Panel* panel : shown.window->findChildren<Panel*>()) {
        shown.press(panel->objectName() + u"Button"_s);
        for (auto* table : panel->findChildren<QTableView*>())
            if (table->isVisible() && QTest::qWaitFor([&] { return table->model()->rowCount() > 0; }, 1000))
                table->setCurrentIndex(table->model()->index(0, 0));
        onEachPage(*panel, [&] {
            // What is chosen is asked for, and laid out when it comes.
            if (!QTest::qWaitFor([&] { return cutTextsIn(*shown.window).isEmpty(); }, 1000))
                found += cutTextsIn(*shown.window);
        });
    }
    found.removeDuplicates();
    NONE(found);
}

void TestWindowWalk::noTextIsCutWhereAllIsLarger_data()
{
    QTest::addColumn<QString>("factor");
    for (const char* factor : {"1.25", "1.5", "2"})
        QTest::newRow(factor) << QString::fromLatin1(factor);
}

/// The factor is read once, at a program's start.
void TestWindowWalk::noTextIsCutWhereAllIsLarger()
{
    QFETCH(const QString, factor);
    QProcess larger;
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(u"QT_SCALE_FACTOR"_s, factor);
    larger.setProcessEnvironment(environment);
    larger.setProcessChannelMode(QProcess::MergedChannels);
    larger.start(QCoreApplication::applicationFilePath(), {u"noTextIsCut"_s});
    QVERIFY(larger.waitForFinished(60'000));
    QVERIFY2(larger.exitStatus() == QProcess::NormalExit && larger.exitCode() == 0,
             larger.readAll().constData());
}

void TestWindowWalk::dialogs_data()
{
    panels_data();
}

void TestWindowWalk::dialogs()
{
    QFETCH(const QString, language);
    ShownWindow shown(language, u"light"_s);
    shown.open(*m_database);
    QTRY_COMPARE(shown.chainsInStatusLine(), 2);
    int seen = 0;
    for (QAction* action : commands::of(*shown.window)) {
        // The dots promise a dialog; of the menu of help every entry is one.
        const bool isHelp = shown.find<QMenu>(u"helpMenu"_s)->actions().contains(action);
        if (commands::panelOf(*action) || !action->isEnabled() || !(isHelp || action->text().contains(u'…')))
            continue;
        action->trigger();
        QTest::qWait(0);
        QDialog* dialog = nullptr;
        for (auto* one : shown.window->findChildren<QDialog*>())
            if (one->isVisible())
                dialog = one;
        QVERIFY2(dialog, qPrintable(action->objectName()));
        ++seen;
        QVERIFY(!dialog->windowTitle().isEmpty());
        NONE(outOfReachOf(*dialog));
        NONE(namelessIn(*dialog));
        NONE(quarrelsIn(*dialog));
        NONE(wrongRolesIn(*dialog));
        NONE(besideTheTabChainOf(*dialog));
        NONE(cutTextsIn(*dialog));
        const QPointer<QDialog> closed(dialog);
        QTest::keyClick(dialog, Qt::Key_Escape);
        QTRY_VERIFY(!closed || !closed->isVisible());
    }
    QVERIFY2(seen >= 4, qPrintable(QString::number(seen)));
}

void TestWindowWalk::everyWordIsTranslated()
{
    ShownWindow shown(u"en"_s, u"light"_s);
    shown.open(*m_database);
    QTRY_COMPARE(shown.chainsInStatusLine(), 2);
    shown.find<QAction>(u"exportAction"_s)->trigger();
    auto* dialog = shown.find<QDialog>(u"exportDialog"_s);
    for (const Panel* panel : shown.window->findChildren<Panel*>()) {
        shown.press(panel->objectName() + u"Button"_s);
        QTest::qWait(0);
        auto english = wordsIn(*shown.window);
        english.merge(wordsIn(*dialog));
        shown.find<QAction>(u"languageAction_zh_CN"_s)->trigger();
        QTest::qWait(0);
        auto chinese = wordsIn(*shown.window);
        chinese.merge(wordsIn(*dialog));
        QStringList same;
        for (const auto& [who, words] : english)
            if (const auto found = chinese.find(who); found != chinese.end())
                for (const QString& word : words)
                    if (found->second.contains(word) && !isSameEverywhere(word))
                        same += word + u" of "_s + nameOf(*who);
        NONE(same);
        shown.find<QAction>(u"languageAction_en"_s)->trigger();
        QTest::qWait(0);
    }
}

QTEST_MAIN(TestWindowWalk)
#include "tst_windowwalk.moc"
