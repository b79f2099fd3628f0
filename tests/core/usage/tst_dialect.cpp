// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
// CSV of any dialect: found by looking, and read so.
#include "core/usage/layout.h"
#include "core/usage/reader.h"

#include <QtTest>

using namespace toll;

namespace {

QString markText(char mark)
{
    return mark == '\0' ? QStringLiteral("-") : mark == '\t' ? QStringLiteral("tab") : QString(QChar::fromLatin1(mark));
}

/// "delimiter quote escape comment skipped header numbers time", for what is not as usual after the delimiter.
QString describe(const Layout &layout)
{
    const CsvDialect &dialect = layout.dialect;
    QStringList parts{markText(dialect.delimiter)};
    if (dialect.quote != '"')
        parts << QStringLiteral("quote:") + markText(dialect.quote);
    if (dialect.escape != '\0')
        parts << QStringLiteral("escape:") + markText(dialect.escape);
    if (dialect.comment != '\0')
        parts << QStringLiteral("comment:") + markText(dialect.comment);
    if (dialect.skippedLines != 0)
        parts << QStringLiteral("skip:%1").arg(dialect.skippedLines);
    if (!layout.hasHeader)
        parts << QStringLiteral("no-header");
    if (!layout.numbers.isPlain())
        parts << QString::fromStdString(example(layout.numbers));
    parts << QString::fromStdString(std::string(name(layout.timeFormat)));
    return parts.join(u' ');
}

/// "time count input response model" of every event, "!line field" of every fault.
QStringList rowsOf(const Layout &layout, const std::string &text, std::size_t piece = 100'000)
{
    QStringList rows;
    UsageReader reader(layout, Zone(), [&rows](const ReadRow &row) {
        for (const Error &fault : row.faults)
            rows << QStringLiteral("!%1 %2").arg(fault.line).arg(QString::fromStdString(fault.where));
        if (row.faults.empty())
            rows << QString::fromStdString(toRfc3339(row.event.time)) + u' ' + QString::number(row.event.count) + u' '
                    + QString::number(row.event.units[0].value_or(-1)) + u' '
                    + QString::number(row.event.responseMs.value_or(-1)) + u' '
                    + QString::fromStdString(row.event.model);
    });
    for (std::size_t at = 0; at < text.size(); at += piece)
        reader.feed(std::string_view(text).substr(at, piece));
    reader.finish();
    return rows;
}

} // namespace

class DialectTest : public QObject {
    Q_OBJECT

private slots:
    void isFoundByLooking_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QString>("expected");
        QTest::addColumn<QStringList>("rows");
        const auto row = [](const char *title, const char *text, const char *expected, const QStringList &rows) {
            QTest::newRow(title) << QByteArray(text) << QString::fromUtf8(expected) << rows;
        };
        const QString plain = QStringLiteral("2024-03-16T10:00:00Z 1 1234 -1 m,1");
        row("semicolons and decimal commas",
            "Zeit;time;input_units;model;latency_ms\nx;2024-03-16T10:00:00Z;1.234;m,1;0,5\n"
            "y;2024-03-16T10:00:00Z;5;m,1;1.234,6\n",
            "; 1.234,5 rfc3339",
            {QStringLiteral("2024-03-16T10:00:00Z 1 1234 1 m,1"), QStringLiteral("2024-03-16T10:00:00Z 1 5 1235 m,1")});
        row("thousands with commas", "time,input_units,model\n2024-03-16T10:00:00Z,\"1,234\",\"m,1\"\n",
            ", 1,234.5 rfc3339", {plain});
        row("thousands with spaces of all kinds",
            "time\tinput_units\tmodel\n2024-03-16T10:00:00Z\t1 234\tm,1\n2024-03-16T10:00:00Z\t1\u00a0234\tm,1\n"
            "2024-03-16T10:00:00Z\t1\u202f234\tm,1\n",
            "tab 1 234.5 rfc3339", {plain, plain, plain});
        row("thousands with apostrophes", "time|input_units|model\n2024-03-16T10:00:00Z|1'234|m,1\n",
            "| 1'234.5 rfc3339", {plain});
        row("carets", "time^input_units^model\n2024-03-16T10:00:00Z^1234^m,1\n", "^ rfc3339", {plain});
        row("unit separators",
            "time\x1Finput_units\x1Fmodel\n2024-03-16T10:00:00Z\x1F"
            "1234\x1Fm,1\n",
            "\x1F rfc3339", {plain});
        row("apostrophes around cells", "'time','input_units','model'\n'2024-03-16T10:00:00Z','1234','m,1'\n",
            ", quote:' rfc3339", {plain});
        row("apostrophes within words",
            "time,input_units,model\n2024-03-16T10:00:00Z,7,Ann's\n2024-03-16T10:00:00Z,8,it's\n", ", rfc3339",
            {QStringLiteral("2024-03-16T10:00:00Z 1 7 -1 Ann's"), QStringLiteral("2024-03-16T10:00:00Z 1 8 -1 it's")});
        row("backslashes before quotes",
            "time,input_units,model\n2024-03-16T10:00:00Z,1234,\"a\\\"b,\\\\\"\n2024-03-16T10:00:00Z,1234,\"m,1\"\n",
            ", escape:\\ rfc3339", {QStringLiteral("2024-03-16T10:00:00Z 1 1234 -1 a\"b,\\"), plain});
        row("a backslash at the end of a cell",
            "time,input_units,model\n2024-03-16T10:00:00Z,1,\"C:\\\"\n"
            "2024-03-16T10:00:00Z,2,\"D:\\\"\n",
            ", rfc3339",
            {QStringLiteral("2024-03-16T10:00:00Z 1 1 -1 C:\\"), QStringLiteral("2024-03-16T10:00:00Z 1 2 -1 D:\\")});
        row("comments",
            "# exported, today\ntime,input_units,model\n#\n2024-03-16T10:00:00Z,1234,\"m,1\"\n# end, of it, all, "
            "that\n",
            ", comment:# rfc3339", {plain});
        row("a header that begins with #", "#time,input_units,model\n2024-03-16T10:00:00Z,1234,\"m,1\"\n", ", rfc3339",
            {plain});
        row("lines before the header",
            "Usage report\nAccount: Acme, Inc.\n\ntime,input_units,model\n2024-03-16T10:00:00Z,1234,\"m,1\"\n"
            "2024-03-16T10:00:00Z,1234,\"m,1\"\n",
            ", skip:3 rfc3339", {plain, plain});
        row("no header", "2024-03-16T10:00:00Z,5\n2024-03-16T10:00:01Z,6\n", ", no-header rfc3339",
            {QStringLiteral("2024-03-16T10:00:00Z 1 -1 -1 "), QStringLiteral("2024-03-16T10:00:01Z 1 -1 -1 ")});
        row("day first", "date;count\n03.04.2024 10:00;1\n16.04.2024 09:30;2\n", "; dmy",
            {QStringLiteral("2024-04-03T10:00:00Z 1 -1 -1 "), QStringLiteral("2024-04-16T09:30:00Z 2 -1 -1 ")});
        row("month first", "date,count\n4/3/24 10:00 PM,1\n4/16/24 9:30 AM,2\n", ", mdy",
            {QStringLiteral("2024-04-03T22:00:00Z 1 -1 -1 "), QStringLiteral("2024-04-16T09:30:00Z 2 -1 -1 ")});
        row("days of a spreadsheet", "date,count\n45246.7608912,1\n45246.5,2\n", ", excel",
            {QStringLiteral("2023-11-16T18:15:41Z 1 -1 -1 "), QStringLiteral("2023-11-16T12:00:00Z 2 -1 -1 ")});
        row("weeks", "date,count\n2020-W53-7,1\n2021-W01-1T10:00,2\n", ", iso-week",
            {QStringLiteral("2021-01-03T00:00:00Z 1 -1 -1 "), QStringLiteral("2021-01-04T10:00:00Z 2 -1 -1 ")});
        row("microseconds", "time,count\n1700000000123456,1\n", ", unix-us",
            {QStringLiteral("2023-11-14T22:13:20.123Z 1 -1 -1 ")});
        row("Chinese names", "时间,模型,次数\n2024年4月3日 9:05,m,3\n", ", local",
            {QStringLiteral("2024-04-03T09:05:00Z 3 -1 -1 m")});
    }
    void isFoundByLooking()
    {
        QFETCH(const QByteArray, text);
        QFETCH(const QString, expected);
        QFETCH(const QStringList, rows);
        const auto layout = proposeLayout(text.toStdString());
        QVERIFY(layout.has_value());
        QCOMPARE(describe(*layout), expected);
        for (std::size_t piece = 1; piece <= static_cast<std::size_t>(text.size()); ++piece)
            QCOMPARE(rowsOf(*layout, text.toStdString(), piece), rows);
    }

