// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/chart.h"

#include "ui/charts/barrankingcanvas.h"
#include "ui/charts/charttablemodel.h"
#include "ui/charts/legendtable.h"
#include "ui/charts/linescanvas.h"
#include "ui/charts/stackedcolumnscanvas.h"

#include <QBoxLayout>
#include <QContextMenuEvent>
#include <QHeaderView>
#include <QLabel>
#include <QMenu>
#include <QShortcut>
#include <QStackedWidget>
#include <QTableView>
#include <QToolButton>

namespace toll {

namespace {

constexpr int roomForLegendBeside = 620;

} // namespace

Chart::Chart(ChartCanvas *canvas, QWidget *parent) : QWidget(parent), m_canvas(canvas)
{
    build();
    connect(m_canvas, &ChartCanvas::activated, this, &Chart::onActivated);
    auto *table = new QShortcut(Qt::Key_T, this);
    table->setContext(Qt::WidgetWithChildrenShortcut);
    connect(table, &QShortcut::activated, this, [this] { setTableShown(!m_isTableShown); });
    connect(m_legend, &LegendTable::shownChanged, m_canvas, &ChartCanvas::setShown);
    refresh();
}

Chart::~Chart() = default;

void Chart::build()
{
    m_title = new QLabel;
    m_title->setTextFormat(Qt::PlainText);
    m_options = new QToolButton;
    m_options->setAutoRaise(true);
    m_options->setText(QStringLiteral("\u22ef"));
    connect(m_options, &QToolButton::clicked, this, [this] {
        QMenu *menu = createMenu();
        menu->setAttribute(Qt::WA_DeleteOnClose);
        menu->popup(m_options->mapToGlobal(m_options->rect().bottomLeft()));
    });
    auto *head = new QHBoxLayout;
    head->addWidget(m_title, 1);
    head->addWidget(m_options);

    m_legend = new LegendTable;
    m_drawing = new QWidget;
    auto *drawing = new QHBoxLayout(m_drawing);
    drawing->setContentsMargins(0, 0, 0, 0);
    drawing->setSpacing(12);
    drawing->addWidget(m_canvas, 1);
    drawing->addWidget(m_legend);

    buildTable();
    m_empty = new QLabel;
    m_empty->setAlignment(Qt::AlignCenter);
    m_empty->setWordWrap(true);
    m_empty->setForegroundRole(QPalette::PlaceholderText);

    m_pages = new QStackedWidget;
    m_pages->addWidget(m_drawing);
    m_pages->addWidget(m_table);
    m_pages->addWidget(m_empty);
    auto *all = new QVBoxLayout(this);
    all->setContentsMargins(0, 0, 0, 0);
    all->setSpacing(4);
    all->addLayout(head);
    all->addWidget(m_pages, 1);
}

void Chart::buildTable()
{
    m_tableModel = new ChartTableModel(this);
    m_table = new QTableView;
    m_table->setModel(m_tableModel);
    m_table->setShowGrid(false);
    m_table->setWordWrap(false);
    m_table->setAlternatingRowColors(true);
    m_table->setTabKeyNavigation(false);
    m_table->verticalHeader()->hide();
    m_table->verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    m_table->verticalHeader()->setDefaultSectionSize(std::max(26, fontMetrics().height() + 8));
    m_table->horizontalHeader()->setHighlightSections(false);
}

void Chart::setData(ChartData chart)
{
    settleSlots(chart);
    m_data = std::move(chart);
    refresh();
}

void Chart::refresh()
{
    QFont bold = font();
    bold.setWeight(QFont::DemiBold);
    m_title->setFont(bold);
    m_title->setText(m_data.title);
    m_options->setAccessibleName(tr("Chart options"));
    m_options->setToolTip(tr("Chart options"));
    m_empty->setText(m_emptyText.isEmpty() ? tr("No usage in this range") : m_emptyText);
    m_canvas->setData(m_data);
    m_canvas->updateGeometry();
    m_legend->setData(m_data);
    m_tableModel->setData(m_data);
    m_table->resizeColumnsToContents();
    m_options->setVisible(!m_data.isEmpty());
    setTableShown(m_isTableShown);
    describe();
}

QString Chart::summary() const
{
    const QString first = m_data.buckets.front().label;
    const QString last = m_data.buckets.back().label;
    const QString text = tr("%1 to %2, %n series.", nullptr, static_cast<int>(m_data.series.size())).arg(first, last);
    return m_data.isAdditive ? text + u' ' + tr("Total %1.").arg(grandTotalText(m_data)) : text;
}

void Chart::describe()
{
    setAccessibleName(m_data.title);
    m_canvas->setAccessibleName(m_data.title);
    m_table->setAccessibleName(m_data.title);
    QString description = m_empty->text();
    if (!m_data.isEmpty()) {
        description = m_canvas->summary();
        if (description.isEmpty())
            description = summary();
        description += u' ' + tr("Use the arrow keys to read values, T for a table.");
    }
    setAccessibleDescription(description);
    m_canvas->setAccessibleDescription(description);
}

void Chart::setLegendVisible(bool isVisible)
{
    m_isLegendVisible = isVisible;
    m_legend->setVisible(isVisible);
}

void Chart::setTitleVisible(bool isVisible)
{
    m_title->setVisible(isVisible);
}

void Chart::setEmptyText(const QString &text)
{
    m_emptyText = text;
    refresh();
}

void Chart::setTableShown(bool isShown)
{
    const bool hadFocus = m_canvas->hasFocus() || m_table->hasFocus();
    m_isTableShown = isShown;
    QWidget *page =
        m_data.isEmpty() ? static_cast<QWidget *>(m_empty) : (isShown ? static_cast<QWidget *>(m_table) : m_drawing);
    m_pages->setCurrentWidget(page);
    if (hadFocus && !m_data.isEmpty())
        isShown ? m_table->setFocus() : m_canvas->setFocus();
}

bool Chart::isTableShown() const
{
    return m_isTableShown;
}

void Chart::placeLegend()
{
    auto *layout = static_cast<QBoxLayout *>(m_drawing->layout());
    const bool isBeside = width() >= roomForLegendBeside;
    layout->setDirection(isBeside ? QBoxLayout::LeftToRight : QBoxLayout::TopToBottom);
    m_legend->setMaximumSize(isBeside ? QSize(std::clamp(width() / 3, 260, 340), QWIDGETSIZE_MAX)
                                      : QSize(QWIDGETSIZE_MAX, m_legend->sizeHint().height()));
    m_legend->setSizePolicy(isBeside ? QSizePolicy::Preferred : QSizePolicy::Expanding,
        isBeside ? QSizePolicy::Expanding : QSizePolicy::Maximum);
}

void Chart::resizeEvent(QResizeEvent *event)
{
    placeLegend();
    QWidget::resizeEvent(event);
}

void Chart::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange || event->type() == QEvent::FontChange)
        refresh();
}

