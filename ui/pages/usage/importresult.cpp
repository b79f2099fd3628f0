// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/usage/importresult.h"

#include "ui/pages/usage/importtext.h"
#include "ui/pages/usage/previewtable.h"
#include "ui/pages/usage/usageexport.h"
#include "ui/text/numbers.h"
#include "ui/widgets/theme.h"

#include <QFileDialog>
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

void ImportResult::show(const ImportReport &report, bool isDryRun)
{
    m_text->setText(reportText(report, isDryRun));
    m_faults->show(report.faults);
    m_faults->setVisible(!report.faults.empty());
    m_save->setVisible(!report.faults.empty());
    const auto listed = static_cast<std::int64_t>(report.faults.size());
    m_more->setVisible(listed < report.rejected);
    m_more->setText(tr("The first %1 of %2 faults are listed.").arg(integerText(listed), integerText(report.rejected)));
}

void ImportResult::showFailure(const Error &error, bool isDryRun)
{
    m_text->setText(failureText(error, isDryRun));
    m_faults->hide();
    m_save->hide();
    m_more->hide();
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
