// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/simulation/bootstrap.h"
#include "core/simulation/countdistribution.h"

#include <QtTest>

#include <cmath>
#include <map>
#include <set>

using namespace toll;

namespace {

constexpr std::size_t lanes = RandomStream::lanes;

StepHistory daysOf(std::vector<std::int64_t> counts, std::size_t firstPlace = 0)
{
    return {std::move(counts), 7, firstPlace};
}

/// Paths by path, then step.
std::vector<std::vector<std::int64_t>> paths(const SeasonalBootstrap &bootstrap, std::size_t steps, std::size_t groups)
{
    RandomStream blocks(5, 6, StreamPurpose::Blocks);
    std::vector<std::vector<std::int64_t>> result;
    std::vector<std::uint32_t> counts(steps * lanes);
    for (std::size_t group = 0; group < groups; ++group) {
        bootstrap.draw(blocks, steps, counts);
        for (std::size_t lane = 0; lane < lanes; ++lane) {
            std::vector<std::int64_t> &path = result.emplace_back();
            for (std::size_t step = 0; step < steps; ++step)
                path.push_back(counts[step * lanes + lane]);
        }
    }
    return result;
}

std::vector<std::int64_t> weeks(std::size_t count, const std::array<std::int64_t, 7> &week)
{
    std::vector<std::int64_t> counts;
    for (std::size_t i = 0; i < count * week.size(); ++i)
        counts.push_back(week[i % week.size()]);
    return counts;
}

} // namespace

class BootstrapTest : public QObject {
    Q_OBJECT

private slots:
    void saysWhenThereIsTooLittleHistory_data();
    void saysWhenThereIsTooLittleHistory();
    void whatNeverVariesGoesOn();
    void theFutureBeginsAtThePlaceAfterHistory();
    void blocksAreThoseOfHistoryWorkedByHand();
    void fewSeasonsAreMirrored();
    void blocksNeitherWrapNorCrossGaps();
    void alignedBlocksBeginAtTheirHour();
    void refusesWhatItCannotRead();
    void noCountIsLargerThanSaid();
};

