// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/usage/dimensionsdialog.h"

#include "ui/pages/pagejob.h"
#include "ui/widgets/field.h"
#include "ui/widgets/style.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QPushButton>
#include <QSignalBlocker>
#include <QVBoxLayout>

#include <algorithm>

namespace toll {

namespace {

using Names = std::vector<std::string>;

constexpr int rowHeight = 32;

void declare(PageContext &context, const Names &names, const std::function<void(bool)> &then)
{
    startJob(
        context, DimensionsDialog::tr("Summing of usage by other dimensions"),
        [names](Services &services, const JobControl &job) { return services.settings.setDimensions(names, job); },
        [](const Result<void> &) { return DimensionsDialog::tr("Usage is summed by the dimensions you chose."); },
        [then](const Result<void> &done) { then(done.has_value()); });
}

std::function<void()> stepOf(PageContext &context, const Names &names)
{
    return [&context, names] {
        declare(context, names, [&context](bool isDone) {
            if (!isDone)
                context.undo.failed();
        });
    };
}

} // namespace

DimensionsDialog::DimensionsDialog(PageContext &context, const UsageFrame &frame, QWidget *parent)
    : QDialog(parent), m_context(context), m_before(frame.dimensions), m_list(new QListWidget), m_name(new QLineEdit),
      m_text(new QLabel)
{
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("Dimensions"));
    build();
    for (const std::string &name : m_before)
        addRow(name, true);
    look();
    follow();
}

void DimensionsDialog::build()
{
    auto *intro = new QLabel(tr("Usage is kept as sums by token, model, status and source, and by up to four dimensions of "
                                "your own. Charts and tables can be grouped by these at once; filters find events by any "
                                "dimension."));
    intro->setWordWrap(true);
    intro->setForegroundRole(QPalette::PlaceholderText);
    m_list->setObjectName(QStringLiteral("dimensions"));
    m_list->setAccessibleName(tr("Dimensions"));
    m_name->setObjectName(QStringLiteral("dimension"));
    m_name->setPlaceholderText(tr("Another name, such as region"));
    m_name->setAccessibleName(tr("Another dimension"));
    m_text->setWordWrap(true);
    m_text->setTextFormat(Qt::PlainText);
    m_add = new QPushButton(tr("&Add"));
    m_apply = new QPushButton(tr("&Sum by these"));
    m_apply->setObjectName(QStringLiteral("apply"));
    setPrimary(m_apply);
    auto *close = new QPushButton(tr("Cancel"));
    for (QPushButton *button : {m_add, m_apply, close})
        button->setAutoDefault(false);
    auto *other = new QHBoxLayout;
    other->addWidget(m_name, 1);
    other->addWidget(m_add);
    auto *buttons = new QHBoxLayout;
    buttons->addStretch(1);
    buttons->addWidget(close);
    buttons->addWidget(m_apply);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(20, 20, 20, 16);
    layout->setSpacing(12);
    layout->addWidget(intro);
    layout->addWidget(m_list, 1);
    layout->addLayout(other);
    layout->addWidget(m_text);
    layout->addLayout(buttons);
    resize(480, 460);
    connect(m_list, &QListWidget::itemChanged, this, &DimensionsDialog::follow);
    connect(m_name, &QLineEdit::textChanged, this, &DimensionsDialog::follow);
    connect(m_name, &QLineEdit::returnPressed, this, &DimensionsDialog::addTyped);
    connect(m_add, &QPushButton::clicked, this, &DimensionsDialog::addTyped);
    connect(m_apply, &QPushButton::clicked, this, &DimensionsDialog::apply);
    connect(close, &QPushButton::clicked, this, &QDialog::reject);
    connect(this, &QDialog::finished, this, [this] { m_control.cancel(); });
}

void DimensionsDialog::look()
{
    m_isLooking = true;
    m_context.workspace.read(
        this, [control = m_control](Services &services) { return services.settings.dimensionsInUse(control); },
        [this](const Result<Names> &names) {
            m_isLooking = false;
            for (const std::string &name : names.value_or(Names()))
                if (m_list->findItems(QString::fromStdString(name), Qt::MatchExactly).isEmpty())
                    addRow(name, false);
            follow();
        });
}

void DimensionsDialog::addRow(const std::string &name, bool isChosen)
{
    const QSignalBlocker quiet(m_list);
    auto *item = new QListWidgetItem(QString::fromStdString(name), m_list);
    item->setSizeHint(QSize(0, rowHeight));
    item->setFlags(Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemIsUserCheckable);
    item->setCheckState(isChosen ? Qt::Checked : Qt::Unchecked);
}

void DimensionsDialog::choose(const QString &name, bool isChosen)
{
    for (QListWidgetItem *item : m_list->findItems(name, Qt::MatchExactly))
        item->setCheckState(isChosen ? Qt::Checked : Qt::Unchecked);
}

void DimensionsDialog::addTyped()
{
    for (const std::string &name : parseDimensions(m_name->text().toStdString())) {
        if (m_list->findItems(QString::fromStdString(name), Qt::MatchExactly).isEmpty())
            addRow(name, false);
        choose(QString::fromStdString(name), true);
    }
    m_name->clear();
    follow();
}

Names DimensionsDialog::chosen() const
{
    Names names;
    for (int row = 0; row < m_list->count(); ++row)
        if (m_list->item(row)->checkState() == Qt::Checked)
            names.push_back(m_list->item(row)->text().toStdString());
    return names;
}

void DimensionsDialog::follow()
{
    const Names names = chosen();
    const bool isTooMany = names.size() > SettingsService::mostDimensions;
    const bool isSame = std::ranges::is_permutation(names, m_before);
    m_add->setEnabled(!m_name->text().trimmed().isEmpty());
    m_apply->setEnabled(!isTooMany && !isSame);
    setInk(m_text, isTooMany);
    m_text->setText(isTooMany
            ? tr("Four at most: every dimension multiplies the sums that are kept, and with more they would be no smaller "
                 "than the usage itself.")
            : m_isLooking ? tr("Looking which there are…")
            : m_list->count() == 0
            ? tr("No usage has a dimension yet. A column dim.NAME of a file becomes the dimension NAME.")
            : isSame ? QString()
                     : tr("All usage is summed anew; this can be cancelled and taken back."));
}

void DimensionsDialog::apply()
{
    if (!m_apply->isEnabled())
        return;
    const Names names = chosen();
    declare(m_context, names, [&context = m_context, before = m_before, names](bool isDone) {
        if (isDone)
            context.undo.push(tr("Choose dimensions"), stepOf(context, before), stepOf(context, names));
    });
    accept(); // the job shows how far it is
}

} // namespace toll
