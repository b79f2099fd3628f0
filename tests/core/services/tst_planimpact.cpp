// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/services/billing.h"
#include "core/services/plans.h"
#include "core/services/zones.h"
#include "tests/core/services/servicesfixture.h"

using namespace toll;
using namespace Qt::Literals::StringLiterals;

namespace {

QByteArray document(const QByteArray &rate, const QByteArray &more = {})
{
    return R"({"name":"Standard","currency":"USD","timezone":"Europe/Berlin","charges":[{"id":"c","price":)"
           R"({"shape":"graduated","tiers":[{"up_to":1000,"rate":"0.01"},{"rate":")"
        + rate + R"("}]}}])" + more + "}";
}

} // namespace

/// Two customers on a plan and one on Basic, with 100 requests a day each.
class PlanImpactTest : public QObject {
    Q_OBJECT

private slots:
    void init();
    void ratesBothPlansOverTheLastThirtyDays();
    void agreesWithTheBill();
    void holdsFromADate();
    void changesNothing();
    void findsNobodyOnANewPlan();
    void refusesWhatCannotBeStored_data();
    void refusesWhatCannotBeStored();
    void canBeCancelled();
    void listsVersionsWithWhatTheyChanged();
    void exportsAnyVersion();

private:
    [[nodiscard]] PlanService plans() { return PlanService(m_fixture->context); }
    [[nodiscard]] Checked<PlanImpact> preview(const QByteArray &document, const std::optional<std::string> &from = {})
    {
        return plans().previewChange(document.toStdString(), from, JobControl());
    }
    void use(const std::string &customer, const QByteArray &token);

    std::unique_ptr<ServicesFixture> m_fixture;
    CustomerId m_acme;
};

void PlanImpactTest::use(const std::string &customer, const QByteArray &token)
{
    const auto added = m_fixture->customers().add({customer, "USD", "Europe/Berlin", ""});
    QVERIFY_RESULT(added);
    if (customer == "Acme")
        m_acme = added->id;
    (void)m_fixture->addToken(added->id, token.toStdString());
    QByteArray csv = "time,id,token,status,count\n";
    for (int day = 1; day <= 40; ++day) {
        const Instant time = m_fixture->now.plus(-day * msPerDay);
        csv += QByteArray::fromStdString(toRfc3339(time)) + ',' + token + QByteArray::number(day) + ',' + token
            + ",200,100\n";
    }
    const QString path = m_fixture->writeFile(QString::fromLatin1(token) + u".csv"_s, csv);
    const auto preview = m_fixture->imports().preview(path.toStdString(), Zone());
    QVERIFY_RESULT(preview);
    ImportOptions options;
    options.layout = preview->layout;
    QVERIFY_RESULT(m_fixture->imports().run(path.toStdString(), options, JobControl()));
    if (customer != "Other")
        QVERIFY_RESULT(plans().assign("Standard", added->id, {}));
}

void PlanImpactTest::init()
{
    m_fixture = std::make_unique<ServicesFixture>();
    m_fixture->now = *parseRfc3339("2026-05-31T12:00:00Z");
    QVERIFY(plans().import(document("0.006").toStdString()).has_value());
    for (const auto &[customer, token] : {std::pair("Acme", "a"), std::pair("Beta", "b"), std::pair("Other", "o")})
        use(customer, token);
}

void PlanImpactTest::ratesBothPlansOverTheLastThirtyDays()
{
    const Checked<PlanImpact> impact = preview(document("0.003"));
    QVERIFY(impact.has_value());
    QCOMPARE(impact->customers.size(), 2U);
    QCOMPARE(impact->customers[0].name, "Acme");
    // 1 to 30 May: 3,000 requests, 1,000 of them at 0.01.
    QCOMPARE(impact->customers[0].baseline, Decimal(22));
    QCOMPARE(impact->customers[0].proposed, Decimal(16));
    QCOMPARE(impact->customers[0].delta, Decimal(-6));
    QCOMPARE(impact->baseline, Decimal(44));
    QCOMPARE(impact->proposed, Decimal(32));
    QCOMPARE(impact->delta, Decimal(-12));
    QCOMPARE(impact->requests, 6000);
    QCOMPARE(toRfc3339(impact->span.begin), "2026-04-30T22:00:00Z"); // midnight in Berlin
    QCOMPARE(toRfc3339(impact->span.end), "2026-05-30T22:00:00Z");
}

void PlanImpactTest::agreesWithTheBill()
{
    const Checked<PlanImpact> impact = preview(document("0.006"));
    QVERIFY(impact.has_value());
    QVERIFY(impact->delta.isZero());
    const auto bill = BillingService(m_fixture->context).billCustomer(m_acme, impact->span);
    QVERIFY_RESULT(bill);
    QCOMPARE(impact->customers[0].baseline, bill->total);
}

