// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/services/studywords.h"

#include "core/services/figures.h"

#include <QCoreApplication>
#include <QStringList>

#include <algorithm>
#include <array>
#include <utility>

namespace toll {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(StudyWords)
};

} // namespace

QString reasonText(RefusalReason reason)
{
    switch (reason) {
    case RefusalReason::NotBegun:
        return Words::tr("term not begun");
    case RefusalReason::Expired:
        return Words::tr("term over");
    case RefusalReason::Revoked:
        return Words::tr("revoked");
    case RefusalReason::Exhausted:
        return Words::tr("C·T used up");
    case RefusalReason::OverCap:
        return Words::tr("cap reached");
    case RefusalReason::OverRate:
        return Words::tr("too fast");
    case RefusalReason::PoolCap:
        return Words::tr("shared cap reached");
    case RefusalReason::PoolRate:
        return Words::tr("too fast together");
    }
    return {};
}

QString faultText(OutlookFault fault)
{
    switch (fault) {
    case OutlookFault::Plan:
        return Words::tr("its plan looks at more than the requests of a day");
    case OutlookFault::Windows:
        return Words::tr("its caps act on windows of less than a day");
    case OutlookFault::Ended:
        return Words::tr("its last term is over");
    case OutlookFault::Unused:
        return Words::tr("it was never used");
    case OutlookFault::Size:
        return Words::tr("its use is too large to be drawn");
    }
    return {};
}

QString tooLittleText(const HistoryAmount &history)
{
    return Words::tr("too little history: %1 of %2 whole weeks")
        .arg(countFigure(history.wholeSeasons), countFigure(HistoryAmount::needed));
}

QString stateText(GoalState state)
{
    switch (state) {
    case GoalState::Exact:
        return Words::tr("to the digit");
    case GoalState::Several:
        return Words::tr("several values");
    case GoalState::Nearest:
        return Words::tr("nearest");
    case GoalState::OutOfReach:
        return Words::tr("out of reach");
    }
    return {};
}

QString rangesText(const GoalAnswer &answer)
{
    QStringList texts;
    for (const GoalRange &range : answer.ranges)
        texts << (range.first == range.last
                ? decimalFigure(range.first)
                : Words::tr("%1 to %2").arg(decimalFigure(range.first), decimalFigure(range.last)));
    return texts.join(QStringLiteral("; "));
}

QString sourceText(CountSource source)
{
    return source == CountSource::Bootstrap
        ? Words::tr("blocks of the history with its weekdays (seasonal block bootstrap)")
        : Words::tr("counts drawn from the Poisson or negative binomial distribution fitted to each weekday");
}

StepWords stepWords(std::string_view step)
{
    const std::array<std::pair<std::string_view, StepWords>, 7> known{
        {{"before", {Words::tr("Now"), Words::tr("the bills as they are")}},
            {"price", {Words::tr("Price"), Words::tr("other rates on the same use")}},
            {"volume", {Words::tr("Volume"), Words::tr("more or less use at today's average price")}},
            {"mix", {Words::tr("Mix"), Words::tr("use that moves between prices, fees and discounts")}},
            {"limits",
                {Words::tr("Limits"),
                    Words::tr("caps, lifetimes, allowances, minimum and maximum take off more or less")}},
            {"refusals", {Words::tr("Refusals"), Words::tr("requests that are turned away and not billed")}},
            {"after", {Words::tr("What if"), Words::tr("the bills under the scenario")}}}};
    const auto found =
        std::ranges::find(known, step, [](const auto &one) -> std::string_view { return one.first; });
    return found == known.end() ? StepWords() : found->second;
}

} // namespace toll
