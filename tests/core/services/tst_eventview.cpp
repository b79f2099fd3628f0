// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
// Views over all events, against plain sorting of the same events.
#include "core/services/upkeep.h"
#include "core/services/usage.h"
#include "core/services/usagereport.h"
#include "core/services/usagescope.h"
#include "tests/core/services/servicesfixture.h"
#include "tests/support/history.h"

#include <QCollator>
#include <QTest>

#include <algorithm>
#include <random>

using namespace toll;
using namespace toll::test;
using namespace Qt::StringLiterals;

namespace {

constexpr std::int64_t day = 20'000 * msPerDay;

const std::vector<EventColumn> allSortable{EventColumn::Token, EventColumn::Customer, EventColumn::Status,
    EventColumn::Model, EventColumn::Endpoint, EventColumn::Source, EventColumn::Id, EventColumn::Count,
    EventColumn::Response, EventColumn::Input, EventColumn::CachedInput, EventColumn::CacheWrite, EventColumn::Output};

std::string textOf(const EventRow &row, EventColumn column)
{
    switch (column) {
    case EventColumn::Token:
        return row.tokenName;
    case EventColumn::Customer:
        return row.customerName;
    case EventColumn::Model:
        return row.stored.event.model;
    case EventColumn::Endpoint:
        return row.stored.event.endpoint;
    case EventColumn::Source:
        return row.stored.event.source;
    default:
        return row.stored.event.id;
    }
}

bool isText(EventColumn column)
{
    return column == EventColumn::Token || column == EventColumn::Customer || column == EventColumn::Model
        || column == EventColumn::Endpoint || column == EventColumn::Source || column == EventColumn::Id;
}

std::optional<std::int64_t> numberOf(const EventRow &row, EventColumn column)
{
    const UsageEvent &event = row.stored.event;
    switch (column) {
    case EventColumn::Status:
        return event.status == noStatus ? std::nullopt : std::optional<std::int64_t>(event.status);
    case EventColumn::Count:
        return event.count;
    case EventColumn::Response:
        return event.responseMs;
    default:
        return event.units[static_cast<std::size_t>(column) - static_cast<std::size_t>(EventColumn::Input)];
    }
}

/// Below 0 where the first text comes first.
int comparedTexts(const std::string &a, const std::string &b, EventColumn column)
{
    if (column != EventColumn::Id) {
        QCollator collator{QLocale()};
        collator.setNumericMode(true);
        collator.setCaseSensitivity(Qt::CaseInsensitive);
        if (const int compared = collator.compare(QString::fromStdString(a), QString::fromStdString(b)); compared != 0)
            return compared;
    }
    return a.compare(b);
}

bool comesFirst(const EventRow &a, const EventRow &b, const EventSort &by)
{
    if (isText(by.column)) {
        const std::string first = textOf(a, by.column);
        const std::string second = textOf(b, by.column);
        if (first.empty() || second.empty())
            return !first.empty() && second.empty();
        const int compared = comparedTexts(first, second, by.column);
        return by.isDescending ? compared > 0 : compared < 0;
    }
    const auto first = numberOf(a, by.column);
    const auto second = numberOf(b, by.column);
    if (!first || !second)
        return first && !second;
    return by.isDescending ? *first > *second : *first < *second;
}

} // namespace

class TestEventView : public QObject {
    Q_OBJECT

private slots:
    void initTestCase() { QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates)); }
    void init();
    void opensInOrderOfTimeEitherWay();
    void everyColumnSortsEitherWay();
    void severalColumnsSortTogether();
    void rangesTokensAndFiltersLeaveWhatFits_data();
    void rangesTokensAndFiltersLeaveWhatFits();
    void timesAreFound();
    void isASnapshotOfWhatWasThere();
    void rowsOfRewrittenSegmentsAreRefusedAndNeverWrong();
    void cancelEndsIt();
    void filesHoldTheRowsInTheirOrder();
    void fileThatIsNotFinishedIsNotThere();

private:
    /// All events in the order of their segments, which is what ties fall back on.
    [[nodiscard]] std::vector<EventRow> stored();
    [[nodiscard]] std::vector<EventRow> expected(const EventQuery &query);
    [[nodiscard]] std::shared_ptr<EventView> open(const EventQuery &query) { return valueOf(usage().view(query, {})); }
    void compare(const EventQuery &query);
    void append(int size, std::int64_t from, std::int64_t span);
    [[nodiscard]] UsageService usage() { return UsageService(m_desk->context); }
    [[nodiscard]] EventFilter filterOf(const QString &text)
    {
        const auto filter = parseFilter(text.toStdString(), Zone());
        return filter ? *filter : EventFilter{{FilterTerm()}};
    }

    std::unique_ptr<ServicesFixture> m_desk;
    std::vector<Token> m_tokens;
    std::mt19937_64 m_dice;
    int m_batches = 0;
};

