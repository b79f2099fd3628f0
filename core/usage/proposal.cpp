// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/usage/combinedlog.h"
#include "core/usage/numbertext.h"
#include "core/usage/sample.h"
#include "core/usage/text.h"
#include "core/usage/timetext.h"

#include <algorithm>
#include <functional>
#include <set>
#include <span>

namespace toll {

namespace {

using Names = std::vector<std::string_view>;

// What gateways, providers and published traces call our fields, the surest name first. Units and zones at the end
// of a time's or duration's name are taken off before.
const Names timeNames{"time", "timestamp", "datetime", "date_time", "date", "ds", "event_time", "created_at", "created",
    "start_time", "ts", "time_stamp", "started_at", "occurred_at", "record_time", "logged_at", "log_time", "minute",
    "usage_date", "bucket_start", "period_start", "时间", "日期", "请求时间", "调用时间", "创建时间"};
const Names idNames{"id", "event_id", "request_id"};
const Names customerNames{"customer", "customer_name", "tenant", "organization", "客户", "客户名称"};
const Names tokenNames{
    "token", "token_id", "token_name", "api_key_id", "api_key_name", "key_alias", "key_name", "令牌", "令牌名称"};
const Names statusNames{
    "status", "status_code", "http_status", "response_status", "response_code", "response", "code", "状态码", "状态"};
const Names countNames{"count", "requests", "request_count", "num_requests", "num_model_requests", "req", "calls",
    "次数", "请求数", "调用次数"};
const Names cachedNames{"cached_input_units", "cached_tokens", "cached_input_tokens", "input_cached_tokens",
    "prompt_cached_tokens", "cache_read_input_tokens", "cache_read_tokens", "cached_content_token_count"};
const Names cacheWriteNames{"cache_write_units", "cache_creation_input_tokens", "cache_creation_tokens",
    "cache_write_tokens", "input_cache_write_tokens"};
const Names inputNames{"input_units", "input_tokens", "prompt_tokens", "context_tokens", "input_length", "in_len",
    "tokens_prompt", "prompt_token_count", "tokens_in", "input_token_count", "n_context_tokens_total",
    "sampled_in_tokens"};
const Names outputNames{"output_units", "output_tokens", "completion_tokens", "generated_tokens", "output_length",
    "out_len", "tokens_completion", "candidates_token_count", "completion_token_count", "tokens_out",
    "output_token_count", "n_generated_tokens_total"};
const Names modelNames{"model", "model_name", "model_id", "deployment", "模型", "模型名称"};
const Names endpointNames{"endpoint", "path", "url", "uri", "request_path", "request_uri", "route"};
const Names byteNames{"bytes", "response_bytes", "body_bytes_sent", "bytes_sent"};
const Names responseNames{"response", "response_time", "latency", "duration", "total", "total_time", "elapsed",
    "request_time", "total_latency", "request_duration", "use_time"};

/// "ContextTokens" and "context tokens" become "context_tokens".
std::string normalised(std::string_view column)
{
    std::string name;
    bool wasLower = false;
    for (const char c : column) {
        const bool isUpper = c >= 'A' && c <= 'Z';
        const bool isLower = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || static_cast<unsigned char>(c) >= 0x80;
        if (isUpper && wasLower)
            name += '_';
        if (isUpper || isLower)
            name += isUpper ? static_cast<char>(c - 'A' + 'a') : c;
        else if (!name.empty() && name.back() != '_')
            name += c == '.' ? '.' : '_';
        wasLower = isLower;
    }
    while (name.ends_with('_'))
        name.pop_back();
    return name;
}

/// Without unit, zone and offset at its end.
std::string timeStem(std::string_view column)
{
    std::string_view stem = column;
    if (const std::size_t sign = stem.find_last_of("+-"); sign != std::string_view::npos && utcOffsetOf(stem))
        stem = stem.substr(0, sign);
    std::string name = normalised(stem);
    for (const std::string_view end : {"_utc", "_local", "_ms", "_millis", "_milliseconds", "_s", "_sec", "_secs",
             "_seconds", "_us", "_micros", "_microseconds"}) {
        if (name.ends_with(end))
            return name.substr(0, name.size() - end.size());
    }
    return name;
}

std::string lastPart(const std::string &path)
{
    return path.substr(path.rfind('.') + 1);
}

bool isWhole(const std::string &value)
{
    return parseWhole(value).has_value();
}

bool isStatus(const std::string &value)
{
    const auto status = parseWhole(value);
    return status && *status >= 100 && *status <= 599;
}

bool isAnything(const std::string &)
{
    return true;
}

/// Fills a layout's fields from what its columns are called and hold.
class Proposal {
public:
    Proposal(Sample sample, const ReadingChoices &choices) : m_sample(std::move(sample)), m_choices(choices)
    {
        for (std::size_t i = 0; i < columns().size(); ++i) {
            std::vector<std::string> &values = m_values.emplace_back();
            for (const auto &row : m_sample.rows) {
                if (!trimmed(row[i]).empty())
                    values.push_back(row[i]);
            }
        }
        findNumbers();
    }