    void aDateThatReadsBothWaysIsAskedFor()
    {
        for (const char *text : {"date,count\n03/04/2024,1\n05/06/2024,2\n", "date,count\n3-4-24 10:00,1\n"}) {
            auto layout = proposeLayout(text);
            QVERIFY(layout.has_value());
            const auto gaps = gapsOf(*layout);
            QCOMPARE(gaps.size(), 1U);
            QCOMPARE(gaps.front().where, "time_format");
            setTimeFormat(*layout, TimeFormat::MonthDayYear);
            QVERIFY(gapsOf(*layout).empty());
            QVERIFY(rowsOf(*layout, text).front().startsWith(QStringLiteral("2024-03-04T")));
        }
    }

    void whatIsChosenGoesFirst()
    {
        const std::string text = "when;n\n1,5;2024\n2,5;2025\n";
        const auto found = proposeLayout(text);
        QCOMPARE(found->columns.size(), 2U);
        ReadingChoices choices;
        choices.delimiter = ',';
        choices.hasHeader = false;
        choices.skippedLines = 1;
        choices.point = '.';
        choices.group = '\0';
        const auto layout = proposeLayout(text, choices);
        QVERIFY(layout.has_value());
        QCOMPARE(describe(*layout), QStringLiteral(", skip:1 no-header rfc3339"));
        QCOMPARE(layout->columns, (std::vector<std::string>{"#1", "#2"}));
        ReadingChoices times;
        times.timeFormat = TimeFormat::ExcelSerial;
        QCOMPARE(proposeLayout("time\n45246\n", times)->timeFormat, TimeFormat::ExcelSerial);
    }

