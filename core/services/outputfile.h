// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/error.h"

#include <condition_variable>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <thread>

class QFileDevice;
class QSaveFile;

namespace toll {

/// A large file that is there whole or not at all, written on a thread of its own while more is made. Where system and
/// file allow it, it goes to the disk past the system's page cache (O_DIRECT): an export is rarely read back at once, is
/// synced to the disk in the end anyhow, and copying it through the cache would cost as much as making it.
class OutputFile {
public:
    /// Nothing is replaced before commit(). What is no file that could be replaced, as /dev/stdout or a pipe, is written
    /// directly.
    explicit OutputFile(const std::string &path);
    ~OutputFile(); ///< without commit(): what was there before stays
    OutputFile(const OutputFile &) = delete;
    OutputFile &operator=(const OutputFile &) = delete;

    /// Io; so do the others.
    [[nodiscard]] Result<void> open();
    /// A fault may be told by a later call.
    [[nodiscard]] Result<void> write(std::string_view text);
    /// On the disk, and in its place.
    [[nodiscard]] Result<void> commit();

private:
    static constexpr std::size_t pieceSize = std::size_t{4} << 20; ///< bytes; a whole number of blocks
    struct Free {
        void operator()(char *bytes) const;
    };
    using Piece = std::unique_ptr<char, Free>;

    void setDirect(bool isDirect);
    [[nodiscard]] Result<void> handOver();
    void writePieces();
    [[nodiscard]] bool writeAll(const char *bytes, std::size_t size);
    void stop();
    [[nodiscard]] std::unexpected<Error> failed(int reason) const;

    std::string m_path;
    std::unique_ptr<QFileDevice> m_file;
    QSaveFile *m_saved = nullptr; ///< m_file, where it takes its place in the end
    Piece m_filling; ///< the caller's
    std::size_t m_filled = 0;
    Piece m_writing; ///< the thread's while m_isBusy
    bool m_isDirect = false;

    std::mutex m_mutex; ///< guards what follows
    std::condition_variable m_changed;
    bool m_isBusy = false;
    bool m_isOver = false;
    int m_reason = 0; ///< errno of the first fault
    std::thread m_thread;
};

} // namespace toll
