// One entry for each chain in the status bar: shape, name, state, how far behind.
#pragma once

#include "core/access/operatordesk.h"

#include <QWidget>

#include <vector>

class QHBoxLayout;
class QToolButton;

namespace chainpoints {

/// Where there is little room, names must do; entries that find no place even so are summed up in one at the
/// end, with the shape of the worst of them.
class ChainStrip : public QWidget
{
    Q_OBJECT
public:
    explicit ChainStrip(QWidget* parent = nullptr);

    void setNews(const ChainsNews& news);
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

Q_SIGNALS:
    /// Of this chain; an empty name: those that found no place.
    void clicked(const QString& chain);

protected:
    void resizeEvent(QResizeEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    [[nodiscard]] QString lagOf(const ChainView& chain) const;
    void fill(QToolButton& entry, const ChainView& chain);
    /// Sets the entries' texts and says how wide they are together.
    int write(bool brief);
    void place();
    void sumUp(std::size_t shown);
    QToolButton* newEntry();
    [[nodiscard]] QString chainOf(const QToolButton* entry) const;

    ChainsNews m_news;
    std::vector<QToolButton*> m_entries; ///< as the chains of the news
    QToolButton* m_more;
};

} // namespace chainpoints
