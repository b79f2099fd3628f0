// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/error.h"

#include <string>
#include <string_view>

namespace toll {

/// How the characters of a file are written. Readers take UTF-8; core/services/textdecoder makes it of the others.
enum class Encoding { Utf8, Utf16Le, Utf16Be, Gb18030, Windows1252 };
[[nodiscard]] std::string_view name(Encoding encoding); ///< "utf-8", "utf-16le", "utf-16be", "gb18030", "windows-1252"
/// As people write it: "UTF-8", "GB18030".
[[nodiscard]] std::string encodingText(Encoding encoding);
/// By name in any case; "gbk" and "gb2312" are parts of GB18030.
[[nodiscard]] Result<Encoding> parseEncoding(std::string_view text);

struct RecognisedEncoding {
    Encoding encoding = Encoding::Utf8;
    bool isSure = false; ///< the bytes say so: a byte order mark, the pattern of UTF-16, or UTF-8 beyond ASCII
};

/// Told from the first bytes of a file, which may end within a character: a byte order mark, else the zeros that UTF-16
/// puts beside ASCII, else GB18030 where the bytes are no UTF-8 but pairs that Chinese text has. Windows-1252 cannot be
/// told from damaged UTF-8 and has to be asked for.
[[nodiscard]] RecognisedEncoding recogniseEncoding(std::string_view head);

} // namespace toll
