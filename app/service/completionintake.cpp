// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/service/completionintake.h"

#include "core/services/wording.h"
#include "core/usage/syslogmessage.h"

#include <poll.h>
#include <sys/eventfd.h>
#include <unistd.h>

using namespace toll;

namespace {

constexpr int lookEvery = 200; ///< ms between looks at the files
constexpr int mostSaid = 20; ///< bad lines of a source that are said in a minute
constexpr const char *countName = "tollkeeperd_completions_total";
constexpr std::string_view countHelp = "Lines of access logs, by what became of them.";

http::Counter &counterOf(http::Metrics &metrics, const char *kind, const std::string &name, const char *outcome)
{
    return metrics.counter(countName, countHelp, {{"kind", kind}, {"from", name}, {"outcome", outcome}});
}

} // namespace

CompletionIntake::Source::Source(const std::string &from, const char *kind, http::Metrics &metrics)
    : name(from), completed(counterOf(metrics, kind, from, "completed")),
      unknown(counterOf(metrics, kind, from, "unknown")), unasked(counterOf(metrics, kind, from, "unasked")),
      bad(counterOf(metrics, kind, from, "bad"))
{
}

CompletionIntake::CompletionIntake(Gate &gate, Clock clock, http::Log &log)
    : m_gate(gate), m_clock(std::move(clock)), m_log(log), m_wake(eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK))
{
}

CompletionIntake::~CompletionIntake()
{
    m_isStopping = true;
    const std::uint64_t one = 1;
    (void)!write(m_wake, &one, sizeof one);
    if (m_thread.joinable())
        m_thread.join();
    close(m_wake);
}

Result<std::unique_ptr<CompletionIntake>> CompletionIntake::start(const Options &options, const Places &places,
    Gate &gate, Clock clock, http::Log &log, http::Metrics &metrics)
{
    std::unique_ptr<CompletionIntake> intake(new CompletionIntake(gate, std::move(clock), log));
    for (const std::string &address : options.sockets) {
        auto socket = http::SyslogSocket::open(address);
        if (!socket)
            return std::unexpected(socket.error());
        http::Gauge &dropped = metrics.gauge("tollkeeperd_syslog_dropped",
            "Datagrams that the system dropped because they came too fast.", {{"from", (*socket)->address()}});
        auto source = std::make_unique<Source>((*socket)->address(), "syslog", metrics);
        log.write(http::LogLine(http::LogLevel::Info, "receives access logs").add("from", (*socket)->address()));
        intake->m_sockets.push_back({std::move(source), std::move(*socket), dropped});
    }
    for (const std::string &path : options.files)
        intake->follow(path, places, metrics);
    if (!intake->m_files.empty() || !intake->m_sockets.empty())
        intake->m_thread = std::thread([made = intake.get()] { made->run(); });
    return intake;
}

void CompletionIntake::follow(const std::string &path, const Places &places, http::Metrics &metrics)
{
    http::LogFollower::Options options;
    options.path = path;
    options.mostLine = mostCompletionLine;
    if (const auto place = places.find(path); place != places.end())
        options.from = place->second;
    http::Gauge &behind = metrics.gauge(
        "tollkeeperd_access_log_behind_bytes", "What stands in an access log and was not read yet.", {{"from", path}});
    auto source = std::make_unique<Source>(path, "file", metrics);
    auto follower = std::make_unique<http::LogFollower>(std::move(options),
        [this, from = source.get()](std::optional<std::string_view> line) { return takeLine(*from, line); });
    m_log.write(http::LogLine(http::LogLevel::Info, "follows access log").add("from", path));
    m_files.push_back({std::move(source), std::move(follower), behind});
}

CompletionIntake::Places CompletionIntake::places() const
{
    const std::scoped_lock lock(m_mutex);
    return m_places;
}

void CompletionIntake::run()
{
    while (!m_isStopping) {
        const bool hasMoreLines = readFiles();
        const bool hasMoreDatagrams = readSockets();
        wait(hasMoreLines || hasMoreDatagrams);
    }
}

void CompletionIntake::wait(bool hasMore) const
{
    std::vector<pollfd> ready{{m_wake, POLLIN, 0}};
    for (const Socket &each : m_sockets)
        if (!m_isWaiting)
            ready.push_back({each.socket->descriptor(), POLLIN, 0});
    poll(ready.data(), ready.size(), hasMore ? 0 : lookEvery);
}

