// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/services/inputfile.h"

#include "core/services/textdecoder.h"

#include <QFile>

#include <lzma.h>
#include <zlib.h>
#include <zstd.h>
#include <zstd_errors.h>

#include <array>

namespace toll {

namespace {

constexpr std::size_t pieceSize = std::size_t{256} * 1024;
constexpr std::uint64_t mostMemory =
    std::uint64_t{512} * 1024 * 1024; ///< what unpacking may take: all of xz -9 and more
constexpr std::string_view gzipMagic = "\x1f\x8b";
constexpr std::string_view xzMagic{"\xfd"
                                   "7zXZ\0",
    6};
constexpr std::string_view zstdMagic = "\x28\xb5\x2f\xfd";
constexpr int zstdWindowLog = 29; ///< of frames: half a GiB, what `zstd --ultra --long=29` asks for
constexpr std::size_t lookedAt = std::size_t{64} * 1024; ///< to recognise the encoding

} // namespace

/// Unpacks a stream piece by piece.
class InputFile::Decoder {
public:
    struct Step {
        std::size_t consumed = 0;
        std::size_t produced = 0;
        bool isEnd = false; ///< the stream is complete
    };

    virtual ~Decoder() = default;
    /// `isLast`: the input holds all that is left. The error's code only; the file adds its name.
    [[nodiscard]] virtual std::expected<Step, ErrorCode> decode(
        std::string_view input, std::string &output, bool isLast) = 0;
    [[nodiscard]] virtual std::string_view name() const = 0;
};

namespace {

/// One or more gzip members, one behind the other.
class GzipDecoder : public InputFile::Decoder {
public:
    GzipDecoder()
    {
        constexpr int gzipOnly = 16;
        m_isReady = inflateInit2(&m_stream, gzipOnly + MAX_WBITS) == Z_OK;
    }
    ~GzipDecoder() override { inflateEnd(&m_stream); }
    GzipDecoder(const GzipDecoder &) = delete;
    GzipDecoder &operator=(const GzipDecoder &) = delete;

    std::expected<Step, ErrorCode> decode(std::string_view input, std::string &output, bool isLast) override
    {
        if (!m_isReady)
            return std::unexpected(ErrorCode::Internal);
        if (m_isBetween && input.empty() && isLast)
            return Step{0, 0, true};
        if (m_isBetween && !input.empty()) {
            inflateReset(&m_stream);
            m_isBetween = false;
        }
        m_stream.next_in =
            const_cast<Bytef *>(reinterpret_cast<const Bytef *>(input.data())); // zlib does not write there
        m_stream.avail_in = static_cast<uInt>(input.size());
        m_stream.next_out = reinterpret_cast<Bytef *>(output.data());
        m_stream.avail_out = static_cast<uInt>(output.size());
        const int result = inflate(&m_stream, Z_NO_FLUSH);
        const Step step{input.size() - m_stream.avail_in, output.size() - m_stream.avail_out, false};
        m_isBetween = result == Z_STREAM_END;
        const bool isStuck = step.consumed == 0 && step.produced == 0 && isLast;
        if ((result != Z_OK && result != Z_STREAM_END && result != Z_BUF_ERROR) || (isStuck && !m_isBetween))
            return std::unexpected(ErrorCode::Damaged);
        return step;
    }
    std::string_view name() const override { return "gzip"; }

private:
    z_stream m_stream{};
    bool m_isReady = false;
    bool m_isBetween = false; ///< a member has ended, none has begun
};

class XzDecoder : public InputFile::Decoder {
public:
    XzDecoder() { m_isReady = lzma_stream_decoder(&m_stream, mostMemory, LZMA_CONCATENATED) == LZMA_OK; }
    ~XzDecoder() override { lzma_end(&m_stream); }
    XzDecoder(const XzDecoder &) = delete;
    XzDecoder &operator=(const XzDecoder &) = delete;

