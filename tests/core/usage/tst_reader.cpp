// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/usage/reader.h"
#include "sharedfiles.h"

#include <QtTest>
#include <rapidcheck.h>

using namespace toll;
using namespace toll::test;

namespace {

struct Row {
    std::int64_t line = 0;
    std::string raw;
    UsageEvent event;
    std::vector<Error> faults;

    bool operator==(const Row &) const = default;
};

std::vector<Row> read(const Layout &layout, std::string_view text, std::size_t piece = 100'000)
{
    std::vector<Row> rows;
    UsageReader reader(layout, Zone(), [&rows](const ReadRow &row) {
        rows.push_back({row.line, std::string(row.raw), row.faults.empty() ? row.event : UsageEvent(), row.faults});
    });
    for (std::size_t at = 0; at < text.size(); at += piece)
        reader.feed(text.substr(at, piece));
    reader.finish();
    return rows;
}

std::vector<Row> read(const QByteArray &text)
{
    const auto layout = proposeLayout(text.toStdString());
    if (!layout)
        qFatal("no layout");
    return read(*layout, text.toStdString());
}

/// "line:field code" of every fault, in order, and "line:ok" of every event.
QStringList describe(const std::vector<Row> &rows)
{
    const auto code = [](ErrorCode found) {
        switch (found) {
        case ErrorCode::Syntax:
            return "syntax";
        case ErrorCode::OutOfRange:
            return "range";
        case ErrorCode::Negative:
            return "negative";
        case ErrorCode::Missing:
            return "missing";
        default:
            return "other";
        }
    };
    QStringList found;
    for (const Row &row : rows) {
        if (row.faults.empty())
            found << QStringLiteral("%1:ok").arg(row.line);
        for (const Error &fault : row.faults)
            found << QStringLiteral("%1:%2 %3")
                         .arg(QString::number(fault.line), QString::fromStdString(fault.where),
                             QLatin1String(code(fault.code)));
    }
    return found;
}

struct Totals {
    qsizetype events = 0;
    qsizetype faults = 0;
    std::int64_t count = 0;
    std::int64_t input = 0;
    std::int64_t output = 0;
    std::int64_t first = std::numeric_limits<std::int64_t>::max();
    std::int64_t last = std::numeric_limits<std::int64_t>::min();
};

Totals totalsOf(const std::vector<Row> &rows)
{
    Totals totals;
    for (const Row &row : rows) {
        if (!row.faults.empty()) {
            ++totals.faults;
            continue;
        }
        ++totals.events;
        totals.count += row.event.count;
        totals.input += row.event.units[0].value_or(0);
        totals.output += row.event.units[3].value_or(0);
        totals.first = std::min(totals.first, row.event.time.ms);
        totals.last = std::max(totals.last, row.event.time.ms);
    }
    return totals;
}

/// Every kind of bad row between good ones.
QByteArray hostileText()
{
    return QByteArray("time,id,status,response_ms,count,input_units,model,meter.bytes\n"
                      "2026-01-01T00:00:00Z,a,200,5,1,7,m,9\n" // 2
                      "yesterday,a,200,5,1,7,m,9\n" // 3
                      ",a,200,5,1,7,m,9\n" // 4
                      "2026-01-01T00:00:00Z,a,99,-5,-1,7.5,m,9\n" // 5
                      "2026-01-01T00:00:00Z,a,600,1.5,1,129.0,m,9\n" // 6
                      "2026-01-01T00:00:00Z,a,abc,5,1e3,-7,m,\"1,00,0\"\n" // 7
                      "\n" // 8
                      "2026-01-01T00:00:00Z,a,200,5,1,7,m\n" // 9
                      "2026-01-01T00:00:00Z,a,200,5,1,7,m,9,10\n" // 10
                      "2026-01-01T00:00:00Z,a,200,5,1,7,m,9,,\n" // 11
                      "2026-01-01T00:00:00Z,a,200,5,1,7,\xC3(,9\n" // 12
                      "2026-01-01T00:00:00Z,a~b,200,5,1,7,m,9\n" // 13
                      "2026-01-01T00:00:00Z,\"a\"x,200,5,1,7,m,9\n" // 14
                      "2026-01-01T00:00:00Z,a,200,5,1,99999999999999999999,m,9\n" // 15
                      "9999-12-31T23:59:59-01:00,a,200,5,1,7,m,9\n" // 16
                      "2026-01-01T00:00:00Z,a,200,9223372036854775807,2,7,m,9\n" // 17
                      "2026-01-01T00:00:00Z,,,,,,,\n" // 18
                      "2026-01-01T00:00:00Z,\"b\n" // 19
                      "2026-01-01T00:00:00Z,c,200,5,1,7,m,9") // 20
        .replace('~', '\0');
}

} // namespace

class ReaderTest : public QObject {
    Q_OBJECT

private slots:
    void reportsEachBadFieldAndReadsTheRest()
    {
        const QByteArray text = hostileText();
        const QStringList expected{QStringLiteral("2:ok"), QStringLiteral("3:time syntax"),
            QStringLiteral("4:time missing"), QStringLiteral("5:count negative"),
            QStringLiteral("5:input_units syntax"), QStringLiteral("5:response_ms negative"),
            QStringLiteral("5:status range"), QStringLiteral("6:status range"), QStringLiteral("7:count syntax"),
            QStringLiteral("7:input_units negative"), QStringLiteral("7:meter.bytes syntax"),
            QStringLiteral("7:status syntax"), QStringLiteral("9:columns syntax"), QStringLiteral("10:columns syntax"),
            QStringLiteral("11:ok"), QStringLiteral("12:model syntax"), QStringLiteral("13:id syntax"),
            QStringLiteral("14:row syntax"), QStringLiteral("15:input_units range"), QStringLiteral("16:time range"),
            QStringLiteral("17:response_ms range"), QStringLiteral("18:ok"), QStringLiteral("19:row syntax"),
            QStringLiteral("20:ok")};
        const auto layout = proposeLayout(text.toStdString());
        QVERIFY(layout.has_value());
        QCOMPARE(describe(read(*layout, text.toStdString())), expected);
    }

