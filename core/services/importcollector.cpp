// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/services/importcollector.h"

#include "core/services/eventjson.h"
#include "core/usage/rowidentity.h"

#include <algorithm>

namespace toll {

namespace {

// The first batches are small, so that a small import is seen at once and a cancelled one is soon done.
constexpr std::size_t firstBatchSize = 20'000;
constexpr std::size_t largestBatchSize = std::size_t{1} << 18;
constexpr std::uint32_t smallBatches = 3;
constexpr std::size_t mostFaults = 20'000; ///< of a batch
// Rows are looked up some rows after they came, when what they meet has been brought near.
constexpr std::size_t lookAhead = 32;

} // namespace

ImportCollector::ImportCollector(
    const ImportOptions &options, TokenResolver &tokens, KnownEvents &known, HandOver handOver, Refuses refuses)
    : m_options(options), m_tokens(tokens), m_known(known), m_handOver(std::move(handOver)), m_refuses(std::move(refuses)),
      m_rows(std::make_unique<ImportRows>()), m_batchSize(firstBatchSize)
{
}

void ImportCollector::take(const ReadRow &row)
{
    if (!m_rows)
        return;
    if (row.faults.empty())
        return take(plainOf(row));
    ++m_rows->read;
    reject(row.faults);
}

void ImportCollector::take(const PlainRow &row)
{
    if (!m_rows)
        return;
    ++m_rows->read;
    if (row.count == 0)
        ++m_rows->empty;
    else
        accept(row);
}

void ImportCollector::reject(std::vector<Error> faults)
{
    ++m_rows->rejected;
    std::ranges::move(faults, std::back_inserter(m_rows->faults));
    if (m_rows->faults.size() >= mostFaults)
        handOver();
}

std::uint32_t ImportCollector::named(const PlainRow &row)
{
    std::string_view name = row.token;
    if (!row.customer.empty()) {
        m_name.assign(row.token) += '\0';
        name = m_name += row.customer;
    }
    const std::uint32_t number = m_names.use(name);
    if (number == m_named.size()) {
        m_found.push_back(m_tokens.find(row.token, row.customer));
        m_named.push_back({0, 0, m_found.back().fault.has_value()});
    }
    return number;
}

void ImportCollector::accept(const PlainRow &row)
{
    const std::uint32_t name = named(row);
    Named &token = m_named[name];
    if (token.isFault) {
        Error fault = *m_found[name].fault;
        fault.line = row.line;
        return reject({std::move(fault)});
    }
    EventColumns &events = m_rows->added;
    if (token.batch != m_batch) {
        token.batch = m_batch;
        token.place = events.tokens.texts.use(m_found[name].token.text);
    }
    append(row, row.source.empty() ? std::string_view(m_options.source) : row.source, name);
    if (events.rows >= m_fates.size() + 2 * lookAhead)
        settle(events.rows - lookAhead);
    if (events.rows >= m_batchSize)
        handOver();
}

void ImportCollector::append(const PlainRow &row, std::string_view source, std::uint32_t name)
{
    EventColumns &events = m_rows->added;
    const std::optional<EventHash> exported = parseRowIdentity(row.id);
    const EventHash identity = exported ? *exported : identityOf(row, source, m_found[name].token);
    m_known.prefetch(identity);
    events.times.push_back(row.time);
    events.tokens.rows.push_back(m_named[name].place);
    events.ids.add(exported ? std::string_view() : row.id);
    events.statuses.push_back(row.status);
    events.counts.push_back(row.count);
    events.responses.push_back(row.response);
    for (std::size_t unit = 0; unit < unitMeterCount; ++unit)
        events.units[unit].push_back(row.units[unit]);
    events.models.rows.push_back(events.models.texts.use(row.model));
    events.endpoints.rows.push_back(events.endpoints.texts.use(row.endpoint));
    events.sources.rows.push_back(events.sources.texts.use(source));
    if (!row.customs.empty())
        events.customs.emplace_back(
            static_cast<std::uint32_t>(events.rows), NamedNumbers(row.customs.begin(), row.customs.end()));
    events.dimensions.push_back(
        row.dimensions.empty() ? 0 : events.dimensionSet({row.dimensions.begin(), row.dimensions.end()}));
    events.hashes.push_back(identity);
    events.hashesAreOfIds = true;
    ++events.rows;
    if (m_refuses)
        m_lines.push_back(row.line);
}

EventHash ImportCollector::identityOf(const PlainRow &row, std::string_view source, const TokenId &token)
{
    if (!row.id.empty())
        return hashOfId(source, row.id);
    const EventHash first = hashOfRow(source, token, row.raw, 0);
    const std::uint32_t ordinal = m_rawRows.count(first);
    return ordinal == 0 ? first : hashOfRow(source, token, row.raw, ordinal);
}

void ImportCollector::settle(std::size_t end)
{
    for (std::size_t row = m_fates.size(); row < end; ++row) {
        m_fates.push_back(fateOf(row));
        if (m_options.dryRun)
            m_tried.push_back(bodyOf(row));
    }
}

ImportCollector::Fate ImportCollector::fateOf(std::size_t row)
{
    const EventHash identity = m_rows->added.hashes[row];
    // Places count from 1 over the whole run; 0 is what was stored before.
    const auto known = m_known.insert(identity, static_cast<std::uint32_t>(m_base + row + 1));
    if (!known)
        return fateOfNew(row);
    if (*known > m_base) {
        const std::size_t first = *known - m_base - 1;
        const bool isSame = m_rows->added.hashes[first] == identity;
        if (isSame && m_fates[first] != Fate::Refused)
            return compare(first, row);
        if (isRefused(row))
            return Fate::Refused;
        const auto [stranger, isNew] = m_strangers.try_emplace(identity, row);
        return isNew ? Fate::New : compare(stranger->second, row);
    }
    if (!m_options.dryRun || *known == 0)
        return Fate::Doubted;
    ++(m_tried[*known - 1] == bodyOf(row) ? m_rows->duplicates : m_rows->conflicts);
    return Fate::Dropped;
}

ImportCollector::Fate ImportCollector::compare(std::size_t first, std::size_t second)
{
    const EventColumns &events = m_rows->added;
    if (events.sameBody(first, events, second)) {
        ++m_rows->duplicates;
        return Fate::Dropped;
    }
    ++m_rows->conflicts;
    if (!m_options.dryRun)
        m_rows->clashes.push_back(
            {events.hashes[second], toJson(events.at(first)).dump(), toJson(events.at(second)).dump()});
    return Fate::Dropped;
}

std::uint64_t ImportCollector::bodyOf(std::size_t row) const
{
    return hashOfId({}, toJson(m_rows->added.at(row)).dump()).low;
}

bool ImportCollector::isRefused(std::size_t row) const
{
    const EventColumns &events = m_rows->added;
    return m_refuses && m_refuses({std::string(events.tokens.at(row))}, {events.times[row]});
}

/// Leaves the new rows alone in `added`.
void ImportCollector::divide()
{
    EventColumns &events = m_rows->added;
    std::vector<std::uint32_t> kept, doubted;
    for (std::uint32_t row = 0; row < m_fates.size(); ++row) {
        if (m_fates[row] == Fate::New)
            kept.push_back(row);
        else if (m_fates[row] == Fate::Refused)
            m_rows->refused.push_back({{std::string(events.tokens.at(row))}, {events.times[row]}, m_lines[row]});
        else if (m_fates[row] == Fate::Doubted)
            doubted.push_back(row);
    }
    for (const std::uint32_t row : doubted)
        if (m_refuses)
            m_rows->doubtedLines.push_back(m_lines[row]);
    m_rows->doubted = events.select(doubted);
    events = events.select(kept);
}

void ImportCollector::handOver()
{
    EventColumns &events = m_rows->added;
    settle(events.rows);
    m_base += static_cast<std::uint32_t>(events.rows);
    if (std::ranges::any_of(m_fates, [](Fate fate) { return fate != Fate::New; }))
        divide();
    m_rows->tokens = m_tokens.takeCreated();
    m_rows = m_handOver(std::move(m_rows));
    m_fates.clear();
    m_lines.clear();
    m_strangers.clear();
    if (++m_batch > smallBatches)
        m_batchSize = std::min(largestBatchSize, 2 * m_batchSize);
}

void ImportCollector::finish()
{
    if (m_rows && m_rows->read > 0)
        handOver();
}

} // namespace toll
