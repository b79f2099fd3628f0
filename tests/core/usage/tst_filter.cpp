// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/usage/filter.h"
#include "core/usage/filtertime.h"
#include "tests/support/zones.h"

#include <QtTest>
#include <rapidcheck.h>

using namespace toll;
using namespace Qt::StringLiterals;

namespace {

const std::vector<std::string> tags{"prod", "eu"};
const UsageTable::Dimensions dimensions{{"region", "eu-west"}};

/// One request of Acme's token "mobile" on a Monday afternoon.
FilterSubject request()
{
    FilterSubject subject;
    subject.customer = "Acme";
    subject.token = "mobile";
    subject.tokenId = "0192";
    subject.plan = "Standard";
    subject.planVersion = "Standard@2";
    subject.model = "GPT-4o mini";
    subject.source = "gateway";
    subject.endpoint = "/v1/chat";
    subject.id = "req-7";
    subject.tags = tags;
    subject.dimensions = dimensions;
    subject.time = *parseRfc3339("2026-10-05T14:30:00Z");
    subject.hourOfWeek = 14;
    subject.status = 429;
    subject.count = 3;
    subject.responseMs = 2100;
    subject.units[0] = 1200;
    return subject;
}

} // namespace

class FilterTest : public QObject {
    Q_OBJECT

private slots:
    void findsWhatItSays_data();
    void findsWhatItSays();
    void faultsSayWhereAndWhatWasMeant_data();
    void faultsSayWhereAndWhatWasMeant();
    void timesAreThoseOfTheZone_data();
    void timesAreThoseOfTheZone();
    void namesThatNobodyHasAreFaults();
    void knowsWhatCellsCanAnswer_data();
    void knowsWhatCellsCanAnswer();
    void excludingIsTheOpposite();
    void anyTextIsAFilterOrAFault();
    void exactTermsFindJustTheirText();
    void spansAreReadBackAsTheyWere();
};

void FilterTest::findsWhatItSays_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<bool>("isFound");
    const auto row = [](const char *text, bool isFound) { QTest::addRow("%s", text) << QByteArray(text) << isFound; };
    row("", true);
    row("customer:acme", true);
    row("owner:Acme", true);
    row("owner:\"acme\"", false); // quotes: just this
    row("token:mob*", true);
    row("token:0192", true);
    row("token:nightly,mobile", true);
    row("-token:nightly,mobile", false);
    row("plan:standard plan_version:standard@2", true);
    row("model:gpt*", true);
    row("model:\"GPT-4o mini\"", true);
    row("model:\"GPT*\"", false);
    row("model:gpt", false);
    row("status:429", true);
    row("status:4xx", true);
    row("status:5xx,429", true);
    row("status:>=400", true);
    row("status:>429", false);
    row("status:<429", false);
    row("status:400..450", true);
    row("status:\"\"", false);
    row("tag:eu", true);
    row("tag:e?", true);
    row("-tag:prod", false);
    row("source:gate* endpoint:/v1/* id:req-7", true);
    row("dim.region:eu-*", true);
    row("dim.zone:\"\"", true); // nothing is known
    row("response:>2000", true);
    row("response:<=2000", false);
    row("input:>1000 count:>1", true);
    row("output:>0", false); // unknown is not more than 0
    row("output:\"\"", true);
    row("time:2026-10-05", true);
    row("time:2026-10-05T14", true);
    row("time:2026-10-05T15", false);
    row("time:2026-W41", true);
    row("time:>=2026-10-06", false);
    row("-time:2026-10-05", false);
    row("hour_of_week:mon*", true);
    row("hour_of_week:\"Mon 14:00\"", true);
    row("chat", true);
    row("CHAT mob", true);
    row("\"CHAT\"", false);
    row("-chat", false);
    row("429", true);
    row("chat nightly", false);
}

void FilterTest::findsWhatItSays()
{
    QFETCH(const QByteArray, text);
    QFETCH(const bool, isFound);
    const auto filter = parseFilter(text.toStdString(), Zone());
    QVERIFY2(filter.has_value(), filter ? "" : filter.error().error.found.c_str());
    QCOMPARE(fits(*filter, request()), isFound);
}

