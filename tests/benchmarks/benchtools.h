// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
// What the benchmarks of stored usage share.
#pragma once

#include "core/base/error.h"

#include <array>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <type_traits>
#include <utility>
#include <vector>

#include <dlfcn.h>
#include <sys/resource.h>

namespace toll::bench {

/// Wall and CPU seconds since it was made.
class Stopwatch {
public:
    void stop()
    {
        m_wall = std::chrono::duration<double>(std::chrono::steady_clock::now() - m_begin).count();
        m_cpu = cpuNow() - m_cpu;
    }
    /// What the stopped watch shows.
    void show(const char *name, std::int64_t rows, std::int64_t bytes) const
    {
        rusage now{};
        getrusage(RUSAGE_SELF, &now);
        std::printf("%s wall %.3f cpu %.3f rows %lld bytes %lld peak_mb %ld\n", name, m_wall, m_cpu,
            static_cast<long long>(rows), static_cast<long long>(bytes), now.ru_maxrss / 1024);
    }
    void print(const char *name, std::int64_t rows, std::int64_t bytes)
    {
        stop();
        show(name, rows, bytes);
    }

private:
    static double secondsOf(const rusage &use)
    {
        const auto seconds = [](const timeval &time) {
            return static_cast<double>(time.tv_sec) + 1e-6 * static_cast<double>(time.tv_usec);
        };
        return seconds(use.ru_utime) + seconds(use.ru_stime);
    }
    static double cpuNow()
    {
        rusage use{};
        getrusage(RUSAGE_SELF, &use);
        return secondsOf(use);
    }

    std::chrono::steady_clock::time_point m_begin = std::chrono::steady_clock::now();
    double m_cpu = cpuNow();
    double m_wall = 0;
};

template<typename T>
T need(Result<T> result, const char *what)
{
    if (!result) {
        std::fprintf(stderr, "%s: error %d at %s: %s\n", what, static_cast<int>(result.error().code),
            result.error().where.c_str(), result.error().found.c_str());
        std::exit(1);
    }
    if constexpr (!std::is_void_v<T>)
        return std::move(*result);
}

/// DuckDB's C interface, as far as it is needed, from the library at run time: Debian has no package of it.
class DuckDb {
public:
    explicit DuckDb(const char *library) : m_library(dlopen(library, RTLD_NOW | RTLD_LOCAL))
    {
        if (m_library == nullptr) {
            std::fprintf(stderr, "%s\n", dlerror());
            std::exit(2);
        }
    }
    template<typename... Args>
    void *call(const char *name, Args... args)
    {
        void *const function = dlsym(m_library, name);
        if (function == nullptr) {
            std::fprintf(stderr, "no %s\n", name);
            std::exit(2);
        }
        return reinterpret_cast<void *(*)(Args...)>(function)(args...);
    }
    void query(void *connection, const std::string &sql, void *result = nullptr)
    {
        // The state is an int: only its low half counts.
        if (static_cast<int>(reinterpret_cast<std::intptr_t>(call("duckdb_query", connection, sql.c_str(), result)))
            != 0) {
            std::fprintf(stderr, "failed: %s\n", sql.c_str());
            std::exit(1);
        }
    }
    /// The whole numbers of a query's one row.
    std::vector<std::int64_t> numbers(void *connection, const std::string &sql, std::size_t columns)
    {
        alignas(std::max_align_t) std::array<std::byte, 256> result{}; // a duckdb_result is smaller
        query(connection, sql, result.data());
        std::vector<std::int64_t> found;
        for (std::uint64_t column = 0; column < columns; ++column) {
            char *const text = static_cast<char *>(
                call("duckdb_value_varchar", static_cast<void *>(result.data()), column, std::uint64_t{0}));
            found.push_back(text == nullptr ? -1 : std::atoll(text));
        }
        return found;
    }

private:
    void *m_library;
};

} // namespace toll::bench
