#include "ui/users/usertab.h"

#include <QEvent>

#include <algorithm>
#include <utility>

namespace chainpoints {

using namespace Qt::StringLiterals;

UserTab::UserTab(CellsTable* table, QWidget* parent)
    : QWidget(parent), m_top(new QHBoxLayout), m_note(new QLabel), m_notice(new Notice), m_table(table)
{
    m_note->setObjectName(table->objectName() + u"Note"_s);
    m_note->setWordWrap(true);
    m_note->setForegroundRole(QPalette::PlaceholderText);
    m_notice->setObjectName(table->objectName() + u"Notice"_s);
    m_top->addWidget(m_note, 1);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 6, 0, 0);
    column->addLayout(m_top);
    column->addWidget(m_notice);
    column->addWidget(m_table, 1);
}

void UserTab::setUser(const QString& chain, const QString& address)
{
    m_chain = chain.toStdString();
    m_address = address.toStdString();
    m_notice->say({});
    forget();
    m_due = m_address.empty() ? Due::Nothing : Due::Open;
    readDue();
}

void UserTab::refresh()
{
    if (m_address.empty())
        return;
    m_due = std::max(m_due, Due::Refresh);
    readDue();
}

void UserTab::readDue()
{
    if (!isVisible())
        return;
    const Due due = std::exchange(m_due, Due::Nothing);
    if (due == Due::Open)
        open();
    else if (due == Due::Refresh)
        readAgain();
}

void UserTab::showEvent(QShowEvent* event)
{
    QWidget::showEvent(event);
    readDue();
}

void UserTab::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
}

} // namespace chainpoints
