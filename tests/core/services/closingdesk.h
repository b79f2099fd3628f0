// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/services/periods.h"
#include "core/services/settings.h"
#include "tests/core/services/billingdesk.h"

namespace toll::test {

/// A desk that closes periods, and imports single requests.
class ClosingDesk : public BillingDesk {
public:
    using BillingDesk::BillingDesk;

    [[nodiscard]] PeriodService periods() { return PeriodService(workspace.context); }
    [[nodiscard]] Result<ClosingReport> tryClose(const char *period) { return periods().close("Acme", period); }

    /// What must close.
    void close(const char *period)
    {
        const ClosingReport report = valueOf(tryClose(period));
        if (report.closed.empty())
            qFatal("%s was not closed", period);
    }

    /// One request a time, each with an id of its own.
    ImportReport use(const QList<QByteArray> &times)
    {
        QByteArray csv = "time,id\n";
        for (const QByteArray &time : times)
            csv += time + ",r" + QByteArray::number(++m_requests) + '\n';
        return import(csv, QStringLiteral("usage-%1.csv").arg(m_requests));
    }

    [[nodiscard]] Statement billToken(const TokenId &id, const char *period)
    {
        return valueOf(BillingService(workspace.context).billToken(id, valueOf(parsePeriod(period, zone))));
    }

    void setPolicy(LateUsage policy) { valueOf(SettingsService(workspace.context).setLateUsage(policy)); }

    /// Payloads of the ledger's entries of a kind.
    [[nodiscard]] QStringList ledger(const char *kind)
    {
        QStringList payloads;
        valueOf(workspace.stores->connection->each(
            QStringLiteral("SELECT payload FROM ledger WHERE kind = ? ORDER BY seq"),
            [&payloads](const Row &row) -> Result<void> {
                payloads << QString::fromStdString(row.text(0));
                return {};
            },
            kind));
        return payloads;
    }

private:
    int m_requests = 0;
};

} // namespace toll::test
