// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/services/explanationlate.h"
#include "core/services/explanationrules.h"
#include "core/services/explanationsteps.h"
#include "core/services/wording.h"

#include <QCoreApplication>
#include <QTime>

#include <algorithm>
#include <span>

namespace toll {

namespace {

using namespace Qt::Literals::StringLiterals;

struct Words {
    Q_DECLARE_TR_FUNCTIONS(toll)
};

constexpr std::size_t termsTold = 3; ///< of a token with more terms in the period the rest is only counted

QString text(const std::string &value)
{
    return QString::fromStdString(value);
}

QString number(std::int64_t value)
{
    return QString::number(value);
}

QString text(const Decimal &value)
{
    return text(value.toString());
}

/// Wall-clock time to the minute, or finer where it is not on one.
QString timeText(Instant time, const Zone &zone)
{
    const LocalTime local = zone.toLocal(time);
    const QTime clock = QTime::fromMSecsSinceStartOfDay(static_cast<int>(local.msOfDay));
    const bool wholeMinute = local.msOfDay % msPerMinute == 0;
    return text(toIso(local.date)) + u' ' + clock.toString(wholeMinute ? u"HH:mm"_s : u"HH:mm:ss"_s);
}

/// Writes down the facts of one line.
class Explainer {
public:
    Explainer(const StatementLine &line, const Statement &statement, const Zone &zone)
        : m_line(line), m_statement(statement), m_zone(zone)
    {
    }

    QStringList sentences()
    {
        switch (m_line.kind) {
        case LineKind::Shape:
            addShape();
            break;
        case LineKind::OutsideTerm:
            addOutside();
            break;
        case LineKind::Unknown:
            say(Words::tr("These requests do not state the meter %1, so it is not known what they cost: %2.")
                    .arg(text(m_line.meter), number(m_line.quantity)));
            say(Words::tr("Nothing is charged for them."));
            break;
        case LineKind::Unpriced:
            say(Words::tr("The plan %1 has no charge for this use of the meter %2: %3.")
                    .arg(text(m_statement.plan), text(m_line.meter), number(m_line.quantity)));
            say(Words::tr("Nothing is charged for it."));
            m_sentences.append(nearSentences(m_line));
            break;
        case LineKind::Adjustment:
            m_sentences.append(lateSentences(m_line, m_statement, m_zone));
            break;
        default:
            if (m_line.kind >= LineKind::Discount)
                m_sentences.append(matchSentences(m_line, m_zone));
            m_sentences.append(stepSentences(m_line, m_statement));
            if (m_line.kind != LineKind::Allowance)
                addRounding();
        }
        return m_sentences;
    }

private:
    void say(const QString &sentence) { m_sentences.append(sentence); }

    [[nodiscard]] QString money(const Decimal &value) const
    {
        return text(value) + u' ' + text(m_statement.currency.code);
    }

    [[nodiscard]] QString tokenName(const LinePart &part) const
    {
        return part.token < m_statement.tokens.size() ? text(m_statement.tokens[part.token].name) : QString();
    }

    void addShape()
    {
        m_sentences.append(matchSentences(m_line, m_zone));
        if (m_line.shape != "fixed")
            addCounting();
        if (m_line.steps.empty())
            for (const LinePart &part : m_line.parts)
                addPart(part);
        m_sentences.append(stepSentences(m_line, m_statement));
        addRounding();
        m_sentences.append(nearSentences(m_line));
    }

    /// Which requests count at all.
    void addCounting()
    {
        QStringList statuses;
        for (const std::string &status : m_statement.billableStatuses)
            statuses.append(text(status));
        std::int64_t absent = 0;
        for (const LinePart &part : m_line.parts)
            absent += part.absentStatus;
        say(Words::tr("Meter: %1. Requests with the status %2 count.").arg(text(m_line.meter), statuses.join(u", "_s)));
        m_sentences.append(notBilledSentences(m_line));
        if (absent > 0)
            say(Words::tr("Counted although their status is not known: %1.").arg(number(absent)));
        if (m_line.given > 0)
            say(Words::tr("Given free by the allowance: %1.").arg(number(m_line.given)));
    }

