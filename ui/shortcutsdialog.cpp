#include "ui/shortcutsdialog.h"

#include "ui/commands.h"
#include "ui/panel.h"

#include <QAction>
#include <QHeaderView>
#include <QPushButton>
#include <QTreeWidget>
#include <QVBoxLayout>

#include <map>
#include <set>

namespace chainpoints {
namespace {

using namespace Qt::StringLiterals;

constexpr QSize kExtent(520, 520);

} // namespace

ShortcutsDialog::ShortcutsDialog(QWidget& window) : QDialog(&window)
{
    setObjectName(u"shortcutsDialog"_s);
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("Keyboard shortcuts"));
    auto* list = new QTreeWidget;
    list->setObjectName(u"shortcutsList"_s);
    list->setAccessibleName(windowTitle());
    list->setHeaderLabels({tr("What it does"), tr("Keys")});
    list->setRootIsDecorated(false);
    list->setItemsExpandable(false);
    list->header()->setStretchLastSection(false);
    list->header()->setSectionResizeMode(0, QHeaderView::Stretch);
    list->header()->setSectionResizeMode(1, QHeaderView::ResizeToContents);

    std::map<const Panel*, QTreeWidgetItem*> groups;
    std::set<std::pair<QTreeWidgetItem*, QString>> told; // each of several tables in a panel has its own
    for (const QAction* action : commands::of(window)) {
        const QString keys = commands::keysOf(*action);
        if (keys.isEmpty())
            continue;
        const Panel* panel = commands::panelOf(*action);
        QTreeWidgetItem*& group = groups[panel];
        if (!group) {
            group = new QTreeWidgetItem(list, {panel ? panel->title() : tr("Everywhere")});
            QFont bold = font();
            bold.setBold(true);
            group->setFont(0, bold);
        }
        const QString text = commands::textOf(*action);
        if (told.insert({group, text + u'\n' + keys}).second)
            new QTreeWidgetItem(group, {text, keys});
    }
    list->expandAll();
    list->setCurrentItem(list->topLevelItem(0));

    auto* close = new QPushButton(tr("Close"));
    close->setObjectName(u"shortcutsClose"_s);
    close->setDefault(true);
    connect(close, &QPushButton::clicked, this, &QDialog::accept);
    auto* buttons = new QHBoxLayout;
    buttons->addStretch();
    buttons->addWidget(close);
    auto* column = new QVBoxLayout(this);
    column->addWidget(list, 1);
    column->addLayout(buttons);
    resize(kExtent);
}

} // namespace chainpoints
