// Which failures are shown.
#pragma once

#include "core/access/operatordesk.h"
#include "ui/widgets/chainchoice.h"

#include <QLabel>
#include <QLineEdit>
#include <QTimer>

namespace chainpoints {

/// What is typed counts once there is a pause in it.
class FailureFilterBar : public QWidget
{
    Q_OBJECT
public:
    explicit FailureFilterBar(QWidget* parent = nullptr);

    /// The chains to choose from; the choice stays where it still exists.
    void setChains(const std::vector<ChainView>& chains) { m_chain->setChains(chains); }
    /// Without a name: all chains.
    [[nodiscard]] std::optional<std::string> chain() const { return m_chain->chain(); }
    [[nodiscard]] FailureFilter filter() const;
    /// What is typed into, for Esc to empty.
    [[nodiscard]] QLineEdit& field() const { return *m_search; }
    /// As in FailureQuery.
    [[nodiscard]] std::string search() const { return m_search->text().trimmed().toStdString(); }
    /// Of all reasons.
    [[nodiscard]] FailureQuery query() const;
    /// Open ones of all chains, whatever they say. True where that is another choice, of which `changed` has
    /// told.
    bool reset();

Q_SIGNALS:
    void changed();

protected:
    void changeEvent(QEvent* event) override;

private:
    void retranslate();

    QLabel* m_chainCaption;
    ChainChoice* m_chain;
    QLabel* m_filterCaption;
    QComboBox* m_filter;
    QLineEdit* m_search;
    QTimer m_pause;
};

} // namespace chainpoints
