// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
// Paths are billed as bills are: the walk of core/rating is asked about the same counts.
#include "core/simulation/montecarloplan.h"

#include "tests/support/history.h"

#include <rapidcheck.h>

using namespace toll;
using namespace toll::test;

namespace {

constexpr std::size_t lanes = RandomStream::lanes;

struct Anything {
    SimulatedToken token;
    std::vector<std::uint32_t> counts; ///< step * 8 + lane
    std::size_t steps = 0;
};

Anything anything()
{
    Anything any;
    any.steps = *rc::gen::inRange<std::size_t>(1, 40);
    const auto most = *rc::gen::element<std::uint32_t>(3, 30, 1000);
    for (std::size_t i = 0; i < any.steps * lanes; ++i)
        any.counts.push_back(*rc::gen::inRange<std::uint32_t>(0, most + 1));
    any.token.id = "any";
    any.token.rate = decimal(*rc::gen::element("0.002", "0", "1.25", "0.000000000001"));
    any.token.scope = *rc::gen::element(CapScope::WholeTerm, CapScope::EachWindow);
    any.token.overCap = *rc::gen::element(OverCap::Free, OverCap::Charge, OverCap::Reject, OverCap::Throttle);
    if (*rc::gen::arbitrary<bool>())
        any.token.overageRate = decimal("0.03");
    return any;
}

PathTerms termsOf(const Anything &any, int &scale)
{
    MonteCarloInput input;
    input.tokens = {any.token};
    input.steps = any.steps;
    input.tokens.front().history.counts.assign(14, 1000);
    const MonteCarloPlan plan = valueOf(planOf(input));
    scale = plan.scale;
    PathTerms terms = plan.tokens.front().terms;
    terms.largest = 1000;
    return terms;
}

} // namespace

class PathBillingTest : public QObject {
    Q_OBJECT

private slots:
    void paysWhatTheBillSays();
    void vectorsBillWhatIsBilledOneByOne();
    void drawingOnTheWayIsDrawingFirst();
    void usesUpCapAndAllowanceByHand();
};

/// A daily cap C and a lifetime of days, renewed: the same units as the bill's walk, and the same money.
void PathBillingTest::paysWhatTheBillSays()
{
    QVERIFY(rc::check("bill", [] {
        Anything any = anything();
        const auto cap = *rc::gen::inRange<std::int64_t>(1, 40);
        const auto days = *rc::gen::inRange<std::size_t>(1, 20);
        const bool renews = *rc::gen::arbitrary<bool>();
        any.token.cap = cap;
        for (std::size_t begin = 0; begin < any.steps && (renews || begin == 0); begin += days)
            any.token.terms.push_back({begin, days, cap * static_cast<std::int64_t>(days)});
        int scale = 0;
        const PathTerms terms = termsOf(any, scale);
        std::vector<std::int64_t> sums(any.counts.size());
        const PathTally tally = billPaths(terms, any.counts.data(), sums.data());
        for (std::size_t lane = 0; lane < lanes; ++lane) {
            History history;
            TokenPrice price =
                History::price("0", (std::to_string(cap) + "/day").c_str(), ("P" + std::to_string(days) + "D").c_str());
            price.rate = any.token.rate;
            price.capScope = any.token.scope;
            price.overCap = any.token.overCap;
            price.overageRate = any.token.overageRate;
            price.renewal = renews ? Renewal::Auto : Renewal::None;
            history.addToken(price, at("2026-03-02T00:00:00Z"));
            for (std::size_t step = 0; step < any.steps; ++step)
                history.add(at("2026-03-02T12:00:00Z").plus(static_cast<std::int64_t>(step) * msPerDay),
                    any.counts[step * lanes + lane]);
            history.input().period = Interval{at("2026-03-02T00:00:00Z"),
                at("2026-03-02T00:00:00Z").plus(static_cast<std::int64_t>(any.steps) * msPerDay)};
            const Statement statement = history.rated();
            std::int64_t sum = 0;
            for (std::size_t step = 0; step < any.steps; ++step)
                sum += sums[step * lanes + lane];
            ScopeResult units;
            Decimal exact;
            for (const StatementLine &line : statement.lines) {
                exact = valueOf(exact.plus(line.exact));
                for (const LinePart &part : line.parts)
                    if (line.kind == LineKind::Shape) {
                        units.billable += part.applied.billable;
                        units.over += part.applied.over;
                    }
            }
            RC_ASSERT(tally.billed[lane] == units.billable);
            RC_ASSERT(tally.over[lane] == units.over);
            RC_ASSERT(valueOf(Decimal::fromParts(sum, scale)) == exact);
        }
    }));
}

