#include "ui/failures/dismissdialog.h"

#include "ui/format.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

namespace chainpoints {
namespace {

using namespace Qt::StringLiterals;

constexpr int kWidth = 460;

} // namespace

DismissDialog::DismissDialog(std::size_t failures, QWidget* parent)
    : QDialog(parent), m_failures(failures), m_intro(new QLabel), m_noteName(new QLabel),
      m_note(new QLineEdit), m_go(new QPushButton), m_cancel(new QPushButton)
{
    setObjectName(u"dismissDialog"_s);
    m_note->setObjectName(u"dismissNote"_s);
    m_go->setObjectName(u"dismissGo"_s);
    m_cancel->setObjectName(u"dismissCancel"_s);
    m_intro->setWordWrap(true);
    m_noteName->setBuddy(m_note);
    m_go->setDefault(true);
    m_go->setEnabled(false);
    m_cancel->setAutoDefault(false);
    auto* buttons = new QHBoxLayout;
    buttons->addStretch();
    buttons->addWidget(m_cancel);
    buttons->addWidget(m_go);
    auto* column = new QVBoxLayout(this);
    column->addWidget(m_intro);
    column->addSpacing(fontMetrics().height() / 2);
    column->addWidget(m_noteName);
    column->addWidget(m_note);
    column->addSpacing(fontMetrics().height() / 2);
    column->addLayout(buttons);
    setMinimumWidth(kWidth);
    connect(m_note, &QLineEdit::textChanged, this, [this] { m_go->setEnabled(!note().isEmpty()); });
    connect(m_go, &QPushButton::clicked, this, &DismissDialog::confirm);
    connect(m_cancel, &QPushButton::clicked, this, &QDialog::reject);
    retranslate();
    m_note->setFocus();
}

QString DismissDialog::note() const
{
    return m_note->text().trimmed();
}

void DismissDialog::confirm()
{
    Q_EMIT confirmed(note());
    accept();
}

void DismissDialog::changeEvent(QEvent* event)
{
    QDialog::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
}

void DismissDialog::retranslate()
{
    const QString count = format::number(std::int64_t(m_failures));
    setWindowTitle(tr("Dismiss failures"));
    m_intro->setText(tr("%1 selected. Dismissed failures leave the list of the open ones; the points stay "
                        "missing until a retry settles them.")
                         .arg(count));
    m_noteName->setText(tr("&Note"));
    m_note->setAccessibleName(tr("Note"));
    m_note->setPlaceholderText(tr("Needed: why they need no work now"));
    m_go->setText(tr("Dismiss %1").arg(count));
    m_cancel->setText(tr("Cancel"));
}

} // namespace chainpoints
