// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/services/tiertable.h"

#include "core/money/decimal.h"

#include <QRegularExpression>
#include <QString>
#include <QStringList>

#include <algorithm>
#include <optional>

namespace toll {

using namespace Qt::Literals::StringLiterals;

namespace {

using Cells = QList<QStringList>;
enum class DecimalSign { Unknown, Point, Comma };

/// Splits into cells; a quoted one may hold separators, line ends and doubled quotes.
Cells cellsOf(const QString &text)
{
    const QChar separator = text.contains(u'\t') ? u'\t' : text.contains(u';') ? u';' : u',';
    Cells rows(1, QStringList(QString()));
    bool isQuoted = false;
    for (qsizetype i = 0; i < text.size(); ++i) {
        const QChar c = text[i];
        QString &cell = rows.last().last();
        if (isQuoted && c == u'"' && i + 1 < text.size() && text[i + 1] == u'"')
            cell += text[++i];
        else if (c == u'"' && (isQuoted || cell.isEmpty()))
            isQuoted = !isQuoted;
        else if (!isQuoted && c == separator)
            rows.last() << QString();
        else if (!isQuoted && (c == u'\n' || c == u'\r'))
            rows << QStringList(QString());
        else
            cell += c;
    }
    for (QStringList &row : rows)
        for (QString &cell : row)
            cell = cell.simplified();
    rows.removeIf([](const QStringList &row) { return row.join(QString()).isEmpty(); });
    return rows;
}

QString withoutSpaces(QString text)
{
    static const QRegularExpression spaces(u"[\\s'’_]"_s, QRegularExpression::UseUnicodePropertiesOption);
    return text.remove(spaces);
}

/// "1,000" or "1.000.000": digits in threes.
bool isGrouped(const QString &text)
{
    static const QRegularExpression grouped(u"^[1-9]\\d{0,2}(?:(,\\d{3})+|(\\.\\d{3})+)$"_s);
    return grouped.match(text).hasMatch();
}

bool isDigits(const QString &text)
{
    return !text.isEmpty() && std::ranges::all_of(text, [](QChar c) { return c >= u'0' && c <= u'9'; });
}

/// What stands for "and all above".
bool isOpenEnd(const QString &text)
{
    static const QStringList words{QString(), u"-"_s, u"–"_s, u"—"_s, u"∞"_s, u"inf"_s, u"infinity"_s, u"unlimited"_s,
        u"rest"_s, u"and above"_s, u"above"_s, u"no limit"_s, u"以上"_s, u"不限"_s, u"无限"_s, u"无上限"_s};
    return words.contains(text.toLower()) || text.endsWith(u'+') || text.startsWith(u'>') || text.startsWith(u'≥');
}

/// Nothing where it is no whole number.
std::optional<QString> quantityOf(const QString &cell)
{
    // "1-1000" is a range: its end counts.
    const QString end = cell.section(QRegularExpression(u"[-–—~]|\\bto\\b|至"_s), -1);
    QString text = withoutSpaces(end);
    if (isGrouped(text))
        text.remove(u',').remove(u'.');
    return isDigits(text) ? std::optional(text) : std::nullopt;
}

QString withoutCurrency(const QString &cell)
{
    static const QRegularExpression signs(u"^(?:[A-Z]{3}|\\p{Sc})+|(?:[A-Z]{3}|\\p{Sc})+$"_s);
    return withoutSpaces(cell).remove(signs);
}

/// What a number says about which sign its column has between whole and fraction.
DecimalSign signIn(const QString &text)
{
    const qsizetype point = text.lastIndexOf(u'.');
    const qsizetype comma = text.lastIndexOf(u',');
    if (point >= 0 && comma >= 0)
        return point > comma ? DecimalSign::Point : DecimalSign::Comma;
    if (point >= 0 && text.count(u'.') == 1)
        return DecimalSign::Point; // a rate such as 1.250 is one and a quarter wherever people write points
    if (comma >= 0 && !isGrouped(text))
        return DecimalSign::Comma;
    return DecimalSign::Unknown;
}

/// Nothing where it is no number, or could be two.
std::optional<QString> rateOf(const QString &cell, DecimalSign sign)
{
    QString text = withoutCurrency(cell);
    if (sign == DecimalSign::Unknown && isGrouped(text))
        return std::nullopt;
    const QChar group = sign == DecimalSign::Comma ? u'.' : u',';
    const QChar point = sign == DecimalSign::Comma ? u',' : u'.';
    const QString whole = text.section(point, 0, 0);
    if (whole.contains(group) && !isGrouped(whole))
        return std::nullopt;
    text.remove(group);
    text.replace(point, u'.');
    if (text.startsWith(u'.'))
        text.prepend(u'0');
    return Decimal::parse(text.toStdString()) ? std::optional(text) : std::nullopt;
}

/// Which columns hold what; headings say, else the last two.
struct Columns {
    qsizetype upTo = 0;
    qsizetype rate = 1;
};

Columns columnsOf(const QStringList &first, qsizetype width)
{
    Columns columns{std::max<qsizetype>(width - 2, 0), width - 1};
    const auto find = [&](const QRegularExpression &pattern, qsizetype &into) {
        for (qsizetype i = 0; i < first.size(); ++i)
            if (pattern.match(first[i]).hasMatch()) {
                into = i;
                return;
            }
    };
    find(QRegularExpression(u"^(up[ _-]?to|to|until|through|max.*|last.*|bis|上限|至|到|截止)$"_s,
             QRegularExpression::CaseInsensitiveOption),
        columns.upTo);
    find(QRegularExpression(u"rate|price|amount|cost|单价|费率|价格"_s, QRegularExpression::CaseInsensitiveOption),
        columns.rate);
    return columns;
}

bool isHeading(const QStringList &row)
{
    static const QRegularExpression digit(u"\\d"_s);
    return !row.join(QString()).contains(digit);
}

} // namespace

TierTable parseTierTable(std::string_view text)
{
    TierTable table;
    Cells rows = cellsOf(QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size())));
    if (rows.isEmpty())
        return table;
    qsizetype width = 0;
    for (const QStringList &row : rows)
        width = std::max(width, row.size());
    const bool hasHeading = isHeading(rows.first());
    const Columns columns = columnsOf(hasHeading ? rows.first() : QStringList(), width);
    if (hasHeading)
        rows.removeFirst();
    DecimalSign sign = DecimalSign::Unknown;
    for (const QStringList &row : rows)
        if (const DecimalSign said = signIn(withoutCurrency(row.value(columns.rate))); said != DecimalSign::Unknown)
            sign = said;
    for (qsizetype i = 0; i < rows.size(); ++i) {
        const QString upTo = width < 2 ? QString() : rows[i].value(columns.upTo);
        const QString rate = rows[i].value(columns.rate);
        const std::optional<QString> quantity = isOpenEnd(upTo) ? QString() : quantityOf(upTo);
        const std::optional<QString> number = rateOf(rate, sign);
        if (!quantity)
            table.faults.push_back({ErrorCode::Syntax, "up_to", upTo.toStdString(), "1000", i + 1});
        if (!number)
            table.faults.push_back({isGrouped(withoutCurrency(rate)) ? ErrorCode::Ambiguous : ErrorCode::Syntax, "rate",
                rate.toStdString(), "0.010", i + 1});
        table.rows.push_back({quantity.value_or(upTo).toStdString(), number.value_or(rate).toStdString()});
    }
    return table;
}

