// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/usage/histogram.h"

#include <QtTest>
#include <rapidcheck.h>

#include <algorithm>
#include <cstdlib>
#include <limits>

using namespace toll;

namespace {

constexpr std::int64_t largest = std::numeric_limits<std::int64_t>::max();

/// Values of every order of magnitude.
rc::Gen<std::vector<std::int64_t>> values()
{
    return rc::gen::nonEmpty(rc::gen::container<std::vector<std::int64_t>>(
        rc::gen::map(rc::gen::pair(rc::gen::inRange(0, 63), rc::gen::arbitrary<std::uint64_t>()),
            [](const std::pair<int, std::uint64_t> &drawn) {
                return static_cast<std::int64_t>((drawn.second >> 1) >> drawn.first);
            })));
}

Histogram histogramOf(const std::vector<std::int64_t> &values)
{
    Histogram histogram;
    for (const std::int64_t value : values)
        histogram.add(value);
    return histogram;
}

bool isWithinOnePercent(std::int64_t found, std::int64_t exact)
{
    return std::llabs(found - exact) <= exact / 100;
}

} // namespace

class HistogramTest : public QObject {
    Q_OBJECT

private slots:
    void anEmptyHistogramHasNoPercentile()
    {
        QCOMPARE(Histogram().total(), 0);
        QVERIFY(!Histogram().percentile(50));
    }

    void keepsSmallValuesExactly()
    {
        for (std::int64_t value = 0; value < 128; ++value)
            QCOMPARE(histogramOf({value}).percentile(50), value);
    }

    void keepsLargeValuesWithinOnePercent_data()
    {
        QTest::addColumn<qlonglong>("value");
        for (const std::int64_t value : {128LL, 129LL, 255LL, 256LL, 999LL, 1000LL, 65535LL, 65536LL, 3'600'000LL,
                 1LL << 40, (1LL << 62) - 1, 1LL << 62, static_cast<long long>(largest)})
            QTest::addRow("%lld", static_cast<long long>(value)) << static_cast<qlonglong>(value);
    }
    void keepsLargeValuesWithinOnePercent()
    {
        QFETCH(const qlonglong, value);
        QVERIFY(isWithinOnePercent(*histogramOf({value}).percentile(99), value));
    }

    void theNearestRankCountsWeights()
    {
        Histogram histogram;
        histogram.add(10, 50);
        histogram.add(20, 45);
        histogram.add(30, 5);
        QCOMPARE(histogram.total(), 100);
        QCOMPARE(histogram.percentile(50), 10);
        QCOMPARE(histogram.percentile(51), 20);
        QCOMPARE(histogram.percentile(95), 20);
        QCOMPARE(histogram.percentile(96), 30);
        QCOMPARE(histogram.percentile(100), 30);
        QVERIFY(!histogram.percentile(0));
        QVERIFY(!histogram.percentile(101));
    }

    void everyPercentileIsWithinOnePercentOfTheExactOne()
    {
        QVERIFY(rc::check("percentiles", [] {
            auto drawn = *values();
            const int percent = *rc::gen::inRange(1, 101);
            const Histogram histogram = histogramOf(drawn);
            std::ranges::sort(drawn);
            const std::size_t rank = (drawn.size() * static_cast<std::size_t>(percent) + 99) / 100;
            RC_ASSERT(isWithinOnePercent(*histogram.percentile(percent), drawn[rank - 1]));
        }));
    }

    void mergingIsAssociativeAndEqualsAddingEverything()
    {
        QVERIFY(rc::check("merge", [] {
            const auto a = *values();
            const auto b = *values();
            const auto c = *values();
            Histogram left = histogramOf(a);
            left.merge(histogramOf(b));
            left.merge(histogramOf(c));
            Histogram right = histogramOf(b);
            right.merge(histogramOf(c));
            Histogram whole = histogramOf(a);
            whole.merge(right);
            RC_ASSERT(left == whole);
            auto all = c;
            all.insert(all.end(), a.begin(), a.end());
            all.insert(all.end(), b.begin(), b.end());
            RC_ASSERT(left == histogramOf(all));
        }));
    }

    /// Stored buckets must mean the same in every later version and on every machine.
    void theBucketsAreTheSameForEver()
    {
        const std::vector<std::pair<std::int32_t, std::int64_t>> expected{{100, 1}, {192, 1}, {317, 1}, {3711, 1}};
        QVERIFY(histogramOf({largest, 1000, 256, 100}).buckets() == expected);
    }

    void comesBackFromItsBuckets()
    {
        const Histogram histogram = histogramOf({0, 7, 7, 1000, largest});
        const auto back = Histogram::fromBuckets(histogram.buckets());
        QVERIFY(back.has_value());
        QVERIFY(*back == histogram);
    }

    void refusesImpossibleBuckets()
    {
        QVERIFY(!Histogram::fromBuckets({{5, 1}, {5, 1}}));
        QVERIFY(!Histogram::fromBuckets({{6, 1}, {5, 1}}));
        QVERIFY(!Histogram::fromBuckets({{-1, 1}}));
        QVERIFY(!Histogram::fromBuckets({{5, 0}}));
        QVERIFY(!Histogram::fromBuckets({{5, -3}}));
        QVERIFY(!Histogram::fromBuckets({{5, largest}, {6, 1}}));
        const std::int32_t last = histogramOf({largest}).buckets().front().first;
        QVERIFY(Histogram::fromBuckets({{last, 1}}).has_value());
        QVERIFY(!Histogram::fromBuckets({{last + 1, 1}}));
    }

    void countsStayAtTheTopInsteadOfWrapping()
    {
        Histogram histogram;
        histogram.add(1, largest);
        histogram.add(1, largest);
        histogram.add(2, largest);
        QCOMPARE(histogram.total(), largest);
        QCOMPARE(histogram.percentile(50), 1);
    }
};

QTEST_APPLESS_MAIN(HistogramTest)
#include "tst_histogram.moc"
