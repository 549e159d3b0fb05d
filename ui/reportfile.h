// The file that a report is written into, as a stream's buffer.
#pragma once

#include "core/base/result.h"

#include <QSaveFile>

#include <atomic>
#include <stop_token>
#include <streambuf>

namespace chainpoints {

/// The file appears, or replaces the old one, in one step at the end; without that nothing is left behind.
/// Belongs to the thread that writes.
class ReportFile : public std::streambuf
{
public:
    /// Once `stop` is requested the stream takes nothing more, so the report ends with its next row. `rows`
    /// is the number of CSV records so far, without the header; it must outlive this object.
    ReportFile(const QString& file, std::stop_token stop, std::atomic<std::int64_t>& rows);

    /// Errors: BadInput, here and below.
    [[nodiscard]] Result<void> open();
    /// What came of writing the report; where that is well, the file is made to appear. Also Stopped.
    [[nodiscard]] Result<void> finish(Result<void> written);

protected:
    std::streamsize xsputn(const char* text, std::streamsize size) override;
    int_type overflow(int_type one) override;

private:
    [[nodiscard]] Error failure() const;

    QSaveFile m_file;
    const std::stop_token m_stop;
    std::atomic<std::int64_t>& m_rows;
    std::int64_t m_records = 0;
    bool m_quoted = false; ///< a line feed here is part of a field
};

} // namespace chainpoints
