// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <limits>
#include <new>

namespace toll {

/// Memory for what is looked up all over: from 2 MiB on it comes in large pages where the system has them, so that the
/// processor does not look for the page of each entry as well.
[[nodiscard]] void *allocateLargePages(std::size_t bytes, std::size_t alignment); ///< throws std::bad_alloc
void freeLargePages(void *memory) noexcept;

/// The same for containers.
template<typename T>
struct LargePages {
    using value_type = T;

    LargePages() = default;
    template<typename Other>
    LargePages(const LargePages<Other> &) noexcept
    {
    }

    [[nodiscard]] T *allocate(std::size_t count)
    {
        if (count > std::numeric_limits<std::size_t>::max() / sizeof(T))
            throw std::bad_array_new_length();
        return static_cast<T *>(allocateLargePages(count * sizeof(T), alignof(T)));
    }
    void deallocate(T *memory, std::size_t) noexcept { freeLargePages(memory); }

    bool operator==(const LargePages &) const = default;
};

} // namespace toll
