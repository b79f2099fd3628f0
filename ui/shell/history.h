// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QVariantMap>

#include <optional>
#include <vector>

namespace toll {

/// Where the user has been, for Back and Forward. The place that is shown is not in it.
class History {
public:
    struct Place {
        QString page;
        QVariantMap state;
        bool operator==(const Place &) const = default;
    };

    /// The user goes somewhere new from `left`: what lay ahead is forgotten.
    void leave(Place left);
    /// The place to show instead of `left`; nothing where there is none.
    [[nodiscard]] std::optional<Place> back(Place left) { return step(m_back, m_ahead, std::move(left)); }
    [[nodiscard]] std::optional<Place> forward(Place left) { return step(m_ahead, m_back, std::move(left)); }
    [[nodiscard]] bool canGoBack() const { return !m_back.empty(); }
    [[nodiscard]] bool canGoForward() const { return !m_ahead.empty(); }
    void clear();

private:
    static std::optional<Place> step(std::vector<Place> &from, std::vector<Place> &to, Place left);

    std::vector<Place> m_back;
    std::vector<Place> m_ahead;
};

} // namespace toll