    void addPart(const LinePart &part)
    {
        if (m_line.parts.size() > 1)
            say(Words::tr("Token %1:").arg(tokenName(part)));
        addRate(part);
        if (m_line.isCapped) {
            addTerms(part);
            addScope(part);
            addWindows(part);
            addOver(part);
        }
        addResult(part);
    }

    void addRate(const LinePart &part)
    {
        const QString rate = money(part.price.rate);
        const QString meter = text(m_line.meter);
        if (m_line.shape == "percentage") {
            const QString per = u'1' + QString(m_line.perPlaces, u'0');
            say(Words::tr("The price is %1 % of the value of %2, which is stated in units of 1/%3 %4.")
                    .arg(text(part.price.rate), meter, per, text(m_statement.currency.code)));
            return;
        }
        if (m_line.perPlaces > 0)
            say(Words::tr("The rate R is %1 per %2 of %3.").arg(rate, u'1' + QString(m_line.perPlaces, u'0'), meter));
        else if (m_line.meter == "requests")
            say(Words::tr("The rate R is %1 per request.").arg(rate));
        else
            say(Words::tr("The rate R is %1 for each of %2.").arg(rate, meter));
        if (!m_line.isCapped)
            return;
        QStringList caps;
        for (const Cap &cap : part.price.caps)
            caps.append(label(cap));
        const QString cap = caps.isEmpty() ? Words::tr("none") : caps.join(u", "_s);
        say(Words::tr("The cap C is %1. The lifetime T is %2.").arg(cap, label(part.price.lifetime)));
    }

    void addTerms(const LinePart &part)
    {
        const std::size_t told = std::min(part.terms.size(), termsTold);
        for (const TermPart &term : std::span(part.terms).first(told))
            addTerm(part, term);
        if (part.terms.size() > told)
            say(Words::tr("More terms of this token lie in the period: %1.")
                    .arg(number(static_cast<std::int64_t>(part.terms.size() - told))));
    }

    void addTerm(const LinePart &part, const TermPart &term)
    {
        const QString begin = timeText(term.term.span.begin, m_zone);
        if (term.term.span.end == latestInstant)
            say(Words::tr("Term %1 began %2 (%3) and has no end.")
                    .arg(number(term.term.number), begin, text(m_zone.id())));
        else
            say(Words::tr("Term %1 runs from %2 to %3 (%4).")
                    .arg(number(term.term.number), begin, timeText(term.term.span.end, m_zone), text(m_zone.id())));
        addAllowance(part, term);
        if (term.before > 0)
            say(Words::tr("Counted in this term before the period: %1.").arg(number(term.before)));
        say(Words::tr("N, what counts of this term in the period, is %1.").arg(number(term.n)));
    }

    void addAllowance(const LinePart &part, const TermPart &term)
    {
        if (!term.allowance) {
            say(Words::tr("C·T, the most the term can be billed for, has no limit."));
            return;
        }
        const QString allowance = number(*term.allowance);
        if (part.price.caps.size() > 1) {
            say(Words::tr("C·T is %1, the smallest sum among its caps.").arg(allowance));
            return;
        }
        const Cap &cap = part.price.caps.front();
        const std::int64_t windows = WindowGrid(cap, term.term.span, term.term.anchor(), part.price.align, m_zone).size();
        const bool allFull = windows > 0 && *term.allowance / windows == cap.count && *term.allowance % windows == 0;
        say(allFull ? Words::tr("C·T is %1 × %2 = %3: the cap of every window of the term.")
                          .arg(number(windows), number(cap.count), allowance)
                    : Words::tr("C·T is %1: the sum over the %2 windows of the term, those cut short in proportion.")
                          .arg(allowance, number(windows)));
    }

