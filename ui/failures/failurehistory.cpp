#include "ui/failures/failurehistory.h"

#include "ui/activity/actiontext.h"
#include "ui/format.h"

#include <QEvent>
#include <QLabel>
#include <QPlainTextEdit>
#include <QVBoxLayout>

#include <algorithm>

namespace chainpoints {
namespace {

using namespace Qt::StringLiterals;

constexpr qsizetype kMostLines = 4; ///< seen at once

} // namespace

FailureHistory::FailureHistory(OperatorDesk& desk, QWidget* parent)
    : QWidget(parent), m_desk(desk), m_name(new QLabel), m_text(new QPlainTextEdit)
{
    m_text->setObjectName(u"failureHistory"_s);
    m_text->setReadOnly(true);
    m_text->setTabChangesFocus(true);
    m_text->setLineWrapMode(QPlainTextEdit::NoWrap);
    m_name->setBuddy(m_text);
    m_name->setForegroundRole(QPalette::PlaceholderText);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(m_name);
    column->addWidget(m_text);
    clear();
    retranslate();
}

void FailureHistory::show(const FailureView& failure, const QString& result)
{
    if (m_failure == failure && m_result == result && !m_unread)
        return;
    if (!m_failure || m_failure->id != failure.id)
        clear();
    m_failure = failure;
    m_result = result;
    ask();
}

void FailureHistory::askAgain()
{
    if (m_failure)
        ask();
}

void FailureHistory::ask()
{
    m_unread = false;
    m_desk.ask(
        this, [id = m_failure->id](OperatorDoor& door) { return door.failureActions(id, kMost); },
        [this, id = m_failure->id](const Result<std::vector<FailureActionView>>& answer) {
            if (m_failure && m_failure->id == id)
                take(answer);
        });
}

void FailureHistory::clear()
{
    m_failure.reset();
    m_actions.reset();
    setVisible(false);
}

void FailureHistory::take(const Result<std::vector<FailureActionView>>& answer)
{
    m_unread = !answer;
    if (answer) {
        m_actions = *answer;
        writeActions();
    } else if (!m_actions) {
        write({QString::fromStdString(answer.error().message)});
    }
}

void FailureHistory::writeActions()
{
    QStringList lines;
    for (const FailureActionView& action : *m_actions) {
        ActionView asked;
        asked.kind = action.kind;
        lines +=
            tr("%1, %2: %3. %4")
                .arg(format::zonedTime(action.requestedAt), QString::fromStdString(action.requestedBy),
                     ActionText::word(action.kind), ActionText::result(asked, action.state, action.sentence));
        if (!action.note.empty())
            lines.back() += tr(" (note: %1)").arg(QString::fromStdString(action.note));
    }
    write(lines);
}

void FailureHistory::write(const QStringList& lines)
{
    setVisible(!lines.isEmpty());
    if (const QString text = lines.join(u'\n'); m_text->toPlainText() != text)
        m_text->setPlainText(text);
    // A line more is for the scroll bar of a sentence that is longer than the window.
    const qsizetype shown = std::min(lines.size(), kMostLines) + 1;
    m_text->setFixedHeight(int(shown) * m_text->fontMetrics().lineSpacing() +
                           2 * (m_text->frameWidth() + int(m_text->document()->documentMargin())));
}

void FailureHistory::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
}

void FailureHistory::retranslate()
{
    m_name->setText(tr("Asked by operators, newest first"));
    m_text->setAccessibleName(m_name->text());
    if (m_actions)
        writeActions();
}

} // namespace chainpoints
