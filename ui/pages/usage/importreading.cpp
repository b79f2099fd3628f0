// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/usage/importreading.h"

#include "core/services/layoutwords.h"

#include <QCheckBox>
#include <QComboBox>
#include <QGridLayout>
#include <QLabel>
#include <QSignalBlocker>
#include <QSpinBox>

#include <algorithm>
#include <array>

namespace toll {

namespace {

constexpr int mostSkipped = 10'000;
constexpr std::array encodings{
    Encoding::Utf8, Encoding::Gb18030, Encoding::Utf16Le, Encoding::Utf16Be, Encoding::Windows1252};
constexpr std::array styles{NumberStyle{'.', '\0'}, NumberStyle{'.', ','}, NumberStyle{',', '\0'},
    NumberStyle{',', '.'}, NumberStyle{',', ' '}, NumberStyle{'.', ' '}, NumberStyle{'.', '\''}};

int keyOf(const NumberStyle &style)
{
    return style.point * 0x100 + style.group;
}

/// Chooses the entry, which is added where it is a rare one.
void choose(QComboBox *box, int key, const QString &text)
{
    const QSignalBlocker quiet(box);
    if (box->findData(key) < 0)
        box->addItem(text, key);
    box->setCurrentIndex(box->findData(key));
}

} // namespace

ImportReading::ImportReading(QWidget *parent)
    : QWidget(parent), m_encoding(new QComboBox(this)), m_delimiter(new QComboBox(this)), m_quote(new QComboBox(this)),
      m_numbers(new QComboBox(this)), m_skipped(new QSpinBox(this)),
      m_header(new QCheckBox(tr("The first row names the col&umns"), this))
{
    for (const Encoding encoding : encodings)
        m_encoding->addItem(label(encoding), static_cast<int>(encoding));
    for (const char mark : {',', ';', '\t', '|'})
        m_delimiter->addItem(markLabel(mark), mark);
    for (const char mark : {'"', '\'', '\0'})
        m_quote->addItem(markLabel(mark), mark);
    for (const NumberStyle &style : styles)
        m_numbers->addItem(QString::fromStdString(example(style)), keyOf(style));
    m_skipped->setRange(0, mostSkipped);
    m_skipped->setKeyboardTracking(false);
    build();
    connect(m_encoding, &QComboBox::activated, this, [this] {
        m_choices.encoding = static_cast<Encoding>(m_encoding->currentData().toInt());
        emit changed();
    });
    connect(m_delimiter, &QComboBox::activated, this, [this] {
        m_choices.delimiter = static_cast<char>(m_delimiter->currentData().toInt());
        emit changed();
    });
    connect(m_quote, &QComboBox::activated, this, [this] {
        m_choices.quote = static_cast<char>(m_quote->currentData().toInt());
        emit changed();
    });
    connect(m_numbers, &QComboBox::activated, this, [this] {
        m_choices.point = static_cast<char>(m_numbers->currentData().toInt() / 0x100);
        m_choices.group = static_cast<char>(m_numbers->currentData().toInt() % 0x100);
        emit changed();
    });
    connect(m_skipped, &QSpinBox::valueChanged, this, [this](int lines) {
        m_choices.skippedLines = lines;
        emit changed();
    });
    connect(m_header, &QCheckBox::toggled, this, [this](bool hasHeader) {
        m_choices.hasHeader = hasHeader;
        emit changed();
    });
}

void ImportReading::build()
{
    auto *grid = new QGridLayout(this);
    grid->setContentsMargins(0, 0, 0, 0);
    const auto add = [this, grid](const QString &text, QWidget *widget, bool isOfCsv) {
        auto *label = new QLabel(text, this);
        label->setBuddy(widget);
        const int row = grid->rowCount();
        grid->addWidget(label, row, 0);
        grid->addWidget(widget, row, 1);
        if (isOfCsv)
            m_ofCsv << label << widget;
    };
    add(tr("&Encoding"), m_encoding, false);
    add(tr("Betwee&n cells"), m_delimiter, true);
    add(tr("&Quotes"), m_quote, true);
    add(tr("Num&bers are written"), m_numbers, true);
    add(tr("&Lines before the table"), m_skipped, true);
    grid->addWidget(m_header, grid->rowCount(), 0, 1, 2);
    grid->setColumnStretch(1, 1);
    m_ofCsv << m_header;
    follow(false);
}

void ImportReading::forget()
{
    m_choices = {};
}

void ImportReading::setLayoutOfFile(const Layout &layout)
{
    const CsvDialect &dialect = layout.dialect;
    choose(m_encoding, static_cast<int>(layout.encoding), label(layout.encoding));
    choose(m_delimiter, dialect.delimiter, markLabel(dialect.delimiter));
    choose(m_quote, dialect.quote, markLabel(dialect.quote));
    choose(m_numbers, keyOf(layout.numbers), QString::fromStdString(example(layout.numbers)));
    const QSignalBlocker quietLines(m_skipped);
    const QSignalBlocker quietHeader(m_header);
    m_skipped->setValue(static_cast<int>(std::min<std::int64_t>(dialect.skippedLines, mostSkipped)));
    m_header->setChecked(layout.hasHeader);
    follow(layout.format == FileFormat::Csv);
}

void ImportReading::follow(bool isCsv)
{
    for (QWidget *widget : m_ofCsv)
        widget->setVisible(isCsv);
}

} // namespace toll
