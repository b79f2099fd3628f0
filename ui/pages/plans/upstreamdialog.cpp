// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/plans/upstreamdialog.h"

#include "core/services/planwords.h"
#include "core/services/wording.h"
#include "core/services/zones.h"
#include "ui/pages/plans/plancalls.h"
#include "ui/text/timetext.h"
#include "ui/widgets/datatable.h"
#include "ui/widgets/emptystate.h"
#include "ui/widgets/field.h"
#include "ui/widgets/style.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDateEdit>
#include <QGridLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPointer>
#include <QPushButton>
#include <QTableView>
#include <QVBoxLayout>

#include <algorithm>
#include <array>

namespace toll {

namespace {

using Entries = std::vector<UpstreamEntry>;

/// What a call changed, and how it is taken back.
struct Changed {
    UpstreamRow row;
    Entries before;
    Entries after;
};

std::function<void()> stepTo(PageContext &context, const std::string &pattern, const Entries &entries)
{
    return [&context, pattern, entries] {
        context.workspace.ask(
            &context.undo,
            [pattern, entries](Services &services) { return services.upstream.restore(pattern, entries); },
            [&context](const Result<void> &done) {
                if (done)
                    return;
                context.notifyError(sentence(done.error()));
                context.undo.failed();
            });
    };
}

QString keyOf(const UpstreamRow &row)
{
    return QString::fromStdString(row.pattern + '/' + std::to_string(row.from.ms));
}

} // namespace

UpstreamDialog::UpstreamDialog(
    PageContext &context, const PlansAnswer &answer, const std::string &plan, QWidget *parent)
    : QDialog(parent), m_context(context), m_now(answer.now),
      m_zone(zoneNamed(answer.info.timezone).value_or(Zone())),
      m_model(new RowsModel<UpstreamRow>(columns(), &keyOf, this)), m_table(new DataTable), m_plan(new QComboBox),
      m_pattern(new QLineEdit(QStringLiteral("*"))), m_isDated(new QCheckBox(tr("&From the day"))),
      m_from(new QDateEdit(localDate(m_now, m_zone))), m_fault(new QLabel)
{
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("Provider prices"));
    for (const PlansAnswer::Stored &stored : answer.plans)
        if (!stored.row.isBuiltIn)
            m_plan->addItem(QString::fromStdString(stored.row.plan.name));
    m_plan->setCurrentIndex(std::max(0, m_plan->findText(QString::fromStdString(plan))));
    build();
    load();
    connect(&m_context.workspace, &Workspace::changed, this, [this](Topics topics) {
        if (topics.testFlag(Topic::Plans))
            load();
    });
}

void UpstreamDialog::build()
{
    auto *intro = new QLabel(tr("By a plan of yours a provider charges you for use of all customers that its sources "
                                "report. Usage then shows cost and margin beside the charge. To each request one list "
                                "applies: that of the most exact pattern."));
    intro->setWordWrap(true);
    intro->setForegroundRole(QPalette::PlaceholderText);
    m_fault->setTextFormat(Qt::PlainText);
    m_fault->setWordWrap(true);
    m_fault->hide();
    m_assign = new QPushButton(tr("&Assign"));
    m_assign->setObjectName(QStringLiteral("assignUpstream"));
    m_end = new QPushButton(tr("&End chosen list"));
    m_end->setObjectName(QStringLiteral("endUpstream"));
    m_end->setToolTip(tr("From the day given on, else from now, nothing is charged for its sources"));
    auto *close = new QPushButton(tr("Close"));
    for (QPushButton *button : {m_assign, m_end, close})
        button->setAutoDefault(false);
    setPrimary(m_assign);
    auto *buttons = new QHBoxLayout;
    buttons->addWidget(m_assign);
    buttons->addWidget(m_end);
    buttons->addStretch(1);
    buttons->addWidget(close);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(20, 20, 20, 16);
    layout->setSpacing(14);
    layout->addWidget(intro);
    layout->addWidget(buildTable(), 1);
    layout->addWidget(buildForm());
    layout->addWidget(m_fault);
    layout->addLayout(buttons);
    resize(680, 520);
    connect(m_assign, &QPushButton::clicked, this, &UpstreamDialog::assign);
    connect(m_end, &QPushButton::clicked, this, &UpstreamDialog::end);
    connect(close, &QPushButton::clicked, this, &QDialog::reject);
    connect(m_table, &DataTable::selectionChanged, this, &UpstreamDialog::follow);
    follow();
}

