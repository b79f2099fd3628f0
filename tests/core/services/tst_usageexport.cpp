// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
// What is exported is read back as it was, event for event.
#include "core/reports/csv.h"
#include "core/services/usageexport.h"
#include "core/usage/rowidentity.h"
#include "tests/core/services/billingdesk.h"

#include <QDir>

using namespace toll;
using namespace toll::test;
using namespace Qt::StringLiterals;

namespace {

/// Two customers whose tokens have the same name.
struct Shop {
    ServicesFixture workspace;
    Customer acme = valueOf(workspace.customers().add({"Acme, \"Inc\"", "USD", "UTC", ""}));
    Customer other = valueOf(workspace.customers().add({"=Other", "USD", "UTC", ""}));
    Token first = workspace.addToken(acme.id, "gateway");
    Token second = workspace.addToken(other.id, "gateway");

    [[nodiscard]] ExportService exports() { return ExportService(workspace.context); }

    void append(const std::vector<StoredEvent> &events)
    {
        Stores &stores = *workspace.stores;
        valueOf(atomically(*stores.connection, [&]() -> Result<int> {
            ImportBatch batch;
            batch.id = BatchId::make(workspace.now, workspace.context.entropy);
            if (auto done = stores.batches.insert(batch); !done)
                return std::unexpected(done.error());
            const auto done = stores.usage.append(events, batch.id, std::vector<std::string>(), workspace.now);
            return done ? Result<int>(0) : std::unexpected(done.error());
        }));
    }

    /// All events with their token as customer and name, in order of identity.
    [[nodiscard]] std::vector<StoredEvent> events()
    {
        auto events = valueOf(workspace.stores->usage.events({}));
        for (StoredEvent &stored : events)
            stored.token.text = stored.token == first.id ? "first" : "second";
        std::ranges::sort(events, {}, &StoredEvent::hash);
        return events;
    }

