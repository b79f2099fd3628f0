// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/id.h"
#include "core/services/topics.h"

#include <functional>
#include <string>

namespace toll {

class Stores;

/// What every service works with. One thread's property.
struct ServiceContext {
    Stores *stores = nullptr;
    Clock clock;
    Entropy entropy;
    std::string actor; ///< who is written to the ledger
    std::function<void(Topics)> changed; ///< called once after each commit
};

} // namespace toll
