// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/services/context.h"
#include "core/storage/adminkeystore.h"
#include "core/storage/agreementstore.h"
#include "core/storage/batchstore.h"
#include "core/storage/closingstore.h"
#include "core/storage/connection.h"
#include "core/storage/customerstore.h"
#include "core/storage/droppedstore.h"
#include "core/storage/exchangestore.h"
#include "core/storage/gatestore.h"
#include "core/storage/keptreplystore.h"
#include "core/storage/layoutstore.h"
#include "core/storage/ledgerstore.h"
#include "core/storage/noticestore.h"
#include "core/storage/planstore.h"
#include "core/storage/revisionstore.h"
#include "core/storage/scenariostore.h"
#include "core/storage/settingstore.h"
#include "core/storage/tokenstore.h"
#include "core/storage/upstreamstore.h"
#include "core/storage/usagestore.h"
#include "core/storage/watchstore.h"

#include <memory>

namespace toll {

/// One open workspace as its stores. Only the services' .cpp files see it.
class Stores {
public:
    explicit Stores(std::unique_ptr<Connection> opened) : connection(std::move(opened)) { }

    std::unique_ptr<Connection> connection;
    CustomerStore customers{*connection};
    TokenStore tokens{*connection};
    PlanStore plans{*connection};
    AgreementStore agreements{*connection};
    ExchangeStore exchange{*connection};
    UpstreamStore upstream{*connection};
    ScenarioStore scenarios{*connection};
    UsageStore usage{*connection};
    DroppedStore dropped{*connection};
    BatchStore batches{*connection};
    LayoutStore layouts{*connection};
    WatchStore watched{*connection};
    LedgerStore ledger{*connection};
    SettingStore settings{*connection};
    ClosingStore closings{*connection};
    NoticeStore notices{*connection};
    GateStore gate{*connection};
    AdminKeyStore adminKeys{*connection};
    KeptReplyStore keptReplies{*connection};
    RevisionStore revisions{*connection};
};

/// One use case: all of its writes and its ledger entries, or none; listeners hear of it once, after the commit.
template<typename Work>
auto change(ServiceContext &context, Topics topics, Work &&work)
{
    auto result = atomically(*context.stores->connection, std::forward<Work>(work));
    if (result && context.changed)
        context.changed(topics);
    return result;
}

/// Writes a fact to the ledger; part of the transaction under way.
[[nodiscard]] Result<void> record(ServiceContext &context, std::string_view kind, const Json &payload);

/// The same, handing back what the use case gives.
template<typename T>
[[nodiscard]] Result<T> recorded(ServiceContext &context, std::string_view kind, const Json &payload, T value)
{
    if (Result<void> written = record(context, kind, payload); !written)
        return std::unexpected(written.error());
    return value;
}

} // namespace toll
