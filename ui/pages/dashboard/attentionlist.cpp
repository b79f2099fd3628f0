// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/dashboard/attentionlist.h"

#include "ui/pages/dashboard/attentiontext.h"
#include "ui/widgets/theme.h"

#include <QHeaderView>
#include <QLabel>
#include <QPushButton>
#include <QStyledItemDelegate>
#include <QTableView>
#include <QVBoxLayout>

namespace toll {

namespace {

QString keyOf(const Attention &attention)
{
    return QString::fromStdString(attention.row.token.id.text) + u'/'
        + QString::number(static_cast<int>(attention.concern));
}

QChar signOf(Shape shape)
{
    switch (shape) {
    case Shape::Triangle:
        return QChar(0x25b2);
    case Shape::Half:
        return QChar(0x25d0);
    case Shape::Square:
        return QChar(0x25a0);
    case Shape::Ring:
        return QChar(0x25cb);
    default:
        return QChar(0x25cf);
    }
}

/// The concern in its tone, with its sign; everything else as usual.
class ConcernDelegate : public QStyledItemDelegate {
public:
    using QStyledItemDelegate::QStyledItemDelegate;

protected:
    void initStyleOption(QStyleOptionViewItem *option, const QModelIndex &index) const override
    {
        QStyledItemDelegate::initStyleOption(option, index);
        const auto status = index.data(StatusRole).value<Status>();
        option->text = signOf(status.shape) + QStringLiteral("  ") + status.word;
        const QColor color = themeColors(option->palette).ofTone(status.tone);
        option->palette.setColor(QPalette::Text, color);
        option->palette.setColor(QPalette::HighlightedText, color);
    }
};

} // namespace

AttentionList::AttentionList(QWidget *parent)
    : QWidget(parent), m_table(new QTableView(this)),
      m_allWell(new QLabel(tr("All is well: no token needs a hand."), this))
{
    Column<Attention> token;
    token.id = QStringLiteral("token");
    token.title = tr("Token");
    token.text = [](const Attention &attention) { return QString::fromStdString(attention.row.token.name); };
    token.toolTip = [](const Attention &attention) { return QString::fromStdString(attention.row.customerName); };
    Column<Attention> concern;
    concern.id = QStringLiteral("concern");
    concern.title = tr("Concern");
    concern.status = [](const Attention &attention) { return concernStatus(attention.concern); };
    Column<Attention> details;
    details.id = QStringLiteral("details");
    details.title = tr("Details");
    details.text = [this](const Attention &attention) { return concernDetails(attention, m_now); };
    Column<Attention> remedy; // its cells hold the buttons
    remedy.id = QStringLiteral("remedy");
    remedy.text = [](const Attention &) { return QString(); };
    m_model = new RowsModel<Attention>({token, concern, details, remedy}, &keyOf, this);

    m_table->setModel(m_model);
    m_table->setAccessibleName(tr("Needs attention"));
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->setShowGrid(false);
    m_table->setWordWrap(false);
    m_table->setTabKeyNavigation(false);
    m_table->setItemDelegateForColumn(1, new ConcernDelegate(m_table));
    m_table->verticalHeader()->hide();
    m_table->verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    m_table->verticalHeader()->setDefaultSectionSize(fontMetrics().height() + 20);
    m_table->setFrameShape(QFrame::NoFrame);
    m_table->horizontalHeader()->setHighlightSections(false);
    connect(m_table, &QTableView::activated, this,
        [this](const QModelIndex &index) { emit chosen(m_model->rowAt(index.row())); });
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_table, 1);
    layout->addWidget(m_allWell, 1, Qt::AlignCenter);
    m_allWell->setForegroundRole(QPalette::PlaceholderText);
    m_allWell->hide();
}

void AttentionList::setRows(std::vector<Attention> rows, Instant now)
{
    m_now = now;
    m_model->setRows(std::move(rows));
    m_table->setVisible(m_model->rowCount() > 0);
    m_allWell->setVisible(m_model->rowCount() == 0);
    addButtons();
}

void AttentionList::addButtons()
{
    const int last = m_model->columnCount() - 1;
    for (int row = 0; row < m_model->rowCount(); ++row) {
        const Attention &attention = m_model->rowAt(row);
        const QString label = remedyText(remedyOf(attention.concern));
        auto *button = new QPushButton(label);
        button->setAccessibleName(label + u' ' + QString::fromStdString(attention.row.token.name));
        connect(button, &QPushButton::clicked, this, [this, attention] { emit chosen(attention); });
        m_table->setIndexWidget(m_model->index(row, last), button);
    }
    QHeaderView *header = m_table->horizontalHeader();
    header->setSectionResizeMode(QHeaderView::ResizeToContents);
    header->setSectionResizeMode(last - 1, QHeaderView::Stretch);
}

} // namespace toll
