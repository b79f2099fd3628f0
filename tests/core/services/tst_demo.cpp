// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/services/demo.h"
#include "core/services/services.h"
#include "core/services/zones.h"
#include "tests/core/storage/workspacefixture.h"

#include <QDir>
#include <QElapsedTimer>

#include <map>
#include <set>

using namespace toll;
using namespace Qt::StringLiterals;

namespace {

constexpr std::uint64_t seed = 2026;

Instant demoNow()
{
    return *parseRfc3339("2026-06-17T09:41:12.345Z");
}

} // namespace

class TestDemo : public QObject {
    Q_OBJECT

private slots:
    void initTestCase();
    void isADemoWithCustomersAndTokens();
    void tokensAreInAllStates();
    void usageCoversNinetyDays();
    void requestsFollowTheWorkingDay();
    void spikeIsPlanted();
    void oneTokenIsFarOverItsCap();
    void someExpireWithinAWeek();
    void ledgerIsInOrderOfTime();
    void everyMonthCanBeBilled();
    void sameSeedGivesTheSame();
    void existingFileStays();
    void cancelLeavesNothing();
    void leftoversOfAKilledAttemptAreReplaced();

private:
    [[nodiscard]] QString pathOf(const QString &name) const { return m_folder.filePath(name); }
    [[nodiscard]] std::unique_ptr<Services> open(const QString &path) const;
    [[nodiscard]] std::map<TokenState, int> states() const;
    [[nodiscard]] TokenRow rowOf(const std::string &name) const;

    QTemporaryDir m_folder;
    std::unique_ptr<Services> m_demo;
    std::vector<TokenRow> m_rows;
};

std::unique_ptr<Services> TestDemo::open(const QString &path) const
{
    Services::Options options;
    options.path = path.toStdString();
    options.mode = OpenMode::Read;
    options.clock = demoNow;
    auto opened = Services::open(options);
    return opened ? std::move(*opened) : nullptr;
}

void TestDemo::initTestCase()
{
    QElapsedTimer timer;
    timer.start();
    const auto made = createDemoWorkspace(pathOf(u"demo.toll"_s).toStdString(), demoNow(), seed, JobControl());
    qInfo("made in %lld ms", timer.elapsed());
    QVERIFY_RESULT(made);
    QCOMPARE(QDir(m_folder.path()).entryList(QDir::Files), QStringList{u"demo.toll"_s});
    m_demo = open(pathOf(u"demo.toll"_s));
    QVERIFY(m_demo);
    auto rows = m_demo->tokens.list();
    QVERIFY_RESULT(rows);
    m_rows = std::move(*rows);
}

TokenRow TestDemo::rowOf(const std::string &name) const
{
    const auto row = std::ranges::find(m_rows, name, [](const TokenRow &one) { return one.token.name; });
    return row == m_rows.end() ? TokenRow() : *row;
}

std::map<TokenState, int> TestDemo::states() const
{
    std::map<TokenState, int> counts;
    for (const TokenRow &row : m_rows)
        ++counts[row.state];
    return counts;
}

void TestDemo::isADemoWithCustomersAndTokens()
{
    const auto info = m_demo->settings.info();
    QVERIFY_RESULT(info);
    QCOMPARE(info->name, "Demo");
    QVERIFY(info->isDemo);
    const auto customers = m_demo->customers.list();
    QVERIFY_RESULT(customers);
    QCOMPARE(customers->size(), 12U);
    std::set<std::string> currencies, names;
    for (const Customer &customer : *customers) {
        currencies.insert(customer.currency);
        names.insert(customer.name);
        QVERIFY(customer.createdAt < demoNow().plus(-94 * msPerDay));
    }
    QCOMPARE(currencies, (std::set<std::string>{"CNY", "EUR", "JPY", "USD"}));
    QVERIFY(names.contains("星河科技") && names.contains("蓝鲸数据") && names.contains("北辰物联"));
    QCOMPARE(m_rows.size(), 48U);
}

void TestDemo::tokensAreInAllStates()
{
    const std::map<TokenState, int> counts = states();
    const auto count = [&](TokenState state) { return counts.contains(state) ? counts.at(state) : 0; };
    QCOMPARE(count(TokenState::Unused), 1);
    QCOMPARE(count(TokenState::Suspended), 2);
    QCOMPARE(count(TokenState::Revoked), 1);
    QCOMPARE(count(TokenState::Expiring), 3);
    QCOMPARE(count(TokenState::Expired), 0);
    QVERIFY(count(TokenState::Exhausted) >= 1);
    QVERIFY(count(TokenState::Active) >= 35);
    std::set<std::pair<CapScope, OverCap>> kinds;
    for (const TokenRow &row : m_rows)
        kinds.emplace(row.token.price.capScope, row.token.price.overCap);
    QVERIFY(kinds.contains({CapScope::EachWindow, OverCap::Free}));
    QVERIFY(kinds.contains({CapScope::WholeTerm, OverCap::Charge}));
    QVERIFY(kinds.contains({CapScope::WholeTerm, OverCap::Reject}));
}

