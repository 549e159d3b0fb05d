// The endpoints of one chain: as high as its rows, since it stands in something that scrolls.
#pragma once

#include "ui/overview/endpointsmodel.h"
#include "ui/widgets/rowtable.h"

namespace chainpoints {

/// Hidden while there are none.
class EndpointsTable : public RowTable
{
    Q_OBJECT
public:
    explicit EndpointsTable(QWidget* parent = nullptr);

    void take(const std::vector<EndpointHealth>& endpoints);

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

protected:
    void changeEvent(QEvent* event) override;

private:
    void retranslate();

    EndpointsModel m_model;
};

} // namespace chainpoints
