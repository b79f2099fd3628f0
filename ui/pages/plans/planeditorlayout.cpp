// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
// How the editor is put together; what it does is in planeditor.cpp.
#include "ui/pages/plans/agreementstab.h"
#include "ui/pages/plans/chargeform.h"
#include "ui/pages/plans/jsontab.h"
#include "ui/pages/plans/plancalls.h"
#include "ui/pages/plans/plandrafts.h"
#include "ui/pages/plans/planeditor.h"
#include "ui/pages/plans/priceview.h"
#include "ui/pages/plans/termstab.h"
#include "ui/pages/plans/versionstab.h"
#include "ui/text/timetext.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/card.h"
#include "ui/widgets/datatable.h"
#include "ui/widgets/icon.h"
#include "ui/widgets/style.h"
#include "ui/widgets/theme.h"

#include "core/services/zones.h"

#include <QAction>
#include <QHBoxLayout>
#include <QLabel>
#include <QMenu>
#include <QPushButton>
#include <QScrollArea>
#include <QSplitter>
#include <QTabWidget>
#include <QTableView>
#include <QToolButton>

namespace toll {

namespace {

constexpr int chargesHeight = 142; ///< three charges are seen whole
constexpr int mostChargesHeight = 220;

QToolButton *smallButton(const char *name, const QString &iconName, const QString &text, const QString &tip)
{
    auto *button = new QToolButton;
    button->setObjectName(QString::fromLatin1(name));
    button->setIcon(icon(iconName));
    button->setAccessibleName(text);
    button->setToolTip(tip);
    return button;
}

/// A push button that is a view of an action.
QPushButton *viewOf(QAction *action)
{
    auto *button = new QPushButton(action->icon(), withoutMnemonic(action->text()));
    button->setObjectName(Actions::idOf(action));
    button->setToolTip(action->statusTip());
    const auto follow = [button, action] {
        button->setEnabled(action->isEnabled());
        button->setVisible(action->isEnabled());
    };
    QObject::connect(action, &QAction::changed, button, follow);
    QObject::connect(button, &QPushButton::clicked, action, &QAction::trigger);
    follow();
    return button;
}

} // namespace

PlanEditor::PlanEditor(PageContext &context, QWidget *parent)
    : QWidget(parent), m_context(context), m_drafts(PlanDrafts::of(context.workspace)),
      m_chargeModel(
          new RowsModel<ChargeRow>(chargeColumns(), [](const ChargeRow &row) { return row.key; }, this)),
      m_name(new QLabel), m_state(new QLabel), m_buttons(new QWidget), m_more(new QToolButton),
      m_banner(new InlineBanner), m_tabs(new QTabWidget), m_charges(new DataTable), m_form(new ChargeForm),
      m_prices(new PriceView(context.workspace)), m_terms(new TermsTab), m_versions(new VersionsTab),
      m_agreements(new AgreementsTab), m_json(new JsonTab)
{
    m_banner->setClosable(false);
    m_tabs->addTab(buildPrices(), tr("Prices"));
    m_tabs->addTab(m_terms, tr("Terms"));
    m_tabs->addTab(m_versions, tr("Versions"));
    m_tabs->addTab(m_agreements, tr("Agreements"));
    m_tabs->addTab(m_json, tr("JSON"));
    m_tabs->setDocumentMode(true);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(8);
    layout->addWidget(buildHead());
    layout->addWidget(m_banner);
    layout->addWidget(m_tabs, 1);
    connectParts();
}

QWidget *PlanEditor::buildHead()
{
    auto *head = new QWidget;
    m_name->setObjectName(QStringLiteral("planName"));
    m_name->setTextFormat(Qt::PlainText);
    m_name->setFont(headingFont(m_name->font(), 1.3));
    m_name->setMinimumWidth(80);
    m_state->setObjectName(QStringLiteral("planState"));
    m_state->setTextFormat(Qt::PlainText);
    m_state->setWordWrap(true);
    m_state->setForegroundRole(QPalette::PlaceholderText);
    m_more->setIcon(icon(QStringLiteral("more")));
    m_more->setToolTip(tr("More"));
    m_more->setAccessibleName(m_more->toolTip());
    m_more->setPopupMode(QToolButton::InstantPopup);
    auto *buttons = new QHBoxLayout(m_buttons);
    buttons->setContentsMargins(0, 0, 0, 0);
    buttons->setSpacing(8);
    auto *texts = new QVBoxLayout;
    texts->setSpacing(0);
    texts->addWidget(m_name);
    texts->addWidget(m_state);
    auto *layout = new QHBoxLayout(head);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addLayout(texts, 1);
    layout->addWidget(m_buttons);
    layout->addWidget(m_more);
    return head;
}

std::vector<Column<PlanEditor::ChargeRow>> PlanEditor::chargeColumns()
{
    Column<ChargeRow> id;
    id.id = QStringLiteral("id");
    id.title = tr("Charge");
    id.text = [](const ChargeRow &row) { return row.id; };
    id.edit = id.text;
    id.tone = [](const ChargeRow &row) { return row.fault.isEmpty() ? Tone::Normal : Tone::Danger; };
    id.toolTip = [](const ChargeRow &row) { return row.fault.toHtmlEscaped(); };
    Column<ChargeRow> meter;
    meter.id = QStringLiteral("meter");
    meter.title = tr("Meter");
    meter.text = [](const ChargeRow &row) { return row.meter; };
    Column<ChargeRow> kind;
    kind.id = QStringLiteral("kind");
    kind.title = tr("Kind of price");
    kind.text = [](const ChargeRow &row) { return row.kind; };
    Column<ChargeRow> price;
    price.id = QStringLiteral("price");
    price.title = tr("Price");
    price.text = [](const ChargeRow &row) { return row.fault.isEmpty() ? row.price : row.fault; };
    price.tone = id.tone;
    price.toolTip = [](const ChargeRow &row) { return (row.fault.isEmpty() ? row.price : row.fault).toHtmlEscaped(); };
    return {id, meter, kind, price};
}

QWidget *PlanEditor::buildCharges()
{
    m_charges->view()->setObjectName(QStringLiteral("charges"));
    m_charges->view()->setAccessibleName(tr("Charges"));
    m_charges->view()->setSelectionMode(QAbstractItemView::SingleSelection);
    m_charges->view()->horizontalHeader()->setSectionsClickable(false); // the order of charges is part of the price
    m_charges->setModel(m_chargeModel);
    m_charges->setStretchColumn(QStringLiteral("price"));
    m_chargeButtons = new QWidget;
    auto *row = new QVBoxLayout(m_chargeButtons);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(6);
    QToolButton *add = smallButton("addCharge", QStringLiteral("plus"), tr("Add charge"), tr("Add a charge: a price on a meter"));
    QToolButton *remove =
        smallButton("removeCharge", QStringLiteral("close"), tr("Remove charge"), tr("Remove the selected charge"));
    row->addWidget(add);
    row->addWidget(remove);
    row->addStretch(1);
    connect(add, &QToolButton::clicked, this, &PlanEditor::addCharge);
    connect(remove, &QToolButton::clicked, this, &PlanEditor::removeCharge);
    auto *charges = new QWidget;
    auto *layout = new QHBoxLayout(charges);
    layout->setContentsMargins(0, 8, 0, 0);
    layout->setSpacing(6);
    layout->addWidget(m_charges, 1);
    layout->addWidget(m_chargeButtons);
    charges->setMinimumHeight(chargesHeight);
    charges->setMaximumHeight(mostChargesHeight);
    return charges;
}

QWidget *PlanEditor::buildPrices()
{
    auto *scroll = new QScrollArea;
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidgetResizable(true);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->viewport()->setAutoFillBackground(false);
    auto *padded = new QWidget;
    padded->setAutoFillBackground(false);
    auto *inner = new QVBoxLayout(padded);
    inner->setContentsMargins(0, 0, 10, 0);
    inner->addWidget(m_form);
    scroll->setWidget(padded);
    auto *price = new QSplitter(Qt::Horizontal);
    price->setChildrenCollapsible(false);
    price->setHandleWidth(12);
    price->addWidget(scroll);
    price->addWidget(m_prices);
    price->setStretchFactor(0, 1);
    price->setStretchFactor(1, 1);
    price->setSizes({380, 350});
    auto *page = new QWidget;
    auto *layout = new QVBoxLayout(page);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(10);
    layout->addWidget(buildCharges(), 2);
    layout->addWidget(price, 5);
    return page;
}

void PlanEditor::setActions(const QList<QAction *> &buttons, const QList<QAction *> &more)
{
    for (QAction *action : buttons) {
        QPushButton *button = viewOf(action);
        if (action == buttons.last()) {
            setPrimary(button);
            button->setIcon(iconOnAccent(Actions::iconNameOf(action)));
        }
        m_buttons->layout()->addWidget(button);
    }
    auto *menu = new QMenu(m_more);
    menu->addActions(more);
    m_more->setMenu(menu);
}

void PlanEditor::showHead(Instant now)
{
    m_name->setText(m_entry.name().isEmpty() ? tr("(no name)") : m_entry.name());
    m_state->setText(stateText(now));
}

QString PlanEditor::stateText(Instant now) const
{
    if (!m_entry.stored)
        return tr("A new plan. Nothing is stored yet.");
    QStringList parts;
    const Result<Zone> zone = zoneNamed(m_entry.stored->versions.back().plan.timezone);
    for (const PlanVersionRow &version : m_entry.stored->versions) {
        const QString number = QString::number(version.plan.version);
        if (version.isInForce)
            parts << (version.from == earliestInstant
                    ? tr("Version %1 in force").arg(number)
                    : tr("Version %1 in force since %2").arg(number, dateText(version.from, zone.value_or(Zone()))));
        else if (version.from > now)
            parts << tr("version %1 from %2").arg(number, dateText(version.from, zone.value_or(Zone())));
    }
    parts << tr("%n customers", nullptr, static_cast<int>(m_entry.stored->row.customers.size()));
    if (m_entry.draft)
        parts << tr("a draft, not stored");
    return parts.join(QStringLiteral(" · "));
}

} // namespace toll
