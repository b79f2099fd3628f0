// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
// Plans, usage and what comes of them: rating, bills, simulation, reports.
#include "burst.h"

#include <QDir>

using namespace Qt::Literals::StringLiterals;

class CliMoneyTest : public QObject {
    Q_OBJECT

private slots:
    void storesAndComparesPlans();
    void importsAgainWithoutAdding();
    void writesRejectedRows();
    void saysHowFilesAreRead();
    void importsSeveralFilesEachOnItsOwn();
    void watchesAFolder();
    void sumsUsage();
    void ratesTheBurstInBothScopes_data();
    void ratesTheBurstInBothScopes();
    void billsFromTheStore();
    void simulatesNothingAsTheBaselineTwice();
    void simulatesAnEmptyWorkspace();
    void writesReportsAsCsv();
    void printsReports();
};

void CliMoneyTest::storesAndComparesPlans()
{
    const Desk desk;
    QCOMPARE(desk.json({u"customer"_s, u"add"_s, u"Acme"_s}).code, 0);
    const QString file = desk.write(u"plan.json"_s, burstPlan("lifetime"));
    const Run imported = desk.json({u"plan"_s, u"import"_s, file});
    QVERIFY2(imported.code == 0, imported.err.constData());
    QCOMPARE(at(imported.json(), u"version"_s), u"1"_s);
    QCOMPARE(at(desk.json({u"plan"_s, u"import"_s, file}).json(), u"version"_s), u"1"_s);
    QCOMPARE(at(desk.json({u"plan"_s, u"list"_s}).json(), u"rows.0.name"_s), u"Basic"_s);
    QCOMPARE(at(desk.json({u"plan"_s, u"show"_s, u"Burst"_s}).json(), u"charges.0.price.cap"_s), u"10/min"_s);
    const Run exported = desk.text({u"plan"_s, u"export"_s, u"Burst"_s});
    const QString other = desk.write(u"other.json"_s, QByteArray(exported.out).replace("0.02", "0.03"));
    const Run same = desk.json({u"plan"_s, u"diff"_s, u"Burst"_s, file});
    QCOMPARE(at(same.json(), u"rows"_s), u"[]"_s);
    const Run differs = desk.json({u"plan"_s, u"diff"_s, u"Burst"_s, other});
    QCOMPARE(at(differs.json(), u"rows.0.before"_s), u"0.02"_s);
    QCOMPARE(at(differs.json(), u"rows.0.after"_s), u"0.03"_s);
    QCOMPARE(desk.json({u"plan"_s, u"assign"_s, u"Burst"_s, u"--customer"_s, u"Acme"_s}).code, 0);
    const Run bad = desk.text({u"plan"_s, u"import"_s, desk.write(u"bad.json"_s, R"({"name":"B","curency":"USD"})")});
    QCOMPARE(bad.code, 4);
    QVERIFY2(bad.err.contains("curency"), bad.err.constData());
}

void CliMoneyTest::importsAgainWithoutAdding()
{
    const Desk desk;
    prepare(desk);
    const QString file = desk.path(u"burst.csv"_s);
    const toll::Json again = desk.json({u"usage"_s, u"import"_s, file}).json();
    QCOMPARE(at(again, u"read"_s), u"20"_s);
    QCOMPARE(at(again, u"added"_s), u"0"_s);
    QCOMPARE(at(again, u"duplicates"_s), u"20"_s);
    QCOMPARE(at(again, u"first"_s), u"null"_s);
    const QString more = desk.write(u"more.csv"_s, burstCsv("t2").replace(",r", ",s"));
    const toll::Json dry =
        desk.json({u"usage"_s, u"import"_s, more, u"--create-tokens"_s, u"--customer"_s, u"Acme"_s, u"--dry-run"_s})
            .json();
    QCOMPARE(at(dry, u"added"_s), u"20"_s);
    QCOMPARE(at(desk.json({u"token"_s, u"list"_s}).json(), u"rows.1"_s), u"null"_s);
    const toll::Json real =
        desk.json({u"usage"_s, u"import"_s, more, u"--create-tokens"_s, u"--customer"_s, u"Acme"_s}).json();
    QCOMPARE(at(real, u"added"_s), u"20"_s);
    QCOMPARE(at(real, u"created_tokens"_s), u"1"_s);
    QCOMPARE(at(real, u"first"_s), u"2026-03-01T00:00:10Z"_s);
}

