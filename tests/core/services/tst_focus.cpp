// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
// Bills as rows of the FinOps FOCUS data set.
#include "core/services/demo.h"
#include "core/services/reporting.h"
#include "core/services/services.h"
#include "tests/core/services/billingdesk.h"

#include <map>

using namespace toll;
using namespace toll::test;
using namespace Qt::StringLiterals;

namespace {

using FocusRow = std::map<std::string, std::string>;

std::vector<FocusRow> rowsOf(const ReportTable &table)
{
    std::vector<FocusRow> rows;
    for (const auto &cells : table.rows) {
        FocusRow &row = rows.emplace_back();
        for (std::size_t i = 0; i < cells.size(); ++i)
            row[table.columns[i].name] = cells[i];
    }
    return rows;
}

Decimal numberOf(const FocusRow &row, const char *column)
{
    return valueOf(Decimal::parse(row.at(column)));
}

/// What FOCUS 1.1 demands of a row.
void verifyRow(const FocusRow &row)
{
    for (const char *column : {"BilledCost", "BillingAccountId", "BillingCurrency", "BillingPeriodEnd",
             "BillingPeriodStart", "ChargeCategory", "ChargePeriodEnd", "ChargePeriodStart", "ContractedCost",
             "EffectiveCost", "InvoiceIssuerName", "ListCost", "ProviderName", "PublisherName", "ServiceCategory",
             "ServiceName", "ChargeDescription"})
        QVERIFY2(!row.at(column).empty(), column);
    const std::string &category = row.at("ChargeCategory");
    const bool isPriced = category == "Usage" || category == "Purchase";
    QVERIFY(isPriced || category == "Tax" || category == "Credit" || category == "Adjustment");
    for (const char *column : {"PricingQuantity", "PricingUnit", "PricingCategory", "ListUnitPrice",
             "ContractedUnitPrice"})
        QVERIFY2(row.at(column).empty() != isPriced, column);
    QCOMPARE(row.at("ConsumedQuantity").empty(), category != "Usage");
    if (isPriced)
        QVERIFY(valueOf(numberOf(row, "ListUnitPrice").times(numberOf(row, "PricingQuantity")))
            == numberOf(row, "ListCost"));
    QVERIFY(row.at("ResourceId").empty() == row.at("Tags").empty());
    QVERIFY(row.at("Tags").empty() || parseJson(row.at("Tags")));
}

} // namespace

class TestFocus : public QObject {
    Q_OBJECT

private slots:
    void rowsOfTheDemoSumToItsBills();
    void linesHaveTheirCategories();
    void simplePricesStandAsUnitPrices();
    void badPeriodIsAnError();
};

void TestFocus::rowsOfTheDemoSumToItsBills()
{
    const QTemporaryDir folder;
    const std::string path = folder.filePath(u"demo.toll"_s).toStdString();
    QVERIFY_RESULT(createDemoWorkspace(path, at("2026-06-15T12:00:00Z"), 1, {}));
    const auto demo = valueOf(Services::open({path, OpenMode::Read, {}, {}, {}}));
    std::map<std::string, Decimal> sums;
    const std::vector<FocusRow> rows = rowsOf(valueOf(demo->reports.focus("2026-05")));
    QVERIFY(rows.size() > 40);
    for (const FocusRow &row : rows) {
        verifyRow(row);
        Decimal &sum = sums[row.at("BillingAccountId")];
        sum = valueOf(sum.plus(numberOf(row, "BilledCost")));
    }
    int billed = 0;
    for (const Customer &customer : valueOf(demo->customers.list())) {
        const Zone zone = valueOf(zoneNamed(customer.timezone));
        const Statement bill = valueOf(demo->billing.billCustomer(customer.id, valueOf(parsePeriod("2026-05", zone))));
        QVERIFY2(sums[customer.id.text] == bill.total, customer.name.c_str());
        billed += bill.total.isZero() ? 0 : 1;
    }
    QVERIFY(billed > 5);
}

void TestFocus::linesHaveTheirCategories()
{
    BillingDesk desk;
    desk.usePlan(planText(chargeText(R"("shape":"flat","rate":"0.25")", R"(,"meter":"requests")") + ','
            + R"({"id":"seat","price":{"shape":"fixed","amount":"9.00"}})",
        R"(,"discounts":[{"percent":"10"}],"minimum":"20.00","tax":{"percent":"6","on":"total"})"));
    QCOMPARE(desk.import("time,id\n2026-05-03T00:00:00Z,a\n2026-05-04T00:00:00Z,b\n").added, 2);
    const Statement bill = desk.bill("2026-05");
    std::map<std::string, std::string> categories;
    Decimal sum;
    for (const FocusRow &row : rowsOf(valueOf(ReportService(desk.workspace.context).focus("2026-05")))) {
        verifyRow(row);
        categories[row.at("ChargeDescription")] =
            row.at("ChargeCategory") + ' ' + row.at("BilledCost") + ' ' + row.at("ResourceName");
        sum = valueOf(sum.plus(numberOf(row, "BilledCost")));
    }
    QVERIFY(sum == bill.total);
    QCOMPARE(toQString(categories["c"]), u"Usage 0.50 gateway"_s);
    QCOMPARE(toQString(categories["seat"]), u"Purchase 9.00 gateway"_s);
    QVERIFY(categories["discount (discount)"].starts_with("Credit -0.95"));
    QVERIFY(categories["minimum (minimum)"].starts_with("Adjustment 11.45"));
    QVERIFY(categories["tax (tax)"].starts_with("Tax 1.20"));
}

void TestFocus::simplePricesStandAsUnitPrices()
{
    BillingDesk desk;
    desk.usePlan(planText(chargeText(R"("shape":"flat","rate":"2.50")", R"(,"meter":"input_units","per":1000000)")));
    QCOMPARE(desk.import("time,id,input_units\n2026-05-03T00:00:00Z,a,70001\n").added, 1);
    const std::vector<FocusRow> rows = rowsOf(valueOf(ReportService(desk.workspace.context).focus("2026-05")));
    QCOMPARE(rows.size(), 1U);
    QCOMPARE(rows[0].at("ListUnitPrice"), "0.0000025");
    QCOMPARE(rows[0].at("PricingQuantity"), "70001");
    QCOMPARE(rows[0].at("PricingUnit"), "Input Units");
    QCOMPARE(rows[0].at("ListCost"), "0.1750025");
    QCOMPARE(rows[0].at("BilledCost"), "0.18");
    QCOMPARE(rows[0].at("BillingPeriodStart"), "2026-05-01T00:00:00Z");
    QCOMPARE(rows[0].at("Tags"), "{}");
}

void TestFocus::badPeriodIsAnError()
{
    BillingDesk desk;
    const auto table = ReportService(desk.workspace.context).focus("soon");
    QCOMPARE_ERROR(table, ErrorCode::Syntax);
    QCOMPARE(table.error().where, "period");
}

QTEST_GUILESS_MAIN(TestFocus)
#include "tst_focus.moc"
