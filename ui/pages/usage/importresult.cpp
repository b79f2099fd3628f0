// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/usage/importresult.h"

#include "ui/pages/usage/importtext.h"
#include "ui/pages/usage/previewtable.h"
#include "ui/pages/usage/usageexport.h"
#include "ui/text/numbers.h"
#include "ui/widgets/theme.h"

#include <QFileDialog>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>

namespace toll {

ImportResult::ImportResult(QWidget *parent)
    : QWidget(parent), m_text(new QLabel(this)), m_more(new QLabel(this)), m_faults(new FaultsTable(this)),
      m_save(new QPushButton(tr("&Save rejected rows…"), this))
{
    m_text->setWordWrap(true);
    m_text->setFont(headingFont(font(), 1.05));
    m_text->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_more->setForegroundRole(QPalette::PlaceholderText);
    connect(m_save, &QPushButton::clicked, this, &ImportResult::save);
    auto *bottom = new QHBoxLayout;
    bottom->addWidget(m_more);
    bottom->addStretch(1);
    bottom->addWidget(m_save);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_text);
    layout->addWidget(m_faults, 1);
    layout->addLayout(bottom);
}

void ImportResult::show(const std::vector<FileOutcome> &outcomes, bool isDryRun)
{
    m_text->setText(outcomesText(outcomes, isDryRun));
    std::vector<Error> faults;
    for (const FileOutcome &outcome : outcomes) {
        for (Error fault : outcome.report ? outcome.report->faults : std::vector<Error>()) {
            if (outcomes.size() > 1) // a line alone would not say where
                fault.where =
                    QFileInfo(QString::fromStdString(outcome.path)).fileName().toStdString() + ": " + fault.where;
            faults.push_back(std::move(fault));
        }
    }
    const auto listed = static_cast<std::int64_t>(faults.size());
    const std::int64_t rejected = totalOf(outcomes).rejected;
    m_faults->setVisible(listed > 0);
    m_save->setVisible(listed > 0);
    m_faults->show(std::move(faults));
    m_more->setVisible(listed < rejected);
    m_more->setText(tr("The first %1 of %2 faults are listed.").arg(integerText(listed), integerText(rejected)));
}

QString ImportResult::text() const
{
    return m_text->text();
}

void ImportResult::save()
{
    const QString path = QFileDialog::getSaveFileName(
        this, tr("Save rejected rows"), QStringLiteral("rejected.csv"), tr("CSV files (*.csv)"));
    if (path.isEmpty())
        return;
    if (writeCsv(path, faultsReport(m_faults->faults())))
        emit saved(path);
    else
        emit saveFailed(path);
}

} // namespace toll
