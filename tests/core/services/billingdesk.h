// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/services/billing.h"
#include "core/services/plans.h"
#include "core/services/usage.h"
#include "core/services/zones.h"
#include "tests/core/services/servicesfixture.h"
#include "tests/support/history.h"
#include "tests/support/plantext.h"

namespace toll::test {

/// A workspace with one customer and one token of theirs, as the billing cases need it: import, then bill. What must
/// work ends the test where it does not.
class BillingDesk {
public:
    explicit BillingDesk(const char *zoneId = "UTC", const char *currencyCode = "USD")
        : zone(valueOf(zoneNamed(zoneId))),
          customer(valueOf(workspace.customers().add({"Acme", currencyCode, zoneId, ""}))),
          token(workspace.addToken(customer.id, "gateway"))
    {
    }

    /// The customer's plan from an instant on, or its next version.
    void usePlan(const QByteArray &text, std::optional<Instant> from = {})
    {
        PlanService plans(workspace.context);
        const Checked<Plan> plan = plans.import(text.toStdString());
        if (!plan)
            qFatal("a fault of the plan at '%s'", plan.error().front().where.c_str());
        const Result<void> assigned = plans.assign(plan->name, customer.id, from);
        if (!assigned)
            qFatal("not assigned: %s", assigned.error().found.c_str());
    }

    /// Reads the text as its preview proposes; all rows are the one token's unless a column names theirs.
    [[nodiscard]] ImportReport import(
        const QByteArray &content, const QString &name = QStringLiteral("usage.csv"), const JobControl &job = {})
    {
        const std::string path = workspace.writeFile(name, content).toStdString();
        ImportOptions options;
        options.layout = valueOf(workspace.imports().preview(path, {})).layout;
        options.source = "gate";
        if (!options.layout.fields.contains("token"))
            options.token = token.id;
        return valueOf(workspace.imports().run(path, options, job));
    }

    /// "2026-05", in the customer's zone.
    [[nodiscard]] Statement bill(const char *period)
    {
        return valueOf(BillingService(workspace.context).billCustomer(customer.id, valueOf(parsePeriod(period, zone))));
    }

    ServicesFixture workspace;
    Zone zone;
    Customer customer;
    Token token;
};

/// Lines, then the total: what two bills have in common when they are the same.
inline QStringList billOf(const Statement &statement)
{
    return linesOf(statement) << QStringLiteral("total ") + totalOf(statement);
}

inline Decimal sumOf(const std::vector<UsageSums> &rows)
{
    Decimal sum;
    for (const UsageSums &row : rows)
        for (const Money &money : row.amounts)
            sum = valueOf(sum.plus(money.amount));
    return sum;
}

inline UsageSummary summaryOf(BillingDesk &desk, const Interval &range, std::vector<Grouping> by = {})
{
    SummaryQuery query;
    query.range = range;
    query.zone = desk.zone;
    query.by = std::move(by);
    return valueOf(UsageService(desk.workspace.context).summary(query));
}

inline Interval spanOf(const BillingDesk &desk, const std::string &period)
{
    return valueOf(parsePeriod(period, desk.zone));
}

} // namespace toll::test
