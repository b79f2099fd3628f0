// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/app/commandline.h"

using namespace Qt::Literals::StringLiterals;

namespace {

QByteArray plan(const QByteArray &rate)
{
    return R"({"name":"Standard","currency":"USD","timezone":"UTC","charges":[{"id":"calls","price":{"shape":"flat","rate":")"
        + rate + R"("}}]})";
}

} // namespace

class PlanCliTest : public QObject {
    Q_OBJECT

private slots:
    void showsTemplatesThatCanBeImported();
    void comparesPlansVersionsAndFiles();
    void comparesFilesWithoutAWorkspace();
    void exportsAnEarlierVersion();
    void previewsAChange();
};

void PlanCliTest::showsTemplatesThatCanBeImported()
{
    const Desk desk;
    const toll::Json list = desk.json({u"plan"_s, u"template"_s, u"list"_s}).json();
    const toll::Json::Array *rows = list.find("rows")->asArray();
    QVERIFY(rows && rows->size() >= 9);
    for (const toll::Json &row : *rows) {
        const QString name = at(row, u"name"_s);
        QVERIFY(!at(row, u"title"_s).isEmpty() && !at(row, u"description"_s).isEmpty());
        const Run shown = Desk::run({u"plan"_s, u"template"_s, u"show"_s, name});
        QCOMPARE(shown.code, 0);
        const Run imported = desk.json({u"plan"_s, u"import"_s, desk.write(u"template.json"_s, shown.out)});
        QVERIFY2(imported.code == 0, imported.err.constData());
    }
    QCOMPARE(Desk::run({u"plan"_s, u"template"_s, u"show"_s, u"nothing"_s}).code, 3);
    const Run text = desk.text({u"plan"_s, u"template"_s, u"list"_s});
    QVERIFY(text.out.startsWith("name\ttitle\tdescription\n"));
}

void PlanCliTest::comparesPlansVersionsAndFiles()
{
    const Desk desk;
    QCOMPARE(desk.json({u"plan"_s, u"import"_s, desk.write(u"one.json"_s, plan("0.02"))}).code, 0);
    const Run next = desk.json(
        {u"plan"_s, u"import"_s, desk.write(u"two.json"_s, plan("0.03")), u"--from"_s, u"2999-01-01"_s});
    QCOMPARE(at(next.json(), u"version"_s), u"2"_s);
    const auto rowOf = [&](const QString &a, const QString &b) {
        const toll::Json json = desk.json({u"plan"_s, u"diff"_s, a, b}).json();
        return QStringList{at(json, u"rows.0.pointer"_s), at(json, u"rows.0.kind"_s), at(json, u"rows.0.before"_s),
            at(json, u"rows.0.after"_s)}
            .join(u' ');
    };
    const QString raised = u"/charges/0/price/rate changed 0.02 0.03"_s;
    QCOMPARE(rowOf(u"Standard@1"_s, u"Standard@2"_s), raised);
    QCOMPARE(rowOf(u"Standard"_s, u"Standard@2"_s), raised); // the second is not in force yet
    QCOMPARE(rowOf(desk.path(u"one.json"_s), u"Standard@2"_s), raised);
    QCOMPARE(rowOf(u"Standard"_s, desk.path(u"two.json"_s)), raised);
    QCOMPARE(at(desk.json({u"plan"_s, u"diff"_s, u"Standard"_s, u"Standard@1"_s}).json(), u"rows"_s), u"[]"_s);
    QCOMPARE(desk.json({u"plan"_s, u"diff"_s, u"Standard"_s, u"Standard@3"_s}).code, 3);
    QCOMPARE(desk.json({u"plan"_s, u"diff"_s, u"Standard"_s, u"nothing.json"_s}).code, 3);
}

void PlanCliTest::comparesFilesWithoutAWorkspace()
{
    const Desk desk;
    const QString one = desk.write(u"one.json"_s, plan("0.02"));
    const QString two = desk.write(u"two.json"_s, plan("0.03"));
    const Run run = desk.json({u"plan"_s, u"diff"_s, one, two});
    QVERIFY2(run.code == 0, run.err.constData());
    QCOMPARE(at(run.json(), u"rows.0.after"_s), u"0.03"_s);
    QVERIFY(!QFile::exists(desk.store()));
}

void PlanCliTest::exportsAnEarlierVersion()
{
    const Desk desk;
    QCOMPARE(desk.json({u"plan"_s, u"import"_s, desk.write(u"one.json"_s, plan("0.02"))}).code, 0);
    QCOMPARE(desk.json({u"plan"_s, u"import"_s, desk.write(u"two.json"_s, plan("0.03"))}).code, 0);
    QCOMPARE(at(desk.json({u"plan"_s, u"export"_s, u"Standard"_s}).json(), u"charges.0.price.rate"_s), u"0.03"_s);
    QCOMPARE(at(desk.json({u"plan"_s, u"export"_s, u"Standard@1"_s}).json(), u"charges.0.price.rate"_s), u"0.02"_s);
    QCOMPARE(at(desk.json({u"plan"_s, u"show"_s, u"Standard@1"_s}).json(), u"charges.0.price.rate"_s), u"0.02"_s);
    QCOMPARE(desk.json({u"plan"_s, u"export"_s, u"Standard@9"_s}).code, 3);
}

void PlanCliTest::previewsAChange()
{
    const Desk desk;
    QCOMPARE(desk.json({u"customer"_s, u"add"_s, u"Acme"_s, u"--currency"_s, u"USD"_s}).code, 0);
    QCOMPARE(desk.json({u"plan"_s, u"import"_s, desk.write(u"one.json"_s, plan("0.02"))}).code, 0);
    QCOMPARE(desk.json({u"plan"_s, u"assign"_s, u"Standard"_s, u"--customer"_s, u"Acme"_s}).code, 0);
    QCOMPARE(desk.json({u"token"_s, u"create"_s, u"--customer"_s, u"Acme"_s, u"--name"_s, u"t"_s, u"--rate"_s, u"1"_s,
                           u"--cap"_s, u"none"_s, u"--lifetime"_s, u"none"_s})
                 .code,
        0);
    const QByteArray yesterday = QDateTime::currentDateTimeUtc().addDays(-2).toString(Qt::ISODate).toLatin1();
    const QString usage = desk.write(u"usage.csv"_s, "time,id,token,count\n" + yesterday + ",r1,t,100\n");
    QCOMPARE(desk.json({u"usage"_s, u"import"_s, usage}).code, 0);
    const Run run = desk.json({u"plan"_s, u"preview"_s, desk.write(u"two.json"_s, plan("0.03"))});
    QVERIFY2(run.code == 0, run.err.constData());
    QCOMPARE(at(run.json(), u"rows.0.customer"_s), u"Acme"_s);
    QCOMPARE(at(run.json(), u"rows.0.baseline"_s), u"2.00"_s);
    QCOMPARE(at(run.json(), u"rows.0.proposed"_s), u"3.00"_s);
    QCOMPARE(at(run.json(), u"total.delta"_s), u"1.00"_s);
    QCOMPARE(at(run.json(), u"currency"_s), u"USD"_s);
    QCOMPARE(desk.json({u"plan"_s, u"preview"_s, desk.write(u"bad.json"_s, plan("cheap"))}).code, 4);
}

QTEST_MAIN(PlanCliTest)
#include "tst_plancli.moc"
