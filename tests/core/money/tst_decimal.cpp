// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/money/decimal.h"

#include <QTest>
#include <algorithm>
#include <rapidcheck.h>

using namespace toll;

namespace {

Decimal decimal(const std::string &text)
{
    return Decimal::parse(text).value();
}

QByteArray textOf(const Result<Decimal> &value)
{
    return value ? QByteArray::fromStdString(value->toString()) : QByteArray("overflow");
}

/// A coefficient as digits, the least significant first: arithmetic as on paper, to check the real one against.
struct Paper {
    std::vector<int> digits;
    int scale = 0;

    explicit Paper(const Decimal &value) : scale(value.scale())
    {
        for (Int128 rest = value.abs().coefficient(); rest != 0; rest /= 10)
            digits.push_back(static_cast<int>(rest % 10));
    }

    void carry()
    {
        for (std::size_t i = 0; i < digits.size(); ++i) {
            if (digits[i] > 9) {
                if (i + 1 == digits.size())
                    digits.push_back(0);
                digits[i + 1] += digits[i] / 10;
                digits[i] %= 10;
            }
        }
    }

    void times(const Paper &other)
    {
        std::vector<int> product(digits.size() + other.digits.size());
        for (std::size_t i = 0; i < digits.size(); ++i) {
            for (std::size_t k = 0; k < other.digits.size(); ++k)
                product[i + k] += digits[i] * other.digits[k];
        }
        digits = product;
        scale += other.scale;
        carry();
    }

    void plus(Paper other)
    {
        for (Paper *shorter : {this, &other}) {
            const int missing = std::max(scale, other.scale) - shorter->scale;
            shorter->digits.insert(shorter->digits.begin(), static_cast<std::size_t>(missing), 0);
            shorter->scale += missing;
        }
        digits.resize(std::max(digits.size(), other.digits.size()));
        std::ranges::transform(other.digits, digits, digits.begin(), std::plus{});
        carry();
    }

    /// The text of the magnitude, or "overflow" where it needs more than 38 digits or decimals.
    [[nodiscard]] QByteArray text() const
    {
        std::string written;
        for (int digit : digits)
            written += static_cast<char>('0' + digit);
        while (static_cast<int>(written.size()) <= scale)
            written += '0';
        written.insert(static_cast<std::size_t>(scale), 1, '.');
        std::ranges::reverse(written);
        written.erase(0, std::min(written.find_first_not_of('0'), written.find('.') - 1));
        written.erase(written.find_last_not_of('0') + 1);
        const std::size_t decimals = written.size() - 1 - written.find('.');
        const std::size_t count = written.size() - 1 - (written.starts_with("0.") ? 1 : 0);
        if (count > 38 || decimals > 38)
            return "overflow";
        return QByteArray::fromStdString(decimals == 0 ? written.substr(0, written.size() - 1) : written);
    }
};

} // namespace

namespace rc {
template<>
struct Arbitrary<Decimal> {
    /// Any length and scale equally often, half of the values ending in zeros.
    static Gen<Decimal> arbitrary()
    {
        return gen::exec([] {
            const auto length = *gen::inRange<std::size_t>(0, 39);
            auto digits = *gen::container<std::string>(length, gen::inRange<char>('0', '9' + 1));
            const auto zeros = *gen::inRange<std::size_t>(0, 2) * *gen::inRange<std::size_t>(0, length + 1);
            std::fill(digits.end() - static_cast<std::ptrdiff_t>(zeros), digits.end(), '0');
            Int128 coefficient = 0;
            for (char c : digits)
                coefficient = 10 * coefficient + (c - '0');
            const bool negative = *gen::arbitrary<bool>();
            return Decimal::fromParts(negative ? -coefficient : coefficient, *gen::inRange(0, 39)).value();
        });
    }
};
} // namespace rc

namespace toll {
void showValue(const Decimal &value, std::ostream &out)
{
    out << value.toString() << " (scale " << value.scale() << ')';
}
} // namespace toll

class TestDecimal : public QObject {
    Q_OBJECT

private slots:
    void readsPlainText_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QByteArray>("written");

