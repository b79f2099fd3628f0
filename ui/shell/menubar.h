// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QMenuBar>
#include <QTimer>

#include <memory>
#include <vector>

namespace toll {

class Actions;

/// The menus, made from the registry and made anew whenever actions come or go.
class MenuBar : public QMenuBar {
    Q_OBJECT

public:
    explicit MenuBar(const Actions &actions, QWidget *parent = nullptr);

private:
    void rebuild();
    void fill(QMenu *menu, const QString &name);

    const Actions &m_actions;
    std::vector<std::unique_ptr<QMenu>> m_menus;
    QTimer m_later;
};

} // namespace toll
