// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/simulation/aliastable.h"
#include "core/simulation/countfit.h"

#include <QtTest>

#include <cmath>

using namespace toll;

namespace {

/// A history that really is drawn from these distributions.
StepHistory drawnFrom(std::span<const CountDistribution> places, std::size_t steps, std::uint64_t seed)
{
    std::vector<AliasTable> tables;
    for (const CountDistribution &place : places)
        tables.emplace_back(*massesOf(place), 12);
    DrawStreams streams(seed, 1);
    std::vector<std::uint32_t> counts(steps * RandomStream::lanes);
    drawCounts({tables, 0, steps}, streams, counts);
    StepHistory history{{}, places.size(), 0};
    for (std::size_t step = 0; step < steps; ++step)
        history.counts.push_back(counts[step * RandomStream::lanes]);
    return history;
}

CountDistribution distribution(CountFamily family, double mean, double size)
{
    return {family, std::llround(mean * CountDistribution::one), std::llround(size * CountDistribution::one)};
}

std::vector<CountDistribution> week(CountFamily family, double size)
{
    std::vector<CountDistribution> places;
    for (const double mean : {40.0, 44.0, 45.0, 43.0, 38.0, 9.0, 6.0})
        places.push_back(distribution(family, mean, size));
    return places;
}

} // namespace

class CountFitTest : public QObject {
    Q_OBJECT

private slots:
    void tailsAreThoseOfTheTables_data();
    void tailsAreThoseOfTheTables();
    void momentsAreThoseWorkedByHand();
    void countsThatVaryLittleArePoisson();
    void unknownStepsCountForNothing();
    void saysWhenThereIsTooLittleHistory();
    void findsTheParametersItWasDrawnFrom();
    void pIsEvenWhereTheFitIsTrue();
    void aWrongFamilyIsFound();
};

void CountFitTest::tailsAreThoseOfTheTables_data()
{
    QTest::addColumn<double>("statistic");
    QTest::addColumn<int>("degrees");
    QTest::addColumn<double>("p");
    // Critical values of any table of the chi-square distribution.
    QTest::newRow("1, 5 %") << 3.841459 << 1 << 0.05;
    QTest::newRow("2, exact") << 10.0 << 2 << std::exp(-5.0);
    QTest::newRow("10, 1 %") << 23.20925 << 10 << 0.01;
    QTest::newRow("10, 95 %") << 3.940299 << 10 << 0.95;
    QTest::newRow("100, 0.1 %") << 149.4493 << 100 << 0.001;
    QTest::newRow("nothing") << 0.0 << 3 << 1.0;
}

void CountFitTest::tailsAreThoseOfTheTables()
{
    QFETCH(double, statistic);
    QFETCH(int, degrees);
    QFETCH(double, p);
    QVERIFY(std::abs(chiSquareTail(statistic, degrees) - p) < 1e-6);
}

/// Season of 1: 2, 4, 9, 1 have the mean 4 and a sum of squares of 38; 38 x 4/3 - 16 = 34 2/3 over 4 x 16 is 1 / r.
void CountFitTest::momentsAreThoseWorkedByHand()
{
    const Result<CountFit> fit = fitCounts({{2, 4, 9, 1}, 1, 0});
    QVERIFY(fit);
    QVERIFY(fit->family == CountFamily::NegativeBinomial);
    QCOMPARE(fit->places.size(), std::size_t(1));
    QCOMPARE(fit->places.front().mean, 4 * CountDistribution::one);
    QCOMPARE(fit->places.front().size, CountDistribution::one * 64 * 3 / 104); // floor
    QVERIFY(fit->dispersion);
    QCOMPARE(fit->dispersion->statistic, 38.0 / 4);
    QCOMPARE(fit->dispersion->degrees, std::int64_t(3));
    QCOMPARE(fit->index, 38.0 / 12);
    QVERIFY(!fit->fit); // four steps are too few for cells of five
}

