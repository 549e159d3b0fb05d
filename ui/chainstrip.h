// One entry for each chain in the status bar: shape, name, state, how far behind.
#pragma once

#include "core/access/operatordesk.h"

#include <QWidget>

#include <vector>

class QHBoxLayout;
class QToolButton;

namespace chainpoints {

/// Entries that find no place are summed up in one at the end, with the shape of the worst of them.
class ChainStrip : public QWidget
{
    Q_OBJECT
public:
    explicit ChainStrip(QWidget* parent = nullptr);

    void setNews(const ChainsNews& news);
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

Q_SIGNALS:
    void clicked();

protected:
    void resizeEvent(QResizeEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    void fill(QToolButton& entry, const ChainView& chain);
    void place();
    QToolButton* newEntry();

    ChainsNews m_news;
    std::vector<QToolButton*> m_entries; ///< as the chains of the news
    QToolButton* m_more;
};

} // namespace chainpoints
