// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/largepages.h"

#include <algorithm>
#include <cstdlib>

#ifdef __linux__
#include <sys/mman.h>
#endif

namespace toll {

namespace {

constexpr std::size_t largePage = std::size_t{2} << 20;

} // namespace

void *allocateLargePages(std::size_t bytes, std::size_t alignment)
{
    const bool isLarge = bytes >= largePage;
    const std::size_t unit = isLarge ? largePage : std::max(alignment, alignof(std::max_align_t));
    const std::size_t rounded = (bytes + unit - 1) / unit * unit;
    void *memory = std::aligned_alloc(unit, std::max(rounded, unit));
    if (!memory)
        throw std::bad_alloc();
#ifdef __linux__
    if (isLarge)
        (void)::madvise(memory, rounded, MADV_HUGEPAGE); // without them it is slower, and as right
#endif
    return memory;
}

void freeLargePages(void *memory) noexcept
{
    std::free(memory);
}

} // namespace toll
