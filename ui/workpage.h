// What is seen while a desk is open: rail, banners, panels.
#pragma once

#include "ui/enginestate.h"
#include "ui/panels.h"
#include "ui/windowinfo.h"

#include <QWidget>

#include <functional>
#include <vector>

class QSettings;
class QStackedWidget;

namespace chainpoints {

class Banner;
class Rail;

class WorkPage : public QWidget
{
    Q_OBJECT
public:
    /// Makes the panels; the parts must outlive this.
    WorkPage(const PanelParts& parts, const std::vector<PanelFactory>& factories, QWidget* parent = nullptr);

    [[nodiscard]] const std::vector<Panel*>& panels() const { return m_panels; }
    [[nodiscard]] int current() const;
    void setCurrent(int index);
    /// Each goes to the panel that shows it.
    void showChain(const QString& chain);
    void showUser(const QString& chain, const QString& address);
    void showFailures();
    void showLog(const QString& chain, UnixTime time);
    /// The panel that was seen last, and how its parts are divided.
    void restoreState(const QSettings& settings);
    void saveState(QSettings& settings) const;

    void setEngineState(const EngineState& state);
    using Say = std::function<void(Banner&)>;
    /// Says something that is not tied to a panel, until it is closed or followed by something else. `say` is
    /// called again after a change of the language or of the zone.
    void notify(Say say);

Q_SIGNALS:
    /// The engine has given up; it is to be tried once more.
    void tryAgainWanted();
    void currentChanged(int index);

protected:
    void changeEvent(QEvent* event) override;

private:
    void addPanel(Panel* panel, int index);
    /// To the first panel that answers true.
    void go(const std::function<bool(Panel&)>& shows);
    /// One cause is told once: while the engine is not up, it is the one that says why.
    void showBanners();
    void tellDemo();
    void retranslate();

    OperatorDesk& m_desk;
    const WindowInfo m_info;
    EngineState m_engine;
    std::vector<Panel*> m_panels;
    Rail* m_rail;
    QStackedWidget* m_stack;
    Banner* m_demoBanner; ///< until it is closed
    Banner* m_engineBanner;
    Banner* m_problemBanner;
    Banner* m_notice;
    Say m_said; ///< last in the notice
};

} // namespace chainpoints
