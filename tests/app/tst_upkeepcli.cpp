// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
// The commands that keep a workspace: export, conflicts, check, backup, restore, upkeep.
#include "burst.h"

using namespace Qt::Literals::StringLiterals;

class UpkeepCliTest : public QObject {
    Q_OBJECT

private slots:
    void helpNamesTheCommands();
    void exportsWhatAnotherWorkspaceBillsAlike();
    void exportsToAPipe();
    void settlesAConflict();
    void checkTellsDamageByCodeAndWords();
    void backsUpAndRestores();
    void compactsAndTellsSizes();
    void dropsOldRecordsAndSaysWhatIsMissing();
    void holdsRequestsAgainstBuckets();
    void endsWithTheAgreedCode_data();
    void endsWithTheAgreedCode();
    void writesFocus();
    void killedAnywhereTheWorkspaceIsSound_data();
    void killedAnywhereTheWorkspaceIsSound();

private:
    static void killAfter(const QStringList &arguments, int milliseconds);
};

void UpkeepCliTest::helpNamesTheCommands()
{
    const Run all = Desk::run({u"--help"_s});
    for (const char *name : {"check", "backup", "restore", "upkeep"})
        QVERIFY2(all.out.contains(name), name);
    const Run usage = Desk::run({u"usage"_s, u"--help"_s});
    QVERIFY2(usage.out.contains("export") && usage.out.contains("conflicts"), usage.out.constData());
}

void UpkeepCliTest::exportsWhatAnotherWorkspaceBillsAlike()
{
    const Desk from, to;
    prepare(from);
    const QString file = from.path(u"out.csv"_s);
    const Run exported = from.json({u"usage"_s, u"export"_s, u"--output"_s, file});
    QVERIFY2(exported.code == 0, exported.err.constData());
    QCOMPARE(at(exported.json(), u"events"_s), u"20"_s);
    QCOMPARE(at(exported.json(), u"first"_s), u"2026-03-01T00:00:10Z"_s);
    QCOMPARE(to.json({u"customer"_s, u"add"_s, u"Acme"_s, u"--currency"_s, u"USD"_s}).code, 0);
    QCOMPARE(to.json({u"token"_s, u"create"_s, u"--customer"_s, u"Acme"_s, u"--name"_s, u"t1"_s, u"--rate"_s, u"0.02"_s,
                         u"--cap"_s, u"10/min"_s, u"--lifetime"_s, u"PT2M"_s})
                 .code,
        0);
    QCOMPARE(at(to.json({u"usage"_s, u"import"_s, file}).json(), u"added"_s), u"20"_s);
    QCOMPARE(at(to.json({u"bill"_s, u"--customer"_s, u"Acme"_s, u"--period"_s, u"2026-03"_s}).json(), u"total"_s),
        u"0.40"_s);
}

void UpkeepCliTest::exportsToAPipe()
{
    const Desk desk;
    prepare(desk);
    const Run csv = desk.text({u"usage"_s, u"export"_s, u"--from"_s, u"2026-03-01T00:01:00Z"_s});
    QCOMPARE(csv.out.count('\n'), 3);
    QVERIFY2(csv.out.startsWith("time,id,customer,token,"), csv.out.constData());
    const Run lines = desk.text({u"usage"_s, u"export"_s, u"--format"_s, u"jsonl"_s, u"--token"_s, u"t1"_s});
    QCOMPARE(lines.out.count('\n'), 20);
    QVERIFY(lines.out.startsWith("{\"time\":\"2026-03-01T00:00:10Z\""));
}

