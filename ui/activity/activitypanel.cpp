#include "ui/activity/activitypanel.h"

#include "ui/activity/actionspage.h"
#include "ui/activity/incidentspage.h"
#include "ui/activity/restatementspage.h"
#include "ui/vectoricon.h"

#include <QEvent>
#include <QPainter>
#include <QVBoxLayout>

namespace chainpoints {

using namespace Qt::StringLiterals;

ActivityPanel::ActivityPanel(OperatorDesk& desk, QWidget* parent)
    : Panel(desk, parent), m_tabs(new QTabWidget)
{
    setObjectName(u"activityPanel"_s);
    m_tabs->setObjectName(u"activityTabs"_s);
    m_tabs->setDocumentMode(true);
    auto* column = new QVBoxLayout(this);
    column->addWidget(m_tabs);
    add(new ActionsPage(desk));
    add(new IncidentsPage(desk));
    add(new RestatementsPage(desk));
    retranslate();
}

QString ActivityPanel::title() const
{
    return tr("Activity");
}

QIcon ActivityPanel::icon() const
{
    return lineIcon([](QPainter& painter) {
        painter.drawPolyline(QPolygonF({{1.5, 8}, {4.5, 8}, {6.5, 3}, {9.5, 13}, {11.5, 8}, {14.5, 8}}));
    });
}

void ActivityPanel::refresh()
{
    m_pages[std::size_t(m_tabs->currentIndex())]->refresh();
}

void ActivityPanel::changeEvent(QEvent* event)
{
    Panel::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
}

void ActivityPanel::add(HistoryPage* page)
{
    m_pages.push_back(page);
    m_tabs->addTab(page, {});
}

void ActivityPanel::retranslate()
{
    m_tabs->setAccessibleName(tr("What is shown"));
    for (std::size_t i = 0; i < m_pages.size(); ++i)
        m_tabs->setTabText(int(i), m_pages[i]->title());
}

} // namespace chainpoints
