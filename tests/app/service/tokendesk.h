// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
// A running service with the customer acme, and what tests of its tokens need.
#pragma once

#include "tests/support/daemon.h"

#include <memory>
#include <string>

namespace toll::test {

inline const std::string ownKey = "own-0123456789abcdefghijklmnopqrstuvwxyz";

/// `more`: further members, from their comma on.
inline std::string tokenBody(const std::string &name, const std::string &more = {})
{
    return R"({"customer":"acme","name":)" + quoted(name) + R"(,"rate":"0.002","caps":["200/day"],"lifetime":"P30D")" + more
        + "}";
}

inline std::string etag(const Reply &reply)
{
    return reply.header("ETag").value_or(std::string());
}

class TokenDesk {
protected:
    /// Whether the customer is there.
    [[nodiscard]] bool openDesk()
    {
        m_folder = std::make_unique<ServiceFolder>();
        m_daemon = std::make_unique<Daemon>(m_folder->arguments());
        m_client = std::make_unique<ApiClient>(m_daemon->port(), m_folder->key);
        const Reply made = m_client->ask("PUT", "/v1/customers/acme",
            R"({"name":"acme","currency":"EUR","timezone":"Europe/Berlin"})", "If-None-Match: *\r\n");
        return made.status == 201;
    }
    void closeDesk()
    {
        m_client.reset();
        m_daemon.reset();
    }
    /// Makes a token under an id of its own.
    Reply make(const std::string &id, const std::string &body)
    {
        return m_client->ask("PUT", "/v1/tokens/" + id, body, "If-None-Match: *\r\n");
    }

    std::unique_ptr<ServiceFolder> m_folder;
    std::unique_ptr<Daemon> m_daemon;
    std::unique_ptr<ApiClient> m_client;
};

} // namespace toll::test
