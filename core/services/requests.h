// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/json.h"
#include "core/services/context.h"
#include "core/services/gate.h"

namespace toll {

/// The requests that a gate let through, as the store knows them.
class RequestService {
public:
    explicit RequestService(ServiceContext &context) : m_context(context) { }

    /// Those that were never completed, and reservations that nobody settled, in order of time and id.
    [[nodiscard]] Result<std::vector<UncompletedRequest>> uncompleted() const;

private:
    ServiceContext &m_context;
};

/// {"id","token","time","state","requests",…}: state "uncompleted" or "expired"; units, model and endpoint as far as they
/// are known.
[[nodiscard]] Json toJson(const UncompletedRequest &request);

} // namespace toll
