// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
// Revisions, whoever changes what, and the feed over them.
#include "core/services/changes.h"
#include "core/services/plans.h"
#include "tests/core/services/servicesfixture.h"

#include <QtTest>

using namespace toll;

class TestChanges : public QObject {
    Q_OBJECT

private slots:
    void init();
    void everyChangeIsARevision_data();
    void everyChangeIsARevision();
    void whatIsUndoneIsNone();
    void readingIsNone();
    void feedTellsEachThingOnce();
    void olderWorkspacesHaveRevisions();
    void cursorIsOfOneHistory();

private:
    [[nodiscard]] static Result<Customer> addAcme(ServicesFixture &fixture)
    {
        NewCustomer acme;
        acme.name = "Acme";
        return fixture.customers().add(acme);
    }
    [[nodiscard]] std::string tag(RevisionKind kind, const std::string &id)
    {
        const auto revision = ChangeService(m_fixture->context).latest(kind, id);
        return revision ? revision->tag() : std::string();
    }

    std::unique_ptr<ServicesFixture> m_fixture;
    Customer m_acme;
    Token m_token;
};

void TestChanges::init()
{
    m_fixture = std::make_unique<ServicesFixture>();
    const auto added = addAcme(*m_fixture);
    QVERIFY_RESULT(added);
    m_acme = *added;
    TokenPrice price;
    price.lifetime = Span{Span::Kind::Days, 30};
    NewToken wanted;
    wanted.customer = m_acme.id;
    wanted.name = "t";
    wanted.price = price;
    wanted.starts = Starts::Creation;
    const auto issued = m_fixture->tokens().create(wanted);
    QVERIFY_RESULT(issued);
    m_token = issued->front().token;
    m_fixture->now = m_fixture->now.plus(msPerHour);
}

void TestChanges::everyChangeIsARevision_data()
{
    QTest::addColumn<int>("number");
    const char *const names[] = {"renew", "extend", "suspend", "revoke", "rotate", "name", "tags", "price", "access"};
    for (int i = 0; i < 9; ++i)
        QTest::newRow(names[i]) << i;
}

void TestChanges::everyChangeIsARevision()
{
    QFETCH(int, number);
    const std::string before = tag(RevisionKind::Token, m_token.id.text);
    const std::string customer = tag(RevisionKind::Customer, m_acme.id.text);
    QVERIFY(!before.empty() && !customer.empty() && before != customer);
    TokenService tokens = m_fixture->tokens();
    TokenEdit edit;
    switch (number) {
    case 0:
        QVERIFY_RESULT(tokens.renew(m_token.id));
        break;
    case 1:
        QVERIFY_RESULT(tokens.extend(m_token.id, Span{Span::Kind::Days, 1}));
        break;
    case 2:
        QVERIFY_RESULT(tokens.suspend(m_token.id));
        break;
    case 3:
        QVERIFY_RESULT(tokens.revoke(m_token.id));
        break;
    case 4:
        QVERIFY_RESULT(tokens.rotate(m_token.id, 0));
        break;
    case 5:
        edit.name = "other";
        break;
    case 6:
        edit.tags = {"a"};
        break;
    case 7:
        edit.price = m_token.price;
        edit.price->rate = *Decimal::parse("2");
        break;
    default:
        edit.access = TokenAccess();
        edit.access->models = {"a*"};
    }
    if (number >= 5)
        QVERIFY_RESULT(tokens.edit(m_token.id, edit));
    QVERIFY(tag(RevisionKind::Token, m_token.id.text) != before);
    QCOMPARE(tag(RevisionKind::Customer, m_acme.id.text), customer);
    const auto all = ChangeService(m_fixture->context).latest(RevisionKind::Token);
    QVERIFY_RESULT(all);
    QCOMPARE(all->size(), std::size_t{1});
}

