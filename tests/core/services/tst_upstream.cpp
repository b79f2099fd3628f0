// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
// What upstream providers charge us, and what is left of what customers owe.
#include "core/services/exchange.h"
#include "core/services/reporting.h"
#include "core/services/upstream.h"
#include "core/services/usagereport.h"
#include "tests/core/services/billingdesk.h"

#include <rapidcheck.h>

using namespace toll;
using namespace toll::test;
using namespace Qt::StringLiterals;

namespace {

QByteArray named(const QByteArray &name, const QByteArray &charges, const QByteArray &currency = "USD")
{
    return planText(charges, {}, currency).replace(R"("name":"P")", R"("name":")" + name + "\"");
}

/// A customer who pays 0.10 a request, and what they used from two sources.
class Margins {
public:
    explicit Margins(const char *currencyCode = "USD") : desk("UTC", currencyCode)
    {
        desk.usePlan(planText(chargeText(R"("shape":"flat","rate":"0.10")"), {}, currencyCode));
    }

    void store(const QByteArray &plan)
    {
        const Checked<Plan> stored = PlanService(desk.workspace.context).import(plan.toStdString());
        if (!stored)
            qFatal("a fault of the plan at '%s'", stored.error().front().where.c_str());
    }
    [[nodiscard]] UpstreamService upstream() { return UpstreamService(desk.workspace.context); }

    void use(const QByteArray &rows)
    {
        if (desk.import("time,id,count,source,model\n" + rows).rejected > 0)
            qFatal("rejected rows");
    }

    [[nodiscard]] UsageSummary ask(std::vector<Grouping> by, const char *where = "")
    {
        SummaryQuery query;
        query.range = spanOf(desk, "2026-10");
        query.by = std::move(by);
        query.withCosts = true;
        query.where = *parseFilter(where, query.zone);
        return valueOf(UsageService(desk.workspace.context).summary(query));
    }

    BillingDesk desk;
};

std::string costOf(const UsageSums &sums)
{
    return sums.costs.empty() ? "none" : sums.costs.front().toString();
}

std::string marginOf(const UsageSums &sums)
{
    if (sums.margins.empty())
        return "none";
    const Margin &margin = sums.margins.front();
    return margin.amount ? Money{*margin.amount, margin.currency}.toString() : std::string(name(margin.gap));
}

const QByteArray twoSources = "2026-10-05T00:00:00Z,a,100,openai-eu,gpt\n2026-10-06T00:00:00Z,b,50,other,llama\n";

} // namespace

class UpstreamTest : public QObject {
    Q_OBJECT

private slots:
    void marginIsChargeMinusCost();
    void withoutAPriceListTheMarginIsUnknownAndNotZero();
    void mostExactPatternPricesARow();
    void endedListPricesNothingMore();
    void requestsTheListHasNoPriceForAreUnknown();
    void tiersArePooledOverAllCustomers();
    void foreignCostsAreConvertedAtTheStatedRate();
    void cutsOfCostsAndMarginsSumToTheTotals();
    void providersFeeIsOwedWithoutUse();
    void refusesWhatMakesNoSense();
    void everyChangeIsInTheLedger();
    void whatWasWrittenIsPutBack();
};

void UpstreamTest::whatWasWrittenIsPutBack()
{
    Margins margins;
    margins.store(named("One", chargeText(R"("shape":"flat","rate":"0.04")")));
    margins.store(named("Two", chargeText(R"("shape":"flat","rate":"0.05")")));
    UpstreamService upstream = margins.upstream();
    QVERIFY(valueOf(upstream.entries("*")).empty());
    QVERIFY(upstream.assign("One", "*").has_value());
    const auto first = valueOf(upstream.entries("*"));
    QVERIFY(upstream.assign("Two", "*", "2026-10-01").has_value());
    QVERIFY(upstream.end("*", "2026-10-20").has_value());
    const auto all = valueOf(upstream.entries("*"));
    QCOMPARE(all.size(), 3U);
    margins.use(twoSources);
    QCOMPARE(costOf(margins.ask({}).total), std::string("7.50"));
    QVERIFY(upstream.restore("*", first).has_value());
    QVERIFY(valueOf(upstream.entries("*")) == first);
    QCOMPARE(costOf(margins.ask({}).total), std::string("6.00"));
    QVERIFY(upstream.restore("*", {}).has_value());
    QVERIFY(valueOf(upstream.list()).empty());
    QVERIFY(upstream.restore("*", all).has_value());
    QCOMPARE(costOf(margins.ask({}).total), std::string("7.50"));
}

