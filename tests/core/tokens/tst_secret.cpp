// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/tokens/secret.h"
#include "tests/support/shareddata.h"

#include <QJsonArray>
#include <QJsonObject>
#include <QRegularExpression>
#include <QtTest>

#include <algorithm>
#include <random>
#include <set>

using namespace toll;

namespace {

constexpr std::string_view alphabet = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

std::vector<std::string> validVectors()
{
    std::vector<std::string> secrets;
    const QJsonDocument document = test::sharedJson(QStringLiteral("vectors/token-format/tokens.json"));
    for (const QJsonValue &value : document[u"valid"].toArray())
        secrets.push_back(value.toString().toStdString());
    return secrets;
}

Entropy seeded(unsigned seed)
{
    return [generator = std::mt19937(seed)](std::span<std::byte> bytes) mutable {
        for (std::byte &byte : bytes)
            byte = static_cast<std::byte>(generator() & 0xFF);
    };
}

} // namespace

class TestSecret : public QObject {
    Q_OBJECT
private slots:
    void checksBytes();
    void acceptsTheVectors();
    void refusesTheVectors();
    void noticesEveryTypo();
    void makesWellFormedSecrets();
    void drawsEveryCharacterEvenly();
    void refusesForms_data();
    void refusesForms();
    void showsPrefixAndLastFourOnly();
};

void TestSecret::checksBytes()
{
    QCOMPARE(crc32("123456789"), 0xCBF43926U);
    QCOMPARE(crc32(""), 0U);
    QCOMPARE(crc32("\xff\xff\xff\xff"), 0xFFFFFFFFU);
}

void TestSecret::acceptsTheVectors()
{
    const std::vector<std::string> secrets = validVectors();
    if (secrets.empty())
        QSKIP("no shared vectors here");
    QCOMPARE(secrets.size(), std::size_t(20));
    for (const std::string &secret : secrets) {
        QVERIFY(isWellFormedSecret(secret));
        QCOMPARE(prefixOf(secret), std::string_view("xyz_live_"));
        QCOMPARE(lastFourOf(secret), std::string_view(secret).substr(secret.size() - 4));
    }
}

void TestSecret::refusesTheVectors()
{
    const QJsonDocument document = test::sharedJson(QStringLiteral("vectors/token-format/tokens.json"));
    if (document.isNull())
        QSKIP("no shared vectors here");
    const QJsonArray invalid = document[u"invalid"].toArray();
    QCOMPARE(invalid.size(), 25);
    for (const QJsonValue &value : invalid) {
        const QString why = value[u"why"].toString();
        QVERIFY2(!isWellFormedSecret(value[u"token"].toString().toStdString()), qPrintable(why));
    }
}

void TestSecret::noticesEveryTypo()
{
    std::vector<std::string> secrets = validVectors();
    if (secrets.empty())
        secrets.push_back(makeSecret(secretPrefix, seeded(1)));
    for (const std::string &secret : secrets) {
        const std::size_t body = prefixOf(secret).size();
        for (std::size_t place = body; place < secret.size(); ++place) {
            for (const char other : alphabet) {
                std::string typo = secret;
                typo[place] = other;
                QCOMPARE(isWellFormedSecret(typo), typo == secret);
            }
            std::string swapped = secret;
            if (place + 1 < secret.size()) {
                std::swap(swapped[place], swapped[place + 1]);
                QCOMPARE(isWellFormedSecret(swapped), swapped == secret);
            }
        }
    }
}

void TestSecret::makesWellFormedSecrets()
{
    const Entropy entropy = seeded(7);
    const QRegularExpression form(QStringLiteral("^tk_live_[0-9A-Za-z]{36}$"));
    std::set<std::string> made;
    for (int i = 0; i < 1000; ++i) {
        const std::string secret = makeSecret(secretPrefix, entropy);
        QVERIFY(form.match(QString::fromStdString(secret)).hasMatch());
        QVERIFY(isWellFormedSecret(secret));
        made.insert(secret);
    }
    QCOMPARE(made.size(), std::size_t(1000));
    QCOMPARE(makeSecret(secretPrefix, seeded(7)), makeSecret(secretPrefix, seeded(7)));
}

void TestSecret::drawsEveryCharacterEvenly()
{
    // Taken modulo 62 without drawing again, bytes would favour the first eight characters by a quarter.
    const Entropy entropy = seeded(11);
    std::array<int, 62> counts{};
    for (int i = 0; i < 10'000; ++i) {
        for (const char c : makeSecret(secretPrefix, entropy).substr(secretPrefix.size(), 30))
            ++counts[alphabet.find(c)];
    }
    const auto [least, most] = std::ranges::minmax(counts);
    QVERIFY2(most - least < most / 7, qPrintable(QString("%1 .. %2").arg(least).arg(most)));
}

void TestSecret::refusesForms_data()
{
    QTest::addColumn<QByteArray>("text");
    const QByteArray good = QByteArray::fromStdString(makeSecret(secretPrefix, seeded(3)));
    const QByteArray body = good.sliced(static_cast<qsizetype>(secretPrefix.size()));
    QTest::newRow("nothing") << QByteArray();
    QTest::newRow("prefix alone") << QByteArray("tk_live_");
    QTest::newRow("no prefix") << body;
    QTest::newRow("no word before the underscore") << "_" + body;
    QTest::newRow("empty word") << "tk__" + body;
    QTest::newRow("no underscore") << "tk" + body;
    QTest::newRow("upper case prefix") << "TK_live_" + body;
    QTest::newRow("space first") << " " + good;
    QTest::newRow("line feed last") << good + "\n";
    QTest::newRow("null byte inside") << good.left(20) + QByteArray(1, '\0') + good.sliced(21);
    QTest::newRow("not ASCII") << good.left(20) + QByteArray("\xc3\xa4") + good.sliced(22);
    QTest::newRow("bearer") << "Bearer " + good;
    QTest::newRow("twice") << good + good;
}

void TestSecret::refusesForms()
{
    QFETCH(const QByteArray, text);
    QVERIFY(!isWellFormedSecret(text.toStdString()));
    QVERIFY(isWellFormedSecret(makeSecret("a_", seeded(3))));
}

void TestSecret::showsPrefixAndLastFourOnly()
{
    const std::string secret = makeSecret(secretPrefix, seeded(5));
    QCOMPARE(prefixOf(secret), secretPrefix);
    QCOMPARE(lastFourOf(secret).size(), std::size_t(4));
    QCOMPARE(prefixOf("sk-a-secret-of-some-other-system-0123456789abcdef"), std::string_view());
    QCOMPARE(lastFourOf("sk-a-secret-of-some-other-system-0123456789abcdef"), std::string_view("cdef"));
    QCOMPARE(lastFourOf("short-secret-123456"), std::string_view());
    QCOMPARE(lastFourOf(""), std::string_view());
}

QTEST_APPLESS_MAIN(TestSecret)
#include "tst_secret.moc"
