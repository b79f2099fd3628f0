// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/services/plandiff.h"
#include "core/services/statementjson.h"
#include "core/services/wording.h"

#include <QCoreApplication>

namespace toll {

namespace {

using namespace Qt::Literals::StringLiterals;

struct Words {
    Q_DECLARE_TR_FUNCTIONS(toll)
};

QString text(const std::string &value)
{
    return QString::fromStdString(value);
}

QString number(std::int64_t value)
{
    return QString::number(value);
}

/// An amount with its sign, so that a list of them reads as a sum.
QString signedMoney(const Decimal &amount, const Currency &currency)
{
    const QString sign = amount > Decimal(0) ? u"+"_s : QString();
    return sign + text(amount.toFixed(currency.minorDigits)) + u' ' + text(currency.code);
}

QString money(const Decimal &amount, const Currency &currency)
{
    return text(amount.toFixed(currency.minorDigits)) + u' ' + text(currency.code);
}

QString datesOf(const Interval &period, const Zone &zone)
{
    const std::string first = toIso(zone.toLocal(period.begin).date);
    const std::string last = toIso(zone.toLocal(period.end.plus(-1)).date);
    return first == last ? text(first) : Words::tr("%1 to %2").arg(text(first), text(last));
}

QString valueText(const Json &value)
{
    if (value.isNull())
        return Words::tr("nothing");
    return text(value.asString() ? *value.asString() : value.dump());
}

/// What moved the bill, largest promise first: numbers that add up, then their reasons.
class ChangeTeller {
public:
    ChangeTeller(const BillChange &change, const Zone &zone) : m_change(change), m_zone(zone) { }

    QStringList sentences()
    {
        const Decimal difference = m_change.difference().value_or(Decimal());
        say(Words::tr("%1: %2. %3: %4. The difference is %5.")
                .arg(datesOf(m_change.earlier, m_zone), money(m_change.before, m_change.currency),
                    datesOf(m_change.later, m_zone), money(m_change.after, m_change.currency),
                    signedMoney(difference, m_change.currency)));
        tell(m_change.volume, Words::tr("%1 by volume: more or fewer units at the prices of the earlier period."));
        for (const MeterChange &meter : m_change.meters)
            if (!meter.meter.empty() && !meter.volume.isZero())
                say(Words::tr("    %1: %2 units instead of %3, which makes %4.")
                        .arg(text(meter.meter), number(meter.after), number(meter.before),
                            signedMoney(meter.volume, m_change.currency)));
        tell(m_change.mix,
            Words::tr("%1 by mix: the same number of units, but more of them dear or cheap ones (by token, model, tier "
                      "or hour)."));
        tell(m_change.price, Words::tr("%1 by price: rates, tiers and other terms that changed."));
        for (const auto &[before, after] : m_change.plans)
            for (const PlanChange &term : diff(before, after))
                say(Words::tr("    %1: %2 instead of %3.")
                        .arg(text(term.pointer), valueText(term.after), valueText(term.before)));
        tell(m_change.limits,
            Words::tr("%1 by limits: what caps, lifetimes, allowances, minimum and maximum took off or added."));
        tell(m_change.late,
            Words::tr("%1 by late usage: what closed bills leave out, and what later ones adjust."));
        say(Words::tr("Together these parts are the difference, to the last digit."));
        return m_sentences;
    }

private:
    void say(const QString &sentence) { m_sentences.append(sentence); }

    void tell(const Decimal &part, const QString &sentence)
    {
        if (!part.isZero())
            say(sentence.arg(signedMoney(part, m_change.currency)));
    }

    const BillChange &m_change;
    const Zone &m_zone;
    QStringList m_sentences;
};

Json spanJson(const Interval &span)
{
    return Json().set("start", toRfc3339(span.begin)).set("end", toRfc3339(span.end));
}

} // namespace

QStringList explanation(const BillChange &change, const Zone &zone)
{
    return ChangeTeller(change, zone).sentences();
}

QString sentence(const Conversion &conversion, const Currency &from)
{
    if (!conversion.total)
        return Words::tr("No exchange rate from %1 to %2 is known for %3 or before; state one to see the total in %2.")
            .arg(text(from.code), text(conversion.currency.code), text(conversion.date));
    const QString rate = Words::tr("%1 (1 %2 = %3 %4 on %5)")
                             .arg(money(*conversion.total, conversion.currency), text(from.code),
                                 text(conversion.rate.toString()), text(conversion.currency.code),
                                 text(conversion.date));
    return conversion.source.empty() ? rate : Words::tr("%1, according to %2").arg(rate, text(conversion.source));
}

Json toJson(const BillChange &change, const Zone &zone)
{
    const auto amount = [&](const Decimal &value) { return Json(value.toFixed(change.currency.minorDigits)); };
    Json json;
    json.set("currency", change.currency.code);
    json.set("earlier", spanJson(change.earlier)).set("later", spanJson(change.later));
    json.set("before", amount(change.before)).set("after", amount(change.after));
    json.set("difference", amount(change.difference().value_or(Decimal())));
    json.set("price", amount(change.price)).set("volume", amount(change.volume));
    json.set("mix", amount(change.mix)).set("limits", amount(change.limits));
    if (!change.late.isZero())
        json.set("late", amount(change.late));
    Json::Array meters;
    for (const MeterChange &meter : change.meters)
        meters.push_back(Json()
                             .set("meter", meter.meter)
                             .set("before", meter.before)
                             .set("after", meter.after)
                             .set("volume", amount(meter.volume))
                             .set("mix", amount(meter.mix)));
    json.set("meters", std::move(meters));
    Json::Array terms;
    for (const auto &[before, after] : change.plans)
        for (const PlanChange &term : diff(before, after))
            terms.push_back(
                Json().set("pointer", term.pointer).set("before", term.before).set("after", term.after));
    json.set("terms", std::move(terms));
    return json.set("explanation", explanation(change, zone).join(u'\n').toStdString());
}

} // namespace toll