std::string plainQuantity(std::string_view text)
{
    const QString cell = QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size())).simplified();
    return isOpenEnd(cell) ? std::string() : quantityOf(cell).value_or(cell).toStdString();
}

std::string plainRate(std::string_view text)
{
    const QString cell = QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size())).simplified();
    return rateOf(cell, signIn(withoutCurrency(cell))).value_or(cell).toStdString();
}

Json quantityJson(const std::string &text)
{
    return isDigits(QString::fromStdString(text)) ? Json(Json::Number{text}) : Json(text);
}

Json tiersJson(const std::vector<TierText> &rows)
{
    Json::Array tiers;
    for (const TierText &row : rows) {
        Json tier;
        if (!row.upTo.empty())
            tier.set("up_to", quantityJson(row.upTo));
        tier.set("rate", row.rate);
        tiers.push_back(std::move(tier));
    }
    return tiers;
}

std::vector<TierText> tierTexts(const Json &tiers)
{
    const auto text = [](const Json *value) {
        return !value ? std::string() : value->asString() ? *value->asString() : value->dump();
    };
    std::vector<TierText> rows;
    for (const Json &tier : tiers.asArray() ? *tiers.asArray() : Json::Array())
        rows.push_back({text(tier.find("up_to")), text(tier.find("rate"))});
    return rows;
}

} // namespace toll