    std::expected<Step, ErrorCode> decode(std::string_view input, std::string &output, bool isLast) override
    {
        if (!m_isReady)
            return std::unexpected(ErrorCode::Internal);
        m_stream.next_in = reinterpret_cast<const std::uint8_t *>(input.data());
        m_stream.avail_in = input.size();
        m_stream.next_out = reinterpret_cast<std::uint8_t *>(output.data());
        m_stream.avail_out = output.size();
        const lzma_ret result = lzma_code(&m_stream, isLast ? LZMA_FINISH : LZMA_RUN);
        const Step step{
            input.size() - m_stream.avail_in, output.size() - m_stream.avail_out, result == LZMA_STREAM_END};
        if (result == LZMA_MEMLIMIT_ERROR)
            return std::unexpected(ErrorCode::Unsupported);
        if (result != LZMA_OK && result != LZMA_STREAM_END)
            return std::unexpected(ErrorCode::Damaged);
        return step;
    }
    std::string_view name() const override { return "xz"; }

private:
    lzma_stream m_stream = LZMA_STREAM_INIT;
    bool m_isReady = false;
};

/// One or more zstd frames, one behind the other.
class ZstdDecoder : public InputFile::Decoder {
public:
    ZstdDecoder() : m_stream(ZSTD_createDStream())
    {
        m_isReady = m_stream != nullptr
            && ZSTD_isError(ZSTD_DCtx_setParameter(m_stream, ZSTD_d_windowLogMax, zstdWindowLog)) == 0;
    }
    ~ZstdDecoder() override { ZSTD_freeDStream(m_stream); }
    ZstdDecoder(const ZstdDecoder &) = delete;
    ZstdDecoder &operator=(const ZstdDecoder &) = delete;