void TestEventView::init()
{
    m_dice.seed(11);
    m_batches = 0;
    m_desk = std::make_unique<ServicesFixture>();
    m_tokens.clear();
    for (const char *customer : {"Zeta", "alpha"}) {
        const Customer added = valueOf(m_desk->customers().add({customer, "USD", "UTC", ""}));
        for (const char *token : {"key 10", "Key 9", "other"})
            m_tokens.push_back(
                m_desk->addToken(added.id, token + std::string(customer == std::string("alpha") ? "" : " z")));
    }
    append(200, day, msPerDay); // alone in its time
    append(150, day + 2 * msPerDay, msPerDay); // three that overlap
    append(300, day + 2 * msPerDay + msPerHour, 2000);
    append(60, day + 2 * msPerDay, 3 * msPerDay);
    append(1, day + 7 * msPerDay, 1);
    append(130, day + 8 * msPerDay, 3); // mostly ties
}

void TestEventView::append(int size, std::int64_t from, std::int64_t span)
{
    const auto any = [this](std::uint64_t below) { return static_cast<std::int64_t>(m_dice() % below); };
    std::vector<StoredEvent> events;
    for (int i = 0; i < size; ++i) {
        UsageEvent event;
        event.time.ms = from + any(static_cast<std::uint64_t>(span));
        if (any(8) > 0)
            event.id = (any(2) > 0 ? "request-of-the-gateway-" : "") + std::to_string(any(40));
        event.source = any(3) == 0 ? "log" : "gate";
        event.status = static_cast<std::int16_t>(any(6) == 0 ? noStatus : 200 + 100 * any(4));
        event.count = any(5) == 0 ? 1 + any(9) : 1;
        if (any(4) > 0)
            event.responseMs = any(50);
        for (auto &unit : event.units)
            if (any(3) > 0)
                unit = any(2) == 0 ? any(9) : any(1ULL << 40);
        event.model = any(4) == 0 ? "" : (any(2) == 0 ? "gpt-" : "GPT-") + std::to_string(any(12));
        event.endpoint = "/v" + std::to_string(any(3));
        if (any(3) == 0)
            event.dimensions = {{"region", any(2) == 0 ? "eu" : "us"}};
        if (any(9) == 0)
            event.custom = {{"images", any(5)}};
        const TokenId token = m_tokens[static_cast<std::size_t>(any(m_tokens.size()))].id;
        events.push_back({token, hashOfRow("t", token, std::to_string(m_batches), i), event});
    }
    const BatchId batch{"batch-" + std::to_string(m_batches++)};
    Stores &stores = *m_desk->stores;
    QVERIFY(atomically(*stores.connection, [&]() -> Result<void> {
        const Result<void> made = stores.batches.insert({batch, "t", "a.csv", {1}, {}, 0, 0, 0, 0, 0, {}, {}});
        return made ? stores.usage.append(events, batch, {}, {1}) : made;
    }));
}

std::vector<EventRow> TestEventView::stored()
{
    std::map<std::string, EventRow> owners;
    const std::vector<Customer> customers = valueOf(m_desk->stores->customers.list(true));
    for (const Token &token : m_tokens) {
        const auto owner = std::ranges::find(customers, token.customer, &Customer::id);
        owners[token.id.text] = {{}, token.name, owner->name};
    }
    std::vector<EventRow> rows;
    for (const auto &facts : valueOf(m_desk->stores->usage.segments(UsageQuery().span, false))) {
        const EventColumns columns = valueOf(m_desk->stores->usage.readColumns(facts, allColumns));
        for (std::size_t row = 0; row < columns.rows; ++row) {
            EventRow one = owners[columns.at(row).token.text];
            one.stored = columns.at(row);
            rows.push_back(std::move(one));
        }
    }
    return rows;
}

std::vector<EventRow> TestEventView::expected(const EventQuery &query)
{
    std::vector<EventRow> rows = stored();
    UsageScope scope = valueOf(UsageScope::load(*m_desk->stores, query.zone));
    std::erase_if(rows, [&](const EventRow &row) {
        FilterSubject subject = valueOf(
            scope.subjectOf(scope.numberOf(row.stored.token), row.stored.event.time, asksForPlans(query.where)));
        describeEvent(subject, row.stored.event);
        return !query.range.value_or(UsageQuery().span).contains(row.stored.event.time) || !fits(query.where, subject)
            || (!query.tokens.empty() && std::ranges::find(query.tokens, row.stored.token) == query.tokens.end());
    });
    std::ranges::stable_sort(
        rows, {}, [](const EventRow &row) { return std::pair(row.stored.event.time, row.stored.event.id); });
    const auto time = std::ranges::find(query.order, EventColumn::Time, &EventSort::column);
    if (time == query.order.end() || time->isDescending)
        std::ranges::reverse(rows);
    for (auto by = std::make_reverse_iterator(time); by != query.order.rend(); ++by)
        std::ranges::stable_sort(rows, [&by](const EventRow &a, const EventRow &b) { return comesFirst(a, b, *by); });
    return rows;
}

