// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/tokens/secretview.h"

#include "core/reports/csv.h"
#include "ui/pages/tokens/secretclipboard.h"
#include "ui/widgets/field.h"
#include "ui/widgets/icon.h"
#include "ui/widgets/style.h"
#include "ui/widgets/theme.h"

#include <QFileDialog>
#include <QFontDatabase>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QProgressBar>
#include <QPushButton>
#include <QSaveFile>
#include <QTableWidget>
#include <QVBoxLayout>

namespace toll {

namespace {

QFont fixedFont(double factor)
{
    QFont font = QFontDatabase::systemFont(QFontDatabase::FixedFont);
    font.setPointSizeF(font.pointSizeF() * factor);
    return font;
}

} // namespace

SecretView::SecretView(std::vector<IssuedToken> issued, QWidget *parent)
    : QWidget(parent), m_issued(std::move(issued)), m_warning(new QLabel(this))
{
    const bool isOne = m_issued.size() == 1;
    const QString name = QString::fromStdString(m_issued.front().token.name);
    auto *title = new QLabel(isOne ? tr("The secret of “%1”").arg(name)
                                   : tr("The secrets of %n token(s)", nullptr, static_cast<int>(m_issued.size())));
    title->setFont(headingFont(font(), 1.25));
    auto *once = new QLabel(tr("It is shown this once and kept nowhere. Copy or save it now."));
    m_warning->setText(tr("You have not copied it yet, and it cannot be shown again."));
    for (QLabel *label : {title, once, m_warning}) {
        label->setTextFormat(Qt::PlainText);
        label->setWordWrap(true);
    }
    setInk(m_warning, true);
    m_warning->hide();
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(12);
    layout->addWidget(title);
    layout->addWidget(once);
    layout->addWidget(isOne ? buildOne() : buildTable(), isOne ? 0 : 1);
    layout->addWidget(buildButtons());
    layout->addWidget(buildCountdown());
    layout->addWidget(m_warning);
    if (isOne)
        layout->addStretch(1);
}

SecretView::~SecretView()
{
    for (IssuedToken &issued : m_issued)
        std::ranges::fill(issued.secret, '\0');
}

QWidget *SecretView::buildOne()
{
    auto *secret = new QLineEdit(QString::fromStdString(m_issued.front().secret));
    secret->setObjectName(QStringLiteral("secret"));
    secret->setAccessibleName(tr("Secret"));
    secret->setReadOnly(true);
    secret->setFont(fixedFont(1.15));
    secret->setMinimumWidth(secret->fontMetrics().horizontalAdvance(secret->text()) + 32);
    return secret;
}

QWidget *SecretView::buildTable()
{
    auto *table = new QTableWidget(static_cast<int>(m_issued.size()), 2);
    table->setObjectName(QStringLiteral("secrets"));
    table->setHorizontalHeaderLabels({tr("Name"), tr("Secret")});
    table->setEditTriggers(QAbstractItemView::NoEditTriggers);
    table->setSelectionBehavior(QAbstractItemView::SelectRows);
    table->setShowGrid(false);
    table->setTabKeyNavigation(false);
    table->verticalHeader()->hide();
    table->horizontalHeader()->setStretchLastSection(true);
    table->horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    int row = 0;
    for (const IssuedToken &issued : m_issued) {
        table->setItem(row, 0, new QTableWidgetItem(QString::fromStdString(issued.token.name)));
        auto *secret = new QTableWidgetItem(QString::fromStdString(issued.secret));
        secret->setFont(fixedFont(1));
        table->setItem(row, 1, secret);
        ++row;
    }
    table->resizeColumnsToContents();
    return table;
}

QWidget *SecretView::buildButtons()
{
    const bool isOne = m_issued.size() == 1;
    auto *buttons = new QWidget;
    auto *layout = new QHBoxLayout(buttons);
    layout->setContentsMargins(0, 0, 0, 0);
    m_copy = new QPushButton(icon(QStringLiteral("copy")), isOne ? tr("&Copy") : tr("&Copy all"));
    m_copy->setObjectName(QStringLiteral("copy"));
    m_copy->setIcon(iconOnAccent(QStringLiteral("copy")));
    setPrimary(m_copy);
    connect(m_copy, &QPushButton::clicked, this, [this] { copy(allText()); });
    auto *save = new QPushButton(isOne ? tr("&Save…") : tr("&Save as CSV…"));
    connect(save, &QPushButton::clicked, this, &SecretView::save);
    layout->addWidget(m_copy);
    layout->addWidget(save);
    if (isOne) {
        auto *curl = new QPushButton(tr("Copy as c&url"));
        curl->setToolTip(tr("Copies a call with this secret for a terminal"));
        connect(curl, &QPushButton::clicked, this, [this] {
            copy(QStringLiteral("curl -H 'Authorization: Bearer %1' https://api.example.com/").arg(allText()));
        });
        layout->addWidget(curl);
    }
    layout->addStretch(1);
    return buttons;
}

QWidget *SecretView::buildCountdown()
{
    m_countdown = new QWidget;
    m_barText = new QLabel;
    m_bar = new QProgressBar;
    m_bar->setRange(0, SecretClipboard::lifetimeSeconds);
    m_bar->setTextVisible(false);
    m_bar->setMaximumHeight(6);
    auto *layout = new QVBoxLayout(m_countdown);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_barText);
    layout->addWidget(m_bar);
    QSizePolicy policy = m_countdown->sizePolicy();
    policy.setRetainSizeWhenHidden(true);
    m_countdown->setSizePolicy(policy);
    m_countdown->hide();
    return m_countdown;
}

