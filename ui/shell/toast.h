// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTimer>
#include <QWidget>

#include <functional>

class QLabel;
class QPushButton;

namespace toll {

/// A short word of success at the bottom of the window, with a way to take it back. Goes by itself after ten seconds;
/// stays as long as the pointer or the focus is on it.
class Toast : public QWidget {
    Q_OBJECT

public:
    explicit Toast(QWidget *window);

    /// Without `undo` there is no button.
    void show(const QString &text, std::function<void()> undo = {});
    [[nodiscard]] QString text() const;

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    void place();
    void leave();

    QLabel *m_text;
    QPushButton *m_undo;
    QTimer m_timer;
    std::function<void()> m_takeBack;
};

} // namespace toll
