// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/pages/tokens/tokenfilter.h"

#include <QWidget>

class QButtonGroup;

namespace toll {

/// The groups of tokens with their counts, of which one is chosen. Empty groups are not shown, but for All and the
/// one chosen.
class TokenChips : public QWidget {
    Q_OBJECT

public:
    explicit TokenChips(QWidget *parent = nullptr);

    void setRows(const std::vector<TokenRow> &rows);
    [[nodiscard]] TokenGroup chosen() const;
    void choose(TokenGroup group);

signals:
    void changed();

private:
    QButtonGroup *m_group;
};

} // namespace toll
