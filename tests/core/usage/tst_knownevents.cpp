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
