// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/services/planexample.h"
#include "tests/core/storage/workspacefixture.h"

using namespace toll;
using namespace Qt::Literals::StringLiterals;

namespace {

Plan planOf(const QByteArray &price, const QByteArray &more = {})
{
    const QByteArray text = R"({"name":"P","currency":"USD","timezone":"Asia/Shanghai","charges":[{"id":"c","price":{)"
        + price + "}" + more + R"(}],"minimum":"50.00"})";
    const Checked<Plan> plan = parsePlan(std::string_view(text.toStdString()));
    if (!plan)
        qFatal("%s", plan.error().front().where.c_str());
    return *plan;
}

const QByteArray tiers = R"("tiers":[{"up_to":1000,"rate":"0.010"},{"rate":"0.006"}])";

} // namespace

class PlanExampleTest : public QObject {
    Q_OBJECT

private slots:
    void ratesAQuantity_data();
    void ratesAQuantity();
    void leavesTokensTheirOwnPrice();
    void drawsACurvePastTheLastTier();
};

void PlanExampleTest::ratesAQuantity_data()
{
    QTest::addColumn<QByteArray>("price");
    QTest::addColumn<QByteArray>("more");
    QTest::addColumn<qlonglong>("quantity");
    QTest::addColumn<QByteArray>("cost");
    const auto row = [](const char *name, const QByteArray &price, const QByteArray &more, qlonglong quantity,
                         const char *cost) { QTest::newRow(name) << price << more << quantity << QByteArray(cost); };
    row("1,500 requests cost 13.00", R"("shape":"graduated",)" + tiers, "", 1500, "13");
    row("volume", R"("shape":"volume",)" + tiers, "", 1500, "9");
    row("nothing", R"("shape":"volume",)" + tiers, "", 0, "0");
    row("blocks", R"("shape":"package","size":1000,"rate":"8")", "", 1500, "16");
    row("a fee", R"("shape":"fixed","amount":"9.00")", "", 1500, "9");
    row("a share", R"("shape":"percentage","percent":"1.5")", R"(,"meter":"meter.value","per":100)", 123456, "18.52");
    row("per million", R"("shape":"flat","rate":"2.50")", R"(,"meter":"input_units","per":1000000)", 3000000, "7.5");
    row("after what is free", R"("shape":"flat","rate":"0.01")", R"(,"allowance":1000)", 1500, "5");
    row("by request size", R"("shape":"volume","tier_by":"request","context":["input_units","output_units"],)" + tiers,
        R"(,"meter":"input_units")", 1500, "9");
    row("errors", R"("shape":"flat","rate":"0.01")", R"(,"meter":"errors")", 100, "1");
    // Evenly over two minutes, neither of which is over its cap.
    row("under a cap", R"("shape":"flat_capped","rate":"0.02","cap":"10/min","lifetime":"PT2M","cap_scope":"window")", "",
        20, "0.4");
    row("over a cap", R"("shape":"flat_capped","rate":"0.02","cap":"10/min","lifetime":"PT2M")", "", 50, "0.4");
    row("over a cap, charged",
        R"("shape":"flat_capped","rate":"0.02","cap":"10/min","lifetime":"PT2M","over_cap":"charge","overage_rate":"0.03")",
        "", 50, "1.3");
}

void PlanExampleTest::ratesAQuantity()
{
    QFETCH(QByteArray, price);
    QFETCH(QByteArray, more);
    QFETCH(qlonglong, quantity);
    QFETCH(QByteArray, cost);
    const Result<Decimal> rated = priceExample(planOf(price, more), "c", quantity);
    QVERIFY_RESULT(rated);
    QCOMPARE(QByteArray::fromStdString(rated->toString()), cost);
}

void PlanExampleTest::leavesTokensTheirOwnPrice()
{
    const Plan plan = planOf(R"("shape":"flat_capped","rate":"token","cap":"token","lifetime":"token")");
    QCOMPARE_ERROR(priceExample(plan, "c", 10), ErrorCode::Unsupported);
    QCOMPARE_ERROR(priceCurve(plan, "c", 10, 5), ErrorCode::Unsupported);
    QCOMPARE_ERROR(priceExample(plan, "other", 10), ErrorCode::NotFound);
}

void PlanExampleTest::drawsACurvePastTheLastTier()
{
    const auto curve = priceCurve(planOf(R"("shape":"graduated",)" + tiers), "c", 40, 5);
    QVERIFY_RESULT(curve);
    QCOMPARE(curve->size(), 5U);
    QCOMPARE(curve->front().quantity, 0);
    QCOMPARE(curve->front().cost, Decimal(0));
    QCOMPARE(curve->back().quantity, 2000); // 1,500 would do, and 2,000 is round
    QCOMPARE(curve->back().cost, Decimal(16));
    QCOMPARE(curve->back().rate->toString(), "0.006");
    QCOMPARE(curve->at(2).cost, Decimal(10));
    QCOMPARE(curve->at(2).rate->toString(), "0.01");
}

QTEST_APPLESS_MAIN(PlanExampleTest)
#include "tst_planexample.moc"
