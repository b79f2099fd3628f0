// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
// What must hold of every plan and every usage.
#include "core/rating/cuts.h"
#include "tests/support/history.h"

#include <rapidcheck.h>

#include <set>

using namespace toll;
using namespace toll::test;

namespace {

const Instant march = at("2025-03-01T00:00:00Z");

std::string number(int least, int most)
{
    return std::to_string(*rc::gen::inRange(least, most));
}

std::string tiers()
{
    const int first = *rc::gen::inRange(1, 60);
    return R"("tiers":[{"up_to":)" + std::to_string(first) + R"(,"rate":"0.0)" + number(1, 99) + R"("},{"up_to":)"
        + std::to_string(first + *rc::gen::inRange(1, 60)) + R"(,"rate":"0.)" + number(1, 9) + R"("},{"rate":"0.00)"
        + number(1, 99) + R"("}])";
}

std::string capped()
{
    return R"({"shape":"flat_capped","rate":"0.0)" + number(1, 999) + R"(","cap":")" + number(0, 12) + "/"
        + *rc::gen::element<std::string>("hour", "day", "7 min", "3 day") + R"(","lifetime":")"
        + *rc::gen::element<std::string>("P1D", "PT30H", "P5D", "none") + R"(","renewal":")"
        + *rc::gen::element<std::string>("auto", "none") + R"(","cap_scope":")"
        + *rc::gen::element<std::string>("lifetime", "window") + R"(","align":")"
        + *rc::gen::element<std::string>("term", "calendar") + R"(","over_cap":")"
        + *rc::gen::element<std::string>("free", "reject", "throttle") + R"("})";
}

std::string price()
{
    switch (*rc::gen::inRange(0, 6)) {
    case 0:
        return R"({"shape":"flat","rate":"0.0)" + number(1, 999) + R"("})";
    case 1:
        return R"({"shape":"graduated",)" + tiers() + "}";
    case 2:
        return R"({"shape":"volume",)" + tiers() + "}";
    case 3:
        return R"({"shape":"package","size":)" + number(1, 30) + R"(,"rate":"0.)" + number(1, 99) + R"("})";
    case 4:
        return R"({"shape":"graduated","tier_by":"request",)" + tiers() + "}";
    default:
        return capped();
    }
}

std::string modifiers()
{
    std::string text;
    if (*rc::gen::inRange(0, 3) == 0)
        text += R"(,"allowance":)" + number(1, 80);
    if (*rc::gen::inRange(0, 3) == 0)
        text += R"(,"slices":[{"hours":"daily 08:00-13:00","multiplier":"1.3"},{"hours":"daily 00:00-24:00","multiplier":"0.7"}])";
    if (*rc::gen::inRange(0, 3) == 0)
        text += R"(,"service_level":[{"slower_than_ms":500,"credit":"0.2"}])";
    return text;
}

Plan anyPlan()
{
    std::string charges = R"({"id":"a","price":)" + price() + modifiers() + "}";
    if (*rc::gen::arbitrary<bool>())
        charges += R"(,{"id":"b","price":)" + price() + modifiers() + "}";
    if (*rc::gen::arbitrary<bool>())
        charges += R"(,{"id":"fee","price":{"shape":"fixed","amount":"3.50"}})";
    std::string more;
    if (*rc::gen::arbitrary<bool>())
        more += R"(,"discounts":[{"percent":"7"},{"amount":"0.31"}])";
    if (*rc::gen::arbitrary<bool>())
        more += R"(,"minimum":"1.50","maximum":"9.99")";
    if (*rc::gen::arbitrary<bool>())
        more += R"(,"tax":{"percent":"19"})";
    const std::string text = R"({"name":"P","currency":"USD","timezone":"UTC","period":")"
        + *rc::gen::element<std::string>("P1D", "P1W", "P1M") + R"(","charges":[)" + charges + "]" + more + "}";
    const Checked<Plan> plan = parsePlan(std::string_view(text));
    RC_ASSERT(plan.has_value());
    return *plan;
}

void addUse(History &history)
{
    const auto tokens = *rc::gen::inRange<std::uint32_t>(1, 4);
    for (std::uint32_t token = 0; token < tokens; ++token)
        history.addToken({}, {});
    const auto rows = *rc::gen::inRange(0, 60);
    std::int64_t minutes = 0;
    for (int i = 0; i < rows; ++i) {
        minutes += *rc::gen::inRange(0, 400);
        UsageRow &row = history.add(march.plus(minutes * msPerMinute), *rc::gen::inRange(1, 12),
            *rc::gen::element<std::int16_t>(200, 200, 500, noStatus), *rc::gen::inRange<std::uint32_t>(0, tokens));
        if (*rc::gen::arbitrary<bool>())
            row.responseMs = {row.requests * *rc::gen::inRange(1, 1000), row.requests};
    }
}

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
