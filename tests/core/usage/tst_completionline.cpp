// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/usage/completionline.h"

#include <QtTest>
#include <rapidcheck.h>

using namespace toll;

namespace {

constexpr std::string_view nginxLine
    = R"({"id":"5f0c7c2d5b3a4f0e9d1c2b3a4d5e6f70","token":"0193-t","ended":"1796040000.250","status":"200",)"
      R"("seconds":"0.123","requests":"","input_units":"17","cached_input_units":"","cache_write_units":"",)"
      R"("output_units":"42","model":"gpt-4o-mini"})";

constexpr std::string_view caddyLine
    = R"({"level":"info","ts":1796040000.2504,"logger":"http.log.access","msg":"handled request","request":)"
      R"({"remote_ip":"127.0.0.1","method":"GET","uri":"/v1/chat","headers":{"X-Tk-Request":["forged"],)"
      R"("X-Tk-Token":["forged"],"Authorization":[]}},"bytes_read":0,"user_id":"","duration":0.12345,"size":12,)"
      R"("status":200,"resp_headers":{"X-Tk-Request":["c-1"],"X-TK-Token":["0193-t"],"X-Tk-Output-Units":["42"],)"
      R"("X-Tk-Cached-Input-Units":["3"],"Content-Type":["text/plain"]}})";

constexpr std::string_view envoyLine
    = R"({"id":"e-1","token":"0193-t","began":"2026-11-30T12:00:00.127Z","status":200,"ms":123,"input_units":"17",)"
      R"("output_units":null,"model":null,"cached_input_units":"-"})";

/// "id=… token=… at=… status=… requests=… ms=… units=1,-,-,4 model=… endpoint=…", what is absent as -
QString shown(const CompletionLine &line)
{
    const auto number = [](const std::optional<std::int64_t> &value) {
        return value ? QString::number(*value) : QStringLiteral("-");
    };
    const auto text = [](const std::string &value) {
        return value.empty() ? QStringLiteral("-") : QString::fromStdString(value);
    };
    QStringList units;
    for (const auto &each : line.units)
        units << number(each);
    return QStringLiteral("%1 %2 at %3 status %4 requests %5 ms %6 units %7 model %8 endpoint %9")
        .arg(text(line.id), text(line.token), line.time ? text(toRfc3339(*line.time)) : QStringLiteral("-"),
            QString::number(line.status), number(line.requests), number(line.responseMs), units.join(u','),
            text(line.model), text(line.endpoint));
}

} // namespace

class TestCompletionLine : public QObject {
    Q_OBJECT

private slots:
    void readsWhatGatewaysWrite_data();
    void readsWhatGatewaysWrite();
    void namesTheFieldThatIsWrong_data();
    void namesTheFieldThatIsWrong();
    void repeatsNoTextThatMayBeASecret();
    void survivesWhateverIsDoneToALine();
};

void TestCompletionLine::readsWhatGatewaysWrite_data()
{
    QTest::addColumn<QByteArray>("line");
    QTest::addColumn<QString>("expected");
    const auto row = [](const char *name, std::string_view line, const char *expected) {
        QTest::newRow(name) << QByteArray(line.data(), static_cast<qsizetype>(line.size())) << QString::fromUtf8(expected);
    };
    row("nginx", nginxLine,
        "5f0c7c2d5b3a4f0e9d1c2b3a4d5e6f70 0193-t at 2026-11-30T12:00:00.127Z status 200 requests - ms 123 "
        "units 17,-,-,42 model gpt-4o-mini endpoint -");
    row("Caddy, whose ids come from the answer", caddyLine,
        "c-1 0193-t at 2026-11-30T12:00:00.127Z status 200 requests - ms 123 units -,3,-,42 model - endpoint -");
    row("Envoy", envoyLine,
        "e-1 0193-t at 2026-11-30T12:00:00.127Z status 200 requests - ms 123 units 17,-,-,- model - endpoint -");
    row("nothing but an id", R"({"id":"a"})", "a - at - status 0 requests - ms - units -,-,-,- model - endpoint -");
    row("nobody was asked", R"({"id":"","status":"never read"})",
        "- - at - status 0 requests - ms - units -,-,-,- model - endpoint -");
    row("an empty object", "{}", "- - at - status 0 requests - ms - units -,-,-,- model - endpoint -");
    row("the client went away", R"({"id":"a","status":"000"})",
        "a - at - status 499 requests - ms - units -,-,-,- model - endpoint -");
    row("Envoy's client went away", R"({"id":"a","status":0})",
        "a - at - status 499 requests - ms - units -,-,-,- model - endpoint -");
    row("a tiny duration", R"({"id":"a","seconds":9.1e-05})",
        "a - at - status 0 requests - ms 0 units -,-,-,- model - endpoint -");
    row("rounded half up", R"({"id":"a","seconds":0.0005})",
        "a - at - status 0 requests - ms 1 units -,-,-,- model - endpoint -");
    row("several requests, and an endpoint", R"({"id":"a","requests":3,"endpoint":"/batch"})",
        "a - at - status 0 requests 3 ms - units -,-,-,- model - endpoint /batch");
    row("ended before 1970 began", R"({"id":"a","ended":1,"seconds":2})",
        "a - at 1969-12-31T23:59:59Z status 0 requests - ms 2000 units -,-,-,- model - endpoint -");
    row("text of any language", R"({"id":"a","model":"模型\u00e9"})",
        "a - at - status 0 requests - ms - units -,-,-,- model 模型é endpoint -");
}

