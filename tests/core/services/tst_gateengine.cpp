// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
// The engine of the gate alone: it decides as the replay of the same traffic does, and an engine that is rebuilt from what
// was admitted goes on as the one before it.
#include "core/services/gateengine.h"

#include "core/simulation/applying.h"
#include "core/simulation/limitreplay.h"
#include "tests/support/history.h"
#include "tests/support/zones.h"

#include <QTest>

#include <random>

using namespace toll;
using namespace toll::test;

namespace {

const Instant start = at("2026-03-20T00:00:00Z"); // clocks change on the 29th in Berlin

SecretHash keyOf(std::uint32_t token)
{
    SecretHash hash;
    hash.bytes[0] = static_cast<std::byte>(token + 1);
    return hash;
}

struct Ask {
    Instant time;
    std::uint32_t token = 0;
    std::int64_t units = 0; ///< output
    std::string id;
};

} // namespace

class TestGateEngine : public QObject {
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
        TokenPrice price = History::price("0.01",
            oneOf({"none", "3/hour", "5/day", "2/15 min,6/day", "40/month", "1/min,9/3 hour"}),
            oneOf({"P1D", "P5D", "PT30H", "P1M", "PT3H", "none"}));
        price.overCap = oneOf({OverCap::Reject, OverCap::Reject, OverCap::Reject, OverCap::Free});
        price.align = oneOf({Alignment::Term, Alignment::Calendar});
        price.renewal = oneOf({Renewal::None, Renewal::Auto, Renewal::Auto});
        return price;
    }
    Plan anyPlan()
    {
        Plan plan = basicPlan();
        if (m_dice() % 3 != 0)
            return plan;
        Charge units;
        units.id = "units";
        units.meter = "output_units";
        FlatCapped shape;
        shape.rate = Decimal(1);
        shape.caps = std::vector{valueOf(parseCap(oneOf({"90/hour", "400/day"})))};
        shape.lifetime = valueOf(parseLifetime(oneOf({"P1D", "none"})));
        shape.overCap = OverCap::Reject;
        shape.renewal = Renewal::Auto;
        units.shape = shape;
        plan.charges.push_back(units);
        return plan;
    }
    void makeTraffic(const char *zoneName);
    [[nodiscard]] GateModel model() const;
    [[nodiscard]] QStringList expected();
    [[nodiscard]] QStringList decided();

    std::mt19937 m_dice;
    LimitRules m_rules;
    BaselineCustomer m_customer;
    std::vector<Ask> m_asks;
};

