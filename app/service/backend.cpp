// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/service/backend.h"

#include "app/service/keyfile.h"
#include "core/services/entropy.h"
#include "core/services/wording.h"

#include <chrono>

#include <sys/resource.h>
#include <unistd.h>

using namespace toll;

namespace {

constexpr std::chrono::seconds tickTime{1};
constexpr std::int64_t tidyTime = msPerHour;
constexpr std::int64_t healthAge = 1000; ///< ms a finding about the store stands
constexpr int workerNiceness = 5; ///< on a busy machine gateways are answered before the store's work is done

std::int64_t steadyMs()
{
    return std::chrono::steady_clock::now().time_since_epoch() / std::chrono::milliseconds(1);
}

} // namespace

Backend::Backend(const DaemonOptions &options, http::Worker &worker, http::Log &log, http::Metrics &metrics)
    : m_options(options), m_worker(worker), m_log(log), m_metrics(metrics), m_clock(systemClock())
{
}

Backend::~Backend()
{
    {
        const std::scoped_lock lock(m_timeMutex);
        m_isStopping = true;
    }
    m_timeOver.notify_one();
    if (m_thread.joinable())
        m_thread.join();
    m_worker.call([this] {
        if (m_gate)
            if (const Result<DrainReport> drained = drainGate(); !drained)
                note("gate was not drained at the end; its journal is taken up at the next start", drained.error());
        m_intake.reset();
        m_gate.reset();
        m_services.reset();
    });
}

Result<void> Backend::open()
{
    if (Result<void> read = reloadKeys(); !read)
        return read;
    Result<void> opened;
    m_worker.call([&] {
        (void)setpriority(PRIO_PROCESS, static_cast<id_t>(gettid()), workerNiceness); // of this thread alone
        opened = openStore();
    });
    if (opened)
        m_thread = std::thread([this] { keepTime(); });
    return opened;
}

Result<void> Backend::openStore()
{
    Services::Options options;
    options.path = m_options.store;
    options.mode = OpenMode::WriteOrCreate;
    options.actor = "tollkeeperd";
    auto services = Services::open(std::move(options));
    if (!services)
        return std::unexpected(services.error());
    m_services = std::move(*services);
    GateOptions gateOptions;
    gateOptions.completeWithin = m_options.completeWithin.count();
    auto gate = m_services->openGate(std::move(gateOptions));
    if (!gate)
        return std::unexpected(gate.error());
    m_gate = std::move(*gate);
    const Result<std::vector<AdminKey>> keys = m_services->adminKeys.list();
    if (!keys)
        return std::unexpected(keys.error());
    m_keys.setStored(*keys);
    m_services->onChanged([this](Topics topics) { changed(topics); });
    m_tidiedAt = steadyMs();
    const GateReport &report = m_gate->opened();
    m_log.write(http::LogLine(http::LogLevel::Info, "gate opened")
                    .add("recovered", report.recovered)
                    .add("counted", report.counted)
                    .add("torn_bytes", report.tornBytes));
    return openIntake();
}

Result<void> Backend::openIntake()
{
    for (const std::string &path : m_options.accessLogs) {
        const Result<std::optional<std::string>> kept = m_gate->placeOf(path);
        if (!kept)
            return std::unexpected(kept.error());
        if (const auto place = *kept ? http::parseLogPosition(**kept) : fail(ErrorCode::Missing))
            m_places[path] = *place;
    }
    auto intake = CompletionIntake::start(
        {m_options.accessLogs, m_options.accessSyslogs}, m_places, *m_gate, m_clock, m_log, m_metrics);
    if (!intake)
        return std::unexpected(intake.error());
    m_intake = std::move(*intake);
    return {};
}

/// Also keeps how far logs have been read: no further than what was completed is in the store.
Result<DrainReport> Backend::drainGate()
{
    const CompletionIntake::Places reached = m_intake ? m_intake->places() : m_places;
    Result<DrainReport> drained = m_gate->drain(m_clock());
    if (!drained)
        return drained;
    for (const auto &[path, place] : reached) {
        if (const auto kept = m_places.find(path); kept != m_places.end() && kept->second == place)
            continue;
        if (const Result<void> done = m_gate->keepPlace(path, http::toString(place)); !done)
            return std::unexpected(done.error());
        m_places[path] = place;
    }
    return drained;
}

Result<void> Backend::reloadKeys()
{
    if (m_options.adminKeyFile.empty())
        return {};
    Result<std::vector<AdminKey>> keys = readKeyFile(m_options.adminKeyFile);
    if (!keys)
        return std::unexpected(keys.error());
    m_keys.setOfFile(std::move(*keys));
    return {};
}

void Backend::changed(Topics topics)
{
    constexpr auto inFeed = Topic::Customers | Topic::Tokens | Topic::Plans;
    if ((topics & (inFeed | Topic::Settings)) != Topics())
        refreshGate();
    if (topics.testFlag(Topic::AdminKeys))
        readStoredKeys();
    if ((topics & inFeed) != Topics())
        m_feed.lookAgain();
}

void Backend::stopWaiting()
{
    m_compaction.cancel();
    m_feed.end();
    (void)m_worker.post([this] { m_feed.tick(); }); // where too many wait, the next second's turn does it
}

void Backend::refreshGate()
{
    const Result<void> refreshed = m_gate->refresh(m_clock());
    m_isGateStale = !refreshed;
    if (!refreshed)
        note("gate does not know the latest change yet", refreshed.error());
    m_gateHealth = refreshed;
}

void Backend::readStoredKeys()
{
    if (Result<std::vector<AdminKey>> keys = m_services->adminKeys.list())
        m_keys.setStored(std::move(*keys));
    else
        note("management keys stay as they were", keys.error());
}

void Backend::tick()
{
    m_feed.tick();
    if (m_isGateStale) {
        refreshGate();
        return;
    }
    const bool wasWell = m_gateHealth.has_value();
    const Result<DrainReport> drained = drainGate();
    m_gateHealth = drained ? Result<void>() : std::unexpected(drained.error());
    if (!drained && wasWell)
        note("gate was not drained; it is tried again each second", drained.error());
    if (steadyMs() - m_tidiedAt >= tidyTime)
        tidy();
}

/// What is to be done once an hour.
void Backend::tidy()
{
    m_tidiedAt = steadyMs();
    const Result<Compaction> compacted = m_services->upkeep.compact(m_compaction);
    if (!compacted && compacted.error().code != ErrorCode::Cancelled)
        note("usage was not compacted", compacted.error());
    if (const Result<std::int64_t> forgotten = m_services->keptReplies.forgetOld(); !forgotten)
        note("old answers were not forgotten", forgotten.error());
}

void Backend::keepTime()
{
    std::unique_lock lock(m_timeMutex);
    while (!m_timeOver.wait_for(lock, tickTime, [this] { return m_isStopping; })) {
        lock.unlock();
        m_worker.call([this] { tick(); }); // however much waits: the gate's turn comes
        lock.lock();
    }
}

Result<void> Backend::health()
{
    const std::int64_t now = steadyMs();
    if (m_storeHealthAt == 0 || now - m_storeHealthAt >= healthAge) {
        const auto info = m_services->settings.info();
        m_storeHealth = info ? Result<void>() : std::unexpected(info.error());
        m_storeHealthAt = now;
        if (!m_storeHealth)
            note("store does not answer", m_storeHealth.error());
    }
    return m_storeHealth ? m_gateHealth : m_storeHealth;
}

void Backend::note(const char *event, const Error &error)
{
    m_log.write(http::LogLine(http::LogLevel::Error, event).add("what", sentence(error).toStdString()));
}
