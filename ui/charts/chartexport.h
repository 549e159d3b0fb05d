// Saving and copying what the charts show.
#pragma once

#include "ui/charts/historyloader.h"
#include "ui/prompts.h"

#include <QPushButton>

#include <array>
#include <functional>

namespace chainpoints {

class Plot;

/// A button with a menu: pictures with a caption, and the data. Window thread.
class ChartExport : public QPushButton
{
    Q_OBJECT
public:
    /// The plots, below each other, and the prompts must outlive it.
    ChartExport(Prompts& prompts, std::vector<Plot*> plots, QWidget* parent = nullptr);

    /// What is drawn now, and whose it is; disabled without it.
    void setData(const QString& chain, const HistoryLoader::Answer& answer);
    void clear();

Q_SIGNALS:
    void written(const QString& file);
    void failed(const QString& file, const QString& sentence);

protected:
    void changeEvent(QEvent* event) override;

private:
    enum What { Png, LargePng, Svg, Csv, Copy, kWhats };
    void run(What what);
    [[nodiscard]] QByteArray contents(What what) const;
    /// User, chain, zone, and as of when.
    [[nodiscard]] QStringList caption() const;
    [[nodiscard]] QByteArray png(int scale) const;
    void retranslate();

    Prompts& m_prompts;
    const std::vector<Plot*> m_plots;
    std::array<QAction*, kWhats> m_actions{};
    QString m_chain;
    std::optional<HistoryLoader::Answer> m_data;
};

} // namespace chainpoints
