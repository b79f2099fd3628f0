// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
// The rows of vectors/billing-cases.md that rating alone decides, each under its id: Formula (T-F), Rounding and money
// (T-R), Tiers and packages (T-G), units of tokens (T-K). Time and plans that change are in files of their own;
// what needs files or a workspace is in core/services. Rows without an id are edges of the same kinds.
#include "tests/support/history.h"
#include "tests/support/plantext.h"
#include "tests/support/zones.h"

using namespace toll;
using namespace toll::test;
using namespace Qt::StringLiterals;

namespace {

const QByteArray tiers = R"("tiers":[{"up_to":1000,"rate":"0.010"},{"rate":"0.006"}])";
const QByteArray prompt = R"("tier_by":"request","tiers":[{"up_to":200000,"rate":"2.5"},{"rate":"5"}])";
const QByteArray perMillion = R"(,"meter":"input_units","per":1000000)";

/// One row of usage, at a time after the start of March 2025 (UTC); a unit of -1 was not counted.
struct Use {
    qint64 count = 1;
    qint64 afterMs = 0;
    std::array<qint64, unitMeterCount> units{-1, -1, -1, -1};
    qint64 responseMs = -1;
    qint64 value = -1; ///< meter.value
};
using Uses = QList<Use>;

Use units(qint64 input, qint64 cached, qint64 output)
{
    Use use;
    use.units = {input, cached, -1, output};
    return use;
}

QByteArray capped(
    const QByteArray &rate, const QByteArray &cap, const QByteArray &lifetime, const QByteArray &more = {})
{
    return chargeText(R"("shape":"flat_capped","rate":")" + rate + R"(","cap":")" + cap + R"(","lifetime":")" + lifetime
        + "\"" + more);
}

QByteArray flat(const QByteArray &rate, const QByteArray &more = {}, const QByteArray &id = "c")
{
    return chargeText(R"("shape":"flat","rate":")" + rate + "\"", more, id);
}

/// Uncached input, cached input and output, per million, each with the same further keys.
QByteArray disjoint(const QByteArray &input, const QByteArray &cached, const QByteArray &output, const QByteArray &more)
{
    return flat(input, R"(,"meter":"input_units","per":1000000)" + more, "in") + ','
        + flat(cached, R"(,"meter":"cached_input_units","per":1000000)" + more, "cached") + ','
        + flat(output, R"(,"meter":"output_units","per":1000000)" + more, "out");
}

const Instant march = at("2025-03-01T00:00:00Z");

/// The history of one token whose first term begins with March.
History historyOf(const Plan &plan, const Uses &uses)
{
    History history(plan);
    history.input().currency = valueOf(currency(plan.currency));
    history.addToken({}, march);
    for (const Use &use : uses) {
        UsageRow &row = history.add(march.plus(use.afterMs), use.count);
        for (std::size_t unit = 0; unit < unitMeterCount; ++unit)
            if (use.units[unit] >= 0)
                row.units[unit] = {use.units[unit], 1};
        if (use.responseMs >= 0)
            row.responseMs = {use.responseMs, 1};
        if (use.value >= 0)
            row.custom = history.usage().addCustoms({{"value", {use.value, 1}}});
    }
    history.input().period = Interval{march, at("2025-04-01T00:00:00Z")};
    return history;
}

Decimal exactSum(const Statement &statement)
{
    Decimal sum;
    for (const StatementLine &line : statement.lines)
        sum = valueOf(sum.plus(line.exact));
    return sum;
}

void row(const char *name, const QByteArray &plan, const Uses &uses, const QStringList &lines, const char *total)
{
    QTest::newRow(name) << plan << uses << lines << QString::fromLatin1(total);
}

void addFormula()
{
    row("T-F1 5,000,000 requests above C·T of 4,320,000 cost 86400.00", planText(capped("0.02", "100/min", "P30D")),
        {{5'000'000}}, {u"c shape 5000000/4320000 86400 86400.00"_s}, "86400.00");
    row("T-F1 3,000,000 requests below it cost 60000.00", planText(capped("0.02", "100/min", "P30D")), {{3'000'000}},
        {u"c shape 3000000/3000000 60000 60000.00"_s}, "60000.00");
    row("T-F4 N of zero costs nothing, and its line stands", planText(capped("0.02", "100/min", "P30D")), {},
        {u"c shape 0/0 0 0.00"_s}, "0.00");
    row("T-F4 C of zero costs nothing", planText(capped("0.02", "0/min", "P30D")), {{7}}, {u"c shape 7/0 0 0.00"_s},
        "0.00");
    row("T-F4 R of zero costs nothing", planText(capped("0", "100/min", "P30D")), {{7}}, {u"c shape 7/7 0 0.00"_s},
        "0.00");
    row("T-F4 N above 2^53 keeps every unit", planText(capped("0.02", "none", "P30D")), {{9007199254740993}},
        {u"c shape 9007199254740993/9007199254740993 180143985094819.86 180143985094819.86"_s}, "180143985094819.86");
    row("T-F4 N of 2^63 − 1 at the finest rate keeps every digit", planText(capped("0.000000000001", "none", "P30D")),
        {{std::numeric_limits<qint64>::max()}},
        {u"c shape 9223372036854775807/9223372036854775807 9223372.036854775807 9223372.04"_s}, "9223372.04");
}

