// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
// T-I1 of vectors/billing-cases.md, on random plans and usage: whatever shows an amount shows the bill's.
#include "core/services/simulation.h"
#include "tests/core/services/anybill.h"
#include "tests/core/services/billingdesk.h"

using namespace toll;
using namespace toll::test;
using namespace Qt::StringLiterals;

class BillingCasesViewsTest : public QObject {
    Q_OBJECT

private slots:
    void T_I1_everyViewIsTheBill();
};

/// Bill, `rate`, the usage page's total and the simulation that changes nothing, to the last digit.
void BillingCasesViewsTest::T_I1_everyViewIsTheBill()
{
    QVERIFY(rc::check("preview is the bill", [] {
        const auto *id = *rc::gen::element("UTC", "Asia/Shanghai", "America/St_Johns");
        BillingDesk desk(id);
        static_cast<void>(desk.workspace.addToken(desk.customer.id, "second"));
        const QByteArray plan = anyPlanText();
        const QByteArray usage = anyUsageCsv();
        desk.usePlan(plan);
        RC_ASSERT(desk.import(usage).rejected == 0);
        const Statement bill = desk.bill("2026-05");

        RateRequest request;
        request.plan = plan.toStdString();
        request.timezone = id;
        request.period = "2026-05";
        request.usagePath = desk.workspace.writeFile(u"again.csv"_s, usage).toStdString();
        std::vector<Error> faults;
        RC_ASSERT(billOf(*rateFile(request, faults)) == billOf(bill));

        const Interval may = spanOf(desk, "2026-05");
        const UsageSummary summary = summaryOf(desk, may, {GroupBy::Day});
        RC_ASSERT(summary.total.amounts.front().amount == bill.total);
        RC_ASSERT(sumOf(summary.rows) == bill.total);

        for (const Grain grain : {Grain::Cells, Grain::Events}) {
            const auto baseline = valueOf(SimulationService(desk.workspace.context).baseline(may, grain));
            const std::vector<Outcome> outcomes = valueOf(replay(*baseline, Scenario()));
            RC_ASSERT(outcomes.front().baseline == bill.total);
            RC_ASSERT(outcomes.front().scenario == bill.total);
        }
    }));
}

QTEST_GUILESS_MAIN(BillingCasesViewsTest)
#include "tst_billingcases_views.moc"
