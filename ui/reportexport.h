// A report on its way into a file: written in the background, counted, and ended when nobody wants it any
// more.
#pragma once

#include "core/access/operatordesk.h"

#include <QObject>
#include <QTimer>

#include <atomic>

namespace chainpoints {

/// Window thread only. One report at a time.
class ReportExport : public QObject
{
    Q_OBJECT
public:
    static constexpr int kBetweenCountsMs = 200;

    /// The desk must outlive this. Ended with a report under way, it cancels it and tells nothing more.
    explicit ReportExport(OperatorDesk& desk, QObject* parent = nullptr);
    ~ReportExport() override;

    /// The file appears, or replaces the old one, when the report is whole. Only while nothing is running.
    void start(const ReportRequest& request, const QString& file);
    /// `cancelled` follows, and no part of a file stays; unless the report was whole already.
    void cancel();
    [[nodiscard]] bool isRunning() const { return !m_file.isEmpty(); }
    /// While running: where to, and how many rows it has so far.
    [[nodiscard]] QString file() const { return m_file; }
    [[nodiscard]] std::int64_t rows() const { return *m_rows; }

Q_SIGNALS:
    /// Now and then while running, first at the start.
    void progressed();
    // How it ended; none is running any more.
    void written(const QString& file, qint64 rows);
    void cancelled(const QString& file);
    void failed(const QString& file, const QString& sentence);

private:
    void take(const Result<void>& result);

    OperatorDesk& m_desk;
    QString m_file; ///< empty: nothing is running
    std::stop_source m_stop;
    std::shared_ptr<std::atomic<std::int64_t>> m_rows; ///< the writing thread's, which may outlive this
    QTimer m_count;
};

} // namespace chainpoints
