// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/textbuffer.h"

namespace toll {

constinit const std::array<TextBuffer::Digits, TextBuffer::smallNumbers> TextBuffer::digits = [] {
    std::array<Digits, smallNumbers> all{};
    for (std::size_t number = 0; number < all.size(); ++number) {
        Digits &of = all[number];
        for (std::size_t left = number; left > 0 || of.size == 0; left /= 10)
            ++of.size;
        std::size_t left = number;
        for (std::size_t i = of.size; i-- > 0; left /= 10)
            of.text[i] = static_cast<char>('0' + left % 10);
    }
    return all;
}();

} // namespace toll
