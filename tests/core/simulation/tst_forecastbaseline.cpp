// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
// What may come under any plan, as it is and under a scenario, on the same paths.
#include "core/simulation/applying.h"
#include "core/simulation/study.h"

#include "tests/support/history.h"

using namespace toll;
using namespace toll::test;

namespace {

const Instant march = at("2026-03-02T00:00:00Z"); // a Monday
constexpr int historyDays = 49; ///< until Monday 20 April

Plan planOf(const std::string &charges, const std::string &more = {})
{
    const Checked<Plan> plan = parsePlan(std::string_view(
        R"({"name":"Pro","currency":"USD","timezone":"UTC","period":"P1M","charges":[)" + charges + "]" + more + "}"));
    if (!plan)
        qFatal("%s: %s", charges.c_str(), plan.error().front().where.c_str());
    return *plan;
}

/// Seven weeks of use, busier on some days than on others, of tokens named by letter.
BaselineCustomer customerOf(const char *name, const Plan &plan, int tokens = 2)
{
    BaselineCustomer customer;
    customer.id.text = std::string("id-") + name;
    customer.name = name;
    customer.currency = valueOf(currency("USD"));
    customer.plan = plan;
    customer.grain = Grain::Events;
    for (int token = 0; token < tokens; ++token) {
        const std::string id = std::string(name) + '-' + std::to_string(token);
        customer.tokens.push_back({{id}, id, {}, {}, {}, {}, {}});
        customer.tokens.back().price.rate = decimal("0.02");
        customer.usage.tokens.push_back({id});
        customer.info.push_back({});
    }
    for (int day = 0; day < historyDays; ++day)
        for (int token = 0; token < tokens; ++token) {
            UsageRow row;
            row.time = march.plus(day * msPerDay + 9 * msPerHour + token * msPerMinute * 15);
            row.token = static_cast<std::uint32_t>(token);
            row.status = 200;
            row.requests = 20 + day * 37 % 11 + (day % 7 < 5 ? 30 : 0) + token;
            customer.usage.rows.push_back(row);
        }
    return customer;
}

Baseline baselineOf(std::vector<BaselineCustomer> customers)
{
    Baseline baseline;
    baseline.range = Interval{march, march.plus(historyDays * msPerDay)};
    baseline.customers = std::move(customers);
    valueOf(rateBaseline(baseline));
    return baseline;
}

Outlook outlookFor(const Baseline &baseline, std::size_t days, std::int64_t runs = 40)
{
    Outlook outlook = valueOf(outlookOf(baseline, Scenario(), days)).front();
    outlook.input.runs = runs;
    outlook.input.seed = 7;
    return outlook;
}

Scenario scenarioOf(const std::vector<const char *> &settings)
{
    Scenario scenario;
    for (const char *setting : settings)
        valueOf(applySetting(scenario, setting));
    return scenario;
}

ForecastComparison compared(const Baseline &baseline, const std::vector<const char *> &settings, bool together = true)
{
    ForecastQuestion question;
    question.days = 40;
    question.runs = 200;
    question.seed = 5;
    question.movesTogether = together;
    return valueOf(compareForecasts(baseline, baseline, scenarioOf(settings), question, Pace())).front();
}

const std::string flatCapped = R"({"id":"c","price":{"shape":"flat_capped","rate":"0.02"}})";
const std::string flatCharge = R"({"id":"f","price":{"shape":"flat","rate":"0.02"}})";
const std::string graduated =
    R"({"id":"g","price":{"shape":"graduated","tiers":[{"up_to":900,"rate":"0.05"},{"rate":"0.01"}]}})";

/// The counts of a token on each path, as they are drawn.
std::vector<std::vector<std::int64_t>> drawnDays(const Outlook &outlook, const StepHistory &history)
{
    const SeasonalBootstrap bootstrap = valueOf(SeasonalBootstrap::from(history));
    RandomStream blocks(outlook.input.seed, 0, StreamPurpose::Blocks);
    std::vector<std::vector<std::int64_t>> paths;
    std::vector<std::uint32_t> counts(outlook.input.steps * RandomStream::lanes);
    while (paths.size() < static_cast<std::size_t>(outlook.input.runs)) {
        bootstrap.draw(blocks, outlook.input.steps, counts);
        for (std::size_t lane = 0; lane < RandomStream::lanes; ++lane) {
            std::vector<std::int64_t> &path = paths.emplace_back();
            for (std::size_t step = 0; step < outlook.input.steps; ++step)
                path.push_back(counts[step * RandomStream::lanes + lane]);
        }
    }
    return paths;
}

/// What the bills would come to if a path came true, by rate() over the whole history and the path: that of all periods
/// touched by the horizon, less what those come to until it begins.
Decimal billedFor(const BaselineCustomer &customer, const std::vector<std::vector<std::int64_t>> &days, Interval horizon)
{
    BaselineCustomer future = customer;
    for (std::size_t step = 0; step < days.front().size(); ++step)
        for (std::size_t token = 0; token < days.size(); ++token) {
            UsageRow row;
            row.time = horizon.begin.plus(static_cast<std::int64_t>(step) * msPerDay + msPerDay / 2);
            row.token = static_cast<std::uint32_t>(token);
            row.status = 200;
            row.requests = days[token][step];
            if (row.requests > 0)
                future.usage.rows.push_back(row);
        }
    const Instant begin = at("2026-04-01T00:00:00Z"); // of the period under way
    const Decimal all = valueOf(rate(inputOf(future, Interval{begin, horizon.end}))).total;
    return valueOf(all.minus(valueOf(rate(inputOf(customer, Interval{begin, horizon.begin}))).total));
}

} // namespace

