// The door for a window: calls run in threads of their own, answers and news come as values into the window's
// thread.
#pragma once

#include "core/access/operatordoor.h"

#include <QElapsedTimer>
#include <QObject>
#include <QPointer>
#include <QTimer>

#include <atomic>
#include <chrono>
#include <functional>
#include <memory>

namespace chainpoints {

/// Where all chains stand.
struct ChainsNews
{
    std::vector<ChainView> chains; ///< by name; the last ones known while there is a problem
    std::optional<Error> problem;  ///< the database cannot be read now, or is silent
    UnixTime asOf;                 ///< when `chains` was read; 0: not yet

    [[nodiscard]] const ChainView* find(const std::string& name) const;
};

/// Made and destroyed in one thread, the window's, which never waits but in the destructor: that ends running
/// calls and joins, within a second unless a database server fell silent. stop() waits for nothing.
class OperatorDesk : public QObject
{
    Q_OBJECT
public:
    /// Calls in one lane run one after the other.
    enum class Lane {
        Pages,    ///< what somebody looks at: short
        Requests, ///< what an operator asks for: waits for no page
        Scans,    ///< what looks at all rows of something: seconds
        Reports,  ///< exports: as long as they take
    };
    /// How long the database may be silent before that is told as a problem.
    static constexpr std::chrono::seconds kPatience{10};
    using MakeDoor = std::function<std::unique_ptr<OperatorDoor>(std::stop_token)>;

    /// `makeDoor` is called once in each of the desk's threads, and must be callable until these end.
    explicit OperatorDesk(MakeDoor makeDoor, QObject* parent = nullptr,
                          std::chrono::milliseconds patience = kPatience);
    ~OperatorDesk() override;

    /// Runs `call(door)` in the lane's thread, then `then(result)` in this object's thread, unless `context`
    /// is gone by then. Deduces T from `call`, which returns Result<T>.
    template <typename Call, typename Then>
    void ask(QObject* context, Call call, Then then, Lane lane = Lane::Pages)
    {
        post(lane, [this, context = QPointer(context), call = std::move(call),
                    then = std::move(then)](OperatorDoor& door) {
            auto result = std::make_shared<decltype(call(door))>(call(door));
            deliver([context, then, result] {
                if (context)
                    then(std::move(*result));
            });
        });
    }

    /// The engine moved: news soon. From any thread.
    void poke();

    /// No more news and answers. `ended` is called later, once all calls have ended; until then the desk must
    /// not be destroyed if that shall not wait. A call to a server that fell silent may take over a minute.
    void stop(std::function<void()> ended);

    /// What chainsChanged told last.
    [[nodiscard]] const ChainsNews& news() const { return m_news; }

Q_SIGNALS:
    /// At most four times a second, only where something differs. Looks by itself once a second, so that the
    /// work of other processes shows too.
    void chainsChanged(const chainpoints::ChainsNews& news);
    /// After each look, whether or not anything differs: news().asOf may be later.
    void looked();

private:
    using Job = std::function<void(OperatorDoor&)>;
    class Thread;
    class Watch;
    void requestStop();
    void threadEnded();
    void post(Lane lane, Job job);
    void deliver(std::function<void()> answer);
    void take(ChainsNews news);
    void checkSilence();

    ChainsNews m_news;
    bool m_told = false;
    const std::chrono::milliseconds m_patience;
    QElapsedTimer m_sinceLook;
    QTimer m_silence;
    std::function<void()> m_ended;
    std::atomic<int> m_running; ///< threads
    std::vector<std::unique_ptr<Thread>> m_lanes;
    std::unique_ptr<Watch> m_watch;
};

} // namespace chainpoints
