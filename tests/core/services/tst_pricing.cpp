// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
// Every shape and modifier, from a plan file and a usage file to the lines of the statement. Rule numbers are those of
// billing-rules.md, T-… those of billing-cases.md.
#include "core/services/billing.h"
#include "tests/core/services/servicesfixture.h"
#include "tests/support/plantext.h"

using namespace toll;
using namespace toll::test;
using namespace Qt::StringLiterals;

namespace {

const QByteArray flat = R"("shape":"flat","rate":"1")";
const QByteArray tiers = R"("tiers":[{"up_to":1000,"rate":"0.010"},{"rate":"0.006"}])";

/// Rows of "time,count" on 1 January 2026, an hour apart from midnight UTC.
QByteArray hourly(const std::vector<int> &counts)
{
    QByteArray csv = "time,count\n";
    for (std::size_t i = 0; i < counts.size(); ++i)
        csv += "2026-01-01T" + QByteArray::number(static_cast<int>(i)).rightJustified(2, '0') + ":00:00Z,"
            + QByteArray::number(counts[i]) + "\n";
    return csv;
}

void row(const char *name, const QByteArray &plan, const QByteArray &usage, const QStringList &lines,
    const char *total, const char *period = "")
{
    QTest::newRow(name) << plan << usage << QString::fromLatin1(period) << lines << QString::fromLatin1(total);
}

void addShapes()
{
    row("T-G1 graduated", planText(chargeText(R"("shape":"graduated",)" + tiers)), hourly({700, 800}),
        {u"c shape 1500/1500 13 13.00"_s}, "13.00");
    row("T-G1 volume", planText(chargeText(R"("shape":"volume",)" + tiers)), hourly({700, 800}),
        {u"c shape 1500/1500 9 9.00"_s}, "9.00");
    row("a tier's last unit is its own", planText(chargeText(R"("shape":"volume",)" + tiers)), hourly({1000}),
        {u"c shape 1000/1000 10 10.00"_s}, "10.00");
    row("T-G3 package", planText(chargeText(R"("shape":"package","size":1000,"rate":"8")")), hourly({700, 800}),
        {u"c shape 1500/1500 16 16.00"_s}, "16.00");
    row("a full block starts no other", planText(chargeText(R"("shape":"package","size":1000,"rate":"8")")), hourly({1000}),
        {u"c shape 1000/1000 8 8.00"_s}, "8.00");
    const QByteArray prompt = R"("tier_by":"request","tiers":[{"up_to":200000,"rate":"2.5"},{"rate":"5"}])";
    const QByteArray perMillion = R"(,"meter":"input_units","per":1000000)";
    row("T-G4 the whole request", planText(chargeText(R"("shape":"volume",)" + prompt, perMillion)),
        "time,input_units\n2026-01-01T00:00:00Z,300000\n", {u"c shape 300000/300000 1.5 1.50"_s}, "1.50");
    row("T-G4 each tier of a request", planText(chargeText(R"("shape":"graduated",)" + prompt, perMillion)),
        "time,input_units\n2026-01-01T00:00:00Z,300000\n", {u"c shape 300000/300000 1 1.00"_s}, "1.00");
    row("29 the size is the sum of the context",
        planText(chargeText(R"("shape":"volume","context":["input_units","cached_input_units"],)" + prompt, perMillion)),
        "time,input_units,cached_input_units\n2026-01-01T00:00:00Z,150000,50001\n2026-01-01T00:00:00Z,150000,\n",
        {u"c shape 300000/300000 1.125 1.13"_s, u"- unpriced 50001/0 0 0.00"_s}, "1.13");
    row("33 percentage of a value in cents", planText(chargeText(R"("shape":"percentage","percent":"1.5")",
                                                  R"(,"meter":"meter.value","per":100)")),
        "time,meter.value\n2026-01-01T00:00:00Z,123456\n", {u"c shape 123456/123456 18.5184 18.52"_s}, "18.52");
    row("8 a fee for a whole month", planText(chargeText(R"("shape":"fixed","amount":"9.00")")), hourly({1}),
        {u"c shape 0/0 9 9.00"_s, u"- unpriced 1/0 0 0.00"_s}, "9.00");
    row("8, 34 a fee for the days asked for", planText(chargeText(R"("shape":"fixed","amount":"10")")), hourly({}),
        {u"c shape 0/0 3.225806451613 3.23"_s}, "3.23", "2026-01-22/2026-02-01");
    row("T-R2 a million tiny calls", planText(chargeText(R"("shape":"flat","rate":"0.0000004")")), hourly({1000000}),
        {u"c shape 1000000/1000000 0.4 0.40"_s}, "0.40");
    row("T-R4 the total is that of the lines shown",
        planText(R"({"id":"a","price":{"shape":"flat","rate":"0.335"}},{"id":"b","price":{"shape":"flat","rate":"0.335"}},)"
             R"({"id":"c","price":{"shape":"flat","rate":"0.335"}})"),
        hourly({1}),
        {u"a shape 1/1 0.335 0.34"_s, u"b shape 1/1 0.335 0.34"_s, u"c shape 1/1 0.335 0.34"_s}, "1.02");
    row("T-K1 cached input has its own price",
        planText(R"({"id":"in","meter":"input_units","per":1000000,"price":{"shape":"flat","rate":"2.5"}},)"
             R"({"id":"cached","meter":"cached_input_units","per":1000000,"price":{"shape":"flat","rate":"1.25"}})",
            "", "KWD"),
        "time,input_units,cached_input_units\n2026-01-01T00:00:00Z,100000,900000\n",
        {u"in shape 100000/100000 0.25 0.250"_s, u"cached shape 900000/900000 1.125 1.125"_s}, "1.375");
    row("a yen has no minor unit", planText(chargeText(R"("shape":"flat","rate":"0.5")"), "", "JPY"), hourly({1}),
        {u"c shape 1/1 0.5 1"_s}, "1");
}

void addAllowances()
{
    row("11 the allowance comes off the first tier", planText(chargeText(R"("shape":"graduated",)" + tiers, R"(,"allowance":500)")),
        hourly({700, 800}), {u"c allowance 500/0 0 0.00"_s, u"c shape 1500/1000 10 10.00"_s}, "10.00");
    row("each period has its own", planText(chargeText(flat, R"(,"allowance":3)"), R"(,"period":"P1D")"),
        "time,count\n2026-01-01T00:00:00Z,5\n2026-01-02T00:00:00Z,2\n",
        {u"c allowance 3/0 0 0.00"_s, u"c shape 5/2 2 2.00"_s, u"c allowance 2/0 0 0.00"_s, u"c shape 2/0 0 0.00"_s},
        "2.00");
    row("what does not count uses none of it up", planText(chargeText(flat, R"(,"allowance":3)")),
        "time,status,count\n2026-01-01T00:00:00Z,500,3\n2026-01-01T01:00:00Z,200,4\n",
        {u"c allowance 3/0 0 0.00"_s, u"c shape 7/1 1 1.00"_s}, "1.00");
    row("tokens share it in order of time", planText(chargeText(flat, R"(,"allowance":3)")),
        "time,token,count\n2026-01-01T00:00:00Z,b,2\n2026-01-01T01:00:00Z,a,2\n2026-01-01T02:00:00Z,b,2\n",
        {u"c allowance 3/0 0 0.00"_s, u"c shape 6/3 3 3.00"_s}, "3.00");
    const QByteArray capped = R"("shape":"flat_capped","rate":"1","cap":"2/day","cap_scope":"window")";
    row("11 units given free use up no cap", planText(chargeText(capped, R"(,"allowance":3)")), hourly({4, 4}),
        {u"c allowance 3/0 0 0.00"_s, u"c shape 8/2 2 2.00"_s}, "2.00");
    row("11 refused before the allowance",
        planText(chargeText(R"("shape":"flat_capped","rate":"1","cap":"5/day","over_cap":"reject")", R"(,"allowance":3)")),
        hourly({4, 4}), {u"c allowance 3/0 0 0.00"_s, u"c shape 8/2 2 2.00"_s}, "2.00");
    row("37 an allowance for each term",
        planText(chargeText(R"("shape":"flat_capped","rate":"1","lifetime":"P1D","renewal":"auto")",
            R"(,"allowance":3,"per_term":true)")),
        "time,token,count\n2026-01-01T00:00:00Z,a,5\n2026-01-01T00:00:00Z,b,4\n2026-01-02T00:00:00Z,a,4\n",
        {u"c allowance 9/0 0 0.00"_s, u"c shape 13/4 4 4.00"_s}, "4.00");
}

void addModifiers()
{
    row("25 slices", planText(chargeText(flat, R"(,"slices":[{"hours":"daily 01:00-03:00","multiplier":"1.5"}])")),
        hourly({10, 10, 10, 10}), {u"c shape 40/40 40 40.00"_s, u"c slices 0/0 10 10.00"_s}, "50.00");
    row("25 the first slice that holds acts",
        planText(chargeText(flat,
            R"(,"slices":[{"hours":"Thu 00:00-24:00","multiplier":"0.5"},{"hours":"daily 00:00-24:00","multiplier":"9"}])")),
        hourly({10}), {u"c shape 10/10 10 10.00"_s, u"c slices 0/0 -5 -5.00"_s}, "5.00");
    row("25 hours are those of the zone",
        planText(chargeText(flat, R"(,"slices":[{"hours":"daily 08:00-09:00","multiplier":"2"}])"),
            R"(,"timezone":"Asia/Shanghai")"),
        hourly({10, 10}), {u"c shape 20/20 20 20.00"_s, u"c slices 0/0 10 10.00"_s}, "30.00");
    row("24 slices act on what each unit costs in its tier",
        planText(chargeText(R"("shape":"graduated",)" + tiers, R"(,"slices":[{"hours":"daily 01:00-02:00","multiplier":"2"}])")),
        hourly({700, 800}), {u"c shape 1500/1500 13 13.00"_s, u"c slices 0/0 6 6.00"_s}, "19.00");
    const QByteArray busy = R"(,"capacity":"10/hour")";
    row("26 load, of every status, strictly above",
        planText(chargeText(flat, R"(,"load":[{"above":"0.8","multiplier":"1.5"},{"above":"1","multiplier":"2"}])"), busy),
        "time,status,count\n2026-01-01T00:00:00Z,200,8\n2026-01-01T01:00:00Z,200,8\n2026-01-01T01:30:00Z,500,1\n"
        "2026-01-01T02:00:00Z,200,11\n",
        {u"c shape 28/27 27 27.00"_s, u"c load 0/0 15 15.00"_s}, "42.00");
    row("26 load multiplies what slices left",
        planText(chargeText(flat,
                 R"(,"slices":[{"hours":"daily 00:00-24:00","multiplier":"2"}],"load":[{"above":"0","multiplier":"1.1"}])"),
            busy),
        hourly({10}), {u"c shape 10/10 10 10.00"_s, u"c slices 0/0 10 10.00"_s, u"c load 0/0 2 2.00"_s}, "22.00");
    const QByteArray slow = R"(,"service_level":[{"slower_than_ms":1000,"credit":"0.5"},)"
                            R"({"slower_than_ms":2000,"credit":"1"},{"percentile":50,"slower_than_ms":999,"credit_percent":"10"}])";
    row("22, 23 credits, then the percentile on what they leave", planText(chargeText(flat, slow)),
        "time,response_ms,count\n2026-01-01T00:00:00Z,1000,10\n2026-01-01T01:00:00Z,1001,10\n"
        "2026-01-01T02:00:00Z,2001,10\n2026-01-01T03:00:00Z,,10\n",
        {u"c shape 40/40 40 40.00"_s, u"c service_level 0/0 -17.5 -17.50"_s}, "22.50");
    row("22 a surcharge is a negative credit",
        planText(chargeText(flat, R"(,"service_level":[{"slower_than_ms":0,"credit":"-0.25"}])")),
        "time,response_ms,count\n2026-01-01T00:00:00Z,1,4\n",
        {u"c shape 4/4 4 4.00"_s, u"c service_level 0/0 1 1.00"_s}, "5.00");
}

void addAdjustments()
{
    row("27 percentages first, then amounts",
        planText(chargeText(flat), R"(,"discounts":[{"amount":"5.00"},{"percent":"10"},{"percent":"50"}])"), hourly({100}),
        {u"c shape 100/100 100 100.00"_s, u"- discount 0/0 -10 -10.00"_s, u"- discount 0/0 -45 -45.00"_s,
            u"- discount 0/0 -5 -5.00"_s},
        "40.00");
    row("27 an amount never takes the sum below zero", planText(chargeText(flat), R"(,"discounts":[{"amount":"5.00"}])"),
        hourly({3}), {u"c shape 3/3 3 3.00"_s, u"- discount 0/0 -3 -3.00"_s}, "0.00");
    row("27 for periods that begin inside the dates",
        planText(chargeText(flat), R"(,"period":"P1D","discounts":[{"percent":"50","from":"2026-01-02","to":"2026-01-03"}])"),
        "time\n2026-01-01T12:00:00Z\n2026-01-02T12:00:00Z\n2026-01-03T12:00:00Z\n",
        {u"c shape 1/1 1 1.00"_s, u"c shape 1/1 1 1.00"_s, u"- discount 0/0 -0.5 -0.50"_s, u"c shape 1/1 1 1.00"_s},
        "2.50");
    row("28 maximum, then tax on top", planText(chargeText(flat), R"(,"maximum":"50","tax":{"percent":"6","on":"total"})"),
        hourly({100}), {u"c shape 100/100 100 100.00"_s, u"- maximum 0/0 -50 -50.00"_s, u"- tax 0/0 3 3.00"_s},
        "53.00");
    row("28 the minimum holds for a period without use", planText(chargeText(flat), R"(,"minimum":"10")"), hourly({}),
        {u"c shape 0/0 0 0.00"_s, u"- minimum 0/0 10 10.00"_s}, "10.00", "2026-01");
    row("4 adjustments see the amounts shown",
        planText(chargeText(R"("shape":"flat","rate":"0.335")"), R"(,"tax":{"percent":"50"})"), hourly({1}),
        {u"c shape 1/1 0.335 0.34"_s, u"- tax 0/0 0.17 0.17"_s}, "0.51");
}

} // namespace