bool CompletionIntake::readFiles()
{
    bool hasMore = false;
    for (File &file : m_files) {
        hasMore |= file.follower->poll();
        file.behind.set(file.follower->behind());
        sayChanges(file);
        file.wasFaulty = file.follower->fault().has_value();
        file.wasLost = file.follower->hasLostPlace();
        const std::scoped_lock lock(m_mutex);
        if (const std::optional<http::LogPosition> place = file.follower->position())
            m_places[file.follower->path()] = *place;
    }
    return hasMore;
}

bool CompletionIntake::readSockets()
{
    bool hasMore = false;
    for (Socket &each : m_sockets) {
        hasMore |= each.socket->receive([&](std::string_view datagram) { return takeDatagram(*each.source, datagram); });
        each.dropped.set(static_cast<std::int64_t>(each.socket->dropped()));
    }
    return hasMore;
}

bool CompletionIntake::takeDatagram(Source &source, std::string_view datagram)
{
    const Result<std::string_view> message = syslogMessage(datagram);
    if (message)
        return takeLine(source, *message);
    say(source, message.error());
    return true;
}

bool CompletionIntake::takeLine(Source &source, std::optional<std::string_view> text)
{
    if (text && text->empty())
        return true;
    const Result<CompletionLine> line = text
        ? parseCompletionLine(*text)
        : fail(ErrorCode::OutOfRange, "line", {}, "<= " + std::to_string(mostCompletionLine));
    if (!line) {
        say(source, line.error());
        return true;
    }
    if (line->id.empty()) {
        source.unasked.add();
        return true;
    }
    return complete(source, *line);
}

/// False where the journal cannot be written: the line waits.
bool CompletionIntake::complete(Source &source, const CompletionLine &line)
{
    GateCompletion completion;
    completion.id = line.id;
    if (!line.token.empty())
        completion.token = TokenId{line.token};
    completion.time = line.time;
    completion.status = line.status;
    completion.requests = line.requests;
    completion.responseMs = line.responseMs;
    completion.units = line.units;
    completion.model = line.model;
    completion.endpoint = line.endpoint;
    const Result<void> done = m_gate.complete(completion, m_clock());
    const bool isWaiting = !done && done.error().code == ErrorCode::Io;
    if (isWaiting && !m_isWaiting)
        m_log.write(http::LogLine(http::LogLevel::Error, "completions wait: the journal cannot be written")
                        .add("what", sentence(done.error()).toStdString()));
    m_isWaiting = isWaiting;
    if (isWaiting)
        return false;
    if (done)
        source.completed.add();
    else if (done.error().code == ErrorCode::NotFound)
        source.unknown.add();
    else
        say(source, done.error());
    return true;
}

/// Counts a bad line, and says why it is one. The line itself is not repeated: it may hold anything.
void CompletionIntake::say(Source &source, const Error &error)
{
    source.bad.add();
    const Instant now = m_clock();
    if (now >= source.saidSince.plus(msPerMinute) || now < source.saidSince) {
        source.saidSince = now;
        source.said = 0;
    }
    if (++source.said > mostSaid)
        return;
    m_log.write(http::LogLine(http::LogLevel::Warning, "line of an access log cannot be read")
                    .add("from", source.name)
                    .add("what", sentence(error).toStdString()));
    if (source.said == mostSaid)
        m_log.write(http::LogLine(http::LogLevel::Warning, "more such lines are counted, and not said, for a minute")
                        .add("from", source.name));
}

void CompletionIntake::sayChanges(File &file) const
{
    const http::LogFollower &follower = *file.follower;
    if (follower.fault() && !file.wasFaulty)
        m_log.write(http::LogLine(http::LogLevel::Error, "access log cannot be read")
                        .add("from", follower.path())
                        .add("what", sentence(*follower.fault()).toStdString()));
    if (!follower.fault() && file.wasFaulty)
        m_log.write(http::LogLine(http::LogLevel::Info, "access log can be read again").add("from", follower.path()));
    if (follower.hasLostPlace() && !file.wasLost)
        m_log.write(http::LogLine(http::LogLevel::Warning,
            "the place in an access log was not found again; it is read from its beginning, and lines before may be lost")
                        .add("from", follower.path()));
}
