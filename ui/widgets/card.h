// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/models/cell.h"

#include <QAbstractButton>
#include <QFrame>

namespace toll {

/// A surface with rounded corners that groups what belongs together.
class Card : public QFrame {
    Q_OBJECT

public:
    explicit Card(QWidget *parent = nullptr);

protected:
    void paintEvent(QPaintEvent *event) override;
};

/// One key figure: what it is, how much, and a note on it. A button: click, Enter or Space go to where it comes from.
class KpiCard : public QAbstractButton {
    Q_OBJECT

public:
    explicit KpiCard(const QString &title, QWidget *parent = nullptr);

    void setTitle(const QString &title);
    /// An empty value shows a dash: not known yet.
    void setValue(const QString &value);
    /// Wraps where it is too long for one line.
    void setNote(const QString &note, Tone tone = Tone::Muted);

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;
    void changeEvent(QEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    void describe();
    void wrapNote();

    QString m_title;
    QString m_value;
    QString m_note;
    QStringList m_noteLines; ///< as wrapped to the width
    Tone m_tone = Tone::Muted;
};

} // namespace toll