void Chart::contextMenuEvent(QContextMenuEvent *event)
{
    if (m_data.isEmpty())
        return;
    QMenu *menu = createMenu();
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->popup(event->globalPos());
}

void Chart::onActivated(int bucket, int series)
{
    emit placeActivated(bucket, series);
    const QString id = series < 0 ? QString() : m_data.series[static_cast<std::size_t>(series)].id;
    if (qobject_cast<BarRankingCanvas *>(m_canvas))
        emit bucketActivated({m_data.buckets.front().span.begin, m_data.buckets.back().span.end}, id);
    else
        emit bucketActivated(m_data.buckets[static_cast<std::size_t>(bucket)].span, id);
}

QString Chart::csv() const
{
    return toCsv(m_data, m_tableModel->headerData(0, Qt::Horizontal, Qt::DisplayRole).toString());
}

StackedColumnsChart::StackedColumnsChart(QWidget *parent) : Chart(new StackedColumnsCanvas, parent) { }

LinesChart::LinesChart(QWidget *parent) : Chart(new LinesCanvas, parent)
{
    setLegendVisible(false); // lines are named at their ends
}

BarRanking::BarRanking(QWidget *parent) : Chart(new BarRankingCanvas, parent)
{
    setLegendVisible(false);
}

} // namespace toll
