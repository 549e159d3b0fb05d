#include "core/storage/sql/writegate.h"

#include <map>

namespace chainpoints::sql {

std::shared_ptr<WriteGate> WriteGate::forFile(const std::filesystem::path& file)
{
    static std::mutex mutex;
    static std::map<std::filesystem::path, std::weak_ptr<WriteGate>> gates;
    const std::scoped_lock lock(mutex);
    auto gate = gates[file].lock();
    if (!gate) {
        gate = std::make_shared<WriteGate>();
        gates[file] = gate;
    }
    return gate;
}

void WriteGate::enter()
{
    std::unique_lock lock(m_mutex);
    const std::uint64_t ticket = m_nextTicket++;
    m_changed.wait(lock, [&] { return m_serving == ticket; });
}

void WriteGate::leave()
{
    {
        const std::scoped_lock lock(m_mutex);
        ++m_serving;
    }
    m_changed.notify_all();
}

} // namespace chainpoints::sql
