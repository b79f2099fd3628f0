// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/services/planwords.h"

#include "core/base/jsonpointer.h"
#include "core/services/wording.h"

#include <QCoreApplication>
#include <QLocale>

#include <algorithm>
#include <array>
#include <utility>

namespace toll {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(Plans)
};

using Label = std::pair<std::string_view, QString>;

template<std::size_t Count>
QString labelIn(const std::array<Label, Count> &labels, std::string_view key)
{
    const auto found = std::ranges::find(labels, key, &Label::first);
    return found == labels.end() ? QString() : found->second;
}

QString fromView(std::string_view text)
{
    return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
}

QString fromDecimal(const Decimal &value)
{
    return QString::fromStdString(value.toString());
}

QString tiersSummary(const std::vector<Tier> &tiers)
{
    QStringList parts;
    for (const Tier &tier : tiers) {
        if (tier.upTo)
            parts << Words::tr("%1 up to %2").arg(fromDecimal(tier.rate), QLocale().toString(*tier.upTo));
        else
            parts << (tiers.size() > 1 ? Words::tr("then %1").arg(fromDecimal(tier.rate)) : fromDecimal(tier.rate));
    }
    return parts.join(Words::tr(", ", "between tiers"));
}

struct Summary {
    QString operator()(const Flat &shape) const { return shape.rate ? fromDecimal(*shape.rate) : ofToken(); }
    QString operator()(const FlatCapped &shape) const
    {
        QStringList parts{shape.rate ? fromDecimal(*shape.rate) : ofToken()};
        for (const Cap &cap : shape.caps.value_or(std::vector<Cap>()))
            parts << Words::tr("at most %1").arg(label(cap));
        if (shape.lifetime && *shape.lifetime)
            parts << Words::tr("for %1").arg(label(*shape.lifetime));
        return parts.join(Words::tr(", ", "between tiers"));
    }
    QString operator()(const Graduated &shape) const { return tiersSummary(shape.tiers); }
    QString operator()(const Volume &shape) const { return tiersSummary(shape.tiers); }
    QString operator()(const Package &shape) const
    {
        return Words::tr("%1 per started %2").arg(fromDecimal(shape.rate), QLocale().toString(shape.size));
    }
    QString operator()(const Fixed &shape) const { return Words::tr("%1 a period").arg(fromDecimal(shape.amount)); }
    QString operator()(const Percentage &shape) const { return Words::tr("%1 %").arg(fromDecimal(shape.percent)); }

    static QString ofToken() { return Words::tr("the token's own"); }
};

/// Of a key whose elements are counted: "tier 2".
QString elementLabel(std::string_view key, const std::string &index)
{
    const QString number = QString::number(std::atoll(index.c_str()) + 1);
    const std::array<Label, 7> labels{{
        {"tiers", Words::tr("tier %1").arg(number)},
        {"slices", Words::tr("hours %1").arg(number)},
        {"load", Words::tr("load band %1").arg(number)},
        {"service_level", Words::tr("service level %1").arg(number)},
        {"discounts", Words::tr("discount %1").arg(number)},
        {"cap", Words::tr("cap %1").arg(number)},
        {"billable", Words::tr("status %1").arg(number)},
    }};
    const QString known = labelIn(labels, key);
    return known.isEmpty() ? number : known;
}

QString chargeLabel(const Json &document, const std::string &index)
{
    const Json *id = valueAt(document, "/charges/" + index + "/id");
    if (id && id->asString() && !id->asString()->empty())
        return Words::tr("Charge “%1”").arg(QString::fromStdString(*id->asString()));
    return Words::tr("Charge %1").arg(std::atoll(index.c_str()) + 1);
}

bool isIndex(const std::string &key)
{
    return !key.empty() && std::ranges::all_of(key, [](char c) { return c >= '0' && c <= '9'; });
}

/// JSON's quotes say nothing to people.
std::string withoutQuotes(const std::string &text)
{
    const bool isQuoted = text.size() > 1 && text.front() == '"' && text.back() == '"';
    return isQuoted ? text.substr(1, text.size() - 2) : text;
}

