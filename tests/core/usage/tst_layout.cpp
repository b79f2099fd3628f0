// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/usage/layout.h"
#include "sharedfiles.h"

#include <QtTest>

using namespace toll;
using namespace toll::test;

namespace {

/// "field=column …", in order of field, with time format and units.
QString describe(const Layout &layout)
{
    QStringList parts;
    for (const auto &[field, column] : layout.fields) {
        QString part = QString::fromStdString(field + "=" + column);
        if (field == "time")
            part += u':' + QString::fromStdString(std::string(name(layout.timeFormat)));
        if (const auto unit = layout.units.find(field); unit != layout.units.end())
            part += u':' + QString::fromStdString(unit->second);
        parts << part;
    }
    return parts.join(u' ');
}

QStringList codesOf(const std::vector<Error> &errors)
{
    QStringList found;
    for (const Error &error : errors)
        found << QString::fromStdString(error.where);
    return found;
}

Layout proposed(const QByteArray &text)
{
    const auto layout = proposeLayout(text.toStdString());
    return layout.value_or(Layout());
}

} // namespace

class LayoutTest : public QObject {
    Q_OBJECT

private slots:
    void recognisesRealFiles_data()
    {
        QTest::addColumn<QString>("file");
        QTest::addColumn<QString>("format");
        QTest::addColumn<QString>("expected");
        QTest::addColumn<QStringList>("gaps");
        const auto row = [](const char *file, const char *format, const char *expected, const QStringList &gaps) {
            QTest::newRow(file) << QStringLiteral("data/") + QLatin1String(file) << QString::fromLatin1(format)
                                << QString::fromLatin1(expected) << gaps;
        };
        const QStringList complete;
        const QStringList noOrigin{QStringLiteral("time_origin")};
        const QStringList noTime{QStringLiteral("time")};
        const char *azure = "input_units=ContextTokens output_units=GeneratedTokens time=TIMESTAMP:local";
        row("azure-llm-2023/AzureLLMInferenceTrace_code.csv", "csv,", azure, complete);
        row("azure-llm-2023/AzureLLMInferenceTrace_conv.csv.xz", "csv,", azure, complete);
        const char *mooncake = "input_units=input_length output_units=output_length time=timestamp_ms:relative-ms";
        row("mooncake/conversation_trace.csv", "csv,", mooncake, noOrigin);
        row("mooncake/synthetic_trace.csv", "csv,", mooncake, noOrigin);
        row("mooncake/conversation_trace.jsonl.xz", "jsonl,",
            "input_units=input_length output_units=output_length time=timestamp:relative-ms", noOrigin);
        row("nasa-http/nasa_19950801_raw.tsv.xz", "csv\t",
            "endpoint=url meter.bytes=bytes status=response time=time:unix-s", complete);
        row("nasa-http/nasa_http_1995_per_minute.csv.xz", "csv,", "count=requests time=minute_local_-0400:local",
            complete);
        row("llm-load-latency/requests.csv", "csv,",
            "input_units=in_len response_ms=total_s:s time=record_time_s:relative-s", noOrigin);
        row("servegen/hourly_requests_by_client.csv.xz", "csv,", "count=req model=model", noTime);
        row("wikipedia-prophet/example_wp_log_R.csv", "csv,", "time=ds:local", complete);
        row("wikipedia-prophet/example_wp_log_peyton_manning.csv", "csv,", "time=ds:local", complete);
    }
    void recognisesRealFiles()
    {
        QFETCH(const QString, file);
        QFETCH(const QString, format);
        QFETCH(const QString, expected);
        QFETCH(const QStringList, gaps);
        const QByteArray text = sharedFile(file);
        if (text.isEmpty())
            QSKIP("the shared data is not here");
        for (const qsizetype size : {256 * 1024, 64 * 1024 + 7}) {
            const Layout layout = proposed(text.left(size));
            QCOMPARE(
                QString::fromStdString(std::string(name(layout.format))) + QChar::fromLatin1(layout.dialect.delimiter),
                format);
            QCOMPARE(describe(layout), expected);
            QCOMPARE(codesOf(gapsOf(layout)), gaps);
        }
    }

