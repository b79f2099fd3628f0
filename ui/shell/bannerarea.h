// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/models/cell.h"

#include <QWidget>

#include <functional>
#include <utility>
#include <vector>

class QVBoxLayout;

namespace toll {

/// Something the window has to say, in place.
struct Notice {
    using Button = std::pair<QString, std::function<void()>>;

    QString id; ///< one notice of an id is shown at a time
    Tone tone = Tone::Accent;
    QString text;
    std::vector<Button> buttons;
    bool isClosable = true;
};

/// The strip between header and page for what must be read: a read-only workspace, an error, the demo's welcome. Takes
/// no room while there is nothing to say.
class BannerArea : public QWidget {
    Q_OBJECT

public:
    explicit BannerArea(QWidget *parent = nullptr);

    void show(const Notice &notice); ///< in place of the one with the same id
    void dismiss(const QString &id);
    void clear();
    /// The texts shown, top to bottom.
    [[nodiscard]] QStringList texts() const;

signals:
    void closed(const QString &id); ///< by the user

private:
    [[nodiscard]] QWidget *bannerOf(const Notice &notice);

    QVBoxLayout *m_layout;
};

} // namespace toll