void UpkeepCliTest::settlesAConflict()
{
    const Desk desk;
    prepare(desk);
    const QString file = desk.write(u"again.csv"_s, "time,id,token,status\n2026-03-01T00:00:10Z,r0,t1,500\n");
    QCOMPARE(at(desk.json({u"usage"_s, u"import"_s, file}).json(), u"conflicts"_s), u"1"_s);
    const toll::Json list = desk.json({u"usage"_s, u"conflicts"_s, u"list"_s}).json();
    QCOMPARE(at(list, u"rows.0.number"_s), u"1"_s);
    QCOMPARE(at(list, u"rows.0.differences.0.field"_s), u"status"_s);
    QCOMPARE(at(list, u"rows.0.differences.0.first"_s), u"200"_s);
    QCOMPARE(at(list, u"rows.0.second.status"_s), u"500"_s);
    QCOMPARE(at(list, u"rows.0.stands"_s), u"first"_s);
    const Run shown = desk.text({u"usage"_s, u"conflicts"_s, u"show"_s, u"1"_s});
    QVERIFY2(shown.out.contains("status\t200\t500\tyes"), shown.out.constData());
    const Run decided = desk.json({u"usage"_s, u"conflicts"_s, u"decide"_s, u"1"_s, u"--keep"_s, u"second"_s});
    QCOMPARE(decided.code, 0);
    QCOMPARE(at(decided.json(), u"stands"_s), u"second"_s);
    QCOMPARE(at(desk.json({u"usage"_s, u"summary"_s}).json(), u"total.errors"_s), u"1"_s);
    QCOMPARE(at(desk.json({u"usage"_s, u"conflicts"_s, u"list"_s}).json(), u"rows"_s), u"[]"_s);
    const toll::Json all = desk.json({u"usage"_s, u"conflicts"_s, u"list"_s, u"--all"_s}).json();
    QCOMPARE(at(all, u"rows.0.decision"_s), u"second"_s);
    QCOMPARE(desk.json({u"usage"_s, u"conflicts"_s, u"decide"_s, u"1"_s, u"--keep"_s, u"first"_s}).code, 0);
    QCOMPARE(at(desk.json({u"usage"_s, u"summary"_s}).json(), u"total.errors"_s), u"0"_s);
    QCOMPARE(desk.json({u"check"_s}).code, 0);
}

void UpkeepCliTest::checkTellsDamageByCodeAndWords()
{
    const Desk desk;
    prepare(desk);
    const toll::Json sound = desk.json({u"check"_s}).json();
    QCOMPARE(at(sound, u"ok"_s), u"true"_s);
    QCOMPARE(at(sound, u"checked.events"_s), u"20"_s);
    QCOMPARE(at(sound, u"findings"_s), u"[]"_s);
    QVERIFY(at(sound, u"size.file"_s).toLongLong() > 0);
    QFile file(desk.store());
    QVERIFY(file.open(QIODevice::ReadWrite) && file.seek(68) && file.write("X") == 1);
    file.close();
    const Run spoilt = desk.json({u"check"_s});
    QCOMPARE(spoilt.code, 1);
    QCOMPARE(at(spoilt.json(), u"ok"_s), u"false"_s);
    QCOMPARE(at(spoilt.json(), u"findings.0.kind"_s), u"header"_s);
    QCOMPARE(at(spoilt.json(), u"findings.0.where"_s), u"application_id"_s);
    QCOMPARE(at(spoilt.json(), u"findings.0.remedy"_s), u"restore"_s);
    QVERIFY(spoilt.err.contains("\"damaged\""));
    QVERIFY(desk.text({u"check"_s}).out.contains("not marked as a workspace"));
}

void UpkeepCliTest::backsUpAndRestores()
{
    const Desk desk;
    prepare(desk);
    const QString backup = desk.path(u"backup.toll"_s);
    const Run made = desk.json({u"backup"_s, backup});
    QVERIFY2(made.code == 0, made.err.constData());
    QCOMPARE(at(made.json(), u"checked.events"_s), u"20"_s);
    QCOMPARE(desk.json({u"backup"_s, backup}).code, 5);
    QCOMPARE(desk.json({u"backup"_s, u"--replace"_s, backup}).code, 0);
    QCOMPARE(desk.json({u"customer"_s, u"add"_s, u"Late"_s}).code, 0);
    const Run restored = desk.json({u"restore"_s, backup});
    QVERIFY2(restored.code == 0, restored.err.constData());
    QVERIFY(QFile::exists(at(restored.json(), u"moved_to"_s)));
    QCOMPARE(desk.json({u"customer"_s, u"show"_s, u"Late"_s}).code, 3);
    QCOMPARE(desk.json({u"customer"_s, u"show"_s, u"Acme"_s}).code, 0);
}

