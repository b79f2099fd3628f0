// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/simulation/randomstream.h"

#include <QtTest>

#include <bit>
#include <set>

using namespace toll;

namespace {

constexpr std::size_t lanes = RandomStream::lanes;

std::vector<std::uint32_t> numbers(RandomStream stream, std::size_t count, Instructions instructions)
{
    std::vector<std::uint32_t> result(count);
    stream.fill(result, instructions);
    return result;
}

/// One lane as its authors wrote it down (xoshiro128plusplus.c), seeded as the header says.
class OneLane {
public:
    OneLane(std::uint64_t key, std::size_t lane)
    {
        std::uint64_t counter = key;
        for (std::size_t skipped = 0; skipped <= lane; ++skipped)
            for (std::size_t word = 0; word < 4; word += 2) {
                counter += 0x9e3779b97f4a7c15U;
                const std::uint64_t bits = mixed(counter);
                m_s[word] = static_cast<std::uint32_t>(bits);
                m_s[word + 1] = static_cast<std::uint32_t>(bits >> 32);
            }
    }
    std::uint32_t next()
    {
        const std::uint32_t result = std::rotl(m_s[0] + m_s[3], 7) + m_s[0];
        const std::uint32_t t = m_s[1] << 9;
        m_s[2] ^= m_s[0];
        m_s[3] ^= m_s[1];
        m_s[1] ^= m_s[2];
        m_s[0] ^= m_s[3];
        m_s[2] ^= t;
        m_s[3] = std::rotl(m_s[3], 11);
        return result;
    }

private:
    std::array<std::uint32_t, 4> m_s{};
};

} // namespace

class RandomStreamTest : public QObject {
    Q_OBJECT

private slots:
    void mixesAsSplitMixDoes();
    void lanesAreTheGeneratorThatWasPublished();
    void vectorsGiveTheNumbersOfOneByOne();
    void numbersDoNotDependOnHowManyAreAskedFor();
    void streamsDiffer();
    void numbersAreTheSameForEver();
    void bitsAreEven();
};

void RandomStreamTest::mixesAsSplitMixDoes()
{
    // The first outputs of splitmix64.c for the seed 1234567.
    constexpr std::uint64_t step = 0x9e3779b97f4a7c15U;
    QCOMPARE(mixed(1234567 + step), std::uint64_t(6457827717110365317U));
    QCOMPARE(mixed(1234567 + 2 * step), std::uint64_t(3203168211198807973U));
    QCOMPARE(mixed(1234567 + 3 * step), std::uint64_t(9817491932198370423U));
}

void RandomStreamTest::lanesAreTheGeneratorThatWasPublished()
{
    constexpr std::uint64_t step = 0x9e3779b97f4a7c15U;
    const std::uint64_t key = mixed(mixed(mixed(42 + step) ^ 7) + step * 1);
    const std::vector<std::uint32_t> drawn =
        numbers(RandomStream(42, 7, StreamPurpose::Counts), 100 * lanes, Instructions::Portable);
    for (std::size_t lane = 0; lane < lanes; ++lane) {
        OneLane expected(key, lane);
        for (std::size_t i = 0; i < 100; ++i)
            QCOMPARE(drawn[i * lanes + lane], expected.next());
    }
}

void RandomStreamTest::vectorsGiveTheNumbersOfOneByOne()
{
    if (!hasVectors())
        QSKIP("this processor has no AVX2");
    for (std::uint64_t seed = 0; seed < 20; ++seed) {
        const RandomStream stream(seed, seed * 3, StreamPurpose::Blocks);
        QCOMPARE(numbers(stream, 8000, Instructions::Best), numbers(stream, 8000, Instructions::Portable));
    }
}

void RandomStreamTest::numbersDoNotDependOnHowManyAreAskedFor()
{
    const RandomStream begin(1, 2, StreamPurpose::Counts);
    const std::vector<std::uint32_t> atOnce = numbers(begin, 960, Instructions::Best);
    RandomStream stream = begin;
    std::vector<std::uint32_t> bit;
    std::vector<std::uint32_t> together;
    for (std::size_t size = lanes; together.size() < atOnce.size(); size += lanes) {
        bit.resize(std::min(size, atOnce.size() - together.size()));
        stream.fill(bit, size % 16 == 0 ? Instructions::Portable : Instructions::Best);
        together.insert(together.end(), bit.begin(), bit.end());
    }
    QCOMPARE(together, atOnce);
}

void RandomStreamTest::streamsDiffer()
{
    std::set<std::vector<std::uint32_t>> all;
    std::size_t count = 0;
    for (std::uint64_t seed = 0; seed < 10; ++seed)
        for (std::uint64_t token = 0; token < 10; ++token)
            for (const StreamPurpose purpose : {StreamPurpose::Counts, StreamPurpose::Spread, StreamPurpose::Blocks}) {
                all.insert(numbers(RandomStream(seed, token, purpose), 8, Instructions::Best));
                ++count;
            }
    QCOMPARE(all.size(), count);
    QVERIFY(streamNumber("a") != streamNumber("b"));
    const RandomStream stream(1, 2, StreamPurpose::Counts);
    QVERIFY(stream.furtherBits(0) != stream.furtherBits(1));
    QCOMPARE(stream.furtherBits(5), RandomStream(stream).furtherBits(5));
}

/// A change here changes every simulation that somebody has kept with its seed.
void RandomStreamTest::numbersAreTheSameForEver()
{
    const std::vector<std::uint32_t> drawn =
        numbers(RandomStream(20261130, streamNumber("gateway"), StreamPurpose::Counts), 8, Instructions::Best);
    const std::vector<std::uint32_t> expected{
        1249305356, 2278708434, 2761303354, 1695957732, 3913584134, 3843128080, 3010182053, 1034304093};
    QCOMPARE(drawn, expected);
}

void RandomStreamTest::bitsAreEven()
{
    const std::vector<std::uint32_t> drawn =
        numbers(RandomStream(3, 4, StreamPurpose::Counts), 1 << 20, Instructions::Best);
    for (int bit = 0; bit < 32; ++bit) {
        std::int64_t ones = 0;
        for (const std::uint32_t number : drawn)
            ones += (number >> bit) & 1;
        QVERIFY2(std::abs(ones - (1 << 19)) < 5 * 512, qPrintable(QString::number(bit))); // five standard deviations
    }
}

QTEST_APPLESS_MAIN(RandomStreamTest)
#include "tst_randomstream.moc"
