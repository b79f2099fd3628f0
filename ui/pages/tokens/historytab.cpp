// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/tokens/historytab.h"

#include "core/services/wording.h"
#include "ui/text/timetext.h"

#include <QHeaderView>
#include <QTableView>
#include <QVBoxLayout>

#include <algorithm>

namespace toll {

namespace {

QString textIn(const Json &payload, const char *key)
{
    const Json *value = payload.find(key);
    const std::string *text = value ? value->asString() : nullptr;
    return text ? QString::fromStdString(*text) : QString();
}

QString detailsOf(const HistoryEntry &entry, const Zone &zone)
{
    QStringList facts;
    if (const Result<Span> by = parseSpan(textIn(entry.payload, "by").toStdString()))
        facts << HistoryTab::tr("by %1").arg(label(Lifetime(*by)));
    if (const QString lastFour = textIn(entry.payload, "last_four"); !lastFour.isEmpty())
        facts << HistoryTab::tr("secret …%1").arg(lastFour);
    if (const Result<Instant> until = parseRfc3339(textIn(entry.payload, "old_valid_until").toStdString()))
        facts << HistoryTab::tr("old secret valid until %1").arg(dateTimeText(*until, zone));
    return facts.join(QStringLiteral(", "));
}

Column<HistoryEntry> column(const char *id, const QString &title, std::function<QString(const HistoryEntry &)> text)
{
    Column<HistoryEntry> made;
    made.id = QString::fromLatin1(id);
    made.title = title;
    made.text = std::move(text);
    return made;
}

} // namespace

HistoryTab::HistoryTab(PageContext &context, QWidget *parent)
    : QWidget(parent), m_context(context), m_table(new QTableView(this))
{
    Column<HistoryEntry> time =
        column("time", tr("When"), [this](const HistoryEntry &entry) { return dateTimeText(entry.time, m_zone); });
    time.toolTip = [this](const HistoryEntry &entry) { return exactTimeText(entry.time, m_zone); };
    Column<HistoryEntry> details =
        column("details", tr("Details"), [this](const HistoryEntry &entry) { return detailsOf(entry, m_zone); });
    details.toolTip = details.text;
    m_model = new RowsModel<HistoryEntry>(
        {time, column("what", tr("What"), [](const HistoryEntry &entry) { return ledgerLabel(entry.kind); }),
            column("actor", tr("Who"), [](const HistoryEntry &entry) { return QString::fromStdString(entry.actor); }),
            details},
        [](const HistoryEntry &entry) { return QString::number(entry.sequence); }, this);
    m_table->setModel(m_model);
    m_table->setAccessibleName(tr("History"));
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setShowGrid(false);
    m_table->setWordWrap(false);
    m_table->setTabKeyNavigation(false);
    m_table->verticalHeader()->hide();
    m_table->horizontalHeader()->setHighlightSections(false);
    m_table->horizontalHeader()->setStretchLastSection(true);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 8, 0, 0);
    layout->addWidget(m_table);
}

void HistoryTab::show(const TokenRow &row)
{
    m_token = row.token.id;
    m_zone = row.zone;
    ++m_pending;
    m_context.workspace.read(
        this, [token = m_token](Services &services) { return services.tokens.history(token); },
        [this, token = m_token](Result<std::vector<HistoryEntry>> entries) {
            --m_pending;
            if (token != m_token)
                return;
            if (entries)
                adopt(std::move(*entries));
            else
                m_context.notifyError(sentence(entries.error()));
        });
}

void HistoryTab::adopt(std::vector<HistoryEntry> entries)
{
    std::ranges::sort(entries, std::ranges::greater(), &HistoryEntry::sequence);
    m_model->setRows(std::move(entries));
    m_table->resizeColumnsToContents();
}

} // namespace toll
