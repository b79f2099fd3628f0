// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/money/decimal.h"

#include "tests/shared.h"

#include <QDir>
#include <QRegularExpression>
#include <QTest>
#include <algorithm>
#include <numeric>
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
    QString id, operation, a, b, result, conditions; ///< b is empty where there is one operand
};

/// What became of the cases of a file.
struct Tally {
    int ran = 0;
    QMap<QString, int> skipped; ///< by why
    QStringList failed;

    [[nodiscard]] int skippedInAll() const { return std::accumulate(skipped.begin(), skipped.end(), 0); }
};

/// The result by this program, or the reason why the case is not for it.
struct Answer {
    std::optional<Decimal> value;
    QString skip;
};

Answer skip(const char *why)
{
    return {{}, QString::fromLatin1(why)};
}

Answer answered(const Result<Decimal> &value, const char *orElse)
{
    return value ? Answer{*value, {}} : skip(orElse);
}

/// Rounded to the vectors' count of digits; our own type never drops any by itself.
Answer inPrecision(const Result<Decimal> &exact, const Settings &settings)
{
    if (!exact || exact->isZero())
        return answered(exact, "exact result beyond 38 digits");
    const auto digits = literal(QString::fromStdString(exact->toString()));
    const auto value = roundedTo(*exact, settings.precision - 1 - digits->adjusted(), *settings.rounding);
    return value ? Answer{value, {}} : skip("beyond 38 digits");
}

Answer withExponent(const Decimal &a, int exponent, const Settings &settings)
{
    const auto value = roundedTo(a, -exponent, *settings.rounding);
    return value ? Answer{value, {}} : skip("beyond 38 digits");
}

Answer quotient(const Literal &a, const Literal &b, const Decimal &x, const Decimal &y, const Settings &settings)
{
    const int scale = a.isZero() ? 0 : quotientScale(a, b, settings.precision);
    if (scale < 0 || scale > 38)
        return skip("scale of the quotient");
    return answered(x.divided(y, scale, *settings.rounding), "beyond 38 digits");
}

Answer remainder(const Decimal &x, const Decimal &y, const Settings &settings)
{
    const Result<Decimal> whole = x.divided(y, 0, Rounding::Down);
    const Result<Decimal> part = whole ? whole->times(y) : whole;
    return inPrecision(part ? x.minus(*part) : part, settings);
}

Decimal orderOf(const Decimal &x, const Decimal &y)
{
    return x == y ? 0 : x < y ? -1 : 1;
}

Answer ofOne(const QString &operation, const Decimal &x, const Settings &settings)
{
    if (operation.startsWith(u"tointegral"))
        return {x.rounded(0, *settings.rounding), {}};
    return inPrecision(operation == u"abs" ? x.abs() : operation == u"minus" ? x.negated() : x, settings);
}

Answer ofTwo(const QString &operation, const Decimal &x, const Decimal &y, const Settings &settings)
{
    if (operation == u"compare")
        return {orderOf(x, y), {}};
    if (operation == u"divideint")
        return answered(x.divided(y, 0, Rounding::Down), "beyond 38 digits");
    if (operation == u"remainder")
        return remainder(x, y, settings);
    return inPrecision(operation == u"add" ? x.plus(y) : operation == u"subtract" ? x.minus(y) : x.times(y), settings);
}

Answer answer(const Case &test, const Settings &settings)
{
    const auto a = literal(test.a);
    const auto b = test.b.isEmpty() ? Literal{"0"} : literal(test.b);
    if (!a || !b || !literal(test.result))
        return skip("not a finite number");
    if (!settings.rounding)
        return skip("rounding mode 05up");
    const auto x = decimal(*a);
    const auto y = decimal(*b);
    if (test.operation == u"quantize" && x)
        return withExponent(*x, b->exponent, settings);
    if (!x || !y)
        return skip("operand beyond 38 digits");
    if (test.operation == u"rescale") // to an exponent that may be written 2, 2.0 or 20E-1
        return withExponent(*x, QString::fromStdString(y->toString()).toInt(), settings);
    if (test.operation == u"divide")
        return quotient(*a, *b, *x, *y, settings);
    return test.b.isEmpty() ? ofOne(test.operation, *x, settings) : ofTwo(test.operation, *x, *y, settings);
}