    Layout make() &&
    {
        findTimes();
        mapCanonical();
        mapTime();
        mapByName();
        if (m_choices.timeFormat)
            setTimeFormat(m_sample.layout, *m_choices.timeFormat);
        return std::move(m_sample.layout);
    }

private:
    using Check = std::function<bool(const std::string &value)>;
    using Fits = std::function<bool(std::size_t column)>;
    using Normalise = std::function<std::string(std::string_view column)>;

    [[nodiscard]] const std::vector<std::string> &columns() const { return m_sample.layout.columns; }
    [[nodiscard]] std::map<std::string, std::string> &fields() { return m_sample.layout.fields; }

    /// What follows looks at numbers as they are meant.
    void findNumbers()
    {
        NumberStyle &numbers = m_sample.layout.numbers;
        if (m_sample.layout.format == FileFormat::Csv)
            numbers = recogniseNumberStyle(m_values, m_sample.layout.dialect.delimiter);
        numbers.point = m_choices.point.value_or(numbers.point);
        numbers.group = m_choices.group.value_or(numbers.group == numbers.point ? '\0' : numbers.group);
        if (numbers.isPlain())
            return;
        for (std::vector<std::string> &values : m_values)
            for (std::string &value : values)
                value = plainNumber(value, numbers).value_or(value);
    }

    void findTimes()
    {
        // Counted from who knows what: these need a person to say.
        static const std::set<std::string_view> vague{"minute", "hour", "day", "week", "month", "year"};
        for (std::size_t i = 0; i < columns().size(); ++i) {
            const auto format = recogniseTime(m_values[i], columns()[i]);
            if (format && (isWritten(*format) || !vague.contains(normalised(columns()[i]))))
                m_sample.layout.timeFormats.emplace(columns()[i], *format);
            const bool isDate = format == TimeFormat::DayMonthYear || format == TimeFormat::MonthDayYear;
            if (isDate && readsBothWays(m_values[i]))
                m_sample.layout.undecidedDates.insert(columns()[i]);
        }
    }

    [[nodiscard]] static bool isWritten(TimeFormat format)
    {
        return format == TimeFormat::Rfc3339 || format == TimeFormat::CommonLog || format == TimeFormat::Rfc2822
            || (isLocal(format) && format != TimeFormat::ExcelSerial);
    }

    /// Columns that are called as in our own CSV are what they say.
    void mapCanonical()
    {
        const auto &known = canonicalFields();
        const bool isOurs = std::ranges::find(columns(), "time") != columns().end();
        for (std::size_t i = 0; i < columns().size(); ++i) {
            const std::string &column = columns()[i];
            const bool isFamily = column.starts_with("meter.") || column.starts_with("dim.");
            const bool isKnown = std::ranges::find(known, column) != known.end() && column != "time" && column != "id";
            const bool isId = column == "id" && isOurs;
            if (isFamily || isId || (isKnown && isPlausible(column, i)))
                take(column, i);
        }
    }

    /// "status" is a common name for other things.
    [[nodiscard]] bool isPlausible(const std::string &field, std::size_t column) const
    {
        const auto &values = m_values[column];
        return field != "status" || values.empty() || std::ranges::any_of(values, isStatus);
    }

    void mapTime()
    {
        const auto holdsTimes = [this](std::size_t i) {
            return m_sample.layout.timeFormats.contains(columns()[i])
                || (columns()[i] == "time" && m_values[i].empty());
        };
        std::optional<std::size_t> column = find(timeNames, timeStem, holdsTimes);
        if (!column && !m_sample.layout.hasHeader)
            column = onlyWrittenTime();
        if (!column)
            return;
        const std::string &name = columns()[*column];
        if (const auto format = m_sample.layout.timeFormats.find(name); format != m_sample.layout.timeFormats.end())
            m_sample.layout.timeFormat = format->second;
        if (isLocal(m_sample.layout.timeFormat))
            m_sample.layout.utcOffset = utcOffsetOf(name);
        take("time", *column);
    }

