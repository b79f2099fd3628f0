// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
// Broken files of every format: each bad row is told by line, field and reason, all others are read, and however a file
// is cut into pieces, or cut off, what is read is the same.
#include "core/usage/layout.h"
#include "core/usage/reader.h"
#include "sharedfiles.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QtTest>

using namespace toll;
using namespace toll::test;

namespace {

struct Row {
    std::int64_t line = 0;
    std::string raw;
    UsageEvent event;
    std::vector<Error> faults;

    bool operator==(const Row &) const = default;
};

std::vector<Row> read(const Layout &layout, std::string_view text, std::size_t piece = std::string_view::npos)
{
    std::vector<Row> rows;
    UsageReader reader(layout, Zone(), [&rows](const ReadRow &row) {
        rows.push_back({row.line, std::string(row.raw), row.faults.empty() ? row.event : UsageEvent(), row.faults});
    });
    for (std::size_t at = 0; at < text.size(); at += std::min(piece, text.size() - at))
        reader.feed(text.substr(at, piece));
    reader.finish();
    return rows;
}

/// "line ok" or "line field".
QStringList describe(const std::vector<Row> &rows)
{
    QStringList found;
    for (const Row &row : rows) {
        if (row.faults.empty())
            found << QStringLiteral("%1 ok").arg(row.line);
        for (const Error &fault : row.faults)
            found << QStringLiteral("%1 %2").arg(fault.line).arg(QString::fromStdString(fault.where));
    }
    return found;
}

QByteArray csv()
{
    return QByteArray("# a report\n"
                      "time;id;status;latency_ms;input_units;model\n"
                      "03.04.2024 10:00;a;200;1.234,5;1.000;'m;1'\n" // 3
                      "31.04.2024 10:00;b;200;5;7;'m'\n" // 4: no such day
                      "16.04.2024 25:00;b;200;5;7;m\n" // 5: no such hour
                      "16.04.2024 10:00;c;1200;5;7;m\n" // 6: status
                      "16.04.2024 10:00;c;200;-5;7;m\n" // 7: negative
                      "16.04.2024 10:00;c;200;5;1.00;m\n" // 8: group of two
                      "16.04.2024 10:00;c;200;5;1,5;m\n" // 9: half a unit
                      "16.04.2024 10:00;c;200;5;7\n" // 10: a cell too few
                      "16.04.2024 10:00;c;200;5;7;m;x\n" // 11: one too many
                      "16.04.2024 10:00;c;200;5;7;\xC3(\n" // 12: no UTF-8
                      "16.04.2024 10:00;c~;200;5;7;m\n" // 13: NUL
                      "16.04.2024 10:00;'c'x;200;5;7;m\n" // 14: text behind a quote
                      "16.04.2024 10:00;c;200;5;99999999999999999999;m\n" // 15: too large
                      "\n# a remark; of; some; parts; here; ok; really\n"
                      "16.04.2024 10:00;'d\n" // 18: an open quote
                      "16.04.2024 11:00;e;200;5;7;m\n")
        .replace('~', '\0');
}

constexpr const char *cloudEvents = R"([
  {"specversion":"1.0","id":"1","source":"/gw","type":"call","subject":"t","time":"2024-03-16T10:00:00Z","data":{"model":"m","input_tokens":5}},
  {"specversion":"1.0","id":"2","source":"/gw","type":"call","time":"yesterday","data":{"model":"m"}},
  {"specversion":"0.3","id":"3","source":"/gw","type":"call","time":"2024-03-16T10:00:00Z"},
  {"specversion":"1.0","id":"","source":"/gw","type":"call","time":"2024-03-16T10:00:00Z"},
  {"specversion":"1.0","id":7,"source":"/gw","time":"2024-03-16T10:00:00Z"},
  {"specversion":"1.0","id":"6","source":"/gw","type":"call","data":{"input_tokens":5}},
  {"specversion":"1.0","id":"7","source":"/gw","type":"call","time":"2024-03-16T10:00:00Z","data":{"input_tokens":-5}},
  {"specversion":"1.0","id":"8","source":"/gw","type":"call","time":"2024-03-16T10:00:00Z","data":{"input_tokens":[5]}},
  {"specversion":"1.0","id":"9","id":"9","source":"/gw","type":"call","time":"2024-03-16T10:00:00Z"},
  42,
  {"specversion":"1.0","id":"11","source":"/gw","type":"call","time":"2024-03-16T10:00:00Z","data":{"model":"m"},
  {"specversion":"1.0","id":"12","source":"/gw","type":"call","time":"2024-03-16T10:00:00Z","data":{"model":"broken
  {"specversion":"1.0","id":"13","source":"/gw","type":"call","time":"2024-03-16T10:00:00Z","data":{"input_tokens":6}}
])";

constexpr const char *jsonLines = "{\"time\":\"2024-03-16T10:00:00Z\",\"status\":200}\n"
                                  "{\"time\":\"2024-03-16T10:00:00Z\",\"status\":200\n"
                                  "{\"time\":\"2024-03-16T10:00:00Z\",\"status\":{}}\n"
                                  "[1]\nnull\n"
                                  "{\"time\":1e3}\n"
                                  "{\"time\":null,\"status\":null}\n"
                                  "\xEF\xBB\xBF{\"time\":\"2024-03-16T10:00:00Z\"}\n"
                                  "{\"time\":\"2024-03-16T10:00:00Z\",\"status\":404}";

} // namespace

class HostileSourcesTest : public QObject {
    Q_OBJECT

private:
    static void addFiles()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QString>("format");
        QTest::addColumn<QStringList>("expected");
        const auto row = [](const char *title, const QByteArray &text, const char *format, const char *expected) {
            QTest::newRow(title) << text << QString::fromLatin1(format) << QString::fromLatin1(expected).split(u',');
        };
        row("CSV", csv(), "csv",
            "3 ok,4 time,5 time,6 status,7 response_ms,8 input_units,9 input_units,10 columns,11 columns,12 model,13 "
            "id,"
            "14 row,15 input_units,18 row,19 ok");
        row("CloudEvents", cloudEvents, "cloudevents",
            "2 ok,3 time,4 specversion,5 id,6 id,6 type,7 time,8 input_units,9 input_units,10 byte 42,11 row,12 row,13 "
            "row,"
            "14 ok");
        row("JSON Lines", jsonLines, "jsonl", "1 ok,2 byte 46,3 status,4 row,5 row,6 time,7 time,8 byte 0,9 ok");
    }

private slots:
    void everyBrokenRowIsToldAndAllOthersAreRead_data() { addFiles(); }
    void everyBrokenRowIsToldAndAllOthersAreRead()
    {
        QFETCH(const QByteArray, text);
        QFETCH(const QString, format);
        QFETCH(const QStringList, expected);
        const auto layout = proposeLayout(text.toStdString());
        QVERIFY(layout.has_value());
        QCOMPARE(QString::fromStdString(std::string(name(layout->format))), format);
        const auto rows = read(*layout, text.toStdString());
        const QStringList found = describe(rows);
        for (qsizetype i = 0; i < std::min(found.size(), expected.size());
            ++i) // where in the row a parser stops is its own
            if (!expected[i].contains(QStringLiteral("byte")))
                QCOMPARE(found[i], expected[i]);
        QCOMPARE(found.size(), expected.size());
        for (const Row &row : rows)
            for (const Error &fault : row.faults)
                QVERIFY(!fault.where.empty()
                    && (!fault.found.empty() || !fault.expected.empty() || fault.code == ErrorCode::Missing));
    }

