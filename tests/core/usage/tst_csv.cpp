// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
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

struct Row {
    std::int64_t line = 0;
    std::string raw;
    Cells cells;
    std::optional<Error> fault;

    bool operator==(const Row &) const = default;
};

std::vector<Row> parse(std::string_view text, std::size_t piece = std::string_view::npos, char delimiter = ',')
{
    std::vector<Row> rows;
    CsvParser parser(delimiter, [&rows](const CsvRow &row) {
        rows.push_back({row.line, std::string(row.raw), {row.cells.begin(), row.cells.end()}, row.fault});
    });
    for (std::size_t at = 0; at < text.size(); at += std::min(piece, text.size() - at))
        parser.feed(text.substr(at, piece));
    parser.finish();
    return rows;
}

/// The cells of every row, with "!line" for a row that could not be read.
std::vector<Cells> cellsOf(const std::vector<Row> &rows)
{
    std::vector<Cells> cells;
    for (const Row &row : rows)
        cells.push_back(row.fault ? Cells{"!" + std::to_string(row.fault->line)} : row.cells);
    return cells;
}

QString shared(const QString &path)
{
    return qEnvironmentVariable("TOLL_SHARED", QStringLiteral(TOLL_SOURCE_DIR "/../shared")) + u'/' + path;
}

QByteArray contentOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

} // namespace

Q_DECLARE_METATYPE(std::vector<Cells>)

