#include "ui/users/userstatement.h"

#include "ui/format.h"
#include "ui/users/usercells.h"
#include "ui/widgets/exactdelegate.h"
#include "ui/zone.h"

#include <QPushButton>

#include <iterator>
#include <utility>

namespace chainpoints {
namespace {

using namespace Qt::StringLiterals;

enum Column { Span, Balance, Seconds, Points };

} // namespace

UserStatement::UserStatement(OperatorDesk& desk, QWidget* parent)
    : UserTab(new CellsTable(u"userStatement"_s), parent), m_desk(desk),
      m_source(desk, this,
               [this](Result<StatementPage> page, bool isMore) { take(std::move(page), isMore); }),
      m_verify(new QPushButton), m_sum(new QLabel)
{
    m_verify->setObjectName(u"statementVerify"_s);
    m_sum->setObjectName(u"statementSum"_s);
    m_sum->setWordWrap(true);
    m_sum->setTextInteractionFlags(Qt::TextSelectableByMouse);
    addBeside(m_verify);
    layout()->addWidget(m_sum);
    connect(m_verify, &QPushButton::clicked, this, &UserStatement::verify);
    connect(&table().cells(), &CellsModel::moreWanted, this, [this] { m_source.more(); });
    for (const int column : {Balance, Points})
        table().setItemDelegateForColumn(column, new ExactDelegate(&table()));
    retranslate();
    table().offerColumns({u"span"_s, u"balance"_s, u"seconds"_s, u"points"_s}, Span);
}

void UserStatement::open()
{
    m_source.open([chain = chain(), address = address()](OperatorDoor& door, const std::string& cursor,
                                                         std::size_t limit) {
        return door.statement({chain, address, limit, cursor});
    });
    m_verify->setEnabled(true);
}

void UserStatement::forget()
{
    ++m_token;
    m_source.close();
    m_segments.clear();
    m_page.reset();
    m_check.reset();
    m_verify->setEnabled(false);
    write();
}

void UserStatement::take(Result<StatementPage> page, bool isMore)
{
    if (page) {
        // What was verified is what was recorded then.
        if (m_check && (!*m_check || (*m_check)->recordedRaw != page->pointsRaw))
            m_check.reset();
        writeVerdict();
        auto segments = std::exchange(page->segments, {});
        m_page = std::move(*page);
        if (isMore) {
            table().cells().append(rowsOf(segments));
            std::ranges::move(segments, std::back_inserter(m_segments));
            writeSum();
        } else {
            m_segments = std::move(segments);
            write();
        }
    } else {
        m_check.reset();
        tell(QString::fromStdString(page.error().message));
    }
    table().cells().setMore(m_source.hasMore());
}

void UserStatement::verify()
{
    m_verify->setEnabled(false);
    m_desk.ask(
        this,
        [chain = chain(), address = address()](OperatorDoor& door) {
            return door.checkStatement(chain, address);
        },
        [this, token = m_token](const Result<StatementCheck>& check) {
            if (token != m_token)
                return;
            m_verify->setEnabled(true);
            m_check = check;
            writeVerdict();
        },
        OperatorDesk::Lane::Scans);
}

void UserStatement::writeVerdict()
{
    if (!m_check)
        return tell({});
    if (!*m_check)
        return tell(QString::fromStdString(m_check->error().message));
    const StatementCheck& check = **m_check;
    const QString upTo = format::zonedTime(check.settledUpTo);
    if (check.matches())
        return tell(
            tr("Verified: each balance follows from the changes, and worked out from the ledger these "
               "are %1 points up to %2, exactly what is recorded. Segments: %3.")
                .arg(format::amount(check.computed), upTo, format::number(check.segments)),
            theme::Tone::Good);
    tell(tr("Differs: worked out from the ledger these are %1 points up to %2, but %3 are recorded. In the "
            "smallest unit the difference is %4. Segments: %5.")
             .arg(format::amount(check.computed), upTo, format::amount(check.recorded),
                  format::amount(check.differenceRaw), format::number(check.segments)));
}

std::vector<CellsModel::Row> UserStatement::rowsOf(std::span<const StatementSegment> segments)
{
    std::vector<CellsModel::Row> rows;
    rows.reserve(segments.size());
    for (const StatementSegment& segment : segments) {
        const QString rate = tr("Rate %1").arg(format::amount(segment.rate));
        const QString total = tr("Total %1");
        rows.push_back(
            {{format::time(segment.from) + u'\n' + format::time(segment.to),
              format::zonedTime(segment.from) + u'\n' + format::zonedTime(segment.to)},
             {cell::brief(segment.balance) + u'\n' + rate, format::amount(segment.balance) + u'\n' + rate},
             {format::number(segment.to - segment.from)},
             {cell::brief(segment.points) + u'\n' + total.arg(cell::brief(segment.total)),
              format::amount(segment.points) + u'\n' + total.arg(format::amount(segment.total))}});
    }
    return rows;
}

void UserStatement::write()
{
    table().hold();
    table().cells().setRows(rowsOf(m_segments));
    table().cells().setMore(m_source.hasMore());
    table().restore();
    writeSum();
}

void UserStatement::writeSum()
{
    if (!m_page || m_segments.empty())
        return m_sum->setText(m_page ? tr("Nothing is settled yet.") : QString());
    const QString sum = format::amount(m_segments.back().total);
    m_sum->setText(
        m_source.hasMore()
            ? tr("Sum of the segments 1 to %1: %2. Scroll down for the rest; recorded are %3.")
                  .arg(format::number(std::int64_t(m_segments.size())), sum, format::amount(m_page->points))
            : tr("Segments: %1. Their sum: %2. Recorded up to %3: %4.")
                  .arg(format::number(std::int64_t(m_segments.size())), sum,
                       format::zonedTime(m_page->settledUpTo), format::amount(m_page->points)));
}

void UserStatement::retranslate()
{
    explain(tr("Points = balance × rate × seconds ÷ 3,600, for each stretch with one balance and one rate."));
    m_verify->setText(tr("Verify"));
    m_verify->setAccessibleName(tr("Verify the points"));
    m_verify->setToolTip(tr("Works the whole sum out once more and compares it with what is recorded"));
    m_sum->setAccessibleName(tr("Sum of the segments"));
    table().setAccessibleName(tr("Segments of the statement"));
    table().cells().setColumns({{tr("From, to (%1)").arg(zone::name())},
                                {tr("Balance, rate"), true},
                                {tr("Seconds"), true},
                                {tr("Points, total"), true}});
    table().setWidest(Span, u"2025-01-01 15:00:00"_s);
    table().setWidest(Balance, cell::kWidest);
    table().setWidest(Seconds, u"31,536,000"_s);
    table().setFlexible(Points, tr("Total %1").arg(u"12,345.123"_s), tr("Total %1").arg(cell::kWidest));
    table().setLeast(Balance, u"1,234,567.123…"_s);
    table().setDispensable({Seconds});
    table().fitColumns();
    if (m_check)
        writeVerdict();
    write();
}

} // namespace chainpoints