void UpkeepCliTest::compactsAndTellsSizes()
{
    const Desk desk;
    prepare(desk);
    const QString more = desk.write(u"b.csv"_s, "time,id,token\n2026-03-02T00:00:00Z,b,t1\n");
    QCOMPARE(desk.json({u"usage"_s, u"import"_s, more}).code, 0);
    const toll::Json trial = desk.json({u"upkeep"_s, u"--compact"_s, u"--dry-run"_s}).json();
    QCOMPARE(at(trial, u"compacted.segments_after"_s), u"1"_s);
    QCOMPARE(at(trial, u"size.segment_count"_s), u"2"_s);
    const toll::Json done = desk.json({u"upkeep"_s, u"--compact"_s}).json();
    QCOMPARE(at(done, u"size.segment_count"_s), u"1"_s);
    QCOMPARE(at(done, u"size.events"_s), u"21"_s);
    const toll::Json rebuilt = desk.json({u"check"_s, u"--rebuild-cells"_s}).json();
    QCOMPARE(at(rebuilt, u"rebuilt.events"_s), u"21"_s);
    QCOMPARE(at(rebuilt, u"ok"_s), u"true"_s);
}

void UpkeepCliTest::dropsOldRecordsAndSaysWhatIsMissing()
{
    const Desk desk;
    QCOMPARE(desk.json({u"customer"_s, u"add"_s, u"Acme"_s, u"--currency"_s, u"USD"_s}).code, 0);
    QCOMPARE(
        desk.json({u"token"_s, u"create"_s, u"--customer"_s, u"Acme"_s, u"--name"_s, u"t1"_s, u"--rate"_s, u"0.02"_s})
            .code,
        0);
    const QString file = desk.write(u"burst.csv"_s, burstCsv("t1") + "2026-04-02T00:00:00Z,b,t1,200\n");
    QCOMPARE(at(desk.json({u"usage"_s, u"import"_s, file}).json(), u"added"_s), u"21"_s);
    QCOMPARE(desk.json({u"upkeep"_s, u"--retention"_s}).code, 4); // the setting is off
    QCOMPARE(desk.json({u"config"_s, u"set"_s, u"retention_months"_s, u"soon"_s}).code, 4);
    QCOMPARE(desk.json({u"config"_s, u"set"_s, u"retention_months"_s, u"1"_s}).code, 0);
    QCOMPARE(at(desk.json({u"upkeep"_s, u"--retention"_s}).json(), u"dropped.events"_s), u"0"_s); // nothing is closed
    QCOMPARE(desk.json({u"period"_s, u"close"_s, u"--period"_s, u"2026-03"_s}).code, 0);
    const QStringList bill{u"bill"_s, u"--customer"_s, u"Acme"_s, u"--period"_s, u"2026-03"_s};
    const QString total = at(desk.json(bill).json(), u"total"_s);
    const QStringList drop{u"upkeep"_s, u"--drop-before"_s, u"2026-05-01"_s};
    const toll::Json trial = desk.json(drop + QStringList{u"--dry-run"_s}).json();
    QCOMPARE(at(trial, u"dropped.events"_s), u"20"_s);
    QCOMPARE(at(trial, u"size.dropped"_s), u"0"_s);
    const toll::Json done = desk.json(drop).json();
    QCOMPARE(at(done, u"dropped.events"_s), u"20"_s);
    QCOMPARE(at(done, u"size.dropped"_s), u"20"_s);
    QCOMPARE(at(done, u"size.events"_s), u"1"_s);
    QCOMPARE(at(desk.json(bill).json(), u"total"_s), total);
    const toll::Json checked = desk.json({u"check"_s, u"--rebuild-cells"_s}).json();
    QCOMPARE(at(checked, u"ok"_s), u"true"_s);
    QCOMPARE(at(checked, u"rebuilt.kept_days"_s), u"1"_s);
    const toll::Json again = desk.json({u"usage"_s, u"import"_s, file}).json();
    QCOMPARE(at(again, u"duplicates"_s), u"21"_s);
    QCOMPARE(at(again, u"known_dropped"_s), u"20"_s);
    const Run listed = desk.text({u"usage"_s, u"events"_s});
    QVERIFY2(listed.err.contains("dropped by retention"), listed.err.constData());
    const Run refused = desk.json({u"usage"_s, u"summary"_s, u"--where"_s, u"endpoint:x"_s});
    QCOMPARE(refused.code, 5);
    QVERIFY2(refused.err.contains("dropped by retention"), refused.err.constData());
    QCOMPARE(desk.json({u"period"_s, u"reopen"_s, u"--customer"_s, u"Acme"_s, u"--period"_s, u"2026-03"_s,
                           u"--reason"_s, u"x"_s})
                 .code,
        5);
}

