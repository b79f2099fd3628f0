// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/services/outputfile.h"

#include "core/storage/values.h"

#include <QFile>
#include <QFileInfo>
#include <QSaveFile>

#include <algorithm>
#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <fcntl.h>
#include <new>
#include <sys/stat.h>
#include <unistd.h>
#include <utility>

namespace toll {

namespace {

constexpr std::size_t blockSize = 4096; ///< bytes; what O_DIRECT asks of address, place and length on any usual disk

} // namespace

void OutputFile::Free::operator()(char *bytes) const
{
    std::free(bytes);
}

OutputFile::OutputFile(const std::string &path) : m_path(path)
{
    const QFileInfo there(toQString(path));
    if (there.exists() && !there.isFile()) { // QSaveFile would put a file in the place of a device
        m_file = std::make_unique<QFile>(toQString(path));
        return;
    }
    auto saved = std::make_unique<QSaveFile>(toQString(path));
    saved->setDirectWriteFallback(true); // where the folder takes no new file
    m_saved = saved.get();
    m_file = std::move(saved);
}

OutputFile::~OutputFile()
{
    stop();
}

Result<void> OutputFile::open()
{
    if (!m_file->open(QIODevice::WriteOnly | QIODevice::Unbuffered))
        return fail(ErrorCode::Io, m_path, m_file->errorString().toStdString());
    for (Piece *piece : {&m_filling, &m_writing}) {
        piece->reset(static_cast<char *>(std::aligned_alloc(blockSize, pieceSize)));
        if (!*piece)
            throw std::bad_alloc();
    }
    setDirect(true);
    m_thread = std::thread([this] { writePieces(); });
    return {};
}

Result<void> OutputFile::write(std::string_view text)
{
    while (!text.empty()) {
        const std::size_t size = std::min(text.size(), pieceSize - m_filled);
        std::memcpy(m_filling.get() + m_filled, text.data(), size);
        m_filled += size;
        text.remove_prefix(size);
        if (m_filled < pieceSize)
            break;
        if (Result<void> handed = handOver(); !handed)
            return handed;
    }
    return {};
}

Result<void> OutputFile::commit()
{
    stop();
    if (m_reason != 0)
        return failed(m_reason);
    setDirect(false); // the last piece is no whole number of blocks
    if (!writeAll(m_filling.get(), std::exchange(m_filled, 0)))
        return failed(errno);
    if (m_saved && !m_saved->commit())
        return fail(ErrorCode::Io, m_path, m_file->errorString().toStdString());
    return {};
}

void OutputFile::setDirect([[maybe_unused]] bool isDirect)
{
#ifdef O_DIRECT
    struct stat status;
    const int file = m_file->handle();
    const int flags = fcntl(file, F_GETFL);
    if (flags < 0 || fstat(file, &status) != 0 || !S_ISREG(status.st_mode))
        return;
    // A file that is written from its middle, or a file system that cannot: the page cache does.
    if (isDirect && lseek(file, 0, SEEK_CUR) != 0)
        return;
    m_isDirect = fcntl(file, F_SETFL, isDirect ? flags | O_DIRECT : flags & ~O_DIRECT) == 0 && isDirect;
#endif
}

/// Waits until the piece before is written.
Result<void> OutputFile::handOver()
{
    std::unique_lock lock(m_mutex);
    m_changed.wait(lock, [this] { return !m_isBusy; });
    if (m_reason != 0)
        return failed(m_reason);
    std::swap(m_filling, m_writing);
    m_filled = 0;
    m_isBusy = true;
    m_changed.notify_all();
    return {};
}

/// The thread.
void OutputFile::writePieces()
{
    std::unique_lock lock(m_mutex);
    while (true) {
        m_changed.wait(lock, [this] { return m_isBusy || m_isOver; });
        if (!m_isBusy)
            return;
        lock.unlock();
        const bool isWritten = writeAll(m_writing.get(), pieceSize);
        const int reason = errno;
        lock.lock();
        if (!isWritten)
            m_reason = reason;
        m_isBusy = false;
        m_changed.notify_all();
    }
}

/// errno where false.
bool OutputFile::writeAll(const char *bytes, std::size_t size)
{
    while (size > 0) {
        const ssize_t written = ::write(m_file->handle(), bytes, size);
        if (written < 0 && errno == EINTR)
            continue;
        if (written < 0 && errno == EINVAL && m_isDirect) {
            setDirect(false); // after a short write, or where blocks are larger than we know
            continue;
        }
        if (written < 0)
            return false;
        bytes += written;
        size -= static_cast<std::size_t>(written);
    }
    return true;
}

void OutputFile::stop()
{
    if (!m_thread.joinable())
        return;
    {
        const std::lock_guard lock(m_mutex);
        m_isOver = true;
    }
    m_changed.notify_all();
    m_thread.join();
}

std::unexpected<Error> OutputFile::failed(int reason) const
{
    return fail(ErrorCode::Io, m_path, std::strerror(reason));
}

} // namespace toll
