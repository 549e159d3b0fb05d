// Holds a lane of a desk up, as a slow database does.
#pragma once

#include "core/access/operatordesk.h"

#include <semaphore>
#include <utility>

namespace chainpoints {

/// What is asked for meanwhile waits until release(), or until the end; the desk must outlive it.
class HeldLane
{
public:
    explicit HeldLane(OperatorDesk& desk, OperatorDesk::Lane lane = OperatorDesk::Lane::Pages)
    {
        desk.ask(
            &m_context,
            [gate = m_gate](OperatorDoor&) -> Result<bool> {
                gate->acquire();
                return true;
            },
            [](const Result<bool>&) {}, lane);
    }
    ~HeldLane() { release(); }
    HeldLane(const HeldLane&) = delete;
    HeldLane& operator=(const HeldLane&) = delete;

    void release()
    {
        if (!std::exchange(m_released, true))
            m_gate->release();
    }

private:
    QObject m_context;
    std::shared_ptr<std::binary_semaphore> m_gate = std::make_shared<std::binary_semaphore>(0);
    bool m_released = false;
};

} // namespace chainpoints
