// Captions with their values.
#pragma once

#include <QLabel>

#include <vector>

namespace chainpoints {

struct Fact
{
    QString caption;
    QString value;
    bool isAddress = false; ///< in letters of one width; always the same for a fact
};

/// In columns, first down, then to the right; in fewer where room is scarce. Values can be selected and
/// copied.
class FactGrid : public QWidget
{
    Q_OBJECT
public:
    explicit FactGrid(int columns, QWidget* parent = nullptr);

    /// Always the same number of facts. What did not change is left alone, so that a selection in it stays.
    void setFacts(const std::vector<Fact>& facts);
    [[nodiscard]] QString value(int fact) const { return m_labels[size_t(fact)].second->text(); }

    [[nodiscard]] QSize minimumSizeHint() const override;

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    void make(const std::vector<Fact>& facts);
    void arrange();
    /// What that many columns need.
    [[nodiscard]] int widthOf(int columns) const;

    const int m_columns; ///< at most
    int m_arranged = 0;  ///< columns that the grid has now
    std::vector<std::pair<QLabel*, QLabel*>> m_labels;
};

} // namespace chainpoints
