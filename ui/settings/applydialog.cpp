#include "ui/settings/applydialog.h"

#include "ui/settings/changestable.h"
#include "ui/widgets/notice.h"

#include <QDir>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>

namespace chainpoints {

using namespace Qt::StringLiterals;

ApplyDialog::ApplyDialog(const ConfigDraft& draft, const ConfigPlan& plan, const QStringList& notes,
                         QWidget* parent)
    : QDialog(parent), m_notes(new QVBoxLayout)
{
    setObjectName(u"applyDialog"_s);
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("Apply changes"));
    const QString file = QDir::toNativeSeparators(QString::fromStdString(draft.file.string()));
    auto* intro = new QLabel(tr("%n change(s) to %1", nullptr, int(plan.changes.size())).arg(file));
    intro->setWordWrap(true);

    auto* table = new ChangesTable(u"applyChanges"_s);
    table->show(plan, !draft.exists);

    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(20, 18, 20, 16);
    column->setSpacing(12);
    column->addWidget(intro);
    column->addWidget(table, 1);
    m_notes->setSpacing(column->spacing());
    column->addLayout(m_notes);
    for (const QString& note : notes)
        addNote(note);
    auto* cancel = new QPushButton(tr("Cancel"));
    cancel->setObjectName(u"applyCancel"_s);
    cancel->setAutoDefault(false);
    auto* apply = new QPushButton(tr("&Apply"));
    apply->setObjectName(u"applyGo"_s);
    apply->setDefault(true);
    auto* buttons = new QHBoxLayout;
    buttons->addStretch();
    buttons->addWidget(cancel);
    buttons->addWidget(apply);
    column->addLayout(buttons);
    connect(cancel, &QPushButton::clicked, this, &QDialog::reject);
    connect(apply, &QPushButton::clicked, this, &QDialog::accept);
    resize(820, 440);
    apply->setFocus();
}

void ApplyDialog::addNote(const QString& note)
{
    if (note.isEmpty())
        return;
    auto* line = new Notice;
    line->setObjectName(u"applyNote"_s);
    m_notes->addWidget(line);
    line->say(note, theme::Tone::Warning);
}

} // namespace chainpoints
