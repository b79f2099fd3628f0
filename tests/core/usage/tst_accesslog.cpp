// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/usage/combinedlog.h"
#include "core/usage/layout.h"
#include "core/usage/reader.h"

#include <QtTest>

using namespace toll;

namespace {

/// "path status response bytes", "!line" for a fault.
QStringList rowsOf(const Layout &layout, const QByteArray &text)
{
    QStringList rows;
    UsageReader reader(layout, Zone(), [&rows](const ReadRow &row) {
        const std::int64_t bytes = row.event.custom.empty() ? -1 : row.event.custom.front().second;
        rows << (row.faults.empty()
                ? QString::fromStdString(row.event.endpoint)
                    + QStringLiteral(" %1 %2 %3")
                        .arg(row.event.status)
                        .arg(row.event.responseMs.value_or(-1))
                        .arg(bytes)
                : QStringLiteral("!%1 %2").arg(row.line).arg(QString::fromStdString(row.faults.front().where)));
    });
    reader.feed(text.toStdString());
    reader.finish();
    return rows;
}

} // namespace

class AccessLogTest : public QObject {
    Q_OBJECT

private slots:
    void readsWhatServersWrite_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QString>("duration");
        QTest::addColumn<QStringList>("rows");
        const auto row = [](const char *title, const char *text, const char *duration, const QStringList &rows) {
            QTest::newRow(title) << QByteArray(text) << QString::fromLatin1(duration) << rows;
        };
        row("common", "1.2.3.4 - ann [01/Jul/2024:00:00:01 +0200] \"GET /a?b=c HTTP/1.1\" 200 5\n", "",
            {QStringLiteral("/a 200 -1 5")});
        row("combined", "1.2.3.4 - - [01/Jul/2024:00:00:01 +0000] \"GET /a HTTP/1.1\" 200 - \"-\" \"curl/8\"\n", "",
            {QStringLiteral("/a 200 -1 -1")});
        row("IPv6",
            "2001:db8::1 - - [01/Jul/2024:00:00:01 +0000] \"POST /v1 HTTP/2.0\" 429 0 \"-\" \"a \\\"b\\\" c\"\n", "",
            {QStringLiteral("/v1 429 -1 0")});
        row("nginx with times",
            "::1 - - [01/Jul/2024:00:00:01 +0000] \"GET /a HTTP/1.1\" 200 5 \"-\" \"x\" \"10.0.0.1\" 0.123 0.120\n"
            "::1 - - [01/Jul/2024:00:00:01 +0000] \"GET /b HTTP/1.1\" 502 5 \"-\" \"x\" \"-\" 1.000 -\n",
            "#13:s", {QStringLiteral("/a 200 123 5"), QStringLiteral("/b 502 1000 5")});
        row("nginx with names",
            "::1 - - [01/Jul/2024:00:00:01 +0000] \"GET /a HTTP/1.1\" 200 5 \"-\" \"x\" uct=\"0.001\" urt=\"0.119\" "
            "rt=0.123\n",
            "rt:s", {QStringLiteral("/a 200 123 5")});
        row("Apache with %D",
            "::1 - - [01/Jul/2024:00:00:01 +0000] \"GET /a HTTP/1.1\" 200 5 \"-\" \"x\" 12499\n"
            "::1 - - [01/Jul/2024:00:00:01 +0000] \"GET /a HTTP/1.1\" 200 5 \"-\" \"x\" 12500\n",
            "#12:us", {QStringLiteral("/a 200 12 5"), QStringLiteral("/a 200 13 5")});
        row("common with %D", "::1 - - [01/Jul/2024:00:00:01 +0000] \"GET /a HTTP/1.1\" 200 5 4200\n", "#12:us",
            {QStringLiteral("/a 200 4 5")});
        row("Apache with its virtual host",
            "api.example.com:443 10.0.0.1 - - [01/Jul/2024:00:00:01 +0000] \"GET /a HTTP/1.1\" 200 5 \"-\" \"x\"\n", "",
            {QStringLiteral("/a 200 -1 5")});
        row("escapes",
            "::1 - - [01/Jul/2024:00:00:01 +0000] \"GET /\\xE4\\xBD\\xA0\\x22\\\" HTTP/1.1\" 200 5\n"
            "::1 - - [01/Jul/2024:00:00:01 +0000] \"GET /\\xFF\\x0A HTTP/1.1\" 404 5\n"
            "::1 - - [01/Jul/2024:00:00:01 +0000] \"\\x16\\x03\\x01\" 400 5\n",
            "",
            {QStringLiteral("/你\"\" 200 -1 5"), QStringLiteral("/\\xFF\\x0A 404 -1 5"), QStringLiteral(" 400 -1 5")});
        row("broken lines",
            "::1 - - [01/Jul/2024:00:00:01 +0000] \"GET /a HTTP/1.1\" 200 5 \"-\" \"x\n"
            "::1 - - [01/Jul/2024:00:00:01 +0000 \"GET /a HTTP/1.1\" 200 5\n"
            "::1 - - [32/Jul/2024:00:00:01 +0000] \"GET /a HTTP/1.1\" 200 5\n"
            "::1 - - [01/Jul/2024:00:00:01 +0000] \"GET /a HTTP/1.1\" 999 5\n"
            "::1 - - [01/Jul/2024:00:00:01 +0000] \"GET /a\n",
            "",
            {QStringLiteral("/a 200 -1 5"), QStringLiteral("!2 row"), QStringLiteral("!3 time"),
                QStringLiteral("!4 status"), QStringLiteral("!5 row")});
    }
    void readsWhatServersWrite()
    {
        QFETCH(const QByteArray, text);
        QFETCH(const QString, duration);
        QFETCH(const QStringList, rows);
        const auto layout = proposeLayout(text.toStdString());
        QVERIFY(layout.has_value());
        QCOMPARE(layout->format, FileFormat::CombinedLog);
        const auto response = layout->fields.find("response_ms");
        QCOMPARE(response == layout->fields.end()
                ? QString()
                : QString::fromStdString(response->second + ':' + layout->units.at("response_ms")),
            duration);
        QCOMPARE(rowsOf(*layout, text), rows);
    }

    void fieldsOfItsOwnCanBeMapped()
    {
        const QByteArray text =
            "api.example.com:443 10.0.0.1 - - [01/Jul/2024:00:00:01 +0000] \"GET /a HTTP/1.1\" 200 5 "
            "\"-\" \"x\" key=\"sk \\x22one\\x22\" status=999\n";
        Layout layout = *proposeLayout(text.toStdString());
        QVERIFY(applyMapping(layout, "token=key").has_value());
        QVERIFY(applyMapping(layout, "dim.host=vhost").has_value());
        UsageReader reader(layout, Zone(), [](const ReadRow &row) {
            QVERIFY(row.faults.empty());
            QCOMPARE(row.event.token, "sk \"one\"");
            QCOMPARE(row.event.status, 200); // a field of that name is not the status
            QCOMPARE(row.event.dimensions.front().second, "api.example.com:443");
        });
        reader.feed(text.toStdString());
        reader.finish();
    }
};

QTEST_APPLESS_MAIN(AccessLogTest)
#include "tst_accesslog.moc"
