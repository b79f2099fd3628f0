// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/json.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// The members of a JSON object, read one by one: every fault is noted by its JSON pointer, and what nobody asked for is
/// one too, since a limit that is misspelt must not be passed over.
class Fields {
public:
    /// `object` and `faults` must stay; anything but an object is a fault.
    Fields(const toll::Json &object, std::vector<toll::Error> &faults, std::string pointer = {});

    /// The member; null where it is absent. It counts as asked for.
    [[nodiscard]] const toll::Json *find(std::string_view name);
    [[nodiscard]] bool has(std::string_view name) { return find(name) != nullptr; }
    /// Nothing where it is absent or null; a fault for another type.
    [[nodiscard]] std::optional<std::string> text(std::string_view name);
    [[nodiscard]] std::string requiredText(std::string_view name); ///< absent, null and empty are faults
    [[nodiscard]] std::optional<bool> flag(std::string_view name);
    [[nodiscard]] std::optional<std::vector<std::string>> texts(std::string_view name); ///< an array of texts
    /// What `parse` makes of a text; its failure is noted at the member.
    template<typename Parse>
    [[nodiscard]] auto parsed(std::string_view name, Parse parse)
        -> std::optional<typename std::invoke_result_t<Parse, std::string_view>::value_type>
    {
        const std::optional<std::string> value = text(name);
        if (!value)
            return {};
        auto result = parse(*value);
        if (result)
            return std::move(*result);
        note(name, result.error());
        return {};
    }
    /// The object below.
    [[nodiscard]] std::optional<Fields> below(std::string_view name);

    /// Members that may be there and say nothing: what an answer holds beside what can be set.
    void ignore(std::initializer_list<std::string_view> names);
    /// Notes what nobody asked for.
    void finish();
    void note(std::string_view name, toll::Error error); ///< at the member's pointer
    [[nodiscard]] std::string pointerOf(std::string_view name) const;

private:
    const toll::Json *m_object;
    std::vector<toll::Error> *m_faults;
    std::string m_pointer;
    std::vector<std::string> m_known;
};
