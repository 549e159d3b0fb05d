// Whether a user gains points, and the button that changes it.
#pragma once

#include "ui/actionwatch.h"
#include "ui/widgets/notice.h"

#include <map>

class QLabel;
class QPushButton;

namespace chainpoints {

/// Says of each user what came of the change that was asked for last.
class UserStatusBar : public QWidget
{
    Q_OBJECT
public:
    /// The desk must outlive it.
    explicit UserStatusBar(OperatorDesk& desk, QWidget* parent = nullptr);

    void setUser(const UserView& user);

Q_SIGNALS:
    /// What was asked for is done: users are others now than those that were read.
    void done();

protected:
    void showEvent(QShowEvent* event) override;
    void hideEvent(QHideEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    struct Asked
    {
        ActionId id;
        std::optional<ActionView> answer; ///< none: recorded
        QString problem{};
    };
    [[nodiscard]] bool isDisabled() const { return m_user.status == UserStatus::Disabled; }
    void openDialog();
    void follow(ActionId id, const std::string& address);
    void take(const ActionView& action);
    void lose(ActionId id, const QString& sentence);
    [[nodiscard]] Asked* asked(ActionId id);
    void write();
    void writeNotice();

    OperatorDesk& m_desk;
    ActionWatch m_watch;
    UserView m_user;
    std::map<std::string, Asked> m_asked; ///< last, by address
    QLabel* m_status;
    QPushButton* m_change;
    Notice* m_notice;
};

} // namespace chainpoints
