// Goes anywhere by a few letters: a command, a panel, a chain, a user.
#pragma once

#include "core/access/operatordesk.h"

#include <QDialog>
#include <QPointer>
#include <QTimer>

#include <functional>

class QLabel;
class QLineEdit;
class QTreeWidget;

namespace chainpoints {

/// Keyboard alone will do: the arrows choose while the field keeps the focus. Made anew each time; what is
/// chosen is done after it has closed.
class SearchDialog : public QDialog
{
    Q_OBJECT
public:
    /// Commands are those of `window`. Without a desk there are neither chains nor users; close the dialog
    /// before the desk or a panel goes.
    SearchDialog(OperatorDesk* desk, QWidget& window);

Q_SIGNALS:
    void chainWanted(const QString& chain);
    void userWanted(const QString& chain, const QString& address);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    struct Place
    {
        QString text;
        QString detail; ///< its keys, or what it is
        std::function<void()> go;
    };
    struct User
    {
        std::string chain;
        std::string address;
    };

    void collectPlaces(const QWidget& window);
    void typed();
    void searchUsers();
    void take(const Result<std::vector<User>>& found);
    void list(const QString& text);
    void add(const Place& place);
    void hint(const QString& sentence);
    void hintWhereEmpty();
    void go();

    QPointer<OperatorDesk> m_desk; ///< a closed dialog lives on for a moment
    std::vector<Place> m_places;
    std::vector<std::function<void()>> m_listed;
    std::uint64_t m_question = 0; ///< of what is in the field
    QTimer m_typing;
    QLineEdit* m_text;
    QTreeWidget* m_list;
    QLabel* m_hint;
};

} // namespace chainpoints
