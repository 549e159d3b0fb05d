#include "ui/setupdialog.h"

#include "ui/banner.h"

#include <QComboBox>
#include <QFontDatabase>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>

namespace chainpoints {
namespace {

using namespace Qt::StringLiterals;

QPushButton* button(QWidget* parent, const QString& name)
{
    auto* made = new QPushButton(parent);
    made->setObjectName(name);
    return made;
}

} // namespace

SetupDialog::SetupDialog(Prompts& prompts, SaveConfig save, const QString& suggestedDatabase, QWidget* parent)
    : QDialog(parent), m_prompts(prompts), m_save(std::move(save)), m_intro(new QLabel(this)),
      m_problem(new Banner(u"setupProblem"_s, this)), m_form(new QFormLayout),
      m_choose(button(this, u"setupChooseDatabase"_s)), m_saveButton(button(this, u"setupSave"_s)),
      m_cancel(button(this, u"setupCancel"_s))
{
    setObjectName(u"setupDialog"_s);
    m_intro->setWordWrap(true);
    m_form->setFieldGrowthPolicy(QFormLayout::ExpandingFieldsGrow);
    m_form->setHorizontalSpacing(14);
    m_form->setVerticalSpacing(10);
    addRows(suggestedDatabase);

    auto* buttons = new QHBoxLayout;
    buttons->addStretch();
    buttons->addWidget(m_cancel);
    buttons->addWidget(m_saveButton);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(20, 18, 20, 16);
    layout->setSpacing(14);
    layout->addWidget(m_intro);
    layout->addLayout(m_form);
    layout->addStretch();
    layout->addWidget(m_problem);
    layout->addLayout(buttons);
    setMinimumWidth(620);

    m_choose->setAutoDefault(false);
    m_cancel->setAutoDefault(false);
    m_saveButton->setDefault(true);
    QWidget* last = m_cancel;
    for (const auto& [field, row] : m_rows)
        setTabOrder(std::exchange(last, row.edit), row.edit);
    for (QWidget* next : {m_choose, m_saveButton, m_cancel})
        setTabOrder(std::exchange(last, next), next);
    m_rows.at(SetupField::Name).edit->setFocus();
    connect(m_saveButton, &QPushButton::clicked, this, &SetupDialog::tryToSave);
    connect(m_cancel, &QPushButton::clicked, this, &QDialog::reject);
    connect(m_choose, &QPushButton::clicked, this, &SetupDialog::chooseDatabase);
    writeTexts();
}

template <typename Edit>
Edit* SetupDialog::addRow(SetupField field, const QString& name, Edit* edit, std::function<QString()> value,
                          QWidget* beside)
{
    edit->setObjectName(name);
    auto* label = new QLabel(this);
    label->setBuddy(edit);
    auto* hint = new QLabel(this);
    hint->setObjectName(name + u"Hint"_s);
    hint->setTextFormat(Qt::PlainText);
    hint->setWordWrap(true);
    auto* line = new QHBoxLayout;
    line->addWidget(edit, 1);
    if (beside)
        line->addWidget(beside);
    auto* stack = new QVBoxLayout;
    stack->setSpacing(3);
    stack->addLayout(line);
    stack->addWidget(hint);
    m_form->addRow(label, stack);
    m_rows.emplace(field, Row{field, label, edit, hint, std::move(value)});
    return edit;
}

void SetupDialog::addRows(const QString& suggestedDatabase)
{
    const auto addLine = [this](SetupField field, const QString& name, const QString& value,
                                const QString& example, QWidget* beside = nullptr) {
        auto* edit = new QLineEdit(value, this);
        edit->setPlaceholderText(example);
        connect(edit, &QLineEdit::textChanged, this, &SetupDialog::showProblems);
        return addRow(
            field, name, edit, [edit] { return edit->text(); }, beside);
    };
    const QFont fixed = QFontDatabase::systemFont(QFontDatabase::FixedFont);
    addLine(SetupField::Name, u"setupName"_s, QString(), u"sepolia"_s);
    addLine(SetupField::NetworkId, u"setupChainId"_s, QString(), u"11155111"_s);
    addLine(SetupField::Contract, u"setupContract"_s, QString(), u"0x…"_s)->setFont(fixed);
    addLine(SetupField::StartBlock, u"setupStartBlock"_s, u"0"_s, u"0"_s);

    auto* confirmations = new QComboBox(this);
    confirmations->setEditable(true);
    confirmations->addItems({u"6"_s, u"12"_s, u"64"_s, u"safe"_s, u"finalized"_s});
    connect(confirmations, &QComboBox::currentTextChanged, this, &SetupDialog::showProblems);
    addRow(SetupField::Confirmations, u"setupConfirmations"_s, confirmations,
           [confirmations] { return confirmations->currentText(); });

    auto* rpc = new QPlainTextEdit(this);
    rpc->setPlaceholderText(u"https://ethereum-sepolia-rpc.example.org\nhttps://other.example.org"_s);
    rpc->setTabChangesFocus(true);
    rpc->setFont(fixed);
    rpc->setFixedHeight(rpc->fontMetrics().lineSpacing() * 3 + 14);
    connect(rpc, &QPlainTextEdit::textChanged, this, &SetupDialog::showProblems);
    addRow(SetupField::Rpc, u"setupRpc"_s, rpc, [rpc] { return rpc->toPlainText(); });

    m_database = addLine(SetupField::Database, u"setupDatabase"_s, suggestedDatabase, QString(), m_choose);
}

SetupValues SetupDialog::values() const
{
    SetupValues values;
    for (const auto& [field, row] : m_rows)
        values.emplace(field, row.value());
    return values;
}

void SetupDialog::showProblems()
{
    const auto problems = m_checking ? problemsOf(values()) : std::map<SetupField, QString>();
    const std::map<SetupField, QString> hints{
        {SetupField::Name, tr("What you call this chain, on screen and in reports.")},
        {SetupField::NetworkId, tr("The network's own number.")},
        {SetupField::Contract, tr("The ERC-20 token whose holders gain points.")},
        {SetupField::StartBlock,
         tr("The block in which the contract was made; earlier blocks are not read.")},
        {SetupField::Confirmations,
         tr("How many blocks must follow before a block counts; or safe, or finalized.")},
        {SetupField::Rpc, tr("One node a line. More than one protects from a node that fails or lies.")},
        {SetupField::Database, tr("Is made if it is not there.")}};
    for (const auto& [field, row] : m_rows) {
        const auto problem = problems.find(field);
        const bool wrong = problem != problems.end();
        row.hint->setText(wrong ? u"⚠ "_s + problem->second : hints.at(field));
        QPalette colors = palette();
        colors.setColor(QPalette::WindowText,
                        wrong ? theme::color(theme::Tone::Bad) : colors.color(QPalette::PlaceholderText));
        row.hint->setPalette(colors);
        row.edit->setAccessibleDescription(row.hint->text());
    }
}

void SetupDialog::tryToSave()
{
    m_checking = true;
    m_problem->hide();
    showProblems();
    if (const auto problems = problemsOf(values()); !problems.empty()) {
        m_rows.at(problems.begin()->first).edit->setFocus();
        return;
    }
    const QByteArray json = configOf(values());
    if (const auto refusal = m_save(json)) {
        m_problem->tell(theme::Tone::Bad, *refusal);
        return;
    }
    accept();
    Q_EMIT saved(json);
}

void SetupDialog::chooseDatabase()
{
    const Prompts::File question{.title = tr("Database file"),
                                 .suggested = m_database->text(),
                                 .filter = tr("Databases (*.db)"),
                                 .suffix = u"db"_s,
                                 .replaces = false};
    m_prompts.saveFile(this, question,
                       [edit = QPointer(m_database)](const QString& file) { edit->setText(file); });
}

void SetupDialog::writeTexts()
{
    setWindowTitle(tr("Set up"));
    m_intro->setText(tr("One chain to begin with. More chains, point rates and excluded addresses go into "
                        "the configuration file, which you can edit later."));
    const auto name = [this](SetupField field, const QString& text) {
        const Row& row = m_rows.at(field);
        row.label->setText(text);
        row.edit->setAccessibleName(QString(text).remove(u'&'));
    };
    name(SetupField::Name, tr("Chain &name"));
    name(SetupField::NetworkId, tr("EVM chain &id"));
    name(SetupField::Contract, tr("Contract &address"));
    name(SetupField::StartBlock, tr("Start &block"));
    name(SetupField::Confirmations, tr("C&onfirmations"));
    name(SetupField::Rpc, tr("&RPC addresses"));
    name(SetupField::Database, tr("&Database file"));
    m_choose->setText(tr("Choose…"));
    m_saveButton->setText(tr("&Save and start"));
    m_cancel->setText(tr("Cancel"));
    showProblems();
}

} // namespace chainpoints
