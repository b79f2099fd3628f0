// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/services/gate.h"
#include "tests/core/services/servicesfixture.h"
#include "tests/support/history.h"

#include <map>

namespace toll::test {

/// A workspace with the customer Acme, tokens as they are needed, and a gate over them.
class GateDesk {
protected:
    void openDesk(const char *zone = "UTC")
    {
        m_gate.reset();
        m_workspace = std::make_unique<ServicesFixture>();
        m_acme = valueOf(m_workspace->customers().add({"Acme", "USD", zone, ""}));
        m_keys.clear();
        m_number = 0;
        m_options = {};
        m_options.flushEvery = 20;
    }

    Token issue(const std::string &name, const TokenPrice &price, const TokenAccess &access = {},
        Starts starts = Starts::FirstUse, const std::string &plan = {})
    {
        NewToken wanted;
        wanted.customer = m_acme.id;
        wanted.name = name;
        wanted.price = price;
        wanted.access = access;
        wanted.starts = starts;
        wanted.plan = plan;
        IssuedToken issued = valueOf(m_workspace->tokens().create(wanted)).front();
        m_keys[name] = hashOfSecret(issued.secret);
        return issued.token;
    }

    void setPool(const PoolLimits &pool)
    {
        CustomerEdit edit;
        edit.pool = pool;
        valueOf(m_workspace->customers().edit(m_acme.id, edit));
    }

    /// A price that refuses what is over its caps.
    static TokenPrice refusing(const char *caps, const char *lifetime = "none")
    {
        TokenPrice price = History::price("0.01", caps, lifetime);
        price.overCap = OverCap::Reject;
        return price;
    }

    void openGate()
    {
        m_gate.reset();
        m_gate = valueOf(Gate::open(m_workspace->context, m_workspace->workspace.path.toStdString(), m_options));
    }
    void drain() { m_drained = valueOf(m_gate->drain(m_workspace->now)); }
    void refresh() { valueOf(m_gate->refresh(m_workspace->now)); }
    void wait(std::int64_t ms) { m_workspace->now = m_workspace->now.plus(ms); }

    [[nodiscard]] GateRequest request(const std::string &name, const std::string &id)
    {
        m_ids.push_back(id);
        GateRequest made;
        made.key = m_keys[name];
        made.id = m_ids.back();
        return made;
    }
    GateAnswer ask(const GateRequest &request) { return valueOf(m_gate->authorize(request, m_workspace->now)); }
    GateAnswer ask(const std::string &name, const std::string &id) { return ask(request(name, id)); }
    GateAnswer ask(const std::string &name) { return ask(name, "r" + std::to_string(++m_number)); }
    /// How many of so many pass.
    int passing(const std::string &name, int count)
    {
        int passed = 0;
        for (int i = 0; i < count; ++i)
            passed += ask(name).isAdmitted ? 1 : 0;
        return passed;
    }

    void complete(const std::string &id, std::int16_t status = 200, UnitAmounts units = {})
    {
        GateCompletion completion;
        completion.id = id;
        completion.status = status;
        completion.responseMs = 12;
        completion.units = units;
        valueOf(m_gate->complete(completion, m_workspace->now));
    }

    /// "over_cap 2/day until 2026-06-02T00:00:00Z; over_rate 1/second"
    static QString denials(const GateAnswer &answer)
    {
        QStringList all;
        for (const GateDenial &denial : answer.denials) {
            QString text = QString::fromStdString(std::string(name(denial.reason)));
            if (!denial.limit.empty())
                text += u' ' + QString::fromStdString(denial.limit);
            if (denial.notBefore)
                text += QStringLiteral(" until ") + QString::fromStdString(toRfc3339(*denial.notBefore));
            all << text;
        }
        return all.join(QStringLiteral("; "));
    }

    [[nodiscard]] std::vector<StoredEvent> events() { return valueOf(m_workspace->stores->usage.events({})); }

    std::unique_ptr<ServicesFixture> m_workspace;
    Customer m_acme;
    GateOptions m_options;
    std::unique_ptr<Gate> m_gate;
    std::map<std::string, SecretHash> m_keys;
    std::deque<std::string> m_ids;
    int m_number = 0;
    DrainReport m_drained;
};

} // namespace toll::test
