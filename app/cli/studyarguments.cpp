// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/studyarguments.h"

#include <limits>

namespace toll {

namespace {

constexpr std::int64_t mostRuns = 1'000'000;
constexpr std::int64_t mostDays = 3'660;

std::vector<std::string> parts(const std::string &text, char separator)
{
    std::vector<std::string> found;
    std::size_t begin = 0;
    for (std::size_t end = 0; end != std::string::npos; begin = end + 1) {
        end = text.find(separator, begin);
        found.push_back(text.substr(begin, end == std::string::npos ? end : end - begin));
    }
    return found;
}

/// "0.001..0.003:0.0005" with what follows a slash.
struct Range {
    Decimal least;
    Decimal most;
    Decimal step;
    std::string unit;
};

Result<Range> parseRange(const std::string &text, std::string_view option)
{
    const auto wrong = [&] { return fail(ErrorCode::Syntax, std::string(option), text, "0.001..0.003:0.0005"); };
    const std::size_t slash = text.find('/');
    const std::string numbers = text.substr(0, slash);
    const std::size_t dots = numbers.find("..");
    const std::size_t colon = numbers.find(':');
    if (dots == std::string::npos || colon == std::string::npos || colon < dots)
        return wrong();
    const Result<Decimal> least = Decimal::parse(numbers.substr(0, dots));
    const Result<Decimal> most = Decimal::parse(numbers.substr(dots + 2, colon - dots - 2));
    const Result<Decimal> step = Decimal::parse(numbers.substr(colon + 1));
    if (!least || !most || !step)
        return wrong();
    return Range{*least, *most, *step, slash == std::string::npos ? std::string() : text.substr(slash + 1)};
}

/// KEY=VALUE|VALUE or KEY=LEAST..MOST:STEP; of a cap with its window behind: cap=100..300:50/day.
Result<SweepAxis> parseAxis(const std::string &text)
{
    const std::size_t equals = text.find('=');
    if (equals == std::string::npos)
        return fail(ErrorCode::Syntax, "--sweep", text, "rate=0.001..0.003:0.0005, cap=100/day|200/day");
    SweepAxis axis{text.substr(0, equals), {}};
    const std::string values = text.substr(equals + 1);
    if (values.find("..") == std::string::npos) {
        axis.values = parts(values, '|');
        return axis;
    }
    const Result<Range> range = parseRange(values, "--sweep");
    if (!range)
        return std::unexpected(range.error());
    Result<std::vector<std::string>> between = valuesBetween(range->least, range->most, range->step);
    if (!between)
        return std::unexpected(between.error());
    for (std::string &value : *between)
        axis.values.push_back(range->unit.empty() ? std::move(value) : value + '/' + range->unit);
    return axis;
}

Result<SoughtParameter> parseSought(const std::string &text)
{
    const std::size_t equals = text.find('=');
    if (equals == std::string::npos)
        return fail(ErrorCode::Syntax, "--seek", text, "rate=0.001..0.01:0.0001, cap=10..500:10/day");
    const Result<Range> range = parseRange(text.substr(equals + 1), "--seek");
    if (!range)
        return std::unexpected(range.error());
    return SoughtParameter{text.substr(0, equals), range->unit, range->least, range->most, range->step};
}

Result<RateLimit> parseRateLimit(const std::string &text, const std::optional<std::string> &burst)
{
    const Result<Cap> rate = parseCap(text);
    if (!rate)
        return std::unexpected(rate.error());
    const Span every = windowSpan(*rate);
    if (every.kind != Span::Kind::Exact)
        return fail(ErrorCode::OutOfRange, {}, text, "10/second, 600/min, 1000/hour");
    const Result<std::int64_t> most =
        burst ? parseNumber(*burst, "--burst", 1, std::numeric_limits<std::int32_t>::max()) : rate->count;
    return most ? RateLimit::make(rate->count, every.amount, *most) : std::unexpected(most.error());
}

/// Reads options one by one and keeps their faults.
class Reader {
public:
    template<typename T, typename Target>
    void put(Result<T> value, std::string_view option, Target &to)
    {
        if (value)
            to = std::move(*value);
        else
            m_faults.push_back(fromOption(std::move(value), option).error());
    }
    template<typename Target>
    void number(const std::optional<std::string> &text, std::string_view option, std::int64_t least, std::int64_t most,
        Target &to)
    {
        std::int64_t value = static_cast<std::int64_t>(to);
        if (text)
            put(parseNumber(*text, option, least, most), option, value);
        to = static_cast<Target>(value);
    }
    void decimal(const std::optional<std::string> &text, std::string_view option, std::optional<Decimal> &to)
    {
        if (text)
            put(Decimal::parse(*text), option, to);
    }
    [[nodiscard]] std::vector<Error> &faults() { return m_faults; }

private:
    std::vector<Error> m_faults;
};

void readGoal(const StudyArguments &arguments, StudyQuestions &questions, Reader &reader)
{
    if (!arguments.goal && arguments.seek.empty())
        return;
    GoalQuestion &goal = questions.goal.emplace();
    goal.currency = arguments.currency.value_or(std::string());
    if (arguments.goal && *arguments.goal != "baseline")
        reader.decimal(arguments.goal, "--goal", goal.target);
    for (const std::string &text : arguments.seek)
        reader.put(parseSought(text), "--seek", goal.parameters.emplace_back());
    if (arguments.seek.empty())
        reader.faults().push_back({ErrorCode::Missing, "--seek", {}, "rate=0.001..0.01:0.0001", 0});
}

void readForecast(const StudyArguments &arguments, StudyQuestions &questions, Reader &reader)
{
    const bool isBaseline = arguments.baseline == "forecast";
    if (arguments.baseline && !isBaseline && *arguments.baseline != "history")
        reader.faults().push_back({ErrorCode::Syntax, "--baseline", *arguments.baseline, "history, forecast", 0});
    if (!arguments.runs && !arguments.seed && !arguments.days && !arguments.budget && !arguments.fitted && !isBaseline)
        return;
    ForecastQuestion &forecast = questions.forecast.emplace();
    reader.number(arguments.runs, "--runs", 1, mostRuns, forecast.runs);
    reader.number(arguments.seed, "--seed", 0, std::numeric_limits<std::int64_t>::max(), forecast.seed);
    reader.number(arguments.days, "--days", 1, mostDays, forecast.days);
    reader.decimal(arguments.budget, "--budget", forecast.budget);
    forecast.isBaseline = isBaseline;
    forecast.source = arguments.fitted ? CountSource::Fitted : CountSource::Bootstrap;
}

/// A setting whose value is a list may name the file that has it.
Result<std::string> settingFrom(const std::string &text)
{
    const std::size_t equals = text.find('=');
    const std::string key = text.substr(0, equals);
    const bool isList = key == "tiers" || key == "slices" || key == "load" || key == "service_level";
    if (equals == std::string::npos || !isList || text.substr(equals + 1) == "none" || text[equals + 1] == '[')
        return text;
    Result<std::string> list = readTextFile(text.substr(equals + 1));
    return list ? Result<std::string>(key + '=' + *list) : list;
}

} // namespace

Checked<StudyQuestions> questionsOf(const StudyArguments &arguments)
{
    StudyQuestions questions;
    Reader reader;
    questions.waterfall = arguments.waterfall;
    if (arguments.movers)
        for (const std::string &percent : parts(*arguments.movers, ','))
            reader.put(Decimal::parse(percent), "--movers", questions.thresholds.emplace_back());
    if (arguments.refusals || arguments.rateLimit)
        questions.limits.emplace();
    if (arguments.rateLimit)
        reader.put(parseRateLimit(*arguments.rateLimit, arguments.burst), "--rate-limit", questions.limits->tokenRate);
    for (const std::string &axis : arguments.sweep)
        reader.put(parseAxis(axis), "--sweep", questions.sweep.emplace_back());
    reader.decimal(arguments.tornado, "--tornado", questions.tornado);
    readGoal(arguments, questions, reader);
    readForecast(arguments, questions, reader);
    if (!reader.faults().empty())
        return std::unexpected(std::move(reader.faults()));
    return questions;
}

Checked<ScenarioSet> scenarioOf(const Services &services, const ScenarioArguments &arguments)
{
    ScenarioSet set;
    if (!arguments.file.empty()) {
        const Result<std::string> text = readTextFile(arguments.file);
        if (!text)
            return failed(text);
        const Result<Json> document = parseJson(*text);
        if (!document)
            return failed(document);
        Checked<ScenarioSet> read = services.scenarios.read(*document);
        if (!read)
            return read;
        set = std::move(*read);
    } else if (arguments.name) {
        const Result<ScenarioEntry> stored = services.scenarios.find(*arguments.name);
        if (!stored)
            return failed(fromOption(stored, "--scenario"));
        set = stored->set;
    }
    if (set.changes.empty())
        set.changes.emplace_back();
    std::vector<Error> faults;
    for (const std::string &setting : arguments.settings) {
        const Result<std::string> whole = settingFrom(setting);
        const Result<void> applied =
            whole ? applySetting(set.changes.back(), *whole) : Result<void>(std::unexpected(whole.error()));
        if (const Result<void> done = fromOption(applied, "--set"); !done)
            faults.push_back(done.error());
    }
    for (const std::string &assumption : arguments.assumptions)
        if (const Result<void> done = fromOption(applyAssumption(set.assumptions, assumption), "--assume"); !done)
            faults.push_back(done.error());
    if (arguments.on) {
        if (const Result<Selection> selection = parseSelection(*arguments.on))
            set.changes.back().on = *selection;
        else // "on", or "on, character 5" of a filter
            faults.push_back({selection.error().code, "--" + selection.error().where, selection.error().found,
                selection.error().expected, 0});
    }
    if (!faults.empty())
        return std::unexpected(std::move(faults));
    return set;
}

} // namespace toll