void FilterTest::faultsSayWhereAndWhatWasMeant_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<int>("position");
    QTest::addColumn<QByteArray>("found");
    QTest::addColumn<QByteArray>("suggestion");
    const auto row = [](const char *text, int position, const char *found, const char *suggestion) {
        QTest::addRow("%s", text) << QByteArray(text) << position << QByteArray(found) << QByteArray(suggestion);
    };
    row("onwer:ops", 1, "onwer", "owner:ops");
    row("token:a modle:gpt*", 9, "modle", "model:gpt*");
    row("http://x", 1, "http", "");
    row("model:", 1, "model:", "");
    row("model:a,", 1, "model:a,", "");
    row("status:abc", 8, "abc", "");
    row("status:200,>>1", 12, ">>1", "");
    row("response:5..1", 10, "5..1", "");
    row("模型 status:abc", 11, "abc", ""); // characters, not bytes
    row("time:yesterday", 6, "yesterday", "");
    row("time:2026-13", 6, "2026-13", "");
    row("model:\"gpt", 7, "\"gpt", "");
    row("model:\"gpt\"x", 7, "\"gpt\"x", "");
}

void FilterTest::faultsSayWhereAndWhatWasMeant()
{
    QFETCH(const QByteArray, text);
    QFETCH(const int, position);
    QFETCH(const QByteArray, found);
    QFETCH(const QByteArray, suggestion);
    const auto filter = parseFilter(text.toStdString(), Zone());
    QVERIFY(!filter);
    QCOMPARE(static_cast<int>(filter.error().position), position);
    QCOMPARE(QByteArray::fromStdString(filter.error().error.found), found);
    QCOMPARE(QByteArray::fromStdString(filter.error().suggestion), suggestion);
    QVERIFY(!filter.error().error.expected.empty());
}

void FilterTest::timesAreThoseOfTheZone_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("begin");
    QTest::addColumn<QByteArray>("end");
    const auto row = [](const char *text, const char *begin, const char *end) {
        QTest::addRow("%s", text) << QByteArray(text) << QByteArray(begin) << QByteArray(end);
    };
    row("2026", "2025-12-31T23:00:00Z", "2026-12-31T23:00:00Z");
    row("2026-03", "2026-02-28T23:00:00Z", "2026-03-31T22:00:00Z");
    row("2026-03-29", "2026-03-28T23:00:00Z", "2026-03-29T22:00:00Z"); // 23 hours
    row("2026-W14", "2026-03-29T22:00:00Z", "2026-04-05T22:00:00Z");
    row("2026-W53", "2026-12-27T23:00:00Z", "2027-01-03T23:00:00Z");
    row("2026-03-05T14", "2026-03-05T13:00:00Z", "2026-03-05T14:00:00Z");
    row("2026-03-05T14:30", "2026-03-05T13:30:00Z", "2026-03-05T13:31:00Z");
    row("2026-03-05T14:30:00Z", "2026-03-05T14:30:00Z", "2026-03-05T14:30:01Z");
    row("2026-03-05/2026-03-07", "2026-03-04T23:00:00Z", "2026-03-06T23:00:00Z");
    row("2026-03-05T14/2026-03-05T16", "2026-03-05T13:00:00Z", "2026-03-05T15:00:00Z");
}

void FilterTest::timesAreThoseOfTheZone()
{
    QFETCH(const QByteArray, text);
    QFETCH(const QByteArray, begin);
    QFETCH(const QByteArray, end);
    const std::optional<Interval> span = filterTime(text.toStdString(), test::zone("Europe/Berlin"));
    QVERIFY(span.has_value());
    QCOMPARE(QByteArray::fromStdString(toRfc3339(span->begin)), begin);
    QCOMPARE(QByteArray::fromStdString(toRfc3339(span->end)), end);
}

