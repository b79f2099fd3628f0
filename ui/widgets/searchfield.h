// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QKeySequence>
#include <QLineEdit>

class QTimer;

namespace toll {

/// A search box: magnifier, clear button, its shortcut in the placeholder. Escape empties it first.
class SearchField : public QLineEdit {
    Q_OBJECT

public:
    /// `shortcut` focuses the field from anywhere in its window; none where it is empty.
    explicit SearchField(const QString &placeholder, const QKeySequence &shortcut = {}, QWidget *parent = nullptr);
    /// Looks for this at once, as if it had been typed.
    void search(const QString &text);

signals:
    /// The text a moment after typing has paused; at once for Enter and when emptied.
    void searched(const QString &text);

protected:
    void keyPressEvent(QKeyEvent *event) override;

private:
    void tell();

    QTimer *m_pause;
    QString m_told;
};

} // namespace toll
