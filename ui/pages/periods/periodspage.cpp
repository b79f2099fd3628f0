// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/periods/periodspage.h"

#include "core/reports/csv.h"
#include "core/services/wording.h"
#include "core/usage/filter.h"
#include "ui/pages/periods/closedialog.h"
#include "ui/pages/periods/latetab.h"
#include "ui/pages/periods/periodcalls.h"
#include "ui/pages/periods/reopendialog.h"
#include "ui/widgets/datatable.h"
#include "ui/widgets/emptystate.h"
#include "ui/widgets/filterchips.h"
#include "ui/widgets/icon.h"

#include <QAction>
#include <QDir>
#include <QFileDialog>
#include <QHBoxLayout>
#include <QMenu>
#include <QPushButton>
#include <QSaveFile>
#include <QTabWidget>
#include <QTableView>
#include <QVBoxLayout>

#include <algorithm>
#include <array>

namespace toll {

namespace {

using State = PeriodRow::State;

bool isShown(const PeriodRow &row, const QString &chip)
{
    if (chip == u"ready")
        return row.state == State::Ready || row.state == State::Unknown;
    if (chip == u"closed")
        return row.state == State::Closed;
    if (chip == u"reopened")
        return row.state == State::Reopened;
    return true;
}

ReportTable reportOf(const RowsModel<PeriodRow> &model)
{
    ReportTable table;
    table.name = "periods";
    table.columns = {{"customer", false}, {"period", false}, {"state", false}, {"total", true}, {"currency", false},
        {"closed_at", false}, {"closed_by", false}, {"late", true}, {"reopened_at", false}, {"reason", false}};
    constexpr std::array<const char *, 5> states{"open", "over", "closed", "reopened", "unknown"};
    model.forEachShown([&](const PeriodRow &row) {
        const ClosingRow closing = row.closing.value_or(ClosingRow());
        const auto time = [](const std::optional<Instant> &at) { return at ? toRfc3339(*at) : std::string(); };
        table.rows.push_back({row.period.customerName, row.period.period, states[static_cast<std::size_t>(row.state)],
            closing.total, closing.currency, row.closing ? toRfc3339(closing.closedAt) : std::string(), closing.closedBy,
            row.closing ? std::to_string(closing.late) : std::string(), time(closing.reopenedAt), closing.reason});
    });
    return table;
}

} // namespace

PeriodsPage::PeriodsPage(PageContext &context, QWidget *parent)
    : Page(context, parent), m_model(new RowsModel<PeriodRow>(
                                 periodColumns(), [](const PeriodRow &row) { return keyOf(row); }, this)),
      m_table(new DataTable), m_chips(new FilterChips), m_late(new LateTab), m_tabs(new QTabWidget),
      m_header(new QWidget(this))
{
    addActions();
    build();
    countChips();
    connect(m_chips, &FilterChips::currentChanged, this, &PeriodsPage::applyFilter);
    connect(m_table, &DataTable::selectionChanged, this, &PeriodsPage::followActions);
    connect(m_table, &DataTable::activated, this, [this] {
        if (m_close->isEnabled() && !closable().empty())
            closePeriods();
        else if (m_reopen->isEnabled())
            reopenPeriod();
    });
    connect(m_table, &DataTable::contextMenuRequested, this, [this](QMenu *menu) {
        menu->addSeparator();
        menu->addActions({m_close, m_reopen, m_usage});
    });
    connect(m_late, &LateTab::policyChosen, this, [this](LateUsage policy) {
        if (m_answer)
            setPolicyUndoably(this->context(), m_answer->policy.policy, policy);
    });
    followActions();
}

void PeriodsPage::build()
{
    auto *button = new QPushButton(icon(QStringLiteral("check")), tr("Close periods…"));
    button->setToolTip(m_close->statusTip());
    connect(button, &QPushButton::clicked, this, &PeriodsPage::closePeriods);
    auto *header = new QHBoxLayout(m_header);
    header->setContentsMargins(0, 0, 0, 0);
    header->addWidget(button);
    m_tabs->setDocumentMode(true);
    m_tabs->addTab(buildList(), tr("Periods"));
    m_tabs->addTab(m_late, tr("Late and early usage"));
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(20, 2, 20, 16);
    layout->addWidget(m_tabs);
}

QWidget *PeriodsPage::buildList()
{
    m_table->view()->setObjectName(QStringLiteral("periods"));
    m_table->view()->setAccessibleName(tr("Billing periods"));
    m_table->setModel(m_model);
    m_table->setStretchColumn(QStringLiteral("note"));
    m_table->setYieldingColumns({QStringLiteral("by"), QStringLiteral("closed"), QStringLiteral("late")});
    auto *list = new QWidget;
    auto *top = new QHBoxLayout;
    top->addWidget(m_chips, 1);
    top->addWidget(m_table->createColumnButton());
    auto *layout = new QVBoxLayout(list);
    layout->setContentsMargins(0, 10, 0, 0);
    layout->setSpacing(8);
    layout->addLayout(top);
    layout->addWidget(m_table, 1);
    return list;
}

void PeriodsPage::addActions()
{
    const auto add = [this](const char *id, const QString &text, const QString &icon, const QString &tip,
                         void (PeriodsPage::*run)()) {
        return context().actions.add(this,
            {.id = QString::fromLatin1(id),
                .text = text,
                .icon = icon,
                .statusTip = tip,
                .menu = QStringLiteral("tools"),
                .run = [this, run] { (this->*run)(); },
                .submenu = tr("P&eriods")});
    };
    m_close = add("period.close", tr("&Close periods…"), QStringLiteral("check"),
        tr("Shows what would be frozen of the chosen periods, or of all that are over, and closes them."),
        &PeriodsPage::closePeriods);
    m_reopen = add("period.reopen", tr("&Open again…"), QStringLiteral("undo"),
        tr("Opens a customer's last closed period again."), &PeriodsPage::reopenPeriod);
    m_usage = add("period.usage", tr("Show &usage"), QStringLiteral("usage"),
        tr("Shows the usage of this customer in this period."), &PeriodsPage::showUsage);
    context().actions.add(this,
        {.id = QStringLiteral("periods.export"),
            .text = tr("Export pe&riods…"),
            .icon = QStringLiteral("export"),
            .statusTip = tr("Writes the periods shown to a CSV file."),
            .run = [this] { exportShown(); }});
}

Topics PeriodsPage::topics() const
{
    return Topics(Topic::Usage) | Topic::Customers | Topic::Plans | Topic::Tokens | Topic::Settings;
}

void PeriodsPage::refresh()
{
    ++m_pending;
    context().workspace.read(this, &periodsAnswer, [this](Result<PeriodsAnswer> answer) {
        --m_pending;
        if (answer)
            adopt(std::move(*answer));
        else
            context().notifyError(sentence(answer.error()));
    });
}

void PeriodsPage::adopt(PeriodsAnswer answer)
{
    if (!m_answer) // an invitation is no way to say that they are being loaded
        m_table->setEmptyStates(
            new EmptyState(QStringLiteral("calendar"), tr("Nothing to bill yet"),
                tr("As soon as a customer has a token, its billing periods are listed here to be closed once they are "
                   "over.")),
            new EmptyState(QStringLiteral("check"), tr("No period is in this state"), QString()));
    m_answer = std::move(answer);
    m_model->setRows(m_answer->rows);
    m_late->show(*m_answer);
    const auto notices = static_cast<int>(m_answer->notices.size());
    m_tabs->setTabText(
        1, notices > 0 ? tr("Late and early usage (%1)").arg(notices) : tr("Late and early usage"));
    countChips();
    followActions();
}

void PeriodsPage::countChips()
{
    std::vector<FilterChips::Chip> chips{{QStringLiteral("all"), tr("All"), 0}, {QStringLiteral("ready"), tr("To be closed"), 0},
        {QStringLiteral("closed"), tr("Closed"), 0}, {QStringLiteral("reopened"), tr("Reopened"), 0}};
    for (FilterChips::Chip &chip : chips)
        chip.count = static_cast<int>(
            std::ranges::count_if(m_model->rows(), [&](const PeriodRow &row) { return isShown(row, chip.id); }));
    m_chips->setChips(chips);
}

void PeriodsPage::applyFilter()
{
    m_model->setFilter([chip = m_chips->current()](const PeriodRow &row) { return isShown(row, chip); });
    followActions();
}

std::vector<PeriodRow> PeriodsPage::chosen() const
{
    std::vector<PeriodRow> rows;
    for (const QString &key : m_table->selectedKeys())
        if (const PeriodRow *row = m_model->find(key))
            rows.push_back(*row);
    return rows;
}

/// Those chosen that are over; without any chosen, all that are.
std::vector<PeriodRow> PeriodsPage::closable() const
{
    std::vector<PeriodRow> rows = chosen();
    if (rows.empty())
        rows = m_model->rows();
    std::erase_if(rows, [](const PeriodRow &row) { return row.state != State::Ready; });
    return rows;
}

void PeriodsPage::followActions()
{
    const std::vector<PeriodRow> rows = isVisible() ? chosen() : std::vector<PeriodRow>();
    m_close->setEnabled(isVisible() ? !closable().empty() : true);
    m_reopen->setEnabled(rows.size() == 1 && rows.front().isLast);
    m_usage->setEnabled(rows.size() == 1 && rows.front().state != State::Unknown);
}

void PeriodsPage::closePeriods()
{
    if (!isVisible())
        context().navigate(id(), {});
    if (!m_answer)
        return;
    const std::vector<PeriodRow> rows = closable();
    if (rows.empty()) {
        context().notify(tr("No period that is over is open."));
        return;
    }
    auto *dialog = new ClosePeriodsDialog(context(), rows, m_answer->policy.policy, window());
    dialog->open();
}

void PeriodsPage::reopenPeriod()
{
    const std::vector<PeriodRow> rows = chosen();
    if (rows.size() != 1 || !rows.front().isLast)
        return;
    auto *dialog = new ReopenDialog(rows.front(), window());
    connect(dialog, &QDialog::accepted, this,
        [this, dialog, period = rows.front().period] { reopen(context(), period, dialog->reason()); });
    dialog->open();
}

void PeriodsPage::showUsage()
{
    const std::vector<PeriodRow> rows = chosen();
    if (rows.size() != 1)
        return;
    const OpenPeriod &period = rows.front().period;
    context().navigate(QStringLiteral("usage"),
        {{QStringLiteral("from"), qint64{period.span.begin.ms}}, {QStringLiteral("to"), qint64{period.span.end.ms}},
            {QStringLiteral("where"),
                QString::fromStdString(exactTerm("customer", period.customerName))}});
}

void PeriodsPage::exportShown()
{
    auto *dialog = new QFileDialog(
        window(), tr("Export periods"), QStringLiteral("periods.csv"), tr("CSV files (*.csv)"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setDefaultSuffix(QStringLiteral("csv"));
    connect(dialog, &QFileDialog::fileSelected, this, [this](const QString &path) {
        const QByteArray text = QByteArray::fromStdString(toCsv(reportOf(*m_model)));
        QSaveFile file(path);
        if (file.open(QIODevice::WriteOnly) && file.write(text) == text.size() && file.commit())
            context().notify(tr("Saved as %1").arg(QDir::toNativeSeparators(path)));
        else
            context().notifyError(tr("The file %1 cannot be written. Choose another place.").arg(path));
    });
    dialog->open();
}

QVariantMap PeriodsPage::state() const
{
    return {{QStringLiteral("tab"), m_tabs->currentIndex()}, {QStringLiteral("chip"), m_chips->current()},
        {QStringLiteral("table"), QString::fromLatin1(m_table->saveState().toBase64())}};
}

void PeriodsPage::restore(const QVariantMap &state)
{
    m_tabs->setCurrentIndex(state.value(QStringLiteral("tab")).toInt());
    m_chips->setCurrent(state.value(QStringLiteral("chip")).toString());
    m_table->restoreState(QByteArray::fromBase64(state.value(QStringLiteral("table")).toString().toLatin1()));
}

void PeriodsPage::showEvent(QShowEvent *event)
{
    Page::showEvent(event);
    followActions();
}

void PeriodsPage::hideEvent(QHideEvent *event)
{
    Page::hideEvent(event);
    followActions();
}

} // namespace toll
