// The door for a window: calls run in threads of their own, answers and news come as values into the window's
// thread.
#pragma once

#include "core/access/operatordoor.h"

#include <QObject>
#include <QPointer>

#include <functional>
#include <memory>

namespace chainpoints {

/// Where all chains stand.
struct ChainsNews
{
    std::vector<ChainView> chains; ///< by name; the last ones known while there is a problem
    std::optional<Error> problem;  ///< the database cannot be read now
    UnixTime asOf;                 ///< when `chains` was read; 0: not yet

    [[nodiscard]] const ChainView* find(const std::string& name) const;
};

/// Made and destroyed in one thread, the window's, which never waits but in the destructor: that ends running
/// calls and joins within a second.
class OperatorDesk : public QObject
{
    Q_OBJECT
public:
    /// Calls in one lane run one after the other.
    enum class Lane {
        Pages,   ///< what somebody looks at: short
        Reports, ///< exports: as long as they take
    };
    using MakeDoor = std::function<std::unique_ptr<OperatorDoor>(std::stop_token)>;

    /// `makeDoor` is called once in each of the desk's threads.
    explicit OperatorDesk(MakeDoor makeDoor, QObject* parent = nullptr);
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
    void post(Lane lane, Job job);
    void deliver(std::function<void()> answer);
    void take(ChainsNews news);

    ChainsNews m_news;
    bool m_told = false;
    std::unique_ptr<Thread> m_pages;
    std::unique_ptr<Thread> m_reports;
    std::unique_ptr<Watch> m_watch;
};

} // namespace chainpoints
