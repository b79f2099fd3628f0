// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
// The goldens of usage lines and of tax (vectors/money-goldens), through the rating function; core/money tests them as
// bare arithmetic.
#include "core/base/json.h"
#include "tests/support/history.h"
#include "tests/support/plantext.h"
#include "tests/support/shareddata.h"

using namespace toll;
using namespace toll::test;

namespace {

Json::Array goldens(const char *name)
{
    QFile file(sharedPath(QStringLiteral("vectors/money-goldens/") + QLatin1String(name)));
    return file.open(QIODevice::ReadOnly) ? *valueOf(parseJson(file.readAll().toStdString())).asArray() : Json::Array();
}

QByteArray textAt(const Json &row, const char *key)
{
    return QByteArray::fromStdString(*row.find(key)->asString());
}

const Instant march = at("2025-03-01T00:00:00Z");

} // namespace

class RatingGoldensTest : public QObject {
    Q_OBJECT

private slots:
    void usageLines();
    void tax();
};

void RatingGoldensTest::usageLines()
{
    const Json::Array rows = goldens("usage-lines.json");
    if (rows.empty())
        QSKIP("the shared vectors are absent");
    int run = 0, skipped = 0;
    for (const Json &row : rows) {
        const QByteArray quantity = textAt(row, "quantity");
        if (quantity.contains('.')) {
            ++skipped;
            continue;
        }
        for (const auto &[mode, key] :
            {std::pair("half_up", "line_half_up"), std::pair("half_even", "line_half_even")}) {
            const Plan plan =
                planOf(planText(chargeText(R"("shape":"flat","rate":")" + textAt(row, "unit_price") + "\""),
                    R"(,"rounding":")" + QByteArray(mode) + "\"", textAt(row, "currency")));
            History history(plan);
            history.input().currency = valueOf(currency(plan.currency));
            history.addToken({}, march);
            history.add(march, quantity.toLongLong());
            const Statement statement = history.rated();
            QCOMPARE(statement.lines.front().exact, decimal(textAt(row, "exact").constData()));
            QCOMPARE(totalOf(statement).toLatin1(), textAt(row, key));
        }
        ++run;
    }
    qInfo() << "usage-lines.json:" << run << "run," << skipped << "skipped (quantities are whole)";
    QCOMPARE(run, 7);
}

/// Tax is that of the printed net (billing-rules.md 4), so it is the golden that is rounded on the total.
void RatingGoldensTest::tax()
{
    const Json::Array rows = goldens("tax.json");
    if (rows.empty())
        QSKIP("the shared vectors are absent");
    int run = 0;
    for (const Json &row : rows) {
        QByteArray charges;
        Decimal net;
        for (const Json &line : *row.find("net_lines")->asArray()) {
            const QByteArray amount = QByteArray::fromStdString(*line.asString());
            charges += (charges.isEmpty() ? "" : ",")
                + chargeText(
                    R"("shape":"fixed","amount":")" + amount + "\"", {}, "fee" + QByteArray::number(charges.size()));
            net = valueOf(net.plus(decimal(amount.constData())));
        }
        const Decimal percent = valueOf(decimal(textAt(row, "rate").constData()).times(100));
        History history(planOf(planText(
            charges, R"(,"tax":{"on":"total","percent":")" + QByteArray::fromStdString(percent.toString()) + "\"}")));
        history.input().period = Interval{march, at("2025-04-01T00:00:00Z")};
        const Statement statement = history.rated();
        const Decimal due = decimal(textAt(row, "tax_if_rounded_on_total").constData());
        QCOMPARE(statement.lines.back().kind, LineKind::Tax);
        QCOMPARE(statement.lines.back().amount, due);
        QCOMPARE(statement.total, valueOf(net.plus(due)));
        ++run;
    }
    qInfo() << "tax.json:" << run << "run, 0 skipped";
    QCOMPARE(run, 5);
}

QTEST_APPLESS_MAIN(RatingGoldensTest)
#include "tst_goldens.moc"
