// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
// Prices as whole numbers give what the decimals of a bill give.
#include "core/rating/pricing.h"
#include "core/rating/scaledprice.h"

#include "tests/support/history.h"

#include <rapidcheck.h>

using namespace toll;
using namespace toll::test;

namespace {

constexpr std::array roundings{Rounding::HalfUp, Rounding::HalfEven, Rounding::HalfDown, Rounding::Up, Rounding::Down,
    Rounding::Floor, Rounding::Ceiling};

std::int64_t byDecimals(std::int64_t amount, int digits, Rounding rounding)
{
    const Decimal rounded = valueOf(Decimal::fromParts(amount, digits)).rounded(0, rounding);
    return static_cast<std::int64_t>(rounded.coefficient());
}

} // namespace

class ScaledPriceTest : public QObject {
    Q_OBJECT

private slots:
    void dropsDigitsAsDecimalsDo()
    {
        QVERIFY(rc::check("one after the other and all at once, credits among them or not", [] {
            const int digits = *rc::gen::inRange(0, 19);
            const Rounding rounding = *rc::gen::elementOf(roundings);
            const bool isOwed = *rc::gen::arbitrary<bool>();
            const auto sizes = *rc::gen::element<std::int64_t>(1000, 2'000'000'000, 6'000'000'000'000'000);
            std::vector<std::int64_t> amounts = *rc::gen::container<std::vector<std::int64_t>>(
                rc::gen::inRange<std::int64_t>(isOwed ? 0 : -sizes, sizes));
            const std::vector<std::int64_t> before = amounts;
            dropDigits(amounts, digits, rounding);
            for (std::size_t i = 0; i < amounts.size(); ++i)
                RC_ASSERT(amounts[i] == byDecimals(before[i], digits, rounding));
        }));
    }

    void roundsTies_data()
    {
        QTest::addColumn<qint64>("amount");
        for (const qint64 amount : {-25, -15, -5, 0, 4, 5, 6, 15, 25, 2147483640, 2147483645})
            QTest::addRow("%lld", static_cast<long long>(amount)) << amount;
    }

    void roundsTies()
    {
        QFETCH(qint64, amount);
        for (const Rounding rounding : roundings)
            for (int digits = 0; digits < 4; ++digits) {
                std::vector<std::int64_t> one{amount};
                dropDigits(one, digits, rounding);
                QCOMPARE(qint64(one.front()), qint64(byDecimals(amount, digits, rounding)));
            }
    }

    void pricesAsBillsDo()
    {
        QVERIFY(rc::check("within and over a cap, under each policy", [] {
            TokenPrice price;
            price.rate = valueOf(Decimal::fromParts(*rc::gen::inRange(0, 100000), *rc::gen::inRange(0, 7)));
            price.overCap = *rc::gen::element(OverCap::Free, OverCap::Charge, OverCap::Reject, OverCap::Throttle);
            if (*rc::gen::arbitrary<bool>())
                price.overageRate = valueOf(Decimal::fromParts(*rc::gen::inRange(0, 100000), *rc::gen::inRange(0, 7)));
            const ScopeResult units{*rc::gen::inRange(0, 1000000), *rc::gen::inRange(0, 1000000)};
            const int scale = ScaledPrice::decimalsOf(price) + *rc::gen::inRange(0, 3);
            const std::optional<ScaledPrice> scaled = ScaledPrice::of(price, scale);
            RC_ASSERT(scaled.has_value());
            RC_ASSERT(
                valueOf(Decimal::fromParts(scaled->amountOf(units), scale)) == valueOf(amountOf(price, 0, units)));
        }));
    }

    void leavesWhatDoesNotFitToDecimals()
    {
        TokenPrice price;
        price.rate = decimal("92233720368.54775808");
        QVERIFY(!ScaledPrice::of(price, 8));
        price.rate = decimal("92233720368.54775807");
        QVERIFY(ScaledPrice::of(price, 8));
        QVERIFY(!ScaledPrice::of(price, 9));
        QVERIFY(!ScaledPrice::of(price, 38));
    }
};

QTEST_APPLESS_MAIN(ScaledPriceTest)
#include "tst_scaledprice.moc"
