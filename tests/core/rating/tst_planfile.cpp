// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/rating/plan.h"

#include <QTest>

using namespace toll;
using namespace Qt::StringLiterals;

namespace {

/// The plan of design.md §7, with everything a plan can have.
const char *const everything = R"({"name":"Standard","currency":"USD","timezone":"Asia/Shanghai","period":"P1M",
 "period_align":"calendar","rounding":"half_up","billable":["2xx","3xx"],"capacity":"5000/min",
 "charges":[
  {"id":"calls","meter":"requests","price":{"shape":"flat_capped","rate":"0.02","cap":"100/min","lifetime":"P30D",
    "cap_scope":"lifetime","over_cap":"charge","overage_rate":"0.03","align":"term"},
   "slices":[{"hours":"Mon-Fri 09:00-18:00","multiplier":"1.2"}],
   "load":[{"above":"0.8","multiplier":"1.5"}],
   "service_level":[{"slower_than_ms":2000,"credit":"0.5"},
    {"percentile":95,"slower_than_ms":1000,"credit_percent":"10"}],
   "allowance":1000},
  {"id":"in","group":"tokens-in","meter":"input_units","match":{"model":"gpt-4o*"},"per":1000000,
   "price":{"shape":"flat","rate":"2.50"}},
  {"id":"in-long","group":"tokens-in","meter":"input_units","per":1000000,"price":{"shape":"volume",
   "tier_by":"request","context":["input_units","cached_input_units"],
   "tiers":[{"up_to":200000,"rate":"2.50"},{"rate":"5"}]}},
  {"id":"extra","meter":"requests","match":{"endpoint":"/batch*"},
   "price":{"shape":"graduated","tiers":[{"up_to":1000,"rate":"0.010"},{"rate":"0.006"}]}},
  {"id":"blocks","meter":"meter.images","price":{"shape":"package","size":1000,"rate":"8"}},
  {"id":"seat","price":{"shape":"fixed","amount":"9.00"}},
  {"id":"fee","meter":"meter.value","price":{"shape":"percentage","percent":"1.5"}}],
 "discounts":[{"percent":"10","from":"2026-01-01"},{"amount":"5.00"}],"minimum":"10.00","maximum":"500.00",
 "tax":{"percent":"6","on":"total"}})";

/// A plan with one charge, to which the text adds.
QString withCharge(const QString &charge)
{
    return u"{\"name\":\"P\",\"currency\":\"USD\",\"charges\":[{%1}]}"_s.arg(charge);
}

QString withPrice(const QString &price)
{
    return withCharge(u"\"price\":{%1}"_s.arg(price));
}

QString withFlat(const QString &more)
{
    return withCharge(u"\"price\":{\"shape\":\"flat\",\"rate\":\"1\"},"_s + more);
}

QString withKey(const QString &key)
{
    return u"{\"name\":\"P\",\"currency\":\"USD\",%1,\"charges\":[{\"price\":{\"shape\":\"flat\",\"rate\":\"1\"}}]}"_s.arg(
        key);
}

const QString unknownKey = u"unknown"_s;
const QString missing = u"missing"_s;
const QString syntax = u"syntax"_s;
const QString range = u"range"_s;
const QString negative = u"negative"_s;
const QString twice = u"twice"_s;

QString kindOf(ErrorCode code)
{
    switch (code) {
    case ErrorCode::UnknownKey:
        return unknownKey;
    case ErrorCode::Missing:
        return missing;
    case ErrorCode::Syntax:
        return syntax;
    case ErrorCode::OutOfRange:
        return range;
    case ErrorCode::Negative:
        return negative;
    case ErrorCode::AlreadyExists:
        return twice;
    default:
        return u"other"_s;
    }
}

} // namespace

class PlanFileTest : public QObject {
    Q_OBJECT

private slots:
    void readsAndWritesEverything()
    {
        const auto plan = parsePlan(std::string_view(everything));
        QVERIFY(plan.has_value());
        QCOMPARE(plan->charges.size(), 7U);
        QCOMPARE(plan->charges[0].allowance, 1000);
        QCOMPARE(plan->charges[0].serviceLevel.size(), 2U);
        QCOMPARE(plan->discounts.size(), 2U);
        const auto again = parsePlan(toJson(*plan));
        QVERIFY(again.has_value());
        QVERIFY(*again == *plan);
    }

