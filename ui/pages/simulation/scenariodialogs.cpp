// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/simulation/scenariodialogs.h"

#include "core/services/scenariowords.h"
#include "ui/pages/simulation/resultcolumns.h"
#include "ui/text/timetext.h"
#include "ui/widgets/datatable.h"
#include "ui/widgets/field.h"
#include "ui/widgets/style.h"

#include <QComboBox>
#include <QDialogButtonBox>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QTableView>
#include <QVBoxLayout>

#include <algorithm>
#include <ranges>

namespace toll {

NameDialog::NameDialog(
    const QString &title, const QString &button, const QString &name, Remark fault, Remark hint, QWidget *parent)
    : QDialog(parent), m_fault(std::move(fault)), m_hint(std::move(hint)), m_name(new QLineEdit(name)),
      m_field(new Field(m_name))
{
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(title);
    m_name->setObjectName(QStringLiteral("scenarioName"));
    m_name->selectAll();
    m_name->setMinimumWidth(fontMetrics().averageCharWidth() * 44);
    auto *form = new QFormLayout;
    form->addRow(tr("&Name"), m_field);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Cancel);
    QPushButton *accept = buttons->addButton(button, QDialogButtonBox::AcceptRole);
    accept->setObjectName(QStringLiteral("accept"));
    accept->setDefault(true);
    setPrimary(accept);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(20, 20, 20, 16);
    layout->setSpacing(16);
    layout->addLayout(form);
    layout->addWidget(buttons);
    connect(m_name, &QLineEdit::textChanged, this, &NameDialog::showHint);
    connect(buttons, &QDialogButtonBox::accepted, this, &NameDialog::apply);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    showHint();
}

void NameDialog::showHint()
{
    m_field->complain({});
    m_field->setHint(m_hint ? m_hint(m_name->text().trimmed()) : QString());
}

void NameDialog::apply()
{
    const QString name = m_name->text().trimmed();
    const QString fault = name.isEmpty() ? tr("Type a name.") : m_fault ? m_fault(name) : QString();
    if (!fault.isEmpty()) {
        m_field->complain(fault);
        m_name->setFocus();
        return;
    }
    emit named(name);
    accept();
}

VersionsDialog::VersionsDialog(
    std::vector<ScenarioEntry> versions, Zone zone, std::shared_ptr<const Baseline> history, QWidget *parent)
    : QDialog(parent)
{
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("Versions of “%1”").arg(QString::fromStdString(versions.back().set.name)));
    std::ranges::reverse(versions); // the newest first
    using Row = ScenarioEntry;
    std::vector<Column<Row>> columns{
        countColumn<Row>("version", tr("Version"), [](const Row &row) { return row.version; }),
        wordColumn<Row>("saved", tr("Saved"), [zone](const Row &row) { return dateTimeText(row.savedAt, zone); }),
        wordColumn<Row>(
            "changes", tr("What it changes"), [history](const Row &row) { return setWords(row.set, history.get()); })};
    columns[1].sortKey = [](const Row &row) { return SortKey(row.savedAt.ms); };
    columns[2].toolTip = columns[2].text;
    m_model = new RowsModel<Row>(std::move(columns), [](const Row &row) { return QString::number(row.version); }, this);
    m_model->setRows(std::move(versions));
    m_table = new DataTable;
    m_table->setModel(m_model);
    m_table->setStretchColumn(QStringLiteral("changes"));
    m_table->view()->setAccessibleName(windowTitle());
    m_table->selectKey(m_model->keyAt(0));
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Close);
    QPushButton *open = buttons->addButton(tr("Open this version"), QDialogButtonBox::AcceptRole);
    open->setObjectName(QStringLiteral("open"));
    setPrimary(open);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(20, 20, 20, 16);
    layout->setSpacing(16);
    layout->addWidget(m_table, 1);
    layout->addWidget(buttons);
    resize(680, 360);
    connect(m_table, &DataTable::activated, this, &VersionsDialog::apply);
    connect(buttons, &QDialogButtonBox::accepted, this, &VersionsDialog::apply);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
}

void VersionsDialog::apply()
{
    if (const ScenarioEntry *entry = m_model->find(m_table->currentKey())) {
        emit chosen(*entry);
        accept();
    }
}

DraftDialog::DraftDialog(
    const QStringList &plans, const QString &preferred, const QString &remark, QWidget *parent)
    : QDialog(parent)
{
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("Turn the scenario into a draft plan"));
    auto *plan = new QComboBox;
    plan->setObjectName(QStringLiteral("plan"));
    plan->addItems(plans);
    plan->setCurrentIndex(std::max(0, plan->findText(preferred)));
    plan->setMinimumContentsLength(24);
    auto *hint = new QLabel(remark);
    hint->setObjectName(QStringLiteral("remark"));
    hint->setTextFormat(Qt::PlainText);
    hint->setWordWrap(true);
    hint->setForegroundRole(QPalette::PlaceholderText);
    hint->setVisible(!remark.isEmpty());
    auto *form = new QFormLayout;
    form->addRow(tr("Next version of &plan"), plan);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Cancel);
    QPushButton *make = buttons->addButton(tr("Make the draft"), QDialogButtonBox::AcceptRole);
    make->setObjectName(QStringLiteral("accept"));
    make->setDefault(true);
    setPrimary(make);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(20, 20, 20, 16);
    layout->setSpacing(16);
    layout->addLayout(form);
    layout->addWidget(hint);
    layout->addWidget(buttons);
    connect(buttons, &QDialogButtonBox::accepted, this, [this, plan] {
        emit chosen(plan->currentText());
        accept();
    });
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
}

} // namespace toll
