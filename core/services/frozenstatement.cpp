// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/services/frozenstatement.h"

#include "core/base/json.h"

#include <concepts>
#include <type_traits>
#include <utility>

namespace toll {

namespace {

template<typename T, typename Of>
concept Is = std::same_as<std::remove_const_t<T>, Of>;

// Every kind of thing names its members once; the archive writes or reads them.

void members(auto &archive, Is<Interval> auto &span)
{
    archive("begin", span.begin);
    archive("end", span.end);
}

void members(auto &archive, Is<Currency> auto &currency)
{
    archive("code", currency.code);
    archive("digits", currency.minorDigits);
}

void members(auto &archive, Is<ScopeResult> auto &result)
{
    archive("billable", result.billable);
    archive("over", result.over);
}

void members(auto &archive, Is<FullWindow> auto &window)
{
    archive("span", window.span);
    archive("cap", window.cap);
    archive("over", window.over);
}

void members(auto &archive, Is<StatusUnits> auto &units)
{
    archive("status", units.status);
    archive("units", units.units);
}

void members(auto &archive, Is<OutsideUnits> auto &units)
{
    archive("before_first", units.beforeFirst);
    archive("ended", units.ended);
    archive("revoked", units.revoked);
}

void members(auto &archive, Is<NearRule> auto &rule)
{
    archive("charge", rule.charge);
    archive("field", rule.field);
    archive("pattern", rule.pattern);
    archive("value", rule.value);
    archive("taken_by", rule.takenBy);
    archive("requests", rule.requests);
}

void members(auto &archive, Is<Term> auto &term)
{
    archive("span", term.span);
    archive("number", term.number);
    archive("wall", term.wall);
}

void members(auto &archive, Is<TermPart> auto &part)
{
    archive("term", part.term);
    archive("allowance", part.allowance);
    archive("before", part.before);
    archive("n", part.n);
    archive("billable", part.billable);
    archive("over", part.over);
}

void members(auto &archive, Is<TokenPrice> auto &price)
{
    archive("rate", price.rate);
    archive("caps", price.caps);
    archive("lifetime", price.lifetime);
    archive("cap_scope", price.capScope);
    archive("over_cap", price.overCap);
    archive("overage_rate", price.overageRate);
    archive("align", price.align);
    archive("renewal", price.renewal);
}

void members(auto &archive, Is<LinePart> auto &part)
{
    archive("token", part.token);
    archive("price", part.price);
    archive("terms", part.terms);
    archive("quantity", part.quantity);
    archive("n", part.n);
    archive("not_billable", part.notBillable);
    archive("not_billable_by", part.notBillableBy);
    archive("absent_status", part.absentStatus);
    archive("outside_term", part.outsideTerm);
    archive("outside_by", part.outsideBy);
    archive("given", part.given);
    archive("share", part.share);
    archive("refused", part.refused);
    archive("applied", part.applied);
    archive("other", part.other);
    archive("windows", part.windows);
    archive("full_windows", part.fullWindows);
    archive("fullest", part.fullest);
    archive("exact", part.exact);
    archive("other_exact", part.otherExact);
    archive("amount", part.amount);
}

void members(auto &archive, Is<LineStep> auto &step)
{
    archive("rule", step.rule);
    archive("up_to", step.upTo);
    archive("quantity", step.quantity);
    archive("base", step.base);
    archive("factor", step.factor);
    archive("exact", step.exact);
    archive("tag", step.tag);
}

void members(auto &archive, Is<IdleRule> auto &rule)
{
    archive("kind", rule.kind);
    archive("rule", rule.rule);
    archive("factor", rule.factor);
}

void members(auto &archive, Is<LateAdjustment> auto &late)
{
    archive("of", late.of);
    archive("now", late.now);
    archive("frozen", late.frozen);
    archive("adjusted", late.adjusted);
    archive("outside_term", late.outsideTerm);
    archive("closed_at", late.closedAt);
    archive("events", late.events);
    archive("first_arrival", late.firstArrival);
    archive("last_arrival", late.lastArrival);
}

void members(auto &archive, Is<StatementLine> auto &line)
{
    archive("charge", line.charge);
    archive("shape", line.shape);
    archive("kind", line.kind);
    archive("version", line.version);
    archive("in_force_from", line.inForceFrom);
    archive("agreement", line.agreement);
    archive("period", line.period);
    archive("meter", line.meter);
    archive("quantity", line.quantity);
    archive("billable", line.billable);
    archive("n", line.n);
    archive("given", line.given);
    archive("per_places", line.perPlaces);
    archive("steps", line.steps);
    archive("idle", line.idle);
    archive("match", line.match);
    archive("near", line.near);
    archive("days", line.days);
    archive("days_of_period", line.daysOfPeriod);
    archive("capped", line.isCapped);
    archive("parts", line.parts);
    archive("exact", line.exact);
    archive("other_exact", line.otherExact);
    archive("amount", line.amount);
    archive("late", line.late);
    archive("explained", line.explained);
}

void members(auto &archive, Is<Conversion> auto &conversion)
{
    archive("currency", conversion.currency);
    archive("date", conversion.date);
    archive("rate", conversion.rate);
    archive("source", conversion.source);
    archive("total", conversion.total);
}

void members(auto &archive, Is<Closure> auto &closure)
{
    archive("at", closure.at);
    archive("by", closure.by);
    archive("language", closure.language);
}

void members(auto &archive, Is<FutureUse> auto &use)
{
    archive("file", use.file);
    archive("events", use.events);
    archive("first", use.first);
    archive("last", use.last);
    archive("arrived", use.arrived);
}

void members(auto &archive, Is<Statement::TokenName> auto &token)
{
    archive("id", token.id.text);
    archive("name", token.name);
    archive("tags", token.tags);
}

void members(auto &archive, Is<Statement> auto &statement)
{
    archive("currency", statement.currency);
    archive("timezone", statement.timezone);
    archive("plan", statement.plan);
    archive("rounding", statement.rounding);
    archive("billable", statement.billableStatuses);
    archive("period", statement.period);
    archive("tokens", statement.tokens);
    archive("lines", statement.lines);
    archive("total", statement.total);
    archive("converted", statement.converted);
    archive("closed", statement.closed);
    archive("future", statement.future);
}

template<typename T>
concept Named = std::is_enum_v<T>;
template<typename T>
concept Whole = std::integral<T> && !std::same_as<T, bool>;

/// Writes members; what is empty is left out.
class Writer {
public:
    template<typename T>
    void operator()(const char *key, const T &value)
    {
        if constexpr (requires { value.empty(); }) {
            if (value.empty())
                return;
        }
        if (Json json = jsonOf(value); !json.isNull())
            m_json.set(key, std::move(json));
    }

