// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/server/logposition.h"

#include <algorithm>
#include <array>
#include <charconv>

#include <sys/stat.h>
#include <unistd.h>

namespace toll::http {

namespace {

constexpr std::size_t hashedBytes = 256;

} // namespace

std::string toString(const LogPosition &position)
{
    return std::to_string(position.device) + ' ' + std::to_string(position.file) + ' '
        + std::to_string(position.offset) + ' ' + std::to_string(position.before);
}

Result<LogPosition> parseLogPosition(std::string_view text)
{
    LogPosition position;
    std::uint64_t offset = 0;
    const char *at = text.data();
    const char *const end = at + text.size();
    for (std::uint64_t *number : {&position.device, &position.file, &offset, &position.before}) {
        const auto [behind, error] = std::from_chars(at, end, *number);
        const bool isLast = number == &position.before;
        if (error != std::errc() || isLast != (behind == end) || (!isLast && *behind != ' '))
            return fail(ErrorCode::Syntax, "position", {}, "four numbers");
        at = behind + (isLast ? 0 : 1);
    }
    position.offset = static_cast<std::int64_t>(offset);
    if (position.offset < 0)
        return fail(ErrorCode::Syntax, "position", {}, "four numbers");
    return position;
}

std::optional<std::uint64_t> hashBefore(int descriptor, std::int64_t offset)
{
    std::array<unsigned char, hashedBytes> bytes;
    const std::size_t size = std::min<std::size_t>(bytes.size(), static_cast<std::size_t>(offset));
    if (pread(descriptor, bytes.data(), size, offset - static_cast<std::int64_t>(size)) != static_cast<ssize_t>(size))
        return {};
    std::uint64_t hash = 0xcbf29ce484222325; // FNV-1a
    for (std::size_t i = 0; i < size; ++i)
        hash = (hash ^ bytes[i]) * 0x100000001b3;
    return hash;
}

std::optional<LogPosition> beginningOf(int descriptor)
{
    struct stat facts { };
    if (fstat(descriptor, &facts) != 0)
        return {};
    return LogPosition{facts.st_dev, facts.st_ino, 0, hashBefore(descriptor, 0).value_or(0)};
}

bool holds(int descriptor, const LogPosition &position)
{
    const std::optional<LogPosition> begin = beginningOf(descriptor);
    const bool isSame = begin && begin->device == position.device && begin->file == position.file;
    // A file of another number may be a copy, whose original has been cut off.
    return (isSame || position.offset > 0) && hashBefore(descriptor, position.offset) == position.before;
}

} // namespace toll::http
