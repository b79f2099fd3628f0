// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/services/eventmatcher.h"

#include <algorithm>
#include <array>

namespace toll {

namespace {

ColumnSet columnsOf(FilterKey key)
{
    switch (key) {
    case FilterKey::Customer:
    case FilterKey::Token:
    case FilterKey::Tag:
        return static_cast<ColumnSet>(SegmentColumn::Token);
    case FilterKey::Plan:
    case FilterKey::PlanVersion:
        return SegmentColumn::Token | SegmentColumn::Time;
    case FilterKey::Model:
        return static_cast<ColumnSet>(SegmentColumn::Model);
    case FilterKey::Source:
        return static_cast<ColumnSet>(SegmentColumn::Source);
    case FilterKey::Endpoint:
        return static_cast<ColumnSet>(SegmentColumn::Endpoint);
    case FilterKey::Id:
        return static_cast<ColumnSet>(SegmentColumn::Id);
    case FilterKey::HourOfWeek:
    case FilterKey::Time:
        return static_cast<ColumnSet>(SegmentColumn::Time);
    case FilterKey::Dimension:
        return static_cast<ColumnSet>(SegmentColumn::Dimensions);
    case FilterKey::Status:
        return static_cast<ColumnSet>(SegmentColumn::Status);
    case FilterKey::Response:
        return static_cast<ColumnSet>(SegmentColumn::Response);
    case FilterKey::Count:
        return static_cast<ColumnSet>(SegmentColumn::Count);
    case FilterKey::Text:
        return SegmentColumn::Token | SegmentColumn::Model | SegmentColumn::Endpoint | SegmentColumn::Id | SegmentColumn::Status;
    default:
        return static_cast<ColumnSet>(SegmentColumn::Units);
    }
}

/// What is looked at by itself, without the event's owner at its time or its id.
bool isQuick(FilterKey key)
{
    return key != FilterKey::Text && key != FilterKey::Plan && key != FilterKey::PlanVersion && key != FilterKey::Id
        && key != FilterKey::HourOfWeek;
}

std::optional<std::int64_t> amountOf(std::int64_t value)
{
    return value == EventColumns::absent ? std::nullopt : std::optional(value);
}

/// Clears the rows whose number (of a text, say) stands for something that does not fit.
template<typename Numbers, typename Fits>
void keepFitting(const Numbers &numbers, std::size_t size, std::vector<std::uint8_t> &rows, const Fits &fitsNumber)
{
    std::vector<std::uint8_t> isFitting(size);
    for (std::size_t number = 0; number < size; ++number)
        isFitting[number] = fitsNumber(number) ? 1 : 0;
    for (std::size_t row = 0; row < rows.size(); ++row)
        rows[row] &= isFitting[static_cast<std::size_t>(numbers[row])];
}

void matchTexts(const EventFilter &term, const TextColumn &texts, std::string_view FilterSubject::*member,
    std::vector<std::uint8_t> &rows)
{
    keepFitting(texts.rows, texts.texts.size(), rows, [&](std::size_t number) {
        FilterSubject subject;
        subject.*member = texts.texts.at(number);
        return fits(term, subject);
    });
}

void matchStatuses(const EventFilter &term, const EventColumns &columns, std::vector<std::uint8_t> &rows)
{
    constexpr std::size_t mostStatuses = std::size_t{1} << 15;
    const auto most = columns.statuses.empty() ? 0 : *std::ranges::max_element(columns.statuses);
    keepFitting(
        columns.statuses, std::min(mostStatuses, static_cast<std::size_t>(most) + 1), rows, [&](std::size_t number) {
            FilterSubject subject;
            subject.status = static_cast<std::int16_t>(number);
            return fits(term, subject);
        });
}

/// One by one, but for what stands in the row itself no more than a comparison.
template<typename Describe>
void matchNumbers(const EventFilter &term, std::vector<std::uint8_t> &rows, const Describe &describe)
{
    FilterSubject subject;
    for (std::size_t row = 0; row < rows.size(); ++row) {
        if (rows[row] == 0)
            continue;
        describe(subject, row);
        rows[row] = fits(term, subject) ? 1 : 0;
    }
}

void matchQuickly(const EventFilter &term, const EventColumns &columns, std::vector<std::uint8_t> &rows)
{
    const FilterKey key = term.terms.front().key;
    switch (key) {
    case FilterKey::Model:
        return matchTexts(term, columns.models, &FilterSubject::model, rows);
    case FilterKey::Source:
        return matchTexts(term, columns.sources, &FilterSubject::source, rows);
    case FilterKey::Endpoint:
        return matchTexts(term, columns.endpoints, &FilterSubject::endpoint, rows);
    case FilterKey::Dimension:
        return keepFitting(columns.dimensions, columns.dimensionSets.size(), rows, [&](std::size_t set) {
            FilterSubject subject;
            subject.dimensions = columns.dimensionSets[set];
            return fits(term, subject);
        });
    case FilterKey::Status:
        return matchStatuses(term, columns, rows);
    case FilterKey::Time:
        return matchNumbers(
            term, rows, [&](FilterSubject &subject, std::size_t row) { subject.time = {columns.times[row]}; });
    case FilterKey::Response:
        return matchNumbers(term, rows,
            [&](FilterSubject &subject, std::size_t row) { subject.responseMs = amountOf(columns.responses[row]); });
    case FilterKey::Count:
        return matchNumbers(
            term, rows, [&](FilterSubject &subject, std::size_t row) { subject.count = columns.counts[row]; });
    default: {
        const auto unit = static_cast<std::size_t>(key) - static_cast<std::size_t>(FilterKey::Input);
        return matchNumbers(term, rows,
            [&](FilterSubject &subject, std::size_t row) { subject.units[unit] = amountOf(columns.units[unit][row]); });
    }
    }
}

} // namespace

EventMatcher::EventMatcher(UsageScope &scope, const std::vector<TokenId> &tokens, const EventFilter &where)
    : m_scope(scope), m_tokens(tokens.begin(), tokens.end())
{
    if (!m_tokens.empty())
        m_columns = static_cast<ColumnSet>(SegmentColumn::Token);
    for (const FilterTerm &term : where.terms) {
        m_columns |= columnsOf(term.key);
        if (isQuick(term.key))
            m_quick.push_back({{term}});
        else
            m_slow.terms.push_back(term);
    }
    // Whose it was, at its time.
    if (!m_slow.isEmpty())
        m_columns = m_columns | SegmentColumn::Token | SegmentColumn::Time;
}

Result<void> EventMatcher::match(
    const EventColumns &columns, std::vector<std::uint8_t> &ofTokens, std::vector<std::uint8_t> &fitting)
{
    matchTokens(columns, ofTokens);
    for (std::size_t row = 0; row < fitting.size(); ++row)
        fitting[row] &= ofTokens[row];
    std::vector<std::uint32_t> tokens;
    if (has(m_columns, SegmentColumn::Token))
        for (std::size_t i = 0; i < columns.tokens.texts.size(); ++i)
            tokens.push_back(m_scope.numberOf({std::string(columns.tokens.texts.at(i))}));
    for (const EventFilter &term : m_quick) {
        const FilterKey key = term.terms.front().key;
        if (key == FilterKey::Customer || key == FilterKey::Token || key == FilterKey::Tag) {
            if (Result<void> matched = matchOwners(term, columns, tokens, fitting); !matched)
                return matched;
        } else {
            matchQuickly(term, columns, fitting);
        }
    }
    return m_slow.isEmpty() ? Result<void>() : matchWhole(m_slow, columns, tokens, fitting);
}

void EventMatcher::matchTokens(const EventColumns &columns, Rows &rows) const
{
    if (m_tokens.empty())
        return;
    keepFitting(columns.tokens.rows, columns.tokens.texts.size(), rows,
        [&](std::size_t number) { return m_tokens.contains({std::string(columns.tokens.texts.at(number))}); });
}

Result<void> EventMatcher::matchOwners(
    const EventFilter &term, const EventColumns &columns, const std::vector<std::uint32_t> &tokens, Rows &rows)
{
    std::vector<std::uint8_t> isFitting;
    for (const std::uint32_t token : tokens) {
        const Result<FilterSubject> subject = m_scope.subjectOf(token, {}, false);
        if (!subject)
            return std::unexpected(subject.error());
        isFitting.push_back(fits(term, *subject) ? 1 : 0);
    }
    for (std::size_t row = 0; row < rows.size(); ++row)
        rows[row] &= isFitting[columns.tokens.rows[row]];
    return {};
}

Result<void> EventMatcher::matchWhole(
    const EventFilter &terms, const EventColumns &columns, const std::vector<std::uint32_t> &tokens, Rows &rows)
{
    const bool withPlans = asksForPlans(terms);
    const bool withTexts =
        has(m_columns, SegmentColumn::Model) && has(m_columns, SegmentColumn::Endpoint) && has(m_columns, SegmentColumn::Status);
    for (std::size_t row = 0; row < rows.size(); ++row) {
        if (rows[row] == 0)
            continue;
        Result<FilterSubject> subject =
            m_scope.subjectOf(tokens[columns.tokens.rows[row]], {columns.times[row]}, withPlans);
        if (!subject)
            return std::unexpected(subject.error());
        if (has(m_columns, SegmentColumn::Id))
            subject->id = columns.ids.at(row);
        if (withTexts) {
            subject->model = columns.models.at(row);
            subject->endpoint = columns.endpoints.at(row);
            subject->status = columns.statuses[row];
        }
        rows[row] = fits(terms, *subject) ? 1 : 0;
    }
    return {};
}

} // namespace toll
