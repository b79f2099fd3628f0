// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/periods/closedialog.h"

#include "core/money/sums.h"
#include "core/services/wording.h"
#include "ui/pages/periods/periodcalls.h"
#include "ui/text/moneytext.h"
#include "ui/text/numbers.h"
#include "ui/text/timetext.h"
#include "ui/widgets/datatable.h"
#include "ui/widgets/style.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPointer>
#include <QProgressBar>
#include <QPushButton>
#include <QTableView>
#include <QVBoxLayout>

#include <algorithm>

namespace toll {

ClosePeriodsDialog::ClosePeriodsDialog(
    PageContext &context, std::vector<PeriodRow> periods, LateUsage policy, QWidget *parent)
    : QDialog(parent), m_context(context), m_periods(std::move(periods)),
      m_model(new RowsModel<Row>(
          columns(),
          [](const Row &row) { return QString::fromStdString(row.preview.customer.text + '/' + row.preview.period); },
          this)),
      m_table(new DataTable), m_text(new QLabel), m_progress(new QProgressBar)
{
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("Close periods"));
    // Periods are closed one after the other.
    std::ranges::stable_sort(m_periods, {}, [](const PeriodRow &row) { return row.period.span.begin; });
    std::ranges::stable_sort(m_periods, {}, [](const PeriodRow &row) { return row.period.customerName; });
    build(policy);
    rate();
}

void ClosePeriodsDialog::build(LateUsage policy)
{
    auto *intro = new QLabel(tr("Closing keeps the statements as they stand: lines, numbers and explanations never change "
                                "afterwards. Usage that comes later for a closed period %1.")
                                 .arg(choiceText(policy)));
    intro->setWordWrap(true);
    intro->setForegroundRole(QPalette::PlaceholderText);
    m_text->setTextFormat(Qt::PlainText);
    m_text->setWordWrap(true);
    m_table->view()->setObjectName(QStringLiteral("previews"));
    m_table->view()->setAccessibleName(tr("What would be closed"));
    m_table->setModel(m_model);
    m_table->setStretchColumn(QStringLiteral("note"));
    m_progress->setAccessibleName(tr("Progress"));
    m_close = new QPushButton(tr("Close periods"));
    m_close->setObjectName(QStringLiteral("closePeriods"));
    setPrimary(m_close);
    auto *cancel = new QPushButton(tr("Cancel"));
    auto *buttons = new QHBoxLayout;
    buttons->addStretch(1);
    buttons->addWidget(cancel);
    buttons->addWidget(m_close);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(20, 20, 20, 16);
    layout->setSpacing(12);
    layout->addWidget(intro);
    layout->addWidget(m_table, 1);
    layout->addWidget(m_progress);
    layout->addWidget(m_text);
    layout->addLayout(buttons);
    resize(820, 520);
    connect(m_close, &QPushButton::clicked, this, &ClosePeriodsDialog::closePeriods);
    connect(cancel, &QPushButton::clicked, this, &QDialog::reject);
    connect(this, &QDialog::finished, this, [this] { m_control.cancel(); });
}

std::vector<Column<ClosePeriodsDialog::Row>> ClosePeriodsDialog::columns()
{
    Column<Row> customer;
    customer.id = QStringLiteral("customer");
    customer.title = tr("Customer");
    customer.text = [](const Row &row) { return QString::fromStdString(row.preview.customerName); };
    Column<Row> period;
    period.id = QStringLiteral("period");
    period.title = tr("Period");
    period.text = [](const Row &row) { return intervalText(row.preview.span, row.zone); };
    period.sortKey = [](const Row &row) { return SortKey(row.preview.span.begin.ms); };
    Column<Row> total;
    total.id = QStringLiteral("total");
    total.title = tr("Total");
    total.text = [](const Row &row) { return totalText(row.preview.total, row.preview.currency); };
    total.alignment = Qt::AlignRight;
    Column<Row> lines;
    lines.id = QStringLiteral("lines");
    lines.title = tr("Lines");
    lines.text = [](const Row &row) { return integerText(row.preview.lines); };
    lines.sortKey = [](const Row &row) { return SortKey(row.preview.lines); };
    lines.alignment = Qt::AlignRight;
    Column<Row> statements;
    statements.id = QStringLiteral("statements");
    statements.title = tr("Statements");
    statements.titleToolTip = tr("The customer's, and one for each of its tokens");
    statements.text = [](const Row &row) { return integerText(row.preview.tokens + 1); };
    statements.alignment = Qt::AlignRight;
    Column<Row> note;
    note.id = QStringLiteral("note");
    note.title = tr("Note");
    note.text = &ClosePeriodsDialog::noteOf;
    note.toolTip = note.text;
    note.tone = [](const Row &row) {
        return row.preview.refusal ? Tone::Danger : row.preview.waiting > 0 ? Tone::Warning : Tone::Muted;
    };
    return {customer, period, total, lines, statements, note};
}