void CliMoneyTest::writesRejectedRows()
{
    const Desk desk;
    prepare(desk);
    const QString file = desk.write(u"bad.csv"_s,
        "time,id,token,status\n2026-03-02T00:00:00Z,a,t1,200\nyesterday,b,t1,200\n2026-03-02T00:00:00Z,c,t1,999\n");
    const QString errors = desk.path(u"errors.csv"_s);
    const Run run = desk.json({u"usage"_s, u"import"_s, file, u"--errors"_s, errors});
    QVERIFY2(run.code == 0, run.err.constData());
    QCOMPARE(at(run.json(), u"added"_s), u"1"_s);
    QCOMPARE(at(run.json(), u"rejected"_s), u"2"_s);
    QFile written(errors);
    QVERIFY(written.open(QIODevice::ReadOnly));
    const QList<QByteArray> lines = written.readAll().trimmed().split('\n');
    QCOMPARE(lines.size(), 3);
    QVERIFY2(lines[0].startsWith("file,line,field,"), lines[0].constData());
    QVERIFY2(lines[1].contains(",3,time,yesterday,"), lines[1].constData());
    QVERIFY2(lines[2].contains(",4,status,999,"), lines[2].constData());
}

void CliMoneyTest::saysHowFilesAreRead()
{
    const Desk desk;
    prepare(desk);
    const QByteArray text = "Report\ndate;id;token;input_units\n03/04/2026;x;t1;1.234\n03/05/2026;y;t1;0,0\n";
    const QString file = desk.write(u"report.csv"_s, text);
    const QStringList import{u"usage"_s, u"import"_s, file, u"--dry-run"_s};
    const Run asked = desk.json(import);
    QCOMPARE(asked.code, 4);
    QVERIFY2(asked.err.contains("dmy, mdy"), asked.err.constData());
    const Run dry = desk.json(import + QStringList{u"--time-format"_s, u"mdy"_s});
    QVERIFY2(dry.code == 0, dry.err.constData());
    QCOMPARE(at(dry.json(), u"added"_s), u"2"_s);
    QCOMPARE(at(dry.json(), u"first"_s), u"2026-03-04T00:00:00Z"_s);
    QCOMPARE(at(dry.json(), u"files.0.reading.delimiter"_s), u";"_s);
    QCOMPARE(at(dry.json(), u"files.0.reading.skipped_lines"_s), u"1"_s);
    QCOMPARE(at(dry.json(), u"files.0.reading.point"_s), u","_s);
    const Run told = desk.text(import + QStringList{u"--time-format"_s, u"mdy"_s});
    QVERIFY2(told.err.contains("CSV with semicolons") && told.err.contains("month/day/year"), told.err.constData());
    for (const auto &[option, value] : {std::pair(u"--encoding"_s, u"ebcdic"_s), std::pair(u"--delimiter"_s, u"ab"_s),
             std::pair(u"--delimiter"_s, u"none"_s), std::pair(u"--decimal"_s, u";"_s),
             std::pair(u"--skip-lines"_s, u"-1"_s), std::pair(u"--header"_s, u"maybe"_s)}) {
        const Run refused = desk.text(import + QStringList{option, value});
        QCOMPARE(refused.code, 4);
        QVERIFY2(refused.err.contains(option.toUtf8()), refused.err.constData());
    }
}

void CliMoneyTest::importsSeveralFilesEachOnItsOwn()
{
    const Desk desk;
    prepare(desk);
    const QString one = desk.write(u"one.csv"_s, "time,id,token\n2026-03-02T00:00:00Z,a,t1\n");
    const QString two = desk.write(u"two.csv"_s, "time,id,token\n2026-03-02T00:00:00Z,b,t1\n");
    const Run run = desk.json({u"usage"_s, u"import"_s, one, u"/nowhere.csv"_s, two});
    QCOMPARE(run.code, 3);
    QVERIFY2(run.err.contains("/nowhere.csv"), run.err.constData());
    QCOMPARE(at(run.json(), u"added"_s), u"2"_s);
    QCOMPARE(at(run.json(), u"files.2.added"_s), u"1"_s);
    QVERIFY(at(run.json(), u"files.1.error"_s) != u"null"_s);
}

void CliMoneyTest::watchesAFolder()
{
    const Desk desk;
    prepare(desk);
    QVERIFY(QDir().mkdir(desk.path(u"in"_s)));
    static_cast<void>(desk.write(u"in/one.csv"_s, "time,id,token\n2026-03-02T00:00:00Z,a,t1\n"));
    const QStringList watch{u"usage"_s, u"watch"_s, desk.path(u"in"_s), u"--once"_s};
    QCOMPARE(at(desk.json(watch).json(), u"read"_s), u"0"_s); // it may still be growing
    const QStringList atOnce = watch + QStringList{u"--settle"_s, u"0"_s};
    QCOMPARE(at(desk.json(atOnce).json(), u"read"_s), u"1"_s);
    QCOMPARE(at(desk.json(atOnce).json(), u"read"_s), u"0"_s);
    QCOMPARE(desk.json({u"usage"_s, u"watch"_s, u"/nowhere"_s, u"--once"_s}).code, 3);
}