QWidget *UpstreamDialog::buildTable()
{
    m_table->view()->setObjectName(QStringLiteral("upstream"));
    m_table->view()->setAccessibleName(tr("Price lists of providers"));
    m_table->view()->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->setModel(m_model);
    m_table->setStretchColumn(QStringLiteral("plan"));
    m_table->setEmptyStates(new EmptyState(QStringLiteral("plans"), tr("No provider's prices are known"),
                                tr("Write what a provider charges as a plan, and assign it here: for one source such as "
                                   "openai*, or for all with *.")),
        nullptr);
    return m_table;
}

QWidget *UpstreamDialog::buildForm()
{
    m_plan->setObjectName(QStringLiteral("plan"));
    m_pattern->setObjectName(QStringLiteral("pattern"));
    m_from->setObjectName(QStringLiteral("from"));
    m_from->setCalendarPopup(true);
    m_from->setDisplayFormat(QStringLiteral("yyyy-MM-dd"));
    m_from->setAccessibleName(tr("From the day"));
    m_from->setEnabled(false);
    auto *form = new QWidget;
    auto *grid = new QGridLayout(form);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setHorizontalSpacing(12);
    grid->setVerticalSpacing(4);
    const auto add = [grid](int column, QWidget *title, QWidget *input) {
        auto *field = new Field(input);
        grid->addWidget(title, 0, column);
        grid->addWidget(field, 1, column, Qt::AlignTop);
        grid->setColumnStretch(column, 1);
        return field;
    };
    const auto label = [](const QString &text, QWidget *input) {
        auto *name = new QLabel(text);
        name->setBuddy(input);
        input->setAccessibleName(withoutMnemonic(text));
        return name;
    };
    m_planField = add(0, label(tr("&Plan"), m_plan), m_plan);
    m_patternField = add(1, label(tr("&Sources"), m_pattern), m_pattern);
    m_fromField = add(2, m_isDated, m_from);
    connect(m_isDated, &QCheckBox::toggled, this, [this](bool isDated) {
        m_from->setEnabled(isDated);
        follow();
    });
    connect(m_plan, &QComboBox::currentIndexChanged, this, &UpstreamDialog::follow);
    connect(m_pattern, &QLineEdit::textChanged, this, &UpstreamDialog::follow);
    connect(m_from, &QDateEdit::dateChanged, this, &UpstreamDialog::follow);
    return form;
}

Status UpstreamDialog::statusOf(const UpstreamRow &row) const
{
    if (m_now < row.from)
        return {Shape::Ring, Tone::Muted, tr("Not begun")};
    if (row.until && *row.until <= m_now)
        return {Shape::Cross, Tone::Muted, tr("Ended")};
    return {Shape::Dot, Tone::Ok, tr("In force")};
}

std::vector<Column<UpstreamRow>> UpstreamDialog::columns() const
{
    Column<UpstreamRow> pattern;
    pattern.id = QStringLiteral("pattern");
    pattern.title = tr("Sources");
    pattern.text = [](const UpstreamRow &row) { return QString::fromStdString(row.pattern); };
    Column<UpstreamRow> plan;
    plan.id = QStringLiteral("plan");
    plan.title = tr("Plan");
    plan.text = [](const UpstreamRow &row) { return QString::fromStdString(row.plan); };
    Column<UpstreamRow> currency;
    currency.id = QStringLiteral("currency");
    currency.title = tr("Currency");
    currency.text = [](const UpstreamRow &row) { return QString::fromStdString(row.currency); };
    Column<UpstreamRow> from;
    from.id = QStringLiteral("from");
    from.title = tr("From");
    from.text = [this](const UpstreamRow &row) {
        return row.from == earliestInstant ? tr("the beginning") : dateTimeText(row.from, m_zone);
    };
    from.sortKey = [](const UpstreamRow &row) { return SortKey(row.from.ms); };
    Column<UpstreamRow> until;
    until.id = QStringLiteral("until");
    until.title = tr("Until");
    until.text = [this](const UpstreamRow &row) { return row.until ? dateTimeText(*row.until, m_zone) : QStringLiteral("–"); };
    Column<UpstreamRow> state;
    state.id = QStringLiteral("state");
    state.title = tr("State");
    state.text = [this](const UpstreamRow &row) { return statusOf(row).word; };
    state.status = [this](const UpstreamRow &row) { return statusOf(row); };
    return {pattern, plan, currency, from, until, state};
}

