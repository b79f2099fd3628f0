// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
// Prices that change: versions of a plan, other plans, a token's own price. Each event is priced by what was in force
// at its time, and what was billed before a change stays as it was.
#include "tests/support/history.h"

using namespace toll;
using namespace toll::test;
using namespace Qt::StringLiterals;

namespace {

const Interval march{at("2026-03-01T00:00:00Z"), at("2026-04-01T00:00:00Z")};

Plan planOf(const char *charges, int version)
{
    const std::string text = std::string(R"({"name":"P","currency":"USD","charges":[)") + charges + "]}";
    auto plan = parsePlan(std::string_view(text));
    if (!plan)
        qFatal("%s", plan.error().front().where.c_str());
    plan->version = version;
    return *plan;
}

/// "v1 shape 5/5 5 5.00", one a line.
QStringList linesOf(const Statement &statement)
{
    QStringList lines;
    for (const StatementLine &line : statement.lines)
        lines << QString::fromStdString("v" + std::to_string(line.version) + ' ' + std::string(name(line.kind)) + ' '
            + std::to_string(line.quantity) + '/' + std::to_string(line.billable) + ' ' + line.exact.toString() + ' '
            + line.amount.toFixed(2));
    return lines;
}

Instant day(int number, int hour = 0)
{
    return march.begin.plus((number - 1) * msPerDay + hour * msPerHour);
}

} // namespace

class VersionsTest : public QObject {
    Q_OBJECT

private slots:
    void pricesEachEventByTheVersionOfItsTime_data();
    void pricesEachEventByTheVersionOfItsTime();
    void keepsWhatWasBilledBeforeAChange();
    void pricesATokenByItsOwnPriceOfTheTime();
    void lengthensATermWithItsLifetime();
};

void VersionsTest::pricesEachEventByTheVersionOfItsTime_data()
{
    using Uses = QList<std::pair<Instant, int>>;
    QTest::addColumn<QByteArray>("before");
    QTest::addColumn<QByteArray>("after");
    QTest::addColumn<Instant>("change");
    QTest::addColumn<Uses>("uses");
    QTest::addColumn<QStringList>("lines");
    const auto row = [](const char *name, const char *before, const char *after, Instant change, const Uses &uses,
                         const QStringList &lines) {
        QTest::newRow(name) << QByteArray(before) << QByteArray(after) << change << uses << lines;
    };
    row("another rate", R"({"id":"c","price":{"shape":"flat","rate":"1"}})",
        R"({"id":"c","price":{"shape":"flat","rate":"2"}})", day(16, 12), {{day(16, 11), 5}, {day(16, 12), 5}},
        {u"v1 shape 5/5 5 5.00"_s, u"v2 shape 5/5 10 10.00"_s});
    row("tiers go on", R"({"id":"c","price":{"shape":"graduated","tiers":[{"up_to":10,"rate":"1"},{"rate":"0.5"}]}})",
        R"({"id":"c","price":{"shape":"graduated","tiers":[{"up_to":10,"rate":"2"},{"rate":"0.1"}]}})", day(16),
        {{day(1), 8}, {day(16), 4}}, {u"v1 shape 8/8 8 8.00"_s, u"v2 shape 4/4 4.2 4.20"_s});
    row("the whole of a volume is the period's",
        R"({"id":"c","price":{"shape":"volume","tiers":[{"up_to":10,"rate":"1"},{"rate":"0.5"}]}})",
        R"({"id":"c","price":{"shape":"volume","tiers":[{"up_to":10,"rate":"2"},{"rate":"0.1"}]}})", day(16),
        {{day(1), 8}, {day(16), 4}}, {u"v1 shape 8/8 4 4.00"_s, u"v2 shape 4/4 0.4 0.40"_s});
    row("a started block goes on", R"({"id":"c","price":{"shape":"package","size":10,"rate":"8"}})",
        R"({"id":"c","price":{"shape":"package","size":10,"rate":"9"}})", day(16), {{day(1), 8}, {day(16), 4}},
        {u"v1 shape 8/8 8 8.00"_s, u"v2 shape 4/4 9 9.00"_s});
    row("what is given free is given once", R"({"id":"c","allowance":10,"price":{"shape":"flat","rate":"1"}})",
        R"({"id":"c","allowance":12,"price":{"shape":"flat","rate":"1"}})", day(16), {{day(1), 8}, {day(16), 8}},
        {u"v1 allowance 8/0 0 0.00"_s, u"v1 shape 8/0 0 0.00"_s, u"v2 allowance 4/0 0 0.00"_s, u"v2 shape 8/4 4 4.00"_s});
    row("a fee by the days of each", R"({"id":"c","price":{"shape":"fixed","amount":"31"}})",
        R"({"id":"c","price":{"shape":"fixed","amount":"62"}})", day(11), {},
        {u"v1 shape 0/0 10 10.00"_s, u"v2 shape 0/0 42 42.00"_s});
    row("no day twice", R"({"id":"c","price":{"shape":"fixed","amount":"31"}})",
        R"({"id":"c","price":{"shape":"fixed","amount":"62"}})", day(11, 12), {},
        {u"v1 shape 0/0 11 11.00"_s, u"v2 shape 0/0 40 40.00"_s});
    const char *ten = R"({"id":"c","price":{"shape":"flat_capped","rate":"1","cap":"10/day","lifetime":"P10D"}})";
    const char *twenty = R"({"id":"c","price":{"shape":"flat_capped","rate":"1","cap":"20/day","lifetime":"P10D"}})";
    row("C·T is the sum of the caps as they were: 5 × 10 + 5 × 20", ten, twenty, day(6),
        {{day(1), 1}, {day(10), 200}}, {u"v1 shape 1/1 1 1.00"_s, u"v2 shape 200/149 149 149.00"_s});
    row("a window's cap is the one in force when it begins: 6 × 10 + 4 × 20", ten, twenty, day(6, 12),
        {{day(1), 1}, {day(10), 200}}, {u"v1 shape 1/1 1 1.00"_s, u"v2 shape 200/139 139 139.00"_s});
    row("what was over stays over", ten, twenty, day(6), {{day(1), 120}, {day(7), 60}},
        {u"v1 shape 120/100 100 100.00"_s, u"v2 shape 60/50 50 50.00"_s});
    row("a lower cap takes nothing back", twenty, ten, day(6), {{day(1), 180}, {day(7), 60}},
        {u"v1 shape 180/180 180 180.00"_s, u"v2 shape 60/0 0 0.00"_s});
    const char *window =
        R"({"id":"c","price":{"shape":"flat_capped","rate":"1","cap":"10/day","lifetime":"P10D","cap_scope":"window"}})";
    const char *hourly =
        R"({"id":"c","price":{"shape":"flat_capped","rate":"2","cap":"3/hour","lifetime":"P10D","cap_scope":"window"}})";
    row("the window under way runs to its end", window, hourly, day(6, 12),
        {{day(6), 8}, {day(6, 13), 8}, {day(7), 8}}, {u"v1 shape 8/8 8 8.00"_s, u"v2 shape 16/5 10 10.00"_s});
    row("a charge that is new, one that is gone", R"({"id":"a","price":{"shape":"flat","rate":"1"}})",
        R"({"id":"b","price":{"shape":"flat","rate":"2"}})", day(16), {{day(1), 5}, {day(20), 5}},
        {u"v1 shape 5/5 5 5.00"_s, u"v2 shape 5/5 10 10.00"_s});
}

