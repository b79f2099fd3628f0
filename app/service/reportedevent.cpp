// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/service/reportedevent.h"

#include "app/service/fields.h"
#include "core/usage/cloudevents.h"
#include "core/usage/text.h"

#include <algorithm>
#include <charconv>

using namespace toll;

namespace {

constexpr std::string_view callType = "api.call.v1";
constexpr std::string_view meterPrefix = "meter.";
constexpr std::string_view dimensionPrefix = "dim.";

/// Reads the members of `data`.
class DataReader {
public:
    DataReader(const Json &data, EventDialect dialect, ReportedEvent &into, std::vector<Error> &faults)
        : m_data(data), m_fields(data, faults, "/data"), m_dialect(dialect), m_into(into)
    {
    }

    void read()
    {
        UsageEvent &event = m_into.event;
        if (const auto calls = number("calls", 1, mostRequests))
            event.count = *calls;
        else
            m_into.saysCount = false;
        if (const auto status = number("status", 100, 599))
            event.status = static_cast<std::int16_t>(*status);
        event.responseMs = number("response_ms", 0, mostResponseMs);
        for (std::size_t unit = 0; unit < unitMeterCount; ++unit)
            event.units[unit] = number(name(static_cast<UnitMeter>(unit)), 0, mostUnits);
        event.model = text("model");
        event.endpoint = text("endpoint");
        readOthers();
        if (m_dialect == EventDialect::Own)
            m_fields.finish();
    }

private:
    /// A whole number; OpenMeter's clients may send it as a text.
    std::optional<std::int64_t> number(std::string_view name, std::int64_t least, std::int64_t most)
    {
        const Json *value = m_fields.find(name);
        if (value == nullptr || value->isNull())
            return {};
        const std::optional<std::int64_t> whole = wholeOf(*value);
        if (whole && *whole >= least && *whole <= most)
            return whole;
        const std::string *text = value->asString();
        m_fields.note(name,
            {whole ? ErrorCode::OutOfRange : ErrorCode::Syntax, {}, excerpt(text ? *text : value->dump()),
                std::to_string(least) + "…" + std::to_string(most), 0});
        return {};
    }

    [[nodiscard]] std::optional<std::int64_t> wholeOf(const Json &value) const
    {
        const Result<std::int64_t> whole = value.toInt64();
        const std::string *text = value.asString();
        if (whole || text == nullptr || m_dialect == EventDialect::Own)
            return whole ? std::optional(*whole) : std::nullopt;
        std::int64_t read = 0;
        const auto [end, fault] = std::from_chars(text->data(), text->data() + text->size(), read);
        return fault == std::errc() && end == text->data() + text->size() ? std::optional(read) : std::nullopt;
    }

    std::string text(std::string_view name)
    {
        const std::string value = m_fields.text(name).value_or(std::string());
        if (value.size() > maxEventText)
            m_fields.note(name,
                {ErrorCode::OutOfRange, {}, std::to_string(value.size()), "<= " + std::to_string(maxEventText), 0});
        return value;
    }

    void readOthers()
    {
        if (m_data.asObject() == nullptr)
            return;
        for (const auto &[name, value] : *m_data.asObject()) {
            if (name.starts_with(meterPrefix) && name.size() > meterPrefix.size()) {
                if (const auto units = number(name, 0, mostUnits))
                    m_into.event.custom.emplace_back(name.substr(meterPrefix.size()), *units);
            } else if (name.starts_with(dimensionPrefix) && name.size() > dimensionPrefix.size()) {
                if (std::string dimension = text(name); !dimension.empty())
                    m_into.event.dimensions.emplace_back(name.substr(dimensionPrefix.size()), std::move(dimension));
            } else if (m_dialect == EventDialect::OpenMeter && !isOurs(name)) {
                takeForeign(name, value);
            }
        }
        std::ranges::sort(m_into.event.custom);
        std::ranges::sort(m_into.event.dimensions);
    }

    [[nodiscard]] static bool isOurs(std::string_view member)
    {
        constexpr std::array<std::string_view, 5> others{"calls", "status", "response_ms", "model", "endpoint"};
        for (std::size_t unit = 0; unit < unitMeterCount; ++unit)
            if (member == name(static_cast<UnitMeter>(unit)))
                return true;
        return std::ranges::find(others, member) != others.end();
    }

    void takeForeign(const std::string &name, const Json &value)
    {
        if (const Result<std::int64_t> whole = value.toInt64(); whole && *whole >= 0 && *whole <= mostUnits) {
            m_into.event.custom.emplace_back(name, *whole);
            return;
        }
        std::string text;
        if (const std::string *given = value.asString())
            text = *given;
        else if (value.asNumber() != nullptr || value.asBool() != nullptr)
            text = value.dump();
        if (!text.empty() && text.size() <= maxEventText)
            m_into.event.dimensions.emplace_back(name, std::move(text));
    }

    const Json &m_data;
    Fields m_fields;
    EventDialect m_dialect;
    ReportedEvent &m_into;
};

void readSubject(const Json &event, TokenFinder &tokens, ReportedEvent &into, std::vector<Error> &faults)
{
    Fields fields(event, faults);
    const std::string subject = fields.requiredText("subject");
    if (subject.empty())
        return;
    const Result<Token> &token = tokens.find(subject);
    if (token)
        into.token = token->id;
    else
        fields.note("subject", token.error());
}

} // namespace

Checked<ReportedEvent> readReportedEvent(const Json &event, EventDialect dialect, TokenFinder &tokens, Instant now)
{
    ReportedEvent read;
    if (event.asObject() == nullptr)
        return std::unexpected(std::vector<Error>{{ErrorCode::Syntax, "/", excerpt(event.dump()), "{…}", 0}});
    std::vector<Error> faults = envelopeFaultsOf(event);
    for (Error &fault : faults)
        fault.where.insert(0, "/");
    if (!faults.empty())
        return std::unexpected(std::move(faults));
    Fields fields(event, faults);
    const std::string type = fields.requiredText("type");
    if (dialect == EventDialect::Own && type != callType && !type.ends_with("." + std::string(callType)))
        fields.note("type", {ErrorCode::Unsupported, {}, excerpt(type), "…" + std::string(callType), 0});
    UsageEvent &usage = read.event;
    usage.id = fields.requiredText("id");
    usage.source = fields.requiredText("source");
    for (const auto &[member, text] : {std::pair("id", &usage.id), std::pair("source", &usage.source)})
        if (text->size() > maxEventText)
            fields.note(member,
                {ErrorCode::OutOfRange, {}, std::to_string(text->size()), "<= " + std::to_string(maxEventText), 0});
    const std::optional<Instant> time = fields.parsed("time", parseRfc3339);
    read.saysTime = time.has_value();
    usage.time = time.value_or(now);
    readSubject(event, tokens, read, faults);
    if (fields.has("data_base64"))
        fields.note("data_base64", {ErrorCode::Unsupported, {}, "data_base64", "data", 0});
    const Json *data = fields.find("data");
    read.saysCount = false;
    if (data != nullptr && !data->isNull()) {
        read.saysCount = true;
        DataReader(*data, dialect, read, faults).read();
    }
    if (!faults.empty())
        return std::unexpected(std::move(faults));
    if (std::vector<Error> impossible = faultsOf(usage); !impossible.empty()) {
        for (Error &fault : impossible)
            fault.where.insert(0, fault.where == "time" ? "/" : "/data/");
        return std::unexpected(std::move(impossible));
    }
    return read;
}