void TestDemo::usageCoversNinetyDays()
{
    SummaryQuery query;
    query.by = {GroupBy::Day};
    query.withAmounts = false;
    const auto summary = m_demo->usage.summary(query);
    QVERIFY_RESULT(summary);
    QVERIFY2(summary->total.requests > 225'000 && summary->total.requests < 275'000,
        std::to_string(summary->total.requests).c_str());
    QCOMPARE(summary->rows.size(), 91U); // two of them in part
    const auto extent = m_demo->usage.extent();
    QVERIFY_RESULT(extent);
    QVERIFY((*extent)->end <= demoNow());
    QVERIFY((*extent)->end > demoNow().plus(-msPerHour));
    QVERIFY((*extent)->begin < demoNow().plus(-89 * msPerDay));
    const double errors = static_cast<double>(summary->total.errors) / static_cast<double>(summary->total.requests);
    QVERIFY(errors > 0.02 && errors < 0.08);
}

void TestDemo::requestsFollowTheWorkingDay()
{
    const TokenRow row = rowOf("billing-prod");
    SummaryQuery query;
    query.by = {GroupBy::Hour};
    query.tokens = {row.token.id};
    query.zone = row.zone;
    query.withAmounts = false;
    const auto summary = m_demo->usage.summary(query);
    QVERIFY_RESULT(summary);
    std::int64_t noon = 0, night = 0, sunday = 0, tuesday = 0;
    for (const UsageSums &hour : summary->rows) {
        const LocalTime local = row.zone.toLocal(hour.span->begin);
        const auto weekday = std::chrono::weekday(std::chrono::sys_days(local.date));
        noon += local.msOfDay == 10 * msPerHour ? hour.requests : 0;
        night += local.msOfDay == 3 * msPerHour ? hour.requests : 0;
        sunday += weekday == std::chrono::Sunday ? hour.requests : 0;
        tuesday += weekday == std::chrono::Tuesday ? hour.requests : 0;
    }
    QVERIFY(noon > 8 * night);
    QVERIFY(tuesday > 2 * sunday);
}

void TestDemo::spikeIsPlanted()
{
    const TokenRow row = rowOf("收银网关");
    const auto sums = [&](int fromDaysAgo, int toDaysAgo) {
        SummaryQuery query;
        query.range = Interval{demoNow().plus(-fromDaysAgo * msPerDay), demoNow().plus(-toDaysAgo * msPerDay)};
        query.tokens = {row.token.id};
        query.by = {GroupBy::Status};
        query.withAmounts = false;
        return m_demo->usage.summary(query).value_or(UsageSummary());
    };
    const UsageSummary before = sums(23, 9), spike = sums(9, 7);
    QVERIFY(spike.total.requests / 2 > 9 * before.total.requests / 14);
    const auto tooMany = [](const UsageSummary &summary) {
        std::int64_t count = 0;
        for (const UsageSums &status : summary.rows)
            count += status.keys.front() == "429" ? status.requests : 0;
        return count;
    };
    QVERIFY(tooMany(spike) > spike.total.requests / 5);
    QVERIFY(tooMany(before) < before.total.requests / 50);
    QVERIFY(spike.total.response.percentile(95).value_or(0) > 2 * before.total.response.percentile(95).value_or(0));
}

void TestDemo::oneTokenIsFarOverItsCap()
{
    const TokenRow row = rowOf("bi-gateway");
    QCOMPARE(row.state, TokenState::Exhausted);
    QVERIFY(row.over > 0);
    SummaryQuery query;
    query.range = Interval{demoNow().plus(-14 * msPerDay), demoNow()};
    query.tokens = {row.token.id};
    query.withAmounts = false;
    const auto summary = m_demo->usage.summary(query);
    QVERIFY_RESULT(summary);
    const std::int64_t perDay = summary->total.requests / 14;
    const std::int64_t cap = row.token.price.caps.front().count;
    QVERIFY2(perDay > 3 * cap && perDay < 5 * cap, std::to_string(perDay).c_str());
}

