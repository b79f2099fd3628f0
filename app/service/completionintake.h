// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/server/log.h"
#include "core/server/logfollower.h"
#include "core/server/metrics.h"
#include "core/server/syslogsocket.h"
#include "core/services/gate.h"
#include "core/usage/completionline.h"

#include <atomic>
#include <map>
#include <mutex>
#include <thread>

/// Reads the access logs of gateways, from files and over syslog, and completes the requests that the gate let through: on
/// a thread of its own. What cannot be read is counted by its reason and said in the log, a few lines a minute.
///
/// Nothing is lost where the service stops, or is killed: a place in a file is kept only once all before it is in the
/// store, and what is read again completes nothing twice. Datagrams that come while nobody listens are lost; the
/// requests are listed as never completed then.
class CompletionIntake {
public:
    struct Options {
        std::vector<std::string> files; ///< to be followed
        std::vector<std::string> sockets; ///< as SyslogSocket has it
    };
    /// How far the files have been read, by their paths.
    using Places = std::map<std::string, toll::http::LogPosition>;

    /// Binds the sockets, and starts reading from the places. Gate, log and metrics must last longer.
    [[nodiscard]] static toll::Result<std::unique_ptr<CompletionIntake>> start(const Options &options,
        const Places &places, toll::Gate &gate, toll::Clock clock, toll::http::Log &log, toll::http::Metrics &metrics);
    /// Stops reading.
    ~CompletionIntake();
    CompletionIntake(const CompletionIntake &) = delete;
    CompletionIntake &operator=(const CompletionIntake &) = delete;

    /// From any thread. What the next drain() of the gate puts into the store reaches at least so far.
    [[nodiscard]] Places places() const;

private:
    /// Where lines come from, and what became of them.
    struct Source {
        Source(const std::string &name, const char *kind, toll::http::Metrics &metrics);

        std::string name;
        toll::http::Counter &completed;
        toll::http::Counter &unknown; ///< of requests that were not let through, or of another gate
        toll::http::Counter &unasked; ///< of requests that nobody asked about
        toll::http::Counter &bad;
        toll::Instant saidSince; ///< when the minute began in which the lines below were said
        int said = 0;
    };
    struct File {
        std::unique_ptr<Source> source;
        std::unique_ptr<toll::http::LogFollower> follower;
        toll::http::Gauge &behind;
        bool wasFaulty = false;
        bool wasLost = false;
    };
    struct Socket {
        std::unique_ptr<Source> source;
        std::unique_ptr<toll::http::SyslogSocket> socket;
        toll::http::Gauge &dropped;
    };

    CompletionIntake(toll::Gate &gate, toll::Clock clock, toll::http::Log &log);
    void follow(const std::string &path, const Places &places, toll::http::Metrics &metrics);
    void run();
    [[nodiscard]] bool readFiles();
    [[nodiscard]] bool readSockets();
    void wait(bool hasMore) const;
    [[nodiscard]] bool takeLine(Source &source, std::optional<std::string_view> line);
    [[nodiscard]] bool takeDatagram(Source &source, std::string_view datagram);
    [[nodiscard]] bool complete(Source &source, const toll::CompletionLine &line);
    void say(Source &source, const toll::Error &error);
    void sayChanges(File &file) const;

    toll::Gate &m_gate;
    toll::Clock m_clock;
    toll::http::Log &m_log;
    std::vector<File> m_files;
    std::vector<Socket> m_sockets;
    bool m_isWaiting = false; ///< the journal cannot be written, and that has been said
    mutable std::mutex m_mutex;
    Places m_places; ///< under the mutex
    int m_wake = -1; ///< an eventfd: the end
    std::atomic<bool> m_isStopping{false};
    std::thread m_thread;
};
