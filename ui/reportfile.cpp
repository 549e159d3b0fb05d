#include "ui/reportfile.h"

#include <QFileInfo>

#include <algorithm>

namespace chainpoints {

ReportFile::ReportFile(const QString& file, std::stop_token stop, std::atomic<std::int64_t>& rows)
    : m_file(file), m_stop(std::move(stop)), m_rows(rows)
{
}

Result<void> ReportFile::open()
{
    // A device or a pipe must not be replaced by a file.
    if (const QFileInfo there(m_file.fileName()); there.exists() && !there.isFile())
        return Error{ErrorCode::BadInput,
                     m_file.fileName().toStdString() + " is no file; give the report another name"};
    return m_file.open(QIODevice::WriteOnly) ? Result<void>() : failure();
}

Result<void> ReportFile::finish(Result<void> written)
{
    if (m_stop.stop_requested())
        return Error{ErrorCode::Stopped, "the report was cancelled"};
    if (m_file.error() != QFileDevice::NoError)
        return failure();
    if (!written)
        return written;
    // commit() does not tell that its own flush failed.
    return m_file.flush() && m_file.commit() ? Result<void>() : failure();
}

std::streamsize ReportFile::xsputn(const char* text, std::streamsize size)
{
    if (m_stop.stop_requested() || m_file.write(text, size) != size)
        return 0;
    for (const char c : std::string_view(text, std::size_t(size))) {
        if (c == '"')
            m_quoted = !m_quoted;
        else if (c == '\n' && !m_quoted)
            ++m_records;
    }
    m_rows = std::max<std::int64_t>(m_records - 1, 0);
    return size;
}

ReportFile::int_type ReportFile::overflow(int_type one)
{
    const char c = traits_type::to_char_type(one);
    return xsputn(&c, 1) == 1 ? one : traits_type::eof();
}

Error ReportFile::failure() const
{
    return {ErrorCode::BadInput, "file " + m_file.fileName().toStdString() + " cannot be written (" +
                                     m_file.errorString().toStdString() +
                                     "); look at the folder, its permissions and the room on the disk"};
}

} // namespace chainpoints
