// What a file of settings would hold otherwise, key by key.
#pragma once

#include "core/config/configdraft.h"
#include "ui/widgets/cellstable.h"

namespace chainpoints {

class ChangesTable : public CellsTable
{
    Q_OBJECT
public:
    explicit ChangesTable(const QString& name, QWidget* parent = nullptr);

    /// In the language of this moment. In a new file (`isNew`) nothing was before.
    void show(const ConfigPlan& plan, bool isNew);
};

} // namespace chainpoints
