// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/jsonpointer.h"
#include "core/rating/plan.h"
#include "core/services/plandraft.h"

#include <QTest>

using namespace toll;
using namespace Qt::Literals::StringLiterals;

namespace {

Json charge(const char *text)
{
    return *parseJson(text);
}

const char tiered[] = R"({"id":"c","meter":"input_units","per":1000,"group":"g","match":{"model":"m*"},"allowance":5,)"
                      R"("price":{"shape":"graduated","tiers":[{"up_to":1000,"rate":"0.02"},{"rate":"0.01"}]}})";
const char capped[] = R"({"id":"c","per_term":true,"allowance":5,"price":{"shape":"flat_capped","rate":"token",)"
                      R"("cap":"token","lifetime":"P30D"}})";

} // namespace

class PlanDraftTest : public QObject {
    Q_OBJECT

private slots:
    void staysValidInEveryKindOfPrice_data();
    void staysValidInEveryKindOfPrice();
    void keepsTheRateBetweenKinds();
    void addsAndRemovesTiers();
    void findsAFreeNameForACharge();
    void beginsWithAValidPlan();
    void findsFaultsBeyondTheFile_data();
    void findsFaultsBeyondTheFile();
};

void PlanDraftTest::staysValidInEveryKindOfPrice_data()
{
    QTest::addColumn<QByteArray>("from");
    QTest::addColumn<QString>("shape");
    for (const char *from : {tiered, capped})
        for (const QString &shape : {u"flat"_s, u"flat_capped"_s, u"graduated"_s, u"volume"_s, u"package"_s, u"fixed"_s,
                 u"percentage"_s})
            QTest::newRow(qPrintable((from == tiered ? u"tiers to "_s : u"capped to "_s) + shape))
                << QByteArray(from) << shape;
}

void PlanDraftTest::staysValidInEveryKindOfPrice()
{
    QFETCH(QByteArray, from);
    QFETCH(QString, shape);
    const Json changed = chargeOfShape(charge(from.constData()), shape.toStdString());
    Json plan = blankPlan("P", "USD", "UTC");
    plan = *withValue(plan, "/charges/0", changed);
    const std::vector<Error> faults = draftFaults(plan);
    QVERIFY2(faults.empty(), faults.empty() ? "" : faults.front().where.c_str());
    QCOMPARE(QString::fromUtf8(shapeName(parsePlan(plan)->charges.front().shape).data()), shape);
}

void PlanDraftTest::keepsTheRateBetweenKinds()
{
    const Json flat = chargeOfShape(charge(tiered), "flat");
    QCOMPARE(valueAt(flat, "/price/rate")->dump(), "\"0.02\"");
    QCOMPARE(valueAt(flat, "/per")->dump(), "1000");
    const Json again = chargeOfShape(flat, "volume");
    QCOMPARE(valueAt(again, "/price/tiers/0/rate")->dump(), "\"0.02\"");
    QCOMPARE(valueAt(chargeOfShape(charge(tiered), "volume"), "/price/tiers/1/rate")->dump(), "\"0.01\"");
}

void PlanDraftTest::addsAndRemovesTiers()
{
    const Json tiers = *valueAt(charge(tiered), "/price/tiers");
    const Json more = withTierAdded(tiers);
    QCOMPARE(more.dump(), R"([{"up_to":1000,"rate":"0.02"},{"up_to":10000,"rate":"0.01"},{"rate":"0.01"}])");
    QCOMPARE(withTierRemoved(more, 1), tiers);
    QCOMPARE(withTierRemoved(more, 2).dump(), R"([{"up_to":1000,"rate":"0.02"},{"rate":"0.01"}])");
    QCOMPARE(withTierRemoved(*parseJson(R"([{"rate":"1"}])"), 0).dump(), R"([{"rate":"1"}])");
    QCOMPARE(withTierAdded(*parseJson(R"([{"rate":"1"}])")).dump(), R"([{"up_to":1000,"rate":"1"},{"rate":"1"}])");
}

void PlanDraftTest::findsAFreeNameForACharge()
{
    Json plan = blankPlan("P", "USD", "UTC");
    plan = *withValue(plan, "/charges/0/id", "charge-2");
    QCOMPARE(newCharge(plan).find("id")->dump(), "\"charge-3\"");
}

void PlanDraftTest::beginsWithAValidPlan()
{
    QVERIFY(draftFaults(blankPlan("Mine", "CNY", "Asia/Shanghai")).empty());
    const Json renamed = renamedPlan(blankPlan("Mine", "CNY", "Asia/Shanghai"), "Yours", "USD", "UTC");
    const Checked<Plan> plan = parsePlan(renamed);
    QVERIFY(plan.has_value());
    QCOMPARE(plan->name, "Yours");
    QCOMPARE(plan->currency, "USD");
    QCOMPARE(plan->charges.size(), 1U);
}

void PlanDraftTest::findsFaultsBeyondTheFile_data()
{
    QTest::addColumn<QString>("pointer");
    QTest::addColumn<QString>("value");
    QTest::newRow("time zone") << u"/timezone"_s << u"Mars/Base"_s;
    QTest::newRow("built-in name") << u"/name"_s << u"Basic"_s;
    QTest::newRow("currency") << u"/currency"_s << u"XYZ"_s;
    QTest::newRow("rate") << u"/charges/0/price/rate"_s << u"much"_s;
}

void PlanDraftTest::findsFaultsBeyondTheFile()
{
    QFETCH(QString, pointer);
    QFETCH(QString, value);
    const Json plan =
        *withValue(blankPlan("Mine", "USD", "UTC"), pointer.toStdString(), Json(value.toStdString()));
    const std::vector<Error> faults = draftFaults(plan);
    QCOMPARE(faults.size(), 1U);
    QCOMPARE(QString::fromStdString(faults.front().where), pointer);
}

QTEST_APPLESS_MAIN(PlanDraftTest)
#include "tst_plandraft.moc"
