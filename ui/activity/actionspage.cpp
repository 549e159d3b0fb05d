#include "ui/activity/actionspage.h"

#include "ui/activity/actiontext.h"
#include "ui/format.h"
#include "ui/widgets/addressdelegate.h"
#include "ui/widgets/headline.h"
#include "ui/widgets/notice.h"

#include <QHBoxLayout>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QVBoxLayout>

namespace chainpoints {
namespace {

using namespace Qt::StringLiterals;

constexpr int kPartsLines = 6;

} // namespace

ActionsPage::ActionsPage(OperatorDesk& desk, QWidget* parent)
    : HistoryPage(desk, parent), m_model(desk), m_headline(new Headline), m_cancel(new QPushButton),
      m_note(new Notice), m_problem(new Notice), m_parts(new QPlainTextEdit)
{
    m_cancel->setObjectName(u"cancelActionButton"_s);
    m_cancel->setVisible(false);
    m_problem->setObjectName(u"cancelActionProblem"_s);
    m_note->setObjectName(u"actionNote"_s);
    m_parts->setObjectName(u"actionParts"_s);
    m_parts->setReadOnly(true);
    m_parts->setTabChangesFocus(true);
    m_parts->setMinimumHeight(kPartsLines * fontMetrics().lineSpacing());
    auto* detail = new QWidget;
    auto* column = new QVBoxLayout(detail);
    column->setContentsMargins(0, 0, 0, 0);
    auto* top = new QHBoxLayout;
    top->addWidget(m_headline, 1);
    top->addWidget(m_cancel);
    column->addLayout(top);
    column->addWidget(m_problem);
    column->addWidget(m_note);
    column->addWidget(m_parts, 1);
    connect(m_cancel, &QPushButton::clicked, this, &ActionsPage::cancelRest);
    begin(m_model, detail, u"actions"_s);
    table().setItemDelegateForColumn(ActionsModel::What, new AddressDelegate(&table())); // or who is meant
    table().offerColumns({u"state"_s, u"when"_s, u"what"_s, u"who"_s, u"result"_s}, ActionsModel::What);
}

QString ActionsPage::title() const
{
    return tr("Actions");
}

HistoryPage::Saying ActionsPage::emptiness() const
{
    return {tr("Nobody asked for anything yet"),
            tr("Pauses, retries and the like show here, whoever asked for them and wherever: in a window, on "
               "the command line, by HTTP.")};
}

QString ActionsPage::unreadable() const
{
    return tr("The actions cannot be read");
}

void ActionsPage::describe(int row)
{
    const ActionSummary* selected = m_model.at(row);
    if (!selected) {
        m_described.reset();
        m_headline->hint(tr("Select an action to see its parts."));
        m_cancel->setVisible(false);
        m_problem->say({});
        m_note->say({});
        m_parts->clear();
        return;
    }
    if (m_described == *selected && !m_unread)
        return;
    if (!m_described || m_described->action.id != selected->action.id) {
        m_parts->clear(); // nobody may take the parts of one action for those of another
        m_problem->say({});
    }
    m_described = *selected;
    const ActionView& action = selected->action;
    m_cancel->setVisible(!action.finished());
    m_headline->name(tr("Action %1: %2, asked at %3: %4")
                         .arg(QString::number(action.id.value()), ActionText::what(action),
                              format::zonedTime(action.requestedAt),
                              ActionText::result(action, selected->result)));
    const QString note = QString::fromStdString(action.details.reason);
    m_note->say(note.isEmpty() ? QString() : tr("Note: %1").arg(note));
    askForParts();
}

void ActionsPage::askForParts()
{
    m_unread = false;
    desk().ask(
        this, [id = m_described->action.id](OperatorDoor& door) { return door.action(id); },
        [this, id = m_described->action.id](const Result<ActionView>& answer) {
            if (!m_described || m_described->action.id != id)
                return;
            m_unread = !answer;
            if (answer)
                showParts(*answer);
            else
                m_parts->setPlainText(QString::fromStdString(answer.error().message));
        });
}

void ActionsPage::cancelRest()
{
    if (!m_described)
        return;
    ActionRequest request{ActionKind::Cancel, {}};
    request.details.action = m_described->action.id;
    desk().ask(
        this, [request](OperatorDoor& door) { return door.request(request); },
        [this, id = m_described->action.id](const chainpoints::Result<ActionId>& answer) {
            if (!answer && m_described && m_described->action.id == id)
                m_problem->say(QString::fromStdString(answer.error().message), theme::Tone::Bad);
            refresh();
        },
        OperatorDesk::Lane::Requests);
}

void ActionsPage::showParts(const ActionView& action)
{
    QStringList lines;
    for (const ActionItem& item : action.items) {
        const QString chain = QString::fromStdString(item.chain);
        const QString part =
            item.failure ? tr("%1, failure %2").arg(chain).arg(item.failure->value()) : chain;
        const QString state = ActionText::word(item.state);
        lines += item.sentence.empty()
                     ? tr("%1: %2").arg(part, state)
                     : tr("%1: %2. %3").arg(part, state, QString::fromStdString(item.sentence));
    }
    if (action.parts() > static_cast<std::int64_t>(action.items.size()))
        lines += tr("%1 more").arg(
            format::number(action.parts() - static_cast<std::int64_t>(action.items.size())));
    if (const QString text = lines.join(u'\n'); m_parts->toPlainText() != text)
        m_parts->setPlainText(text);
}

void ActionsPage::retranslate()
{
    table().setAccessibleName(tr("Actions"));
    m_parts->setAccessibleName(tr("Parts of the selected action"));
    m_cancel->setText(tr("Cancel the rest"));
    m_cancel->setAccessibleName(tr("Cancel what still waits of the selected action"));
    m_cancel->setToolTip(tr("What the engine has not begun is not done any more; what is done stays"));
    m_described.reset();
}

void ActionsPage::fitColumns()
{
    int width = 0;
    QString widest;
    for (const ActionState one : {ActionState::Waiting, ActionState::Done, ActionState::Failed,
                                  ActionState::Skipped, ActionState::Cancelled})
        if (const int needed = fontMetrics().horizontalAdvance(ActionText::word(one)); needed > width) {
            width = needed;
            widest = ActionText::word(one);
        }
    table().setWidest(ActionsModel::State, widest, RowTable::Icon::With);
    table().setWidest(ActionsModel::When, u"2025-01-01 15:00:00"_s);
    table().setWidest(ActionsModel::What, u"avalanche-mainnet, sepolia"_s);
    table().setWidest(ActionsModel::Who, u"operator@some-machine"_s);
    table().setFlexible(ActionsModel::Result, u"A short sentence"_s,
                        u"A sentence of quite some length, as there are"_s);
    table().setLeast(ActionsModel::What, u"avalanche-mainnet"_s);
    table().setLeast(ActionsModel::Who, u"operator@"_s);
}

} // namespace chainpoints
