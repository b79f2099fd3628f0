// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

namespace toll {

/// Which instructions a bulk function may use. The numbers do not depend on it.
enum class Instructions { Portable, Best };
/// Whether `Best` is anything else than `Portable` on this processor (AVX2, asked at run time).
[[nodiscard]] bool hasVectors();

/// What a stream's numbers are used for, so that two uses for one token have nothing to do with each other.
enum class StreamPurpose : std::uint32_t { Counts = 1, Spread = 2, Blocks = 3, Other = 4 };

/// SplitMix64's output function: a bijection of 64 bits in which every bit of the input moves half of the output's
/// (Steele, Lea, Flood 2014, "Fast splittable pseudorandom number generators"; constants of Stafford's variant 13).
[[nodiscard]] constexpr std::uint64_t mixed(std::uint64_t z)
{
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9U;
    z = (z ^ (z >> 27)) * 0x94d049bb133111ebU;
    return z ^ (z >> 31);
}

/// A token's id as a number: FNV-1a of 64 bits, mixed. So a token has the same draws wherever it stands in a list.
[[nodiscard]] std::uint64_t streamNumber(std::string_view id);

/// Random bits for one (seed, token, purpose): eight generators side by side, each xoshiro128++ 1.0 (Blackman and Vigna
/// 2021, "Scrambled linear pseudorandom number generators", ACM TOMS 47(4)), seeded by SplitMix64 as its authors
/// advise. Number i of the stream is number i / 8 of generator i % 8. Whole numbers only: the same on every machine,
/// whatever the instructions used and however many are asked for at once.
///
/// Streams are told apart by their seeds, 2^128 states each: that two of a million streams overlap within 2^32 numbers
/// has a probability of about 2^-48.
class RandomStream {
public:
    static constexpr std::size_t lanes = 8;
    /// Word w of the state of all lanes.
    using State = std::array<std::array<std::uint32_t, lanes>, 4>;

    RandomStream(std::uint64_t seed, std::uint64_t token, StreamPurpose purpose);

    /// The next numbers; a multiple of `lanes` of them.
    void fill(std::span<std::uint32_t> to, Instructions instructions = Instructions::Best);

    /// 64 further bits that belong to number `index` of the stream, by counting instead of by order: they change
    /// nothing for the numbers that follow. For the few draws that 32 bits do not decide.
    [[nodiscard]] std::uint64_t furtherBits(std::uint64_t index) const
    {
        return mixed(mixed(m_key + index * 0x9e3779b97f4a7c15U) ^ m_key);
    }

    /// For kernels that draw by themselves, as fill() does.
    [[nodiscard]] State &state() { return m_state; }

private:
    alignas(32) State m_state{};
    std::uint64_t m_key = 0;
};

} // namespace toll
