// Asks what became of actions until they are finished.
#pragma once

#include "core/access/operatordesk.h"

#include <QTimer>

#include <deque>

namespace chainpoints {

/// Window thread only; one question at a time, however many actions there are. While the database cannot be
/// read it goes on asking.
class ActionWatch : public QObject
{
    Q_OBJECT
public:
    static constexpr int kBetweenQuestionsMs = 250;

    /// The desk must outlive the watch.
    explicit ActionWatch(OperatorDesk& desk, QObject* parent = nullptr);

    void follow(ActionId id);
    /// A hidden panel asks for nothing; what is followed is kept.
    void setAwake(bool awake);

Q_SIGNALS:
    /// At each answer; after a finished action there are no more of it.
    void changed(const chainpoints::ActionView& action);
    /// It cannot be asked for any more.
    void lost(chainpoints::ActionId id, const QString& sentence);

private:
    void ask();
    void take(ActionId id, const Result<ActionView>& answer);
    void startOrStop();

    OperatorDesk& m_desk;
    QTimer m_timer;
    std::deque<ActionId> m_followed; ///< the one to ask for next in front
    bool m_awake = true;
    bool m_asking = false;
};

} // namespace chainpoints