void CliMoneyTest::sumsUsage()
{
    const Desk desk;
    prepare(desk);
    const toll::Json sums = desk.json({u"usage"_s, u"summary"_s, u"--by"_s, u"day,token"_s}).json();
    QCOMPARE(at(sums, u"rows.0.day"_s), u"2026-03-01"_s);
    QCOMPARE(at(sums, u"rows.0.token"_s), u"t1"_s);
    QCOMPARE(at(sums, u"rows.0.requests"_s), u"20"_s);
    QCOMPARE(at(sums, u"rows.0.errors"_s), u"0"_s);
    QCOMPARE(at(sums, u"rows.0.input_units"_s), u"null"_s);
    QCOMPARE(at(sums, u"rows.0.amount"_s), u"0.40"_s);
    QCOMPARE(at(sums, u"rows.0.currency"_s), u"USD"_s);
    QCOMPARE(at(sums, u"total.requests"_s), u"20"_s);
    const toll::Json west = desk.json({u"usage"_s, u"summary"_s, u"--timezone"_s, u"America/New_York"_s}).json();
    QCOMPARE(at(west, u"rows.0.day"_s), u"2026-02-28"_s);
    const toll::Json none = desk.json({u"usage"_s, u"summary"_s, u"--from"_s, u"2026-03-02"_s}).json();
    QCOMPARE(at(none, u"total.requests"_s), u"0"_s);
}

void CliMoneyTest::ratesTheBurstInBothScopes_data()
{
    QTest::addColumn<QByteArray>("scope");
    QTest::addColumn<QString>("total");
    QTest::addColumn<QString>("billable");
    QTest::addColumn<QString>("other");
    QTest::newRow("lifetime") << QByteArray("lifetime") << u"0.40"_s << u"20"_s << u"0.24"_s;
    QTest::newRow("window") << QByteArray("window") << u"0.24"_s << u"12"_s << u"0.4"_s;
}

void CliMoneyTest::ratesTheBurstInBothScopes()
{
    QFETCH(QByteArray, scope);
    QFETCH(QString, total);
    QFETCH(QString, billable);
    QFETCH(QString, other);
    const Desk desk;
    const QString plan = desk.write(u"plan.json"_s, burstPlan(scope));
    const QString usage = desk.write(u"usage.csv"_s, burstCsv("t"));
    const Run run = Desk::run(
        {u"--json"_s, u"rate"_s, u"--plan"_s, plan, u"--usage"_s, usage, u"--term-start"_s, u"2026-03-01T00:00:00Z"_s});
    QVERIFY2(run.code == 0, run.err.constData());
    const toll::Json statement = run.json();
    QCOMPARE(at(statement, u"total"_s), total);
    QCOMPARE(at(statement, u"currency"_s), u"USD"_s);
    QCOMPARE(at(statement, u"period.start"_s), u"2026-03-01T00:00:00Z"_s);
    QCOMPARE(at(statement, u"period.end"_s), u"2026-04-01T00:00:00Z"_s);
    QCOMPARE(at(statement, u"lines.0.charge"_s), u"calls"_s);
    QCOMPARE(at(statement, u"lines.0.kind"_s), u"shape"_s);
    QCOMPARE(at(statement, u"lines.0.version"_s), u"1"_s);
    QCOMPARE(at(statement, u"lines.0.quantity"_s), u"20"_s);
    QCOMPARE(at(statement, u"lines.0.billable"_s), billable);
    QCOMPARE(at(statement, u"lines.0.amount"_s), total);
    QCOMPARE(at(statement, u"lines.0.inputs.rate"_s), u"0.02"_s);
    QCOMPARE(at(statement, u"lines.0.inputs.per"_s), u"1"_s);
    QCOMPARE(at(statement, u"lines.0.inputs.cap"_s), u"10/min"_s);
    QCOMPARE(at(statement, u"lines.0.inputs.lifetime"_s), u"PT2M"_s);
    QCOMPARE(at(statement, u"lines.0.inputs.allowance"_s), u"20"_s);
    QCOMPARE(at(statement, u"lines.0.inputs.windows"_s), u"2"_s);
    QCOMPARE(at(statement, u"lines.0.inputs.n"_s), u"20"_s);
    QCOMPARE(at(statement, u"lines.0.inputs.cap_scope"_s), QString::fromUtf8(scope));
    QCOMPARE(at(statement, u"lines.0.inputs.other_scope.exact"_s), other);
    const QString why = at(statement, u"lines.0.explanation"_s);
    QVERIFY2(why.contains(u"0.02"_s) && why.contains(u"2 × 10 = 20"_s) && why.contains(other), qPrintable(why));
}

