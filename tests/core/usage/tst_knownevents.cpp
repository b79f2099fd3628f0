// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/usage/knownevents.h"

#include <QtTest>
#include <rapidcheck.h>

#include <map>
#include <random>

using namespace toll;

class KnownEventsTest : public QObject {
    Q_OBJECT

private slots:
    void knowsWhatCame()
    {
        QVERIFY(rc::check("like a map", [](std::uint64_t seed) {
            std::mt19937_64 dice(seed);
            KnownEvents known;
            std::map<EventHash, std::uint32_t> expected;
            const auto some = *rc::gen::inRange<std::uint64_t>(1, 3000);
            for (std::uint32_t i = 0; i < 4000; ++i) {
                if (dice() % 1000 == 0)
                    known.reserve(dice() % 5000);
                const std::uint64_t which = dice() % some;
                const EventHash identity{which * 0x9e3779b97f4a7c15, which * 0xff51afd7ed558ccd};
                const auto [entry, isNew] = expected.try_emplace(identity, i);
                const auto found = known.insert(identity, i);
                RC_ASSERT(found == (isNew ? std::nullopt : std::optional(entry->second)));
            }
        }));
    }

    void manyAtOnceAreKnownAsOneByOne()
    {
        QVERIFY(rc::check("many == one by one", [](std::uint64_t seed) {
            std::mt19937_64 dice(seed);
            KnownEvents many;
            KnownEvents single;
            std::uint32_t place = 1;
            std::vector<std::uint32_t> before;
            for (int batch = 0; batch < 5; ++batch) {
                std::vector<EventHash> identities(dice() % 2000);
                for (EventHash &identity : identities) {
                    const std::uint64_t which = dice() % 4000;
                    identity = {which * 0x9e3779b97f4a7c15, which * 0xff51afd7ed558ccd};
                }
                const bool isStored = batch == 0;
                if (isStored)
                    many.insert(identities);
                else
                    many.insert(identities, place, before);
                for (std::size_t row = 0; row < identities.size(); ++row) {
                    const auto number = isStored ? 0 : place + static_cast<std::uint32_t>(row);
                    const auto expected = single.insert(identities[row], number);
                    if (!isStored)
                        RC_ASSERT(before[row] == expected.value_or(KnownEvents::unknown));
                }
                place += static_cast<std::uint32_t>(identities.size());
            }
        }));
    }

    void countsHowOftenItCame()
    {
        KnownEvents known;
        const EventHash zero{}; // also where all bits are 0
        QCOMPARE(known.count(zero), 0U);
        QCOMPARE(known.count(zero), 1U);
        QCOMPARE(known.count({1, 1}), 0U);
        QCOMPARE(known.count(zero), 2U);
    }

    void fewBitsConfuseButNeverForget()
    {
        KnownEvents known(4);
        std::mt19937_64 dice(3);
        int unknown = 0;
        for (std::uint32_t i = 0; i < 5000; ++i)
            unknown += known.insert({dice(), dice()}, i) ? 0 : 1;
        QVERIFY(unknown <= 16 * 17 && unknown > 200); // four bits, beside the four that choose the part
    }
};

QTEST_APPLESS_MAIN(KnownEventsTest)
#include "tst_knownevents.moc"