void UpkeepCliTest::holdsRequestsAgainstBuckets()
{
    const Desk desk;
    prepare(desk);
    const QString file = desk.write(u"day.csv"_s, "start,end,token,requests\n2026-03-01,2026-03-02,t1,25\n");
    const QStringList import{
        u"usage"_s, u"buckets"_s, u"import"_s, file, u"--source"_s, u"openai"_s, u"--range"_s, u"2026-03"_s};
    QCOMPARE(at(desk.json(import).json(), u"added"_s), u"1"_s);
    QCOMPARE(at(desk.json(import).json(), u"unchanged"_s), u"1"_s);
    const toll::Json rows = desk.json({u"usage"_s, u"reconcile"_s, u"--source"_s, u"openai"_s}).json();
    QCOMPARE(at(rows, u"rows.0.events.requests"_s), u"20"_s);
    QCOMPARE(at(rows, u"rows.0.buckets.requests"_s), u"25"_s);
    QCOMPARE(at(rows, u"rows.0.difference.requests"_s), u"-5"_s);
    QCOMPARE(
        desk.json({u"usage"_s, u"buckets"_s, u"summary"_s, u"--source"_s, u"openai"_s, u"--by"_s, u"hour"_s}).code, 4);
    QCOMPARE(desk.json({u"usage"_s, u"reconcile"_s, u"--source"_s, u"nobody"_s}).code, 3);
    const QString bad = desk.write(u"bad.csv"_s, "start,end,token,requests\n2026-04-01,2026-04-02,t1,25\n");
    const Run refused =
        desk.json({u"usage"_s, u"buckets"_s, u"import"_s, bad, u"--source"_s, u"openai"_s, u"--range"_s, u"2026-03"_s});
    QCOMPARE(refused.code, 4);
    QCOMPARE(at(desk.json({u"usage"_s, u"buckets"_s, u"list"_s}).json(), u"rows.0.buckets"_s), u"1"_s);
}

void UpkeepCliTest::endsWithTheAgreedCode_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<int>("code");
    QTest::newRow("export in no format") << QStringList{u"usage"_s, u"export"_s, u"--format"_s, u"xml"_s} << 4;
    QTest::newRow("export of no token") << QStringList{u"usage"_s, u"export"_s, u"--token"_s, u"nobody"_s} << 3;
    QTest::newRow("export nowhere") << QStringList{u"usage"_s, u"export"_s, u"--output"_s, u"/nowhere/x.csv"_s} << 1;
    QTest::newRow("conflict not there") << QStringList{u"usage"_s, u"conflicts"_s, u"show"_s, u"9"_s} << 3;
    QTest::newRow("conflict without a number") << QStringList{u"usage"_s, u"conflicts"_s, u"show"_s, u"x"_s} << 4;
    QTest::newRow("keep neither") << QStringList{u"usage"_s, u"conflicts"_s, u"decide"_s, u"1"_s, u"--keep"_s,
        u"both"_s} << 4;
    QTest::newRow("decide without keep") << QStringList{u"usage"_s, u"conflicts"_s, u"decide"_s, u"1"_s} << 2;
    QTest::newRow("backup without a file") << QStringList{u"backup"_s} << 2;
    QTest::newRow("backup nowhere") << QStringList{u"backup"_s, u"/nowhere/b.toll"_s} << 1;
    QTest::newRow("restore what is not there") << QStringList{u"restore"_s, u"/nowhere/b.toll"_s} << 3;
    QTest::newRow("restore no workspace") << QStringList{u"restore"_s, u"/etc/passwd"_s} << 8;
    QTest::newRow("check") << QStringList{u"check"_s} << 0;
    QTest::newRow("upkeep") << QStringList{u"upkeep"_s} << 0;
}

