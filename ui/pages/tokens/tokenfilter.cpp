// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/tokens/tokenfilter.h"

#include "core/services/wording.h"

#include <QCoreApplication>

#include <algorithm>

namespace toll {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(TokenFilter)
};

bool contains(const std::string &text, const QString &part)
{
    return QString::fromStdString(text).contains(part, Qt::CaseInsensitive);
}

bool hasTag(const Token &token, const QString &part)
{
    return std::ranges::any_of(token.tags, [&part](const std::string &tag) { return contains(tag, part); });
}

/// Words end at spaces outside quotes; the quotes go.
QStringList wordsOf(const QString &text)
{
    QStringList words{QString()};
    bool isQuoted = false;
    for (const QChar c : text) {
        if (c == u'"')
            isQuoted = !isQuoted;
        else if (c.isSpace() && !isQuoted)
            words << QString();
        else
            words.back() += c;
    }
    words.removeAll(QString());
    return words;
}

} // namespace

QString label(TokenGroup group)
{
    switch (group) {
    case TokenGroup::All:
        return Words::tr("All");
    case TokenGroup::Active:
        return Words::tr("Active");
    case TokenGroup::Expiring:
        return Words::tr("Expiring ≤ 7 d");
    case TokenGroup::Exhausted:
        return Words::tr("Exhausted");
    case TokenGroup::Suspended:
        return Words::tr("Suspended");
    case TokenGroup::Ended:
        return Words::tr("Expired or revoked");
    case TokenGroup::Unused:
        return Words::tr("Unused");
    }
    return {};
}

bool isIn(TokenGroup group, TokenState state)
{
    switch (group) {
    case TokenGroup::All:
        return true;
    case TokenGroup::Active:
        return state == TokenState::Active || state == TokenState::Expiring;
    case TokenGroup::Expiring:
        return state == TokenState::Expiring;
    case TokenGroup::Exhausted:
        return state == TokenState::Exhausted;
    case TokenGroup::Suspended:
        return state == TokenState::Suspended;
    case TokenGroup::Ended:
        return state == TokenState::Expired || state == TokenState::Revoked;
    case TokenGroup::Unused:
        return state == TokenState::Unused;
    }
    return false;
}

TokenFilter::TokenFilter(const QString &text)
{
    for (const QString &word : wordsOf(text))
        add(word);
}

void TokenFilter::add(const QString &word)
{
    static const QStringList keys{
        QStringLiteral("customer"), QStringLiteral("plan"), QStringLiteral("status"), QStringLiteral("tag")};
    const qsizetype colon = word.indexOf(u':');
    const QString key = word.left(std::max<qsizetype>(colon, 0)).toLower();
    if (key.isEmpty()) {
        m_conditions.push_back({{}, word});
    } else if (keys.contains(key)) {
        if (const QString value = word.mid(colon + 1); !value.isEmpty())
            m_conditions.push_back({key, value});
    } else {
        m_fault = Words::tr("“%1:” is not known. Use customer:, plan:, status: or tag:.").arg(key);
        m_conditions.push_back({{}, word});
    }
}

bool TokenFilter::matches(const TokenRow &row) const
{
    return std::ranges::all_of(m_conditions, [&row](const Condition &condition) { return holds(condition, row); });
}

bool TokenFilter::holds(const Condition &condition, const TokenRow &row)
{
    const QString &value = condition.value;
    const std::string state{name(row.state)};
    if (condition.key == u"customer")
        return contains(row.customerName, value);
    if (condition.key == u"plan")
        return contains(row.planName, value);
    if (condition.key == u"status")
        return contains(state, value) || label(row.state).contains(value, Qt::CaseInsensitive);
    if (condition.key == u"tag")
        return hasTag(row.token, value);
    const Token &token = row.token;
    return contains(token.name, value) || contains(row.customerName, value) || contains(row.planName, value)
        || hasTag(token, value) || contains(token.note, value) || contains(token.prefix, value)
        || contains(token.lastFour, value) || contains(token.id.text, value);
}

} // namespace toll