void addRounding()
{
    row("T-R2 a million calls at 0.0000004 cost 0.40", planText(flat("0.0000004")), {{1'000'000}},
        {u"c shape 1000000/1000000 0.4 0.40"_s}, "0.40");
    row("T-R2 also when they come in thousands", planText(flat("0.0000004")), Uses(1000, Use{1000}),
        {u"c shape 1000000/1000000 0.4 0.40"_s}, "0.40");
    row("T-R3 55 at 0.067 half up is 3.69", planText(flat("0.067")), {{55}}, {u"c shape 55/55 3.685 3.69"_s}, "3.69");
    row("T-R3 half even is 3.68", planText(flat("0.067"), R"(,"rounding":"half_even")"), {{55}},
        {u"c shape 55/55 3.685 3.68"_s}, "3.68");
    row("T-R3 −3.685 half up is −3.69", planText(flat("1"), R"(,"discounts":[{"amount":"3.685"}])"), {{10}},
        {u"c shape 10/10 10 10.00"_s, u"- discount 0/0 -3.685 -3.69"_s}, "6.31");
    row("T-R4 three lines of 0.335 make 1.02, the sum of the lines shown",
        planText(flat("0.335", {}, "a") + ',' + flat("0.335", {}, "b") + ',' + flat("0.335", {}, "c")), {{1}},
        {u"a shape 1/1 0.335 0.34"_s, u"b shape 1/1 0.335 0.34"_s, u"c shape 1/1 0.335 0.34"_s}, "1.02");
    row("T-R4 one line of three is rounded once", planText(flat("0.335")), {{1}, {1}, {1}},
        {u"c shape 3/3 1.005 1.01"_s}, "1.01");
    row("T-R6 0.1 ten times is 1", planText(flat("0.1")), Uses(10, Use{1}), {u"c shape 10/10 1 1.00"_s}, "1.00");
    row("T-R6 2.675 is 2.68", planText(flat("2.675")), {{1}}, {u"c shape 1/1 2.675 2.68"_s}, "2.68");
    Use cents;
    cents.value = 1234;
    row("T-R8 1234 cents are 12.34 once",
        planText(chargeText(R"("shape":"percentage","percent":"100")", R"(,"meter":"meter.value","per":100)")), {cents},
        {u"c shape 1234/1234 12.34 12.34"_s}, "12.34");
}

