// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
// What every command has in common, and customers, tokens and settings.
#include "burst.h"

#include <QRegularExpression>

using namespace Qt::Literals::StringLiterals;

class CliTest : public QObject {
    Q_OBJECT

private slots:
    void helpNamesEveryCommand_data();
    void helpNamesEveryCommand();
    void endsWithTheAgreedCode_data();
    void endsWithTheAgreedCode();
    void namesTheOptionWithTheBadValue_data();
    void namesTheOptionWithTheBadValue();
    void tellsErrorsAsJson();
    void addsAndChangesCustomers();
    void takesNamesThatAreCommands();
    void showsTheSecretOnce();
    void walksATokenThroughItsStates();
    void writesTabsToAPipe();
    void keepsDataFromSteeringTheTable();
    void tellsWhereSettingsComeFrom();
};

void CliTest::helpNamesEveryCommand_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<QStringList>("names");
    QTest::newRow("all") << QStringList{u"--help"_s}
                         << QStringList{u"customer"_s, u"plan"_s, u"token"_s, u"usage"_s, u"rate"_s, u"bill"_s,
                                u"simulate"_s, u"report"_s, u"demo"_s, u"config"_s};
    QTest::newRow("customer") << QStringList{u"customer"_s, u"--help"_s}
                              << QStringList{u"add"_s, u"list"_s, u"show"_s, u"set"_s, u"archive"_s, u"erase"_s};
    QTest::newRow("plan") << QStringList{u"plan"_s, u"--help"_s}
                          << QStringList{
                                 u"import"_s, u"list"_s, u"show"_s, u"export"_s, u"diff"_s, u"preview"_s, u"assign"_s,
                                 u"template"_s};
    QTest::newRow("plan template") << QStringList{u"plan"_s, u"template"_s, u"--help"_s}
                                   << QStringList{u"list"_s, u"show"_s};
    QTest::newRow("agreement") << QStringList{u"agreement"_s, u"--help"_s} << QStringList{u"set"_s, u"list"_s};
    QTest::newRow("exchange") << QStringList{u"exchange"_s, u"--help"_s} << QStringList{u"set"_s, u"list"_s};
    QTest::newRow("token") << QStringList{u"token"_s, u"--help"_s}
                           << QStringList{u"create"_s, u"list"_s, u"show"_s, u"renew"_s, u"extend"_s, u"suspend"_s,
                                  u"resume"_s, u"revoke"_s, u"rotate"_s, u"set"_s};
    QTest::newRow("token create") << QStringList{u"token"_s, u"create"_s, u"--help"_s}
                                  << QStringList{u"--customer"_s, u"--name"_s, u"--rate"_s, u"--cap"_s, u"--lifetime"_s,
                                         u"--cap-scope"_s, u"--over-cap"_s, u"--overage-rate"_s, u"--align"_s,
                                         u"--renewal"_s, u"--starts"_s, u"--plan"_s, u"--tag"_s, u"--note"_s,
                                         u"--count"_s};
    QTest::newRow("usage") << QStringList{u"usage"_s, u"--help"_s} << QStringList{u"import"_s, u"summary"_s};
    QTest::newRow("scenario") << QStringList{u"scenario"_s, u"--help"_s}
                              << QStringList{u"list"_s, u"show"_s, u"versions"_s, u"save"_s, u"duplicate"_s, u"rename"_s,
                                     u"remove"_s};
    QTest::newRow("simulate") << QStringList{u"simulate"_s, u"--help"_s}
                              << QStringList{u"--scenario"_s, u"--set"_s, u"--assume"_s, u"--on"_s, u"--waterfall"_s,
                                     u"--movers"_s, u"--refusals"_s, u"--sweep"_s, u"--tornado"_s, u"--goal"_s,
                                     u"--seek"_s, u"--runs"_s, u"--seed"_s, u"--days"_s, u"--budget"_s, u"--csv"_s};
    QTest::newRow("version") << QStringList{u"--version"_s} << QStringList{u"tollkeeper-cli"_s};
}

void CliTest::helpNamesEveryCommand()
{
    QFETCH(QStringList, arguments);
    QFETCH(QStringList, names);
    const Run run = Desk::run(arguments);
    QCOMPARE(run.code, 0);
    for (const QString &name : names)
        QVERIFY2(QRegularExpression(u"(^|\\s)%1(\\s|,|$)"_s.arg(name), QRegularExpression::MultilineOption)
                     .match(QString::fromUtf8(run.out))
                     .hasMatch(),
            qPrintable(name));
}

