#include "app/configloader.h"

#include "app/composition.h"

namespace chainpoints {

ConfigLoader::ConfigLoader(QObject& context, log::Level level) : m_context(context), m_level(level)
{
    m_worker.moveToThread(&m_thread);
    m_thread.setObjectName(QStringLiteral("configuration"));
    m_thread.start();
}

ConfigLoader::~ConfigLoader()
{
    // Ends the event loop in which a keychain is waited for, too.
    m_thread.quit();
    m_thread.wait();
}

void ConfigLoader::load(std::optional<std::filesystem::path> named, Then then)
{
    QMetaObject::invokeMethod(&m_worker, [this, named = std::move(named), then = std::move(then)] {
        auto config = loadConfig(named);
        if (config)
            if (const auto problem = log::start(config->dataFolder / "logs", m_level); !problem.empty())
                log::warning("log", problem);
        QMetaObject::invokeMethod(&m_context, [then, config = std::move(config)] { then(config); });
    });
}

} // namespace chainpoints
