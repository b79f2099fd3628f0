// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/services/demo.h"

#include "core/services/customers.h"
#include "core/services/democast.h"
#include "core/services/demoplans.h"
#include "core/services/demotraffic.h"
#include "core/services/entropy.h"
#include "core/services/settings.h"
#include "core/services/stores.h"
#include "core/services/tokens.h"
#include "core/services/usagebatch.h"
#include "core/services/zones.h"
#include "core/storage/migrator.h"
#include "core/storage/values.h"

#include <QDir>
#include <QFileInfo>

#include <algorithm>
#include <ranges>
#include <utility>

namespace toll {

namespace {

constexpr std::size_t segmentSize = 50'000;
constexpr std::int64_t founded = 95; ///< days ago: the customers and most tokens
constexpr std::int64_t firstSuspension = 12; ///< days ago
constexpr std::int64_t laterSuspension = 3;
constexpr std::int64_t revocation = 20;

/// Lets an operator live through three months: makes the tokens, and writes what they were used for.
class DemoMaker {
public:
    DemoMaker(Stores &stores, Instant now, std::uint64_t seed, const JobControl &job)
        : m_context{&stores, [this] { return m_clock; }, seededEntropy(seed), "demo", {}},
          m_end(floorTo(now, msPerQuarter)), m_now(now), m_clock(daysAgo(founded)), m_traffic(m_end, seed), m_job(job)
    {
    }
    DemoMaker(const DemoMaker &) = delete;
    DemoMaker &operator=(const DemoMaker &) = delete;

    [[nodiscard]] Result<void> make()
    {
        if (Result<void> done = SettingsService(m_context).setInfo({"Demo", "USD", "UTC", true}); !done)
            return done;
        if (Result<void> done = addCustomers(); !done)
            return done;
        if (Result<void> done = addDemoPlans(m_context, m_customers, m_now); !done)
            return done;
        planLives();
        const Instant begin = daysAgo(demoDays);
        const std::int64_t hours = (m_now.ms - begin.ms) / msPerHour + 1;
        for (std::int64_t hour = 0; hour < hours; ++hour) {
            if (m_job.isCancelled())
                return fail(ErrorCode::Cancelled);
            m_job.report(hour, hours);
            if (Result<void> done = live(begin.plus(hour * msPerHour)); !done)
                return done;
        }
        m_clock = m_now;
        return finish();
    }

private:
    /// What the operator does to a token, and when.
    struct Deed {
        enum class Kind { Create, Suspend, Revoke };
        Instant at;
        Kind kind = Kind::Create;
        std::size_t token = 0;
    };

    [[nodiscard]] Instant daysAgo(std::int64_t days) const { return m_end.plus(-days * msPerDay); }

    Result<void> addCustomers()
    {
        for (const DemoCustomer &customer : demoCustomers()) {
            Result<Customer> added = CustomerService(m_context).add({std::string(customer.name),
                std::string(customer.currency), std::string(customer.timezone), std::string(customer.contact)});
            const Result<Zone> zone = zoneNamed(std::string(customer.timezone));
            if (!added || !zone)
                return std::unexpected(added ? zone.error() : added.error());
            m_customers.push_back(std::move(added->id));
            m_zones.push_back(*zone);
            m_clock = m_clock.plus(msPerQuarter);
        }
        return {};
    }

    void planLives()
    {
        std::int64_t suspension = firstSuspension;
        for (std::size_t i = 0; i < demoTokens().size(); ++i) {
            const DemoToken &token = demoTokens()[i];
            // Those that are there from the beginning were made one by one in the days before.
            const auto order = static_cast<std::int64_t>(i);
            const bool isFirst = token.days == demoDays;
            m_deeds.push_back({isFirst ? m_clock.plus(order * msPerHour) : daysAgo(token.days), Deed::Kind::Create, i});
            if (token.part == DemoPart::Suspended)
                m_deeds.push_back({daysAgo(std::exchange(suspension, laterSuspension)), Deed::Kind::Suspend, i});
            if (token.part == DemoPart::Revoked)
                m_deeds.push_back({daysAgo(revocation), Deed::Kind::Revoke, i});
        }
        std::ranges::stable_sort(m_deeds, {}, &Deed::at);
        m_tokens.resize(demoTokens().size());
        m_isInUse.resize(demoTokens().size());
    }

    /// One hour: first what the operator did until it began, then what the tokens were used for.
    Result<void> live(Instant hour)
    {
        for (; m_nextDeed < m_deeds.size() && m_deeds[m_nextDeed].at <= hour; ++m_nextDeed) {
            m_clock = m_deeds[m_nextDeed].at;
            if (Result<void> done = act(m_deeds[m_nextDeed]); !done)
                return done;
        }
        const std::size_t begin = m_events.size();
        for (std::size_t i = 0; i < m_tokens.size(); ++i)
            if (m_isInUse[i])
                use(i, hour);
        const auto time = [](const StoredEvent &stored) { return stored.event.time; };
        std::ranges::stable_sort(
            std::ranges::subrange(m_events.begin() + static_cast<std::ptrdiff_t>(begin), m_events.end()), {}, time);
        for (StoredEvent &stored : m_events | std::views::drop(begin)) {
            stored.event.id = "req-" + std::to_string(firstId + m_count++);
            stored.hash = hashOfId(stored.event.source, stored.event.id);
        }
        constexpr std::size_t mostAnHour = 2'000;
        m_clock = std::min(hour.plus(msPerHour), m_now);
        return m_events.size() > segmentSize - mostAnHour ? flush() : Result<void>();
    }

