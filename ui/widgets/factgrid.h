// Captions with their values.
#pragma once

#include <QLabel>

#include <vector>

namespace chainpoints {

struct Fact
{
    QString caption;
    QString value;
};

/// In columns, first down, then to the right. Values can be selected and copied.
class FactGrid : public QWidget
{
    Q_OBJECT
public:
    explicit FactGrid(int columns, QWidget* parent = nullptr);

    /// Always the same number of facts. What did not change is left alone, so that a selection in it stays.
    void setFacts(const std::vector<Fact>& facts);
    [[nodiscard]] QString value(int fact) const { return m_labels[size_t(fact)].second->text(); }

private:
    void make(int count);

    const int m_columns;
    std::vector<std::pair<QLabel*, QLabel*>> m_labels;
};

} // namespace chainpoints
