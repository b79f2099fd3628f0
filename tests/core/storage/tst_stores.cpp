// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/batchstore.h"
#include "core/storage/customerstore.h"
#include "core/storage/layoutstore.h"
#include "core/storage/ledgerstore.h"
#include "core/storage/planstore.h"
#include "core/storage/settingstore.h"
#include "core/storage/tokenstore.h"
#include "tests/core/storage/workspacefixture.h"

using namespace toll;
using namespace Qt::StringLiterals;

class TestStores : public QObject {
    Q_OBJECT

private slots:
    void init();
    void cleanup() { m_workspace.reset(); }

    void customerComesBack();
    void customerNameIsUnique();
    void archivedCustomerIsHidden();
    void customerWithTokensStays();
    void tokenComesBack();
    void tokenWithoutLimitsComesBack();
    void tokenNameIsUniqueWithinItsCustomer();
    void tokenIsUpdated();
    void tokenIsFoundByIdOrName();
    void tokenOfAbsentCustomerIsRefused();
    void rotationOverlaps();
    void secretIsUnique();
    void planVersionsAreKept();
    void planVersionMustFollowTheLast();
    void planVersionCannotChange_data();
    void planVersionCannotChange();
    void assignmentsAreKept();
    void layoutIsRemembered();
    void settingsAreKept();
    void ledgerGrows();
    void ledgerCannotChange_data();
    void ledgerCannotChange();
    void batchesAreKept();
    void conflictsWaitForADecision();

private:
    [[nodiscard]] Connection &connection() { return *m_workspace->writer; }
    [[nodiscard]] Result<void> add(const Token &token)
    {
        return atomically(connection(), [&] { return TokenStore(connection()).insert(token); });
    }
    [[nodiscard]] Result<StoredPlan> add(const StoredPlan &plan)
    {
        return atomically(connection(), [&] { return PlanStore(connection()).add(plan); });
    }

    std::unique_ptr<WorkspaceFixture> m_workspace;
};

void TestStores::init()
{
    m_workspace = std::make_unique<WorkspaceFixture>();
    QVERIFY(m_workspace->writer);
    QVERIFY_RESULT(CustomerStore(connection()).insert(sampleCustomer()));
}

void TestStores::customerComesBack()
{
    CustomerStore store(connection());
    Customer customer = sampleCustomer("\u5317\u4eac");
    QVERIFY_RESULT(store.insert(customer));
    QCOMPARE(store.byName(customer.name).value_or(std::nullopt), std::optional(customer));
    customer.name = "Beijing";
    customer.currency = "JPY";
    customer.timezone = "Asia/Tokyo";
    customer.contact.clear();
    customer.pool = {{*parseCap("1000/day"), *parseCap("5/15 min")}, *parseRateLimit("600/min")};
    QVERIFY_RESULT(store.update(customer));
    QCOMPARE(store.byId(customer.id).value_or(std::nullopt), std::optional(customer));
    QCOMPARE(store.byIdOrName("Beijing").value_or(Customer()), customer);
    QCOMPARE(store.byIdOrName(customer.id.text).value_or(Customer()), customer);
    QCOMPARE_ERROR(store.byIdOrName("Nobody"), ErrorCode::NotFound);
    customer.id = {"nobody"};
    QCOMPARE_ERROR(store.update(customer), ErrorCode::NotFound);
}

void TestStores::customerNameIsUnique()
{
    CustomerStore store(connection());
    Customer other = sampleCustomer();
    other.id = {"other"};
    const auto refused = store.insert(other);
    QCOMPARE_ERROR(refused, ErrorCode::AlreadyExists);
    QCOMPARE(refused.error().where, "customer");
    QCOMPARE(refused.error().found, "Acme");
}

void TestStores::archivedCustomerIsHidden()
{
    CustomerStore store(connection());
    Customer archived = sampleCustomer("Old");
    archived.archivedAt = Instant{5};
    QVERIFY_RESULT(store.insert(archived));
    QCOMPARE(store.list(false).value_or(std::vector<Customer>()), std::vector{sampleCustomer()});
    QCOMPARE(store.list(true).value_or(std::vector<Customer>()), (std::vector{sampleCustomer(), archived}));
}

