// Opens a page of an explorer in the browser, for menus and buttons.
#pragma once

#include <QAction>
#include <QUrl>

namespace chainpoints {

class Prompts;

/// Disabled while there is no page. Says which host it leads to.
class ExplorerAction : public QAction
{
    Q_OBJECT
public:
    /// The prompts must outlive it.
    ExplorerAction(Prompts& prompts, QObject* parent);

    /// What is opened; translated, so say it again after a change of the language.
    void say(const QString& what);
    void aim(const QUrl& page);

private:
    void write();

    QString m_what;
    QUrl m_page;
};

} // namespace chainpoints
