// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/simulation/aliastable.h"
#include "core/simulation/countfit.h"

#include <QtTest>

#include <cmath>

using namespace toll;

namespace {

constexpr std::int64_t one = CountDistribution::one;

std::int64_t fixed(double value)
{
    return std::llround(value * static_cast<double>(one));
}

CountDistribution poisson(double mean)
{
    return {CountFamily::Poisson, fixed(mean), 0};
}

CountDistribution negativeBinomial(double mean, double size)
{
    return {CountFamily::NegativeBinomial, fixed(mean), fixed(size)};
}

/// The textbook's formula, by logarithms of the gamma function: not how the program does it.
long double massByFormula(const CountDistribution &distribution, std::int64_t x)
{
    const long double m = static_cast<long double>(distribution.mean) / one;
    const auto n = static_cast<long double>(x);
    if (distribution.family == CountFamily::Poisson)
        return std::exp(n * std::log(m) - m - std::lgamma(n + 1));
    const long double r = static_cast<long double>(distribution.size) / one;
    return std::exp(std::lgamma(n + r) - std::lgamma(r) - std::lgamma(n + 1) + r * std::log(r / (m + r))
        + n * std::log(m / (m + r)));
}

void addDistributions()
{
    QTest::addColumn<CountDistribution>("distribution");
    QTest::newRow("rare") << poisson(0.03);
    QTest::newRow("Poisson, one") << poisson(1);
    QTest::newRow("Poisson, twenty") << poisson(20.5);
    QTest::newRow("Poisson, a thousand") << poisson(1000.25);
    QTest::newRow("Poisson, in groups") << poisson(150'000);
    QTest::newRow("mostly nothing") << negativeBinomial(0.5, 0.1);
    QTest::newRow("negative binomial, twenty") << negativeBinomial(20.5, 5);
    QTest::newRow("heavy tail") << negativeBinomial(20.5, 0.7);
    QTest::newRow("nearly Poisson") << negativeBinomial(50, 1e5);
    QTest::newRow("negative binomial, in groups") << negativeBinomial(5000, 4);
}

std::vector<std::uint32_t> drawn(const AliasTable &table, std::size_t count, Instructions instructions)
{
    DrawStreams streams(17, 4);
    std::vector<std::uint32_t> values(count);
    drawCounts({std::span(&table, 1), 0, 10}, streams, values, instructions);
    return values;
}

} // namespace

Q_DECLARE_METATYPE(toll::CountDistribution)

class CountDistributionTest : public QObject {
    Q_OBJECT

private slots:
    void massesAreThoseOfTheFormula_data() { addDistributions(); }
    void massesAreThoseOfTheFormula();
    void tailsAreRightTo64Bits();
    void tablesGiveEachValueItsMass_data() { addDistributions(); }
    void tablesGiveEachValueItsMass();
    void drawsPassChiSquare_data() { addDistributions(); }
    void drawsPassChiSquare();
    void vectorsDrawWhatIsDrawnOneByOne_data() { addDistributions(); }
    void vectorsDrawWhatIsDrawnOneByOne();
    void drawsThat32BitsDoNotDecideAreDecidedByMore();
    void eachStepHasTheTableOfItsPlace();
    void countsThatAreTooLargeAreRefused();
    void massesAreTheSameForEver();
};

void CountDistributionTest::massesAreThoseOfTheFormula()
{
    QFETCH(CountDistribution, distribution);
    const Result<CountMasses> masses = massesOf(distribution);
    QVERIFY(masses);
    std::uint64_t sum = 0;
    for (const std::uint64_t mass : masses->masses)
        sum += mass;
    QCOMPARE(sum, std::uint64_t(0)); // 2^64
    for (std::size_t i = 0; i < masses->masses.size(); ++i) {
        const std::int64_t x = masses->first + static_cast<std::int64_t>(i);
        const long double expected = massByFormula(distribution, x);
        const long double mass = std::ldexp(static_cast<long double>(masses->masses[i]), -64);
        // The logarithms are right to some 2^-60 of their size only.
        const long double tolerance = 2e-14L * expected * (1 + static_cast<long double>(x)) + std::ldexp(2.0L, -64);
        QVERIFY2(std::abs(mass - expected) <= tolerance, qPrintable(QString::number(x)));
    }
    // What is left out is too rare for 64 bits.
    QVERIFY(massByFormula(distribution, masses->last() + 1) < std::ldexp(1.5L, -64));
    if (masses->first > 0)
        QVERIFY(massByFormula(distribution, masses->first - 1) < std::ldexp(1.5L, -64));
}

/// Poisson of mean 1: e^-1 / x!, whose digits are known. 2^64 e^-1 / x! for x = 0 is 6786177901268885274.77.
void CountDistributionTest::tailsAreRightTo64Bits()
{
    const Result<CountMasses> masses = massesOf(poisson(1));
    QVERIFY(masses);
    QCOMPARE(masses->first, std::int64_t(0));
    long double expected = 6786177901268885274.77L;
    for (std::size_t x = 0; x < masses->masses.size(); ++x) {
        if (x > 0)
            expected /= static_cast<long double>(x);
        QVERIFY2(
            std::abs(static_cast<long double>(masses->masses[x]) - expected) <= 22, qPrintable(QString::number(x)));
        if (x > 2)
            QVERIFY(std::abs(static_cast<long double>(masses->masses[x]) - expected) <= 1);
    }
    // 20! = 2.4e18 still leaves a probability of 2^-64 its place: P(20) 2^64 = 2.79.
    QCOMPARE(masses->masses[20], std::uint64_t(2));
    QCOMPARE(masses->last(), std::int64_t(20));
}

void CountDistributionTest::tablesGiveEachValueItsMass()
{
    QFETCH(CountDistribution, distribution);
    const Result<CountMasses> masses = massesOf(distribution);
    QVERIFY(masses);
    const AliasTable table(*masses);
    std::vector<std::uint64_t> expected(((masses->masses.size() - 1) >> table.shift()) + 1);
    for (std::size_t i = 0; i < masses->masses.size(); ++i)
        expected[i >> table.shift()] += masses->masses[i];
    for (std::uint32_t group = 0; group < expected.size(); ++group)
        QCOMPARE(table.massOf(group), expected[group]);
}

void CountDistributionTest::drawsPassChiSquare()
{
    QFETCH(CountDistribution, distribution);
    const Result<CountMasses> masses = massesOf(distribution);
    QVERIFY(masses);
    const AliasTable table(*masses);
    constexpr std::size_t count = 4'000'000;
    std::vector<double> seen(static_cast<std::size_t>(table.largest() - masses->first + 1));
    for (const std::uint32_t value : drawn(table, count, Instructions::Best)) {
        QVERIFY(value >= masses->first && value <= table.largest());
        seen[static_cast<std::size_t>(value - masses->first)] += 1;
    }
    // Every value that is expected ten times is a cell of its own; the rest of each tail is one.
    double statistic = 0;
    std::int64_t degrees = -1;
    double wanted = 0;
    double found = 0;
    for (std::size_t i = 0; i < seen.size(); ++i) {
        wanted += i < masses->masses.size() ? count * std::ldexp(static_cast<double>(masses->masses[i]), -64) : 0;
        found += seen[i];
        if (wanted < 10 && i + 1 < seen.size())
            continue;
        if (wanted < 10) { // the upper tail
            QVERIFY2(found < wanted + 6 * std::sqrt(wanted + 1), qPrintable(QString::number(found)));
            break;
        }
        statistic += (found - wanted) * (found - wanted) / wanted;
        ++degrees;
        wanted = found = 0;
    }
    const double p = chiSquareTail(statistic, std::max<std::int64_t>(degrees, 1));
    qInfo("chi-square %.1f of %lld degrees of freedom, p %.3f", statistic, static_cast<long long>(degrees), p);
    QVERIFY(p > 1e-4);
    QVERIFY(p < 1 - 1e-6);
}

void CountDistributionTest::vectorsDrawWhatIsDrawnOneByOne()
{
    if (!hasVectors())
        QSKIP("this processor has no AVX2");
    QFETCH(CountDistribution, distribution);
    const Result<CountMasses> masses = massesOf(distribution);
    QVERIFY(masses);
    const AliasTable table(*masses);
    QVERIFY(drawn(table, 3'200'000, Instructions::Best) == drawn(table, 3'200'000, Instructions::Portable));
}

/// All thresholds of this table have bits that 32 random ones do not reach.
void CountDistributionTest::drawsThat32BitsDoNotDecideAreDecidedByMore()
{
    // The value 1 has a probability of 2^-33: a third of 2^-32 cells' worth is not to be had from 32 bits.
    const CountMasses masses{0, {~std::uint64_t{0} - (std::uint64_t{1} << 31) + 1, std::uint64_t{1} << 31}};
    const AliasTable table(masses);
    QCOMPARE(table.massOf(1), std::uint64_t(1) << 31);
    int asked = 0;
    const auto further = [&](std::uint64_t bits) {
        return [&asked, bits] {
            ++asked;
            return bits;
        };
    };
    // Column 1, all of whose fraction is 0: only further bits below 2^-12 of all make it its own.
    constexpr std::uint32_t bits = 1U << 31;
    QCOMPARE(table.draw(bits, 0, further(0)), 1U);
    QCOMPARE(table.draw(bits, 0, further((std::uint64_t{1} << 52) - 1)), 1U);
    QCOMPARE(table.draw(bits, 0, further(std::uint64_t{1} << 52)), 0U);
    QCOMPARE(table.draw(bits, 0, further(~std::uint64_t{0})), 0U);
    QCOMPARE(asked, 4);
    QCOMPARE(table.draw(bits | 1U, 0, further(0)), 0U); // the next fraction: decided without them
    QCOMPARE(asked, 4);
}

void CountDistributionTest::eachStepHasTheTableOfItsPlace()
{
    std::vector<AliasTable> tables;
    for (const std::int64_t value : {10, 20, 30})
        tables.emplace_back(CountMasses{value, {~std::uint64_t{0}}});
    DrawStreams streams(1, 1);
    std::vector<std::uint32_t> values(2 * 5 * 8);
    for (const Instructions instructions : {Instructions::Best, Instructions::Portable}) {
        drawCounts({tables, 2, 5}, streams, values, instructions);
        for (std::size_t i = 0; i < values.size(); ++i) {
            const std::size_t step = i / 8 % 5;
            QCOMPARE(values[i], std::uint32_t(10 * ((2 + step) % 3 + 1)));
        }
    }
}

void CountDistributionTest::countsThatAreTooLargeAreRefused()
{
    QCOMPARE(massesOf(negativeBinomial(1e6, 0.5)).error().code, ErrorCode::OutOfRange);
    QCOMPARE(massesOf({CountFamily::Poisson, -1, 0}).error().code, ErrorCode::OutOfRange);
    QCOMPARE(massesOf({CountFamily::NegativeBinomial, one, 0}).error().code, ErrorCode::OutOfRange);
}

/// A change here changes every simulation that somebody has kept with its seed.
void CountDistributionTest::massesAreTheSameForEver()
{
    std::uint64_t hash = 0;
    for (const CountDistribution &distribution :
        {poisson(20.5), negativeBinomial(20.5, 5), negativeBinomial(5000, 4)}) {
        const Result<CountMasses> masses = massesOf(distribution);
        QVERIFY(masses);
        for (const std::uint64_t mass : masses->masses)
            hash = mixed(hash ^ mass);
        for (const std::uint32_t value : drawn(AliasTable(*masses), 8000, Instructions::Best))
            hash = mixed(hash ^ value);
    }
    QCOMPARE(hash, std::uint64_t(7989641954445737707U));
}

QTEST_APPLESS_MAIN(CountDistributionTest)
#include "tst_countdistribution.moc"