    /// Without names, the one column that is written as a date and time, if there is just one.
    [[nodiscard]] std::optional<std::size_t> onlyWrittenTime() const
    {
        std::optional<std::size_t> only;
        for (std::size_t i = 0; i < columns().size(); ++i) {
            const auto format = m_sample.layout.timeFormats.find(columns()[i]);
            if (format == m_sample.layout.timeFormats.end() || !isWritten(format->second))
                continue;
            if (only)
                return std::nullopt;
            only = i;
        }
        return only;
    }

    void mapByName()
    {
        mapId();
        mapSubject();
        map("customer", customerNames, isAnything);
        map("token", tokenNames, isAnything);
        map("status", statusNames, isStatus);
        map("count", countNames, isWhole);
        map("cached_input_units", cachedNames, isWhole);
        map("cache_write_units", cacheWriteNames, isWhole);
        mapInput();
        map("output_units", outputNames, isWhole);
        map("model", modelNames, isAnything);
        map("endpoint", endpointNames, isAnything);
        map("source", {"source"}, isAnything);
        map("meter.bytes", byteNames, isWhole);
        mapResponse();
    }

    /// The same id in rows that differ is no id of a request. That of a CloudEvent is one within its source.
    void mapId()
    {
        if (m_sample.layout.format == FileFormat::CloudEvents) {
            fields()["id"] = "id";
            fields()["source"] = "source";
        }
        if (fields().contains("id"))
            return;
        const auto column = find(idNames, normalised, [](std::size_t) { return true; });
        if (!column)
            return;
        std::map<std::string_view, const std::vector<std::string> *> seen;
        for (const auto &row : m_sample.rows) {
            const auto [entry, isNew] = seen.try_emplace(row[*column], &row);
            if (!isNew && *entry->second != row)
                return;
        }
        take("id", *column);
    }

    /// Whom a CloudEvent is about is who made the request, unless its data names a token.
    void mapSubject()
    {
        if (m_sample.layout.format != FileFormat::CloudEvents || fields().contains("token"))
            return;
        map("token", tokenNames, isAnything);
        const auto subject = std::ranges::find(columns(), "subject");
        if (!fields().contains("token") && subject != columns().end())
            take("token", static_cast<std::size_t>(subject - columns().begin()));
    }

    /// Where a source counts cached input within its input, the cached part is to be taken off.
    void mapInput()
    {
        if (fields().contains("input_units") || fields().contains("total_input_units"))
            return;
        const auto column = findByValues(inputNames, normalised, isWhole);
        if (!column)
            return;
        const std::string input = lastPart(normalised(columns()[*column]));
        const auto cachedColumn = fields().find("cached_input_units");
        const std::string cached =
            cachedColumn == fields().end() ? std::string() : lastPart(normalised(cachedColumn->second));
        static const std::set<std::string_view> inclusiveInput{
            "prompt_tokens", "prompt_token_count", "n_context_tokens_total"};
        static const std::set<std::string_view> includedCached{
            "cached_tokens", "cached_input_tokens", "input_cached_tokens"};
        const bool overlaps = !cached.empty() && cached != "cached_input_units"
            && (inclusiveInput.contains(input) || includedCached.contains(cached));
        take(overlaps ? "total_input_units" : "input_units", *column);
    }

    /// A duration whose name does not say its unit is taken as milliseconds only where its values make that likely.
    void mapResponse()
    {
        if (fields().contains("response_ms"))
            return;
        const auto isDuration = [](const std::string &value) {
            return parseMilliseconds(value, DurationUnit::Seconds).has_value();
        };
        const auto column = findByValues(responseNames, timeStem, isDuration);
        if (!column)
            return;
        const std::string name = normalised(columns()[*column]);
        const std::string_view unit = timeUnitOf(columns()[*column]);
        const bool inSeconds = unit == "s" || name == "use_time" || name == "request_time";
        const auto isLong = [](const std::string &value) { return parseWhole(value).value_or(0) >= 100; };
        const bool isLikely = timeStem(columns()[*column]) != "total" && mostly(m_values[*column], isWhole)
            && std::ranges::any_of(m_values[*column], isLong);
        if (!inSeconds && unit.empty() && !isLikely)
            return;
        if (inSeconds || unit == "us")
            m_sample.layout.units["response_ms"] = inSeconds ? "s" : "us";
        take("response_ms", *column);
    }