void CountFitTest::countsThatVaryLittleArePoisson()
{
    const Result<CountFit> even = fitCounts({{5, 5, 5, 6}, 1, 0});
    QVERIFY(even);
    QVERIFY(even->family == CountFamily::Poisson);
    QVERIFY(even->index < 1);
    const Result<CountFit> nothing = fitCounts({{0, 0, 0, 0}, 2, 0});
    QVERIFY(nothing);
    QVERIFY(nothing->family == CountFamily::Poisson);
    QCOMPARE(nothing->places.front().mean, std::int64_t(0));
    QVERIFY(!nothing->dispersion);
}

void CountFitTest::unknownStepsCountForNothing()
{
    const Result<CountFit> whole = fitCounts({{2, 4, 9, 1}, 1, 0});
    const Result<CountFit> torn = fitCounts({{2, unknownCount, 4, unknownCount, 9, 1}, 1, 0});
    QVERIFY(whole && torn);
    QCOMPARE(torn->places, whole->places);
    QCOMPARE(torn->amount.knownSteps, std::int64_t(4));
}

void CountFitTest::saysWhenThereIsTooLittleHistory()
{
    const Result<CountFit> fit = fitCounts({std::vector<std::int64_t>(13, 3), 7, 0});
    QVERIFY(fit);
    QVERIFY(fit->places.empty());
    QVERIFY(!fit->amount.isEnough());
}

void CountFitTest::findsTheParametersItWasDrawnFrom()
{
    const std::vector<CountDistribution> places = week(CountFamily::NegativeBinomial, 5);
    const Result<CountFit> fit = fitCounts(drawnFrom(places, 7 * 2000, 3));
    QVERIFY(fit);
    QVERIFY(fit->family == CountFamily::NegativeBinomial);
    for (std::size_t place = 0; place < places.size(); ++place) {
        const auto mean = static_cast<double>(places[place].mean);
        QVERIFY(std::abs(static_cast<double>(fit->places[place].mean) - mean) < 0.05 * mean);
    }
    const double size = static_cast<double>(fit->places.front().size) / CountDistribution::one;
    QVERIFY2(std::abs(size - 5) < 0.5, qPrintable(QString::number(size)));
}

/// Of true fits, p is below a tenth about a tenth of the time. (Parameters are estimated, hence the wide bounds.)
void CountFitTest::pIsEvenWhereTheFitIsTrue()
{
    for (const CountFamily family : {CountFamily::Poisson, CountFamily::NegativeBinomial}) {
        int small = 0;
        int dispersed = 0;
        constexpr int trials = 300;
        for (int trial = 0; trial < trials; ++trial) {
            const Result<CountFit> fit =
                fitCounts(drawnFrom(week(family, 5), 7 * 52, static_cast<std::uint64_t>(trial)));
            QVERIFY(fit && fit->fit && fit->dispersion);
            small += fit->fit->p < 0.1;
            dispersed += fit->dispersion->p < 0.1;
        }
        qInfo("p below 0.1 in %d of %d, of the dispersion in %d", small, trials, dispersed);
        QVERIFY(small >= 10 && small <= 60);
        QVERIFY(family == CountFamily::Poisson ? dispersed >= 10 && dispersed <= 60 : dispersed == trials);
    }
}

void CountFitTest::aWrongFamilyIsFound()
{
    // Two kinds of days that nobody told apart are neither family.
    StepHistory history{{}, 1, 0};
    for (std::int64_t day = 0; day < 200; ++day)
        history.counts.push_back(day * day % 7 < 3 ? 200 + day % 5 : 5 + day % 3);
    const Result<CountFit> fit = fitCounts(history);
    QVERIFY(fit && fit->fit);
    QVERIFY2(fit->fit->p < 1e-6, qPrintable(QString::number(fit->fit->p)));
}

QTEST_APPLESS_MAIN(CountFitTest)
#include "tst_countfit.moc"