/// All of it, by pages that meet in every way, and with hardly any memory.
void TestEventView::compare(const EventQuery &query)
{
    const std::vector<EventRow> rows = expected(query);
    for (const std::size_t memory : {EventView::usualMemory, std::size_t{1}}) {
        const auto view = valueOf(EventView::open(*m_desk->stores, query, {}, memory));
        QCOMPARE(view->size(), std::ssize(rows));
        std::int64_t requests = 0;
        for (const EventRow &row : rows)
            requests += row.stored.event.count;
        QCOMPARE(view->requests(), requests);
        for (std::int64_t first = 0; first < std::ssize(rows) + 20; first += 97) {
            const std::vector<EventRow> page = valueOf(usage().rows(*view, first, 100));
            QCOMPARE(std::ssize(page), std::clamp<std::int64_t>(std::ssize(rows) - first, 0, 100));
            for (std::size_t i = 0; i < page.size(); ++i) {
                const EventRow &row = rows[static_cast<std::size_t>(first) + i];
                QVERIFY2(
                    page[i].stored == row.stored, qPrintable(QString::number(first + static_cast<std::int64_t>(i))));
                QCOMPARE(page[i].tokenName, row.tokenName);
                QCOMPARE(page[i].customerName, row.customerName);
            }
        }
    }
}

void TestEventView::opensInOrderOfTimeEitherWay()
{
    compare({});
    compare({.order = {{EventColumn::Time, false}}});
    compare({.order = {{EventColumn::Time, true}, {EventColumn::Status, true}}});
}

void TestEventView::everyColumnSortsEitherWay()
{
    for (const EventColumn column : allSortable)
        for (const bool isDescending : {false, true})
            compare({.order = {{column, isDescending}}});
}

void TestEventView::severalColumnsSortTogether()
{
    compare({.order = {{EventColumn::Status, true}, {EventColumn::Model, false}}});
    compare({.order = {{EventColumn::Customer, false}, {EventColumn::Time, false}}});
    compare({.where = filterOf(u"dim.region:eu"_s), .order = {{EventColumn::Id, false}, {EventColumn::Count, true}}});
}

void TestEventView::rangesTokensAndFiltersLeaveWhatFits_data()
{
    QTest::addColumn<QString>("where");
    for (const QString &where :
        {u""_s, u"status:>=400"_s, u"-status:200 model:gpt*"_s, u"token:key*"_s, u"customer:alpha"_s, u"tag:\"\""_s,
            u"plan:Basic"_s, u"plan_version:Basic*"_s, u"source:log endpoint:/v1"_s, u"id:*7"_s, u"id:\"\""_s,
            u"hour_of_week:Fri*"_s, u"dim.region:eu,us"_s, u"response:\"\""_s, u"response:10..20 count:>1"_s,
            u"input:<5"_s, u"-output:\"\" cached_input:>0 cache_write:>0"_s, u"time:2024-10-06"_s, u"gateway-1"_s,
            u"-gpt 500"_s, u"model:nothing"_s})
        QTest::newRow(qPrintable(where)) << where;
}

void TestEventView::rangesTokensAndFiltersLeaveWhatFits()
{
    QFETCH(const QString, where);
    EventQuery query;
    query.where = filterOf(where);
    QVERIFY(where.isEmpty() == query.where.isEmpty());
    compare(query);
    query.order = {{EventColumn::Response, true}};
    compare(query);
    query.tokens = {m_tokens[1].id, m_tokens[4].id};
    query.range = Interval{{day + msPerHour}, {day + 2 * msPerDay + msPerHour + 1000}};
    query.order = {{EventColumn::Time, false}};
    compare(query);
    const EventQuery all{.range = query.range, .tokens = query.tokens};
    QCOMPARE(open(query)->allRequests(), open(all)->requests());
}