/// A value for people: texts without quotes, whole charges by their id.
QString valueText(const Json &value)
{
    if (value.asString())
        return QString::fromStdString(*value.asString());
    if (const Json::Array *list = value.asArray()) {
        QStringList texts;
        for (const Json &element : *list)
            texts << valueText(element);
        return texts.join(Words::tr(", ", "between tiers"));
    }
    if (const Json::Object *object = value.asObject()) {
        QStringList texts;
        for (const auto &[key, member] : *object)
            if (key != "id")
                texts << (member.asObject() ? valueText(member) : keyLabel(key) + u' ' + valueText(member));
        return texts.join(Words::tr(", ", "between tiers"));
    }
    return QString::fromStdString(value.dump());
}

} // namespace

QString shapeLabel(std::string_view shape)
{
    const std::array<Label, 7> labels{{
        {"flat", Words::tr("Flat")},
        {"flat_capped", Words::tr("Flat with a cap")},
        {"graduated", Words::tr("Graduated tiers")},
        {"volume", Words::tr("Volume tiers")},
        {"package", Words::tr("Blocks")},
        {"fixed", Words::tr("Fixed fee")},
        {"percentage", Words::tr("Percentage")},
    }};
    const QString known = labelIn(labels, shape);
    return known.isEmpty() ? fromView(shape) : known;
}

QString meterLabel(std::string_view meter)
{
    const std::array<Label, 7> labels{{
        {"requests", Words::tr("Requests")},
        {"input_units", Words::tr("Input units")},
        {"cached_input_units", Words::tr("Cached input units")},
        {"cache_write_units", Words::tr("Cache writes")},
        {"output_units", Words::tr("Output units")},
        {"response_ms", Words::tr("Response time (ms)")},
        {"errors", Words::tr("Errors")},
    }};
    const QString known = labelIn(labels, meter);
    if (!known.isEmpty())
        return known;
    return fromView(meter.starts_with("meter.") ? meter.substr(6) : meter);
}

QString meterQuantity(std::string_view meter, std::int64_t quantity)
{
    if (meter == "requests" || meter == "errors") {
        const int plural = static_cast<int>(std::min<std::int64_t>(quantity, 1'000'000));
        const QString text = meter == "requests" ? Words::tr("%Ln requests", nullptr, plural)
                                                 : Words::tr("%Ln errors", nullptr, plural);
        if (quantity == plural)
            return text;
    }
    return Words::tr("%1 %2", "quantity and meter")
        .arg(QLocale().toString(static_cast<qlonglong>(quantity)), meterLabel(meter).toLower());
}

QString priceSummary(const Charge &charge)
{
    QString text = std::visit(Summary(), charge.shape);
    if (charge.perPlaces > 0)
        text = Words::tr("%1 per %2").arg(text, QLocale().toString(qlonglong(
            std::stoll("1" + std::string(static_cast<std::size_t>(charge.perPlaces), '0')))));
    if (charge.allowance > 0)
        text = Words::tr("%1; %2 free").arg(text, QLocale().toString(qlonglong(charge.allowance)));
    return text;
}

