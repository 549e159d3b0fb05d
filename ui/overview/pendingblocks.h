// The blocks of one chain that wait to be confirmed, and how long each of them still has to.
#pragma once

#include "core/access/operatordesk.h"
#include "ui/overview/chaintext.h"
#include "ui/widgets/cellstable.h"

#include <QElapsedTimer>

class QLabel;

namespace chainpoints {

/// Asks the desk when the chain moved; one question at a time, and none while it is hidden. Not seen where
/// nothing waits.
class PendingBlocks : public QWidget
{
    Q_OBJECT
public:
    /// Of those that wait; the others are only counted.
    static constexpr std::size_t kMost = 100;

    /// The desk must outlive it.
    explicit PendingBlocks(OperatorDesk& desk, QWidget* parent = nullptr);

    /// As often as time passes or the chain moves.
    void describe(const ChainView& chain, const SecondsUntil& secondsUntil);
    void clear();

Q_SIGNALS:
    /// There is something else to tell: describe() again.
    void changed();

protected:
    void changeEvent(QEvent* event) override;

private:
    /// What the answer depends on.
    struct Place
    {
        std::string chain;
        std::optional<BlockHeight> head;
        BlockHeight processed;

        bool operator==(const Place&) const = default;
    };
    void ask();
    void take(const Place& asked, const Result<PendingView>& answer);
    void write(const SecondsUntil& secondsUntil);
    /// Of the table, with so many blocks in it.
    [[nodiscard]] QString nameOf(std::int64_t shown) const;
    void retranslate();

    OperatorDesk& m_desk;
    ChainView m_chain;
    std::optional<Place> m_asked; ///< none: not yet
    bool m_asking = false;
    bool m_isInVain = false; ///< the last question
    QElapsedTimer m_sinceAsked;
    std::optional<PendingView> m_view;
    QLabel* m_name;
    CellsTable* m_table;
};

} // namespace chainpoints
