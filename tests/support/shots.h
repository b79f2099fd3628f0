// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDir>
#include <QPixmap>
#include <QWidget>

namespace toll::test {

/// Saves a picture of the widget as NAME.png in the folder TOLL_SHOTS names; does nothing where it is not set.
inline void shoot(QWidget &widget, const QString &name)
{
    const QString folder = qEnvironmentVariable("TOLL_SHOTS");
    if (!folder.isEmpty())
        widget.grab().save(QDir(folder).filePath(name + QStringLiteral(".png")));
}

} // namespace toll::test
