// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
// Closing periods, and what comes out of its time.
#include "commandline.h"

using namespace Qt::Literals::StringLiterals;

namespace {

/// Acme's token "gate" at 1.00 a request, with one in January and one in February 2025.
class PeriodDesk : public Desk {
public:
    PeriodDesk()
    {
        run({u"customer"_s, u"add"_s, u"Acme"_s, u"--currency"_s, u"USD"_s, u"--timezone"_s, u"UTC"_s});
        run({u"token"_s, u"create"_s, u"--customer"_s, u"Acme"_s, u"--name"_s, u"gate"_s, u"--rate"_s, u"1"_s});
        use("2025-01-10T00:00:00Z,a\n2025-02-10T00:00:00Z,b\n");
    }

    toll::Json run(const QStringList &arguments) const
    {
        const Run run = json(arguments);
        if (run.code != 0)
            qFatal("%s: %s", qPrintable(arguments.join(u' ')), run.err.constData());
        return run.json();
    }

    toll::Json use(const QByteArray &rows)
    {
        return run({u"usage"_s, u"import"_s, write(u"usage-%1.csv"_s.arg(++m_files), "time,id\n" + rows), u"--token"_s,
            u"gate"_s});
    }

    [[nodiscard]] QString total(const QString &period) const
    {
        return at(run({u"bill"_s, u"--customer"_s, u"Acme"_s, u"--period"_s, period}), u"total"_s);
    }

private:
    int m_files = 0;
};

} // namespace

class CliPeriodsTest : public QObject {
    Q_OBJECT

private slots:
    void closesListsAndReopens();
    void saysWhyItDoesNotClose();
    void lateUsageGoesIntoTheNextBill();
    void lateUsageIsRefusedWherePolicySaysSo();
    void listsUsageFromTheFuture();
    void keepsThePolicy();
    void declaresDimensions();
};

void CliPeriodsTest::closesListsAndReopens()
{
    const PeriodDesk desk;
    const toll::Json closed = desk.run({u"period"_s, u"close"_s, u"--period"_s, u"2025-01"_s});
    QCOMPARE(at(closed, u"rows.0.customer"_s), u"Acme"_s);
    QCOMPARE(at(closed, u"rows.0.state"_s), u"closed"_s);
    QCOMPARE(at(closed, u"rows.0.total"_s), u"1.00"_s);
    QCOMPARE(at(closed, u"rows.0.span.end"_s), u"2025-02-01T00:00:00Z"_s);
    const toll::Json again =
        desk.run({u"period"_s, u"close"_s, u"--period"_s, u"2025-01"_s, u"--customer"_s, u"Acme"_s});
    QCOMPARE(at(again, u"rows.0.state"_s), u"closed_before"_s);
    const Run bill = desk.text({u"bill"_s, u"--customer"_s, u"Acme"_s, u"--period"_s, u"2025-01"_s, u"--explain"_s});
    QVERIFY2(bill.out.contains("Closed on 2"), bill.out.constData());
    const toll::Json opened = desk.run({u"period"_s, u"reopen"_s, u"--customer"_s, u"Acme"_s, u"--period"_s,
        u"2025-01"_s, u"--reason"_s, u"wrong rate"_s});
    QCOMPARE(at(opened, u"state"_s), u"reopened"_s);
    const toll::Json list = desk.run({u"period"_s, u"list"_s});
    QCOMPARE(at(list, u"rows.0.reason"_s), u"wrong rate"_s);
    QCOMPARE(at(list, u"rows.1"_s), u"null"_s);
}

void CliPeriodsTest::saysWhyItDoesNotClose()
{
    const PeriodDesk desk;
    const Run day = desk.text({u"period"_s, u"close"_s, u"--customer"_s, u"Acme"_s, u"--period"_s, u"2025-01-01"_s});
    QCOMPARE(day.code, 4);
    QVERIFY2(day.err.contains("Expected: 2025-01."), day.err.constData());
    const Run future = desk.text({u"period"_s, u"close"_s, u"--customer"_s, u"Acme"_s, u"--period"_s, u"9000-01"_s});
    QCOMPARE(future.code, 5);
    QVERIFY2(future.err.contains("The period 9000-01 is not over yet."), future.err.constData());
    const Run all = desk.text({u"period"_s, u"close"_s, u"--period"_s, u"9000-01"_s});
    QCOMPARE(all.code, 5);
    QVERIFY2(all.err.contains("Acme"), all.err.constData());
    desk.run({u"period"_s, u"close"_s, u"--period"_s, u"2025-01"_s});
    const Run gap = desk.text({u"period"_s, u"close"_s, u"--customer"_s, u"Acme"_s, u"--period"_s, u"2025-03"_s});
    QCOMPARE(gap.code, 5);
    QVERIFY2(gap.err.contains("Expected: 2025-02."), gap.err.constData());
    const Run inside = desk.text({u"token"_s, u"set"_s, u"gate"_s, u"--rate"_s, u"2"_s, u"--from"_s, u"2025-01-15"_s});
    QCOMPARE(inside.code, 5);
    QVERIFY2(inside.err.contains("The period 2025-01 is closed."), inside.err.constData());
}