void FilterTest::namesThatNobodyHasAreFaults()
{
    FilterNames names;
    names.customers = {"ops", "Acme"};
    names.tokens = {"mobile"};
    names.tags = {"prod"};
    const auto ask = [&](const char *text) { return unknownName(*parseFilter(text, Zone()), text, names); };
    QVERIFY(!ask("owner:OPS token:mobile tag:prod model:anything owner:opz*"));
    const auto fault = ask("token:mobile owner:opz");
    QVERIFY(fault.has_value());
    QCOMPARE(fault->suggestion, std::string("customer:ops"));
    QCOMPARE(static_cast<int>(fault->position), 14);
    QVERIFY(ask("tag:nothing")->suggestion.empty());
}

void FilterTest::knowsWhatCellsCanAnswer_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<bool>("canCells");
    for (const char *text : {"customer:a token:b plan:c model:d status:4xx tag:e source:f", "dim.region:eu",
             "time:2026-10-05T14", "hour_of_week:Mon*", "time:2026-10-05T14:30/2026-10-05T14:45"})
        QTest::addRow("%s", text) << QByteArray(text) << true;
    for (const char *text : {"free", "endpoint:/v1", "id:7", "response:>1", "input:>1", "count:>1", "dim.other:x",
             "time:2026-10-05T14:31"})
        QTest::addRow("%s", text) << QByteArray(text) << false;
}

void FilterTest::knowsWhatCellsCanAnswer()
{
    QFETCH(const QByteArray, text);
    QFETCH(const bool, canCells);
    const std::vector<std::string> declared{"region"};
    QCOMPARE(cellsCanAnswer(*parseFilter(text.toStdString(), Zone()), declared), canCells);
}

void FilterTest::excludingIsTheOpposite()
{
    QVERIFY(rc::check("-term", [] {
        const std::string term = *rc::gen::element<std::string>("model:gpt*", "status:4xx", "tag:eu", "response:>2000",
            "output:>0", "time:2026-10", "chat", "customer:other,acme", "dim.region:us");
        RC_ASSERT(fits(*parseFilter(term, Zone()), request()) != fits(*parseFilter("-" + term, Zone()), request()));
    }));
}

void FilterTest::anyTextIsAFilterOrAFault()
{
    QVERIFY(rc::check("hostile text", [] {
        const auto pieces = *rc::gen::container<std::vector<std::string>>(rc::gen::element<std::string>("model", ":", "\"",
            "\\", ",", "-", " ", "status", ">=", "4xx", "..", "time", "2026-W", "2026-10-05T", "/", "dim.", "\xff", "模",
            "99999999999999999999", "*", "?"));
        std::string text;
        for (const std::string &piece : pieces)
            text += piece;
        const auto filter = parseFilter(text, Zone());
        if (filter)
            static_cast<void>(fits(*filter, request()));
        else
            RC_ASSERT(filter.error().at + filter.error().length <= text.size());
    }));
}

void FilterTest::exactTermsFindJustTheirText()
{
    QVERIFY(rc::check("quoting", [] {
        const auto text = *rc::gen::container<std::string>(
            rc::gen::element('a', 'B', ' ', '"', '\\', '*', '?', ',', ':', '-', '>', '=', '.', '1'));
        FilterSubject subject;
        subject.model = text;
        const auto filter = parseFilter(exactTerm("model", text), Zone());
        RC_ASSERT(filter.has_value());
        RC_ASSERT(filter->terms.size() == 1U);
        RC_ASSERT(fits(*filter, subject));
        const std::string other = text + "x";
        subject.model = other;
        RC_ASSERT(!fits(*filter, subject));
    }));
}

void FilterTest::spansAreReadBackAsTheyWere()
{
    QVERIFY(rc::check("spans", [] {
        const Zone zone = test::zone("Europe/Berlin");
        const auto second = *rc::gen::inRange<std::int64_t>(1'790'000'000, 1'830'000'000);
        const Instant begin = floorTo({second * msPerSecond}, msPerHour);
        const Interval hour{begin, begin.plus(msPerHour)};
        RC_ASSERT(filterTime(filterTimeText(hour, zone), zone) == hour);
        const Date day = zone.toLocal(begin).date;
        const Interval whole{zone.startOfDay(day), zone.startOfDay(dateFromDays(daysSinceEpoch(day) + 1))};
        RC_ASSERT(filterTimeText(whole, zone) == toIso(day));
    }));
}

QTEST_APPLESS_MAIN(FilterTest)
#include "tst_filter.moc"