    void map(const std::string &field, const Names &names, const Check &check)
    {
        if (fields().contains(field))
            return;
        if (const auto column = findByValues(names, normalised, check))
            take(field, *column);
    }

    /// The free column with the surest name that fits.
    [[nodiscard]] std::optional<std::size_t> find(
        const Names &names, const Normalise &normalise, const Fits &fits) const
    {
        for (const std::string_view wanted : names) {
            for (std::size_t i = 0; i < columns().size(); ++i) {
                if (normalise(columns()[i]) == wanted && !m_taken.contains(i) && fits(i))
                    return i;
            }
        }
        return std::nullopt;
    }

    /// The same by what its values look like; a JSON path also answers to its last part.
    [[nodiscard]] std::optional<std::size_t> findByValues(
        const Names &names, const Normalise &normalise, const Check &check) const
    {
        const auto fits = [&](std::size_t i) { return mostly(m_values[i], check); };
        if (const auto column = find(names, normalise, fits))
            return column;
        return find(names, [&](std::string_view column) { return lastPart(normalise(column)); }, fits);
    }

    void take(const std::string &field, std::size_t column)
    {
        fields()[field] = columns()[column];
        m_taken.insert(column);
    }

    Sample m_sample;
    ReadingChoices m_choices;
    std::vector<std::vector<std::string>> m_values; ///< by column, those that are not empty
    std::set<std::size_t> m_taken;
};

/// nginx writes $request_time in seconds with three decimals, Apache's %D is in microseconds.
std::string_view durationUnitOf(const std::vector<std::string> &values)
{
    constexpr std::size_t nginxDecimals = 3;
    constexpr std::int64_t likelyMicroseconds = 1000;
    if (values.empty())
        return {};
    const auto isInSeconds = [](const std::string &value) {
        const std::size_t point = value.find('.');
        return point != std::string::npos && value.size() - point - 1 == nginxDecimals
            && parseMilliseconds(value, DurationUnit::Seconds).has_value();
    };
    if (mostly(values, isInSeconds))
        return "s";
    const auto isInMicroseconds = [](const std::string &value) {
        return parseWhole(value).value_or(0) >= likelyMicroseconds;
    };
    return mostly(values, isInMicroseconds) ? "us" : std::string_view();
}

/// Of the fields an operator added to the log, the first that is a length of time is that of the response; one whose
/// name says so goes first.
void mapLogDuration(Layout &layout, const Sample &sample)
{
    const std::set<std::string_view> named{"rt", "request_time", "duration", "response_time", "time", "D"};
    std::string best;
    for (std::size_t i = combinedLogColumns().size(); i < layout.columns.size(); ++i) {
        const std::string &column = layout.columns[i];
        std::vector<std::string> values;
        for (const auto &row : sample.rows)
            if (!row[i].empty())
                values.push_back(row[i]);
        const std::string_view unit = durationUnitOf(values);
        if (unit.empty() || (!best.empty() && (named.contains(best) || !named.contains(column))))
            continue;
        best = column;
        layout.units["response_ms"] = unit;
    }
    if (!best.empty())
        layout.fields["response_ms"] = best;
}

Layout logLayout(const Sample &sample)
{
    Layout layout = sample.layout;
    layout.fields = {{"time", "time"}, {"status", "status"}, {"endpoint", "path"}, {"meter.bytes", "bytes"}};
    layout.timeFormat = TimeFormat::CommonLog;
    layout.timeFormats = {{"time", TimeFormat::CommonLog}};
    mapLogDuration(layout, sample);
    return layout;
}

} // namespace

Result<Layout> proposeLayout(std::string_view head, const ReadingChoices &choices)
{
    auto sample = takeSample(head, choices);
    if (!sample)
        return std::unexpected(sample.error());
    Layout layout = sample->layout.format == FileFormat::CombinedLog ? logLayout(*sample)
                                                                     : Proposal(std::move(*sample), choices).make();
    layout.encoding = choices.encoding.value_or(Encoding::Utf8);
    return layout;
}

} // namespace toll
