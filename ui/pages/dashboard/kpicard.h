// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/models/cell.h"

#include <QAbstractButton>

namespace toll {

/// One key figure: what it is, the figure, and what it means. A button that goes to the page behind it.
class KpiCard : public QAbstractButton {
    Q_OBJECT

public:
    explicit KpiCard(const QString &title, QWidget *parent = nullptr);

    /// `note` is said below the figure; `aside`, where there is one, below that.
    void setFigure(const QString &figure, const QString &note, Tone tone, const QString &aside = {});

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    [[nodiscard]] QFont figureFont() const;

    QString m_figure;
    QString m_note;
    QString m_aside;
    Tone m_tone = Tone::Muted;
};

} // namespace toll