    std::expected<Step, ErrorCode> decode(std::string_view input, std::string &output, bool isLast) override
    {
        if (!m_isReady)
            return std::unexpected(ErrorCode::Internal);
        if (m_isBetween && input.empty() && isLast)
            return Step{0, 0, true};
        ZSTD_inBuffer in{input.data(), input.size(), 0};
        ZSTD_outBuffer out{output.data(), output.size(), 0};
        const std::size_t hint = ZSTD_decompressStream(m_stream, &out, &in);
        if (ZSTD_isError(hint) != 0)
            return std::unexpected(ZSTD_getErrorCode(hint) == ZSTD_error_frameParameter_windowTooLarge
                    ? ErrorCode::Unsupported
                    : ErrorCode::Damaged);
        m_isBetween = hint == 0;
        const bool isStuck = in.pos == 0 && out.pos == 0 && isLast;
        if (isStuck && !m_isBetween)
            return std::unexpected(ErrorCode::Damaged);
        return Step{in.pos, out.pos, false};
    }
    std::string_view name() const override { return "zstd"; }

private:
    ZSTD_DStream *m_stream;
    bool m_isReady = false;
    bool m_isBetween = false; ///< a frame has ended, none has begun
};

std::unique_ptr<InputFile::Decoder> decoderFor(std::string_view head)
{
    if (head.empty())
        return nullptr;
    if (head.starts_with(gzipMagic))
        return std::make_unique<GzipDecoder>();
    if (head.starts_with(xzMagic))
        return std::make_unique<XzDecoder>();
    // pzstd begins with a frame of sixteen kinds that is to be skipped.
    const bool isSkippable = head.substr(1).starts_with("\x2a\x4d\x18") && (head.front() & 0xF0) == 0x50;
    if (head.starts_with(zstdMagic) || isSkippable)
        return std::make_unique<ZstdDecoder>();
    return nullptr;
}

} // namespace

InputFile::InputFile(std::string path, std::unique_ptr<QFile> file) : m_path(std::move(path)), m_file(std::move(file))
{
}
InputFile::InputFile(InputFile &&) noexcept = default;
InputFile &InputFile::operator=(InputFile &&) noexcept = default;
InputFile::~InputFile() = default;

Result<InputFile> InputFile::open(const std::string &path, std::optional<Encoding> encoding)
{
    auto file = std::make_unique<QFile>(QString::fromStdString(path));
    if (!file->exists())
        return fail(ErrorCode::FileNotFound, path);
    if (!file->open(QIODevice::ReadOnly))
        return fail(ErrorCode::Io, path, file->errorString().toStdString());
    InputFile opened(path, std::move(file));
    opened.m_size = opened.m_file->size();
    opened.m_input.resize(pieceSize);
    if (Result<void> filled = opened.fill(); !filled)
        return std::unexpected(filled.error());
    opened.m_decoder = decoderFor(opened.m_unused);
    if (opened.m_decoder)
        opened.m_output.resize(pieceSize);
    opened.recogniseText();
    if (Result<void> ready = opened.decodeAs(encoding.value_or(opened.m_recognised.encoding)); !ready)
        return std::unexpected(ready.error());
    return opened;
}

/// A fault on the way is told by next(), where it belongs.
void InputFile::recogniseText()
{
    while (m_head.size() < lookedAt && !m_headFault) {
        const Result<std::string_view> piece = nextBytes();
        if (!piece)
            m_headFault = piece.error();
        else if (piece->empty())
            break;
        else
            m_head += *piece;
    }
    m_recognised = recogniseEncoding(m_head);
}

Result<void> InputFile::decodeAs(Encoding encoding)
{
    m_encoding = encoding;
    if (encoding == Encoding::Utf8)
        return {};
    m_text = std::make_unique<TextDecoder>(encoding);
    return m_text->isReady() ? Result<void>() : fail(ErrorCode::Unsupported, "encoding", encodingText(encoding));
}

Result<void> InputFile::fill()
{
    const qint64 read = m_file->read(m_input.data(), static_cast<qint64>(m_input.size()));
    if (read < 0)
        return fail(ErrorCode::Io, m_path, m_file->errorString().toStdString());
    m_read += read;
    m_unused = std::string_view(m_input).substr(0, static_cast<std::size_t>(read));
    m_isAtEnd = read == 0;
    return {};
}

Result<std::string_view> InputFile::next()
{
    while (true) {
        const bool isHead = !m_head.empty();
        if (!isHead && m_headFault)
            return std::unexpected(*m_headFault);
        if (isHead && !m_text) {
            m_decoded = std::move(m_head);
            m_head.clear();
            return m_decoded;
        }
        const Result<std::string_view> bytes = isHead ? Result<std::string_view>(m_head) : nextBytes();
        if (!bytes || !m_text)
            return bytes;
        m_decoded.clear();
        m_text->decode(*bytes, m_decoded);
        if (bytes->empty())
            m_text->finish(m_decoded);
        const bool isEnd = bytes->empty();
        m_head.clear();
        if (!m_decoded.empty() || isEnd)
            return m_decoded;
    }
}

/// As they are in the file, unpacked; empty at the end.
Result<std::string_view> InputFile::nextBytes()
{
    while (true) {
        if (m_unused.empty() && !m_isAtEnd)
            if (Result<void> filled = fill(); !filled)
                return std::unexpected(filled.error());
        if (!m_decoder) {
            const std::string_view piece = m_unused;
            m_unused = {};
            return piece;
        }
        const auto step = m_decoder->decode(m_unused, m_output, m_isAtEnd);
        if (!step)
            return fail(step.error(), m_path, std::string(m_decoder->name()));
        m_unused.remove_prefix(step->consumed);
        if (step->produced > 0 || (step->isEnd && m_isAtEnd))
            return std::string_view(m_output).substr(0, step->produced);
    }
}

std::int64_t InputFile::position() const
{
    return m_read - static_cast<std::int64_t>(m_unused.size());
}

std::string_view InputFile::compression() const
{
    return m_decoder ? m_decoder->name() : std::string_view();
}

} // namespace toll
