// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
// What tokens of one customer share and do not share: allowances by policy, discounts by tag, terms agreed on.
#include "core/rating/agreement.h"
#include "tests/support/history.h"

#include <algorithm>

using namespace toll;
using namespace toll::test;

namespace {

const Instant march = at("2025-03-01T00:00:00Z");

Plan planOf(const QByteArray &rest)
{
    const std::string text = R"({"name":"P","currency":"USD","timezone":"UTC",)" + rest.toStdString() + "}";
    const Checked<Plan> plan = parsePlan(std::string_view(text));
    if (!plan)
        qFatal("%s %s", plan.error().front().where.c_str(), plan.error().front().found.c_str());
    return *plan;
}

const StatementLine *lineOf(const Statement &statement, LineKind kind)
{
    const auto line = std::ranges::find(statement.lines, kind, &StatementLine::kind);
    return line == statement.lines.end() ? nullptr : &*line;
}

/// "given of share" for each token of the allowance's line.
QStringList givenOf(const Statement &statement)
{
    QStringList texts;
    if (const StatementLine *line = lineOf(statement, LineKind::Allowance))
        for (const LinePart &part : line->parts)
            texts << QString("%1: %2 of %3").arg(part.token).arg(part.quantity).arg(part.share.value_or(-1));
    return texts;
}

} // namespace

class TestAllotments : public QObject {
    Q_OBJECT

private slots:
    void dividesAnAllowance_data()
    {
        QTest::addColumn<QByteArray>("policy");
        QTest::addColumn<QList<int>>("units"); ///< of token 0, 1, 2, in this order of time
        QTest::addColumn<QStringList>("given");
        QTest::addColumn<QByteArray>("total");
        QTest::newRow("a pool is for whoever comes first")
            << QByteArray() << QList<int>{80, 50, 10} << QStringList{"0: 80 of -1", "1: 20 of -1"} << QByteArray("40.00");
        QTest::newRow("a pool can be asked for")
            << QByteArray(R"(,"allowance_policy":"shared_pool")") << QList<int>{80, 50, 10}
            << QStringList{"0: 80 of -1", "1: 20 of -1"} << QByteArray("40.00");
        QTest::newRow("equal shares, the odd unit to the first")
            << QByteArray(R"(,"allowance_policy":"fixed_shares")") << QList<int>{80, 50, 10}
            << QStringList{"0: 34 of 34", "1: 33 of 33", "2: 10 of 33"} << QByteArray("63.00");
        QTest::newRow("shares by weight")
            << QByteArray(R"(,"allowance_policy":"fixed_shares","allowance_shares":[{"token":"token-0","share":8},)"
                          R"({"token":"*","share":1}])")
            << QList<int>{80, 50, 10} << QStringList{"0: 80 of 80", "1: 10 of 10", "2: 10 of 10"}
            << QByteArray("40.00");
        QTest::newRow("a weight of nothing")
            << QByteArray(R"(,"allowance_policy":"fixed_shares","allowance_shares":[{"token":"token-9","share":5},)"
                          R"({"token":"token-0","share":0}])")
            << QList<int>{80, 50, 10} << QStringList{"1: 50 of 50", "2: 10 of 50"} << QByteArray("80.00");
    }

    void dividesAnAllowance()
    {
        QFETCH(const QByteArray, policy);
        QFETCH(const QList<int>, units);
        QFETCH(const QStringList, given);
        QFETCH(const QByteArray, total);
        for (const char *shape : {R"({"shape":"flat","rate":"1"})",
                 R"({"shape":"flat_capped","rate":"1","cap":"1000/day","lifetime":"P30D"})"}) {
            History history(planOf(R"("charges":[{"id":"a","price":)" + QByteArray(shape) + R"(,"allowance":100)" + policy + "}]"));
            for (int token = 0; token < units.size(); ++token)
                history.addToken({});
            for (int token = 0; token < units.size(); ++token)
                history.add(march.plus((token + 1) * msPerHour), units[token], 200, std::uint32_t(token));
            const Statement statement = history.rated();
            QCOMPARE(givenOf(statement), given);
            QCOMPARE(QByteArray::fromStdString(statement.total.toFixed(2)), total);
        }
    }