void TestStores::customerWithTokensStays()
{
    CustomerStore store(connection());
    QVERIFY_RESULT(store.insert(sampleCustomer("Other")));
    QVERIFY_RESULT(add(sampleToken()));
    QCOMPARE_ERROR(store.erase(sampleCustomer().id), ErrorCode::WrongState);
    QVERIFY_RESULT(store.erase(sampleCustomer("Other").id));
    QCOMPARE_ERROR(store.erase(sampleCustomer("Other").id), ErrorCode::NotFound);
    QCOMPARE(store.list(true).value_or(std::vector<Customer>()), std::vector{sampleCustomer()});
}

void TestStores::tokenComesBack()
{
    Token token = sampleToken();
    token.price.capScope = CapScope::EachWindow;
    token.price.overCap = OverCap::Charge;
    token.price.overageRate = *Decimal::parse("0.000000000001");
    token.price.align = Alignment::Calendar;
    token.price.renewal = Renewal::Auto;
    token.starts = Starts::Creation;
    token.plan = "Standard";
    token.tags = {"a", "\u4e2d"};
    token.note = "two\nlines";
    token.access = {*parseRateLimit("10/second burst 20"),
        {*parseIpNetwork("10.0.0.0/8"), *parseIpNetwork("2001:db8::/32")}, {"gpt-4o*", "a,b"}, {"/v1/*"}};
    token.suspendedAt = Instant{7};
    token.revokedAt = Instant{8};
    token.changes = {{TermChange::Kind::Extend, {5}, Span{Span::Kind::Months, 1}}, {TermChange::Kind::Renew, {6}, {}}};
    QVERIFY_RESULT(add(token));
    QVERIFY_RESULT(add(sampleToken("other")));
    QCOMPARE(TokenStore(connection()).byId(token.id).value_or(std::nullopt), std::optional(token));
    QCOMPARE(
        TokenStore(connection()).list().value_or(std::vector<Token>()), (std::vector{token, sampleToken("other")}));
}

void TestStores::tokenWithoutLimitsComesBack()
{
    Token token = sampleToken();
    token.price = {};
    token.secretHash.clear();
    token.prefix.clear();
    token.lastFour.clear();
    QVERIFY_RESULT(add(token));
    QCOMPARE(TokenStore(connection()).byId(token.id).value_or(std::nullopt), std::optional(token));
    QCOMPARE(
        TokenStore(connection()).secrets(token.id).value_or(std::vector<StoredSecret>(1)), std::vector<StoredSecret>());
}

void TestStores::tokenNameIsUniqueWithinItsCustomer()
{
    QVERIFY_RESULT(CustomerStore(connection()).insert(sampleCustomer("Other")));
    QVERIFY_RESULT(add(sampleToken()));
    QVERIFY_RESULT(add(sampleToken("gateway", "Other")));
    Token again = sampleToken();
    again.id = {"again"};
    const auto refused = add(again);
    QCOMPARE_ERROR(refused, ErrorCode::AlreadyExists);
    QCOMPARE(refused.error().found, "gateway");
    QCOMPARE(TokenStore(connection()).listOf({"customer-Other"}).value_or(std::vector<Token>()),
        std::vector{sampleToken("gateway", "Other")});
}

void TestStores::tokenIsUpdated()
{
    Token token = sampleToken();
    token.tags = {"a", "b"};
    QVERIFY_RESULT(add(token));
    token.name = "renamed";
    token.price.rate = *Decimal::parse("1.5");
    token.price.caps.clear();
    token.tags = {"b", "c"};
    token.suspendedAt = Instant{9};
    token.changes = {{TermChange::Kind::Renew, {6}, {}}};
    const auto update = [&] {
        return atomically(connection(), [&] { return TokenStore(connection()).update(token); });
    };
    QVERIFY_RESULT(update());
    QVERIFY_RESULT(TokenStore(connection()).addChange(token.id, token.changes.front()));
    QCOMPARE(TokenStore(connection()).byName(token.customer, "renamed").value_or(std::nullopt), std::optional(token));
    token.id = {"nobody"};
    QCOMPARE_ERROR(update(), ErrorCode::NotFound);
}

