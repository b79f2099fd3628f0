// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/usage/layout.h"

#include <QWidget>

class QCheckBox;
class QComboBox;
class QSpinBox;

namespace toll {

/// How the text of a file is cut into cells and numbers: as it was recognised, until a person says otherwise.
class ImportReading : public QWidget {
    Q_OBJECT

public:
    explicit ImportReading(QWidget *parent = nullptr);

    /// Another file: nothing is chosen.
    void forget();
    void setLayoutOfFile(const Layout &layout);
    /// What was chosen here.
    [[nodiscard]] const ReadingChoices &choices() const { return m_choices; }

signals:
    void changed();

private:
    void build();
    void follow(bool isCsv);

    ReadingChoices m_choices;
    QComboBox *m_encoding;
    QComboBox *m_delimiter;
    QComboBox *m_quote;
    QComboBox *m_numbers;
    QSpinBox *m_skipped;
    QCheckBox *m_header;
    QList<QWidget *> m_ofCsv; ///< with their labels
};

} // namespace toll
