// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
// How the import window is put together; what it does is in importdialog.cpp.
#include "ui/pages/usage/importdialog.h"
#include "ui/pages/usage/importreading.h"
#include "ui/pages/usage/importresult.h"
#include "ui/pages/usage/importtarget.h"
#include "ui/pages/usage/importtimes.h"
#include "ui/pages/usage/mappingtable.h"
#include "ui/pages/usage/previewtable.h"
#include "ui/widgets/style.h"
#include "ui/widgets/theme.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QProgressBar>
#include <QPushButton>
#include <QScrollArea>
#include <QStackedWidget>
#include <QStyle>

namespace toll {

namespace {

constexpr QSize dialogSize{1000, 760};

QLabel *headingOf(const QString &text)
{
    auto *label = new QLabel(text);
    label->setFont(headingFont(label->font(), 1));
    return label;
}

QWidget *titled(const QString &title, QWidget *widget)
{
    auto *group = new QWidget;
    auto *layout = new QVBoxLayout(group);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(6);
    layout->addWidget(headingOf(title));
    layout->addWidget(widget, 1);
    return group;
}

} // namespace

void ImportDialog::build()
{
    setWindowTitle(tr("Import usage"));
    setAcceptDrops(true);
    resize(dialogSize);
    m_preview = new PreviewTable;
    m_result = new ImportResult;
    m_lower = new QStackedWidget;
    m_lower->addWidget(titled(tr("First rows as they will be read"), m_preview));
    m_lower->addWidget(titled(tr("Result"), m_result));
    m_hint = new QLabel;
    m_hint->setWordWrap(true);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(20, 16, 20, 16);
    layout->setSpacing(14);
    layout->addWidget(buildFileRow());
    layout->addWidget(buildSettings(), 4);
    layout->addWidget(m_lower, 3);
    layout->addWidget(m_hint);
    layout->addWidget(buildButtons());
}

QWidget *ImportDialog::buildFileRow()
{
    m_file = headingOf(tr("No file"));
    m_recognised = new QLabel;
    m_recognised->setForegroundRole(QPalette::PlaceholderText);
    auto *choose = new QPushButton(tr("Choose another &file…"));
    choose->setToolTip(tr("Or drop a file on this window"));
    choose->setAutoDefault(false);
    connect(choose, &QPushButton::clicked, this, &ImportDialog::chooseFile);
    auto *row = new QWidget;
    auto *texts = new QVBoxLayout;
    texts->addWidget(m_file);
    texts->addWidget(m_recognised);
    auto *layout = new QHBoxLayout(row);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addLayout(texts, 1);
    layout->addWidget(choose);
    return row;
}

QWidget *ImportDialog::buildChoices()
{
    m_times = new ImportTimes(m_frame.zone);
    m_target = new ImportTarget(m_frame);
    m_reading = new ImportReading;
    connect(m_times, &ImportTimes::changed, this, &ImportDialog::changeTimes);
    connect(m_target, &ImportTarget::changed, this, &ImportDialog::follow);
    connect(m_reading, &ImportReading::changed, this, &ImportDialog::changeReading);
    auto *choices = new QWidget;
    auto *right = new QVBoxLayout(choices);
    right->setContentsMargins(0, 0, 0, 0);
    right->setSpacing(6);
    right->addWidget(headingOf(tr("Tokens")));
    right->addWidget(m_target);
    right->addSpacing(8);
    right->addWidget(headingOf(tr("Times")));
    right->addWidget(m_times);
    right->addSpacing(8);
    right->addWidget(headingOf(tr("Text")));
    right->addWidget(m_reading);
    right->addStretch(1);
    auto *area = new QScrollArea; // they need more than a small screen has
    area->setWidget(choices);
    area->setWidgetResizable(true);
    area->setFrameShape(QFrame::NoFrame);
    area->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    area->setMinimumWidth(choices->sizeHint().width() + style()->pixelMetric(QStyle::PM_ScrollBarExtent));
    return area;
}

QWidget *ImportDialog::buildSettings()
{
    m_mapping = new MappingTable;
    connect(m_mapping, &MappingTable::mapped, this, &ImportDialog::map);
    auto *settings = new QWidget;
    auto *layout = new QHBoxLayout(settings);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(20);
    layout->addWidget(titled(tr("Columns"), m_mapping), 1);
    layout->addWidget(buildChoices());
    return settings;
}

QWidget *ImportDialog::buildButtons()
{
    m_progress = new QProgressBar;
    m_progress->setRange(0, 0);
    m_progress->hide();
    m_dryRun = new QPushButton(tr("&Dry run"));
    m_dryRun->setToolTip(tr("Reads the whole file and counts everything, but writes nothing"));
    m_dryRun->setAutoDefault(false);
    m_import = new QPushButton(tr("&Import"));
    m_import->setDefault(true);
    setPrimary(m_import);
    m_close = new QPushButton(tr("Cancel"));
    m_close->setAutoDefault(false);
    connect(m_dryRun, &QPushButton::clicked, this, [this] { start(true); });
    connect(m_import, &QPushButton::clicked, this, [this] { start(false); });
    connect(m_close, &QPushButton::clicked, this, &ImportDialog::cancel);
    auto *buttons = new QWidget;
    auto *layout = new QHBoxLayout(buttons);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_progress, 1);
    layout->addStretch(1);
    layout->addWidget(m_dryRun);
    layout->addWidget(m_close);
    layout->addWidget(m_import);
    return buttons;
}

} // namespace toll
