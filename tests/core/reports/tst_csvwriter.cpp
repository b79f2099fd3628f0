// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/reports/csv.h"
#include "core/usage/csv.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QtTest>
#include <rapidcheck.h>

using namespace toll;
using Cells = std::vector<std::string>;

namespace {

QByteArray shared(const QString &path)
{
    QFile file(qEnvironmentVariable("TOLL_SHARED", QStringLiteral(TOLL_SOURCE_DIR "/../shared")) + u'/' + path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

std::string written(const Cells &cells, CsvOptions options = {})
{
    std::string out;
    CsvWriter writer(out, options);
    for (const std::string &cell : cells)
        writer.text(cell);
    writer.endRow();
    return out;
}

std::vector<Cells> readBack(const std::string &text, char delimiter)
{
    std::vector<Cells> rows;
    CsvParser parser(delimiter, [&rows](const CsvRow &row) {
        rows.emplace_back(row.fault ? Cells{"fault"} : Cells(row.cells.begin(), row.cells.end()));
    });
    parser.feed(text);
    parser.finish();
    return rows;
}

} // namespace

class CsvWriterTest : public QObject {
    Q_OBJECT

private slots:
    void guardsFormulas()
    {
        const QJsonArray cases =
            QJsonDocument::fromJson(shared(QStringLiteral("vectors/csv-injection/cells.json"))).array();
        if (cases.isEmpty())
            QSKIP("csv-injection is not here");
        for (const QJsonValue &one : cases) {
            const std::string value = one[QStringLiteral("value")].toString().toStdString();
            const bool isGuarded = one[QStringLiteral("expect")].toString() == QStringLiteral("prefix-quote");
            const std::string text = written({value, "x"});
            QCOMPARE(readBack(text, ','), (std::vector<Cells>{{isGuarded ? "'" + value : value, "x"}}));
            QCOMPARE(text.starts_with("\"'"), isGuarded);
            QCOMPARE(
                readBack(written({value, "x"}, {.guardFormulas = false}), ','), (std::vector<Cells>{{value, "x"}}));
        }
    }

    void quotesOnlyWhatNeedsIt_data()
    {
        QTest::addColumn<QByteArray>("value");
        QTest::addColumn<QByteArray>("expected");
        QTest::newRow("plain") << QByteArray("abc d") << QByteArray("abc d");
        QTest::newRow("separator") << QByteArray("a;b") << QByteArray("\"a;b\"");
        QTest::newRow("other separator") << QByteArray("a,b") << QByteArray("a,b");
        QTest::newRow("quote") << QByteArray("a\"b") << QByteArray("\"a\"\"b\"");
        QTest::newRow("line end") << QByteArray("a\r\nb") << QByteArray("\"a\r\nb\"");
        QTest::newRow("space at the end") << QByteArray("a ") << QByteArray("\"a \"");
        QTest::newRow("number") << QByteArray("-12.50") << QByteArray("-12.50");
        QTest::newRow("no number") << QByteArray("-12.") << QByteArray("\"'-12.\"");
        QTest::newRow("apostrophe") << QByteArray("'a") << QByteArray("'a");
    }
    void quotesOnlyWhatNeedsIt()
    {
        QFETCH(const QByteArray, value);
        QFETCH(const QByteArray, expected);
        QCOMPARE(QByteArray::fromStdString(written({value.toStdString()}, {.separator = ';'})), expected + "\r\n");
    }

    void writesATable()
    {
        const ReportTable table{"t", {{"name", false}, {"amount", true}}, {{"=1", "-5"}, {"", ""}, {"naïve", "0.10"}}};
        QCOMPARE(toCsv(table), std::string("name,amount\r\n\"'=1\",-5\r\n,\r\nnaïve,0.10\r\n"));
        QCOMPARE(toCsv(table, {.separator = ';', .byteOrderMark = true}).substr(0, 16),
            std::string("\xEF\xBB\xBF"
                        "name;amount\r\n"));
    }

    void anyTextComesBack()
    {
        QVERIFY(rc::check("round trip", [] {
            const auto cells = *rc::gen::nonEmpty(rc::gen::container<Cells>(
                rc::gen::container<std::string>(rc::gen::elementOf(std::string("\"',;\n\r=a ")))));
            const char separator = *rc::gen::element(',', ';', '\t');
            RC_ASSERT(readBack(written(cells, {.separator = separator, .guardFormulas = false}), separator)
                == std::vector<Cells>{cells});
        }));
    }

    void naughtyStringsComeBack()
    {
        const QJsonArray strings =
            QJsonDocument::fromJson(shared(QStringLiteral("vectors/naughty-strings/blns.json"))).array();
        if (strings.isEmpty())
            QSKIP("naughty-strings is not here");
        for (const QJsonValue &one : strings) {
            const std::string value = one.toString().toStdString();
            QCOMPARE(
                readBack(written({value, "x"}, {.guardFormulas = false}), ','), (std::vector<Cells>{{value, "x"}}));
        }
    }
};

QTEST_APPLESS_MAIN(CsvWriterTest)
#include "tst_csvwriter.moc"
