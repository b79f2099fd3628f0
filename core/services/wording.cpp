// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/services/wording.h"

#include <QCoreApplication>

#include <array>
#include <utility>

namespace toll {

namespace {

using namespace Qt::Literals::StringLiterals;

struct Words {
    Q_DECLARE_TR_FUNCTIONS(toll)
};

QString fromText(const std::string &text)
{
    return QString::fromStdString(text);
}

/// The thing a fault is about; options, pointers and files stand for themselves.
QString subject(const std::string &where)
{
    const std::array<std::pair<const char *, QString>, 12> known{{
        {"customer", Words::tr("Customer")},
        {"token", Words::tr("Token")},
        {"plan", Words::tr("Plan")},
        {"workspace", Words::tr("Workspace")},
        {"currency", Words::tr("Currency")},
        {"timezone", Words::tr("Time zone")},
        {"report", Words::tr("Report")},
        {"name", Words::tr("Name")},
        {"count", Words::tr("Count")},
        {"conflict", Words::tr("Conflict")},
        {"file", Words::tr("File")},
        {"admin_key", Words::tr("Management key")},
    }};
    for (const auto &[name, label] : known) {
        if (where == name)
            return label;
    }
    return fromText(where);
}

QString failure(const Error &error, const QString &found)
{
    switch (error.code) {
    case ErrorCode::Io:
        return found.isEmpty() ? Words::tr("It cannot be read or written.")
                               : Words::tr("It cannot be read or written (%1).").arg(found);
    case ErrorCode::Database:
        return Words::tr("The workspace could not do this (%1).").arg(found);
    case ErrorCode::Cancelled:
        return Words::tr("It was cancelled.");
    case ErrorCode::Overflow:
        return found.isEmpty() ? Words::tr("A number is too large to be kept exactly.")
                               : Words::tr("The number %1 is too large to be kept exactly.").arg(found);
    case ErrorCode::Damaged:
        return found.isEmpty() ? Words::tr("The content is damaged. It was left as it is.")
                               : Words::tr("The content is damaged (%1). It was left as it is.").arg(found);
    default:
        return found.isEmpty()
            ? Words::tr("Something inside the program went wrong. Please report it.")
            : Words::tr("Something inside the program went wrong (%1). Please report it.").arg(found);
    }
}

QString absence(const Error &error, const QString &found)
{
    if (error.code == ErrorCode::NotFound)
        return Words::tr("“%1” was not found.").arg(found);
    if (error.where == "workspace")
        return Words::tr("There is no workspace at %1. A command that writes makes one, such as “customer add”; “demo "
                         "create” makes one to try things on.")
            .arg(found);
    return found.isEmpty() ? Words::tr("There is no such file.") : Words::tr("There is no file %1.").arg(found);
}

QString invalid(const Error &error, const QString &found)
{
    switch (error.code) {
    case ErrorCode::UnknownKey:
        return Words::tr("Nothing is known by the name “%1”.").arg(found);
    case ErrorCode::Missing:
        return Words::tr("A value is missing.");
    case ErrorCode::OutOfRange:
        return Words::tr("“%1” is outside what is allowed.").arg(found);
    case ErrorCode::Unsupported:
        return Words::tr("“%1” is understood, but this version cannot do it.").arg(found);
    case ErrorCode::Ambiguous:
        return Words::tr("“%1” fits several things.").arg(found);
    case ErrorCode::Negative:
        return Words::tr("“%1” is negative, which makes no sense here.").arg(found);
    default:
        return found.isEmpty() ? Words::tr("An empty text cannot be read.")
                               : Words::tr("“%1” cannot be read.").arg(found);
    }
}

QString contradiction(const Error &error, const QString &found)
{
    switch (error.code) {
    case ErrorCode::AlreadyExists:
        return found.isEmpty() ? Words::tr("It exists already.") : Words::tr("“%1” exists already.").arg(found);
    case ErrorCode::WrongState:
        if (error.where == "dropped_events")
            return Words::tr(
                "Single usage records (%1) were dropped by retention. Their sums and the closed bills stay, "
                "but this needs the records themselves.")
                .arg(found);
        return found.isEmpty() ? Words::tr("This cannot be done now.")
                               : Words::tr("This cannot be done in the state “%1”.").arg(found);
    case ErrorCode::PeriodClosed:
        return Words::tr("The period %1 is closed.").arg(found);
    case ErrorCode::PeriodOpen:
        return Words::tr("The period %1 is not over yet.").arg(found);
    default:
        return found.isEmpty() ? Words::tr("This contradicts what is stored.")
                               : Words::tr("“%1” contradicts what is stored.").arg(found);
    }
}

QString refusal(const Error &error, const QString &found)
{
    switch (error.code) {
    case ErrorCode::Locked:
        return found.isEmpty()
            ? Words::tr("The workspace is in use by another program. Close it, and try again.")
            : Words::tr("The workspace is in use by another program (%1). Close it, and try again.").arg(found);
    case ErrorCode::TooNew:
        return Words::tr("The workspace was written by a newer version (%1). It can be read, but not changed.")
            .arg(found);
    case ErrorCode::ReadOnly:
        return Words::tr("The workspace can be read, but not changed.");
    default:
        return Words::tr("The file is not a workspace. It was left as it is.");
    }
}

QString whatHappened(const Error &error)
{
    const QString found = fromText(error.found);
    switch (exitCode(error.code)) {
    case 3:
        return absence(error, found);
    case 4:
        return invalid(error, found);
    case 5:
        return contradiction(error, found);
    case 8:
        return refusal(error, found);
    default:
        return failure(error, found);
    }
}

QString everyUnit(TimeUnit unit)
{
    switch (unit) {
    case TimeUnit::Second:
        return Words::tr("%1 a second");
    case TimeUnit::Minute:
        return Words::tr("%1 a minute");
    case TimeUnit::Hour:
        return Words::tr("%1 an hour");
    case TimeUnit::Day:
        return Words::tr("%1 a day");
    case TimeUnit::Week:
        return Words::tr("%1 a week");
    case TimeUnit::Month:
        return Words::tr("%1 a month");
    case TimeUnit::Year:
        return Words::tr("%1 a year");
    }
    return {};
}

QString everyFewUnits(TimeUnit unit)
{
    switch (unit) {
    case TimeUnit::Second:
        return Words::tr("%1 every %2 seconds");
    case TimeUnit::Minute:
        return Words::tr("%1 every %2 minutes");
    case TimeUnit::Hour:
        return Words::tr("%1 every %2 hours");
    case TimeUnit::Day:
        return Words::tr("%1 every %2 days");
    case TimeUnit::Week:
        return Words::tr("%1 every %2 weeks");
    case TimeUnit::Month:
        return Words::tr("%1 every %2 months");
    case TimeUnit::Year:
        return Words::tr("%1 every %2 years");
    }
    return {};
}

QString exactLength(std::int64_t milliseconds)
{
    if (milliseconds % msPerHour == 0) {
        const std::int64_t hours = milliseconds / msPerHour;
        return hours == 1 ? Words::tr("1 hour") : Words::tr("%1 hours").arg(hours);
    }
    if (milliseconds % msPerMinute == 0) {
        const std::int64_t minutes = milliseconds / msPerMinute;
        return minutes == 1 ? Words::tr("1 minute") : Words::tr("%1 minutes").arg(minutes);
    }
    const std::int64_t seconds = milliseconds / msPerSecond;
    return seconds == 1 ? Words::tr("1 second") : Words::tr("%1 seconds").arg(seconds);
}

/// What would have been right; formats of times are shown by an example, which says more than their names.
QString expectedText(const std::string &expected)
{
    const std::array<std::pair<std::string_view, const char *>, 14> examples{{
        {"rfc3339", "2026-10-05T12:00:00Z"},
        {"local", "2026-10-05 12:00:00"},
        {"unix-s", "1791201600"},
        {"unix-ms", "1791201600000"},
        {"unix-us", "1791201600000000"},
        {"unix-ns", "1791201600000000000"},
        {"dmy", "05.10.2026 12:00"},
        {"mdy", "10/05/2026 12:00 PM"},
        {"excel", "46300.5"},
        {"iso-week", "2026-W41-1"},
        {"rfc2822", "Mon, 05 Oct 2026 12:00:00 +0000"},
        {"common-log", "05/Oct/2026:12:00:00 +0000"},
        {"relative-s", "12.5"},
        {"relative-ms", "12500"},
    }};
    for (const auto &[format, example] : examples)
        if (expected == format)
            return QString::fromLatin1(example);
    return fromText(expected);
}

} // namespace

QString sentence(const Error &error)
{
    QString text = whatHappened(error);
    if (!error.expected.empty())
        text = Words::tr("%1 Expected: %2.").arg(text, expectedText(error.expected));
    const bool namesItself = (error.code == ErrorCode::FileNotFound && error.where == "workspace")
        || (error.code == ErrorCode::WrongState && error.where == "dropped_events");
    if (!error.where.empty() && !namesItself)
        text = Words::tr("%1: %2").arg(subject(error.where), text);
    if (error.line > 0)
        text = Words::tr("Line %1: %2").arg(QString::number(error.line), text);
    return text;
}

QString sentence(const Closure &closure, const Zone &zone)
{
    return Words::tr("Closed on %1 by %2. It does not change any more.")
        .arg(fromText(zone.format(closure.at)), fromText(closure.by));
}

QString sentence(const FutureUse &use, const Zone &zone)
{
    return Words::tr("Usage records dated later than they arrived: %1, from %2 to %3 (%4, arrived %5).")
        .arg(QString::number(use.events), fromText(zone.format(use.first)), fromText(zone.format(use.last)),
            fromText(use.file), fromText(zone.format(use.arrived)));
}

std::string textLanguage()
{
    //: The code of the language these texts are in, such as zh_CN.
    return Words::tr("en").toStdString();
}

QString sentence(const FilterFault &fault)
{
    Error error = fault.error;
    if (!fault.suggestion.empty())
        error.expected.clear(); // the suggestion says more than the list of what is allowed
    QString text = sentence(error);
    if (!fault.suggestion.empty())
        text = Words::tr("%1 Did you mean %2?").arg(text, fromText(fault.suggestion));
    return Words::tr("At character %1: %2").arg(QString::number(fault.position), text);
}

QString label(TokenState state)
{
    switch (state) {
    case TokenState::Unused:
        return Words::tr("unused");
    case TokenState::Active:
        return Words::tr("active");
    case TokenState::Expiring:
        return Words::tr("expiring");
    case TokenState::Expired:
        return Words::tr("expired");
    case TokenState::Exhausted:
        return Words::tr("exhausted");
    case TokenState::Suspended:
        return Words::tr("suspended");
    case TokenState::Revoked:
        return Words::tr("revoked");
    }
    return {};
}

QString label(CapScope scope)
{
    return scope == CapScope::WholeTerm ? Words::tr("whole term") : Words::tr("each window");
}

QString label(OverCap policy)
{
    switch (policy) {
    case OverCap::Free:
        return Words::tr("served free");
    case OverCap::Charge:
        return Words::tr("charged");
    case OverCap::Reject:
        return Words::tr("refused");
    case OverCap::Throttle:
        return Words::tr("slowed down");
    }
    return {};
}

QString label(const Cap &cap)
{
    if (cap.every == 1)
        return everyUnit(cap.unit).arg(cap.count);
    return everyFewUnits(cap.unit).arg(QString::number(cap.count), QString::number(cap.every));
}

QString label(const Lifetime &lifetime)
{
    if (!lifetime)
        return Words::tr("no end");
    switch (lifetime->kind) {
    case Span::Kind::Months:
        return lifetime->amount == 1 ? Words::tr("1 month") : Words::tr("%1 months").arg(lifetime->amount);
    case Span::Kind::Days:
        return lifetime->amount == 1 ? Words::tr("1 day") : Words::tr("%1 days").arg(lifetime->amount);
    case Span::Kind::Exact:
        return exactLength(lifetime->amount);
    }
    return {};
}

QString ledgerLabel(const std::string &kind)
{
    const std::array<std::pair<const char *, QString>, 32> known{{
        {"customer.added", Words::tr("Customer added")},
        {"customer.changed", Words::tr("Customer changed")},
        {"customer.archived", Words::tr("Customer archived")},
        {"customer.unarchived", Words::tr("Customer restored")},
        {"customer.erased", Words::tr("Customer erased")},
        {"plan.imported", Words::tr("Plan imported")},
        {"plan.assigned", Words::tr("Plan assigned")},
        {"token.created", Words::tr("Token created")},
        {"token.changed", Words::tr("Token changed")},
        {"token.renewed", Words::tr("Term renewed")},
        {"token.extended", Words::tr("Term extended")},
        {"token.suspended", Words::tr("Token suspended")},
        {"token.resumed", Words::tr("Token resumed")},
        {"token.revoked", Words::tr("Token revoked")},
        {"token.rotated", Words::tr("Secret replaced")},
        {"upstream.assigned", Words::tr("Upstream price list assigned")},
        {"upstream.ended", Words::tr("Upstream price list ended")},
        {"upstream.restored", Words::tr("Upstream price lists put back")},
        {"usage.imported", Words::tr("Usage imported")},
        {"usage.late", Words::tr("Late usage")},
        {"usage.future", Words::tr("Usage from the future")},
        {"usage.refused", Words::tr("Late usage refused")},
        {"period.closed", Words::tr("Period closed")},
        {"period.reopened", Words::tr("Period reopened")},
        {"usage.conflict_decided", Words::tr("Conflict decided")},
        {"usage.buckets_replaced", Words::tr("Summed usage replaced")},
        {"usage.dropped", Words::tr("Usage records dropped")},
        {"usage.compacted", Words::tr("Usage compacted")},
        {"usage.cells_rebuilt", Words::tr("Usage summed anew")},
        {"workspace.changed", Words::tr("Workspace changed")},
        {"admin_key.created", Words::tr("Management key created")},
        {"admin_key.revoked", Words::tr("Management key revoked")},
    }};
    for (const auto &[name, text] : known) {
        if (kind == name)
            return text;
    }
    return fromText(kind);
}

} // namespace toll
