// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
// What an import reads and what it tells of it.
#include "tests/core/services/importsfixture.h"

using namespace toll;
using namespace Qt::StringLiterals;

class TestImports : public QObject, private ImportDesk {
    Q_OBJECT

private slots:
    void init() { open(); }
    void cleanup() { m_workspace.reset(); }

    void realTraceAddsNothingTheSecondTime_data();
    void realTraceAddsNothingTheSecondTime();
    void minutesWithoutRequestsAreCountedButNotStored();
    void previewShowsTheFirstRows();
    void layoutIsRememberedWithoutItsOrigin();
    void missingTimeIsToldWithTheColumns();
    void missingOriginIsTold();
    void everyBrokenRowIsNamed();
    void dryRunCountsTheSameAndWritesNothing();
    void progressEndsAtTheFilesSize();
};

void TestImports::realTraceAddsNothingTheSecondTime_data()
{
    QTest::addColumn<QString>("file");
    QTest::addColumn<QString>("compression");
    QTest::addColumn<qint64>("rows");
    QTest::addColumn<qint64>("requests");
    QTest::addColumn<QString>("first");
    QTest::newRow("Azure conversations") << u"azure-llm-2023/AzureLLMInferenceTrace_conv.csv.xz"_s << u"xz"_s
                                         << qint64(19366) << qint64(19366) << u"2023-11-16T18:15:46.680Z"_s;
    QTest::newRow("Azure code") << u"azure-llm-2023/AzureLLMInferenceTrace_code.csv"_s << u""_s << qint64(8819)
                                << qint64(8819) << u"2023-11-16T18:17:03.979Z"_s;
    QTest::newRow("Mooncake") << u"mooncake/conversation_trace.jsonl.xz"_s << u"xz"_s << qint64(12031) << qint64(12031)
                              << u"2026-01-01T00:00:00Z"_s;
    QTest::newRow("NASA requests") << u"nasa-http/nasa_19950801_raw.tsv.xz"_s << u"xz"_s << qint64(33996)
                                   << qint64(33996) << u"1995-08-01T04:00:01Z"_s;
}

void TestImports::realTraceAddsNothingTheSecondTime()
{
    QFETCH(QString, file);
    QFETCH(qint64, rows);
    QFETCH(qint64, requests);
    QFETCH(QString, first);
    QFETCH(QString, compression);
    const QString path = test::sharedPath(u"data/"_s + file);
    if (!QFile::exists(path))
        QSKIP("the shared traces are not here");
    ImportOptions options = toGateway();
    options.layout.timeOrigin = *parseRfc3339("2026-01-01T00:00:00Z");
    const auto preview = m_workspace->imports().preview(path.toStdString(), {});
    QVERIFY_RESULT(preview);
    QCOMPARE(preview->compression, compression.toStdString());
    const auto report = import(path, options);
    QVERIFY_RESULT(report);
    QCOMPARE(placesOf(report->faults), Places());
    QCOMPARE(report->read, rows);
    QCOMPARE(report->added, rows);
    QCOMPARE(toRfc3339(report->first.value()), first.toStdString());
    QCOMPARE(m_workspace->requests(), requests);

    const auto again = import(path, options);
    QVERIFY_RESULT(again);
    QCOMPARE(again->read, rows);
    QCOMPARE(again->added, 0);
    QCOMPARE(again->duplicates, rows);
    QCOMPARE(again->conflicts, 0);
    QVERIFY(!again->first);
    QCOMPARE(m_workspace->requests(), requests);
}

void TestImports::minutesWithoutRequestsAreCountedButNotStored()
{
    const QString path = write(u"minutes.csv"_s,
        "time,count,input_units\n2026-01-01T00:00:00Z,2,\n2026-01-01T00:01:00Z,0,\n2026-01-01T00:02:00Z,0,0\n"
        "2026-01-01T00:03:00Z,0,5\n2026-01-01T00:04:00Z,-1,\n");
    const auto report = import(path, toGateway());
    QVERIFY_RESULT(report);
    QCOMPARE(report->read, 5);
    QCOMPARE(report->added, 1);
    QCOMPARE(report->empty, 2);
    QCOMPARE(report->rejected, 2);
    QCOMPARE(placesOf(report->faults), (Places{u"5 count"_s, u"6 count"_s}));
    QCOMPARE(m_workspace->requests(), 2);
}