void TestStores::tokenIsFoundByIdOrName()
{
    TokenStore store(connection());
    QVERIFY_RESULT(CustomerStore(connection()).insert(sampleCustomer("Other")));
    QVERIFY_RESULT(add(sampleToken("both")));
    QVERIFY_RESULT(add(sampleToken("both", "Other")));
    QVERIFY_RESULT(add(sampleToken("single")));
    QCOMPARE(store.byIdOrName("token-Other-both").value_or(Token()), sampleToken("both", "Other"));
    QCOMPARE(store.byIdOrName("single").value_or(Token()), sampleToken("single"));
    QCOMPARE_ERROR(store.byIdOrName("none"), ErrorCode::NotFound);
    const auto several = store.byIdOrName("both");
    QCOMPARE_ERROR(several, ErrorCode::Ambiguous);
    QCOMPARE(several.error().expected, "token-Acme-both, token-Other-both");
}

void TestStores::tokenOfAbsentCustomerIsRefused()
{
    QCOMPARE_ERROR(add(sampleToken("gateway", "Nobody")), ErrorCode::Conflict);
}

void TestStores::rotationOverlaps()
{
    TokenStore store(connection());
    const Token token = sampleToken();
    QVERIFY_RESULT(add(token));
    const StoredSecret next{std::string(64, 'f'), "tk_live_", "next", {100}, {}};
    QVERIFY_RESULT(store.addSecret(token.id, next));
    QVERIFY_RESULT(store.expireOlderSecrets(token.id, {200}));
    QVERIFY_RESULT(store.expireOlderSecrets(token.id, {300})); // what ends earlier stays so
    const StoredSecret first{token.secretHash, token.prefix, token.lastFour, token.createdAt, Instant{200}};
    QCOMPARE(store.secrets(token.id).value_or(std::vector<StoredSecret>()), (std::vector{next, first}));
    QCOMPARE(store.byId(token.id).value_or(std::nullopt)->lastFour, "next");
    QCOMPARE(store.bySecretHash(first.hash, {199}).value_or(std::nullopt), std::optional(token.id));
    QCOMPARE(store.bySecretHash(first.hash, {200}).value_or(token.id), std::nullopt);
    QCOMPARE(store.bySecretHash(next.hash, {200}).value_or(std::nullopt), std::optional(token.id));
}

void TestStores::secretIsUnique()
{
    QVERIFY_RESULT(add(sampleToken()));
    Token copy = sampleToken("copy");
    copy.secretHash = sampleToken().secretHash;
    QCOMPARE_ERROR(add(copy), ErrorCode::AlreadyExists);
    QCOMPARE(TokenStore(connection()).list().value_or(std::vector<Token>()), std::vector{sampleToken()});
}

void TestStores::planVersionsAreKept()
{
    PlanStore store(connection());
    const StoredPlan first{{"p"}, "Standard", 1, {1000}, R"({"a":1})", {900}};
    const StoredPlan second{{"p"}, "Standard", 2, {2000}, R"({"a":2})", {1900}};
    const StoredPlan other{{"q"}, "Other", 1, {0}, "{}", {1}};
    QCOMPARE(add(first).value_or(StoredPlan()), first);
    StoredPlan asGiven = second;
    asGiven.id = {"unused"};
    asGiven.version = 17;
    QCOMPARE(add(asGiven).value_or(StoredPlan()), second);
    QVERIFY_RESULT(add(other));
    QCOMPARE(store.list().value_or(std::vector<StoredPlan>()), (std::vector{other, second}));
    QCOMPARE(store.byName("Standard").value_or(std::nullopt), std::optional(second));
    QCOMPARE(store.versions("Standard").value_or(std::vector<StoredPlan>()), (std::vector{first, second}));
    QCOMPARE(store.byName("None").value_or(first), std::nullopt);
}