void TestChanges::whatIsUndoneIsNone()
{
    const std::string before = tag(RevisionKind::Token, m_token.id.text);
    const auto undone = atomically(*m_fixture->stores->connection, [&]() -> Result<void> {
        if (const auto row = m_fixture->tokens().suspend(m_token.id); !row)
            return std::unexpected(row.error());
        return fail(ErrorCode::Cancelled);
    });
    QVERIFY(!undone);
    QCOMPARE(tag(RevisionKind::Token, m_token.id.text), before);
}

void TestChanges::readingIsNone()
{
    const std::string before = tag(RevisionKind::Token, m_token.id.text);
    QVERIFY_RESULT(m_fixture->tokens().show(m_token.id));
    QVERIFY_RESULT(m_fixture->tokens().list());
    QCOMPARE(tag(RevisionKind::Token, m_token.id.text), before);
    QCOMPARE_ERROR(ChangeService(m_fixture->context).latest(RevisionKind::Token, "none"), ErrorCode::NotFound);
}

void TestChanges::feedTellsEachThingOnce()
{
    ChangeService changes(m_fixture->context);
    const auto all = changes.since({}, 10);
    QVERIFY_RESULT(all);
    QCOMPARE(all->changes.size(), std::size_t{2});
    QCOMPARE(all->changes[0].id, m_acme.id.text);
    QCOMPARE(all->changes[1].id, m_token.id.text);
    QVERIFY(all->changes[0].sequence < all->changes[1].sequence && !all->hasMore);
    CustomerEdit edit;
    edit.contact = "x";
    QVERIFY_RESULT(m_fixture->customers().edit(m_acme.id, edit));
    QVERIFY(PlanService(m_fixture->context)
                .import(R"({"name":"P","currency":"USD","charges":[{"meter":"requests","price":{"shape":"flat",)"
                               R"("rate":"1"}}]})")
                .has_value());
    const auto first = changes.since(all->cursor, 1);
    QVERIFY_RESULT(first);
    QVERIFY(first->hasMore);
    QCOMPARE(first->changes.front().id, m_acme.id.text);
    const auto second = changes.since(first->cursor, 1);
    QVERIFY_RESULT(second);
    QCOMPARE(second->changes.front().id, std::string("P"));
    QVERIFY(second->changes.front().kind == RevisionKind::Plan && !second->hasMore);
    QCOMPARE(changes.since({}, 10)->changes.size(), std::size_t{3});
}

void TestChanges::olderWorkspacesHaveRevisions()
{
    const QTemporaryDir folder;
    auto opened = Connection::openWriter(folder.filePath(QStringLiteral("old.toll")), IfAbsent::Create);
    QVERIFY_RESULT(opened);
    QVERIFY_RESULT(migrate(**opened, std::span(builtInMigrations()).first(11)));
    Stores stores(std::move(*opened));
    QVERIFY_RESULT(atomically(*stores.connection, [&]() -> Result<void> {
        if (auto added = stores.customers.insert(sampleCustomer()); !added)
            return added;
        return stores.tokens.insert(sampleToken());
    }));
    QVERIFY_RESULT(migrate(*stores.connection));
    ServiceContext context = m_fixture->context;
    context.stores = &stores;
    const auto all = ChangeService(context).since({}, 10);
    QVERIFY_RESULT(all);
    QCOMPARE(all->changes.size(), std::size_t{2});
}

void TestChanges::cursorIsOfOneHistory()
{
    const std::string cursor = ChangeService(m_fixture->context).since({}, 10)->cursor;
    ServicesFixture other; // the same clock and randomness: only the workspace itself is another
    const auto acme = addAcme(other);
    QVERIFY_RESULT(acme);
    QVERIFY(!other.addToken(acme->id, "t").id.isEmpty());
    QCOMPARE_ERROR(ChangeService(other.context).since(cursor, 10), ErrorCode::WrongState);
    QVERIFY_RESULT(ChangeService(m_fixture->context).since(cursor, 10));
    QCOMPARE_ERROR(ChangeService(m_fixture->context).since("nonsense", 10), ErrorCode::Syntax);
}

QTEST_GUILESS_MAIN(TestChanges)
#include "tst_changes.moc"