class CsvTest : public QObject {
    Q_OBJECT

private slots:
    void readsTheSpectrum_data()
    {
        QTest::addColumn<QString>("file");
        for (const char *file :
            {"comma_in_quotes", "empty", "empty_crlf", "escaped_quotes", "json", "location_coordinates", "newlines",
                "newlines_crlf", "quotes_and_newlines", "simple", "simple_crlf", "utf8"})
            QTest::newRow(file) << QString::fromLatin1(file);
    }
    void readsTheSpectrum()
    {
        QFETCH(const QString, file);
        const QString folder = shared(QStringLiteral("vectors/csv-spectrum/"));
        if (!QFile::exists(folder))
            QSKIP("csv-spectrum is not here");
        QByteArray csv = contentOf(folder + QStringLiteral("csvs/") + file + QStringLiteral(".csv"));
        if (file.endsWith(QStringLiteral("_crlf"))) // kept with LF there
            csv.replace("\r\n", "\n").replace("\n", "\r\n");
        const auto json =
            QJsonDocument::fromJson(contentOf(folder + QStringLiteral("json/") + file + QStringLiteral(".json")));
        const QJsonArray expected = json.isArray() ? json.array() : QJsonArray{json.object()};
        for (const std::size_t piece : {std::size_t{1}, std::size_t{3}, std::size_t{100'000}}) {
            const auto rows = parse(csv.toStdString(), piece);
            QCOMPARE(static_cast<qsizetype>(rows.size()), expected.size() + 1);
            for (std::size_t i = 1; i < rows.size(); ++i) {
                QVERIFY(!rows[i].fault);
                const QJsonObject object = expected[static_cast<qsizetype>(i) - 1].toObject();
                QCOMPARE(static_cast<qsizetype>(rows[i].cells.size()), object.size());
                for (std::size_t cell = 0; cell < rows[i].cells.size(); ++cell) {
                    const QString name = QString::fromStdString(rows[0].cells[cell]);
                    if (name != QStringLiteral("Contact Phone Number")) // differs upstream
                        QCOMPARE(QString::fromStdString(rows[i].cells[cell]), object.value(name).toString());
                }
            }
        }
    }

    void cutsRowsIntoCells_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<std::vector<Cells>>("expected");
        using Rows = std::vector<Cells>;
        QTest::newRow("nothing") << QByteArray() << Rows{};
        QTest::newRow("only line ends") << QByteArray("\n\r\n\r\r\n\n") << Rows{};
        QTest::newRow("byte order mark") << QByteArray("\xEF\xBB\xBF"
                                                       "a,b\n1,2\n")
                                         << Rows{{"a", "b"}, {"1", "2"}};
        QTest::newRow("only a byte order mark") << QByteArray("\xEF\xBB\xBF") << Rows{};
        QTest::newRow("half a byte order mark") << QByteArray("\xEF\xBB") << Rows{{"\xEF\xBB"}};
        QTest::newRow("last row without line end") << QByteArray("a,b\n1,2") << Rows{{"a", "b"}, {"1", "2"}};
        QTest::newRow("empty cells") << QByteArray(",\n,,\n\"\"\n") << Rows{{"", ""}, {"", "", ""}, {""}};
        QTest::newRow("empty last cell at the end") << QByteArray("a,") << Rows{{"a", ""}};
        QTest::newRow("all line ends") << QByteArray("a\nb\r\nc\rd\n\re") << Rows{{"a"}, {"b"}, {"c"}, {"d"}, {"e"}};
        QTest::newRow("line ends in quotes")
            << QByteArray("\"a\r\nb\",\"c\rd\",\"e\nf\"\n") << Rows{{"a\r\nb", "c\rd", "e\nf"}};
        QTest::newRow("quotes") << QByteArray("\"\"\"\",\"a\"\"b\",c\"d,\"\"\n") << Rows{{"\"", "a\"b", "c\"d", ""}};
        QTest::newRow("delimiter in quotes") << QByteArray("\",\",b") << Rows{{",", "b"}};
        QTest::newRow("quote closed by the end") << QByteArray("a,\"b\"") << Rows{{"a", "b"}};
        QTest::newRow("NUL") << QByteArray("a\0b,c\n", 6) << Rows{{std::string("a\0b", 3), "c"}};
        QTest::newRow("text behind a quote") << QByteArray("a\n\"b\"c,d\ne") << Rows{{"a"}, {"!2"}, {"e"}};
        QTest::newRow("open quote") << QByteArray("a\nb,\"c\nd\ne,f") << Rows{{"a"}, {"!2"}, {"d"}, {"e", "f"}};
        QTest::newRow("open quote with CRLF") << QByteArray("b,\"c\r\nd\r\n") << Rows{{"!1"}, {"d"}};
        QTest::newRow("open quote on the last line") << QByteArray("a\n\"b") << Rows{{"a"}, {"!2"}};
        QTest::newRow("open quote behind a long cell") << QByteArray("\"1\n2\",\"3\n4\n") << Rows{{"!2"}, {"4"}};
    }
    void cutsRowsIntoCells()
    {
        QFETCH(const QByteArray, text);
        QFETCH(const std::vector<Cells>, expected);
        QCOMPARE(cellsOf(parse(text.toStdString())), expected);
        QCOMPARE(cellsOf(parse(text.toStdString(), 1)), expected);
    }

    void knowsWhereARowBegins()
    {
        const auto rows = parse("h\n\n\"a\r\nb\"\r\nc\r\rd\n\"x\n");
        QCOMPARE(rows.size(), 5U);
        QCOMPARE(rows[0].line, 1);
        QCOMPARE(rows[1].line, 3);
        QCOMPARE(rows[1].raw, std::string("\"a\r\nb\""));
        QCOMPARE(rows[2].line, 5);
        QCOMPARE(rows[3].line, 7);
        QCOMPARE(rows[4].line, 8);
        QCOMPARE(rows[4].fault->line, 8);
    }

    void takesTheDelimiterItIsTold_data()
    {
        QTest::addColumn<char>("delimiter");
        for (const char delimiter : {',', ';', '\t', '|'})
            QTest::addRow("%d", delimiter) << delimiter;
    }
    void takesTheDelimiterItIsTold()
    {
        QFETCH(const char, delimiter);
        std::string text = "a,;\t|b\n";
        text.replace(text.find(delimiter), 1, std::string(1, delimiter) + '"' + delimiter + '"');
        const auto rows = parse(text, 2, delimiter);
        QCOMPARE(rows.size(), 1U);
        QCOMPARE(rows[0].cells.size(), 2U);
        QVERIFY(!rows[0].fault || rows[0].cells.size() == 2);
    }

    void refusesWhatIsTooLargeAndReadsOn_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<std::vector<Cells>>("expected");
        const QByteArray cell(static_cast<qsizetype>(CsvParser::maxCell) + 1, 'x');
        const QByteArray longRow = (QByteArray(1000, 'x') + ',').repeated(4'300);
        using Rows = std::vector<Cells>;
        QTest::newRow("cell") << QByteArray("a\n1," + cell + ",2\nb\n") << Rows{{"a"}, {"!2"}, {"b"}};
        QTest::newRow("cell at the end") << QByteArray("a\n1," + cell) << Rows{{"a"}, {"!2"}};
        QTest::newRow("row") << QByteArray("a\n" + longRow + "\r\nb\n") << Rows{{"a"}, {"!2"}, {"b"}};
        QTest::newRow("many cells") << QByteArray("a\n" + QByteArray(20'000, ',') + "\r\nb\n")
                                    << Rows{{"a"}, {"!2"}, {"b"}};
        QTest::newRow("one cell too many")
            << QByteArray("a\n" + QByteArray(CsvParser::maxCells, ',') + "\r\nb\n") << Rows{{"a"}, {"!2"}, {"b"}};
        QTest::newRow("quoted cell of one line")
            << QByteArray("a\n\"" + cell + "\",2\nb\n") << Rows{{"a"}, {"!2"}, {"b"}};
        QTest::newRow("open quote before much text")
            << QByteArray("a\n\"b\nc\n" + QByteArray("12345678\n").repeated(130'000)).left(1'100'000) << [] {
                   Rows rows{{"a"}, {"!2"}, {"c"}};
                   const std::size_t whole = (1'100'000 - 7) / 9;
                   rows.insert(rows.end(), whole, {"12345678"});
                   const std::size_t rest = (1'100'000 - 7) % 9;
                   if (rest > 0)
                       rows.push_back({std::string("12345678").substr(0, rest)});
                   return rows;
               }();
    }
    void refusesWhatIsTooLargeAndReadsOn()
    {
        QFETCH(const QByteArray, text);
        QFETCH(const std::vector<Cells>, expected);
        const auto whole = parse(text.toStdString());
        QVERIFY(cellsOf(whole) == expected);
        QVERIFY(parse(text.toStdString(), 1021) == whole);
        QVERIFY(parse(text.toStdString(), 4097) == whole);
    }

    void keepsACellOfTheLargestSize()
    {
        const std::string cell(CsvParser::maxCell, 'x');
        const auto rows = parse(cell + "," + cell + "\n");
        QCOMPARE(rows.size(), 1U);
        QVERIFY(!rows[0].fault);
        QVERIFY(rows[0].cells[1] == cell);
    }

    void manyOpenQuotesTakeNoMoreTimeThanTheirSize()
    {
        // Each line opens a quote that the next one closes and opens again.
        std::string text;
        for (int i = 0; i < 100'000; ++i)
            text += "a\",\"\n";
        QElapsedTimer timer;
        timer.start();
        QVERIFY(!parse(text).empty());
        QVERIFY(timer.elapsed() < 5'000);
    }

    void anyTextReadsTheSameInPieces()
    {
        QVERIFY(rc::check("pieces", [] {
            const auto text =
                *rc::gen::container<std::string>(rc::gen::elementOf(std::string("\"\",,\n\r\"ab\xEF\xBB\xBF")));
            const auto whole = parse(text);
            const auto piece = *rc::gen::inRange<std::size_t>(1, 5);
            RC_ASSERT(parse(text, piece) == whole);
        }));
    }

    void readsBackWhatWasQuoted()
    {
        QVERIFY(rc::check("round trip", [] {
            const auto table = *rc::gen::container<std::vector<Cells>>(rc::gen::nonEmpty(rc::gen::container<Cells>(
                rc::gen::container<std::string>(rc::gen::elementOf(std::string("\",\n\ra"))))));
            std::string text;
            for (const Cells &cells : table) {
                for (const std::string &cell : cells) {
                    text += &cell == cells.data() ? "\"" : ",\"";
                    for (const char c : cell)
                        text += c == '"' ? std::string("\"\"") : std::string(1, c);
                    text += '"';
                }
                text += "\r\n";
            }
            RC_ASSERT(cellsOf(parse(text)) == table);
        }));
    }
};

QTEST_APPLESS_MAIN(CsvTest)
#include "tst_csv.moc"
