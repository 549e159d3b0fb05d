#include "ui/overview/rollbackdialog.h"

#include "core/base/shellword.h"
#include "ui/format.h"
#include "ui/theme.h"
#include "ui/widgets/growtofit.h"
#include "ui/widgets/notice.h"

#include <QClipboard>
#include <QEvent>
#include <QFormLayout>
#include <QGuiApplication>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QStyle>

#include <algorithm>

namespace chainpoints {
namespace {

using namespace Qt::StringLiterals;

constexpr int kWidth = 560;

/// With or without the commas that heights are shown with.
std::optional<std::int64_t> numberIn(const QString& text)
{
    bool isNumber = false;
    const qlonglong number = QString(text).remove(u',').trimmed().toLongLong(&isNumber);
    return isNumber && number >= 0 ? std::optional<std::int64_t>(number) : std::nullopt;
}

} // namespace

RollbackDialog::RollbackDialog(OperatorDesk& desk, std::string chain, QString configFile, QWidget* parent)
    : QDialog(parent), m_desk(desk), m_chain(std::move(chain)), m_configFile(std::move(configFile)),
      m_intro(new QLabel), m_blockName(new QLabel), m_block(new QLineEdit), m_hint(new QLabel),
      m_reasonName(new QLabel), m_reason(new QLineEdit), m_plan(new QLabel), m_warning(new Notice),
      m_problem(new Notice), m_copy(new QPushButton), m_cancel(new QPushButton), m_go(new QPushButton)
{
    setObjectName(u"rollbackDialog"_s);
    setAttribute(Qt::WA_DeleteOnClose);
    m_block->setObjectName(u"rollbackBlock"_s);
    m_hint->setObjectName(u"rollbackHint"_s);
    m_reason->setObjectName(u"rollbackReason"_s);
    m_plan->setObjectName(u"rollbackPlan"_s);
    m_warning->setObjectName(u"rollbackWarning"_s);
    m_problem->setObjectName(u"rollbackProblem"_s);
    m_copy->setObjectName(u"rollbackCopy"_s);
    m_cancel->setObjectName(u"rollbackCancel"_s);
    m_go->setObjectName(u"rollbackGo"_s);
    layOut();
    m_typing.setSingleShot(true);
    m_typing.setInterval(kTypingMs);
    connect(&m_typing, &QTimer::timeout, this, &RollbackDialog::look);
    connect(m_block, &QLineEdit::textChanged, this, &RollbackDialog::forget);
    connect(m_reason, &QLineEdit::textChanged, this, &RollbackDialog::showState);
    connect(m_copy, &QPushButton::clicked, this,
            [this] { QGuiApplication::clipboard()->setText(command()); });
    connect(m_go, &QPushButton::clicked, this, &RollbackDialog::go);
    connect(m_cancel, &QPushButton::clicked, this, &QDialog::reject);
    connect(&desk, &OperatorDesk::chainsChanged, this, &RollbackDialog::follow);
    retranslate();
    follow();
}

void RollbackDialog::layOut()
{
    for (QLabel* label : {m_intro, m_hint, m_plan})
        label->setWordWrap(true);
    m_plan->setTextFormat(Qt::PlainText);
    m_plan->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    m_blockName->setBuddy(m_block);
    m_reasonName->setBuddy(m_reason);
    m_copy->setAutoDefault(false);
    m_go->setAutoDefault(false);
    m_cancel->setDefault(true);
    auto* form = new QFormLayout;
    auto* blockAndHint = new QVBoxLayout;
    blockAndHint->setSpacing(4);
    blockAndHint->addWidget(m_block);
    blockAndHint->addWidget(m_hint);
    form->addRow(m_blockName, blockAndHint);
    form->addRow(m_reasonName, m_reason);
    auto* buttons = new QHBoxLayout;
    buttons->addWidget(m_copy);
    buttons->addStretch();
    buttons->addWidget(m_cancel);
    buttons->addWidget(m_go);
    auto* column = new QVBoxLayout(this);
    column->setSpacing(12);
    column->addWidget(m_intro);
    column->addLayout(form);
    for (QWidget* widget : std::initializer_list<QWidget*>{m_plan, m_warning, m_problem})
        column->addWidget(widget);
    column->addStretch();
    column->addLayout(buttons);
    setMinimumWidth(kWidth);
    m_block->setFocus();
}

std::optional<BlockHeight> RollbackDialog::block() const
{
    const auto number = numberIn(m_block->text());
    return number && m_desk.news().find(m_chain) && problemOfBlock().isEmpty()
               ? std::optional(BlockHeight(*number))
               : std::nullopt;
}

QString RollbackDialog::problemOfBlock() const
{
    const ChainView* chain = m_desk.news().find(m_chain);
    if (!chain || m_block->text().trimmed().isEmpty())
        return {};
    const auto number = numberIn(m_block->text());
    if (!number)
        return tr("This is no block. Type its number, as in %1.")
            .arg(format::number(chain->processed.value() - 1));
    // Before the first block there may be none.
    const std::int64_t first = std::max<std::int64_t>(0, chain->startBlock.value() - 1);
    const std::int64_t last = chain->processed.value() - 1;
    if (*number < first || *number > last)
        return tr("Type a block from %1 to %2, the one before the last processed.")
            .arg(format::number(first), format::number(last));
    return {};
}

QString RollbackDialog::reason() const
{
    return m_reason->text().trimmed();
}

ActionRequest RollbackDialog::request() const
{
    ActionRequest request{.kind = ActionKind::Rollback, .chain = m_chain};
    request.details.block = block();
    request.details.reason = reason().toStdString();
    return request;
}

QString RollbackDialog::command() const
{
    const auto height = block();
    if (!height || reason().isEmpty())
        return {};
    std::string line = "chainpoints rollback";
    if (!m_configFile.isEmpty())
        line += " --config " + shellWord(m_configFile.toStdString());
    // One word with its option, so that no parser takes a reason that begins with "-" for another one.
    line += " --chain " + shellWord(m_chain) + " --to " + std::to_string(height->value()) +
            " --reason=" + shellWord(reason().toStdString());
    return QString::fromStdString(line);
}

void RollbackDialog::forget()
{
    m_view.reset();
    m_refusal.clear();
    m_typing.start();
    showState();
}

void RollbackDialog::follow()
{
    const ChainView* chain = m_desk.news().find(m_chain);
    const Place place =
        chain ? Place{chain->processed, chain->calculatedTime, !m_desk.news().problem} : Place{};
    if (place != m_place && !m_sending) {
        // Settled time that nobody was told of must not be taken back. A few more blocks are only counted
        // anew.
        if (place.settled != m_place.settled)
            m_view.reset();
        m_refusal.clear();
        m_typing.start();
    }
    m_place = place;
    showState();
}

void RollbackDialog::look()
{
    const auto asked = block();
    m_isStale = asked && m_asking;
    if (!asked || m_asking)
        return;
    m_asking = true;
    m_desk.ask(
        this, [chain = m_chain, height = *asked](OperatorDoor& door) { return door.rollback(chain, height); },
        [this, height = *asked](const Result<RollbackView>& answer) { take(height, answer); },
        OperatorDesk::Lane::Scans);
}

void RollbackDialog::take(BlockHeight asked, const Result<RollbackView>& answer)
{
    m_asking = false;
    if (m_isStale)
        return look();
    if (block() != asked || m_sending)
        return;
    if (answer)
        m_view = *answer;
    else
        m_refusal = QString::fromStdString(answer.error().message);
    showState();
}

void RollbackDialog::go()
{
    m_sending = true;
    m_refusal.clear();
    showState();
    m_desk.ask(
        this, [request = request()](OperatorDoor& door) { return door.request(request); },
        [this](const Result<ActionId>& id) {
            m_sending = false;
            if (id) {
                Q_EMIT requested(*id);
                return accept();
            }
            m_refusal = QString::fromStdString(id.error().message);
            showState();
        },
        OperatorDesk::Lane::Requests);
}

void RollbackDialog::reject()
{
    if (!m_sending)
        QDialog::reject();
}

void RollbackDialog::showState()
{
    const ChainView* chain = m_desk.news().find(m_chain);
    const QString problem = problemOfBlock();
    m_hint->setText(
        !problem.isEmpty() ? u"⚠ "_s + problem
        : chain ? tr("It stays; the chain stands at block %1.").arg(format::number(chain->processed.value()))
                : QString());
    QPalette palette = this->palette();
    palette.setColor(QPalette::WindowText, problem.isEmpty() ? palette.color(QPalette::PlaceholderText)
                                                             : theme::color(theme::Tone::Bad));
    m_hint->setPalette(palette);
    m_block->setAccessibleDescription(m_hint->text());
    const auto height = block();
    m_plan->setText(height ? plan() : QString());
    m_plan->setVisible(height.has_value());
    m_warning->say(warning(), theme::Tone::Warning);
    m_problem->say(m_refusal, theme::Tone::Bad);
    m_block->setEnabled(!m_sending);
    m_reason->setEnabled(!m_sending);
    m_copy->setEnabled(height && m_view && !reason().isEmpty());
    m_cancel->setEnabled(!m_sending);
    m_go->setEnabled(height && m_view && !reason().isEmpty() && !m_sending);
    m_go->setText(height ? tr("Roll back to %1").arg(format::number(height->value())) : tr("Roll back"));
    growToFit(*this);
}

QString RollbackDialog::plan() const
{
    if (!m_view)
        return m_refusal.isEmpty() ? tr("Counting…") : QString();
    const ChainView* chain = m_desk.news().find(m_chain);
    const BlockHeight height = *block();
    return QStringList{
        tr("Blocks that are followed anew: %1 (%2 to %3)")
            .arg(format::number(chain->processed - height), format::number((height + 1).value()),
                 format::number(chain->processed.value())),
        tr("Balance changes that are taken back: %1").arg(format::number(m_view->changes)),
        hoursOf(*m_view),
        tr("Where the nodes have the same blocks, balances and points become what they were."),
    }
        .join(u'\n');
}

QString RollbackDialog::hoursOf(const RollbackView& view) const
{
    if (!view.settled || view.settled == view.remains)
        return tr("No settled time changes.");
    return view.remains ? tr("Points of %1 are not settled until those blocks are processed again.")
                              .arg(format::span(*view.remains, *view.settled))
                        : tr("No points are settled until those blocks are processed again.");
}

QString RollbackDialog::warning() const
{
    const ChainView* chain = m_desk.news().find(m_chain);
    if (!chain)
        return {};
    const QString name = QString::fromStdString(m_chain);
    if (!chain->owner)
        return tr("No process follows %1; this waits for the next one that does.").arg(name);
    if (chain->state == ChainState::Unreachable)
        return tr("The nodes of %1 cannot be reached now; without them it fails.").arg(name);
    return {};
}

void RollbackDialog::changeEvent(QEvent* event)
{
    QDialog::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
}

void RollbackDialog::retranslate()
{
    setWindowTitle(tr("Roll back %1").arg(QString::fromStdString(m_chain)));
    m_intro->setText(tr("Takes the chain back to a block. What is behind it is asked of the nodes once more, "
                        "and settled anew."));
    m_blockName->setText(tr("Last &block that stays"));
    m_block->setAccessibleName(tr("Last block that stays"));
    m_reasonName->setText(tr("&Reason"));
    m_reason->setAccessibleName(tr("Reason"));
    m_reason->setPlaceholderText(tr("Needed; it is kept with the action"));
    m_plan->setAccessibleName(tr("What it takes"));
    m_copy->setText(tr("Copy as command"));
    m_copy->setToolTip(tr("The command line that asks for the same"));
    m_cancel->setText(tr("Cancel"));
    showState();
}

} // namespace chainpoints
