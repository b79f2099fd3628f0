// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
// What was agreed with one customer, exchange rates, and why a bill changed: from the store to the bill.
#include "core/services/agreements.h"
#include "core/services/billing.h"
#include "core/services/exchange.h"
#include "core/services/plans.h"
#include "core/services/statementjson.h"
#include "core/services/wording.h"
#include "tests/core/services/servicesfixture.h"

using namespace toll;
using namespace Qt::StringLiterals;

namespace {

const std::string flatPlan =
    R"({"name":"P","currency":"USD","charges":[{"id":"c","price":{"shape":"flat","rate":"1"}}],"minimum":"2"})";

Interval monthOf(const char *first, const char *next)
{
    return {*parseRfc3339(first), *parseRfc3339(next)};
}

const Interval april = monthOf("2026-04-01T00:00:00Z", "2026-05-01T00:00:00Z");
const Interval may = monthOf("2026-05-01T00:00:00Z", "2026-06-01T00:00:00Z");

} // namespace

class TestAgreements : public QObject {
    Q_OBJECT

private slots:
    void init()
    {
        m_workspace = std::make_unique<ServicesFixture>();
        m_acme = addCustomer("Acme", "USD");
        m_other = addCustomer("Other", "CNY");
        PlanService plans(m_workspace->context);
        QVERIFY(plans.import(flatPlan).has_value());
        for (const Customer &customer : {m_acme, m_other})
            QVERIFY_RESULT(plans.assign("P", customer.id, {}));
        use("Acme", "2026-04-10T00:00:00Z", 10);
        use("Acme", "2026-05-10T00:00:00Z", 20);
        use("Acme", "2026-05-20T00:00:00Z", 30);
        use("Other", "2026-05-20T00:00:00Z", 30);
    }

    void holdFromTheirTimeForTheirCustomer()
    {
        const auto agreed = agreements().agree(
            "P", "Acme", R"({"charges":[{"id":"c","price":{"rate":"0.5"}}]})", "2026-05-15");
        QVERIFY(agreed.has_value());
        QCOMPARE(agreed->number, 1);
        QCOMPARE(total(m_acme, april), "10.00");
        QCOMPARE(total(m_acme, may), "35.00"); // 20 × 1 + 30 × 0.5
        QCOMPARE(total(m_other, may), "30.00");
    }

    void areNamedOnTheBill()
    {
        QVERIFY(agreements().agree("P", "Acme", R"({"discounts":[{"percent":"10"}]})", "2026-05-01").has_value());
        const auto statement = BillingService(m_workspace->context).billCustomer(m_acme.id, may);
        QVERIFY_RESULT(statement);
        QCOMPARE(statement->total.toFixed(2), "45.00");
        for (const StatementLine &line : statement->lines) {
            QCOMPARE(line.agreement, 1);
            QVERIFY(explanation(line, *statement, Zone()).join(u' ').contains(u"agreement 1"_s));
        }
        QVERIFY(toJson(*statement, Zone()).dump().find(R"("agreement":1)") != std::string::npos);
    }

    void replaceOneAnotherWhole()
    {
        QVERIFY(agreements().agree("P", "Acme", R"({"discounts":[{"percent":"10"}]})", "2026-04-01").has_value());
        QVERIFY(agreements()
                    .agree("P", "Acme", R"({"charges":[{"id":"c","price":{"rate":"2"}}]})", "2026-05-01")
                    .has_value());
        QCOMPARE(total(m_acme, april), "9.00");
        QCOMPARE(total(m_acme, may), "100.00"); // no discount any more
        QVERIFY(agreements().agree("P", "Acme", "{}", "2026-05-15").has_value());
        QCOMPARE(total(m_acme, may), "70.00"); // 20 × 2 + 30 × 1
        const auto rows = agreements().list("Acme");
        QVERIFY_RESULT(rows);
        QCOMPARE(rows->size(), 3U);
        QVERIFY(agreements().list("Other")->empty());
        const auto early = agreements().agree("P", "Acme", "{}", "2026-05-14");
        QVERIFY(!early && early.error().front().code == ErrorCode::Conflict);
    }