QString keyLabel(std::string_view key)
{
    const std::array<Label, 48> labels{{
        {"name", Words::tr("Name")}, {"currency", Words::tr("Currency")}, {"timezone", Words::tr("Time zone")},
        {"period", Words::tr("Billing period")}, {"period_align", Words::tr("Period begins")},
        {"rounding", Words::tr("Rounding")}, {"billable", Words::tr("Billable statuses")},
        {"capacity", Words::tr("Capacity")}, {"charges", Words::tr("Charges")}, {"minimum", Words::tr("Minimum")},
        {"maximum", Words::tr("Maximum")}, {"tax", Words::tr("Tax")}, {"discounts", Words::tr("Discounts")},
        {"id", Words::tr("Name of the charge")}, {"group", Words::tr("Group")}, {"meter", Words::tr("Meter")},
        {"match", Words::tr("Matches")}, {"per", Words::tr("Per")}, {"price", Words::tr("Price")},
        {"shape", Words::tr("Kind of price")}, {"rate", Words::tr("Rate")}, {"cap", Words::tr("Cap")},
        {"lifetime", Words::tr("Lifetime")}, {"cap_scope", Words::tr("Cap holds for")},
        {"over_cap", Words::tr("Over the cap")}, {"overage_rate", Words::tr("Overage rate")},
        {"throttle_to", Words::tr("Slowed down to")},
        {"align", Words::tr("Windows begin")}, {"renewal", Words::tr("Renewal")}, {"tiers", Words::tr("Tiers")},
        {"tier_by", Words::tr("Tier by")}, {"up_to", Words::tr("Up to")}, {"context", Words::tr("Size counts")},
        {"size", Words::tr("Block size")}, {"amount", Words::tr("Amount")}, {"percent", Words::tr("Percent")},
        {"allowance", Words::tr("Free units")}, {"per_term", Words::tr("Free units per term")},
        {"slices", Words::tr("Hours")}, {"load", Words::tr("Load bands")},
        {"service_level", Words::tr("Service levels")}, {"multiplier", Words::tr("Multiplier")},
        {"above", Words::tr("Above")}, {"slower_than_ms", Words::tr("Slower than (ms)")},
        {"credit", Words::tr("Credit")}, {"credit_percent", Words::tr("Credit in percent")},
        {"percentile", Words::tr("Percentile")}, {"on", Words::tr("On")},
    }};
    const QString known = labelIn(labels, key);
    return known.isEmpty() ? fromView(key) : known;
}

QString planPlace(const Json &document, const std::string &pointer)
{
    const std::vector<std::string> keys = pointerKeys(pointer);
    QStringList parts;
    for (std::size_t i = 0; i < keys.size(); ++i) {
        const bool hasMore = i + 1 < keys.size();
        if (keys[i] == "charges" && hasMore && isIndex(keys[i + 1])) {
            parts << chargeLabel(document, keys[++i]);
        } else if (hasMore && isIndex(keys[i + 1])) {
            parts << elementLabel(keys[i], keys[i + 1]);
            ++i;
        } else if (keys[i] != "price" || !hasMore) {
            parts << (parts.isEmpty() ? keyLabel(keys[i]) : keyLabel(keys[i]).toLower());
        }
    }
    return parts.join(Words::tr(", ", "between places"));
}

QString sentence(const PlanChange &change, const Plan &before, const Plan &after)
{
    const bool isRemoved = change.kind == PlanChange::Kind::Removed;
    const QString place = planPlace(toJson(isRemoved ? before : after), change.pointer);
    if (change.pointer == "/charges")
        return Words::tr("Order of charges: %1").arg(valueText(change.after));
    switch (change.kind) {
    case PlanChange::Kind::Added:
        return Words::tr("%1, new: %2").arg(place, valueText(change.after));
    case PlanChange::Kind::Removed:
        return Words::tr("%1: gone (was %2)").arg(place, valueText(change.before));
    case PlanChange::Kind::Changed:
        break;
    }
    return Words::tr("%1: %2 → %3").arg(place, valueText(change.before), valueText(change.after));
}

QString complaint(const Error &fault)
{
    if (fault.where.ends_with("/up_to") && fault.code == ErrorCode::OutOfRange && fault.expected.empty())
        return Words::tr("The last tier has no end: leave this empty.");
    if (fault.where.ends_with("/up_to") && fault.code == ErrorCode::Missing)
        return Words::tr("Only the last tier may be without end.");
    Error here = fault;
    here.where.clear();
    here.line = 0;
    here.found = withoutQuotes(fault.found);
    here.expected = withoutQuotes(fault.expected);
    if (fault.code == ErrorCode::OutOfRange && here.expected == "12")
        return Words::tr("At most 12 decimals.");
    if (const std::string open = "\u2026"; here.expected.ends_with(open)) {
        const QString least = QString::fromStdString(here.expected.substr(0, here.expected.size() - open.size()));
        here.expected = Words::tr("%1 or more").arg(least).toStdString();
    }
    return sentence(here);
}

} // namespace toll
