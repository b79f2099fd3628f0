// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/service/changefeed.h"
#include "app/service/completionintake.h"
#include "app/service/keyring.h"
#include "app/service/once.h"
#include "app/service/options.h"
#include "core/server/log.h"
#include "core/server/metrics.h"
#include "core/server/worker.h"
#include "core/services/services.h"

#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>
#include <set>
#include <string>
#include <thread>
#include <vector>

/// What the routes share: the workspace, the gate over it, and the management keys.
///
/// The workspace belongs to the worker's thread. There the gate is drained each second, and read anew as soon as
/// customers, tokens, plans or settings have been changed: before the change is answered.
class Backend {
public:
    Backend(const DaemonOptions &options, toll::http::Worker &worker, toll::http::Log &log, toll::http::Metrics &metrics);
    /// Drains the gate a last time and closes the workspace, on the worker's thread. No route may be asked any more.
    ~Backend();
    Backend(const Backend &) = delete;
    Backend &operator=(const Backend &) = delete;

    /// Opens the key file, the workspace and the gate. Fails as readKeyFile, Services::open and Gate::open do.
    [[nodiscard]] toll::Result<void> open();
    /// Reads the key file anew; with a failure the keys stay as they were.
    [[nodiscard]] toll::Result<void> reloadKeys();

    /// The server is to stop: what takes long is given up, and who waits for changes is answered. Waits for nothing.
    void stopWaiting();

    // The worker's thread only.
    [[nodiscard]] toll::Services &services() { return *m_services; }
    /// What is wrong with the store or the gate, if anything is; asked anew about once a second.
    [[nodiscard]] toll::Result<void> health();
    /// Makes the gate read anew who may pass; where that fails it is tried again each second. Outside of transactions.
    void refreshGate();

    // Any thread. The gate's own header says which of its functions are for any.
    [[nodiscard]] toll::Gate &gate() { return *m_gate; }
    [[nodiscard]] Keyring &keys() { return m_keys; }
    [[nodiscard]] ChangeFeed &feed() { return m_feed; }
    [[nodiscard]] Running &running() { return m_running; }
    [[nodiscard]] toll::http::Worker &worker() { return m_worker; }
    [[nodiscard]] toll::http::Log &log() { return m_log; }
    [[nodiscard]] toll::http::Metrics &metrics() { return m_metrics; }
    [[nodiscard]] const DaemonOptions &options() const { return m_options; }
    [[nodiscard]] toll::Instant now() const { return m_clock(); }

private:
    [[nodiscard]] toll::Result<void> openStore();
    [[nodiscard]] toll::Result<void> openIntake();
    [[nodiscard]] toll::Result<toll::DrainReport> drainGate();
    void changed(toll::Topics topics);
    void readStoredKeys();
    void tick();
    void tidy();
    void keepTime();
    void note(const char *event, const toll::Error &error);

    const DaemonOptions &m_options;
    toll::http::Worker &m_worker;
    toll::http::Log &m_log;
    toll::http::Metrics &m_metrics;
    toll::Clock m_clock;
    Keyring m_keys;
    Running m_running;
    ChangeFeed m_feed{*this};
    std::unique_ptr<toll::Services> m_services; ///< the worker's, as all down to m_thread
    std::unique_ptr<toll::Gate> m_gate;
    std::unique_ptr<CompletionIntake> m_intake; ///< completes at the gate
    CompletionIntake::Places m_places; ///< of its files, as they are kept
    toll::Result<void> m_gateHealth;
    toll::Result<void> m_storeHealth;
    std::int64_t m_storeHealthAt = 0; ///< steady ms at which that was found; 0: not yet
    toll::JobControl m_compaction;
    bool m_isGateStale = false; ///< reading anew who may pass failed
    std::int64_t m_tidiedAt = 0; ///< steady ms
    std::mutex m_timeMutex;
    std::condition_variable m_timeOver;
    bool m_isStopping = false;
    std::thread m_thread; ///< tells the worker that a second is over
};