    void readsHowFastWhatIsOverIsServed()
    {
        const QString text = withPrice(
            u"\"shape\":\"flat_capped\",\"rate\":\"1\",\"cap\":\"200/day\",\"over_cap\":\"throttle\",\"throttle_to\":\"5/min\""_s);
        const auto plan = parsePlan(std::string_view(text.toStdString()));
        QVERIFY(plan.has_value());
        const TokenPrice price = std::get<FlatCapped>(plan->charges.front().shape).resolve({});
        QCOMPARE(price.throttleTo, std::optional(Cap{5, 1, TimeUnit::Minute}));
        const auto again = parsePlan(toJson(*plan));
        QVERIFY(again.has_value());
        QVERIFY(*again == *plan);
    }

    void namesEveryFault_data();
    void namesEveryFault()
    {
        QFETCH(QString, document);
        QFETCH(QStringList, faults);
        const auto plan = parsePlan(std::string_view(document.toStdString()));
        QStringList found;
        if (!plan)
            for (const Error &fault : plan.error()) {
                found << QString::fromStdString(fault.where) + u' ' + kindOf(fault.code);
                QVERIFY2(fault.code == ErrorCode::Missing || !fault.found.empty(), "says what was found");
            }
        QCOMPARE(found, faults);
    }

    void readsHoursOfTheWeek_data();
    void readsHoursOfTheWeek();
};

void PlanFileTest::namesEveryFault_data()
{
    QTest::addColumn<QString>("document");
    QTest::addColumn<QStringList>("faults");
    const auto row = [](const char *name, const QString &document, const QStringList &faults) {
        QTest::newRow(name) << document << faults;
    };
    const QString up = u"\"shape\":\"graduated\",\"tiers\":[{\"up_to\":10,\"rate\":\"1\"},%1{\"rate\":\"2\"}]"_s;
    row("no object", u"[]"_s, {u" syntax"_s});
    row("nothing", u"{}"_s, {u"/name missing"_s, u"/currency missing"_s, u"/charges missing"_s});
    row("several at once", u"{\"name\":\"\",\"currency\":\"XXX\",\"chargse\":[],\"charges\":[]}"_s,
        {u"/chargse unknown"_s, u"/name missing"_s, u"/currency range"_s, u"/charges syntax"_s});
    row("unknown shape", withPrice(u"\"shape\":\"cubic\""_s), {u"/charges/0/price/shape syntax"_s});
    row("key of another shape", withPrice(u"\"shape\":\"flat\",\"rate\":\"1\",\"cap\":\"1/day\""_s),
        {u"/charges/0/price/cap unknown"_s});
    row("a rate that is a number", withPrice(u"\"shape\":\"flat\",\"rate\":1"_s), {u"/charges/0/price/rate syntax"_s});
    row("a negative rate", withPrice(u"\"shape\":\"flat\",\"rate\":\"-1\""_s), {u"/charges/0/price/rate negative"_s});
    row("a rate too fine", withPrice(u"\"shape\":\"flat\",\"rate\":\"0.0000000000001\""_s),
        {u"/charges/0/price/rate range"_s});
    row("tiers out of order", withPrice(up.arg(u"{\"up_to\":10,\"rate\":\"1\"},"_s)),
        {u"/charges/0/price/tiers/1/up_to range"_s});
    row("a tier without end in the middle", withPrice(up.arg(u"{\"rate\":\"1\"},"_s)),
        {u"/charges/0/price/tiers/1/up_to missing"_s});
    row("a last tier that ends", withPrice(u"\"shape\":\"volume\",\"tiers\":[{\"up_to\":10,\"rate\":\"1\"}]"_s),
        {u"/charges/0/price/tiers/0/up_to range"_s});
    row("no tiers", withPrice(u"\"shape\":\"volume\""_s), {u"/charges/0/price/tiers missing"_s});
    row("context without requests",
        withPrice(u"\"shape\":\"volume\",\"context\":[\"input_units\"],\"tiers\":[{\"rate\":\"1\"}]"_s),
        {u"/charges/0/price/context unknown"_s});
    row("a block of nothing", withPrice(u"\"shape\":\"package\",\"size\":0,\"rate\":\"1\""_s),
        {u"/charges/0/price/size range"_s});
    row("51 per on a package", withCharge(u"\"per\":10,\"price\":{\"shape\":\"package\",\"size\":1,\"rate\":\"1\"}"_s),
        {u"/charges/0/per unknown"_s});
    row("51 a meter on a fee", withCharge(u"\"meter\":\"requests\",\"price\":{\"shape\":\"fixed\",\"amount\":\"1\"}"_s),
        {u"/charges/0/meter unknown"_s});
    row("charge without an overage rate", withPrice(u"\"shape\":\"flat_capped\",\"rate\":\"1\",\"over_cap\":\"charge\""_s),
        {u"/charges/0/price/overage_rate missing"_s});
    row("slowed down although nothing is throttled",
        withPrice(u"\"shape\":\"flat_capped\",\"rate\":\"1\",\"throttle_to\":\"5/min\""_s),
        {u"/charges/0/price/throttle_to unknown"_s});
    row("slowed down to nonsense",
        withPrice(u"\"shape\":\"flat_capped\",\"rate\":\"1\",\"over_cap\":\"throttle\",\"throttle_to\":\"slow\""_s),
        {u"/charges/0/price/throttle_to syntax"_s});
    row("37 per_term without a lifetime", withFlat(u"\"allowance\":1,\"per_term\":true"_s),
        {u"/charges/0/per_term unknown"_s});
    row("a negative allowance", withFlat(u"\"allowance\":-1"_s), {u"/charges/0/allowance negative"_s});
    row("hours", withFlat(u"\"slices\":[{\"hours\":\"Mon-Fry 9-18\",\"multiplier\":\"1\"}]"_s),
        {u"/charges/0/slices/0/hours syntax"_s});
    row("load without a capacity", withFlat(u"\"load\":[{\"above\":\"0.8\",\"multiplier\":\"1.5\"}]"_s),
        {u"/capacity missing"_s});
    row("a percentile of nothing",
        withFlat(u"\"service_level\":[{\"percentile\":0,\"slower_than_ms\":1,\"credit_percent\":\"1\"}]"_s),
        {u"/charges/0/service_level/0/percentile range"_s});
    row("a share above one", withFlat(u"\"service_level\":[{\"slower_than_ms\":1,\"credit\":\"50\"}]"_s),
        {u"/charges/0/service_level/0/credit range"_s});
    row("28 minimum above maximum", withKey(u"\"minimum\":\"10\",\"maximum\":\"5\""_s), {u"/minimum range"_s});
    row("a discount that ends before it begins",
        withKey(u"\"discounts\":[{\"percent\":\"1\",\"from\":\"2026-02-01\",\"to\":\"2026-01-01\"}]"_s),
        {u"/discounts/0/to range"_s});
    row("a date that no calendar has", withKey(u"\"discounts\":[{\"percent\":\"1\",\"from\":\"2026-02-30\"}]"_s),
        {u"/discounts/0/from range"_s});
    row("52 tax on something else", withKey(u"\"tax\":{\"percent\":\"6\",\"on\":\"net\"}"_s), {u"/tax/on syntax"_s});
    row("the same id twice",
        u"{\"name\":\"P\",\"currency\":\"USD\",\"charges\":[{\"id\":\"a\",\"price\":{\"shape\":\"flat\",\"rate\":\"1\"}},"
        "{\"id\":\"a\",\"price\":{\"shape\":\"flat\",\"rate\":\"1\"}}]}"_s,
        {u"/charges/1/id twice"_s});
}

