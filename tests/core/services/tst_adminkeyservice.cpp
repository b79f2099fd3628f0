// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
// What the HTTP service keeps: management keys, answers, ids and secrets of clients; and several uses as one.
#include "core/services/adminkeys.h"
#include "core/services/keptreplies.h"
#include "core/services/services.h"
#include "core/storage/sha256.h"
#include "core/tokens/secret.h"
#include "tests/core/services/servicesfixture.h"

#include <QtTest>

using namespace toll;

namespace {

NewCustomer customerNamed(const std::string &name, const std::string &id = {})
{
    NewCustomer customer;
    customer.name = name;
    customer.id = id;
    return customer;
}

} // namespace

class TestAdminKeyService : public QObject {
    Q_OBJECT

private slots:
    void keepsTheHashAlone();
    void revokesForGood();
    void refusesWhatIsMissing();
    void keepsAnswersForADay();
    void takesIdsAndSecretsOfClients();
    void pagesTokensById();
    void severalUsesAreOne();
};

void TestAdminKeyService::keepsTheHashAlone()
{
    ServicesFixture fixture;
    AdminKeyService keys(fixture.context);
    Scopes scopes = Scope::TokensRead;
    scopes |= Scope::UsageWrite;
    const auto issued = keys.create("desk", scopes);
    QVERIFY_RESULT(issued);
    QVERIFY(isWellFormedSecret(issued->secret) && issued->secret.starts_with(adminKeyPrefix));
    QCOMPARE(issued->key.hash, sha256(std::as_bytes(std::span(issued->secret))).toHex().toStdString());
    const auto listed = keys.list();
    QVERIFY_RESULT(listed);
    QCOMPARE(listed->size(), std::size_t{1});
    QVERIFY(listed->front() == issued->key);
    QVERIFY(fixture.heard.testFlag(Topic::AdminKeys));
    const auto entry = fixture.stores->ledger.page(1);
    QVERIFY_RESULT(entry);
    QCOMPARE(entry->front().kind, std::string("admin_key.created"));
    QVERIFY(!entry->front().payload.contains(issued->key.hash));
    QVERIFY(!contentOf(fixture.workspace.path + QStringLiteral("-wal"))
                 .contains(QByteArray::fromStdString(issued->secret.substr(6, 20))));
}

void TestAdminKeyService::revokesForGood()
{
    ServicesFixture fixture;
    AdminKeyService keys(fixture.context);
    const auto issued = keys.create("desk", Scope::Admin);
    QVERIFY_RESULT(issued);
    const auto revoked = keys.revoke(issued->key.id);
    QVERIFY_RESULT(revoked);
    QCOMPARE(revoked->revokedAt.value_or(Instant()), fixture.now);
    const std::int64_t entries = fixture.stores->ledger.page(1)->front().sequence;
    fixture.now = fixture.now.plus(1);
    QCOMPARE(keys.revoke(issued->key.id)->revokedAt, revoked->revokedAt);
    QCOMPARE(fixture.stores->ledger.page(1)->front().sequence, entries);
    QCOMPARE_ERROR(keys.revoke("none"), ErrorCode::NotFound);
}

void TestAdminKeyService::refusesWhatIsMissing()
{
    ServicesFixture fixture;
    AdminKeyService keys(fixture.context);
    QCOMPARE_ERROR(keys.create({}, Scope::Admin), ErrorCode::Missing);
    QCOMPARE_ERROR(keys.create("x", Scopes()), ErrorCode::Missing);
    QCOMPARE_ERROR(keys.create(std::string(201, 'x'), Scope::Admin), ErrorCode::OutOfRange);
}

void TestAdminKeyService::keepsAnswersForADay()
{
    ServicesFixture fixture;
    KeptReplyService replies(fixture.context);
    const std::string name = KeptReplyService::nameOf("a", "bc");
    QVERIFY(name != KeptReplyService::nameOf("ab", "c"));
    const KeptReply reply{KeptReplyService::fingerprintOf("POST", "/x", "{}"), 201, "/x/1", "\"1\"", "{}", {}};
    const auto keep = [&](const std::string &under) {
        return atomically(*fixture.stores->connection, [&] { return replies.keep(under, reply); });
    };
    QVERIFY_RESULT(keep(name));
    const auto found = replies.find(name);
    QVERIFY_RESULT(found);
    QVERIFY(found->has_value() && (*found)->createdAt == fixture.now && (*found)->body == "{}");
    fixture.now = fixture.now.plus(KeptReplyService::keptFor);
    QCOMPARE(replies.forgetOld().value_or(-1), std::int64_t{0});
    fixture.now = fixture.now.plus(1);
    QCOMPARE(replies.forgetOld().value_or(-1), std::int64_t{1});
    QVERIFY(!replies.find(name)->has_value());
    QVERIFY_RESULT(fixture.stores->connection->run(QStringLiteral(
        "INSERT INTO kept_reply WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 200000)"
        " SELECT printf('%064d', i), printf('%064d', 0), 200, '', '', '', 9000000000000 FROM n")));
    QCOMPARE(replies.forgetOld().value_or(-1), std::int64_t{0});
    QCOMPARE_ERROR(keep(name), ErrorCode::OutOfRange);
}

