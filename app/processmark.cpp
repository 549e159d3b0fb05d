#include "app/processmark.h"

#include <QCoreApplication>
#include <QSysInfo>
#include <QUuid>

namespace chainpoints {
namespace {

constexpr std::string_view kPrefix = "process-";
constexpr std::string_view kSuffix = ".lock";

LeaseHolder thisProcess()
{
    return {QSysInfo::machineHostName().toStdString(), QCoreApplication::applicationPid(),
            QUuid::createUuid().toString(QUuid::Id128).toStdString()};
}

} // namespace

ProcessMark::ProcessMark(std::filesystem::path folder) : m_folder(std::move(folder)), m_self(thisProcess())
{
    m_held = holdFile(fileOf(m_self.instance), MissingFile::Make);
    std::error_code ignored;
    std::set<std::string> others;
    // Not a range's loop, whose steps throw.
    for (std::filesystem::directory_iterator entry(m_folder, ignored), end; entry != end;
         entry.increment(ignored)) {
        const std::string name = entry->path().filename().string();
        if (name.starts_with(kPrefix) && name.ends_with(kSuffix))
            others.insert(name.substr(kPrefix.size(), name.size() - kPrefix.size() - kSuffix.size()));
    }
    for (const std::string& instance : others)
        (void)isGone({{}, 0, instance});
}

ProcessMark::~ProcessMark()
{
    if (!m_held)
        return;
    m_held.reset();
    std::error_code ignored;
    std::filesystem::remove(fileOf(m_self.instance), ignored);
}

bool ProcessMark::isGone(const LeaseHolder& other) const
{
    if (other.instance == m_self.instance)
        return false;
    const std::scoped_lock lock(m_mutex);
    if (m_gone.contains(other.instance))
        return true;
    if (!holdFile(fileOf(other.instance), MissingFile::Leave))
        return false;
    m_gone.insert(other.instance);
    std::error_code ignored;
    std::filesystem::remove(fileOf(other.instance), ignored);
    return true;
}

std::filesystem::path ProcessMark::fileOf(const std::string& instance) const
{
    return m_folder / (std::string(kPrefix) + instance + std::string(kSuffix));
}

} // namespace chainpoints
