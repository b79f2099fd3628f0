// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/usage/previewtable.h"

#include "core/services/wording.h"
#include "ui/pages/usage/importtext.h"
#include "ui/text/numbers.h"
#include "ui/text/timetext.h"

#include <QCoreApplication>
#include <QHeaderView>

namespace toll {

namespace {

using PreviewRow = ImportPreview::Row;

struct Words {
    Q_DECLARE_TR_FUNCTIONS(Import)
};

/// The line has a column of its own.
QString reasonsOf(const PreviewRow &row)
{
    QStringList reasons;
    for (Error fault : row.faults) {
        fault.line = 0;
        reasons << sentence(fault);
    }
    return reasons.join(u' ');
}

/// Line and field have columns of their own.
QString reasonOf(Error fault)
{
    fault.line = 0;
    fault.where.clear();
    return sentence(fault);
}

template<typename Row>
Column<Row> column(const char *id, const QString &title, std::function<QString(const Row &)> text,
    Qt::Alignment alignment = Qt::AlignLeft)
{
    Column<Row> column;
    column.id = QString::fromLatin1(id);
    column.title = title;
    column.text = std::move(text);
    column.alignment = alignment;
    return column;
}

/// A value of the event; nothing where the row is bad, for then there is no event.
Column<PreviewRow> field(const char *id, const QString &title, std::function<QString(const UsageEvent &)> text,
    Qt::Alignment alignment = Qt::AlignLeft)
{
    return column<PreviewRow>(
        id, title, [text](const PreviewRow &row) { return row.faults.empty() ? text(row.event) : QString(); },
        alignment);
}

QString number(const std::optional<std::int64_t> &value)
{
    return value ? integerText(*value) : QString();
}

std::vector<Column<PreviewRow>> previewColumns(const Zone &zone)
{
    std::vector<Column<PreviewRow>> columns{
        column<PreviewRow>(
            "line", Words::tr("Line"), [](const PreviewRow &row) { return integerText(row.line); }, Qt::AlignRight),
        column<PreviewRow>("problem", Words::tr("Problem"), &reasonsOf),
        field("time", fieldLabel("time"), [zone](const UsageEvent &event) { return exactTimeText(event.time, zone); }),
        field(
            "token", fieldLabel("token"), [](const UsageEvent &event) { return QString::fromStdString(event.token); }),
        field(
            "status", fieldLabel("status"),
            [](const UsageEvent &event) {
                return event.status == noStatus ? QString() : QString::number(event.status);
            },
            Qt::AlignRight),
        field(
            "model", fieldLabel("model"), [](const UsageEvent &event) { return QString::fromStdString(event.model); }),
        field(
            "response", Words::tr("Response ms"), [](const UsageEvent &event) { return number(event.responseMs); },
            Qt::AlignRight),
        field(
            "count", fieldLabel("count"), [](const UsageEvent &event) { return integerText(event.count); },
            Qt::AlignRight)};
    for (const UnitMeter meter : {UnitMeter::Input, UnitMeter::CachedInput, UnitMeter::CacheWrite, UnitMeter::Output})
        columns.push_back(field(
            "units", fieldLabel(std::string(name(meter))),
            [meter](const UsageEvent &event) { return number(event.units[static_cast<std::size_t>(meter)]); },
            Qt::AlignRight));
    columns.push_back(
        field("id", fieldLabel("id"), [](const UsageEvent &event) { return QString::fromStdString(event.id); }));
    columns[1].tone = [](const PreviewRow &) { return Tone::Danger; };
    columns[1].toolTip = &reasonsOf;
    return columns;
}

std::vector<Column<Error>> faultColumns()
{
    const auto text = [](std::string Error::*part) {
        return [part](const Error &error) { return QString::fromStdString(error.*part); };
    };
    std::vector<Column<Error>> columns{
        column<Error>(
            "line", Words::tr("Line"),
            [](const Error &error) { return error.line > 0 ? integerText(error.line) : QString(); }, Qt::AlignRight),
        column<Error>("field", Words::tr("Field"), text(&Error::where)),
        column<Error>("found", Words::tr("Found"), text(&Error::found)),
        column<Error>("expected", Words::tr("Expected"), text(&Error::expected)),
        column<Error>("reason", Words::tr("Reason"), [](const Error &error) { return reasonOf(error); })};
    columns.front().sortKey = [](const Error &error) { return SortKey(error.line); };
    columns.back().toolTip = columns.back().text;
    return columns;
}

void dress(QTableView *table, const QString &accessibleName)
{
    table->setAccessibleName(accessibleName);
    table->setSelectionBehavior(QAbstractItemView::SelectRows);
    table->setShowGrid(false);
    table->setWordWrap(false);
    table->setTabKeyNavigation(false);
    table->verticalHeader()->hide();
    table->horizontalHeader()->setHighlightSections(false);
    table->horizontalHeader()->setStretchLastSection(true);
}

} // namespace

PreviewTable::PreviewTable(QWidget *parent)
    : QTableView(parent),
      m_model(new RowsModel<PreviewRow>(
          previewColumns(Zone()), [](const PreviewRow &row) { return QString::number(row.line); }, this))
{
    setModel(m_model);
    dress(this, Words::tr("First rows as they would be read"));
}

void PreviewTable::show(std::vector<PreviewRow> rows, const Zone &zone)
{
    const bool isAnyBad = std::ranges::any_of(rows, [](const PreviewRow &row) { return !row.faults.empty(); });
    m_model->setColumns(previewColumns(zone));
    m_model->setRows(std::move(rows));
    setColumnHidden(1, !isAnyBad);
    // What no row has is only in the way.
    for (int c = 2; c < m_model->columnCount(); ++c) {
        bool isUsed = false;
        for (int r = 0; r < m_model->rowCount() && !isUsed; ++r)
            isUsed = !m_model->index(r, c).data().toString().isEmpty();
        setColumnHidden(c, !isUsed && m_model->rowCount() > 0);
    }
    resizeColumnsToContents();
}

FaultsTable::FaultsTable(QWidget *parent)
    : QTableView(parent),
      m_model(new RowsModel<Error>(
          faultColumns(),
          [](const Error &error) -> QString { return QString::number(error.line) + u'/' + QString::fromStdString(error.where); },
          this))
{
    setModel(m_model);
    dress(this, Words::tr("Rejected rows"));
}

void FaultsTable::show(std::vector<Error> faults)
{
    m_model->setRows(std::move(faults));
    resizeColumnsToContents();
}

} // namespace toll