class ForecastBaselineTest : public QObject {
    Q_OBJECT

private slots:
    void pathsAreRatedAsBills_data();
    void pathsAreRatedAsBills();
    void ratingTogetherIsBillingTokenByToken();
    void threadsAndSharesChangeNothing();
    void saysWhatItCannotRate_data();
    void saysWhatItCannotRate();
    void daysWithoutAnybodyAreLeftOut();
    void quietDaysStay();
    void comparesOnTheSamePaths_data();
    void comparesOnTheSamePaths();
    void nothingChangedIsNoDifferenceOnAnyPath();
    void leavesOutOnBothSidesWhatOneCannotDraw();
    void studiesOverAForecast();
};

void ForecastBaselineTest::pathsAreRatedAsBills_data()
{
    QTest::addColumn<QByteArray>("charges");
    QTest::addColumn<QByteArray>("more");
    const QByteArray tiers = QByteArray::fromStdString(graduated);
    const QByteArray plain = QByteArray::fromStdString(flatCharge);
    QTest::newRow("graduated") << tiers << QByteArray();
    QTest::newRow("volume") << QByteArray(R"({"price":{"shape":"volume","tiers":[{"up_to":3000,"rate":"0.05"},{"rate":"0.01"}]}})")
                            << QByteArray();
    QTest::newRow("package") << QByteArray(R"({"price":{"shape":"package","size":250,"rate":"8"}})") << QByteArray();
    QTest::newRow("several charges") << tiers + ',' + plain + R"(,{"id":"seat","price":{"shape":"fixed","amount":"9"}})"
                                     << QByteArray();
    QTest::newRow("allowance") << QByteArray(R"({"price":{"shape":"flat","rate":"0.02"},"allowance":1500})") << QByteArray();
    QTest::newRow("discount, minimum and tax") << plain
        << QByteArray(R"(,"discounts":[{"percent":"10"}],"minimum":"55","maximum":"60","tax":{"percent":"6"})");
    QTest::newRow("caps by the week") << QByteArray(R"({"price":{"shape":"flat_capped","rate":"0.02","cap":"300/week","cap_scope":"window","align":"calendar"}})")
                                      << QByteArray();
    QTest::newRow("refused by the month") << QByteArray(R"({"price":{"shape":"flat_capped","rate":"0.02","cap":"1000/month","over_cap":"reject","align":"calendar"}})")
                                          << QByteArray();
    QTest::newRow("tiers beside a cap") << tiers + R"(,{"id":"c","price":{"shape":"flat_capped","rate":"0.02","cap":"40/day","lifetime":"P20D","renewal":"auto"}})"
                                        << QByteArray();
}