void run(const Case &test, const Settings &settings, Tally &tally)
{
    static const QSet<QString> one{QStringLiteral("abs"), QStringLiteral("minus"), QStringLiteral("plus"),
        QStringLiteral("reduce"), QStringLiteral("tointegral"), QStringLiteral("tointegralx"), QStringLiteral("tosci"),
        QStringLiteral("toeng"), QStringLiteral("apply")};
    static const QSet<QString> two{QStringLiteral("add"), QStringLiteral("subtract"), QStringLiteral("multiply"),
        QStringLiteral("divide"), QStringLiteral("quantize"), QStringLiteral("rescale"), QStringLiteral("compare"),
        QStringLiteral("divideint"), QStringLiteral("remainder")};
    // Limits of the exponent have no counterpart here.
    static const QRegularExpression limits(
        QStringLiteral("Overflow|Underflow|Subnormal|Clamped|Invalid|Division|Conversion"));
    if (!(test.b.isEmpty() ? one : two).contains(test.operation)) {
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
        QStringLiteral("^(\\w+)\\s+(\\w+)\\s+(\\S+)\\s+(?:(\\S+)\\s+)?->\\s+(\\S+)\\s*(.*)$"));
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
            ++tally.skipped[QStringLiteral("text that is no number")];
        }
    }
    return tally;
}

QByteArray vectors(const QString &name)
{
    return contentOf(sharedPath(QStringLiteral("vectors/dectest/%1.decTest").arg(name)));
}

/// How many cases of each file run at least, so that a broken reader of the vectors cannot pass.
const QMap<QString, int> &leastOfEach()
{
    static const QMap<QString, int> least{{QStringLiteral("add"), 1460}, {QStringLiteral("subtract"), 525},
        {QStringLiteral("multiply"), 180}, {QStringLiteral("divide"), 330}, {QStringLiteral("quantize"), 485},
        {QStringLiteral("rounding"), 705}, {QStringLiteral("dqAdd"), 635}, {QStringLiteral("dqSubtract"), 355},
        {QStringLiteral("dqMultiply"), 255}, {QStringLiteral("dqDivide"), 405}, {QStringLiteral("dqQuantize"), 450},
        {QStringLiteral("abs"), 55}, {QStringLiteral("minus"), 75}, {QStringLiteral("plus"), 75},
        {QStringLiteral("compare"), 485}, {QStringLiteral("divideint"), 210}, {QStringLiteral("remainder"), 360},
        {QStringLiteral("reduce"), 130}, {QStringLiteral("rescale"), 360}, {QStringLiteral("tointegral"), 145},
        {QStringLiteral("tointegralx"), 155}, {QStringLiteral("base"), 655}, {QStringLiteral("dqBase"), 590}};
    return least;
}

} // namespace

class TestDectest : public QObject {
    Q_OBJECT

private slots:
    void agreesWithTheDecimalVectors_data()
    {
        QTest::addColumn<int>("least");
        if (!QDir(sharedPath(QStringLiteral("vectors/dectest"))).exists())
            QSKIP("the shared vectors are absent");
        for (auto file = leastOfEach().begin(); file != leastOfEach().end(); ++file)
            QTest::newRow(qPrintable(file.key())) << file.value();
    }

    void agreesWithTheDecimalVectors()
    {
        QFETCH(int, least);
        const Tally tally = runFile(vectors(QString::fromLatin1(QTest::currentDataTag())));
        qInfo() << tally.ran << "run," << tally.skippedInAll() << "skipped:" << tally.skipped;
        QCOMPARE(tally.failed, QStringList());
        QVERIFY(tally.ran >= least);
    }

    /// decQuad and testall only name other files.
    void leavesNoFileOut()
    {
        const QDir folder(sharedPath(QStringLiteral("vectors/dectest")));
        if (!folder.exists())
            QSKIP("the shared vectors are absent");
        QStringList unused;
        for (const QString &file : folder.entryList({QStringLiteral("*.decTest")}))
            if (!leastOfEach().contains(file.chopped(8)))
                unused << file.chopped(8);
        QCOMPARE(unused, (QStringList{QStringLiteral("decQuad"), QStringLiteral("testall")}));
        for (const QString &name : unused)
            QCOMPARE(runFile(vectors(name)).ran + runFile(vectors(name)).skippedInAll(), 0);
    }
};

QTEST_APPLESS_MAIN(TestDectest)
#include "tst_dectest.moc"
