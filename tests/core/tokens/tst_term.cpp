// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/tokens/term.h"
#include "tests/support/zones.h"

#include <QtTest>
#include <rapidcheck.h>

using namespace toll;
using test::utc;

namespace {

TokenPrice price(std::string_view lifetime, Renewal renewal = Renewal::None, std::vector<Cap> caps = {})
{
    TokenPrice made;
    made.lifetime = *parseLifetime(lifetime);
    made.renewal = renewal;
    made.caps = std::move(caps);
    return made;
}

TermChange renewed(const char *at)
{
    return {TermChange::Kind::Renew, utc(at), std::nullopt};
}

TermChange extended(const char *at, std::string_view by)
{
    return {TermChange::Kind::Extend, utc(at), *parseSpan(by)};
}

/// "begin end" of each term, as UTC; midnights without their time.
QStringList written(const std::vector<Term> &terms)
{
    QStringList lines;
    std::int64_t number = 0;
    for (const Term &term : terms) {
        Q_ASSERT(term.number == ++number);
        const auto text = [](Instant t) {
            return t == latestInstant ? QString("end") : QString::fromStdString(Zone().format(t)).remove("T00:00:00Z");
        };
        lines << text(term.span.begin) + ' ' + text(term.span.end);
    }
    return lines;
}

} // namespace

Q_DECLARE_METATYPE(std::vector<TermChange>)

class TestTerm : public QObject {
    Q_OBJECT
private slots:
    void laysTerms_data();
    void laysTerms();
    void renewsInTheZone();
    void stopsAtTheLatestInstant();
    void leavesOutADayThatIsMissing();
    void followsOnWithoutGaps();
    void keepsTheAnchorsDayInItsWindows_data();
    void keepsTheAnchorsDayInItsWindows();
    void takesTheSmallestTotal_data();
    void takesTheSmallestTotal();
    void reportsOverflowOnlyWhereItDecides();
    void countsTheWindowsOfAnExtendedTerm();
    void startsAtTheQuarterOfTheFirstUse();
    void readsAndWritesNames();
};

void TestTerm::laysTerms_data()
{
    QTest::addColumn<QByteArray>("lifetime");
    QTest::addColumn<bool>("automatic");
    QTest::addColumn<std::vector<TermChange>>("changes");
    QTest::addColumn<QByteArray>("start");
    QTest::addColumn<QByteArray>("until");
    QTest::addColumn<QStringList>("expected");
    const auto row = [](const char *name, const char *lifetime, bool automatic, std::vector<TermChange> changes,
                         const char *start, const char *until, QStringList expected) {
        QTest::newRow(name) << QByteArray(lifetime) << automatic << std::move(changes)
                            << QByteArray(start) + "T00:00:00Z" << QByteArray(until) + "T00:00:00Z" << expected;
    };
    row("one term", "P30D", false, {}, "2025-01-01", "2025-12-01", {"2025-01-01 2025-01-31"});
    row("not yet", "P30D", false, {}, "2025-01-02", "2025-01-01", {});
    row("without end", "none", false, {}, "2025-01-01", "2025-12-01", {"2025-01-01 end"});
    row("without end, changed", "none", true,
        {renewed("2025-02-01T00:00:00Z"), extended("2025-02-01T00:00:00Z", "P1D")}, "2025-01-01", "2025-12-01",
        {"2025-01-01 end"});
    row("automatic, back to the 31st", "P1M", true, {}, "2025-01-31", "2025-04-01",
        {"2025-01-31 2025-02-28", "2025-02-28 2025-03-31", "2025-03-31 2025-04-30"});
    row("automatic, one begins just then", "P30D", true, {}, "2025-01-01", "2025-01-31",
        {"2025-01-01 2025-01-31", "2025-01-31 2025-03-02"});
    row("renewed before the end", "P30D", false, {renewed("2025-01-20T00:00:00Z")}, "2025-01-01", "2025-12-01",
        {"2025-01-01 2025-01-31", "2025-01-31 2025-03-02"});
    row("renewed, but that term is later", "P30D", false, {renewed("2025-01-20T00:00:00Z")}, "2025-01-01", "2025-01-25",
        {"2025-01-01 2025-01-31"});
    row("renewed twice at once", "P1M", false, {renewed("2025-02-01T00:00:00Z"), renewed("2025-02-01T00:00:00Z")},
        "2025-01-31", "2025-12-01", {"2025-01-31 2025-02-28", "2025-02-28 2025-03-31", "2025-03-31 2025-04-30"});
    row("renewed at the end", "P1M", false, {renewed("2025-02-28T00:00:00Z")}, "2025-01-31", "2025-12-01",
        {"2025-01-31 2025-02-28", "2025-02-28 2025-03-31"});
    row("renewed after the end", "P1M", false, {renewed("2025-03-05T12:34:56.789Z"), renewed("2025-03-06T00:00:00Z")},
        "2025-01-31", "2025-12-01",
        {"2025-01-31 2025-02-28", "2025-03-05T12:34:56.789Z 2025-04-05T12:34:56.789Z",
            "2025-04-05T12:34:56.789Z 2025-05-05T12:34:56.789Z"});
    row("extended", "P30D", false, {extended("2025-01-20T00:00:00Z", "P5D")}, "2025-01-01", "2025-12-01",
        {"2025-01-01 2025-02-05"});
    row("extended after the end", "P30D", false, {extended("2025-02-20T00:00:00Z", "P1M")}, "2025-01-01", "2025-12-01",
        {"2025-01-01 2025-02-28"});
    row("renewed, then extended", "P30D", false,
        {renewed("2025-01-20T00:00:00Z"), extended("2025-01-21T00:00:00Z", "PT48H")}, "2025-01-01", "2025-12-01",
        {"2025-01-01 2025-01-31", "2025-01-31 2025-03-04"});
    row("extended, then renewed", "P30D", false,
        {extended("2025-01-20T00:00:00Z", "P5D"), renewed("2025-01-21T00:00:00Z")}, "2025-01-01", "2025-12-01",
        {"2025-01-01 2025-02-05", "2025-02-05 2025-03-07"});
    row("automatic and renewed: no difference", "P30D", true, {renewed("2025-01-20T00:00:00Z")}, "2025-01-01",
        "2025-02-01", {"2025-01-01 2025-01-31", "2025-01-31 2025-03-02"});
    row("automatic, the second extended", "P1M", true, {extended("2025-02-10T00:00:00Z", "P10D")}, "2025-01-01",
        "2025-04-15",
        {"2025-01-01 2025-02-01", "2025-02-01 2025-03-11", "2025-03-11 2025-04-11", "2025-04-11 2025-05-11"});
    row("exact", "PT720H", true, {}, "2025-03-01", "2025-03-31", {"2025-03-01 2025-03-31", "2025-03-31 2025-04-30"});
}