void TestStores::planVersionMustFollowTheLast()
{
    QVERIFY_RESULT(add(StoredPlan{{"p"}, "Standard", 1, {1000}, "{}", {900}}));
    QCOMPARE_ERROR(add(StoredPlan{{"p"}, "Standard", 1, {1000}, "{}", {950}}), ErrorCode::Conflict);
    const auto gap = connection().run(u"INSERT INTO plan_version VALUES ('p', 3, 3000, '{}', 0)"_s);
    QCOMPARE_ERROR(gap, ErrorCode::Conflict);
}

void TestStores::planVersionCannotChange_data()
{
    QTest::addColumn<QString>("sql");
    QTest::newRow("update") << u"UPDATE plan_version SET document = '[]'"_s;
    QTest::newRow("delete") << u"DELETE FROM plan_version"_s;
    QTest::newRow("replace") << u"INSERT OR REPLACE INTO plan_version VALUES ('p', 1, 1000, '[]', 900)"_s;
}

void TestStores::planVersionCannotChange()
{
    QFETCH(const QString, sql);
    const StoredPlan plan{{"p"}, "Standard", 1, {1000}, "{}", {900}};
    QVERIFY_RESULT(add(plan));
    QCOMPARE_ERROR(connection().run(sql), ErrorCode::Conflict);
    QCOMPARE(PlanStore(connection()).versions("Standard").value_or(std::vector<StoredPlan>()), std::vector{plan});
}

void TestStores::assignmentsAreKept()
{
    PlanStore store(connection());
    const CustomerId customer = sampleCustomer().id;
    QVERIFY_RESULT(add(StoredPlan{{"p"}, "Standard", 1, {1000}, "{}", {900}}));
    QVERIFY_RESULT(store.assign({customer, "Standard", {3000}}, {1}));
    QVERIFY_RESULT(store.assign({customer, "Standard", {2000}}, {1}));
    QVERIFY_RESULT(store.assign({customer, "", {3000}}, {2})); // back to Basic, in the same place
    const std::vector<PlanAssignment> expected{{customer, "Standard", {2000}}, {customer, "", {3000}}};
    QCOMPARE(store.assignmentsOf(customer).value_or(std::vector<PlanAssignment>()), expected);
    QCOMPARE(store.assignments().value_or(std::vector<PlanAssignment>()), expected);
    QCOMPARE_ERROR(store.assign({customer, "None", {1}}, {1}), ErrorCode::NotFound);
}

void TestStores::layoutIsRemembered()
{
    LayoutStore store(connection());
    QCOMPARE(store.recall("csv,a,b").value_or("?"), std::nullopt);
    QVERIFY_RESULT(store.remember("csv,a,b", "{}"));
    QVERIFY_RESULT(store.remember("csv,a,b", R"({"x":1})"));
    QCOMPARE(store.recall("csv,a,b").value_or(std::nullopt), std::optional<std::string>(R"({"x":1})"));
}

void TestStores::settingsAreKept()
{
    SettingStore store(connection());
    QCOMPARE(store.get(setting::name).value_or("?"), std::nullopt);
    QVERIFY_RESULT(store.set(setting::name, "first"));
    QVERIFY_RESULT(store.set(setting::name, ""));
    QVERIFY_RESULT(store.set(setting::currency, "EUR"));
    QCOMPARE(store.get(setting::name).value_or(std::nullopt), std::optional<std::string>(""));
    QCOMPARE(store.all().value_or(std::map<std::string, std::string>()),
        (std::map<std::string, std::string>{{"currency", "EUR"}, {"name", ""}}));
}

void TestStores::ledgerGrows()
{
    LedgerStore ledger(connection());
    Json payload;
    payload.set("b", "2").set("a", std::int64_t{1});
    for (std::int64_t expected = 1; expected <= 3; ++expected) {
        const auto sequence =
            atomically(connection(), [&] { return ledger.append({expected * 10}, "me", "token.created", payload); });
        QCOMPARE(sequence.value_or(0), expected);
    }
    const std::string text = R"({"a":1,"b":"2"})";
    QCOMPARE(ledger.page(2).value_or(std::vector<LedgerEntry>()),
        (std::vector<LedgerEntry>{{3, {30}, "me", "token.created", text}, {2, {20}, "me", "token.created", text}}));
    QCOMPARE(ledger.page(2, 2).value_or(std::vector<LedgerEntry>()),
        (std::vector<LedgerEntry>{{1, {10}, "me", "token.created", text}}));
}