void ForecastBaselineTest::pathsAreRatedAsBills()
{
    QFETCH(const QByteArray, charges);
    QFETCH(const QByteArray, more);
    const Baseline baseline = baselineOf({customerOf("Acme", planOf(charges.toStdString(), more.toStdString()))});
    const Outlook outlook = outlookFor(baseline, 45);
    QVERIFY(outlook.gaps.empty());
    QVERIFY(outlook.input.tokens.empty());
    QCOMPARE(outlook.ratedTogether, std::size_t{2});
    const MonteCarloOutcome outcome = valueOf(simulate(outlook.input));
    const BaselineCustomer &customer = baseline.customers.front();
    std::vector<std::vector<std::vector<std::int64_t>>> drawn;
    for (const SimulatedToken &token : outlook.input.groups.front().tokens)
        drawn.push_back(drawnDays(outlook, token.history));
    const Interval horizon{outlook.history.end, outlook.history.end.plus(45 * msPerDay)};
    for (std::size_t path = 0; path < outcome.totals.size(); ++path) {
        const Decimal billed = billedFor(customer, {drawn[0][path], drawn[1][path]}, horizon);
        QCOMPARE(valueOf(Decimal::fromParts(outcome.totals[path], outcome.scale)).toString(), billed.toString());
    }
    Int128 all = 0;
    for (const Int128 total : outcome.totals)
        all += total;
    QVERIFY(outcome.tokens[0].charged + outcome.tokens[1].charged == all);
}

void ForecastBaselineTest::ratingTogetherIsBillingTokenByToken()
{
    // A discount of nothing changes no bill, but has the customer rated path by path.
    const Baseline single = baselineOf({customerOf("Acme", planOf(flatCapped))});
    const Baseline together = baselineOf({customerOf("Acme", planOf(flatCapped, R"(,"discounts":[{"percent":"0"}])"))});
    const MonteCarloOutcome one = valueOf(simulate(outlookFor(single, 30).input));
    const MonteCarloOutcome other = valueOf(simulate(outlookFor(together, 30).input));
    QCOMPARE(outlookFor(together, 30).ratedTogether, std::size_t{2});
    for (std::size_t path = 0; path < one.totals.size(); ++path)
        QCOMPARE(valueOf(Decimal::fromParts(one.totals[path], one.scale)).toString(),
            valueOf(Decimal::fromParts(other.totals[path], other.scale)).toString());
}

void ForecastBaselineTest::threadsAndSharesChangeNothing()
{
    const Baseline baseline = baselineOf({customerOf("Acme", planOf(graduated)), customerOf("Beta", planOf(flatCapped)),
        customerOf("Gamma", planOf(graduated, R"(,"minimum":"90")"), 3)});
    Outlook outlook = outlookFor(baseline, 60);
    const MonteCarloOutcome one = valueOf(simulate(outlook.input));
    outlook.input.threads = 3;
    const MonteCarloOutcome three = valueOf(simulate(outlook.input));
    QVERIFY(one.totals == three.totals);
    QCOMPARE(one.tokens.size(), outlook.tokens.size());
    for (std::size_t path = 0; path < one.totals.size(); ++path)
        QVERIFY(one.totals[path] > 0);
    QVERIFY(one.cumulative.back().median == three.cumulative.back().median);
}

