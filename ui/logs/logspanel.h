// What the program says of its work.
#pragma once

#include "ui/logs/logsmodel.h"
#include "ui/panel.h"

#include <QTimer>

#include <optional>

class QAction;
class QComboBox;
class QLabel;
class QLineEdit;
class QPlainTextEdit;
class QPushButton;

namespace chainpoints {

class DrawerSplitter;
class Notice;
class RowTable;

/// Lines of this process only.
class LogsPanel : public Panel
{
    Q_OBJECT
public:
    explicit LogsPanel(OperatorDesk& desk, QWidget* parent = nullptr);

    [[nodiscard]] QString title() const override;
    [[nodiscard]] QIcon icon() const override;
    /// Takes the lines that came since.
    void refresh() override;
    bool showLog(const QString& chain, UnixTime time) override;

protected:
    void changeEvent(QEvent* event) override;
    void showEvent(QShowEvent* event) override;
    void hideEvent(QHideEvent* event) override;

private:
    void layOut();
    void connectParts();
    void filter();
    void listComponents();
    void followEnd();
    void showMissed();
    void showSelected();
    void showCount();
    void copySelected();
    void retranslate();
    void fitColumns();

    LogsModel m_model;
    QTimer m_timer;
    bool m_taking = false;            ///< the scroll bar moves by itself
    std::optional<UnixTime> m_missed; ///< somebody wanted to see this time, of which there is nothing
    QLabel* m_levelCaption;
    QComboBox* m_level;
    QLabel* m_componentCaption;
    QComboBox* m_component;
    QLineEdit* m_search;
    QPushButton* m_follow;
    Notice* m_notice;
    DrawerSplitter* m_splitter = nullptr;
    RowTable* m_table;
    QPlainTextEdit* m_detail;
    QLabel* m_count;
    QAction* m_copy;
};

} // namespace chainpoints