    Json take() { return std::move(m_json); }

private:
    static Json jsonOf(bool value) { return value; }
    static Json jsonOf(Whole auto value) { return static_cast<std::int64_t>(value); }
    static Json jsonOf(Named auto value) { return name(value); }
    static Json jsonOf(const std::string &value) { return value; }
    static Json jsonOf(const Decimal &value) { return value.toString(); }
    static Json jsonOf(Instant value) { return value.ms; }
    static Json jsonOf(const Cap &value) { return toString(value); }
    static Json jsonOf(const Span &value) { return toString(value); }
    static Json jsonOf(const LocalTime &value)
    {
        return Json::Array{static_cast<int>(value.date.year()), static_cast<int>(static_cast<unsigned>(value.date.month())),
            static_cast<int>(static_cast<unsigned>(value.date.day())), value.msOfDay};
    }
    static Json jsonOf(const std::map<std::string, std::string> &values)
    {
        Json json = Json::Object{};
        for (const auto &[key, value] : values)
            json.set(key, value);
        return json;
    }
    template<typename T>
    static Json jsonOf(const std::optional<T> &value)
    {
        return value ? jsonOf(*value) : Json();
    }
    template<typename T>
    static Json jsonOf(const std::vector<T> &values)
    {
        Json::Array list;
        for (const T &value : values)
            list.push_back(jsonOf(value));
        return list;
    }
    template<typename T>
        requires requires(Writer &writer, const T &value) { members(writer, value); }
    static Json jsonOf(const T &value)
    {
        Writer writer;
        writer.m_json = Json::Object{};
        members(writer, value);
        return writer.take();
    }

    Json m_json;
};

/// Reads members into fresh values; absent ones stay as they are. What does not fit is remembered as damage.
class Reader {
public:
    explicit Reader(const Json &json) : m_json(json), m_isSound(json.asObject() != nullptr) { }

    template<typename T>
    void operator()(const char *key, T &value)
    {
        if (const Json *json = m_json.find(key))
            m_isSound = take(*json, value) && m_isSound;
    }

