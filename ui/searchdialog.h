// Goes anywhere by a few letters: a command, a panel, a chain, a user.
#pragma once

#include "core/access/operatordesk.h"

#include <QDialog>
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
    /// Commands are those of `window`. Without a desk there are neither chains nor users; it must outlive
    /// the dialog.
    SearchDialog(OperatorDesk* desk, QWidget& window);

Q_SIGNALS:
    void chainsWanted();
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
    void searchUsers();
    void list();
    void add(const Place& place);
    void go();

    OperatorDesk* m_desk;
    std::vector<Place> m_places;
    std::vector<User> m_users; ///< who were found for what is in the field
    std::vector<std::function<void()>> m_listed;
    QTimer m_typing;
    QLineEdit* m_text;
    QTreeWidget* m_list;
    QLabel* m_hint;
};

} // namespace chainpoints