    void recognisesTypicalExports_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QString>("expected");
        const auto row = [](const char *title, const char *text, const char *expected) {
            QTest::newRow(title) << QByteArray(text) << QString::fromLatin1(expected);
        };
        row("canonical",
            "time,id,customer,token,status,response_ms,count,input_units,cached_input_units,cache_write_units,"
            "output_units,model,endpoint,source,meter.images,dim.region\n"
            "2026-01-01T00:00:00Z,a,Ann,t1,200,12,1,5,0,0,7,m,/v1,s,2,eu\n"
            "2026-01-01T00:00:00Z,a,Ann,t1,200,13,1,5,0,0,7,m,/v1,s,2,eu\n",
            "cache_write_units=cache_write_units cached_input_units=cached_input_units count=count customer=customer "
            "dim.region=dim.region endpoint=endpoint id=id input_units=input_units meter.images=meter.images "
            "model=model output_units=output_units response_ms=response_ms source=source status=status "
            "time=time:rfc3339 token=token");
        row("canonical without rows", "time,status\n", "status=status time=time:rfc3339");
        row("input that includes its cached part",
            "timestamp,prompt_tokens,completion_tokens,cached_tokens\n1700000000,100,5,40\n",
            "cached_input_units=cached_tokens output_units=completion_tokens time=timestamp:unix-s "
            "total_input_units=prompt_tokens");
        row("disjoint cached input",
            "timestamp;input_tokens;output_tokens;cache_read_input_tokens;cache_creation_input_tokens\n"
            "1700000000;100;5;40;3\n",
            "cache_write_units=cache_creation_input_tokens cached_input_units=cache_read_input_tokens "
            "input_units=input_tokens output_units=output_tokens time=timestamp:unix-s");
        row("nested objects",
            "{\"created\":1700000000,\"model\":\"gpt-4o\",\"usage\":{\"prompt_tokens\":9,\"completion_tokens\":2}}\n"
            "{\"created\":1700000001,\"usage\":{\"prompt_tokens\":9,\"prompt_tokens_details\":{\"cached_tokens\":4}}}"
            "\n",
            "cached_input_units=usage.prompt_tokens_details.cached_tokens model=model "
            "output_units=usage.completion_tokens time=created:unix-s total_input_units=usage.prompt_tokens");
        row("request ids that differ", "ts|request_id|status_code\n1700000000|a|200\n1700000000|b|429\n",
            "id=request_id status=status_code time=ts:unix-s");
        row("the same row twice is a duplicate", "ts|request_id\n1700000000|a\n1700000000|a\n",
            "id=request_id time=ts:unix-s");
        row("request ids that repeat", "ts|request_id\n1700000000|a\n1700000001|a\n", "time=ts:unix-s");
        row("a status in words", "time,status\n1700000000,success\n", "time=time:unix-s");
        row("latency without unit, whole", "time,latency\n1700000000,120\n1700000000,99\n",
            "response_ms=latency time=time:unix-s");
        row("latency without unit, in doubt", "time,latency\n1700000000,1.5\n", "time=time:unix-s");
        row("a total is no duration", "time,total\n1700000000,1500\n", "time=time:unix-s");
        row("duration in seconds", "time,duration_s\n1700000000,1.5\n", "response_ms=duration_s:s time=time:unix-s");
        row("no header", "2026-01-01 10:00:00,5\n2026-01-01 10:00:01,6\n", "time=#1:local");
        row("one column", "time\n2026-01-01T00:00:00Z\n", "time=time:rfc3339");
        row("access log", "1.2.3.4 - - [01/Jul/1995:00:00:01 -0400] \"GET / HTTP/1.0\" 200 5\n",
            "endpoint=path meter.bytes=bytes status=status time=time:common-log");
    }
    void recognisesTypicalExports()
    {
        QFETCH(const QByteArray, text);
        QFETCH(const QString, expected);
        QCOMPARE(describe(proposed(text)), expected);
        QCOMPARE(describe(proposed("\xEF\xBB\xBF" + text)), expected);
        QCOMPARE(describe(proposed(QByteArray(text).replace("\n", "\r\n"))), expected);
    }

    void refusesWhatIsNoText_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::newRow("nothing") << QByteArray();
        QTest::newRow("blank") << QByteArray("\n\r\n");
        QTest::newRow("NUL") << QByteArray("a\0b,c\n1,2\n", 10);
        QTest::newRow("UTF-16") << QByteArray("\xFF\xFEt\0i\0m\0e\0\n\0", 12);
        QTest::newRow("Latin-1") << QByteArray("Stra\xDF"
                                               "e,x\n1,2\n");
        QTest::newRow("array without objects") << QByteArray("[1, 2]\n");
        QTest::newRow("broken JSON") << QByteArray("{\"time\":\n");
        QTest::newRow("open quote") << QByteArray("\"time,id\n");
    }
    void refusesWhatIsNoText()
    {
        QFETCH(const QByteArray, text);
        const auto layout = proposeLayout(text.toStdString());
        QVERIFY(!layout);
        QCOMPARE(layout.error().code, ErrorCode::Syntax);
    }

    void takesTheOffsetFromTheHeader()
    {
        const Layout layout = proposed("minute_local_-0400,requests\n1995-07-01 00:00,42\n");
        QCOMPARE(layout.utcOffset, -4 * 3600);
    }

    void mapsOnRequest()
    {
        Layout layout = proposed("when,hour,n,code,took_s\n2026-01-01 10:00,3,5,200,1.5\n");
        QCOMPARE(describe(layout), QStringLiteral("status=code"));
        QVERIFY(applyMapping(layout, "time=when").has_value());
        QVERIFY(applyMapping(layout, "count=n").has_value());
        QVERIFY(applyMapping(layout, "meter.n=n").has_value());
        QVERIFY(applyMapping(layout, "dim.hour=hour").has_value());
        QVERIFY(applyMapping(layout, "response_ms=took_s").has_value());
        QVERIFY(applyMapping(layout, "status=").has_value());
        QCOMPARE(
            describe(layout), QStringLiteral("count=n dim.hour=hour meter.n=n response_ms=took_s:s time=when:local"));
    }

    void refusesImpossibleMappings_data()
    {
        QTest::addColumn<QByteArray>("assignment");
        QTest::addColumn<int>("code");
        QTest::addColumn<QByteArray>("expected");
        const auto row = [](const char *assignment, ErrorCode code, const char *expected) {
            QTest::newRow(assignment) << QByteArray(assignment) << static_cast<int>(code) << QByteArray(expected);
        };
        row("time", ErrorCode::Syntax, "field=column");
        row("colour=when", ErrorCode::UnknownKey, "input_units");
        row("meter.=when", ErrorCode::UnknownKey, "meter.NAME");
        row("id=nowhere", ErrorCode::UnknownKey, "when, hour");
        row("time=hour", ErrorCode::Unsupported, "when");
    }
    void refusesImpossibleMappings()
    {
        QFETCH(const QByteArray, assignment);
        QFETCH(const int, code);
        QFETCH(const QByteArray, expected);
        Layout layout = proposed("when,hour\n2026-01-01 10:00,3\n");
        const Layout before = layout;
        const auto mapped = applyMapping(layout, assignment.toStdString());
        QVERIFY(!mapped);
        QCOMPARE(static_cast<int>(mapped.error().code), code);
        QVERIFY(QByteArray::fromStdString(mapped.error().expected).contains(expected));
        QVERIFY(layout == before);
    }

    void theShapeIsThatOfTheColumns()
    {
        const Layout layout = proposed("time,id\n2026-01-01T00:00:00Z,a\n");
        Layout mapped = proposed("time,id\n2027-01-01T00:00:00Z,b\n");
        QVERIFY(applyMapping(mapped, "id=").has_value());
        QCOMPARE(shapeOf(layout), shapeOf(mapped));
        for (const char *other : {"time;id\n2026-01-01T00:00:00Z;a\n", "id,time\na,2026-01-01T00:00:00Z\n",
                 "time,id,x\n2026-01-01T00:00:00Z,a,\n", "{\"time\":1,\"id\":2}\n"})
            QVERIFY(shapeOf(proposed(other)) != shapeOf(layout));
    }

    void formatNamesComeBack()
    {
        for (const FileFormat format : {FileFormat::Csv, FileFormat::JsonLines, FileFormat::CombinedLog})
            QCOMPARE(parseFileFormat(name(format)), format);
        QVERIFY(!parseFileFormat("xlsx"));
        using enum TimeFormat;
        for (const TimeFormat format :
            {Rfc3339, Local, UnixSeconds, UnixMilliseconds, RelativeSeconds, RelativeMilliseconds, CommonLog})
            QCOMPARE(parseTimeFormat(name(format)), format);
        QVERIFY(!parseTimeFormat("soon"));
    }
};

QTEST_APPLESS_MAIN(LayoutTest)
#include "tst_layout.moc"
