// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/services/tokens.h"

#include <QString>
#include <QStringList>

#include <array>
#include <vector>

namespace toll {

/// The groups behind the chips. A token in its last days is active and expiring.
enum class TokenGroup { All, Active, Expiring, Exhausted, Suspended, Ended, Unused };
inline constexpr std::array tokenGroups{TokenGroup::All, TokenGroup::Active, TokenGroup::Expiring,
    TokenGroup::Exhausted, TokenGroup::Suspended, TokenGroup::Ended, TokenGroup::Unused};
[[nodiscard]] QString label(TokenGroup group);
[[nodiscard]] bool isIn(TokenGroup group, TokenState state);

/// What was typed to find tokens: words anywhere in a token, and `customer:`, `plan:`, `status:`, `tag:` with what
/// that must contain ("quotes" keep words together). All must hold.
class TokenFilter {
public:
    TokenFilter() = default;
    explicit TokenFilter(const QString &text);

    [[nodiscard]] bool matches(const TokenRow &row) const;
    /// Why it is not understood, in words; empty where it is.
    [[nodiscard]] const QString &fault() const { return m_fault; }

private:
    struct Condition {
        QString key; ///< empty: anywhere
        QString value;
    };
    void add(const QString &word);
    [[nodiscard]] static bool holds(const Condition &condition, const TokenRow &row);

    std::vector<Condition> m_conditions;
    QString m_fault;
};

} // namespace toll
