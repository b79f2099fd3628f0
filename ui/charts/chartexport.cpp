// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
// Taking a chart along: pictures, SVG, CSV, the clipboard.
#include "ui/charts/chart.h"

#include "ui/charts/chartcanvas.h"
#include "ui/charts/charttablemodel.h"

#include <QApplication>
#include <QBuffer>
#include <QClipboard>
#include <QFileDialog>
#include <QMenu>
#include <QMimeData>
#include <QPainter>
#include <QSaveFile>
#include <QSvgGenerator>

#include <cmath>

namespace toll {

namespace {

constexpr double margin = 16;

/// Where the names of a legend come to lie when they flow in lines of this width.
struct LegendFlow {
    struct Entry {
        QPointF at;
        std::size_t series;
    };
    std::vector<Entry> entries;
    double height = 0;
};

LegendFlow flow(const ChartData &data, const std::vector<bool> &shown, const QFontMetricsF &metrics, double width)
{
    LegendFlow result;
    const double step = metrics.height() + 6;
    QPointF at;
    for (std::size_t s = 0; s < data.series.size(); ++s) {
        if (!shown[s])
            continue;
        const double length = 16 + metrics.horizontalAdvance(data.series[s].name) + 18;
        if (at.x() > 0 && at.x() + length > width)
            at = QPointF(0, at.y() + step);
        result.entries.push_back({at, s});
        at.rx() += length;
    }
    result.height = result.entries.empty() ? 0 : at.y() + step;
    return result;
}

/// Tab-separated, as spreadsheets paste it.
QString tabSeparated(const ChartTableModel &table)
{
    QString text;
    for (int row = -1; row < table.rowCount(); ++row) {
        QStringList fields;
        for (int column = 0; column < table.columnCount(); ++column)
            fields << (row < 0 ? table.headerData(column, Qt::Horizontal, Qt::DisplayRole)
                               : table.data(table.index(row, column), Qt::DisplayRole))
                          .toString();
        text += fields.join(u'\t') + u'\n';
    }
    return text;
}

QByteArray pngOf(const QImage &image)
{
    QBuffer buffer;
    buffer.open(QIODevice::WriteOnly);
    image.save(&buffer, "PNG");
    return buffer.data();
}

} // namespace

QSizeF Chart::drawingSize() const
{
    // A chart that was never shown has no size of its own yet.
    const QSize size = m_canvas->isVisible() ? m_canvas->size() : m_canvas->sizeHint();
    return QSizeF(size).expandedTo(QSizeF(480, 220));
}

QSizeF Chart::exportSize() const
{
    const QSizeF drawing = drawingSize();
    const QFontMetricsF metrics(font());
    const double legendHeight =
        m_isLegendVisible ? flow(m_data, m_canvas->shown(), metrics, drawing.width()).height : 0;
    return {std::ceil(drawing.width() + 2 * margin),
        std::ceil(drawing.height() + metrics.height() + 12 + legendHeight + 2 * margin)};
}

void Chart::paintExport(QPainter &painter, const QSizeF &drawing)
{
    const ChartColors colors = ChartColors::of(palette());
    const QFontMetricsF metrics(font());
    painter.fillRect(QRectF(QPointF(), exportSize()), colors.surface);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.translate(margin, margin);
    QFont bold = font();
    bold.setWeight(QFont::DemiBold);
    painter.setFont(bold);
    painter.setPen(colors.text);
    painter.drawText(QPointF(0, metrics.ascent()), m_data.title);

    painter.translate(0, metrics.height() + 12);
    painter.save();
    m_canvas->paintChart(painter, drawing);
    painter.restore();
    if (!m_isLegendVisible)
        return;
    painter.translate(0, drawing.height());
    painter.setFont(font());
    for (const LegendFlow::Entry &entry : flow(m_data, m_canvas->shown(), metrics, drawing.width()).entries) {
        const int slot = m_data.series[entry.series].slot.value_or(0);
        painter.setPen(QPen(slotInk(slot, colors), 1));
        painter.setBrush(slotFill(slot, colors));
        painter.drawRoundedRect(QRectF(entry.at.x() + 0.5, entry.at.y() + 3 + metrics.height() / 2 - 5, 10, 10), 2, 2);
        painter.setPen(colors.text);
        painter.drawText(entry.at + QPointF(16, 3 + metrics.ascent()), m_data.series[entry.series].name);
    }
}

QImage Chart::image(qreal scale)
{
    QImage picture((exportSize() * scale).toSize(), QImage::Format_ARGB32_Premultiplied);
    picture.setDevicePixelRatio(scale);
    QPainter painter(&picture);
    paintExport(painter, drawingSize());
    return picture;
}

void Chart::writeSvg(QIODevice &device)
{
    QSvgGenerator generator;
    generator.setOutputDevice(&device);
    generator.setSize(exportSize().toSize());
    generator.setViewBox(QRectF(QPointF(), exportSize()));
    generator.setTitle(m_data.title);
    generator.setResolution(96);
    QPainter painter(&generator);
    paintExport(painter, drawingSize());
}

void Chart::copyImage()
{
    QApplication::clipboard()->setImage(image(2));
}

void Chart::copyData()
{
    auto *content = new QMimeData;
    content->setText(tabSeparated(*m_tableModel));
    content->setData(QStringLiteral("text/csv"), csv().toUtf8());
    QApplication::clipboard()->setMimeData(content);
}

void Chart::saveAs(const QString &filter, const QString &suffix, std::function<QByteArray()> content)
{
    auto *dialog = new QFileDialog(this, tr("Save chart"), {}, filter);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setDefaultSuffix(suffix);
    QString name = m_data.title;
    dialog->selectFile(name.replace(u'/', u'-') + u'.' + suffix);
    connect(dialog, &QFileDialog::fileSelected, this, [this, content = std::move(content)](const QString &fileName) {
        QSaveFile file(fileName);
        const QByteArray bytes = content();
        if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size() || !file.commit())
            emit saveFailed(fileName);
    });
    dialog->open();
}

void Chart::addSaveActions(QMenu *menu)
{
    const QString pictures = tr("PNG image (*.png)");
    menu->addAction(tr("Save as PNG…"), this,
        [this, pictures] { saveAs(pictures, QStringLiteral("png"), [this] { return pngOf(image(1)); }); });
    menu->addAction(tr("Save as PNG, double size…"), this,
        [this, pictures] { saveAs(pictures, QStringLiteral("png"), [this] { return pngOf(image(2)); }); });
    menu->addAction(tr("Save as SVG…"), this, [this] {
        saveAs(tr("SVG image (*.svg)"), QStringLiteral("svg"), [this] {
            QBuffer buffer;
            buffer.open(QIODevice::WriteOnly);
            writeSvg(buffer);
            return buffer.data();
        });
    });
    menu->addAction(tr("Save data as CSV…"), this,
        [this] { saveAs(tr("CSV file (*.csv)"), QStringLiteral("csv"), [this] { return csv().toUtf8(); }); });
}

QMenu *Chart::createMenu()
{
    auto *menu = new QMenu(this);
    menu->addAction(tr("Copy image"), this, &Chart::copyImage);
    menu->addAction(tr("Copy data"), this, &Chart::copyData);
    menu->addSeparator();
    addSaveActions(menu);
    menu->addSeparator();
    QAction *table = menu->addAction(tr("Show as table") + QStringLiteral("\tT"));
    table->setCheckable(true);
    table->setChecked(m_isTableShown);
    connect(table, &QAction::toggled, this, &Chart::setTableShown);
    return menu;
}

} // namespace toll