void TestTerm::laysTerms()
{
    QFETCH(const QByteArray, lifetime);
    QFETCH(const bool, automatic);
    QFETCH(const std::vector<TermChange>, changes);
    QFETCH(const QByteArray, start);
    QFETCH(const QByteArray, until);
    QFETCH(const QStringList, expected);
    const TokenPrice given = price(lifetime.toStdString(), automatic ? Renewal::Auto : Renewal::None);
    const auto terms = termsOf(given, changes, utc(start.constData()), utc(until.constData()), Zone());
    QCOMPARE(written(terms), expected);
}

void TestTerm::renewsInTheZone()
{
    const Zone berlin = test::zone("Europe/Berlin");
    const auto terms =
        termsOf(price("P1M", Renewal::Auto), {}, utc("2025-02-28T23:00:00Z"), utc("2025-04-01T00:00:00Z"), berlin);
    QCOMPARE(written(terms),
        QStringList({"2025-02-28T23:00:00Z 2025-03-31T22:00:00Z", "2025-03-31T22:00:00Z 2025-04-30T22:00:00Z"}));
}

void TestTerm::stopsAtTheLatestInstant()
{
    const std::vector<TermChange> changes{renewed("2026-01-01T00:00:00Z"), renewed("2026-01-01T00:00:00Z"),
        extended("2026-01-01T00:00:00Z", "P9000Y"), renewed("2026-01-01T00:00:00Z")};
    const auto terms = termsOf(price("P5000Y"), changes, utc("2025-01-01T00:00:00Z"), latestInstant, Zone());
    QCOMPARE(written(terms), QStringList({"2025-01-01 7025-01-01", "7025-01-01 end"}));
    QCOMPARE(termsOf(price("P5000Y", Renewal::Auto), {}, utc("2025-01-01T00:00:00Z"), latestInstant, Zone()).size(),
        std::size_t(2));
}

void TestTerm::leavesOutADayThatIsMissing()
{
    const Zone apia = test::zone("Pacific/Apia");
    const auto terms =
        termsOf(price("P1D", Renewal::Auto), {}, utc("2011-12-28T10:00:00Z"), utc("2011-12-30T12:00:00Z"), apia);
    QCOMPARE(written(terms),
        QStringList({"2011-12-28T10:00:00Z 2011-12-29T10:00:00Z", "2011-12-29T10:00:00Z 2011-12-30T10:00:00Z",
            "2011-12-30T10:00:00Z 2011-12-31T10:00:00Z"}));
}

