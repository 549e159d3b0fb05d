// A page about the chosen user: a line that says what it shows, and a table.
#pragma once

#include "core/access/operatordesk.h"
#include "ui/widgets/cellstable.h"
#include "ui/widgets/notice.h"

#include <QLabel>
#include <QVBoxLayout>

namespace chainpoints {

/// Reads while it is seen; what came while it was hidden is read when it is shown.
class UserTab : public QWidget
{
    Q_OBJECT
public:
    void setUser(const QString& chain, const QString& address);
    void clear() { setUser({}, {}); }
    /// Asks once more.
    void refresh();

protected:
    explicit UserTab(CellsTable* table, QWidget* parent = nullptr);

    /// Begins anew with chain() and address().
    virtual void open() = 0;
    virtual void readAgain() = 0;
    /// Nobody is chosen, or somebody else will be.
    virtual void forget() = 0;
    /// Writes everything in the language in force.
    virtual void retranslate() = 0;

    [[nodiscard]] const std::string& chain() const { return m_chain; }
    [[nodiscard]] const std::string& address() const { return m_address; }
    [[nodiscard]] CellsTable& table() const { return *m_table; }
    void explain(const QString& sentence) { m_note->setText(sentence); }
    /// What went wrong, beside what was read before.
    void tell(const QString& sentence, std::optional<theme::Tone> tone = theme::Tone::Bad)
    {
        m_notice->say(sentence, tone);
    }
    /// Beside the line that explains.
    void addBeside(QWidget* widget) { m_top->addWidget(widget, 0, Qt::AlignTop); }

    void showEvent(QShowEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    enum class Due { Nothing, Refresh, Open };
    void readDue();

    std::string m_chain;
    std::string m_address; ///< empty: nobody
    Due m_due = Due::Nothing;
    QHBoxLayout* m_top;
    QLabel* m_note;
    Notice* m_notice;
    CellsTable* m_table;
};

} // namespace chainpoints