    void givesARevokedTokenNoShareOfLaterPeriods()
    {
        History history(planOf(R"("charges":[{"id":"a","price":{"shape":"flat","rate":"1"},"allowance":100,)"
                               R"("allowance_policy":"fixed_shares"}])"));
        history.addToken({});
        history.addToken({});
        history.input().tokens[0].revokedAt = at("2025-03-20T00:00:00Z");
        history.add(march, 60, 200, 1);
        history.add(at("2025-04-02T00:00:00Z"), 60, 200, 1);
        const Statement statement = history.rated();
        QStringList given;
        for (const StatementLine &line : statement.lines)
            if (line.kind == LineKind::Allowance)
                given << QString("%1 of %2").arg(line.parts[0].quantity).arg(*line.parts[0].share);
        QCOMPARE(given, (QStringList{"50 of 50", "60 of 100"}));
    }

    void discountsByTagTakeFromTheirTokensAlone_data()
    {
        QTest::addColumn<QByteArray>("discounts");
        QTest::addColumn<QByteArrayList>("amounts"); ///< of the discount lines
        QTest::addColumn<QByteArrayList>("owed"); ///< by token
        QTest::newRow("percent") << QByteArray(R"([{"percent":"10","tag":"batch*"}])") << QByteArrayList{"-3.00"}
                                 << QByteArrayList{"10.00", "18.00", "9.00"};
        QTest::newRow("amount, no more than they owe")
            << QByteArray(R"([{"amount":"50","tag":"batch-1"}])") << QByteArrayList{"-20.00"}
            << QByteArrayList{"10.00", "0.00", "10.00"};
        QTest::newRow("nobody has the tag")
            << QByteArray(R"([{"percent":"10","tag":"none"}])") << QByteArrayList{}
            << QByteArrayList{"10.00", "20.00", "10.00"};
        QTest::newRow("one after the other")
            << QByteArray(R"([{"percent":"50","tag":"batch-1"},{"percent":"10"}])") << QByteArrayList{"-10.00", "-3.00"}
            << QByteArrayList{"9.00", "9.00", "9.00"};
    }

    void discountsByTagTakeFromTheirTokensAlone()
    {
        QFETCH(const QByteArray, discounts);
        QFETCH(const QByteArrayList, amounts);
        QFETCH(const QByteArrayList, owed);
        History history(
            planOf(R"("charges":[{"id":"a","price":{"shape":"flat","rate":"1"}}],"discounts":)" + discounts));
        const std::vector<std::vector<std::string>> tags{{"prod"}, {"batch-1", "x"}, {"batch-2"}};
        for (std::uint32_t token = 0; token < tags.size(); ++token) {
            history.addToken({});
            history.input().tokens[token].tags = tags[token];
            history.add(march, token == 1 ? 20 : 10, 200, token);
        }
        const Statement statement = history.rated();
        QByteArrayList found;
        std::vector<Decimal> byToken(tags.size());
        for (const StatementLine &line : statement.lines) {
            if (line.kind == LineKind::Discount)
                found << QByteArray::fromStdString(line.amount.toFixed(2));
            for (const LinePart &part : line.parts)
                byToken[part.token] = valueOf(byToken[part.token].plus(part.amount));
        }
        QCOMPARE(found, amounts);
        QByteArrayList sums;
        for (const Decimal &sum : byToken)
            sums << QByteArray::fromStdString(sum.toFixed(2));
        QCOMPARE(sums, owed);
    }

