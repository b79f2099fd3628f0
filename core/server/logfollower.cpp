// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/server/logfollower.h"

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <filesystem>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace toll::http {

namespace {

constexpr std::size_t readBytes = 256 * 1024;
constexpr std::size_t mostAtOnce = 4 * 1024 * 1024;

} // namespace

/// An open file and what has been read of it.
class LogFollower::File {
public:
    File(int descriptor, const LogPosition &from) : m_descriptor(descriptor), m_position(from) { }
    ~File() { close(m_descriptor); }
    File(const File &) = delete;
    File &operator=(const File &) = delete;

    [[nodiscard]] int descriptor() const { return m_descriptor; }
    [[nodiscard]] const LogPosition &position() const { return m_position; }
    [[nodiscard]] std::int64_t size() const
    {
        struct stat facts { };
        return fstat(m_descriptor, &facts) == 0 ? facts.st_size : 0;
    }
    /// When it was written to last, ns.
    [[nodiscard]] std::int64_t changed() const
    {
        struct stat facts { };
        return fstat(m_descriptor, &facts) == 0 ? facts.st_mtim.tv_sec * 1'000'000'000 + facts.st_mtim.tv_nsec : 0;
    }
    [[nodiscard]] bool isSame(const File &other) const
    {
        return m_position.device == other.m_position.device && m_position.file == other.m_position.file;
    }
    /// Goes to a place that is kept.
    void goOnFrom(const LogPosition &place)
    {
        m_position.offset = place.offset;
        m_position.before = place.before;
    }
    [[nodiscard]] Steady::time_point lastRead() const { return m_lastRead; }
    void goTo(const LogPosition &position)
    {
        m_position = position;
        m_pending.clear();
        m_skipped = 0;
        m_isSkipping = false;
    }

    enum class Got { Nothing, More, NotNow, Fault };
    /// Reads a piece and hands on the lines that are whole.
    Got read(const Take &take, std::size_t mostLine)
    {
        if (!handOn(take, mostLine))
            return Got::NotNow;
        const std::size_t had = m_pending.size();
        m_pending.resize(had + readBytes);
        const std::int64_t at = m_position.offset + m_skipped + static_cast<std::int64_t>(had);
        const ssize_t size = pread(m_descriptor, m_pending.data() + had, readBytes, at);
        m_pending.resize(had + static_cast<std::size_t>(std::max<ssize_t>(0, size)));
        if (size < 0)
            return Got::Fault;
        if (size == 0)
            return Got::Nothing;
        m_lastRead = Steady::now();
        return handOn(take, mostLine) ? Got::More : Got::NotNow;
    }
    /// That nothing more is written: what stands behind the last whole line is one too. False where it is not taken.
    bool finish(const Take &take, std::size_t mostLine)
    {
        if (m_pending.empty() && !m_isSkipping)
            return true;
        if (!handOn(take, mostLine))
            return false;
        const bool isTooLong = m_isSkipping || m_pending.size() > mostLine;
        if (!take(isTooLong ? std::nullopt : std::optional<std::string_view>(m_pending)))
            return false;
        goTo(m_position);
        return true;
    }

private:
    bool handOn(const Take &take, std::size_t mostLine)
    {
        std::size_t begin = 0;
        bool isTaken = true;
        for (std::size_t end = 0; isTaken && (end = m_pending.find('\n', begin)) != std::string::npos;) {
            std::string_view line(m_pending.data() + begin, end - begin);
            if (line.ends_with('\r'))
                line.remove_suffix(1);
            const bool isTooLong = m_isSkipping || line.size() > mostLine;
            isTaken = take(isTooLong ? std::nullopt : std::optional(line));
            if (!isTaken)
                break;
            m_position.offset += m_skipped + static_cast<std::int64_t>(end + 1 - begin);
            m_skipped = 0;
            m_isSkipping = false;
            begin = end + 1;
        }
        m_pending.erase(0, begin);
        if (begin > 0)
            m_position.before = hashBefore(m_descriptor, m_position.offset).value_or(0);
        if (isTaken && m_pending.size() > mostLine) { // of a line too long nothing but its length is kept
            m_isSkipping = true;
            m_skipped += static_cast<std::int64_t>(m_pending.size());
            m_pending.clear();
        }
        return isTaken;
    }

    int m_descriptor;
    LogPosition m_position;
    std::string m_pending; ///< what comes behind the position and what was skipped
    std::int64_t m_skipped = 0;
    bool m_isSkipping = false;
    Steady::time_point m_lastRead = Steady::now();
};

LogFollower::LogFollower(Options options, Take take)
    : m_options(std::move(options)), m_take(std::move(take)),
      // Files' times are of a coarser clock; to read some lines more does no harm.
      m_begun((std::chrono::system_clock::now() - std::chrono::seconds(1)).time_since_epoch() / std::chrono::nanoseconds(1))
{
}
LogFollower::~LogFollower() = default;

std::unique_ptr<LogFollower::File> LogFollower::open(const std::string &path)
{
    const int descriptor = ::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    if (descriptor < 0) {
        if (errno != ENOENT)
            m_fault = Error{ErrorCode::Io, path, std::strerror(errno), {}, 0};
        return {};
    }
    struct stat facts { };
    const std::optional<LogPosition> begin = beginningOf(descriptor);
    if (!begin || fstat(descriptor, &facts) != 0 || !S_ISREG(facts.st_mode)) {
        m_fault = Error{ErrorCode::Unsupported, path, {}, "a file", 0};
        close(descriptor);
        return {};
    }
    m_fault.reset();
    return std::make_unique<File>(descriptor, *begin);
}

/// The files beside the log that may be older parts of it, the oldest first.
std::vector<std::unique_ptr<LogFollower::File>> LogFollower::siblings()
{
    namespace fs = std::filesystem;
    const fs::path log(m_options.path);
    const std::string name = log.filename().string();
    const std::string begin = log.stem().string() + '-'; // NAME-TIME.log, as Caddy has it
    std::vector<std::unique_ptr<File>> files;
    const std::optional<Error> fault = m_fault; // that of the log itself is told
    std::error_code error;
    for (fs::directory_iterator entry(log.parent_path().empty() ? fs::path(".") : log.parent_path(), error), end;
         !error && entry != end; entry.increment(error)) {
        const std::string other = entry->path().filename().string();
        const bool isAfter = other.size() > name.size() && other.starts_with(name)
            && (other[name.size()] == '.' || other[name.size()] == '-');
        const bool isOlder = isAfter
            || (log.has_extension() && other.starts_with(begin) && entry->path().extension() == log.extension());
        const std::string kind = entry->path().extension().string();
        const bool isPacked = kind == ".gz" || kind == ".xz" || kind == ".bz2" || kind == ".zst";
        if (isOlder && !isPacked)
            if (std::unique_ptr<File> file = open(entry->path().string()))
                files.push_back(std::move(file));
    }
    m_fault = fault;
    std::ranges::sort(files, {}, [](const auto &file) { return file->changed(); });
    return files;
}

void LogFollower::begin()
{
    m_current = open(m_options.path);
    if (!m_current)
        return;
    if (!m_options.from)
        return takeUpSince(m_begun, siblings()); // it may have come and been rotated between two looks
    const LogPosition from = *m_options.from;
    m_options.from.reset();
    if (holds(m_current->descriptor(), from))
        m_current->goOnFrom(from);
    else
        takeUpRotated(from);
}

/// The rest of the file that holds the place, and what was begun and rotated after it.
void LogFollower::takeUpRotated(const LogPosition &from)
{
    std::vector<std::unique_ptr<File>> files = siblings();
    const auto found
        = std::ranges::find_if(files, [&](const auto &file) { return holds(file->descriptor(), from); });
    if (found == files.end()) {
        m_hasLostPlace = true;
        return;
    }
    const std::int64_t changed = (*found)->changed();
    (*found)->goOnFrom(from);
    m_retiring.push_back(std::move(*found));
    files.erase(found);
    takeUpSince(changed, std::move(files));
}

void LogFollower::takeUpSince(std::int64_t changed, std::vector<std::unique_ptr<File>> files)
{
    for (std::unique_ptr<File> &file : files) {
        const auto isIt = [&](const std::unique_ptr<File> &open) { return open->isSame(*file); };
        if (file->changed() >= changed && !isIt(m_current) && std::ranges::none_of(m_retiring, isIt))
            m_retiring.push_back(std::move(file));
    }
}

void LogFollower::noticeRotation()
{
    struct stat facts { };
    const LogPosition &position = m_current->position();
    if (stat(m_options.path.c_str(), &facts) != 0)
        return; // renamed, and not begun anew yet
    if (facts.st_dev != position.device || facts.st_ino != position.file) {
        std::unique_ptr<File> next = open(m_options.path);
        if (!next)
            return;
        const std::int64_t changed = m_current->changed();
        m_retiring.push_back(std::move(m_current));
        m_current = std::move(next);
        takeUpSince(changed, siblings()); // it may have been rotated more than once
    } else if (hashBefore(m_current->descriptor(), position.offset) != position.before) {
        // Cut off. What came between the last look and that stands in the copy.
        const LogPosition from = position;
        m_current->goTo(beginningOf(m_current->descriptor()).value_or(LogPosition()));
        takeUpRotated(from);
    }
}

/// Lets go of files that get no more lines.
void LogFollower::retire()
{
    std::erase_if(m_retiring, [this](const std::unique_ptr<File> &file) {
        return Steady::now() - file->lastRead() >= m_options.retireAfter && file->finish(m_take, m_options.mostLine);
    });
}

bool LogFollower::read(File &file)
{
    for (std::size_t taken = 0; taken < mostAtOnce; taken += readBytes) {
        const File::Got got = file.read(m_take, m_options.mostLine);
        if (got == File::Got::Fault)
            m_fault = Error{ErrorCode::Io, m_options.path, std::strerror(errno), {}, 0};
        if (got != File::Got::More)
            return false;
    }
    return true;
}

bool LogFollower::poll()
{
    if (!m_current)
        begin();
    if (!m_current)
        return false;
    noticeRotation();
    bool hasMore = false;
    for (const std::unique_ptr<File> &file : m_retiring)
        hasMore |= read(*file);
    hasMore |= read(*m_current);
    retire();
    return hasMore;
}

std::optional<LogPosition> LogFollower::position() const
{
    if (!m_current)
        return m_options.from;
    return m_retiring.empty() ? m_current->position() : m_retiring.front()->position();
}

std::int64_t LogFollower::behind() const
{
    std::int64_t bytes = m_current ? m_current->size() - m_current->position().offset : 0;
    for (const std::unique_ptr<File> &file : m_retiring)
        bytes += file->size() - file->position().offset;
    return std::max<std::int64_t>(0, bytes);
}

} // namespace toll::http