    void aWrongMarkIsAFaultNotAnotherNumber()
    {
        Layout layout = *proposeLayout("time;input_units\n2024-03-16T10:00:00Z;1.234\n2024-03-16T10:00:00Z;0,0\n");
        QCOMPARE(example(layout.numbers), "1.234,5");
        const std::string head = "time;input_units\n";
        for (const char *bad : {"1.23", "12.34", "1,5", "1.2345", "1..234", ".234", "1.234.56", "1 234", "1.234,"})
            QCOMPARE(rowsOf(layout, head + "2024-03-16T10:00:00Z;" + bad + "\n"),
                QStringList{QStringLiteral("!2 input_units")});
        for (const char *good : {"1.234", "1234", "1.234,0", "1234,00"})
            QCOMPARE(rowsOf(layout, head + "2024-03-16T10:00:00Z;" + good + "\n"),
                QStringList{QStringLiteral("2024-03-16T10:00:00Z 1 1234 -1 ")});
    }

    void anEscapedLineEndEndsTheRow()
    {
        ReadingChoices choices;
        choices.escape = '\\';
        const std::string text =
            "time,model\n2024-03-16T10:00:00Z,a\\,b\n2024-03-16T10:00:00Z,a\\\n2024-03-16T10:00:00Z,c\n";
        const Layout layout = *proposeLayout(text, choices);
        for (std::size_t piece = 1; piece < text.size(); ++piece)
            QCOMPARE(rowsOf(layout, text, piece),
                (QStringList{QStringLiteral("2024-03-16T10:00:00Z 1 -1 -1 a,b"),
                    QStringLiteral("2024-03-16T10:00:00Z 1 -1 -1 a\\"),
                    QStringLiteral("2024-03-16T10:00:00Z 1 -1 -1 c")}));
    }
};

QTEST_APPLESS_MAIN(DialectTest)
#include "tst_dialect.moc"
