// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/calendar/zone.h"
#include "core/usage/row.h"

#include <expected>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace toll {

/// What a term of a filter looks at.
enum class FilterKey {
    Text, ///< any of token, customer, model, endpoint, id and status contains it
    Customer,
    Token,
    Plan,
    PlanVersion,
    Model,
    Tag,
    Source,
    Endpoint,
    Id,
    HourOfWeek,
    Dimension,
    Status,
    Response,
    Input,
    CachedInput,
    CacheWrite,
    Output,
    Count,
    Time,
};

/// One of the alternatives of a term.
struct FilterValue {
    std::string text; ///< without quotes; where it is not exact, in lower case
    bool isExact = false; ///< it was quoted: no wildcards, and the case counts
    std::int64_t least = 0; ///< of numbers
    std::int64_t most = 0; ///< likewise, inclusive
    bool isAbsent = false; ///< of numbers: nothing is known
    Interval span; ///< of times

    bool operator==(const FilterValue &) const = default;
};

/// "key:a,b", a piece of free text, or either with a minus before it.
struct FilterTerm {
    FilterKey key = FilterKey::Text;
    std::string dimension; ///< name, of FilterKey::Dimension
    bool isExcluded = false;
    std::vector<FilterValue> values; ///< one is enough
    std::size_t at = 0; ///< byte of the text at which it begins
    std::size_t length = 0;

    bool operator==(const FilterTerm &) const = default;
};

/// What is wrong with a filter's text, and where.
struct FilterFault {
    Error error; ///< what was found, what is allowed
    std::size_t at = 0; ///< byte of the text
    std::size_t length = 0;
    std::string suggestion; ///< what was probably meant, such as "owner:ops"; may be empty
    std::size_t position = 1; ///< `at` in characters, counted from 1
};

/// A question about usage in one line: terms between spaces, all of which must hold. Without terms everything fits.
struct EventFilter {
    std::vector<FilterTerm> terms;

    bool operator==(const EventFilter &) const = default;
    [[nodiscard]] bool isEmpty() const { return terms.empty(); }
    /// What the terms without alternatives leave of all time: all that fits lies in here.
    [[nodiscard]] Interval span() const;
};

/// What a filter can look at of one event, or of the events of a cell.
struct FilterSubject {
    std::string_view customer;
    std::string_view token; ///< name
    std::string_view tokenId;
    std::string_view plan;
    std::string_view planVersion;
    std::string_view model;
    std::string_view source;
    std::string_view endpoint;
    std::string_view id;
    std::span<const std::string> tags;
    std::span<const std::pair<std::string, std::string>> dimensions;
    Instant time;
    int hourOfWeek = 0;
    std::int16_t status = noStatus;
    std::int64_t count = 0;
    std::optional<std::int64_t> responseMs;
    std::array<std::optional<std::int64_t>, unitMeterCount> units{};
};

/// Reads a filter; local times are those of the zone.
///   customer: (or owner:) token: plan: plan_version: model: tag: source: endpoint: id: hour_of_week: dim.NAME:
///       a text with * for any run and ? for one character, whatever the case; in quotes exactly that text; "" for none
///   status: response: input: cached_input: cache_write: output: count:
///       200, 4xx (of status), >400, >=400, <400, <=400, 100..200; "" where it is not known
///   time:  2026, 2026-10, 2026-W41, 2026-10-05, 2026-10-05T14, 2026-10-05T14:30, an RFC 3339 time, START/END, and each
///       of these after > >= < <=
///   anything else is looked for in the texts; a,b is one of both; - before a term excludes what it finds.
[[nodiscard]] std::expected<EventFilter, FilterFault> parseFilter(std::string_view text, const Zone &zone);

/// Names a filter may ask for exactly; others are faults with what was probably meant.
struct FilterNames {
    std::vector<std::string> customers;
    std::vector<std::string> tokens;
    std::vector<std::string> tokenIds;
    std::vector<std::string> plans;
    std::vector<std::string> tags;
};
/// The first term that asks for one customer, token, plan or tag that there is not.
[[nodiscard]] std::optional<FilterFault> unknownName(
    const EventFilter &filter, std::string_view text, const FilterNames &names);

[[nodiscard]] bool fits(const EventFilter &filter, const FilterSubject &subject);

/// Whether sums of quarters of an hour can answer it, given the dimensions that cells keep.
[[nodiscard]] bool cellsCanAnswer(const EventFilter &filter, std::span<const std::string> declaredDimensions);

/// The names of all keys, as a fault lists them.
[[nodiscard]] const std::vector<std::string> &filterKeyNames();
[[nodiscard]] std::string_view name(FilterKey key); ///< "customer"; of Text and Dimension empty
/// A term that finds exactly this: `key:"text"`, quoted only where it must be.
[[nodiscard]] std::string exactTerm(std::string_view key, std::string_view value);

} // namespace toll
