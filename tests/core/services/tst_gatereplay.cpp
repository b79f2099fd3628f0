// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
// The gate decides as the replay of the same traffic does, restarts and drains between them.
#include "core/simulation/limitreplay.h"

#include "core/simulation/applying.h"
#include "tests/core/services/gatedesk.h"
#include "tests/support/zones.h"

#include <random>

using namespace toll;
using namespace toll::test;

namespace {

struct Ask {
    Instant time;
    std::uint32_t token = 0;
};

const Instant start = at("2026-03-20T00:00:00Z"); // clocks change on the 29th in Berlin

} // namespace

class TestGateReplay : public QObject, GateDesk {
    Q_OBJECT

private slots:
    void decidesAsTheReplay_data();
    void decidesAsTheReplay();

private:
    template<typename T>
    T oneOf(std::initializer_list<T> values)
    {
        return std::data(values)[m_dice() % values.size()];
    }
    TokenPrice anyPrice()
    {
        TokenPrice price = refusing(oneOf({"none", "3/hour", "5/day", "2/15 min,6/day", "40/month", "1/min,9/3 hour"}),
            oneOf({"P1D", "P5D", "PT30H", "P1M", "none"}));
        price.overCap = oneOf({OverCap::Reject, OverCap::Reject, OverCap::Reject, OverCap::Free});
        price.align = oneOf({Alignment::Term, Alignment::Calendar});
        price.renewal = oneOf({Renewal::None, Renewal::Auto, Renewal::Auto});
        return price;
    }

    std::mt19937 m_dice;
};

void TestGateReplay::decidesAsTheReplay_data()
{
    QTest::addColumn<int>("seed");
    for (int seed = 1; seed <= 40; ++seed)
        QTest::addRow("seed %d", seed) << seed;
}

void TestGateReplay::decidesAsTheReplay()
{
    QFETCH(int, seed);
    m_dice.seed(static_cast<unsigned>(seed));
    const char *zoneName = oneOf({"UTC", "Europe/Berlin", "Australia/Lord_Howe"});
    openDesk(zoneName);
    m_workspace->now = start;
    LimitRules rules;
    if (m_dice() % 2)
        rules.tokenRate = valueOf(parseRateLimit(oneOf({"1/min burst 2", "10/hour", "1/second"})));
    if (m_dice() % 2)
        rules.poolRate = valueOf(parseRateLimit(oneOf({"2/min burst 5", "20/hour"})));
    if (m_dice() % 2)
        rules.poolCaps = {valueOf(parseCap(oneOf({"12/hour", "30/day", "100/week", "25/5 hour"})))};
    valueOf(m_workspace->customers().erase(m_acme.id)); // made before `start`
    m_acme = valueOf(m_workspace->customers().add({"Bcme", "USD", zoneName, ""}));
    setPool({rules.poolCaps, rules.poolRate});

    BaselineCustomer customer;
    customer.id = m_acme.id;
    customer.name = "Bcme";
    customer.currency = valueOf(currency("USD"));
    customer.zone = zone(zoneName);
    customer.plan = basicPlan();
    customer.grain = Grain::Events;
    const auto tokens = static_cast<std::uint32_t>(1 + m_dice() % 3);
    TokenAccess access;
    access.rate = rules.tokenRate;
    for (std::uint32_t i = 0; i < tokens; ++i) {
        const TokenPrice price = anyPrice();
        const Token token = issue("t" + std::to_string(i), price, access, Starts::Creation);
        customer.tokens.push_back({token.id, token.name, price, {}, {}, start, {}});
        customer.usage.tokens.push_back(token.id);
        customer.info.push_back({{}, {}});
    }
    std::vector<Ask> asks;
    Instant time = start;
    for (int i = 0; i < 400; ++i) {
        time = time.plus(static_cast<std::int64_t>(m_dice() % 4 == 0 ? m_dice() % (6 * msPerHour) : m_dice() % 90'000));
        asks.push_back({time, static_cast<std::uint32_t>(m_dice() % tokens)});
    }

    openGate();
    QStringList admitted;
    for (std::size_t i = 0; i < asks.size(); ++i) {
        m_workspace->now = asks[i].time;
        const std::string id = "r" + std::to_string(i);
        if (ask("t" + std::to_string(asks[i].token), id).isAdmitted) {
            admitted << QString::number(i);
            if (m_dice() % 3)
                complete(id);
        }
        if (m_dice() % 16 == 0)
            drain();
        if (m_dice() % 32 == 0)
            openGate();
        if (m_dice() % 64 == 0)
            refresh();
    }

    for (const Ask &each : asks) {
        UsageRow row;
        row.time = each.time;
        row.token = each.token;
        row.status = 200;
        customer.usage.rows.push_back(row);
    }
    Baseline baseline;
    baseline.range = Interval{start, time.plus(1)};
    baseline.customers = {customer};
    rules.listed = asks.size();
    const auto outcomes = valueOf(replayLimits(baseline, {}, rules));
    QStringList expected;
    auto refusal = outcomes.front().refusals.begin();
    for (std::size_t i = 0; i < asks.size(); ++i) {
        const bool isRefused = refusal != outcomes.front().refusals.end() && refusal->time == asks[i].time
            && refusal->token == customer.tokens[asks[i].token].id;
        if (isRefused)
            ++refusal;
        else
            expected << QString::number(i);
    }
    QCOMPARE(admitted, expected);
    QVERIFY(!admitted.isEmpty());
}

QTEST_GUILESS_MAIN(TestGateReplay)
#include "tst_gatereplay.moc"
