// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/plans/newplandialog.h"

#include "core/services/plandraft.h"
#include "core/services/planwords.h"
#include "ui/widgets/field.h"
#include "ui/widgets/style.h"

#include <QDialogButtonBox>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QPushButton>
#include <QVBoxLayout>

namespace toll {

namespace {

constexpr int rowHeight = 26;

/// What a plan charges, one line a charge.
QString contentsOf(const std::string &document)
{
    const Checked<Plan> plan = parsePlan(std::string_view(document));
    QStringList lines;
    for (const Charge &charge : plan ? plan->charges : std::vector<Charge>()) {
        const bool isFee = std::holds_alternative<Fixed>(charge.shape);
        const QString what = isFee ? shapeLabel("fixed") : meterLabel(charge.meter);
        lines << NewPlanDialog::tr("• %1: %2", "meter and price").arg(what, priceSummary(charge));
    }
    return lines.join(u'\n');
}

} // namespace

QString freeName(const QString &name, const QStringList &taken)
{
    QString free = name;
    for (int number = 2; taken.contains(free); ++number)
        free = QStringLiteral("%1 %2").arg(name).arg(number);
    return free;
}

Json planFromTemplate(const PlanTemplate &one, const WorkspaceInfo &info, const QStringList &taken)
{
    const Result<Json> document = parseJson(one.document);
    return renamedPlan(
        document.value_or(Json()), freeName(one.title, taken).toStdString(), info.currency, info.timezone);
}

NewPlanDialog::NewPlanDialog(const WorkspaceInfo &info, QStringList taken, QWidget *parent)
    : QDialog(parent), m_info(info), m_taken(std::move(taken)), m_templates(planTemplates()), m_list(new QListWidget),
      m_text(new QLabel), m_name(new QLineEdit), m_nameField(new Field(m_name))
{
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("New plan"));
    buildList();
    m_text->setTextFormat(Qt::PlainText);
    m_text->setWordWrap(true);
    m_text->setAlignment(Qt::AlignTop | Qt::AlignLeft);
    m_name->setObjectName(QStringLiteral("planName"));
    auto *form = new QFormLayout;
    form->addRow(tr("&Name"), m_nameField);
    auto *right = new QVBoxLayout;
    right->addLayout(form);
    right->addSpacing(8);
    right->addWidget(m_text, 1);
    auto *across = new QHBoxLayout;
    across->setSpacing(20);
    across->addWidget(m_list, 2);
    across->addLayout(right, 3);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Cancel);
    QPushButton *make = buttons->addButton(tr("Begin"), QDialogButtonBox::AcceptRole);
    make->setObjectName(QStringLiteral("begin"));
    setPrimary(make);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(20, 20, 20, 16);
    layout->setSpacing(16);
    layout->addLayout(across, 1);
    layout->addWidget(buttons);
    resize(720, 440);
    connect(m_list, &QListWidget::currentRowChanged, this, &NewPlanDialog::showChoice);
    connect(m_list, &QListWidget::itemActivated, this, &NewPlanDialog::apply);
    connect(m_name, &QLineEdit::textChanged, this, [this] { m_nameField->complain({}); });
    connect(buttons, &QDialogButtonBox::accepted, this, &NewPlanDialog::apply);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    m_list->setCurrentRow(0);
}

void NewPlanDialog::buildList()
{
    m_list->setObjectName(QStringLiteral("templates"));
    m_list->setAccessibleName(tr("What to begin with"));
    m_list->addItem(tr("Blank"));
    for (const PlanTemplate &one : m_templates)
        m_list->addItem(one.title);
    for (int row = 0; row < m_list->count(); ++row)
        m_list->item(row)->setSizeHint({0, rowHeight});
}

void NewPlanDialog::showChoice()
{
    const int row = m_list->currentRow();
    const bool isSuggested = m_name->text().isEmpty() || m_name->text() == m_suggested;
    if (row <= 0) {
        m_text->setText(tr("One flat price on requests."));
        m_suggested = freeName(tr("My plan"), m_taken);
    } else {
        const PlanTemplate &one = m_templates[static_cast<std::size_t>(row - 1)];
        m_text->setText(one.description + QStringLiteral("\n\n") + contentsOf(one.document) + QStringLiteral("\n\n")
            + tr("It begins in %1 with these numbers. Everything can be changed before it is stored.")
                  .arg(QString::fromStdString(m_info.currency)));
        m_suggested = freeName(one.title, m_taken);
    }
    if (isSuggested)
        m_name->setText(m_suggested);
}

void NewPlanDialog::apply()
{
    const QString name = m_name->text().trimmed();
    if (name.isEmpty() || m_taken.contains(name)) {
        m_nameField->complain(name.isEmpty() ? tr("Type a name.") : tr("There is a plan of this name already."));
        m_name->setFocus();
        return;
    }
    const int row = m_list->currentRow();
    Json document = blankPlan(name.toStdString(), m_info.currency, m_info.timezone);
    if (row > 0) {
        const Result<Json> chosen = parseJson(m_templates[static_cast<std::size_t>(row - 1)].document);
        document = renamedPlan(chosen.value_or(Json()), name.toStdString(), m_info.currency, m_info.timezone);
    }
    emit this->chosen(document);
    accept();
}

} // namespace toll
