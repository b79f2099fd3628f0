// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/services/gatereports.h"

namespace toll {

const GateReports::Report *GateReports::find(const CounterId &request) const
{
    const auto found = m_reports.find(request);
    return found == m_reports.end() ? nullptr : &found->second;
}

bool GateReports::add(const CounterId &request, Report report)
{
    const Instant at = report.at;
    if (!m_reports.try_emplace(request, std::move(report)).second)
        return false;
    m_order.emplace_back(at, request);
    while (m_order.size() > most)
        dropOldest();
    return true;
}

void GateReports::forget(Instant before)
{
    while (!m_order.empty() && m_order.front().first < before)
        dropOldest();
}

/// One that was removed and came again has its place further behind.
void GateReports::dropOldest()
{
    const auto &[at, request] = m_order.front();
    if (const auto found = m_reports.find(request); found != m_reports.end() && found->second.at == at)
        m_reports.erase(found);
    m_order.pop_front();
}

} // namespace toll
