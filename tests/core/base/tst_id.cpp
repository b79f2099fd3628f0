// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/id.h"

#include <QTest>
#include <algorithm>
#include <random>
#include <set>

using namespace toll;

namespace {

Entropy constant(std::byte value)
{
    return [value](std::span<std::byte> bytes) { std::ranges::fill(bytes, value); };
}

Entropy seeded(unsigned seed)
{
    return [random = std::mt19937(seed)](std::span<std::byte> bytes) mutable {
        std::ranges::generate(bytes, [&random] { return static_cast<std::byte>(random()); });
    };
}

} // namespace

class TestId : public QObject {
    Q_OBJECT

private slots:
    void laysOutRfc9562_data()
    {
        QTest::addColumn<qint64>("time");
        QTest::addColumn<int>("filler");
        QTest::addColumn<QByteArray>("text");

        // The time is that of the example in RFC 9562, appendix A.6.
        QTest::newRow("zeros") << qint64{0x017f22e279b0} << 0 << QByteArray("017f22e2-79b0-7000-8000-000000000000");
        QTest::newRow("ones") << qint64{0x017f22e279b0} << 255 << QByteArray("017f22e2-79b0-7fff-bfff-ffffffffffff");
        QTest::newRow("before 1970") << qint64{-1} << 0 << QByteArray("00000000-0000-7000-8000-000000000000");
        QTest::newRow("year 9999") << qint64{latestInstant.ms} << 0
                                   << QByteArray("e677d21f-dbff-7000-8000-000000000000");
    }

    void laysOutRfc9562()
    {
        QFETCH(qint64, time);
        QFETCH(int, filler);
        QTEST(QByteArray::fromStdString(newUuid({time}, constant(static_cast<std::byte>(filler)))), "text");
    }

    void sortsByTime()
    {
        const Entropy entropy = seeded(1);
        std::string before;
        for (std::int64_t ms = 1; ms < (std::int64_t{1} << 47); ms *= 3) {
            const std::string id = newUuid({ms}, entropy);
            QVERIFY(before < id);
            before = id;
        }
    }

    void differsWithinOneMillisecond()
    {
        const Entropy entropy = seeded(2);
        std::set<TokenId> ids;
        for (int i = 0; i < 10000; ++i)
            ids.insert(TokenId::make({1759667696789}, entropy));
        QCOMPARE(ids.size(), std::size_t{10000});
    }
};

QTEST_APPLESS_MAIN(TestId)
#include "tst_id.moc"