void TestDemo::someExpireWithinAWeek()
{
    int expiring = 0;
    for (const TokenRow &row : m_rows) {
        if (row.state != TokenState::Expiring)
            continue;
        ++expiring;
        QCOMPARE(row.token.price.renewal, Renewal::None);
        QVERIFY(row.facts.currentTerm.has_value());
        const std::int64_t left = row.facts.currentTerm->span.end.ms - demoNow().ms;
        QVERIFY(left > 0 && left < 7 * msPerDay);
    }
    QCOMPARE(expiring, 3);
}

void TestDemo::ledgerIsInOrderOfTime()
{
    const auto history = m_demo->tokens.history(rowOf("freelancer-key").token.id);
    QVERIFY_RESULT(history);
    QCOMPARE(history->size(), 2U);
    QCOMPARE(history->front().kind, "token.created");
    QCOMPARE(history->back().kind, "token.revoked");
    QVERIFY(history->back().time > history->front().time.plus(50 * msPerDay));
}

void TestDemo::everyMonthCanBeBilled()
{
    const auto customers = m_demo->customers.list();
    QVERIFY_RESULT(customers);
    for (const Customer &customer : *customers) {
        const Result<Zone> zone = zoneNamed(customer.timezone);
        QVERIFY_RESULT(zone);
        const auto bill = m_demo->billing.billCustomer(customer.id, *parsePeriod("2026-05", *zone));
        QVERIFY_RESULT(bill);
        QVERIFY(!bill->total.isZero() && !bill->total.isNegative());
    }
}

void TestDemo::sameSeedGivesTheSame()
{
    const auto made = createDemoWorkspace(pathOf(u"again.toll"_s).toStdString(), demoNow(), seed, JobControl());
    QVERIFY_RESULT(made);
    const auto again = open(pathOf(u"again.toll"_s));
    QVERIFY(again);
    const auto rows = again->tokens.list();
    QVERIFY_RESULT(rows);
    QCOMPARE(rows->size(), m_rows.size());
    for (std::size_t i = 0; i < m_rows.size(); ++i) {
        QCOMPARE((*rows)[i].token, m_rows[i].token);
        QCOMPARE((*rows)[i].requestsThisPeriod, m_rows[i].requestsThisPeriod);
        QCOMPARE((*rows)[i].spendThisPeriod, m_rows[i].spendThisPeriod);
    }
    EventSearch newest;
    newest.limit = 100;
    const auto events = m_demo->usage.events(newest), repeated = again->usage.events(newest);
    QVERIFY(events && repeated);
    QCOMPARE(repeated->matching, events->matching);
    for (std::size_t i = 0; i < events->rows.size(); ++i)
        QCOMPARE(repeated->rows[i].stored, events->rows[i].stored);
}

void TestDemo::existingFileStays()
{
    const QString path = pathOf(u"mine.toll"_s);
    QFile mine(path);
    QVERIFY(mine.open(QIODevice::WriteOnly) && mine.write("mine") == 4);
    mine.close();
    QCOMPARE_ERROR(createDemoWorkspace(path.toStdString(), demoNow(), seed, JobControl()), ErrorCode::AlreadyExists);
    QCOMPARE(contentOf(path), "mine"_ba);
}

void TestDemo::cancelLeavesNothing()
{
    QTemporaryDir folder;
    JobControl *running = nullptr;
    JobControl job([&running](std::int64_t done, std::int64_t total) {
        if (done > total / 10)
            running->cancel();
    });
    running = &job;
    const auto made = createDemoWorkspace(folder.filePath(u"demo.toll"_s).toStdString(), demoNow(), seed, job);
    QCOMPARE_ERROR(made, ErrorCode::Cancelled);
    QCOMPARE(QDir(folder.path()).entryList(QDir::Files), QStringList());
}

void TestDemo::leftoversOfAKilledAttemptAreReplaced()
{
    QTemporaryDir folder;
    for (const QString &name : {u"demo.toll.making"_s, u"demo.toll.making-wal"_s}) {
        QFile left(folder.filePath(name));
        QVERIFY(left.open(QIODevice::WriteOnly) && left.write("half") == 4);
    }
    QVERIFY_RESULT(createDemoWorkspace(folder.filePath(u"demo.toll"_s).toStdString(), demoNow(), seed, JobControl()));
    QCOMPARE(QDir(folder.path()).entryList(QDir::Files), QStringList{u"demo.toll"_s});
}

QTEST_GUILESS_MAIN(TestDemo)
#include "tst_demo.moc"