void UpstreamTest::marginIsChargeMinusCost()
{
    Margins margins;
    margins.store(named("Wholesale", chargeText(R"("shape":"flat","rate":"0.04")")));
    QVERIFY(margins.upstream().assign("Wholesale", "*").has_value());
    margins.use(twoSources);
    const UsageSummary summary = margins.ask({GroupBy::Source});
    QCOMPARE(costOf(summary.total), std::string("6.00"));
    QCOMPARE(marginOf(summary.total), std::string("9.00"));
    QCOMPARE(costOf(summary.rows[0]), std::string("4.00"));
    QCOMPARE(marginOf(summary.rows[0]), std::string("6.00"));
    QCOMPARE(marginOf(margins.ask({}, "model:llama").total), std::string("3.00"));
    QCOMPARE(marginOf(margins.ask({}, "id:b").total), std::string("3.00")); // from events
}

void UpstreamTest::withoutAPriceListTheMarginIsUnknownAndNotZero()
{
    Margins margins;
    margins.store(named("Wholesale", chargeText(R"("shape":"flat","rate":"0.04")")));
    margins.use(twoSources);
    QCOMPARE(costOf(margins.ask({}).total), std::string("none"));
    QCOMPARE(marginOf(margins.ask({}).total), std::string("no_price_list"));
    QVERIFY(margins.upstream().assign("Wholesale", "openai*").has_value());
    const UsageSummary summary = margins.ask({GroupBy::Source});
    QCOMPARE(costOf(summary.total), std::string("4.00")); // what is known of it
    QCOMPARE(summary.total.costUnknown, 50);
    QCOMPARE(marginOf(summary.total), std::string("no_price_list"));
    QCOMPARE(marginOf(summary.rows[0]), std::string("6.00"));
    QCOMPARE(marginOf(summary.rows[1]), std::string("no_price_list"));
    const Json json = toJson(summary, true);
    QVERIFY(json.find("total")->find("margin")->isNull());
    QCOMPARE(*json.find("total")->find("margin_unknown")->asString(), std::string("no_price_list"));
}

void UpstreamTest::mostExactPatternPricesARow()
{
    Margins margins;
    margins.store(named("Any", chargeText(R"("shape":"flat","rate":"0.01")")));
    margins.store(named("Open", chargeText(R"("shape":"flat","rate":"0.02")")));
    margins.store(named("Europe", chargeText(R"("shape":"flat","rate":"0.05")")));
    QVERIFY(margins.upstream().assign("Any", "*").has_value());
    QVERIFY(margins.upstream().assign("Open", "openai*").has_value());
    QVERIFY(margins.upstream().assign("Europe", "openai-eu").has_value());
    margins.use(twoSources + "2026-10-07T00:00:00Z,c,10,openai-us,gpt\n");
    const UsageSummary summary = margins.ask({GroupBy::Source});
    QCOMPARE(costOf(summary.rows[0]), std::string("5.00"));
    QCOMPARE(costOf(summary.rows[1]), std::string("0.20"));
    QCOMPARE(costOf(summary.rows[2]), std::string("0.50"));
    QCOMPARE(costOf(summary.total), std::string("5.70"));
}

void UpstreamTest::endedListPricesNothingMore()
{
    Margins margins;
    margins.store(named("Wholesale", chargeText(R"("shape":"flat","rate":"0.04")")));
    QVERIFY(margins.upstream().assign("Wholesale", "*").has_value());
    margins.use(twoSources);
    QVERIFY(margins.upstream().end("*", "2026-10-06").has_value());
    const std::vector<UpstreamRow> rows = valueOf(margins.upstream().list());
    QCOMPARE(rows.size(), std::size_t(1));
    QCOMPARE(toRfc3339(*rows.front().until), std::string("2026-10-06T00:00:00Z"));
    const UsageSummary summary = margins.ask({GroupBy::Day});
    QCOMPARE(costOf(summary.rows[0]), std::string("4.00"));
    QCOMPARE(marginOf(summary.rows[1]), std::string("no_price_list"));
    QVERIFY(margins.upstream().assign("Wholesale", "*", "2026-10-06").has_value()); // goes on without a break
    QCOMPARE(marginOf(margins.ask({}).total), std::string("9.00"));
}

