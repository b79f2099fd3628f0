// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/error.h"

#include <atomic>
#include <condition_variable>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <mutex>
#include <span>
#include <string>
#include <thread>
#include <vector>

namespace toll {

/// An append-only journal in mapped files, PATH.1, PATH.2 and so on, each of a fixed size. What is appended survives the
/// process at once; a thread brings it to the disk. Records are numbered from 1 over all files and checksummed.
///
/// append() and last() need a lock of the caller; the rest belongs to one other thread.
class GateJournal {
public:
    struct Options {
        std::string path;
        std::string id; ///< of the journal that is wanted; files of another are refused
        std::int64_t flushEvery = 100; ///< ms
        std::size_t fileBytes = std::size_t{32} << 20;
        std::uint64_t drained = 0; ///< records up to this one are not needed
        bool acceptsDamage = false;
    };
    struct Found {
        std::int64_t records = 0; ///< after `drained`
        std::int64_t tornBytes = 0;
        std::int64_t damaged = 0;
    };
    using Visit = std::function<Result<void>(std::uint64_t number, std::span<const std::byte> payload)>;

    /// Reads what is there, and appends to a new file from then on. Io; Conflict at `id` for files of another journal;
    /// Damaged where whole records stand behind damaged ones, or what had reached the disk is not whole.
    [[nodiscard]] static Result<std::unique_ptr<GateJournal>> open(const Options &options, Found &found);
    ~GateJournal();
    GateJournal(const GateJournal &) = delete;
    GateJournal &operator=(const GateJournal &) = delete;

    static constexpr std::size_t mostPayload = 16384;
    /// Gives the record's number; 0 where it could not be written.
    [[nodiscard]] std::uint64_t append(std::span<const std::byte> payload);
    [[nodiscard]] std::uint64_t last() const { return m_last; }

    /// Hands on the records after one up to another that append() has given.
    [[nodiscard]] Result<void> read(std::uint64_t after, std::uint64_t upTo, const Visit &visit);
    /// Removes files of which no record is needed any more.
    void forget(std::uint64_t upTo);
    /// Waits until everything appended so far is on the disk.
    [[nodiscard]] Result<void> flush();

private:
    class File;

    explicit GateJournal(const Options &options) : m_options(options) { }
    [[nodiscard]] Result<void> readAll(Found &found);
    [[nodiscard]] Result<void> readFile(File &file, std::uint64_t expected, Found &found);
    [[nodiscard]] Result<void> begin();
    [[nodiscard]] bool roll();
    void run();
    [[nodiscard]] std::string nameOf(std::uint64_t number) const;
    [[nodiscard]] Result<std::shared_ptr<File>> make(std::uint64_t number);

    Options m_options;
    std::uint64_t m_last = 0;
    std::mutex m_mutex; ///< of the list of files
    std::vector<std::shared_ptr<File>> m_files; ///< the last one is appended to
    std::shared_ptr<File> m_active;
    std::mutex m_makeMutex; ///< one file is made at a time
    std::shared_ptr<File> m_spare; ///< made ahead; under m_makeMutex
    std::mutex m_flushMutex; ///< one flush at a time
    std::condition_variable m_wake;
    bool m_isStopping = false;
    std::thread m_flusher;
};

} // namespace toll