        const auto row = [](const QByteArray &text, const QByteArray &written) {
            QTest::newRow(text) << text << written;
        };
        row("0", "0");
        row("-0", "0");
        row("-0.00", "0");
        row("+1", "1");
        row("-1", "-1");
        row("007", "7");
        row("00.50", "0.5");
        row("1.000", "1");
        row("100", "100");
        row("0.000000000001", "0.000000000001");
        row("99999999999999999999999999999999999999", "99999999999999999999999999999999999999");
        row("-99999999999999999999999999999999999999", "-99999999999999999999999999999999999999");
        row("0.00000000000000000000000000000000000001", "0.00000000000000000000000000000000000001");
        row("0.99999999999999999999999999999999999999", "0.99999999999999999999999999999999999999");
        row("1234567890123456789.0123456789012345678", "1234567890123456789.0123456789012345678");
        row("10000000000000000000", "10000000000000000000");
        row(QByteArray(60, '0') + "1." + QByteArray(60, '0'), "1");
    }

    void readsPlainText()
    {
        QFETCH(QByteArray, text);
        QTEST(textOf(Decimal::parse(text.toStdString())), "written");
    }

    void refusesOtherText_data()
    {
        QTest::addColumn<QByteArray>("text");
        for (const char *text :
            {"", ".", "-", "+", "1.", ".5", "-.5", "+-1", "--1", "++1", "1-", " 1", "1 ", "1 000", "1,000", "1,5",
                "1e3", "1E3", "1.5e-3", "0x10", "1.2.3", "1..2", "NaN", "Infinity", "\xd9\xa1", "1\n", "$1", "1_000"})
            QTest::newRow(text) << QByteArray(text);
        QTest::newRow("NUL") << QByteArray("1\0", 2);
    }

    void refusesOtherText()
    {
        QFETCH(QByteArray, text);
        const Result<Decimal> value = Decimal::parse(text.toStdString());
        QVERIFY(!value.has_value());
        QCOMPARE(value.error().code, ErrorCode::Syntax);
        QCOMPARE(value.error().found, text.toStdString());
    }

    void refusesTooManyDigits_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::newRow("39 digits") << "1" + QByteArray(38, '0');
        QTest::newRow("39 decimals") << "0." + QByteArray(38, '0') + "1";
        QTest::newRow("38 digits and one decimal") << QByteArray(38, '9') + ".1";
    }

    void refusesTooManyDigits()
    {
        QFETCH(QByteArray, text);
        const Result<Decimal> value = Decimal::parse(text.toStdString());
        QVERIFY(!value.has_value());
        QCOMPARE(value.error().code, ErrorCode::Overflow);
    }

    void refusesPartsOutOfRange()
    {
        const Int128 largest = decimal(std::string(38, '9')).coefficient();
        QVERIFY(Decimal::fromParts(largest, 38));
        QVERIFY(Decimal::fromParts(-largest, 0));
        QVERIFY(!Decimal::fromParts(largest + 1, 0));
        QVERIFY(!Decimal::fromParts(-largest - 1, 0));
        QVERIFY(!Decimal::fromParts(1, 39));
        QVERIFY(!Decimal::fromParts(1, -1));
    }

    void isExactOrAnOverflow_data()
    {
        QTest::addColumn<QByteArray>("a");
        QTest::addColumn<QByteArray>("b");
        QTest::addColumn<QByteArray>("sum");
        QTest::addColumn<QByteArray>("difference");
        QTest::addColumn<QByteArray>("product");

        const auto row = [](const char *name, QByteArray a, QByteArray b, QByteArray sum, QByteArray difference,
                             QByteArray product) { QTest::newRow(name) << a << b << sum << difference << product; };
        const QByteArray nines(38, '9');
        const QByteArray tiny = "0." + QByteArray(37, '0') + "1";
        row("small", "0.1", "0.2", "0.3", "-0.1", "0.02");
        row("signs", "-1.5", "2", "0.5", "-3.5", "-3");
        row("largest", nines, nines, "overflow", "0", "overflow");
        row("largest and one", nines, "-1", QByteArray(37, '9') + "8", "overflow", "-" + nines);
        row("far apart", "1", tiny, "overflow", "0." + nines, tiny);
        row("carry makes room", "0." + nines, tiny, "1", "0." + QByteArray(37, '9') + "8", "overflow");
        row("needless zeros", "1.0000000000000000000", "1.00000000000000000000", "2", "0", "1");
        row("zeros above 38 decimals", "0.00000000000000000005", "0.0000000000000000002", "0.00000000000000000025",
            "-0.00000000000000000015", tiny);
        row("product beyond 128 bits", "12500000000000000000000", "0.00000000000000000008", "overflow", "overflow",
            "1000");
        row("zero of any scale", "0.00000000000000000000", "0.0000000000000000000", "0", "0", "0");
    }

    void isExactOrAnOverflow()
    {
        QFETCH(QByteArray, a);
        QFETCH(QByteArray, b);
        const Decimal x = decimal(a.toStdString());
        const Decimal y = decimal(b.toStdString());
        QTEST(textOf(x.plus(y)), "sum");
        QTEST(textOf(y.plus(x)), "sum");
        QTEST(textOf(x.minus(y)), "difference");
        QTEST(textOf(x.times(y)), "product");
        QTEST(textOf(y.times(x)), "product");
    }

    void dividesRoundingOnce_data()
    {
        QTest::addColumn<QByteArray>("a");
        QTest::addColumn<QByteArray>("b");
        QTest::addColumn<int>("scale");
        QTest::addColumn<QByteArray>("halfUp");
        QTest::addColumn<QByteArray>("down");

        const auto row = [](const char *name, QByteArray a, QByteArray b, int scale, QByteArray halfUp,
                             QByteArray down) { QTest::newRow(name) << a << b << scale << halfUp << down; };
        const QByteArray nines(38, '9');
        row("exact", "1", "8", 3, "0.125", "0.125");
        row("tie", "1", "8", 2, "0.13", "0.12");
        row("negative tie", "-1", "8", 2, "-0.13", "-0.12");
        row("two thirds", "2", "3", 12, "0.666666666667", "0.666666666666");
        row("38 decimals", "2", "3", 38, "0." + QByteArray(37, '6') + "7", "0." + QByteArray(38, '6'));
        row("one to 38 decimals", "1", "1", 38, "1", "1");
        row("smaller than a unit", "1", nines, 2, "0", "0");
        row("by a small number", "1", "0.00000000000000000000000000000000000001", 38, "overflow", "overflow");
        row("small by small", "0.00000000000000000000000000000000000003", "0.00000000000000000000000000000000000007", 5,
            "0.42857", "0.42857");
        row("divisor beyond 128 bits", "0." + nines, nines, 0, "0", "0");
        row("rounds up to a power of ten", nines, "0.99999999999999999999999999999999999999", 0, "overflow",
            "overflow");
        row("long by long", "98765432109876543210987654321098765432", "0.12345678901234567890123456789012345678", 0,
            "overflow", "overflow");
        row("50 places", "7", "0.30000000000000000000", 30, "23.333333333333333333333333333333",
            "23.333333333333333333333333333333");
        row("76 places", "9", "0.90000000000000000000000000000000000000", 38, "10", "10");
    }

    void dividesRoundingOnce()
    {
        QFETCH(QByteArray, a);
        QFETCH(QByteArray, b);
        QFETCH(int, scale);
        const Decimal x = decimal(a.toStdString());
        const Decimal y = decimal(b.toStdString());
        QTEST(textOf(x.divided(y, scale, Rounding::HalfUp)), "halfUp");
        QTEST(textOf(x.divided(y, scale, Rounding::Down)), "down");
    }

    void refusesToDivideByZero()
    {
        const Result<Decimal> quotient = Decimal(1).divided(decimal("0.00"), 2, Rounding::HalfUp);
        QVERIFY(!quotient.has_value());
        QCOMPARE(quotient.error().code, ErrorCode::OutOfRange);
    }

    void shiftsExactly()
    {
        QCOMPARE(textOf(decimal("2.5").shiftedDown(6)), QByteArray("0.0000025"));
        QCOMPARE(textOf(decimal("1000000").shiftedDown(40)), QByteArray("0.0000000000000000000000000000000001"));
        QCOMPARE(textOf(decimal("1.5").shiftedDown(38)), QByteArray("overflow"));
        QCOMPARE(textOf(decimal("0.00").shiftedDown(76)), QByteArray("0"));
        QVERIFY(!Decimal(1).shiftedDown(-1).has_value());
        QVERIFY(!Decimal(0).shiftedDown(77).has_value());
    }

    void writesFixedDecimals()
    {
        QCOMPARE(decimal("3.5").toFixed(2), std::string("3.50"));
        QCOMPARE(decimal("-0.05").toFixed(2), std::string("-0.05"));
        QCOMPARE(decimal("12.00000").toFixed(0), std::string("12"));
        QCOMPARE(decimal("0").toFixed(3), std::string("0.000"));
        QCOMPARE(decimal("1000").toFixed(2), std::string("1000.00"));
    }

    void ordersByValue_data()
    {
        QTest::addColumn<QByteArray>("smaller");
        QTest::addColumn<QByteArray>("larger");
        const auto row = [](QByteArray smaller, QByteArray larger) {
            QTest::newRow(smaller + " < " + larger) << smaller << larger;
        };
        const QByteArray nines(38, '9');
        const QByteArray tiny = "0." + QByteArray(37, '0') + "1";
        row("1", "1.0000000001");
        row("-1", "0");
        row("-2", "-1.9");
        row("0", tiny);
        row("-" + tiny, "0.0");
        row(tiny, nines);
        row("-" + nines, tiny);
        row("-" + nines, "-" + tiny);
        row("0." + nines, "1");
    }

    void ordersByValue()
    {
        QFETCH(QByteArray, smaller);
        QFETCH(QByteArray, larger);
        const Decimal a = decimal(smaller.toStdString());
        const Decimal b = decimal(larger.toStdString());
        QVERIFY(a < b);
        QVERIFY(b > a);
        QVERIFY(a != b);
    }

    void equalsWhateverTheScale()
    {
        QCOMPARE(decimal("1.0"), decimal("1"));
        QCOMPARE(decimal("0.000"), Decimal());
        QCOMPARE(decimal("1." + std::string(37, '0')), decimal("1"));
    }

    void agreesWithArithmeticOnPaper()
    {
        QVERIFY(rc::check("sums and products of magnitudes", [](const Decimal &a, const Decimal &b) {
            Paper sum(a);
            sum.plus(Paper(b));
            RC_ASSERT(textOf(a.abs().plus(b.abs())) == sum.text());
            Paper product(a);
            product.times(Paper(b));
            const bool negative = a.isNegative() != b.isNegative() && !a.isZero() && !b.isZero();
            const bool overflow = product.text() == "overflow";
            RC_ASSERT(textOf(a.times(b)) == (negative && !overflow ? "-" + product.text() : product.text()));
        }));
    }

    void keepsTheLawsOfArithmetic()
    {
        QVERIFY(
            rc::check("text survives", [](const Decimal &a) { RC_ASSERT(Decimal::parse(a.toString()).value() == a); }));
        QVERIFY(rc::check("a + b - b == a", [](const Decimal &a, const Decimal &b) {
            const Result<Decimal> sum = a.plus(b);
            RC_PRE(sum.has_value());
            RC_ASSERT(sum->minus(b).value() == a);
        }));
        QVERIFY(rc::check("order is the sign of the difference", [](const Decimal &a, const Decimal &b) {
            const Result<Decimal> difference = a.minus(b);
            RC_PRE(difference.has_value());
            RC_ASSERT((a < b) == difference->isNegative());
            RC_ASSERT((a == b) == difference->isZero());
        }));
    }

    void boundsEveryRounding()
    {
        QVERIFY(rc::check("rounding moves by less than a unit", [](const Decimal &a) {
            const int scale = *rc::gen::inRange(0, 39);
            const Decimal down = a.rounded(scale, Rounding::Floor);
            const Decimal up = a.rounded(scale, Rounding::Ceiling);
            const Decimal even = a.rounded(scale, Rounding::HalfEven);
            RC_ASSERT(down <= a && a <= up);
            RC_ASSERT(up.minus(down).value() <= Decimal::fromParts(1, scale).value());
            RC_ASSERT(even == down || even == up);
            RC_ASSERT((down == up) == (down == a));
        }));
        QVERIFY(rc::check("a quotient brackets its dividend", [](const Decimal &a, const Decimal &b) {
            RC_PRE(!b.isZero());
            const int scale = *rc::gen::inRange(0, 39);
            const Result<Decimal> low = a.abs().divided(b.abs(), scale, Rounding::Down);
            const Result<Decimal> high = a.abs().divided(b.abs(), scale, Rounding::Up);
            RC_PRE(low.has_value() && high.has_value());
            const Result<Decimal> least = low->times(b.abs());
            const Result<Decimal> most = high->times(b.abs());
            RC_PRE(least.has_value() && most.has_value());
            RC_ASSERT(*least <= a.abs() && a.abs() <= *most);
            RC_ASSERT(high->minus(*low).value() <= Decimal::fromParts(1, scale).value());
        }));
    }
};

QTEST_APPLESS_MAIN(TestDecimal)
#include "tst_decimal.moc"