    void followThePlansNextVersion()
    {
        QVERIFY(agreements().agree("P", "Acme", R"({"discounts":[{"percent":"10"}]})", "2026-04-01").has_value());
        std::string next = flatPlan;
        next.replace(next.find(R"("rate":"1")"), 10, R"("rate":"3")");
        QVERIFY(PlanService(m_workspace->context).import(next, "2026-05-15").has_value());
        QCOMPARE(total(m_acme, may), "99.00"); // (20 × 1 + 30 × 3) less a tenth
        QCOMPARE(total(m_other, may), "90.00");
    }

    void keepAPlanFromLosingTheirCharge()
    {
        QVERIFY(agreements().agree("P", "Acme", R"({"charges":[{"id":"c","price":{"rate":"2"}}]})").has_value());
        std::string next = flatPlan;
        next.replace(next.find(R"("id":"c")"), 8, R"("id":"d")");
        const auto refused = PlanService(m_workspace->context).import(next, "2026-07-01");
        QVERIFY(!refused);
        QCOMPARE(refused.error().front().code, ErrorCode::Conflict);
        QCOMPARE(refused.error().front().where, std::string("agreement with Acme"));
    }

    void thatDoNotFitAreRefused_data()
    {
        QTest::addColumn<QByteArray>("plan");
        QTest::addColumn<QByteArray>("customer");
        QTest::addColumn<QByteArray>("terms");
        QTest::addColumn<QString>("where");
        const QByteArray fine = "{}";
        QTest::newRow("plan") << QByteArray("Q") << QByteArray("Acme") << fine << u"plan"_s;
        QTest::newRow("customer") << QByteArray("P") << QByteArray("Nobody") << fine << u"customer"_s;
        QTest::newRow("JSON") << QByteArray("P") << QByteArray("Acme") << QByteArray("{") << u"byte 2"_s;
        QTest::newRow("charge") << QByteArray("P") << QByteArray("Acme")
                                << QByteArray(R"({"charges":[{"id":"x"}]})") << u"/charges/0/id"_s;
    }

    void thatDoNotFitAreRefused()
    {
        QFETCH(const QByteArray, plan);
        QFETCH(const QByteArray, customer);
        QFETCH(const QByteArray, terms);
        QFETCH(const QString, where);
        const auto refused = agreements().agree(plan.toStdString(), customer.toStdString(), terms.toStdString());
        QVERIFY(!refused);
        QCOMPARE(QString::fromStdString(refused.error().front().where), where);
        QVERIFY(agreements().list()->empty());
    }

    void billsAreConvertedAtTheLastStatedRate()
    {
        ExchangeService exchange(m_workspace->context);
        const auto bill = [&] { return BillingService(m_workspace->context).billCustomer(m_other.id, may); };
        auto statement = bill();
        QVERIFY_RESULT(statement);
        QVERIFY(statement->converted && !statement->converted->total);
        QVERIFY(sentence(*statement->converted, statement->currency).contains(u"2026-05-31"_s));
        QVERIFY_RESULT(exchange.set({"USD", "CNY", "2026-05-01", *Decimal::parse("7"), "A"}));
        QVERIFY_RESULT(exchange.set({"USD", "CNY", "2026-05-31", *Decimal::parse("7.12345"), "ECB"}));
        QVERIFY_RESULT(exchange.set({"USD", "CNY", "2026-06-01", *Decimal::parse("9"), "B"}));
        statement = bill();
        QVERIFY_RESULT(statement);
        QCOMPARE(statement->total.toFixed(2), "30.00");
        QCOMPARE(statement->converted->total->toFixed(2), "213.70"); // 213.7035
        QCOMPARE(statement->converted->date, "2026-05-31");
        QVERIFY(toJson(*statement, Zone()).dump().find(
                    R"("converted":{"currency":"CNY","date":"2026-05-31","rate":"7.12345","source":"ECB","total":"213.70"})")
            != std::string::npos);
        QVERIFY(!BillingService(m_workspace->context).billCustomer(m_acme.id, may)->converted);
    }

