// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/periods/periodrows.h"

#include "core/services/services.h"
#include "core/services/wording.h"
#include "core/services/zones.h"
#include "ui/text/moneytext.h"
#include "ui/text/numbers.h"
#include "ui/text/timetext.h"

#include <QCoreApplication>

#include <algorithm>

namespace toll {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(Periods)
};

Status statusOf(const PeriodRow &row)
{
    switch (row.state) {
    case PeriodRow::State::UnderWay:
        return {Shape::Ring, Tone::Muted, Words::tr("Under way")};
    case PeriodRow::State::Ready:
        return {Shape::Half, Tone::Warning, Words::tr("To be closed")};
    case PeriodRow::State::Closed:
        return {Shape::Square, Tone::Ok, Words::tr("Closed")};
    case PeriodRow::State::Reopened:
        return {Shape::Cross, Tone::Muted, Words::tr("Reopened")};
    case PeriodRow::State::Unknown:
        return {Shape::Triangle, Tone::Danger, Words::tr("No common period")};
    }
    return {};
}

QString noteOf(const PeriodRow &row)
{
    if (row.period.fault)
        return sentence(*row.period.fault);
    if (row.closing && row.closing->reopenedAt)
        return Words::tr("Reopened on %1: %2")
            .arg(dateText(*row.closing->reopenedAt, row.zone), QString::fromStdString(row.closing->reason));
    return {};
}

/// Closings of a customer beside its open periods, newest first; a reopened one after what took its place.
std::vector<PeriodRow> rowsOf(const std::vector<OpenPeriod> &open, const std::vector<ClosingRow> &closings,
    const std::map<CustomerId, Zone> &zones)
{
    const auto zoneOf = [&zones](const CustomerId &customer) {
        const auto zone = zones.find(customer);
        return zone == zones.end() ? Zone() : zone->second;
    };
    std::vector<PeriodRow> rows;
    for (const OpenPeriod &period : open)
        rows.push_back({period,
            period.fault          ? PeriodRow::State::Unknown
                : period.isOver ? PeriodRow::State::Ready
                                : PeriodRow::State::UnderWay,
            zoneOf(period.customer), {}, false});
    std::map<CustomerId, Instant> ends;
    for (const ClosingRow &closing : closings)
        if (!closing.reopenedAt)
            ends[closing.customer] = std::max(ends[closing.customer], closing.span.end);
    for (const ClosingRow &closing : closings) {
        PeriodRow row;
        row.period = {closing.customer, closing.customerName, closing.span, closing.period, true, std::nullopt};
        row.state = closing.reopenedAt ? PeriodRow::State::Reopened : PeriodRow::State::Closed;
        row.zone = zoneOf(closing.customer);
        row.closing = closing;
        row.isLast = !closing.reopenedAt && ends[closing.customer] == closing.span.end;
        rows.push_back(std::move(row));
    }
    std::ranges::stable_sort(rows, [](const PeriodRow &a, const PeriodRow &b) {
        if (a.period.customerName != b.period.customerName)
            return a.period.customerName < b.period.customerName;
        return a.period.span.begin > b.period.span.begin;
    });
    return rows;
}

template<typename Row>
Column<Row> plain(const char *id, const QString &title, std::function<QString(const Row &)> text)
{
    Column<Row> column;
    column.id = QString::fromLatin1(id);
    column.title = title;
    column.text = std::move(text);
    return column;
}

} // namespace

Result<PeriodsAnswer> periodsAnswer(Services &services)
{
    const Result<std::vector<OpenPeriod>> open = services.periods.open();
    const Result<std::vector<ClosingRow>> closings = services.periods.list();
    Result<std::vector<NoticeRow>> notices = services.periods.notices();
    const Result<std::vector<Customer>> customers = services.customers.list(true);
    const Result<SettingsService::LatePolicy> policy = services.settings.lateUsage();
    const Result<WorkspaceInfo> info = services.settings.info();
    if (!open || !closings || !notices)
        return std::unexpected(!open ? open.error() : !closings ? closings.error() : notices.error());
    if (!customers || !policy || !info)
        return std::unexpected(!customers ? customers.error() : !policy ? policy.error() : info.error());
    PeriodsAnswer answer;
    for (const Customer &customer : *customers)
        answer.zones.emplace(customer.id, zoneNamed(customer.timezone).value_or(Zone()));
    answer.rows = rowsOf(*open, *closings, answer.zones);
    std::ranges::reverse(*notices);
    answer.notices = std::move(*notices);
    answer.policy = *policy;
    answer.zone = zoneNamed(info->timezone).value_or(Zone());
    return answer;
}

QString periodText(const PeriodRow &row)
{
    return row.state == PeriodRow::State::Unknown ? QString() : intervalText(row.period.span, row.zone);
}

QString totalText(const std::string &total, const std::string &code)
{
    const Result<Decimal> amount = Decimal::parse(total);
    return amount ? moneyText(*amount, currency(code).value_or(Currency{code, 2})) : QString::fromStdString(total);
}

QString choiceText(LateUsage policy)
{
    switch (policy) {
    case LateUsage::NextBill:
        return Words::tr("goes into the next bill, as an adjustment");
    case LateUsage::Reopen:
        return Words::tr("opens the period again");
    case LateUsage::Reject:
        return Words::tr("is refused");
    }
    return {};
}

QString outcomeText(const std::string &policy)
{
    const Result<LateUsage> known = parseLateUsage(policy);
    if (!known)
        return {};
    switch (*known) {
    case LateUsage::NextBill:
        return Words::tr("In the next bill");
    case LateUsage::Reopen:
        return Words::tr("Period opened again");
    case LateUsage::Reject:
        return Words::tr("Refused");
    }
    return {};
}