void UpkeepCliTest::endsWithTheAgreedCode()
{
    QFETCH(QStringList, arguments);
    QFETCH(int, code);
    const Desk desk;
    prepare(desk);
    const Run run = desk.text(arguments);
    QVERIFY2(run.code == code, qPrintable(u"%1: %2"_s.arg(run.code).arg(QString::fromUtf8(run.err))));
    const Desk empty;
    if (code == 0)
        QCOMPARE(empty.text(arguments).code, 3);
}

void UpkeepCliTest::writesFocus()
{
    const Desk desk;
    prepare(desk);
    const QString file = desk.path(u"focus.csv"_s);
    const Run run = desk.json({u"report"_s, u"statement"_s, u"--period"_s, u"2026-03"_s, u"--focus"_s, file});
    QVERIFY2(run.code == 0, run.err.constData());
    QCOMPARE(at(run.json(), u"focus_rows"_s), u"1"_s);
    QFile written(file);
    QVERIFY(written.open(QIODevice::ReadOnly));
    const QByteArray content = written.readAll();
    QVERIFY2(content.startsWith("BilledCost,BillingAccountId,") && content.contains("\n0.40,"), content.constData());
}

void UpkeepCliTest::killAfter(const QStringList &arguments, int milliseconds)
{
    QProcess process;
    process.start(QStringLiteral(TOLL_CLI), arguments);
    QVERIFY(process.waitForStarted());
    process.waitForFinished(milliseconds);
    process.kill();
    process.waitForFinished();
}

void UpkeepCliTest::killedAnywhereTheWorkspaceIsSound_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::newRow("compaction") << QStringList{u"upkeep"_s, u"--compact"_s};
    QTest::newRow("cells summed anew") << QStringList{u"check"_s, u"--rebuild-cells"_s};
    QTest::newRow("backup") << QStringList{u"backup"_s, u"--replace"_s, u"BACKUP"_s};
}

void UpkeepCliTest::killedAnywhereTheWorkspaceIsSound()
{
    QFETCH(QStringList, arguments);
    const Desk desk;
    prepare(desk);
    for (int file = 0; file < 6; ++file) {
        QByteArray csv = "time,id,token\n";
        for (int i = 0; i < 400; ++i)
            csv += "2026-03-02T00:00:00Z," + QByteArray::number(file) + '-' + QByteArray::number(i) + ",t1\n";
        QCOMPARE(desk.json({u"usage"_s, u"import"_s, desk.write(u"more.csv"_s, csv)}).code, 0);
    }
    const QString backup = desk.path(u"backup.toll"_s);
    QCOMPARE(desk.json({u"backup"_s, backup}).code, 0);
    for (QString &argument : arguments)
        argument = argument == u"BACKUP"_s ? backup : argument;
    for (int milliseconds = 1; milliseconds <= 91; milliseconds += 6) {
        killAfter(QStringList{u"--store"_s, desk.store()} + arguments, milliseconds);
        const toll::Json checked = desk.json({u"check"_s}).json();
        QCOMPARE(at(checked, u"ok"_s), u"true"_s);
        QCOMPARE(at(checked, u"checked.events"_s), u"2420"_s);
        const Run copy = Desk::run({u"--json"_s, u"--store"_s, backup, u"check"_s});
        QCOMPARE(copy.code, 0);
    }
}

QTEST_GUILESS_MAIN(UpkeepCliTest)
#include "tst_upkeepcli.moc"