void CliTest::endsWithTheAgreedCode_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<int>("code");
    QTest::newRow("nothing said") << QStringList{} << 2;
    QTest::newRow("unknown command") << QStringList{u"invoice"_s, u"list"_s} << 2;
    QTest::newRow("unknown option") << QStringList{u"customer"_s, u"list"_s, u"--frobnicate"_s} << 2;
    QTest::newRow("option of a later version") << QStringList{u"simulate"_s, u"--later"_s, u"10"_s} << 2;
    QTest::newRow("missing argument") << QStringList{u"customer"_s, u"add"_s} << 2;
    QTest::newRow("missing option") << QStringList{u"bill"_s, u"--customer"_s, u"Acme"_s} << 2;
    QTest::newRow("neither customer nor token") << QStringList{u"bill"_s, u"--period"_s, u"2026"_s} << 2;
    QTest::newRow("customer not there") << QStringList{u"customer"_s, u"show"_s, u"Nobody"_s} << 3;
    QTest::newRow("token not there") << QStringList{u"token"_s, u"show"_s, u"nothing"_s} << 3;
    QTest::newRow("file not there") << QStringList{u"plan"_s, u"import"_s, u"/nowhere/plan.json"_s} << 3;
    QTest::newRow("usage file not there") << QStringList{u"usage"_s, u"import"_s, u"/nowhere/usage.csv"_s} << 3;
    QTest::newRow("bad period") << QStringList{u"bill"_s, u"--customer"_s, u"Acme"_s, u"--period"_s, u"soon"_s} << 4;
    QTest::newRow("bad currency") << QStringList{u"customer"_s, u"add"_s, u"X"_s, u"--currency"_s, u"XYZ1"_s} << 4;
    QTest::newRow("bad setting") << QStringList{u"simulate"_s, u"--set"_s, u"rate=cheap"_s} << 4;
    QTest::newRow("name taken") << QStringList{u"customer"_s, u"add"_s, u"Acme"_s} << 5;
    QTest::newRow("resume what runs") << QStringList{u"token"_s, u"resume"_s, u"t1"_s} << 5;
    QTest::newRow("works") << QStringList{u"customer"_s, u"list"_s} << 0;
}

void CliTest::endsWithTheAgreedCode()
{
    QFETCH(QStringList, arguments);
    QFETCH(int, code);
    const Desk desk;
    prepare(desk);
    const Run run = desk.text(arguments);
    QVERIFY2(run.code == code, qPrintable(u"%1: %2"_s.arg(run.code).arg(QString::fromUtf8(run.err))));
    if (code == 0)
        return;
    QVERIFY2(run.err.startsWith("tollkeeper-cli: "), run.err.constData());
    QVERIFY2(run.out.isEmpty(), run.out.constData());
}

void CliTest::namesTheOptionWithTheBadValue_data()
{
    QTest::addColumn<QString>("option");
    QTest::addColumn<QString>("value");
    QTest::newRow("rate") << u"--rate"_s << u"cheap"_s;
    QTest::newRow("negative rate") << u"--rate"_s << u"-1"_s;
    QTest::newRow("too fine a rate") << u"--rate"_s << u"0.0000000000001"_s;
    QTest::newRow("cap") << u"--cap"_s << u"200/fortnight"_s;
    QTest::newRow("lifetime") << u"--lifetime"_s << u"30 days"_s;
    QTest::newRow("cap scope") << u"--cap-scope"_s << u"both"_s;
    QTest::newRow("over cap") << u"--over-cap"_s << u"shrug"_s;
    QTest::newRow("overage rate") << u"--overage-rate"_s << u"x"_s;
    QTest::newRow("align") << u"--align"_s << u"left"_s;
    QTest::newRow("renewal") << u"--renewal"_s << u"maybe"_s;
    QTest::newRow("starts") << u"--starts"_s << u"later"_s;
    QTest::newRow("count") << u"--count"_s << u"1001"_s;
}

void CliTest::namesTheOptionWithTheBadValue()
{
    QFETCH(QString, option);
    QFETCH(QString, value);
    const Desk desk;
    QCOMPARE(desk.json({u"customer"_s, u"add"_s, u"Acme"_s}).code, 0);
    QStringList arguments{u"token"_s, u"create"_s, u"--customer"_s, u"Acme"_s, u"--name"_s, u"t"_s};
    if (option != u"--rate"_s)
        arguments += {u"--rate"_s, u"1"_s};
    const Run run = desk.text(arguments + QStringList{option, value});
    QVERIFY2(run.code == 4, run.err.constData());
    const QString message = QString::fromUtf8(run.err);
    QVERIFY2(
        message.contains(option) && message.contains(value) && message.contains(u"Expected"_s), qPrintable(message));
    QCOMPARE(at(desk.json({u"token"_s, u"list"_s}).json(), u"rows"_s), u"[]"_s);
}

