// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/server/request.h"

#include <QtTest>
#include <rapidcheck.h>

using namespace toll;
using namespace toll::http;

namespace {

QString joined(const Request &request)
{
    QStringList parts;
    for (const std::string_view segment : request.segments)
        parts << QString::fromUtf8(segment.data(), static_cast<qsizetype>(segment.size()));
    QStringList pairs;
    for (const NamedValue &each : request.query)
        pairs << QString::fromUtf8(each.name.data(), static_cast<qsizetype>(each.name.size())) + u'='
                + QString::fromUtf8(each.value.data(), static_cast<qsizetype>(each.value.size()));
    return parts.join(u'|') + (pairs.isEmpty() ? QString() : u'?' + pairs.join(u'&'));
}

} // namespace

class TestTarget : public QObject {
    Q_OBJECT

private slots:
    void splitsPathAndQuery_data();
    void splitsPathAndQuery();
    void refusesWhatIsNoAddress_data();
    void refusesWhatIsNoAddress();
    void boundsSegmentsAndParameters();
    void readsBackWhateverIsEscaped();
    void readsForms();
};

void TestTarget::splitsPathAndQuery_data()
{
    QTest::addColumn<QByteArray>("target");
    QTest::addColumn<QString>("parts");
    QTest::newRow("root") << QByteArray("/") << "";
    QTest::newRow("path") << QByteArray("/v1/tokens") << "v1|tokens";
    QTest::newRow("slash at the end") << QByteArray("/v1/") << "v1|";
    QTest::newRow("two slashes") << QByteArray("//v1") << "|v1";
    QTest::newRow("escaped") << QByteArray("/a%20b/%E4%BB%A4") << "a b|令";
    QTest::newRow("escaped slash stays in its segment") << QByteArray("/a%2Fb") << "a/b";
    QTest::newRow("plus is a plus in a path") << QByteArray("/a+b") << "a+b";
    QTest::newRow("query") << QByteArray("/u?from=1&to=2") << "u?from=1&to=2";
    QTest::newRow("query decoded") << QByteArray("/u?tz=Europe%2FBerlin&q=a+b%2Bc") << "u?tz=Europe/Berlin&q=a b+c";
    QTest::newRow("names twice") << QByteArray("/u?g=a&g=b") << "u?g=a&g=b";
    QTest::newRow("no value") << QByteArray("/u?a&b=&=c&&") << "u?a=&b=&=c";
    QTest::newRow("question in query") << QByteArray("/u?a=b?c") << "u?a=b?c";
    QTest::newRow("whole address") << QByteArray("http://host:80/v1?x=1") << "v1?x=1";
    QTest::newRow("whole address without path") << QByteArray("HTTPS://host") << "";
    QTest::newRow("whole address, query only") << QByteArray("http://host?x=1") << "?x=1";
    QTest::newRow("asterisk") << QByteArray("*") << "";
}

void TestTarget::splitsPathAndQuery()
{
    QFETCH(QByteArray, target);
    QFETCH(QString, parts);
    Request request;
    QVERIFY(splitTarget({target.data(), static_cast<std::size_t>(target.size())}, request));
    QCOMPARE(joined(request), parts);
}

void TestTarget::refusesWhatIsNoAddress_data()
{
    QTest::addColumn<QByteArray>("target");
    QTest::newRow("empty") << QByteArray("");
    QTest::newRow("relative") << QByteArray("v1/tokens");
    QTest::newRow("authority") << QByteArray("host:443");
    QTest::newRow("half an escape") << QByteArray("/a%2");
    QTest::newRow("no escape") << QByteArray("/a%zz");
    QTest::newRow("percent alone") << QByteArray("/%");
    QTest::newRow("NUL") << QByteArray("/a%00");
    QTest::newRow("line feed") << QByteArray("/a%0Ab");
    QTest::newRow("line feed in query") << QByteArray("/a?b=%0d%0a");
    QTest::newRow("DEL") << QByteArray("/a%7f");
    QTest::newRow("no UTF-8") << QByteArray("/a%ff");
    QTest::newRow("overlong") << QByteArray("/a%c0%af");
    QTest::newRow("surrogate") << QByteArray("/a%ed%a0%80");
    QTest::newRow("beyond Unicode") << QByteArray("/a%f4%90%80%80");
    QTest::newRow("cut-off UTF-8") << QByteArray("/a%e4%bb");
    QTest::newRow("UTF-8 without escapes") << QByteArray("/令");
    QTest::newRow("up") << QByteArray("/v1/../etc");
    QTest::newRow("up, escaped") << QByteArray("/v1/%2e%2E/etc");
    QTest::newRow("here") << QByteArray("/./v1");
    QTest::newRow("fragment") << QByteArray("/a#b");
    QTest::newRow("space") << QByteArray("/a b");
}

void TestTarget::refusesWhatIsNoAddress()
{
    QFETCH(QByteArray, target);
    Request request;
    const Result<void> split = splitTarget({target.data(), static_cast<std::size_t>(target.size())}, request);
    QVERIFY(!split);
    QCOMPARE(split.error().code, ErrorCode::Syntax);
}

void TestTarget::boundsSegmentsAndParameters()
{
    Request request;
    QVERIFY(splitTarget("/a/b/c?x&y", request, {.segments = 3, .parameters = 2}));
    QCOMPARE(splitTarget("/a/b/c/d", request, {.segments = 3, .parameters = 2}).error().code, ErrorCode::OutOfRange);
    QCOMPARE(splitTarget("/a?x&y&z", request, {.segments = 3, .parameters = 2}).error().code, ErrorCode::OutOfRange);
}

void TestTarget::readsBackWhateverIsEscaped()
{
    QVERIFY(rc::check("every printable text comes back from path and query", [] {
        const auto letters = *rc::gen::nonEmpty(rc::gen::container<std::vector<int>>(rc::gen::inRange(0x20, 0xd800)));
        QString value;
        for (const int letter : letters)
            value += letter == 0x7f ? u'x' : QChar(letter);
        RC_PRE(!value.isEmpty() && value != u"." && value != u"..");
        const QByteArray escaped = QUrl::toPercentEncoding(value);
        const std::string target = "/" + escaped.toStdString() + "?q=" + escaped.toStdString();
        Request request;
        // Control characters of ISO 6429 are letters of UTF-8 here: what is refused is ASCII's.
        RC_ASSERT(splitTarget(target, request).has_value());
        RC_ASSERT(request.segments.at(0) == value.toStdString());
        RC_ASSERT(request.queryValue("q") == value.toStdString());
    }));
}

void TestTarget::readsForms()
{
    std::string decoded;
    const auto pairs = decodeForm("token_id=a%2Bb&api_rate=0.0015&x=%20+", decoded, 10);
    QVERIFY(pairs);
    QCOMPARE(pairs->size(), 3U);
    QCOMPARE(std::string((*pairs)[0].value), "a+b");
    QCOMPARE(std::string((*pairs)[1].value), "0.0015");
    QCOMPARE(std::string((*pairs)[2].value), "  ");
    QVERIFY(!decodeForm("a=%", decoded, 10));
    QVERIFY(!decodeForm("a=\n", decoded, 10));
    QVERIFY(!decodeForm("a&b&c", decoded, 2));
}

QTEST_APPLESS_MAIN(TestTarget)
#include "tst_target.moc"
