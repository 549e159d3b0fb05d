#include "ui/settings/formarea.h"

#include "ui/settings/fieldform.h"

#include <QEvent>
#include <QVBoxLayout>

namespace chainpoints {

FormArea::FormArea(FieldForm* form, const QString& name, QWidget* parent) : QScrollArea(parent), m_form(form)
{
    auto* inside = new QWidget;
    auto* padded = new QVBoxLayout(inside);
    padded->setContentsMargins(0, 0, 10, 0);
    padded->addWidget(form);
    padded->addStretch();
    setObjectName(name);
    setWidgetResizable(true);
    setFrameShape(QFrame::NoFrame);
    setWidget(inside);
    setFocusPolicy(Qt::NoFocus);
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Maximum);
}

QSize FormArea::sizeHint() const
{
    const QSize hint = widget()->sizeHint();
    const int height = widget()->heightForWidth(viewport()->width());
    return {hint.width(), height < 0 ? hint.height() : height};
}

bool FormArea::eventFilter(QObject* watched, QEvent* event)
{
    const bool done = QScrollArea::eventFilter(watched, event);
    if (watched == widget() && event->type() == QEvent::LayoutRequest)
        updateGeometry(); // rows came or went
    return done;
}

void FormArea::resizeEvent(QResizeEvent* event)
{
    QScrollArea::resizeEvent(event);
    // Hints take more lines where it is narrower.
    m_form->updateGeometry();
    updateGeometry();
}

} // namespace chainpoints