void CliTest::tellsErrorsAsJson()
{
    const Desk desk;
    const Run run = desk.json({u"customer"_s, u"list"_s});
    QCOMPARE(run.code, 3);
    QVERIFY(run.out.isEmpty());
    const toll::Json error = toll::parseJson(run.err.toStdString()).value_or(toll::Json());
    QCOMPARE(at(error, u"error.code"_s), u"file_not_found"_s);
    QVERIFY(at(error, u"error.message"_s).contains(desk.store()));
    QVERIFY(at(error, u"error.message"_s).contains(u"demo create"_s));
    QVERIFY(!QFile::exists(desk.store()));
}

void CliTest::addsAndChangesCustomers()
{
    const Desk desk;
    const Run added = desk.json({u"customer"_s, u"add"_s, u"深圳云"_s, u"--currency"_s, u"CNY"_s, u"--timezone"_s,
        u"Asia/Shanghai"_s, u"--contact"_s, u"ops@example.com"_s});
    QVERIFY2(added.code == 0, added.err.constData());
    QCOMPARE(at(added.json(), u"name"_s), u"深圳云"_s);
    QCOMPARE(at(added.json(), u"currency"_s), u"CNY"_s);
    const QString id = at(added.json(), u"id"_s);
    const Run changed = desk.json({u"customer"_s, u"set"_s, id, u"--name"_s, u"Cloud"_s, u"--contact"_s, QString()});
    QCOMPARE(at(changed.json(), u"name"_s), u"Cloud"_s);
    QCOMPARE(at(changed.json(), u"contact"_s), QString());
    QCOMPARE(desk.json({u"customer"_s, u"archive"_s, id}).code, 0);
    QCOMPARE(at(desk.json({u"customer"_s, u"list"_s}).json(), u"rows"_s), u"[]"_s);
    QCOMPARE(at(desk.json({u"customer"_s, u"list"_s, u"--all"_s}).json(), u"rows.0.id"_s), id);
    QCOMPARE(desk.json({u"customer"_s, u"erase"_s, id}).code, 0);
    QVERIFY(!desk.json({u"customer"_s, u"list"_s, u"--all"_s}).out.contains("Cloud"));
}

void CliTest::takesNamesThatAreCommands()
{
    const Desk desk;
    QCOMPARE(at(desk.json({u"customer"_s, u"add"_s, u"list"_s}).json(), u"name"_s), u"list"_s);
    QCOMPARE(at(desk.json({u"customer"_s, u"show"_s, u"list"_s}).json(), u"name"_s), u"list"_s);
    QCOMPARE(at(desk.json({u"customer"_s, u"add"_s, u"bill"_s}).json(), u"name"_s), u"bill"_s);
}

void CliTest::showsTheSecretOnce()
{
    const Desk desk;
    QCOMPARE(desk.json({u"customer"_s, u"add"_s, u"Acme"_s}).code, 0);
    const QStringList create{u"token"_s, u"create"_s, u"--customer"_s, u"Acme"_s, u"--rate"_s, u"0.002"_s, u"--cap"_s,
        u"200/day"_s, u"--cap"_s, u"10/min"_s, u"--lifetime"_s, u"P30D"_s};
    const toll::Json one = desk.json(create + QStringList{u"--name"_s, u"web"_s}).json();
    const QString secret = at(one, u"secret"_s);
    QVERIFY(QRegularExpression(u"^tk_live_[0-9A-Za-z]{36}$"_s).match(secret).hasMatch());
    QCOMPARE(at(one, u"prefix"_s), u"tk_live_"_s);
    QCOMPARE(at(one, u"caps"_s), u"[\"200/day\",\"10/min\"]"_s);
    const toll::Json many = desk.json(create + QStringList{u"--name"_s, u"car"_s, u"--count"_s, u"3"_s}).json();
    QCOMPARE(at(many, u"rows.2.name"_s), u"car-3"_s);
    QVERIFY(at(many, u"rows.0.secret"_s) != at(many, u"rows.1.secret"_s));
    const toll::Json rotated = desk.json({u"token"_s, u"rotate"_s, u"web"_s}).json();
    const QString second = at(rotated, u"secret"_s);
    QVERIFY(second.startsWith(u"tk_live_"_s) && second != secret);
    QByteArray kept = desk.json({u"token"_s, u"list"_s}).out + desk.json({u"token"_s, u"show"_s, u"web"_s}).out;
    for (const QString &suffix : {QString(), u"-wal"_s}) {
        QFile file(desk.store() + suffix);
        if (file.open(QIODevice::ReadOnly))
            kept += file.readAll();
    }
    QVERIFY(kept.contains("car-3"));
    for (const QString &any : {secret, second, at(many, u"rows.1.secret"_s)})
        QVERIFY(!kept.contains(any.toUtf8()) && !kept.contains(any.mid(8, 30).toUtf8()));
}

