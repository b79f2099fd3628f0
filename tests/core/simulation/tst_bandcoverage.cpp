// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
// Whether the 80 % bands of a simulation hold 80 % of what really came: rolling origins over published traces. Each
// origin knows what was before it and nothing else; every step that follows is compared, whatever it was; steps nobody
// knows about are left out. Skips where the traces are absent.
#include "core/simulation/montecarlo.h"

#include "tests/core/usage/sharedfiles.h"
#include "tests/support/history.h"

#include <QtTest>

#include <map>

using namespace toll;
using namespace toll::test;

namespace {

constexpr std::size_t eighty = 1; ///< of the bands
constexpr std::int64_t runs = 1000;

struct Coverage {
    std::int64_t steps = 0;
    std::int64_t inside = 0;
    std::int64_t horizons = 0; ///< sums of whole horizons, all of whose steps are known
    std::int64_t horizonsInside = 0;

    [[nodiscard]] double ofSteps() const { return static_cast<double>(inside) / static_cast<double>(steps); }
    [[nodiscard]] double ofHorizons() const
    {
        return static_cast<double>(horizonsInside) / static_cast<double>(horizons);
    }
    void tell(const QString &what) const
    {
        qInfo("%s: 80 %% bands held %.1f %% of %lld steps, and %.1f %% of %lld sums of a whole horizon",
            qPrintable(what), 100 * ofSteps(), static_cast<long long>(steps), 100 * ofHorizons(),
            static_cast<long long>(horizons));
    }
    [[nodiscard]] bool isHonest() const
    {
        return ofSteps() >= 0.7 && ofSteps() <= 0.9 && ofHorizons() >= 0.7 && ofHorizons() <= 0.9;
    }
};

struct Design {
    std::size_t season = 7;
    std::size_t alignment = 1;
    std::size_t firstOrigin = 14;
    std::size_t horizon = 7;
    std::size_t between = 1; ///< steps from origin to origin
};

bool isWithin(const FanStep &fan, std::int64_t count)
{
    return fan.low[eighty] <= Decimal(count) && Decimal(count) <= fan.high[eighty];
}

SimulatedToken tokenOf(std::string id, const std::vector<std::int64_t> &counts, std::size_t season)
{
    SimulatedToken token;
    token.id = std::move(id);
    token.history = {counts, season, 0};
    token.rate = Decimal(1); // what it costs is how often it came
    return token;
}

void addCoverage(const std::vector<std::vector<std::int64_t>> &series, const Design &design, Coverage &coverage)
{
    const std::size_t length = series.front().size();
    for (std::size_t origin = design.firstOrigin; origin + design.horizon <= length; origin += design.between) {
        MonteCarloInput input;
        for (std::size_t i = 0; i < series.size(); ++i)
            input.tokens.push_back(tokenOf(std::to_string(i),
                {series[i].begin(), series[i].begin() + static_cast<std::ptrdiff_t>(origin)}, design.season));
        input.steps = design.horizon;
        input.runs = runs;
        input.seed = origin;
        input.bootstrap.alignment = design.alignment;
        input.movesTogether = true;
        const MonteCarloOutcome outcome = valueOf(simulate(input));
        QVERIFY(outcome.tooLittleHistory.empty());
        std::int64_t all = 0;
        bool isKnown = true;
        for (std::size_t step = 0; step < design.horizon; ++step) {
            std::int64_t count = 0;
            for (const std::vector<std::int64_t> &one : series) {
                isKnown = isKnown && one[origin + step] != unknownCount;
                count = one[origin + step] == unknownCount ? unknownCount : count + one[origin + step];
            }
            if (count == unknownCount)
                continue;
            ++coverage.steps;
            coverage.inside += isWithin(outcome.daily[step], count);
            all += count;
        }
        if (isKnown) {
            ++coverage.horizons;
            coverage.horizonsInside += isWithin(outcome.cumulative.back(), all);
        }
    }
}

/// Days from 1 July 1995, local time. The records of July end on the 28th, a storm took the server off from 1 to
/// 3 August: 28 July to 3 August are unknown.
std::vector<std::int64_t> nasaDays()
{
    std::vector<std::int64_t> days(62);
    const QByteArray file = sharedFile(QStringLiteral("data/nasa-http/nasa_http_1995_per_minute.csv.xz"));
    for (const QByteArray &line : file.split('\n').mid(1)) {
        if (line.size() < 18)
            continue;
        const int day = line.mid(8, 2).toInt() - 1 + (line.mid(5, 2) == "08" ? 31 : 0);
        days[static_cast<std::size_t>(day)] += line.mid(17).toLongLong();
    }
    for (std::size_t day = 27; day < 34; ++day)
        days[day] = unknownCount;
    return file.isEmpty() ? std::vector<std::int64_t>() : days;
}

/// Requests of each client by hour, 14 days, by model.
std::map<QByteArray, std::map<int, std::vector<std::int64_t>>> serveGenHours()
{
    std::map<QByteArray, std::map<int, std::vector<std::int64_t>>> models;
    for (const QByteArray &line :
        sharedFile(QStringLiteral("data/servegen/hourly_requests_by_client.csv.xz")).split('\n').mid(1)) {
        const QList<QByteArray> cells = line.split(',');
        if (cells.size() != 4)
            continue;
        std::vector<std::int64_t> &hours = models[cells[0]][cells[1].toInt()];
        hours.resize(14 * 24);
        hours[cells[2].toUInt()] += std::llround(cells[3].toDouble());
    }
    return models;
}

} // namespace

