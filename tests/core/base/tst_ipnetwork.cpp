// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/ipnetwork.h"

#include <QTest>

using namespace toll;

class TestIpNetwork : public QObject {
    Q_OBJECT

private slots:
    void addressesComeBack_data();
    void addressesComeBack();
    void refusesOtherTexts_data();
    void refusesOtherTexts();
    void contains_data();
    void contains();
    void networksComeBack_data();
    void networksComeBack();
};

void TestIpNetwork::addressesComeBack_data()
{
    QTest::addColumn<QString>("canonical");
    const auto row = [](const char *text, const char *canonical) {
        QTest::newRow(text) << QString::fromLatin1(canonical);
    };
    row("192.0.2.1", "192.0.2.1");
    row("0.0.0.0", "0.0.0.0");
    row("::ffff:192.0.2.1", "192.0.2.1");
    row("::ffff:c000:201", "192.0.2.1");
    row("2001:DB8:0:0:0:0:0:1", "2001:db8::1");
    row("2001:db8::", "2001:db8::");
    row("::1", "::1");
    row("::", "::");
    row("1:0:0:2:0:0:0:3", "1:0:0:2::3");
    row("1:2:3:4:5:6:7:0", "1:2:3:4:5:6:7:0");
    row("64:ff9b::192.0.2.33", "64:ff9b::c000:221");
}

void TestIpNetwork::addressesComeBack()
{
    QFETCH(QString, canonical);
    const Result<IpAddress> address = parseIpAddress(QTest::currentDataTag());
    QVERIFY(address.has_value());
    QCOMPARE(QString::fromStdString(toString(*address)), canonical);
    QVERIFY(parseIpAddress(toString(*address)).value() == *address);
}

void TestIpNetwork::refusesOtherTexts_data()
{
    QTest::addColumn<int>("code");
    const auto row = [](const char *text, ErrorCode code = ErrorCode::Syntax) {
        QTest::newRow(*text ? text : "empty") << static_cast<int>(code);
    };
    for (const char *text : {"", "1.2.3", "1.2.3.4.5", "1.2.3.256", "01.2.3.4", "1.2.3.-4", "1.2.3.4 ", "a.b.c.d",
             "1:2:3:4:5:6:7", "1:2:3:4:5:6:7:8:9", "1::2::3", ":::", "1:2:3:4:5:6:7:8::", "12345::", "g::", "::1.2.3",
             "1.2.3.4::", "[::1]", "fe80::1%eth0", "1:", ":1", "::1:", "10.0.0.0/", "10.0.0.0/8/8"})
        row(text, QByteArray(text) == "10.0.0.0/" || QByteArray(text) == "10.0.0.0/8/8" ? ErrorCode::OutOfRange
                                                                                        : ErrorCode::Syntax);
    row("10.0.0.0/33", ErrorCode::OutOfRange);
    row("::/129", ErrorCode::OutOfRange);
    row("::ffff:10.0.0.0/8", ErrorCode::OutOfRange);
    row("10.0.0.0/-1", ErrorCode::OutOfRange);
}

void TestIpNetwork::refusesOtherTexts()
{
    QFETCH(int, code);
    const QByteArray tag = QTest::currentDataTag();
    const Result<IpNetwork> network = parseIpNetwork(tag == "empty" ? "" : tag.constData());
    QVERIFY(!network.has_value());
    QCOMPARE(static_cast<int>(network.error().code), code);
}

void TestIpNetwork::contains_data()
{
    QTest::addColumn<QString>("network");
    QTest::addColumn<QString>("address");
    QTest::addColumn<bool>("isIn");
    const auto row = [](const char *network, const char *address, bool isIn) {
        QTest::addRow("%s %s", network, address)
            << QString::fromLatin1(network) << QString::fromLatin1(address) << isIn;
    };
    row("10.0.0.0/8", "10.255.0.1", true);
    row("10.0.0.0/8", "11.0.0.0", false);
    row("10.0.0.0/8", "::ffff:10.1.2.3", true);
    row("10.0.0.7/8", "10.1.2.3", true);
    row("192.0.2.128/25", "192.0.2.127", false);
    row("192.0.2.128/25", "192.0.2.128", true);
    row("192.0.2.1", "192.0.2.1", true);
    row("192.0.2.1", "192.0.2.2", false);
    row("0.0.0.0/0", "203.0.113.9", true);
    row("0.0.0.0/0", "2001:db8::1", false);
    row("::/0", "2001:db8::1", true);
    row("::/0", "203.0.113.9", false);
    row("2001:db8::/33", "2001:db8:7fff::1", true);
    row("2001:db8::/33", "2001:db8:8000::1", false);
    row("::1/128", "::1", true);
}

void TestIpNetwork::contains()
{
    QFETCH(QString, network);
    QFETCH(QString, address);
    QFETCH(bool, isIn);
    QCOMPARE(parseIpNetwork(network.toStdString())->contains(*parseIpAddress(address.toStdString())), isIn);
}

void TestIpNetwork::networksComeBack_data()
{
    QTest::addColumn<QString>("canonical");
    QTest::newRow("10.1.2.3/8") << QStringLiteral("10.0.0.0/8");
    QTest::newRow("0.0.0.0/0") << QStringLiteral("0.0.0.0/0");
    QTest::newRow("192.0.2.1/32") << QStringLiteral("192.0.2.1");
    QTest::newRow("2001:db8::1/32") << QStringLiteral("2001:db8::/32");
    QTest::newRow("::ffff:10.1.2.3/104") << QStringLiteral("10.0.0.0/8");
    QTest::newRow("::/0") << QStringLiteral("::/0");
}

void TestIpNetwork::networksComeBack()
{
    QFETCH(QString, canonical);
    const Result<IpNetwork> network = parseIpNetwork(QTest::currentDataTag());
    QVERIFY(network.has_value());
    QCOMPARE(QString::fromStdString(toString(*network)), canonical);
    QVERIFY(*parseIpNetwork(toString(*network)) == *network);
}

QTEST_GUILESS_MAIN(TestIpNetwork)
#include "tst_ipnetwork.moc"
