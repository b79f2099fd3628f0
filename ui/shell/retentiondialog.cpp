// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/retentiondialog.h"

#include "core/services/wording.h"
#include "ui/text/numbers.h"
#include "ui/widgets/style.h"

#include <QCheckBox>
#include <QDialogButtonBox>
#include <QFormLayout>
#include <QLabel>
#include <QLocale>
#include <QPushButton>
#include <QSpinBox>
#include <QVBoxLayout>

#include <algorithm>

namespace toll {

namespace {

constexpr int usualMonths = 12;
constexpr int mostMonths = 1200;
constexpr double bytesOfMegabyte = 1e6;

/// A measure of size only: nothing is reckoned with it.
QString megabytes(std::int64_t bytes)
{
    return QLocale().toString(static_cast<double>(std::max<std::int64_t>(bytes, 0)) / bytesOfMegabyte, 'f', 1);
}

} // namespace

RetentionDialog::RetentionDialog(Workspace &workspace, QWidget *parent)
    : QDialog(parent), m_workspace(workspace), m_months(new QSpinBox), m_facts(new QLabel),
      m_rule(new QCheckBox(tr("&Remember this as the rule of the workspace")))
{
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("Drop old usage records"));
    m_months->setRange(1, mostMonths);
    m_months->setValue(usualMonths);
    m_months->setObjectName(QStringLiteral("months"));
    m_facts->setObjectName(QStringLiteral("facts"));
    layOut();
    connect(m_months, &QSpinBox::valueChanged, this, &RetentionDialog::look);
    m_workspace.ask(
        this, [](Services &services) { return services.retention.months(); },
        [this](const Result<std::optional<int>> &rule) {
            if (rule && *rule)
                m_months->setValue(**rule); // looks, where it is another
        });
    look();
}

RetentionDialog::~RetentionDialog()
{
    m_looking.cancel();
}

void RetentionDialog::layOut()
{
    auto *text =
        new QLabel(tr("Single usage records of closed periods go for good. Their sums, the closed bills and the "
                      "identities of the records stay: bills remain provable, and a file that is imported again "
                      "adds nothing. What is gone is the list of single requests, filters by endpoint or id, and "
                      "reopening these periods."));
    for (QLabel *label : {text, m_facts}) {
        label->setTextFormat(Qt::PlainText);
        label->setWordWrap(true);
    }
    auto *form = new QFormLayout;
    form->addRow(tr("&Whole months that stay"), m_months);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Cancel);
    m_drop = buttons->addButton(tr("&Drop records"), QDialogButtonBox::AcceptRole);
    m_drop->setObjectName(QStringLiteral("main"));
    setDanger(m_drop);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(20, 20, 20, 16);
    layout->setSpacing(12);
    layout->addWidget(text);
    layout->addLayout(form);
    layout->addWidget(m_rule);
    layout->addWidget(m_facts);
    layout->addStretch(1);
    layout->addWidget(buttons);
    resize(520, 360);
    connect(buttons, &QDialogButtonBox::accepted, this, &RetentionDialog::apply);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
}

void RetentionDialog::look()
{
    m_looking.cancel();
    m_looking = JobControl();
    m_drop->setEnabled(false);
    m_facts->setText(tr("Looking what is old enough…"));
    m_workspace.ask(
        this,
        [months = m_months->value(), control = m_looking](Services &services) -> Result<Look> {
            const Result<Instant> before = services.retention.beforeOf(months);
            const Result<Retention> found =
                before ? services.retention.drop(*before, control, true) : std::unexpected(before.error());
            if (!found)
                return std::unexpected(found.error());
            return Look{*before, *found};
        },
        [this, number = ++m_looks](const Result<Look> &found) {
            if (number == m_looks)
                show(found);
        });
}

void RetentionDialog::show(const Result<Look> &found)
{
    if (!found)
        return m_facts->setText(sentence(found.error()));
    m_before = found->before;
    m_drop->setEnabled(found->retention.events > 0);
    m_facts->setText(found->retention.events == 0 && found->retention.books.empty()
            ? tr("No closed period is that old. Nothing would go.")
            : (QStringList{tr("Would go: %1 usage records, about %2 MB.")
                       .arg(integerText(found->retention.events), megabytes(found->retention.bytesFreed))}
                  + explanation(found->retention))
                  .join(u'\n'));
}

void RetentionDialog::apply()
{
    emit wanted(m_before, m_rule->isChecked() ? std::optional(m_months->value()) : std::nullopt);
    accept();
}

} // namespace toll