class BandCoverageTest : public QObject {
    Q_OBJECT

private slots:
    void bandsHoldTheWeeksOfNasa();
    void bandsHoldTheSecondWeekOfServeGen_data();
    void bandsHoldTheSecondWeekOfServeGen();
    void hoursAreTooLittleHistory_data();
    void hoursAreTooLittleHistory();
};

/// Every day from the third week on is an origin; the seven days that follow are held against their bands.
void BandCoverageTest::bandsHoldTheWeeksOfNasa()
{
    const std::vector<std::int64_t> days = nasaDays();
    if (days.empty())
        QSKIP("the shared traces are not here");
    Coverage coverage;
    addCoverage({days}, {}, coverage);
    coverage.tell(QStringLiteral("NASA, days"));
    QVERIFY(coverage.isHonest());
}

void BandCoverageTest::bandsHoldTheSecondWeekOfServeGen_data()
{
    QTest::addColumn<QByteArray>("model");
    QTest::newRow("m-large") << QByteArray("m-large");
    QTest::newRow("m-mid") << QByteArray("m-mid");
    QTest::newRow("m-small") << QByteArray("m-small");
}

/// Fourteen days leave no two weeks to learn a week from, so the season is the day: every midnight of the second week
/// is an origin, the 24 hours that follow are held against their bands, client by client, each a token of its own.
void BandCoverageTest::bandsHoldTheSecondWeekOfServeGen()
{
    QFETCH(QByteArray, model);
    const auto models = serveGenHours();
    if (models.empty())
        QSKIP("the shared traces are not here");
    const Design design{24, 24, 7 * 24, 24, 24};
    Coverage coverage;
    Coverage together;
    std::vector<std::vector<std::int64_t>> all;
    for (const auto &[client, hours] : models.at(model)) {
        addCoverage({hours}, design, coverage);
        all.push_back(hours);
    }
    coverage.tell(QString::fromLatin1(model) + QStringLiteral(", clients, hours"));
    // Told, not judged: seven days of one trace that rises or falls through all of them are hardly more than one value.
    addCoverage(all, design, together);
    together.tell(QString::fromLatin1(model) + QStringLiteral(", all clients together"));
    QVERIFY(coverage.isHonest());
}

void BandCoverageTest::hoursAreTooLittleHistory_data()
{
    QTest::addColumn<QString>("path");
    QTest::addColumn<bool>("isMs"); ///< milliseconds since the start, else a date and time
    QTest::newRow("Azure, code") << "data/azure-llm-2023/AzureLLMInferenceTrace_code.csv" << false;
    QTest::newRow("Azure, conversation") << "data/azure-llm-2023/AzureLLMInferenceTrace_conv.csv.xz" << false;
    QTest::newRow("Mooncake, conversation") << "data/mooncake/conversation_trace.csv" << true;
    QTest::newRow("Mooncake, synthetic") << "data/mooncake/synthetic_trace.csv" << true;
}

void BandCoverageTest::hoursAreTooLittleHistory()
{
    QFETCH(QString, path);
    QFETCH(bool, isMs);
    const QByteArray file = sharedFile(path);
    if (file.isEmpty())
        QSKIP("the shared traces are not here");
    for (const std::int64_t stepMs : {msPerDay, msPerHour}) {
        std::map<std::int64_t, std::int64_t> counted;
        for (const QByteArray &line : file.split('\n').mid(1)) {
            if (line.trimmed().isEmpty())
                continue;
            const QByteArray cell = line.left(line.indexOf(','));
            ++counted[(isMs ? cell.toLongLong() : at((cell.left(19) + 'Z').constData()).ms) / stepMs];
        }
        std::vector<std::int64_t> counts;
        for (std::int64_t step = counted.begin()->first; step <= counted.rbegin()->first; ++step)
            counts.push_back(counted[step]);
        for (const CountSource source : {CountSource::Bootstrap, CountSource::Fitted}) {
            MonteCarloInput input;
            input.tokens = {tokenOf("trace", counts, stepMs == msPerDay ? 7 : 24)};
            input.runs = 10;
            input.source = source;
            const MonteCarloOutcome outcome = valueOf(simulate(input));
            QCOMPARE(outcome.tooLittleHistory, std::vector<std::string>{"trace"});
            QVERIFY(!outcome.tokens.front().history.isEnough());
            QVERIFY(outcome.mean.isZero());
        }
    }
}

QTEST_APPLESS_MAIN(BandCoverageTest)
#include "tst_bandcoverage.moc"
