// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/service/backend.h"
#include "app/service/gatewayfacts.h"
#include "app/service/wrongkeys.h"
#include "core/server/response.h"

/// An id for a request that its gateway gave none; it stands until the thread makes the next.
[[nodiscard]] std::string_view madeRequestId();

/// GET /v1/authorize: whether a request may pass, for gateways that ask before they forward it. Answered on the I/O
/// thread: nothing here waits for the store.
///
/// Who may pass is told 204 (200 to Envoy), with the token's id and that of the request: X-TK-Token, X-TK-Request. Who
/// may not is told 401 for a key nobody has, and else 403 with the status that is meant in X-TK-Status, since nginx
/// takes no other; where the gateway asks with `status=true`, that status itself. X-TK-Reason names the reason,
/// X-TK-Problem is the body in one line, for gateways that drop bodies. 503 where it cannot be decided.
class Authorizer {
public:
    explicit Authorizer(Backend &backend);

    /// How a gateway asks, and is answered.
    struct Manner {
        Facts believed = 0;
        bool tellsStatus = false; ///< the true status instead of 403
        int admitted = 204;
    };
    /// `?sets=…&status=true`
    void answer(const toll::http::Request &request, toll::http::Response &response);
    /// As Envoy's ext_authz asks: any method, the path behind a prefix; the query is the client's, and says nothing.
    void answerEnvoy(const toll::http::Request &request, toll::http::Response &response);

private:
    void decide(const Manner &manner, AskedRequest &asked, toll::Instant now, toll::http::Response &response);
    void admit(const Manner &manner, const toll::GateAnswer &answer, std::string_view id, toll::http::Response &response);
    void refuse(const Manner &manner, toll::http::Problem problem, std::string_view reason, const toll::GateAnswer *answer,
        toll::http::Response &response);
    void refuseKey(const Manner &manner, const AskedRequest &asked, toll::Instant now, toll::http::Response &response);

    Backend &m_backend;
    toll::http::Counter &m_admitted;
    toll::http::Counter &m_repeated;
    std::array<toll::http::Counter *, toll::denialCount> m_denied{};
    WrongKeys m_wrongKeys;
};
