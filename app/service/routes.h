// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/service/backend.h"
#include "core/server/router.h"

// The resources, each added by its own file.
void addServiceRoutes(toll::http::Router &router, Backend &backend); ///< /healthz, /metrics
void addDescriptionRoutes(toll::http::Router &router); ///< the OpenAPI document
void addGateRoutes(toll::http::Router &router, Backend &backend); ///< what gateways ask, and how requests end
void addAdminKeyRoutes(toll::http::Router &router, Backend &backend);
void addTokenRoutes(toll::http::Router &router, Backend &backend); ///< the resource itself
void addChangeRoutes(toll::http::Router &router, Backend &backend); ///< the feed
void addCustomerRoutes(toll::http::Router &router, Backend &backend);
void addPlanRoutes(toll::http::Router &router, Backend &backend);
void addEventRoutes(toll::http::Router &router, Backend &backend); ///< usage as CloudEvents
void addUsageRoutes(toll::http::Router &router, Backend &backend); ///< sums of usage
void addBucketRoutes(toll::http::Router &router, Backend &backend); ///< usage that sources give summed
void addEstimateRoutes(toll::http::Router &router, Backend &backend); ///< estimates and statements
void addOpenMeterRoutes(toll::http::Router &router, Backend &backend); ///< OpenMeter's ingest and query
void addFourCalls(toll::http::Router &router, Backend &backend); ///< the original ones, deprecated
void addTokenActionRoutes(toll::http::Router &router, Backend &backend); ///< rotate, renew, …, and its limits
