// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/simulation/tokenpart.h"

#include "tests/core/simulation/anybaseline.h"

using namespace toll;
using namespace toll::test;

namespace {

/// Two customers with 600 tokens each, used on 50 days: 60,000 rows.
Baseline manyTokens()
{
    Baseline baseline;
    baseline.range = Interval{march, march.plus(60 * msPerDay)};
    for (const std::string name : {"Acme", "Birch"}) {
        BaselineCustomer &customer = baseline.customers.emplace_back();
        customer.id.text = customer.name = name;
        customer.currency = valueOf(currency("USD"));
        customer.plan = basicPlan();
        TokenPrice price = History::price(name == "Acme" ? "0.002" : "0.004", "200/day", "P30D");
        price.renewal = Renewal::Auto;
        for (std::uint32_t token = 0; token < 600; ++token) {
            const std::string id = name + std::to_string(token);
            customer.tokens.push_back({{id}, id, price, {}, {}, march, {}});
            customer.usage.tokens.push_back({id});
            customer.info.emplace_back();
        }
        for (std::int64_t day = 0; day < 50; ++day)
            for (std::uint32_t token = 0; token < 600; ++token) {
                UsageRow row;
                row.time = march.plus(day * msPerDay);
                row.token = token;
                row.status = 200;
                row.requests = 100 + 10 * (day % 7);
                row.model = customer.usage.intern("model-" + std::to_string(token % 3));
                customer.usage.rows.push_back(row);
            }
    }
    valueOf(rateBaseline(baseline));
    return baseline;
}

Scenario scenarioOf(const char *setting)
{
    Scenario scenario;
    valueOf(applySetting(scenario, setting));
    return scenario;
}

} // namespace

class TokenPartTest : public QObject {
    Q_OBJECT

private slots:
    void takesEverySoManyOfTheTokens()
    {
        const Baseline whole = manyTokens();
        const std::optional<TokenPart> part = partOf(whole);
        QVERIFY(part);
        QCOMPARE(part->all, std::size_t(1200));
        QCOMPARE(part->tokens, std::size_t(400)); // 20,000 rows
        QCOMPARE(part->baseline->customers.size(), std::size_t(2));
        for (const BaselineCustomer &customer : part->baseline->customers) {
            QCOMPARE(customer.tokens.size(), std::size_t(200));
            QCOMPARE(customer.usage.rows.size(), std::size_t(200 * 50));
            for (const UsageRow &row : customer.usage.rows) {
                const std::string number = customer.tokens[row.token].name.substr(customer.name.size());
                QCOMPARE(customer.usage.text(row.model), "model-" + std::to_string(std::stoi(number) % 3));
            }
        }
    }

    void estimatesWhatTokensAlikeComeTo_data()
    {
        QTest::addColumn<QByteArray>("setting");
        for (const char *setting : {"rate=0.003", "rate_factor=1.5", "cap=120/day", "lifetime=P7D", "discount=10"})
            QTest::newRow(setting) << QByteArray(setting);
    }

    /// All tokens of a customer use the same: a part says all there is to say.
    void estimatesWhatTokensAlikeComeTo()
    {
        QFETCH(QByteArray, setting);
        const Baseline whole = manyTokens();
        const TokenPart part = *partOf(whole);
        const Scenario scenario = scenarioOf(setting.constData());
        const std::vector<Outcome> exact = valueOf(replay(whole, scenario));
        const auto about = estimated(whole, part, valueOf(replay(*part.baseline, scenario)));
        QVERIFY(about);
        QCOMPARE(about->size(), exact.size());
        QCOMPARE(about->front().baseline, exact.front().baseline);
        // Rounded once a line there, once a line here.
        QVERIFY(about->front().scenario.minus(exact.front().scenario)->abs() <= *Decimal::parse("0.2"));
        QCOMPARE(about->front().customers.size(), std::size_t(2));
    }

    void multipliesWhatIsRefused()
    {
        const Baseline whole = [] {
            Baseline events = manyTokens();
            for (BaselineCustomer &customer : events.customers)
                customer.grain = Grain::Events;
            return events;
        }();
        const TokenPart part = *partOf(whole);
        Scenario scenario = scenarioOf("cap=120/day");
        scenario.overCap = OverCap::Reject;
        const auto about = estimated(whole, part, valueOf(replay(*part.baseline, scenario)));
        QVERIFY(about);
        QCOMPARE(about->front().refused, valueOf(replay(whole, scenario)).front().refused);
    }

    void isNoneWhereBillsAreNoSumsOverTokens()
    {
        Baseline whole = manyTokens();
        whole.customers[1].plan.charges.front().shape = Graduated{{{1000, *Decimal::parse("0.1")}, {{}, Decimal()}}};
        QVERIFY(!partOf(whole));
        whole = manyTokens();
        whole.customers[0].plan.minimum = Decimal(5);
        QVERIFY(!partOf(whole));
    }

    void isNoneOfLittleUsage()
    {
        Baseline whole = manyTokens();
        for (BaselineCustomer &customer : whole.customers)
            customer.usage.rows.resize(15'000);
        QVERIFY(!partOf(whole));
    }

    void leavesOutWhatActsOnWholeBills_data()
    {
        QTest::addColumn<QByteArray>("setting");
        QTest::addColumn<bool>("isProportional");
        QTest::newRow("rate") << QByteArray("rate=0.003") << true;
        QTest::newRow("volume") << QByteArray("volume_factor=2") << true;
        QTest::newRow("minimum") << QByteArray("minimum=10") << false;
        QTest::newRow("tiers") << QByteArray(R"(tiers=[{"rate":"0.1"}])") << false;
    }

    void leavesOutWhatActsOnWholeBills()
    {
        QFETCH(QByteArray, setting);
        QTEST(isProportional({{}, {scenarioOf(setting.constData())}, {}}), "isProportional");
    }
};

QTEST_GUILESS_MAIN(TokenPartTest)
#include "tst_tokenpart.moc"
