#include "ui/charts/chartexport.h"

#include "ui/charts/chartdata.h"
#include "ui/charts/chartsvg.h"
#include "ui/charts/plot.h"
#include "ui/documentsfolder.h"
#include "ui/format.h"
#include "ui/zone.h"

#include <QAction>
#include <QBuffer>
#include <QClipboard>
#include <QDir>
#include <QEvent>
#include <QGuiApplication>
#include <QMenu>
#include <QPainter>
#include <QSaveFile>

#include <algorithm>

namespace chainpoints {
namespace {

using namespace Qt::StringLiterals;

constexpr int kMargin = 5;

} // namespace

ChartExport::ChartExport(Prompts& prompts, std::vector<Plot*> plots, QWidget* parent)
    : QPushButton(parent), m_prompts(prompts), m_plots(std::move(plots))
{
    setObjectName(u"chartExport"_s);
    auto* menu = new QMenu(this);
    const std::array<QString, kWhats> names{u"savePng"_s, u"saveLargePng"_s, u"saveSvg"_s, u"saveCsv"_s,
                                            u"copyData"_s};
    for (int what = 0; what < kWhats; ++what) {
        QAction* action = menu->addAction(QString());
        action->setObjectName(names[size_t(what)]);
        connect(action, &QAction::triggered, this, [this, what] { run(What(what)); });
        m_actions[size_t(what)] = action;
    }
    setMenu(menu);
    clear();
    retranslate();
}

void ChartExport::setData(const QString& chain, const HistoryLoader::Answer& answer)
{
    if (!answer.user || answer.user->users.empty() || !answer.balance || !answer.points)
        return;
    m_chain = chain;
    m_data = answer;
    setEnabled(true);
}

void ChartExport::clear()
{
    m_data.reset();
    setEnabled(false);
}

void ChartExport::run(What what)
{
    if (!m_data)
        return;
    if (what == Copy)
        return QGuiApplication::clipboard()->setText(dataOf(*m_data, u'\t'));
    const QString suffix = what == Csv ? u"csv"_s : what == Svg ? u"svg"_s : u"png"_s;
    const QDir folder(documentsFolder());
    const QString user = QString::fromStdString(m_data->user->users.front().address).left(10);
    const Prompts::File question{.title = tr("Save the charts"),
                                 .suggested = folder.filePath(u"%1-%2.%3"_s.arg(m_chain, user, suffix)),
                                 .filter = tr("%1 files (*.%2)").arg(suffix.toUpper(), suffix),
                                 .suffix = suffix};
    // What is saved is what was seen when it was asked for.
    m_prompts.saveFile(this, question, [this, bytes = contents(what)](const QString& file) {
        QSaveFile out(file);
        if (out.open(QIODevice::WriteOnly) && out.write(bytes) == bytes.size() && out.commit())
            Q_EMIT written(file);
        else
            Q_EMIT failed(file, out.errorString());
    });
}

QByteArray ChartExport::contents(What what) const
{
    switch (what) {
    case Csv:
        return dataOf(*m_data, u',').toUtf8();
    case Svg:
        return svgOf(m_plots, caption());
    default:
        return png(what == LargePng ? 2 : 1);
    }
}

QStringList ChartExport::caption() const
{
    const UserView& user = m_data->user->users.front();
    return {tr("%1 on %2").arg(format::address(user.address), m_chain),
            tr("Balance as of %1").arg(format::zonedTime(m_data->balance->end)),
            tr("Points as of %1; times in %2").arg(format::zonedTime(m_data->points->end), zone::name())};
}

QByteArray ChartExport::png(int scale) const
{
    const QStringList lines = caption();
    const QFontMetrics metrics(m_plots.front()->font());
    QSize size(0, int(lines.size()) * metrics.lineSpacing() + 2 * kMargin);
    for (const Plot* plot : m_plots)
        size = {std::max(size.width(), plot->width()), size.height() + plot->height()};
    QImage image(size * scale, QImage::Format_ARGB32_Premultiplied);
    image.setDevicePixelRatio(scale);
    image.fill(palette().color(QPalette::Window));
    QPainter painter(&image);
    int top = 0;
    for (Plot* plot : m_plots) {
        plot->render(&painter, QPoint(0, top));
        top += plot->height();
    }
    painter.setFont(m_plots.front()->font());
    painter.setPen(palette().color(QPalette::WindowText));
    painter.drawText(QRect(kMargin, top + kMargin, size.width() - 2 * kMargin, size.height() - top),
                     Qt::AlignLeft | Qt::AlignTop, lines.join(u'\n'));
    painter.end();
    QByteArray bytes;
    QBuffer buffer(&bytes);
    image.save(&buffer, "PNG");
    return bytes;
}

void ChartExport::retranslate()
{
    setText(tr("Save"));
    setAccessibleName(tr("Save or copy the charts"));
    setToolTip(tr("Saves the charts as a picture, or their data"));
    m_actions[Png]->setText(tr("Save as PNG…"));
    m_actions[LargePng]->setText(tr("Save as PNG, twice as large…"));
    m_actions[Svg]->setText(tr("Save as SVG…"));
    m_actions[Csv]->setText(tr("Save the data as CSV…"));
    m_actions[Copy]->setText(tr("Copy the data"));
}

void ChartExport::changeEvent(QEvent* event)
{
    QPushButton::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
}

} // namespace chainpoints