void PathBillingTest::vectorsBillWhatIsBilledOneByOne()
{
    QVERIFY(rc::check("vectors", [] {
        Anything any = anything();
        if (*rc::gen::arbitrary<bool>())
            any.token.cap = *rc::gen::inRange<std::int64_t>(0, 1200);
        for (std::size_t begin = *rc::gen::inRange<std::size_t>(0, 3); begin < any.steps;) {
            const auto length = *rc::gen::inRange<std::size_t>(0, 20);
            std::optional<std::int64_t> allowance;
            if (*rc::gen::arbitrary<bool>())
                allowance = *rc::gen::inRange<std::int64_t>(0, 3000);
            any.token.terms.push_back({begin, length, allowance});
            begin += length + *rc::gen::inRange<std::size_t>(length == 0 ? 1 : 0, 3);
        }
        int scale = 0;
        PathTerms terms = termsOf(any, scale);
        if (*rc::gen::inRange(0, 4) == 0)
            terms.rate = std::int64_t{1} << 33; // too large for 32 bits: the other way
        std::vector<std::int64_t> best(any.counts.size(), 7);
        std::vector<std::int64_t> portable = best;
        std::vector<Int128> wide(best.begin(), best.end());
        const PathTally tally = billPaths(terms, any.counts.data(), best.data(), Instructions::Best);
        RC_ASSERT(billPaths(terms, any.counts.data(), portable.data(), Instructions::Portable) == tally);
        RC_ASSERT(billPaths(terms, any.counts.data(), wide.data()) == tally);
        RC_ASSERT(best == portable);
        RC_ASSERT(std::ranges::equal(wide, best));
    }));
}

void PathBillingTest::drawingOnTheWayIsDrawingFirst()
{
    std::vector<AliasTable> tables;
    for (const std::int64_t mean : {20, 10, 35})
        tables.emplace_back(valueOf(massesOf({CountFamily::NegativeBinomial, mean * CountDistribution::one,
                                5 * CountDistribution::one})),
            9);
    for (const AliasTable &table : tables)
        QCOMPARE(table.columnBits(), 9); // else the vectors would not draw on the way
    PathTerms terms;
    terms.steps.resize(50);
    for (StepLimits &limits : terms.steps)
        limits.cap = 25;
    terms.steps[0].beginsTerm = terms.steps[30].beginsTerm = true;
    terms.steps[0].allowance = 400;
    terms.hasAllowance = true;
    terms.rate = 2;
    terms.overRate = 3;
    terms.largest = 2000;
    const DrawPlan plan{tables, 1, terms.steps.size()};
    DrawStreams onTheWay(9, 9);
    DrawStreams first(9, 9);
    std::vector<std::uint32_t> room(terms.steps.size() * lanes);
    std::vector<std::int64_t> sums(room.size());
    std::vector<std::int64_t> expected(room.size());
    // So often that some draws need more than 32 bits.
    for (int group = 0; group < 100'000; ++group) {
        const PathTally tally = drawAndBill(terms, plan, onTheWay, room, sums.data());
        drawCounts(plan, first, room, Instructions::Portable);
        QVERIFY(billPaths(terms, room.data(), expected.data(), Instructions::Portable) == tally);
    }
    QCOMPARE(sums, expected);
}

void PathBillingTest::usesUpCapAndAllowanceByHand()
{
    Anything any;
    any.steps = 4;
    any.token.rate = decimal("0.5");
    any.token.overCap = OverCap::Reject;
    any.token.cap = 10;
    any.token.terms = {{0, 3, 15}};
    any.counts.assign(any.steps * lanes, 0);
    const std::vector<std::uint32_t> first{4, 12, 3, 9}; // 4; 10 of 12; 1 of 3, as 14 of 15 are used; outside the term
    for (std::size_t step = 0; step < first.size(); ++step)
        any.counts[step * lanes] = first[step];
    int scale = 0;
    const PathTerms terms = termsOf(any, scale);
    std::vector<std::int64_t> sums(any.counts.size());
    const PathTally tally = billPaths(terms, any.counts.data(), sums.data());
    QCOMPARE(scale, 1);
    QCOMPARE(sums[0], std::int64_t(20));
    QCOMPARE(sums[lanes], std::int64_t(50));
    QCOMPARE(sums[2 * lanes], std::int64_t(5));
    QCOMPARE(sums[3 * lanes], std::int64_t(0));
    QCOMPARE(tally.billed[0], std::int64_t(15));
    QCOMPARE(tally.over[0], std::int64_t(4));
    QCOMPARE(tally.ranOut[0], 2U);
    QCOMPARE(tally.ranOut[1], 4U);
}

QTEST_APPLESS_MAIN(PathBillingTest)
#include "tst_pathbilling.moc"
