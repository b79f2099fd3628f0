// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/service/wrongkeys.h"
#include "core/server/problem.h"
#include "core/server/request.h"
#include "core/services/gate.h"
#include "core/tokens/adminkey.h"

#include <memory>
#include <mutex>
#include <optional>
#include <vector>

/// Who may manage the service: the keys of its workspace and those of --admin-key-file. From any thread.
class Keyring {
public:
    Keyring();

    void setStored(std::vector<toll::AdminKey> keys); ///< revoked ones are left out
    void setOfFile(std::vector<toll::AdminKey> keys);

    /// The answer to a request that has no key with this scope; nothing where it has one. Wrong keys of an address are
    /// counted, as WrongKeys has it.
    [[nodiscard]] std::optional<toll::http::Problem> refusal(const toll::http::Request &request, toll::Scope scope);
    /// Whose key a request has; null where it is none of ours.
    [[nodiscard]] std::shared_ptr<const toll::AdminKey> holderOf(const toll::http::Request &request) const;

private:
    struct Entry {
        toll::SecretHash hash;
        std::shared_ptr<const toll::AdminKey> key;
    };
    using Entries = std::vector<Entry>;

    [[nodiscard]] std::shared_ptr<const Entries> entries() const;
    void set(std::vector<toll::AdminKey> &place, std::vector<toll::AdminKey> keys);

    mutable std::mutex m_mutex;
    std::vector<toll::AdminKey> m_stored;
    std::vector<toll::AdminKey> m_ofFile;
    std::shared_ptr<const Entries> m_entries = std::make_shared<Entries>();
    WrongKeys m_wrongKeys;
    toll::Clock m_clock;
};