void BootstrapTest::saysWhenThereIsTooLittleHistory_data()
{
    QTest::addColumn<StepHistory>("history");
    QTest::addColumn<qlonglong>("seasons");
    QTest::addColumn<bool>("canDraw");
    const std::vector<std::int64_t> fortnight(14, 3);
    std::vector<std::int64_t> gap = fortnight;
    gap[9] = unknownCount;
    std::vector<std::int64_t> filled(21, 3);
    filled[9] = unknownCount;
    std::vector<std::int64_t> torn(28, 3);
    for (const std::size_t day : {5U, 11U, 17U, 23U})
        torn[day] = unknownCount;
    QTest::newRow("nothing") << daysOf({}) << 0LL << false;
    QTest::newRow("an hour of a day") << StepHistory{{12'000}, 24, 0} << 0LL << false;
    QTest::newRow("one day short") << daysOf(std::vector<std::int64_t>(13, 3)) << 1LL << false;
    QTest::newRow("two weeks") << daysOf(fortnight) << 2LL << true;
    QTest::newRow("two weeks from a Thursday") << daysOf(fortnight, 3) << 2LL << true;
    QTest::newRow("two weeks, one day unknown") << daysOf(gap) << 1LL << false;
    QTest::newRow("three weeks, one day unknown") << daysOf(filled) << 2LL << true;
    QTest::newRow("four weeks, none of seven days known") << daysOf(torn) << 3LL << false;
}

void BootstrapTest::saysWhenThereIsTooLittleHistory()
{
    QFETCH(StepHistory, history);
    QFETCH(qlonglong, seasons);
    QFETCH(bool, canDraw);
    const Result<SeasonalBootstrap> bootstrap = SeasonalBootstrap::from(history);
    QVERIFY(bootstrap);
    QCOMPARE(bootstrap->amount().wholeSeasons, std::int64_t(seasons));
    QCOMPARE(bootstrap->canDraw(), canDraw);
}

void BootstrapTest::whatNeverVariesGoesOn()
{
    const std::array<std::int64_t, 7> week{0, 1, 2, 1000, 123'456, 7, mostInAStep};
    const Result<SeasonalBootstrap> bootstrap = SeasonalBootstrap::from(daysOf(weeks(3, week)));
    QVERIFY(bootstrap);
    for (const std::vector<std::int64_t> &path : paths(*bootstrap, 14, 4))
        for (std::size_t day = 0; day < path.size(); ++day) {
            // A root of 2^-16 is right to a millionth of the largest counts.
            QVERIFY(std::abs(path[day] - week[day % 7]) <= week[day % 7] / 1'000'000);
        }
}

void BootstrapTest::theFutureBeginsAtThePlaceAfterHistory()
{
    std::vector<std::int64_t> counts = weeks(3, {10, 20, 30, 40, 50, 60, 70});
    counts.resize(17);
    const Result<SeasonalBootstrap> bootstrap = SeasonalBootstrap::from(daysOf(counts));
    QVERIFY(bootstrap);
    for (const std::vector<std::int64_t> &path : paths(*bootstrap, 5, 1))
        QCOMPARE(path, (std::vector<std::int64_t>{40, 50, 60, 70, 10}));
}

/// Season of 1, block of 2: counts 1, 4, 16, 9 have the roots 1, 2, 4, 3 of mean 2.5; what is left is stretched by 4/3:
/// -2, -2/3, 2, 2/3. Blocks are the pairs of neighbours, of means -4/3, 2/3, 4/3, which are stretched by 1.6377/1.2816
/// for three degrees of freedom: -2.3705 -1.0371, -0.4814 2.1852, 2.3705 1.0371. Roots 0.1295 1.4629, 2.0186 4.6852,
/// 4.8705 3.5371 are counts 0 2, 4 22, 24 13; mirrored 24 13, 9 0, 0 2.
void BootstrapTest::blocksAreThoseOfHistoryWorkedByHand()
{
    const Result<SeasonalBootstrap> bootstrap = SeasonalBootstrap::from({{1, 4, 16, 9}, 1, 0}, {2, 1});
    QVERIFY(bootstrap);
    std::map<std::pair<std::int64_t, std::int64_t>, int> seen;
    for (const std::vector<std::int64_t> &path : paths(*bootstrap, 4, 1000)) {
        ++seen[{path[0], path[1]}];
        ++seen[{path[2], path[3]}];
    }
    QCOMPARE(seen.size(), std::size_t(4));
    // Six choices of 16,000 draws: two pairs come from two of them.
    const auto near = [&](const std::pair<std::int64_t, std::int64_t> &pair, int choices) {
        return std::abs(seen[pair] - 16'000 * choices / 6) < 5 * 60;
    };
    QVERIFY(near({0, 2}, 2));
    QVERIFY(near({4, 22}, 1));
    QVERIFY(near({24, 13}, 2));
    QVERIFY(near({9, 0}, 1));
}

void BootstrapTest::fewSeasonsAreMirrored()
{
    std::vector<std::int64_t> counts = weeks(7, {100, 100, 100, 100, 100, 100, 100});
    counts[3] = 400; // one busy day
    for (const bool isLong : {false, true}) {
        if (isLong)
            counts.insert(counts.end(), 7, 100);
        const Result<SeasonalBootstrap> bootstrap = SeasonalBootstrap::from(daysOf(counts));
        QVERIFY(bootstrap);
        std::int64_t least = 400;
        for (const std::vector<std::int64_t> &path : paths(*bootstrap, 28, 200))
            least = std::min(least, std::ranges::min(path));
        QCOMPARE(least < 50, !isLong);
    }
}

void BootstrapTest::blocksNeitherWrapNorCrossGaps()
{
    // Each day has a residual of its own, so that days seen together tell which block they are from.
    std::vector<std::int64_t> counts;
    for (std::int64_t day = 0; day < 70; ++day)
        counts.push_back((100 + day * 37 % 70) * (100 + day * 37 % 70));
    counts[30] = unknownCount;
    const Result<SeasonalBootstrap> bootstrap = SeasonalBootstrap::from({counts, 1, 0}, {5, 1});
    QVERIFY(bootstrap);
    std::map<std::int64_t, std::size_t> first;
    for (const std::vector<std::int64_t> &path : paths(*bootstrap, 5, 2000))
        ++first[path[0]];
    // 66 places for a block of 5, less the 5 that hold the unknown day.
    QCOMPARE(first.size(), std::size_t(61));
}

void BootstrapTest::alignedBlocksBeginAtTheirHour()
{
    // Nights are always 0: an aligned block leaves them so, whatever the days were.
    std::vector<std::int64_t> counts;
    for (std::int64_t hour = 0; hour < 20 * 24; ++hour)
        counts.push_back(hour % 24 < 8 ? 0 : 100 + hour * 7 % 50);
    const Result<SeasonalBootstrap> bootstrap = SeasonalBootstrap::from({counts, 24, 0}, {0, 24});
    QVERIFY(bootstrap);
    for (const std::vector<std::int64_t> &path : paths(*bootstrap, 48, 50))
        for (std::size_t hour = 0; hour < path.size(); ++hour)
            QCOMPARE(path[hour] == 0, hour % 24 < 8);
}

void BootstrapTest::refusesWhatItCannotRead()
{
    QCOMPARE(SeasonalBootstrap::from({{1, 2}, 0, 0}).error().code, ErrorCode::OutOfRange);
    QCOMPARE(SeasonalBootstrap::from(daysOf({1, -2})).error().code, ErrorCode::OutOfRange);
    QCOMPARE(SeasonalBootstrap::from(daysOf({1, mostInAStep + 1})).error().code, ErrorCode::OutOfRange);
    QCOMPARE(SeasonalBootstrap::from(daysOf({1, 2}), {7, 2}).error().code, ErrorCode::OutOfRange);
}

void BootstrapTest::noCountIsLargerThanSaid()
{
    std::vector<std::int64_t> counts;
    for (std::int64_t day = 0; day < 30; ++day)
        counts.push_back(day * 7919 % 1000 * (day % 5 == 0 ? 1'000'000 : 1));
    const Result<SeasonalBootstrap> bootstrap = SeasonalBootstrap::from(daysOf(counts));
    QVERIFY(bootstrap);
    QVERIFY(bootstrap->largest() <= mostInAStep);
    std::int64_t most = 0;
    for (const std::vector<std::int64_t> &path : paths(*bootstrap, 30, 500))
        most = std::max(most, std::ranges::max(path));
    QVERIFY(most <= bootstrap->largest());
    QVERIFY(most > bootstrap->largest() / 2);
}

QTEST_APPLESS_MAIN(BootstrapTest)
#include "tst_bootstrap.moc"