void TestGateEngine::makeTraffic(const char *zoneName)
{
    m_rules = {};
    m_asks.clear();
    if (m_dice() % 2)
        m_rules.tokenRate = valueOf(parseRateLimit(oneOf({"1/min burst 2", "10/hour", "1/second"})));
    if (m_dice() % 2)
        m_rules.poolRate = valueOf(parseRateLimit(oneOf({"2/min burst 5", "20/hour"})));
    if (m_dice() % 2)
        m_rules.poolCaps = {valueOf(parseCap(oneOf({"12/hour", "30/day", "100/week", "25/5 hour"})))};
    m_customer = {};
    m_customer.id.text = "acme";
    m_customer.name = "Acme";
    m_customer.currency = valueOf(currency("USD"));
    m_customer.zone = zone(zoneName);
    m_customer.plan = anyPlan();
    m_customer.grain = Grain::Events;
    const auto tokens = static_cast<std::uint32_t>(1 + m_dice() % 3);
    for (std::uint32_t i = 0; i < tokens; ++i) {
        const TokenId id{"token-" + std::to_string(i)};
        m_customer.tokens.push_back({id, id.text, anyPrice(), {}, {}, start, {}});
        m_customer.usage.tokens.push_back(id);
        m_customer.info.push_back({{}, {}});
    }
    Instant time = start;
    for (int i = 0; i < 400; ++i) {
        time = time.plus(static_cast<std::int64_t>(m_dice() % 4 == 0 ? m_dice() % (6 * msPerHour) : 1 + m_dice() % 90'000));
        m_asks.push_back({time, static_cast<std::uint32_t>(m_dice() % tokens), static_cast<std::int64_t>(m_dice() % 40),
            "r" + std::to_string(i)});
        UsageRow row;
        row.time = time;
        row.token = m_asks.back().token;
        row.status = 200;
        row.units[3] = {m_asks.back().units, 1};
        m_customer.usage.rows.push_back(row);
    }
}

GateModel TestGateEngine::model() const
{
    GateModel model;
    model.customers.push_back(
        {m_customer.id, m_customer.zone, PoolLimits{m_rules.poolCaps, m_rules.poolRate}, start});
    const auto plan = std::make_shared<const GatePlan>(std::vector{DatedPlan{m_customer.plan, earliestInstant}});
    for (std::uint32_t i = 0; i < m_customer.tokens.size(); ++i) {
        GateToken token;
        token.holder = std::make_shared<const GateHolder>(
            m_customer.tokens[i].id, m_customer.tokens[i].name, m_customer.id);
        token.rated = m_customer.tokens[i];
        token.access.rate = m_rules.tokenRate;
        token.plan = plan;
        model.tokens.push_back(std::move(token));
        model.keys.push_back({keyOf(i), m_customer.tokens[i].id, {}});
    }
    return model;
}

/// Which of the requests the replay admits.
QStringList TestGateEngine::expected()
{
    Baseline baseline;
    baseline.range = Interval{start, m_asks.back().time.plus(1)};
    baseline.customers = {m_customer};
    m_rules.listed = m_asks.size();
    const auto outcomes = valueOf(replayLimits(baseline, {}, m_rules));
    QStringList admitted;
    auto refusal = outcomes.front().refusals.begin();
    for (const Ask &ask : m_asks) {
        const bool isRefused = refusal != outcomes.front().refusals.end() && refusal->time == ask.time
            && refusal->token == m_customer.tokens[ask.token].id;
        if (isRefused)
            ++refusal;
        else
            admitted << QString::fromStdString(ask.id);
    }
    return admitted;
}

/// Which the engine admits, made anew now and then from what was admitted.
QStringList TestGateEngine::decided()
{
    auto engine = std::make_unique<GateEngine>("gateway", 15 * msPerMinute);
    (void)engine->take(model());
    QStringList admitted;
    std::vector<std::pair<GateRecord, bool>> records; ///< and whether they were completed
    for (const Ask &ask : m_asks) {
        GateRequest request;
        request.key = keyOf(ask.token);
        request.id = ask.id;
        request.units[3] = ask.units;
        GateAnswer answer = valueOf(engine->decide(request, ask.time));
        if (answer.isAdmitted) {
            engine->admit(request, answer);
            admitted << QString::fromStdString(ask.id);
            GateRecord record;
            record.token = tokenKeyOf(m_customer.tokens[ask.token].id);
            record.time = ask.time;
            record.requests = 1;
            record.units = request.units;
            record.id = ask.id;
            records.emplace_back(record, m_dice() % 2 == 0);
            GateRecord completed = record;
            completed.status = 200;
            if (records.back().second && !engine->complete(completed).value_or(false))
                qFatal("not completed");
        }
        if (m_dice() % 32 != 0)
            continue;
        engine = std::make_unique<GateEngine>("gateway", 15 * msPerMinute);
        (void)engine->now(ask.time);
        const GateEngine::Changed all = engine->take(model());
        const auto needed = valueOf(engine->usageNeeded(all, ask.time));
        for (const auto &[record, isCompleted] : records) {
            const TokenId *token = engine->tokenOf(record.token);
            const auto from = needed.find(*token);
            if (from == needed.end() || *record.time < from->second)
                continue;
            GateFacts facts;
            facts.status = 200;
            facts.units = record.units;
            facts.isComplete = true;
            valueOf(isCompleted ? engine->count(*token, facts, *record.time) : engine->restore(record));
        }
    }
    return admitted;
}

void TestGateEngine::decidesAsTheReplay_data()
{
    QTest::addColumn<int>("seed");
    for (int seed = 1; seed <= 300; ++seed)
        QTest::addRow("seed %d", seed) << seed;
}

void TestGateEngine::decidesAsTheReplay()
{
    QFETCH(int, seed);
    m_dice.seed(static_cast<unsigned>(seed));
    makeTraffic(oneOf({"UTC", "Europe/Berlin", "Australia/Lord_Howe"}));
    const QStringList admitted = decided();
    QCOMPARE(admitted, expected());
}

QTEST_GUILESS_MAIN(TestGateEngine)
#include "tst_gateengine.moc"