class TestPricing : public QObject {
    Q_OBJECT

private slots:
    void linesAreThoseOfTheRules_data()
    {
        QTest::addColumn<QByteArray>("plan");
        QTest::addColumn<QByteArray>("usage");
        QTest::addColumn<QString>("period");
        QTest::addColumn<QStringList>("lines");
        QTest::addColumn<QString>("total");
        addShapes();
        addAllowances();
        addModifiers();
        addAdjustments();
    }
    void linesAreThoseOfTheRules()
    {
        QFETCH(QByteArray, plan);
        QFETCH(QByteArray, usage);
        QFETCH(QString, period);
        QFETCH(QStringList, lines);
        QFETCH(QString, total);
        RateRequest request;
        request.plan = plan.toStdString();
        request.usagePath = m_workspace.writeFile(u"usage.csv"_s, usage).toStdString();
        if (!period.isEmpty())
            request.period = period.toStdString();
        std::vector<Error> faults;
        const Checked<Statement> statement = rateFile(request, faults);
        QVERIFY2(statement.has_value(), statement ? "" : statement.error().front().where.c_str());
        QVERIFY(faults.empty());
        QCOMPARE(linesOf(*statement), lines);
        QCOMPARE(totalOf(*statement), total);
        for (const StatementLine &line : statement->lines) {
            Decimal shares;
            for (const LinePart &part : line.parts)
                shares = *shares.plus(part.amount);
            QVERIFY2(line.parts.empty() || shares == line.amount, "the tokens' shares do not sum to the line");
        }
    }

private:
    ServicesFixture m_workspace;
};

QTEST_GUILESS_MAIN(TestPricing)
#include "tst_pricing.moc"