void CliPeriodsTest::lateUsageGoesIntoTheNextBill()
{
    PeriodDesk desk;
    desk.run({u"period"_s, u"close"_s, u"--period"_s, u"2025-01"_s});
    const toll::Json report = desk.use("2025-01-20T00:00:00Z,late\n");
    QCOMPARE(at(report, u"late"_s), u"1"_s);
    QCOMPARE(at(report, u"future"_s), u"0"_s);
    QCOMPARE(desk.total(u"2025-01"_s), u"1.00"_s);
    QCOMPARE(desk.total(u"2025-02"_s), u"2.00"_s);
    const Run bill = desk.text({u"bill"_s, u"--customer"_s, u"Acme"_s, u"--period"_s, u"2025-02"_s, u"--explain"_s});
    QVERIFY2(bill.out.contains("(adjustment)  1.00 USD\n    2 − 1 = 1\n"), bill.out.constData());
    const toll::Json late = desk.run({u"usage"_s, u"late"_s});
    QCOMPARE(at(late, u"rows.0.period"_s), u"2025-01"_s);
    QCOMPARE(at(late, u"rows.0.policy"_s), u"next_bill"_s);
    QCOMPARE(at(late, u"rows.0.file"_s), u"usage-2.csv"_s);
    QCOMPARE(at(desk.run({u"period"_s, u"list"_s}), u"rows.0.late"_s), u"1"_s);
}

void CliPeriodsTest::lateUsageIsRefusedWherePolicySaysSo()
{
    PeriodDesk desk;
    desk.run({u"period"_s, u"close"_s, u"--period"_s, u"2025-01"_s});
    desk.run({u"config"_s, u"set"_s, u"late_usage"_s, u"reject"_s});
    const QString file = desk.write(u"late.csv"_s, "time,id\n2025-02-20T00:00:00Z,ok\n2025-01-20T00:00:00Z,late\n");
    const Run run = desk.text({u"usage"_s, u"import"_s, file, u"--token"_s, u"gate"_s});
    QCOMPARE(run.code, 0);
    QVERIFY2(run.err.contains("Line 3: time: The period 2025-01 is closed."), run.err.constData());
    QCOMPARE(desk.total(u"2025-02"_s), u"2.00"_s);
}

void CliPeriodsTest::listsUsageFromTheFuture()
{
    PeriodDesk desk;
    QCOMPARE(at(desk.use("9000-01-20T00:00:00Z,far\n"), u"future"_s), u"1"_s);
    const toll::Json rows = desk.run({u"usage"_s, u"future"_s});
    QCOMPARE(at(rows, u"rows.0.events"_s), u"1"_s);
    QCOMPARE(at(rows, u"rows.0.period"_s), u"null"_s);
    QCOMPARE(at(desk.run({u"usage"_s, u"late"_s}), u"rows"_s), u"[]"_s);
    const toll::Json bill = desk.run({u"bill"_s, u"--customer"_s, u"Acme"_s, u"--period"_s, u"9000-01"_s});
    QCOMPARE(at(bill, u"future.0.events"_s), u"1"_s);
}

void CliPeriodsTest::keepsThePolicy()
{
    const PeriodDesk desk;
    const auto policy = [&desk](const QString &member) {
        const toll::Json config = desk.run({u"config"_s, u"show"_s, u"--origin"_s});
        for (const toll::Json &row : *config.find("rows")->asArray())
            if (at(row, u"key"_s) == u"late_usage")
                return at(row, member);
        return QString();
    };
    QCOMPARE(policy(u"value"_s), u"next_bill"_s);
    QCOMPARE(policy(u"origin"_s), u"default"_s);
    desk.run({u"config"_s, u"set"_s, u"late_usage"_s, u"reopen"_s});
    QCOMPARE(policy(u"value"_s), u"reopen"_s);
    QCOMPARE(policy(u"origin"_s), u"workspace"_s);
    QCOMPARE(desk.json({u"config"_s, u"set"_s, u"late_usage"_s, u"never"_s}).code, 4);
    QCOMPARE(desk.json({u"config"_s, u"set"_s, u"colour"_s, u"blue"_s}).code, 4);
}

void CliPeriodsTest::declaresDimensions()
{
    PeriodDesk desk;
    const QString file = desk.write(u"regions.csv"_s,
        "time,id,dim.region\n2025-03-20T00:00:00Z,x,eu\n2025-03-20T00:01:00Z,y,us\n2025-03-20T00:02:00Z,z,eu\n");
    desk.run({u"usage"_s, u"import"_s, file, u"--token"_s, u"gate"_s});
    QCOMPARE(at(desk.run({u"config"_s, u"set"_s, u"dimensions"_s, u"region, team"_s}), u"value"_s), u"region,team"_s);
    const toll::Json sums =
        desk.run({u"usage"_s, u"summary"_s, u"--by"_s, u"dim.region"_s, u"--from"_s, u"2025-03-01"_s});
    QMap<QString, QString> requests;
    for (const toll::Json &row : *sums.find("rows")->asArray())
        requests.insert(QString::fromStdString(*row.find("dim.region")->asString()), at(row, u"requests"_s));
    QCOMPARE(requests.value(u"eu"_s), u"2"_s);
    QCOMPARE(requests.value(u"us"_s), u"1"_s);
    const Run refused = desk.text({u"config"_s, u"set"_s, u"dimensions"_s, u"a,b,c,d,e"_s});
    QCOMPARE(refused.code, 4);
    QVERIFY2(refused.err.contains("multiplies the sums"), refused.err.constData());
}

QTEST_GUILESS_MAIN(CliPeriodsTest)
#include "tst_cliperiods.moc"
