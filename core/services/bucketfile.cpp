// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/services/bucketfile.h"

#include "core/calendar/period.h"
#include "core/services/inputfile.h"

#include <QFileInfo>

#include <algorithm>
#include <array>
#include <numeric>
#include <tuple>

namespace toll {

namespace {

// The reader hands on texts of fields it has no meaning for as dimensions.
constexpr std::string_view endField = "dim.bucket end";
constexpr std::string_view countField = "dim.bucket requests";
constexpr std::size_t prefixLength = 4;

const std::string *textIn(const UsageEvent &event, std::string_view field)
{
    const auto found = std::ranges::find(event.dimensions, field.substr(prefixLength),
        [](const auto &dimension) -> std::string_view { return dimension.first; });
    return found == event.dimensions.end() ? nullptr : &found->second;
}

} // namespace

bool isBefore(const UsageBucket &a, const UsageBucket &b)
{
    static const TokenId nobody;
    return std::tie(a.span, a.token ? *a.token : nobody, a.model)
        < std::tie(b.span, b.token ? *b.token : nobody, b.model);
}

Result<void> checkBucketSpan(Interval span, Interval range, const Zone &zone)
{
    if (span.isEmpty())
        return fail(ErrorCode::OutOfRange, "end", toRfc3339(span.end), "> " + toRfc3339(span.begin));
    if (span.begin < range.begin || span.end > range.end)
        return fail(ErrorCode::OutOfRange, "time", periodName(span, zone), periodName(range, zone));
    return {};
}

/// Of a token and model, one bucket follows the other.
std::vector<Error> overlapsOf(
    const std::vector<UsageBucket> &buckets, const std::vector<std::int64_t> &lines, const Zone &zone)
{
    std::vector<std::size_t> order(buckets.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::ranges::stable_sort(order, [&buckets](std::size_t a, std::size_t b) {
        const UsageBucket &first = buckets[a];
        const UsageBucket &second = buckets[b];
        return std::tie(first.token, first.model, first.span) < std::tie(second.token, second.model, second.span);
    });
    std::vector<Error> faults;
    for (std::size_t i = 1; i < order.size(); ++i) {
        const UsageBucket &before = buckets[order[i - 1]];
        const UsageBucket &bucket = buckets[order[i]];
        const bool isOfTheSame = before.token == bucket.token && before.model == bucket.model;
        if (isOfTheSame && bucket.span.begin < before.span.end)
            faults.push_back({bucket.span == before.span ? ErrorCode::AlreadyExists : ErrorCode::Conflict, "time",
                periodName(bucket.span, zone), {}, std::max(lines[order[i]], lines[order[i - 1]])});
    }
    return faults;
}

std::string BucketService::recogniseColumns(Layout &layout)
{
    constexpr std::array ends{"end", "end_time", "bucket_end", "window_end", "windowEnd", "to", "until"};
    constexpr std::array starts{"start", "start_time", "bucket_start", "window_start", "windowStart", "from"};
    constexpr std::array counts{"requests", "num_model_requests", "num_requests", "count"};
    const auto columnAmong = [&layout](const auto &names) {
        for (const char *known : names)
            if (std::ranges::find(layout.columns, known) != layout.columns.end())
                return std::string(known);
        return std::string();
    };
    const std::string start = columnAmong(starts);
    const std::string end = columnAmong(ends);
    const auto time = layout.fields.find("time");
    if (!start.empty() && (time == layout.fields.end() || time->second == end)) {
        layout.fields["time"] = start;
        if (const auto format = layout.timeFormats.find(start); format != layout.timeFormats.end())
            layout.timeFormat = format->second;
    }
    // A file without rows says that there is nothing; what its columns hold is told by their names alone.
    if (const std::string count = columnAmong(counts); !count.empty())
        layout.fields.try_emplace("count", count);
    return end;
}

BucketFile::BucketFile(ServiceContext &context, const BucketImport &wanted)
    : m_wanted(wanted), m_tokens(context, {wanted.token, wanted.customer, false, {}}),
      m_time{wanted.layout.timeFormat, wanted.zone, wanted.layout.utcOffset, wanted.layout.timeOrigin,
          wanted.layout.numbers}
{
}

Result<Layout> BucketFile::layout() const
{
    Layout layout = m_wanted.layout;
    std::string columns;
    for (const std::string &column : layout.columns)
        columns += (columns.empty() ? "" : ", ") + column;
    if (const std::vector<Error> gaps = gapsOf(layout); !gaps.empty())
        return fail(gaps.front().code, gaps.front().where, gaps.front().found, columns);
    const auto count = layout.fields.find("count");
    if (count == layout.fields.end())
        return fail(ErrorCode::Missing, "count", {}, columns);
    layout.fields[std::string(countField)] = count->second;
    if (m_wanted.endColumn.empty() && !m_wanted.grain)
        return fail(ErrorCode::Missing, "grain", {}, "PT1H, P1D");
    if (!m_wanted.endColumn.empty())
        layout.fields[std::string(endField)] = m_wanted.endColumn;
    return layout;
}

Result<void> BucketFile::read(const std::string &path, const JobControl &job)
{
    const Result<Layout> layout = this->layout();
    if (!layout)
        return std::unexpected(layout.error());
    if (Result<void> prepared = m_tokens.prepare(); !prepared)
        return prepared;
    Result<InputFile> file = InputFile::open(path, layout->encoding);
    if (!file)
        return std::unexpected(file.error());
    m_name = QFileInfo(QString::fromStdString(path)).fileName().toStdString();
    UsageReader reader(*layout, m_wanted.zone, [this](const ReadRow &row) { take(row); });
    while (true) {
        if (job.isCancelled())
            return fail(ErrorCode::Cancelled);
        job.report(file->position(), file->size());
        const Result<std::string_view> piece = file->next();
        if (!piece)
            return std::unexpected(piece.error());
        if (piece->empty())
            break;
        reader.feed(*piece);
    }
    reader.finish();
    putInOrder();
    return {};
}

void BucketFile::fault(Error error, std::int64_t line)
{
    error.line = line;
    m_faults.push_back(std::move(error));
}

void BucketFile::take(const ReadRow &row)
{
    ++m_rows;
    for (const Error &error : row.faults)
        m_faults.push_back(error);
    if (!row.faults.empty())
        return;
    if (!textIn(row.event, countField))
        return fault({ErrorCode::Missing, "count", {}, {}, 0}, row.line);
    const Result<Interval> span = spanOf(row.event);
    const Result<std::optional<TokenId>> token = tokenOf(row.event);
    if (!span || !token)
        return fault(!span ? span.error() : token.error(), row.line);
    m_buckets.push_back({*span, *token, row.event.model, row.event.count, row.event.units});
    m_lines.push_back(row.line);
}

Result<Interval> BucketFile::spanOf(const UsageEvent &event) const
{
    Interval span{event.time, {}};
    if (const std::string *text = textIn(event, endField)) {
        const Result<Instant> end = parseTime(*text, m_time);
        if (!end)
            return fail(end.error().code, "end", *text, end.error().expected);
        span.end = *end;
    } else if (m_wanted.grain) {
        span.end = addSpans(event.time, *m_wanted.grain, 1, m_wanted.zone);
    } else {
        return fail(ErrorCode::Missing, "end");
    }
    const Result<void> checked = checkBucketSpan(span, m_wanted.range, m_wanted.zone);
    return checked ? Result<Interval>(span) : std::unexpected(checked.error());
}

Result<std::optional<TokenId>> BucketFile::tokenOf(const UsageEvent &event)
{
    if (!m_wanted.token && event.token.empty())
        return std::nullopt;
    const TokenResolver::Found found = m_tokens.find(event.token, event.customer);
    if (found.fault)
        return std::unexpected(*found.fault);
    return found.token;
}

void BucketFile::putInOrder()
{
    for (Error &fault : overlapsOf(m_buckets, m_lines, m_wanted.zone))
        m_faults.push_back(std::move(fault));
    std::ranges::sort(m_buckets, isBefore);
    std::ranges::stable_sort(m_faults, {}, &Error::line);
}

} // namespace toll
