// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/server/problem.h"
#include "core/server/request.h"

#include <expected>
#include <functional>
#include <mutex>
#include <set>
#include <string>

struct Call;
struct Reply;

/// Names of requests that are waiting or being done under an Idempotency-Key. From any thread.
class Running {
public:
    /// False where there is one under that name.
    [[nodiscard]] bool begin(const std::string &name)
    {
        const std::scoped_lock lock(m_mutex);
        return m_names.insert(name).second;
    }
    void end(const std::string &name)
    {
        const std::scoped_lock lock(m_mutex);
        m_names.erase(name);
    }

private:
    std::mutex m_mutex;
    std::set<std::string> m_names;
};

/// The Idempotency-Key (draft-ietf-httpapi-idempotency-key-header): a structured field's string in quotes, or bare as
/// many clients send it; 1 to 255 visible characters. 400 where it is missing, doubled or not readable.
[[nodiscard]] std::expected<std::string, toll::http::Problem> idempotencyKeyOf(const toll::http::Request &request);
/// 409: the first request under this key is not answered yet.
[[nodiscard]] toll::http::Problem stillRunning();
/// Does the work, within the transaction under way, or gives the answer of the time it was done. 422 where something
/// else was asked under the same key.
[[nodiscard]] std::expected<Reply, toll::http::Problem> doOnce(
    Call &call, const std::function<std::expected<Reply, toll::http::Problem>(Call &)> &work);
