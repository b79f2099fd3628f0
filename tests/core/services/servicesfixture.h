// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/services/customers.h"
#include "core/services/entropy.h"
#include "core/services/imports.h"
#include "core/services/stores.h"
#include "core/services/tokens.h"
#include "tests/core/storage/workspacefixture.h"
#include "tests/support/shareddata.h"

#include <QFileInfo>

namespace toll {

/// An empty workspace with services over it, their clock and randomness set, and a way to break its database.
struct ServicesFixture {
    WorkspaceFixture workspace;
    std::unique_ptr<Stores> stores = std::make_unique<Stores>(std::move(workspace.writer));
    Instant now = *parseRfc3339("2026-06-01T12:00:00Z");
    Topics heard;
    ServiceContext context{
        stores.get(), [this] { return now; }, seededEntropy(7), "tester", [this](Topics topics) { heard |= topics; }};

    [[nodiscard]] CustomerService customers() { return CustomerService(context); }
    [[nodiscard]] TokenService tokens() { return TokenService(context); }
    [[nodiscard]] ImportService imports() { return ImportService(context); }

    /// An empty one where that fails.
    [[nodiscard]] Token addToken(const CustomerId &customer, const std::string &name, const TokenPrice &price = {})
    {
        NewToken wanted;
        wanted.customer = customer;
        wanted.name = name;
        wanted.price = price;
        const auto issued = tokens().create(wanted);
        return issued ? issued->front().token : Token();
    }

    [[nodiscard]] QString writeFile(const QString &name, const QByteArray &content) const
    {
        const QString path = workspace.folder.filePath(name);
        QFile file(path);
        if (!file.open(QIODevice::WriteOnly) || file.write(content) != content.size())
            qWarning("cannot write %s", qPrintable(path));
        return path;
    }

    [[nodiscard]] std::int64_t eventCount() { return stores->usage.eventCount().value_or(-1); }

    /// As the cells have them.
    [[nodiscard]] std::int64_t requests()
    {
        const auto cells = stores->usage.cells({});
        std::int64_t sum = cells ? 0 : -1;
        for (const UsageRow &row : cells ? cells->rows : std::vector<UsageRow>())
            sum += row.requests;
        return sum;
    }

    [[nodiscard]] std::vector<std::string> eventIds()
    {
        std::vector<std::string> ids;
        const auto events = stores->usage.events({});
        for (const StoredEvent &stored : events.value_or(std::vector<StoredEvent>()))
            ids.push_back(stored.event.id);
        return ids;
    }
};

} // namespace toll