void ForecastBaselineTest::saysWhatItCannotRate_data()
{
    QTest::addColumn<QByteArray>("charges");
    QTest::addColumn<int>("fault");
    const auto row = [](const char *name, const char *charges, OutlookFault fault) {
        QTest::newRow(name) << QByteArray(charges) << int(fault);
    };
    row("other meters", R"({"meter":"input_units","price":{"shape":"flat","rate":"0.02"},"allowance":3})", OutlookFault::Plan);
    row("some requests", R"({"match":{"model":"x*"},"price":{"shape":"flat","rate":"0.02"},"allowance":3})", OutlookFault::Plan);
    row("hours", R"({"price":{"shape":"flat","rate":"0.02"},"slices":[{"hours":"Mon-Fri 09:00-18:00","multiplier":"2"}]})",
        OutlookFault::Plan);
    row("tiers by request", R"({"price":{"shape":"graduated","tier_by":"request","tiers":[{"rate":"1"}]}})", OutlookFault::Plan);
    row("hours as windows", R"({"price":{"shape":"flat_capped","rate":"0.02","cap":"9/hour","cap_scope":"window"},"allowance":3})",
        OutlookFault::Windows);
}

void ForecastBaselineTest::saysWhatItCannotRate()
{
    QFETCH(const QByteArray, charges);
    QFETCH(const int, fault);
    const Outlook outlook = outlookFor(baselineOf({customerOf("Acme", planOf(charges.toStdString()))}), 30);
    QVERIFY(outlook.tokens.empty());
    QCOMPARE(outlook.gaps.size(), std::size_t{2});
    QCOMPARE(int(outlook.gaps.front().fault), fault);
}

void ForecastBaselineTest::daysWithoutAnybodyAreLeftOut()
{
    const std::vector<Plan> plans{planOf(flatCapped), planOf(graduated)};
    for (const Plan &plan : plans) {
        BaselineCustomer customer = customerOf("Acme", plan);
        std::erase_if(customer.usage.rows, [](const UsageRow &row) { // Tuesday and Wednesday of the third week
            return row.time >= march.plus(15 * msPerDay) && row.time < march.plus(17 * msPerDay);
        });
        const Outlook outlook = outlookFor(baselineOf({customer}), 30);
        QCOMPARE(outlook.missingDays, std::size_t{2});
        const StepHistory &history = (outlook.input.tokens.empty() ? outlook.input.groups.front().tokens.front()
                                                                   : outlook.input.tokens.front()).history;
        QCOMPARE(history.counts[15], unknownCount);
        QCOMPARE(history.counts[16], unknownCount);
        QVERIFY(history.counts[17] > 0);
    }
}

void ForecastBaselineTest::quietDaysStay()
{
    // Sundays nobody works on, and a day on which one of two customers does.
    BaselineCustomer acme = customerOf("Acme", planOf(flatCapped), 1);
    BaselineCustomer beta = customerOf("Beta", planOf(flatCapped), 1);
    const auto isSunday = [](const UsageRow &row) { return (row.time.ms - march.ms) / msPerDay % 7 == 6; };
    std::erase_if(acme.usage.rows, isSunday);
    std::erase_if(beta.usage.rows, isSunday);
    std::erase_if(acme.usage.rows, [](const UsageRow &row) { return (row.time.ms - march.ms) / msPerDay == 15; });
    const Outlook outlook = outlookFor(baselineOf({acme, beta}), 30);
    QCOMPARE(outlook.missingDays, std::size_t{0});
    QCOMPARE(outlook.input.tokens.front().history.counts[6], 0);
    QCOMPARE(outlook.input.tokens.front().history.counts[15], 0);
}

void ForecastBaselineTest::comparesOnTheSamePaths_data()
{
    QTest::addColumn<bool>("together");
    QTest::newRow("blocks of all tokens") << true;
    QTest::newRow("blocks of each token") << false;
}

