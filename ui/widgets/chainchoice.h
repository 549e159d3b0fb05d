// One chain, or all of them.
#pragma once

#include "core/access/views.h"

#include <QComboBox>

namespace chainpoints {

class ChainChoice : public QComboBox
{
    Q_OBJECT
public:
    explicit ChainChoice(QWidget* parent = nullptr);

    /// The chains to choose from; the choice stays where it still exists, else `chosen` tells of the change.
    void setChains(const std::vector<ChainView>& chains);
    /// None: all chains.
    [[nodiscard]] std::optional<std::string> chain() const;
    /// A chain that is not there: all of them.
    void choose(const std::optional<std::string>& chain);

Q_SIGNALS:
    void chosen();

protected:
    void changeEvent(QEvent* event) override;

private:
    void retranslate();
};

} // namespace chainpoints
