// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/json.h"
#include "core/reports/csv.h"

#include <QFile>
#include <QTest>

using namespace toll;

class ReportCsvTest : public QObject {
    Q_OBJECT

private slots:
    void quotesWhatNeedsIt();
    void guardsTextButNotNumbers();
    void treatsDangerousCellsAsAgreed();
};

void ReportCsvTest::quotesWhatNeedsIt()
{
    ReportTable table;
    table.columns = {{"name"}, {"amount", true}};
    table.rows = {{"plain", "1.50"}, {"a,b", "2"}, {"say \"hi\"", ""}, {"two\nlines", "3"}};
    QCOMPARE(toCsv(table),
        std::string("name,amount\r\nplain,1.50\r\n\"a,b\",2\r\n\"say \"\"hi\"\"\",\r\n\"two\nlines\",3\r\n"));
}

void ReportCsvTest::guardsTextButNotNumbers()
{
    ReportTable table;
    table.columns = {{"name"}, {"amount", true}};
    table.rows = {{"=1+1", "-1.50"}};
    QCOMPARE(toCsv(table), std::string("name,amount\r\n\"'=1+1\",-1.50\r\n"));
}

void ReportCsvTest::treatsDangerousCellsAsAgreed()
{
    const QString shared = qEnvironmentVariable("TOLL_SHARED", QStringLiteral(TOLL_SOURCE_DIR "/../shared"));
    QFile file(shared + QStringLiteral("/vectors/csv-injection/cells.json"));
    if (!file.open(QIODevice::ReadOnly))
        QSKIP("the shared vectors are not here");
    const Result<Json> cells = parseJson(file.readAll().toStdString());
    QVERIFY(cells && cells->asArray());
    for (const Json &cell : *cells->asArray()) {
        const std::string value = *cell.find("value")->asString();
        ReportTable table;
        table.columns = {{"cell"}};
        table.rows = {{value}};
        const bool isGuarded = toCsv(table).starts_with("cell\r\n\"'");
        QVERIFY2(isGuarded == (*cell.find("expect")->asString() == "prefix-quote"), value.c_str());
    }
}

QTEST_APPLESS_MAIN(ReportCsvTest)
#include "tst_reportcsv.moc"
