// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
// However usage comes (in any order, in any batches, some of it again), the bill is the same.
#include "tests/core/services/anybill.h"
#include "tests/core/services/billingdesk.h"

using namespace toll;
using namespace toll::test;
using namespace Qt::StringLiterals;

namespace {

const std::array zones{"UTC", "Asia/Shanghai", "America/St_Johns"};

/// A desk whose customer has two tokens on the plan.
std::unique_ptr<BillingDesk> deskWith(const QByteArray &plan, const char *zone)
{
    auto desk = std::make_unique<BillingDesk>(zone);
    static_cast<void>(desk->workspace.addToken(desk->customer.id, "second"));
    desk->usePlan(plan);
    return desk;
}

/// The order of a list, drawn card by card.
QList<QByteArray> shuffled(QList<QByteArray> rows)
{
    for (qsizetype left = rows.size(); left > 1; --left)
        rows.swapItemsAt(left - 1, *rc::gen::inRange<qsizetype>(0, left));
    return rows;
}

/// The rows cut into one to five files, each with some of the rows before it again.
QList<QByteArray> batchesOf(const QByteArray &header, const QList<QByteArray> &rows)
{
    QList<QByteArray> batches;
    qsizetype next = 0;
    while (next < rows.size()) {
        const qsizetype end = batches.size() == 4 ? rows.size() : *rc::gen::inRange(next + 1, rows.size() + 1);
        const qsizetype begin = *rc::gen::inRange<qsizetype>(0, next + 1);
        batches << header + '\n' + rows.mid(begin, end - begin).join('\n') + '\n';
        next = end;
    }
    return batches;
}

} // namespace

class UsageOrderTest : public QObject {
    Q_OBJECT

private slots:
    void orderAndBatchesChangeNothing();
};

void UsageOrderTest::orderAndBatchesChangeNothing()
{
    QVERIFY(rc::check("any order and any batches of the same usage bill the same", [] {
        const char *zone = *rc::gen::elementOf(zones);
        const QByteArray plan = anyPlanText();
        const QByteArray usage = anyUsageCsv();
        const auto whole = deskWith(plan, zone);
        const std::int64_t count = whole->import(usage).added;
        const Statement bill = whole->bill("2026-05");

        QList<QByteArray> rows = usage.trimmed().split('\n');
        const QByteArray header = rows.takeFirst();
        const auto divided = deskWith(plan, zone);
        std::int64_t added = 0;
        for (const QByteArray &batch : batchesOf(header, shuffled(rows)))
            added += divided->import(batch).added;
        RC_ASSERT(added == count);
        RC_ASSERT(billOf(divided->bill("2026-05")) == billOf(bill));
    }));
}

QTEST_GUILESS_MAIN(UsageOrderTest)
#include "tst_usageorder.moc"
