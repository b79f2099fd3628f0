// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
// What must hold of caps, whatever their windows, lifetimes, calendars and clocks.
#include "tests/support/anyplan.h"
#include "tests/support/zones.h"

using namespace toll;
using namespace toll::test;

namespace {

/// One flat-capped charge with one or two caps, in zones of which two change their clocks during the usage.
History anyCapped(CapScope scope, OverCap over)
{
    const std::string one = number(0, 12) + "/" + *rc::gen::element<std::string>("hour", "day", "7 min", "3 day", "week");
    const std::string two = number(1, 40) + "/" + *rc::gen::element<std::string>("day", "5 hour", "month");
    const std::string caps = *rc::gen::arbitrary<bool>() ? "\"" + one + "\"" : "[\"" + one + "\",\"" + two + "\"]";
    const std::string text = R"({"name":"P","currency":"USD","charges":[{"price":{"shape":"flat_capped","rate":"0.0)"
        + number(1, 999) + R"(","cap":)" + caps + R"(,"lifetime":")"
        + *rc::gen::element<std::string>("P1D", "PT30H", "P5D", "P1M") + R"(","renewal":")"
        + *rc::gen::element<std::string>("auto", "none") + R"(","align":")"
        + *rc::gen::element<std::string>("term", "calendar") + R"("}}]})";
    const Checked<Plan> plan = parsePlan(std::string_view(text));
    RC_ASSERT(plan.has_value());
    History history(*plan);
    FlatCapped &shape = std::get<FlatCapped>(history.plan().charges.front().shape);
    shape.capScope = scope;
    shape.overCap = over;
    history.input().zone = *rc::gen::elementOf(std::vector{Zone(), zone("America/New_York"), zone("Africa/Casablanca")});
    addUse(history);
    return history;
}

Decimal exactOf(const Statement &statement)
{
    Decimal sum;
    for (const StatementLine &line : statement.lines)
        sum = valueOf(sum.plus(line.exact));
    return sum;
}

} // namespace

class CapProperties : public QObject {
    Q_OBJECT

private slots:
    void noTermIsBilledAboveItsCap()
    {
        QVERIFY(rc::check("billed units of a term never pass C·T, whatever the scope and what is over", [] {
            History history = anyCapped(*rc::gen::element(CapScope::WholeTerm, CapScope::EachWindow),
                *rc::gen::element(OverCap::Free, OverCap::Reject, OverCap::Throttle));
            std::map<std::pair<std::uint32_t, std::int64_t>, std::int64_t> billed; // by token and term
            std::map<std::pair<std::uint32_t, std::int64_t>, std::int64_t> allowed;
            for (const StatementLine &line : history.rated().lines)
                for (const LinePart &part : line.parts)
                    for (const TermPart &term : part.terms) {
                        const std::pair key(part.token, term.term.number);
                        billed[key] += term.billable;
                        RC_ASSERT(term.allowance.has_value());
                        allowed[key] = *term.allowance;
                    }
            for (const auto &[key, units] : billed)
                RC_ASSERT(units <= allowed[key]);
        }));
    }

    void noAmountIsAboveRateTimesCap()
    {
        QVERIFY(rc::check("a line owes its rate times its billed units, and no more than R·C·T of its terms", [] {
            History history = anyCapped(*rc::gen::element(CapScope::WholeTerm, CapScope::EachWindow),
                *rc::gen::element(OverCap::Free, OverCap::Reject));
            history.plan().period = valueOf(parseSpan("P1Y"));
            const Decimal rate = *std::get<FlatCapped>(history.plan().charges.front().shape).rate;
            for (const StatementLine &line : history.rated().lines) {
                if (line.kind != LineKind::Shape)
                    continue;
                std::int64_t most = 0;
                for (const LinePart &part : line.parts)
                    for (const TermPart &term : part.terms)
                        most += *term.allowance;
                RC_ASSERT(line.exact <= valueOf(rate.times(Decimal(most))));
                RC_ASSERT(line.exact == valueOf(rate.times(Decimal(line.billable))));
            }
        }));
    }

    void windowScopeIsNeverAboveLifetimeScope()
    {
        QVERIFY(rc::check("the same usage under either scope: window never above, and each line knows the other", [] {
            History history = anyCapped(CapScope::WholeTerm, *rc::gen::element(OverCap::Free, OverCap::Throttle));
            const Statement lifetime = history.rated();
            std::get<FlatCapped>(history.plan().charges.front().shape).capScope = CapScope::EachWindow;
            const Statement window = history.rated();
            RC_ASSERT(exactOf(window) <= exactOf(lifetime));
            RC_ASSERT(window.lines.size() == lifetime.lines.size());
            for (std::size_t i = 0; i < window.lines.size(); ++i) {
                RC_ASSERT(window.lines[i].otherExact == lifetime.lines[i].exact);
                RC_ASSERT(lifetime.lines[i].otherExact == window.lines[i].exact);
            }
        }));
    }

    void aGreaterCapNeverBillsLess()
    {
        QVERIFY(rc::check("raising a cap never lowers what is billed where what is over is free", [] {
            History history = anyCapped(*rc::gen::element(CapScope::WholeTerm, CapScope::EachWindow), OverCap::Free);
            const Decimal before = exactOf(history.rated());
            for (Cap &cap : *std::get<FlatCapped>(history.plan().charges.front().shape).caps)
                cap.count += 3;
            RC_ASSERT(exactOf(history.rated()) >= before);
        }));
    }
};

QTEST_GUILESS_MAIN(CapProperties)
#include "tst_capproperties.moc"
