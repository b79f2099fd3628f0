// SPDX-FileCopyrightText: 2026 The Tollkeeper founders
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/jsonpointer.h"

#include <algorithm>
#include <charconv>
#include <functional>
#include <optional>
#include <span>

namespace toll {

namespace {

using Keys = std::span<const std::string>;
/// Changes the container that holds the last key; false where it cannot.
using Edit = std::function<bool(Json::Object &, const std::string &)>;
using EditList = std::function<bool(Json::Array &, std::size_t)>;

std::optional<std::size_t> indexOf(const std::string &key)
{
    std::size_t index = 0;
    const auto [end, fault] = std::from_chars(key.data(), key.data() + key.size(), index);
    if (fault != std::errc() || end != key.data() + key.size() || (key.size() > 1 && key.front() == '0'))
        return std::nullopt;
    return index;
}

const Json *child(const Json &json, const std::string &key)
{
    if (json.asObject())
        return json.find(key);
    const Json::Array *list = json.asArray();
    const std::optional<std::size_t> index = list ? indexOf(key) : std::nullopt;
    return index && *index < list->size() ? &(*list)[*index] : nullptr;
}

/// The same document with one container changed.
std::optional<Json> edited(const Json &json, Keys keys, const Edit &inObject, const EditList &inList)
{
    if (const Json::Array *list = json.asArray()) {
        Json::Array copy = *list;
        const std::optional<std::size_t> index = indexOf(keys.front());
        if (!index)
            return std::nullopt;
        if (keys.size() == 1)
            return inList(copy, *index) ? std::optional<Json>(std::move(copy)) : std::nullopt;
        if (*index >= copy.size())
            return std::nullopt;
        const std::optional<Json> inner = edited(copy[*index], keys.subspan(1), inObject, inList);
        if (!inner)
            return std::nullopt;
        copy[*index] = *inner;
        return Json(std::move(copy));
    }
    if (!json.asObject())
        return std::nullopt;
    Json::Object copy = *json.asObject();
    if (keys.size() == 1)
        return inObject(copy, keys.front()) ? std::optional<Json>(std::move(copy)) : std::nullopt;
    const auto member = std::ranges::find(copy, keys.front(), &std::pair<std::string, Json>::first);
    if (member == copy.end())
        return std::nullopt;
    const std::optional<Json> inner = edited(member->second, keys.subspan(1), inObject, inList);
    if (!inner)
        return std::nullopt;
    member->second = *inner;
    return Json(std::move(copy));
}

std::unexpected<Error> nowhere(std::string_view pointer)
{
    return fail(ErrorCode::NotFound, "pointer", std::string(pointer));
}

} // namespace

std::string pointerKey(std::string_view key)
{
    std::string text;
    for (const char c : key)
        text += c == '~' ? "~0" : c == '/' ? "~1" : std::string(1, c);
    return text;
}

std::vector<std::string> pointerKeys(std::string_view pointer)
{
    std::vector<std::string> keys;
    for (std::size_t i = 0; i < pointer.size(); ++i) {
        if (pointer[i] == '/') {
            keys.emplace_back();
        } else if (keys.empty()) {
            keys.emplace_back(1, pointer[i]); // no pointer, but nothing is gained by losing its text
        } else if (pointer[i] == '~' && i + 1 < pointer.size()) {
            ++i;
            keys.back() += pointer[i] == '1' ? '/' : '~';
        } else {
            keys.back() += pointer[i];
        }
    }
    return keys;
}

const Json *valueAt(const Json &document, std::string_view pointer)
{
    const Json *json = &document;
    for (const std::string &key : pointerKeys(pointer)) {
        json = child(*json, key);
        if (!json)
            return nullptr;
    }
    return json;
}

Result<Json> withValue(const Json &document, std::string_view pointer, const Json &value)
{
    const std::vector<std::string> keys = pointerKeys(pointer);
    if (keys.empty())
        return value;
    const std::optional<Json> changed = edited(
        document, keys,
        [&](Json::Object &object, const std::string &key) {
            const auto member = std::ranges::find(object, key, &std::pair<std::string, Json>::first);
            if (member == object.end())
                object.emplace_back(key, value);
            else
                member->second = value;
            return true;
        },
        [&](Json::Array &list, std::size_t index) {
            if (index > list.size())
                return false;
            if (index == list.size())
                list.push_back(value);
            else
                list[index] = value;
            return true;
        });
    return changed ? Result<Json>(*changed) : nowhere(pointer);
}

Json withoutValue(const Json &document, std::string_view pointer)
{
    const std::vector<std::string> keys = pointerKeys(pointer);
    if (keys.empty())
        return {};
    return edited(
        document, keys,
        [](Json::Object &object, const std::string &key) {
            return std::erase_if(object, [&](const auto &member) { return member.first == key; }) > 0;
        },
        [](Json::Array &list, std::size_t index) {
            if (index >= list.size())
                return false;
            list.erase(list.begin() + static_cast<std::ptrdiff_t>(index));
            return true;
        })
        .value_or(document);
}

Result<Json> withInserted(const Json &document, std::string_view pointer, const Json &value)
{
    const std::vector<std::string> keys = pointerKeys(pointer);
    if (keys.empty())
        return nowhere(pointer);
    const std::optional<Json> changed = edited(
        document, keys, [](Json::Object &, const std::string &) { return false; },
        [&](Json::Array &list, std::size_t index) {
            if (index > list.size())
                return false;
            list.insert(list.begin() + static_cast<std::ptrdiff_t>(index), value);
            return true;
        });
    return changed ? Result<Json>(*changed) : nowhere(pointer);
}

} // namespace toll