void addTiers()
{
    const QByteArray graduated = planText(chargeText(R"("shape":"graduated",)" + tiers));
    const QByteArray volume = planText(chargeText(R"("shape":"volume",)" + tiers));
    const QByteArray package = planText(chargeText(R"("shape":"package","size":1000,"rate":"8")"));
    row("T-G1 1,500 units graduated cost 13.00", graduated, {{1500}}, {u"c shape 1500/1500 13 13.00"_s}, "13.00");
    row("T-G1 1,500 units by volume cost 9.00", volume, {{1500}}, {u"c shape 1500/1500 9 9.00"_s}, "9.00");
    row("T-G1 the same in any pieces", graduated, {{999}, {2}, {499}}, {u"c shape 1500/1500 13 13.00"_s}, "13.00");
    row("the 1,000th unit is still of the first tier", volume, {{1000}}, {u"c shape 1000/1000 10 10.00"_s}, "10.00");
    row("the 1,001st is of the second", volume, {{1001}}, {u"c shape 1001/1001 6.006 6.01"_s}, "6.01");
    row("T-G3 1,500 units in blocks of 1,000 at 8 cost 16", package, {{1500}}, {u"c shape 1500/1500 16 16.00"_s},
        "16.00");
    row("no unit starts no block", package, {}, {u"c shape 0/0 0 0.00"_s}, "0.00");
    row("a full block starts no second one", package, {{1000}}, {u"c shape 1000/1000 8 8.00"_s}, "8.00");
    row("T-G4 a prompt of 300,000 whole at 5/M costs 1.50",
        planText(chargeText(R"("shape":"volume",)" + prompt, perMillion)), {units(300'000, -1, -1)},
        {u"c shape 300000/300000 1.5 1.50"_s}, "1.50");
    row("T-G4 tier by tier it costs 1.00", planText(chargeText(R"("shape":"graduated",)" + prompt, perMillion)),
        {units(300'000, -1, -1)}, {u"c shape 300000/300000 1 1.00"_s}, "1.00");
    row("T-G4 each prompt by its own size", planText(chargeText(R"("shape":"volume",)" + prompt, perMillion)),
        {units(200'000, -1, -1), units(200'001, -1, -1)}, {u"c shape 400001/400001 1.500005 1.50"_s}, "1.50");
}

void addUnits()
{
    const QByteArray oncePriced = planText(disjoint("2.5", "1.25", "10", {}), {}, "KWD");
    row("T-K1 900,000 of a million from the cache cost 1.375, not 3.625", oncePriced, {units(100'000, 900'000, 0)},
        {u"in shape 100000/100000 0.25 0.250"_s, u"cached shape 900000/900000 1.125 1.125"_s,
            u"out shape 0/0 0 0.000"_s},
        "1.375");
    row("T-E4 units nobody counted are unknown, not 0", oncePriced, {units(100'000, -1, 0)},
        {u"in shape 100000/100000 0.25 0.250"_s, u"cached shape 0/0 0 0.000"_s, u"out shape 0/0 0 0.000"_s,
            u"cached unknown 1/0 0 0.000"_s},
        "0.250");
    Use slow;
    slow.responseMs = 15'000;
    row("T-K10 2.5 per use of 15 s costs 2.5", planText(flat("2.5")), {slow}, {u"c shape 1/1 2.5 2.50"_s}, "2.50");
    row("T-K10 2.5 per second of it costs 37.5", planText(flat("2.5", R"(,"meter":"response_ms","per":1000)")), {slow},
        {u"c shape 15000/15000 37.5 37.50"_s}, "37.50");
}

} // namespace

class BillingCasesTest : public QObject {
    Q_OBJECT

private slots:
    void lines_data();
    void lines();
    void T_F2_windowsOfABurst_data();
    void T_F2_windowsOfABurst();
    void T_F3_monthsOfTheirRealLength_data();
    void T_F3_monthsOfTheirRealLength();
    void T_F4_lifetimeOfZeroIsRefused();
    void T_F4_revokedInMidLife();
    void T_F4_moreThan63BitsIsAnError_data();
    void T_F4_moreThan63BitsIsAnError();
    void T_R5_unitPriceIsShownInFull();
    void T_G4_statementSaysWhichModel_data();
    void T_G4_statementSaysWhichModel();
    void T_K2_disjointUnitsTimesAFactor();
    void T_K4_gapByCause();
};

void BillingCasesTest::lines_data()
{
    QTest::addColumn<QByteArray>("plan");
    QTest::addColumn<Uses>("uses");
    QTest::addColumn<QStringList>("lines");
    QTest::addColumn<QString>("total");
    addFormula();
    addRounding();
    addTiers();
    addUnits();
}

void BillingCasesTest::lines()
{
    QFETCH(QByteArray, plan);
    QFETCH(Uses, uses);
    QFETCH(QStringList, lines);
    QFETCH(QString, total);
    const Statement statement = historyOf(planOf(plan), uses).rated();
    QCOMPARE(linesOf(statement), lines);
    QCOMPARE(totalOf(statement), total);
}

void BillingCasesTest::T_F2_windowsOfABurst_data()
{
    QTest::addColumn<QByteArray>("scope");
    QTest::addColumn<int>("billed");
    QTest::addColumn<int>("other");
    QTest::newRow("T-F2 the formula bills min(20, 20) = 20") << QByteArray("lifetime") << 20 << 12;
    QTest::newRow("T-F2 the windows bill 10 + 2 = 12") << QByteArray("window") << 12 << 20;
}

void BillingCasesTest::T_F2_windowsOfABurst()
{
    QFETCH(QByteArray, scope);
    QFETCH(int, billed);
    QFETCH(int, other);
    const Plan plan = planOf(planText(capped("1", "10/min", "PT2M", R"(,"cap_scope":")" + scope + "\"")));
    const Statement statement = historyOf(plan, {{18}, {2, msPerMinute}}).rated();
    QCOMPARE(statement.total, Decimal(billed));
    const LinePart &part = statement.lines.front().parts.front();
    QCOMPARE(part.applied.billable, billed);
    QCOMPARE(part.other.billable, other); // both are shown
    QCOMPARE(part.otherExact, Decimal(other));
}

void BillingCasesTest::T_F3_monthsOfTheirRealLength_data()
{
    QTest::addColumn<QByteArray>("id");
    QTest::addColumn<QByteArray>("month");
    QTest::addColumn<int>("minutes");
    const auto month = [](const char *name, const char *id, const char *text, int minutes) {
        QTest::newRow(name) << QByteArray(id) << QByteArray(text) << minutes;
    };
    month("T-F3 February 2025 in UTC has 40,320 minutes", "UTC", "2025-02", 40'320);
    month("T-F3 February 2024 in UTC has 41,760", "UTC", "2024-02", 41'760);
    month("T-F3 March 2025 in Berlin has 44,580", "Europe/Berlin", "2025-03", 44'580);
    month("T-F3 October 2025 in Berlin has 44,700", "Europe/Berlin", "2025-10", 44'700);
    month("T-F3 March 2025 in Shanghai has 44,640", "Asia/Shanghai", "2025-03", 44'640);
    month("April 2025 on Lord Howe has half an hour more", "Australia/Lord_Howe", "2025-04", 43'230);
    month("December 2011 in Apia has a day less", "Pacific/Apia", "2011-12", 43'200);
}

void BillingCasesTest::T_F3_monthsOfTheirRealLength()
{
    QFETCH(QByteArray, id);
    QFETCH(QByteArray, month);
    QFETCH(int, minutes);
    History history(planOf(planText(capped("1", "100/min", "P1M"))));
    const Zone local = zone(id.constData());
    const Interval span = valueOf(parsePeriod(month.toStdString(), local));
    history.input().zone = local;
    history.addToken({}, span.begin);
    history.add(span.begin, 10'000'000);
    const StatementLine line = history.rated().lines.front();
    QCOMPARE(line.parts.front().terms.front().allowance.value_or(-1), minutes * 100);
    QCOMPARE(line.parts.front().terms.front().term.span.end, span.end);
    QCOMPARE(line.billable, minutes * 100);
}

void BillingCasesTest::T_F4_lifetimeOfZeroIsRefused()
{
    const QByteArray text = planText(capped("0.02", "100/min", "PT0S"));
    const Checked<Plan> plan = parsePlan(std::string_view(text.constData()));
    QVERIFY(!plan.has_value());
    QCOMPARE(plan.error().front().where, std::string("/charges/0/price/lifetime"));
    QCOMPARE(plan.error().front().code, ErrorCode::OutOfRange);
}

void BillingCasesTest::T_F4_revokedInMidLife()
{
    History history = historyOf(planOf(planText(capped("1", "10/day", "P30D"))), {{5}, {7, msPerDay}});
    history.input().tokens.front().revokedAt = march.plus(msPerDay);
    const QStringList expected{u"c shape 12/5 5 5.00"_s, u"c outside_term 7/0 0 0.00"_s};
    QCOMPARE(linesOf(history.rated()), expected); // what came after is listed, not billed and not lost
}

void BillingCasesTest::T_F4_moreThan63BitsIsAnError_data()
{
    QTest::addColumn<QByteArray>("cap");
    QTest::addColumn<Uses>("uses");
    QTest::newRow("T-F4 N of more than 63 bits")
        << QByteArray("none") << Uses{{std::numeric_limits<qint64>::max()}, {1}};
    QTest::newRow("T-F4 C·T of more than 63 bits") << QByteArray("9000000000000000/second") << Uses{{7}};
}

void BillingCasesTest::T_F4_moreThan63BitsIsAnError()
{
    QFETCH(QByteArray, cap);
    QFETCH(Uses, uses);
    History history = historyOf(planOf(planText(capped("0.02", cap, "P30D"))), uses);
    const Result<Statement> statement = rate(history.input());
    QVERIFY(!statement.has_value());
    QCOMPARE(statement.error().code, ErrorCode::Overflow);
}

void BillingCasesTest::T_R5_unitPriceIsShownInFull()
{
    const Plan plan = planOf(planText(flat("0.025")));
    const Statement statement = historyOf(plan, {{1}}).rated();
    QCOMPARE(formulaOf(statement.lines.front()), std::string("0.025 × 1 = 0.025"));
    QCOMPARE(statement.lines.front().amount.toFixed(2), std::string("0.03")); // only the amount is rounded
    QCOMPARE(*toJson(plan).find("charges")->asArray()->front().find("price")->find("rate")->asString(),
        std::string("0.025"));
}

void BillingCasesTest::T_G4_statementSaysWhichModel_data()
{
    QTest::addColumn<QByteArray>("shape");
    QTest::addColumn<QByteArray>("formula");
    QTest::newRow("T-G4 whole request: one tier acts")
        << QByteArray("volume") << QByteArray("(5 × 300000) ÷ 1000000 = 1.5");
    QTest::newRow("T-G4 marginal: both tiers act")
        << QByteArray("graduated") << QByteArray("(2.5 × 200000 + 5 × 100000) ÷ 1000000 = 1");
}

void BillingCasesTest::T_G4_statementSaysWhichModel()
{
    QFETCH(QByteArray, shape);
    QFETCH(QByteArray, formula);
    const Plan plan = planOf(planText(chargeText(R"("shape":")" + shape + "\"," + prompt, perMillion)));
    const StatementLine line = historyOf(plan, {units(300'000, -1, -1)}).rated().lines.front();
    QCOMPARE(QByteArray::fromStdString(line.shape), shape);
    QCOMPARE(QByteArray::fromStdString(formulaOf(line)), formula);
}

void BillingCasesTest::T_K2_disjointUnitsTimesAFactor()
{
    const QByteArray factor = R"(,"slices":[{"hours":"daily 00:00-24:00","multiplier":"0.3"}])";
    const Plan plan = planOf(planText(disjoint("5", "0.75", "25", factor)));
    const Statement statement = historyOf(plan, {units(342, 86'272, 44)}).rated();
    QCOMPARE(exactSum(statement).toString(), std::string("0.0202542"));
    for (const StatementLine &line : statement.lines)
        if (line.kind == LineKind::Shape)
            QVERIFY(!line.exact.isNegative());
}

/// 33,092 requests whose gap is that of the report; the requests are made up so that both causes have a share in it.
void BillingCasesTest::T_K4_gapByCause()
{
    const QByteArray at25 = R"("shape":"flat","rate":"2.5")";
    const QByteArray input = R"(,"meter":"input_units","per":1000000,"group":"g")";
    const QByteArray priority =
        chargeText(R"("shape":"flat","rate":"3.2")", input + R"(,"match":{"dim.service_tier":"priority"})", "priority");
    const QByteArray size =
        R"("shape":"volume","tier_by":"request","tiers":[{"up_to":200000,"rate":"2.5"},{"rate":"5"}])";
    const Plan naive = planOf(planText(chargeText(at25, input, "all")));
    const Plan withTier = planOf(planText(priority + ',' + chargeText(at25, input, "all")));
    const Plan withBoth = planOf(planText(priority + ',' + chargeText(size, input, "all")));

    const auto costOf = [](const Plan &plan) {
        History history = historyOf(plan, {});
        UsageTable &usage = history.usage();
        // The tier asked for is in the row too; what the answer said decides.
        const auto served = usage.addDimensions({{"asked_tier", "auto"}, {"service_tier", "priority"}});
        const auto standard = usage.addDimensions({{"asked_tier", "priority"}, {"service_tier", "default"}});
        const auto addInput = [&](int rows, qint64 sum, std::uint32_t dimensions) {
            for (int i = 0; i < rows; ++i) {
                UsageRow &row = history.add(march, 1);
                row.units[0] = {sum / rows + (i < sum % rows ? 1 : 0), 1};
                row.dimensions = dimensions;
            }
        };
        addInput(1000, 10'000'001, served);
        addInput(100, 23'006'516, standard); // above 200,000 each
        addInput(31'992, 87'584'718, standard);
        return history.rated();
    };
    const Decimal base = exactSum(costOf(naive));
    const Decimal tier = valueOf(exactSum(costOf(withTier)).minus(base));
    const Statement right = costOf(withBoth);
    const Decimal gap = valueOf(exactSum(right).minus(base));
    QCOMPARE(right.lines.front().quantity, 10'000'001); // only what was served as priority
    QCOMPARE(tier.toString(), std::string("7.0000007"));
    QCOMPARE(valueOf(gap.minus(tier)).toString(), std::string("57.51629"));
    QCOMPARE(gap.toString(), std::string("64.5162907"));
    QCOMPARE(valueOf(valueOf(gap.times(100)).divided(base, 2, Rounding::HalfUp)).toString(), std::string("21.4"));
}

QTEST_APPLESS_MAIN(BillingCasesTest)
#include "tst_billingcases.moc"
