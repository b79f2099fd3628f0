// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/tokens/statementview.h"

#include "core/calendar/period.h"
#include "core/services/wording.h"
#include "ui/text/moneytext.h"
#include "ui/text/numbers.h"
#include "ui/widgets/icon.h"
#include "ui/widgets/theme.h"

#include <QFontDatabase>
#include <QFrame>
#include <QHBoxLayout>
#include <QLabel>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>

namespace toll {

namespace {

QLabel *plain(const QString &text)
{
    auto *label = new QLabel(text);
    label->setTextFormat(Qt::PlainText);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    return label;
}

QLabel *wrapped(const QString &text)
{
    QLabel *label = plain(text);
    label->setWordWrap(true);
    return label;
}

QLabel *formula(const QString &text)
{
    QLabel *label = wrapped(text);
    QFont font = QFontDatabase::systemFont(QFontDatabase::FixedFont);
    font.setPointSizeF(label->font().pointSizeF());
    label->setFont(font);
    label->setObjectName(QStringLiteral("formula"));
    return label;
}

QFrame *separator()
{
    auto *line = new QFrame;
    line->setFrameShape(QFrame::HLine);
    line->setFrameShadow(QFrame::Plain);
    line->setForegroundRole(QPalette::Mid);
    return line;
}

QString meterText(const std::string &meter)
{
    if (meter == "requests")
        return StatementView::tr("Requests");
    return QString::fromStdString(meter);
}

/// What an adjustment adjusts: a charge, or a line of the whole plan.
QString adjustedText(const StatementLine &line)
{
    switch (line.late ? line.late->of : LineKind::Shape) {
    case LineKind::Discount:
        return StatementView::tr("Discount");
    case LineKind::Maximum:
        return StatementView::tr("Maximum");
    case LineKind::Minimum:
        return StatementView::tr("Minimum");
    case LineKind::Tax:
        return StatementView::tr("Tax");
    default:
        return line.shape == "fixed" ? QString::fromStdString(line.charge) : meterText(line.meter);
    }
}

QString titleOf(const StatementLine &line, const Zone &zone)
{
    switch (line.kind) {
    case LineKind::Allowance:
        return StatementView::tr("Given free: %1").arg(meterText(line.meter));
    case LineKind::Shape:
        return line.shape == "fixed" ? QString::fromStdString(line.charge) : meterText(line.meter);
    case LineKind::Slices:
        return StatementView::tr("Hours of the week");
    case LineKind::Load:
        return StatementView::tr("Busy times");
    case LineKind::ServiceLevel:
        return StatementView::tr("Slow answers");
    case LineKind::Discount:
        return StatementView::tr("Discount");
    case LineKind::Maximum:
        return StatementView::tr("Maximum");
    case LineKind::Minimum:
        return StatementView::tr("Minimum");
    case LineKind::Tax:
        return StatementView::tr("Tax");
    case LineKind::OutsideTerm:
        return StatementView::tr("Outside every term");
    case LineKind::Unknown:
        return StatementView::tr("Not measured: %1").arg(meterText(line.meter));
    case LineKind::Unpriced:
        return StatementView::tr("Not priced: %1").arg(meterText(line.meter));
    case LineKind::Adjustment:
        return StatementView::tr("Adjustment of %1: %2")
            .arg(QString::fromStdString(periodName(line.period, zone)), adjustedText(line));
    }
    return {};
}

/// The signs and digits, easier on the eye: the same text with a line's breaks before equal signs.
QString readable(const std::string &formula)
{
    return QString::fromStdString(formula).replace(QStringLiteral(" = "), QStringLiteral(" =\u00A0"));
}

} // namespace

StatementView::StatementView(QWidget *parent) : QScrollArea(parent)
{
    setWidgetResizable(true);
    setFrameShape(QFrame::NoFrame);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    clear();
}

void StatementView::clear()
{
    m_contents = new QWidget;
    m_layout = new QVBoxLayout(m_contents);
    m_layout->setContentsMargins(0, 0, 0, 0);
    m_layout->setSpacing(6);
    setWidget(m_contents); // takes the old one away
}

void StatementView::show(const Statement &statement, const Zone &zone)
{
    clear();
    addRemarks(statement, zone);
    if (statement.lines.empty()) {
        m_layout->addWidget(wrapped(tr("Nothing was used in this month, so there is nothing to bill.")));
    } else {
        for (const StatementLine &line : statement.lines)
            addLine(line, statement, zone);
        addTotal(statement);
    }
    m_layout->addStretch(1);
}

/// That it is closed, and what came before its time.
void StatementView::addRemarks(const Statement &statement, const Zone &zone)
{
    QStringList remarks;
    if (statement.closed)
        remarks.append(sentence(*statement.closed, zone));
    for (const FutureUse &use : statement.future)
        remarks.append(sentence(use, zone));
    if (remarks.isEmpty())
        return;
    QLabel *label = wrapped(remarks.join(u'\n'));
    label->setObjectName(QStringLiteral("remarks"));
    m_layout->addWidget(label);
    m_layout->addWidget(separator());
}

void StatementView::addLine(const StatementLine &line, const Statement &statement, const Zone &zone)
{
    auto *heading = new QHBoxLayout;
    QLabel *title = wrapped(titleOf(line, zone));
    QFont strong = font();
    strong.setBold(true);
    title->setFont(strong);
    heading->addWidget(title, 1);
    QLabel *amount = plain(moneyText(line.amount, statement.currency));
    amount->setFont(strong);
    amount->setAlignment(Qt::AlignRight | Qt::AlignTop);
    heading->addWidget(amount);
    m_layout->addLayout(heading);

    QLabel *units = wrapped(line.billable == line.quantity
            ? tr("%1 units").arg(integerText(line.quantity))
            : tr("%1 units, %2 of them billed").arg(integerText(line.quantity), integerText(line.billable)));
    units->setForegroundRole(QPalette::PlaceholderText);
    m_layout->addWidget(units);
    if (formulaOf(line) != "0")
        m_layout->addWidget(formula(readable(formulaOf(line))));

    auto *unfold = new QToolButton;
    unfold->setText(tr("Why?"));
    unfold->setAccessibleName(tr("Explain the line %1").arg(titleOf(line, zone)));
    unfold->setCheckable(true);
    unfold->setAutoRaise(true);
    unfold->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    unfold->setIcon(icon(QStringLiteral("chevron-right")));
    QLabel *reasons = wrapped(explanation(line, statement, zone).join(u'\n'));
    reasons->setObjectName(QStringLiteral("explanation"));
    reasons->hide();
    connect(unfold, &QToolButton::toggled, reasons, [unfold, reasons](bool isOpen) {
        reasons->setVisible(isOpen);
        unfold->setIcon(icon(isOpen ? QStringLiteral("chevron-down") : QStringLiteral("chevron-right")));
    });
    m_layout->addWidget(unfold, 0, Qt::AlignLeft);
    m_layout->addWidget(reasons);
    m_layout->addWidget(separator());
}

void StatementView::addTotal(const Statement &statement)
{
    auto *row = new QHBoxLayout;
    QLabel *title = plain(tr("Total"));
    QLabel *total = plain(moneyText(statement.total, statement.currency));
    for (QLabel *label : {title, total})
        label->setFont(headingFont(font(), 1.2));
    total->setObjectName(QStringLiteral("total"));
    row->addWidget(title);
    row->addStretch(1);
    row->addWidget(total);
    m_layout->addLayout(row);
    if (statement.converted) {
        QLabel *converted = wrapped(sentence(*statement.converted, statement.currency));
        converted->setAlignment(Qt::AlignRight);
        converted->setObjectName(QStringLiteral("converted"));
        m_layout->addWidget(converted);
    }
}

} // namespace toll