void TestTerm::followsOnWithoutGaps()
{
    const std::vector<Zone> zones{
        Zone(), test::zone("Europe/Berlin"), test::zone("Pacific/Apia"), test::zone("America/Havana")};
    QVERIFY(rc::check("automatic terms are contiguous and reach past `until`", [&] {
        const Zone &zone = *rc::gen::elementOf(zones);
        const auto lifetime = *rc::gen::element("P1D", "P30D", "P1M", "P3M", "P1Y", "PT720H");
        const Instant start{*rc::gen::inRange(utc("2009-01-01T00:00:00Z").ms, utc("2025-01-01T00:00:00Z").ms)};
        const Instant until = start.plus(*rc::gen::inRange<std::int64_t>(0, 1500 * msPerDay));
        const auto terms = termsOf(price(lifetime, Renewal::Auto), {}, start, until, zone);
        RC_ASSERT(terms.front().span.begin == start);
        RC_ASSERT(terms.back().span.contains(until));
        for (std::size_t i = 0; i < terms.size(); ++i) {
            RC_ASSERT(!terms[i].span.isEmpty());
            RC_ASSERT(terms[i].number == static_cast<std::int64_t>(i) + 1);
            if (i > 0)
                RC_ASSERT(terms[i - 1].span.end == terms[i].span.begin);
        }
    }));
}

void TestTerm::keepsTheAnchorsDayInItsWindows_data()
{
    QTest::addColumn<QByteArray>("lifetime");
    QTest::addColumn<QByteArray>("cap");
    QTest::addColumn<QByteArray>("zone");
    QTest::addColumn<QByteArray>("start");
    QTest::addColumn<QList<qint64>>("allowances"); ///< of the terms one after the other
    QTest::newRow("a month from the 31st has one window, short months too")
        << QByteArray("P1M") << QByteArray("100/month") << QByteArray("UTC") << QByteArray("2025-01-31T00:00:00Z")
        << QList<qint64>{100, 100, 100, 100};
    QTest::newRow("two months from the 31st have two")
        << QByteArray("P2M") << QByteArray("100/month") << QByteArray("UTC") << QByteArray("2024-12-31T00:00:00Z")
        << QList<qint64>{200, 200, 200};
    QTest::newRow("a year from 29 February has twelve")
        << QByteArray("P1Y") << QByteArray("100/month") << QByteArray("UTC") << QByteArray("2024-02-29T00:00:00Z")
        << QList<qint64>{1200, 1200, 1200, 1200, 1200};
    // 02:30 does not exist on 30 March: that term begins at 03:00, but its days go on from 02:30.
    QTest::newRow("a day pushed out of a gap")
        << QByteArray("P1D") << QByteArray("60/day") << QByteArray("Europe/Berlin")
        << QByteArray("2025-03-29T01:30:00Z") << QList<qint64>{60, 60, 60};
    QTest::newRow("weeks of days pushed out of a gap")
        << QByteArray("P7D") << QByteArray("60/day") << QByteArray("Europe/Berlin")
        << QByteArray("2025-03-23T01:30:00Z") << QList<qint64>{420, 420, 420};
}

void TestTerm::keepsTheAnchorsDayInItsWindows()
{
    QFETCH(const QByteArray, lifetime);
    QFETCH(const QByteArray, cap);
    QFETCH(const QByteArray, zone);
    QFETCH(const QByteArray, start);
    QFETCH(const QList<qint64>, allowances);
    const Zone local = test::zone(zone);
    const TokenPrice given = price(lifetime.toStdString(), Renewal::Auto, {*parseCap(cap.toStdString())});
    const Instant first = utc(start.constData());
    const auto terms = termsOf(given, {}, first, first.plus(2000 * msPerDay), local);
    QList<qint64> found;
    for (const Term &term : std::span(terms).first(std::size_t(allowances.size()))) {
        const auto allowance = termAllowance(given, term, local);
        QVERIFY(allowance.has_value() && allowance->has_value());
        found << **allowance;
    }
    QCOMPARE(found, allowances);
}

void TestTerm::takesTheSmallestTotal_data()
{
    QTest::addColumn<QByteArray>("lifetime");
    QTest::addColumn<QByteArrayList>("caps");
    QTest::addColumn<qint64>("allowance"); ///< -1: unlimited
    QTest::newRow("200 a day for 30 days") << QByteArray("P30D") << QByteArrayList{"200/day"} << qint64(6000);
    QTest::newRow("100 a minute") << QByteArray("P30D") << QByteArrayList{"100/min"} << qint64(4320000);
    QTest::newRow("the smaller of two") << QByteArray("P30D") << QByteArrayList{"10/min", "200/day"} << qint64(6000);
    QTest::newRow("and in the other order")
        << QByteArray("P30D") << QByteArrayList{"200/day", "10/min"} << qint64(6000);
    QTest::newRow("nothing allowed") << QByteArray("P30D") << QByteArrayList{"200/day", "0/year"} << qint64(0);
    QTest::newRow("no cap") << QByteArray("P30D") << QByteArrayList{} << qint64(-1);
    QTest::newRow("no lifetime") << QByteArray("none") << QByteArrayList{"200/day"} << qint64(-1);
}