void UpstreamTest::requestsTheListHasNoPriceForAreUnknown()
{
    Margins margins;
    margins.store(named("Wholesale", chargeText(R"("shape":"flat","rate":"0.04")", R"(,"match":{"model":"gpt"})")));
    QVERIFY(margins.upstream().assign("Wholesale", "*").has_value());
    margins.use(twoSources);
    const UsageSummary summary = margins.ask({GroupBy::Model});
    QCOMPARE(marginOf(summary.rows[0]), std::string("6.00"));
    QCOMPARE(summary.rows[1].costUnknown, 50);
    QCOMPARE(marginOf(summary.rows[1]), std::string("no_price_list"));
    QCOMPARE(marginOf(summary.total), std::string("no_price_list"));
}

void UpstreamTest::tiersArePooledOverAllCustomers()
{
    Margins margins;
    margins.store(named("Wholesale",
        chargeText(R"("shape":"graduated","tiers":[{"up_to":100,"rate":"0.05"},{"rate":"0.01"}])")));
    QVERIFY(margins.upstream().assign("Wholesale", "*").has_value());
    const Customer other = valueOf(margins.desk.workspace.customers().add({"Other", "USD", "UTC", ""}));
    static_cast<void>(margins.desk.workspace.addToken(other.id, "theirs"));
    QCOMPARE(margins.desk.import("time,id,token,count\n2026-10-05T00:00:00Z,a,gateway,100\n"
                                 "2026-10-06T00:00:00Z,b,theirs,100\n")
                 .added,
        2);
    const UsageSummary summary = margins.ask({GroupBy::Customer});
    QCOMPARE(costOf(summary.total), std::string("6.00"));
    QCOMPARE(costOf(summary.rows[0]), std::string("5.00"));
    QCOMPARE(costOf(summary.rows[1]), std::string("1.00"));
    QCOMPARE(costOf(margins.ask({}, "customer:other").total), std::string("1.00"));
}

void UpstreamTest::foreignCostsAreConvertedAtTheStatedRate()
{
    Margins margins("CNY");
    margins.store(named("Wholesale", chargeText(R"("shape":"flat","rate":"0.011")"), "USD"));
    QVERIFY(margins.upstream().assign("Wholesale", "*").has_value());
    margins.use(twoSources);
    const UsageSummary before = margins.ask({GroupBy::Source});
    QCOMPARE(costOf(before.total), std::string("1.65"));
    QCOMPARE(marginOf(before.total), std::string("no_exchange_rate"));
    QCOMPARE(before.total.margins.front().costCurrency, std::string("USD"));
    ExchangeService exchange(margins.desk.workspace.context);
    QVERIFY(exchange.set({"USD", "CNY", "2026-10-20", decimal("7.13"), "ECB"}).has_value());
    QVERIFY(exchange.set({"USD", "CNY", "2026-11-01", decimal("9"), "ECB"}).has_value());
    const UsageSummary after = margins.ask({GroupBy::Source});
    QCOMPARE(marginOf(after.total), std::string("3.24")); // 15.00 - 1.65 x 7.13 = 11.7645, rounded once
    QCOMPARE(after.total.margins.front().currency.code, std::string("CNY"));
    Decimal sum;
    for (const UsageSums &row : after.rows)
        sum = valueOf(sum.plus(*row.margins.front().amount));
    QCOMPARE(sum, *after.total.margins.front().amount);
}

