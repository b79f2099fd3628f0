// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/money/decimal.h"

#include "tests/shared.h"

#include <QRegularExpression>
#include <QTest>
#include <algorithm>
#include <optional>

using namespace toll;

namespace {

/// The state that lines such as "precision: 9" set for the cases below them.
struct Settings {
    int precision = 9;
    std::optional<Rounding> rounding;
};

/// A number of the vectors: digits x 10^exponent.
struct Literal {
    QByteArray digits;
    int exponent = 0;
    bool negative = false;

    [[nodiscard]] bool isZero() const { return digits.count('0') == digits.size(); }
    [[nodiscard]] QByteArray significant() const
    {
        qsizetype zeros = 0;
        while (zeros < digits.size() && digits[zeros] == '0')
            ++zeros;
        return digits.mid(zeros);
    }
    /// Position of the first digit: 0 for 1 to 9.
    [[nodiscard]] int adjusted() const { return exponent + static_cast<int>(significant().size()) - 1; }
};

std::optional<Literal> literal(const QString &text)
{
    static const QRegularExpression number(QStringLiteral("^([+-]?)(\\d*)\\.?(\\d*)(?:[eE]([+-]?\\d{1,9}))?$"));
    const auto match = number.match(text);
    if (!match.hasMatch() || (match.captured(2) + match.captured(3)).isEmpty())
        return std::nullopt;
    return Literal{(match.captured(2) + match.captured(3)).toLatin1(),
        match.captured(4).toInt() - static_cast<int>(match.captured(3).size()), match.captured(1) == u"-"};
}

/// The value as plain text, so that the parser is under test too; nothing where it is out of range.
std::optional<Decimal> decimal(const Literal &number)
{
    if (number.isZero())
        return Decimal();
    if (std::abs(number.exponent) > 100)
        return std::nullopt;
    QByteArray plain = number.digits + QByteArray(std::max(number.exponent, 0), '0');
    if (number.exponent < 0) {
        plain = plain.rightJustified(1 - number.exponent, '0');
        plain.insert(plain.size() + number.exponent, '.');
    }
    const Result<Decimal> value = Decimal::parse((number.negative ? "-" + plain : plain).toStdString());
    return value ? std::optional(*value) : std::nullopt;
}

/// To a multiple of 10^-scale, where the scale may be negative.
std::optional<Decimal> roundedTo(const Decimal &value, int scale, Rounding rounding)
{
    if (scale >= 0)
        return value.rounded(std::min(scale, 38), rounding);
    const Result<Decimal> shifted = value.shiftedDown(-scale);
    const auto unit = decimal({"1", -scale, false});
    if (!shifted || !unit)
        return std::nullopt;
    const Result<Decimal> result = shifted->rounded(0, rounding).times(*unit);
    return result ? std::optional(*result) : std::nullopt;
}

/// Decimals that leave `precision` digits of a quotient.
int quotientScale(const Literal &a, const Literal &b, int precision)
{
    QByteArray left = a.significant();
    QByteArray right = b.significant();
    const qsizetype length = std::max(left.size(), right.size());
    left = left.leftJustified(length, '0');
    right = right.leftJustified(length, '0');
    return precision - 1 - (a.adjusted() - b.adjusted() - (left < right ? 1 : 0));
}

struct Case {
    QString id, operation, a, b, result, conditions;
};

/// What became of the cases of a file.
struct Tally {
    int ran = 0;
    QMap<QString, int> skipped;
    QStringList failed;
};

/// The result by this program, or the reason why the case is not for it.
struct Answer {
    std::optional<Decimal> value;
    QString skip;
};

Answer quantized(const Decimal &a, const Literal &b, Rounding rounding)
{
    const auto value = roundedTo(a, -b.exponent, rounding);
    return value ? Answer{value, {}} : Answer{{}, QStringLiteral("beyond 38 digits")};
}

Answer quotient(const Literal &a, const Literal &b, const Decimal &x, const Decimal &y, const Settings &settings)
{
    const int scale = a.isZero() ? 0 : quotientScale(a, b, settings.precision);
    if (scale < 0 || scale > 38)
        return {{}, QStringLiteral("scale of the quotient")};
    const Result<Decimal> value = x.divided(y, scale, *settings.rounding);
    return value ? Answer{*value, {}} : Answer{{}, QStringLiteral("beyond 38 digits")};
}

Answer answer(const Case &test, const Settings &settings)
{
    const auto a = literal(test.a);
    const auto b = literal(test.b);
    if (!a || !b || !literal(test.result))
        return {{}, QStringLiteral("not a finite number")};
    const auto x = decimal(*a);
    const auto y = decimal(*b);
    if (!settings.rounding)
        return {{}, QStringLiteral("rounding mode 05up")};
    if (test.operation == u"quantize" && x)
        return quantized(*x, *b, *settings.rounding);
    if (!x || !y)
        return {{}, QStringLiteral("operand beyond 38 digits")};
    if (test.operation == u"divide")
        return quotient(*a, *b, *x, *y, settings);

    const Result<Decimal> exact = test.operation == u"add" ? x->plus(*y)
        : test.operation == u"subtract"                    ? x->minus(*y)
                                                           : x->times(*y);
    if (!exact)
        return {{}, QStringLiteral("exact result beyond 38 digits")};
    if (exact->isZero())
        return {*exact, {}};
    const auto digits = literal(QString::fromStdString(exact->toString()));
    const auto value = roundedTo(*exact, settings.precision - 1 - digits->adjusted(), *settings.rounding);
    return value ? Answer{value, {}} : Answer{{}, QStringLiteral("beyond 38 digits")};
}

void run(const Case &test, const Settings &settings, Tally &tally)
{
    static const QStringList operations{QStringLiteral("add"), QStringLiteral("subtract"), QStringLiteral("multiply"),
        QStringLiteral("divide"), QStringLiteral("quantize")};
    // Limits of the exponent have no counterpart here.
    static const QRegularExpression limits(QStringLiteral("Overflow|Underflow|Subnormal|Clamped|Invalid|Division"));
    if (!operations.contains(test.operation)) {
        ++tally.skipped[QStringLiteral("operation ") + test.operation];
        return;
    }
    if (test.conditions.contains(limits)) {
        ++tally.skipped[QStringLiteral("exponent limits and invalid operations")];
        return;
    }
    const Answer got = answer(test, settings);
    if (!got.value) {
        ++tally.skipped[got.skip];
        return;
    }
    ++tally.ran;
    const auto want = decimal(*literal(test.result));
    if (!want || *want != *got.value)
        tally.failed << QStringLiteral("%1: %2 instead of %3")
                            .arg(test.id, QString::fromStdString(got.value->toString()), test.result);
}

Tally runFile(const QByteArray &content)
{
    static const QRegularExpression setting(QStringLiteral("^(\\w+):\\s*(\\S+)"));
    static const QRegularExpression row(
        QStringLiteral("^(\\w+)\\s+(\\w+)\\s+(\\S+)\\s+(\\S+)\\s+->\\s+(\\S+)\\s*(.*)$"));
    Tally tally;
    Settings settings;
    for (const QByteArray &bytes : content.split('\n')) {
        const QString line = QString::fromUtf8(bytes).section(QStringLiteral("--"), 0, 0).trimmed();
        if (const auto change = setting.match(line); change.hasMatch()) {
            const QString key = change.captured(1).toLower();
            if (key == u"precision")
                settings.precision = change.captured(2).toInt();
            if (key == u"rounding") {
                const Result<Rounding> mode = parseRounding(change.captured(2).toLower().toStdString());
                settings.rounding = mode ? std::optional(*mode) : std::nullopt;
            }
        } else if (const auto match = row.match(QString(line).remove(u'\'').remove(u'"')); match.hasMatch()) {
            run({match.captured(1), match.captured(2).toLower(), match.captured(3), match.captured(4),
                    match.captured(5), match.captured(6)},
                settings, tally);
        } else if (!line.isEmpty()) {
            ++tally.skipped[QStringLiteral("one operand")];
        }
    }
    return tally;
}

} // namespace

class TestDectest : public QObject {
    Q_OBJECT

private slots:
    void agreesWithTheDecimalVectors_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<int>("least"); // so that a broken reader of the vectors cannot pass
        const auto row = [](const char *name, int least) { QTest::newRow(name) << QString::fromLatin1(name) << least; };
        row("add", 1400);
        row("subtract", 500);
        row("multiply", 180);
        row("divide", 330);
        row("quantize", 480);
        row("rounding", 700);
        row("dqAdd", 600);
        row("dqSubtract", 350);
        row("dqMultiply", 250);
        row("dqDivide", 400);
        row("dqQuantize", 450);
    }

    void agreesWithTheDecimalVectors()
    {
        QFETCH(QString, name);
        QFETCH(int, least);
        const QByteArray content = contentOf(sharedPath(QStringLiteral("vectors/dectest/%1.decTest").arg(name)));
        if (content.isEmpty())
            QSKIP("the shared vectors are absent");
        const Tally tally = runFile(content);
        qInfo() << tally.ran << "ran; skipped" << tally.skipped;
        QCOMPARE(tally.failed, QStringList());
        QVERIFY(tally.ran >= least);
    }
};

QTEST_APPLESS_MAIN(TestDectest)
#include "tst_dectest.moc"
