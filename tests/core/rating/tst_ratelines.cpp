// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
// What stands on a statement: which charge takes an event, how lines round, share out and are cut.
#include "core/rating/cuts.h"
#include "lines.h"
#include "tests/support/history.h"

#include <QTest>

#include <rapidcheck.h>

using namespace toll;
using namespace toll::test;

namespace {

const Instant march = at("2025-03-01T00:00:00Z");

} // namespace

class RateLinesTest : public QObject {
    Q_OBJECT

private slots:
    void listsUnpricedAndUnknownMeters();
    void givesTheEventToTheFirstOfAGroup();
    void roundsTheLineOnceAndSharesItOut();
    void keepsAMillionTinyCalls();
    void refusesToOverflow();
    void answersNothingForNoUse();
    void cutsSumToTheTotal();
};

void RateLinesTest::listsUnpricedAndUnknownMeters()
{
    Plan plan;
    plan.name = "Units";
    plan.currency = "USD";
    plan.charges.resize(1);
    plan.charges[0] = {"in", "", "input_units", {{"model", "gpt-*"}}, 6, Flat{decimal("2.5")}};
    History history(plan);
    history.addToken({}, march);
    const std::uint32_t model = history.usage().intern("gpt-4o");
    UsageRow &priced = history.add(march, 1);
    priced.model = model;
    priced.units[0] = {1'000'000, 1};
    priced.units[3] = {40, 1};
    history.add(march, 2).model = model; // fits, but nobody counted its input
    history.add(march, 3); // no model: no charge fits
    const Statement statement = history.rated();
    QCOMPARE(statement.total, decimal("2.5"));
    QCOMPARE(lineOf(statement, LineKind::Unknown)->quantity, 2);
    std::map<std::string, std::int64_t> unpriced;
    for (const StatementLine &line : statement.lines)
        if (line.kind == LineKind::Unpriced)
            unpriced[line.meter] = line.quantity;
    const std::map<std::string, std::int64_t> expected{{"output_units", 40}, {"requests", 5}};
    QCOMPARE(unpriced, expected);
}

void RateLinesTest::givesTheEventToTheFirstOfAGroup()
{
    Plan plan;
    plan.name = "Group";
    plan.currency = "USD";
    plan.charges = {{"big", "g", "requests", {{"model", "big*"}}, 0, Flat{decimal("2")}},
        {"any", "g", "requests", {}, 0, Flat{decimal("1")}}, {"all", "", "requests", {}, 0, Flat{decimal("0.1")}}};
    History history(plan);
    history.addToken({}, march);
    history.add(march, 1).model = history.usage().intern("big-1");
    history.add(march, 1).model = history.usage().intern("small");
    QCOMPARE(history.rated().total, decimal("3.2"));
}

void RateLinesTest::roundsTheLineOnceAndSharesItOut()
{
    History history;
    for (int token = 0; token < 3; ++token) {
        history.addToken(History::price("0.335", "none", "none"), march);
        history.add(march, 1, 200, static_cast<std::uint32_t>(token));
    }
    const Statement statement = history.rated();
    const StatementLine &line = shapeLine(statement);
    QCOMPARE(line.exact, decimal("1.005"));
    QCOMPARE(line.amount, decimal("1.01"));
    QCOMPARE(line.parts[0].amount, decimal("0.34"));
    QCOMPARE(line.parts[2].amount, decimal("0.33"));
    history.plan().rounding = Rounding::HalfEven;
    QCOMPARE(history.rated().total, decimal("1.00"));
}

void RateLinesTest::keepsAMillionTinyCalls()
{
    History history;
    history.addToken(History::price("0.0000004", "none", "none"), march);
    for (int i = 0; i < 1000; ++i)
        history.add(march.plus(i), 1000);
    QCOMPARE(history.rated().total, decimal("0.40"));
}

void RateLinesTest::refusesToOverflow()
{
    History history;
    history.addToken(History::price("1", "none", "none"), march);
    history.add(march, std::numeric_limits<std::int64_t>::max());
    history.add(march, 1);
    const Result<Statement> statement = rate(history.input());
    QVERIFY(!statement);
    QCOMPARE(statement.error().code, ErrorCode::Overflow);
}

void RateLinesTest::answersNothingForNoUse()
{
    History history;
    history.addToken(History::price("1", "none", "none"));
    const Statement empty = history.rated();
    QVERIFY(empty.lines.empty());
    QVERIFY(!empty.period);
    QVERIFY(empty.total.isZero());
    history.input().period = Interval{march, march.plus(31 * msPerDay)};
    QCOMPARE(history.rated().lines.size(), std::size_t(1)); // the shape's line stands even at zero
}

void RateLinesTest::cutsSumToTheTotal()
{
    QVERIFY(rc::check("every cut of a line sums to the line", [] {
        History history;
        const auto tokens = *rc::gen::inRange<std::uint32_t>(1, 4);
        for (std::uint32_t token = 0; token < tokens; ++token)
            history.addToken(History::price("0.0137", "7/day", "P20D"), march);
        const auto rows = *rc::gen::inRange(1, 60);
        for (int row = 0; row < rows; ++row)
            history.add(march.plus(row * msPerHour * 7), *rc::gen::inRange(1, 9), 200,
                *rc::gen::inRange<std::uint32_t>(0, tokens));
        history.input().keepRows = true;
        const Statement statement = history.rated();
        const std::size_t groups = 5;
        const std::vector<Decimal> parts =
            valueOf(cut(statement, groups, [](std::uint32_t row) { return row % groups; }));
        Decimal sum;
        for (const Decimal &part : parts)
            sum = valueOf(sum.plus(part));
        RC_ASSERT(sum == statement.total);
    }));
}

QTEST_APPLESS_MAIN(RateLinesTest)
#include "tst_ratelines.moc"
