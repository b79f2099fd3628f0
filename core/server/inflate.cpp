// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/server/inflate.h"

#include <algorithm>
#include <array>

#include <zlib.h>

namespace toll::http {

Result<std::string> inflateGzip(std::string_view text, std::size_t most)
{
    constexpr int gzipOnly = 16 + MAX_WBITS;
    z_stream stream{};
    if (inflateInit2(&stream, gzipOnly) != Z_OK)
        return fail(ErrorCode::Internal, "gzip");
    stream.next_in = reinterpret_cast<Bytef *>(const_cast<char *>(text.data())); // zlib only reads it
    stream.avail_in = static_cast<uInt>(text.size());
    std::array<char, 16 * 1024> part;
    std::string result;
    int state = Z_OK;
    while (state == Z_OK && result.size() <= most) {
        const std::size_t room = std::min(part.size(), most + 1 - result.size());
        stream.next_out = reinterpret_cast<Bytef *>(part.data());
        stream.avail_out = static_cast<uInt>(room);
        state = inflate(&stream, Z_NO_FLUSH);
        result.append(part.data(), room - stream.avail_out);
    }
    const bool isWhole = state == Z_STREAM_END && stream.avail_in == 0;
    inflateEnd(&stream);
    if (result.size() > most)
        return fail(ErrorCode::OutOfRange, "gzip", {}, std::to_string(most) + " bytes");
    if (!isWhole)
        return fail(ErrorCode::Damaged, "gzip");
    return result;
}

} // namespace toll::http
