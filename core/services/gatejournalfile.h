// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/services/gatejournal.h"

#include <optional>

namespace toll {

/// One file of the journal, mapped whole. A head, then records: size, checksum, number and payload, padded to 8 bytes. A
/// size of 0 is the end; it is written last, so that what was cut off is not whole.
class GateJournal::File {
public:
    [[nodiscard]] static Result<std::shared_ptr<File>> make(
        const std::string &name, std::uint64_t number, const std::string &journal, std::size_t bytes);
    /// Nothing where the file has no head: whoever made it did not come to an end.
    [[nodiscard]] static Result<std::shared_ptr<File>> open(const std::string &name, std::uint64_t number);
    ~File();
    File(const File &) = delete;
    File &operator=(const File &) = delete;

    [[nodiscard]] const std::string &name() const { return m_name; }
    [[nodiscard]] std::uint64_t number() const { return m_number; } ///< of the file
    [[nodiscard]] std::string journal() const;
    [[nodiscard]] std::uint64_t last() const { return m_last.load(std::memory_order_acquire); } ///< record; 0: none
    [[nodiscard]] bool isEmpty() const { return last() == 0; }
    [[nodiscard]] bool isHalfFull() const { return m_end.load(std::memory_order_relaxed) > m_size / 2; }

    /// False where there is no room.
    [[nodiscard]] bool append(std::uint64_t number, std::span<const std::byte> payload);
    [[nodiscard]] Result<void> flush();
    /// Whole records in their order; damaged ones are passed over.
    [[nodiscard]] Result<void> read(const Visit &visit) const;

    /// What its bytes say.
    struct Scan {
        std::int64_t whole = 0; ///< records before the first bad one
        std::int64_t wholeBehind = 0;
        std::int64_t tornBytes = 0; ///< of a write that never ended
        std::optional<std::size_t> firstBad; ///< byte of a record that is damaged for certain
    };
    [[nodiscard]] Scan scan();

    void remove(); ///< from its folder

private:
    struct Head;
    struct RecordHead;

    File(std::string name, std::uint64_t number) : m_name(std::move(name)), m_number(number) { }
    [[nodiscard]] bool map(int descriptor, std::size_t bytes);
    [[nodiscard]] Head &head() const;
    /// The size of the whole record there; nothing where there is none.
    [[nodiscard]] std::optional<std::size_t> recordAt(std::size_t at) const;
    [[nodiscard]] std::optional<std::size_t> nextWhole(std::size_t from, std::uint64_t after) const;
    [[nodiscard]] RecordHead recordHead(std::size_t at) const;

    std::string m_name;
    std::uint64_t m_number;
    int m_descriptor = -1;
    std::byte *m_bytes = nullptr;
    std::size_t m_size = 0;
    std::atomic<std::size_t> m_end{0}; ///< where the next record goes
    std::size_t m_flushed = 0;
    std::atomic<std::uint64_t> m_last{0};
};

} // namespace toll
