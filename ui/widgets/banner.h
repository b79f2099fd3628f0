// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/models/cell.h"

#include <QFrame>

#include <functional>

class QLabel;
class QPushButton;
class QTimer;

namespace toll {

class IconLabel;

/// A message in the layout, next to what it is about. Hidden until there is something to say.
class InlineBanner : public QFrame {
    Q_OBJECT

public:
    explicit InlineBanner(QWidget *parent = nullptr);

    /// Shows a message (Accent informs, Warning warns, Danger tells of an error, Ok of a success), with a button where
    /// `actionText` is set. The text is shown as it is, never as markup.
    void present(Tone tone, const QString &text, const QString &actionText = {}, std::function<void()> action = {});
    void dismiss();
    /// Whether the user can close it; on unless switched off.
    void setClosable(bool isClosable);
    [[nodiscard]] QString text() const;

signals:
    void dismissed();

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    Tone m_tone = Tone::Accent;
    IconLabel *m_icon;
    QLabel *m_text;
    QPushButton *m_action;
    QWidget *m_close;
    std::function<void()> m_run;
};

/// What has just been done, at the bottom of the window for ten seconds, with a way to take it back. It waits while the
/// pointer rests on it or it has the focus; the next message takes its place.
class Toast : public QFrame {
    Q_OBJECT

public:
    /// `host` is the widget at whose bottom it appears.
    explicit Toast(QWidget *host);

    void present(const QString &text, const QString &actionText = {}, std::function<void()> action = {});
    void dismiss();
    void setDuration(int milliseconds);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;
    void enterEvent(QEnterEvent *event) override;
    void leaveEvent(QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    void place();

    QWidget *m_host;
    QLabel *m_text;
    QPushButton *m_action;
    QTimer *m_timer;
    std::function<void()> m_run;
};

} // namespace toll