void CliMoneyTest::billsFromTheStore()
{
    const Desk desk;
    prepare(desk);
    const toll::Json customer = desk.json({u"bill"_s, u"--customer"_s, u"Acme"_s, u"--period"_s, u"2026-03"_s}).json();
    QCOMPARE(at(customer, u"total"_s), u"0.40"_s);
    const toll::Json token = desk.json({u"bill"_s, u"--token"_s, u"t1"_s, u"--period"_s, u"2026-03"_s}).json();
    QCOMPARE(at(token, u"total"_s), u"0.40"_s);
    const Run why = desk.text({u"bill"_s, u"--token"_s, u"t1"_s, u"--period"_s, u"2026-03"_s, u"--explain"_s});
    QVERIFY2(why.out.contains("min(N, C·T)") && why.out.contains("Total: 0.40 USD"), why.out.constData());
    const toll::Json empty = desk.json({u"bill"_s, u"--customer"_s, u"Acme"_s, u"--period"_s, u"2025-01"_s}).json();
    QCOMPARE(at(empty, u"total"_s), u"0.00"_s);
}

void CliMoneyTest::simulatesNothingAsTheBaselineTwice()
{
    const Desk desk;
    prepare(desk);
    const toll::Json same = desk.json({u"simulate"_s}).json();
    QCOMPARE(at(same, u"baseline"_s), u"0.40"_s);
    QCOMPARE(at(same, u"scenario"_s), u"0.40"_s);
    QCOMPARE(at(same, u"delta"_s), u"0.00"_s);
    QCOMPARE(at(same, u"currency"_s), u"USD"_s);
    const toll::Json other =
        desk.json({u"simulate"_s, u"--set"_s, u"rate=0.03"_s, u"--set"_s, u"cap_scope=window"_s}).json();
    QCOMPARE(at(other, u"scenario"_s), u"0.36"_s);
    QCOMPARE(at(other, u"delta"_s), u"-0.04"_s);
    QCOMPARE(at(other, u"customers.0.name"_s), u"Acme"_s);
    QCOMPARE(at(other, u"customers.0.scenario"_s), u"0.36"_s);
    const QString file = desk.write(u"what-if.json"_s, R"({"name":"w","on":"customer:Acme","set":{"rate":"0.01"}})");
    QCOMPARE(at(desk.json({u"simulate"_s, file}).json(), u"scenario"_s), u"0.20"_s);
    QCOMPARE(at(desk.json({u"simulate"_s, file, u"--on"_s, u"tag:none"_s}).json(), u"delta"_s), u"0.00"_s);
}

void CliMoneyTest::simulatesAnEmptyWorkspace()
{
    const Desk desk;
    QCOMPARE(desk.json({u"customer"_s, u"add"_s, u"Acme"_s}).code, 0);
    const toll::Json outcome = desk.json({u"simulate"_s, u"--set"_s, u"rate=1"_s}).json();
    QCOMPARE(at(outcome, u"baseline"_s), u"0.00"_s);
    QCOMPARE(at(outcome, u"scenario"_s), u"0.00"_s);
    QCOMPARE(at(outcome, u"currency"_s), u"USD"_s);
}

void CliMoneyTest::writesReportsAsCsv()
{
    const Desk desk;
    prepare(desk);
    const QString csv = desk.path(u"report.csv"_s);
    const Run run = desk.json({u"report"_s, u"customers"_s, u"--period"_s, u"2026-03"_s, u"--csv"_s, csv});
    QVERIFY2(run.code == 0, run.err.constData());
    QFile file(csv);
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QByteArray content = file.readAll();
    QVERIFY2(content.contains("Acme") && content.contains("0.40"), content.constData());
    QCOMPARE(desk.text({u"report"_s, u"nonsense"_s, u"--period"_s, u"2026-03"_s}).code, 3);
}

void CliMoneyTest::printsReports()
{
    const Desk desk;
    prepare(desk);
    const QString path = desk.path(u"report.pdf"_s);
    const QStringList command{u"report"_s, u"customers"_s, u"--period"_s, u"2026-03"_s, u"--pdf"_s, path, u"--paper"_s};
    const Run run = desk.json(command + QStringList{u"letter"_s});
    QVERIFY2(run.code == 0, run.err.constData());
    QCOMPARE(at(run.json(), u"pdf"_s), path);
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QByteArray pdf = file.readAll();
    QVERIFY(pdf.startsWith("%PDF-") && pdf.contains("/MediaBox [0 0 612"));
    QCOMPARE(desk.json(command + QStringList{u"A5"_s}).code, 4);
}

QTEST_GUILESS_MAIN(CliMoneyTest)
#include "tst_climoney.moc"
