// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/services/gate.h"

#include "core/services/gaterun.h"
#include "core/services/requests.h"
#include "core/storage/sha256.h"

#include <algorithm>
#include <cstring>

namespace toll {

std::string_view name(Denial denial)
{
    static constexpr std::array<std::string_view, denialCount> names{"unknown_key", "revoked", "suspended",
        "address_not_allowed", "model_not_allowed", "endpoint_not_allowed", "request_id_taken", "not_begun", "expired",
        "exhausted", "over_cap", "over_rate", "pool_cap", "pool_rate"};
    return names[static_cast<std::size_t>(denial)];
}

SecretHash hashOfSecret(std::string_view secret)
{
    SecretHash hash;
    const QByteArray digest = sha256(std::as_bytes(std::span(secret.data(), secret.size())));
    std::memcpy(hash.bytes.data(), digest.constData(), hash.bytes.size());
    return hash;
}

Result<SecretHash> parseSecretHash(std::string_view hex)
{
    SecretHash hash;
    const QByteArray bytes = QByteArray::fromHex(QByteArray(hex.data(), static_cast<qsizetype>(hex.size())));
    const bool isHex = std::ranges::all_of(hex, [](char c) {
        return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
    });
    if (hex.size() != 2 * hash.bytes.size() || !isHex)
        return fail(ErrorCode::Syntax, "key_hash", {}, "64 hex digits");
    std::memcpy(hash.bytes.data(), bytes.constData(), hash.bytes.size());
    return hash;
}

namespace {

Result<void> checkNumber(
    std::string_view where, const std::optional<std::int64_t> &value, std::int64_t least, std::int64_t most)
{
    if (value && (*value < least || *value > most))
        return fail(ErrorCode::OutOfRange, std::string(where), std::to_string(*value),
            std::to_string(least) + "…" + std::to_string(most));
    return {};
}

Result<void> checkId(std::string_view id)
{
    if (id.empty())
        return fail(ErrorCode::Missing, "id");
    if (id.size() > mostRequestId)
        return fail(ErrorCode::OutOfRange, "id", std::to_string(id.size()), std::to_string(mostRequestId));
    return {};
}

Result<void> checkCommon(std::string_view model, std::string_view endpoint, const UnitAmounts &units)
{
    for (const auto &[where, text] : {std::pair("model", model), std::pair("endpoint", endpoint)})
        if (text.size() > maxEventText)
            return fail(ErrorCode::OutOfRange, where, std::to_string(text.size()), std::to_string(maxEventText));
    Result<void> checked;
    for (std::size_t unit = 0; checked && unit < unitMeterCount; ++unit)
        checked = checkNumber(name(static_cast<UnitMeter>(unit)), units[unit], 0, mostUnits);
    return checked;
}

/// Of a reader's place among the settings.
std::string placeKey(std::string_view reader)
{
    return "gate_reader " + std::string(reader);
}

Result<void> check(const GateRequest &request)
{
    const Result<void> checked = checkCommon(request.model, request.endpoint, request.units);
    return checked ? checkNumber("requests", request.requests, 1, mostRequests) : checked;
}

Result<void> check(const GateCompletion &completion)
{
    if (Result<void> checked = checkId(completion.id); !checked)
        return checked;
    if (Result<void> checked = checkCommon(completion.model, completion.endpoint, completion.units); !checked)
        return checked;
    if (completion.status != noStatus && (completion.status < 100 || completion.status > 599))
        return fail(ErrorCode::OutOfRange, "status", std::to_string(completion.status), "100…599");
    if (completion.time && (*completion.time < earliestInstant || *completion.time > latestInstant))
        return fail(ErrorCode::OutOfRange, "time");
    const Result<void> response = checkNumber("response_ms", completion.responseMs, 0, mostResponseMs);
    return response ? checkNumber("requests", completion.requests, 1, mostRequests) : response;
}

} // namespace

Result<std::unique_ptr<Gate>> Gate::open(ServiceContext &context, const std::string &workspace, GateOptions options)
{
    auto impl = std::make_unique<Impl>(context, workspace, std::move(options));
    if (Result<void> opened = impl->open(); !opened)
        return std::unexpected(opened.error());
    return std::unique_ptr<Gate>(new Gate(std::move(impl)));
}

Gate::Gate(std::unique_ptr<Impl> impl) : m_impl(std::move(impl)) { }
Gate::~Gate() = default;

const GateReport &Gate::opened() const
{
    return m_impl->report;
}

Result<GateAnswer> Gate::authorize(const GateRequest &request, Instant now)
{
    if (Result<void> checked = checkId(request.id); !checked)
        return std::unexpected(checked.error());
    if (Result<void> checked = check(request); !checked)
        return std::unexpected(checked.error());
    GateRecord record;
    record.reservedUntil = request.reservedUntil;
    record.requests = request.requests;
    record.units = request.units;
    record.id = request.id;
    record.model = request.model;
    record.endpoint = request.endpoint;
    const std::scoped_lock lock(m_impl->mutex);
    GateEngine &engine = m_impl->engine;
    Result<GateAnswer> answer = engine.decide(request, now);
    if (!answer || !answer->isAdmitted || answer->isRepeat)
        return answer;
    if (const GateReports::Report *report = m_impl->reports.find(requestKeyOf(request.id));
        report && report->token == engine.decidedToken()) {
        answer->isRepeat = true; // it was reported as usage before this
        engine.addHeadrooms(*answer);
        return answer;
    }
    record.token = engine.decidedToken();
    record.time = engine.now(now);
    if (Result<void> written = m_impl->append(record); !written)
        return std::unexpected(written.error());
    engine.admit(request, *answer);
    return answer;
}

Result<GateAnswer> Gate::look(const GateRequest &request, Instant now)
{
    if (Result<void> checked = check(request); !checked)
        return std::unexpected(checked.error());
    const std::scoped_lock lock(m_impl->mutex);
    Result<GateAnswer> answer = m_impl->engine.decide(request, now);
    if (answer && answer->isAdmitted && !answer->isRepeat)
        m_impl->engine.addHeadrooms(*answer);
    return answer;
}

Result<void> Gate::complete(const GateCompletion &completion, Instant now)
{
    if (Result<void> checked = check(completion); !checked)
        return checked;
    GateRecord record;
    record.kind = GateRecord::Kind::Completed;
    if (completion.token)
        record.token = tokenKeyOf(*completion.token);
    record.time = completion.time;
    record.requests = completion.requests;
    record.responseMs = completion.responseMs;
    record.units = completion.units;
    record.status = completion.status;
    record.id = completion.id;
    record.model = completion.model;
    record.endpoint = completion.endpoint;
    const CounterId key = requestKeyOf(completion.id);
    const std::scoped_lock lock(m_impl->mutex);
    GateEngine &engine = m_impl->engine;
    (void)engine.now(now);
    const bool isKnown = engine.isKnown(key);
    const GateReports::Report *report = isKnown ? nullptr : m_impl->reports.find(key);
    if (report && !completion.token)
        record.token = report->token;
    if (!isKnown && !report && (!completion.token || !engine.tokenOf(record.token)))
        return fail(ErrorCode::NotFound, completion.token ? "token" : "request",
            completion.token ? completion.token->text : std::string(completion.id));
    if (!isKnown && !record.time)
        record.time = engine.now(now);
    if (Result<void> written = m_impl->append(record); !written)
        return written;
    const Result<bool> completed = engine.complete(record);
    if (!completed)
        return std::unexpected(completed.error());
    if (!isKnown)
        engine.remember(key, record.token, *record.time);
    return {};
}

Result<DrainReport> Gate::drain(Instant now)
{
    return m_impl->drain(now);
}

Result<TakeReport> Gate::take(std::span<const ReportedEvent> events, TakeMode mode, Instant now)
{
    return m_impl->take(events, mode, now);
}

Result<void> Gate::refresh(Instant now)
{
    return m_impl->refresh(now);
}

Result<std::vector<UncompletedRequest>> Gate::uncompleted() const
{
    return RequestService(m_impl->context).uncompleted();
}

Result<void> Gate::keepPlace(std::string_view reader, std::string_view place)
{
    return m_impl->context.stores->settings.set(placeKey(reader), place);
}

Result<std::optional<std::string>> Gate::placeOf(std::string_view reader) const
{
    return m_impl->context.stores->settings.get(placeKey(reader));
}

} // namespace toll