void TestCompletionLine::readsWhatGatewaysWrite()
{
    QFETCH(QByteArray, line);
    const auto read = parseCompletionLine(line.toStdString());
    QVERIFY2(read, read ? "" : read.error().where.c_str());
    QTEST(shown(*read), "expected");
}

void TestCompletionLine::namesTheFieldThatIsWrong_data()
{
    QTest::addColumn<QByteArray>("line");
    QTest::addColumn<QByteArray>("where");
    const auto row = [](const char *name, const QByteArray &line, const char *where) {
        QTest::newRow(name) << line << QByteArray(where);
    };
    row("empty", "", "byte 1");
    row("no JSON", "127.0.0.1 - - [30/Nov/2026:12:00:00 +0000] \"GET / HTTP/1.1\" 200 2", "byte 6");
    row("cut off", QByteArray(nginxLine.data(), 100), "");
    row("two objects", R"({"id":"a"}{"id":"b"})", "");
    row("an array", "[1]", "line");
    row("a key twice", R"({"id":"a","id":"b"})", "");
    row("NUL", QByteArray(R"({"id":"a)") + '\0' + R"("})", "");
    row("escaped NUL", R"({"id":"a\u0000"})", "id");
    row("no UTF-8", "{\"id\":\"a\xff\"}", "");
    row("half a surrogate", R"({"id":"a\ud800"})", "");
    row("too deep", R"({"id":"a","x":)" + QByteArray(70, '[') + QByteArray(70, ']') + "}", "");
    row("too long", R"({"id":"a","x":")" + QByteArray(70'000, 'x') + "\"}", "line");
    row("id of objects", R"({"id":{}})", "id");
    row("id too long", R"({"id":")" + QByteArray(5000, 'x') + "\"}", "id");
    row("status of letters", R"({"id":"a","status":"OK"})", "status");
    row("status too small", R"({"id":"a","status":99})", "status");
    row("status too large", R"({"id":"a","status":600})", "status");
    row("status with a sign", R"({"id":"a","status":-200})", "status");
    row("status true", R"({"id":"a","status":true})", "status");
    row("negative duration", R"({"id":"a","seconds":-1})", "seconds");
    row("endless duration", R"({"id":"a","seconds":99999999999999999999})", "seconds");
    row("duration with an exponent", R"({"id":"a","seconds":1e3})", "seconds");
    row("duration that is none", R"({"id":"a","seconds":"1s"})", "seconds");
    row("milliseconds that are none", R"({"id":"a","ms":"NaN"})", "ms");
    row("half a unit", R"({"id":"a","input_units":"1.5"})", "input_units");
    row("negative units", R"({"id":"a","output_units":"-1"})", "output_units");
    row("two values of a header", R"({"id":"a","output_units":"1, 2"})", "output_units");
    row("endless units", R"({"id":"a","cache_write_units":"9223372036854775808"})", "cache_write_units");
    row("time that is none", R"({"id":"a","began":"yesterday"})", "began");
    row("time after all times", R"({"id":"a","ended":253402300800})", "ended");
    row("model of a list", R"({"id":"a","model":["m"]})", "model");
    row("Caddy's status", R"({"request":{},"duration":1,"status":"x","resp_headers":{"X-Tk-Request":["a"]}})", "status");
}

void TestCompletionLine::namesTheFieldThatIsWrong()
{
    QFETCH(QByteArray, line);
    QFETCH(QByteArray, where);
    const auto read = parseCompletionLine(line.toStdString());
    QVERIFY(!read);
    if (!where.isEmpty())
        QCOMPARE(QByteArray::fromStdString(read.error().where), where);
}

void TestCompletionLine::repeatsNoTextThatMayBeASecret()
{
    const auto read = parseCompletionLine(R"({"id":"a","status":"tk_live_Zq3vN8rT1xK5mB7wC9yD2fG4hJ6kLp0aQe4T"})");
    QVERIFY(!read);
    QCOMPARE(read.error().found, std::string());
    QCOMPARE(parseCompletionLine(R"({"id":"a","status":"-7"})").error().found, std::string("-7"));
}

/// Never anything but a line or an error, and what is read is within bounds.
void TestCompletionLine::survivesWhateverIsDoneToALine()
{
    rc::check([] {
        std::string line(*rc::gen::element(nginxLine, caddyLine, envoyLine));
        for (int change = *rc::gen::inRange(1, 6); change > 0; --change) {
            const auto at = *rc::gen::inRange<std::size_t>(0, line.size());
            switch (*rc::gen::inRange(0, 4)) {
            case 0:
                line[at] = *rc::gen::arbitrary<char>();
                break;
            case 1:
                line.erase(at, *rc::gen::inRange<std::size_t>(1, 20));
                break;
            case 2:
                line.insert(at, *rc::gen::element<std::string>("\"", "\\", "{", "}", "[", ":", ",", "null", "-1", "1e9", "\n"));
                break;
            default:
                line.insert(at, line.substr(at / 2, 30));
            }
            if (line.empty())
                break;
        }
        const auto read = parseCompletionLine(line);
        RC_ASSERT(!read || (read->status == noStatus || (read->status >= 100 && read->status <= 599)));
        RC_ASSERT(!read || read->responseMs.value_or(0) >= 0);
        RC_ASSERT(!read || (read->id.size() <= maxEventText && read->model.size() <= maxEventText));
    });
}

QTEST_GUILESS_MAIN(TestCompletionLine)
#include "tst_completionline.moc"
