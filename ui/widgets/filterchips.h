// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

#include <vector>

class QButtonGroup;

namespace toll {

/// A row of filters of which one is chosen, each with how many it would show. Those that would show nothing are hidden,
/// except the first ("All") and the chosen one.
class FilterChips : public QWidget {
    Q_OBJECT

public:
    struct Chip {
        QString id;
        QString text;
        int count = 0;
        bool operator==(const Chip &) const = default;
    };

    explicit FilterChips(QWidget *parent = nullptr);

    /// The chosen one stays chosen by id, else the first is.
    void setChips(const std::vector<Chip> &chips);
    [[nodiscard]] QString current() const { return m_current; }
    void setCurrent(const QString &id);

signals:
    void currentChanged(const QString &id);

private:
    void refresh();

    std::vector<Chip> m_chips;
    QButtonGroup *m_group;
    QString m_current;
};

} // namespace toll