QString SecretView::allText() const
{
    QStringList secrets;
    for (const IssuedToken &issued : m_issued)
        secrets << QString::fromStdString(issued.secret);
    return secrets.join(u'\n');
}

QByteArray SecretView::csv() const
{
    ReportTable table;
    table.columns = {{"name", false}, {"id", false}, {"secret", false}};
    for (const IssuedToken &issued : m_issued)
        table.rows.push_back({issued.token.name, issued.token.id.text, issued.secret});
    return QByteArray::fromStdString(toCsv(table));
}

void SecretView::copy(const QString &text)
{
    delete m_clipboard; // its countdown belongs to what was copied before
    m_clipboard = new SecretClipboard(text);
    m_wasTaken = true;
    m_warning->hide();
    const auto show = [this](int seconds) {
        m_countdown->setVisible(seconds > 0);
        m_bar->setValue(seconds);
        m_barText->setText(tr("Copied. The clipboard is cleared in %n second(s).", nullptr, seconds));
    };
    connect(m_clipboard, &SecretClipboard::remaining, this, show);
    show(SecretClipboard::lifetimeSeconds);
}

void SecretView::save()
{
    const bool isOne = m_issued.size() == 1;
    auto *dialog = new QFileDialog(this, tr("Save the secret"), QString(),
        isOne ? tr("Text files (*.txt);;All files (*)") : tr("CSV files (*.csv);;All files (*)"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setDefaultSuffix(isOne ? QStringLiteral("txt") : QStringLiteral("csv"));
    connect(dialog, &QFileDialog::fileSelected, this, &SecretView::write);
    dialog->open();
}

void SecretView::write(const QString &file)
{
    QSaveFile out(file);
    const QByteArray text = m_issued.size() == 1 ? allText().toUtf8() + '\n' : csv();
    const bool isOpen = out.open(QIODevice::WriteOnly);
    // Before the first byte: nobody else may read it, not even for a moment.
    if (!isOpen || !out.setPermissions(QFile::ReadOwner | QFile::WriteOwner) || out.write(text) != text.size()
        || !out.commit()) {
        emit failed(tr("The file %1 cannot be written.").arg(file));
        return;
    }
    m_wasTaken = true;
    m_warning->hide();
}

void SecretView::focusCopy()
{
    m_copy->setDefault(true);
    m_copy->setFocus(Qt::OtherFocusReason);
}

void SecretView::warn()
{
    m_warning->show();
}

} // namespace toll
