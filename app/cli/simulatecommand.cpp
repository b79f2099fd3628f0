// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/command.h"
#include "app/cli/studyarguments.h"
#include "app/cli/studyjson.h"
#include "app/cli/studytables.h"
#include "core/reports/csv.h"
#include "core/services/printing.h"
#include "core/services/studyreport.h"

#include <algorithm>
#include <chrono>
#include <csignal>
#include <stop_token>
#include <thread>

namespace toll {

namespace {

struct SimulateOptions {
    ScenarioArguments scenario;
    StudyArguments questions;
    std::optional<std::string> from;
    std::optional<std::string> to;
    std::optional<std::string> timezone;
    std::string csv;
    std::string pdf;
    std::optional<std::string> paper;
};

volatile std::sig_atomic_t isInterrupted = 0;

/// Hands Ctrl+C on to long work: a signal handler itself may do next to nothing.
class Interruption {
public:
    Interruption()
        : m_watcher([this](const std::stop_token &end) {
              while (!end.stop_requested() && isInterrupted == 0)
                  std::this_thread::sleep_for(std::chrono::milliseconds(20));
              if (isInterrupted != 0)
                  m_source.request_stop();
          })
    {
        std::signal(SIGINT, [](int) { isInterrupted = 1; });
    }
    ~Interruption() { std::signal(SIGINT, SIG_DFL); }
    [[nodiscard]] std::stop_token token() const { return m_source.get_token(); }

private:
    std::stop_source m_source;
    std::jthread m_watcher;
};

/// Without usage nothing costs anything, before and after, in the workspace's currency.
Result<Outcome> emptyOutcome(Services &services)
{
    const Result<WorkspaceInfo> info = services.settings.info();
    if (!info)
        return std::unexpected(info.error());
    const Result<Currency> code = currency(info->currency);
    if (!code)
        return std::unexpected(code.error());
    Outcome outcome;
    outcome.currency = *code;
    return outcome;
}

Result<Study> studyOf(Session &session, Services &services, const std::shared_ptr<const Baseline> &history,
    const ScenarioSet &scenario, const StudyQuestions &questions)
{
    Pace pace;
    pace.threads = std::max(1U, std::thread::hardware_concurrency());
    const Interruption interruption;
    pace.stop = interruption.token();
    pace.progress = [&session](std::size_t done, std::size_t all) {
        session.out.progress(static_cast<std::int64_t>(done), static_cast<std::int64_t>(all));
    };
    Result<Study> answer = study(history, scenario, questions, pace);
    if (!answer || !answer->outcomes.empty())
        return answer;
    const Result<Outcome> empty = emptyOutcome(services);
    if (!empty)
        return std::unexpected(empty.error());
    answer->outcomes.push_back(*empty);
    return answer;
}

/// An outlook that lacks tokens must not pass for one of all.
void noteGaps(Session &session, const Study &study)
{
    for (const Forecast &forecast : study.forecasts) {
        if (const auto missing = forecast.outlook.missingDays; missing > 0)
            session.out.note(Words::tr("%1: %n day(s) without any usage were left out.", nullptr,
                static_cast<int>(missing))
                                 .arg(QString::fromStdString(forecast.outlook.currency.code)));
        if (forecast.outlook.mostRuns && forecast.outcome.runs == *forecast.outlook.mostRuns)
            session.out.note(Words::tr("%1: %2 futures were drawn, and no more: some plans are rated future by future.")
                                 .arg(QString::fromStdString(forecast.outlook.currency.code))
                                 .arg(forecast.outcome.runs));
        const auto isShort = [](const TokenOutcome &token) { return !token.isSimulated; };
        const auto few = std::ranges::count_if(forecast.outcome.tokens, isShort);
        if (few > 0)
            session.out.note(Words::tr("%1: %n token(s) have too little history for an outlook: less than two weeks.",
                nullptr, static_cast<int>(few))
                                 .arg(QString::fromStdString(forecast.outlook.currency.code)));
        if (const auto gaps = std::ssize(forecast.outlook.gaps); gaps > 0)
            session.out.note(Words::tr("%1: %n token(s) are not in the outlook; --json says why.", nullptr,
                static_cast<int>(gaps))
                                 .arg(QString::fromStdString(forecast.outlook.currency.code)));
    }
}

Result<void> show(Session &session, const Study &study, const std::string &csv)
{
    const std::vector<ReportTable> tables = tablesOf(study);
    if (!csv.empty())
        if (Result<void> written = writeTextFile(csv, toCsv(tables.back())); !written)
            return written;
    if (session.out.isJson()) {
        const Json::Array all = toJson(study);
        session.out.document(all.size() == 1 ? all.front() : Json(all));
        return {};
    }
    for (const ReportTable &table : tables) {
        if (&table != &tables.front())
            session.out.text("\n");
        session.out.table(table);
    }
    noteGaps(session, study);
    return {};
}

Finished simulateScenario(Session &session, const SimulateOptions &options)
{
    const Result<Services *> services = session.read();
    if (!services)
        return failed(services);
    const Checked<ScenarioSet> scenario = scenarioOf(**services, options.scenario);
    if (!scenario)
        return std::unexpected(scenario.error());
    const Checked<StudyQuestions> questions = questionsOf(options.questions);
    if (!questions)
        return std::unexpected(questions.error());
    const Result<Zone> zone = zoneFor(**services, options.timezone);
    if (!zone)
        return failed(zone);
    const Result<Paper> paper = fromOption(parsePaper(options.paper.value_or("A4")), "--paper");
    if (!paper)
        return failed(paper);
    Result<std::optional<Interval>> range = rangeFor(**services, options.from, options.to, *zone);
    if (!range)
        return failed(range);
    // A day that is not over yet must not pass for a quiet one.
    if (const Instant now = floorTo((*services)->now(), msPerQuarter); questions->forecast && *range && (*range)->end > now)
        (*range)->end = std::max((*range)->begin, now);
    StudyQuestions asked = *questions;
    if (options.questions.margin) {
        Result<Providers> providers = (*services)->simulation.providers(*range);
        if (!providers)
            return failed(providers);
        asked.providers = std::move(*providers);
    }
    const auto history = (*services)->simulation.historyFor(*range, *scenario, asked);
    if (!history)
        return failed(history);
    const Result<Study> answer = studyOf(session, **services, *history, *scenario, asked);
    if (!answer)
        return failed(answer);
    if (!options.pdf.empty()) {
        const StudyRecord record{*scenario, asked, *answer, *history, *zone, (*services)->now(), *paper};
        if (const Result<void> written = writePdf(studyReport(record), options.pdf); !written)
            return failed(written);
    }
    if (const Result<void> shown = show(session, *answer, options.csv); !shown)
        return failed(shown);
    return {};
}

void addQuestions(CLI::App &command, StudyArguments &questions)
{
    const auto flag = [&command](const char *name, bool &value, const QString &help) {
        command.add_flag(name, value, help.toStdString());
    };
    flag("--waterfall", questions.waterfall, Words::tr("What price, volume, mix, limits and refusals make of it"));
    addText(command, "--movers", questions.movers, Words::tr("Who pays more or less, and how many by over 5,10,20 %"));
    flag("--refusals", questions.refusals, Words::tr("Who would have been refused, when and why"));
    flag("--margin", questions.margin, Words::tr("What providers charge, and what is left, before and after"));
    addText(command, "--rate-limit", questions.rateLimit, Words::tr("The same, with a rate limit on each token: 10/second"));
    addText(command, "--burst", questions.burst, Words::tr("How many at once the rate limit lets pass"));
    addTexts(command, "--sweep", questions.sweep,
        Words::tr("Every value of a parameter: rate=0.001..0.003:0.0005, cap=100/day|200/day; several make a grid"));
    addText(command, "--tornado", questions.tornado, Words::tr("What matters most: each parameter moved by so many percent"));
    addText(command, "--goal", questions.goal, Words::tr("The total that is sought; baseline: what is billed now"));
    addTexts(command, "--seek", questions.seek,
        Words::tr("Among which values: rate=0.001..0.01:0.0001, cap=10..500:10/day"));
    addText(command, "--currency", questions.currency, Words::tr("Of the total that is sought, where there are several"));
    addText(command, "--runs", questions.runs, Words::tr("What may come: so many futures drawn from the history"));
    addText(command, "--seed", questions.seed, Words::tr("The same seed draws the same futures on every machine"));
    addText(command, "--days", questions.days, Words::tr("How far ahead (default: 90)"));
    addText(command, "--baseline", questions.baseline,
        Words::tr("What the scenario is set beside: history (default), or forecast, on the very same futures"));
    addText(command, "--budget", questions.budget, Words::tr("An amount; how likely is it exceeded?"));
    flag("--fitted", questions.fitted, Words::tr("Draw from fitted distributions instead of blocks of the history"));
}

} // namespace

void addSimulateCommand(CLI::App &app, Session &session)
{
    auto [command, options] = addCommand(
        app, session, "simulate", Words::tr("What would this history have cost otherwise?"), &simulateScenario);
    addText(command, "scenario", options.scenario.file, Words::tr("A scenario file (JSON)"));
    addText(command, "--scenario", options.scenario.name, Words::tr("A stored scenario, by name"));
    addTexts(command, "--set", options.scenario.settings,
        Words::tr("rate=0.003, rate_factor=1.1, cap=150/day, lifetime=P1M, cap_scope=, over_cap=, overage_rate=, renewal=, "
                  "discount=10, minimum=, maximum=, volume_factor=1.2, elasticity=-0.4; of the charge named by charge=ID, "
                  "or of the only one that has it: tiers=, tier_by=, size=, percent=, amount=, allowance=, per=, "
                  "slices=, load=, service_level=, lists in JSON or the name of a file"));
    addTexts(command, "--assume", options.scenario.assumptions,
        Words::tr("churn=0.05, seed=7, shift=PT3H, upstream_factor=1.1"));
    addText(command, "--on", options.scenario.on, Words::tr("Only customer:C, plan:P, tag:X, token:ID or filter:\"customer:C -tag:X\""));
    addText(command, "--from", options.from, Words::tr("First date or time of the history"));
    addText(command, "--to", options.to, Words::tr("Date or time at which it ends, not included"));
    addText(command, "--timezone", options.timezone, Words::tr("Zone of the dates (default: the workspace's)"));
    addQuestions(command, options.questions);
    addText(command, "--csv", options.csv, Words::tr("Also writes the last table to this file"));
    addText(command, "--pdf", options.pdf,
        Words::tr("Also writes all of it, with method and assumptions, to this PDF file"))
        ->type_name("FILE");
    addText(command, "--paper", options.paper, Words::tr("Of the PDF file: A4 (default) or Letter"));
}

} // namespace toll