void CliTest::walksATokenThroughItsStates()
{
    const Desk desk;
    QCOMPARE(desk.json({u"customer"_s, u"add"_s, u"Acme"_s}).code, 0);
    QCOMPARE(
        desk.json({u"token"_s, u"create"_s, u"--customer"_s, u"Acme"_s, u"--name"_s, u"t"_s, u"--rate"_s, u"1"_s,
                      u"--lifetime"_s, u"P30D"_s, u"--starts"_s, u"creation"_s, u"--tag"_s, u"b"_s, u"--tag"_s, u"a"_s})
            .code,
        0);
    QCOMPARE(at(desk.json({u"token"_s, u"suspend"_s, u"t"_s}).json(), u"state"_s), u"suspended"_s);
    QVERIFY(at(desk.json({u"token"_s, u"resume"_s, u"t"_s}).json(), u"state"_s) != u"suspended"_s);
    const QString before = at(desk.json({u"token"_s, u"show"_s, u"t"_s}).json(), u"term.end"_s);
    const QString after = at(desk.json({u"token"_s, u"extend"_s, u"t"_s, u"--by"_s, u"P7D"_s}).json(), u"term.end"_s);
    QVERIFY2(after > before, qPrintable(before + u' ' + after));
    QCOMPARE(desk.json({u"token"_s, u"renew"_s, u"t"_s}).code, 0);
    const Run set = desk.json({u"token"_s, u"set"_s, u"t"_s, u"--note"_s, u"hello"_s, u"--name"_s, u"u"_s});
    QCOMPARE(at(set.json(), u"note"_s), u"hello"_s);
    QCOMPARE(at(set.json(), u"tags"_s), u"[\"a\",\"b\"]"_s);
    QCOMPARE(at(desk.json({u"token"_s, u"revoke"_s, u"u"_s}).json(), u"state"_s), u"revoked"_s);
    QCOMPARE(desk.json({u"token"_s, u"resume"_s, u"u"_s}).code, 5);
    QCOMPARE(at(desk.json({u"token"_s, u"list"_s, u"--state"_s, u"active"_s}).json(), u"rows"_s), u"[]"_s);
    QCOMPARE(at(desk.json({u"token"_s, u"list"_s, u"--tag"_s, u"a"_s}).json(), u"rows.0.name"_s), u"u"_s);
}

void CliTest::writesTabsToAPipe()
{
    const Desk desk;
    prepare(desk);
    const QList<QByteArray> lines = desk.text({u"token"_s, u"list"_s}).out.split('\n');
    QCOMPARE(lines.size(), 3);
    QVERIFY2(lines[0].startsWith("id\tname\tcustomer\tstate\t"), lines[0].constData());
    QCOMPARE(lines[1].split('\t').size(), lines[0].split('\t').size());
    QCOMPARE(lines[1].split('\t').value(1), QByteArray("t1"));
    QCOMPARE(lines[2], QByteArray());
}

void CliTest::keepsDataFromSteeringTheTable()
{
    const Desk desk;
    QCOMPARE(desk.json({u"customer"_s, u"add"_s, u"Acme"_s, u"--contact"_s, u"a\tb\nc\u001b[2J\u202ed"_s}).code, 0);
    const QByteArray out = desk.text({u"customer"_s, u"list"_s}).out;
    QCOMPARE(out.count('\n'), 2);
    QVERIFY2(out.contains("\ta b c [2J d\t"), out.constData());
    QCOMPARE(at(desk.json({u"customer"_s, u"list"_s}).json(), u"rows.0.contact"_s), u"a\tb\nc\u001b[2J\u202ed"_s);
}

void CliTest::tellsWhereSettingsComeFrom()
{
    const Desk desk;
    const Run run = desk.text({u"config"_s, u"show"_s, u"--origin"_s});
    QCOMPARE(run.code, 0);
    QVERIFY2(run.out.contains("store\t" + desk.store().toUtf8() + "\t--store\n"), run.out.constData());
}

QTEST_GUILESS_MAIN(CliTest)
#include "tst_cli.moc"