void TestTerm::takesTheSmallestTotal()
{
    QFETCH(const QByteArray, lifetime);
    QFETCH(const QByteArrayList, caps);
    QFETCH(const qint64, allowance);
    TokenPrice given = price(lifetime.toStdString());
    for (const QByteArray &cap : caps)
        given.caps.push_back(*parseCap(cap.toStdString()));
    const Instant start = utc("2025-03-01T00:00:00Z");
    const auto found = termAllowance(given, termsOf(given, {}, start, start, Zone()).front(), Zone());
    QVERIFY(found.has_value());
    QCOMPARE(qint64(found->value_or(-1)), allowance);
}

void TestTerm::reportsOverflowOnlyWhereItDecides()
{
    const Cap huge{std::numeric_limits<std::int64_t>::max(), 1, TimeUnit::Day};
    const Term term{{utc("2025-03-01T00:00:00Z"), utc("2025-03-31T00:00:00Z")}, 1};
    const auto alone = termAllowance(price("P30D", Renewal::None, {huge}), term, Zone());
    QVERIFY(!alone.has_value() && alone.error().code == ErrorCode::Overflow);
    const auto beside = termAllowance(price("P30D", Renewal::None, {huge, {200, 1, TimeUnit::Day}}), term, Zone());
    QVERIFY(beside.has_value() && *beside == 6000);
}

void TestTerm::countsTheWindowsOfAnExtendedTerm()
{
    const TokenPrice given = price("P30D", Renewal::None, {{200, 1, TimeUnit::Day}});
    const std::vector<TermChange> changes{extended("2025-03-02T00:00:00Z", "PT36H")};
    const auto terms = termsOf(given, changes, utc("2025-03-01T00:00:00Z"), utc("2025-03-02T00:00:00Z"), Zone());
    const auto found = termAllowance(given, terms.front(), Zone());
    QVERIFY(found.has_value() && *found == 31 * 200 + 100);
}

void TestTerm::startsAtTheQuarterOfTheFirstUse()
{
    Token token;
    token.createdAt = utc("2025-03-01T10:07:03.004Z");
    QVERIFY(firstTermStart(token, std::nullopt) == std::nullopt);
    QVERIFY(firstTermStart(token, utc("2025-03-02T10:44:59.999Z")) == utc("2025-03-02T10:30:00Z"));
    QVERIFY(firstTermStart(token, utc("2025-03-02T10:45:00Z")) == utc("2025-03-02T10:45:00Z"));
    // Imports count, also of use before the token was entered here.
    QVERIFY(firstTermStart(token, utc("1969-12-31T23:59:00Z")) == utc("1969-12-31T23:45:00Z"));
    token.starts = Starts::Creation;
    QVERIFY(firstTermStart(token, std::nullopt) == token.createdAt);
    QVERIFY(firstTermStart(token, utc("2025-03-02T10:45:00Z")) == token.createdAt);
}

void TestTerm::readsAndWritesNames()
{
    for (const char *text : {"lifetime", "window"})
        QCOMPARE(QByteArray(name(*parseCapScope(text)).data()), QByteArray(text));
    for (const char *text : {"free", "charge", "reject", "throttle"})
        QCOMPARE(QByteArray(name(*parseOverCap(text)).data()), QByteArray(text));
    for (const char *text : {"none", "auto"})
        QCOMPARE(QByteArray(name(*parseRenewal(text)).data()), QByteArray(text));
    for (const char *text : {"first_use", "creation"})
        QCOMPARE(QByteArray(name(*parseStarts(text)).data()), QByteArray(text));
    for (const char *text : {"term", "calendar"})
        QCOMPARE(QByteArray(name(*parseAlignment(text)).data()), QByteArray(text));
    QVERIFY(*parseCapScope("window") == CapScope::EachWindow);
    QVERIFY(*parseOverCap("reject") == OverCap::Reject);
    const auto unknown = parseOverCap("Free");
    QVERIFY(!unknown.has_value());
    QVERIFY((unknown.error() == Error{ErrorCode::Syntax, "", "Free", "free, charge, reject, throttle", 0}));
    QVERIFY(!parseRenewal("").has_value());
}

QTEST_APPLESS_MAIN(TestTerm)
#include "tst_term.moc"
