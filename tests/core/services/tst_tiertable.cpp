// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/services/tiertable.h"

#include <QTest>

using namespace toll;
using namespace Qt::Literals::StringLiterals;

class TierTableTest : public QObject {
    Q_OBJECT

private slots:
    void readsWhatSpreadsheetsCopy_data();
    void readsWhatSpreadsheetsCopy();
    void namesTheCellThatIsWrong_data();
    void namesTheCellThatIsWrong();
    void readsSingleCells();
    void makesTiersOfAPlanFile();
};

void TierTableTest::readsWhatSpreadsheetsCopy_data()
{
    QTest::addColumn<QString>("text");
    const auto row = [](const char *name, const QString &text) { QTest::newRow(name) << text; };
    row("plain", u"1000\t0.010\n10000\t0.006\n\t0.004\n"_s);
    row("with headings", u"Up to\tRate\n1000\t0.010\n10000\t0.006\n\t0.004"_s);
    row("headings the other way round", u"Unit price\tUp to\n0.010\t1000\n0.006\t10000\n0.004\t"_s);
    row("Chinese headings", u"上限\t单价\n1000\t0.010\n10000\t0.006\n以上\t0.004"_s);
    row("thousands separators and signs", u"1,000\t$0.010\r\n10,000\t$0.006\r\n∞\t$0.004\r\n"_s);
    row("spaces between thousands", u"1 000\tUSD 0.010\n10\u00a0000\tUSD 0.006\nunlimited\tUSD 0.004"_s);
    row("decimal commas", u"1.000;0,010\n10.000;0,006\n-;0,004"_s);
    row("commas and quotes", u"up_to,rate\n\"1,000\",0.010\n\"10,000\",0.006\n,0.004"_s);
    row("from and to", u"From\tTo\tPrice\n0\t1000\t0.010\n1001\t10000\t0.006\n10001\t\t0.004"_s);
    row("ranges in a cell", u"1-1000\t0.010\n1001–10000\t0.006\n10001+\t0.004"_s);
    row("empty rows", u"\n1000\t0.010\n\t\n10000\t0.006\n>10000\t0.004\n\n"_s);
}

void TierTableTest::readsWhatSpreadsheetsCopy()
{
    QFETCH(QString, text);
    const TierTable table = parseTierTable(text.toStdString());
    for (const Error &fault : table.faults)
        qWarning("%s %s", fault.where.c_str(), fault.found.c_str());
    QVERIFY(table.faults.empty());
    QCOMPARE(table.rows, (std::vector<TierText>{{"1000", "0.010"}, {"10000", "0.006"}, {"", "0.004"}}));
}

void TierTableTest::namesTheCellThatIsWrong_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("where");
    QTest::addColumn<int>("line");
    QTest::addColumn<QString>("kept");
    QTest::newRow("no number") << u"Up to\tRate\n1000\t0.01\nmany\t0.006\n\t0.004"_s << u"up_to"_s << 2 << u"many"_s;
    QTest::newRow("no rate") << u"1000\tcheap\n\t0.004"_s << u"rate"_s << 1 << u"cheap"_s;
    QTest::newRow("a rate is missing") << u"1000\t0.01\n2000\t\n\t0.004"_s << u"rate"_s << 2 << QString();
    QTest::newRow("one point or a thousand") << u"1000;1,000\n;2,000"_s << u"rate"_s << 1 << u"1,000"_s;
}

void TierTableTest::namesTheCellThatIsWrong()
{
    QFETCH(QString, text);
    QFETCH(QString, where);
    QFETCH(int, line);
    QFETCH(QString, kept);
    const TierTable table = parseTierTable(text.toStdString());
    QVERIFY(!table.faults.empty());
    QCOMPARE(QString::fromStdString(table.faults.front().where), where);
    QCOMPARE(table.faults.front().line, line);
    const TierText &row = table.rows[static_cast<std::size_t>(line - 1)];
    QCOMPARE(QString::fromStdString(where == u"rate"_s ? row.rate : row.upTo), kept);
}

void TierTableTest::readsSingleCells()
{
    QCOMPARE(plainQuantity("10,000"), "10000");
    QCOMPARE(plainQuantity("∞"), "");
    QCOMPARE(plainQuantity("ten"), "ten");
    QCOMPARE(plainRate("$0.0025"), "0.0025");
    QCOMPARE(plainRate("0,01"), "0.01");
    QCOMPARE(plainRate(".5"), "0.5");
    QCOMPARE(plainRate("1,000.50"), "1000.50");
    QCOMPARE(plainRate("1,000"), "1,000");
    QCOMPARE(plainRate("-1"), "-1"); // for the plan's check to refuse
}

void TierTableTest::makesTiersOfAPlanFile()
{
    const std::vector<TierText> rows{{"1000", "0.010"}, {"many", "0.006"}, {"", "0.004"}};
    const Json json = tiersJson(rows);
    QCOMPARE(json.dump(), R"([{"up_to":1000,"rate":"0.010"},{"up_to":"many","rate":"0.006"},{"rate":"0.004"}])");
    QCOMPARE(tierTexts(json), rows);
}

QTEST_APPLESS_MAIN(TierTableTest)
#include "tst_tiertable.moc"
