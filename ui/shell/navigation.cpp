// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/navigation.h"

#include "ui/pages/page.h"
#include "ui/widgets/icon.h"
#include "ui/widgets/stylepaint.h"

#include <QEvent>
#include <QPainter>
#include <QStyledItemDelegate>

namespace toll {

namespace {

enum Role { PageRole = Qt::UserRole, BadgeRole, PageIconRole };

constexpr int margin = 8;
constexpr int padding = 12;
constexpr int pictureSize = 20;
constexpr int rowPadding = 18; ///< added to the height of a line of text
constexpr int leastWidth = 168;

class NavigationDelegate : public QStyledItemDelegate {
public:
    explicit NavigationDelegate(const Navigation *navigation)
        : QStyledItemDelegate(const_cast<Navigation *>(navigation)), m_navigation(navigation)
    {
    }

    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &) const override
    {
        return {pictureSize + 2 * padding, option.fontMetrics.height() + rowPadding};
    }

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        const ThemeColors &colors = themeColors(option.palette);
        const bool isCurrent = option.state & QStyle::State_Selected;
        const QRect row = option.rect.adjusted(margin, 1, -margin, -1);
        painter->save();
        painter->setRenderHint(QPainter::Antialiasing);
        if (isCurrent || option.state & QStyle::State_MouseOver)
            paintPanel(painter, row, controlRadius, isCurrent ? colors.selection : colors.hover, Qt::transparent);
        if ((option.state & QStyle::State_HasFocus) && m_navigation->hasFocus())
            paintFocusRing(painter, row, controlRadius, colors);
        painter->setPen(isCurrent ? colors.accent : colors.text);
        paintContents(painter, option, index, row, isCurrent);
        painter->restore();
    }

private:
    void paintContents(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index,
        const QRect &row, bool isCurrent) const
    {
        const int left = m_navigation->isNarrow() ? row.center().x() - pictureSize / 2 : row.left() + padding;
        const QRect iconRect(left, row.center().y() - pictureSize / 2 + 1, pictureSize, pictureSize);
        icon(index.data(PageIconRole).toString(), isCurrent ? Tone::Accent : Tone::Normal).paint(painter, iconRect);
        if (m_navigation->isNarrow())
            return;

        QRect text = row.adjusted(padding + pictureSize + 10, 0, -padding, 0);
        QFont font = option.font;
        font.setBold(isCurrent);
        painter->setFont(font);
        if (const QString badge = index.data(BadgeRole).toString(); !badge.isEmpty()) {
            painter->save();
            painter->setPen(isCurrent ? themeColors(option.palette).accent : themeColors(option.palette).muted);
            painter->drawText(text, Qt::AlignRight | Qt::AlignVCenter, badge);
            painter->restore();
            text.setRight(text.right() - QFontMetrics(font).horizontalAdvance(badge) - 8);
        }
        painter->drawText(text, Qt::AlignLeft | Qt::AlignVCenter,
            QFontMetrics(font).elidedText(index.data().toString(), Qt::ElideRight, text.width()));
    }

    const Navigation *m_navigation;
};

} // namespace

Navigation::Navigation(QWidget *parent) : QListWidget(parent)
{
    setAccessibleName(tr("Pages"));
    setFrameShape(QFrame::NoFrame);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setItemDelegate(new NavigationDelegate(this));
    setMouseTracking(true);
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Expanding);
    viewport()->setBackgroundRole(QPalette::Window);
    setViewportMargins(0, margin, 0, 0);
    connect(this, &QListWidget::currentItemChanged, this, [this](const QListWidgetItem *item) {
        if (item)
            emit chosen(item->data(PageRole).toString());
    });
}

void Navigation::setPages(const std::vector<Page *> &pages)
{
    const QSignalBlocker quiet(this);
    clear();
    int number = 0;
    for (const Page *page : pages) {
        auto *item = new QListWidgetItem(page->title(), this);
        item->setData(PageRole, page->id());
        item->setData(PageIconRole, page->iconName());
        if (++number <= 9)
            item->setToolTip(tr("%1 (Ctrl+%2)").arg(page->title()).arg(number));
    }
    layOut();
}

void Navigation::setCurrentPage(const QString &id)
{
    const QSignalBlocker quiet(this);
    setCurrentItem(itemOf(id));
}

void Navigation::setBadge(const QString &id, const QString &text)
{
    if (QListWidgetItem *item = itemOf(id)) {
        item->setData(BadgeRole, text);
        item->setData(
            Qt::AccessibleTextRole, text.isEmpty() ? item->text() : item->text() + QStringLiteral(", ") + text);
        layOut();
    }
}

void Navigation::setNarrow(bool narrow)
{
    m_isNarrow = narrow;
    layOut();
    viewport()->update();
}

QSize Navigation::sizeHint() const
{
    if (m_isNarrow)
        return {pictureSize + 2 * (padding + margin), 200};
    QFont bold = font();
    bold.setBold(true);
    const QFontMetrics metrics(bold);
    int widest = leastWidth;
    for (int row = 0; row < count(); ++row) {
        const int text = metrics.horizontalAdvance(item(row)->text());
        const int badge = metrics.horizontalAdvance(item(row)->data(BadgeRole).toString());
        widest = std::max(widest, text + badge + pictureSize + 2 * (padding + margin) + 30);
    }
    return {widest, 200};
}

void Navigation::changeEvent(QEvent *event)
{
    QListWidget::changeEvent(event);
    if (event->type() == QEvent::FontChange)
        layOut();
}

QListWidgetItem *Navigation::itemOf(const QString &id) const
{
    for (int row = 0; row < count(); ++row) {
        if (item(row)->data(PageRole).toString() == id)
            return item(row);
    }
    return nullptr;
}

void Navigation::layOut()
{
    setFixedWidth(sizeHint().width());
    scheduleDelayedItemsLayout();
}

} // namespace toll
