// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/json.h"
#include "core/server/log.h"

#include <QtTest>
#include <rapidcheck.h>

#include <fcntl.h>
#include <unistd.h>

using namespace toll;
using namespace toll::http;

namespace {

Instant noon()
{
    return {1'796'040'000'000};
}

/// A pipe whose reader reads when it is told to.
class Pipe {
public:
    Pipe()
    {
        if (pipe2(m_ends, O_CLOEXEC) != 0)
            qFatal("no pipe");
    }
    ~Pipe()
    {
        closeWriter();
        close(m_ends[0]);
    }
    Pipe(const Pipe &) = delete;
    Pipe &operator=(const Pipe &) = delete;

    [[nodiscard]] int writer() const { return m_ends[1]; }
    void closeWriter()
    {
        if (m_ends[1] >= 0)
            close(m_ends[1]);
        m_ends[1] = -1;
    }
    /// All until the writer has closed.
    std::string readAll()
    {
        std::string all;
        char bytes[4096];
        for (ssize_t size = 0; (size = read(m_ends[0], bytes, sizeof bytes)) > 0;)
            all.append(bytes, static_cast<std::size_t>(size));
        return all;
    }

private:
    int m_ends[2] = {-1, -1};
};

std::string logged(const std::vector<LogLine> &lines, LogLevel level = LogLevel::Debug)
{
    Pipe pipe;
    {
        Log log(pipe.writer(), level, noon);
        for (const LogLine &line : lines)
            log.write(line);
    }
    pipe.closeWriter();
    return pipe.readAll();
}

} // namespace

class TestLog : public QObject {
    Q_OBJECT

private slots:
    void writesOneObjectALine();
    void leavesOutWhatIsBelowItsLevel();
    void linesCannotBeForged_data();
    void linesCannotBeForged();
    void anyBytesMakeOneLineOfJson();
    void keepsSecretsOut_data();
    void keepsSecretsOut();
    void neverWaitsForItsReader();
};

void TestLog::writesOneObjectALine()
{
    QCOMPARE(logged({LogLine(LogLevel::Info, "request").add("status", 204).add("path", "/v1/authorize")}),
        "{\"time\":\"2026-11-30T12:00:00Z\",\"level\":\"info\",\"event\":\"request\",\"status\":204,"
        "\"path\":\"/v1/authorize\"}\n");
}

void TestLog::leavesOutWhatIsBelowItsLevel()
{
    const std::string text
        = logged({LogLine(LogLevel::Debug, "d"), LogLine(LogLevel::Warning, "w"), LogLine(LogLevel::Error, "e")},
            LogLevel::Warning);
    QCOMPARE(std::ranges::count(text, '\n'), 2);
    QVERIFY(!text.contains("\"d\""));
    QCOMPARE(*parseLogLevel("debug"), LogLevel::Debug);
    QVERIFY(!parseLogLevel("loud"));
}

void TestLog::linesCannotBeForged_data()
{
    QTest::addColumn<QByteArray>("value");
    QTest::newRow("line feed") << QByteArray("a\n{\"level\":\"error\"}");
    QTest::newRow("carriage return") << QByteArray("a\r\nb");
    QTest::newRow("quote") << QByteArray("a\",\"level\":\"error");
    QTest::newRow("backslash") << QByteArray("a\\");
    QTest::newRow("NUL") << QByteArray("a\0b", 3);
    QTest::newRow("escape sequence") << QByteArray("\x1b[31mred");
    QTest::newRow("DEL") << QByteArray("\x7f");
    QTest::newRow("next line") << QByteArray("a\xc2\x85" "b");
    QTest::newRow("line separator") << QByteArray("a\xe2\x80\xa8" "b");
    QTest::newRow("no UTF-8") << QByteArray("\xff\xfe\xc0\xaf");
}

void TestLog::linesCannotBeForged()
{
    QFETCH(QByteArray, value);
    const std::string text = logged({LogLine(LogLevel::Info, "x").add("path", value.toStdString()).add("status", 1)});
    QCOMPARE(std::ranges::count(text, '\n'), 1);
    for (const char c : text.substr(0, text.size() - 1))
        QVERIFY(static_cast<unsigned char>(c) >= 0x20 && c != 0x7f);
    QVERIFY(!text.contains("\xc2\x85") && !text.contains("\xe2\x80\xa8"));
    const Result<Json> json = parseJson(text);
    QVERIFY2(json, text.c_str());
    QCOMPARE(json->asObject()->size(), 5U);
    QCOMPARE(*json->find("level")->asString(), "info");
}

void TestLog::anyBytesMakeOneLineOfJson()
{
    QVERIFY(rc::check("whatever a value holds", [] {
        const auto value = *rc::gen::container<std::string>(rc::gen::arbitrary<char>());
        const LogLine line = std::move(LogLine(LogLevel::Info, value).add("path", value).addId("id", value));
        RC_ASSERT(!line.text().contains('\n'));
        const Result<Json> json = parseJson("{" + line.text() + "}");
        RC_ASSERT(json.has_value());
        RC_ASSERT(json->asObject()->size() == 4U);
    }));
}

void TestLog::keepsSecretsOut_data()
{
    QTest::addColumn<QByteArray>("name");
    QTest::addColumn<QByteArray>("value");
    const QByteArray secret("tk_live_Zq3vN8rT1xK5mB7wC9yD2fG4hJ6kLp0aQe4T");
    QTest::newRow("Authorization") << QByteArray("Authorization") << QByteArray("Bearer short");
    QTest::newRow("key") << QByteArray("admin_key") << QByteArray("short");
    QTest::newRow("cookie") << QByteArray("cookie") << QByteArray("short");
    QTest::newRow("secret in a path") << QByteArray("path") << "/v1/tokens/" + secret + "/x";
    QTest::newRow("secret in an error") << QByteArray("what") << "bad token " + secret;
    QTest::newRow("hash") << QByteArray("what") << QByteArray(64, 'a');
}

void TestLog::keepsSecretsOut()
{
    QFETCH(QByteArray, name);
    QFETCH(QByteArray, value);
    const std::string text = logged({LogLine(LogLevel::Error, "x").add(name.toStdString(), value.toStdString())});
    QVERIFY(!text.contains("short"));
    QVERIFY(!text.contains("Zq3vN8"));
    QVERIFY(!text.contains("aaaaaaaa"));
    // Ids and short words are no secrets.
    QVERIFY(logged({LogLine(LogLevel::Error, "x").add("token_id", "0197a8b2-1c3d-7e4f-8a5b-6c7d8e9f0a1b")})
                .contains("0197a8b2-1c3d-7e4f-8a5b-6c7d8e9f0a1b"));
}

void TestLog::neverWaitsForItsReader()
{
    Pipe pipe; // holds 64 KiB, and nobody reads
    {
        Log log(pipe.writer(), LogLevel::Debug, noon, 32 * 1024);
        const std::string filler(200, '-');
        for (int i = 0; i < 10'000; ++i)
            log.write(LogLine(LogLevel::Info, "x").add("filler", filler));
        QVERIFY(log.dropped() > 5'000);
    }
    pipe.closeWriter();
    const std::string text = pipe.readAll();
    QVERIFY(text.size() <= 200 * 1024);
}

QTEST_APPLESS_MAIN(TestLog)
#include "tst_log.moc"
