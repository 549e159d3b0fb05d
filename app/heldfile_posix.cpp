#include "app/processmark.h"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

namespace chainpoints {
namespace {

class PosixFile final : public HeldFile
{
public:
    explicit PosixFile(int descriptor) : m_descriptor(descriptor) {}
    ~PosixFile() override { ::close(m_descriptor); }

private:
    const int m_descriptor;
};

} // namespace

std::unique_ptr<HeldFile> holdFile(const std::filesystem::path& file, MissingFile missing)
{
    // Closed in child processes: they must not keep the lock of a parent that died.
    const int flags = O_RDWR | O_CLOEXEC | (missing == MissingFile::Make ? O_CREAT : 0);
    const int descriptor = ::open(file.c_str(), flags, 0600);
    if (descriptor < 0)
        return nullptr;
    auto held = std::make_unique<PosixFile>(descriptor);
    if (::flock(descriptor, LOCK_EX | LOCK_NB) != 0)
        return nullptr;
    return held;
}

} // namespace chainpoints
