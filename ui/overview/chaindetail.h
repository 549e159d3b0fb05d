// Everything that is known of one chain, below the table.
#pragma once

#include "core/access/views.h"
#include "ui/overview/endpointstable.h"
#include "ui/widgets/factgrid.h"
#include "ui/widgets/headline.h"
#include "ui/widgets/notice.h"

#include <QScrollArea>

#include <functional>

namespace chainpoints {

class ChainDetail : public QScrollArea
{
    Q_OBJECT
public:
    explicit ChainDetail(ChainOwner self, QWidget* parent = nullptr);

    /// How long it takes until so many blocks have come; none: unknown.
    using SecondsUntil = std::function<std::optional<std::int64_t>(std::int64_t blocks)>;
    void describe(const ChainView& chain, std::optional<double> blocksPerSecond,
                  const SecondsUntil& secondsUntil);
    /// No chain is selected.
    void clear();
    [[nodiscard]] QSize sizeHint() const override;

private:
    /// When this block will be confirmed.
    [[nodiscard]] static QString countdown(const ChainView& chain, BlockHeight height,
                                           const SecondsUntil& secondsUntil);
    void showProblems(const ChainView& chain);

    const ChainOwner m_self;
    Headline* m_headline;
    FactGrid* m_facts;
    QWidget* m_problems;
    EndpointsTable* m_endpoints;
    std::vector<Notice*> m_notices; ///< made when needed, hidden when not
};

} // namespace chainpoints
