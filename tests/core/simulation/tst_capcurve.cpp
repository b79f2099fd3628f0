// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/simulation/capcurve.h"

#include <QTest>

#include <rapidcheck.h>

#include <algorithm>
#include <limits>
#include <numeric>

using namespace toll;

namespace {

std::uint64_t byHand(const std::vector<std::uint32_t> &counts, std::uint32_t cap)
{
    return std::accumulate(counts.begin(), counts.end(), std::uint64_t{0},
        [cap](std::uint64_t sum, std::uint32_t count) { return sum + std::min(count, cap); });
}

std::vector<std::uint32_t> anyCounts()
{
    return *rc::gen::container<std::vector<std::uint32_t>>(rc::gen::oneOf(rc::gen::inRange<std::uint32_t>(0, 50),
        rc::gen::arbitrary<std::uint32_t>(), rc::gen::just(std::numeric_limits<std::uint32_t>::max())));
}

} // namespace

class CapCurveTest : public QObject {
    Q_OBJECT

private slots:
    void curveAndSumsEqualBruteForce()
    {
        QVERIFY(rc::check("the factored curve, the vectors and one count after the other", [] {
            const std::vector<std::uint32_t> counts = anyCounts();
            std::vector<std::uint32_t> sorted = counts;
            std::vector<std::uint64_t> sums(counts.size() + 1);
            CapCurve::prepare(sorted, sums);
            const CapCurve curve(sorted, sums);
            std::vector<std::uint32_t> caps = anyCounts();
            caps.insert(caps.end(), counts.begin(), counts.end());
            for (const std::uint32_t cap : caps) {
                RC_ASSERT(curve.within(cap) == byHand(counts, cap));
                RC_ASSERT(sumOfMinima(counts, cap) == byHand(counts, cap));
            }
            std::ranges::sort(caps);
            std::vector<std::uint64_t> results(caps.size());
            curve.within(caps, results);
            for (std::size_t i = 0; i < caps.size(); ++i)
                RC_ASSERT(results[i] == byHand(counts, caps[i]));
        }));
    }

    void aGreaterCapNeverLetsFewerIn()
    {
        QVERIFY(rc::check("the curve never falls", [] {
            std::vector<std::uint32_t> counts = anyCounts();
            std::vector<std::uint64_t> sums(counts.size() + 1);
            CapCurve::prepare(counts, sums);
            const CapCurve curve(counts, sums);
            for (std::uint32_t cap = 0; cap < 60; ++cap)
                RC_ASSERT(curve.within(cap) <= curve.within(cap + 1));
        }));
    }
};

QTEST_APPLESS_MAIN(CapCurveTest)
#include "tst_capcurve.moc"
