// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
// A decision about a conflict that changes the usage of a closed period is late usage.
#include "core/services/conflicts.h"
#include "tests/core/services/closingdesk.h"

using namespace toll;
using namespace toll::test;
using namespace Qt::StringLiterals;

namespace {

const QByteArray header = "time,id,count\n";

/// May is closed with 3 requests; a second report of them says 5.
std::unique_ptr<ClosingDesk> deskWithConflict()
{
    auto desk = std::make_unique<ClosingDesk>();
    desk->usePlan(planText(chargeText(R"("shape":"flat","rate":"1")")));
    static_cast<void>(desk->import(header + "2026-05-03T10:00:00Z,a,3\n"));
    desk->close("2026-05");
    if (desk->import(header + "2026-05-03T10:00:00Z,a,5\n", u"again.csv"_s).conflicts != 1)
        qFatal("there is no conflict");
    return desk;
}

} // namespace

class ClosedConflictsTest : public QObject {
    Q_OBJECT

private slots:
    void theDifferenceComesIntoTheNextBill()
    {
        const auto desk = deskWithConflict();
        QVERIFY(ConflictService(desk->workspace.context).decide(1, Keep::Second).has_value());
        QCOMPARE(totalOf(desk->bill("2026-05")), u"3.00"_s);
        QCOMPARE(totalOf(desk->bill("2026-06")), u"2.00"_s);
        QCOMPARE(desk->ledger("usage.late").size(), 1);
        QVERIFY(ConflictService(desk->workspace.context).decide(1, Keep::First).has_value()); // and back again
        QCOMPARE(totalOf(desk->bill("2026-06")), u"0.00"_s);
    }

    void itsPeriodIsOpenAgainWhereThatIsThePolicy()
    {
        const auto desk = deskWithConflict();
        desk->setPolicy(LateUsage::Reopen);
        QVERIFY(ConflictService(desk->workspace.context).decide(1, Keep::Second).has_value());
        QCOMPARE(totalOf(desk->bill("2026-05")), u"5.00"_s);
    }

    void whatADecisionDoesToBillsIsToldBeforeIt()
    {
        const auto desk = deskWithConflict();
        ConflictService conflicts(desk->workspace.context);
        const auto told = [&](Keep keep) {
            QStringList lines;
            for (const ConflictEffect &effect : valueOf(conflicts.effects({{1, keep}})))
                lines << QString::fromStdString(effect.period + ' ' + effect.before.toString() + ' '
                    + effect.after.toString() + (effect.closed ? " " + std::string(name(*effect.closed)) : ""));
            return lines;
        };
        QCOMPARE(told(Keep::Second), (QStringList{u"2026-05 3 3 next_bill"_s, u"2026-06 0 2"_s}));
        QCOMPARE(told(Keep::First), (QStringList{u"2026-05 3 3 next_bill"_s, u"2026-06 0 0"_s}));
        desk->setPolicy(LateUsage::Reopen);
        QCOMPARE(told(Keep::Second), (QStringList{u"2026-05 3 5 reopen"_s, u"2026-06 0 0"_s}));
        QCOMPARE(totalOf(desk->bill("2026-05")), u"3.00"_s); // nothing was changed by asking
        QCOMPARE(desk->workspace.requests(), 3);
        QVERIFY(desk->ledger("usage.conflict_decided").isEmpty());
        desk->setPolicy(LateUsage::Reject);
        QCOMPARE(conflicts.effects({{1, Keep::Second}}).error().code, ErrorCode::PeriodClosed);
    }

    void itIsRefusedWhereLateUsageIs()
    {
        const auto desk = deskWithConflict();
        desk->setPolicy(LateUsage::Reject);
        const auto decided = ConflictService(desk->workspace.context).decide(1, Keep::Second);
        QVERIFY(!decided);
        QCOMPARE(decided.error().where, std::string("time"));
        QCOMPARE(totalOf(desk->bill("2026-05")), u"3.00"_s);
        QCOMPARE(desk->workspace.requests(), 3);
        QVERIFY(ConflictService(desk->workspace.context).decide(1, Keep::First).has_value()); // changes no usage
    }
};

QTEST_GUILESS_MAIN(ClosedConflictsTest)
#include "tst_closedconflicts.moc"
