// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

namespace toll {

/// What stands in place of the charts while there is no usage: where to drop a file, what it should hold, and ways to
/// get one.
class UsageEmpty : public QWidget {
    Q_OBJECT

public:
    explicit UsageEmpty(QWidget *parent = nullptr);

signals:
    void importWanted();
    void sampleWanted();

protected:
    void paintEvent(QPaintEvent *event) override;
};

} // namespace toll