void TestImports::previewShowsTheFirstRows()
{
    const auto proposed = m_workspace->imports().preview(write(u"good.csv"_s, manyRows(80)).toStdString(), {});
    QVERIFY_RESULT(proposed);
    const QString path = write(u"a.csv"_s, manyRows(80).replace("r1,200", "r1,999"));
    const auto preview = m_workspace->imports().preview(path.toStdString(), {}, proposed->layout);
    QVERIFY_RESULT(preview);
    QCOMPARE(preview->rows.size(), 50U);
    QCOMPARE(preview->rows.front().line, 2);
    QCOMPARE(preview->rows.front().event.id, "r0");
    QCOMPARE(placesOf(preview->rows[1].faults), Places{u"3 status"_s});
    QCOMPARE(preview->bytes, QFileInfo(path).size());
    QVERIFY(!preview->isRemembered);
    QCOMPARE(m_workspace->eventCount(), 0);
}

void TestImports::layoutIsRememberedWithoutItsOrigin()
{
    const QString path = write(u"a.csv"_s, "t_ms,what\n0,x\n5,y\n");
    const auto proposed = m_workspace->imports().preview(path.toStdString(), {});
    QVERIFY_RESULT(proposed);
    ImportOptions options = toGateway();
    options.layout = proposed->layout;
    options.layout.fields = {{"time", "t_ms"}, {"model", "what"}};
    options.layout.timeFormat = TimeFormat::RelativeMilliseconds;
    options.layout.timeOrigin = Instant{1000};
    QVERIFY_RESULT(m_workspace->imports().run(path.toStdString(), options, JobControl()));
    const auto remembered = m_workspace->imports().preview(path.toStdString(), {});
    QVERIFY_RESULT(remembered);
    QVERIFY(remembered->isRemembered);
    Layout expected = options.layout;
    expected.timeOrigin.reset();
    QCOMPARE(remembered->layout, expected);
}

void TestImports::missingTimeIsToldWithTheColumns()
{
    const auto report = import(write(u"a.csv"_s, "what,howmany\nx,1\ny,2\n"), toGateway());
    QVERIFY(!report);
    QCOMPARE(report.error(), (Error{ErrorCode::Missing, "time", "", "what, howmany", 0}));
}

void TestImports::missingOriginIsTold()
{
    const auto report = import(
        write(u"a.jsonl"_s, "{\"timestamp\": 0, \"input_length\": 3}\n{\"timestamp\": 7, \"input_length\": 3}\n"),
        toGateway());
    QVERIFY(!report);
    QCOMPARE(report.error().code, ErrorCode::Missing);
    QCOMPARE(report.error().where, "time_origin");
}

