// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDBusVariant>
#include <QObject>

namespace toll {

/// Whether the desktop prefers dark windows: asked of the desktop portal, and followed as it changes.
/// Where there is no portal, the palette the application was started with decides.
class SystemScheme : public QObject {
    Q_OBJECT

public:
    explicit SystemScheme(QObject *parent = nullptr);

    [[nodiscard]] bool isDark() const { return m_isDark; }

signals:
    void changed();

private slots:
    void onSettingChanged(const QString &space, const QString &key, const QDBusVariant &value);

private:
    void ask();
    void adopt(QVariant preference);

    bool m_isDark = false;
};

} // namespace toll
