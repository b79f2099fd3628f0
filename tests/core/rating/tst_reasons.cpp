// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
// Why a line is what it is: what matched, what nearly did, and what was not billed.
#include "tests/support/history.h"

#include <algorithm>

using namespace toll;
using namespace toll::test;

namespace {

const Instant noon = at("2025-03-10T12:00:00Z"); // a Monday

Plan planOf(const QByteArray &charges)
{
    const std::string text = R"({"name":"P","currency":"USD","timezone":"UTC","charges":[)" + charges.toStdString()
        + R"(],"capacity":"100/min"})";
    const Checked<Plan> plan = parsePlan(std::string_view(text));
    if (!plan)
        qFatal("%s %s", plan.error().front().where.c_str(), plan.error().front().found.c_str());
    return *plan;
}

QString written(const NearRule &rule)
{
    const std::string why =
        rule.takenBy.empty() ? rule.field + "=" + rule.value + " not " + rule.pattern : "taken by " + rule.takenBy;
    return QString::fromStdString(rule.charge + ": " + why + " x" + std::to_string(rule.requests));
}

QStringList nearOf(const Statement &statement, const char *charge, LineKind kind = LineKind::Shape)
{
    QStringList rules;
    for (const StatementLine &line : statement.lines)
        if (line.charge == charge && line.kind == kind)
            for (const NearRule &rule : line.near)
                rules << written(rule);
    return rules;
}

const StatementLine &shapeOf(const Statement &statement)
{
    return *std::ranges::find(statement.lines, LineKind::Shape, &StatementLine::kind);
}

} // namespace

class TestReasons : public QObject {
    Q_OBJECT

private slots:
    void namesTheOnePatternThatDidNotFit()
    {
        History history(planOf(R"({"id":"a","match":{"model":"gpt*","endpoint":"/chat"},"price":{"shape":"flat","rate":"1"}})"));
        history.addToken({});
        const auto use = [&](const char *model, const char *endpoint, std::int64_t count, std::int16_t status = 200) {
            UsageRow &row = history.add(noon, count, status);
            row.model = history.usage().intern(model);
            row.endpoint = history.usage().intern(endpoint);
        };
        use("gpt-4", "/chat", 3);
        use("claude", "/chat", 5);
        use("gpt-4", "", 2);
        use("claude", "/batch", 7); // fails at both
        use("claude", "/chat", 11, 500); // would not have been billed
        history.input().explains = true;
        const Statement statement = history.rated();
        const QStringList expected{"a: model=claude not gpt* x5", "a: endpoint= not /chat x2"};
        QCOMPARE(nearOf(statement, "a"), expected);
        QCOMPARE(nearOf(statement, "", LineKind::Unpriced), expected);
        QCOMPARE(shapeOf(statement).match.at("model"), std::string("gpt*"));
    }

    void namesTheChargeThatCameFirstInItsGroup()
    {
        History history(planOf(R"({"id":"a","group":"g","match":{"model":"gpt*"},"price":{"shape":"flat","rate":"1"}},)"
                               R"({"id":"b","group":"g","price":{"shape":"flat","rate":"2"}})"));
        history.addToken({});
        history.add(noon, 4).model = history.usage().intern("gpt-4");
        history.add(noon, 6).model = history.usage().intern("claude");
        history.input().explains = true;
        const Statement statement = history.rated();
        QCOMPARE(nearOf(statement, "b"), QStringList{"b: taken by a x4"});
        QCOMPARE(nearOf(statement, "a"), QStringList{"a: model=claude not gpt* x6"});
    }

    void tellsNothingUnlessAsked()
    {
        History history(planOf(R"({"id":"a","match":{"model":"gpt*"},"price":{"shape":"flat","rate":"1"}})"));
        history.addToken({});
        history.add(noon, 4).model = history.usage().intern("claude");
        const Statement quiet = history.rated();
        QVERIFY(nearOf(quiet, "a").isEmpty());
        history.input().explains = true;
        Statement told = history.rated();
        QVERIFY(!nearOf(told, "a").isEmpty());
        for (StatementLine &line : told.lines)
            line.near.clear();
        QVERIFY(told == quiet); // an explanation moves no money
    }