void UpstreamDialog::load()
{
    ++m_pending;
    m_context.workspace.read(
        this, [](Services &services) { return services.upstream.list(); },
        [this](const Result<std::vector<UpstreamRow>> &rows) {
            --m_pending;
            if (rows)
                m_model->setRows(*rows);
            else
                say(rows.error());
            follow();
        });
}

std::optional<std::string> UpstreamDialog::date() const
{
    if (!m_isDated->isChecked())
        return std::nullopt;
    return m_from->date().toString(Qt::ISODate).toStdString();
}

/// Whatever was wrong is being changed.
void UpstreamDialog::follow()
{
    for (Field *field : {m_planField, m_patternField, m_fromField})
        field->complain({});
    m_fault->hide();
    const QString pattern = m_pattern->text().trimmed();
    m_patternField->setHint(tr("* is all, openai* those that begin so"));
    const bool isFirst = std::ranges::none_of(
        m_model->rows(), [&](const UpstreamRow &row) { return row.pattern == pattern.toStdString(); });
    m_fromField->setHint(m_isDated->isChecked() ? QString()
            : isFirst                           ? tr("From the beginning on")
                                                : tr("From now on"));
    m_assign->setEnabled(m_pending == 0 && m_plan->count() > 0 && !pattern.isEmpty());
    const UpstreamRow *row = m_model->find(m_table->selectedKeys().value(0));
    m_end->setEnabled(m_pending == 0 && row && !row->until);
}

void UpstreamDialog::assign()
{
    if (m_assign->isEnabled())
        carryOut({m_plan->currentText().toStdString(), m_pattern->text().trimmed().toStdString(), date()});
}

void UpstreamDialog::end()
{
    if (const UpstreamRow *row = m_model->find(m_table->selectedKeys().value(0)))
        carryOut({{}, row->pattern, date()});
}

void UpstreamDialog::carryOut(const Wish &wish)
{
    ++m_pending;
    follow();
    m_context.workspace.ask(
        &m_context.undo,
        [wish](Services &services) -> Result<Changed> {
            const Result<Entries> before = services.upstream.entries(wish.pattern);
            if (!before)
                return std::unexpected(before.error());
            const Result<UpstreamRow> row = wish.plan.empty()
                ? services.upstream.end(wish.pattern, wish.from)
                : services.upstream.assign(wish.plan, wish.pattern, wish.from);
            if (!row)
                return std::unexpected(row.error());
            const Result<Entries> after = services.upstream.entries(wish.pattern);
            if (!after)
                return std::unexpected(after.error());
            return Changed{*row, *before, *after};
        },
        [guard = QPointer(this), &context = m_context, wish](const Result<Changed> &changed) {
            const bool isEnd = wish.plan.empty();
            if (changed)
                context.undo.push(isEnd
                        ? tr("End the price list of %1").arg(QString::fromStdString(wish.pattern))
                        : tr("Price %1 by %2").arg(QString::fromStdString(wish.pattern), QString::fromStdString(wish.plan)),
                    stepTo(context, wish.pattern, changed->before), stepTo(context, wish.pattern, changed->after));
            else if (!guard)
                context.notifyError(sentence(changed.error()));
            if (guard)
                guard->adopt(changed ? Result<UpstreamRow>(changed->row) : std::unexpected(changed.error()), isEnd);
        });
}

void UpstreamDialog::adopt(const Result<UpstreamRow> &answer, bool isEnd)
{
    --m_pending;
    follow();
    if (!answer)
        say(answer.error());
    else if (!isEnd)
        m_isDated->setChecked(false);
}

void UpstreamDialog::say(const Error &fault)
{
    const std::array<std::pair<std::string_view, Field *>, 3> fields{
        {{"plan", m_planField}, {"source", m_patternField}, {"from", m_fromField}}};
    const auto field = std::ranges::find(fields, fault.where, &std::pair<std::string_view, Field *>::first);
    if (field == fields.end()) {
        m_fault->setText(sentence(fault));
        setInk(m_fault, true);
        m_fault->show();
        return;
    }
    field->second->complain(fault.code == ErrorCode::Unsupported
            ? tr("This plan takes prices from tokens, which a provider does not know.")
            : complaint(fault));
    field->second->setFocus();
}

} // namespace toll