void TestAdminKeyService::takesIdsAndSecretsOfClients()
{
    ServicesFixture fixture;
    const auto customer = fixture.customers().add(customerNamed("Acme", "acme"));
    QVERIFY_RESULT(customer);
    QCOMPARE(customer->id.text, std::string("acme"));
    QCOMPARE_ERROR(fixture.customers().add(customerNamed("Other", "acme")), ErrorCode::AlreadyExists);
    QCOMPARE_ERROR(fixture.customers().add(customerNamed("Other", "a/b")), ErrorCode::Syntax);
    const std::string secret = "0123456789-abcdefghijklmnopqrstuvwxyz";
    NewToken wanted;
    wanted.customer = customer->id;
    wanted.name = "t";
    wanted.id = "mine";
    wanted.secret = *ownSecret(secret);
    const auto issued = fixture.tokens().create(wanted);
    QVERIFY_RESULT(issued);
    QVERIFY(issued->front().secret.empty());
    QCOMPARE(issued->front().token.id.text, std::string("mine"));
    QCOMPARE(fixture.stores->tokens.bySecretHash(wanted.secret->hash, fixture.now)->value_or(TokenId()).text,
        std::string("mine"));
    wanted.name = "u";
    const auto sameId = fixture.tokens().create(wanted);
    QCOMPARE_ERROR(sameId, ErrorCode::AlreadyExists);
    QCOMPARE(sameId.error().where, std::string("id"));
    wanted.id = "other";
    const auto sameSecret = fixture.tokens().create(wanted);
    QCOMPARE_ERROR(sameSecret, ErrorCode::AlreadyExists);
    QCOMPARE(sameSecret.error().where, std::string("key"));
    wanted.count = 2;
    QCOMPARE_ERROR(fixture.tokens().create(wanted), ErrorCode::Conflict);
    const auto rotated = fixture.tokens().rotate({"mine"}, 0, *ownSecret(secret + "-2"));
    QVERIFY_RESULT(rotated);
    QVERIFY(rotated->secret.empty() && rotated->token.lastFour == "yz-2");
}

void TestAdminKeyService::pagesTokensById()
{
    ServicesFixture fixture;
    const CustomerId acme = fixture.customers().add(customerNamed("Acme"))->id;
    const CustomerId other = fixture.customers().add(customerNamed("Other"))->id;
    for (int i = 0; i < 7; ++i) {
        NewToken wanted;
        wanted.customer = i == 6 ? other : acme;
        wanted.name = "t" + std::to_string(i);
        wanted.id = std::to_string(9 - i);
        if (i % 2 == 0)
            wanted.tags = {"even", "x"};
        QVERIFY_RESULT(fixture.tokens().create(wanted));
    }
    QVERIFY_RESULT(fixture.tokens().suspend({"9"}));
    QVERIFY_RESULT(fixture.tokens().revoke({"8"}));
    using Status = TokenPage::Status;
    const auto ids = [&](const std::optional<CustomerId> &customer, const char *tag, Status status,
                         const std::string &after = {}, std::int64_t limit = 100) {
        TokenPage page{after, limit, customer, {}, status};
        if (tag)
            page.tag = tag;
        std::string text;
        for (const Token &token : fixture.tokens().page(page).value_or(std::vector<Token>()))
            text += token.id.text;
        return text;
    };
    QCOMPARE(ids({}, nullptr, Status::Any), std::string("3456789"));
    QCOMPARE(ids({}, nullptr, Status::Any, "4", 3), std::string("567"));
    QCOMPARE(ids(acme, nullptr, Status::Any), std::string("456789"));
    QCOMPARE(ids({}, "even", Status::Any), std::string("3579"));
    QCOMPARE(ids(acme, "even", Status::Enabled), std::string("57"));
    QCOMPARE(ids({}, nullptr, Status::Suspended), std::string("9"));
    QCOMPARE(ids({}, nullptr, Status::Revoked), std::string("8"));
    QCOMPARE(ids({}, nullptr, Status::NotRevoked), std::string("345679"));
}

void TestAdminKeyService::severalUsesAreOne()
{
    const QTemporaryDir folder;
    Services::Options options;
    options.path = folder.filePath(QStringLiteral("w.toll")).toStdString();
    options.mode = OpenMode::WriteOrCreate;
    const auto services = Services::open(options);
    QVERIFY_RESULT(services);
    std::vector<Topics> heard;
    (*services)->onChanged([&](Topics topics) { heard.push_back(topics); });
    const auto addBoth = [&](bool ends) {
        return (*services)->asOne([&]() -> Result<void> {
            const auto added = (*services)->customers.add(customerNamed("A"));
            if (!added)
                return std::unexpected(added.error());
            (*services)->setActor("somebody");
            if (const auto key = (*services)->adminKeys.create("k", Scope::Admin); !key)
                return std::unexpected(key.error());
            return ends ? Result<void>() : fail(ErrorCode::Cancelled);
        });
    };
    QVERIFY(!addBoth(false));
    QVERIFY(heard.empty());
    QVERIFY((*services)->customers.list()->empty() && (*services)->adminKeys.list()->empty());
    QVERIFY_RESULT(addBoth(true));
    QCOMPARE(heard.size(), std::size_t{1});
    QVERIFY(heard.front() == (Topic::Customers | Topic::AdminKeys));
    QVERIFY_THROWS_EXCEPTION(
        std::runtime_error, (void)(*services)->asOne([]() -> Result<void> { throw std::runtime_error("x"); }));
    QVERIFY_RESULT((*services)->customers.add(customerNamed("B")));
    QCOMPARE(heard.size(), std::size_t{2}); // listened to as before
}

QTEST_GUILESS_MAIN(TestAdminKeyService)
#include "tst_adminkeyservice.moc"
