// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/usage/jsonlines.h"

namespace toll {

namespace {

constexpr int maxDepth = 4;

void addScalars(
    const Json &object, const std::string &path, int depth, std::vector<std::pair<std::string, std::string>> &members)
{
    for (const auto &[key, value] : *object.asObject()) {
        if (value.asObject() != nullptr) {
            if (depth < maxDepth)
                addScalars(value, path + key + '.', depth + 1, members);
        } else if (auto text = scalarText(value)) {
            members.emplace_back(path + key, std::move(*text));
        }
    }
}

} // namespace

const Json *memberAt(const Json &object, std::string_view column)
{
    if (const Json *member = object.find(column))
        return member;
    for (std::size_t dot = column.find('.'); dot != std::string_view::npos; dot = column.find('.', dot + 1)) {
        const Json *parent = object.find(column.substr(0, dot));
        if (parent == nullptr || parent->asObject() == nullptr)
            continue;
        if (const Json *member = memberAt(*parent, column.substr(dot + 1)))
            return member;
    }
    return nullptr;
}

std::optional<std::string> scalarText(const Json &value)
{
    if (value.isNull())
        return std::string();
    if (const auto *text = value.asString())
        return *text;
    if (const auto *number = value.asNumber())
        return number->text;
    if (const auto *truth = value.asBool())
        return *truth ? "true" : "false";
    return std::nullopt;
}

std::vector<std::pair<std::string, std::string>> scalarMembers(const Json &object)
{
    std::vector<std::pair<std::string, std::string>> members;
    if (object.asObject() != nullptr)
        addScalars(object, {}, 1, members);
    return members;
}

} // namespace toll
