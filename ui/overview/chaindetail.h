// Everything that is known of one chain, below the table.
#pragma once

#include "core/access/views.h"
#include "ui/overview/chaintext.h"
#include "ui/overview/endpointstable.h"
#include "ui/overview/pendingblocks.h"
#include "ui/widgets/factgrid.h"
#include "ui/widgets/headline.h"
#include "ui/widgets/notice.h"

#include <QScrollArea>

namespace chainpoints {

class ChainDetail : public QScrollArea
{
    Q_OBJECT
public:
    /// The desk must outlive it.
    ChainDetail(OperatorDesk& desk, ChainOwner self, QWidget* parent = nullptr);

    void describe(const ChainView& chain, std::optional<double> blocksPerSecond,
                  const SecondsUntil& secondsUntil);
    /// No chain is selected.
    void clear();
    [[nodiscard]] QSize sizeHint() const override;

Q_SIGNALS:
    /// There is something else to tell: describe() again.
    void changed();

private:
    void showProblems(const ChainView& chain);

    const ChainOwner m_self;
    Headline* m_headline;
    FactGrid* m_facts;
    QWidget* m_problems;
    PendingBlocks* m_pending;
    EndpointsTable* m_endpoints;
    std::vector<Notice*> m_notices; ///< made when needed, hidden when not
};

} // namespace chainpoints
