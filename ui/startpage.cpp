#include "ui/startpage.h"

#include "ui/banner.h"
#include "ui/choicebutton.h"
#include "ui/vectoricon.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>
#include <QProgressBar>
#include <QVBoxLayout>

namespace chainpoints {
namespace {

using namespace Qt::StringLiterals;

QIcon playIcon()
{
    return lineIcon(
        [](QPainter& painter) {
            painter.drawEllipse(QPointF(8, 8), 6.6, 6.6);
            painter.drawPolygon(QPolygonF{{6.4, 5}, {11.2, 8}, {6.4, 11}});
        },
        1.1);
}

QIcon setupIcon()
{
    return lineIcon(
        [](QPainter& painter) {
            for (const auto& [y, knob] : {std::pair(3.6, 10.4), std::pair(8.0, 5.2), std::pair(12.4, 9.2)}) {
                painter.drawLine(QPointF(1.6, y), QPointF(knob - 1.6, y));
                painter.drawEllipse(QPointF(knob, y), 1.6, 1.6);
                painter.drawLine(QPointF(knob + 1.6, y), QPointF(14.4, y));
            }
        },
        1.1);
}

} // namespace

StartPage::StartPage(QWidget* parent)
    : QWidget(parent), m_title(new QLabel(this)), m_subtitle(new QLabel(this)),
      m_demo(new ChoiceButton(playIcon(), this)), m_setup(new ChoiceButton(setupIcon(), this)),
      m_bar(new QProgressBar(this)), m_progress(new QLabel(this)), m_error(new Banner(u"startError"_s, this))
{
    setObjectName(u"startPage"_s);
    m_demo->setObjectName(u"startDemo"_s);
    m_setup->setObjectName(u"startSetup"_s);
    m_progress->setObjectName(u"startProgress"_s);
    m_progress->setTextFormat(Qt::PlainText);
    m_progress->setAlignment(Qt::AlignCenter);
    m_progress->setWordWrap(true);
    m_bar->setObjectName(u"startProgressBar"_s);
    m_bar->setRange(0, 0);
    m_bar->setTextVisible(false);
    m_bar->setMaximumHeight(6);

    auto* picture = new QLabel(this);
    picture->setPixmap(applicationIcon().pixmap(QSize(72, 72), devicePixelRatioF()));
    picture->setAlignment(Qt::AlignCenter);
    QFont large = font();
    large.setPointSizeF(large.pointSizeF() * 2);
    large.setBold(true);
    m_title->setText(u"chainpoints"_s);
    m_title->setFont(large);
    m_title->setAlignment(Qt::AlignCenter);
    m_subtitle->setAlignment(Qt::AlignCenter);
    m_subtitle->setWordWrap(true);

    auto* column = new QVBoxLayout;
    column->setSpacing(12);
    column->addStretch(2);
    column->addWidget(picture);
    column->addWidget(m_title);
    column->addWidget(m_subtitle);
    column->addSpacing(14);
    column->addWidget(m_demo);
    column->addWidget(m_setup);
    column->addSpacing(6);
    column->addWidget(m_bar);
    column->addWidget(m_progress);
    column->addWidget(m_error);
    column->addStretch(3);
    auto* row = new QHBoxLayout(this);
    row->addStretch(1);
    row->addLayout(column, 6);
    row->addStretch(1);
    for (QWidget* widget : {static_cast<QWidget*>(m_demo), static_cast<QWidget*>(m_setup),
                            static_cast<QWidget*>(m_error), static_cast<QWidget*>(m_bar)})
        widget->setMaximumWidth(640);

    connect(m_demo, &QAbstractButton::clicked, this, &StartPage::demoWanted);
    connect(m_setup, &QAbstractButton::clicked, this, &StartPage::setupWanted);
    retranslate();
    offer();
}

void StartPage::setBusy(bool busy)
{
    m_demo->setEnabled(!busy);
    m_setup->setEnabled(!busy);
    m_bar->setVisible(busy);
    m_progress->setVisible(busy);
    m_error->hide();
    m_failed = false;
}

void StartPage::offer()
{
    setBusy(false);
}

void StartPage::showProgress(const QString& text)
{
    setBusy(true);
    m_progress->setText(text);
}

void StartPage::showError(const QString& sentence)
{
    setBusy(false);
    m_failed = true;
    m_error->tell(theme::Tone::Bad, sentence, tr("Try again"), [this] { Q_EMIT tryAgainWanted(); });
}

void StartPage::retranslate()
{
    m_subtitle->setText(tr("Exact points for the holders of a token, on every chain it lives on."));
    m_demo->setTexts(
        tr("Try the demo"),
        tr("Two local chains with a token and some holders. Nothing to set up, nothing is real."));
    m_setup->setTexts(tr("Set up"), tr("Follow your own token: give its contract and a node to ask."));
    m_bar->setAccessibleName(tr("Starting"));
    if (m_failed)
        showError(m_error->sentence());
}

void StartPage::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
}

} // namespace chainpoints
