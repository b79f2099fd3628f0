// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/usage/encoding.h"

#include "core/usage/text.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <optional>
#include <utility>

namespace toll {

namespace {

constexpr std::array encodings{
    Encoding::Utf8, Encoding::Utf16Le, Encoding::Utf16Be, Encoding::Gb18030, Encoding::Windows1252};

std::string lower(std::string_view text)
{
    std::string result(text);
    std::ranges::transform(
        result, result.begin(), [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
    return result;
}

std::optional<Encoding> byteOrderMarkOf(std::string_view head)
{
    if (head.starts_with("\xEF\xBB\xBF"))
        return Encoding::Utf8;
    if (head.starts_with("\xFF\xFE"))
        return Encoding::Utf16Le;
    if (head.starts_with("\xFE\xFF"))
        return Encoding::Utf16Be;
    return std::nullopt;
}

/// Digits, delimiters and line ends are ASCII in any language: in UTF-16 a byte of theirs is zero, always the same one.
std::optional<Encoding> utf16PatternOf(std::string_view head)
{
    constexpr std::size_t enough = 4096;
    const std::size_t pairs = std::min(head.size(), enough) / 2;
    std::size_t evenZeros = 0;
    std::size_t oddZeros = 0;
    for (std::size_t i = 0; i < pairs; ++i) {
        evenZeros += head[2 * i] == '\0' ? 1 : 0;
        oddZeros += head[2 * i + 1] == '\0' ? 1 : 0;
    }
    const auto isPattern = [pairs](std::size_t zeros, std::size_t others) {
        return zeros >= 2 && zeros * 5 >= pairs && others * 20 <= zeros;
    };
    if (isPattern(oddZeros, evenZeros))
        return Encoding::Utf16Le;
    if (isPattern(evenZeros, oddZeros))
        return Encoding::Utf16Be;
    return std::nullopt;
}

struct ByteCounts {
    std::size_t good = 0; ///< characters beyond ASCII
    std::size_t rare = 0; ///< characters that the encoding has, but that hardly any text has
    std::size_t bad = 0; ///< bytes that belong to none
};

/// A character cut off by the end of the head is no fault.
ByteCounts countUtf8(std::string_view head)
{
    ByteCounts counts;
    while (!head.empty()) {
        const std::size_t valid = validTextLength(head);
        counts.good += static_cast<std::size_t>(
            std::ranges::count_if(head.substr(0, valid), [](char c) { return (c & 0xC0) == 0xC0; }));
        head.remove_prefix(valid);
        constexpr std::size_t longest = 4;
        if (head.empty() || (head.size() < longest && (head.front() & 0xC0) == 0xC0))
            break;
        ++counts.bad;
        head.remove_prefix(1);
    }
    return counts;
}

/// Counts as good only the pairs of GB 2312, in which nearly all Chinese text is written: chance makes the other pairs
/// of GB18030 of Latin letters, and of UTF-8.
ByteCounts countGb18030(std::string_view head)
{
    const auto at = [head](std::size_t i) { return static_cast<unsigned char>(head[i]); };
    const auto isBetween = [](unsigned char byte, unsigned char least, unsigned char most) {
        return byte >= least && byte <= most;
    };
    ByteCounts counts;
    for (std::size_t i = 0; i < head.size();) {
        if (at(i) < 0x80) {
            ++i;
        } else if (i + 1 == head.size()) {
            break;
        } else if (isBetween(at(i), 0x81, 0xFE) && isBetween(at(i + 1), 0x30, 0x39)) {
            const bool isWhole =
                i + 3 >= head.size() || (isBetween(at(i + 2), 0x81, 0xFE) && isBetween(at(i + 3), 0x30, 0x39));
            counts.bad += isWhole ? 0 : 1;
            i += isWhole ? 4 : 1;
        } else if (isBetween(at(i), 0x81, 0xFE) && at(i + 1) >= 0x40 && at(i + 1) != 0x7F && at(i + 1) != 0xFF) {
            ++(isBetween(at(i), 0xA1, 0xF7) && at(i + 1) >= 0xA1 ? counts.good : counts.rare);
            i += 2;
        } else {
            ++counts.bad;
            ++i;
        }
    }
    return counts;
}

} // namespace

std::string_view name(Encoding encoding)
{
    switch (encoding) {
    case Encoding::Utf8:
        return "utf-8";
    case Encoding::Utf16Le:
        return "utf-16le";
    case Encoding::Utf16Be:
        return "utf-16be";
    case Encoding::Gb18030:
        return "gb18030";
    case Encoding::Windows1252:
        return "windows-1252";
    }
    return {};
}

std::string encodingText(Encoding encoding)
{
    switch (encoding) {
    case Encoding::Utf8:
        return "UTF-8";
    case Encoding::Utf16Le:
        return "UTF-16LE";
    case Encoding::Utf16Be:
        return "UTF-16BE";
    case Encoding::Gb18030:
        return "GB18030";
    case Encoding::Windows1252:
        return "Windows-1252";
    }
    return {};
}

Result<Encoding> parseEncoding(std::string_view text)
{
    const std::string wanted = lower(text);
    if (wanted == "gbk" || wanted == "gb2312")
        return Encoding::Gb18030;
    if (wanted == "utf8")
        return Encoding::Utf8;
    std::string known;
    for (const Encoding encoding : encodings) {
        if (name(encoding) == wanted)
            return encoding;
        known += (known.empty() ? "" : ", ") + std::string(name(encoding));
    }
    return fail(ErrorCode::UnknownKey, "encoding", std::string(text), known);
}

RecognisedEncoding recogniseEncoding(std::string_view head)
{
    if (const auto marked = byteOrderMarkOf(head))
        return {*marked, true};
    if (const auto patterned = utf16PatternOf(head))
        return {*patterned, true};
    const ByteCounts utf8 = countUtf8(head);
    if (utf8.bad == 0)
        return {Encoding::Utf8, utf8.good > 0};
    const ByteCounts chinese = countGb18030(head);
    const bool isHardlyUtf8 = utf8.bad * 10 > utf8.good;
    const bool isChinese = chinese.good > 0 && chinese.bad * 10 <= chinese.good && chinese.rare * 4 <= chinese.good;
    if (isHardlyUtf8 && isChinese)
        return {Encoding::Gb18030, false};
    return {Encoding::Utf8, false};
}

} // namespace toll
