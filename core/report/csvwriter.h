// CSV as RFC 4180 has it, in UTF-8, but with '\n' as line end (SPEC 12).
#pragma once

#include "core/base/result.h"

#include <QFileDevice>

#include <filesystem>
#include <initializer_list>
#include <memory>
#include <ostream>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace chainpoints {

/// Where the rows of a report go. Rows may be kept back until the sink is finished.
class CsvSink
{
public:
    virtual ~CsvSink() = default;

    /// Of each row to come only the fields at these places are written; empty: all.
    void select(std::vector<std::size_t> places) { m_places = std::move(places); }
    /// One row of at least one field; they are quoted where they have to be. Errors (BadInput): the target
    /// cannot be written, a full disk say.
    [[nodiscard]] Result<void> row(std::initializer_list<std::string_view> fields)
    {
        return row(std::span(fields.begin(), fields.size()));
    }
    [[nodiscard]] Result<void> row(std::span<const std::string_view> fields);

    /// Everything written is there for good only after this.
    [[nodiscard]] virtual Result<void> finish() = 0;

protected:
    [[nodiscard]] virtual Result<void> write(std::string_view text) = 0;

private:
    void append(std::string_view field);

    std::vector<std::size_t> m_places;
    std::string m_line; ///< kept for its memory
};

/// To a stream that must outlive this object.
class CsvStream final : public CsvSink
{
public:
    explicit CsvStream(std::ostream& out) : m_out(out) {}
    [[nodiscard]] Result<void> finish() override;

protected:
    [[nodiscard]] Result<void> write(std::string_view text) override;

private:
    std::ostream& m_out;
};

/// To a file that appears, or replaces the old one, in one step when it is finished; without that nothing is
/// left behind. What is there and no plain file (a pipe, a device) is written to as it goes and stays what it
/// is.
class CsvFile final : public CsvSink
{
public:
    [[nodiscard]] static Result<std::unique_ptr<CsvFile>> create(const std::filesystem::path& target);
    [[nodiscard]] Result<void> finish() override;

protected:
    [[nodiscard]] Result<void> write(std::string_view text) override;

private:
    explicit CsvFile(std::unique_ptr<QFileDevice> file) : m_file(std::move(file)) {}
    [[nodiscard]] Error failure() const;

    std::unique_ptr<QFileDevice> m_file; ///< a QSaveFile, but for special files
};

} // namespace chainpoints
