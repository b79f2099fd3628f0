// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/usage/conflictcalls.h"

#include "ui/pages/pagejob.h"
#include "ui/text/moneytext.h"

#include <QCoreApplication>

namespace toll {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(Conflicts)
};

using Choices = std::vector<ConflictChoice>;

void decide(PageContext &context, const Choices &choices, const std::function<void(bool)> &then)
{
    startJob(
        context, Words::tr("Deciding of conflicts"),
        [choices](Services &services, const JobControl &job) { return services.conflicts.decide(choices, job); },
        [count = static_cast<int>(choices.size())](
            const Result<void> &) { return Words::tr("%n conflict(s) decided.", nullptr, count); },
        [then](const Result<void> &done) { then(done.has_value()); });
}

std::function<void()> stepOf(PageContext &context, const Choices &choices)
{
    return [&context, choices] {
        decide(context, choices, [&context](bool isDone) {
            if (!isDone)
                context.undo.failed();
        });
    };
}

QString policyText(LateUsage policy)
{
    switch (policy) {
    case LateUsage::NextBill:
        return Words::tr("closed: it stays, and the next bill adjusts it");
    case LateUsage::Reopen:
        return Words::tr("closed: it is opened again");
    case LateUsage::Reject:
        return Words::tr("closed: nothing of it may change");
    }
    return {};
}

} // namespace

void decideUndoably(PageContext &context, const std::vector<ConflictRow> &rows, Keep keep)
{
    Choices wanted, before;
    for (const ConflictRow &row : rows) {
        wanted.push_back({row.number, keep});
        before.push_back({row.number, row.decision});
    }
    const int count = static_cast<int>(rows.size());
    const QString text = keep == Keep::First ? Words::tr("Keep the first of %n conflict(s)", nullptr, count)
                                             : Words::tr("Keep the second of %n conflict(s)", nullptr, count);
    decide(context, wanted, [&context, wanted, before, text](bool isDone) {
        if (isDone)
            context.undo.push(text, stepOf(context, before), stepOf(context, wanted));
    });
}

QString effectText(const std::vector<ConflictEffect> &effects)
{
    QStringList lines;
    for (const ConflictEffect &effect : effects) {
        if (effect.before == effect.after && !effect.closed)
            continue;
        const QString bill = Words::tr("%1, %2", "customer, period")
                                 .arg(QString::fromStdString(effect.customerName), QString::fromStdString(effect.period));
        if (effect.before == effect.after)
            lines << Words::tr("%1 (%2)", "a bill, why it stays").arg(bill, policyText(*effect.closed));
        else
            lines << Words::tr("%1: %2 → %3", "a bill, its total before and after")
                         .arg(bill, moneyText(effect.before, effect.currency), moneyText(effect.after, effect.currency));
    }
    return lines.isEmpty() ? Words::tr("No bill changes.") : lines.join(u'\n');
}

} // namespace toll