QString ClosePeriodsDialog::noteOf(const Row &row)
{
    const ClosingPreview &preview = row.preview;
    if (preview.refusal)
        return preview.refusal->code == ErrorCode::Conflict ? tr("A period before it is open.")
                                                            : sentence(*preview.refusal);
    QStringList notes;
    if (preview.waiting > 0)
        notes << tr("%n conflict(s) wait for a decision.", nullptr, static_cast<int>(preview.waiting));
    if (preview.adjustments > 0)
        notes << tr("%n line(s) adjust closed periods.", nullptr, static_cast<int>(preview.adjustments));
    return notes.join(u' ');
}

void ClosePeriodsDialog::rate()
{
    m_isRating = true;
    m_close->setEnabled(false);
    m_text->setText(tr("Rating what would be closed…"));
    m_progress->setRange(0, static_cast<int>(m_periods.size()));
    // Told on the reading thread, which does not know whether this window is still there.
    m_control = JobControl([guard = QPointer(this), &jobs = m_context.jobs](std::int64_t done, std::int64_t) {
        QMetaObject::invokeMethod(
            &jobs,
            [guard, done] {
                if (guard)
                    guard->m_progress->setValue(static_cast<int>(done));
            },
            Qt::QueuedConnection);
    });
    std::vector<OpenPeriod> periods;
    for (const PeriodRow &row : m_periods)
        periods.push_back(row.period);
    m_context.workspace.read(
        this,
        [periods, control = m_control](Services &services) { return services.periods.preview(periods, control); },
        [this](const Result<std::vector<ClosingPreview>> &previews) {
            m_isRating = false;
            m_progress->hide();
            if (previews)
                adopt(*previews);
            else
                m_text->setText(sentence(previews.error()));
        });
}

void ClosePeriodsDialog::adopt(const std::vector<ClosingPreview> &previews)
{
    std::vector<Row> rows;
    std::vector<Money> totals;
    int open = 0;
    for (std::size_t i = 0; i < previews.size(); ++i) {
        rows.push_back({previews[i], m_periods[i].zone});
        if (previews[i].refusal)
            continue;
        ++open;
        if (const Result<Decimal> amount = Decimal::parse(previews[i].total))
            totals.push_back({*amount, currency(previews[i].currency).value_or(Currency{previews[i].currency, 2})});
    }
    m_model->setRows(std::move(rows));
    QStringList sums;
    if (const Result<std::vector<Money>> all = sumsByCurrency(totals))
        for (const Money &sum : *all)
            sums << moneyText(sum);
    m_text->setText(open > 0 ? tr("%n period(s) can be closed: %1", nullptr, open).arg(sums.join(QStringLiteral(" · ")))
                             : tr("None of these can be closed now."));
    m_close->setText(tr("Close %n period(s)", nullptr, open));
    m_close->setEnabled(open > 0);
    m_close->setFocus();
}

void ClosePeriodsDialog::closePeriods()
{
    if (m_isRating || !m_close->isEnabled())
        return;
    std::vector<OpenPeriod> periods;
    for (std::size_t i = 0; i < m_model->rows().size(); ++i)
        if (!m_model->rows()[i].preview.refusal)
            periods.push_back(m_periods[i].period);
    closeUndoably(m_context, periods);
    accept(); // the job shows how far it is
}

} // namespace toll
