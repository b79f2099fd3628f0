// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/plans/tiersview.h"

#include "core/services/plandraft.h"
#include "core/services/planwords.h"
#include "ui/text/numbers.h"
#include "ui/widgets/datatable.h"
#include "ui/widgets/field.h"
#include "ui/widgets/icon.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QLabel>
#include <QShortcut>
#include <QTableView>
#include <QToolButton>

#include <algorithm>

namespace toll {

namespace {

constexpr int leastHeight = 150;

/// Digits as the reader groups them; anything else as it was typed.
QString quantityText(const std::string &text)
{
    const Result<std::int64_t> number = quantityJson(text).toInt64();
    return number ? integerText(*number) : QString::fromStdString(text);
}

} // namespace

TiersView::TiersView(QWidget *parent)
    : QWidget(parent),
      m_model(new RowsModel<Row>(columns(false), [](const Row &row) { return QString::number(row.number); }, this)),
      m_table(new DataTable), m_faults(new QLabel)
{
    m_faults->setTextFormat(Qt::PlainText);
    m_faults->setWordWrap(true);
    m_faults->hide();
    buildTable();
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(6);
    layout->addWidget(m_table, 1);
    layout->addWidget(m_faults);
    layout->addWidget(buildButtons());
}

std::vector<Column<TiersView::Row>> TiersView::columns(bool isReadOnly)
{
    Column<Row> from;
    from.id = QStringLiteral("from");
    from.title = tr("From");
    from.text = [](const Row &row) { return row.from; };
    from.tone = [](const Row &) { return Tone::Muted; };
    from.alignment = Qt::AlignRight;
    Column<Row> upTo;
    upTo.id = QStringLiteral("up_to");
    upTo.title = tr("Up to");
    upTo.text = [](const Row &row) {
        return row.text.upTo.empty() ? QStringLiteral("∞") : quantityText(row.text.upTo);
    };
    upTo.tone = [](const Row &row) { return row.upToFault.isEmpty() ? Tone::Normal : Tone::Danger; };
    upTo.toolTip = [](const Row &row) { return row.upToFault.toHtmlEscaped(); };
    upTo.alignment = Qt::AlignRight;
    Column<Row> rate;
    rate.id = QStringLiteral("rate");
    rate.title = tr("Rate");
    rate.text = [](const Row &row) {
        return row.text.rate.empty() ? QStringLiteral("–") : QString::fromStdString(row.text.rate);
    };
    rate.tone = [](const Row &row) { return row.rateFault.isEmpty() ? Tone::Normal : Tone::Danger; };
    rate.toolTip = [](const Row &row) { return row.rateFault.toHtmlEscaped(); };
    rate.alignment = Qt::AlignRight;
    if (!isReadOnly) {
        upTo.edit = [](const Row &row) { return QString::fromStdString(row.text.upTo); };
        rate.edit = [](const Row &row) { return QString::fromStdString(row.text.rate); };
    }
    Column<Row> fault;
    fault.id = QStringLiteral("fault");
    fault.text = [](const Row &row) { return row.upToFault.isEmpty() ? row.rateFault : row.upToFault; };
    fault.tone = [](const Row &) { return Tone::Danger; };
    fault.toolTip = [](const Row &row) { return (row.upToFault + u' ' + row.rateFault).trimmed().toHtmlEscaped(); };
    return {from, upTo, rate, fault};
}

void TiersView::buildTable()
{
    m_table->view()->setObjectName(QStringLiteral("tiers"));
    m_table->view()->setAccessibleName(tr("Tiers"));
    m_table->view()->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->view()->horizontalHeader()->setSectionsClickable(false); // tiers have one order
    m_table->setModel(m_model);
    m_table->setStretchColumn(QStringLiteral("fault"));
    m_table->setMinimumHeight(leastHeight);
    connect(m_table, &DataTable::edited, this, &TiersView::onEdited);
    auto *shortcut = new QShortcut(QKeySequence::Paste, m_table->view());
    shortcut->setContext(Qt::WidgetWithChildrenShortcut);
    connect(shortcut, &QShortcut::activated, this, [this] {
        if (!paste())
            emit nothingToPaste();
    });
}

QWidget *TiersView::buildButtons()
{
    m_buttons = new QWidget;
    auto *layout = new QHBoxLayout(m_buttons);
    layout->setContentsMargins(0, 0, 0, 0);
    const auto add = [&](const char *name, const QString &iconName, const QString &text, const QString &tip) {
        auto *button = new QToolButton;
        button->setObjectName(QString::fromLatin1(name));
        button->setIcon(icon(iconName));
        button->setText(text);
        button->setToolTip(tip);
        button->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
        layout->addWidget(button);
        return button;
    };
    connect(add("addTier", QStringLiteral("plus"), tr("Add tier"), tr("Adds a tier before the last one")),
        &QToolButton::clicked, this, &TiersView::addTier);
    connect(add("removeTier", QStringLiteral("close"), tr("Remove tier"), tr("Removes the selected tier")),
        &QToolButton::clicked, this, &TiersView::removeTier);
    connect(add("pasteTiers", QStringLiteral("table"), tr("Paste"),
                tr("Takes the columns “up to” and “rate” from a spreadsheet: copy them there, then press this or %1")
                    .arg(QKeySequence(QKeySequence::Paste).toString(QKeySequence::NativeText))),
        &QToolButton::clicked, this, [this] {
            if (!paste())
                emit nothingToPaste();
        });
    layout->addStretch(1);
    return m_buttons;
}

void TiersView::show(const Json &tiers, const std::string &pointer, const std::vector<Error> &faults, bool isReadOnly)
{
    m_tiers = tiers;
    m_buttons->setVisible(!isReadOnly);
    if (isReadOnly != m_isReadOnly) {
        m_isReadOnly = isReadOnly;
        m_model->setColumns(columns(isReadOnly));
    }
    const auto faultAt = [&](const std::string &place) {
        const auto fault = std::ranges::find(faults, place, &Error::where);
        return fault == faults.end() ? QString() : complaint(*fault);
    };
    std::vector<Row> rows;
    QString from = integerText(0);
    for (const TierText &text : tierTexts(tiers)) {
        const std::string at = pointer + '/' + std::to_string(rows.size());
        rows.push_back({static_cast<int>(rows.size()), from, text, faultAt(at + "/up_to"), faultAt(at + "/rate")});
        from = tr("> %1").arg(quantityText(text.upTo));
    }
    QStringList sentences; // whole, where the column beside the cells is too narrow for them
    for (const Row &row : rows)
        for (const QString &fault : {row.upToFault, row.rateFault})
            if (!fault.isEmpty())
                sentences << tr("Tier %1: %2").arg(QString::number(row.number + 1), fault);
    m_faults->setText(sentences.join(u'\n'));
    setInk(m_faults, true);
    m_faults->setVisible(!sentences.isEmpty());
    m_model->setRows(std::move(rows));
}

void TiersView::onEdited(const QString &key, const QString &column, const QString &text)
{
    std::vector<TierText> rows = tierTexts(m_tiers);
    const auto place = static_cast<std::size_t>(key.toInt());
    if (place >= rows.size())
        return;
    if (column == u"up_to")
        rows[place].upTo = plainQuantity(text.toStdString());
    else
        rows[place].rate = plainRate(text.toStdString());
    emit edited(tiersJson(rows));
}

void TiersView::addTier()
{
    emit edited(withTierAdded(m_tiers));
}

void TiersView::removeTier()
{
    const QString key = m_table->currentKey();
    const Json without = withTierRemoved(m_tiers, static_cast<std::size_t>(key.isEmpty() ? 0 : key.toInt()));
    if (!key.isEmpty() && without != m_tiers)
        emit edited(without);
}

bool TiersView::paste()
{
    const TierTable pasted = parseTierTable(QGuiApplication::clipboard()->text().toStdString());
    if (pasted.rows.empty() || m_isReadOnly)
        return false;
    emit edited(tiersJson(pasted.rows));
    return true;
}

bool TiersView::focusFault()
{
    for (const Row &row : m_model->rows())
        if (!row.upToFault.isEmpty() || !row.rateFault.isEmpty()) {
            m_table->selectKey(QString::number(row.number));
            m_table->view()->setFocus();
            return true;
        }
    return false;
}

} // namespace toll
