// The list of panels at the window's left.
#pragma once

#include <QAbstractButton>
#include <QButtonGroup>
#include <QWidget>

#include <vector>

class QLabel;
class QVBoxLayout;

namespace chainpoints {

/// Icon, word, and a number that asks for attention.
class RailButton : public QAbstractButton
{
    Q_OBJECT
public:
    explicit RailButton(QWidget* parent = nullptr);

    /// 0: none.
    void setBadge(int badge);
    [[nodiscard]] int badge() const { return m_badge; }
    [[nodiscard]] QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    [[nodiscard]] QString badgeText() const;
    void describe();

    int m_badge = 0;
};

class Rail : public QWidget
{
    Q_OBJECT
public:
    explicit Rail(QWidget* parent = nullptr);

    /// The buttons, from the top; `names` are the object names of their panels.
    void setPanels(const std::vector<QString>& names);
    [[nodiscard]] RailButton* button(int index) const { return m_buttons.at(std::size_t(index)); }
    void setCurrent(int index);
    /// A word at the bottom; empty: none.
    void setTag(const QString& word, const QString& toolTip);

Q_SIGNALS:
    void wanted(int index);

protected:
    void changeEvent(QEvent* event) override;

private:
    void paintTag();

    QVBoxLayout* m_layout;
    QButtonGroup m_group;
    std::vector<RailButton*> m_buttons;
    QLabel* m_tag;
};

} // namespace chainpoints
