#include "ui/widgets/instantedit.h"

#include "ui/zone.h"

#include <QKeyEvent>
#include <QLineEdit>

#include <utility>

namespace chainpoints {

InstantEdit::InstantEdit(QWidget* parent) : QDateTimeEdit(parent), m_zone(zone::current())
{
    // The widget itself knows no zone but the system's: to it the clock that is shown is UTC's.
    setTimeSpec(Qt::UTC);
    setMinimumDate(QDate(1970, 1, 2)); // everywhere after the beginning of Unix time
    setDisplayFormat(QStringLiteral("yyyy-MM-dd HH:mm:ss"));
}

void InstantEdit::setInstant(UnixTime time)
{
    m_zone = zone::current();
    const QDateTime clock = QDateTime::fromSecsSinceEpoch(time.value(), m_zone);
    setDateTime(QDateTime(clock.date(), clock.time(), Qt::UTC));
}

UnixTime InstantEdit::instant() const
{
    return UnixTime(QDateTime(date(), time(), m_zone).toSecsSinceEpoch());
}

void InstantEdit::setName(const QString& name)
{
    setAccessibleName(name);
    lineEdit()->setAccessibleName(name); // which has the focus
}

void InstantEdit::keyPressEvent(QKeyEvent* event)
{
    const QString typed = event->text();
    // The last digit of a part leads to the next one by itself; the separator that one types all the same
    // would lead past it.
    const bool advanced = std::exchange(m_advanced, false);
    if (advanced && typed.size() == 1 && QStringLiteral("-: ").contains(typed))
        return event->accept();
    const Section before = currentSection();
    QDateTimeEdit::keyPressEvent(event);
    m_advanced = typed.size() == 1 && typed.front().isDigit() && currentSection() != before;
}

void InstantEdit::changeEvent(QEvent* event)
{
    QDateTimeEdit::changeEvent(event);
    if (event->type() == QEvent::LanguageChange && m_zone != zone::current())
        setInstant(instant());
}

} // namespace chainpoints