void VersionsTest::pricesEachEventByTheVersionOfItsTime()
{
    using Uses = QList<std::pair<Instant, int>>;
    QFETCH(QByteArray, before);
    QFETCH(QByteArray, after);
    QFETCH(Instant, change);
    QFETCH(Uses, uses);
    QFETCH(QStringList, lines);
    const Plan first = planOf(before, 1);
    const Plan second = planOf(after, 2);
    History history(first);
    history.addToken({}, march.begin);
    for (const auto &[time, count] : uses)
        history.add(time, count);
    history.input().period = march;
    history.input().versions = {{&first, earliestInstant}, {&second, change}};
    QCOMPARE(linesOf(history.rated()), lines);
}

void VersionsTest::keepsWhatWasBilledBeforeAChange()
{
    const Plan first =
        planOf(R"({"id":"c","price":{"shape":"flat_capped","rate":"1","cap":"10/day","lifetime":"P60D"}})", 1);
    const Plan second =
        planOf(R"({"id":"c","price":{"shape":"flat_capped","rate":"3","cap":"99/min","lifetime":"P1D"}})", 2);
    History history(first);
    history.addToken({}, march.begin);
    for (int i = 0; i < 50; ++i)
        history.add(day(1 + i), 25);
    history.input().period = march;
    const Statement before = history.rated();
    history.input().versions = {{&first, earliestInstant}, {&second, march.end}};
    QVERIFY(history.rated() == before);
}

void VersionsTest::pricesATokenByItsOwnPriceOfTheTime()
{
    History history;
    history.addToken(History::price("1", "10/day", "P10D"), march.begin);
    history.input().tokens[0].laterPrices = {{day(6), History::price("2", "20/day", "P10D")}};
    history.add(day(1), 5);
    history.add(day(10), 200);
    history.input().period = march;
    const Statement statement = history.rated();
    QCOMPARE(linesOf(statement), QStringList{u"v1 shape 205/150 295 295.00"_s}); // 5 × 1 + 145 × 2
    QCOMPARE(statement.lines.front().parts.size(), 2U);
}

void VersionsTest::lengthensATermWithItsLifetime()
{
    const std::vector<DatedPrice> prices{
        {earliestInstant, History::price("1", "none", "P10D")}, {day(6), History::price("1", "none", "P20D")}};
    const auto spans = [&](std::span<const DatedPrice> known) {
        QStringList texts;
        for (const Term &term : termsOf(known, {}, march.begin, march.end, Zone()))
            texts << QString::fromStdString(toRfc3339(term.span.begin) + ".." + toRfc3339(term.span.end));
        return texts;
    };
    QCOMPARE(spans(std::span(prices).first(1)), QStringList{u"2026-03-01T00:00:00Z..2026-03-11T00:00:00Z"_s});
    QCOMPARE(spans(prices), QStringList{u"2026-03-01T00:00:00Z..2026-03-21T00:00:00Z"_s});
    const std::vector<DatedPrice> shorter{
        {earliestInstant, History::price("1", "none", "P10D")}, {day(6), History::price("1", "none", "P2D")}};
    QCOMPARE(spans(shorter), QStringList{u"2026-03-01T00:00:00Z..2026-03-06T00:00:00Z"_s});
}

QTEST_GUILESS_MAIN(VersionsTest)
#include "tst_versions.moc"
