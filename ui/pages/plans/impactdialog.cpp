// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/plans/impactdialog.h"

#include "core/services/ratingsource.h"
#include "core/services/wording.h"
#include "core/services/zones.h"
#include "ui/pages/plans/plancalls.h"
#include "ui/text/moneytext.h"
#include "ui/text/numbers.h"
#include "ui/text/timetext.h"
#include "ui/widgets/datatable.h"
#include "ui/widgets/field.h"
#include "ui/widgets/style.h"
#include "ui/widgets/theme.h"

#include <QDateEdit>
#include <QDialogButtonBox>
#include <QFormLayout>
#include <QLabel>
#include <QPointer>
#include <QProgressBar>
#include <QPushButton>
#include <QStackedWidget>
#include <QTableView>
#include <QVBoxLayout>

#include <algorithm>

namespace toll {

namespace {

Tone toneOf(const Decimal &delta)
{
    return delta.isZero() ? Tone::Muted : delta.isNegative() ? Tone::Ok : Tone::Warning;
}

QString deltaText(const Decimal &delta, const Currency &currency)
{
    if (delta.isZero())
        return ImpactDialog::tr("no difference");
    return (delta.isNegative() ? QStringLiteral("▼ ") : QStringLiteral("▲ ")) + moneyChangeText({delta, currency});
}

std::vector<Column<PlanImpactRow>> columnsIn(const Currency &currency)
{
    Column<PlanImpactRow> customer;
    customer.id = QStringLiteral("customer");
    customer.title = ImpactDialog::tr("Customer");
    customer.text = [](const PlanImpactRow &row) { return QString::fromStdString(row.name); };
    const auto money = [&](const char *id, const QString &title, Decimal PlanImpactRow::*amount) {
        Column<PlanImpactRow> column;
        column.id = QString::fromLatin1(id);
        column.title = title;
        column.text = [amount, currency](const PlanImpactRow &row) { return moneyText(row.*amount, currency); };
        column.sortKey = [amount](const PlanImpactRow &row) { return SortKey(row.*amount); };
        column.copy = [amount](const PlanImpactRow &row) { return QString::fromStdString((row.*amount).toString()); };
        column.alignment = Qt::AlignRight;
        return column;
    };
    Column<PlanImpactRow> delta = money("delta", ImpactDialog::tr("Difference"), &PlanImpactRow::delta);
    delta.text = [currency](const PlanImpactRow &row) { return deltaText(row.delta, currency); };
    delta.tone = [](const PlanImpactRow &row) { return toneOf(row.delta); };
    return {customer, money("baseline", ImpactDialog::tr("Now"), &PlanImpactRow::baseline),
        money("proposed", ImpactDialog::tr("Proposed"), &PlanImpactRow::proposed), delta};
}

/// The first of the next month that lies after the newest version's start.
Instant firstStart(const PlanEntry &entry, Instant now, const Zone &zone)
{
    return monthOf(entry.stored ? std::max(entry.stored->versions.back().from, now) : now, zone).end;
}

} // namespace

ImpactDialog::ImpactDialog(PageContext &context, const PlanEntry &entry, Instant now, QWidget *parent)
    : QDialog(parent), m_context(context), m_entry(entry), m_document(entry.document().dump()), m_now(now),
      m_model(new RowsModel<PlanImpactRow>(
          columnsIn({}), [](const PlanImpactRow &row) { return QString::fromStdString(row.id.text); }, this)),
      m_intro(new QLabel), m_stack(new QStackedWidget), m_table(new DataTable), m_nobody(new QLabel),
      m_totals(new QLabel)
{
    setAttribute(Qt::WA_DeleteOnClose);
    const Json document = entry.document();
    const Json *zone = document.find("timezone");
    m_zone = zoneNamed(zone && zone->asString() ? *zone->asString() : "UTC").value_or(Zone());
    build();
    m_job = startPreview(context, m_document, entry.name(), this, [this](const Checked<PlanImpact> &impact) {
        m_job = 0;
        adopt(impact);
    });
    connect(&context.jobs, &Jobs::changed, this, &ImpactDialog::followJob);
}

void ImpactDialog::build()
{
    setWindowTitle(tr("Impact of the change: %1").arg(m_entry.name()));
    resize(680, 520);
    m_intro->setTextFormat(Qt::PlainText);
    m_intro->setWordWrap(true);
    m_intro->setText(tr("Rating the last 30 days by the plan as it is, and by the draft…"));
    m_nobody->setAlignment(Qt::AlignCenter);
    m_nobody->setWordWrap(true);
    m_nobody->setForegroundRole(QPalette::PlaceholderText);
    m_totals->setObjectName(QStringLiteral("impactTotals"));
    m_totals->setTextFormat(Qt::PlainText);
    m_totals->setFont(headingFont(m_totals->font(), 1.1));
    m_table->view()->setObjectName(QStringLiteral("impact"));
    m_table->view()->setAccessibleName(tr("Impact by customer"));
    m_table->setModel(m_model);
    m_table->setStretchColumn(QStringLiteral("customer"));
    m_stack->insertWidget(Working, buildProgress());
    m_stack->insertWidget(Table, m_table);
    m_stack->insertWidget(Nobody, m_nobody);
    auto *buttons = new QDialogButtonBox;
    m_store = buttons->addButton(m_entry.stored ? tr("Schedule") : tr("Store plan"), QDialogButtonBox::AcceptRole);
    m_store->setObjectName(QStringLiteral("schedule"));
    setPrimary(m_store);
    buttons->addButton(tr("Close"), QDialogButtonBox::RejectRole);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(20, 20, 20, 16);
    layout->setSpacing(12);
    layout->addWidget(m_intro);
    layout->addWidget(m_stack, 1);
    layout->addWidget(m_totals);
    layout->addWidget(buildDate());
    layout->addWidget(buttons);
    connect(buttons, &QDialogButtonBox::accepted, this, &ImpactDialog::schedule);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
}

QWidget *ImpactDialog::buildProgress()
{
    auto *working = new QWidget;
    m_progress = new QProgressBar;
    m_progress->setRange(0, 0);
    m_progress->setTextVisible(false);
    m_progress->setMaximumWidth(320);
    auto *cancel = new QPushButton(tr("Cancel the preview"));
    connect(cancel, &QPushButton::clicked, this, [this] { m_context.jobs.cancel(m_job); });
    auto *layout = new QVBoxLayout(working);
    layout->addStretch(1);
    layout->addWidget(m_progress, 0, Qt::AlignHCenter);
    layout->addWidget(cancel, 0, Qt::AlignHCenter);
    layout->addStretch(1);
    return working;
}

QWidget *ImpactDialog::buildDate()
{
    m_date = new QDateEdit(localDate(firstStart(m_entry, m_now, m_zone), m_zone));
    m_date->setObjectName(QStringLiteral("from"));
    m_date->setAccessibleName(tr("Holds from"));
    m_date->setCalendarPopup(true);
    m_date->setDisplayFormat(QStringLiteral("yyyy-MM-dd"));
    m_date->setMaximumWidth(160);
    m_dateField = new Field(m_date);
    auto *row = new QWidget;
    auto *form = new QFormLayout(row);
    form->setContentsMargins(0, 0, 0, 0);
    form->addRow(tr("&Holds from"), m_dateField);
    row->setVisible(m_entry.stored.has_value());
    connect(m_date, &QDateEdit::dateChanged, this, &ImpactDialog::showDateHint);
    showDateHint();
    return row;
}

void ImpactDialog::showDateHint()
{
    const Date date{std::chrono::year(m_date->date().year()),
        std::chrono::month(static_cast<unsigned>(m_date->date().month())),
        std::chrono::day(static_cast<unsigned>(m_date->date().day()))};
    const Instant start = m_zone.startOfDay(date);
    const QString zone = QString::fromStdString(m_zone.id());
    m_dateField->complain({});
    if (m_entry.stored && start <= m_entry.stored->versions.back().from)
        m_dateField->complain(tr("It has to begin after the newest version, which holds from %1.")
                                  .arg(dateText(m_entry.stored->versions.back().from, m_zone)));
    else if (start <= m_now)
        m_dateField->setHint(
            tr("Requests since then are billed anew. The day begins at midnight in %1.").arg(zone));
    else
        m_dateField->setHint(tr("The day begins at midnight in %1. Until then the plan stays as it is.").arg(zone));
}

void ImpactDialog::followJob()
{
    for (const Jobs::Job &job : m_context.jobs.all())
        if (job.id == m_job && job.total > 0) {
            m_progress->setRange(0, static_cast<int>(job.total));
            m_progress->setValue(static_cast<int>(job.done));
        }
}

void ImpactDialog::adopt(const Checked<PlanImpact> &impact)
{
    if (!impact) {
        const bool isCancelled = impact.error().front().code == ErrorCode::Cancelled;
        m_intro->setText(isCancelled ? tr("The preview was cancelled. The draft can be stored without it.")
                                     : faultsText(impact.error()));
        setInk(m_intro, !isCancelled);
        m_nobody->clear();
        m_stack->setCurrentIndex(Nobody);
        return;
    }
    const QString days = intervalText(impact->span, impact->zone);
    if (impact->customers.empty()) {
        m_intro->setText(m_entry.stored ? tr("Nobody is on this plan, so nobody's bill changes.")
                                        : tr("Nobody is on this plan yet. Once it is stored, assign it to a customer."));
        m_nobody->setText(tr("No customers to compare"));
        m_stack->setCurrentIndex(Nobody);
        return;
    }
    m_intro->setText(tr("%1, rated twice: by the plan in force and by the draft. %2 requests. Nothing is stored yet.")
                         .arg(days, integerText(impact->requests)));
    m_currency = impact->currency;
    m_model->setColumns(columnsIn(m_currency));
    m_model->setRows(impact->customers);
    m_stack->setCurrentIndex(Table);
    showTotals(*impact);
}

void ImpactDialog::showTotals(const PlanImpact &impact)
{
    m_totals->setText(tr("%1 now, %2 proposed: %3")
                          .arg(moneyText(impact.baseline, impact.currency), moneyText(impact.proposed, impact.currency),
                              deltaText(impact.delta, impact.currency)));
}

void ImpactDialog::schedule()
{
    if (m_isStoring)
        return;
    if (m_dateField->hasComplaint()) {
        m_date->setFocus();
        return;
    }
    m_isStoring = true;
    std::optional<std::string> from;
    if (m_entry.stored)
        from = m_date->date().toString(Qt::ISODate).toStdString();
    storePlan(m_context, m_entry.key, m_document, from,
        [guard = QPointer(this), &context = m_context, name = m_entry.name(), from](const Checked<Plan> &plan) {
            if (plan)
                context.notify(from ? tr("Version %1 of “%2” holds from %3.")
                                          .arg(QString::number(plan->version), name, QString::fromStdString(*from))
                                    : tr("The plan “%1” is stored.").arg(name));
            if (!guard)
                return;
            guard->m_isStoring = false;
            if (plan) {
                emit guard->stored(name);
                guard->accept();
                return;
            }
            guard->m_intro->setText(faultsText(plan.error()));
            setInk(guard->m_intro, true);
        });
}

void ImpactDialog::done(int result)
{
    if (m_job != 0)
        m_context.jobs.cancel(m_job);
    QDialog::done(result);
}

} // namespace toll
