// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
// Prices and plans that change in mid-life, from the store to the bill.
#include "core/services/billing.h"
#include "core/services/plans.h"
#include "tests/core/services/servicesfixture.h"

using namespace toll;
using namespace Qt::StringLiterals;

namespace {

TokenPrice priceOf(const char *rate, const char *cap, const char *lifetime)
{
    TokenPrice price;
    price.rate = *Decimal::parse(rate);
    price.caps = {*parseCap(cap)};
    price.lifetime = *parseLifetime(lifetime);
    return price;
}

std::string flatPlan(const char *name, const char *rate)
{
    return std::string(R"({"name":")") + name
        + R"(","currency":"USD","charges":[{"id":"c","price":{"shape":"flat","rate":")" + rate + R"("}}]})";
}

} // namespace

class TestTokenVersions : public QObject {
    Q_OBJECT

private slots:
    void init()
    {
        m_workspace = std::make_unique<ServicesFixture>();
        const auto customer = m_workspace->customers().add({"Acme", "USD", "UTC", ""});
        QVERIFY_RESULT(customer);
        m_customer = *customer;
        m_token = m_workspace->addToken(m_customer.id, "gateway", priceOf("1", "10/day", "P30D"));
        QVERIFY(!m_token.id.text.empty());
    }

    void aUsedTokenGetsItsNewPriceFromATimeOn()
    {
        use({{"2026-05-01T00:00:00Z", 5}, {"2026-05-20T00:00:00Z", 7}});
        TokenEdit edit;
        edit.price = priceOf("2", "20/day", "P30D");
        edit.from = *parseRfc3339("2026-05-11T00:00:00Z");
        QVERIFY_RESULT(m_workspace->tokens().edit(m_token.id, edit));
        QCOMPARE(total(), "19.00"); // 5 × 1 + 7 × 2
        const auto stored = m_workspace->tokens().find(m_token.id.text);
        QVERIFY_RESULT(stored);
        QCOMPARE(stored->versions.size(), 2U);
        const auto row = m_workspace->tokens().show(m_token.id);
        QVERIFY_RESULT(row);
        QCOMPARE(row->remaining.value_or(-1), 10 * 10 + 20 * 20 - 12); // C·T as the caps were, less N
    }

    void aChangeBeforeTheLastOneIsRefused()
    {
        use({{"2026-05-01T00:00:00Z", 5}});
        TokenEdit edit;
        edit.price = priceOf("2", "20/day", "P30D");
        edit.from = *parseRfc3339("2026-05-11T00:00:00Z");
        QVERIFY_RESULT(m_workspace->tokens().edit(m_token.id, edit));
        edit.price = priceOf("3", "20/day", "P30D");
        const auto refused = m_workspace->tokens().edit(m_token.id, edit);
        QVERIFY(!refused && refused.error().code == ErrorCode::Conflict);
        QCOMPARE(total(), "5.00");
    }

    void anUnusedTokenIsSimplyChanged()
    {
        TokenEdit edit;
        edit.price = priceOf("2", "20/day", "P30D");
        QVERIFY_RESULT(m_workspace->tokens().edit(m_token.id, edit));
        use({{"2026-05-01T00:00:00Z", 5}});
        QCOMPARE(total(), "10.00");
        QVERIFY(m_workspace->tokens().find(m_token.id.text)->versions.empty());
    }

    void aPlanOfItsOwnHoldsFromItsTime()
    {
        use({{"2026-05-01T00:00:00Z", 5}, {"2026-05-20T00:00:00Z", 7}});
        PlanService plans(m_workspace->context);
        QVERIFY(plans.import(flatPlan("Own", "3")).has_value());
        TokenEdit edit;
        edit.plan = "Own";
        edit.from = *parseRfc3339("2026-05-11T00:00:00Z");
        QVERIFY_RESULT(m_workspace->tokens().edit(m_token.id, edit));
        QCOMPARE(total(), "26.00"); // 5 × 1 + 7 × 3
    }

    void versionsOfAPlanFollowOneAnother()
    {
        use({{"2026-05-01T00:00:00Z", 5}, {"2026-05-20T00:00:00Z", 7}});
        PlanService plans(m_workspace->context);
        QVERIFY(plans.import(flatPlan("P", "1")).has_value());
        QVERIFY_RESULT(plans.assign("P", m_customer.id, {}));
        QCOMPARE(total(), "12.00");
        const auto second = plans.import(flatPlan("P", "10"), "2026-05-11");
        QVERIFY(second.has_value());
        QCOMPARE(second->version, 2);
        QCOMPARE(total(), "75.00");
        const auto refused = plans.import(flatPlan("P", "11"), "2026-05-10");
        QVERIFY(!refused && refused.error().front().code == ErrorCode::Conflict);
        QVERIFY_RESULT(plans.assign("P", m_customer.id, *parseRfc3339("2026-05-15T00:00:00Z")));
        QCOMPARE(total(), "75.00");
    }

private:
    void use(const std::vector<std::pair<const char *, int>> &uses)
    {
        QByteArray csv = "time,count\n";
        for (const auto &[time, count] : uses)
            csv += QByteArray(time) + ',' + QByteArray::number(count) + '\n';
        const QString path = m_workspace->writeFile(u"use.csv"_s, csv);
        ImportOptions options;
        options.token = m_token.id;
        options.source = "test";
        const auto preview = m_workspace->imports().preview(path.toStdString(), {});
        QVERIFY_RESULT(preview);
        options.layout = preview->layout;
        const auto report = m_workspace->imports().run(path.toStdString(), options, {});
        QVERIFY_RESULT(report);
        QCOMPARE(report->added, static_cast<std::int64_t>(uses.size()));
    }

    std::string total()
    {
        const auto statement = BillingService(m_workspace->context)
                                   .billCustomer(m_customer.id,
                                       {*parseRfc3339("2026-05-01T00:00:00Z"), *parseRfc3339("2026-06-01T00:00:00Z")});
        return statement ? statement->total.toFixed(2) : "refused at " + statement.error().where;
    }

    std::unique_ptr<ServicesFixture> m_workspace;
    Customer m_customer;
    Token m_token;
};

QTEST_GUILESS_MAIN(TestTokenVersions)
#include "tst_tokenversions.moc"
