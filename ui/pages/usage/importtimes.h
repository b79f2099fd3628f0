// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/usage/layout.h"

#include <QWidget>

class QComboBox;
class QDateTimeEdit;
class QLabel;

namespace toll {

class SearchCombo;

/// How the times of a file are written, and what they lack: a time zone or the start they count from.
class ImportTimes : public QWidget {
    Q_OBJECT

public:
    explicit ImportTimes(const Zone &zone, QWidget *parent = nullptr);

    void setLayoutOfFile(const Layout &layout);
    /// Puts format and origin into the layout.
    void fill(Layout &layout) const;
    [[nodiscard]] const Zone &zone() const { return m_zone; }

signals:
    void changed();

private:
    void follow();
    void chooseZone();
    [[nodiscard]] TimeFormat format() const;

    Zone m_zone;
    bool m_hasOffset = false;
    bool m_isOriginChosen = false; ///< never guessed: another start moves every row
    QComboBox *m_format;
    QLabel *m_zoneLabel;
    SearchCombo *m_zones;
    QLabel *m_originLabel;
    QDateTimeEdit *m_origin;
};

} // namespace toll