    void use(std::size_t token, Instant hour)
    {
        const DemoToken &cast = demoTokens()[token];
        for (UsageEvent &event : m_traffic.hourOf(cast, hour, m_zones[cast.customer]))
            if (event.time < m_now)
                m_events.push_back({m_tokens[token], {}, std::move(event)});
    }

    Result<void> act(const Deed &deed)
    {
        TokenService service(m_context);
        if (deed.kind == Deed::Kind::Create)
            return create(deed.token);
        m_isInUse[deed.token] = false;
        const TokenId &id = m_tokens[deed.token];
        const Result<TokenRow> done = deed.kind == Deed::Kind::Revoke ? service.revoke(id) : service.suspend(id);
        return done ? Result<void>() : std::unexpected(done.error());
    }

    Result<void> create(std::size_t index)
    {
        const DemoToken &cast = demoTokens()[index];
        NewToken token;
        token.customer = m_customers[cast.customer];
        token.name = cast.name;
        const Result<TokenPrice> price = priceOf(cast);
        if (!price)
            return std::unexpected(price.error());
        token.price = *price;
        if (cast.part == DemoPart::OneTerm)
            token.starts = Starts::Creation;
        for (const auto tag : cast.tags | std::views::split(' '))
            token.tags.emplace_back(tag.begin(), tag.end());
        const Result<std::vector<IssuedToken>> issued = TokenService(m_context).create(token);
        if (!issued)
            return std::unexpected(issued.error());
        m_tokens[index] = issued->front().token.id;
        m_isInUse[index] = cast.part != DemoPart::Unused;
        return {};
    }

    static Result<TokenPrice> priceOf(const DemoToken &cast)
    {
        const Result<Decimal> rate = Decimal::parse(cast.rate);
        const Result<Cap> cap = parseCap(cast.cap);
        const Result<Lifetime> lifetime = parseLifetime(cast.lifetime);
        if (!rate || !cap || !lifetime)
            return std::unexpected(!rate ? rate.error() : !cap ? cap.error() : lifetime.error());
        TokenPrice price;
        price.rate = *rate;
        price.caps = {*cap};
        price.lifetime = *lifetime;
        price.renewal = cast.part == DemoPart::OneTerm ? Renewal::None : Renewal::Auto;
        price.capScope = cast.part == DemoPart::EachWindow ? CapScope::EachWindow : CapScope::WholeTerm;
        if (cast.part == DemoPart::Rejected)
            price.overCap = OverCap::Reject;
        if (cast.part == DemoPart::Charged) {
            price.overCap = OverCap::Charge;
            price.overageRate = rate->plus(*rate).value_or(*rate);
        }
        return price;
    }

    Result<void> flush()
    {
        if (m_batch.id.isEmpty()) {
            m_batch.id = BatchId::make(m_clock, m_context.entropy);
            m_batch.source = "gateway";
            m_batch.startedAt = m_clock;
            if (Result<void> inserted = m_context.stores->batches.insert(m_batch); !inserted)
                return inserted;
        }
        return appendUsage(m_context, m_batch, std::exchange(m_events, {}), {});
    }

    Result<void> finish()
    {
        if (Result<void> flushed = flush(); !flushed)
            return flushed;
        m_batch.read = m_batch.added;
        m_batch.finishedAt = m_clock;
        return m_context.stores->batches.update(m_batch);
    }

    static constexpr std::int64_t firstId = 10'000'000; ///< all ids are of one length, so that they sort as they came

    ServiceContext m_context;
    Instant m_end; ///< on a quarter of an hour, so that every deed is and cells can rate the tokens
    Instant m_now;
    Instant m_clock;
    DemoTraffic m_traffic;
    const JobControl &m_job;
    std::vector<CustomerId> m_customers;
    std::vector<Zone> m_zones; ///< of the customers
    std::vector<Deed> m_deeds;
    std::size_t m_nextDeed = 0;
    std::vector<TokenId> m_tokens; ///< as demoTokens()
    std::vector<bool> m_isInUse;
    std::vector<StoredEvent> m_events; ///< of the segment under way
    std::int64_t m_count = 0;
    ImportBatch m_batch;
};

Result<void> makeAt(const QString &path, Instant now, std::uint64_t seed, const JobControl &job)
{
    Result<std::unique_ptr<Connection>> connection = Connection::openWriter(path, IfAbsent::Create);
    if (!connection)
        return std::unexpected(connection.error());
    if (Result<void> migrated = migrate(**connection); !migrated)
        return migrated;
    Stores stores(std::move(*connection));
    DemoMaker maker(stores, now, seed, job);
    return atomically(*stores.connection, [&maker] { return maker.make(); });
}

/// What a killed attempt left behind, or a cancelled one.
void removeUnfinished(const QString &path)
{
    for (const char *suffix : {"", "-wal", "-shm", "-journal"})
        QFile::remove(path + QLatin1StringView(suffix));
}

} // namespace

Result<void> createDemoWorkspace(const std::string &path, Instant now, std::uint64_t seed, const JobControl &job)
{
    const QString wanted = toQString(path);
    if (QFileInfo::exists(wanted))
        return fail(ErrorCode::AlreadyExists, path);
    QDir().mkpath(QFileInfo(wanted).absolutePath());
    const QString unfinished = wanted + QStringLiteral(".making");
    if (const Result<WorkspaceLock> free = WorkspaceLock::acquire(unfinished); !free)
        return std::unexpected(free.error());
    removeUnfinished(unfinished);
    Result<void> made = makeAt(unfinished, now, seed, job);
    if (made && !QFile::rename(unfinished, wanted))
        made = fail(ErrorCode::Io, path);
    if (!made)
        removeUnfinished(unfinished);
    return made;
}

} // namespace toll