void TestImports::everyBrokenRowIsNamed()
{
    const QByteArray csv = "time,id,status,response_ms,count,input_units,meter.images,model\n"
                           "2026-01-01T00:00:00Z,good-1,200,12,1,5,1,m\n"
                           "yesterday,b1,200,12,1,5,1,m\n"
                           ",b2,200,12,1,5,1,m\n"
                           "2026-01-01T00:00:00Z,b3,99,12,1,5,1,m\n"
                           "2026-01-01T00:00:00Z,b4,OK,12,1,5,1,m\n"
                           "2026-01-01T00:00:00Z,b5,200,-3,1,5,1,m\n"
                           "2026-01-01T00:00:00Z,b6,200,12,0,5,1,m\n"
                           "2026-01-01T00:00:00Z,b7,200,12,1,-5,1,m\n"
                           "2026-01-01T00:00:00Z,b8,200,12,1,many,1,m\n"
                           "2026-01-01T00:00:00Z,b9,200,12,1,5,99999999999999999999,m\n"
                           "2026-01-01T00:00:00Z,b10,200\n"
                           "2026-01-01T00:00:00Z,b11,200,12,1,5,1,m,surplus\n"
                           "2026-01-01T00:00:00Z,b12,200,12,1,5,1,\"m\"x\n"
                           "2026-01-01T00:00:00Z,b13,200,12,1,5,1,\xff\xfe\n"
                           "2026-02-30T00:00:00Z,b14,700,x,1,5,1,m\n"
                           "\n"
                           "2026-01-01T00:00:01Z,good-2,200,12,1,5,1,m\n"
                           "2026-01-01T00:00:00Z,b15,200,12,1,5,1,\"m\n"
                           "2026-01-01T00:00:02Z,good-3,200,12,1,5,1,m\n";
    // Tried on good rows first, so that the layout is not guessed from the broken ones.
    const auto preview =
        m_workspace->imports().preview(write(u"good.csv"_s, csv.left(csv.indexOf("yesterday"))).toStdString(), {});
    QVERIFY_RESULT(preview);
    ImportOptions options = toGateway();
    options.layout = preview->layout;
    std::vector<Error> heard;
    const auto report = m_workspace->imports().run(write(u"bad.csv"_s, csv).toStdString(), options, JobControl(),
        [&](const Error &fault) { heard.push_back(fault); });
    QVERIFY_RESULT(report);
    const Places expected{u"3 time"_s, u"4 time"_s, u"5 status"_s, u"6 status"_s, u"7 response_ms"_s, u"8 count"_s,
        u"9 input_units"_s, u"10 input_units"_s, u"11 meter.images"_s, u"12 columns"_s, u"13 columns"_s, u"14 row"_s,
        u"15 model"_s, u"16 response_ms"_s, u"16 status"_s, u"16 time"_s, u"19 row"_s};
    QCOMPARE(placesOf(report->faults), expected);
    QCOMPARE(placesOf(heard), expected);
    QCOMPARE(report->read, 18);
    QCOMPARE(report->added, 3);
    QCOMPARE(report->rejected, 15);
    QCOMPARE(m_workspace->eventIds(), (std::vector<std::string>{"good-1", "good-2", "good-3"}));
    QCOMPARE(m_workspace->tokens().list()->size(), 1U);
}

void TestImports::dryRunCountsTheSameAndWritesNothing()
{
    QVERIFY_RESULT(import(write(u"a.csv"_s, manyRows(50)), toGateway()));
    const QString path = write(u"b.csv"_s, manyRows(41000) + "2026-01-01T00:00:00Z,r40000,500,m\nx,y,z,\n");
    ImportOptions options = toGateway();
    options.dryRun = true;
    const auto tried = import(path, options);
    QVERIFY_RESULT(tried);
    QCOMPARE(m_workspace->eventCount(), 50);
    QCOMPARE(m_workspace->stores->batches.list()->size(), 1U);
    const auto report = import(path, toGateway());
    QVERIFY_RESULT(report);
    QCOMPARE(tried->read, report->read);
    QCOMPARE(tried->added, report->added);
    QCOMPARE(tried->duplicates, report->duplicates);
    QCOMPARE(tried->conflicts, report->conflicts);
    QCOMPARE(tried->rejected, report->rejected);
    QCOMPARE(tried->first, report->first);
    QCOMPARE(tried->last, report->last);
    QCOMPARE(report->added, 40950);
    QCOMPARE(report->duplicates, 50);
    QCOMPARE(report->conflicts, 1);
    QCOMPARE(report->rejected, 1);
}

void TestImports::progressEndsAtTheFilesSize()
{
    const QString path = write(u"a.csv"_s, manyRows(30000));
    std::vector<std::int64_t> told;
    const JobControl job([&told](std::int64_t done, std::int64_t) { told.push_back(done); });
    QVERIFY_RESULT(import(path, toGateway(), job));
    QVERIFY(told.size() > 3);
    QVERIFY(std::ranges::is_sorted(told));
    QCOMPARE(told.back(), QFileInfo(path).size());
}

QTEST_GUILESS_MAIN(TestImports)
#include "tst_imports.moc"
