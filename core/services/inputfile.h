// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/error.h"

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

class QFile;

namespace toll {

/// A file to be read in pieces: plain, gzip or xz, told by its first bytes, never by its name.
class InputFile {
public:
    /// FileNotFound and Io name the path.
    [[nodiscard]] static Result<InputFile> open(const std::string &path);
    InputFile(InputFile &&) noexcept;
    InputFile &operator=(InputFile &&) noexcept;
    ~InputFile();

    /// The next piece of the content, valid until the next call; empty at the end. Damaged (`where` the path, `found`
    /// the compression) where a compressed file is cut off or garbled, Unsupported where it needs too much memory.
    [[nodiscard]] Result<std::string_view> next();

    [[nodiscard]] std::int64_t size() const { return m_size; } ///< bytes on the disk
    [[nodiscard]] std::int64_t position() const; ///< of them, bytes used up
    [[nodiscard]] std::string_view compression() const; ///< "", "gzip" or "xz"

    class Decoder;

private:
    InputFile(std::string path, std::unique_ptr<QFile> file);
    [[nodiscard]] Result<void> fill();

    std::string m_path;
    std::unique_ptr<QFile> m_file;
    std::unique_ptr<Decoder> m_decoder; ///< none: plain
    std::int64_t m_size = 0;
    std::int64_t m_read = 0; ///< bytes read from the disk
    std::string m_input; ///< as on the disk
    std::string_view m_unused; ///< the part of it that has not been decoded
    std::string m_output;
    bool m_isAtEnd = false; ///< nothing is left on the disk
};

} // namespace toll
