// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/services/gatejournalfile.h"

#include <QFile>

#define XXH_INLINE_ALL
#include <xxhash.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

namespace toll {

namespace {

constexpr std::uint64_t magic = 0x31304c4e4a4c4f54ULL; // "TOLJNL01"
constexpr std::size_t idBytes = 40;
constexpr std::size_t alignment = 8;

std::unexpected<Error> ioFault(const std::string &name)
{
    return fail(ErrorCode::Io, name, std::strerror(errno));
}

std::size_t padded(std::size_t bytes)
{
    return (bytes + alignment - 1) / alignment * alignment;
}

/// Tells whether the machine has been started anew: only then may written pages be gone.
std::uint64_t bootMark()
{
    QFile file(QStringLiteral("/proc/sys/kernel/random/boot_id"));
    if (!file.open(QIODevice::ReadOnly))
        return 0;
    const QByteArray text = file.readAll();
    return XXH3_64bits(text.constData(), static_cast<std::size_t>(text.size()));
}

} // namespace

struct GateJournal::File::Head {
    std::uint64_t magic = 0;
    std::uint64_t bootMark = 0;
    std::array<char, idBytes> journal{};
    std::uint64_t checksum = 0; ///< of all before
    std::uint64_t synced = 0; ///< what lies before has reached the disk
};

struct GateJournal::File::RecordHead {
    std::uint32_t size = 0; ///< with this head and the padding; 0: none
    std::uint32_t checksum = 0; ///< of size, number and payload
    std::uint64_t number = 0;
    std::uint64_t payload = 0; ///< bytes
};

GateJournal::File::~File()
{
    if (m_bytes)
        ::munmap(m_bytes, m_size);
    if (m_descriptor >= 0)
        ::close(m_descriptor);
}

bool GateJournal::File::map(int descriptor, std::size_t bytes)
{
    m_descriptor = descriptor;
    void *mapped = ::mmap(nullptr, bytes, PROT_READ | PROT_WRITE, MAP_SHARED, descriptor, 0);
    if (mapped == MAP_FAILED)
        return false;
    m_bytes = static_cast<std::byte *>(mapped);
    m_size = bytes;
    return true;
}

GateJournal::File::Head &GateJournal::File::head() const
{
    return *reinterpret_cast<Head *>(m_bytes);
}

std::string GateJournal::File::journal() const
{
    const std::array<char, idBytes> &id = head().journal;
    return {id.begin(), std::ranges::find(id, '\0')};
}

Result<std::shared_ptr<GateJournal::File>> GateJournal::File::make(
    const std::string &name, std::uint64_t number, const std::string &journal, std::size_t bytes)
{
    std::shared_ptr<File> file(new File(name, number));
    // A file without a head, of a program that was stopped while making it, has nothing in it.
    const int descriptor = ::open(name.c_str(), O_RDWR | O_CREAT | O_CLOEXEC | O_TRUNC, S_IRUSR | S_IWUSR);
    if (descriptor < 0)
        return ioFault(name);
    // All of it is there from now on: writing to mapped memory cannot run out of disk.
    const int full = ::posix_fallocate(descriptor, 0, static_cast<off_t>(bytes));
    if (full != 0 || !file->map(descriptor, bytes)) {
        errno = full != 0 ? full : errno;
        ::unlink(name.c_str());
        return ioFault(name);
    }
    Head made;
    made.magic = magic;
    made.bootMark = bootMark();
    std::copy_n(journal.begin(), std::min(journal.size(), idBytes - 1), made.journal.begin());
    made.checksum = XXH3_64bits(&made, offsetof(Head, checksum));
    made.synced = sizeof(Head);
    std::memcpy(file->m_bytes, &made, sizeof made);
    file->m_end = sizeof(Head);
    file->m_flushed = sizeof(Head);
    if (::fsync(descriptor) != 0)
        return ioFault(name);
    return file;
}

Result<std::shared_ptr<GateJournal::File>> GateJournal::File::open(const std::string &name, std::uint64_t number)
{
    std::shared_ptr<File> file(new File(name, number));
    const int descriptor = ::open(name.c_str(), O_RDWR | O_CLOEXEC);
    struct ::stat facts {};
    if (descriptor < 0 || ::fstat(descriptor, &facts) != 0) {
        const auto fault = ioFault(name);
        if (descriptor >= 0)
            ::close(descriptor);
        return fault;
    }
    const auto bytes = static_cast<std::size_t>(facts.st_size);
    if (bytes < sizeof(Head)) {
        ::close(descriptor);
        return nullptr;
    }
    if (!file->map(descriptor, bytes))
        return ioFault(name);
    const Head &head = file->head();
    if (head.magic == 0 && head.checksum == 0)
        return nullptr;
    if (head.magic != magic || head.checksum != XXH3_64bits(&head, offsetof(Head, checksum)))
        return fail(ErrorCode::Damaged, name, "byte 0");
    return file;
}

GateJournal::File::RecordHead GateJournal::File::recordHead(std::size_t at) const
{
    RecordHead record;
    std::memcpy(&record, m_bytes + at, sizeof record);
    return record;
}

std::optional<std::size_t> GateJournal::File::recordAt(std::size_t at) const
{
    if (at + sizeof(RecordHead) > m_size)
        return std::nullopt;
    const RecordHead record = recordHead(at);
    if (record.size < sizeof(RecordHead) || record.size % alignment != 0 || record.size > m_size - at
        || record.payload > record.size - sizeof(RecordHead) || record.number == 0)
        return std::nullopt;
    const std::byte *checked = m_bytes + at + offsetof(RecordHead, number);
    const std::uint64_t sum = XXH3_64bits_withSeed(checked, record.size - offsetof(RecordHead, number), record.size);
    return static_cast<std::uint32_t>(sum) == record.checksum ? std::optional<std::size_t>(record.size) : std::nullopt;
}

bool GateJournal::File::append(std::uint64_t number, std::span<const std::byte> payload)
{
    const std::size_t size = padded(sizeof(RecordHead) + payload.size());
    const std::size_t at = m_end.load(std::memory_order_relaxed);
    if (at + size > m_size)
        return false;
    RecordHead record;
    record.number = number;
    record.payload = payload.size();
    std::byte *to = m_bytes + at;
    std::memcpy(to + sizeof record, payload.data(), payload.size());
    std::memset(to + sizeof record + payload.size(), 0, size - sizeof record - payload.size());
    std::memcpy(to + offsetof(RecordHead, number), &record.number, sizeof record.number);
    std::memcpy(to + offsetof(RecordHead, payload), &record.payload, sizeof record.payload);
    record.checksum = static_cast<std::uint32_t>(XXH3_64bits_withSeed(
        to + offsetof(RecordHead, number), size - offsetof(RecordHead, number), size));
    record.size = static_cast<std::uint32_t>(size);
    std::memcpy(to + offsetof(RecordHead, checksum), &record.checksum, sizeof record.checksum);
    std::atomic_thread_fence(std::memory_order_release);
    std::memcpy(to, &record.size, sizeof record.size);
    m_last.store(number, std::memory_order_release);
    m_end.store(at + size, std::memory_order_release);
    return true;
}

Result<void> GateJournal::File::flush()
{
    const std::size_t end = m_end.load(std::memory_order_acquire);
    if (end <= m_flushed)
        return {};
    if (::fdatasync(m_descriptor) != 0)
        return ioFault(m_name);
    m_flushed = end;
    head().synced = end; // reaches the disk with the next flush: it never says too much
    return {};
}

Result<void> GateJournal::File::read(const Visit &visit) const
{
    const std::size_t end = m_end.load(std::memory_order_acquire);
    std::uint64_t last = 0;
    for (std::size_t at = sizeof(Head); at < end;) {
        const std::optional<std::size_t> size = recordAt(at);
        if (!size) {
            const std::optional<std::size_t> next = nextWhole(at + alignment, last);
            if (!next)
                break;
            at = *next;
            continue;
        }
        const RecordHead record = recordHead(at);
        last = record.number;
        if (Result<void> visited =
                visit(record.number, std::span(m_bytes + at + sizeof(RecordHead), record.payload));
            !visited)
            return visited;
        at += *size;
    }
    return {};
}

/// The next whole record of a later number. Records may have been lost in between.
std::optional<std::size_t> GateJournal::File::nextWhole(std::size_t from, std::uint64_t after) const
{
    for (std::size_t at = from; at + sizeof(RecordHead) <= m_size; at += alignment)
        if (recordAt(at) && recordHead(at).number > after)
            return at;
    return std::nullopt;
}

GateJournal::File::Scan GateJournal::File::scan()
{
    Scan found;
    const auto walk = [this](std::size_t at, std::int64_t &count) {
        for (std::optional<std::size_t> size = recordAt(at); size; size = recordAt(at)) {
            m_last.store(recordHead(at).number);
            at += *size;
            ++count;
        }
        return at;
    };
    std::size_t end = walk(sizeof(Head), found.whole);
    const std::size_t firstBad = end;
    const std::byte *rest = m_bytes + firstBad;
    const std::byte *behind = m_bytes + m_size;
    while (behind > rest && behind[-1] == std::byte{0})
        --behind;
    found.tornBytes = behind - rest;
    const bool wasOnDisk = firstBad < head().synced;
    const bool mayBeLost = !wasOnDisk && head().bootMark != bootMark(); // the power failed before it got there
    std::optional<std::size_t> next =
        found.tornBytes > 0 && !mayBeLost ? nextWhole(firstBad + alignment, m_last) : std::nullopt;
    if (next || wasOnDisk) {
        found.firstBad = firstBad;
        found.tornBytes = 0;
    }
    while (next) {
        end = walk(*next, found.wholeBehind);
        next = nextWhole(end + alignment, m_last);
    }
    m_end = end;
    return found;
}

void GateJournal::File::remove()
{
    ::unlink(m_name.c_str());
}

} // namespace toll