void ForecastBaselineTest::comparesOnTheSamePaths()
{
    QFETCH(const bool, together);
    const Baseline baseline = baselineOf({customerOf("Acme", planOf(flatCapped)), customerOf("Beta", planOf(flatCapped), 1)});
    const ForecastComparison twice = compared(baseline, {"rate_factor=2"}, together);
    QCOMPARE(twice.runs, 200);
    QCOMPARE(twice.dearer, 200);
    QCOMPARE(twice.cheaper, 0);
    // Twice the rate is once more the baseline, on each path, and so in every quantile.
    QCOMPARE(twice.delta.mean.toString(), twice.baseline.mean.toString());
    QVERIFY(twice.delta.quantiles.median == twice.baseline.quantiles.median);
    for (std::size_t band = 0; band < 3; ++band) {
        QVERIFY(twice.delta.quantiles.low[band] == twice.baseline.quantiles.low[band]);
        QVERIFY(twice.delta.quantiles.high[band] == twice.baseline.quantiles.high[band]);
    }
    QVERIFY(twice.scenario.mean == valueOf(twice.baseline.mean.times(2)));
    // The band of a small difference is narrower than those of the totals.
    const ForecastComparison little = compared(baseline, {"rate_factor=1.01"}, together);
    const auto width = [](const PathTotals &totals) {
        return valueOf(totals.quantiles.high[1].minus(totals.quantiles.low[1]));
    };
    QVERIFY(valueOf(width(little.delta).times(50)) < width(little.baseline));
}

void ForecastBaselineTest::nothingChangedIsNoDifferenceOnAnyPath()
{
    const Baseline baseline = baselineOf({customerOf("Acme", planOf(graduated)), customerOf("Beta", planOf(flatCapped), 1)});
    const ForecastComparison same = compared(baseline, {});
    QVERIFY(same.delta.mean.isZero());
    QVERIFY(same.delta.quantiles.low[2].isZero() && same.delta.quantiles.high[2].isZero());
    QCOMPARE(same.dearer + same.cheaper, 0);
    QVERIFY(same.baseline.mean > Decimal(0));
}

void ForecastBaselineTest::leavesOutOnBothSidesWhatOneCannotDraw()
{
    // Only the scenario has windows of an hour for Acme: without Acme on both sides the difference is that of Beta.
    const Baseline both = baselineOf({customerOf("Acme", planOf(flatCapped)), customerOf("Beta", planOf(flatCapped), 1)});
    Scenario hourly = scenarioOf({"rate_factor=2"});
    hourly.plan = planOf(R"({"price":{"shape":"flat_capped","rate":"0.02","cap":"9/hour","cap_scope":"window"}})");
    hourly.on = valueOf(parseSelection("customer:Acme"));
    ForecastQuestion question;
    question.runs = 50;
    question.days = 30;
    const ForecastComparison comparison = valueOf(compareForecasts(both, both, hourly, question, Pace())).front();
    QCOMPARE(comparison.gaps.size(), std::size_t{2});
    QVERIFY(comparison.gaps.front().fault == OutlookFault::Windows);
    QVERIFY(comparison.delta.mean.isZero());
    QVERIFY(comparison.baseline.mean > Decimal(0));
}

void ForecastBaselineTest::studiesOverAForecast()
{
    const auto baseline = std::make_shared<const Baseline>(
        baselineOf({customerOf("Acme", planOf(graduated)), customerOf("Beta", planOf(flatCapped), 1)}));
    StudyQuestions questions;
    questions.forecast.emplace();
    questions.forecast->days = 30;
    questions.forecast->runs = 64;
    questions.forecast->isBaseline = true;
    ScenarioSet set;
    set.changes = {scenarioOf({"rate_factor=1.5", "elasticity=-0.5"})};
    const Study study = valueOf(toll::study(baseline, set, questions, Pace{2, {}, {}}));
    QCOMPARE(study.comparisons.size(), std::size_t{1});
    QCOMPARE(study.forecasts.front().fits.size(), study.forecasts.front().outlook.tokens.size());
    const ForecastComparison &comparison = study.comparisons.front();
    QCOMPARE(comparison.runs, 64);
    QVERIFY(comparison.scenario.mean == study.forecasts.front().outcome.mean);
    QVERIFY(comparison.dearer == 64); // 1.5 x 1.5^-0.5 is more than 1
    questions.forecast->isBaseline = false;
    QVERIFY(valueOf(toll::study(baseline, set, questions, Pace())).comparisons.empty());
}

QTEST_APPLESS_MAIN(ForecastBaselineTest)
#include "tst_forecastbaseline.moc"
