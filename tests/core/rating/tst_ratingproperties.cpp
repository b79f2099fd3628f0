// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
// What must hold of every plan and every usage.
#include "core/rating/cuts.h"
#include "tests/support/anyplan.h"

#include <set>

using namespace toll;
using namespace toll::test;

namespace {

Decimal sumOf(const std::vector<Decimal> &values)
{
    Decimal sum;
    for (const Decimal &value : values)
        sum = valueOf(sum.plus(value));
    return sum;
}

} // namespace

class RatingProperties : public QObject {
    Q_OBJECT

private slots:
    void linesSumToTheTotalAndPartsToTheirLines()
    {
        QVERIFY(rc::check("lines sum to the total, shares of tokens to their line", [] {
            History history(anyPlan());
            addUse(history);
            const Statement statement = history.rated();
            Decimal total;
            for (const StatementLine &line : statement.lines) {
                total = valueOf(total.plus(line.amount));
                std::vector<Decimal> shares;
                for (const LinePart &part : line.parts)
                    shares.push_back(part.amount);
                RC_ASSERT(shares.empty() || sumOf(shares) == line.amount);
            }
            RC_ASSERT(total == statement.total);
        }));
    }

    void everyCutSumsToTheTotal()
    {
        QVERIFY(rc::check("groups of rows sum to the total", [] {
            History history(anyPlan());
            addUse(history);
            history.input().keepRows = true;
            const Statement statement = history.rated();
            const auto groups = *rc::gen::inRange<std::size_t>(1, 6);
            RC_ASSERT(sumOf(valueOf(cut(statement, groups, [&](std::uint32_t row) { return row % groups; })))
                == statement.total);
        }));
    }

    void everyCutOfALineSumsToTheLine()
    {
        QVERIFY(rc::check("each line alone: groups of its rows sum to it", [] {
            History history(anyPlan());
            addUse(history);
            history.input().keepRows = true;
            const Statement statement = history.rated();
            const auto groups = *rc::gen::inRange<std::size_t>(1, 6);
            for (const StatementLine &line : statement.lines) {
                Statement alone = statement;
                alone.lines = {line};
                RC_ASSERT(sumOf(valueOf(cut(alone, groups, [&](std::uint32_t row) { return row % groups; })))
                    == line.amount);
            }
        }));
    }

    void keepingRowsChangesNothing()
    {
        QVERIFY(rc::check("what is kept for charts does not change the bill", [] {
            History history(anyPlan());
            addUse(history);
            Statement plain = history.rated();
            history.input().keepRows = true;
            Statement kept = history.rated();
            for (StatementLine &line : kept.lines) {
                line.rows.clear();
                line.rowAmounts.clear();
            }
            RC_ASSERT(plain == kept);
        }));
    }

    void periodsOfATermSumToTheTerm()
    {
        QVERIFY(rc::check("capped charges: days sum to the whole, exactly", [] {
            Plan plan = anyPlan();
            const Checked<Plan> one =
                parsePlan(std::string_view(R"({"name":"P","currency":"USD","charges":[{"price":)" + capped() + "}]}"));
            RC_ASSERT(one.has_value());
            History history(*one);
            addUse(history);
            history.input().period = Interval{march, march.plus(40 * msPerDay)};
            history.plan().period = valueOf(parseSpan("P1Y"));
            const auto exactOf = [](const Statement &statement) {
                std::vector<Decimal> amounts;
                for (const StatementLine &line : statement.lines)
                    amounts.push_back(line.exact);
                return sumOf(amounts);
            };
            const Decimal whole = exactOf(history.rated());
            history.plan().period = valueOf(parseSpan("P1D"));
            RC_ASSERT(exactOf(history.rated()) == whole);
        }));
    }

    void graduatedPricesAreContinuous()
    {
        QVERIFY(rc::check("one unit more costs its own tier's rate", [] {
            const Checked<Plan> plan = parsePlan(std::string_view(
                R"({"name":"P","currency":"USD","charges":[{"price":{"shape":"graduated",)" + tiers() + "}}]}"));
            RC_ASSERT(plan.has_value());
            const auto &shape = std::get<Graduated>(plan->charges.front().shape);
            const auto units = *rc::gen::inRange<std::int64_t>(1, 150);
            const auto costOf = [&](std::int64_t count) {
                History history(*plan);
                history.addToken({}, {});
                history.add(march, count);
                return history.rated().lines.front().exact;
            };
            std::size_t tier = 0;
            while (shape.tiers[tier].upTo && units + 1 > *shape.tiers[tier].upTo)
                ++tier;
            RC_ASSERT(valueOf(costOf(units + 1).minus(costOf(units))) == shape.tiers[tier].rate);
        }));
    }

    void doubledRatesDoubleTheAmount()
    {
        QVERIFY(rc::check("flat-capped plans are linear in their rate", [] {
            const Checked<Plan> plan =
                parsePlan(std::string_view(R"({"name":"P","currency":"USD","charges":[{"price":)" + capped() + "}]}"));
            RC_ASSERT(plan.has_value());
            History history(*plan);
            addUse(history);
            const Statement once = history.rated();
            FlatCapped &shape = std::get<FlatCapped>(history.plan().charges.front().shape);
            shape.rate = valueOf(shape.rate->times(2));
            const Statement twice = history.rated();
            for (std::size_t i = 0; i < once.lines.size(); ++i)
                RC_ASSERT(twice.lines[i].exact == valueOf(once.lines[i].exact.times(2)));
        }));
    }

    void aTotalStaysBetweenItsLimits()
    {
        QVERIFY(rc::check("each period's net lies between minimum and maximum", [] {
            Plan plan = anyPlan();
            plan.minimum = decimal("2.00");
            plan.maximum = decimal("5.00");
            plan.taxPercent.reset();
            History history(plan);
            addUse(history);
            std::map<Instant, Decimal> net;
            for (const StatementLine &line : history.rated().lines)
                net[line.period.begin] = valueOf(net[line.period.begin].plus(line.amount));
            for (const auto &[period, sum] : net)
                RC_ASSERT(sum >= *plan.minimum && sum <= *plan.maximum);
        }));
    }

    void aVersionThatIsTheSameChangesNothing()
    {
        QVERIFY(rc::check("the same plan again, from any instant on, bills the same in all", [] {
            Plan plan = anyPlan();
            std::erase_if(plan.charges, [](const Charge &charge) { return !charge.serviceLevel.empty(); });
            if (plan.charges.empty())
                return;
            plan.discounts.clear();
            plan.minimum.reset();
            plan.maximum.reset();
            plan.taxPercent.reset();
            History history(plan);
            addUse(history);
            const auto exactOf = [](const Statement &statement) {
                std::vector<Decimal> amounts;
                for (const StatementLine &line : statement.lines)
                    if (line.shape != "fixed") // its share of a day does not end as a decimal
                        amounts.push_back(line.exact);
                return sumOf(amounts);
            };
            const Decimal before = exactOf(history.rated());
            const Plan again = plan;
            const Instant change = march.plus(*rc::gen::inRange<std::int64_t>(0, 9000) * msPerMinute);
            history.input().versions = {{&plan, earliestInstant}, {&again, change}};
            RC_ASSERT(exactOf(history.rated()) == before);
        }));
    }
};

QTEST_GUILESS_MAIN(RatingProperties)
#include "tst_ratingproperties.moc"
