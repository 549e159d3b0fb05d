// What would change, before it does.
#pragma once

#include "core/config/configdraft.h"

#include <QDialog>

class QVBoxLayout;

namespace chainpoints {

class ApplyDialog : public QDialog
{
    Q_OBJECT
public:
    /// `notes`: what follows from the changes, a sentence each.
    ApplyDialog(const ConfigDraft& draft, const ConfigPlan& plan, const QStringList& notes,
                QWidget* parent = nullptr);

    /// Below the others; an empty sentence is none.
    void addNote(const QString& note);

private:
    QVBoxLayout* m_notes;
};

} // namespace chainpoints