    void changesAPlanByAgreement_data()
    {
        QTest::addColumn<QByteArray>("terms");
        QTest::addColumn<QByteArray>("expected"); ///< the plan it makes
        QTest::addColumn<QString>("fault"); ///< pointer; empty: none
        const QByteArray head = R"({"name":"P","currency":"USD","timezone":"UTC","charges":[)";
        const QByteArray fee = R"({"id":"f","price":{"shape":"fixed","amount":"9"}})";
        QTest::newRow("a rate") << QByteArray(R"({"charges":[{"id":"a","price":{"rate":"0.015"}}]})")
                                << head + R"({"id":"a","price":{"shape":"flat","rate":"0.015"}},)" + fee
                + R"(],"minimum":"5"})" << QString();
        QTest::newRow("a discount, and no minimum")
            << QByteArray(R"({"discounts":[{"percent":"10"}],"minimum":null})")
            << head + R"({"id":"a","price":{"shape":"flat","rate":"0.02"}},)" + fee + R"(],"discounts":[{"percent":"10"}]})"
            << QString();
        QTest::newRow("another shape")
            << QByteArray(R"({"charges":[{"id":"a","price":{"shape":"package","rate":"8","size":1000}}]})")
            << head + R"({"id":"a","price":{"shape":"package","rate":"8","size":1000}},)" + fee + R"(],"minimum":"5"})"
            << QString();
        QTest::newRow("no such charge") << QByteArray(R"({"charges":[{"id":"z","price":{"rate":"1"}}]})")
                                        << QByteArray() << "/charges/0/id";
        QTest::newRow("no id") << QByteArray(R"({"charges":[{"price":{"rate":"1"}}]})") << QByteArray()
                               << "/charges/0/id";
        QTest::newRow("another currency") << QByteArray(R"({"currency":"CNY"})") << QByteArray() << "/currency";
        QTest::newRow("a bad rate") << QByteArray(R"({"charges":[{"id":"f","price":{"amount":"-1"}}]})")
                                    << QByteArray() << "/charges/1/price/amount";
        QTest::newRow("no object") << QByteArray("[]") << QByteArray() << "";
    }

    void changesAPlanByAgreement()
    {
        QFETCH(const QByteArray, terms);
        QFETCH(const QByteArray, expected);
        QFETCH(const QString, fault);
        Plan plan = planOf(R"("charges":[{"id":"a","price":{"shape":"flat","rate":"0.02"}},)"
                           R"({"id":"f","price":{"shape":"fixed","amount":"9"}}],"minimum":"5")");
        plan.version = 3;
        const Checked<Plan> agreed = withAgreement(plan, *parseJson(terms.toStdString()));
        if (expected.isEmpty()) {
            QVERIFY(!agreed);
            QCOMPARE(QString::fromStdString(agreed.error().front().where), fault);
            return;
        }
        QVERIFY2(agreed.has_value(), agreed ? "" : agreed.error().front().where.c_str());
        Checked<Plan> wanted = parsePlan(std::string_view(expected.constData()));
        QVERIFY(wanted.has_value());
        wanted->version = 3;
        QCOMPARE(toJson(*agreed).dump(), toJson(*wanted).dump());
        QVERIFY(*agreed == *wanted);
    }

    void refusesDivisionsWithoutSense_data()
    {
        QTest::addColumn<QByteArray>("more");
        QTest::addColumn<QString>("pointer");
        QTest::newRow("no allowance") << QByteArray(R"(,"allowance_policy":"fixed_shares")") << "/allowance_policy";
        QTest::newRow("unknown policy") << QByteArray(R"(,"allowance":5,"allowance_policy":"fair")") << "/allowance_policy";
        QTest::newRow("shares of a pool")
            << QByteArray(R"(,"allowance":5,"allowance_shares":[{"token":"a","share":1}])") << "/allowance_shares";
        QTest::newRow("negative share")
            << QByteArray(R"(,"allowance":5,"allowance_policy":"fixed_shares","allowance_shares":[{"token":"a","share":-1}])")
            << "/allowance_shares/0/share";
        QTest::newRow("no token")
            << QByteArray(R"(,"allowance":5,"allowance_policy":"fixed_shares","allowance_shares":[{"share":1}])")
            << "/allowance_shares/0/token";
    }

    void refusesDivisionsWithoutSense()
    {
        QFETCH(const QByteArray, more);
        QFETCH(const QString, pointer);
        const QByteArray text = R"({"name":"P","currency":"USD","charges":[{"id":"a","price":{"shape":"flat","rate":"1"})"
            + more + "}]}";
        const Checked<Plan> plan = parsePlan(std::string_view(text.constData()));
        QVERIFY(!plan);
        QCOMPARE(plan.error().size(), std::size_t(1));
        QCOMPARE(QString::fromStdString(plan.error().front().where), "/charges/0" + pointer);
    }
};

QTEST_GUILESS_MAIN(TestAllotments)
#include "tst_allotments.moc"
