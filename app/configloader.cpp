#include "app/configloader.h"

#include "app/composition.h"

namespace chainpoints {

void ConfigLoader::load(std::optional<std::filesystem::path> named, Then then)
{
    m_thread.run([&context = m_context, level = m_level, named = std::move(named), then = std::move(then)] {
        auto config = loadConfig(named);
        if (config)
            if (const auto problem = log::start(config->dataFolder / "logs", level); !problem.empty())
                log::warning("log", problem);
        QMetaObject::invokeMethod(&context, [then, config = std::move(config)] { then(config); });
    });
}

} // namespace chainpoints