    void namesTheModifiersNothingFellUnder()
    {
        History history(planOf(
            R"({"id":"a","price":{"shape":"flat","rate":"1"},"slices":[{"hours":"Sat,Sun 00:00-24:00","multiplier":"2"},)"
            R"({"hours":"Mon-Fri 00:00-24:00","multiplier":"1.5"}],"load":[{"above":"0.8","multiplier":"3"}],)"
            R"("service_level":[{"slower_than_ms":500,"credit":"0.5"},{"percentile":95,"slower_than_ms":900,"credit_percent":"10"}]})"));
        history.addToken({});
        history.add(noon, 10).responseMs = {1000, 10};
        const Statement statement = history.rated();
        QStringList idle;
        for (const IdleRule &rule : shapeOf(statement).idle)
            idle << QString::fromStdString(std::string(name(rule.kind)) + " " + rule.rule);
        QCOMPARE(idle,
            (QStringList{"slices Sat,Sun 00:00-24:00", "load > 0.8", "service_level > 500 ms",
                "service_level p95 > 900 ms"}));
    }

    void countsWhatWasNotBilledByItsReason_data()
    {
        QTest::addColumn<QByteArray>("shape");
        QTest::newRow("uncapped") << QByteArray(R"({"shape":"flat","rate":"1"})");
        QTest::newRow("capped") << QByteArray(
            R"({"shape":"flat_capped","rate":"1","cap":"100/day","lifetime":"P2D"})");
        QTest::newRow("rejecting") << QByteArray(
            R"({"shape":"flat_capped","rate":"1","cap":"100/day","lifetime":"P2D","over_cap":"reject"})");
    }

    void countsWhatWasNotBilledByItsReason()
    {
        QFETCH(const QByteArray, shape);
        History history(planOf(R"({"id":"a","price":)" + shape + "}"));
        history.addToken({}, noon);
        history.add(noon.plus(-msPerDay), 1);
        history.add(noon, 2);
        history.add(noon, 3, 404);
        history.add(noon, 4, 500);
        history.add(noon.plus(msPerHour), 5, 404);
        history.add(noon.plus(3 * msPerDay), 6);
        history.input().tokens[0].revokedAt = noon.plus(4 * msPerDay);
        history.add(noon.plus(5 * msPerDay), 7);
        const Statement statement = history.rated();
        const LinePart &part = shapeOf(statement).parts.front();
        QCOMPARE(part.notBillableBy, (std::vector<StatusUnits>{{404, 8}, {500, 4}}));
        QCOMPARE(part.notBillable, std::int64_t(12));
        if (!shapeOf(statement).isCapped)
            return; // only terms have an outside
        QCOMPARE(part.outsideBy, (OutsideUnits{1, 6, 7}));
        QCOMPARE(part.outsideTerm, std::int64_t(14));
    }

    void tellsWhenAVersionWasInForce()
    {
        History history(planOf(R"({"id":"a","price":{"shape":"flat","rate":"1"}})"));
        Plan next = planOf(R"({"id":"a","price":{"shape":"flat","rate":"2"}})");
        next.version = 2;
        history.addToken({});
        history.add(noon, 1);
        history.add(noon.plus(2 * msPerDay), 1);
        QVERIFY(!shapeOf(history.rated()).inForceFrom);
        const Instant change = noon.plus(msPerDay);
        history.input().versions = {{&history.plan(), earliestInstant}, {&next, change}};
        const Statement statement = history.rated();
        QCOMPARE(statement.lines.size(), std::size_t(2));
        QVERIFY(!statement.lines[0].inForceFrom);
        QVERIFY(statement.lines[1].inForceFrom == change);
    }
};

QTEST_GUILESS_MAIN(TestReasons)
#include "tst_reasons.moc"
