// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/accessarguments.h"

namespace toll {

namespace {

/// A new rate; a burst alone is that of the rate there is.
void takeRate(const std::optional<std::string> &rate, const std::optional<std::string> &burst, const char *rateOption,
    const char *burstOption, std::optional<RateLimit> &limit, std::vector<Error> &faults)
{
    if (!rate && !burst)
        return;
    if (rate && rate->empty()) {
        limit.reset();
        return;
    }
    if (!rate && !limit) {
        faults.push_back({ErrorCode::Missing, rateOption, {}, {}, 0});
        return;
    }
    std::string sustained = rate.value_or(std::string());
    if (!rate) {
        const std::string text = toString(*limit);
        sustained = text.substr(0, text.find(" burst "));
    }
    const Result<RateLimit> parsed =
        fromOption(parseRateLimit(sustained, burst.value_or(std::string())), rate ? rateOption : burstOption);
    if (parsed)
        limit = *parsed;
    else
        faults.push_back(parsed.error());
}

/// The texts of an option that may come several times; none where it came empty.
std::vector<std::string> given(std::vector<std::string> texts)
{
    std::erase(texts, std::string());
    return texts;
}

void takePatterns(const std::vector<std::string> &texts, const char *option, std::vector<std::string> &patterns,
    std::vector<Error> &faults)
{
    if (texts.empty())
        return;
    patterns = given(texts);
    if (const Result<void> checked = fromOption(checkPatterns(patterns), option); !checked)
        faults.push_back(checked.error());
}

Finished ended(std::vector<Error> faults)
{
    if (!faults.empty())
        return std::unexpected(std::move(faults));
    return {};
}

} // namespace

bool AccessArguments::areEmpty() const
{
    return !rate && !burst && networks.empty() && models.empty() && endpoints.empty();
}

Finished AccessArguments::apply(TokenAccess &access) const
{
    std::vector<Error> faults;
    takeRate(rate, burst, "--rate-limit", "--burst", access.rate, faults);
    if (!networks.empty()) {
        const auto parsed = fromOption(parseNetworks(given(networks)), "--allow-ip");
        if (parsed)
            access.networks = *parsed;
        else
            faults.push_back(parsed.error());
    }
    takePatterns(models, "--allow-model", access.models, faults);
    takePatterns(endpoints, "--allow-endpoint", access.endpoints, faults);
    return ended(std::move(faults));
}

void addAccessOptions(CLI::App &command, AccessArguments &arguments)
{
    addText(command, "--rate-limit", arguments.rate,
        Words::tr("Most requests in the long run that the service lets through, such as 10/second or 600/min; empty: no "
                  "limit"));
    addText(command, "--burst", arguments.burst, Words::tr("How many of them may come at once (default: the count)"));
    addTexts(command, "--allow-ip", arguments.networks,
        Words::tr("Network the token may be used from, such as 10.0.0.0/8; may come several times; empty: from anywhere"));
    addTexts(command, "--allow-model", arguments.models,
        Words::tr("Model it may be used for, such as gpt-4o*; may come several times; empty: all"));
    addTexts(command, "--allow-endpoint", arguments.endpoints,
        Words::tr("Endpoint it may be used for, such as /v1/*; may come several times; empty: all"));
}

bool PoolArguments::areEmpty() const
{
    return caps.empty() && !rate && !burst;
}

Finished PoolArguments::apply(PoolLimits &pool) const
{
    std::vector<Error> faults;
    if (!caps.empty())
        pool.caps.clear();
    for (const std::string &text : given(caps)) {
        const Result<Cap> cap = fromOption(parseCap(text), "--pool-cap");
        if (cap)
            pool.caps.push_back(*cap);
        else
            faults.push_back(cap.error());
    }
    takeRate(rate, burst, "--pool-rate-limit", "--pool-burst", pool.rate, faults);
    return ended(std::move(faults));
}

void addPoolOptions(CLI::App &command, PoolArguments &arguments)
{
    addTexts(command, "--pool-cap", arguments.caps,
        Words::tr("Most requests of all its tokens together that the service lets through in a window, such as 1000/day; "
                  "may come several times; empty: no cap"));
    addText(command, "--pool-rate-limit", arguments.rate,
        Words::tr("The same in the long run, such as 50/second; empty: no limit"));
    addText(command, "--pool-burst", arguments.burst,
        Words::tr("How many requests of all its tokens may come at once (default: the count)"));
}

} // namespace toll
