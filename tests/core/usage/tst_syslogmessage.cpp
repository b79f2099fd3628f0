// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/usage/syslogmessage.h"

#include <QtTest>

using namespace toll;

class TestSyslogMessage : public QObject {
    Q_OBJECT

private slots:
    void findsTheMessage_data();
    void findsTheMessage();
    void refusesWhatIsNoSyslog_data();
    void refusesWhatIsNoSyslog();
};

void TestSyslogMessage::findsTheMessage_data()
{
    QTest::addColumn<QByteArray>("datagram");
    QTest::addColumn<QByteArray>("message");
    const QByteArray json(R"({"id":"a: b"})");
    QTest::newRow("nginx") << "<190>Nov 30 12:00:00 gate nginx: " + json << json;
    QTest::newRow("nginx without host") << "<190>Nov  3 12:00:00 nginx: " + json << json;
    QTest::newRow("a host that is an address") << "<190>Nov 30 12:00:00 fe80::1 nginx: " + json << json;
    QTest::newRow("with a process") << "<6>Nov 30 12:00:00 gate caddy[12]: " + json + "\n" << json;
    QTest::newRow("RFC 5424") << "<165>1 2026-11-30T12:00:00.003Z gate envoy 12 access - " + json << json;
    QTest::newRow("structured data")
        << R"(<165>1 2026-11-30T12:00:00Z gate envoy - - [a@1 k="x] \" y"][b@1 k="z"] )" + json << json;
    QTest::newRow("byte order mark") << "<165>1 - - - - - - \xEF\xBB\xBF" + json << json;
    QTest::newRow("ended by NUL") << "<190>Nov 30 12:00:00 gate nginx: " + json + QByteArray("\0", 1) << json;
    QTest::newRow("an empty message") << QByteArray("<190>Nov 30 12:00:00 gate nginx: ") << QByteArray();
}

void TestSyslogMessage::findsTheMessage()
{
    QFETCH(QByteArray, datagram);
    const std::string text = datagram.toStdString();
    const auto message = syslogMessage(text);
    QVERIFY(message);
    QTEST(QByteArray(message->data(), static_cast<qsizetype>(message->size())), "message");
}

void TestSyslogMessage::refusesWhatIsNoSyslog_data()
{
    QTest::addColumn<QByteArray>("datagram");
    QTest::newRow("nothing") << QByteArray();
    QTest::newRow("JSON alone") << QByteArray(R"({"id":"a"})");
    QTest::newRow("no priority") << QByteArray("<>Nov 30 12:00:00 gate nginx: {}");
    QTest::newRow("priority of letters") << QByteArray("<abc>Nov 30 12:00:00 gate nginx: {}");
    QTest::newRow("priority too large") << QByteArray("<192>Nov 30 12:00:00 gate nginx: {}");
    QTest::newRow("priority without end") << QByteArray("<19000000000000");
    QTest::newRow("no time") << QByteArray("<190>gate nginx: {}");
    QTest::newRow("no tag") << QByteArray("<190>Nov 30 12:00:00 {}");
    QTest::newRow("RFC 5424 cut off") << QByteArray("<165>1 2026-11-30T12:00:00Z gate envoy");
    QTest::newRow("structured data without end") << QByteArray(R"(<165>1 - - - - - [a k="x] {})");
    QTest::newRow("structured data that is none") << QByteArray("<165>1 - - - - - x {}");
    QTest::newRow("version of the future") << QByteArray("<165>2 - - - - - - {}");
}

void TestSyslogMessage::refusesWhatIsNoSyslog()
{
    QFETCH(QByteArray, datagram);
    const auto message = syslogMessage(datagram.toStdString());
    QVERIFY(!message);
    QCOMPARE(message.error().where, std::string("syslog"));
}

QTEST_GUILESS_MAIN(TestSyslogMessage)
#include "tst_syslogmessage.moc"