void TestEventView::timesAreFound()
{
    for (const bool isDescending : {false, true}) {
        const EventQuery query{.order = {{EventColumn::Time, isDescending}}};
        const std::vector<EventRow> rows = expected(query);
        const auto view = open(query);
        for (std::int64_t at = day - msPerHour; at < day + 9 * msPerDay; at += 37 * msPerMinute) {
            const auto found = std::ranges::find_if(rows, [&](const EventRow &row) {
                return isDescending ? row.stored.event.time.ms <= at : row.stored.event.time.ms >= at;
            });
            const std::int64_t place = found == rows.end() ? std::ssize(rows) - 1 : found - rows.begin();
            QCOMPARE(valueOf(usage().placeOf(*view, {at})), place);
        }
    }
    QVERIFY(!usage().placeOf(*open({.order = {{EventColumn::Status, true}}}), {day}));
    QCOMPARE(valueOf(usage().placeOf(*open({.where = filterOf(u"model:nothing"_s)}), {day})), 0);
}

void TestEventView::isASnapshotOfWhatWasThere()
{
    const EventQuery query{.order = {{EventColumn::Response, false}}};
    const std::vector<EventRow> before = expected(query);
    const auto view = open(query);
    append(50, day, 9 * msPerDay);
    QCOMPARE(view->size(), std::ssize(before));
    const std::vector<EventRow> rows = valueOf(usage().rows(*view, 0, view->size()));
    for (std::size_t i = 0; i < rows.size(); ++i)
        QCOMPARE(rows[i].stored, before[i].stored);
    compare(query);
}

void TestEventView::rowsOfRewrittenSegmentsAreRefusedAndNeverWrong()
{
    const auto view = valueOf(EventView::open(*m_desk->stores, {}, {}, 1));
    QVERIFY(usage().rows(*view, 0, 1).has_value());
    QVERIFY(valueOf(UpkeepService(m_desk->context).compact({})).segmentsAfter < 6);
    // What was read stays; what was not is gone.
    QVERIFY(usage().rows(*view, 0, 1).has_value());
    const auto rows = usage().rows(*view, view->size() - 1, 1);
    QVERIFY(!rows);
    QVERIFY(isOutdated(rows.error()));
    QVERIFY(isOutdated(usage().placeOf(*view, {day + 12 * msPerHour}).error()));
    compare({});
}

void TestEventView::cancelEndsIt()
{
    int reports = 0;
    JobControl job;
    const JobControl watched = job.withProgress([&](std::int64_t done, std::int64_t total) {
        QVERIFY(done <= total);
        if (++reports == 3)
            job.cancel();
    });
    const auto view = usage().view({.order = {{EventColumn::Id, false}}}, watched);
    QCOMPARE_ERROR(view, ErrorCode::Cancelled);
    QCOMPARE(reports, 3);
}

void TestEventView::filesHoldTheRowsInTheirOrder()
{
    const EventQuery query{.where = filterOf(u"status:500"_s), .order = {{EventColumn::Input, true}}};
    const auto view = open(query);
    const std::vector<EventRow> rows = expected(query);
    QVERIFY(rows.size() > 20);
    const auto written = [&](EventFileFormat format, std::int64_t limit) {
        const QString path = m_desk->workspace.folder.filePath(u"out"_s);
        const auto going = valueOf(usage().beginExport(view, path.toStdString(), format, limit));
        while (!going->isFinished())
            valueOf(usage().advance(*going));
        QFile file(path);
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    };
    const QList<QByteArray> lines = written(EventFileFormat::Csv, 10).split('\n');
    QCOMPARE(lines.size(), 12); // with the header, and what is behind the last line's end
    QVERIFY(lines[0].startsWith("time,id,customer,token,status"));
    QVERIFY(lines[0].trimmed().endsWith("meter.images,dim.region"));
    for (qsizetype i = 0; i < 10; ++i) {
        const EventRow &row = rows[static_cast<std::size_t>(i)];
        QVERIFY(lines[i + 1].startsWith(
            QByteArray::fromStdString(toRfc3339(row.stored.event.time) + ',' + row.stored.event.id + ',')));
    }
    const auto document = parseJson(written(EventFileFormat::Json, 1'000'000).toStdString());
    QVERIFY(document.has_value());
    const auto *array = document->find("rows")->asArray();
    QVERIFY(array);
    QCOMPARE(array->size(), rows.size());
    for (std::size_t i = 0; i < rows.size(); ++i)
        QCOMPARE((*array)[i].dump(), toJson(rows[i]).dump());
    QCOMPARE(document->find("matching")->dump(), std::to_string(rows.size()));
}

void TestEventView::fileThatIsNotFinishedIsNotThere()
{
    const QString path = m_desk->workspace.folder.filePath(u"part"_s);
    {
        const auto going = valueOf(usage().beginExport(open({}), path.toStdString(), EventFileFormat::Csv));
        QVERIFY(!going->isFinished());
    }
    QVERIFY(!QFile::exists(path));
}

QTEST_GUILESS_MAIN(TestEventView)
#include "tst_eventview.moc"
