// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/commandpalette.h"

#include "ui/widgets/icon.h"
#include "ui/widgets/stylepaint.h"

#include <QApplication>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QPainter>
#include <QStyledItemDelegate>
#include <QVBoxLayout>

namespace toll {

namespace {

constexpr int paletteWidth = 620;
constexpr int shownRows = 11;
constexpr int padding = 10;
constexpr int pictureSize = 18;

class CommandDelegate : public QStyledItemDelegate {
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &) const override
    {
        return {100, option.fontMetrics.height() + 16};
    }

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        const ThemeColors &colors = themeColors(option.palette);
        painter->save();
        painter->setRenderHint(QPainter::Antialiasing);
        const QRect row = option.rect.adjusted(4, 1, -4, -1);
        if (option.state & QStyle::State_Selected)
            paintPanel(painter, row, controlRadius, colors.selection, Qt::transparent);

        const QRect inside = row.adjusted(padding, 0, -padding, 0);
        const QRect picture(inside.left(), inside.center().y() - pictureSize / 2 + 1, pictureSize, pictureSize);
        icon(index.data(CommandModel::IconRole).toString(), Tone::Muted).paint(painter, picture);

        QRect text = inside.adjusted(pictureSize + padding, 0, 0, 0);
        painter->setPen(colors.muted);
        const QString shortcut = index.data(CommandModel::ShortcutRole).toString();
        painter->drawText(text, Qt::AlignRight | Qt::AlignVCenter, shortcut);
        if (!shortcut.isEmpty())
            text.setRight(text.right() - option.fontMetrics.horizontalAdvance(shortcut) - padding);

        const QString name = index.data().toString();
        painter->setPen(colors.text);
        painter->drawText(
            text, Qt::AlignLeft | Qt::AlignVCenter, option.fontMetrics.elidedText(name, Qt::ElideRight, text.width()));
        text.setLeft(text.left() + option.fontMetrics.horizontalAdvance(name) + padding);
        painter->setPen(colors.muted);
        if (text.width() > 40)
            painter->drawText(text, Qt::AlignLeft | Qt::AlignVCenter,
                option.fontMetrics.elidedText(
                    index.data(CommandModel::ContextRole).toString(), Qt::ElideRight, text.width()));
        painter->restore();
    }
};

} // namespace

CommandPalette::CommandPalette(QWidget *parent)
    : QFrame(parent, Qt::Popup), m_model(new CommandModel(this)), m_edit(new QLineEdit(this)),
      m_list(new QListView(this)), m_nothing(new QLabel(tr("Nothing of that name."), this))
{
    setAttribute(Qt::WA_TranslucentBackground);
    setAccessibleName(tr("Command palette"));
    m_edit->setPlaceholderText(tr("Search or run a command…"));
    m_edit->setAccessibleName(tr("Search"));
    m_edit->setClearButtonEnabled(true);
    m_edit->installEventFilter(this);
    m_list->setModel(m_model);
    m_list->setItemDelegate(new CommandDelegate(m_list));
    m_list->setAccessibleName(tr("Commands found"));
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setFocusPolicy(Qt::NoFocus);
    m_list->setUniformItemSizes(true);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_nothing->setMargin(padding);
    m_nothing->setForegroundRole(QPalette::PlaceholderText);
    m_nothing->hide();

    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(padding, padding, padding, padding);
    layout->addWidget(m_edit);
    layout->addWidget(m_list, 1);
    layout->addWidget(m_nothing, 1, Qt::AlignTop);
    connect(m_edit, &QLineEdit::textChanged, this, &CommandPalette::find);
    connect(m_edit, &QLineEdit::returnPressed, this, &CommandPalette::runCurrent);
    connect(m_list, &QListView::clicked, this, &CommandPalette::runCurrent);
}

void CommandPalette::popUp(std::vector<Command> commands, const QWidget *anchor)
{
    m_model->setCommands(std::move(commands));
    m_edit->clear();
    find({});
    const int rowHeight = m_list->sizeHintForRow(0) > 0 ? m_list->sizeHintForRow(0) : fontMetrics().height() + 16;
    resize(
        std::min(paletteWidth, parentWidget()->width() - 40), rowHeight * shownRows + m_edit->sizeHint().height() + 40);
    const QWidget *window = parentWidget();
    const int left = (window->width() - QFrame::width()) / 2;
    const int top = anchor->mapTo(window, QPoint(0, anchor->height() + 4)).y();
    QFrame::move(window->mapToGlobal(QPoint(left, top)));
    show();
    m_edit->setFocus(Qt::PopupFocusReason);
}

bool CommandPalette::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_edit && event->type() == QEvent::KeyPress) {
        switch (static_cast<QKeyEvent *>(event)->key()) {
        case Qt::Key_Down:
            move(1);
            return true;
        case Qt::Key_Up:
            move(-1);
            return true;
        case Qt::Key_PageDown:
            move(shownRows - 1);
            return true;
        case Qt::Key_PageUp:
            move(1 - shownRows);
            return true;
        default:
            break;
        }
    }
    return QFrame::eventFilter(watched, event);
}

void CommandPalette::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const ThemeColors &colors = themeColors(palette());
    paintPanel(&painter, QRectF(rect()), controlRadius + 2, colors.surface, colors.border);
}

void CommandPalette::find(const QString &typed)
{
    m_model->setTyped(typed);
    const bool isAny = m_model->rowCount() > 0;
    m_list->setVisible(isAny);
    m_nothing->setVisible(!isAny);
    if (isAny)
        m_list->setCurrentIndex(m_model->index(0));
}

void CommandPalette::move(int steps)
{
    const int rows = m_model->rowCount();
    if (rows == 0)
        return;
    const int now = m_list->currentIndex().row();
    // One step past an end comes out at the other; longer steps stop there.
    const int next = std::abs(steps) == 1 ? (now + steps + rows) % rows : std::clamp(now + steps, 0, rows - 1);
    m_list->setCurrentIndex(m_model->index(next));
}

void CommandPalette::runCurrent()
{
    const QModelIndex current = m_list->currentIndex();
    if (!current.isValid())
        return;
    // Copied, and run from the event loop: it may rebuild the window, this palette included.
    QMetaObject::invokeMethod(qApp, m_model->at(current.row()).run, Qt::QueuedConnection);
    close();
}

} // namespace toll