    void anyPiecesReadTheSame_data() { addFiles(); }
    void anyPiecesReadTheSame()
    {
        QFETCH(const QByteArray, text);
        const Layout layout = proposeLayout(text.toStdString()).value_or(Layout());
        const auto whole = read(layout, text.toStdString());
        for (std::size_t piece = 1; piece <= static_cast<std::size_t>(text.size()); ++piece)
            QVERIFY2(read(layout, text.toStdString(), piece) == whole, std::to_string(piece).c_str());
    }

    void whatStandsBeforeACutIsReadAsBefore_data() { addFiles(); }
    void whatStandsBeforeACutIsReadAsBefore()
    {
        QFETCH(const QByteArray, text);
        const Layout layout = proposeLayout(text.toStdString()).value_or(Layout());
        const auto whole = read(layout, text.toStdString());
        for (qsizetype size = 0; size < text.size(); ++size) {
            const auto rows = read(layout, text.left(size).toStdString());
            const std::int64_t lastLine = 1 + text.left(size).count('\n');
            for (std::size_t i = 0; i < rows.size() && rows[i].line + 2 < lastLine; ++i)
                QVERIFY2(i < whole.size() && rows[i] == whole[i], std::to_string(size).c_str());
        }
    }

    void naughtyStringsComeThroughWhole()
    {
        const QByteArray list = sharedFile(QStringLiteral("vectors/naughty-strings/blns.json"));
        if (list.isEmpty())
            QSKIP("the naughty strings are not here");
        std::string text = "time,id,model\n";
        std::vector<std::string> expected;
        for (const auto &value : QJsonDocument::fromJson(list).array()) {
            const std::string model = value.toString().toStdString();
            std::string quoted;
            for (const char c : model)
                quoted += c == '"' ? std::string("\"\"") : std::string(1, c);
            text += "2024-03-16T10:00:00Z," + std::to_string(expected.size()) + ",\"" + quoted + "\"\n";
            expected.push_back(model);
        }
        QVERIFY(expected.size() > 400);
        const auto layout = proposeLayout(text);
        QVERIFY(layout.has_value());
        QCOMPARE(layout->columns, (std::vector<std::string>{"time", "id", "model"}));
        for (const std::size_t piece : {std::size_t{1}, std::size_t{7}, std::size_t{100'000}}) {
            const auto rows = read(*layout, text, piece);
            QCOMPARE(rows.size(), expected.size());
            for (std::size_t i = 0; i < rows.size(); ++i) {
                const bool hasNul = expected[i].find('\0') != std::string::npos;
                QCOMPARE(rows[i].faults.empty(), !hasNul);
                const bool isBlank = expected[i].find_first_not_of(" \t") == std::string::npos; // unknown
                if (!hasNul)
                    QCOMPARE(rows[i].event.model, isBlank ? std::string() : expected[i]);
            }
        }
    }
};

QTEST_APPLESS_MAIN(HostileSourcesTest)
#include "tst_hostilesources.moc"