void TestStores::ledgerCannotChange_data()
{
    QTest::addColumn<QString>("sql");
    QTest::newRow("update") << u"UPDATE ledger SET payload = ''"_s;
    QTest::newRow("delete") << u"DELETE FROM ledger"_s;
    QTest::newRow("replace") << u"INSERT OR REPLACE INTO ledger VALUES (1, 1, 'x', 'x', '')"_s;
    QTest::newRow("upsert")
        << u"INSERT INTO ledger VALUES (1, 1, 'x', 'x', '') ON CONFLICT DO UPDATE SET actor = 'x'"_s;
    QTest::newRow("gap") << u"INSERT INTO ledger VALUES (3, 1, 'x', 'x', '')"_s;
    QTest::newRow("chosen by SQLite") << u"INSERT INTO ledger (time, actor, kind, payload) VALUES (1, 'x', 'x', '')"_s;
}

void TestStores::ledgerCannotChange()
{
    QFETCH(const QString, sql);
    LedgerStore ledger(connection());
    QVERIFY_RESULT(atomically(connection(), [&] { return ledger.append({1}, "me", "kind", Json::Object()); }));
    const auto before = ledger.page(10);
    QCOMPARE_ERROR(connection().run(sql), ErrorCode::Conflict);
    QCOMPARE(ledger.page(10).value_or(std::vector<LedgerEntry>()), before.value_or(std::vector<LedgerEntry>(5)));
}

void TestStores::batchesAreKept()
{
    BatchStore store(connection());
    ImportBatch batch{{"b1"}, "gate", "a.csv", {100}, {}, 0, 0, 0, 0, 0, {}, {}};
    QVERIFY_RESULT(store.insert(batch));
    batch = {{"b1"}, "gate", "a.csv", {100}, Instant{200}, 10, 5, 3, 1, 1, Instant{1}, Instant{2}};
    QVERIFY_RESULT(store.update(batch));
    const ImportBatch later{{"b2"}, "gate", "b.csv", {300}, {}, 0, 0, 0, 0, 0, {}, {}};
    QVERIFY_RESULT(store.insert(later));
    QCOMPARE(store.list().value_or(std::vector<ImportBatch>()), (std::vector{later, batch}));
    batch.id = {"b3"};
    QCOMPARE_ERROR(store.update(batch), ErrorCode::NotFound);
}

void TestStores::conflictsWaitForADecision()
{
    BatchStore store(connection());
    QVERIFY_RESULT(store.insert({{"b1"}, "gate", "a.csv", {100}, {}, 0, 0, 0, 0, 0, {}, {}}));
    UsageConflict conflict{0, {"b1"}, {5}, {0xfedcba9876543210, 7}, R"({"n":1})", R"({"n":2})", {}};
    QCOMPARE(store.addConflict(conflict).value_or(false), true);
    QCOMPARE(store.addConflict(conflict).value_or(true), false);
    conflict.number = 1;
    QCOMPARE(store.conflicts(false).value_or(std::vector<UsageConflict>()), std::vector{conflict});
    QVERIFY_RESULT(store.decide(1, ConflictDecision::TakeSecond));
    QCOMPARE(store.conflicts(false).value_or(std::vector{conflict}), std::vector<UsageConflict>());
    conflict.decision = ConflictDecision::TakeSecond;
    QCOMPARE(store.conflicts(true).value_or(std::vector<UsageConflict>()), std::vector{conflict});
    QCOMPARE_ERROR(store.decide(2, ConflictDecision::KeepFirst), ErrorCode::NotFound);
}

QTEST_GUILESS_MAIN(TestStores)
#include "tst_stores.moc"
