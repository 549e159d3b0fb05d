// The endpoints of one chain as rows, in the order of the configuration.
#pragma once

#include "core/model/endpointhealth.h"
#include "ui/theme.h"

#include <QAbstractTableModel>

#include <vector>

namespace chainpoints {

class EndpointsModel : public QAbstractTableModel
{
    Q_OBJECT
public:
    enum Column { Address, State, Score, Latency, Errors, Behind, Lies, kColumns };

    using QAbstractTableModel::QAbstractTableModel;

    void take(const std::vector<EndpointHealth>& endpoints);
    /// After a change of the language.
    void retranslate();

    [[nodiscard]] static QString word(const EndpointHealth& endpoint);
    [[nodiscard]] static theme::Tone tone(const EndpointHealth& endpoint);
    /// The longest of the words.
    [[nodiscard]] static QString widestWord();

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    [[nodiscard]] static QString text(const EndpointHealth& endpoint, int column);
    [[nodiscard]] static QString explanation(const EndpointHealth& endpoint, int column);

    std::vector<EndpointHealth> m_endpoints;
};

} // namespace chainpoints
