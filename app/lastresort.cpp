#include "app/lastresort.h"

#include "app/exitstatus.h"
#include "core/base/log.h"

#include <cstdlib>

namespace chainpoints {

LastResort::LastResort(std::chrono::seconds patience)
    : m_thread([this, patience](std::stop_token ended) {
          std::unique_lock lock(m_mutex);
          m_ended.wait_for(lock, ended, patience, [] { return false; });
          if (ended.stop_requested())
              return;
          log::warning("engine", "The stop still waits for an answer after " +
                                     std::to_string(patience.count()) +
                                     " s, as of a database that is silent; ends without it. Nothing is lost");
          std::_Exit(kUnreachable);
      })
{
}

} // namespace chainpoints
