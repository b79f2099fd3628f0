// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
// Questions about usage on the command line: filters, groupings, costs, single requests, files.
#include "commandline.h"

using namespace Qt::Literals::StringLiterals;

namespace {

/// Two customers, three tokens, a price list of a provider.
void prepare(const Desk &desk)
{
    const QString usage = desk.write(u"usage.csv"_s,
        "time,id,who,status,response_ms,model,source\n"
        "2026-10-05T14:10:00Z,a,web,200,120,gpt-4o,openai\n"
        "2026-10-05T14:50:00Z,b,web,429,2400,gpt-4o,openai\n"
        "2026-10-06T09:00:00Z,c,job,500,90,llama,own\n"
        "2026-10-06T09:30:00Z,d,job,200,300,llama,own\n");
    const QString plan = desk.write(u"wholesale.json"_s,
        R"({"name":"Wholesale","currency":"USD","charges":[{"id":"c","price":{"shape":"flat","rate":"0.25"}}]})");
    const QList<QStringList> steps{{u"customer"_s, u"add"_s, u"Acme"_s},
        {u"token"_s, u"create"_s, u"--customer"_s, u"Acme"_s, u"--name"_s, u"web"_s, u"--rate"_s, u"1"_s},
        {u"token"_s, u"create"_s, u"--customer"_s, u"Acme"_s, u"--name"_s, u"job"_s, u"--rate"_s, u"2"_s},
        {u"usage"_s, u"import"_s, usage, u"--token-column"_s, u"who"_s}, {u"plan"_s, u"import"_s, plan},
        {u"plan"_s, u"assign"_s, u"Wholesale"_s, u"--upstream"_s, u"--source"_s, u"openai*"_s}};
    for (const QStringList &step : steps) {
        const Run run = desk.json(step);
        QVERIFY2(run.code == 0, run.err.constData());
    }
}

QStringList summary(std::initializer_list<QString> more)
{
    return QStringList{u"usage"_s, u"summary"_s} + QStringList(more);
}

} // namespace

class UsageCliTest : public QObject {
    Q_OBJECT

private slots:
    void everyMeasureIsInTheAnswer();
    void filtersNarrowWhatIsAsked();
    void badFiltersSayWhereAndWhatWasMeant_data();
    void badFiltersSayWhereAndWhatWasMeant();
    void severalGroupingsAtOnce();
    void eventsAreListedNewestFirst();
    void filesHoldTheSameNumbers();
    void upstreamListsComeAndGo();
};

void UsageCliTest::everyMeasureIsInTheAnswer()
{
    const Desk desk;
    prepare(desk);
    const toll::Json sums = desk.json(summary({u"--by"_s, u"token"_s})).json();
    QCOMPARE(at(sums, u"rows.1.token"_s), u"web"_s);
    QCOMPARE(at(sums, u"rows.1.requests"_s), u"2"_s);
    QCOMPARE(at(sums, u"rows.1.error_rate"_s), u"0.5"_s);
    QCOMPARE(at(sums, u"rows.1.amount"_s), u"1.00"_s);
    QCOMPARE(at(sums, u"rows.1.cost"_s), u"0.25"_s); // 429 is not billable in the provider's list either
    QCOMPARE(at(sums, u"rows.1.margin"_s), u"0.75"_s);
    QCOMPARE(at(sums, u"rows.1.response_mean_ms"_s), u"1260"_s);
    QCOMPARE(at(sums, u"rows.1.response_p50_ms"_s), u"120"_s);
    QCOMPARE(at(sums, u"rows.0.margin"_s), u"null"_s);
    QCOMPARE(at(sums, u"rows.0.margin_unknown"_s), u"no_price_list"_s);
    QCOMPARE(at(sums, u"total.requests"_s), u"4"_s);
    QCOMPARE(at(sums, u"total.amount"_s), u"3.00"_s);
    QCOMPARE(at(sums, u"total.cost_unknown"_s), u"2"_s);
}

void UsageCliTest::filtersNarrowWhatIsAsked()
{
    const Desk desk;
    prepare(desk);
    const auto requests = [&desk](const QString &where) {
        return at(desk.json(summary({u"--where"_s, where})).json(), u"total.requests"_s);
    };
    QCOMPARE(requests(u"model:gpt*"_s), u"2"_s);
    QCOMPARE(requests(u"-model:gpt* status:>=400"_s), u"1"_s);
    QCOMPARE(requests(u"owner:acme response:>2000"_s), u"1"_s);
    QCOMPARE(requests(u"time:2026-10-05T14"_s), u"2"_s);
    QCOMPARE(requests(u"llama"_s), u"2"_s);
}

void UsageCliTest::badFiltersSayWhereAndWhatWasMeant_data()
{
    QTest::addColumn<QString>("where");
    QTest::addColumn<int>("code");
    QTest::addColumn<QByteArray>("told");
    QTest::newRow("key") << u"token:web modle:gpt"_s << 4 << QByteArray("character 11");
    QTest::newRow("meant") << u"token:web modle:gpt"_s << 4 << QByteArray("model:gpt");
    QTest::newRow("name") << u"owner:acne"_s << 3 << QByteArray("customer:\"Acme\"");
    QTest::newRow("number") << u"status:abc"_s << 4 << QByteArray(">=400");
}

