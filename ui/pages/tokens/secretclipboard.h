// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QTimer>

namespace toll {

/// Puts a secret on the clipboard and takes it off again after 30 seconds, unless something else is there by then.
/// Clipboard managers are asked not to keep it. Belongs to the application: it outlives the dialog that made it, and
/// deletes itself.
class SecretClipboard : public QObject {
    Q_OBJECT

public:
    explicit SecretClipboard(const QString &secret);
    ~SecretClipboard() override;

    static constexpr int lifetimeSeconds = 30;

signals:
    void remaining(int seconds); ///< every second; 0 once the clipboard is clear or somebody else's

private:
    void tick();
    [[nodiscard]] bool isOurs() const;

    QString m_secret;
    int m_left = lifetimeSeconds;
    QTimer m_timer;
};

} // namespace toll