    void aFaultShowsWhatWasThereAndWhatMayBe()
    {
        const auto rows = read("time,status\n2026-01-01T00:00:00Z,200\n2026-01-01T00:00:00Z,"
            + QByteArray("9").repeated(200) + "\n2026-01-01T00:00:00Z,700\n");
        QCOMPARE(rows[1].faults.front().found, std::string(80, '9'));
        QCOMPARE(rows[2].faults.front().found, std::string("700"));
        QCOMPARE(rows[2].faults.front().expected, std::string("100..599"));
        QCOMPARE(rows[2].raw, std::string("2026-01-01T00:00:00Z,700"));
    }

    void aFileCutAnywhereReadsTheSame()
    {
        const std::string text = hostileText().toStdString();
        const Layout layout = proposeLayout(text).value();
        const auto whole = read(layout, text);
        for (const std::size_t piece : {1U, 2U, 7U, 100U})
            QVERIFY(read(layout, text, piece) == whole);
    }

    void anyBytesAreReadWithoutACrash()
    {
        QVERIFY(rc::check("any text", [] {
            const auto text = *rc::gen::container<std::string>(rc::gen::weightedOneOf<char>(
                {{5, rc::gen::elementOf(std::string("time,200\n\"{}:[].-\r\t; /"))}, {1, rc::gen::arbitrary<char>()}}));
            if (const auto layout = proposeLayout(text))
                RC_ASSERT(read(*layout, text, 3) == read(*layout, text));
            for (const FileFormat format : {FileFormat::Csv, FileFormat::JsonLines, FileFormat::CombinedLog}) {
                Layout layout;
                layout.format = format;
                layout.columns = {"time"};
                layout.fields = {{"time", "time"}};
                layout.hasHeader = *rc::gen::arbitrary<bool>();
                RC_ASSERT(read(layout, text, 3) == read(layout, text));
            }
        }));
    }

    void readsTheCanonicalFields()
    {
        const auto rows =
            read("time,id,customer,token,status,response_ms,count,input_units,cached_input_units,"
                 "cache_write_units,output_units,model,endpoint,source,meter.images,dim.region,meter.audio\n"
                 "2026-01-01T00:00:00.5Z,a,Ann,t1,200,12.5,2,5,0,,7,m,/v1?x=1,s,3,eu,\n");
        QCOMPARE(rows.size(), 1U);
        UsageEvent expected;
        expected.id = "a";
        expected.source = "s";
        expected.time.ms = 1767225600500;
        expected.token = "t1";
        expected.customer = "Ann";
        expected.status = 200;
        expected.count = 2;
        expected.responseMs = 13;
        expected.units = {5, 0, std::nullopt, 7};
        expected.model = "m";
        expected.endpoint = "/v1?x=1";
        expected.custom = {{"images", 3}};
        expected.dimensions = {{"region", "eu"}};
        QVERIFY(rows[0].event == expected);
    }

