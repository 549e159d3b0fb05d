// A list of what happened: a filter above it, the selected row in full below.
#pragma once

#include "ui/activity/newestmodel.h"
#include "ui/theme.h"
#include "ui/widgets/rowtable.h"

#include <QTimer>

class QAction;
class QHBoxLayout;
class QLabel;
class QLineEdit;
class QStackedWidget;

namespace chainpoints {

class ChainChoice;
class DrawerSplitter;
class EmptyPage;

/// While it is hidden it asks for nothing.
class HistoryPage : public QWidget
{
    Q_OBJECT
public:
    /// Translated: what the page is called.
    [[nodiscard]] virtual QString title() const = 0;
    void refresh();
    /// All chains, no text.
    void resetFilter();

protected:
    explicit HistoryPage(OperatorDesk& desk, QWidget* parent = nullptr);

    struct Saying
    {
        QString headline;
        QString text;
    };
    /// While there is nothing at all; translated.
    [[nodiscard]] virtual Saying emptiness() const = 0;
    /// What cannot be read now.
    [[nodiscard]] virtual QString unreadable() const = 0;
    /// Shows the selected row in full; -1: none is selected.
    virtual void describe(int row) = 0;
    /// The widths of the table's columns, and its name.
    virtual void fitColumns() = 0;
    /// Texts beside those of the list; called at the beginning, and after a change of the language.
    virtual void retranslate() = 0;

    /// To be called at the end of the constructor. `name`: "actions", what the names of the parts begin with.
    /// The model must outlive the page's last event.
    void begin(NewestModel& model, QWidget* detail, const QString& name);
    [[nodiscard]] RowTable& table() const { return *m_table; }
    [[nodiscard]] int selectedRow() const;
    [[nodiscard]] OperatorDesk& desk() const { return m_desk; }
    /// Beside the filter.
    [[nodiscard]] QHBoxLayout& top() const { return *m_top; }
    /// Whether anything is filtered by besides chain and text.
    [[nodiscard]] virtual bool isNarrowed() const { return false; }
    virtual void widen() {}
    void showEmptiness();

    void changeEvent(QEvent* event) override;
    void showEvent(QShowEvent* event) override;

private:
    void layOut(QWidget* detail, const QString& name);
    void filter();
    void take();
    void copySelected() const;
    void retranslateAll();

    OperatorDesk& m_desk;
    NewestModel* m_model = nullptr;
    QTimer m_typing; ///< the database is asked when the operator pauses
    QHBoxLayout* m_top;
    QLabel* m_chainCaption;
    ChainChoice* m_chain;
    QLineEdit* m_search;
    QStackedWidget* m_stack;
    EmptyPage* m_empty;
    DrawerSplitter* m_splitter = nullptr;
    RowTable* m_table;
    QAction* m_copy;
};

} // namespace chainpoints
