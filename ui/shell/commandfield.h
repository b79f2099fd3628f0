// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractButton>

namespace toll {

/// Looks like a search field and opens the command palette: what a newcomer finds instead of a shortcut to learn.
class CommandField : public QAbstractButton {
    Q_OBJECT

public:
    explicit CommandField(QWidget *parent = nullptr);
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;
};

} // namespace toll
