// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/pricearguments.h"

namespace toll {

namespace {

constexpr int rateDecimals = 12;

Result<Decimal> parseRate(std::string_view text)
{
    const Result<Decimal> rate = Decimal::parse(text);
    if (!rate)
        return fail(rate.error().code, {}, std::string(text), "0.002");
    if (rate->isNegative())
        return fail(ErrorCode::Negative, {}, std::string(text), ">= 0");
    if (rate->scale() > rateDecimals)
        return fail(ErrorCode::OutOfRange, {}, std::string(text), "0.000000000001");
    return rate;
}

/// Takes the option's value where it is given; a bad one joins the faults.
template<typename Value, typename Parse>
void take(
    const std::optional<std::string> &text, const char *option, Value &value, Parse parse, std::vector<Error> &faults)
{
    if (!text)
        return;
    auto parsed = fromOption(parse(*text), option);
    if (parsed)
        value = *parsed;
    else
        faults.push_back(parsed.error());
}

void takeCaps(const std::vector<std::string> &texts, std::vector<Cap> &caps, std::vector<Error> &faults)
{
    if (texts.empty())
        return;
    caps.clear();
    if (texts.size() == 1 && texts.front() == "none")
        return;
    for (const std::string &text : texts) {
        const Result<Cap> cap = fromOption(parseCap(text), "--cap");
        if (cap)
            caps.push_back(*cap);
        else
            faults.push_back(cap.error());
    }
}

} // namespace

bool PriceArguments::areEmpty() const
{
    return !rate && caps.empty() && !lifetime && !capScope && !overCap && !overageRate && !align && !renewal;
}

Finished PriceArguments::apply(TokenPrice &price) const
{
    std::vector<Error> faults;
    take(rate, "--rate", price.rate, parseRate, faults);
    takeCaps(caps, price.caps, faults);
    take(lifetime, "--lifetime", price.lifetime, parseLifetime, faults);
    take(capScope, "--cap-scope", price.capScope, parseCapScope, faults);
    take(overCap, "--over-cap", price.overCap, parseOverCap, faults);
    take(overageRate, "--overage-rate", price.overageRate, parseRate, faults);
    take(align, "--align", price.align, parseAlignment, faults);
    take(renewal, "--renewal", price.renewal, parseRenewal, faults);
    if (!faults.empty())
        return std::unexpected(std::move(faults));
    return {};
}

void addPriceOptions(CLI::App &command, PriceArguments &arguments)
{
    addText(command, "--rate", arguments.rate, Words::tr("R: price of one request, such as 0.002"));
    addTexts(command, "--cap", arguments.caps,
        Words::tr("C: most requests billed in a window, such as 200/day or 5/15 min; may come several times; none"));
    addText(command, "--lifetime", arguments.lifetime,
        Words::tr("T: how long a term lasts, such as P30D, P1M or PT720H; none"));
    addText(command, "--cap-scope", arguments.capScope,
        Words::tr("lifetime: the cap holds for the whole term (default); window: for each window"));
    addText(command, "--over-cap", arguments.overCap,
        Words::tr("What happens over the cap: free (default), charge, reject, throttle"));
    addText(command, "--overage-rate", arguments.overageRate,
        Words::tr("Price of a request over the cap, with --over-cap charge (default: the rate)"));
    addText(command, "--align", arguments.align,
        Words::tr("Windows begin with the term (term, default) or at midnights, Mondays, firsts (calendar)"));
    addText(command, "--renewal", arguments.renewal, Words::tr("What follows a term: none (default), auto"));
}

} // namespace toll
