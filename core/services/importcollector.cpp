// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/services/importcollector.h"

#include "core/usage/rowidentity.h"

#include <algorithm>

namespace toll {

namespace {

// The first batches are small, so that a small import is seen at once and a cancelled one is soon done.
constexpr std::size_t firstBatchSize = 20'000;
constexpr std::size_t largestBatchSize = std::size_t{1} << 17;
constexpr std::uint32_t smallBatches = 3;
constexpr std::size_t mostFaults = 20'000; ///< of a batch

} // namespace

ImportCollector::ImportCollector(const ImportOptions &options, TokenResolver &tokens, Lines lines, HandOver handOver)
    : m_options(options), m_tokens(tokens), m_lines(lines), m_handOver(std::move(handOver)),
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

void ImportCollector::take(const PlainBlock &block)
{
    if (!m_rows)
        return;
    const bool fits = m_rows->added.rows + block.rows <= m_batchSize;
    if (!fits || !nameAll(block)) {
        for (std::size_t row = 0; row < block.rows; ++row)
            take(block.at(row));
        return;
    }
    m_rows->read += static_cast<std::int64_t>(block.rows);
    appendAll(block);
    handOverIfFull();
}

/// False where some row has no token.
bool ImportCollector::nameAll(const PlainBlock &block)
{
    const auto some = std::span(block.customers).first(block.rows);
    if (std::ranges::all_of(some, [](std::string_view customer) { return customer.empty(); })) {
        m_names.use(std::span(block.tokens).first(block.rows), m_blockNames.data(), block.text);
        for (std::size_t row = 0; row < block.rows; ++row) {
            if (m_blockNames[row] == m_named.size())
                find(block.tokens[row], {});
        }
    } else {
        for (std::size_t row = 0; row < block.rows; ++row)
            m_blockNames[row] = named(block.tokens[row], block.customers[row]);
    }
    const auto names = std::span(m_blockNames).first(block.rows);
    return std::ranges::none_of(names, [this](std::uint32_t name) { return m_named[name].isFault; });
}

void ImportCollector::appendAll(const PlainBlock &block)
{
    EventColumns &events = m_rows->added;
    if (events.isEmpty())
        events.reserve(m_batchSize + block.rows);
    const std::size_t before = events.rows;
    const std::size_t after = before + block.rows;
    const auto put = [&](auto &to, const auto &from) {
        to.insert(to.end(), from.begin(), from.begin() + (after - before));
    };
    put(events.times, block.times);
    put(events.statuses, block.statuses);
    put(events.counts, block.counts);
    put(events.responses, block.responses);
    for (std::size_t unit = 0; unit < unitMeterCount; ++unit)
        put(events.units[unit], block.units[unit]);
    const auto use = [&](TextColumn &to, const PlainBlock::Values<std::string_view> &texts) {
        to.rows.resize(after);
        to.texts.use(std::span(texts).first(block.rows), to.rows.data() + before, block.text);
    };
    use(events.models, block.models);
    use(events.endpoints, block.endpoints);
    events.tokens.rows.resize(after);
    for (std::size_t row = 0; row < block.rows; ++row)
        events.tokens.rows[before + row] = placeOf(m_blockNames[row]);
    identifyAll(block);
    events.dimensions.resize(after, 0);
    events.hashesAreOfIds = true;
    events.rows = after;
    for (std::size_t row = 0; m_lines == Lines::Noted && row < block.rows; ++row)
        m_rows->lines.push_back(block.line + static_cast<std::int64_t>(row));
}

void ImportCollector::identifyAll(const PlainBlock &block)
{
    EventColumns &events = m_rows->added;
    PlainBlock::Values<std::string_view> sources;
    for (std::size_t row = 0; row < block.rows; ++row)
        sources[row] = block.sources[row].empty() ? std::string_view(m_options.source) : block.sources[row];
    events.sources.rows.resize(events.rows + block.rows);
    events.sources.texts.use(
        std::span(sources).first(block.rows), events.sources.rows.data() + events.rows, block.text);
    events.hashes.resize(events.rows + block.rows);
    EventHash *const identities = events.hashes.data() + events.rows;
    for (std::size_t begin = 0, end = 0; begin < block.rows; begin = end) {
        end = begin + 1;
        while (end < block.rows && sources[end].data() == sources[begin].data())
            ++end;
        m_hashOfId.hash(sources[begin], std::span(block.ids).subspan(begin, end - begin), identities + begin);
    }
    PlainBlock::Values<std::string_view> ids = block.ids;
    for (std::size_t row = 0; row < block.rows; ++row) {
        if (ids[row].size() == rowIdentitySize) {
            if (const std::optional<EventHash> exported = parseRowIdentity(ids[row])) {
                identities[row] = *exported;
                ids[row] = {};
            }
        } else if (ids[row].empty()) {
            identities[row] = identityOfRow(block.raw[row], sources[row], m_found[m_blockNames[row]].token);
        }
    }
    events.ids.add(std::span(ids).first(block.rows));
}

std::uint32_t ImportCollector::placeOf(std::uint32_t name)
{
    Place &place = m_places[m_named[name].token];
    if (place.batch != m_batch)
        place = {m_batch, m_rows->added.tokens.texts.append(m_tokenIds.at(m_named[name].token))};
    return place.number;
}

std::uint32_t ImportCollector::named(std::string_view token, std::string_view customer)
{
    std::string_view name = token;
    if (!customer.empty()) {
        m_name.assign(token) += '\0';
        name = m_name += customer;
    }
    const std::uint32_t number = m_names.use(name);
    if (number == m_named.size())
        find(token, customer);
    return number;
}

/// What the next new name stands for.
void ImportCollector::find(std::string_view token, std::string_view customer)
{
    m_found.push_back(m_tokens.find(token, customer));
    m_named.push_back({m_tokenIds.use(m_found.back().token.text), m_found.back().fault.has_value()});
    m_places.resize(m_tokenIds.size());
}

void ImportCollector::accept(const PlainRow &row)
{
    const std::uint32_t name = named(row.token, row.customer);
    if (m_named[name].isFault) {
        Error fault = *m_found[name].fault;
        fault.line = row.line;
        return reject({std::move(fault)});
    }
    append(row, row.source.empty() ? std::string_view(m_options.source) : row.source, name);
    handOverIfFull();
}

void ImportCollector::append(const PlainRow &row, std::string_view source, std::uint32_t name)
{
    EventColumns &events = m_rows->added;
    const std::optional<EventHash> exported = parseRowIdentity(row.id);
    const EventHash identity = exported ? *exported
        : row.id.empty()                ? identityOfRow(row.raw, source, m_found[name].token)
                                        : hashOfId(source, row.id);
    events.times.push_back(row.time);
    events.tokens.rows.push_back(placeOf(name));
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
    if (m_lines == Lines::Noted)
        m_rows->lines.push_back(row.line);
}

/// Of a row without id.
EventHash ImportCollector::identityOfRow(std::string_view raw, std::string_view source, const TokenId &token)
{
    const EventHash first = hashOfRow(source, token, raw, 0);
    const std::uint32_t ordinal = m_rawRows.count(first);
    return ordinal == 0 ? first : hashOfRow(source, token, raw, ordinal);
}

void ImportCollector::handOverIfFull()
{
    if (m_rows->added.rows >= m_batchSize)
        handOver();
}

void ImportCollector::handOver()
{
    m_rows->tokens = m_tokens.takeCreated();
    m_rows = m_handOver(std::move(m_rows));
    if (++m_batch > smallBatches)
        m_batchSize = std::min(largestBatchSize, 2 * m_batchSize);
}

void ImportCollector::finish()
{
    if (m_rows && m_rows->read > 0)
        handOver();
}

} // namespace toll
