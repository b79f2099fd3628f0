// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/periods/periodcalls.h"

#include "ui/pages/pagejob.h"
#include "ui/pages/periods/periodrows.h"

#include <QCoreApplication>

#include <ranges>

namespace toll {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(Periods)
};

using Closed = std::vector<OpenPeriod>;

Closed closedOf(const ClosingReport &report)
{
    Closed closed;
    for (const ClosingRow &row : report.closed)
        closed.push_back({row.customer, row.customerName, row.span, row.period, true, std::nullopt});
    return closed;
}

QString reportText(const ClosingReport &report)
{
    QStringList texts{Words::tr("%n period(s) closed.", nullptr, static_cast<int>(report.closed.size()))};
    for (const ClosingReport::Refusal &refusal : report.refused)
        texts << Words::tr("%1: %2", "a customer, why its period stays open")
                     .arg(QString::fromStdString(refusal.customerName), sentence(refusal.fault));
    return texts.join(u'\n');
}

void close(PageContext &context, const Closed &periods, const std::function<void(const Closed &)> &then)
{
    startJob(
        context, Words::tr("Closing of periods"),
        [periods](Services &services, const JobControl &job) { return services.periods.close(periods, job); },
        [](const Result<ClosingReport> &report) { return reportText(*report); },
        [&context, then](const Result<ClosingReport> &report) {
            if (report && !report->refused.empty())
                context.notifyError(reportText(*report));
            then(report ? closedOf(*report) : Closed());
        });
}

/// The last first: only a customer's last closed period can be opened.
void openAgain(PageContext &context, const Closed &periods, const std::string &reason,
    const std::function<void(bool)> &then)
{
    context.workspace.ask(
        &context.undo,
        [periods, reason](Services &services) -> Result<void> {
            for (const OpenPeriod &period : periods | std::views::reverse)
                if (const auto opened = services.periods.reopen(period.customer.text, period.period, reason); !opened)
                    return std::unexpected(opened.error());
            return {};
        },
        [&context, then](const Result<void> &done) {
            if (!done)
                context.notifyError(sentence(done.error()));
            then(done.has_value());
        });
}

std::function<void()> stepTo(PageContext &context, LateUsage policy)
{
    return [&context, policy] {
        context.workspace.ask(
            &context.undo, [policy](Services &services) { return services.settings.setLateUsage(policy); },
            [&context](const Result<void> &done) {
                if (done)
                    return;
                context.notifyError(sentence(done.error()));
                context.undo.failed();
            });
    };
}

} // namespace

void closeUndoably(PageContext &context, const std::vector<OpenPeriod> &periods)
{
    close(context, periods, [&context](const Closed &closed) {
        if (closed.empty())
            return;
        context.undo.push(
            Words::tr("Close %n period(s)", nullptr, static_cast<int>(closed.size())),
            [&context, closed] {
                openAgain(context, closed, Words::tr("Closing undone").toStdString(), [&context](bool isDone) {
                    if (!isDone)
                        context.undo.failed();
                });
            },
            [&context, closed] {
                close(context, closed, [&context](const Closed &again) {
                    if (again.empty())
                        context.undo.failed();
                });
            });
    });
}

void reopen(PageContext &context, const OpenPeriod &period, const QString &reason)
{
    openAgain(context, {period}, reason.toStdString(), [&context, period](bool isDone) {
        if (isDone)
            context.notify(Words::tr("The period %1 of %2 is open again.")
                               .arg(QString::fromStdString(period.period), QString::fromStdString(period.customerName)));
    });
}

void setPolicyUndoably(PageContext &context, LateUsage before, LateUsage policy)
{
    if (before == policy)
        return;
    context.workspace.ask(
        &context.undo, [policy](Services &services) { return services.settings.setLateUsage(policy); },
        [&context, before, policy](const Result<void> &done) {
            if (done)
                context.undo.push(
                    Words::tr("Late usage %1", "completes the sentence with what becomes of it").arg(choiceText(policy)),
                    stepTo(context, before), stepTo(context, policy));
            else
                context.notifyError(sentence(done.error()));
        });
}

} // namespace toll
