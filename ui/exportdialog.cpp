#include "ui/exportdialog.h"

#include "ui/documentsfolder.h"
#include "ui/format.h"
#include "ui/reportexport.h"
#include "ui/reporttexts.h"
#include "ui/settingskeys.h"
#include "ui/widgets/chainchoice.h"
#include "ui/widgets/instantedit.h"
#include "ui/widgets/notice.h"
#include "ui/zone.h"

#include <QCheckBox>
#include <QClipboard>
#include <QDir>
#include <QEvent>
#include <QFileInfo>
#include <QFontDatabase>
#include <QFormLayout>
#include <QGuiApplication>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QPushButton>
#include <QSettings>

#include <algorithm>

namespace chainpoints {
namespace {

using namespace Qt::StringLiterals;

constexpr int kWidth = 600;
constexpr std::int64_t kHour = 3600;
constexpr std::int64_t kDay = 24 * kHour;

QString textOf(std::string_view text)
{
    return QString::fromUtf8(text.data(), qsizetype(text.size()));
}

template <typename T>
T* named(T* widget, const QString& name)
{
    widget->setObjectName(name);
    return widget;
}

} // namespace

ExportDialog::ExportDialog(OperatorDesk& desk, Prompts& prompts, QSettings& settings, ReportExport& writing,
                           QWidget* parent)
    : QDialog(parent), m_desk(desk), m_prompts(prompts), m_settings(settings), m_writing(writing),
      m_form(new QFormLayout), m_reportName(new QLabel), m_report(named(new QComboBox, u"exportReport"_s)),
      m_chainName(new QLabel), m_chain(new ChainChoice), m_userName(new QLabel),
      m_user(named(new QLineEdit, u"exportUser"_s)), m_rowsName(new QLabel),
      m_rows(named(new QComboBox, u"exportRows"_s)), m_all(named(new QCheckBox, u"exportAll"_s)),
      m_at(addInstant(u"exportAt"_s)), m_from(addInstant(u"exportFrom"_s)), m_to(addInstant(u"exportTo"_s)),
      m_onlySome(named(new QCheckBox, u"exportOnlySome"_s)),
      m_columns(named(new QListWidget, u"exportColumns"_s)), m_fileName(new QLabel),
      m_file(named(new QLineEdit, u"exportFile"_s)), m_choose(named(new QPushButton, u"exportChoose"_s)),
      m_about(new QLabel), m_notice(named(new Notice, u"exportNotice"_s)),
      m_folder(named(new QPushButton, u"exportFolder"_s)), m_copy(named(new QPushButton, u"exportCopy"_s)),
      m_close(named(new QPushButton, u"exportClose"_s)), m_go(named(new QPushButton, u"exportGo"_s))
{
    setObjectName(u"exportDialog"_s);
    for (const std::string_view name : reportNames())
        m_report->addItem(QString(), textOf(name));
    m_user->setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    layOut();
    connectParts();
    setChains();
    suggestTimes();
    setReport();
    retranslate();
    showProgress();
}

ExportDialog::Instant ExportDialog::addInstant(const QString& name)
{
    const Instant made{named(new QCheckBox, name + u"Given"_s), named(new InstantEdit, name)};
    made.edit->setEnabled(false);
    connect(made.given, &QCheckBox::toggled, made.edit, &QWidget::setEnabled);
    return made;
}

void ExportDialog::layOut()
{
    m_form->setFieldGrowthPolicy(QFormLayout::ExpandingFieldsGrow);
    m_form->setHorizontalSpacing(14);
    m_form->addRow(m_reportName, m_report);
    m_form->addRow(m_chainName, m_chain);
    m_form->addRow(m_userName, m_user);
    m_form->addRow(m_rowsName, m_rows);
    m_form->addRow(QString(), m_all);
    for (const Instant& instant : {m_at, m_from, m_to})
        m_form->addRow(instant.given, instant.edit);
    m_form->addRow(m_onlySome, m_columns);
    m_columns->hide();
    auto* file = new QHBoxLayout;
    file->addWidget(m_file, 1);
    file->addWidget(m_choose);
    m_form->addRow(m_fileName, file);
    m_form->addRow(QString(), m_about);
    m_reportName->setBuddy(m_report);
    m_chainName->setBuddy(m_chain);
    m_userName->setBuddy(m_user);
    m_rowsName->setBuddy(m_rows);
    m_fileName->setBuddy(m_file);

    auto* buttons = new QHBoxLayout;
    buttons->addWidget(m_folder);
    buttons->addWidget(m_copy);
    buttons->addStretch();
    buttons->addWidget(m_close);
    buttons->addWidget(m_go);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(20, 18, 20, 16);
    column->setSpacing(12);
    column->addLayout(m_form, 1);
    column->addWidget(m_notice);
    column->addLayout(buttons);
    setMinimumWidth(kWidth);
    for (QPushButton* button : {m_choose, m_folder, m_copy, m_close})
        button->setAutoDefault(false);
    m_go->setDefault(true);
}

void ExportDialog::connectParts()
{
    connect(&m_desk, &OperatorDesk::chainsChanged, this, &ExportDialog::setChains);
    connect(m_report, &QComboBox::currentIndexChanged, this, &ExportDialog::setReport);
    connect(m_chain, &ChainChoice::chosen, this, &ExportDialog::suggestFile);
    connect(m_onlySome, &QCheckBox::toggled, m_columns, &QWidget::setVisible);
    connect(m_choose, &QPushButton::clicked, this, &ExportDialog::chooseFile);
    connect(m_go, &QPushButton::clicked, this, &ExportDialog::go);
    connect(m_close, &QPushButton::clicked, this, &QDialog::reject);
    connect(m_folder, &QPushButton::clicked, this,
            [this] { m_prompts.showFolder(QFileInfo(m_written).absolutePath()); });
    connect(m_copy, &QPushButton::clicked, this,
            [this] { QGuiApplication::clipboard()->setText(QDir::toNativeSeparators(m_written)); });
    connect(&m_writing, &ReportExport::progressed, this, &ExportDialog::showProgress);
    connect(&m_writing, &ReportExport::written, this, &ExportDialog::showWritten);
    connect(&m_writing, &ReportExport::cancelled, this, [this] {
        showProgress();
        say(theme::Tone::Idle, [] { return tr("Cancelled. No file was written."); });
    });
    connect(&m_writing, &ReportExport::failed, this, [this](const QString&, const QString& sentence) {
        showProgress();
        say(theme::Tone::Bad, [sentence] { return sentence; });
    });
}

std::optional<UnixTime> ExportDialog::Instant::time() const
{
    return given->isChecked() ? std::optional(edit->instant()) : std::nullopt;
}

const ReportForm& ExportDialog::form() const
{
    return reportForms()[std::size_t(m_report->currentIndex())];
}

void ExportDialog::openFor(const std::optional<ReportRequest>& nearest)
{
    if (!isVisible() && !m_writing.isRunning()) {
        m_nearest = nearest.value_or(ReportRequest());
        if (nearest) {
            m_report->setCurrentIndex(m_report->findData(textOf(nearest->report)));
            m_chain->choose(nearest->chain);
            m_user->setText(textOf(nearest->user.value_or("")));
            m_all->setChecked(nearest->all);
        }
        offerRows();
        if (nearest) {
            m_rows->setCurrentIndex(nearest->user ? 0 : std::max(0, m_rows->findData(int(Rows::Matching))));
            suggestFile();
        }
        suggestTimes();
        say(theme::Tone::Idle, {});
        m_written.clear();
        showProgress();
    }
    show();
    raise();
    activateWindow();
}

ReportRequest ExportDialog::request() const
{
    ReportRequest request{.report = std::string(form().name), .chain = m_chain->chain()};
    if (const QString user = m_user->text().trimmed(); form().perUser && !user.isEmpty())
        request.user = user.toStdString();
    if (form().takesAt)
        request.at = m_at.time();
    if (form().takesSpan) {
        request.from = m_from.time();
        request.to = m_to.time();
    }
    request.all = form().takesAll && m_all->isChecked();
    if (rows() == Rows::Matching) {
        request.search = m_nearest.search;
        request.codes = m_nearest.codes;
    } else if (rows() == Rows::Selected) {
        request.failures = m_nearest.failures;
        request.all = true; // whatever became of them
    }
    if (m_onlySome->isChecked())
        request.columns = chosenColumns();
    return request;
}

std::vector<std::string> ExportDialog::chosenColumns() const
{
    std::vector<std::string> names;
    for (int i = 0; i < m_columns->count(); ++i)
        if (m_columns->item(i)->checkState() == Qt::Checked)
            names.push_back(m_columns->item(i)->text().toStdString());
    return names;
}

ExportDialog::Rows ExportDialog::rows() const
{
    return static_cast<Rows>(m_rows->currentData().toInt());
}

void ExportDialog::offerRows()
{
    const Rows before = rows();
    m_rows->clear();
    m_rows->addItem(tr("All"), int(Rows::All));
    // What narrows failures says nothing of users.
    const auto near = std::ranges::find(reportForms(), m_nearest.report, &ReportForm::name);
    const bool alike = near != reportForms().end() && near->takesFailures == form().takesFailures;
    if (alike && form().takesSearch && !(m_nearest.search.empty() && m_nearest.codes.empty()))
        m_rows->addItem(tr("Those that match the filter"), int(Rows::Matching));
    if (alike && !m_nearest.failures.empty())
        m_rows->addItem(
            tr("The selected ones (%1)").arg(format::number(std::int64_t(m_nearest.failures.size()))),
            int(Rows::Selected));
    m_rows->setCurrentIndex(std::max(0, m_rows->findData(int(before))));
    m_form->setRowVisible(m_rows, m_rows->count() > 1);
}

void ExportDialog::setReport()
{
    offerRows();
    m_form->setRowVisible(m_user, form().perUser);
    m_form->setRowVisible(m_all, form().takesAll);
    m_form->setRowVisible(m_at.edit, form().takesAt);
    m_form->setRowVisible(m_from.edit, form().takesSpan);
    m_form->setRowVisible(m_to.edit, form().takesSpan);
    listColumns();
    suggestFile();
}

void ExportDialog::listColumns()
{
    m_columns->clear();
    for (const std::string_view name : form().columns) {
        auto* item = new QListWidgetItem(textOf(name), m_columns);
        item->setFlags(Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemIsUserCheckable);
        item->setCheckState(Qt::Checked);
    }
    m_columns->setCurrentRow(0);
    m_columns->setFixedHeight(m_columns->count() * m_columns->sizeHintForRow(0) +
                              2 * m_columns->frameWidth());
}

void ExportDialog::setChains()
{
    m_chain->setChains(m_desk.news().chains);
}

void ExportDialog::suggestTimes()
{
    std::optional<UnixTime> settled;
    for (const ChainView& chain : m_desk.news().chains)
        if (chain.calculatedTime && (!settled || *chain.calculatedTime < *settled))
            settled = chain.calculatedTime;
    const UnixTime end = settled.value_or(UnixTime(wallClock().value() / kHour * kHour));
    for (const auto& [instant, time] :
         {std::pair(m_at, end), std::pair(m_from, end - kDay), std::pair(m_to, end)})
        if (!instant.given->isChecked())
            instant.edit->setInstant(time);
}

void ExportDialog::suggestFile()
{
    if (m_file->text() != m_suggested)
        return;
    const QDir folder(m_settings.value(settingskeys::kExportFolder, documentsFolder()).toString());
    QStringList parts{m_report->currentData().toString()};
    if (const auto chain = m_chain->chain())
        parts += QString::fromStdString(*chain);
    parts += format::time(wallClock()).left(10);
    m_suggested = QDir::toNativeSeparators(folder.filePath(parts.join(u'-') + u".csv"_s));
    m_file->setText(m_suggested);
}

void ExportDialog::chooseFile()
{
    const Prompts::File question{.title = tr("Export: %1").arg(m_report->currentText()),
                                 .suggested = m_file->text(),
                                 .filter = tr("CSV files (*.csv)"),
                                 .suffix = u"csv"_s};
    m_prompts.saveFile(this, question, [this](const QString& file) {
        m_replaced = QDir::toNativeSeparators(file);
        m_file->setText(m_replaced);
    });
}

QString ExportDialog::problem() const
{
    const ReportRequest wanted = request();
    if (wanted.user && !Address::parse(*wanted.user))
        return tr("The user is no address: 0x and 40 hexadecimal digits.");
    if (wanted.from && wanted.to && *wanted.to < *wanted.from)
        return tr("The end is before the beginning.");
    if (m_onlySome->isChecked() && wanted.columns.empty())
        return tr("Choose at least one column.");
    if (m_file->text().trimmed().isEmpty())
        return tr("Say which file to write.");
    return {};
}

void ExportDialog::go()
{
    if (m_writing.isRunning())
        return m_writing.cancel();
    if (!problem().isEmpty())
        return say(theme::Tone::Warning, [this] { return problem(); });
    const QString file = m_file->text();
    if (file == m_replaced || !QFileInfo::exists(file))
        return write();
    m_prompts.ask(this,
                  {.title = tr("Replace the file?"),
                   .text = tr("%1 exists already.").arg(QFileInfo(file).fileName()),
                   .yes = tr("Replace")},
                  [this](bool yes) {
                      if (yes)
                          write();
                  });
}

void ExportDialog::write()
{
    const QString file = m_file->text();
    m_settings.setValue(settingskeys::kExportFolder, QFileInfo(file).absolutePath());
    m_replaced.clear();
    m_written.clear();
    m_writing.start(request(), file);
}

void ExportDialog::say(theme::Tone tone, Sentence sentence)
{
    m_tone = tone;
    m_said = std::move(sentence);
    m_notice->say(m_said ? m_said() : QString(), tone);
}

void ExportDialog::showProgress()
{
    const bool running = m_writing.isRunning();
    for (int i = 0; i < m_form->rowCount(); ++i)
        for (const auto role : {QFormLayout::LabelRole, QFormLayout::FieldRole})
            if (const auto* item = m_form->itemAt(i, role); item && item->widget())
                item->widget()->setEnabled(!running);
    for (const Instant& instant : {m_at, m_from, m_to})
        instant.edit->setEnabled(!running && instant.given->isChecked());
    m_file->setEnabled(!running);
    m_choose->setEnabled(!running);
    m_go->setText(running ? tr("Cancel the export") : tr("&Export"));
    m_folder->setVisible(!m_written.isEmpty());
    m_copy->setVisible(!m_written.isEmpty());
    if (running)
        m_notice->say(tr("Writing… Rows so far: %1").arg(format::number(m_writing.rows())),
                      theme::Tone::Busy);
}

void ExportDialog::showWritten(const QString& file, qint64 rows)
{
    m_written = file;
    showProgress();
    say(theme::Tone::Good, [file, rows] {
        return tr("Written: %1. Rows: %2").arg(QFileInfo(file).fileName(), format::number(rows));
    });
}

void ExportDialog::retranslate()
{
    const auto name = [](QLabel* label, QWidget* field, const QString& text) {
        label->setText(text);
        field->setAccessibleName(QString(text).remove(u'&'));
    };
    setWindowTitle(tr("Export"));
    name(m_reportName, m_report, tr("&Report"));
    for (int i = 0; i < m_report->count(); ++i)
        m_report->setItemText(i, reportTitle(m_report->itemData(i).toString().toStdString()));
    name(m_chainName, m_chain, tr("&Chain"));
    name(m_userName, m_user, tr("&User"));
    m_user->setPlaceholderText(tr("Address; empty: all users"));
    name(m_rowsName, m_rows, tr("Ro&ws"));
    offerRows();
    m_all->setText(tr("Also failures that are re&solved"));
    const std::vector<std::pair<Instant, QString>> instants{
        {m_at, tr("As &of (%1)")}, {m_from, tr("Fro&m (%1)")}, {m_to, tr("&To, excluded (%1)")}};
    for (const auto& [instant, text] : instants) {
        instant.given->setText(text.arg(zone::name()));
        instant.edit->setName(QString(text).remove(u'&').arg(zone::name()));
    }
    m_onlySome->setText(tr("Only these colum&ns"));
    m_columns->setAccessibleName(tr("Columns of the file"));
    name(m_fileName, m_file, tr("F&ile"));
    m_choose->setText(tr("C&hoose…"));
    m_about->setText(tr("CSV in UTF-8. Times in the file are Unix seconds, that is UTC."));
    m_folder->setText(tr("Open &folder"));
    m_copy->setText(tr("Copy &path"));
    m_close->setText(tr("Close"));
    say(m_tone, m_said);
    showProgress();
}

void ExportDialog::changeEvent(QEvent* event)
{
    QDialog::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
}

} // namespace chainpoints
