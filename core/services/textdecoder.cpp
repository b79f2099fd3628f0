// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/services/textdecoder.h"

#include <iconv.h>

#include <algorithm>
#include <array>
#include <cerrno>

namespace toll {

namespace {

constexpr char noCharacter = '\xFF'; ///< in no UTF-8

void *const unknown = reinterpret_cast<void *>(-1); // iconv_open()'s own answer

} // namespace

TextDecoder::TextDecoder(Encoding encoding)
    : m_iconv(iconv_open("UTF-8", encodingText(encoding).c_str())),
      m_unit(encoding == Encoding::Utf16Le || encoding == Encoding::Utf16Be ? 2 : 1)
{
}

TextDecoder::~TextDecoder()
{
    if (isReady())
        iconv_close(static_cast<iconv_t>(m_iconv));
}

bool TextDecoder::isReady() const
{
    return m_iconv != unknown;
}

void TextDecoder::decode(std::string_view piece, std::string &text)
{
    m_waiting += piece;
    convert(text);
}

void TextDecoder::finish(std::string &text)
{
    text.append(m_waiting.empty() ? 0 : 1, noCharacter);
    m_waiting.clear();
}

void TextDecoder::convert(std::string &text)
{
    std::array<char, 4096> some{};
    char *in = m_waiting.data();
    std::size_t left = isReady() ? m_waiting.size() : 0;
    while (left > 0) {
        char *out = some.data();
        std::size_t room = some.size();
        const std::size_t result = iconv(static_cast<iconv_t>(m_iconv), &in, &left, &out, &room);
        const int error = result == static_cast<std::size_t>(-1) ? errno : 0;
        text.append(some.data(), some.size() - room);
        if (error == EINVAL)
            break; // a character that is not whole
        if (error == EILSEQ) {
            text += noCharacter;
            const std::size_t passed = std::min(m_unit, left);
            in += passed;
            left -= passed;
        }
    }
    m_waiting.erase(0, m_waiting.size() - left);
}

} // namespace toll