    [[nodiscard]] ImportReport import(const QString &path)
    {
        ImportOptions options;
        options.layout = valueOf(workspace.imports().preview(path.toStdString(), {})).layout;
        return valueOf(workspace.imports().run(path.toStdString(), options, {}));
    }
};

/// Everything an event can hold, in several segments.
void fill(Shop &shop)
{
    StoredEvent full = sampleEvent(shop.first.id, 1767225600123, "a");
    full.event.count = 7;
    full.event.units = {1, 0, std::nullopt, 9'000'000'000'000};
    full.event.model = " spaced , \"quoted\"\r\nlines ";
    full.event.endpoint = "=cmd|' /C calc'!A0";
    full.event.custom = {{"images", 4}, {"value", 0}};
    full.event.dimensions = {{"region", "'=eu"}, {"用户", "张三"}};
    full.event.responseMs = 0;
    StoredEvent bare{shop.second.id, hashOfRow("log", shop.second.id, "raw", 0), {}};
    bare.event.time = {-62135596800000};
    bare.event.source = "log";
    StoredEvent again = bare;
    again.hash = hashOfRow("log", shop.second.id, "raw", 1);
    shop.append({full, bare, again});
    StoredEvent late = sampleEvent(shop.second.id, 1767225600122, "-5");
    late.hash = hashOfId("gate", "-5");
    late.event.custom = {{"late meter", 1}};
    late.event.status = noStatus;
    shop.append({late});
    std::vector<StoredEvent> many;
    for (int i = 0; i < 3000; ++i)
        many.push_back(
            sampleEvent(i % 2 ? shop.first.id : shop.second.id, 1767225600000 + i * 61'000, "m" + std::to_string(i)));
    shop.append(many);
}

/// One event as a line, cell by cell.
std::string plainLine(const StoredEvent &stored, const UsageExport &wanted, const Token &token,
    const std::string &customer, const std::vector<std::string> &meters, const std::vector<std::string> &dimensions)
{
    std::string line;
    CsvWriter csv(line, {.guardFormulas = wanted.guardFormulas});
    const auto text = [&csv](const std::string &value) { value.empty() ? csv.empty() : csv.text(value); };
    const auto number = [&csv](std::optional<std::int64_t> value) {
        csv.number(value ? std::to_string(*value) : std::string());
    };
    const UsageEvent &event = stored.event;
    csv.number(wanted.zone.offsetAt(event.time) % 60 == 0 ? wanted.zone.format(event.time) : toRfc3339(event.time));
    text(event.id.empty() ? rowIdentityText(stored.hash) : event.id);
    text(customer);
    text(wanted.tokenIds ? token.id.text : token.name);
    number(event.status == noStatus ? std::optional<std::int64_t>() : event.status);
    number(event.responseMs);
    number(event.count);
    for (const auto &unit : event.units)
        number(unit);
    text(event.model);
    text(event.endpoint);
    text(event.source);
    const auto valueIn = [](const auto &pairs, const std::string &name) {
        const auto found = std::ranges::find(pairs, name, [](const auto &pair) { return pair.first; });
        return found == pairs.end() ? std::nullopt : std::optional(found->second);
    };
    for (const std::string &meter : meters)
        number(valueIn(event.custom, meter));
    for (const std::string &dimension : dimensions)
        text(valueIn(event.dimensions, dimension).value_or(std::string()));
    csv.endRow();
    return line;
}

} // namespace

class TestUsageExport : public QObject {
    Q_OBJECT

private slots:
    void isReadBackEventForEvent_data();
    void isReadBackEventForEvent();
    void everyLineIsWhatItsCellsSay_data();
    void everyLineIsWhatItsCellsSay();
    void billsTheSameInAnEmptyWorkspace();
    void addsNothingToItsOwnWorkspace();
    void holdsWhatIsAskedFor();
    void guardsFormulasWhereAsked();
    void leavesNoHalfFile();
    void damageIsAnErrorAndNoFile();
    void writesTheCanonicalColumns();
};

void TestUsageExport::isReadBackEventForEvent_data()
{
    QTest::addColumn<ExportFormat>("format");
    QTest::addColumn<QByteArray>("zone");
    QTest::newRow("csv") << ExportFormat::Csv << QByteArray("UTC");
    QTest::newRow("csv, half hours east") << ExportFormat::Csv << QByteArray("Asia/Kathmandu");
    QTest::newRow("csv, an offset with seconds long ago") << ExportFormat::Csv << QByteArray("Europe/Amsterdam");
    QTest::newRow("json lines") << ExportFormat::JsonLines << QByteArray("UTC");
    QTest::newRow("json lines, west") << ExportFormat::JsonLines << QByteArray("America/St_Johns");
}

void TestUsageExport::isReadBackEventForEvent()
{
    QFETCH(ExportFormat, format);
    QFETCH(QByteArray, zone);
    Shop from;
    fill(from);
    UsageExport wanted;
    wanted.format = format;
    wanted.zone = valueOf(zoneNamed(zone.toStdString()));
    const QString path = from.workspace.workspace.folder.filePath(u"usage.out"_s);
    const ExportReport report = valueOf(from.exports().usage(wanted, {}, path.toStdString()));
    QCOMPARE(report.events, 3004);
    QCOMPARE(report.bytes, QFileInfo(path).size());
    Shop to;
    const ImportReport read = to.import(path);
    QCOMPARE(read.rejected, 0);
    QCOMPARE(read.added, 3004);
    const auto before = from.events(), after = to.events();
    QCOMPARE(after.size(), before.size());
    for (std::size_t i = 0; i < before.size(); ++i)
        QVERIFY2(after[i] == before[i], before[i].event.id.c_str());
}

void TestUsageExport::everyLineIsWhatItsCellsSay_data()
{
    QTest::addColumn<QByteArray>("zone");
    QTest::addColumn<bool>("guarded");
    QTest::addColumn<bool>("ids");
    QTest::newRow("plain") << QByteArray("UTC") << false << false;
    QTest::newRow("guarded, by token id") << QByteArray("UTC") << true << true;
    QTest::newRow("an offset with seconds long ago") << QByteArray("Europe/Amsterdam") << false << true;
    QTest::newRow("half an hour behind") << QByteArray("America/St_Johns") << true << false;
}

void TestUsageExport::everyLineIsWhatItsCellsSay()
{
    QFETCH(QByteArray, zone);
    QFETCH(bool, guarded);
    QFETCH(bool, ids);
    Shop shop;
    fill(shop);
    std::vector<StoredEvent> odd; // a clock change inside a minute, times with and without a fraction, odd ids
    const char *const names[]{"plain-1", "x,y", "9\"", " lead", "trail ", "=1+1", "-1.5", "\r", "用户", "a\nb"};
    for (int i = 0; i < 10; ++i) {
        odd.push_back(sampleEvent(shop.first.id, -1'020'000'000'000 + i * 7'300'250, names[i]));
        odd.push_back(sampleEvent(shop.second.id, -2'840'141'000'000 + i * 9'000, names[i] + std::to_string(i)));
    }
    shop.append(odd);
    UsageExport wanted;
    wanted.zone = valueOf(zoneNamed(zone.toStdString()));
    wanted.guardFormulas = guarded;
    wanted.tokenIds = ids;
    std::string text;
    QVERIFY_RESULT(shop.exports().usage(wanted, {}, [&](std::string_view piece) {
        text += piece;
        return Result<void>();
    }));
    std::string expected = text.substr(0, text.find("\r\n") + 2);
    for (const auto &segment : valueOf(shop.workspace.stores->usage.segmentList()))
        for (const StoredEvent &stored : valueOf(shop.workspace.stores->usage.segmentEvents(segment))) {
            const bool isFirst = stored.token == shop.first.id;
            expected += plainLine(stored, wanted, isFirst ? shop.first : shop.second,
                isFirst ? shop.acme.name : shop.other.name, {"images", "late meter", "value"}, {"region", "用户"});
        }
    QCOMPARE(QByteArray::fromStdString(text), QByteArray::fromStdString(expected));
}

void TestUsageExport::billsTheSameInAnEmptyWorkspace()
{
    const QByteArray calls = R"("shape":"graduated","tiers":[{"up_to":700,"rate":"0.013"},{"rate":"0.0071"}])";
    const QByteArray plan = planText(chargeText(calls, R"(,"meter":"requests")") + ','
        + chargeText(R"("shape":"flat","rate":"0.31")", R"(,"meter":"output_units","per":1000)", "out"));
    QByteArray csv = "time,id,status,output_units\n";
    for (int i = 0; i < 2000; ++i)
        csv += "2026-05-" + QByteArray::number(1 + i % 31).rightJustified(2, '0') + "T0" + QByteArray::number(i % 10)
            + ":10:00Z,r" + QByteArray::number(i) + ',' + (i % 7 ? "200" : "500") + ',' + QByteArray::number(i % 97)
            + '\n';
    BillingDesk from, to;
    from.usePlan(plan);
    to.usePlan(plan);
    QCOMPARE(from.import(csv).added, 2000);
    const std::string path = from.workspace.workspace.folder.filePath(u"out.csv"_s).toStdString();
    QVERIFY_RESULT(ExportService(from.workspace.context).usage(UsageExport(), {}, path));
    QCOMPARE(to.import(contentOf(toQString(path))).added, 2000);
    QVERIFY(!from.bill("2026-05").total.isZero());
    QCOMPARE(billOf(to.bill("2026-05")), billOf(from.bill("2026-05")));
}

void TestUsageExport::addsNothingToItsOwnWorkspace()
{
    Shop shop;
    fill(shop);
    for (const bool ids : {false, true}) {
        UsageExport wanted;
        wanted.tokenIds = ids;
        const QString path = shop.workspace.workspace.folder.filePath(u"usage.csv"_s);
        QVERIFY_RESULT(shop.exports().usage(wanted, {}, path.toStdString()));
        const ImportReport read = shop.import(path);
        QCOMPARE(read.duplicates, 3004);
        QCOMPARE(read.added + read.conflicts + read.rejected, 0);
    }
}

void TestUsageExport::holdsWhatIsAskedFor()
{
    Shop shop;
    fill(shop);
    UsageExport wanted;
    wanted.range = Interval{{1767225600000}, {1767225600000 + 10 * 61'000}};
    wanted.tokens = {shop.second.id};
    std::string text;
    const auto report = shop.exports().usage(wanted, {}, [&](std::string_view piece) {
        text += piece;
        return Result<void>();
    });
    QVERIFY_RESULT(report);
    QCOMPARE(report->events, 6); // m0, m2, … m8 and "-5"
    QCOMPARE(report->first, std::optional(Instant{1767225600000}));
    QCOMPARE(QByteArray::fromStdString(text).count("\r\n"), 7);
}

void TestUsageExport::guardsFormulasWhereAsked()
{
    Shop shop;
    fill(shop);
    for (const bool guarded : {false, true}) {
        UsageExport wanted;
        wanted.guardFormulas = guarded;
        std::string text;
        QVERIFY_RESULT(shop.exports().usage(wanted, {}, [&](std::string_view piece) {
            text += piece;
            return Result<void>();
        }));
        QCOMPARE(text.contains("\"'=cmd|"), guarded);
        QCOMPARE(text.contains(",=cmd|"), !guarded);
        QCOMPARE(text.contains("\"'=Other\""), guarded);
    }
}

void TestUsageExport::leavesNoHalfFile()
{
    Shop shop;
    fill(shop);
    const QString path = shop.workspace.writeFile(u"usage.csv"_s, "as it was");
    JobControl control;
    const JobControl job = control.withProgress([&control](std::int64_t done, std::int64_t) {
        if (done == 1)
            control.cancel();
    });
    QCOMPARE_ERROR(shop.exports().usage(UsageExport(), job, path.toStdString()), ErrorCode::Cancelled);
    QCOMPARE(contentOf(path), QByteArray("as it was"));
    const QDir folder(shop.workspace.workspace.folder.path());
    QCOMPARE(folder.entryList({u"usage*"_s}, QDir::Files), QStringList{u"usage.csv"_s});
}

void TestUsageExport::damageIsAnErrorAndNoFile()
{
    Shop shop;
    fill(shop);
    Connection &connection = *shop.workspace.stores->connection;
    QVERIFY_RESULT(connection.run(u"DROP TRIGGER segment_column_stays"_s));
    QVERIFY_RESULT(connection.run(
        u"UPDATE segment_column SET data = zeroblob(length(data)) WHERE name = 'model' AND segment = 2"_s));
    const QString path = shop.workspace.workspace.folder.filePath(u"usage.csv"_s);
    const auto report = shop.exports().usage(UsageExport(), {}, path.toStdString());
    QCOMPARE_ERROR(report, ErrorCode::Damaged);
    QCOMPARE(report.error().where, "segment 2");
    QVERIFY(!QFileInfo::exists(path));
}

void TestUsageExport::writesTheCanonicalColumns()
{
    Shop shop;
    fill(shop);
    std::string text;
    QVERIFY_RESULT(shop.exports().usage(UsageExport(), {}, [&](std::string_view piece) {
        text += piece;
        return Result<void>();
    }));
    QCOMPARE(QString::fromStdString(text.substr(0, text.find("\r\n"))),
        u"time,id,customer,token,status,response_ms,count,input_units,cached_input_units,cache_write_units,output_"
        u"units,"
        "model,endpoint,source,meter.images,meter.late meter,meter.value,dim.region,dim.用户"_s);
    const std::string identity = rowIdentityText(hashOfRow("log", shop.second.id, "raw", 1));
    QVERIFY(text.contains(identity));
    QCOMPARE(parseRowIdentity(identity), std::optional(hashOfRow("log", shop.second.id, "raw", 1)));
    for (const char *id : {"", "tollkeeper:row:", "tollkeeper:row:0123456789abcdef0123456789abcdeF",
             "tollkeeper:row:0123456789abcdef0123456789abcde", "tollkeeper:row:-123456789abcdef0123456789abcdef"})
        QVERIFY2(!parseRowIdentity(id), id);
}

QTEST_GUILESS_MAIN(TestUsageExport)
#include "tst_usageexport.moc"
