// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/tokens/extenddialog.h"

#include "ui/pages/tokens/spanpicker.h"
#include "ui/pages/tokens/tokentext.h"
#include "ui/text/timetext.h"
#include "ui/widgets/style.h"

#include <QDialogButtonBox>
#include <QHeaderView>
#include <QLabel>
#include <QPushButton>
#include <QTableWidget>
#include <QVBoxLayout>

namespace toll {

namespace {

enum Place { NamePlace, BeforePlace, AfterPlace };

} // namespace

ExtendDialog::ExtendDialog(std::vector<TokenRow> rows, QWidget *parent)
    : QDialog(parent), m_rows(std::move(rows)), m_span(new SpanPicker(SpanPicker::Never::NotOffered)),
      m_table(new QTableWidget(static_cast<int>(m_rows.size()), 3))
{
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("Extend"));
    auto *text = new QLabel(tr("How much longer should the current term of %1 last?").arg(namesText(m_rows)));
    text->setTextFormat(Qt::PlainText);
    text->setWordWrap(true);
    buildTable();
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Cancel);
    QPushButton *extend = buttons->addButton(tr("Extend"), QDialogButtonBox::AcceptRole);
    extend->setObjectName(QStringLiteral("main"));
    setPrimary(extend);
    extend->setDefault(true);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(20, 20, 20, 16);
    layout->setSpacing(16);
    layout->addWidget(text);
    layout->addWidget(m_span);
    layout->addWidget(m_table, 1);
    layout->addWidget(buttons);
    resize(560, m_rows.size() > 1 ? 420 : 260);
    connect(m_span, &SpanPicker::changed, this, &ExtendDialog::showDates);
    connect(buttons, &QDialogButtonBox::accepted, this, &ExtendDialog::apply);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    showDates();
}

void ExtendDialog::buildTable()
{
    m_table->setHorizontalHeaderLabels({tr("Name"), tr("Ends now"), tr("Will end")});
    m_table->setAccessibleName(tr("What becomes of each token"));
    m_table->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_table->setSelectionMode(QAbstractItemView::NoSelection);
    m_table->setShowGrid(false);
    m_table->setTabKeyNavigation(false);
    m_table->verticalHeader()->hide();
    m_table->horizontalHeader()->setHighlightSections(false);
    m_table->horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    m_table->horizontalHeader()->setSectionResizeMode(NamePlace, QHeaderView::Stretch);
    for (const Place place : {BeforePlace, AfterPlace})
        m_table->horizontalHeader()->setSectionResizeMode(place, QHeaderView::ResizeToContents);
    int place = 0;
    for (const TokenRow &row : m_rows) {
        auto *name = new QTableWidgetItem(nameOf(row));
        name->setFlags(Qt::ItemIsEnabled | (m_rows.size() > 1 ? Qt::ItemIsUserCheckable : Qt::NoItemFlags));
        if (m_rows.size() > 1)
            name->setCheckState(Qt::Checked);
        m_table->setItem(place, NamePlace, name);
        const std::optional<Instant> end = endOf(row);
        m_table->setItem(
            place, BeforePlace, new QTableWidgetItem(end ? weekdayDateText(*end, row.zone) : QStringLiteral("–")));
        m_table->setItem(place, AfterPlace, new QTableWidgetItem);
        ++place;
    }
}

void ExtendDialog::showDates()
{
    const Lifetime by = m_span->value();
    int place = 0;
    for (const TokenRow &row : m_rows) {
        const std::optional<Instant> end = endOf(row);
        m_table->item(place, AfterPlace)
            ->setText(end && by ? weekdayDateText(addSpans(*end, *by, 1, row.zone), row.zone) : QStringLiteral("–"));
        ++place;
    }
}

void ExtendDialog::apply()
{
    std::vector<TokenId> tokens;
    for (std::size_t i = 0; i < m_rows.size(); ++i) {
        const QTableWidgetItem *name = m_table->item(static_cast<int>(i), NamePlace);
        if (m_rows.size() == 1 || name->checkState() == Qt::Checked)
            tokens.push_back(m_rows[i].token.id);
    }
    if (const Lifetime by = m_span->value(); by && !tokens.empty())
        emit chosen(tokens, *by);
    accept();
}

} // namespace toll