void PlanFileTest::readsHoursOfTheWeek_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("inside"); ///< local times of the week of Monday, 5 January 2026
    QTest::addColumn<QString>("outside");
    QTest::newRow("working hours") << u"Mon-Fri 09:00-18:00"_s << u"05T09:00 09T17:59"_s << u"05T08:59 05T18:00 10T12:00"_s;
    QTest::newRow("two days") << u"Sat,Sun 00:00-24:00"_s << u"10T00:00 11T23:59"_s << u"09T23:59 12T00:00"_s;
    QTest::newRow("into the next day") << u"Fri 22:00-06:00"_s << u"09T22:00 10T05:59"_s << u"09T21:59 10T06:00 09T05:00"_s;
    QTest::newRow("over the week's end") << u"Sun 22:00-06:00"_s << u"05T05:59 11T22:00"_s << u"06T05:59"_s;
    QTest::newRow("every day") << u"daily 12:00-12:30"_s << u"05T12:00 11T12:29"_s << u"05T12:30"_s;
    QTest::newRow("the same clock twice is a whole day") << u"Mon 08:00-08:00"_s << u"05T08:00 06T07:59"_s << u"05T07:59 06T08:00"_s;
}

void PlanFileTest::readsHoursOfTheWeek()
{
    QFETCH(QString, text);
    QFETCH(QString, inside);
    QFETCH(QString, outside);
    const auto hours = parseWeekHours(text.toStdString());
    QVERIFY(hours.has_value());
    QCOMPARE(QString::fromStdString(toString(*hours)), text);
    const auto holds = [&](const QString &time) {
        return hours->contains(Zone().toLocal(*parseRfc3339(("2026-01-" + time + ":00Z").toStdString())));
    };
    for (const QString &time : inside.split(u' '))
        QVERIFY2(holds(time), qPrintable(time));
    for (const QString &time : outside.split(u' '))
        QVERIFY2(!holds(time), qPrintable(time));
}

QTEST_GUILESS_MAIN(PlanFileTest)
#include "tst_planfile.moc"
