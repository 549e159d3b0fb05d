#include "core/report/csvwriter.h"

#include <QFile>
#include <QSaveFile>
#include <QString>

namespace chainpoints {
void CsvSink::append(std::string_view field)
{
    if (field.find_first_of("\",\r\n") == std::string_view::npos) {
        m_line += field;
    } else {
        m_line += '"';
        for (const char c : field) {
            if (c == '"')
                m_line += '"';
            m_line += c;
        }
        m_line += '"';
    }
    m_line += ',';
}

Result<void> CsvSink::row(std::span<const std::string_view> fields)
{
    m_line.clear();
    if (m_places.empty())
        for (const std::string_view field : fields)
            append(field);
    for (const std::size_t place : m_places)
        append(fields[place]);
    m_line.back() = '\n';
    // A line of one empty field would read as an empty line.
    if (m_line.size() == 1)
        m_line = "\"\"\n";
    return write(m_line);
}

Result<void> CsvStream::write(std::string_view text)
{
    m_out.write(text.data(), static_cast<std::streamsize>(text.size()));
    return m_out ? Result<void>()
                 : Error{ErrorCode::BadInput,
                         "the output cannot be written; the reader has gone or the disk is full"};
}

Result<void> CsvStream::finish()
{
    m_out.flush();
    return write({});
}

Result<std::unique_ptr<CsvFile>> CsvFile::create(const std::filesystem::path& target)
{
    const QString name = QString::fromStdString(target.string());
    std::error_code unknown;
    const std::filesystem::file_status status = std::filesystem::status(target, unknown);
    const bool special = std::filesystem::is_other(status);
    std::unique_ptr<QFileDevice> device;
    if (special)
        device = std::make_unique<QFile>(name);
    else
        device = std::make_unique<QSaveFile>(name);
    auto file = std::unique_ptr<CsvFile>(new CsvFile(std::move(device)));
    if (!file->m_file->open(QIODevice::WriteOnly))
        return file->failure();
    return file;
}

Result<void> CsvFile::write(std::string_view text)
{
    const auto size = static_cast<qint64>(text.size());
    return m_file->write(text.data(), size) == size ? Result<void>() : failure();
}

Result<void> CsvFile::finish()
{
    auto* whole = qobject_cast<QSaveFile*>(m_file.get());
    // commit() does not tell that its own flush failed, and would put an empty file in the place of a good
    // one.
    return m_file->flush() && (!whole || whole->commit()) ? Result<void>() : failure();
}

Error CsvFile::failure() const
{
    return {ErrorCode::BadInput, "file " + m_file->fileName().toStdString() + " cannot be written (" +
                                     m_file->errorString().toStdString() +
                                     "); look at the folder, its permissions and the room on the disk"};
}

} // namespace chainpoints