    void takesCachedInputOffInputThatIncludesIt()
    {
        const auto rows = read("timestamp,prompt_tokens,completion_tokens,cached_tokens\n"
                               "1700000000,1000000,5,900000\n1700000000,10,5,\n1700000000,10,5,11\n");
        QVERIFY((rows[0].event.units == decltype(UsageEvent::units){100000, 900000, std::nullopt, 5}));
        QVERIFY((rows[1].event.units == decltype(UsageEvent::units){10, std::nullopt, std::nullopt, 5}));
        QCOMPARE(describe(rows).back(), QStringLiteral("4:total_input_units negative"));
    }

    void readsJsonLines()
    {
        const auto rows = read("{\"created\":1700000000,\"model\":\"gpt\",\"usage\":{\"prompt_tokens\":9,\"completion_"
                               "tokens\":2},\"tags\":[1,{}]}\r\n"
                               "\n"
                               "{\"created\":1700000001,\"model\":null,\"usage\":{\"prompt_tokens\":9.0}}\n"
                               "{\"created\":1700000002,\"usage\":null}\n"
                               "{\"created\":1700000003,\"usage\":{\"prompt_tokens\":[9]}}\n"
                               "{\"created\":1700000004,\n"
                               "[1]\n"
                               "{\"created\":1700000005,\"usage\":{\"prompt_tokens\":1e3}}");
        QCOMPARE(rows.size(), 7U);
        QCOMPARE(rows[0].event.model, std::string("gpt"));
        QCOMPARE(rows[0].event.units[0], 9);
        QCOMPARE(rows[0].event.units[3], 2);
        QCOMPARE(rows[1].event.units[0], 9);
        QCOMPARE(rows[1].line, 3);
        QVERIFY(!rows[2].event.units[0]);
        const auto found = describe(rows);
        QCOMPARE(found[3], QStringLiteral("5:input_units syntax"));
        QVERIFY(found[4].startsWith(QStringLiteral("6:")) && found[4].endsWith(QStringLiteral("syntax")));
        QCOMPARE(found[5], QStringLiteral("7:row syntax"));
        QCOMPARE(found[6], QStringLiteral("8:input_units syntax"));
    }

    void readsAccessLogs()
    {
        const auto rows = read("127.0.0.1 - frank [10/Oct/2000:13:55:36 -0700] \"GET /a.gif?x=1 HTTP/1.0\" 200 2326 "
                               "\"http://e/\" \"M (\\\"x\\\")\" 0.1\n"
                               "h - - [10/Oct/2000:13:55:37 -0700] \"-\" 400 -\n"
                               "h - - [10/Oct/2000:13:55:37 -0700] \"GET /a b HTTP/1.0\n"
                               "nonsense\n"
                               "h - - [10/Okt/2000:13:55:37 -0700] \"POST /v1#f HTTP/1.1\" 700 5\n");
        QCOMPARE(describe(rows),
            (QStringList{QStringLiteral("1:ok"), QStringLiteral("2:ok"), QStringLiteral("3:row syntax"),
                QStringLiteral("4:row syntax"), QStringLiteral("5:status range"), QStringLiteral("5:time syntax")}));
        QCOMPARE(rows[0].event.endpoint, std::string("/a.gif"));
        QCOMPARE(rows[0].event.status, 200);
        QCOMPARE(rows[0].event.time.ms, 971211336000);
        QVERIFY((rows[0].event.custom == decltype(UsageEvent::custom){{"bytes", 2326}}));
        QVERIFY(rows[1].event.endpoint.empty());
        QVERIFY(rows[1].event.custom.empty());
    }

    void aHeaderWithoutTheMappedColumnsStopsTheFile()
    {
        const Layout layout = proposeLayout("time,status,model\n2026-01-01T00:00:00Z,200,m\n").value();
        const auto rows = read(layout, "time,code\n2026-01-01T00:00:00Z,200\n");
        QCOMPARE(describe(rows), (QStringList{QStringLiteral("1:model missing"), QStringLiteral("1:status missing")}));
    }

    void columnsAreFoundByNameWhateverTheirPlace()
    {
        const Layout layout = proposeLayout("time,status\n2026-01-01T00:00:00Z,200\n").value();
        const auto rows = read(layout, "x,status,time\n1,404,2026-01-01T00:00:00Z\n");
        QCOMPARE(rows.size(), 1U);
        QCOMPARE(rows[0].event.status, 404);
    }

