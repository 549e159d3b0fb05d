#include "app/processmark.h"

#include <windows.h>

namespace chainpoints {
namespace {

class WindowsFile final : public HeldFile
{
public:
    explicit WindowsFile(HANDLE handle) : m_handle(handle) {}
    ~WindowsFile() override { CloseHandle(m_handle); }

private:
    const HANDLE m_handle;
};

} // namespace

std::unique_ptr<HeldFile> holdFile(const std::filesystem::path& file, MissingFile missing)
{
    // Shared with nobody: as long as it is open, no other process can open it.
    const DWORD disposition = missing == MissingFile::Make ? OPEN_ALWAYS : OPEN_EXISTING;
    const HANDLE handle = CreateFileW(file.c_str(), GENERIC_READ | GENERIC_WRITE, 0, nullptr, disposition,
                                      FILE_ATTRIBUTE_NORMAL, nullptr);
    if (handle == INVALID_HANDLE_VALUE)
        return nullptr;
    return std::make_unique<WindowsFile>(handle);
}

} // namespace chainpoints