    void exchangeRatesAreNeverChanged()
    {
        ExchangeService exchange(m_workspace->context);
        QVERIFY_RESULT(exchange.set({"USD", "CNY", "2026-05-01", *Decimal::parse("7"), "A"}));
        QVERIFY_RESULT(exchange.set({"USD", "CNY", "2026-05-01", *Decimal::parse("7.0"), "A"}));
        QCOMPARE(exchange.set({"USD", "CNY", "2026-05-01", *Decimal::parse("8"), "A"}).error().code,
            ErrorCode::Conflict);
        QCOMPARE(exchange.set({"USD", "USD", "2026-05-01", *Decimal::parse("8"), "A"}).error().where, "quote");
        QCOMPARE(exchange.set({"USD", "XXX", "2026-05-01", *Decimal::parse("8"), "A"}).error().where, "quote");
        QCOMPARE(exchange.set({"USD", "CNY", "2026-05-32", *Decimal::parse("8"), "A"}).error().where, "date");
        QCOMPARE(exchange.set({"USD", "CNY", "2026-05-02", *Decimal::parse("0"), "A"}).error().where, "rate");
        QCOMPARE(exchange.list()->size(), 1U);
    }

    void aChangedBillSaysWhatMovedIt()
    {
        std::string next = flatPlan;
        next.replace(next.find(R"("rate":"1")"), 10, R"("rate":"3")");
        QVERIFY(PlanService(m_workspace->context).import(next, "2026-05-15").has_value());
        const auto change = BillingService(m_workspace->context).changeForCustomer(m_acme.id, may, april);
        QVERIFY_RESULT(change);
        QCOMPARE(change->before.toFixed(2), total(m_acme, april));
        QCOMPARE(change->after.toFixed(2), total(m_acme, may)); // 20 + 90
        QCOMPARE(change->volume.toFixed(2), "40.00");
        QCOMPARE(change->price.toFixed(2), "60.00");
        QCOMPARE(change->mix.toFixed(2), "0.00");
        QCOMPARE(change->limits.toFixed(2), "0.00");
        const QString told = explanation(*change, Zone()).join(u'\n');
        QVERIFY2(told.contains(u"+60.00 USD by price"_s) && told.contains(u"/charges/0/price/rate: 3 instead of 1"_s),
            qPrintable(told));
        const std::string json = toJson(*change, Zone()).dump();
        QVERIFY(json.find(R"("difference":"100.00","price":"60.00","volume":"40.00","mix":"0.00","limits":"0.00")")
            != std::string::npos);
        const auto ofToken = BillingService(m_workspace->context)
                                 .changeForToken(m_workspace->tokens().find("token of Acme")->id, april, may);
        QVERIFY_RESULT(ofToken);
        QCOMPARE(ofToken->after.toFixed(2), "110.00");
    }

private:
    AgreementService agreements() { return AgreementService(m_workspace->context); }

    Customer addCustomer(const char *name, const char *currency)
    {
        const auto customer = m_workspace->customers().add({name, currency, "UTC", ""});
        if (!customer)
            return {};
        (void)m_workspace->addToken(customer->id, "token of " + customer->name);
        return *customer;
    }

    void use(const char *customer, const char *time, int count)
    {
        ImportOptions options;
        options.token = m_workspace->tokens().find(std::string("token of ") + customer)->id;
        options.source = "test";
        const QString path = m_workspace->writeFile(
            u"use.csv"_s, "time,count\n" + QByteArray(time) + ',' + QByteArray::number(count) + '\n');
        const auto preview = m_workspace->imports().preview(path.toStdString(), {});
        QVERIFY_RESULT(preview);
        options.layout = preview->layout;
        QVERIFY_RESULT(m_workspace->imports().run(path.toStdString(), options, {}));
    }

    std::string total(const Customer &customer, const Interval &period)
    {
        const auto statement = BillingService(m_workspace->context).billCustomer(customer.id, period);
        return statement ? statement->total.toFixed(2) : "refused at " + statement.error().where;
    }

    std::unique_ptr<ServicesFixture> m_workspace;
    Customer m_acme;
    Customer m_other;
};

QTEST_GUILESS_MAIN(TestAgreements)
#include "tst_agreements.moc"
