// Asks to which block a chain shall be taken back, and tells what that takes before it is asked for.
#pragma once

#include "core/access/operatordesk.h"

#include <QDialog>
#include <QTimer>

class QLabel;
class QLineEdit;
class QPushButton;

namespace chainpoints {

class Notice;

/// Closes when the request is recorded; while that is under way it cannot be closed, as nobody would hear of
/// it.
class RollbackDialog : public QDialog
{
    Q_OBJECT
public:
    /// What was typed last is looked at after so long.
    static constexpr int kTypingMs = 200;

    /// The desk must outlive it. `configFile`: what the command line is told to use; empty: nothing.
    RollbackDialog(OperatorDesk& desk, std::string chain, QString configFile, QWidget* parent = nullptr);

    /// The command line that asks for the same, fit for a shell; empty while something is missing.
    [[nodiscard]] QString command() const;
    void reject() override;

Q_SIGNALS:
    void requested(chainpoints::ActionId id);

protected:
    void changeEvent(QEvent* event) override;

private:
    void layOut();
    /// None where nothing that can be meant was typed.
    [[nodiscard]] std::optional<BlockHeight> block() const;
    /// A sentence with the remedy; empty where it is well, or nothing is typed yet.
    [[nodiscard]] QString problemOfBlock() const;
    [[nodiscard]] QString reason() const;
    [[nodiscard]] ActionRequest request() const;
    /// What was read is of another block.
    void forget();
    /// The chain moved, and with it what the request would take.
    void follow();
    void look();
    void take(BlockHeight asked, const Result<RollbackView>& answer);
    void go();
    void showState();
    [[nodiscard]] QString plan() const;
    [[nodiscard]] QString hoursOf(const RollbackView& view) const;
    [[nodiscard]] QString warning() const;
    void retranslate();

    OperatorDesk& m_desk;
    const std::string m_chain;
    const QString m_configFile;
    /// What the plan depends on beside the block.
    struct Place
    {
        std::optional<BlockHeight> processed; ///< none: the chain is not known
        std::optional<UnixTime> settled;
        bool isReadable = true; ///< the database

        bool operator==(const Place&) const = default;
    };
    Place m_place;
    bool m_asking = false;
    bool m_isStale = false;             ///< something moved since the question under way
    std::optional<RollbackView> m_view; ///< of what is typed
    QString m_refusal;                  ///< why that is not known, or cannot be asked for
    bool m_sending = false;
    QTimer m_typing;
    QLabel* m_intro;
    QLabel* m_blockName;
    QLineEdit* m_block;
    QLabel* m_hint; ///< below the block
    QLabel* m_reasonName;
    QLineEdit* m_reason;
    QLabel* m_plan;
    Notice* m_warning;
    Notice* m_problem;
    QPushButton* m_copy;
    QPushButton* m_cancel;
    QPushButton* m_go;
};

} // namespace chainpoints