    void withoutATimeEveryRowIsRefused()
    {
        const auto rows = read("model,req\na,1\nb,2\n");
        QCOMPARE(describe(rows), (QStringList{QStringLiteral("2:time missing"), QStringLiteral("3:time missing")}));
    }

    void aLongTextIsAFault()
    {
        const auto rows = read("time,model\n2026-01-01T00:00:00Z," + QByteArray("x").repeated(maxEventText + 1) + "\n");
        QCOMPARE(describe(rows), QStringList{QStringLiteral("2:model range")});
    }

    void aLongLineIsAFault()
    {
        const QByteArray text = "{\"time\":1700000000}\n{\"time\":1,\"x\":\"" + QByteArray("x").repeated(5'000'000)
            + "\"}\r\n{\"time\":1700000000}\n";
        const Layout layout = proposeLayout("{\"time\":1700000000}\n").value();
        const QStringList expected{QStringLiteral("1:ok"), QStringLiteral("2:row range"), QStringLiteral("3:ok")};
        QCOMPARE(describe(read(layout, text.toStdString())), expected);
        QCOMPARE(describe(read(layout, text.toStdString(), 4096)), expected);
    }

    void readsRealFilesWhole_data()
    {
        QTest::addColumn<QString>("file");
        QTest::addColumn<qsizetype>("events");
        QTest::addColumn<qsizetype>("faults");
        QTest::addColumn<qlonglong>("count");
        QTest::addColumn<QString>("first");
        QTest::addColumn<QString>("last");
        const auto row = [](const char *file, qsizetype events, qsizetype faults, qlonglong count, const char *first,
                             const char *last) {
            QTest::newRow(file) << QStringLiteral("data/") + QLatin1String(file) << events << faults << count
                                << QString::fromLatin1(first) << QString::fromLatin1(last);
        };
        row("azure-llm-2023/AzureLLMInferenceTrace_code.csv", 8819, 0, 8819, "2023-11-16T18:17:03.979Z",
            "2023-11-16T19:14:19.928Z");
        row("azure-llm-2023/AzureLLMInferenceTrace_conv.csv.xz", 19366, 0, 19366, "2023-11-16T18:15:46.680Z",
            "2023-11-16T19:14:08.402Z");
        row("mooncake/conversation_trace.jsonl.xz", 12031, 0, 12031, "2020-01-01T00:00:00Z", "");
        row("mooncake/conversation_trace.csv", 12031, 0, 12031, "2020-01-01T00:00:00Z", "");
        row("nasa-http/nasa_19950801_raw.tsv.xz", 33996, 0, 33996, "1995-08-01T04:00:01Z", "");
        row("nasa-http/nasa_http_1995_per_minute.csv.xz", 84334, 0, 3461610, "1995-07-01T04:00:00Z", "");
        row("llm-load-latency/requests.csv", 6000, 0, 6000, "2020-01-01T00:00:00Z", "");
    }
    void readsRealFilesWhole()
    {
        QFETCH(const QString, file);
        QFETCH(const qsizetype, events);
        QFETCH(const qsizetype, faults);
        QFETCH(const qlonglong, count);
        QFETCH(const QString, first);
        QFETCH(const QString, last);
        const std::string text = sharedFile(file).toStdString();
        if (text.empty())
            QSKIP("the shared data is not here");
        auto layout = proposeLayout(std::string_view(text).substr(0, 256 * 1024));
        QVERIFY(layout.has_value());
        layout->timeOrigin = Instant{1577836800000};
        const auto totals = totalsOf(read(*layout, text));
        QCOMPARE(totals.events, events);
        QCOMPARE(totals.faults, faults);
        QCOMPARE(totals.count, count);
        QCOMPARE(QString::fromStdString(toRfc3339({totals.first})), first);
        if (!last.isEmpty())
            QCOMPARE(QString::fromStdString(toRfc3339({totals.last})), last);
    }

    void theUnitsOfTheAzureTraceAddUp()
    {
        const std::string text =
            sharedFile(QStringLiteral("data/azure-llm-2023/AzureLLMInferenceTrace_code.csv")).toStdString();
        if (text.empty())
            QSKIP("the shared data is not here");
        const auto totals = totalsOf(read(QByteArray::fromStdString(text)));
        QCOMPARE(totals.input, 18059974);
        QCOMPARE(totals.output, 245896);
    }
};

QTEST_APPLESS_MAIN(ReaderTest)
#include "tst_reader.moc"
