// Everything that a window asks a person or the desktop around it. Tests give the answers by script
// (tests/support/scriptedprompts.h).
#pragma once

#include <QCoreApplication>
#include <QString>

#include <functional>

class QUrl;
class QWidget;

namespace chainpoints {

/// Calls return at once; `then` is called later in the same thread, and not at all when `parent` is gone by
/// then. No nested event loop runs.
class Prompts
{
public:
    struct Question
    {
        QString title{};
        QString text{};
        QString details{}; ///< smaller, below the text; may be empty
        QString yes{};     ///< the verb on the button that does it: "Retry 12 failures"
        QString no{};      ///< empty: "Cancel"
    };
    struct File
    {
        QString title{};
        QString suggested{};  ///< save: the whole path; open: the folder
        QString filter{};     ///< "CSV files (*.csv)"
        QString suffix{};     ///< save: added where none was typed: "csv"
        bool replaces = true; ///< save: an existing file is replaced, which is asked before
    };

    virtual ~Prompts() = default;

    /// The button that changes nothing is the default one.
    virtual void ask(QWidget* parent, const Question& question, std::function<void(bool yes)> then) = 0;
    /// `then` only with a path.
    virtual void saveFile(QWidget* parent, const File& file,
                          std::function<void(const QString& path)> then) = 0;
    /// `then` only with a path.
    virtual void openFile(QWidget* parent, const File& file,
                          std::function<void(const QString& path)> then) = 0;
    virtual void tell(QWidget* parent, const QString& title, const QString& text) = 0;
    /// In the desktop's file manager.
    virtual void showFolder(const QString& folder) = 0;
    /// In the desktop's browser.
    virtual void openPage(const QUrl& page) = 0;
};

/// The dialogs of the desktop.
class DialogPrompts : public Prompts
{
    Q_DECLARE_TR_FUNCTIONS(DialogPrompts)
public:
    void ask(QWidget* parent, const Question& question, std::function<void(bool yes)> then) override;
    void saveFile(QWidget* parent, const File& file, std::function<void(const QString& path)> then) override;
    void openFile(QWidget* parent, const File& file, std::function<void(const QString& path)> then) override;
    void tell(QWidget* parent, const QString& title, const QString& text) override;
    void showFolder(const QString& folder) override;
    void openPage(const QUrl& page) override;
};

} // namespace chainpoints
