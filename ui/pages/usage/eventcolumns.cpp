// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/usage/eventcolumns.h"

#include "ui/text/numbers.h"
#include "ui/text/timetext.h"

#include <QCoreApplication>

namespace toll {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(UsageEvents)
};

using Number = std::function<std::optional<std::int64_t>(const UsageEvent &)>;
using Text = std::function<std::string(const EventRow &)>;

Column<EventRow> numbers(const char *id, const QString &title, const Number &number)
{
    Column<EventRow> column;
    column.id = QString::fromLatin1(id);
    column.title = title;
    column.text = [number](const EventRow &row) {
        const std::optional<std::int64_t> value = number(row.stored.event);
        return value ? integerText(*value) : QString();
    };
    column.sortKey = [number](const EventRow &row) {
        const std::optional<std::int64_t> value = number(row.stored.event);
        return value ? SortKey(*value) : SortKey();
    };
    column.alignment = Qt::AlignRight;
    return column;
}

Column<EventRow> texts(const char *id, const QString &title, const Text &text)
{
    Column<EventRow> column;
    column.id = QString::fromLatin1(id);
    column.title = title;
    column.text = [text](const EventRow &row) { return QString::fromStdString(text(row)); };
    return column;
}

Column<EventRow> times(const Zone &zone)
{
    Column<EventRow> column;
    column.id = QStringLiteral("time");
    column.title = Words::tr("Time");
    column.text = [zone](const EventRow &row) -> QString {
        const Instant time = row.stored.event.time;
        const std::int64_t second = zone.toLocal(time).msOfDay / msPerSecond % 60;
        return dateTimeText(time, zone) + u':' + QString::number(second).rightJustified(2, u'0');
    };
    column.sortKey = [](const EventRow &row) { return SortKey(row.stored.event.time.ms); };
    column.toolTip = [zone](const EventRow &row) { return exactTimeText(row.stored.event.time, zone); };
    column.copy = [zone](const EventRow &row) { return QString::fromStdString(zone.format(row.stored.event.time)); };
    return column;
}

Column<EventRow> statuses()
{
    Column<EventRow> column = numbers("status", Words::tr("Status"), [](const UsageEvent &event) {
        return event.status == noStatus ? std::nullopt : std::optional<std::int64_t>(event.status);
    });
    column.tone = [](const EventRow &row) {
        const std::int16_t status = row.stored.event.status;
        if (status == 429)
            return Tone::Warning;
        return status >= 400 ? Tone::Danger : Tone::Normal;
    };
    return column;
}

Number units(UnitMeter meter)
{
    return [meter](const UsageEvent &event) { return event.units[static_cast<std::size_t>(meter)]; };
}

} // namespace

std::vector<Column<EventRow>> eventColumns(const Zone &zone)
{
    return {times(zone), texts("token", Words::tr("Token"), [](const EventRow &row) { return row.tokenName; }),
        texts("customer", Words::tr("Customer"), [](const EventRow &row) { return row.customerName; }), statuses(),
        texts("model", Words::tr("Model"), [](const EventRow &row) { return row.stored.event.model; }),
        texts("endpoint", Words::tr("Endpoint"), [](const EventRow &row) { return row.stored.event.endpoint; }),
        numbers("count", Words::tr("Count"), [](const UsageEvent &event) { return std::optional(event.count); }),
        numbers("response", Words::tr("Response ms"), [](const UsageEvent &event) { return event.responseMs; }),
        numbers("input", Words::tr("Input"), units(UnitMeter::Input)),
        numbers("cached", Words::tr("Cached input"), units(UnitMeter::CachedInput)),
        numbers("output", Words::tr("Output"), units(UnitMeter::Output)),
        texts("id", Words::tr("Id"), [](const EventRow &row) { return row.stored.event.id; })};
}

QString keyOf(const EventRow &row)
{
    return QStringLiteral("%1%2").arg(row.stored.hash.high, 16, 16).arg(row.stored.hash.low, 16, 16);
}

} // namespace toll
