// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/usage/filterfield.h"

#include "core/services/wording.h"
#include "ui/text/numbers.h"
#include "ui/widgets/field.h"
#include "ui/widgets/icon.h"
#include "ui/widgets/searchfield.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QMenu>
#include <QSignalBlocker>
#include <QToolButton>

namespace toll {

namespace {

constexpr int faultIconSize = 16;

} // namespace

FilterField::FilterField(QWidget *parent)
    : QWidget(parent),
      m_field(new SearchField(tr("Filter, such as model:gpt* status:>=400"), QKeySequence(QKeySequence::Find), this)),
      m_help(new QToolButton(this)), m_count(new QLabel(this)), m_faultRow(new QWidget(this)),
      m_faultText(new QLabel(m_faultRow)), m_suggestion(new QToolButton(m_faultRow))
{
    m_field->setAccessibleName(tr("Filter usage"));
    m_help->setText(QStringLiteral("?"));
    m_help->setAccessibleName(tr("What a filter can say"));
    m_help->setToolTip(tr("What a filter can say; a click inserts the example"));
    m_help->setFocusPolicy(Qt::StrongFocus);
    m_help->setPopupMode(QToolButton::InstantPopup);
    m_help->setMenu(buildHelp());
    m_count->setForegroundRole(QPalette::PlaceholderText);
    auto *sign = new QLabel(m_faultRow);
    sign->setPixmap(icon(QStringLiteral("error"), Tone::Danger).pixmap(faultIconSize));
    m_faultText->setTextFormat(Qt::PlainText);
    m_faultText->setWordWrap(true);
    setInk(m_faultText, true);
    m_suggestion->setFocusPolicy(Qt::StrongFocus);
    auto *faultRow = new QHBoxLayout(m_faultRow);
    faultRow->setContentsMargins(0, 0, 0, 0);
    faultRow->addWidget(sign, 0, Qt::AlignTop);
    faultRow->addWidget(m_faultText, 1);
    faultRow->addWidget(m_suggestion);
    m_faultRow->hide();
    auto *row = new QHBoxLayout;
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(8);
    row->addWidget(m_field, 1);
    row->addWidget(m_help);
    row->addWidget(m_count);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(4);
    layout->addLayout(row);
    layout->addWidget(m_faultRow);
    connect(m_field, &QLineEdit::textChanged, this, &FilterField::validate);
    connect(m_field, &SearchField::searched, this, &FilterField::tell);
    connect(m_suggestion, &QToolButton::clicked, this, [this] { setText(m_meant); });
}

QMenu *FilterField::buildHelp()
{
    auto *menu = new QMenu(this);
    const auto add = [this, menu](const QString &example, const QString &meaning) {
        // A tab puts the meaning into a column of its own.
        QAction *action = menu->addAction(QString(example).replace(u'&', QStringLiteral("&&")) + u'\t' + meaning);
        connect(action, &QAction::triggered, this, [this, example] { insert(example); });
    };
    menu->addSection(tr("Whose and what"));
    add(QStringLiteral("customer:Acme"), tr("usage of one customer (also owner:)"));
    add(QStringLiteral("token:mobile,web"), tr("one of several tokens"));
    add(QStringLiteral("tag:prod"), tr("tokens with a tag"));
    add(QStringLiteral("plan:Standard"), tr("priced by a plan; plan_version:Standard@2 by one version"));
    add(QStringLiteral("model:gpt*"), tr("* is any run, ? one character"));
    add(QStringLiteral("model:\"GPT-4o mini\""), tr("in quotes: just this text"));
    add(QStringLiteral("source:gateway"), tr("who reported it; endpoint: id: dim.NAME: likewise"));
    menu->addSection(tr("Numbers"));
    add(QStringLiteral("status:4xx"), tr("a class of statuses; status:\"\" where there is none"));
    add(QStringLiteral("status:>=400"), tr("also > < <= and 400..499"));
    add(QStringLiteral("response:>2000"), tr("milliseconds; input: cached_input: output: count: likewise"));
    menu->addSection(tr("When"));
    add(QStringLiteral("time:2026-10-05"), tr("a day; also 2026, 2026-10, 2026-W41, 2026-10-05T14"));
    add(QStringLiteral("time:>=2026-10-05"), tr("from a day on; also START/END"));
    add(QStringLiteral("hour_of_week:Mon*"), tr("Mondays; \"Mon 14:00\" is one hour"));
    menu->addSection(tr("Together"));
    add(QStringLiteral("-status:429"), tr("all but these"));
    add(QStringLiteral("timeout"), tr("any text, in token, customer, model, endpoint, id or status"));
    return menu;
}

void FilterField::insert(const QString &example)
{
    const QString old = m_field->text().trimmed();
    m_field->setText(old.isEmpty() ? example : old + u' ' + example);
    m_field->setFocus(Qt::OtherFocusReason);
    m_field->setSelection(static_cast<int>(m_field->text().size() - example.size()), static_cast<int>(example.size()));
}

void FilterField::setFrame(const UsageFrame &frame)
{
    m_names = frame.names;
    m_zone = frame.zone;
    m_hasNames = true;
    validate();
}

void FilterField::setText(const QString &text)
{
    m_field->search(text);
}

QString FilterField::text() const
{
    return m_field->text();
}

void FilterField::validate()
{
    const QString shown = m_field->text();
    const std::string text = shown.toStdString();
    auto filter = parseFilter(text, m_zone);
    std::optional<FilterFault> fault;
    if (!filter)
        fault = std::move(filter.error());
    else if (m_hasNames)
        fault = unknownName(*filter, text, m_names);
    m_fault = fault ? sentence(*fault) : QString();
    if (!fault)
        m_filter = std::move(*filter);
    m_suggestion->setVisible(fault && !fault->suggestion.empty());
    if (fault && !fault->suggestion.empty()) {
        // The suggestion stands for the whole term, up to its end.
        const std::size_t end = std::max(fault->at + fault->length, std::min(text.find(' ', fault->at), text.size()));
        const QString meant = QString::fromStdString(fault->suggestion);
        m_meant = QString::fromStdString(text.substr(0, fault->at)) + meant + QString::fromStdString(text.substr(end));
        m_suggestion->setText(tr("Use %1").arg(meant));
    }
    m_faultText->setText(m_fault);
    m_faultRow->setVisible(!m_fault.isEmpty());
    m_field->setAccessibleDescription(m_fault);
}

void FilterField::tell()
{
    validate();
    if (m_fault.isEmpty() && m_filter != m_told) {
        m_told = m_filter;
        emit changed();
    }
}

void FilterField::setCount(std::int64_t fitting, std::int64_t all)
{
    m_count->setText(tr("%1 of %2 requests").arg(integerText(fitting), integerText(all)));
}

QString FilterField::countText() const
{
    return m_count->text();
}

} // namespace toll
