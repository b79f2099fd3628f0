// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/error.h"
#include "core/usage/encoding.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

class QFile;

namespace toll {

class TextDecoder;

/// A file to be read in pieces, as UTF-8: plain, gzip, xz or zstd, in any encoding we know, both told by its first
/// bytes, never by its name.
class InputFile {
public:
    /// FileNotFound and Io name the path. `encoding`: what a person says it is; Unsupported where the system does not
    /// know it.
    [[nodiscard]] static Result<InputFile> open(const std::string &path, std::optional<Encoding> encoding = {});
    InputFile(InputFile &&) noexcept;
    InputFile &operator=(InputFile &&) noexcept;
    ~InputFile();

    /// The next piece of the content, valid until the next call; empty at the end. Damaged (`where` the path, `found`
    /// the compression) where a compressed file is cut off or garbled, Unsupported where it needs too much memory.
    [[nodiscard]] Result<std::string_view> next();

    [[nodiscard]] std::int64_t size() const { return m_size; } ///< bytes on the disk
    [[nodiscard]] std::int64_t position() const; ///< of them, bytes used up
    [[nodiscard]] std::string_view compression() const; ///< "", "gzip", "xz" or "zstd"
    /// As it was told from the first bytes.
    [[nodiscard]] const RecognisedEncoding &recognised() const { return m_recognised; }
    [[nodiscard]] Encoding encoding() const { return m_encoding; } ///< as it is read

    class Decoder;

private:
    InputFile(std::string path, std::unique_ptr<QFile> file);
    [[nodiscard]] Result<void> fill();
    [[nodiscard]] Result<std::string_view> nextBytes();
    void recogniseText();
    [[nodiscard]] Result<void> decodeAs(Encoding encoding);

    std::string m_path;
    std::unique_ptr<QFile> m_file;
    std::unique_ptr<Decoder> m_decoder; ///< none: plain
    std::int64_t m_size = 0;
    std::int64_t m_read = 0; ///< bytes read from the disk
    std::string m_input; ///< as on the disk
    std::string_view m_unused; ///< the part of it that has not been decoded
    std::string m_output;
    bool m_isAtEnd = false; ///< nothing is left on the disk
    std::string m_head; ///< unpacked to look at, not yet given out
    std::optional<Error> m_headFault; ///< met behind the head
    RecognisedEncoding m_recognised;
    Encoding m_encoding = Encoding::Utf8;
    std::unique_ptr<TextDecoder> m_text; ///< none: UTF-8
    std::string m_decoded;
};

} // namespace toll
