// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/nearest.h"

#include <QtTest>

using namespace toll;

class NearestTest : public QObject {
    Q_OBJECT

private slots:
    void countsSlips_data();
    void countsSlips();
    void offersWhatWasProbablyMeant();
};

void NearestTest::countsSlips_data()
{
    QTest::addColumn<QByteArray>("a");
    QTest::addColumn<QByteArray>("b");
    QTest::addColumn<int>("slips");
    QTest::newRow("same") << QByteArray("owner") << QByteArray("Owner") << 0;
    QTest::newRow("swapped") << QByteArray("onwer") << QByteArray("owner") << 1;
    QTest::newRow("dropped") << QByteArray("modl") << QByteArray("model") << 1;
    QTest::newRow("replaced") << QByteArray("opz") << QByteArray("ops") << 1;
    QTest::newRow("nothing") << QByteArray("") << QByteArray("tag") << 3;
}

void NearestTest::countsSlips()
{
    QFETCH(const QByteArray, a);
    QFETCH(const QByteArray, b);
    QFETCH(const int, slips);
    QCOMPARE(static_cast<int>(editDistance(a.toStdString(), b.toStdString())), slips);
    QCOMPARE(static_cast<int>(editDistance(b.toStdString(), a.toStdString())), slips);
}

void NearestTest::offersWhatWasProbablyMeant()
{
    const std::vector<std::string> names{"ops", "operations", "Acme", "Acne"};
    QCOMPARE(nearest("opz", names).value_or(""), std::string("ops"));
    QCOMPARE(nearest("acmee", names).value_or(""), std::string("Acme"));
    QCOMPARE(nearest("operatoins", names).value_or(""), std::string("operations"));
    QVERIFY(!nearest("xyz", names));
    QVERIFY(!nearest("o", names));
    QVERIFY(!nearest(std::string(5000, 'x'), names));
}

QTEST_APPLESS_MAIN(NearestTest)
#include "tst_nearest.moc"
