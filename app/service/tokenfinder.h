// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/services/services.h"

#include <map>
#include <string>

/// Tokens by id, else by a name that only one has; each is looked up once.
class TokenFinder {
public:
    explicit TokenFinder(toll::Services &services) : m_services(services) { }

    /// NotFound, Ambiguous.
    [[nodiscard]] const toll::Result<toll::Token> &find(const std::string &idOrName)
    {
        const auto known = m_found.find(idOrName);
        return known != m_found.end() ? known->second
                                      : m_found.emplace(idOrName, m_services.tokens.find(idOrName)).first->second;
    }

private:
    toll::Services &m_services;
    std::map<std::string, toll::Result<toll::Token>> m_found;
};