void PlanImpactTest::holdsFromADate()
{
    // From 16 May on: 15 days at the old prices (1,000 at 0.01 and 500 at 0.006), then 1,500 at the new one.
    const Checked<PlanImpact> impact = preview(document("0.003"), "2026-05-16");
    QVERIFY(impact.has_value());
    QCOMPARE(impact->customers[0].proposed.toString(), "17.5");
}

void PlanImpactTest::changesNothing()
{
    m_fixture->heard = {};
    QVERIFY(preview(document("0.003")).has_value());
    QVERIFY(!m_fixture->heard);
    QCOMPARE(plans().versions("Standard")->size(), 1U);
}

void PlanImpactTest::findsNobodyOnANewPlan()
{
    const Checked<PlanImpact> impact = preview(QByteArray(document("0.003")).replace("Standard", "New"));
    QVERIFY(impact.has_value());
    QVERIFY(impact->customers.empty());
}

void PlanImpactTest::refusesWhatCannotBeStored_data()
{
    QTest::addColumn<QByteArray>("document");
    QTest::addColumn<QString>("where");
    QTest::newRow("a bad rate") << document("cheap") << u"/charges/0/price/tiers/1/rate"_s;
    QTest::newRow("another currency") << QByteArray(document("0.003")).replace("USD", "EUR") << u"/currency"_s;
    QTest::newRow("no such zone") << QByteArray(document("0.003")).replace("Europe/Berlin", "Mars") << u"/timezone"_s;
    QTest::newRow("the built-in name") << QByteArray(document("0.003")).replace("Standard", "Basic") << u"/name"_s;
}

void PlanImpactTest::refusesWhatCannotBeStored()
{
    QFETCH(QByteArray, document);
    QFETCH(QString, where);
    const Checked<PlanImpact> impact = preview(document);
    QVERIFY(!impact.has_value());
    QCOMPARE(QString::fromStdString(impact.error().front().where), where);
}

void PlanImpactTest::canBeCancelled()
{
    std::vector<std::int64_t> told;
    JobControl job([&told](std::int64_t done, std::int64_t total) {
        QVERIFY(done < total);
        told.push_back(done);
    });
    QVERIFY(plans().previewChange(document("0.003").toStdString(), {}, job).has_value());
    QCOMPARE(told, (std::vector<std::int64_t>{0, 1, 2, 3, 4, 5}));
    job.cancel();
    const auto stopped = plans().previewChange(document("0.003").toStdString(), {}, job);
    QVERIFY(!stopped.has_value());
    QCOMPARE(stopped.error().front().code, ErrorCode::Cancelled);
}

void PlanImpactTest::listsVersionsWithWhatTheyChanged()
{
    QVERIFY(plans().import(document("0.003").toStdString(), "2026-06-01").has_value());
    const auto versions = plans().versions("Standard");
    QVERIFY_RESULT(versions);
    QCOMPARE(versions->size(), 2U);
    QVERIFY(versions->at(0).isInForce && !versions->at(1).isInForce);
    QVERIFY(versions->at(0).changes.empty());
    QCOMPARE(versions->at(1).changes.size(), 1U);
    QCOMPARE(versions->at(1).changes[0].pointer, "/charges/0/price/tiers/1/rate");
    QCOMPARE(toRfc3339(versions->at(1).from), "2026-05-31T22:00:00Z");
    m_fixture->now = *parseRfc3339("2026-06-02T00:00:00Z");
    QVERIFY(plans().versions("Standard")->at(1).isInForce);
    QCOMPARE_ERROR(plans().versions("Nothing"), ErrorCode::NotFound);
    QCOMPARE(plans().versions("Basic")->size(), 1U);
}

void PlanImpactTest::exportsAnyVersion()
{
    QVERIFY(plans().import(document("0.003").toStdString(), "2026-06-01").has_value());
    QCOMPARE(plans().exportPlan("Standard"), plans().exportPlan("Standard@1")); // the one in force
    const auto second = plans().exportPlan("Standard@2");
    QVERIFY_RESULT(second);
    QVERIFY(second->find("0.003") != std::string::npos);
    QCOMPARE(plans().import(*second)->version, 2); // nothing new
    QCOMPARE_ERROR(plans().exportPlan("Standard@3"), ErrorCode::NotFound);
    QCOMPARE_ERROR(plans().exportPlan("Standard@x"), ErrorCode::NotFound);
    QVERIFY(plans().import(QByteArray(document("0.001")).replace("Standard", "at@2").toStdString()).has_value());
    QCOMPARE(plans().resolve("at@2")->name, "at@2");
}

QTEST_GUILESS_MAIN(PlanImpactTest)
#include "tst_planimpact.moc"
