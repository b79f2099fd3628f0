// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/service/authorize.h"

#include "app/service/limitheaders.h"
#include "core/server/requestid.h"
#include "core/services/entropy.h"

using namespace toll;

namespace {

constexpr std::string_view challenge = R"(Bearer realm="tollkeeper")";
constexpr std::string_view wrongKey = R"(Bearer realm="tollkeeper", error="invalid_token")";

std::array<std::uint8_t, 10> randomBytes()
{
    std::array<std::uint8_t, 10> bytes{};
    systemEntropy()(std::as_writable_bytes(std::span(bytes)));
    return bytes;
}

http::Counter &decisions(http::Metrics &metrics, std::string_view outcome)
{
    return metrics.counter("tollkeeperd_decisions_total", "What gateways were told, by the true reason of refusals.",
        {{"outcome", std::string(outcome)}});
}

} // namespace

std::string_view madeRequestId()
{
    thread_local http::RequestIds ids(randomBytes());
    thread_local http::RequestIds::Text text;
    ids.next(text);
    return {text.data(), text.size()};
}

Authorizer::Authorizer(Backend &backend)
    : m_backend(backend), m_admitted(decisions(backend.metrics(), "admitted")),
      m_repeated(decisions(backend.metrics(), "repeated"))
{
    for (std::size_t denial = 0; denial < denialCount; ++denial)
        m_denied[denial] = &decisions(backend.metrics(), name(static_cast<Denial>(denial)));
}

void Authorizer::answer(const http::Request &request, http::Response &response)
{
    Manner manner;
    for (const http::NamedValue &each : request.query) {
        if (each.name == "sets") {
            const auto facts = parseFacts(each.value);
            if (!facts)
                return refuse(manner, facts.error(), "bad_request", nullptr, response);
            manner.believed = *facts;
        } else if (each.name == "status") {
            manner.tellsStatus = each.value == "true";
        }
    }
    AskedRequest asked;
    const Instant now = m_backend.now();
    const bool isTrusted = isTrustedPeer(request.peer, m_backend.options().trustedProxies);
    if (const auto read = readAsked(request, manner.believed, isTrusted, now, asked); !read)
        return refuse(manner, read.error(), "bad_request", nullptr, response);
    decide(manner, asked, now, response);
}

void Authorizer::answerEnvoy(const http::Request &request, http::Response &response)
{
    const Manner manner{static_cast<Facts>(Fact::EnvoyAddress), true, 200};
    AskedRequest asked;
    const Instant now = m_backend.now();
    const bool isTrusted = isTrustedPeer(request.peer, m_backend.options().trustedProxies);
    (void)readAsked(request, manner.believed, isTrusted, now, asked); // an address that cannot be read is unknown
    if (isTrusted)
        asked.endpoint = endpointOf(request.parameter("path"));
    asked.gate.endpoint = asked.endpoint;
    decide(manner, asked, now, response);
}

void Authorizer::decide(const Manner &manner, AskedRequest &asked, Instant now, http::Response &response)
{
    if (asked.secret.empty()) {
        http::Problem problem{.status = 401, .detail = "This needs a key: Authorization: Bearer KEY"};
        problem.headers.emplace_back("WWW-Authenticate", challenge);
        return refuse(manner, std::move(problem), "no_key", nullptr, response);
    }
    asked.gate.key = hashOfSecret(asked.secret);
    if (asked.gate.id.empty())
        asked.gate.id = madeRequestId();
    const Result<GateAnswer> answer = m_backend.gate().authorize(asked.gate, now);
    if (!answer) {
        http::Problem problem{.status = 503,
            .detail = "It cannot be decided now whether the request may pass; nothing was done. Ask again."};
        problem.headers.emplace_back("Retry-After", "1");
        return refuse(manner, std::move(problem), "unavailable", nullptr, response);
    }
    if (answer->isAdmitted)
        return admit(manner, *answer, asked.gate.id, response);
    const Denial reason = answer->denials.front().reason;
    m_denied[static_cast<std::size_t>(reason)]->add();
    if (reason == Denial::UnknownKey)
        return refuseKey(manner, asked, now, response);
    refuse(manner, problemOf(*answer, now), name(reason), &*answer, response);
}

void Authorizer::admit(
    const Manner &manner, const GateAnswer &answer, std::string_view id, http::Response &response)
{
    (answer.isRepeat ? m_repeated : m_admitted).add();
    response.status = manner.admitted;
    response.header("X-TK-Token", answer.holder->token.text);
    response.header("X-TK-Request", id);
    addLimitHeaders(answer, m_backend.options().hasOldRateHeaders, response);
}

void Authorizer::refuseKey(const Manner &manner, const AskedRequest &asked, Instant now, http::Response &response)
{
    http::Problem problem = m_wrongKeys.refusal(asked.client, now, detailOf({}), wrongKey);
    const std::string_view reason = problem.status == 429 ? "too_many_wrong_keys" : name(Denial::UnknownKey);
    refuse(manner, std::move(problem), reason, nullptr, response);
}

void Authorizer::refuse(const Manner &manner, http::Problem problem, std::string_view reason, const GateAnswer *answer,
    http::Response &response)
{
    const int meant = problem.status;
    const std::string body = problem.toJson().dump();
    const bool isTold = manner.tellsStatus || (meant != 403 && meant != 429);
    for (const auto &[header, value] : problem.headers)
        response.header(header, value);
    response.header("X-TK-Status", std::to_string(meant));
    response.header("X-TK-Reason", reason);
    response.header("X-TK-Problem", body);
    if (answer)
        addLimitHeaders(*answer, m_backend.options().hasOldRateHeaders, response);
    response.content(isTold ? meant : 403, "application/problem+json", body);
}