std::vector<Column<PeriodRow>> periodColumns()
{
    auto customer = plain<PeriodRow>("customer", Words::tr("Customer"),
        [](const PeriodRow &row) { return QString::fromStdString(row.period.customerName); });
    auto period = plain<PeriodRow>("period", Words::tr("Period"), &periodText);
    period.sortKey = [](const PeriodRow &row) { return SortKey(row.period.span.begin.ms); };
    period.copy = [](const PeriodRow &row) { return QString::fromStdString(row.period.period); };
    auto state = plain<PeriodRow>("state", Words::tr("State"), [](const PeriodRow &row) { return statusOf(row).word; });
    state.status = &statusOf;
    auto total = plain<PeriodRow>("total", Words::tr("Total"), [](const PeriodRow &row) {
        return row.closing ? totalText(row.closing->total, row.closing->currency) : QString();
    });
    total.alignment = Qt::AlignRight;
    total.sortKey = [](const PeriodRow &row) {
        const Result<Decimal> amount = row.closing ? Decimal::parse(row.closing->total) : fail(ErrorCode::Missing);
        return amount ? SortKey(*amount) : SortKey();
    };
    auto closed = plain<PeriodRow>("closed", Words::tr("Closed on"), [](const PeriodRow &row) {
        return row.closing ? dateText(row.closing->closedAt, row.zone) : QString();
    });
    closed.sortKey = [](const PeriodRow &row) { return row.closing ? SortKey(row.closing->closedAt.ms) : SortKey(); };
    closed.toolTip = [](const PeriodRow &row) {
        return row.closing ? exactTimeText(row.closing->closedAt, row.zone) : QString();
    };
    auto by = plain<PeriodRow>("by", Words::tr("By"), [](const PeriodRow &row) {
        return row.closing ? QString::fromStdString(row.closing->closedBy) : QString();
    });
    auto late = plain<PeriodRow>("late", Words::tr("Came late"), [](const PeriodRow &row) {
        return row.closing && row.closing->late > 0 ? integerText(row.closing->late) : QString();
    });
    late.titleToolTip = Words::tr("Usage records that came for the period after it was closed");
    late.alignment = Qt::AlignRight;
    late.sortKey = [](const PeriodRow &row) { return row.closing ? SortKey(row.closing->late) : SortKey(); };
    late.tone = [](const PeriodRow &) { return Tone::Warning; };
    return {customer, period, state, total, closed, by, late, plain<PeriodRow>("note", Words::tr("Note"), &noteOf)};
}

QString keyOf(const PeriodRow &row)
{
    return row.closing ? QString::fromStdString(row.closing->id.text)
                       : QString::fromStdString(row.period.customer.text + '/' + row.period.period);
}

std::vector<Column<NoticeRow>> noticeColumns(const PeriodsAnswer &answer)
{
    const auto zoneOf = [zones = answer.zones](const NoticeRow &row) {
        const auto zone = zones.find(row.customer);
        return zone == zones.end() ? Zone() : zone->second;
    };
    auto arrived = plain<NoticeRow>("arrived", Words::tr("Arrived"),
        [zone = answer.zone](const NoticeRow &row) { return dateTimeText(row.notedAt, zone); });
    arrived.sortKey = [](const NoticeRow &row) { return SortKey(row.notedAt.ms); };
    arrived.copy = [zone = answer.zone](const NoticeRow &row) { return exactTimeText(row.notedAt, zone); };
    const auto statusOfNotice = [](const NoticeRow &row) {
        return row.kind == NoticeRow::Kind::Late ? Status{Shape::Half, Tone::Warning, Words::tr("Late")}
                                                 : Status{Shape::Triangle, Tone::Warning, Words::tr("From the future")};
    };
    auto kind = plain<NoticeRow>(
        "kind", Words::tr("Kind"), [statusOfNotice](const NoticeRow &row) { return statusOfNotice(row).word; });
    kind.status = statusOfNotice;
    auto records = plain<NoticeRow>(
        "records", Words::tr("Records"), [](const NoticeRow &row) { return integerText(row.events); });
    records.alignment = Qt::AlignRight;
    records.sortKey = [](const NoticeRow &row) { return SortKey(row.events); };
    auto dated = plain<NoticeRow>("dated", Words::tr("Dated"), [zoneOf](const NoticeRow &row) {
        const Zone zone = zoneOf(row);
        const QString first = dateTimeText(row.first, zone);
        return row.first == row.last ? first
                                     : Words::tr("%1 – %2", "first and last").arg(first, dateTimeText(row.last, zone));
    });
    dated.sortKey = [](const NoticeRow &row) { return SortKey(row.first.ms); };
    return {arrived, kind,
        plain<NoticeRow>("customer", Words::tr("Customer"),
            [](const NoticeRow &row) { return QString::fromStdString(row.customerName); }),
        plain<NoticeRow>("period", Words::tr("Closed period"),
            [](const NoticeRow &row) { return QString::fromStdString(row.period); }),
        records, dated,
        plain<NoticeRow>("outcome", Words::tr("What became of it"),
            [](const NoticeRow &row) {
                return row.kind == NoticeRow::Kind::Future ? Words::tr("Kept, and flagged on the bill")
                                                           : outcomeText(row.policy);
            }),
        plain<NoticeRow>(
            "file", Words::tr("File"), [](const NoticeRow &row) { return QString::fromStdString(row.file); })};
}

QString keyOf(const NoticeRow &row)
{
    return QString::fromStdString(row.batch.text + '/' + row.customer.text + '/' + row.period + '/' + row.policy);
}

} // namespace toll
