// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/billing/lateadjustments.h"
#include "tests/support/history.h"
#include "tests/support/plantext.h"

using namespace toll;
using namespace toll::test;
using namespace Qt::StringLiterals;

namespace {

const Interval may{at("2026-05-01T00:00:00Z"), at("2026-06-01T00:00:00Z")};
const Interval june{at("2026-06-01T00:00:00Z"), at("2026-07-01T00:00:00Z")};

/// What `requests` in May, and as many of another token, cost by a plan of 1.00 each.
Statement statementOf(std::int64_t requests, std::int64_t others = 0, const QByteArray &more = {})
{
    History history(planOf(planText(chargeText(R"("shape":"flat","rate":"1")"), more)));
    history.addToken({});
    history.addToken({});
    if (requests > 0)
        history.add(at("2026-05-02T00:00:00Z"), requests);
    if (others > 0)
        history.add(at("2026-05-03T00:00:00Z"), others, 200, 1);
    history.input().period = may;
    return history.rated();
}

Statement emptyJune(const char *code = "USD")
{
    Statement statement;
    statement.currency = valueOf(currency(code));
    statement.period = june;
    return statement;
}

ClosedPeriod closedAt(Statement frozen, Statement now)
{
    ClosedPeriod closed;
    closed.period = may;
    closed.closedAt = june.begin;
    closed.frozen = std::move(frozen);
    closed.now = std::move(now);
    closed.events = 1;
    closed.firstArrival = closed.lastArrival = at("2026-06-05T00:00:00Z");
    return closed;
}

} // namespace

class LateAdjustmentsTest : public QObject {
    Q_OBJECT

private slots:
    void nothingNewIsNoLine()
    {
        Statement open = emptyJune();
        QVERIFY(addAdjustments(open, closedAt(statementOf(3), statementOf(3))).has_value());
        QVERIFY(open.lines.empty());
    }

    void differenceIsByChargeAndToken()
    {
        Statement open = emptyJune();
        open.tokens = {{{"token-1"}, "token-1"}};
        QVERIFY(addAdjustments(open, closedAt(statementOf(3, 1), statementOf(5, 2))).has_value());
        QCOMPARE(linesOf(open), QStringList{u"c adjustment 3/3 3 3.00"_s});
        QCOMPARE(open.total, decimal("3"));
        const StatementLine &line = open.lines.front();
        QVERIFY(line.period == may);
        QCOMPARE(line.parts.size(), std::size_t{2});
        QCOMPARE(line.parts[0].token, 0u); // known to the open statement already
        QCOMPARE(line.parts[0].amount, decimal("1"));
        QCOMPARE(open.tokens[line.parts[1].token].id, TokenId{"token-0"});
        QCOMPARE(line.parts[1].amount, decimal("2"));
        QCOMPARE(formulaOf(line), std::string("7 − 4 = 3"));
    }

    void whatWasAdjustedCountsOnce()
    {
        Statement adjusted = emptyJune();
        QVERIFY(addAdjustments(adjusted, closedAt(statementOf(3), statementOf(5))).has_value());
        ClosedPeriod closed = closedAt(statementOf(3), statementOf(6));
        closed.after = {adjusted};
        Statement open = emptyJune();
        QVERIFY(addAdjustments(open, closed).has_value());
        QCOMPARE(linesOf(open), QStringList{u"c adjustment 1/1 1 1.00"_s});
        QCOMPARE(formulaOf(open.lines.front()), std::string("6 − 3 − 2 = 1"));
        closed.now = statementOf(5);
        Statement even = emptyJune();
        QVERIFY(addAdjustments(even, closed).has_value());
        QVERIFY(even.lines.empty());
    }

    void linesOfThePlanStandApart()
    {
        const QByteArray more = R"(,"minimum":"10","tax":{"percent":"10","on":"total"})";
        Statement open = emptyJune();
        QVERIFY(addAdjustments(open, closedAt(statementOf(3, 0, more), statementOf(12, 0, more))).has_value());
        QCOMPARE(linesOf(open),
            (QStringList{
                u"c adjustment 9/9 9 9.00"_s, u"- adjustment 0/0 -7 -7.00"_s, u"- adjustment 0/0 0.2 0.20"_s}));
        QVERIFY(open.lines[1].late->of == LineKind::Minimum);
        QVERIFY(open.lines[2].late->of == LineKind::Tax);
        QCOMPARE(open.total, decimal("2.20"));
        QCOMPARE(formulaOf(open.lines[1]), std::string("0 − 7 = -7"));
    }

    void anotherCurrencyIsAConflict()
    {
        Statement open = emptyJune("EUR");
        const auto added = addAdjustments(open, closedAt(statementOf(3), statementOf(5)));
        QVERIFY(!added);
        QVERIFY((added.error() == Error{ErrorCode::Conflict, "currency", "USD", "EUR", 0}));
        QVERIFY(addAdjustments(open, closedAt(statementOf(3), statementOf(3))).has_value());
    }

    void joinedStatementsKeepTheirTokens()
    {
        Statement whole = statementOf(1, 2);
        Statement next = statementOf(4);
        next.tokens = {{{"new"}, "new"}, {{"token-0"}, "token-0"}};
        next.period = june;
        QVERIFY(append(whole, next).has_value());
        QCOMPARE(whole.total, decimal("7"));
        QCOMPARE(whole.tokens.size(), std::size_t{3});
        QCOMPARE(whole.tokens[whole.lines.back().parts.front().token].name, std::string("new"));
        QVERIFY((*whole.period == Interval{may.begin, june.end}));
    }
};

QTEST_APPLESS_MAIN(LateAdjustmentsTest)
#include "tst_lateadjustments.moc"
