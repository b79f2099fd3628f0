// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/services/gatejournal.h"

#include "core/services/gatejournalfile.h"

#include <QDir>
#include <QFileInfo>

#include <algorithm>
#include <chrono>

namespace toll {

std::string GateJournal::nameOf(std::uint64_t number) const
{
    return m_options.path + "." + std::to_string(number);
}

Result<std::unique_ptr<GateJournal>> GateJournal::open(const Options &options, Found &found)
{
    std::unique_ptr<GateJournal> journal(new GateJournal(options));
    journal->m_last = options.drained;
    Result<void> begun = journal->readAll(found);
    if (begun)
        begun = journal->begin();
    if (!begun)
        return std::unexpected(begun.error());
    journal->m_flusher = std::thread([made = journal.get()] { made->run(); });
    return journal;
}

GateJournal::~GateJournal()
{
    if (m_flusher.joinable()) {
        {
            const std::scoped_lock lock(m_mutex);
            m_isStopping = true;
        }
        m_wake.notify_all();
        m_flusher.join();
    }
    (void)flush();
    if (m_spare)
        m_spare->remove();
    if (m_active && m_active->isEmpty())
        m_active->remove();
}

Result<void> GateJournal::readAll(Found &found)
{
    const QFileInfo place(QString::fromStdString(m_options.path));
    std::vector<std::uint64_t> numbers;
    const QString prefix = place.fileName() + u'.';
    for (const QString &name : place.dir().entryList(QDir::Files)) {
        bool isNumber = false;
        const quint64 number = name.mid(prefix.size()).toULongLong(&isNumber);
        if (name.startsWith(prefix) && isNumber && number > 0)
            numbers.push_back(number);
    }
    std::ranges::sort(numbers);
    for (const std::uint64_t number : numbers) {
        Result<std::shared_ptr<File>> file = File::open(nameOf(number), number);
        if (!file)
            return std::unexpected(file.error());
        if (!*file)
            continue; // it was being made
        if ((*file)->journal() != m_options.id)
            return fail(ErrorCode::Conflict, nameOf(number), (*file)->journal(), m_options.id);
        if (Result<void> read = readFile(**file, m_last + 1, found); !read)
            return read;
        m_files.push_back(std::move(*file));
    }
    return {};
}

/// Checks the records of a file that follow those before it.
Result<void> GateJournal::readFile(File &file, std::uint64_t expected, Found &found)
{
    const File::Scan scan = file.scan();
    const auto damaged = [&](std::size_t at) {
        return fail(ErrorCode::Damaged, file.name(), "byte " + std::to_string(at),
            std::to_string(scan.whole) + " records before, " + std::to_string(scan.wholeBehind) + " behind");
    };
    if (scan.firstBad && !m_options.acceptsDamage)
        return damaged(*scan.firstBad);
    std::uint64_t last = expected - 1;
    std::int64_t missing = 0;
    (void)file.read([&](std::uint64_t number, std::span<const std::byte>) -> Result<void> {
        if (number > last + 1 && last >= m_options.drained && number > m_options.drained + 1)
            missing += static_cast<std::int64_t>(number - last - 1);
        if (number > m_options.drained && number > last)
            ++found.records;
        last = std::max(last, number);
        return {};
    });
    if (missing > 0 && !scan.firstBad && !m_options.acceptsDamage && !m_files.empty())
        return damaged(0);
    found.damaged += missing;
    found.tornBytes += scan.tornBytes;
    m_last = std::max(m_last, last);
    return {};
}

Result<std::shared_ptr<GateJournal::File>> GateJournal::make(std::uint64_t number)
{
    return File::make(nameOf(number), number, m_options.id, m_options.fileBytes);
}

Result<void> GateJournal::begin()
{
    Result<std::shared_ptr<File>> file = make(m_files.empty() ? 1 : m_files.back()->number() + 1);
    if (!file)
        return std::unexpected(file.error());
    m_active = *file;
    m_files.push_back(std::move(*file));
    return {};
}

/// The next file; made here where the flusher has not made it yet.
bool GateJournal::roll()
{
    const std::scoped_lock making(m_makeMutex);
    std::shared_ptr<File> next = std::move(m_spare);
    m_spare.reset();
    if (!next) {
        Result<std::shared_ptr<File>> file = make(m_active->number() + 1);
        if (!file)
            return false;
        next = std::move(*file);
    }
    const std::scoped_lock lock(m_mutex);
    m_active = next;
    m_files.push_back(std::move(next));
    return true;
}

std::uint64_t GateJournal::append(std::span<const std::byte> payload)
{
    if (payload.size() > mostPayload)
        return 0;
    if (!m_active->append(m_last + 1, payload) && (!roll() || !m_active->append(m_last + 1, payload)))
        return 0;
    return ++m_last;
}

Result<void> GateJournal::read(std::uint64_t after, std::uint64_t upTo, const Visit &visit)
{
    std::vector<std::shared_ptr<File>> files;
    {
        const std::scoped_lock lock(m_mutex);
        files = m_files;
    }
    std::uint64_t last = after;
    for (const std::shared_ptr<File> &file : files) {
        const Result<void> read =
            file->read([&](std::uint64_t number, std::span<const std::byte> payload) -> Result<void> {
                if (number <= last || number > upTo)
                    return {};
                last = number;
                return visit(number, payload);
            });
        if (!read)
            return read;
    }
    return {};
}

void GateJournal::forget(std::uint64_t upTo)
{
    std::vector<std::shared_ptr<File>> gone;
    {
        const std::scoped_lock lock(m_mutex);
        while (m_files.size() > 1 && m_files.front()->last() <= upTo) {
            gone.push_back(std::move(m_files.front()));
            m_files.erase(m_files.begin());
        }
    }
    for (const std::shared_ptr<File> &file : gone)
        file->remove();
}

Result<void> GateJournal::flush()
{
    const std::scoped_lock one(m_flushMutex);
    std::vector<std::shared_ptr<File>> files;
    {
        const std::scoped_lock lock(m_mutex);
        files = m_files;
    }
    for (const std::shared_ptr<File> &file : files)
        if (Result<void> flushed = file->flush(); !flushed)
            return flushed;
    return {};
}

/// The flusher's thread. What it cannot write now it tries again the next time.
void GateJournal::run()
{
    std::unique_lock lock(m_mutex);
    while (!m_isStopping) {
        m_wake.wait_for(lock, std::chrono::milliseconds(m_options.flushEvery));
        lock.unlock();
        (void)flush();
        {
            const std::scoped_lock making(m_makeMutex);
            lock.lock();
            const bool isNeeded = !m_spare && m_active->isHalfFull();
            const std::uint64_t next = m_active->number() + 1;
            lock.unlock();
            if (isNeeded)
                m_spare = make(next).value_or(nullptr);
        }
        lock.lock();
    }
}

} // namespace toll