void UpstreamTest::cutsOfCostsAndMarginsSumToTheTotals()
{
    QVERIFY(rc::check("margins", [] {
        Margins margins;
        margins.store(named("Wholesale",
            chargeText(R"("shape":"graduated","tiers":[{"up_to":30,"rate":"0.0137"},{"rate":"0.0051"}])") + ','
                + chargeText(R"("shape":"fixed","amount":"2.50")", {}, "fee")));
        margins.store(named("Open", chargeText(R"("shape":"flat_capped","rate":"0.0333","cap":"7/day","lifetime":"P1M",)"
                                               R"("over_cap":"charge","overage_rate":"0.0411")")));
        RC_ASSERT(margins.upstream().assign("Wholesale", "*").has_value());
        RC_ASSERT(margins.upstream().assign("Open", "openai*").has_value());
        QByteArray rows;
        const auto count = *rc::gen::inRange(1, 50);
        for (int i = 0; i < count; ++i)
            rows += QByteArray::fromStdString(
                        toRfc3339(at("2026-10-02T00:00:00Z").plus(*rc::gen::inRange(0, 20'000) * msPerMinute)))
                + ",r" + QByteArray::number(i) + ',' + QByteArray::number(*rc::gen::inRange(1, 9))
                + *rc::gen::element<QByteArray>(",openai-1,", ",other,") + *rc::gen::element<QByteArray>("gpt", "llama")
                + '\n';
        margins.use(rows);
        const char *where = *rc::gen::element("", "model:gpt", "-source:other");
        const UsageSummary whole = margins.ask({}, where);
        for (const GroupBy group : {GroupBy::Day, GroupBy::Source, GroupBy::Model, GroupBy::HourOfWeek, GroupBy::Plan}) {
            const UsageSummary summary = margins.ask({group}, where);
            Decimal cost, margin;
            for (const UsageSums &row : summary.rows) {
                for (const Money &money : row.costs)
                    cost = valueOf(cost.plus(money.amount));
                for (const Margin &left : row.margins)
                    margin = valueOf(margin.plus(*left.amount));
            }
            RC_ASSERT(summary.total.costs == whole.total.costs);
            RC_ASSERT(cost == (whole.total.costs.empty() ? Decimal() : whole.total.costs.front().amount));
            RC_ASSERT(margin == (whole.total.margins.empty() ? Decimal() : *whole.total.margins.front().amount));
        }
    }));
}

void UpstreamTest::providersFeeIsOwedWithoutUse()
{
    Margins margins;
    margins.store(named("Wholesale", chargeText(R"("shape":"fixed","amount":"31.00")")));
    QVERIFY(margins.upstream().assign("Wholesale", "openai*").has_value());
    margins.use("2026-10-06T00:00:00Z,b,50,other,llama\n");
    const UsageSummary summary = margins.ask({GroupBy::Customer});
    QCOMPARE(costOf(summary.total), std::string("31.00"));
    QCOMPARE(summary.rows.size(), std::size_t(2)); // nobody's, and Acme's
    QCOMPARE(costOf(summary.rows[0]), std::string("31.00"));
    QCOMPARE(summary.rows[0].requests, 0);
}

void UpstreamTest::refusesWhatMakesNoSense()
{
    Margins margins;
    margins.store(named("Own", chargeText(R"("shape":"flat_capped","rate":"token","cap":"token","lifetime":"token")")));
    margins.store(named("Good", chargeText(R"("shape":"flat","rate":"0.01")")));
    QCOMPARE(margins.upstream().assign("Own", "*").error().code, ErrorCode::Unsupported);
    QCOMPARE(margins.upstream().assign("Basic", "*").error().code, ErrorCode::Unsupported);
    QCOMPARE(margins.upstream().assign("None", "*").error().code, ErrorCode::NotFound);
    QCOMPARE(margins.upstream().assign("Good", "").error().code, ErrorCode::Missing);
    QCOMPARE(margins.upstream().assign("Good", "*", "tomorrow").error().where, std::string("from"));
    QCOMPARE(margins.upstream().end("*").error().code, ErrorCode::NotFound);
    QVERIFY(valueOf(margins.upstream().list()).empty());
}

void UpstreamTest::everyChangeIsInTheLedger()
{
    Margins margins;
    margins.store(named("Good", chargeText(R"("shape":"flat","rate":"0.01")")));
    QVERIFY(margins.upstream().assign("Good", "*").has_value());
    QVERIFY(margins.upstream().end("*").has_value());
    const std::vector<LedgerEntry> newest = valueOf(margins.desk.workspace.stores->ledger.page(2));
    QCOMPARE(newest[1].kind, std::string("upstream.assigned"));
    QCOMPARE(newest[0].kind, std::string("upstream.ended"));
    // Broken before the ledger's entry: nothing of it is there.
    int left = 1;
    margins.desk.workspace.stores->connection->fault = [&left] { return left-- == 0; };
    for (int broken = 1; broken < 6; ++broken) {
        left = broken;
        const auto assigned = margins.upstream().assign("Good", "x" + std::to_string(broken));
        margins.desk.workspace.stores->connection->fault = nullptr;
        const auto rows = valueOf(margins.upstream().list());
        const bool isThere = std::ranges::any_of(
            rows, [&](const UpstreamRow &row) { return row.pattern == "x" + std::to_string(broken); });
        QCOMPARE(isThere, assigned.has_value());
        margins.desk.workspace.stores->connection->fault = [&left] { return left-- == 0; };
    }
}

QTEST_GUILESS_MAIN(UpstreamTest)
#include "tst_upstream.moc"
