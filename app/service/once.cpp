// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/service/once.h"

#include "app/service/route.h"

#include <algorithm>

using namespace toll;

namespace {

constexpr std::string_view header = "Idempotency-Key";
constexpr std::size_t longestKey = 255;

std::unexpected<http::Problem> badKey(std::string detail)
{
    http::Problem problem{.status = 400, .type = "urn:problem-type:tollkeeper:idempotency-key"};
    problem.title = "Idempotency-Key needed";
    problem.detail = std::move(detail);
    return std::unexpected(std::move(problem));
}

/// The text of an sf-string (RFC 8941 §3.3.3); nothing where it is none.
std::optional<std::string> unquoted(std::string_view text)
{
    if (text.size() < 2 || text.front() != '"' || text.back() != '"')
        return {};
    std::string key;
    for (std::size_t i = 1; i + 1 < text.size(); ++i) {
        if (text[i] == '"')
            return {};
        if (text[i] == '\\' && (i + 2 >= text.size() || (text[++i] != '"' && text[i] != '\\')))
            return {};
        key += text[i];
    }
    return key;
}

Reply replayed(const KeptReply &kept)
{
    Reply reply;
    reply.status = kept.status;
    reply.location = kept.location;
    reply.etag = kept.etag;
    if (!kept.body.empty())
        reply.body = parseJson(kept.body).value_or(Json());
    reply.headers.emplace_back("Idempotent-Replayed", "true");
    return reply;
}

/// What is kept of a reply: all of it but a secret, in whose place stands that it was shown.
KeptReply keptOf(const Reply &reply, std::string fingerprint)
{
    KeptReply kept;
    kept.fingerprint = std::move(fingerprint);
    kept.status = reply.status;
    kept.location = reply.location;
    kept.etag = reply.etag;
    if (!reply.body)
        return kept;
    Json body = *reply.body;
    if (reply.secret)
        body.set("secret", Json()).set("secret_withheld", secretWithheld);
    kept.body = body.dump();
    return kept;
}

} // namespace

std::expected<std::string, http::Problem> idempotencyKeyOf(const http::Request &request)
{
    const auto isOurs = [](const http::NamedValue &value) { return http::isSameName(value.name, header); };
    const auto count = std::ranges::count_if(request.headers, isOurs);
    if (count == 0)
        return badKey("Send an Idempotency-Key, such as a fresh UUID: if the answer is lost, the same request with the "
                      "same key is done once only.");
    if (count > 1)
        return badKey("There are several Idempotency-Key headers.");
    const std::string_view text = *request.header(header);
    const bool isQuoted = text.starts_with('"');
    const std::optional<std::string> key = isQuoted ? unquoted(text) : std::optional(std::string(text));
    const auto isVisible = [isQuoted](char c) { return (c > ' ' || (isQuoted && c == ' ')) && c < '\x7f'; };
    if (!key || key->empty() || key->size() > longestKey || !std::ranges::all_of(*key, isVisible))
        return badKey("The Idempotency-Key cannot be read: send 1 to 255 visible ASCII characters, in quotes or bare.");
    return *key;
}

http::Problem stillRunning()
{
    http::Problem problem{.status = 409, .type = "urn:problem-type:tollkeeper:still-running"};
    problem.detail = "The first request with this Idempotency-Key is not answered yet. Ask again.";
    return std::move(problem).with("Retry-After", "1");
}

Answered doOnce(Call &call, const Work &work)
{
    const http::Request &request = call.request;
    const auto key = idempotencyKeyOf(request);
    if (!key)
        return std::unexpected(key.error());
    const std::string name = KeptReplyService::nameOf(call.key.id, *key);
    std::string fingerprint = KeptReplyService::fingerprintOf(request.methodName, request.target, request.body);
    const Result<std::optional<KeptReply>> kept = call.services.keptReplies.find(name);
    if (!kept)
        return refused(kept.error());
    if (*kept && (*kept)->fingerprint == fingerprint)
        return replayed(**kept);
    if (*kept) {
        http::Problem problem{.status = 422, .type = "urn:problem-type:tollkeeper:idempotency-key-reused"};
        problem.detail = "Something else was asked with this Idempotency-Key before. Nothing was done. Take another key.";
        return refused(std::move(problem));
    }
    Answered answered = work(call);
    if (!answered)
        return answered;
    const Result<void> done = call.services.keptReplies.keep(name, keptOf(*answered, std::move(fingerprint)));
    if (!done && done.error().code == ErrorCode::OutOfRange)
        return refused(http::Problem{.status = 503,
            .detail = "Too many answers of the last 24 hours are kept already. Nothing was done."}
                           .with("Retry-After", "3600"));
    if (!done)
        return refused(done.error());
    return answered;
}
