// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
// Periods that are not closed, what closing them would freeze, and what usage is summed by.
#include "core/services/check.h"
#include "tests/core/services/closingdesk.h"

using namespace toll;
using namespace toll::test;
using namespace Qt::StringLiterals;

namespace {

QStringList namesOf(const std::vector<OpenPeriod> &periods)
{
    QStringList names;
    for (const OpenPeriod &period : periods)
        names << QString::fromStdString(period.customerName + ' ' + period.period) + (period.isOver ? u" over"_s : QString());
    return names;
}

/// Used from January on; the fixture's clock decides which month is under way.
std::unique_ptr<ClosingDesk> usedDesk()
{
    auto desk = std::make_unique<ClosingDesk>();
    desk->usePlan(planText(chargeText(R"("shape":"flat","rate":"1")")));
    static_cast<void>(desk->use({"2026-01-10T10:00:00Z", "2026-02-10T10:00:00Z", "2026-02-11T10:00:00Z"}));
    return desk;
}

} // namespace

class OpenPeriodsTest : public QObject {
    Q_OBJECT

private slots:
    void beginWithTheFirstUseAndEndWithTheOneUnderWay()
    {
        const auto desk = usedDesk();
        std::vector<OpenPeriod> open = valueOf(desk->periods().open());
        QVERIFY(open.size() >= 3);
        QCOMPARE(namesOf(open).mid(0, 2), (QStringList{u"Acme 2026-01 over"_s, u"Acme 2026-02 over"_s}));
        QVERIFY(!open.back().isOver);
        QVERIFY(open.back().span.contains(desk->workspace.context.clock()));
        desk->close("2026-01");
        open = valueOf(desk->periods().open());
        QCOMPARE(namesOf(open).front(), u"Acme 2026-02 over"_s);
    }

    void previewIsWhatClosingFreezes()
    {
        const auto desk = usedDesk();
        std::vector<OpenPeriod> open = valueOf(desk->periods().open());
        open.resize(2);
        const std::vector<ClosingPreview> previews = valueOf(desk->periods().preview(open));
        QVERIFY(valueOf(desk->periods().list()).empty());
        const ClosingReport report = valueOf(desk->periods().close(open, {}));
        QCOMPARE(report.closed.size(), 2U);
        for (std::size_t i = 0; i < 2; ++i) {
            QVERIFY(!previews[i].refusal);
            QCOMPARE(previews[i].total, report.closed[i].total);
            QCOMPARE(previews[i].period, report.closed[i].period);
            QCOMPARE(previews[i].tokens, 1);
        }
        QCOMPARE(previews[1].total, "2.00");
    }

    void previewTellsWhatWouldBeRefused()
    {
        const auto desk = usedDesk();
        desk->close("2026-01");
        std::vector<OpenPeriod> open = valueOf(desk->periods().open());
        const OpenPeriod february = open.front();
        const std::vector<ClosingPreview> previews = valueOf(desk->periods().preview({open[1], february, open.back()}));
        QCOMPARE(previews[0].refusal->code, ErrorCode::Conflict); // February is between
        QVERIFY(!previews[1].refusal);
        QVERIFY(previews[2].refusal);
        const ClosingReport report = valueOf(desk->periods().close({open[1], february, open.back()}, {}));
        QCOMPARE(report.closed.size(), 1U);
        QCOMPARE(report.refused.size(), 2U);
        QCOMPARE(report.refused[0].fault.code, previews[0].refusal->code);
    }

    void previewCountsConflictsThatWait()
    {
        const auto desk = usedDesk();
        static_cast<void>(desk->import("time,id,count\n2026-01-10T10:00:00Z,r1,7\n", u"again.csv"_s));
        std::vector<OpenPeriod> open = valueOf(desk->periods().open());
        open.resize(2);
        const std::vector<ClosingPreview> previews = valueOf(desk->periods().preview(open));
        QCOMPARE(previews[0].waiting, 1);
        QCOMPARE(previews[1].waiting, 0);
    }

    void cancelledClosingKeepsWhatIsClosed()
    {
        const auto desk = usedDesk();
        std::vector<OpenPeriod> open = valueOf(desk->periods().open());
        open.resize(2);
        JobControl job;
        job = job.withProgress([&job](std::int64_t done, std::int64_t) {
            if (done == 1)
                job.cancel();
        });
        const ClosingReport report = valueOf(desk->periods().close(open, job));
        QVERIFY(report.closed.size() >= 1);
        QCOMPARE(valueOf(desk->periods().list()).size(), report.closed.size());
    }

    void declaredDimensionsSumUsageAnew()
    {
        ClosingDesk desk;
        static_cast<void>(desk.import("time,id,dim.region,dim.team\n2026-01-10T10:00:00Z,a,eu,x\n"
                                      "2026-01-10T10:01:00Z,b,us,x\n2026-01-10T10:02:00Z,c,eu,y\n"));
        SettingsService settings(desk.workspace.context);
        QCOMPARE(valueOf(settings.dimensionsInUse({})), (std::vector<std::string>{"region", "team"}));
        const auto cells = [&desk] {
            std::size_t count = 0;
            valueOf(desk.workspace.stores->usage.visitCells({}, [&count](const TokenId &, const CellDay &day) {
                count += day.size();
                return Result<void>();
            }));
            return count;
        };
        QCOMPARE(cells(), 1U);
        JobControl cancelled;
        cancelled.cancel();
        QCOMPARE(settings.setDimensions({"region"}, cancelled).error().code, ErrorCode::Cancelled);
        QVERIFY(valueOf(settings.dimensions()).empty()); // all or nothing
        QCOMPARE(cells(), 1U);
        QVERIFY(settings.setDimensions({"region"}, {}).has_value());
        QCOMPARE(cells(), 2U);
        QVERIFY(settings.setDimensions({"team", "region"}, {}).has_value());
        QCOMPARE(cells(), 3U);
        QCOMPARE(valueOf(settings.dimensions()), (std::vector<std::string>{"team", "region"}));
        QVERIFY(valueOf(checkWorkspace(desk.workspace.workspace.path.toStdString(), {})).findings.empty());
        static_cast<void>(desk.import("time,id,dim.region\n2026-01-10T10:03:00Z,d,asia\n", u"more.csv"_s));
        QCOMPARE(cells(), 4U); // what comes later is summed so too
        QVERIFY(settings.setDimensions({}, {}).has_value());
        QCOMPARE(cells(), 1U);
    }

    void dimensionsThatCannotBeAreRefused_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<int>("code");
        QTest::newRow("five") << u"a,b,c,d,e"_s << static_cast<int>(ErrorCode::OutOfRange);
        QTest::newRow("twice") << u"a, a"_s << static_cast<int>(ErrorCode::AlreadyExists);
        QTest::newRow("empty name") << u"a,,b"_s << static_cast<int>(ErrorCode::Syntax);
        QTest::newRow("control character") << u"a\nb"_s << static_cast<int>(ErrorCode::Syntax);
    }

    void dimensionsThatCannotBeAreRefused()
    {
        QFETCH(QString, text);
        QFETCH(int, code);
        ClosingDesk desk;
        SettingsService settings(desk.workspace.context);
        const auto set = settings.setDimensions(parseDimensions(text.toStdString()), {});
        QVERIFY(!set);
        QCOMPARE(static_cast<int>(set.error().code), code);
        QCOMPARE(set.error().where, "dimensions");
        QVERIFY(valueOf(settings.dimensions()).empty());
    }
};

QTEST_GUILESS_MAIN(OpenPeriodsTest)
#include "tst_openperiods.moc"