    void addScope(const LinePart &part)
    {
        if (part.price.caps.empty())
            return;
        const bool wholeTerm = part.price.capScope == CapScope::WholeTerm;
        say(wholeTerm ? Words::tr("The cap holds for the whole term: billed is min(N, C·T).")
                      : Words::tr("The cap holds for each window: what is over it in one window is not made up for in "
                                  "another."));
        if (part.exact == part.otherExact)
            return;
        const QString other = money(part.otherExact);
        const QString units = number(part.other.billable);
        say(wholeTerm ? Words::tr("Counted window by window it would be %1 and cost %2.").arg(units, other)
                      : Words::tr("Counted over the whole term it would be %1 and cost %2.").arg(units, other));
    }

    void addWindows(const LinePart &part)
    {
        if (part.fullWindows == 0)
            return;
        say(Words::tr("Windows that passed their cap: %1 of %2.").arg(number(part.fullWindows), number(part.windows)));
        if (part.fullest)
            say(Words::tr("The fullest began %1 with a cap of %2 and had %3 over it.")
                    .arg(timeText(part.fullest->span.begin, m_zone), number(part.fullest->cap),
                        number(part.fullest->over)));
    }

    void addOver(const LinePart &part)
    {
        if (part.refused > 0)
            say(Words::tr("Refused because there was no room under the cap: %1.").arg(number(part.refused)));
        if (part.applied.over == 0)
            return;
        const QString over = number(part.applied.over);
        switch (part.price.overCap) {
        case OverCap::Free:
            say(Words::tr("Over the cap, served and not billed: %1.").arg(over));
            break;
        case OverCap::Charge:
            say(Words::tr("Over the cap, billed at %1: %2.")
                    .arg(money(part.price.overageRate.value_or(part.price.rate)), over));
            break;
        case OverCap::Reject:
            break;
        case OverCap::Throttle:
            say(part.price.throttleTo
                    ? Words::tr("Over the cap, served no faster than %1 and not billed: %2.")
                          .arg(label(*part.price.throttleTo), over)
                    : Words::tr("Over the cap, served slower and not billed: %1.").arg(over));
            break;
        }
    }

    void addResult(const LinePart &part)
    {
        say(Words::tr("Billed at the rate: %1. That makes %2.").arg(number(part.applied.billable), money(part.exact)));
    }

    void addRounding()
    {
        if (m_line.parts.size() > 1 && m_line.steps.empty())
            say(Words::tr("Together: %1.").arg(money(m_line.exact)));
        say(Words::tr("Rounded once, to %1 decimals (%2): %3 %4.")
                .arg(number(m_statement.currency.minorDigits), roundingText(),
                    text(m_line.amount.toFixed(m_statement.currency.minorDigits)), text(m_statement.currency.code)));
    }

    [[nodiscard]] QString roundingText() const
    {
        switch (m_statement.rounding) {
        case Rounding::HalfUp:
            return Words::tr("half up");
        case Rounding::HalfEven:
            return Words::tr("half to even");
        case Rounding::HalfDown:
            return Words::tr("half down");
        case Rounding::Up:
            return Words::tr("up");
        case Rounding::Down:
            return Words::tr("down");
        case Rounding::Floor:
            return Words::tr("to the lower");
        case Rounding::Ceiling:
            return Words::tr("to the higher");
        }
        return {};
    }

    void addOutside()
    {
        say(Words::tr("This use lies outside every term of its token: %1.").arg(number(m_line.quantity)));
        if (m_line.parts.size() > 1) {
            for (const LinePart &part : m_line.parts)
                say(Words::tr("Token %1: %2.").arg(tokenName(part), number(part.quantity)));
        }
        say(Words::tr("It is shown so that nothing is missing; nothing is charged for it."));
    }

    const StatementLine &m_line;
    const Statement &m_statement;
    const Zone &m_zone;
    QStringList m_sentences;
};

} // namespace

QStringList explanation(const StatementLine &line, const Statement &statement, const Zone &zone)
{
    if (statement.closed && !line.explained.empty() && statement.closed->language == textLanguage()) {
        QStringList frozen;
        for (const std::string &sentence : line.explained)
            frozen.append(text(sentence));
        return frozen;
    }
    return Explainer(line, statement, zone).sentences();
}

} // namespace toll
