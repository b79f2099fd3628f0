// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/tokens/secret.h"

#include <algorithm>
#include <array>
#include <cassert>
#include <cstddef>

namespace toll {

namespace {

constexpr std::string_view alphabet = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
constexpr std::size_t randomLength = 30;
constexpr std::size_t checksumLength = 6;
constexpr std::size_t bodyLength = randomLength + checksumLength;
constexpr std::size_t shownLength = 4;
constexpr std::size_t hiddenLength = 16;

constexpr std::array<std::uint32_t, 256> crcTable = [] {
    constexpr std::uint32_t reflectedPolynomial = 0xEDB88320;
    std::array<std::uint32_t, 256> table{};
    for (std::uint32_t byte = 0; byte < table.size(); ++byte) {
        std::uint32_t rest = byte;
        for (int bit = 0; bit < 8; ++bit)
            rest = (rest >> 1) ^ ((rest & 1) != 0 ? reflectedPolynomial : 0);
        table[byte] = rest;
    }
    return table;
}();

std::string checksumOf(std::string_view random)
{
    std::string text(checksumLength, alphabet.front());
    std::uint32_t rest = crc32(random);
    for (auto digit = text.rbegin(); digit != text.rend(); ++digit) {
        *digit = alphabet[rest % alphabet.size()];
        rest /= static_cast<std::uint32_t>(alphabet.size());
    }
    return text;
}

bool isPrefix(std::string_view text)
{
    const auto isLowerWord = [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_'; };
    return text.ends_with('_') && !text.starts_with('_') && text.find("__") == std::string_view::npos
        && std::ranges::all_of(text, isLowerWord);
}

} // namespace

std::string makeSecret(std::string_view prefix, const Entropy &entropy)
{
    assert(isPrefix(prefix));
    // Bytes above the last multiple of 62 would favour the first characters: they are drawn again.
    constexpr std::size_t fair = 256 / alphabet.size() * alphabet.size();
    std::string random;
    while (random.size() < randomLength) {
        std::array<std::byte, randomLength> bytes{};
        entropy(bytes);
        for (const std::byte byte : bytes) {
            const auto value = std::to_integer<std::size_t>(byte);
            if (value < fair && random.size() < randomLength)
                random += alphabet[value % alphabet.size()];
        }
    }
    return std::string(prefix) + random + checksumOf(random);
}

bool isWellFormedSecret(std::string_view text)
{
    if (text.size() <= bodyLength || !isPrefix(text.substr(0, text.size() - bodyLength)))
        return false;
    const std::string_view random = text.substr(text.size() - bodyLength, randomLength);
    return random.find_first_not_of(alphabet) == std::string_view::npos
        && text.substr(text.size() - checksumLength) == checksumOf(random);
}

std::string_view prefixOf(std::string_view secret)
{
    return isWellFormedSecret(secret) ? secret.substr(0, secret.size() - bodyLength) : std::string_view();
}

std::string_view lastFourOf(std::string_view secret)
{
    return secret.size() < hiddenLength + shownLength ? std::string_view() : secret.substr(secret.size() - shownLength);
}

Result<void> checkOwnSecret(std::string_view text)
{
    constexpr std::size_t least = 32;
    constexpr std::size_t most = 200;
    constexpr std::size_t leastDifferent = 10;
    constexpr std::string_view marks = "-._~+/=";
    if (text.size() < least || text.size() > most)
        return fail(ErrorCode::OutOfRange, "key", std::to_string(text.size()) + " characters", "32…200 characters");
    std::array<bool, 256> isUsed{};
    for (const char c : text) {
        if (!alphabet.contains(c) && !marks.contains(c))
            return fail(ErrorCode::Syntax, "key", {}, "A-Z a-z 0-9 - . _ ~ + / =");
        isUsed[static_cast<unsigned char>(c)] = true;
    }
    const auto different = static_cast<std::size_t>(std::ranges::count(isUsed, true));
    if (different < leastDifferent)
        return fail(ErrorCode::OutOfRange, "key", std::to_string(different) + " different characters",
            "10… different characters");
    return {};
}

std::uint32_t crc32(std::string_view bytes)
{
    std::uint32_t rest = 0xFFFFFFFF;
    for (const char byte : bytes)
        rest = (rest >> 8) ^ crcTable[(rest ^ static_cast<unsigned char>(byte)) & 0xFF];
    return ~rest;
}

} // namespace toll
