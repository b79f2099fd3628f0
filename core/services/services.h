// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/services/adminkeys.h"
#include "core/services/agreements.h"
#include "core/services/billing.h"
#include "core/services/buckets.h"
#include "core/services/changes.h"
#include "core/services/conflicts.h"
#include "core/services/customers.h"
#include "core/services/estimates.h"
#include "core/services/exchange.h"
#include "core/services/gate.h"
#include "core/services/imports.h"
#include "core/services/keptreplies.h"
#include "core/services/periods.h"
#include "core/services/plans.h"
#include "core/services/reporting.h"
#include "core/services/requests.h"
#include "core/services/retention.h"
#include "core/services/scenarios.h"
#include "core/services/settings.h"
#include "core/services/simulation.h"
#include "core/services/tokens.h"
#include "core/services/upkeep.h"
#include "core/services/upstream.h"
#include "core/services/usage.h"
#include "core/services/usageexport.h"
#include "core/services/watch.h"

#include <memory>

namespace toll {

enum class OpenMode {
    Read, ///< sees what is committed; writes nothing; needs no lock
    Write, ///< the one process that writes
    WriteOrCreate, ///< likewise; makes the file if there is none
};

/// The composition root of one open workspace: owns the connection and the services above it. One thread's property.
class Services {
public:
    struct Options {
        std::string path;
        OpenMode mode = OpenMode::Write;
        Clock clock; ///< default: the system's
        Entropy entropy; ///< default: the system's
        std::string actor; ///< default: the user's login name
    };
    [[nodiscard]] static Result<std::unique_ptr<Services>> open(Options options);
    ~Services();

    [[nodiscard]] const std::string &path() const { return m_path; }
    [[nodiscard]] bool isReadOnly() const { return m_readOnly; }
    void onChanged(std::function<void(Topics)> listener) { m_context.changed = std::move(listener); }
    [[nodiscard]] Instant now() const { return m_context.clock(); }
    /// Runs work that only reads: it sees one unchanging state, whatever is committed elsewhere meanwhile.
    void atOneMoment(const std::function<void()> &work);
    /// Several uses as one: all that they write, or nothing where `work` fails. Listeners hear of it once, after the
    /// commit.
    [[nodiscard]] Result<void> asOne(const std::function<Result<void>()> &work);
    /// Who is written to the ledger from now on.
    void setActor(std::string actor) { m_context.actor = std::move(actor); }
    /// The gate over this workspace, which must be open for writing and outlive it.
    [[nodiscard]] Result<std::unique_ptr<Gate>> openGate(GateOptions options = {})
    {
        return Gate::open(m_context, m_path, std::move(options));
    }

    CustomerService customers{m_context};
    TokenService tokens{m_context};
    PlanService plans{m_context};
    AgreementService agreements{m_context};
    ExchangeService exchange{m_context};
    UpstreamService upstream{m_context};
    ImportService imports{m_context};
    WatchService watch{m_context};
    UsageService usage{m_context};
    ExportService exports{m_context};
    BucketService buckets{m_context};
    RequestService requests{m_context};
    ConflictService conflicts{m_context};
    UpkeepService upkeep{m_context};
    RetentionService retention{m_context};
    BillingService billing{m_context};
    EstimateService estimates{m_context};
    PeriodService periods{m_context};
    SimulationService simulation{m_context};
    ScenarioService scenarios{m_context};
    ReportService reports{m_context};
    SettingsService settings{m_context};
    AdminKeyService adminKeys{m_context};
    ChangeService changes{m_context};
    KeptReplyService keptReplies{m_context};

private:
    Services();

    ServiceContext m_context;
    std::unique_ptr<Stores> m_stores;
    std::string m_path;
    bool m_readOnly = false;
};

/// The workspace the desktop opens and the command line defaults to: $TOLLKEEPER_WORKSPACE, else the one opened last,
/// else the standard place in the user's data folder.
[[nodiscard]] std::string defaultWorkspacePath();
void rememberWorkspace(const std::string &path);

} // namespace toll
