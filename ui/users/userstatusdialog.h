// Asks from when on, and why, a user shall gain no points any more, or gain again.
#pragma once

#include "core/access/operatordesk.h"

#include <QDialog>

class QLabel;
class QLineEdit;
class QPushButton;

namespace chainpoints {

class CellsTable;
class InstantEdit;
class Notice;

/// A date in settled time is asked for once more, beside the points that would change. Closes when the
/// request is recorded; while that is under way it cannot be closed, as nobody would hear of it.
class UserStatusDialog : public QDialog
{
    Q_OBJECT
public:
    /// `kind`: Disable or Enable. The desk must outlive it.
    UserStatusDialog(OperatorDesk& desk, ActionKind kind, const std::string& address, UnixTime suggested,
                     QWidget* parent = nullptr);

    void reject() override;

Q_SIGNALS:
    void requested(chainpoints::ActionId id);

protected:
    void changeEvent(QEvent* event) override;

private:
    [[nodiscard]] ActionRequest request() const;
    [[nodiscard]] bool isComplete() const;
    void go();
    void send(const ActionRequest& request);
    void preview(const ActionRequest& request);
    void showPreview(const std::vector<PointsPreview>& previews);
    /// What was seen is not what would be asked for any more.
    void forgetPreview();
    enum class Busy { No, Previewing, Sending };
    void setBusy(Busy busy);
    void enable();
    void retranslate();

    OperatorDesk& m_desk;
    const ActionKind m_kind;
    const std::string m_address;
    bool m_previewed = false; ///< then Enter cancels, since it may have been pressed for the preview
    Busy m_busy = Busy::No;
    QLabel* m_intro;
    QLabel* m_dateName;
    InstantEdit* m_date;
    QLabel* m_reasonName;
    QLineEdit* m_reason;
    Notice* m_notice;
    CellsTable* m_changes;
    QPushButton* m_go;
    QPushButton* m_cancel;
};

} // namespace chainpoints
