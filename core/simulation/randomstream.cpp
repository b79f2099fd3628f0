// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/simulation/randomstream.h"

#include <bit>

#if defined(__x86_64__)
#include <immintrin.h>
#endif

namespace toll {

namespace {

constexpr std::uint64_t golden = 0x9e3779b97f4a7c15U; ///< SplitMix64's step

void fillPortably(RandomStream::State &state, std::span<std::uint32_t> to)
{
    for (std::size_t at = 0; at < to.size(); at += RandomStream::lanes)
        for (std::size_t lane = 0; lane < RandomStream::lanes; ++lane) {
            std::uint32_t &a = state[0][lane];
            std::uint32_t &b = state[1][lane];
            std::uint32_t &c = state[2][lane];
            std::uint32_t &d = state[3][lane];
            to[at + lane] = std::rotl(a + d, 7) + a;
            const std::uint32_t shifted = b << 9;
            c ^= a;
            d ^= b;
            b ^= c;
            a ^= d;
            c ^= shifted;
            d = std::rotl(d, 11);
        }
}

#if defined(__x86_64__)
template<int by>
__attribute__((target("avx2"), always_inline)) inline __m256i rotated(__m256i x)
{
    return _mm256_or_si256(_mm256_slli_epi32(x, by), _mm256_srli_epi32(x, 32 - by));
}

__attribute__((target("avx2"))) void fillInVectors(RandomStream::State &state, std::span<std::uint32_t> to)
{
    const auto load = [&](std::size_t word) __attribute__((target("avx2"))) {
        return _mm256_load_si256(reinterpret_cast<const __m256i *>(state[word].data()));
    };
    __m256i a = load(0);
    __m256i b = load(1);
    __m256i c = load(2);
    __m256i d = load(3);
    for (std::size_t at = 0; at < to.size(); at += RandomStream::lanes) {
        const __m256i result = _mm256_add_epi32(rotated<7>(_mm256_add_epi32(a, d)), a);
        _mm256_storeu_si256(reinterpret_cast<__m256i *>(to.data() + at), result);
        const __m256i shifted = _mm256_slli_epi32(b, 9);
        c = _mm256_xor_si256(c, a);
        d = _mm256_xor_si256(d, b);
        b = _mm256_xor_si256(b, c);
        a = _mm256_xor_si256(a, d);
        c = _mm256_xor_si256(c, shifted);
        d = rotated<11>(d);
    }
    _mm256_store_si256(reinterpret_cast<__m256i *>(state[0].data()), a);
    _mm256_store_si256(reinterpret_cast<__m256i *>(state[1].data()), b);
    _mm256_store_si256(reinterpret_cast<__m256i *>(state[2].data()), c);
    _mm256_store_si256(reinterpret_cast<__m256i *>(state[3].data()), d);
}
#endif

} // namespace

bool hasVectors()
{
#if defined(__x86_64__)
    static const bool has = __builtin_cpu_supports("avx2") != 0;
    return has;
#else
    return false;
#endif
}

std::uint64_t streamNumber(std::string_view id)
{
    std::uint64_t hash = 0xcbf29ce484222325U;
    for (const char c : id)
        hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001b3U;
    return mixed(hash);
}

RandomStream::RandomStream(std::uint64_t seed, std::uint64_t token, StreamPurpose purpose)
    : m_key(mixed(mixed(mixed(seed + golden) ^ token) + golden * static_cast<std::uint64_t>(purpose)))
{
    std::uint64_t counter = m_key;
    for (std::size_t lane = 0; lane < lanes; ++lane)
        for (std::size_t word = 0; word < m_state.size(); word += 2) {
            counter += golden;
            const std::uint64_t bits = mixed(counter);
            m_state[word][lane] = static_cast<std::uint32_t>(bits);
            m_state[word + 1][lane] = static_cast<std::uint32_t>(bits >> 32);
        }
    // The one state a generator never leaves. SplitMix64 gives two zeros in a row to no seed, so this is for the
    // reader.
    for (std::size_t lane = 0; lane < lanes; ++lane)
        if ((m_state[0][lane] | m_state[1][lane] | m_state[2][lane] | m_state[3][lane]) == 0)
            m_state[0][lane] = 1;
}

void RandomStream::fill(std::span<std::uint32_t> to, [[maybe_unused]] Instructions instructions)
{
#if defined(__x86_64__)
    if (instructions == Instructions::Best && hasVectors())
        return fillInVectors(m_state, to);
#endif
    fillPortably(m_state, to);
}

} // namespace toll
