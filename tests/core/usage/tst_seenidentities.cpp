// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/usage/seenidentities.h"

#include <QtTest>
#include <rapidcheck.h>

#include <random>
#include <set>

using namespace toll;

namespace {

EventHash anyIdentity(std::mt19937_64 &dice)
{
    return {dice(), dice()};
}

} // namespace

class SeenIdentitiesTest : public QObject {
    Q_OBJECT

private slots:
    void remembersWhatCameInAnyBatches()
    {
        QVERIFY(rc::check("like a set", [](std::uint64_t seed) {
            std::mt19937_64 dice(seed);
            std::vector<EventHash> some(*rc::gen::inRange<std::size_t>(1, 20'000));
            for (EventHash &identity : some)
                identity = anyIdentity(dice);
            SeenIdentities seen;
            std::set<std::pair<std::uint64_t, std::uint64_t>> expected;
            std::vector<std::uint8_t> wereSeen;
            for (int batch = 0; batch < 8; ++batch) {
                if (dice() % 3 == 0)
                    seen.reserve(dice() % 30'000);
                std::vector<EventHash> identities(dice() % 6000);
                for (EventHash &identity : identities)
                    identity = some[dice() % some.size()];
                if (batch == 2) { // as those that are stored
                    seen.insert(identities);
                    for (const EventHash &identity : identities)
                        expected.emplace(identity.high, identity.low);
                    continue;
                }
                const std::size_t count = seen.insert(identities, wereSeen);
                RC_ASSERT(wereSeen.size() == identities.size());
                std::size_t known = 0;
                for (std::size_t row = 0; row < identities.size(); ++row) {
                    const bool isNew = expected.emplace(identities[row].high, identities[row].low).second;
                    RC_ASSERT((wereSeen[row] == 0) == isNew);
                    known += isNew ? 0 : 1;
                }
                RC_ASSERT(count == known);
            }
        }));
    }

    void growsAsFarAsIsNeeded_data()
    {
        QTest::addColumn<std::size_t>("reserved");
        for (const std::size_t reserved : {0U, 1U, 5000U, 200'000U, 1'000'000U})
            QTest::addRow("%zu reserved", reserved) << reserved;
    }

    void growsAsFarAsIsNeeded()
    {
        QFETCH(const std::size_t, reserved);
        constexpr std::size_t count = 200'000;
        SeenIdentities seen;
        seen.reserve(reserved);
        std::vector<std::uint8_t> wereSeen;
        for (const std::size_t known : {std::size_t{0}, count}) {
            std::mt19937_64 dice(7);
            std::size_t found = 0;
            for (std::size_t at = 0; at < count; at += 1000) {
                std::vector<EventHash> identities(1000);
                for (EventHash &identity : identities)
                    identity = anyIdentity(dice);
                found += seen.insert(identities, wereSeen);
            }
            QCOMPARE(found, known);
        }
    }

    void identitiesThatLookAlikeAreNeverForgotten_data()
    {
        QTest::addColumn<unsigned>("bits");
        for (const unsigned bits : {1U, 4U, 7U})
            QTest::addRow("%u bits", bits) << bits;
    }

    void identitiesThatLookAlikeAreNeverForgotten()
    {
        QFETCH(const unsigned, bits);
        SeenIdentities seen(bits);
        std::vector<std::uint8_t> wereSeen;
        std::mt19937_64 dice(3);
        std::vector<EventHash> identities(3000);
        for (EventHash &identity : identities)
            identity = anyIdentity(dice);
        QVERIFY(seen.insert(identities, wereSeen) > 0);
        QCOMPARE(seen.insert(identities, wereSeen), identities.size());
    }

    void zeroIsAnIdentityToo()
    {
        SeenIdentities seen;
        std::vector<std::uint8_t> wereSeen;
        const std::vector<EventHash> zero{{0, 0}};
        QCOMPARE(seen.insert(zero, wereSeen), std::size_t{0});
        QCOMPARE(seen.insert(zero, wereSeen), std::size_t{1});
    }
};

QTEST_APPLESS_MAIN(SeenIdentitiesTest)
#include "tst_seenidentities.moc"
