// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/error.h"
#include "core/base/id.h"

#include <cstdint>
#include <string>
#include <string_view>

namespace toll {

inline constexpr std::string_view secretPrefix = "tk_live_";

/// A new secret: prefix (lower-case words and digits, each followed by an underscore) + 30 base62 characters (178.6
/// bits) + 6 base62 CRC-32 (ISO-HDLC) of the 30, in GitHub's manner.
[[nodiscard]] std::string makeSecret(std::string_view prefix, const Entropy &entropy);

/// Whether the text has the form of a secret, with whatever prefix, and a right checksum: refuses typos and fakes
/// before any look-up.
[[nodiscard]] bool isWellFormedSecret(std::string_view text);

/// The prefix and the last four characters: all of a secret that is ever shown again. Of a text that is not
/// well-formed there is no prefix, and the last four only where at least sixteen characters stay hidden.
[[nodiscard]] std::string_view prefixOf(std::string_view secret);
[[nodiscard]] std::string_view lastFourOf(std::string_view secret);

/// Whether a secret that somebody else made can be taken: 32 to 200 characters that stand in a header as they are
/// (letters, digits and -._~+/=), at least 10 of them different. OutOfRange or Syntax, without the text.
[[nodiscard]] Result<void> checkOwnSecret(std::string_view text);

[[nodiscard]] std::uint32_t crc32(std::string_view bytes);

} // namespace toll
