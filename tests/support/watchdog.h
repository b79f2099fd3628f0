// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QElapsedTimer>
#include <QFile>
#include <QTimer>

#include <algorithm>
#include <ctime>

namespace toll::test {

/// Ticks on the thread it was made on and keeps the longest time between two ticks: how long that thread did not get to
/// its event loop, and how much of it the thread itself was working.
class Watchdog : public QObject {
public:
    Watchdog()
    {
        m_timer.setTimerType(Qt::PreciseTimer);
        QObject::connect(&m_timer, &QTimer::timeout, this, [this] {
            const double now = working();
            longest = std::max(longest, m_since.restart() - m_timer.interval());
            longestWork = std::max(longestWork, now - m_worked);
            m_worked = now;
        });
        m_since.start();
        m_worked = working();
        m_timer.start(10);
    }

    qint64 longest = 0; ///< ms late
    double longestWork = 0; ///< ms of processor time between two ticks

private:
    [[nodiscard]] static double working()
    {
        timespec used{};
        clock_gettime(CLOCK_THREAD_CPUTIME_ID, &used);
        return static_cast<double>(used.tv_sec) * 1e3 + static_cast<double>(used.tv_nsec) / 1e6;
    }

    QTimer m_timer;
    QElapsedTimer m_since;
    double m_worked = 0;
};

/// The most memory this process has held, MiB.
inline qint64 peakMemory()
{
    QFile status(QStringLiteral("/proc/self/status"));
    if (!status.open(QIODevice::ReadOnly))
        return 0;
    for (QByteArray line = status.readLine(); !line.isEmpty(); line = status.readLine()) {
        if (line.startsWith("VmHWM:"))
            return line.mid(6).simplified().split(' ').front().toLongLong() / 1024;
    }
    return 0;
}

} // namespace toll::test
