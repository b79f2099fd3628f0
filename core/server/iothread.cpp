// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/server/iothread.h"

#include "core/server/connection.h"

#include <chrono>
#include <random>

namespace toll::http {

namespace {

constexpr std::chrono::milliseconds tickTime{250};

RequestIds freshIds()
{
    std::random_device device;
    std::array<std::uint8_t, 10> random{};
    for (std::uint8_t &byte : random)
        byte = static_cast<std::uint8_t>(device());
    return RequestIds(random);
}

std::string dateNow()
{
    using namespace std::chrono;
    return httpDate(duration_cast<seconds>(system_clock::now().time_since_epoch()).count());
}

} // namespace

std::int64_t steadyNs()
{
    return std::chrono::steady_clock::now().time_since_epoch() / std::chrono::nanoseconds(1);
}

std::int64_t steadyMs()
{
    return std::chrono::steady_clock::now().time_since_epoch() / std::chrono::milliseconds(1);
}

IoThread::IoThread(ServerContext &shared) : m_shared(shared), m_date(dateNow()), m_ids(freshIds()) { }

void IoThread::run()
{
    tick();
    m_context.run();
}

void IoThread::add(Connection &connection)
{
    connection.setPlace(m_connections.size());
    m_connections.push_back(&connection);
}

void IoThread::remove(Connection &connection)
{
    Connection *last = m_connections.back();
    m_connections[connection.place()] = last;
    last->setPlace(connection.place());
    m_connections.pop_back();
}

/// From the back: a visit may remove the connection it is at, which puts the last one in its place.
template<typename Visit>
void IoThread::visitAll(Visit visit)
{
    for (std::size_t i = m_connections.size(); i-- > 0;)
        visit(*m_connections[i]);
}

void IoThread::tick()
{
    m_date = dateNow();
    const std::int64_t now = steadyMs();
    visitAll([now](Connection &connection) { connection.tick(now); });
    m_timer.expires_after(tickTime);
    m_timer.async_wait([this](const boost::system::error_code &error) {
        if (!error && !m_isDone)
            tick();
    });
}

void IoThread::stopServing()
{
    visitAll([](Connection &connection) { connection.stopServing(); });
}

void IoThread::finish()
{
    m_isDone = true;
    m_timer.cancel();
    visitAll([](Connection &connection) { connection.abort(); });
}

} // namespace toll::http
