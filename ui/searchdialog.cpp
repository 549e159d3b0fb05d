#include "ui/searchdialog.h"

#include "ui/commands.h"
#include "ui/format.h"

#include <QAction>
#include <QCoreApplication>
#include <QFontDatabase>
#include <QHeaderView>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QTreeWidget>
#include <QVBoxLayout>

#include <algorithm>

namespace chainpoints {
namespace {

using namespace Qt::StringLiterals;

constexpr QSize kExtent(560, 400);
constexpr int kTypingMs = 150;
constexpr std::size_t kUsersAChain = 5;
/// Fewer digits of an address would find anybody, and take the database long.
constexpr int kFewestDigits = 4;

/// Whether an address may hold it: hexadecimal digits, enough of them.
bool looksLikeAddress(const QString& text)
{
    const QString digits = text.startsWith(u"0x"_s, Qt::CaseInsensitive) ? text.mid(2) : text;
    return digits.size() >= kFewestDigits && std::ranges::all_of(digits, [](QChar c) {
               return c.unicode() < 128 && std::isxdigit(c.unicode()) != 0;
           });
}

} // namespace

SearchDialog::SearchDialog(OperatorDesk* desk, QWidget& window)
    : QDialog(&window), m_desk(desk), m_text(new QLineEdit), m_list(new QTreeWidget), m_hint(new QLabel)
{
    setObjectName(u"searchDialog"_s);
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("Search anything"));
    m_text->setObjectName(u"searchText"_s);
    m_text->setAccessibleName(tr("Search anything"));
    m_text->setPlaceholderText(tr("Command, panel, chain or address"));
    m_text->setClearButtonEnabled(true);
    m_text->installEventFilter(this);
    m_list->setObjectName(u"searchList"_s);
    m_list->setAccessibleName(tr("What was found"));
    m_list->setColumnCount(2);
    m_list->setRootIsDecorated(false);
    m_list->setUniformRowHeights(true);
    m_list->setHeaderHidden(true);
    m_list->header()->setStretchLastSection(false);
    m_list->header()->setSectionResizeMode(0, QHeaderView::Stretch);
    m_list->header()->setSectionResizeMode(1, QHeaderView::ResizeToContents);
    m_hint->setObjectName(u"searchHint"_s);
    m_hint->setWordWrap(true);
    auto* column = new QVBoxLayout(this);
    column->addWidget(m_text);
    column->addWidget(m_list, 1);
    column->addWidget(m_hint);
    resize(kExtent);
    m_text->setFocus();

    collectPlaces(window);
    m_typing.setSingleShot(true);
    m_typing.setInterval(kTypingMs);
    connect(&m_typing, &QTimer::timeout, this, &SearchDialog::searchUsers);
    connect(m_text, &QLineEdit::textChanged, this, &SearchDialog::typed);
    connect(m_text, &QLineEdit::returnPressed, this, &SearchDialog::go);
    connect(m_list, &QTreeWidget::itemActivated, this, &SearchDialog::go);
    connect(m_list, &QTreeWidget::itemClicked, this, &SearchDialog::go);
    typed();
}

void SearchDialog::collectPlaces(const QWidget& window)
{
    for (QAction* action : commands::of(window))
        if (commands::isAtHand(*action))
            m_places.push_back(
                {commands::textOf(*action), commands::keysOf(*action), [action = QPointer(action)] {
                     if (action) // a menu may have been filled anew
                         action->trigger();
                 }});
    if (m_desk)
        for (const ChainView& chain : m_desk->news().chains)
            m_places.push_back(
                {QString::fromStdString(chain.name), tr("Chain"),
                 [this, name = QString::fromStdString(chain.name)] { Q_EMIT chainWanted(name); }});
}

void SearchDialog::typed()
{
    const QString text = m_text->text().trimmed();
    ++m_question;
    list(text);
    if (m_desk && looksLikeAddress(text)) {
        m_typing.start();
        hint(tr("Searching the users…"));
    } else {
        m_typing.stop();
        hintWhereEmpty();
    }
}

void SearchDialog::searchUsers()
{
    if (!m_desk)
        return;
    std::vector<std::string> chains;
    for (const ChainView& chain : m_desk->news().chains)
        chains.push_back(chain.name);
    m_desk->ask(
        this,
        [chains,
         search = m_text->text().trimmed().toStdString()](OperatorDoor& door) -> Result<std::vector<User>> {
            std::vector<User> found;
            for (const std::string& chain : chains) {
                auto page =
                    door.users({.chain = chain, .search = search, .limit = kUsersAChain, .cursor = {}});
                if (!page)
                    return page.error();
                for (const UserView& user : page->users)
                    found.push_back({chain, user.address});
            }
            return found;
        },
        [this, question = m_question](const Result<std::vector<User>>& found) {
            if (question == m_question)
                take(found);
        },
        OperatorDesk::Lane::Scans);
}

void SearchDialog::take(const Result<std::vector<User>>& found)
{
    if (!found)
        return hint(
            tr("The users cannot be searched: %1").arg(QString::fromStdString(found.error().message)));
    // Behind the rest: somebody may have chosen among that already.
    for (const auto& [chain, address] : *found)
        add({format::address(address), QString::fromStdString(chain),
             [this, of = QString::fromStdString(chain), user = QString::fromStdString(address)] {
                 Q_EMIT userWanted(of, user);
             }});
    hintWhereEmpty();
}

void SearchDialog::list(const QString& text)
{
    m_list->clear();
    m_listed.clear();
    // What begins with it comes before what holds it somewhere.
    for (const Place& place : m_places)
        if (place.text.startsWith(text, Qt::CaseInsensitive))
            add(place);
    for (const Place& place : m_places)
        if (place.text.indexOf(text, 0, Qt::CaseInsensitive) > 0)
            add(place);
}

void SearchDialog::add(const Place& place)
{
    auto* item = new QTreeWidgetItem(m_list, {place.text, place.detail});
    item->setTextAlignment(1, Qt::AlignRight | Qt::AlignVCenter);
    item->setForeground(1, palette().placeholderText());
    if (place.text.startsWith(u"0x"_s))
        item->setFont(0, QFontDatabase::systemFont(QFontDatabase::FixedFont));
    m_listed.push_back(place.go);
    if (m_listed.size() == 1)
        m_list->setCurrentItem(item);
}

void SearchDialog::hint(const QString& sentence)
{
    m_hint->setText(sentence);
    m_hint->setVisible(!sentence.isEmpty());
}

void SearchDialog::hintWhereEmpty()
{
    hint(m_listed.empty()
             ? tr("Nothing was found. Write a command, the name of a panel or of a chain, or at least "
                  "four digits of an address; with 0x in front, its beginning.")
             : QString());
}

void SearchDialog::go()
{
    const int row = m_list->indexOfTopLevelItem(m_list->currentItem());
    if (row < 0 || !isVisible()) // a click may both click and activate
        return;
    const auto chosen = m_listed[std::size_t(row)];
    accept();
    chosen();
}

bool SearchDialog::eventFilter(QObject* watched, QEvent* event)
{
    if (event->type() == QEvent::KeyPress) {
        const auto* key = static_cast<QKeyEvent*>(event);
        for (const int of : {Qt::Key_Up, Qt::Key_Down, Qt::Key_PageUp, Qt::Key_PageDown})
            if (key->key() == of) {
                QCoreApplication::sendEvent(m_list, event);
                return true;
            }
    }
    return QDialog::eventFilter(watched, event);
}

} // namespace chainpoints