    [[nodiscard]] bool isSound() const { return m_isSound; }

private:
    template<typename T>
    static bool adopt(Result<T> read, T &value)
    {
        if (read)
            value = std::move(*read);
        return read.has_value();
    }

    /// A text that `parse` understands.
    template<typename T, typename Parse>
    static bool parsed(const Json &json, T &value, Parse parse)
    {
        const std::string *text = json.asString();
        return text && adopt<T>(parse(*text), value);
    }

    static bool take(const Json &json, bool &value)
    {
        if (const bool *known = json.asBool())
            value = *known;
        return json.asBool() != nullptr;
    }
    template<Whole T>
    static bool take(const Json &json, T &value)
    {
        const Result<std::int64_t> number = json.toInt64();
        if (number)
            value = static_cast<T>(*number);
        return number && std::in_range<T>(*number);
    }
    static bool take(const Json &json, std::string &value)
    {
        if (const std::string *text = json.asString())
            value = *text;
        return json.asString() != nullptr;
    }
    static bool take(const Json &json, Decimal &value)
    {
        return parsed(json, value, [](const std::string &text) { return Decimal::parse(text); });
    }
    static bool take(const Json &json, Instant &value) { return take(json, value.ms); }
    static bool take(const Json &json, Cap &value) { return parsed(json, value, parseCap); }
    static bool take(const Json &json, Span &value) { return parsed(json, value, parseSpan); }
    static bool take(const Json &json, CapScope &value) { return parsed(json, value, parseCapScope); }
    static bool take(const Json &json, OverCap &value) { return parsed(json, value, parseOverCap); }
    static bool take(const Json &json, Renewal &value) { return parsed(json, value, parseRenewal); }
    static bool take(const Json &json, Alignment &value) { return parsed(json, value, parseAlignment); }
    static bool take(const Json &json, Rounding &value) { return parsed(json, value, parseRounding); }
    static bool take(const Json &json, LineKind &value)
    {
        return parsed(json, value, [](const std::string &text) -> Result<LineKind> {
            for (int kind = 0; kind <= static_cast<int>(LineKind::Adjustment); ++kind)
                if (name(static_cast<LineKind>(kind)) == text)
                    return static_cast<LineKind>(kind);
            return fail(ErrorCode::Damaged, "kind", text);
        });
    }
    static bool take(const Json &json, LocalTime &value)
    {
        std::vector<std::int64_t> numbers;
        if (!take(json, numbers) || numbers.size() != 4)
            return false;
        value.date = Date(std::chrono::year(static_cast<int>(numbers[0])),
            std::chrono::month(static_cast<unsigned>(numbers[1])), std::chrono::day(static_cast<unsigned>(numbers[2])));
        value.msOfDay = numbers[3];
        return true;
    }
    static bool take(const Json &json, std::map<std::string, std::string> &values)
    {
        const Json::Object *object = json.asObject();
        bool isSound = object != nullptr;
        for (const auto &[key, value] : object ? *object : Json::Object{})
            isSound = take(value, values[key]) && isSound;
        return isSound;
    }
    template<typename T>
    static bool take(const Json &json, std::optional<T> &value)
    {
        return take(json, value.emplace());
    }
    template<typename T>
    static bool take(const Json &json, std::vector<T> &values)
    {
        const Json::Array *list = json.asArray();
        bool isSound = list != nullptr;
        for (const Json &element : list ? *list : Json::Array{})
            isSound = take(element, values.emplace_back()) && isSound;
        return isSound;
    }
    template<typename T>
        requires requires(Reader &reader, T &value) { members(reader, value); }
    static bool take(const Json &json, T &value)
    {
        Reader reader(json);
        members(reader, value);
        return reader.isSound();
    }

    const Json &m_json;
    bool m_isSound;
};

} // namespace

std::string freeze(const Statement &statement)
{
    Writer writer;
    members(writer, statement);
    return writer.take().dumpCanonical();
}

Result<Statement> thaw(const std::string &document)
{
    const Result<Json> json = parseJson(document);
    if (!json)
        return fail(ErrorCode::Damaged, "closing", json.error().where);
    Statement statement;
    Reader reader(*json);
    members(reader, statement);
    if (!reader.isSound())
        return fail(ErrorCode::Damaged, "closing");
    return statement;
}

} // namespace toll