void UsageCliTest::badFiltersSayWhereAndWhatWasMeant()
{
    QFETCH(const QString, where);
    QFETCH(const int, code);
    QFETCH(const QByteArray, told);
    const Desk desk;
    prepare(desk);
    const Run run = desk.text(summary({u"--where"_s, where}));
    QCOMPARE(run.code, code);
    QVERIFY2(run.err.contains(told), run.err.constData());
}

void UsageCliTest::severalGroupingsAtOnce()
{
    const Desk desk;
    prepare(desk);
    const toll::Json sums = desk.json(summary({u"--by"_s, u"hour_of_week,plan,source"_s})).json();
    QCOMPARE(at(sums, u"rows.0.hour_of_week"_s), u"Mon 14:00"_s);
    QCOMPARE(at(sums, u"rows.0.plan"_s), u"Basic"_s);
    QCOMPARE(at(sums, u"rows.1.hour_of_week"_s), u"Tue 09:00"_s);
    QCOMPARE(at(sums, u"rows.1.source"_s), u"own"_s);
    const Run bad = desk.text(summary({u"--by"_s, u"weekday"_s}));
    QCOMPARE(bad.code, 4);
    QVERIFY2(bad.err.contains("hour_of_week"), bad.err.constData());
}

void UsageCliTest::eventsAreListedNewestFirst()
{
    const Desk desk;
    prepare(desk);
    const toll::Json found =
        desk.json({u"usage"_s, u"events"_s, u"--where"_s, u"status:200"_s, u"--limit"_s, u"1"_s}).json();
    QCOMPARE(at(found, u"rows.0.id"_s), u"d"_s);
    QCOMPARE(at(found, u"rows.0.token_name"_s), u"job"_s);
    QCOMPARE(at(found, u"rows.1"_s), u"null"_s);
    QCOMPARE(at(found, u"matching"_s), u"2"_s);
    QCOMPARE(at(found, u"all_requests"_s), u"4"_s);
    const Run text = desk.text({u"usage"_s, u"events"_s, u"--limit"_s, u"1"_s});
    QVERIFY2(text.err.contains("--limit"), text.err.constData());
    QCOMPARE(desk.text({u"usage"_s, u"events"_s, u"--limit"_s, u"-1"_s}).code, 4);
}

/// What stands on the screen, in the file and in the report is one number.
void UsageCliTest::filesHoldTheSameNumbers()
{
    const Desk desk;
    prepare(desk);
    const auto read = [](const QString &path) {
        QFile file(path);
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    };
    const QString sums = desk.path(u"sums.csv"_s);
    QCOMPARE(desk.json(summary({u"--by"_s, u"model"_s, u"--csv"_s, sums})).code, 0);
    const QString report = desk.path(u"models.csv"_s);
    QCOMPARE(desk.json({u"report"_s, u"models"_s, u"--period"_s, u"2026-10"_s, u"--csv"_s, report}).code, 0);
    QVERIFY(!read(sums).isEmpty());
    QCOMPARE(read(sums), read(report));
    const QString events = desk.path(u"events.csv"_s);
    QCOMPARE(desk.json({u"usage"_s, u"events"_s, u"--csv"_s, events}).code, 0);
    const toll::Json again = desk.json({u"usage"_s, u"import"_s, events}).json(); // nothing in it is new
    QCOMPARE(at(again, u"added"_s), u"0"_s);
    QCOMPARE(at(again, u"duplicates"_s), u"4"_s);
}

void UsageCliTest::upstreamListsComeAndGo()
{
    const Desk desk;
    prepare(desk);
    const auto list = [&desk] { return desk.json({u"plan"_s, u"upstream"_s, u"list"_s}).json(); };
    QCOMPARE(at(list(), u"rows.0.source"_s), u"openai*"_s);
    QCOMPARE(at(list(), u"rows.0.from"_s), u"null"_s);
    QCOMPARE(at(list(), u"rows.0.until"_s), u"null"_s);
    QCOMPARE(desk.text({u"plan"_s, u"upstream"_s, u"end"_s}).code, 3);
    const QStringList end{
        u"plan"_s, u"upstream"_s, u"end"_s, u"--source"_s, u"openai*"_s, u"--from"_s, u"2026-10-05"_s};
    QCOMPARE(desk.text(end).code, 0);
    QCOMPARE(at(list(), u"rows.0.until"_s), u"2026-10-05T00:00:00Z"_s);
    QCOMPARE(at(desk.json(summary({})).json(), u"total.cost"_s), u"null"_s);
    QCOMPARE(desk.text({u"plan"_s, u"assign"_s, u"Wholesale"_s}).code, 2);
    QCOMPARE(desk.text({u"plan"_s, u"assign"_s, u"Basic"_s, u"--upstream"_s}).code, 4);
}

QTEST_GUILESS_MAIN(UsageCliTest)
#include "tst_usagecli.moc"
